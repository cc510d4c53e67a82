"""Raw files to be read, one after another, and how each is opened."""

from __future__ import annotations

import os

import msgspec

from commentariat.archive.folders import RAW, raw_path, split_item
from commentariat.archive.text import digest_bytes
from commentariat.errors import Problem, SourceError, unreadable
from commentariat.intake.content.options import ImportOptions
from commentariat.intake.decisions.decision import Decision
from commentariat.intake.formats.containers import read_lookup, read_place
from commentariat.intake.formats.model import (
    HEAD_SIZE,
    ItemSpan,
    SourceFormat,
    State,
    settle_state,
)
from commentariat.intake.formats.places import ItemPlace
from commentariat.intake.formats.table import format_called
from commentariat.intake.formats.telling import read_told
from commentariat.intake.pages.model import Reading
from commentariat.intake.sources.own import text_of
from commentariat.intake.sources.raw_files import raw_source, read_raw_bytes
from commentariat.intake.sources.sidecar import IndexRow
from commentariat.kinds import Kind


class Extent(msgspec.Struct, frozen=True, gc=False):
    """Where in a scratch file the conversion of one raw file stands."""

    scratch: str
    start: int
    size: int


class RawItem(msgspec.Struct, frozen=True):
    """A raw file to be read, with its row in index.csv."""

    file: str
    row: IndexRow | None = None
    digest: str = ""
    """As it must be; empty: as it is."""
    extent: Extent | None = None
    """Where it waits, converted; None: it is read."""
    decisions: tuple[Decision, ...] = ()
    """Of editors, of this file and of other crawls of its article."""
    place: ItemPlace | None = None
    """Where it stands in a file that holds several; None: it is a file."""
    pictures: str = ""
    """File that tells where pictures stand in its container."""
    links: dict[str, str] = {}
    """Slugs of the articles that it leads to, by the address that it has for them."""
    text: str = ""
    """The digest with which it was told to be a raw text; empty: it was not."""


class ReadJob(msgspec.Struct, frozen=True):
    """Raw files to be read."""

    site: str
    items: tuple[RawItem, ...]
    options: ImportOptions
    unpacked: str = ""
    """Folder that holds what was packed."""
    scratch: str = ""
    """File that takes what is made of them, until it is known where it belongs."""

    def __len__(self) -> int:
        """Count the files, for who tells how far they are."""
        return len(self.items)


def open_item(
    site: str, item: RawItem, options: ImportOptions, unpacked: str = ""
) -> tuple[str, Reading, str]:
    """
    Read a raw file, or an item of one: its text, its reading, its digest.

    Raises:
        SourceError: it cannot be read, or is not what it was.
    """
    name, path, place = item.file, raw_path(item.file), item.place
    if place is not None:
        where = os.path.join(site, RAW, split_item(name)[0])
        data = read_place(where, path, place, unpacked)
        digest = place.span.digest or digest_bytes(data)
        told = format_called(place.format) if place.format else None
        span = place.span
    else:
        try:
            data = read_raw_bytes(site, name)
        except OSError as fault:
            raise SourceError(unreadable(raw_source(name), fault)) from None
        digest = digest_bytes(data)
        if item.digest not in ("", digest):
            message = Kind.RAW_CHANGED_MEANWHILE.of()
            raise SourceError(Problem(raw_source(name), 0, message))
        is_text = item.text == digest
        told = None if is_text else options.tell(data[:HEAD_SIZE], name)
        span = ItemSpan("", 0, len(data), digest=digest)
    text, reading = read_bytes(
        data,
        path,
        told,
        span,
        options,
        item.row.url if item.row else "",
        os.path.join(unpacked, place.lookup) if place and place.lookup else "",
    )
    return text, reading, digest


def read_bytes(
    data: bytes,
    path: str,
    told: SourceFormat | None,
    span: ItemSpan,
    options: ImportOptions,
    address: str = "",
    lookup: str = "",
) -> tuple[str, Reading]:
    """
    Read the bytes of an item that messages call *path*: its text, and its reading.

    *told* is its format; None: a raw text, or a source of hooks. *lookup* is the file
    that holds what its container says of things that items name.

    Raises:
        SourceError: it cannot be read.
    """
    if told is None:
        text = text_of(data, path, options.hooks)
        return text, options.read(text, path)
    around = options.around(path, address, read_lookup(lookup) if lookup else {})
    said = told.read(data, span, around)
    if said.state == State.PUBLISHED != span.state:
        said = msgspec.structs.replace(said, state=span.state, unknown=span.unknown)
    if options.states:
        state = settle_state(said.state, said.unknown, options.states)
        said = msgspec.structs.replace(said, state=state)
    return said.text, read_told(said, told.name, path, options.house)
