"""The sitemap of a site that is edited: all its addresses, kept in their order."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

from commentariat.site.family import Exchange
from commentariat.site.page import Page
from commentariat.site.site import Site
from commentariat.site.sitemap import sitemap_pages, sitemap_urls, urls_of
from commentariat.site.views import SitemapView


class LiveSitemap:
    """The addresses in the sitemap among *pages*, and when each last changed."""

    def __init__(self, site: Site, pages: Iterable[Page]) -> None:
        self._site = site
        views = (page.make() for page in pages if page.template == "sitemap.xml")
        chunks = (urls_of(view) for view in views if isinstance(view, SitemapView))
        self._urls = sorted(url for chunk in chunks for url in chunk)

    def revise(self, exchange: Exchange) -> None:
        """Take out what has gone by *exchange*, and put in what has come."""
        old = set(sitemap_urls(self._site.root, exchange.before.values()))
        new = set(sitemap_urls(self._site.root, exchange.after.values()))
        for url in old - new:
            del self._urls[bisect_left(self._urls, url)]
        for url in new - old:
            insort(self._urls, url)

    def pages(self) -> dict[str, Page]:
        """Make the pages of the sitemap."""
        made = sitemap_pages(self._site, tuple(self._urls), list)
        return {page.output: page for page in made}
