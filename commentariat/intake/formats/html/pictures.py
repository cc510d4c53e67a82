"""Which picture an element shows, wherever its address is kept until it is wanted."""

from __future__ import annotations

import re
from typing import Final

from commentariat.intake.formats.html.addresses import joined, scheme_of, written
from commentariat.intake.formats.html.tree import Element

_LAZY: Final = (
    "data-src data-lazy-src data-original data-lazy data-orig-file data-large-file "
    "data-full-src data-hi-res-src data-image data-url data-img-src data-flickity-lazyload"
).split()
_LAZY_SETS: Final = ("data-srcset", "data-lazy-srcset", "srcset", "data-sizes-srcset")
_STANDS_IN: Final = re.compile(
    r"(?:^|[/_.-])(?:blank|spacer|pixel|placeholder|transparent|1x1|loading|lazy|clear|empty"
    r"|grey|gray)(?:[._-]|$)",
    re.IGNORECASE,
)
_CANDIDATE: Final = re.compile(
    r"\s*([^\s,]\S*?)(?:\s+([\d.]+)([wx])[^,]*)?\s*(?:,\s+|,?$)"
)
_NUMBER: Final = re.compile(r"\s*(\d+)")
_SIZE: Final = re.compile(r"-\d+x\d+(?=\.)")
_TRACKER: Final = 2
"""Pixels: what is no larger is there to count its readers."""
_LONGEST_SET: Final = 20_000


def address_of(picture: Element, base: str) -> str:
    """
    Find where the *picture* of a page lies; empty where it shows none.

    What stands in until it is wanted is passed over; of several sizes the largest counts.
    """
    own = picture.get("src").strip()
    is_stand_in = not own or scheme_of(own) == "data" or bool(_STANDS_IN.search(own))
    if not is_stand_in:
        return _written(own, base)
    for name in _LAZY:
        found = picture.get(name).strip()
        if found and scheme_of(found) in ("", "http", "https") and found[0] not in "{[":
            return _written(found, base)
    sets = [picture.get(name) for name in _LAZY_SETS]
    parent = picture.parent
    if parent is not None and parent.name == "picture":
        for source in parent.inner:
            if source.name == "source":
                sets += (source.get(name) for name in _LAZY_SETS)
    for one in sets:
        if found := largest_of(one):
            return _written(found, base)
    return "" if not own or scheme_of(own) == "data" else _written(own, base)


def file_of(address: str) -> str:
    """Give the name of the file at *address*, whatever size it is a copy of."""
    name = address.partition("?")[0].partition("#")[0].rpartition("/")[2]
    return _SIZE.sub("", name)


def largest_of(srcset: str) -> str:
    """Give the address of the largest picture of *srcset*; empty where it has none."""
    best, size = "", -1.0
    for found in _CANDIDATE.finditer(srcset[:_LONGEST_SET]):
        if scheme_of(found[1]) not in ("", "http", "https"):
            continue
        width = (
            float(found[2])
            if found[2] and found[2].count(".") < 2 and found[2] != "."
            else 1.0
        )
        if width > size:
            best, size = found[1], width
    return best


def is_tracker(picture: Element) -> bool:
    """Tell whether a *picture* is there to count readers, and not to be seen."""
    sizes = (_NUMBER.match(picture.get(name)) for name in ("width", "height"))
    return any(size is not None and int(size[1][:9]) <= _TRACKER for size in sizes)


def is_sign(picture: Element) -> bool:
    """Tell whether a *picture* stands for a sign of the text, as emoji do."""
    names = f" {picture.names} "
    alt = picture.get("alt")
    return (
        bool(alt) and len(alt) < 12 and (" emoji " in names or " wp-smiley " in names)
    )


def _written(address: str, base: str) -> str:
    if scheme_of(address) not in ("", "http", "https"):
        return ""
    return joined(base, address) if base else written(address)
