"""Every error a user can cause and see: its code, what happened, and what to do about it."""

from __future__ import annotations


class UvdotError(Exception):
    """An error that is the user's to mend: the command line prints it as one line, without a traceback."""

    code = "E000"

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross from workers; subclasses build their message from parts that are no longer known here.
        return _with_message, (type(self), str(self))


def _with_message(cls: type[UvdotError], message: str) -> UvdotError:
    error = cls.__new__(cls)
    error.args = (message,)
    return error


class SettingsError(UvdotError):
    """A setting that is unknown or has a value that it cannot have, wherever it was given."""

    code = "E001"


class InputNotFoundError(UvdotError):
    """An input path or pattern that matches nothing."""

    code = "E101"

    def __init__(self, pattern: str) -> None:
        super().__init__(
            f"Nothing to read at {pattern!r}. Give a file, a folder, a pattern in quotes such as 'news/*.jsonl', "
            "or - for standard input."
        )


class ColumnNotFoundError(UvdotError):
    """A column named by the user that a table does not have."""

    code = "E102"

    def __init__(self, option: str, column: str, columns: list[str], location: str) -> None:
        super().__init__(
            f"{location} has no column {column!r} (--{option}). Its columns are: {', '.join(columns) or 'none'}."
        )


class ObjectStoreError(UvdotError):
    """An object store that cannot be asked: no package for it, no credentials, no such bucket, no connection."""

    code = "E103"


class PatternFileError(UvdotError):
    """A rule or word-list file that cannot be used: says the file, the line and the reason."""

    code = "E201"

    def __init__(self, path: str, line: int | None, reason: str) -> None:
        where = path if line is None else f"{path}, line {line}"
        super().__init__(f"{where}: {reason}")


class GoldFileError(UvdotError):
    """A gold file that is not in the form of the data contract."""

    code = "E301"

    def __init__(self, path: str, line: int, reason: str) -> None:
        super().__init__(f"{path}, line {line}: {reason}")


class OutputError(UvdotError):
    """An output folder that cannot be written or is not one of ours."""

    code = "E401"


class DatasetLockedError(OutputError):
    """A dataset that another run is writing: says which."""

    code = "E403"

    def __init__(self, folder: str, holder: str) -> None:
        super().__init__(f"Another run is writing {folder}: {holder}. Wait until it ends or give another --out.")


class WorkerDiedError(UvdotError):
    """Worker processes that end, one after the other, before they read anything."""

    code = "E402"

    def __init__(self, how: str) -> None:
        super().__init__(
            f"Worker processes end before they read anything (the last one {how}). Run again with fewer --workers, a "
            "larger --worker-memory, or a smaller --model."
        )


class DaskNotInstalledError(UvdotError):
    """The engine dask was asked for and the extra that brings it is not there."""

    code = "E405"

    def __init__(self) -> None:
        super().__init__(
            "Dask is not installed. Install it with: pip install 'uvdot[dask]', or run with --engine local."
        )


class ClusterError(UvdotError):
    """A Dask cluster that cannot be reached, or whose workers cannot do the work: says which, and why."""

    code = "E406"


class ModelNotFoundError(UvdotError):
    """A language model whose folder is not where the project keeps its models."""

    code = "E503"

    def __init__(self, name: str, folder: str) -> None:
        super().__init__(
            f"The language model {name} is not at {folder}. It comes with the project: install Uvdot anew from a whole "
            "checkout or wheel, or choose --model rules, which needs none."
        )


class StanzaNotInstalledError(UvdotError):
    """A Stanza model was asked for and the extra that runs it is not there."""

    code = "E501"

    def __init__(self) -> None:
        super().__init__("Stanza is not installed. Install it with: pip install 'uvdot[stanza]'")


class StanzaFolderError(UvdotError):
    """A folder that holds no Stanza package that can be loaded: says the folder, the reason and how to fill it."""

    code = "E502"

    def __init__(self, folder: str, language: str, reason: str) -> None:
        super().__init__(
            f"No Stanza package can be loaded from {folder!r}: {reason}. Fill a folder where there is a network, with "
            f"python -c \"import stanza; stanza.download('{language}', model_dir='FOLDER')\", and name it."
        )


class DatasetNotFoundError(UvdotError):
    """A folder that holds no dataset to review, or one that another version made."""

    code = "E601"


class DecisionsFileError(UvdotError):
    """A file of decisions that cannot be opened, or annotations that cannot become decisions."""

    code = "E602"


class NotebooksNotInstalledError(UvdotError):
    """A part of reviewing was asked for and the extra that it needs is not there."""

    code = "E603"

    def __init__(self, package: str) -> None:
        super().__init__(f"{package} is not installed. Install it with: pip install 'uvdot[notebooks]'")


class ReportNotInstalledError(UvdotError):
    """A report or chart was asked for and the extra that draws it is not there."""

    code = "E701"

    def __init__(self, package: str) -> None:
        super().__init__(f"{package} is not installed. Install it with: pip install 'uvdot[report]'")
