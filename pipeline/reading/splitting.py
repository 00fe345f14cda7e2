"""Cuts inputs into pieces of bounded size, each with a hash of its content, so that large and changed inputs cost little."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.articles import Reject
from pipeline.errors import ColumnNotFoundError
from pipeline.reading.columns import ColumnNames, resolve_columns
from pipeline.reading.csv import record_ends
from pipeline.reading.encodings import MOST_CONTROL_SHARE_IN_RECORDS, SAMPLE_BYTES, check_is_text
from pipeline.reading.failures import ReadingError
from pipeline.reading.json_lines import is_object
from pipeline.reading.limits import ReadingLimits
from pipeline.reading.lines import bounded_lines
from pipeline.reading.opened import Opened
from pipeline.reading.part import Part
from pipeline.reading.read import open_source
from pipeline.reading.source import Source, SourceFormat
from pipeline.reading.streams import as_ascii_compatible, chunks_of, stream_of, unpacked
from pipeline.reading.zip import format_of_member, is_left_out, open_member

HASH_BYTES = 16
# Beyond the end of any input: what stands after a fault that ends its reading is read with the last piece, which tells.
NO_END = 1 << 62
# A terabyte: larger members of archives are not cut, so that a number and a place in it make one number.
LARGEST_MEMBER = 1 << 40
RECORDS = frozenset({SourceFormat.JSON_LINES, SourceFormat.JSON, SourceFormat.CSV})


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceLimits:
    """How much a piece holds at most: bytes as they are read, and records. A single larger record is a piece of its own."""

    bytes: int
    records: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Something to read: an input or a part of one, or the reject that stands for it.

    ``content`` is a hash of what is read, None where it cannot be read now. ``size`` is in bytes and ``records`` a number of
    records, at least as many as there are and 1 where an input is one article.
    """

    source: Source | Reject
    content: str | None
    size: int
    records: int = 1

    @property
    def location(self) -> str:
        """Where the input stands, as the user named it."""
        return self.source.location if isinstance(self.source, Source) else self.source.source_uri

    @property
    def start(self) -> int:
        """Where the piece begins in its input; with the location it names the piece."""
        if isinstance(self.source, Reject) or self.source.part is None:
            return 0
        part = self.source.part
        if self.source.format is SourceFormat.ZIP:
            return part.start * LARGEST_MEMBER + (part.inner.start if part.inner is not None else 0)
        return part.start


def split(
    source: Source | Reject, columns: ColumnNames, limits: ReadingLimits, piece_limits: PieceLimits
) -> Iterator[Piece]:
    """The pieces of an input, in order, at least one; one that fits the limits is one piece without a ``part``.

    Reads the input through, holding a record at a time. Raises nothing for a fault of the input: its pieces tell when read.
    Text, HTML and JSON documents are one piece: their size has limits of its own. Pieces of an input that has a version are
    what they were while it has the same.
    """
    if isinstance(source, Reject):
        told = f"{source.reason.value}\0{source.message}\0{source.byte_size}"
        content = hashlib.blake2b(told.encode("utf-8", "replace"), digest_size=HASH_BYTES).hexdigest()
        yield Piece(source=source, content=content, size=0)
        return
    cutter = _Cutter(source, columns, limits, piece_limits)
    if source.version is not None:
        yield from _with_contents_of_version(source, cutter)
        return
    try:
        pieces = list(cutter.pieces())
    except (OSError, ValueError):
        pieces = []
    if len(pieces) > 1:
        yield from pieces
        return
    size = source.byte_size or 0
    try:
        yield (
            replace(pieces[0], source=source) if pieces else Piece(source=source, content=cutter.hash_file(), size=size)
        )
    except OSError:
        yield Piece(source=source, content=None, size=size)


def has_version(source: Source | Reject) -> bool:
    """Whether the store of an input says what changes with its content, so that it need not be read to be compared."""
    return isinstance(source, Source) and source.version is not None


def is_whole(source: Source | Reject, contents: Collection[str]) -> bool:
    """Whether contents that were committed are those of all pieces of an input of this version, however it was cut."""
    if isinstance(source, Reject) or source.version is None:
        return False
    return bool(contents) and sorted(contents) == sorted(_contents_of_version(source, len(contents)))


def _contents_of_version(source: Source, count: int) -> list[str]:
    told = f"{source.format.value}\0{source.version}"
    digest = hashlib.blake2b(told.encode("utf-8", "replace"), digest_size=HASH_BYTES).hexdigest()
    return [f"{digest}-{number}-of-{count}" for number in range(1, count + 1)]


