"""Sources that some file systems take for one: of each pair, a clone there has one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from commentariat.errors import OpenPoint
from commentariat.kinds import Kind
from commentariat.site.namespace import fold_path


def find_same_names(paths: Iterable[str]) -> Iterator[OpenPoint]:
    """Find those of *paths* that differ from another only in case or normal form."""
    first: dict[str, str] = {}
    for path in sorted(paths):
        other = first.setdefault(fold_path(path), path)
        if other != path:
            yield OpenPoint(path, 0, Kind.SAME_NAME.of(other))
