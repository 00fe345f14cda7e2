"""Regular expressions for lists of words, as trees: words that begin alike share their beginning.

A list of alternatives is tried word by word at every place of a text; of a tree, only the words that begin with the letters
that stand there.

>>> any_of(["חוק", "חוקה", "צו"])
'(?:חוק(?:ה|)|צו)'
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

_Tree = dict[str, "_Tree"]
_END = ""


def literal(character: str) -> str:
    """The expression for a character as it stands."""
    return " " if character == " " else re.escape(character)


def any_of(words: Iterable[str], *, atom: Callable[[str], str] = literal, backwards: bool = False) -> str:
    """A group that matches any of the words, the longest that fits first, and captures nothing.

    ``atom`` gives the expression for one character. For an expression that is matched from its end (``regex.REVERSE``)
    the tree must be made ``backwards``: words that end alike share their end.
    """
    tree: _Tree = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        node = tree
        for character in reversed(word) if backwards else word:
            node = node.setdefault(atom(character), {})
        node[_END] = {}
    return f"(?:{'|'.join(_branches(tree, backwards))})"


def _branches(tree: _Tree, backwards: bool) -> list[str]:
    """The expressions for what may stand at a place of the tree, in the order of the longest word of each."""
    branches = []
    for character, beyond in tree.items():
        if character == _END:
            continue
        rest = "|".join(further := _branches(beyond, backwards))
        if _END in beyond:
            rest = f"(?:{rest}|)" if further else ""
        elif len(further) > 1:
            rest = f"(?:{rest})"
        branches.append(rest + character if backwards else character + rest)
    return branches
