"""Files of sorted keys and what each stands for, cut where no edit moves the cuts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import xxhash

from commentariat.search.model import File, Files, make_file
from commentariat.search.rice import read_varint, varint

LARGEST = 16_384
"""Bytes of a range from which on it is cut, as `size_of` counts."""

Row = tuple[bytes, bytes]
"""A key, in UTF-8, and its value."""


def order(key: str) -> bytes:
    """Sort *key* as the browser does: by the units of UTF-16."""
    return key.encode("utf-16-be")


def size_of(row: Row) -> int:
    """Count *row* among the bytes of a range, whatever stands beside it."""
    return len(row[0]) + len(row[1]) + 3


def cut(rows: Sequence[Row]) -> list[int]:
    """
    Cut sorted *rows* into ranges; give the place where each begins.

    A range that is too large is cut before the key with the least hash of all but its
    first, and what comes of that likewise.
    """
    ends = [0]
    for row in rows:
        ends.append(ends[-1] + size_of(row))
    hashes = [hash_of(key) for key, _ in rows]
    found = []
    waiting = [(0, len(rows))]
    while waiting:
        start, end = waiting.pop()
        if ends[end] - ends[start] <= LARGEST or end - start < 2:
            found.append(start)
            continue
        least = min(range(start + 1, end), key=lambda place: (hashes[place], place))
        waiting += ((start, least), (least, end))
    return sorted(found)


def write_range(rows: Iterable[Row]) -> bytes:
    """Write the file of a range: of each key what the one before does not begin with."""
    found = bytearray()
    last = b""
    for key, value in rows:
        shared, most = 0, min(len(key), len(last), 15)
        while shared < most and key[shared] == last[shared]:
            shared += 1
        rest = key[shared:]
        found.append(shared << 4 | min(len(rest), 15))
        if len(rest) >= 15:
            found += varint(len(rest) - 15)
        found += rest + varint(len(value)) + value
        last = key
    return bytes(found)


def read_range(data: bytes) -> Iterator[Row]:
    """Read what `write_range` wrote."""
    at, key = 0, b""
    while at < len(data):
        shared, length = data[at] >> 4, data[at] & 15
        at += 1
        if length == 15:
            more, at = read_varint(data, at)
            length += more
        key = key[:shared] + data[at : at + length]
        length, at = read_varint(data, at + length)
        yield key, data[at : at + length]
        at += length


def write_ranges(
    files: Files,
    folder: str,
    rows: Sequence[Row],
    extras: Mapping[bytes, bytes] | None = None,
) -> list[str]:
    """
    Write sorted *rows* into *files*, a file for each range; tell where these begin.

    *extras* are what is known of some of their keys and not told.
    """
    firsts: list[str] = []
    if not rows:
        return firsts
    starts = cut(rows)
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        first = rows[start][0].decode() if start else ""
        firsts.append(first)
        made = write_file(rows[start:end], extras or {})
        files[f"{folder}/{range_name(first)}"] = made
    return firsts


def write_file(rows: Sequence[Row], extras: Mapping[bytes, bytes]) -> File:
    """Write the file of a range, with what spares reading it."""
    return make_file(
        write_range(rows),
        sum(map(size_of, rows)),
        min((key for key, _ in rows[1:]), key=hash_of, default=b""),
        write_range([(key, extras[key]) for key, _ in rows if key in extras]),
    )


def hash_of(key: bytes) -> int:
    """Hash *key*: where it is the least of a range, that is cut there."""
    return xxhash.xxh3_64_intdigest(key)


def range_name(first: str) -> str:
    """Name the file of the range that begins with the key *first*; empty: the first."""
    return f"{first.encode().hex() or 'first'}.bin"


def find_range(firsts: Sequence[str], key: str) -> str:
    """Find the beginning of the range of *firsts* that would have *key*."""
    wanted = order(key)
    return next(one for one in reversed(firsts) if order(one) <= wanted)
