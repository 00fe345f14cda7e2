"""Uvdot turns Hebrew news into tables of facts."""

__version__ = "0.1.0"
