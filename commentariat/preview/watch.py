"""
Files watched with watchdog: what it reports becomes hints, and nothing more.

Only events that change something are asked for, since others come of the reading
that they would lead to. Events may be lost (a full queue, a file system that has
none), so the files are looked at now and then all the same; what has changed then
is a hint too.
"""

from __future__ import annotations

import logging
import os
import sys
import time
import warnings
from collections import deque
from collections.abc import Callable
from pathlib import Path

import msgspec
from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileAttribEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from commentariat.engine.scan import is_passed_over, scan, stat_of
from commentariat.errors import Problem
from commentariat.kinds import Kind
from commentariat.preview.hints import Hints
from commentariat.preview.links import Symlink, find_links, names_of

_CHANGES: list[type[FileSystemEvent]] = [
    DirCreatedEvent, DirDeletedEvent, DirMovedEvent, FileAttribEvent, FileClosedEvent,
    FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent,
]  # fmt: skip
_IS_OPEN = {"modified": True, "closed": False, "moved": False, "deleted": False}
"""What events say of whether somebody is writing to the file."""
_SHARE = 10  # of the time, at most one part in this many goes into polling


def _no_more() -> tuple[str, ...]:
    return ()


class WatchedPaths(msgspec.Struct, frozen=True):
    """What is watched: *folders* of the *site*, and *files* that lie beside them."""

    site: Path
    folders: tuple[str, ...]
    files: tuple[str, ...]
    list_more: Callable[[], tuple[str, ...]] = _no_more
    """Lists further files, as they are now: one may name another."""


