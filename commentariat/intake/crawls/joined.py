"""Which articles are joined by a raw file that was read as a crawl of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from commentariat.archive.model import Article
from commentariat.intake.content.gist import Gist
from commentariat.intake.crawls.due import Due
from commentariat.intake.crawls.groups import Kin


def find_joined(
    articles: Iterable[Article],
    due: Due,
    gists: Mapping[str, Gist],
    kin: Kin = Kin(),  # noqa: B008 (frozen)
) -> tuple[Article, ...]:
    """List the articles, not due themselves, that one of *gists* is a crawl of."""
    keys = {kin.key(gist.key) for gist in gists.values() if gist.key}
    told = {kin.same[file] for file in gists if file in kin.same}
    if not (keys or told):
        return ()
    sources = {article.source for article in due.articles}
    joined = (
        article
        for article in articles
        if article.source not in sources
        and any(kin.key(raw.key) in keys or raw.file in told for raw in article.raw)
    )
    return tuple(sorted(joined, key=lambda one: one.source))
