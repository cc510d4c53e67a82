"""
The sources of a site: read when they have changed, remembered when they have not.

A file whose size, time and inode are as remembered is not opened, unless it was
written so shortly before it was read that a second writing could have left the
same time (git's rule for racy timestamps). Everything else is read and digested;
what has the digest that is remembered is not parsed again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from commentariat.archive.folders import ARTICLES, FILES, PAGES, RAW
from commentariat.archive.model import Article, PageFile, TermFile
from commentariat.archive.schema import Schema
from commentariat.config import Settings
from commentariat.engine.bodies import BodyPlace
from commentariat.engine.executors import Executor
from commentariat.engine.memory import open_table
from commentariat.engine.program import program_digest
from commentariat.engine.scan import FileStat, scan
from commentariat.engine.table import Table
from commentariat.errors import Problem

# Time within which two writings may have the same time stamp: file systems whose
# stamps are whole seconds are given two of them.
_FINE, _COARSE = 100_000_000, 2_100_000_000

Value = TypeVar("Value")
Record = Article | TermFile | PageFile


class SeenFile(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What a file was when it was last read."""

    size: int
    mtime: int
    inode: int
    digest: str


class SourceKind(msgspec.Struct, frozen=True):
    """How a content file is to be judged."""

    name: str
    """`article`, `page`, `term`, or empty: only digested."""
    facet: str = ""
    schema: Schema = Schema()
    """Of an article."""


class SourceTask(msgspec.Struct, frozen=True):
    """A file to be read, and the digest whose record is remembered."""

    path: str
    kind: SourceKind
    known: str
    body_key: str = ""
    """Of the body that was converted when the file was last read."""


class SourceResult(msgspec.Struct, frozen=True):
    """What reading a file gave."""

    path: str
    digest: str
    record: bytes
    """Encoded; empty where the one remembered holds, or none is wanted."""
    problems: tuple[Problem, ...] = ()
    body_key: str = ""
    place: BodyPlace | None = None
    """Where the converted body with that key was put, if it was converted."""


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


class Sources:
    """The sources of the site in the folder *site*, and what is remembered of them."""

    def __init__(self, site: Path, cache: Path, settings: Settings) -> None:
        self.site = site
        self._kind_of = kinds(settings)
        stamp = f"{program_digest()} {msgspec.json.encode(settings.schema).decode()}"
        self._seen: Table[SeenFile] = open_table(cache, "sources", SeenFile, "1")
        self._records: Table[Record] = open_table(cache, "records", Record, stamp)

    @property
    def seen(self) -> Mapping[str, SeenFile]:
        """What every file was when it was last read, by its path from the site."""
        return self._seen

    @property
    def records(self) -> Mapping[str, Record]:
        """Every record remembered; of a file at fault, the last that was good."""
        return self._records

    def learn(self, records: Mapping[str, bytes]) -> None:
        """Take the *records* of files just written: they are digested, not parsed."""
        found = {path: _DECODER.decode(record) for path, record in records.items()}
        self._records.update(found)

    def load(
        self, folders: Iterable[str], executor: Executor, packs: Path | None = None
    ) -> Loaded:
        """
        Find and read every source in *folders*, as far as it has changed.

        With *packs*, a folder of converted bodies, what is read is converted too,
        while its text is at hand.
        """
        began = time.time_ns()
        found: dict[str, FileStat] = {}
        problems: list[Problem] = []
        for folder in folders:
            inside, faults = scan(self.site, folder)
            found.update(inside)
            problems.extend(faults)
        kind_of = self._kind_of
        digests, unread = self._compare(found, kind_of)
        changes: dict[str, SeenFile | None] = dict.fromkeys(
            self._seen.keys() - found.keys()
        )
        records: dict[str, Record | None] = dict.fromkeys(
            self._records.keys() - found.keys()
        )
        faulty = set()
        places: dict[str, BodyPlace] = {}
        for read in _read_all(self.site, unread, executor, packs):
            digests[read.path] = read.digest
            if read.problems:
                problems.extend(read.problems)
                faulty.add(read.path)
                changes[read.path] = None
                continue
            changes[read.path] = remember_file(found[read.path], read.digest, began)
            if read.record:
                records[read.path] = decode_record(read)
            if read.place:
                places[read.body_key] = read.place
        self._seen.update(_without_idle(changes, self._seen))
        records = _without_idle(records, self._records)
        before = {path: self._records.get(path) for path in records}
        self._records.update(records)
        kept = {path: record for path, record in self._records.items()
                if path not in faulty}  # fmt: skip
        others = {path: d for path, d in digests.items() if not kind_of(path).name}
        former = {path: self._records[path] for path in faulty if path in self._records}
        return Loaded(kept, others, tuple(problems), digests, places, before, former)

    def _compare(
        self, found: Mapping[str, FileStat], kind_of: Callable[[str], SourceKind]
    ) -> tuple[dict[str, str], list[SourceTask]]:
        digests: dict[str, str] = {}
        unread: list[SourceTask] = []
        seen, records = self._seen, self._records
        for path, stat in found.items():
            old = seen.get(path)
            kind = kind_of(path)
            record = records.get(path) if kind.name else None
            is_same = (
                old is not None
                and old.size == stat.size
                and old.mtime == stat.mtime
                and old.inode == stat.inode
            )
            if (
                is_same
                and old
                and (not kind.name or (record and record.digest == old.digest))
            ):
                digests[path] = old.digest
            else:
                known = (record.digest, record.body_key) if record else ("", "")
                unread.append(SourceTask(path, kind, *known))
        return digests, unread


def remember_file(stat: FileStat, digest: str, began: int) -> SeenFile:
    """
    Note what a file was; one that may be written again within the same time stamp
    as it had when reading *began* (nanoseconds) is not trusted by its stat.
    """
    is_racy = stat.mtime > began - (_FINE if stat.mtime % 10**9 else _COARSE)
    return SeenFile(-1 if is_racy else stat.size, stat.mtime, stat.inode, digest)


def decode_record(read: SourceResult) -> Record:
    """Decode the record that reading a file gave."""
    record: Record = _DECODER.decode(read.record)
    return record


_DECODER = msgspec.msgpack.Decoder(Record)


def _without_idle(
    changes: Mapping[str, Value], table: Mapping[str, object]
) -> dict[str, Value]:
    """Leave out what the *table* says already."""
    return {key: value for key, value in changes.items() if table.get(key) != value}


def kinds(settings: Settings) -> Callable[[str], SourceKind]:
    """Make the function that tells what a file is by its path."""
    article = SourceKind("article", schema=settings.schema)
    page, other = SourceKind("page"), SourceKind("")
    terms = {
        facet.path: SourceKind("term", facet=facet.name) for facet in settings.facets
    }

    def kind_in(folder: str) -> SourceKind:
        if not folder.startswith("content/"):
            return other
        top = "/".join(folder.split("/", 2)[:2])
        if top == ARTICLES:
            return article
        if top == PAGES:
            return page
        return terms.get(folder[8:], other) if top not in (FILES, RAW) else other

    known: dict[str, SourceKind] = {}

    def kind_of(path: str) -> SourceKind:
        if not path.endswith(".md"):
            return other
        folder = path[: path.rfind("/")]
        kind = known.get(folder)
        if kind is None:
            kind = known[folder] = kind_in(folder)
        return kind

    return kind_of


def _read_all(
    site: Path, unread: list[SourceTask], executor: Executor, packs: Path | None
) -> Iterable[SourceResult]:
    if not unread:
        return ()
    # Most often all are remembered, and what reads them takes long to import.
    from commentariat.engine.reading import read_all

    return read_all(site, unread, executor, packs)
