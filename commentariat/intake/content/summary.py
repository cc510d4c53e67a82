"""A raw file as far as plans are made by it."""

from __future__ import annotations

from typing import Final

import msgspec

from commentariat.archive.model import RawFile
from commentariat.archive.slugs import slugify
from commentariat.intake.content.derive import (
    slug_of_file_name,
    slug_of_url,
)
from commentariat.intake.content.model import CrawledArticle, Sourced, first_told
from commentariat.intake.sources.sidecar import IndexRow

_TITLE_RANK: Final = 4


class RawSummary(msgspec.Struct, frozen=True, gc=False):
    """A raw file as far as plans are made by it; small, for there may be many."""

    raw: RawFile
    date: Sourced
    """Empty value: none is told."""
    slug: Sourced
    """The one it would like."""

    @property
    def file(self) -> str:
        """Path under content/raw/."""
        return self.raw.file

    @property
    def key(self) -> str:
        """Shared by the crawls of one article; empty where nothing tells."""
        return self.raw.key


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
    return RawSummary(crawled.raw_file, crawled.date, slug)
