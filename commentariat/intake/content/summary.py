"""A raw file as far as plans are made by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec

from commentariat.archive.former import parse_former
from commentariat.archive.model import RawFile
from commentariat.archive.slugs import slugify
from commentariat.errors import WrongValueError
from commentariat.intake.content.derive import (
    slug_of_file_name,
    slug_of_url,
)
from commentariat.intake.content.links import targets_of
from commentariat.intake.content.model import CrawledArticle, Sourced, first_told
from commentariat.intake.sources.sidecar import IndexRow

_TITLE_RANK: Final = 4
BY_LIST: Final = 0
"""The rank of a slug that index.csv tells, by the address there."""
_OF_ALL: Final = ("", "index.html", "index.htm", "index.php")
"""Paths of home pages, which are no article's."""


class RawSummary(msgspec.Struct, frozen=True, gc=False):
    """A raw file as far as plans are made by it; small, for there may be many."""

    raw: RawFile
    date: Sourced
    """Empty value: none is told."""
    slug: Sourced
    """The one it would like."""
    addresses: tuple[str, ...] = ()
    """Where it stood, as far as a page can stand there; without slashes at their ends."""
    links: tuple[str, ...] = ()
    """Where it leads that may be here."""
    address: str = ""
    """Where it stood, as far as anybody tells."""

    @property
    def file(self) -> str:
        """Path under content/raw/."""
        return self.raw.file

    @property
    def key(self) -> str:
        """Shared by the crawls of one article; empty where nothing tells."""
        return self.raw.key


class Summaries(Mapping[str, RawSummary]):
    """Those of many files, each as the bytes that it packs into until it is asked for."""

    def __init__(self) -> None:
        self._packed: dict[str, bytes] = {}
        self.have_links = False
        """Whether any of them leads to what may be here."""

    def add(self, summary: RawSummary) -> None:
        """Take one more."""
        self.have_links = self.have_links or bool(summary.links)
        self._packed[summary.file] = _ENCODE(summary)

    def __getitem__(self, file: str) -> RawSummary:
        return _DECODER.decode(self._packed[file])

    def __contains__(self, file: object) -> bool:
        return file in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


_ENCODE: Final = msgspec.msgpack.Encoder().encode
_DECODER: Final = msgspec.msgpack.Decoder(RawSummary)


def summarize(crawled: CrawledArticle, row: IndexRow | None) -> RawSummary:
    """Summarize a raw file by what it gives, *crawled*."""
    slug = first_told(
        slug_of_url(row.url if row else ""),
        crawled.texts.get("slug", ""),
        slug_of_url(crawled.address),
        slug_of_file_name(crawled.file),
    )
    if not slug.value:
        title = crawled.title
        slug = Sourced(_TITLE_RANK + title.rank, slugify(title.value))
    named = (row.url if row else "", crawled.address, *crawled.former_addresses)
    links = targets_of(crawled.body, crawled.address) if crawled.has_links else ()
    former = tuple(read_former(named))
    return RawSummary(
        crawled.raw_file, crawled.date, slug, former, links, crawled.address
    )


def read_former(addresses: Iterable[str]) -> Iterator[str]:
    """Give the paths of *addresses* at which a page can lead on, each once."""
    seen = set(_OF_ALL)
    for address in filter(None, addresses):
        try:
            path = parse_former(address)
        except WrongValueError:
            continue
        if path not in seen:
            seen.add(path)
            yield path
