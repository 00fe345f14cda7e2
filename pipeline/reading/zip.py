"""Zip archives: every member of a format that is read, never unpacked to disk under a name of its own."""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import BinaryIO

from pipeline.articles import Article, Reject, RejectReason
from pipeline.reading.failures import ReadingError, reject, why
from pipeline.reading.formats import READERS, read_as
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.names import safe_name
from pipeline.reading.opened import Opened
from pipeline.reading.part import Part
from pipeline.reading.source import FORMATS_READ, SourceFormat, format_of
from pipeline.reading.streams import UnpackedBytes, chunks_of, stream_of, with_room_to_seek

# A directory entry takes 46 bytes and its name, extra fields and comment.
LARGEST_ENTRY_BYTES = 1 << 10
NAMES_ARE_UTF8 = 0x800
ENCRYPTED = 0x1
ARCHIVE_SUFFIXES = (".zip", ".gz", ".zst", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz", ".jar")

_DRIVE = re.compile(r"[A-Za-z]:")
_DIRECTORY_END = b"PK\x05\x06"
_FAULTS = (
    zipfile.BadZipFile,
    OSError,
    EOFError,
    zlib.error,
    RuntimeError,
    NotImplementedError,
    ValueError,
    struct.error,
)


def read_zip(opened: Opened) -> Iterator[Article | Reject]:
    """The articles of an archive's members, in their order in it: ``news/week.zip!/a.txt``.

    Hidden members are left out, as in folders. Members that are encrypted, packed archives themselves, links, or named so as
    to climb out of a folder are rejects.
    """
    with with_room_to_seek(opened.stream, opened.limits) as stream:
        _check_directory(stream, opened.limits)
        try:
            archive = zipfile.ZipFile(stream)
        except _FAULTS as error:
            raise ReadingError(
                RejectReason.UNREADABLE, f"is no whole zip archive ({why(error)}). Copy it again."
            ) from None
        if len(archive.infolist()) > opened.limits.max_archive_members:
            raise _too_many_members(opened.limits)
        unpacked = UnpackedBytes(opened.limits)
        wanted = opened.part or Part(0, len(archive.infolist()))
        for member in archive.infolist()[wanted.start : wanted.end]:
            name = _name(member)
            location = f"{opened.location}!/{safe_name(name)}"
            fault = _fault(member, name)
            if is_left_out(member):
                continue
            if fault is not None:
                yield fault.as_reject(location, member.file_size)
                continue
            member_format = format_of(name)
            if member_format is None or member_format not in READERS:
                message = f"is of no format that is read. {FORMATS_READ}"
                yield reject(location, RejectReason.UNSUPPORTED_FORMAT, message, member.file_size)
                continue
            chunks = _unpack(archive, member, unpacked)
            inner = replace(
                opened, stream=stream_of(chunks), location=location, byte_size=member.file_size, part=wanted.inner
            )
            yield from read_as(READERS[member_format], inner)


def format_of_member(member: zipfile.ZipInfo) -> SourceFormat | None:
    """The format in which a member is read, None where it is left out or a reject."""
    name = _name(member)
    return None if is_left_out(member) or _fault(member, name) is not None else format_of(name)


def is_left_out(member: zipfile.ZipInfo) -> bool:
    """Whether a member gives neither an article nor a reject: folders and hidden files."""
    name = _name(member)
    return name.endswith("/") or (any(part.startswith(".") for part in name.split("/")) and not _is_unsafe(name))


@contextmanager
def open_member(stream: BinaryIO, number: int, limits: ReadingLimits) -> Iterator[BinaryIO]:
    """The bytes of a member of an archive by its number; reading them raises ReadingError past the limits."""
    with with_room_to_seek(stream, limits) as seekable, zipfile.ZipFile(seekable) as archive:
        yield stream_of(_unpack(archive, archive.infolist()[number], UnpackedBytes(limits)))


def _check_directory(stream: BinaryIO, limits: ReadingLimits) -> None:
    """Refuse a directory of members that is too large to be read into memory."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - (1 << 16) - 22))
    tail = stream.read()
    stream.seek(0)
    place = tail.rfind(_DIRECTORY_END)
    if place < 0 or len(tail) < place + 16:
        return
    directory_size = struct.unpack_from("<L", tail, place + 12)[0]
    if min(directory_size, size) > limits.max_archive_members * LARGEST_ENTRY_BYTES:
        raise _too_many_members(limits)


def _too_many_members(limits: ReadingLimits) -> ReadingError:
    return ReadingError(
        RejectReason.TOO_LARGE,
        f"holds more than {limits.max_archive_members:,} members. Split it, or raise max_archive_members.",
    )


def _name(member: zipfile.ZipInfo) -> str:
    """A member's name with ``/``; names that are not in UTF-8 are those of Hebrew Windows."""
    name = member.orig_filename
    if not member.flag_bits & NAMES_ARE_UTF8 and not name.isascii():
        stored = name.encode("cp437", "replace")
        try:
            name = stored.decode("utf-8")
        except UnicodeDecodeError:
            name = stored.decode("cp862", "replace")
    return name.replace("\\", "/")


def _is_unsafe(name: str) -> bool:
    return name.startswith("/") or ".." in name.split("/") or "\0" in name or _DRIVE.match(name) is not None


def _fault(member: zipfile.ZipInfo, name: str) -> ReadingError | None:
    if _is_unsafe(name):
        return ReadingError(RejectReason.UNSAFE_PATH, "the name climbs out of the archive. Pack it under a plain name.")
    if stat.S_ISLNK(member.external_attr >> 16):
        return ReadingError(RejectReason.UNSAFE_PATH, "is a link. Pack the file that it leads to.")
    if name.lower().endswith(ARCHIVE_SUFFIXES):
        return ReadingError(RejectReason.UNSUPPORTED_FORMAT, "is an archive in an archive. Unpack the outer one first.")
    if member.flag_bits & ENCRYPTED:
        return ReadingError(RejectReason.UNREADABLE, "is encrypted. Unpack it with its password first.")
    return None


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, unpacked: UnpackedBytes) -> Iterator[bytes]:
    unpacked.begin_member()
    try:
        with archive.open(member) as stream:
            for chunk in chunks_of(stream):
                unpacked.add(len(chunk), member.compress_size)
                yield chunk
    except _FAULTS as error:
        raise ReadingError(RejectReason.UNREADABLE, f"cannot be unpacked ({why(error)}). Pack it again.") from None
