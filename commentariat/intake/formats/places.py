"""What is remembered of files that hold several items, and of many pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from posixpath import splitext
from typing import Final

import msgspec

from commentariat.errors import Problem
from commentariat.intake.formats.model import ItemSpan

LEAST_PAGES: Final = 8
"""Of fewer pages nothing is said: one article may stand in several."""
PICTURE: Final = "picture"
"""The kind of an item that others show."""
PAGE: Final = "html"
"""The format of pages."""


class ItemPlace(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Where in which file an item stands, and what reads it."""

    format: str
    """Name of the format; empty: a raw text."""
    span: ItemSpan
    member: str = ""
    """Of a packed file, the member that it stands in."""
    unpacked: str = ""
    """File that holds the member, unpacked."""
    lookup: str = ""
    """File that holds what its container says of things that items name."""


class Single(msgspec.Struct, frozen=True):
    """A file that is a single item as it is."""

    is_text: bool
    """A raw text; else one of some format."""


class Container(msgspec.Struct, frozen=True, array_like=True):
    """A file that was cut into items; without any, it is none, or nobody can read it."""

    digest: str
    """Of the file."""
    is_known: bool = True
    """Something reads it, or what is in it."""
    places: tuple[ItemPlace, ...] = ()
    problems: tuple[Problem, ...] = ()
    is_whole: bool = True
    """Every item that it holds was found."""
    pictures: str = ""
    """File that tells where in it pictures stand, by their address."""
    unread: dict[str, int] = {}
    """Members of a packed file that nobody reads, by their ending."""


def ending_of(name: str) -> str:
    """Give the ending of a name, as people are told of it."""
    return splitext(name)[1].lower() or "no ending"


Containers = MutableMapping[str, Container]
"""By path under content/raw/: what is remembered."""


class SharedLines(msgspec.Struct, frozen=True):
    """What was learned of pages, while these are as they were."""

    key: str
    """Digest of their names and what they hold."""
    lines: tuple[str, ...] = ()


def pages_among(
    names: Iterable[str], places: Mapping[str, ItemPlace], without: tuple[str, ...]
) -> Iterator[tuple[str, ItemPlace | None]]:
    """Give what may be a page, by its name or its format; *without* these endings."""
    left = (name for name in names if not name.endswith(without) or name in places)
    for name in sorted(left):
        place = places.get(name)
        if place is not None:
            if place.format == PAGE:
                yield name, place
        elif not name.lower().endswith(without):
            yield name, None
