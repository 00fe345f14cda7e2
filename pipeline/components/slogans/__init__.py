"""Slogans: numbered formulas with their parts, mottos, chants and placards, goals, and names of campaigns, in quotation marks."""
