"""Labelled sentences: the one shape in which every source of training data is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One token as ``uvdot.HebrewTokenizer.v1`` and the treebank write it: a word with its proclitics, or a sign.

    ``proclitics`` are its leading letters that are proclitics: ``"וב"`` of ``ובירושלים``, ``"ה"`` of ``הכנסת``, ``""`` for
    none, None where the source does not say. ``name`` is the BIOES label (``"O"``, ``"S-GPE"``, ``"B-PER"``…); a token of a
    proclitic and a name carries the name's label. ``tag`` is the sequence of its parts of speech (``"ADP+PROPN"``), None
    where the source does not say.
    """

    text: str
    proclitics: str | None = None
    name: str = "O"
    tag: str | None = None
    space_after: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence and the name of the source that it comes from."""

    tokens: tuple[Token, ...]
    source: str

    @property
    def text(self) -> str:
        """The tokens, with a space after each that has one; no space at the end."""
        parts = [token.text + (" " if token.space_after else "") for token in self.tokens]
        return "".join(parts).rstrip(" ")
