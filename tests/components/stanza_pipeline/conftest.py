"""The component's factory is registered before any test adds it."""

import pipeline.components.stanza_pipeline.factory  # noqa: F401
