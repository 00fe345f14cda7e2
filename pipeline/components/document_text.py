"""The text of a Doc, put together once for all components: spaCy makes ``doc.text`` anew from its tokens each time."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from spacy.tokens import Doc

_TEXTS: WeakKeyDictionary[Doc, str] = WeakKeyDictionary()


def text_of(doc: Doc) -> str:
    """``doc.text``, which stays the same when a Doc's tokens are merged or split; an empty Doc may still be filled."""
    text = _TEXTS.get(doc)
    if text is None:
        text = doc.text
        if text:
            _TEXTS[doc] = text
    return text
