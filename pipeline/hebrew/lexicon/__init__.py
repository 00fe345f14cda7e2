"""Word lists of Hebrew names: data in YAML, read by ``pipeline.hebrew.names``."""
