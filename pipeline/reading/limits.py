"""How much one input may cost: sizes in bytes, each checked before the bytes are held in memory."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1 << 20
GIBIBYTE = 1 << 30


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingLimits:
    """The largest inputs that are read; anything larger becomes a reject ``too_large`` and reading goes on after it.

    ``max_article_bytes``: one text or HTML file, or the text of one record, in UTF-8. A long article takes 100 kB.
    ``max_record_bytes``: one JSON line, one CSV record, or one whole ``.json`` file.
    ``max_archive_bytes``: everything that one zip, gzip or Zstandard file unpacks to.
    ``max_archive_members``: files and folders in one zip.
    ``max_archive_ratio``: unpacked bytes for each packed byte, judged once 16 MiB are unpacked. Text packs to a tenth,
    rarely a fiftieth; the emptiest zeros that gzip can hold unpack to a thousand times their size.
    """

    max_article_bytes: int = 8 * MEBIBYTE
    max_record_bytes: int = 32 * MEBIBYTE
    max_archive_bytes: int = 32 * GIBIBYTE
    max_archive_members: int = 200_000
    max_archive_ratio: int = 200