class Watch(FileSystemEventHandler):
    """
    Watches a site; its folders may come and go, and hold links to others of it.

    A file that comes by way of a link goes by the name of the link.
    """

    def __init__(
        self, watched: WatchedPaths, hints: Hints, *, is_polling: bool = False
    ) -> None:
        self.folders = watched.folders
        self._watched = watched
        self.files = self._list_files()
        self.hints = hints
        self.problems: tuple[Problem, ...] = ()
        """What cannot be watched."""
        self._top = os.path.realpath(watched.site)
        self._links: tuple[Symlink, ...] = ()
        self._moved: deque[str] = deque()
        """Folders that came or went, and links: what is watched is to be others."""
        self._watches: dict[tuple[str, bool], ObservedWatch] = {}
        self._unwatched: set[str] = set()
        self._stats: dict[str, int] = {}
        self._stats = self._take_stats()
        self._observer = self._make_observer(is_polling)
        self._tells_closing = not is_polling and sys.platform.startswith("linux")
        self._log = _LogHandler(hints)

    def _list_files(self) -> tuple[str, ...]:
        return (*self._watched.files, *self._watched.list_more())

    def _make_observer(self, is_polling: bool) -> BaseObserver:
        if not is_polling:
            return Observer()
        began = time.perf_counter()
        self._take_stats()
        return PollingObserver(timeout=max(1.0, _SHARE * (time.perf_counter() - began)))

    def start(self) -> None:
        """Begin to watch."""
        logger = logging.getLogger("watchdog")
        logger.addHandler(self._log)
        logger.propagate = False
        # Of a new folder that is seen as it comes and as it is listed, its library warns.
        warnings.filterwarnings(
            "ignore", "Callback with id .* already exists", RuntimeWarning
        )
        self._observer.start()
        self._watch(self._top, is_deep=False)
        self._watch_folders()

    def stop(self) -> None:
        """End, without waiting for long."""
        self._observer.stop()
        logging.getLogger("watchdog").removeHandler(self._log)

    # --- what is watched --------------------------------------------------------

    def _watch_folders(self) -> None:
        """Watch the folders that are there, and all that links in them lead to."""
        links: list[Symlink] = []
        self.files = self._list_files()
        wanted = {(self._top, False)}
        for name in self.files:
            beside = os.path.dirname(os.path.join(self._top, name))
            if os.path.isdir(beside):
                wanted.add((os.path.realpath(beside), False))
        for folder in self.folders:
            where = os.path.realpath(os.path.join(self._top, folder))
            if os.path.isdir(where):
                wanted.add((where, True))
                links.extend(find_links(Path(self._top), folder))
        self._links = tuple(sorted(links))
        for link in self._links:
            where = link.target if link.is_folder else os.path.dirname(link.target)
            if not any(_holds(root, where) for root, is_deep in wanted if is_deep):
                wanted.add((where, link.is_folder))
        self.problems = ()
        for key in self._watches.keys() - wanted:
            self._unwatch(*key)
        for where, is_deep in sorted(wanted - self._watches.keys()):
            self._watch(where, is_deep=is_deep)

    def _watch(self, where: str, *, is_deep: bool) -> None:
        try:
            self._watches[where, is_deep] = self._observer.schedule(
                self, where, recursive=is_deep, event_filter=_CHANGES
            )
        except OSError as fault:
            # Looking at the files now and then goes on, and tries this again.
            name = os.path.relpath(where, self._top).replace(os.sep, "/")
            message = Kind.UNWATCHABLE.of(fault.strerror or fault)
            self.problems = (*self.problems, Problem(name, 0, message))
            if where not in self._unwatched:  # from now on, looking tells what changes
                self._unwatched.add(where)
                self.hints.note_all()
        else:
            self._unwatched.discard(where)

    def _unwatch(self, where: str, is_deep: bool) -> None:
        watch = self._watches.pop((where, is_deep))
        try:
            self._observer.unschedule(watch)
        except (KeyError, OSError):
            pass  # it ended with its folder

    # --- events -----------------------------------------------------------------

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note what *event* says may have changed."""
        paths = [
            os.fsdecode(path) for path in (event.src_path, event.dest_path) if path
        ]
        is_open = _IS_OPEN.get(event.event_type) if self._tells_closing else None
        for path in paths:
            for name in names_of(path, self._top, self._links):
                self._note(name, is_open=is_open)
        if event.event_type in ("created", "moved"):
            self._moved.extend(filter(os.path.islink, paths))

    def _note(self, name: str, *, is_open: bool | None) -> None:
        top, _, rest = name.partition("/")
        if rest and name in self.files:
            self.hints.note(name)
        elif top not in self.folders and self._holds_files(name):
            self._moved.append(name)
        elif not rest:
            self._note_top(name)
        elif top not in self.folders or is_passed_over(name):
            return
        else:  # of a folder too, which may have come, gone or moved with all in it
            self.hints.note(name, is_open=is_open)

    def _note_top(self, name: str) -> None:
        """Note what happened beside the folders, or to one of them."""
        if name in self.files:
            self.hints.note(name)
        elif name in self.folders:
            self._moved.append(name)
            self.hints.note_all()

    def _holds_files(self, name: str) -> bool:
        """Note what is to be watched in the folder *name*, which has come or gone."""
        inside = [file for file in self.files if file.startswith(f"{name}/")]
        for file in inside:
            self.hints.note(file)
        return bool(inside)

    # --- what events do not tell ---------------------------------------------------

    def catch_up(self) -> None:
        """Watch what has come since; for the thread that takes the hints."""
        has_moved = bool(self._moved) or self._list_files() != self.files
        while self._moved:
            name = self._moved.popleft()
            where = os.path.realpath(os.path.join(self._top, name))
            for is_deep in (True, False):  # of the folder that was there before
                if (where, is_deep) in self._watches:
                    self._unwatch(where, is_deep)
        if has_moved:
            self._watch_folders()

    def compare(self) -> None:
        """Look at the times and sizes of all files; note those that are others."""
        old, new = self._stats, self._take_stats()
        for path in sorted(old.keys() | new.keys()):
            if old.get(path) != new.get(path):
                self.hints.note(path)
        self._stats = new
        self._watch_folders()

    def _take_stats(self) -> dict[str, int]:
        stats: dict[str, int] = {}
        for folder in self.folders:
            found, _ = scan(Path(self._top), folder)
            stats.update((path, hash(file)) for path, file in found.items())
        for name in self.files:
            try:
                status = os.stat(os.path.join(self._top, name))
            except OSError:
                continue
            stats[name] = hash(stat_of(status))
        return stats


class _LogHandler(logging.Handler):
    """Takes what watchdog warns of (a queue that overflowed, a watch lost) for a hint."""

    def __init__(self, hints: Hints) -> None:
        super().__init__(logging.WARNING)
        self.hints = hints

    def emit(self, record: logging.LogRecord) -> None:
        """Note that anything may have changed."""
        self.hints.note_all()


def _holds(root: str, where: str) -> bool:
    return where == root or where.startswith(root + os.sep)
