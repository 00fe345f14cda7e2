"""The text of a Doc, kept once for all components: spaCy puts ``doc.text`` together from its tokens each time."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from spacy.tokens import Doc

_TEXTS: WeakKeyDictionary[Doc, str] = WeakKeyDictionary()


def keep_text(doc: Doc, text: str) -> None:
    """Note the text that a Doc was made of, which must be its ``doc.text``."""
    if text:
        _TEXTS[doc] = text


def text_of(doc: Doc) -> str:
    """``doc.text``, which stays the same when a Doc's tokens are merged or split; an empty Doc may still be filled."""
    text = _TEXTS.get(doc)
    if text is None:
        text = doc.text
        keep_text(doc, text)
    return text
