"""What may have changed, gathered from bursts of events into one set of paths."""

from __future__ import annotations

import threading
import time

import msgspec

QUIET = 0.02
"""Seconds without an event after which a burst counts as over."""
LONGEST = 0.2
"""Seconds after which a burst is taken, though more is coming."""
_MOST = 5_000  # paths from which on comparing everything is cheaper


class Burst(msgspec.Struct, frozen=True):
    """Paths that may have changed, and how much has been noted with them."""

    paths: frozenset[str] | None
    """None: anything may have changed."""
    upto: int


class Hints:
    """
    Gathers paths from any thread, for one thread that takes them.

    A file that is being written to is waited for, as far as the watcher tells.
    """

    def __init__(self, quiet: float = QUIET, longest: float = LONGEST) -> None:
        self._quiet = quiet
        self._longest = longest
        self._news = threading.Condition()
        self._paths: set[str] = set()
        self._is_all = False
        self._unclosed: dict[str, float] = {}
        """Files that are being written to, and since when."""
        self._first = 0.0
        self._last = 0.0
        self._noted = 0
        self._is_closed = False

    @property
    def noted(self) -> int:
        """How many hints were ever noted."""
        return self._noted

    def note(self, path: str, *, is_open: bool | None = None) -> None:
        """
        Note that *path* may have changed.

        It *is open* where somebody is known to be writing to it, and not where they
        are known to have closed it.
        """
        with self._news:
            self._note_time()
            self._paths.add(path)
            if is_open:
                self._unclosed.setdefault(path, self._last)
            elif is_open is not None:
                self._unclosed.pop(path, None)
            if len(self._paths) > _MOST:
                self._is_all = True

    def note_all(self) -> None:
        """Note that anything may have changed."""
        with self._news:
            self._note_time()
            self._is_all = True

    def _note_time(self) -> None:
        self._last = time.monotonic()
        if not self._paths and not self._is_all:
            self._first = self._last
        self._noted += 1
        self._news.notify()

    def take(self, timeout: float) -> Burst | None:
        """
        Wait for a burst and take it once it is over.

        Returns None when *timeout* seconds have gone by without a hint, or at once
        when there will be no more.
        """
        deadline = time.monotonic() + timeout
        with self._news:
            while not self._is_closed:
                now = time.monotonic()
                ready = self._ready()
                if ready is not None and ready <= now:
                    return self._take()
                if ready is None and now >= deadline:
                    return None
                self._news.wait((deadline if ready is None else ready) - now)
        return None

    def _ready(self) -> float | None:
        """When the burst that is being gathered is to be taken."""
        if self._is_all or self._paths - self._unclosed.keys():
            return min(self._last + self._quiet, self._first + self._longest)
        if self._paths:
            return min(self._unclosed.values()) + self._longest
        return None

    def _take(self) -> Burst:
        """Take what was gathered, but for files that are still being written to."""
        late = time.monotonic() - self._longest
        held = {path for path, since in self._unclosed.items() if since > late}
        paths = None if self._is_all else frozenset(self._paths - held)
        self._paths &= held
        self._unclosed = {path: self._unclosed[path] for path in held}
        self._is_all = False
        self._first = self._last
        return Burst(paths, self._noted)

    def close(self) -> None:
        """Let the thread that waits go."""
        with self._news:
            self._is_closed = True
            self._news.notify_all()

    @property
    def is_closed(self) -> bool:
        """Tell whether there will be no more."""
        return self._is_closed
