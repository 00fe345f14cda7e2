"""Gold annotations against extracted facts."""
