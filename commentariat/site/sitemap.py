"""Files for crawlers: the sitemap, split before it is too long, and robots.txt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from commentariat.site.family import Exchange, LateFamily, Made
from commentariat.site.page import Page, inputs_of
from commentariat.site.site import Site
from commentariat.site.urls import Root, encode_path
from commentariat.site.views import (
    Alternate,
    RobotsView,
    SitemapIndexView,
    SitemapView,
    View,
)

ROBOTS = "robots.txt"
LONGEST = 45_000  # addresses; the protocol allows 50,000

Url = tuple[str, str, tuple[tuple[str, str], ...]]
"""A whole address, the day on which it last changed, and languages with theirs."""
Urls = tuple[Url, ...]


def all_sitemaps(site: Site, pages: Sequence[Page]) -> Made:
    """Make the sitemap of all *pages* that crawlers are told of, and robots.txt."""
    urls = tuple(sitemap_urls(site.root, pages))
    return Made(tuple(sitemap_pages(site, urls)))


def touches_sitemap(site: Site, exchange: Exchange) -> bool:
    """Tell whether other addresses are in it now, or days on which they changed."""
    before = sitemap_urls(site.root, exchange.before.values())
    return before != sitemap_urls(site.root, exchange.after.values())


SITEMAP = LateFamily("the sitemap", all_sitemaps, touches_sitemap)


def sitemap_pages(site: Site, urls: Urls) -> Iterator[Page]:
    """Make the sitemap of all *urls*, which are sorted, and robots.txt if need be."""
    chunks = [urls[start : start + LONGEST] for start in range(0, len(urls), LONGEST)]
    names = ["sitemap.xml"]
    if len(chunks) > 1:
        names = [f"sitemap-{number}.xml" for number in range(1, len(chunks) + 1)]
        index = SitemapIndexView(tuple(map(site.root.url, names)))
        yield from _sitemap(site, "sitemap.xml", "sitemapindex.xml", index)
    for name, chunk in zip(names, chunks, strict=True):
        yield from _sitemap(site, name, "sitemap.xml", _view(chunk))
    if ROBOTS in site.targets.files:
        return  # the site has its own
    robots = RobotsView(site.root.url("sitemap.xml"))
    yield _page(site, ROBOTS, ROBOTS, robots)


def _view(urls: Urls) -> SitemapView:
    return SitemapView(
        tuple([(url, day) for url, day, _ in urls]),
        {
            url: tuple([Alternate(*one) for one in alternates])
            for url, _, alternates in urls
            if alternates
        },
    )


def urls_of(view: SitemapView) -> Urls:
    """Give the addresses that *view* was made of."""
    return tuple(
        [(url, day, _pairs(view.alternates.get(url, ()))) for url, day in view.urls]
    )


def _pairs(alternates: Iterable[Alternate]) -> tuple[tuple[str, str], ...]:
    return tuple([(one.language, one.url) for one in alternates])


def _sitemap(site: Site, output: str, template: str, view: View) -> Iterator[Page]:
    page = _page(site, output, template, view)
    yield page
    yield from site.former_files.pages(page)


def _page(site: Site, output: str, template: str, view: View) -> Page:
    names = dict.fromkeys(("urls", "alternates", "sitemap"), "addresses")
    return Page(output, template, partial(inputs_of, site.shared, view, names))


def sitemap_urls(root: Root, pages: Iterable[Page]) -> list[Url]:
    """Find the addresses of those of *pages* that crawlers are told of, in their order."""
    start = root.url("")
    return sorted(
        (
            start + encode_path(page.output.removesuffix("index.html")),
            page.day,
            _pairs(page.alternates),
        )
        for page in pages
        if page.is_indexed and page.output.endswith("index.html")
    )
