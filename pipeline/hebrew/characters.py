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

LETTER = "[א-ת]"
DASH = f"[{DASHES}]"
GERESH = f"[{GERESH_MARKS}]"
QUOTE = f"(?:[{QUOTE_MARKS}]|''|׳׳)"

# Not inside a Hebrew word: a letter, a mark on a letter, or a geresh or gershayim that a letter follows.
WORD_START = f"(?<![א-ת\\u0591-\\u05C7])(?<![א-ת][{QUOTE_MARKS}{GERESH_MARKS}])"
WORD_END = f"(?![א-ת\\u0591-\\u05C7])(?![{QUOTE_MARKS}{GERESH_MARKS}][א-ת])"
