"""The lists of a stem: which articles have it where, and what comes after it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from commentariat.search.invert import IN_BODY, LAST, MARK_BITS
from commentariat.search.rice import decode_list, encode_list, read_varint, varint
from commentariat.search.splice import Change, splice_list

FIELDS = (1, 2, 4, 8)
"""Bits of the fields, in the order of their lists: body, title, dek, names."""
FOLLOWED = 8
"""Articles that a stem is in, in its part, from which on is kept what comes after it."""
_STEP = 4  # bits of a mark below the step
_OTHERS = 14  # fields besides the body
_LONG = 256  # articles: more than what may change at once
_NONE = bytes((LAST,))
_ENDS = bytes(one >= LAST for one in range(256))


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
    return _write_head(flags, first) + b"".join(found)


def _write_head(flags: int, first: int) -> bytes:
    return bytes((flags | first << 4,) if first < 16 else (flags, *varint(first)))


def _read_head(data: bytes) -> tuple[int, int, int]:
    """Read the fields, the count of the first list, and where that begins."""
    flags, count = data[0] & 15, data[0] >> 4
    return flags, *((count, 1) if count else read_varint(data, 1))


def read_lists(data: bytes, size: int) -> array[int]:
    """Read the postings that `write_lists` wrote."""
    flags, count, at = _read_head(data)
    marks: dict[int, int] = {}
    is_first = True
    for field in FIELDS:
        if not flags & field:
            continue
        if not is_first:
            count, at = read_varint(data, at)
        is_first = False
        bits = 2 if field == IN_BODY else 0
        values, at = decode_list(data, at, count, bits, size)
        for value in values:
            slot, step = value >> bits, value & 3 if bits else 0
            marks[slot] = marks.get(slot, 0) | field | step << _STEP
    return array("I", [slot << MARK_BITS | marks[slot] for slot in sorted(marks)])


def write_extra(
    postings: Sequence[int], after: bytes | bytearray, lists: bytes, size: int
) -> bytes:
    """
    Write what is known of a stem and told nobody, which spares reading its *lists*.

    Where few articles have it, what comes after it; else which of them do not have it in the
    body, for how many there are below a slot to be told.
    """
    if len(postings) < FOLLOWED:
        return bytes(after)
    flags, count, _ = _read_head(lists)
    if not flags & IN_BODY or count == len(postings):
        return b""
    values = [one >> MARK_BITS for one in postings if not one & IN_BODY]
    return varint(len(values)) + encode_list(values, 0, size)


class Revised(msgspec.Struct, frozen=True):
    """The lists of a stem that were revised."""

    lists: bytes
    extra: bytes
    """As `write_extra` has it."""
    before: int
    """How many articles had the stem."""
    count: int
    """How many have it now."""
    ranks: list[int]
    """How many had it before, below each slot that was asked for."""


def are_long(lists: bytes) -> bool:
    """Tell whether *lists* are better revised than read."""
    flags, count, _ = _read_head(lists) if lists else (0, 0, 0)
    return bool(flags & IN_BODY) and count > _LONG


def revise_lists(
    lists: bytes, extra: bytes, size: int, marks: Mapping[int, tuple[int, int]]
) -> Revised:
    """
    Revise *lists* that `are_long`.

    *marks* have by ascending slots what marks were there, and what marks are; 0: none.
    """
    flags, before, at = _read_head(lists)
    wanted = [
        (slot, new >> _STEP if new & IN_BODY else None)
        for slot, (_, new) in marks.items()
    ]
    body = splice_list(lists, at, before, 2, size, wanted)
    at, first, flags_now = body.end, body.count, IN_BODY
    found = [body.data]
    for field in FIELDS[1:]:
        changes: list[Change] = [
            (slot, 0 if new & field else None)
            for slot, (old, new) in marks.items()
            if (old ^ new) & field
        ]
        count, at = read_varint(lists, at) if flags & field else (0, at)
        one = splice_list(lists, at, count, 0, size, changes)
        at = one.end
        if one.count:
            flags_now |= field
            found += (varint(one.count), one.data)
    count, at = read_varint(extra, 0) if extra else (0, 0)
    changes = [
        (slot, 0 if new and not new & IN_BODY else None)
        for slot, (_, new) in marks.items()
    ]
    beside = splice_list(extra, at, count, 0, size, changes)
    return Revised(
        _write_head(flags_now, first) + b"".join(found),
        varint(beside.count) + beside.data if beside.count else b"",
        before + count,
        body.count + beside.count,
        [one + other for one, other in zip(body.ranks, beside.ranks, strict=True)],
    )


def write_followers(count: int, after: bytes | bytearray) -> bytes:
    """Give what comes *after* a stem that *count* articles have, if that is kept."""
    is_kept = count >= FOLLOWED and after != _NONE * count
    return bytes(after) if is_kept else b""


def splice_followers(
    after: bytes, ranks: Sequence[int], pieces: Sequence[tuple[bytes, bytes]]
) -> bytes:
    """Exchange *pieces* of what comes after a stem, each of the article of that rank."""
    found: list[bytes] = []
    at = done = 0
    ends = after.translate(_ENDS)
    for rank, (old, new) in zip(ranks, pieces, strict=True):
        start = _skip(ends, at, rank - done)
        found += (after[at:start], new)
        at, done = start + len(old), rank + bool(old)
    return b"".join((*found, after[at:]))


def _skip(ends: bytes, at: int, count: int) -> int:
    """Tell where, from *at* on, *count* of the *ends* are past."""
    while count:  # each takes a byte at least
        past = ends.count(1, at, at + count)
        at, count = at + count, count - past
    return at


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
