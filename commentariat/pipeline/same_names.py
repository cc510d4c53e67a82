"""Sources that some file systems take for one: of each pair, a clone there has one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from commentariat.errors import OpenPoint
from commentariat.kinds import Kind


def find_same_names(paths: Iterable[str]) -> Iterator[OpenPoint]:
    """Find those of *paths* that differ from another only in case or normal form."""
    first: dict[str, str] = {}
    for path in sorted(paths):
        other = first.setdefault(_folded(path), path)
        if other != path:
            yield OpenPoint(path, 0, Kind.SAME_NAME.of(other))


def _folded(path: str) -> str:
    return (
        path.lower()
        if path.isascii()
        else unicodedata.normalize("NFC", path).casefold()
    )
