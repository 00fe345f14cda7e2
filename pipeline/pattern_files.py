"""Reads the rule and word-list files that stand beside the code: YAML, checked against a pydantic model.

A malformed file stops the program at load with the file, the line and the reason, never later and never in silence.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, TypeVar

import regex
import yaml
from pydantic import AfterValidator, TypeAdapter, ValidationError

from pipeline.errors import PatternFileError

T = TypeVar("T")

_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_SPECIAL = frozenset(r"\.^$*+?()[]{}|")
# {unit}, but neither the {2} of a repetition, nor a doubled brace, nor the {L} of \p{L}
_PLACEHOLDER = regex.compile(r"(?<!\{|\\[pPN])\{([A-Za-z_]+)\}")


def regex_check(*placeholders: str, compile_with: Callable[[str], object] = regex.compile) -> Callable[[str], str]:
    """A check for a text of a rule file that becomes part of a regular expression; for ``pydantic.AfterValidator``.

    ``placeholders`` are the names that the text may hold in braces, for parts that are filled in later. The check raises
    ValueError for any other name and for what ``compile_with`` refuses.
    """

    def check(source: str) -> str:
        if _SPECIAL.isdisjoint(source):
            return source
        unknown = [name for name in _PLACEHOLDER.findall(source) if name not in placeholders]
        if unknown:
            raise ValueError(f"{{{unknown[0]}}} is no part that can be filled in here")
        try:
            compile_with(_PLACEHOLDER.sub("(?:x)", source) if placeholders else source)
        except Exception as error:
            raise ValueError(f"not a regular expression: {error}") from None
        return source

    return check


RegexSource = Annotated[str, AfterValidator(regex_check())]
"""A text of a rule file that is a regular expression, or an alternative of one, as it stands."""


def load_patterns(path: Path, shape: type[T]) -> T:
    """The content of a YAML file as an instance of ``shape`` (a pydantic model or any type that pydantic can check).

    Raises PatternFileError with the line of the first fault: bad YAML, a key that is unknown or given twice, a value of the
    wrong kind, a RegexSource that is no regular expression.
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
        reason = first["msg"].removeprefix("Value error, ")
        raise PatternFileError(path.name, line, f"{where}: {reason}" if where else reason) from None


def line_of_entry(path: Path, keys: tuple[int | str, ...]) -> int | None:
    """The line of a YAML file on which the entry at these keys stands, or the deepest of them that is there."""
    return _line_of(_nodes_of(path), keys)


@lru_cache(maxsize=32)
def _nodes_of(path: Path) -> yaml.Node | None:
    return _Loader(path.read_text(encoding="utf-8")).get_single_node()  # type: ignore[no-any-return]


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
            entry = next(((key, value) for key, value in node.value if key.value == str(part)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            entry = node.value[part], node.value[part]
        else:
            entry = None
        if entry is None:
            break
        line, node = entry[0].start_mark.line + 1, entry[1]
    return line
