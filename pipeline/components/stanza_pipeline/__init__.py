"""``hebrew_stanza``: sentences, proclitics and names by a Stanza package from a local folder."""
