"""Byte streams made of other streams, never holding more than a few chunks: unpacked, transcoded, or with room to seek."""

from __future__ import annotations

import codecs
import gzip
import io
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Protocol, cast

import zstandard

from pipeline.articles import RejectReason
from pipeline.reading.encodings import SAMPLE_BYTES, wide_encoding
from pipeline.reading.failures import ReadingError, why
from pipeline.reading.limits import MEBIBYTE, ReadingLimits
from pipeline.reading.part import Part

CHUNK_BYTES = 1 << 16
GZIP_MAGIC = b"\x1f\x8b"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
# One packed kilobyte of the densest Zstandard frame unpacks to 32 MiB.
ZSTD_STEP_BYTES = 1 << 10
ZSTD_LARGEST_WINDOW = 128 * MEBIBYTE
RATIO_JUDGED_FROM = 16 * MEBIBYTE


class _Readable(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...


class _ChunkStream(io.RawIOBase):
    """The bytes of an iterator of chunks, one after another."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._left:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._left = memoryview(chunk)
        size = min(len(buffer), len(self._left))
        buffer[:size] = self._left[:size]
        self._left = self._left[size:]
        return size


class _CountedReads:
    """A stream that knows how many bytes were read from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self.count += len(data)
        return data


@dataclass(slots=True)
class UnpackedBytes:
    """Keeps count of what an archive or a compressed file unpacks to, and stops it past the limits.

    ``total`` counts the whole archive, ``of_member`` the member or file that is being unpacked.
    """

    limits: ReadingLimits
    total: int = 0
    of_member: int = 0

    def begin_member(self) -> None:
        """Count another member."""
        self.of_member = 0

    def add(self, size: int, packed: int) -> None:
        """Count ``size`` more bytes of a member, out of ``packed`` so far; raises ReadingError ``too_large``."""
        self.total += size
        self.of_member += size
        if self.total > self.limits.max_archive_bytes:
            raise ReadingError(
                RejectReason.TOO_LARGE,
                f"unpacks to more than {self.limits.max_archive_bytes:,} bytes. Split it, or raise max_archive_bytes.",
            )
        if self.of_member > max(RATIO_JUDGED_FROM, self.limits.max_archive_ratio * packed):
            raise ReadingError(
                RejectReason.TOO_LARGE,
                f"unpacks to more than {self.limits.max_archive_ratio} times its size, as no text does. "
                "Unpack it yourself if you trust it, or raise max_archive_ratio.",
            )


def stream_of(chunks: Iterator[bytes]) -> io.BufferedReader:
    """A stream over chunks of bytes; what the iterator raises is raised by the read that comes to it."""
    return io.BufferedReader(_ChunkStream(chunks), SAMPLE_BYTES)


def chunks_of(stream: _Readable, size: int = CHUNK_BYTES) -> Iterator[bytes]:
    """The rest of a stream in chunks."""
    while chunk := stream.read(size):
        yield chunk


def peekable(stream: BinaryIO) -> io.BufferedReader:
    """The stream itself where it can be peeked into, else a buffer around it."""
    if isinstance(stream, io.BufferedReader):
        return stream
    return stream_of(chunks_of(stream))


def unpacked(stream: BinaryIO, limits: ReadingLimits) -> io.BufferedReader:
    """The stream as it is, or what it unpacks to where its first bytes are those of gzip or Zstandard."""
    buffered = peekable(stream)
    head = buffered.peek(4)
    if head.startswith(GZIP_MAGIC):
        return stream_of(_gunzip(buffered, limits))
    if head.startswith(ZSTD_MAGIC):
        return stream_of(_unzstd(buffered, limits))
    return buffered


def as_ascii_compatible(stream: BinaryIO) -> tuple[io.BufferedReader, str | None]:
    """The stream in an encoding whose line ends and commas are single bytes, and its encoding where it was UTF-16 or UTF-32."""
    buffered = peekable(stream)
    encoding = wide_encoding(buffered.peek(SAMPLE_BYTES)[:SAMPLE_BYTES])
    if encoding is None:
        return buffered, None
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    return stream_of(decoder.decode(chunk).encode("utf-8") for chunk in chunks_of(buffered)), encoding


def part_of(stream: io.BufferedReader, part: Part, position: int = 0) -> io.BufferedReader:
    """The bytes of a part of a stream that stands at ``position``; where it cannot seek, what comes before is read over."""
    if stream.seekable():
        stream.seek(part.start)
    else:
        left = part.start - position
        while left and (passed := len(stream.read1(min(left, CHUNK_BYTES)))):
            left -= passed
    return stream_of(_bounded(stream, part.end - part.start))


def _bounded(stream: io.BufferedReader, size: int) -> Iterator[bytes]:
    # What one read gives: more of them at a time would lose what stands before a fault.
    while size and (chunk := stream.read1(min(size, CHUNK_BYTES))):
        size -= len(chunk)
        yield chunk


@contextmanager
def with_room_to_seek(stream: BinaryIO, limits: ReadingLimits) -> Iterator[BinaryIO]:
    """The stream itself, or a temporary file that holds its bytes, for formats that are read from their end."""
    if stream.seekable():
        yield stream
        return
    with tempfile.TemporaryFile() as spool:
        size = 0
        for chunk in chunks_of(stream):
            size += len(chunk)
            if size > limits.max_archive_bytes:
                message = f"has more than {limits.max_archive_bytes:,} bytes. Split it, or raise max_archive_bytes."
                raise ReadingError(RejectReason.TOO_LARGE, message)
            spool.write(chunk)
        spool.seek(0)
        yield cast(BinaryIO, spool)


def _gunzip(stream: BinaryIO, limits: ReadingLimits) -> Iterator[bytes]:
    packed, unpacked_bytes = _CountedReads(stream), UnpackedBytes(limits)
    chunks = chunks_of(gzip.GzipFile(fileobj=cast(BinaryIO, packed), mode="rb"))
    while True:
        try:
            chunk = next(chunks, None)
        except (OSError, EOFError, zlib.error) as error:
            raise _corrupt("gzip", error) from None
        if chunk is None:
            return
        unpacked_bytes.add(len(chunk), packed.count)
        yield chunk


def _unzstd(stream: BinaryIO, limits: ReadingLimits) -> Iterator[bytes]:
    packed, unpacked_bytes = _CountedReads(stream), UnpackedBytes(limits)
    decompressor = zstandard.ZstdDecompressor(max_window_size=ZSTD_LARGEST_WINDOW)
    frame = decompressor.decompressobj()
    begun = False
    for step in chunks_of(packed, ZSTD_STEP_BYTES):
        left = step
        while left:
            if frame.eof:
                frame = decompressor.decompressobj()
            begun = True
            try:
                chunk = frame.decompress(left)
            except zstandard.ZstdError as error:
                raise _corrupt("Zstandard", error) from None
            left = frame.unused_data if frame.eof else b""
            for start in range(0, len(chunk), CHUNK_BYTES):
                part = chunk[start : start + CHUNK_BYTES]
                unpacked_bytes.add(len(part), packed.count)
                yield part
    if begun and not frame.eof:
        raise _corrupt("Zstandard", EOFError("it ends in the middle of a frame"))


def _corrupt(kind: str, error: Exception) -> ReadingError:
    return ReadingError(
        RejectReason.UNREADABLE,
        f"is a corrupt or cut-off {kind} file ({why(error)}); what stood before the fault was read. Copy or pack it again.",
    )
