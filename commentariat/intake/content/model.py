"""What a raw file gives to a content file, and the content that comes of it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Any, TypeAlias

import msgspec

from commentariat.archive.model import RawFile
from commentariat.intake.formats.places import ItemPlace
from commentariat.intake.pages.model import Picture

Fields: TypeAlias = "dict[str, Any]"  # goes out as YAML


class TitleFrom(IntEnum):
    """What told a title, the surest first."""

    LIST = 0
    """index.csv."""
    METADATA = 1
    PAGE = 2
    ADDRESS = 3
    """Its words, where only a part of the dek could stand there."""
    DEK = 4
    BODY = 5
    FILE = 6

    @property
    def is_derived(self) -> bool:
        """Tell whether nobody gave the article this title."""
        return self >= TitleFrom.ADDRESS


class Sourced(msgspec.Struct, frozen=True, order=True):
    """A value, and how sure its source is: of two, the lower rank counts."""

    rank: int
    value: str


class Note(msgspec.Struct, frozen=True, order=True):
    """A repair that was made, and where in which raw file."""

    file: str
    line: int
    column: int
    rule: str
    before: str
    after: str
    confidence: float = 1.0
    decided: str = ""
    """The verdict of an editor who decided of it."""


class Related(msgspec.Struct, frozen=True):
    """Another article, in the words it was announced with, and their repairs."""

    teaser: str = ""
    authors: tuple[str, ...] = ()
    title: str = ""
    type: str = ""
    link: str = ""
    notes: tuple[Note, ...] = ()


class TakenPicture(msgspec.Struct, frozen=True):
    """A picture beside a raw file, or in it, and the name it gets."""

    file: str
    """Path under content/raw/."""
    member: str
    """Of a packed file; empty: the file itself."""
    name: str
    place: ItemPlace | None = None
    """Of a container whose items are pictures, too."""


class CrawledArticle(msgspec.Struct, frozen=True, kw_only=True):
    """All that one raw file gives to a content file; texts cleaned and repaired."""

    file: str
    """Path under content/raw/."""
    digest: str
    layout: str = ""
    key: str = ""
    """Shared by the crawls of one article; empty where there is nothing to go by."""
    row: str = ""
    decided: str = ""
    """Digest of what editors decided of the file."""
    address: str = ""
    """Where it stood."""
    former_addresses: tuple[str, ...] = ()
    """Where it stood before that."""
    told_by: dict[str, str] = {}
    """What told title, date, language …: `page`, `list`, `dek`, `file name` …"""
    title: Sourced
    date: Sourced
    """Empty value: none is told."""
    language: Sourced
    texts: dict[str, str] = {}
    """By key of front matter: type, series, dek, …"""
    lists: dict[str, tuple[str, ...]] = {}
    """Likewise, of keys with several texts: authors, regions, …"""
    codes: dict[str, tuple[str, ...]] = {}
    extra: dict[str, Any] = {}
    bios: tuple[tuple[str, str, str], ...] = ()
    """Name, role and biography."""
    event: tuple[str, str] | None = None
    """Date, in the words of the page, and place."""
    related: tuple[Related, ...] = ()
    recent_work: tuple[Related, ...] = ()
    body: tuple[str, ...] = ()
    """Blocks of Markdown."""
    has_links: bool = False
    """Its blocks may lead somewhere, as their source had it."""
    pictures: tuple[Picture, ...] = ()
    """Those that it shows, as its source has them."""
    files: tuple[TakenPicture, ...] = ()
    """Those of them that are taken along."""
    title_notes: tuple[Note, ...] = ()
    dek_notes: tuple[Note, ...] = ()
    body_notes: tuple[Note, ...] = ()

    @property
    def raw_file(self) -> RawFile:
        """The record of where this comes from."""
        return RawFile(
            self.file, self.digest, self.layout, self.key, self.row, self.decided
        )


class Content(msgspec.Struct, frozen=True):
    """A content file to be, but for its slug."""

    fields: Fields
    """In the order of the front matter, without `slug` and `written`."""
    body: str


def surest(values: Iterable[Sourced]) -> str:
    """Take the value with the lowest rank; of equals the first; none is empty."""
    told = [one for one in values if one.value]
    return min(told, key=lambda one: one.rank).value if told else ""


def first_told(*values: str) -> Sourced:
    """Take the first value that is not empty, ranked by its place."""
    for rank, value in enumerate(values):
        if value:
            return Sourced(rank, value)
    return Sourced(len(values), "")
