"""Numbers of articles: a table that is the same whatever the order of arrival."""

from __future__ import annotations

from collections.abc import Iterable

import xxhash

_SMALLEST = 64


def table_size(count: int) -> int:
    """
    Choose how large a table for *count* articles is: 2^k or 1.5 × 2^k.

    It is filled to two thirds at most. Where the size steps, all numbers are others.
    """
    size = _SMALLEST
    while 3 * count > 2 * size:
        size = size * 3 // 2 if size & (size - 1) == 0 else size // 3 * 4
    return size


def place_slots(slugs: Iterable[str]) -> dict[str, int]:
    """
    Give each of *slugs* a slot of its own, in ascending order.

    Sorted by a fixed hash, each takes the first free slot at or after its home; the
    table may run a little past its size. One more moves only those right behind it.
    """
    hashed = sorted([(xxhash.xxh3_64_intdigest(slug.encode()), slug) for slug in slugs])
    size = table_size(len(hashed))
    found: dict[str, int] = {}
    slot = -1
    for digest, slug in hashed:
        slot = max(digest * size >> 64, slot + 1)
        found[slug] = slot
    return found
