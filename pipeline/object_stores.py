"""Object stores by URL (``s3://bucket/news``, ``gs://…``) through fsspec, with every error of theirs as one that can be told."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from pipeline.errors import ObjectStoreError

EXTRAS = {"s3": "pip install 's3fs>=2025.2', or uvdot with its extra: pip install 'uvdot[s3]'"}
_URL = re.compile(r"(?P<protocol>[a-z][a-z0-9+.-]*)://.", re.IGNORECASE | re.DOTALL)
READ_BUFFER_BYTES = 1 << 16


def is_url(given: str) -> bool:
    """Whether an input or an output is named by a URL and not by a path of this machine."""
    return _URL.match(given) is not None


def file_system(url: str) -> tuple[Any, str]:
    """The fsspec file system of a URL and the URL's path in it. Its listings are never remembered: others write too.

    Raises ObjectStoreError for a store that no installed package reads.
    """
    match = _URL.match(url)
    protocol = match["protocol"].lower() if match else "file"
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - of an extra, and slow to import

        with told_as_errors_of_the_system():
            found, path = url_to_fs(url, use_listings_cache=False)
    except (ImportError, ValueError) as error:
        how = EXTRAS.get(protocol, f"install the package that fsspec reads {protocol}:// with, such as gcsfs for gs://")
        raise ObjectStoreError(f"{url} cannot be opened: {_line(error)}. Try: {how}.") from None
    except OSError as error:
        raise ObjectStoreError(f"{url} cannot be opened: {_line(error)}.") from None
    return found, str(path)


@contextmanager
def told_as_errors_of_the_system() -> Iterator[None]:
    """Errors of a store's own kinds (no credentials, no connection) as OSError, as those of files are."""
    try:
        yield
    except (OSError, ImportError, ValueError, MemoryError):
        raise
    except Exception as error:
        raise OSError(_line(error)) from error


def open_object(url: str) -> BinaryIO:
    """A seekable stream that reads ranges of an object as they are asked for. Raises OSError."""
    found, path = file_system(url)
    with told_as_errors_of_the_system():
        stream = found.open(path, "rb")
    return cast(BinaryIO, io.BufferedReader(_Reads(stream), READ_BUFFER_BYTES))


class _Reads(io.RawIOBase):
    """A stream of fsspec whose errors are those of the system."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with told_as_errors_of_the_system():
            data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return int(self._stream.seek(offset, whence))

    def tell(self) -> int:
        return int(self._stream.tell())

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()


def _line(error: Exception) -> str:
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return (text.strip() or type(error).__name__).split("\n", 1)[0].rstrip(". ")
