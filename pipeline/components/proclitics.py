"""`Token._.proclitics`: the leading letters of a token that are proclitics, as a language model of the pipeline found them.

"וב" for "ובירושלים", "ש" for "שאמר", "" for a token without proclitics and wherever no model has run. The article
that is heard and not written in ב, כ and ל (באוניברסיטה, "in the university") has no letter and so is not counted.
"""

from __future__ import annotations

from spacy.tokens import Token

PROCLITICS = "proclitics"

if not Token.has_extension(PROCLITICS):
    Token.set_extension(PROCLITICS, default="")
