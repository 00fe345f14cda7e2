"""Finds what there is to read: files, folders, patterns, standard input and URLs, as sources in a fixed order."""

# os.path answers False where pathlib raises (names too long, loops of links), and keeps `./` as it was typed.
# ruff: noqa: PTH112, PTH114, PTH116, PTH118, PTH120, PTH207

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.articles import Reject, RejectReason
from pipeline.errors import InputNotFoundError
from pipeline.object_stores import is_url
from pipeline.reading.failures import reject, why
from pipeline.reading.names import safe_path
from pipeline.reading.objects import find_objects
from pipeline.reading.patterns import ANY_FOLDERS, parts_match
from pipeline.reading.source import FORMATS_READ, STANDARD_INPUT, Source, SourceFormat, format_of


def find_sources(inputs: Sequence[str], format: SourceFormat | str = SourceFormat.TEXT) -> list[Source | Reject]:
    """The sources of ``each_source`` as a list."""
    return list(each_source(inputs, format))


def each_source(inputs: Sequence[str], format: SourceFormat | str = SourceFormat.TEXT) -> Iterator[Source | Reject]:
    """The sources that the inputs name, each file once, in the order of the inputs and sorted inside a folder.

    An input is a file, a folder (read with its subfolders, hidden files left out), a pattern such as ``news/**/*.jsonl``,
    ``-`` for standard input, which is taken to be of the given format, or the URL of an object, folder or pattern in an
    object store. A file that cannot be read as an article becomes a Reject in its place. Raises InputNotFoundError for an
    input that matches nothing, ObjectStoreError for a store that cannot be asked.
    """
    seen: set[str] = set()
    for given in inputs:
        if given == STANDARD_INPUT:
            if given not in seen:
                seen.add(given)
                yield Source(path=given, location=given, format=SourceFormat(format), byte_size=None)
            continue
        matches = 0
        if is_url(given):
            for source in find_objects(given):
                matches += 1
                location = source.location if isinstance(source, Source) else source.source_uri
                if location not in seen:
                    seen.add(location)
                    yield source
        for path, folder in [] if is_url(given) else _expand(given):
            matches += 1
            identity = os.path.realpath(path)
            if identity in seen:
                continue
            seen.add(identity)
            yield _source(path, folder)
        if not matches:
            raise InputNotFoundError(given)


def _expand(given: str) -> Iterator[tuple[str, str | None]]:
    """The files of one input, each with the folder that its links must not leave (None for a file named outright)."""
    if not given or "\0" in given:
        return
    if os.path.isdir(given):
        yield from _walk(given, given)
    elif os.path.lexists(given):
        yield given, None
    elif glob.has_magic(given):
        folder = _fixed_folder(given)
        if ANY_FOLDERS in given.replace(os.sep, "/").split("/"):
            yield from _match(given, folder)
            return
        for path in sorted(glob.iglob(given)):
            if os.path.isdir(path) and not _leads_out(path, folder):
                yield from _walk(path, folder)
            else:
                yield path, folder


def _walk(top: str, folder: str) -> Iterator[tuple[str, str]]:
    """The files below a folder, in the order of their names; a folder that cannot be listed is yielded itself."""
    waiting = [top]
    while waiting:
        path = waiting.pop()
        if path != top and (not os.path.isdir(path) or os.path.islink(path)):
            # A link to a folder inside is passed over: that folder is read in its own place.
            if not os.path.isdir(path) or _leads_out(path, folder):
                yield path, folder
            continue
        try:
            with os.scandir(path) as entries:
                inside = sorted((entry.name, entry.path) for entry in entries if not entry.name.startswith("."))
        except OSError:
            yield path, folder
            continue
        waiting.extend(inner for _, inner in reversed(inside))


def _match(pattern: str, folder: str) -> Iterator[tuple[str, str]]:
    """The files that a pattern with ``**`` matches, or that stand in a folder which it matches.

    The folders are walked here since ``glob`` follows every link in them, round and round.
    """
    wanted = [part for part in pattern.replace(os.sep, "/").split("/") if part not in {"", "."}]
    wanted = wanted[len([part for part in folder.replace(os.sep, "/").split("/") if part not in {"", "."}]) :]
    for path, _ in _walk(folder, folder):
        parts = list(Path(os.path.relpath(path, folder)).parts)
        if any(parts_match(parts[:length], wanted) for length in range(1, len(parts) + 1)):
            yield path.removeprefix(f".{os.sep}") if folder == "." else path, folder


def _fixed_folder(pattern: str) -> str:
    """The folder that a pattern names before its first wildcard: ``news`` of ``news/*/a*.txt``."""
    folder = pattern
    while glob.has_magic(folder):
        folder = os.path.dirname(folder)
    return folder or "."


def _leads_out(path: str, folder: str) -> bool:
    root = os.path.realpath(folder)
    target = os.path.realpath(path)
    return target != root and not target.startswith(os.path.join(root, ""))


def _source(path: str, folder: str | None) -> Source | Reject:
    location = safe_path(path)
    if folder is not None and _leads_out(path, folder):
        return reject(
            location,
            RejectReason.UNSAFE_PATH,
            f"is a link that leads out of {safe_path(folder)}. Name the file that it leads to, to read it.",
        )
    try:
        status = os.stat(path)
    except OSError as error:
        return reject(location, RejectReason.UNREADABLE, f"cannot be opened: {why(error)}.")
    if stat.S_ISDIR(status.st_mode):
        return reject(location, RejectReason.UNREADABLE, "the folder cannot be listed. Check who may read it.")
    if not stat.S_ISREG(status.st_mode) and folder is not None:
        return reject(location, RejectReason.UNREADABLE, "is a device, pipe or socket, not a file.")
    file_format = format_of(path)
    if file_format is None:
        return reject(
            location, RejectReason.UNSUPPORTED_FORMAT, f"is of no format that is read. {FORMATS_READ}", status.st_size
        )
    return Source(path=path, location=location, format=file_format, byte_size=status.st_size)
