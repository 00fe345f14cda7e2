"""Characters that Hebrew writers use for each other, as regular-expression atoms.

Normalisation turns each group into its first member. Patterns still accept the whole group, so that a component also works
on text that was not normalised.
"""

from __future__ import annotations

HEBREW_LETTERS = "אבגדהוזחטיךכלםמןנסעףפץצקרשת"
MEDIAL_FORMS = str.maketrans("ךםןףץ", "כמנפצ")
"""For ``str.translate``: the letters that end a word as they are written inside one."""

DASHES = "-־‐‑‒–—―−﹘﹣－"
GERESH_MARKS = "'׳’‘‛′`´ʹʼ＇"
QUOTE_MARKS = '"״”“„‟″«»＂'
PLAIN_QUOTES = str.maketrans(dict.fromkeys(GERESH_MARKS, "'") | dict.fromkeys(QUOTE_MARKS, '"'))
"""For ``str.translate``: every geresh and quotation mark as the first of its group."""
PLAIN_MARKS = PLAIN_QUOTES | str.maketrans(dict.fromkeys(DASHES, "-"))
"""The same, and every dash."""
OTHER_QUOTES = (GERESH_MARKS + QUOTE_MARKS).translate(str.maketrans("", "", "'\""))
"""The marks that ``PLAIN_QUOTES`` changes; normalised text holds none, and to look for them is cheaper than to translate."""

LETTER = "[א-ת]"
DASH = f"[{DASHES}]"
GERESH = f"[{GERESH_MARKS}]"
QUOTE = f"(?:[{QUOTE_MARKS}]|''|׳׳)"

# Not inside a Hebrew word: a letter, a mark on a letter, or a geresh or gershayim that a letter follows.
WORD_START = f"(?<![א-ת\\u0591-\\u05C7])(?<![א-ת][{QUOTE_MARKS}{GERESH_MARKS}])"
WORD_END = f"(?![א-ת\\u0591-\\u05C7])(?![{QUOTE_MARKS}{GERESH_MARKS}][א-ת])"
