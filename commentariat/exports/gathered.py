"""Records that were read once for several formats, kept in files meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

BATCH: Final = 64
"""Records in a file: any process writes one, and none has to hold them all."""


class Gathered:
    """Records as lines of JSON by their kinds, in the order of an export."""

    def __init__(self, files: Mapping[str, tuple[str, ...]]) -> None:
        self._files = files
        self._opened = ""
        self._lines: list[bytes] = []

    def lines(self, kind: str) -> Iterator[bytes]:
        """Read those of a *kind*, one after the other."""
        for path in self._files[kind]:
            with open(path, "rb") as file:
                yield from file

    def line(self, kind: str, number: int) -> bytes:
        """Read one of a *kind* by its *number*; its neighbors are at hand then."""
        path = self._files[kind][number // BATCH]
        if path != self._opened:
            with open(path, "rb") as file:
                self._opened, self._lines = path, file.readlines()
        return self._lines[number % BATCH]
