"""Converted bodies in a memory of bounded size, over those that builds keep on disk."""

from __future__ import annotations

import threading
from collections import OrderedDict
from pathlib import Path

from commentariat.engine.bodies import BodyIndex, BodyPlace, BodyReader
from commentariat.engine.program import program_digest

_ROOM = 32 * 2**20  # characters


class LiveBodies:
    """
    Bodies by the digest of their Markdown; those used longest ago are forgotten.

    What builds keep is read and never written: a build may run at any time.
    """

    def __init__(self, cache: Path, room: int = _ROOM) -> None:
        self._cache = cache
        self._room = room
        self._lock = threading.Lock()
        self._index = BodyIndex(cache, program_digest())
        self._reader = BodyReader(self._index.folder)
        self._held: OrderedDict[str, str] = OrderedDict()
        self._size = 0
        self._is_closed = False

    def look_again(self) -> None:
        """Take what builds have kept since."""
        index = BodyIndex(self._cache, program_digest())
        with self._lock:
            self._index = index
            self._reader.close()

    def close(self) -> None:
        """Let the files of builds go; from then on what is in memory is all there is."""
        with self._lock:
            self._is_closed = True
            self._reader.close()

    def find(self, key: str, _place: BodyPlace | None) -> str | None:
        """Find the body of the Markdown whose digest is *key*."""
        with self._lock:
            html = self._held.get(key)
            if html is not None:
                self._held.move_to_end(key)
                return html
            place = None if self._is_closed else self._index.find(key)
            return self._reader.read(place) if place else None

    def keep(self, key: str, html: str) -> None:
        """Keep a body that was converted."""
        with self._lock:
            self._size += len(html) - len(self._held.pop(key, ""))
            self._held[key] = html
            while self._size > self._room and len(self._held) > 1:
                _, oldest = self._held.popitem(last=False)
                self._size -= len(oldest)
