"""Tokens a second of the project's Hebrew tokenizer beside spaCy's own.

python tests/benchmarks/tokenizer_speed.py [TEXT_FILE]
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import spacy
from spacy.language import Language

PARAGRAPH = (
    "ועדת המפלגה במחוז צ'ואנג נין אימצה את החלטה מס' 28-NQ/TW (מתאריך 5 בפברואר 2022), ולפי ה\"וושינגטון פוסט\" "
    'התוצר צמח ב-6.5% בשנים 2015-2023. בצה"ל אמרו כי "המצב משתפר", והאינפלציה ירדה ל-3.2% - 4%.\n'
)
SECONDS_EACH = 5.0
DOCUMENTS_A_ZONE = 50  # the run opens a memory zone around each batch, and so does this


def tokens_a_second(nlp: Language, text: str) -> float:
    """Tokens of ``text`` in one second of processor time, each batch of documents in a memory zone of its own."""
    tokens = 0
    start = time.process_time()
    while time.process_time() - start < SECONDS_EACH:
        with nlp.memory_zone():
            tokens += sum(len(nlp.make_doc(text)) for _ in range(DOCUMENTS_A_ZONE))
    return tokens / (time.process_time() - start)


def main() -> None:
    text = Path(sys.argv[1]).read_text(encoding="utf-8") if len(sys.argv) > 1 else PARAGRAPH * 20
    tokenizers = {
        "spacy.blank('he')": spacy.blank("he"),
        "uvdot.HebrewTokenizer.v1": spacy.blank(
            "he", config={"nlp": {"tokenizer": {"@tokenizers": "uvdot.HebrewTokenizer.v1"}}}
        ),
    }
    for name, nlp in tokenizers.items():
        tokens = len(nlp.make_doc(text))
        print(f"{name:26} {tokens_a_second(nlp, text):12,.0f} tokens/s   ({tokens} tokens a document)")


if __name__ == "__main__":
    main()
