"""
The sources of a site: read when they have changed, remembered when they have not.

A file of which nothing hints at a change is not opened; every other is read and
digested, and what has the digest that is remembered is not judged again. Builds and
the preview look at sources through this, and differ in what is looked at, where it is
remembered, and who reads.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import nullcontext
from functools import cached_property, partial
from pathlib import Path
from typing import TypeAlias

import msgspec

from commentariat.archive.folders import RAW
from commentariat.archive.model import Article
from commentariat.archive.sharing import Sharing
from commentariat.config import Settings
from commentariat.engine.bodies import BodyPlace, PackedBodies
from commentariat.engine.executors import Executor
from commentariat.engine.key_value import KeyValueStore, MemoryStore
from commentariat.engine.markup_rules import rules_of
from commentariat.engine.memory import open_store
from commentariat.engine.program import program_digest
from commentariat.engine.scan import FileStat, is_racy, scan
from commentariat.engine.source_model import (
    Record,
    SourceKind,
    SourceResult,
    SourceTask,
    kinds,
)
from commentariat.errors import Problem
from commentariat.hooks.names import IN_RECORDS

FOLDERS = ("content", "templates", "theme")

Read: TypeAlias = Callable[[list[SourceTask]], Iterable[SourceResult]]
"""Reads files, in whatever order."""


class SeenFile(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What a file was when it was last read."""

    file: FileStat
    """Of a size below 0 where it must be read again, whatever it looks like."""
    digest: str


class FoundFiles(msgspec.Struct, frozen=True):
    """What there is, as far as can be told without opening a file."""

    files: Mapping[str, FileStat]
    hinting: Collection[str]
    """Files that hint at a change since they were read."""
    gone: Collection[str]
    began: int
    """When one began to look, in nanoseconds."""


class Loaded(msgspec.Struct, frozen=True):
    """All sources of a site at one time."""

    records: dict[str, Record]
    """By path of the content file from the site."""
    digests: dict[str, str]
    """Of every other file: raw/, files/, templates/, theme/."""
    problems: tuple[Problem, ...]
    all_digests: dict[str, str]
    """Of every file there is."""
    places: dict[str, BodyPlace] = {}
    """Bodies that were converted while their files were read, by key."""
    before: dict[str, Record | None] = {}
    """What was remembered of the files whose records are others now."""
    former: dict[str, Record] = {}
    """What files at fault held when they were last right, as far as is remembered."""

    @property
    def articles(self) -> list[Article]:
        """The articles among all records, in the order of their files."""
        found = (one for one in self.records.values() if isinstance(one, Article))
        return sorted(found, key=lambda one: one.source)

    @property
    def raw_digests(self) -> dict[str, str]:
        """Digests of raw files, by path from content/raw/."""
        begin = f"{RAW}/"
        return {
            path.removeprefix(begin): digest
            for path, digest in self.digests.items()
            if path.startswith(begin)
        }


class Rescan(msgspec.Struct, frozen=True):
    """What looking at files again came to."""

    changed: frozenset[str]
    """Files whose content or faults are others, or that came or went."""
    passing: frozenset[str]
    """Files that were written to, or went, while they were read."""
    before: dict[str, Record | None]
    """What was remembered of the files whose records are others now."""
    places: dict[str, BodyPlace]
    """Bodies that were converted while their files were read, by key."""


NOTHING = Rescan(frozenset(), frozenset(), {}, {})


