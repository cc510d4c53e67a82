"""The piece that a point is of, as an editor wants to read it before deciding."""

from __future__ import annotations

from pathlib import Path

import msgspec

from commentariat.archive.folders import raw_path
from commentariat.archive.frontmatter import parse_front_matter
from commentariat.archive.text import plain_text, shorten
from commentariat.errors import SourceError
from commentariat.intake.decisions.point import Point
from commentariat.intake.sources.raw_files import read_raw_bytes

_BEGINNING = 160
"""Characters that tell what a piece is about."""
_LARGEST = 2**20
"""Bytes of a file that are read: more nobody reads in a review."""


class Piece(msgspec.Struct, frozen=True):
    """What there is to read of a piece."""

    dek: str = ""
    body: str = ""
    """Markdown; of a raw file that is not imported, its text."""

    @property
    def beginning(self) -> str:
        """How its text begins, on one line."""
        return shorten(" ".join(self.body[: 4 * _BEGINNING].split()), _BEGINNING)


def read_piece(site: Path, point: Point) -> Piece:
    """Read the content file that *point* is of, or its raw file; empty where that fails."""
    try:
        if not point.article:
            data = read_raw_bytes(str(site), point.file, _LARGEST)
            return Piece(body=plain_text(data.decode("utf-8", "replace")))
        with open(site / point.article, "rb") as file:
            text = plain_text(file.read(_LARGEST).decode("utf-8", "replace"))
        fields, _, body = parse_front_matter(text, point.article)
    except (OSError, SourceError):
        return Piece()
    return Piece(str(fields.get("dek", "") or ""), body)


def file_of(point: Point) -> str:
    """Name the file that `read_piece` reads, from the site."""
    return point.article or raw_path(point.file)
