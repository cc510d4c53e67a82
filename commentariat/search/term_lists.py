"""The lists of a stem: which articles have it where, and what comes after it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

import msgspec

from commentariat.search.rice import decode_list, encode_list, read_varint, varint
from commentariat.search.words import IN_BODY, LAST

FIELDS = (1, 2, 4, 8)
"""Bits of the fields, in the order of their lists: body, title, dek, names."""
FOLLOWED = 8
"""Articles that a stem is in, in its part, from which on is kept what comes after it."""
_NONE = bytes((LAST,))


class Postings:
    """The articles of one part that have a stem, by ascending slot."""

    __slots__ = ("after", "marks", "slots")

    def __init__(self) -> None:
        self.slots = array("I")
        self.marks = bytearray()
        """For each slot a mark, as `Words.marks` has it."""
        self.after = bytearray()
        """For each slot the signatures of what comes after the stem."""

    def add(self, slot: int, mark: int, after: bytes) -> None:
        """Note that the article in *slot*, above all so far, has the stem."""
        self.slots.append(slot)
        self.marks.append(mark)
        self.after += after

    def lists(self, size: int) -> bytes:
        """Code the lists of the fields, for a table of *size*."""
        found = []
        flags = first = 0
        for field in FIELDS:
            slots = [
                s for s, m in zip(self.slots, self.marks, strict=True) if m & field
            ]
            if not slots:
                continue
            if flags:
                found.append(varint(len(slots)))
            else:
                first = len(slots)
            flags |= field
            steps = [m >> 4 for m in self.marks if m & 1] if field == IN_BODY else ()
            found.append(encode_list(slots, steps, size))
        head = (
            bytes((flags | first << 4,))
            if first < 16
            else bytes((flags,)) + varint(first)
        )
        return head + b"".join(found)

    def followers(self) -> bytes:
        """Give what comes after the stem; nothing where that is not kept."""
        if len(self.slots) < FOLLOWED or self.after == _NONE * len(self.slots):
            return b""
        return bytes(self.after)


class Lists(msgspec.Struct, frozen=True):
    """The lists of a stem, as they are read."""

    slots: dict[int, tuple[int, ...]]
    """By field, the slots of the articles that have it there."""
    steps: tuple[int, ...]
    """The steps of those that have it in their bodies."""


def read_lists(data: bytes, size: int) -> Lists:
    """Read what `Postings.lists` wrote."""
    flags, count, at = data[0] & 15, data[0] >> 4, 1
    slots: dict[int, tuple[int, ...]] = {}
    steps: Sequence[int] = ()
    is_first = True
    for field in FIELDS:
        if not flags & field:
            continue
        if not is_first or not count:
            count, at = read_varint(data, at)
        is_first = False
        has_steps = field == IN_BODY
        found, more, at = decode_list(data, at, count, size, has_steps=has_steps)
        slots[field] = tuple(found)
        steps = more if has_steps else steps
    return Lists(slots, tuple(steps))


def read_followers(data: bytes) -> Iterator[frozenset[int]]:
    """Give for each article of a stem the signatures of what comes after it."""
    found = set()
    for one in data:
        if one & ~LAST & 255:
            found.add(one & 127)
        if one & LAST:
            yield frozenset(found)
            found = set()
