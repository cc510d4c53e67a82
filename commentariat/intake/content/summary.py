"""What of a raw file decides where it belongs: its key, its date, its address."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Final

import msgspec

from commentariat.archive.model import RawFile
from commentariat.archive.slugs import slugify
from commentariat.archive.text import digest_text, fold
from commentariat.intake.content.cleaning import clean, clean_all
from commentariat.intake.content.derive import (
    date_in_file_name,
    date_in_url,
    derive_title,
    parse_published,
    slug_of_file_name,
    slug_of_url,
)
from commentariat.intake.content.model import CrawledArticle, Sourced, TitleFrom
from commentariat.intake.pages.model import Reading
from commentariat.intake.sources.sidecar import IndexRow

_SHORT_BODY: Final = 25
"""Words below which a body alone does not tell an article from another."""
_TITLE_RANK: Final = 3


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
    slug = _first(
        slug_of_url(row.url if row else ""),
        crawled.texts.get("slug", ""),
        slug_of_file_name(crawled.file),
    )
    if not slug.value:
        title = crawled.title
        slug = Sourced(_TITLE_RANK + title.rank, slugify(title.value))
    return RawSummary(crawled.raw_file, crawled.date, slug)


def _first(*values: str) -> Sourced:
    """Take the first value that is not empty, ranked by its place."""
    for rank, value in enumerate(values):
        if value:
            return Sourced(rank, value)
    return Sourced(len(values), "")


def date_of(reading: Reading, row: IndexRow, file: str, told: str = "") -> Sourced:
    """Take the date that index.csv tells, or metadata (*told*), or page or file name."""
    return _first(
        row.date,
        told,
        date_in_url(row.url),
        parse_published(reading.published or ""),
        date_in_file_name(file),
    )


def title_of(
    row: IndexRow, told: str, title: str, dek: str, body: Iterable[str], file: str
) -> Sourced:
    """Take the title that index.csv, metadata or page tell, or derive one from the text."""
    if row.title:
        return Sourced(TitleFrom.LIST, row.title)
    if told:
        return Sourced(TitleFrom.METADATA, told)
    if given := clean(title):
        return Sourced(TitleFrom.PAGE, given)
    if derived := derive_title(clean(dek)):
        return Sourced(TitleFrom.DEK, derived)
    for paragraph in body:
        if derived := derive_title(clean(paragraph)):
            return Sourced(TitleFrom.BODY, derived)
    name = clean(PurePosixPath(file).stem) or clean(file)
    return Sourced(TitleFrom.FILE, name)


def authors_of(reading: Reading) -> tuple[str, ...]:
    """List the authors: those of the metadata, or else those of the byline."""
    return clean_all(reading.told.get("authors")) or clean_all(reading.byline)


def identity_key(reading: Reading) -> str:
    """
    Give the key that the crawls of one article share; empty where nothing tells.

    The verbatim body counts, and the authors; where it is short or missing, so do
    title and dek. Lead-in, related articles, disclaimer and codes do not.
    """
    body = fold(" ".join(paragraph.text for paragraph in reading.body))
    about = f"{fold(reading.title or '')}\n{fold(reading.dek or '')}"
    if body.count(" ") + 1 < _SHORT_BODY:
        body = f"{about}\n{body}" if (about + body).strip() else ""
    if not body:
        return ""
    names = "\n".join(sorted(map(fold, authors_of(reading))))
    return digest_text(f"{names}\n\n{body}")[:16]
