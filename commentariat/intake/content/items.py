"""Raw files to be read, one after another, and how each is opened."""

from __future__ import annotations

import msgspec

from commentariat.archive.folders import raw_path
from commentariat.archive.text import digest_bytes
from commentariat.errors import Problem, SourceError, unreadable
from commentariat.intake.content.options import ImportOptions
from commentariat.intake.decisions.decision import Decision
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


class ReadJob(msgspec.Struct, frozen=True):
    """Raw files to be read."""

    site: str
    items: tuple[RawItem, ...]
    options: ImportOptions
    scratch: str = ""
    """File that takes what is made of them, until it is known where it belongs."""

    def __len__(self) -> int:
        """Count the files, for who tells how far they are."""
        return len(self.items)


def open_item(
    site: str, item: RawItem, options: ImportOptions
) -> tuple[str, Reading, str]:
    """
    Read a raw file: its text, its reading, its digest.

    Raises:
        SourceError: it cannot be read, or is not what it was.
    """
    path = raw_path(item.file)
    try:
        data = read_raw_bytes(site, item.file)
    except OSError as fault:
        raise SourceError(unreadable(raw_source(item.file), fault)) from None
    digest = digest_bytes(data)
    if item.digest not in ("", digest):
        message = Kind.RAW_CHANGED_MEANWHILE.of()
        raise SourceError(Problem(raw_source(item.file), 0, message))
    text = text_of(data, path, options.hooks)
    return text, options.read(text, path), digest
