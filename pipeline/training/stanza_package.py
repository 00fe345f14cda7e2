"""The Stanza package of ``models/stanza``: a tokenizer with sentence ends and an expander of multi-word tokens.

Both are trained by Stanza's own trainers on the Hebrew Treebank (the training part of the SPMRL split) and IAHLTwiki, without
any sentence that equals or nearly equals one of the treebank's development and test parts. A token with proclitics is a
multi-word token of Universal Dependencies: its words are the proclitics one by one and the rest, exactly as written, so
``ובירושלים`` is ו + ב + ירושלים, and a pronoun at a word's end stays with its word.

Stanza's expander divides whatever the tokenizer calls a multi-word token. Its dictionary is therefore told which words are to
stay whole, those of the training text and of a lexicon, and the tokenizer may then ask more often (``multi_word_bias``).

    make train MODEL=stanza
"""

from __future__ import annotations

import json
import random
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from pipeline.evaluating.treebanks import FINAL_PUNCTUATION
from pipeline.pattern_files import load_patterns
from pipeline.training.sentences import Sentence, Token
from pipeline.training.sources import morphemes_file, read_nemo, read_treebanks, without_leaks

LANGUAGE = "he"
PACKAGE = "uvdot"
_SHORTHAND = f"{LANGUAGE}_{PACKAGE}"
# What Stanza's tokenizer is taught at each character: 0 within a token, then the end of a token, of a sentence, of a
# multi-word token, of a multi-word token and a sentence.
_TOKEN_END, _SENTENCE_END, _MULTI_WORD = 1, 2, 2
_DIVISIBLE = re.compile("[ושהבכלמ].")
_DIVISIBLE_WORD = re.compile("[ושהבכלמ][א-ת]{1,8}")
_PROCLITIC_WORDS = re.compile("לכש|כש|מש|[ושהבכלמ]")


class Recipe(BaseModel):
    """The settings of ``stanza_package.yaml``; the option names are those of Stanza's trainers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    seed: int
    longest_paragraph: int
    multi_word_bias: float
    tokenizer: dict[str, int | float]
    mwt_expander: dict[str, int | float]


RECIPE = load_patterns(Path(__file__).with_name("stanza_package.yaml"), Recipe)


def words_of(token: Token) -> list[str]:
    """The words of a token: its proclitics one by one, then the rest. Joined, they are the token."""
    proclitics = token.proclitics or ""
    return [*_PROCLITIC_WORDS.findall(proclitics), token.text[len(proclitics) :]]


def paragraphs(sentences: Sequence[Sentence], longest: int, seed: int) -> Iterator[list[Sentence]]:
    """The sentences in their order as paragraphs of one to ``longest`` sentences.

    A sentence without final punctuation is a heading and ends its paragraph.
    """
    draw = random.Random(seed)  # noqa: S311
    paragraph: list[Sentence] = []
    length = draw.randint(1, longest)
    for sentence in sentences:
        paragraph.append(sentence)
        if len(paragraph) >= length or sentence.text[-1:] not in FINAL_PUNCTUATION:
            yield paragraph
            paragraph, length = [], draw.randint(1, longest)
    if paragraph:
        yield paragraph


def text_and_labels(paragraph: Iterable[Sentence]) -> tuple[str, str]:
    """A paragraph as Stanza's tokenizer learns it: its text, and one digit a character that says what ends there."""
    text: list[str] = []
    labels: list[str] = []
    for sentence in paragraph:
        last = len(sentence.tokens) - 1
        for index, token in enumerate(sentence.tokens):
            label = _SENTENCE_END if index == last else _TOKEN_END
            label += _MULTI_WORD if len(words_of(token)) > 1 else 0
            space = " " if token.space_after or index == last else ""
            text += (token.text, space)
            labels += ("0" * (len(token.text) - 1), str(label), "0" * len(space))
    return "".join(text).rstrip(), "".join(labels)[: len("".join(text).rstrip())]


