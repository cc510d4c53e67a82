"""Sizes of pictures, so that a page keeps room for them before they arrive."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from commentariat.build.log import Log
from commentariat.site.views import Picture

_VIEW_BOX = re.compile(r"[\s,]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


class Size(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """Width and height in pixels; 0 where they could not be told."""

    digest: str
    width: int
    height: int


def picture_sizes(
    site: Path, cache: Path, wanted: Iterable[str], digests: Mapping[str, str]
) -> dict[str, Picture]:
    """
    Measure the pictures *wanted* (paths under content/), remembering what they are.

    A file that is no picture, or not there, has no size; whether that is a fault is
    for others to say.
    """
    log: Log[Size] = Log(cache / "pictures", Size, "1")
    found: dict[str, Size | None] = {}
    for path in sorted(set(wanted)):
        digest = digests.get(f"content/{path}", "")
        known = log.table.get(path)
        if digest and (known is None or known.digest != digest):
            width, height = _measure(site / "content" / path)
            found[path] = Size(digest, width, height)
    log.update(found)
    return {
        path: Picture(path, "", size.width, size.height)
        for path, size in log.table.items()
    }


def _measure(path: Path) -> tuple[int, int]:
    if path.suffix.lower() == ".svg":
        return _measure_svg(path)
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(path) as picture:
            return picture.size
    except (OSError, UnidentifiedImageError, ValueError, Image.DecompressionBombError):
        return 0, 0


def _measure_svg(path: Path) -> tuple[int, int]:
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(path.read_bytes())
    except (DefusedXmlException, ParseError, ValueError, LookupError, OSError):
        return 0, 0
    box = _VIEW_BOX.split(root.get("viewBox", "").strip())
    sides = (
        box[2:] if len(box) == 4 else [root.get("width", ""), root.get("height", "")]
    )
    if not all(_NUMBER.match(side) for side in sides):
        return 0, 0
    width, height = (round(float(_NUMBER.match(side)[0])) for side in sides)  # type: ignore[index]
    return width, height