def _with_contents_of_version(source: Source, cutter: _Cutter) -> Iterator[Piece]:
    """The pieces of an input whose content its version tells; only records are cut, and read for it."""
    pieces: list[Piece] = []
    if source.format not in {SourceFormat.TEXT, SourceFormat.HTML}:
        try:
            pieces = list(cutter.pieces())
        except (OSError, ValueError):
            yield Piece(source=source, content=None, size=source.byte_size or 0)
            return
    if len(pieces) < 2:
        records = pieces[0].records if pieces else 1
        pieces = [Piece(source=source, content=None, size=source.byte_size or 0, records=records)]
    for piece, content in zip(pieces, _contents_of_version(source, len(pieces)), strict=True):
        yield replace(piece, content=content)


class _Cutter:
    """Cuts one input, or its member of that number where it is an archive and the source has the format of the member."""

    def __init__(
        self,
        source: Source,
        columns: ColumnNames,
        limits: ReadingLimits,
        most: PieceLimits,
        member: tuple[int, str] | None = None,
    ) -> None:
        self._source = source
        self._columns = columns
        self._limits = limits
        self._most = most
        self._member = member

    def pieces(self) -> Iterator[Piece]:
        """The pieces of an input that is read in parts; none for one that is not, or that cannot be read at all."""
        kind = self._source.format
        try:
            if kind in RECORDS:
                with self._open_records() as stream:
                    text, wide = as_ascii_compatible(stream)
                    if wide is None:
                        check_is_text(text.peek(SAMPLE_BYTES), MOST_CONTROL_SHARE_IN_RECORDS)
                    yield from self._of_table(text, wide) if kind is SourceFormat.CSV else self._of_lines(text, wide)
            elif kind is SourceFormat.PARQUET:
                with open_source(self._source) as stream:
                    yield from self._of_rows(stream)
            elif kind is SourceFormat.ZIP:
                with open_source(self._source) as stream:
                    yield from self._of_members(stream)
        except (ReadingError, ColumnNotFoundError, pa.ArrowException, zipfile.BadZipFile, NotImplementedError):
            return

    def hash_file(self) -> str:
        """A hash of the whole input as it is stored, or its version. Raises OSError."""
        if self._source.version is not None:
            return self._source.version
        digest = self._digest()
        with open_source(self._source) as stream:
            for chunk in chunks_of(stream, 1 << 20):
                digest.update(chunk)
        return digest.hexdigest()

    @contextmanager
    def _open_records(self) -> Iterator[BinaryIO]:
        """The bytes of records, unpacked."""
        with open_source(self._source) as stream:
            if self._member is None:
                yield unpacked(stream, self._limits)
                return
            with open_member(stream, self._member[0], self._limits) as member:
                yield member

    def _of_lines(self, stream: io.BufferedReader, wide: str | None) -> Iterator[Piece]:
        """Cuts before lines that are not blank, so that every piece holds a record."""
        limit = self._limits.max_record_bytes
        if self._source.format is SourceFormat.JSON:
            first = stream.readline(limit + 1)
            if not is_object(first):
                return
            stream = stream_of(chain([first], chunks_of(stream)))
        start = end = records = 0
        first_line = 1
        digest = self._digest(wide)
        try:
            for line in bounded_lines(stream, limit):
                if line.data is None or not line.data.isspace():
                    if records and (end - start + line.size > self._most.bytes or records == self._most.records):
                        yield self._piece(Part(start, end, first_line), digest.hexdigest(), end - start, records)
                        start, first_line, records = end, line.number, 0
                        digest = self._digest(wide)
                    records += 1
                digest.update(line.data if line.data is not None else f"{line.size} bytes".encode())
                end += line.size
        except (ReadingError, OSError) as error:
            digest.update(str(error).encode("utf-8", "replace"))
            yield self._piece(Part(start, NO_END, first_line), digest.hexdigest(), end - start, records + 1)
            return
        yield self._piece(Part(start, end, first_line), digest.hexdigest(), end - start, max(records, 1))

    def _of_table(self, stream: io.BufferedReader, wide: str | None) -> Iterator[Piece]:
        size = lines = 0
        for chunk in chunks_of(stream):
            size += len(chunk)
            lines += chunk.count(b"\n")
        if size <= self._most.bytes and lines <= self._most.records:
            cuts = [_Cut(0, 1, lines + 1), _Cut(size, lines + 1, 0)]
        else:
            cuts = list(self._cuts_of_table(size))
        with self._open_records() as again:
            text, _ = as_ascii_compatible(again)
            header = hashlib.blake2b(text.peek(SAMPLE_BYTES)[:SAMPLE_BYTES].split(b"\n", 1)[0]).digest()
            for cut, following in pairwise(cuts):
                digest = self._digest(wide, header)
                left = following.position - cut.position
                while left and (chunk := text.read(min(left, 1 << 20))):
                    digest.update(chunk)
                    left -= len(chunk)
                part = Part(cut.position, following.position, cut.line)
                yield self._piece(part, digest.hexdigest(), following.position - cut.position, cut.records)

    def _cuts_of_table(self, size: int) -> Iterator[_Cut]:
        """Where pieces begin, and where the last one ends: only where a whole row has ended."""
        with self._open_records() as stream:
            opened = Opened(
                stream=stream,
                location=self._source.location,
                byte_size=self._source.byte_size,
                columns=self._columns,
                limits=self._limits,
            )
            cut = _Cut(0, 1, 0)
            last, last_line = 0, 1
            records = 0
            for position, line in record_ends(opened):
                if records and (position - cut.position > self._most.bytes or records == self._most.records):
                    yield replace(cut, records=records)
                    cut, records = _Cut(last, last_line, 0), 0
                records += 1
                last, last_line = position, line
            yield replace(cut, records=max(records, 1))
            yield _Cut(size, last_line, 0)

    def _of_rows(self, stream: BinaryIO) -> Iterator[Piece]:
        table = pq.ParquetFile(stream, pre_buffer=False)
        header = [str(name) for name in table.schema_arrow.names]
        if "text" not in resolve_columns(self._columns, header, self._source.location):
            return
        metadata = table.metadata
        groups = [metadata.row_group(group) for group in range(metadata.num_row_groups)]
        rows = metadata.num_rows
        size = sum(group.total_byte_size for group in groups)
        fitting = rows if size <= self._most.bytes else max(rows * self._most.bytes // size, 1)
        step = min(max(fitting, 1), self._most.records)
        yield from self._of_numbered(
            ((start, min(start + step, rows)) for start in range(0, rows, step)), size // (rows or 1)
        )

    def _of_members(self, stream: BinaryIO) -> Iterator[Piece]:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
        if not members or len(members) > self._limits.max_archive_members:
            return
        content = self.hash_file()
        start = size = 0

        def before(end: int) -> Iterator[Piece]:
            if not all(map(is_left_out, members[start:end])):
                yield self._piece(Part(start, end), content, size, end - start)

        for number, member in enumerate(members):
            if inside := self._inside(number, member):
                yield from before(number)
                yield from inside
                start, size = number + 1, 0
                continue
            if size + member.file_size > self._most.bytes or number - start == self._most.records:
                yield from before(number)
                start, size = number, 0
            size += member.file_size
        yield from before(len(members))

    def _inside(self, number: int, member: zipfile.ZipInfo) -> list[Piece]:
        """The pieces of a member of records that is larger than a piece; none of any other, or where it is one piece."""
        kind = format_of_member(member)
        if kind not in RECORDS or not self._most.bytes < member.file_size < LARGEST_MEMBER:
            return []
        cutter = _Cutter(
            replace(self._source, format=kind), self._columns, self._limits, self._most, (number, member.orig_filename)
        )
        pieces = list(cutter.pieces())
        return [self._of_member(piece, number) for piece in pieces] if len(pieces) > 1 else []

    def _of_member(self, piece: Piece, number: int) -> Piece:
        inner = piece.source.part if isinstance(piece.source, Source) else None
        return replace(piece, source=replace(self._source, part=Part(number, number + 1, inner=inner)))

    def _of_numbered(self, ranges: Iterable[tuple[int, int]], size_of_one: int) -> Iterator[Piece]:
        """Pieces of rows or members, which are what they were while the file is."""
        content = self.hash_file()
        for start, end in ranges:
            yield self._piece(Part(start, end), content, (end - start) * size_of_one, end - start)

    def _piece(self, part: Part, content: str, size: int, records: int) -> Piece:
        return Piece(source=replace(self._source, part=part), content=content, size=size, records=records)

    def _digest(self, wide: str | None = None, header: bytes = b"") -> hashlib.blake2b:
        """A hash that has seen what else decides how bytes are read, and where they stand."""
        member = "" if self._member is None else f"{self._member[0]}\0{self._member[1]}\0"
        begun = f"{self._source.format.value}\0{wide}\0{member}".encode("utf-8", "replace") + header
        return hashlib.blake2b(begun, digest_size=HASH_BYTES)


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where a piece of a table begins: byte, number of its line, and how many rows it has."""

    position: int
    line: int
    records: int
