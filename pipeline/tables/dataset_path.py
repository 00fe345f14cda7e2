"""Where a dataset is: a folder of this machine, or one in an object store with as much of ``pathlib.Path`` as datasets need."""

from __future__ import annotations

import fnmatch
import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, TypeAlias

from pipeline.object_stores import file_system, is_url, told_as_errors_of_the_system

# Where commits are prepared, out of readers' sight.
STAGING = "_staging"


@dataclass(frozen=True, slots=True, order=True)
class ObjectPath:
    """An object or a folder of objects by its URL. Errors of the store are raised as OSError."""

    url: str

    def __truediv__(self, name: str) -> ObjectPath:
        return ObjectPath(f"{self.url}/{name}")

    def __str__(self) -> str:
        return self.url

    @property
    def name(self) -> str:
        """The last part."""
        return PurePosixPath(self.url).name

    @property
    def stem(self) -> str:
        """The last part without its suffix."""
        return PurePosixPath(self.url).stem

    @property
    def suffix(self) -> str:
        """The suffix of the last part."""
        return PurePosixPath(self.url).suffix

    def exists(self) -> bool:
        """Whether there is an object of that name, or one below it."""
        return bool(self._ask("exists"))

    is_dir = exists

    def glob(self, pattern: str) -> Iterator[ObjectPath]:
        """What stands in the folder itself under a name that the pattern matches."""
        with suppress(FileNotFoundError):
            names = [PurePosixPath(path).name for path in self._ask("ls", detail=False)]
            yield from (self / name for name in names if fnmatch.fnmatchcase(name, pattern))

    def read_bytes(self) -> bytes:
        """What the object holds."""
        return bytes(self._ask("cat_file"))

    def read_text(self, encoding: str = "utf-8") -> str:
        """What the object holds as text."""
        return self.read_bytes().decode(encoding)

    def open(self, mode: str) -> BinaryIO:
        """What the object holds as a stream; ``mode`` is ``rb``."""
        return io.BytesIO(self.read_bytes())

    def write_bytes(self, data: bytes | memoryview) -> None:
        """Put an object, in place of one of that name; it is there whole or not at all."""
        self._ask("pipe_file", bytes(data))

    def create(self, data: bytes) -> bool:
        """Put an object where there is none of that name; returns whether it is this one that is there now.

        ``data`` must be like no other's: where an answer is lost, what is there tells whose it is.
        """
        try:
            self._ask("pipe_file", data, mode="create")
        except OSError as error:
            try:
                return self.read_bytes() == data
            except FileNotFoundError:
                raise error from None
        return True

    def copy_to(self, other: ObjectPath) -> None:
        """Have the store copy the object. Raises FileNotFoundError where there is none."""
        self._ask("cp_file", file_system(other.url)[1])

    def unlink(self, missing_ok: bool = False) -> None:
        """Delete the object."""
        try:
            self._ask("rm_file")
        except FileNotFoundError:
            if not missing_ok:
                raise

    def delete_folder(self) -> None:
        """Delete every object below."""
        with suppress(FileNotFoundError):
            for path in self._ask("find"):
                ObjectPath(file_system(self.url)[0].unstrip_protocol(path)).unlink(missing_ok=True)

    def _ask(self, what: str, *arguments: Any, **options: Any) -> Any:
        store, path = file_system(self.url)
        with told_as_errors_of_the_system():
            return getattr(store, what)(path, *arguments, **options)


DatasetPath: TypeAlias = Path | ObjectPath


def dataset_path(given: str) -> DatasetPath:
    """The folder of a dataset by its name or URL. Raises ObjectStoreError for a store that no installed package reads."""
    if not is_url(given):
        return Path(given)
    store, path = file_system(given)
    return ObjectPath(store.unstrip_protocol(path.rstrip("/")))


def matching(folder: DatasetPath, pattern: str) -> list[DatasetPath]:
    """What stands in a folder itself under a name that the pattern matches, sorted."""
    found: list[DatasetPath] = [*folder.glob(pattern)]
    return sorted(found, key=lambda path: path.name)
