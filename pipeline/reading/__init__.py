"""Reads inputs of every supported format into articles: one module a format."""