class Sources:
    """
    The sources of the site in the folder *site*, as they were when they were last read.

    A content file at fault keeps the record it had when it was last right, and has its
    problems beside it.
    """

    def __init__(
        self,
        site: Path,
        settings: Settings,
        seen: KeyValueStore[SeenFile],
        open_records: Callable[[], KeyValueStore[Record]],
    ) -> None:
        self.site = site
        self.seen = seen
        """What every file was, by its path from the site."""
        self._open_records = open_records
        self.settings = settings
        self.kind_of: Callable[[str], SourceKind] = kinds(settings)
        self.faults: dict[str, tuple[Problem, ...]] = {}
        """Problems of files, by path."""
        self.scan_faults: tuple[Problem, ...] = ()
        """Links that lead astray, and folders that cannot be read."""

    @cached_property
    def records(self) -> KeyValueStore[Record]:
        """What is remembered of content files; opened when asked for: it is large."""
        return self._open_records()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong with files."""
        found = [problem for faults in self.faults.values() for problem in faults]
        return (*found, *self.scan_faults)

    def learn(self, records: Mapping[str, bytes]) -> None:
        """Take the *records* of files just written: they are digested, not judged."""
        if self.settings.hooks.has(*IN_RECORDS):
            return  # hooks have a say in them
        self.records.update(
            {
                path: SourceResult(path, "", record).decode()
                for path, record in records.items()
            }
        )

    def let_go(self) -> None:
        """
        Let go of what is remembered, which is on disk: nothing is read from here on.

        What was loaded stays, and it is for who loads anew to open the sources anew.
        """
        self.seen = MemoryStore()
        self.__dict__.pop("records", None)

    def load(
        self,
        folders: Iterable[str],
        executor: Executor,
        packs: Path | None = None,
        found: FoundFiles | None = None,
    ) -> Loaded:
        """
        Read every source in *folders*, as far as it has changed.

        With *packs*, a folder of converted bodies, what is read is converted too,
        while its text is at hand. What one has *found* there need not be looked for.
        """
        found = found or self.find(folders)
        gone = _looked_for(folders, self.records.keys() - found.files.keys())
        found = msgspec.structs.replace(found, gone=gone.union(found.gone))
        return self.loaded(self.look(found, partial(self._read_all, executor, packs)))

    def find(self, folders: Iterable[str]) -> FoundFiles:
        """Find every source in *folders*."""
        began = time.time_ns()
        files = self.scan(folders)
        gone = _looked_for(folders, self.seen.keys() - files.keys())
        return self.compare(files, gone, began)

    def compare(
        self, files: Mapping[str, FileStat], gone: Collection[str], began: int
    ) -> FoundFiles:
        """Compare *files* with what they were when they were last read."""
        get = self.seen.get
        hinting = [
            path
            for path, file in files.items()
            if (old := get(path)) is None or old.file != file
        ]
        return FoundFiles(files, frozenset(hinting), gone, began)

    def digests(self) -> dict[str, str]:
        """Tell the digest of every file when it was last read."""
        return {path: file.digest for path, file in self.seen.items()}

    def scan(self, folders: Iterable[str]) -> dict[str, FileStat]:
        """Find every file in *folders*, and the faults in finding them."""
        found: dict[str, FileStat] = {}
        faults: list[Problem] = []
        for folder in folders:
            inside, problems = scan(self.site, folder)
            found.update(inside)
            faults.extend(problems)
        self.scan_faults = tuple(faults)
        return found

    def look(
        self,
        found: FoundFiles,
        read: Read,
        *,
        is_patient: bool = False,
    ) -> Rescan:
        """
        Read what of *found* may have changed, and forget what has gone.

        Where one *is patient*, what cannot be read at this moment stays as it was;
        else it is at fault.
        """
        gone = found.gone
        changed = {path for path in gone if path in self.seen}
        seen: dict[str, SeenFile | None] = dict.fromkeys(gone)
        records: dict[str, Record | None] = dict.fromkeys(gone)
        passing: set[str] = set()
        places: dict[str, BodyPlace] = {}
        for path in gone:
            self.faults.pop(path, None)
        unread = self._find_unread(found)
        paths = {task.path: task.path for task in unread}
        sharing = Sharing()
        for one in read(unread) if unread else ():
            path = paths[one.path]  # as it is in memory already
            if is_patient and one.is_passing:
                passing.add(path)
                continue
            if self._is_news(one):
                changed.add(path)
            seen[path] = remember_file(found.files[path], one, found.began)
            if one.problems:
                self.faults[path] = one.problems
            else:
                self.faults.pop(path, None)
            if one.record:
                record = one.decode()
                records[path] = sharing.share(record, one.digest, one.body_key)
            if one.place:
                places[one.body_key] = one.place
        before = {
            path: old
            for path, new in records.items()
            if (old := self.records.get(path)) != new
        }
        self.seen.update(seen)
        self.records.update(records)
        return Rescan(frozenset(changed), frozenset(passing), before, places)

    def _read_all(
        self, executor: Executor, packs: Path | None, unread: list[SourceTask]
    ) -> Iterable[SourceResult]:
        # Most often all are remembered, and what reads them takes long to import.
        from commentariat.engine.reading import read_all

        opener = partial(PackedBodies, packs) if packs else nullcontext
        return read_all(self.site, unread, executor, opener, rules_of(self.settings))

    def _find_unread(self, found: FoundFiles) -> list[SourceTask]:
        kind_of, seen, records = self.kind_of, self.seen, self.records
        hinting = found.hinting
        unread: list[SourceTask] = []
        for path in found.files:
            kind = kind_of(path)
            record = records.get(path) if kind.name else None
            if path not in hinting and (
                not kind.name or (record and record.digest == seen[path].digest)
            ):
                continue
            known = (record.digest, record.body_key) if record else ("", "")
            unread.append(SourceTask(path, kind, *known))
        return unread

    def _is_news(self, one: SourceResult) -> bool:
        old = self.seen.get(one.path)
        is_same = old is not None and old.digest == one.digest
        return not is_same or self.faults.get(one.path, ()) != one.problems

    def loaded(self, looked: Rescan = NOTHING, *, is_strict: bool = True) -> Loaded:
        """
        Give all sources as they are, with what came of having *looked* at them.

        Where it *is strict*, those at fault are left out; else they are as they were
        when they were last right.
        """
        kind_of = self.kind_of
        digests = self.digests()
        records, former = dict(self.records.items()), {}
        others = {
            path: digest
            for path, digest in digests.items()
            if path not in records and not kind_of(path).name
        }
        for path in self.faults if is_strict else ():
            if path in records:
                former[path] = records.pop(path)
        places, before = looked.places, looked.before
        return Loaded(records, others, self.problems, digests, places, before, former)


def open_sources(site: Path, cache: Path, settings: Settings) -> Sources:
    """Open the sources of a site with what is remembered of them in *cache*."""
    program = settings.hooks.stamp(program_digest(), *IN_RECORDS)
    stamp = f"{program} {msgspec.json.encode(settings.schema).decode()}"
    seen: KeyValueStore[SeenFile] = open_store(cache, "sources", SeenFile, "1")
    return Sources(
        site, settings, seen, partial(open_store, cache, "records", Record, stamp)
    )


def _looked_for(folders: Iterable[str], paths: Iterable[str]) -> set[str]:
    """Give those of *paths* that looking into *folders* alone may have found."""
    left = {*FOLDERS}.difference(folders)
    return {path for path in paths if path.partition("/")[0] not in left}


def remember_file(file: FileStat, one: SourceResult, began: int) -> SeenFile:
    """
    Note what a file was when one *began* to look at it.

    What is at fault is read again, and so is what may have been written since.
    """
    is_sure = not (one.problems or is_racy(file, began))
    if not is_sure:
        file = msgspec.structs.replace(file, size=-1)
    return SeenFile(file, one.digest)
