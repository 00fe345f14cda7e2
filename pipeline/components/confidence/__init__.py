"""How probable it is that a fact is right, learnt from annotated articles."""
