"""NEMO, the names of the Hebrew Treebank, at token level and at morpheme level.

*Token level*: a mention is right where its tokens and its label are; its proclitics belong to its first token.

*Morpheme level*: the same mentions without their proclitics; a mention is right where its tokens, its label and its first
letter are. The treebank divides ``מהכנסת`` into מ and הכנסת, so the name begins after one letter. NEMO keeps the article ה in the
name, unlike this project's tables, where it is outside (``הכנסת`` is a mention of כנסת): for this measure a model's last
proclitic stays in the name where it is ה. An article that is not written (``בכנסת``) has no letter on either side.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.evaluating.models.pretokenised import runs_of_sentences
from pipeline.hebrew.proclitics import written_proclitics
from pipeline.training.sources import Morpheme, Split, read_nemo_morphemes, treebank_folder


def nemo_is_there(sources: Path) -> bool:
    """Whether the folder holds the treebank that NEMO labels."""
    return (treebank_folder(sources) / "spmrl_fixed.conllu").is_file()


def read_name_starts(sources: Path, split: Split) -> list[list[int]]:
    """For each run of sentences (as ``runs_of_sentences`` cuts them) and each raw token, the characters before its name."""
    sentences = [[name_start(token) for token in tokens] for _, tokens in read_nemo_morphemes(sources, split)]
    return [[start for sentence in run for start in sentence] for run in runs_of_sentences(sentences)]


def name_start(morphemes: Sequence[Morpheme]) -> int:
    """How many characters of a raw token stand before its name, by the labels of its morphemes; 0 where it has no name.

    >>> name_start([("מ", "O", "מהכנסת"), ("ה", "B-ORG", "מהכנסת"), ("כנסת", "E-ORG", "מהכנסת")])
    1
    """
    first = next((index for index, (_, label, _) in enumerate(morphemes) if label != "O"), 0)
    forms = [form for form, _, _ in morphemes]
    name = "".join(form.rstrip("_") for form in forms[first:])
    return len(written_proclitics(morphemes[0][2], [*forms[:first], name]))
