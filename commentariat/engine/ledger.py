"""All outputs that are this program's, and what each was made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path

import msgspec

from commentariat.batches import in_batches
from commentariat.engine.key_value import KeyValueStore
from commentariat.engine.memory import open_store
from commentariat.engine.scan import FileStat, is_racy

_AT_ONCE = 2**13  # outputs that are noted together, for what is written is in memory


class Trace(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What one output was made from when it was last written, and what was written."""

    template: str
    """Digest of the template and all that it is made of."""
    parts: tuple[str, ...]
    """Digests of what its view was made from, in the order of the page's parts."""
    size: int
    stat_hash: int
    """Of the file; -1 where it may have been written again without another."""
    digest: str
    reason: str
    """Why it was written then."""


def trusted_hash(file: FileStat, now: int) -> int:
    """Number *file*, which is what was written, as it may be trusted *now* (ns)."""
    return -1 if is_racy(file, now) else file.hash()


class Entry(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """An output that is ours; without a trace it is not trusted, and made again."""

    trace: Trace | None


class Ledger:
    """
    The memory of what was built, on disk.

    Ownership is noted before anything is written and never forgotten; trust is:
    an output is noted as ours without a trace first, and with one when it has
    been written whole.
    """

    def __init__(self, cache: Path, name: str) -> None:
        self._store: KeyValueStore[Entry] = open_store(
            cache, f"ledger-{name}", Entry, "1", is_packed=True
        )

    @property
    def entries(self) -> Mapping[str, Entry]:
        """Every output ever planned and not yet deleted."""
        return self._store

    def own(self, outputs: Sequence[str]) -> None:
        """Note *outputs* as ours and not to be trusted."""
        for some in in_batches(outputs, _AT_ONCE):
            self._store.update(dict.fromkeys(some, Entry(None)))

    def trust(self, traces: Iterable[tuple[str, Trace]]) -> None:
        """Note what the outputs were made from."""
        left = iter(traces)
        while some := {name: Entry(trace) for name, trace in islice(left, _AT_ONCE)}:
            self._store.update(some)

    def forget(self, outputs: Iterable[str]) -> None:
        """Note that *outputs* are gone."""
        self._store.update(dict.fromkeys(outputs))
