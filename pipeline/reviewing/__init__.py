"""People against facts: how an article with its facts is shown."""
