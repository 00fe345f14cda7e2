"""A shard whose worker dies is split to the article at fault, which becomes a reject; all others survive.

A worker tells which record it has under way, so one death tells where to split: what stands before the record and what stands
after it are processed as if nothing had happened; the record alone is tried again, and given up when its worker dies again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pyarrow as pa

from pipeline.articles import Reject, RejectReason
from pipeline.reading import Source, SourceFormat
from pipeline.reading.failures import reject
from pipeline.running.engines.worker_process import WorkerDeathError, WorkerProcess
from pipeline.running.shards import Place, Shard, ShardRows
from pipeline.settings import WorkerLimits
from pipeline.tables.schemas import TABLES
from pipeline.tables.shard_rows import ArticleRows

# Workers that a record may cost. One that is ended from outside was most often not at fault.
MOST_DEATHS = 2
MOST_DEATHS_FROM_OUTSIDE = 4

ONE_RECORD_FORMATS = frozenset({SourceFormat.TEXT, SourceFormat.HTML})


def process_guarded(shard: Shard, run_id: str, worker: WorkerProcess, limits: WorkerLimits) -> ShardRows:
    """The rows of the shard, with a reject in place of each article that ends its workers."""
    waiting = [(shard, 0)]  # parts of the shard, and how many workers have died over each; the next one last
    done: list[ShardRows] = []
    while waiting:
        part, deaths = waiting.pop()
        try:
            done.append(worker.process(part, run_id))
        except WorkerDeathError as death:
            pieces = _pieces(part, deaths + 1, death)
            if len(pieces) > 1 or deaths + 1 < (MOST_DEATHS_FROM_OUTSIDE if death.end.from_outside else MOST_DEATHS):
                waiting += reversed(pieces)
                continue
            done.append(_rows_of_reject(_reject(part, death, limits), part.start[0], run_id))
            if death.record.place < part.start:  # the source cannot be read to there: go on with the next
                waiting.append((replace(part, start=(part.start[0] + 1, 0)), 0))
    return _joined(done)


def _pieces(part: Shard, deaths: int, death: WorkerDeathError) -> list[tuple[Shard, int]]:
    """What is processed in place of a part over which workers died: the part itself where it cannot be split."""
    source, number = place = death.record.place
    if place < part.start:
        return [(part, deaths)]
    if death.all_done:  # no article is at fault, but all of them together
        middle = _middle(part.start, place)
        if middle == part.start:
            return [(part, deaths)]
        return [(replace(part, stop=middle), 0), (replace(part, start=middle), 0)]
    after = (source + 1, 0) if _gives_one_record(part.sources[source]) else (source, number + 1)
    stop = part.stop or (len(part.sources), 0)
    before = [(replace(part, stop=place), 0)] if part.start < place else []
    rest = [(replace(part, start=after), 0)] if after < stop else []
    return [*before, (replace(part, start=place, stop=after), 1 if before or rest else deaths), *rest]


def _middle(start: Place, last: Place) -> Place:
    if start[0] < last[0]:
        return (start[0] + last[0] + 1) // 2, 0
    return start[0], (start[1] + last[1] + 1) // 2


def _gives_one_record(source: Source | Reject) -> bool:
    return isinstance(source, Reject) or source.format in ONE_RECORD_FORMATS


def _reject(part: Shard, death: WorkerDeathError, limits: WorkerLimits) -> Reject:
    """The reject for a record that is given up, or for all that a source holds from the start of the part on."""
    record, end = death.record, death.end
    if end.timed_out:
        reason = RejectReason.TIMED_OUT
        why = f"takes more than {limits.seconds:g} seconds. Leave it out, or raise --article-seconds."
    elif end.out_of_memory:
        reason = RejectReason.OUT_OF_MEMORY
        why = f"needs more memory than {limits.memory.human_readable()}. Split it, or raise --worker-memory."
    elif end.from_outside:
        reason = RejectReason.WORKER_DIED
        why = f"each worker that processes it {end}, most often because memory runs out. Run with fewer --workers."
    else:
        reason = RejectReason.WORKER_DIED
        why = f"each worker that processes it {end}. Leave it out, and report it as a fault of this program."
    number = record.place[1]
    if record.place < part.start:
        why = f"records after {part.start[1]} cannot be reached past record {number + 1}: it {why}"
    elif number and record.location == _location(part.sources[part.start[0]]):
        why = f"record {number + 1} {why}"
    return reject(record.location, reason, why, record.byte_size)


def _rows_of_reject(given_up: Reject, unit: int, run_id: str) -> ShardRows:
    from pipeline.tables.rows import Rows  # noqa: PLC0415 - with it comes spaCy, which most runs start without

    rows = Rows(run_id)
    rows.unit = unit
    rows.add_reject(given_up)
    return ShardRows(rows.tables(), rows.sketches(), rows.articles, rows.reject_units, {})


def _location(source: Source | Reject) -> str:
    return source.source_uri if isinstance(source, Reject) else source.location


def _joined(parts: list[ShardRows]) -> ShardRows:
    """The rows of a shard from those of its parts, in their order."""
    if len(parts) == 1:
        return parts[0]
    articles: list[ArticleRows] = []
    reject_units: list[int] = []
    seconds: Counter[str] = Counter()
    for part in parts:
        articles += [replace(of, rejects_before=of.rejects_before + len(reject_units)) for of in part.articles]
        reject_units += part.reject_units
        seconds.update(part.seconds)
    tables = {name: pa.concat_tables([part.tables[name] for part in parts]).combine_chunks() for name in TABLES}
    sketches = pa.concat_tables([part.sketches for part in parts])
    return ShardRows(tables, sketches, articles, reject_units, dict(seconds))
