"""``proclitic_tagger``: sets ``token._.proclitics`` by a trained head on the pipeline's shared token vectors."""