def conllu(sentence: Sentence) -> str:
    """A sentence in CoNLL-U with its multi-word tokens; the columns of syntax hold a chain, which Stanza asks for."""
    lines = [f"# text = {sentence.text}"]
    first = 1
    for token in sentence.tokens:
        words = words_of(token)
        misc = "_" if token.space_after else "SpaceAfter=No"
        if len(words) > 1:
            lines.append("\t".join((f"{first}-{first + len(words) - 1}", token.text, *"_______", misc)))
            misc = "_"
        for number, word in enumerate(words, first):
            relation = "root" if number == 1 else "dep"
            lines.append("\t".join((str(number), word, *"____", str(number - 1), relation, "_", misc)))
        first += len(words)
    return "\n".join(lines) + "\n\n"


def read_training_sentences(sources: Path) -> list[Sentence]:
    """The treebank's training part, then IAHLTwiki; nothing that stands in the development and test parts as well."""
    train, dev, test = (read_nemo(sources, split) for split in ("train", "dev", "test"))
    held_out = [*dev, *test]
    # hebpipe's table holds the treebank too, whose own file is better: it says where the spaces are.
    return [*without_leaks(train, held_out), *without_leaks(read_treebanks(sources), [*held_out, *train])]


def read_lexicon(sources: Path) -> list[str]:
    """The words that stand without proclitics and pronouns in hebpipe's lexicon, sorted.

    Of its generated verb forms those of verbs that the treebanks know; only words that could begin with a proclitic.
    """
    verbs = set()
    with morphemes_file(sources).open(encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if columns[1] == "VERB":
                verbs.add(columns[5])
    words = set()
    with morphemes_file(sources).with_name("heb.lex").open(encoding="utf-8") as lines:
        for line in lines:
            word, tag, lemma = line.rstrip("\n").split("\t")[:3]
            alone = not tag.startswith("CPLX") and not tag.endswith("_pos")
            if alone and _DIVISIBLE_WORD.fullmatch(word) and (tag != "VERB" or lemma in verbs):
                words.add(word)
    return sorted(words)


def write_training_files(folder: Path, part: Literal["train", "dev"], sentences: Sequence[Sentence]) -> None:
    """What Stanza's two trainers read of one part: its text, labels, CoNLL-U and counted expansions."""
    labelled = [text_and_labels(each) for each in paragraphs(sentences, RECIPE.longest_paragraph, RECIPE.seed)]
    # Stanza reads both files by the same line ends, so text and labels stay side by side.
    (folder / f"{part}.txt").write_text("\n\n".join(text for text, _ in labelled) + "\n", encoding="utf-8")
    (folder / f"{part}.labels").write_text("\n\n".join(labels for _, labels in labelled) + "\n", encoding="utf-8")
    (folder / f"{part}.conllu").write_text("".join(map(conllu, sentences)), encoding="utf-8")
    expansions = Counter(
        (token.text, tuple(words))
        for sentence in sentences
        for token in sentence.tokens
        if len(words := words_of(token)) > 1
    )
    (folder / f"{part}.mwt.json").write_text(json.dumps(list(expansions.items()), ensure_ascii=False), encoding="utf-8")


def train_tokenizer(data: Path, saved: Path) -> Path:
    """Train the tokenizer on the files in ``data``; returns the path of the model that is best on the development part."""
    from stanza.models import tokenizer  # noqa: PLC0415 - an extra

    tokenizer.main(
        [
            *("--mode", "train", "--lang", LANGUAGE, "--shorthand", _SHORTHAND, "--cpu", "--seed", str(RECIPE.seed)),
            *("--txt_file", str(data / "train.txt"), "--label_file", str(data / "train.labels")),
            *("--dev_txt_file", str(data / "dev.txt"), "--dev_label_file", str(data / "dev.labels")),
            *("--mwt_json_file", str(data / "train.mwt.json"), "--dev_conll_gold", str(data / "dev.conllu")),
            *("--conll_file", str(saved / "dev.tokenized.conllu")),
            *("--save_dir", str(saved), "--save_name", "tokenizer.pt"),
            *_options(RECIPE.tokenizer),
        ]
    )
    return saved / "tokenizer.pt"


def train_mwt_expander(data: Path, saved: Path) -> Path:
    """Train the expander of multi-word tokens on the files in ``data``; returns the path of the best model."""
    from stanza.models import mwt_expander  # noqa: PLC0415 - an extra

    mwt_expander.main(
        [
            *("--mode", "train", "--lang", LANGUAGE, "--shorthand", _SHORTHAND, "--cpu", "--seed", str(RECIPE.seed)),
            *("--train_file", str(data / "train.conllu"), "--eval_file", str(data / "dev.conllu")),
            *("--gold_file", str(data / "dev.conllu"), "--save_dir", str(saved), "--save_name", "mwt.pt"),
            *("--force_exact_pieces", *_options(RECIPE.mwt_expander)),
        ]
    )
    return saved / "mwt.pt"


def write_package(out: Path, models: dict[str, Path]) -> None:
    """Lay the models (processor to file) out as a folder that ``stanza.Pipeline(dir=…, download_method=None)`` reads."""
    resources: dict[str, object] = {"lang_name": "Hebrew", "packages": {"default": dict.fromkeys(models, PACKAGE)}}
    for processor, model in models.items():
        target = out / LANGUAGE / processor / f"{PACKAGE}.pt"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(model, target)
        resources[processor] = {PACKAGE: {}}
    (out / "resources.json").write_text(json.dumps({LANGUAGE: resources}, indent=2) + "\n", encoding="utf-8")


def undivided_words(sentences: Iterable[Sentence], lexicon: Iterable[str]) -> list[str]:
    """The words that are to stay whole, sorted.

    Those that the sentences have without proclitics more often than with the same ones, and those of the lexicon that the
    sentences do not have.
    """
    divisions: dict[str, Counter[int]] = {}
    for sentence in sentences:
        for token in sentence.tokens:
            if _DIVISIBLE.match(token.text):
                divisions.setdefault(token.text, Counter())[len(token.proclitics or "")] += 1
    whole = {word for word, lengths in divisions.items() if lengths[0] == max(lengths.values())}
    return sorted(whole.union(word for word in lexicon if word not in divisions))


def finish_tokenizer(trained: Path) -> None:
    """Let a trained tokenizer flag more multi-word tokens, by the recipe's bias, and forget the paths of its training."""
    import torch  # noqa: PLC0415 - an extra

    checkpoint = torch.load(trained, map_location="cpu", weights_only=True)
    checkpoint["model"]["mwt_clf.bias"] += RECIPE.multi_word_bias
    checkpoint["config"] = _without_folders(checkpoint["config"])
    torch.save(checkpoint, trained, _use_new_zipfile_serialization=False)


def finish_mwt_expander(trained: Path, whole: Iterable[str]) -> None:
    """Tell a trained expander's dictionary which words are to stay whole, and let it forget the paths of its training."""
    import torch  # noqa: PLC0415 - an extra

    checkpoint = torch.load(trained, map_location="cpu", weights_only=True)
    checkpoint["dict"].update((word, word) for word in whole)
    checkpoint["config"] = _without_folders(checkpoint["config"])
    torch.save(checkpoint, trained, _use_new_zipfile_serialization=False)


def _without_folders(config: dict[str, object]) -> dict[str, object]:
    """A model's settings with the names of files in place of their paths."""
    return {
        name: Path(value).name if isinstance(value, str) and "/" in value else value for name, value in config.items()
    }


def _options(values: dict[str, int | float]) -> list[str]:
    return [part for name, value in values.items() for part in (f"--{name}", str(value))]


def train(sources: Path, out: Path) -> None:
    """Train the Stanza package from public data and lay it out."""
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(scratch)
        sentences = read_training_sentences(sources)
        write_training_files(data, "train", sentences)
        write_training_files(data, "dev", read_nemo(sources, "dev"))
        models = {"tokenize": train_tokenizer(data, data), "mwt": train_mwt_expander(data, data)}
        finish_tokenizer(models["tokenize"])
        finish_mwt_expander(models["mwt"], undivided_words(sentences, read_lexicon(sources)))
        write_package(out, models)
