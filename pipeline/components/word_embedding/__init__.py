"""The first layer of the small model: a vector for each word from its form, its affixes and a table of known words."""
