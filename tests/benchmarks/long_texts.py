"""Seconds that texts of one thing take at growing lengths: a megabyte of digits, quotes, brackets, one word repeated.

python tests/benchmarks/long_texts.py [LENGTH]   (characters of the longest text, 400,000 unless given)

Each row is one unit repeated; the last columns are the power of the length with which the time grows between the last two
lengths (1 is linear; nothing below a hundredth of a second) and the part that took longest. No language model, one process.
"""

from __future__ import annotations

import math
import sys
import time

from rich.console import Console
from rich.table import Table
from spacy.language import Language

from pipeline.language import build_language
from pipeline.language_models import ModelName
from pipeline.normalise import normalise

UNITS = (
    *("5", "2024 ", "1.", "1,", "0-", "ב-5 בפברואר 2022 ", "5/", "א' ", 'תש"ף ', "בשנת ", "לפני "),
    *('"', '" ', "'", "(", "((", ")", "[", "<b>", "&amp;", "{"),
    *("א", "החלטה ", "28-NQ/TW, ", "חוק ", 'בג"ץ ', "6.5% ", "עלה ב-", "צמח ", "ב-", "עד ", "הוועד ", "ועדת ", "מוטו "),
    *(". ", "\n", " ", "א. ", "…", "\u200f", "a", "http://", "נ'"),
)
ROUNDS = 2
LEAST = 0.01


def seconds(nlp: Language, text: str) -> dict[str, float]:
    """Seconds of normalising, of the tokenizer and of each component; of two rounds the shorter."""
    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        taken: dict[str, float] = {}
        started = time.perf_counter()
        normalised = normalise(text).text
        taken["normalise"] = time.perf_counter() - started
        # Furniture and markup leave little of some texts; the components are given the whole, as of a text that is not furniture.
        with nlp.memory_zone():
            started = time.perf_counter()
            doc = nlp.make_doc(normalised or text)
            taken["tokenizer"] = time.perf_counter() - started
            for name, component in nlp.pipeline:
                started = time.perf_counter()
                doc = component(doc)
                taken[name] = time.perf_counter() - started
        best = {name: min(value, best.get(name, value)) for name, value in taken.items()}
    return best


def power(short: float, long: float, times: float) -> str:
    """The power of the length with which time grows, nothing where it is too short to say."""
    return "" if short < LEAST else f"{math.log(long / short) / math.log(times):.2f}"


def main() -> None:
    longest = int(sys.argv[1]) if len(sys.argv) > 1 else 400_000
    lengths = (longest // 16, longest // 4, longest)
    nlp = build_language(model=ModelName.RULES)
    seconds(nlp, "המשק צמח ב-6.5% בשנת 2021.")
    table = Table(
        "text of", *(f"{length:,} chars" for length in lengths), "power", "longest part",
        title="seconds, rules without a language model, one process",
    )  # fmt: skip
    for column in table.columns[1:-1]:
        column.justify = "right"
    for unit in UNITS:
        parts = [seconds(nlp, (unit * (length // len(unit) + 1))[:length]) for length in lengths]
        totals = [sum(taken.values()) for taken in parts]
        slowest = max(parts[-1], key=parts[-1].__getitem__)
        table.add_row(
            repr(unit),
            *(f"{total:.2f}" for total in totals),
            power(totals[-2], totals[-1], 4),
            f"{slowest} {parts[-1][slowest] / totals[-1]:.0%}",
        )
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
