"""Files for crawlers: the sitemap, split before it is too long, and robots.txt."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from commentariat.site.context import Site
from commentariat.site.page import Inputs, Page, digest_value
from commentariat.site.urls import article_path
from commentariat.site.views import RobotsView, SitemapIndexView, SitemapView

LONGEST = 45_000  # addresses; the protocol allows 50,000

_HIDDEN = frozenset({"redirect.html", "withdrawn.html"})

Urls = tuple[tuple[str, str], ...]


def sitemap_pages(site: Site, pages: list[Page]) -> Iterator[Page]:
    """Make the sitemap of all *pages* that are for readers, and robots.txt."""
    urls = _urls(site, pages)
    chunks = [urls[start : start + LONGEST] for start in range(0, len(urls), LONGEST)]
    names = ["sitemap.xml"]
    if len(chunks) > 1:
        names = [f"sitemap-{number}.xml" for number in range(1, len(chunks) + 1)]
        whole = tuple(site.whole_url(name) for name in names)
        parts = (("addresses", digest_value(whole)),)
        inputs = Inputs(parts, partial(SitemapIndexView, whole))
        yield Page("sitemap.xml", "sitemapindex.xml", inputs)
    for name, chunk in zip(names, chunks, strict=True):
        parts = (("addresses", digest_value(chunk)),)
        yield Page(name, "sitemap.xml", Inputs(parts, partial(SitemapView, chunk)))
    address = site.whole_url("sitemap.xml")
    parts = (("addresses", digest_value(address)),)
    inputs = Inputs(parts, partial(RobotsView, address))
    yield Page("robots.txt", "robots.txt", inputs)


def _urls(site: Site, pages: list[Page]) -> Urls:
    changed = {
        f"{article_path(article.slug)}index.html": max(article.date, article.updated)
        for article in site.archive.articles
    }
    found = []
    for page in pages:
        if page.template in _HIDDEN or not page.output.endswith("index.html"):
            continue
        path = page.output[: -len("index.html")]
        found.append((site.whole_url(path), changed.get(page.output, "")))
    return tuple(sorted(found))
