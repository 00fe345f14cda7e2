"""A language that finds numbers and nothing else, and news for it. Run as a program it is uvdot with that language."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import regex
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import cli
from pipeline.components.fact_spans import set_facts
from pipeline.facts import DateFact
from pipeline.running import run as run_module
from pipeline.running.shards import Shard, ShardRows, process_shard
from pipeline.settings import Settings

MapShards = Callable[[Sequence[Shard], Settings, str], Iterator[ShardRows]]
WORDS = (
    *(
        "המשק",
        "הישראלי",
        "צמח",
        "השנה",
        "ברבעון",
        "הראשון",
        "לפי",
        "נתוני",
        "הלשכה",
        "המרכזית",
        "היצוא",
        "ירד",
        "והייבוא",
    ),
    *(
        "עלה",
        "בעוד",
        "שיעור",
        "האבטלה",
        "נותר",
        "יציב",
        "ללא",
        "שינוי",
        "לעומת",
        "התקופה",
        "המקבילה",
        "אשתקד",
        "כך",
        "נמסר",
    ),
)


@Language.component("numbers_are_dates")
def numbers_are_dates(doc: Doc) -> Doc:
    dates = [
        DateFact(start=n.start(), end=n.end(), text=n[0], source="test", kind="date", edtf=n[0])
        for n in regex.finditer(r"\d+", doc.text)
    ]
    set_facts(doc, "dates", dates)
    return doc


def language_of_numbers() -> Language:
    nlp = spacy.blank("he")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("numbers_are_dates")
    return nlp


def map_with(nlp: Language) -> MapShards:
    """An engine that processes shards in this process with a language that is there."""

    def map_shards(shards: Sequence[Shard], settings: Settings, run_id: str) -> Iterator[ShardRows]:
        for shard in shards:
            yield process_shard(shard, settings, run_id, nlp)

    return map_shards


def write_news(folder: Path, articles: int, seed: int = 0) -> None:
    """So many articles in files of every kind of place, with copies, near copies, ids used twice and broken records."""
    chance = random.Random(seed)
    stories = [" ".join(chance.choice(WORDS) for _ in range(60)) for _ in range(max(articles // 2, 1))]
    written = 0
    while written < articles:
        site = folder / f"site{chance.randrange(5)}"
        site.mkdir(parents=True, exist_ok=True)
        if chance.random() < 0.5:
            (site / f"{written:05d}.txt").write_text(_told(chance.choice(stories), chance), "utf-8")
            written += 1
        else:
            count = min(chance.randrange(1, 40), articles - written)
            lines = [
                json.dumps({"text": _told(chance.choice(stories), chance), "id": f"n{chance.randrange(articles * 4)}"})
                for _ in range(count)
            ]
            lines.extend(["{"] if chance.random() < 0.1 else [])
            (site / f"{written:05d}.jsonl").write_text("\n".join(lines), "utf-8")
            written += count


def _told(story: str, chance: random.Random) -> str:
    return f"{story} {chance.randrange(3)}" if chance.random() < 0.5 else f"כותרת\n{story} {chance.choice(WORDS)} 2021"


if __name__ == "__main__":
    run_module.map_shards = map_with(language_of_numbers())  # type: ignore[assignment]
    cli.main()
