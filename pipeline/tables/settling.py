"""Which article is a copy of which, whatever the order in which they came.

Articles stand in one order, that of their places. Each is a copy of the first article before it that is like it and is no copy
itself. What a change of some articles can change in others is looked at again, in that order, and nothing else.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable

from pipeline.tables.index import Index, Known, Order


def settle(index: Index, new: Iterable[int], gone: Iterable[str]) -> list[tuple[Known, str | None]]:
    """Mark the copies after articles were added (their numbers) and taken away (their ids).

    Returns every article whose mark was set: as it was known, and the article_id that it is now a copy of, or None.
    """
    waiting: list[tuple[Order, int]] = []
    queued: set[int] = set()
    unmarked = set(new)

    def look_at(article: int, order: Order) -> None:
        if article not in queued:
            queued.add(article)
            heapq.heappush(waiting, (order, article))

    for number in unmarked:
        look_at(number, index.known(number).order)
    for article_id in gone:
        for copy in index.copies_of(article_id):
            look_at(copy.id, copy.order)
    marked: dict[int, tuple[Known, str | None]] = {}
    while waiting:
        order, number = heapq.heappop(waiting)
        queued.discard(number)
        article = index.known(number)
        originals = [other for other in index.alike(article, originals=True) if other.order < order]
        original = min(originals, key=lambda other: other.order).article_id if originals else None
        is_new = number in unmarked
        unmarked.discard(number)
        if original == article.duplicate_of and not is_new:
            continue
        index.mark(article, original)
        marked[number] = (marked[number][0] if number in marked else article, original)
        if original is None and not index.is_last(order):
            for other in index.alike(article, originals=False):
                if other.order > order and other.id not in unmarked and _is_later(index, other.duplicate_of, order):
                    look_at(other.id, other.order)
        elif original is not None and not is_new and article.duplicate_of is None:
            for copy in index.copies_of(article.article_id):
                look_at(copy.id, copy.order)
    return list(marked.values())


def _is_later(index: Index, duplicate_of: str | None, order: Order) -> bool:
    """Whether a copy's original, if it is one, stands after a place."""
    of_original = index.order_of(duplicate_of) if duplicate_of is not None else None
    return of_original is None or of_original > order
