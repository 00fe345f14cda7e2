"""The spaCy components, one folder each. Nothing here knows of files, tables or processes."""
