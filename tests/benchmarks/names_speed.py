"""How long hebrew_names takes: start-up, news text, and hostile text.

Run: python tests/benchmarks/names_speed.py [article.txt …]
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import spacy

from pipeline.components.names.factory import entities_of
from pipeline.hebrew.names import name_words

ARTICLE = (
    "ועדת המפלגה של מחוז קואנג נין החליטה לאמץ את התוכנית לפיתוח הכלכלה. המזכיר הכללי טו לאם ביקר בהאנוי ונפגש עם שר "
    "האוצר. לפי נתוני הלשכה המרכזית לסטטיסטיקה עלו המחירים בישראל בשלושה אחוזים, וראש הממשלה בנימין נתניהו אמר כי "
    "הממשלה תפעל להוזלת יוקר המחיה. בית המשפט העליון דחה את העתירה שהגישה התנועה לאיכות השלטון.\n"
) * 10
HOSTILE = {
    "digits": "7" * 1_000_000,
    "quotes": '"' * 1_000_000,
    "letters": "א" * 1_000_000,
    "place nouns": "מחוז " * 200_000,
    "provinces": "קואנג נין, " * 100_000,
    "nested bodies": "ועדת המפלגה של " * 70_000,
}


def seconds(text: str) -> float:
    begin = time.process_time()
    entities_of(text)
    return time.process_time() - begin


def main(paths: list[str]) -> None:
    begin = time.process_time()
    spacy.blank("he").add_pipe("hebrew_names")
    print(f"start-up: {time.process_time() - begin:.2f} s")
    for text in [ARTICLE, *(Path(path).read_text(encoding="utf-8") for path in paths)]:
        seconds(text)
        best = min(seconds(text) for _ in range(5))
        words = len(name_words(text))
        print(
            f"{words} words: {best * 1000:.1f} ms, {words / best:,.0f} words a second, {len(entities_of(text))} names"
        )
    for kind, text in HOSTILE.items():
        print(f"1 MB of {kind}: {seconds(text):.1f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
