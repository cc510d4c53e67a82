"""The sitemap of a site that is edited: all its addresses, kept in their order."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

from commentariat.site.page import Page
from commentariat.site.site import Site
from commentariat.site.sitemap import sitemap_pages
from commentariat.site.views import SitemapView

Url = tuple[str, str]
Pages = dict[str, Page]


class LiveSitemap:
    """The addresses in the sitemap among *pages*, and when each last changed."""

    def __init__(self, site: Site, pages: Iterable[Page]) -> None:
        self._site = site
        views = (page.make() for page in pages if page.template == "sitemap.xml")
        chunks = (view.urls for view in views if isinstance(view, SitemapView))
        self._urls = sorted(url for chunk in chunks for url in chunk)

    def revise(self, gone: Iterable[Url], come: Iterable[Url]) -> None:
        """Take out what has *gone* and put in what has *come*."""
        for url in gone:
            del self._urls[bisect_left(self._urls, url)]
        for url in come:
            insort(self._urls, url)

    def pages(self) -> Pages:
        """Make the pages of the sitemap."""
        made = sitemap_pages(self._site.root, tuple(self._urls))
        return {page.output: page for page in made}
