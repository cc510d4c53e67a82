"""Ranges of rows in files, revised: what comes out is what writing all rows would give."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from itertools import accumulate

from commentariat.search.model import File, Head, Held
from commentariat.search.ranges import (
    LARGEST,
    Row,
    hash_of,
    order,
    range_name,
    read_range,
    write_file,
)

_Mark = tuple[int, bytes, bytes]
"""A key as cuts choose it: its hash, its order, and itself."""


_LAST: _Mark = (1 << 64, b"", b"")
"""Behind all others."""


class _Range:
    """Some rows that follow each other: read, or told by what spares reading them."""

    def __init__(
        self, first: bytes, head: Head, read: Callable[[], File], path: str = ""
    ) -> None:
        self.first = first
        """The key of its first row; empty in the first range, where nobody asks for it."""
        self.path = path
        """Where it lies; empty if it is new."""
        self.size = head.size
        self.head = _mark(first)
        self.least = _mark(head.least) if head.least else None
        self._read = read

    @cached_property
    def file(self) -> File:
        return self._read()

    @cached_property
    def rows(self) -> list[Row]:
        return list(read_range(self.file.data))

    @cached_property
    def extras(self) -> dict[bytes, bytes]:
        return dict(read_range(self.file.more))


def _mark(key: bytes) -> _Mark:
    return hash_of(key), order(key.decode()), key


def _of_rows(rows: Sequence[Row], extras: Mapping[bytes, bytes]) -> _Range:
    file = write_file(rows, extras)
    return _Range(rows[0][0], file, lambda: file)


class RangeFiles:
    """The files of a *folder* that hold sorted rows, cut into ranges that begin at *firsts*."""

    def __init__(self, held: Held, folder: str, firsts: Sequence[str]) -> None:
        self._folder = folder
        self._firsts = list(firsts)
        self._orders = [order(first) for first in firsts]
        paths = map(self._path, firsts)
        self._ranges = [
            _Range(one.encode(), held.heads[path], partial(held.read, path), path)
            for one, path in zip(firsts, paths, strict=True)
        ]
        self._lookups: dict[int, dict[bytes, bytes]] = {}
        self._changes: dict[int, dict[bytes, bytes]] = {}
        self._extras: dict[int, dict[bytes, bytes]] = {}

    def _path(self, first: str) -> str:
        return f"{self._folder}/{range_name(first)}"

    def find(self, key: str) -> tuple[bytes, bytes]:
        """Give the value of *key*, and what is known of it besides; empty without a row."""
        if not self._ranges:
            return b"", b""
        number = self._number(key)
        found = self._lookups.get(number)
        if found is None:
            found = self._lookups[number] = dict(self._ranges[number].rows)
        data = key.encode()
        return found.get(data, b""), self._ranges[number].extras.get(data, b"")

    def put(self, key: str, value: bytes, extra: bytes = b"") -> None:
        """Let *key* stand for *value* from now on; for nothing where that is empty."""
        number = self._number(key)
        self._changes.setdefault(number, {})[key.encode()] = value
        self._extras.setdefault(number, {})[key.encode()] = extra

    def _number(self, key: str) -> int:
        return max(bisect_right(self._orders, order(key)) - 1, 0)

    def revise(self, changed: dict[str, File | None]) -> list[str]:
        """Tell in *changed* what files are others now, or gone; give the new beginnings."""
        if not self._changes:
            return self._firsts
        ranges = self._with_changes()
        whole = _cut(ranges) if ranges else []
        found = {one.first.decode() if n else "": one for n, one in enumerate(whole)}
        for first, one in found.items():
            path = self._path(first)
            if path != one.path:
                changed[path] = one.file
        changed.update(
            (self._path(one), None) for one in self._firsts if one not in found
        )
        return list(found)

    def _with_changes(self) -> list[_Range]:
        ranges = self._ranges or [_of_rows([(b"", b"")], {})]
        found = []
        for number, one in enumerate(ranges):
            changes = self._changes.get(number)
            if changes is None:
                found.append(one)
                continue
            rows = dict(one.rows)
            is_longer = bool(changes.keys() - rows.keys())
            rows |= changes
            kept = [row for row in rows.items() if row[1]]
            if is_longer:
                kept.sort(key=lambda row: order(row[0].decode()))
            extras = one.extras | self._extras[number]
            if kept:
                found.append(_of_rows(kept, {k: v for k, v in extras.items() if v}))
        return found


def _cut(ranges: list[_Range]) -> list[_Range]:
    """Cut all rows anew, which *ranges* hold one behind the other; see `ranges.cut`."""
    ends = [*accumulate([one.size for one in ranges], initial=0)]
    heads = [(one.head, number) for number, one in enumerate(ranges)]
    inside = [(one.least or _LAST, number) for number, one in enumerate(ranges)]

    def cut(start: int, end: int) -> list[_Range]:
        if ends[end] - ends[start] <= LARGEST:
            return [_united(ranges[start:end])]
        (mark, number) = min(heads[start + 1 : end] + inside[start:end])
        if mark == _LAST:
            return [_united(ranges[start:end])]
        here = ranges[number]
        if number > start and here.head == mark:
            return cut(start, number) + cut(number, end)
        place = next(n for n, (one, _) in enumerate(here.rows) if one == mark[2])
        left = _of_rows(here.rows[:place], here.extras)
        right = _of_rows(here.rows[place:], here.extras)
        return _cut([*ranges[start:number], left]) + _cut(
            [right, *ranges[number + 1 : end]]
        )

    return cut(0, len(ranges))


def _united(ranges: Sequence[_Range]) -> _Range:
    if len(ranges) == 1:
        return ranges[0]
    rows = [row for one in ranges for row in one.rows]
    extras = {key: extra for one in ranges for key, extra in one.extras.items()}
    return _of_rows(rows, extras)
