"""Many items, cut into batches that are handed out."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Sized
from typing import Any, TypeVar, overload

Item = TypeVar("Item")
Made = TypeVar("Made")


def in_batches(items: Sequence[Item], size: int) -> list[tuple[Item, ...]]:
    """Cut *items* into batches of *size*; the last one may be smaller."""
    return [tuple(items[at : at + size]) for at in range(0, len(items), size)]


class Lazily(Sequence[Made]):
    """
    What *make* makes of each of *origins*, made when it is taken and not kept.

    Batches for workers without memory in common are as large as what they show; so only
    those that somebody works on are in memory.
    """

    def __init__(self, make: Callable[[Item], Made], origins: Sequence[Item]) -> None:
        self._make = make
        self.origins: Sequence[Any] = origins

    def __len__(self) -> int:
        return len(self.origins)

    @overload
    def __getitem__(self, index: int) -> Made: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Made]: ...
    def __getitem__(self, index: int | slice) -> Made | Sequence[Made]:
        if isinstance(index, slice):
            return Lazily(self._make, self.origins[index])
        return self._make(self.origins[index])


def sizes_of(items: Sequence[object]) -> list[int]:
    """Count what is worked on with each of *items*: files in a batch, not batches."""
    known = items.origins if isinstance(items, Lazily) else items
    return list(map(_size_of, known))


def _size_of(item: object) -> int:
    return len(item) if isinstance(item, Sized) and not isinstance(item, str) else 1
