"""Citations of official documents by code, number or name: Vietnamese, Israeli and of the United Nations."""
