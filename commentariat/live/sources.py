"""The sources of a site held in memory, and looked at again where they may have changed."""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import nullcontext
from functools import partial

from commentariat.archive.folders import RAW
from commentariat.config import Settings
from commentariat.engine.executors import Executor, InProcess
from commentariat.engine.key_value import MemoryStore
from commentariat.engine.markup_rules import rules_of
from commentariat.engine.reading import read_all
from commentariat.engine.scan import FileStat, scan_paths
from commentariat.engine.source_model import SourceResult, SourceTask
from commentariat.engine.sources import FOLDERS, Rescan, Sources
from commentariat.live.bodies import LiveBodies
from commentariat.pipeline.articles import made_from

IMPORTED = (f"{RAW}/", "content/decisions.jsonl")
"""What import goes by, as paths begin."""
_SETTLED = 0.015  # seconds after its last change from which on a file is read
_PATIENCE = 0.2  # seconds for which files are waited for that change all the time
_FEW = 300  # files that are read here; more are worth processes


class LiveSources(Sources):
    """
    All sources of a site in memory: as builds remember them, and on from there.

    What builds remember is never written to, for a build may run at any time.
    """

    def __init__(
        self, remembered: Sources, settings: Settings, bodies: LiveBodies
    ) -> None:
        records = partial(MemoryStore, remembered.records)
        super().__init__(
            remembered.site, settings, MemoryStore(remembered.seen), records
        )
        self.faults |= remembered.faults
        self.scan_faults = remembered.scan_faults
        self.bodies = bodies

    def is_article(self, path: str) -> bool:
        """Tell whether an article is at *path*, or would be."""
        return self.kind_of(path).name == "article"

    def look_again(self, paths: frozenset[str] | None, executor: Executor) -> Rescan:
        """Look at *paths* again, or at everything; read what may have changed."""
        found = self._find_settled(paths) if paths is not None else None
        began = time.time_ns()
        if found is None:
            there = self.scan(FOLDERS)
            gone = self.seen.keys() - there.keys()
        else:
            there = {path: file for path, file in found.items() if file}
            gone = found.keys() - there.keys()
        looked = self.compare(there, gone, began)
        return self.look(looked, partial(self._read, executor), is_patient=True)

    def is_import_due(self, looked: Rescan) -> bool:
        """Tell whether raw files are others, or what articles say they were made from."""
        return any(path.startswith(IMPORTED) for path in looked.changed) or any(
            made_from([old]) != made_from([self.records.get(path)])
            for path, old in looked.before.items()
        )

    def _read(
        self, executor: Executor, unread: list[SourceTask]
    ) -> Iterable[SourceResult]:
        if len(unread) > _FEW:
            return read_all(self.site, unread, executor)
        # Bodies too, while their text is at hand: a file may change at any time.
        opener, rules = partial(nullcontext, self.bodies), rules_of(self.settings)
        return read_all(self.site, unread, InProcess(), opener, rules)

    def _find_settled(self, paths: Iterable[str]) -> dict[str, FileStat | None] | None:
        """
        Find the files at *paths* once nobody has written to them for a moment.

        Whoever empties a file to write it anew may be halfway, and what the system
        tells of that may not have come yet.
        """
        deadline = time.monotonic() + _PATIENCE
        while True:
            found = scan_paths(self.site, paths, FOLDERS, self.seen)
            files = found.values() if found else ()
            newest = max((max(f.mtime, f.ctime) for f in files if f), default=0)
            age = (time.time_ns() - newest) / 1e9
            if not 0 <= age < _SETTLED or time.monotonic() > deadline:
                return found
            time.sleep(_SETTLED - age)
