"""Names from outside (files, members, columns) made safe to store, to print and to tell apart."""

from __future__ import annotations

import os
import unicodedata

UNSAFE_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})


def safe_name(name: str) -> str:
    r"""The name with every control, bidi or invisible character and lone surrogate written out: ``a\u202etxt``.

    A backslash is doubled, so that two names never become one.
    """
    return "".join(_safe_character(character) for character in name)


def safe_path(path: str) -> str:
    """A file path as a location: safe as in ``safe_name``, with ``/`` between its parts on every system."""
    return safe_name(path.replace(os.sep, "/"))


def _safe_character(character: str) -> str:
    if character == "\\":
        return "\\\\"
    if unicodedata.category(character) not in UNSAFE_CATEGORIES:
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
