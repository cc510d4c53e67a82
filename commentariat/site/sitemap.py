"""Files for crawlers: the sitemap, split before it is too long, and robots.txt."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from commentariat.site.family import Exchange, LateFamily, Made
from commentariat.site.page import Inputs, Page, inputs_of
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
Listed = TypeVar("Listed")


def all_sitemaps(site: Site, pages: Sequence[Page]) -> Made:
    """Make the sitemap of all *pages* that crawlers are told of, and robots.txt."""
    told = sorted(_told(pages), key=partial(_url, site.root.url("")))
    return Made(tuple(sitemap_pages(site, told, partial(sitemap_urls, site.root))))


def touches_sitemap(site: Site, exchange: Exchange) -> bool:
    """Tell whether other addresses are in it now, or days on which they changed."""
    before = sitemap_urls(site.root, exchange.before.values())
    return before != sitemap_urls(site.root, exchange.after.values())


SITEMAP = LateFamily("the sitemap", all_sitemaps, touches_sitemap)


def sitemap_pages(
    site: Site, listed: Sequence[Listed], tell: Callable[[Sequence[Listed]], list[Url]]
) -> Iterator[Page]:
    """
    Make the sitemap of all that is *listed*, which is sorted, and robots.txt if need be.

    What addresses those are is asked of *tell* where a file of them is made: they are long.
    """
    chunks = [listed[at : at + LONGEST] for at in range(0, len(listed), LONGEST)]
    names = ["sitemap.xml"]
    if len(chunks) > 1:
        names = [f"sitemap-{number}.xml" for number in range(1, len(chunks) + 1)]
        index = SitemapIndexView(tuple(map(site.root.url, names)))
        yield from _sitemap(site, "sitemap.xml", "sitemapindex.xml", lambda: index)
    for name, chunk in zip(names, chunks, strict=True):
        yield from _sitemap(site, name, "sitemap.xml", partial(_view, tell, chunk))
    if ROBOTS in site.targets.files:
        return  # the site has its own
    robots = RobotsView(site.root.url("sitemap.xml"))
    yield _page(site, ROBOTS, ROBOTS, lambda: robots)


def _view(
    tell: Callable[[Sequence[Listed]], list[Url]], listed: Sequence[Listed]
) -> SitemapView:
    urls = tell(listed)
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


def _sitemap(
    site: Site, output: str, template: str, make: Callable[[], View]
) -> Iterator[Page]:
    page = _page(site, output, template, make)
    yield page
    yield from site.former_files.pages(page)


def _page(site: Site, output: str, template: str, make: Callable[[], View]) -> Page:
    return Page(output, template, partial(_inputs, site.shared, make))


def _inputs(shared: str, make: Callable[[], View]) -> Inputs:
    names = dict.fromkeys(("urls", "alternates", "sitemap"), "addresses")
    return inputs_of(shared, make(), names)


def sitemap_urls(root: Root, pages: Iterable[Page]) -> list[Url]:
    """Find the addresses of those of *pages* that crawlers are told of, in their order."""
    return sorted(map(partial(_url, root.url("")), _told(pages)))


def _told(pages: Iterable[Page]) -> Iterator[Page]:
    return (
        one for one in pages if one.is_indexed and one.output.endswith("index.html")
    )


def _url(start: str, page: Page) -> Url:
    path = encode_path(page.output.removesuffix("index.html"))
    return start + path, page.day, _pairs(page.alternates)
