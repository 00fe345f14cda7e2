"""How fast normalisation is on plain Hebrew, and that it stays linear on hostile text: prints MB/s of UTF-8 for each,
in processor time.

Run: python tests/benchmarks/normalise_speed.py [megabytes]
"""

from __future__ import annotations

import sys
import time

from pipeline.normalise import normalise

PARAGRAPH = (
    'הוועדה הקבועה של ועדת המפלגה המחוזית פרסמה את החלטה מס\' 09-NQ/TU (מתאריך 5 בפברואר 2022) בנושא "טרנספורמציה דיגיטלית"'
    " מקיפה של מחוז קואנג נין עד 2025, עם חזון לשנת 2030, נחישות פוליטית גבוהה וגישות שיטתיות, חדשניות ויצירתיות. "
)
ARTICLE = "\n\n".join(f"{number}. {PARAGRAPH * 3}" for number in range(12))
TEXTS = {
    "plain articles": ARTICLE,
    "vowel points": "שָׁלוֹם לָעוֹלָם ",
    "digits": "1234567890",
    "digits and spaces": "12\u00a0",
    "dates": "12.3.2024 ",
    "quotes": "'",
    "double quotes": '"״',
    "open brackets": "(",
    "nested credits": "(צילום: ",
    "closed brackets": "()",
    "image markup": "![](",
    "credits": "צילום: א ",
    "newlines": "\n",
    "short lines": "א\n",
    "related lines": "מומלצים\n",
    "one paragraph": PARAGRAPH + "\n",
    "one word": "שלום ",
    "lone letters": "מ ח ל ",
    "spaces": " ",
    "marks in the wrong order": "\u0301\u0323",
    "composed late": "a\u0302\u0301 ",
    "lone surrogates": "\ud800",
}


def main() -> None:
    megabytes = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    normalise(ARTICLE)  # the patterns are loaded once
    for name, unit in TEXTS.items():
        count = max(1, round(megabytes * 1_000_000 / len(unit.encode("utf-8", "surrogatepass"))))
        texts = [unit] * count if unit is ARTICLE else [unit * count]
        started = time.process_time()
        for text in texts:
            normalise(text)
        seconds = time.process_time() - started
        size = sum(len(text.encode("utf-8", "surrogatepass")) for text in texts)
        print(f"{name:28} {size / 1e6 / seconds:8.2f} MB/s  ({seconds:.2f} s)")


if __name__ == "__main__":
    main()
