"""The records of an export, read once for all the formats that show them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import msgspec

from commentariat.engine.executors import Executor, InProcess
from commentariat.exports.gathered import BATCH, Gathered
from commentariat.exports.model import Export
from commentariat.exports.records import RECORDS, RecordReader, line_of
from commentariat.site.export_pages import MANY


class Batch(msgspec.Struct, frozen=True):
    """Some records of one kind, by their numbers: from one to before another."""

    kind: str
    start: int
    end: int

    def __len__(self) -> int:
        """Tell how many there are."""
        return self.end - self.start


def gather(export: Export, executor: Executor, folder: Path) -> Gathered:
    """
    Read all records of *export*, and write them to files in *folder*.

    Raises:
        SourceError: a source is at fault, or was changed meanwhile.
        OSError: the disk refuses.
    """
    folder.mkdir(parents=True, exist_ok=True)
    batches = [
        Batch(kind, start, min(start + BATCH, count))
        for kind, row in RECORDS.items()
        for count in [len(row.of(export))]
        for start in range(0, count, BATCH)
    ]
    is_shared = executor.shares_memory and sum(map(len, batches)) >= MANY
    chosen = executor if is_shared else InProcess()
    files: dict[str, list[str]] = {kind: [] for kind in RECORDS}
    opener = partial(_open, export, folder)
    for batch, path in zip(
        batches, chosen.map_with(opener, _write, batches), strict=True
    ):
        files[batch.kind].append(path)
    return Gathered({kind: tuple(found) for kind, found in files.items()})


@contextmanager
def _open(export: Export, folder: Path) -> Iterator[Callable[[Batch], str]]:
    reader = RecordReader(export)
    known = {kind: row.of(export) for kind, row in RECORDS.items()}

    def write(batch: Batch) -> str:
        path = folder / f"{batch.kind}-{batch.start // BATCH}"
        read = RECORDS[batch.kind].read
        with path.open("wb") as out:
            for one in known[batch.kind][batch.start : batch.end]:
                out.write(line_of(read(reader, one)))
        return str(path)

    yield write


def _write(write: Callable[[Batch], str], batch: Batch) -> str:
    return write(batch)
