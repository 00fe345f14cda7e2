"""Finds what there is to read in an object store: objects, folders and patterns by URL, as sources in a fixed order."""

from __future__ import annotations

import glob
import posixpath
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.articles import Reject, RejectReason
from pipeline.errors import InputNotFoundError, ObjectStoreError
from pipeline.object_stores import file_system, told_as_errors_of_the_system
from pipeline.reading.failures import reject, why
from pipeline.reading.names import safe_name
from pipeline.reading.patterns import parts_match
from pipeline.reading.source import FORMATS_READ, Source, format_of


def find_objects(given: str) -> Iterator[Source | Reject]:
    """The sources that a URL names: an object, all below a folder (hidden names left out), or what a pattern matches.

    Raises InputNotFoundError where there is nothing, ObjectStoreError where the store cannot be asked.
    """
    store, path = file_system(given)
    try:
        with told_as_errors_of_the_system():
            objects, wanted = _listed(store, path)
    except FileNotFoundError:
        raise InputNotFoundError(given) from None
    except OSError as error:
        raise ObjectStoreError(
            f"{given} cannot be listed: {why(error)}. Check the bucket's name and the credentials that the environment holds."
        ) from None
    for name, about in sorted(objects.items(), key=lambda item: item[0].split("/")):
        if about["type"] == "file" and not name.endswith("/") and wanted(name):
            yield _source(store.unstrip_protocol(name), about)


def _listed(store: Any, path: str) -> tuple[dict[str, Mapping[str, Any]], Any]:
    """The objects at or below a path, and which of them are meant."""
    if store.isfile(path):
        return {path: store.info(path)}, lambda name: True
    folder = path
    while glob.has_magic(folder) and not store.isdir(folder):
        folder = posixpath.dirname(folder)
    pattern = _parts(path)[len(_parts(folder)) :]

    def is_wanted(name: str) -> bool:
        parts = _parts(name)[len(_parts(folder)) :]
        if any(part.startswith(".") for part in parts):
            return False
        return not pattern or any(parts_match(parts[:length], pattern) for length in range(1, len(parts) + 1))

    return store.find(folder, detail=True), is_wanted


def _parts(path: str) -> list[str]:
    return [part for part in path.split("/") if part]


def _source(url: str, about: Mapping[str, Any]) -> Source | Reject:
    location = safe_name(url)
    size = about.get("size")
    file_format = format_of(url)
    if file_format is None:
        return reject(location, RejectReason.UNSUPPORTED_FORMAT, f"is of no format that is read. {FORMATS_READ}", size)
    return Source(path=url, location=location, format=file_format, byte_size=size, version=_version(about))


def _version(about: Mapping[str, Any]) -> str | None:
    """What changes with the object's content, None where the store has nothing of the kind: a time is not."""
    tag = about.get("ETag") or about.get("etag")
    # A weak tag is the same for contents that someone holds to be as good as each other.
    return f"{tag}\0{about.get('size')}" if tag and not str(tag).startswith("W/") else None
