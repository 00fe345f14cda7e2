"""Gold annotations of the data contract: one JSON object a line, which ``uvdot evaluate`` reads."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.reviewing.agreed import AgreedArticle, AgreedFact


def write_gold(articles: Sequence[AgreedArticle], path: Path) -> None:
    """Write a file of JSON lines."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for article in articles:
            file.write(json.dumps(_line(article), ensure_ascii=False) + "\n")


def _line(agreed: AgreedArticle) -> dict[str, Any]:
    head = agreed.article.head
    return {
        "article_id": head.article_id,
        "raw_text": agreed.article.raw_text,
        "published_at": head.published_at.isoformat() if head.published_at else None,
        "facts": [
            {
                "kind": fact.kind,
                "raw_start": fact.value.raw_start,
                "raw_end": fact.value.raw_end,
                "fields": _fields(fact),
            }
            for fact in agreed.facts
        ],
    }


def _fields(fact: AgreedFact) -> dict[str, Any]:
    name = {"name": fact.text} if fact.kind == "entities" else {}
    return name | fact.value.fields
