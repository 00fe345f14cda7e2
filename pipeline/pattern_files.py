"""Reads the rule and word-list files that stand beside the code: YAML, checked against a pydantic model.

A malformed file stops the program at load with the file, the line and the reason, never later and never in silence.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from pipeline.errors import PatternFileError

T = TypeVar("T")

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_patterns(path: Path, shape: type[T]) -> T:
    """The content of a YAML file as an instance of ``shape`` (a pydantic model or any type that pydantic can check).

    Raises PatternFileError with the line of the first fault: bad YAML, a key given twice, a value of the wrong kind.
    """
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PatternFileError(path.name, None, f"cannot be read ({error})") from None
    try:
        loader = _Loader(source)
        root = loader.get_single_node()
        _refuse_repeated_keys(root, path)
        content = None if root is None else loader.construct_document(root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise PatternFileError(path.name, mark.line + 1 if mark else None, error.problem or "not YAML") from None
    except yaml.reader.ReaderError as error:
        faulty_line = source.count("\n", 0, error.position) + 1
        raise PatternFileError(path.name, faulty_line, f"U+{error.character:04X}: {error.reason}") from None
    try:
        return TypeAdapter(shape).validate_python(content)
    except ValidationError as error:
        first = error.errors()[0]
        line = _line_of(root, first["loc"])
        where = ".".join(str(part) for part in first["loc"])
        raise PatternFileError(path.name, line, f"{where}: {first['msg']}" if where else first["msg"]) from None


def _refuse_repeated_keys(node: yaml.Node | None, path: Path) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise PatternFileError(path.name, key.start_mark.line + 1, "a key must be one word or text")
            if key.value in seen:
                raise PatternFileError(path.name, key.start_mark.line + 1, f"{key.value!r} stands here a second time")
            seen.add(key.value)
            _refuse_repeated_keys(value, path)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_repeated_keys(item, path)


def _line_of(node: yaml.Node | None, location: tuple[int | str, ...]) -> int | None:
    line = None if node is None else node.start_mark.line + 1
    for part in location:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == str(part)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        else:
            node = None
        if node is None:
            break
        line = node.start_mark.line + 1
    return line
