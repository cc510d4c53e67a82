"""A site's folders and memories, opened for one run."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import Self

import msgspec

from commentariat.archive.dates import Now
from commentariat.archive.text import digest_text
from commentariat.batches import sizes_of
from commentariat.config import Settings
from commentariat.engine import store
from commentariat.engine.bodies import BodyIndex, PackedBodies
from commentariat.engine.executors import (
    Executor,
    Item,
    Opener,
    Result,
    Tool,
    default_workers,
    make_executor,
)
from commentariat.engine.key_value import KeyValueStore
from commentariat.engine.ledger import Ledger
from commentariat.engine.markup_rules import rules_of
from commentariat.engine.memory import open_store
from commentariat.engine.program import program_digest
from commentariat.engine.sources import FOLDERS, FoundFiles, Loaded, open_sources
from commentariat.errors import OpenPoint, Problem, SourceError
from commentariat.kinds import Kind
from commentariat.pipeline.articles import Due, now_of
from commentariat.pipeline.hooking import try_hooks
from commentariat.pipeline.options import DASK, LOCAL, HeldBack, Options, Progress
from commentariat.site.search_source import SearchFiles


class State(msgspec.Struct, frozen=True):
    """How the last build of an output ended."""

    inputs: str = ""
    ended: bool = False
    due: Due = Due()
    """When next another article may be visible."""
    since: Now = Now("", "")
    """The moment that decided what was."""
    articles: int = 0
    open_points: tuple[OpenPoint, ...] = ()
    held_back: HeldBack = HeldBack()
    outputs: int = 0
    """In the ledger: one that holds another number was cut off or lost since."""


READING = "reading files"
"""What is done first, as it is told."""


class ProgressExecutor:
    """An executor that tells how far it is, in what is worked on, and with what."""

    def __init__(self, inner: Executor, progress: Progress) -> None:
        self.inner = inner
        self.shares_memory = inner.shares_memory
        self.progress = progress
        self.stage = READING

    @property
    def workers(self) -> int:
        """How many items are worked on at a time."""
        return self.inner.workers

    def close(self) -> None:
        """Let go of those who work."""
        self.inner.close()

    @property
    def scratch(self) -> str | None:
        """A folder that every worker sees; None for that of the system."""
        return self.inner.scratch

    def map(
        self, job: Callable[[Item], Result], items: Sequence[Item]
    ) -> Iterator[Result]:
        """Do *job* on every one of *items*."""
        return self._watch(self.inner.map(job, items), items)

    def map_with(
        self,
        opener: Opener[Tool],
        job: Callable[[Tool, Item], Result],
        items: Sequence[Item],
    ) -> Iterator[Result]:
        """Do *job* on every one of *items*, with a tool that each worker opens once."""
        return self._watch(self.inner.map_with(opener, job, items), items)

    def _watch(
        self, results: Iterator[Result], items: Sequence[Item]
    ) -> Iterator[Result]:
        sizes = sizes_of(items)
        total, done = sum(sizes), 0
        for size, result in zip(sizes, results, strict=True):
            yield result
            done += size
            self.progress(self.stage, done, total)


def _executor_of(options: Options) -> Executor:
    workers = options.workers or default_workers()
    if options.executor == LOCAL:
        return make_executor(workers)
    from commentariat.engine.dask import DaskExecutor

    address = "" if options.executor == DASK else options.executor
    executor = DaskExecutor(options.site, options.cache, address, workers)
    executor.settle()
    return executor


class Workspace:
    """A site's folders and memories, opened for one build."""

    executor: ProgressExecutor

    def __init__(self, options: Options, settings: Settings) -> None:
        self.options = options
        self.settings = settings
        self.now = now_of(options, settings)
        """The moment that decides what is out."""
        self.executor = ProgressExecutor(_executor_of(options), options.progress)
        cache = options.cache
        self.sources = open_sources(options.site, cache, settings)
        self.name = output_name(options)
        self.ledger = Ledger(cache, self.name)
        self.states: KeyValueStore[State] = open_store(
            cache, f"state-{self.name}", State, "2"
        )
        variant = rules_of(settings).variant
        self.bodies = BodyIndex(cache, program_digest(), variant)
        self.converted = 0
        """Bodies that were converted while sources were read."""
        self.stored = store.StoredOutputs(str(options.output_folder), time.time_ns())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.executor.close()

    @cached_property
    def search(self) -> SearchFiles:
        """What makes the search index."""
        # Most often nothing has changed, and all this takes long to import.
        from commentariat.engine.searching import Bodies, SearchIndex

        executor = self.executor_of("making the search index")
        return SearchIndex(
            self.options.cache,
            Bodies(
                str(self.options.site),
                rules_of(self.settings),
                executor,
                partial(PackedBodies, self.bodies.folder),
                self.bodies.find,
            ),
            self.mark(self.state),
        )

    def executor_of(self, stage: str) -> ProgressExecutor:
        """Give one that tells of its work by *stage*, whatever others do meanwhile."""
        executor = ProgressExecutor(self.executor.inner, self.options.progress)
        executor.stage = stage
        return executor

    def mark(self, state: State) -> str:
        """Name a *state* in which the site was left: what it is made of, and what is out."""
        return f"{self.name} {state.inputs} {state.since.day} {state.since.instant}"

    def load(self, *, found: FoundFiles | None = None, converts: bool = True) -> Loaded:
        """
        Read all sources, as far as they have changed, and convert bodies with them.

        What one has *found* of them already need not be looked for. Places of bodies are
        in the index then, and nowhere else.
        """
        try_hooks(self.settings.hooks)
        packs = self.bodies.folder if converts else None
        loaded = self.sources.load(FOLDERS, self.executor, packs, found)
        self.bodies.update(loaded.places)
        self.converted += len(loaded.places)
        return msgspec.structs.replace(loaded, places={})

    @property
    def state(self) -> State:
        """How the last build ended."""
        return self.states.get("last", State())


def output_name(options: Options) -> str:
    """Name the memory of an output: the same wherever the whole site is moved."""
    output = options.output_folder.resolve()
    site = options.site.resolve()
    inside = (
        output.relative_to(site).as_posix()
        if output.is_relative_to(site)
        else str(output)
    )
    return digest_text(inside)[:8]


@contextmanager
def writing(site: Path) -> Iterator[None]:
    """Word what the disk refuses as a problem."""
    try:
        yield
    except OSError as fault:
        raise SourceError(word_refusal(site, fault)) from fault


def word_refusal(site: Path, fault: OSError) -> Problem:
    """Say what the disk refused, and name the file from the *site* where it is there."""
    name = os.fsdecode(fault.filename or "")
    place = os.path.relpath(os.path.abspath(name), os.path.abspath(site))
    if name and place.partition(os.sep)[0] != os.pardir:
        name = place.replace(os.sep, "/")
    is_folder = fault.errno in (errno.EISDIR, errno.ENOTEMPTY)
    kind = Kind.FOLDER_IN_PLACE if is_folder else Kind.DISK_REFUSED
    return Problem(name or ".", 0, kind.of(fault.strerror or fault))
