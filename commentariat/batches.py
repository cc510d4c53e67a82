"""Many items, cut into batches that are handed out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


def in_batches(items: Sequence[Item], size: int) -> list[tuple[Item, ...]]:
    """Cut *items* into batches of *size*; the last one may be smaller."""
    return [tuple(items[at : at + size]) for at in range(0, len(items), size)]
