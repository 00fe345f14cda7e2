"""doccano's JSON lines for sequence labelling: a text and its labels as [start, end, label], in code points."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from pipeline.reviewing.agreed import AgreedArticle


def write_doccano(articles: Sequence[AgreedArticle], path: Path) -> None:
    """Write a file of JSON lines; keys beside ``text`` and ``label`` become doccano's metadata."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for article in articles:
            line = {
                "text": article.article.text,
                "label": [[fact.start, fact.end, fact.label] for fact in article.facts],
                "article_id": article.article.head.article_id,
                "content_sha256": article.article.head.content_sha256,
            }
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
