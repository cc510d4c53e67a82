"""Rendered outputs in a memory of bounded size, with the faults found in rendering."""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict

import msgspec

from commentariat.errors import Problem
from commentariat.preview.epoch import Epoch, Rendered

ROOM = 64 * 2**20
"""Bytes that are held at most."""


class Stored(msgspec.Struct, frozen=True):
    """An output as it is sent, and a digest that tells it from any other state."""

    data: bytes | None
    version: str
    path: str = ""


class PageStore:
    """
    What has been rendered, for as long as the epochs say that it holds.

    Rendering is one at a time, from any thread. What was used longest ago is
    forgotten first; faults are remembered until the output changes.
    """

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._size = 0
        self._lock = threading.Lock()
        """Held for a moment: nobody waits with it for a page that is being made."""
        self._rendering = threading.Lock()
        self._held: OrderedDict[str, Stored] = OrderedDict()
        self._faults: dict[str, tuple[Problem, ...]] = {}
        self._epoch: Epoch | None = None
        self.rendered = 0
        """How many outputs were ever rendered."""
        self.revision = 0
        """Counts the times that the faults became others."""

    @property
    def size(self) -> int:
        """Bytes that are held."""
        return self._size

    def enter(self, epoch: Epoch) -> None:
        """Forget what is another in *epoch* than in the one before."""
        with self._lock:
            if self._epoch is epoch:
                return
            self._epoch = epoch
            for output in (*epoch.changed, *epoch.doubtful):
                self._forget(output)
                self._faults.pop(output, None)

    def held(self, epoch: Epoch, output: str) -> Stored | None:
        """Give *output* of *epoch* where it has been rendered already."""
        with self._lock:
            return self._find(output) if self._epoch is epoch else None

    def get(self, epoch: Epoch, output: str) -> Stored | None:
        """
        Give *output* of *epoch*, rendered if it must be; None where there is none.

        Raises:
            StaleError: it can only be had from a later epoch.
        """
        found = self.held(epoch, output)
        if found is not None:
            return found
        epoch.prepare(output)
        with self._rendering:
            found = self.held(epoch, output)  # by whoever was first
            if found is not None:
                return found
            made = epoch.render(output)
            if made is None:
                return None
            self.rendered += 1
            stored = _stored(made)
            with self._lock:
                if self._epoch is epoch:
                    self._take(output, stored, made.problems)
            return stored

    def faults(self) -> tuple[Problem, ...]:
        """Everything found at fault in rendering, sorted."""
        with self._lock:
            return tuple(sorted({p for found in self._faults.values() for p in found}))

    def _find(self, output: str) -> Stored | None:
        found = self._held.get(output)
        if found is not None:
            self._held.move_to_end(output)
        return found

    def _take(self, output: str, stored: Stored, problems: tuple[Problem, ...]) -> None:
        if self._faults.get(output, ()) != problems:
            self.revision += 1
        if problems:
            self._faults[output] = problems
        else:
            self._faults.pop(output, None)
        self._forget(output)
        self._held[output] = stored
        self._size += len(stored.data or b"")
        while self._size > self._room:
            self._forget(next(iter(self._held)))

    def _forget(self, output: str) -> None:
        old = self._held.pop(output, None)
        if old is not None:
            self._size -= len(old.data or b"")


def _stored(made: Rendered) -> Stored:
    told = (
        made.data
        if made.data is not None
        else "\n".join(map(str, made.problems)).encode()
    )
    where = f"{made.path}\0{made.digest}\0".encode()
    version = hashlib.blake2b(where + told, digest_size=12).hexdigest()
    return Stored(made.data, version, made.path)
