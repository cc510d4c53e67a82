"""Which articles are joined by a raw file that was read as a crawl of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from commentariat.archive.model import Article
from commentariat.intake.content.summary import RawSummary
from commentariat.intake.crawls.duplicates import Duplicates
from commentariat.intake.planning.due import Due


def find_joined(
    articles: Iterable[Article],
    due: Due,
    summaries: Mapping[str, RawSummary],
    duplicates: Duplicates = Duplicates(),  # noqa: B008 (frozen)
) -> tuple[Article, ...]:
    """List the articles, not due themselves, that one of *summaries* is a crawl of."""
    keys = {
        duplicates.key(summary.key) for summary in summaries.values() if summary.key
    }
    told = {duplicates.same[file] for file in summaries if file in duplicates.same}
    if not (keys or told):
        return ()
    sources = {article.source for article in due.articles}
    joined = (
        article
        for article in articles
        if article.source not in sources
        and any(
            duplicates.key(raw.key) in keys or raw.file in told for raw in article.raw
        )
    )
    return tuple(sorted(joined, key=lambda one: one.source))
