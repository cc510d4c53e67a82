"""Files for crawlers: the sitemap, split before it is too long, and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from commentariat.site.page import Inputs, Page, digest_value
from commentariat.site.site import Site
from commentariat.site.urls import encode_path
from commentariat.site.views import RobotsView, SitemapIndexView, SitemapView

LONGEST = 45_000  # addresses; the protocol allows 50,000

_HIDDEN = frozenset({"redirect.html", "withdrawn.html"})

Urls = tuple[tuple[str, str], ...]
"""Whole addresses and the days on which they last changed, as `SitemapView` has them."""


def sitemap_pages(site: Site, urls: Urls) -> Iterator[Page]:
    """Make the sitemap of all *urls*, which are sorted, and robots.txt."""
    chunks = [urls[start : start + LONGEST] for start in range(0, len(urls), LONGEST)]
    names = ["sitemap.xml"]
    if len(chunks) > 1:
        names = [f"sitemap-{number}.xml" for number in range(1, len(chunks) + 1)]
        whole = tuple(site.whole_url(name) for name in names)
        parts = (("addresses", digest_value(whole)),)
        inputs = Inputs(parts, partial(SitemapIndexView, whole))
        yield Page("sitemap.xml", "sitemapindex.xml", inputs)
    for name, chunk in zip(names, chunks, strict=True):
        yield Page(name, "sitemap.xml", partial(_inputs, chunk))
    address = site.whole_url("sitemap.xml")
    parts = (("addresses", digest_value(address)),)
    inputs = Inputs(parts, partial(RobotsView, address))
    yield Page("robots.txt", "robots.txt", inputs)


def _inputs(urls: Urls) -> Inputs:
    return Inputs((("addresses", digest_value(urls)),), partial(SitemapView, urls))


def sitemap_urls(site: Site, pages: Iterable[Page]) -> list[tuple[str, str]]:
    """Find the addresses of those of *pages* that are for readers, in their order."""
    articles, start = site.archive.by_source, site.whole_url("")
    found = []
    for page in pages:
        if page.template in _HIDDEN or not page.output.endswith("index.html"):
            continue
        day = ""
        if page.template == "article.html":
            article = articles[page.source]
            day = max(article.date, article.updated)
        path = page.output[: -len("index.html")]
        found.append((start + encode_path(path), day))
    return sorted(found)
