"""A small network over words: what a word is to it, and the component that runs it."""
