"""The sources of a site held in memory, and looked at again where they may have changed."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Iterable
from pathlib import Path

import msgspec

from commentariat.archive.folders import RAW
from commentariat.archive.model import RawFile
from commentariat.archive.text import (
    digest_text,
    normalize_line_ends,
    readable_path,
)
from commentariat.config import Settings
from commentariat.disk import read_steady
from commentariat.engine.executors import Executor
from commentariat.engine.markup import to_html
from commentariat.engine.reading import judge_file, read_all
from commentariat.engine.render import markdown_of
from commentariat.engine.scan import FileStat, is_noise, scan
from commentariat.engine.sources import (
    Loaded,
    Record,
    SeenFile,
    SourceResult,
    Sources,
    SourceTask,
    decode_record,
    kinds,
    remember_file,
)
from commentariat.errors import Problem, unreadable
from commentariat.live.bodies import LiveBodies
from commentariat.pipeline.articles import made_from

FOLDERS = ("content", "templates", "theme")
IMPORTED = (f"{RAW}/", "content/decisions.jsonl")
"""What import goes by, as paths begin."""
_SETTLED = 0.015  # seconds after its last change from which on a file is read
_PATIENCE = 0.2  # seconds for which files are waited for that change all the time
_FEW = 300  # files that are read here; more are worth processes


class Look(msgspec.Struct, frozen=True):
    """What looking at the files again came to."""

    changed: frozenset[str]
    """Files whose content is another, or that came or went."""
    again: frozenset[str] = frozenset()
    """Files that were written to, or went, while they were read."""
    is_raw: bool = False
    """Raw files are others, or what articles say that they were made from."""


class LiveSources:
    """
    All sources of the site in the folder *site*, in memory.

    A content file with a fault keeps the record it had when it was last right, and
    has its problems beside it.
    """

    def __init__(self, site: Path, settings: Settings, bodies: LiveBodies) -> None:
        self.site = site
        self.bodies = bodies
        self._kind_of = kinds(settings)
        self._real = os.path.realpath(site)
        self.seen: dict[str, SeenFile] = {}
        self.records: dict[str, Record] = {}
        self.faults: dict[str, tuple[Problem, ...]] = {}
        """Problems of files, by path."""
        self.scan_faults: tuple[Problem, ...] = ()
        """Links that lead astray, and folders that cannot be read."""

    def load(self, sources: Sources, executor: Executor) -> None:
        """Read all there is, by way of what builds remember."""
        loaded = sources.load(FOLDERS, executor)
        self.seen = dict(sources.seen)
        self.records = {
            path: record
            for path, record in sources.records.items()
            if path in loaded.all_digests
        }
        for problem in loaded.problems:
            if problem.source in loaded.all_digests:
                self.faults[problem.source] = (
                    *self.faults.get(problem.source, ()),
                    problem,
                )
            else:
                self.scan_faults = (*self.scan_faults, problem)
        for path, digest in loaded.all_digests.items():
            self.seen.setdefault(path, SeenFile(-1, 0, 0, digest))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong with files."""
        found = [problem for faults in self.faults.values() for problem in faults]
        return (*found, *self.scan_faults)

    def loaded(self, *, is_strict: bool = False) -> Loaded:
        """
        All sources as they are, or as they were when they were last right.

        Where it *is strict*, those at fault are left out, as a build does.
        """
        kind_of = self._kind_of
        digests = {path: seen.digest for path, seen in self.seen.items()}
        others = {path: d for path, d in digests.items() if not kind_of(path).name}
        records, former = self.records, {}
        if is_strict and self.faults:
            former = {k: v for k, v in records.items() if k in self.faults}
            records = {k: v for k, v in records.items() if k not in self.faults}
        return Loaded(records, others, self.problems, digests, former=former)

    def is_article(self, path: str) -> bool:
        """Tell whether an article is at *path*, or would be."""
        return self._kind_of(path).name == "article"

    def look(self, paths: frozenset[str] | None, executor: Executor) -> Look:
        """Look at *paths* again, or at everything; read what may have changed."""
        found = self._find_settled(paths) if paths is not None else None
        began = time.time_ns()
        if found is None:
            wanted, self.scan_faults = self._scan()
            gone = self.seen.keys() - wanted.keys()
        else:
            wanted = {path: file for path, file in found.items() if file}
            gone = {path for path, file in found.items() if not file} & self.seen.keys()
        unread = [
            SourceTask(path, self._kind_of(path), "")
            for path, file in wanted.items()
            if not self._is_same(path, file)
        ]
        has_moved = bool(self._made_from(gone))
        self._forget(gone)
        changed, again = set(gone), set()
        for path, read in self._read(unread, executor):
            if read is None:
                again.add(path)
            else:
                before = self._made_from((path,))
                if self._take(read, wanted[path], began):
                    changed.add(path)
                has_moved = has_moved or before != self._made_from((path,))
        is_raw = has_moved or any(path.startswith(IMPORTED) for path in changed)
        return Look(frozenset(changed), frozenset(again), is_raw)

    def _made_from(self, paths: Iterable[str]) -> list[tuple[RawFile, ...]]:
        """The raw files that the articles at *paths* were made from."""
        return made_from(map(self.records.get, paths))

    def _is_same(self, path: str, file: FileStat) -> bool:
        old = self.seen.get(path)
        return (
            old is not None
            and path not in self.faults
            and (old.size, old.mtime, old.inode) == (file.size, file.mtime, file.inode)
        )

    def _find_settled(self, paths: Iterable[str]) -> dict[str, FileStat | None] | None:
        """
        Find the files at *paths* once nobody has written to them for a moment.

        Whoever empties a file to write it anew may be halfway, and what the system
        tells of that may not have come yet.
        """
        deadline = time.monotonic() + _PATIENCE
        while True:
            found = self._find(paths)
            files = found.values() if found else ()
            newest = max((file.mtime for file in files if file), default=0)
            age = (time.time_ns() - newest) / 1e9
            if not 0 <= age < _SETTLED or time.monotonic() > deadline:
                return found
            time.sleep(_SETTLED - age)

    def _find(self, paths: Iterable[str]) -> dict[str, FileStat | None] | None:
        """Find the files at *paths*; None where only looking everywhere will do."""
        found: dict[str, FileStat | None] = {}
        for path in sorted(paths):  # folders before what is in them
            parts = path.split("/")
            if parts[0] not in FOLDERS or any(map(is_noise, parts)):
                continue
            if readable_path(path) != path:
                return None  # likewise
            where = os.path.join(self.site, path)
            if os.path.realpath(where) != os.path.join(self._real, path):
                return None  # a link stands in the way: the scan knows the rules
            if os.path.isdir(where):
                inside, faults = scan(self.site, path)
                if faults:
                    return None
                found.update(dict.fromkeys(self._inside(path)))
                found.update(inside)
                continue
            try:
                status = os.stat(where)
            except OSError:
                found[path] = None
                if path not in self.seen:  # a folder that has gone, perhaps
                    found.update(dict.fromkeys(self._inside(path)))
                continue
            if not stat.S_ISREG(status.st_mode):
                return None  # a pipe, say, whose reading would never end
            found[path] = FileStat(status.st_size, status.st_mtime_ns, status.st_ino)
        return found

    def _inside(self, folder: str) -> Iterable[str]:
        """The files that are known below *folder*."""
        return [name for name in self.seen if name.startswith(f"{folder}/")]

    def _scan(self) -> tuple[dict[str, FileStat], tuple[Problem, ...]]:
        wanted: dict[str, FileStat] = {}
        faults: list[Problem] = []
        for folder in FOLDERS:
            inside, problems = scan(self.site, folder)
            wanted.update(inside)
            faults.extend(problems)
        return wanted, tuple(faults)

    def _forget(self, gone: Iterable[str]) -> None:
        for path in gone:
            del self.seen[path]
            self.records.pop(path, None)
            self.faults.pop(path, None)

    def _read(
        self, unread: list[SourceTask], executor: Executor
    ) -> Iterable[tuple[str, SourceResult | None]]:
        if len(unread) > _FEW:
            found = read_all(self.site, unread, executor)
            return ((read.path, read) for read in found)
        return ((item.path, self._read_here(item)) for item in unread)

    def _read_here(self, item: SourceTask) -> SourceResult | None:
        """Read one file; None where it is gone, or written to at this moment."""
        try:
            data = read_steady(os.path.join(self.site, item.path))
        except OSError as fault:
            if fault.errno in (None, errno.ENOENT):
                return None
            return SourceResult(item.path, "", b"", (unreadable(item.path, fault),))
        read = judge_file(data, item)
        if read.record:
            self._convert(data, decode_record(read))
        return read

    def _convert(self, data: bytes, record: Record) -> None:
        """Convert a body while its text is at hand: the file may change at any time."""
        if record.body_key and self.bodies.find(record.body_key, None) is None:
            markdown = markdown_of(normalize_line_ends(data.decode("utf-8-sig")))
            if digest_text(markdown) == record.body_key:
                self.bodies.keep(record.body_key, to_html(markdown))

    def _take(self, read: SourceResult, file: FileStat, began: int) -> bool:
        """Remember what reading a file gave; tell whether it is another than before."""
        old, old_faults = self.seen.get(read.path), self.faults.get(read.path, ())
        self.seen[read.path] = remember_file(file, read.digest, began)
        if read.problems:
            self.faults[read.path] = read.problems
        else:
            self.faults.pop(read.path, None)
        if read.record:
            self.records[read.path] = decode_record(read)
        is_other = old is None or old.digest != read.digest
        return is_other or old_faults != read.problems
