"""Labelled training sentences made from templates, for the two kinds of news that Uvdot reads."""
