"""The lists of a stem: which articles have it where, and what comes after it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

import msgspec

from commentariat.search.invert import IN_BODY, LAST, MARK_BITS
from commentariat.search.rice import decode_list, encode_list, read_varint, varint

FIELDS = (1, 2, 4, 8)
"""Bits of the fields, in the order of their lists: body, title, dek, names."""
FOLLOWED = 8
"""Articles that a stem is in, in its part, from which on is kept what comes after it."""
_STEP = 4  # bits of a mark below the step
_OTHERS = 14  # fields besides the body


def write_lists(postings: Sequence[int], size: int) -> bytes:
    """
    Write in which fields articles have a stem, of a table of *size*.

    *postings* are slots, shifted by a mark, as `Inverted` has them.
    """
    found: list[bytes] = []
    flags = first = others = 0
    for posting in postings:
        others |= posting
    for field in FIELDS if others & _OTHERS else (IN_BODY,):
        bits = 2 if field == IN_BODY else 0
        shift = _STEP if bits else MARK_BITS
        values = [one >> shift for one in postings if one & field]
        if not values:
            continue
        if flags:
            found.append(varint(len(values)))
        else:
            first = len(values)
        flags |= field
        found.append(encode_list(values, bits, size))
    head = (flags | first << 4,) if first < 16 else (flags, *varint(first))
    return bytes(head) + b"".join(found)


def read_lists(data: bytes, size: int) -> array[int]:
    """Read the postings that `write_lists` wrote."""
    flags, count, at = data[0] & 15, data[0] >> 4, 1
    marks: dict[int, int] = {}
    is_first = True
    for field in FIELDS:
        if not flags & field:
            continue
        if not is_first or not count:
            count, at = read_varint(data, at)
        is_first = False
        bits = 2 if field == IN_BODY else 0
        values, at = decode_list(data, at, count, bits, size)
        for value in values:
            slot, step = value >> bits, value & 3 if bits else 0
            marks[slot] = marks.get(slot, 0) | field | step << _STEP
    return array("I", [slot << MARK_BITS | marks[slot] for slot in sorted(marks)])


def write_followers(count: int, after: bytes | bytearray) -> bytes:
    """Give what comes *after* a stem that *count* articles have, if that is kept."""
    is_kept = count >= FOLLOWED and len(after) + sum(after) != count * (LAST + 1)
    return bytes(after) if is_kept else b""


def read_followers(data: bytes) -> Iterator[frozenset[int]]:
    """Give for each article of a stem the signatures of what comes after it."""
    found = set()
    for one in data:
        if one & 127:
            found.add(one & 127)
        if one & LAST:
            yield frozenset(found)
            found = set()


class Lists(msgspec.Struct, frozen=True):
    """The postings of a stem, by field."""

    body: dict[int, int]
    """By slot, the step."""
    title: frozenset[int]
    dek: frozenset[int]
    names: frozenset[int]
    slots: tuple[int, ...]
    """Of all, in ascending order."""


def split_lists(postings: Sequence[int]) -> Lists:
    """Part *postings* by field."""
    pairs = [(one >> MARK_BITS, one & 63) for one in postings]
    title, dek, names = (
        frozenset(slot for slot, mark in pairs if mark & field) for field in FIELDS[1:]
    )
    return Lists(
        {slot: mark >> _STEP for slot, mark in pairs if mark & IN_BODY},
        title,
        dek,
        names,
        tuple(slot for slot, _ in pairs),
    )
