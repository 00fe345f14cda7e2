"""Names of people, places, bodies and events: the spaCy component ``hebrew_names``."""
