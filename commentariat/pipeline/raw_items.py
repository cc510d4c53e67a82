"""The raw files of a site and the items in them, as they are remembered."""

from __future__ import annotations

from typing import Protocol

from commentariat.config import Settings
from commentariat.engine.cache import UNPACKED
from commentariat.engine.key_value import KeyValueStore
from commentariat.engine.memory import open_store
from commentariat.engine.program import program_digest
from commentariat.engine.sources import Loaded
from commentariat.hooks.names import IN_INTAKE
from commentariat.intake.formats.found import FoundItems, ItemMemory, find_items
from commentariat.intake.formats.places import Container, SharedLines
from commentariat.pipeline.options import Options
from commentariat.pipeline.workspace import ProgressExecutor


class ItemsContext(Protocol):
    """Where raw files are looked at: what it was asked for, and who works."""

    @property
    def options(self) -> Options: ...

    @property
    def settings(self) -> Settings: ...

    @property
    def executor(self) -> ProgressExecutor: ...


class RememberedItems:
    """What containers were cut into, remembered; losing it costs time alone."""

    def __init__(self, work: ItemsContext) -> None:
        hooks = work.settings.hooks
        stamp = hooks.stamp(program_digest(), *IN_INTAKE)
        cache = work.options.cache
        self._store: KeyValueStore[Container] = open_store(
            cache, "items", Container, stamp
        )
        self._shared: KeyValueStore[SharedLines] = open_store(
            cache, "shared", SharedLines, stamp
        )
        folder = str(cache / UNPACKED)
        self.memory = ItemMemory(dict(self._store), folder, dict(self._shared))

    def keep(self) -> None:
        """Remember what was cut and learned, and forget what is there no more."""
        if self.memory.shared:
            self._shared.update(self.memory.shared)
        now = self.memory.containers
        gone: dict[str, Container | None] = dict.fromkeys(self._store.keys() - now)
        if gone or any(self._store.get(file) != one for file, one in now.items()):
            self._store.update(gone | dict(now))


def find_raw_items(work: ItemsContext, loaded: Loaded) -> FoundItems:
    """Find the raw files of a site that is *loaded*, and the items in them."""
    remembered = RememberedItems(work)
    found = find_items(
        work.options.site,
        loaded.raw_digests,
        loaded.articles,
        work.settings.hooks,
        remembered.memory,
        work.executor.map,
    )
    remembered.keep()
    return found
