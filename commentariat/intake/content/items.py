"""Raw files to be read, one after another, and how each is opened."""

from __future__ import annotations

import msgspec

from commentariat.archive.folders import RAW
from commentariat.archive.text import digest_bytes
from commentariat.errors import SourceError
from commentariat.intake.content.texts import Habits
from commentariat.intake.decisions.decision import Decision
from commentariat.intake.pages.model import Reading
from commentariat.intake.pages.reading import read_raw
from commentariat.intake.sources.decode import decode_raw
from commentariat.intake.sources.raw_files import read_raw_bytes, word_fault
from commentariat.intake.sources.sidecar import IndexRow


class Place(msgspec.Struct, frozen=True, gc=False):
    """Where in a spool file the conversion of one raw file stands."""

    spool: str
    start: int
    size: int


class Source(msgspec.Struct, frozen=True):
    """A raw file to be read, with its row in index.csv."""

    file: str
    row: IndexRow | None = None
    digest: str = ""
    """As it must be; empty: as it is."""
    place: Place | None = None
    """Where it waits, converted; None: it is read."""
    decisions: tuple[Decision, ...] = ()
    """Of editors, of this file and of other crawls of its article."""


class ReadJob(msgspec.Struct, frozen=True):
    """Raw files to be read."""

    site: str
    sources: tuple[Source, ...]
    habits: Habits
    spool: str = ""
    """File that takes what is made of them, until it is known where it belongs."""


def open_raw(site: str, source: Source, habits: Habits) -> tuple[str, Reading, str]:
    """
    Read a raw file: its text, its reading, its digest.

    Raises:
        SourceError: it cannot be read, or is not what it was.
    """
    path = f"{RAW}/{source.file}"
    try:
        data = read_raw_bytes(site, source.file)
    except OSError as fault:
        why = f"cannot be read: {fault.strerror or fault}"
        raise SourceError(word_fault(source.file, why)) from None
    digest = digest_bytes(data)
    if source.digest not in ("", digest):
        raise SourceError(word_fault(source.file, "changed while it was imported"))
    text = decode_raw(data, path)
    return text, read_raw(text, path, disclaimers=habits.disclaimers), digest
