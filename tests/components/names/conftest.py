from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from pipeline.components.names.factory import entities_of
from pipeline.facts import Entity

_MARK = re.compile(r"\[\[(.*?)\]\]")


@pytest.fixture
def names_in() -> Callable[[str], list[Entity]]:
    """Checks that the entities of a sentence are exactly those marked with [[...]] in it, and returns them."""

    def check(marked: str) -> list[Entity]:
        text = _MARK.sub(r"\1", marked)
        expected = []
        removed = 0
        for match in _MARK.finditer(marked):
            start = match.start() - removed
            expected.append((start, start + len(match[1])))
            removed += 4
        entities = entities_of(text)
        assert [text[start:end] for start, end in expected] == [entity.text for entity in entities]
        assert expected == [(entity.start, entity.end) for entity in entities]
        for entity in entities:
            assert entity.text == text[entity.start : entity.end]
            assert (entity.name_start, entity.name_end) == (entity.start, entity.end)
            assert text[: entity.start].rstrip('"-').endswith(entity.prefix)
        return entities

    return check
