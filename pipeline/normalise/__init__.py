"""Normalises raw text, with an alignment back to every raw character."""
