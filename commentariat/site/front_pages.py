"""The home page, the institution's own pages, the 404 page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from commentariat.archive.model import Article, PageFile
from commentariat.config import direction_of
from commentariat.site.article_pages import body_links, body_pictures
from commentariat.site.letters import plain
from commentariat.site.page import Body, Inputs, Page, digest_parts, digest_value
from commentariat.site.site import Site
from commentariat.site.structured import breadcrumb_list, organization, to_script
from commentariat.site.term_pages import HIGHEST_BAR
from commentariat.site.urls import output_of
from commentariat.site.views import (
    Bar,
    CountedGroup,
    CountedLink,
    HomeView,
    Link,
    NotFoundView,
    PageView,
)

HOME = "index"  # content/pages/index.md introduces the home page


def front_pages(site: Site) -> Iterator[Page]:
    """Make every page that is not of an article or a term."""
    yield home_page(site)
    for file in site.archive.pages:
        if file.slug != HOME:
            yield own_page(site, file)
    yield _not_found_page(site)


def home_page(site: Site) -> Page:
    """Make the home page."""
    archive = site.archive
    newest = archive.articles[: site.settings.newest]
    bars = _year_bars(site)
    groups = _groups(site)
    file = next((page for page in archive.pages if page.slug == HOME), None)
    links = body_links(site, file.links, file.source) if file else ()
    pictures = body_pictures(site, links)
    parts = (
        ("settings", site.shared),
        ("content", digest_value((file.digest if file else "", links, pictures))),
        (
            "newest articles",
            digest_parts(site.card_key(article) for article in newest),
        ),
        ("terms and counts", digest_value((bars, groups, len(archive.articles)))),
    )
    make = partial(_home_view, site, newest, bars, groups)
    body = (
        Body(file.source, file.body_key, file.body_line, links, pictures)
        if file
        else None
    )
    inputs = Inputs(parts, make, body)
    return Page(output_of(""), "home.html", inputs, file.source if file else "")


def _year_bars(site: Site) -> tuple[Bar, ...]:
    dated = next((facet for facet in site.facets if facet.is_of_date), None)
    if dated is None:
        return ()
    terms = site.archive.terms[dated.name]
    years = {slug: term for slug, term in sorted(terms.items()) if slug.isdigit()}
    highest = max((len(term.articles) for term in years.values()), default=1)
    return tuple(
        Bar(
            label=year,
            url=site.href(site.term_path(term)),
            count=len(term.articles),
            level=max(1, -(-len(term.articles) * HIGHEST_BAR // highest)),
        )
        for year, term in years.items()
    )


def _groups(site: Site) -> tuple[CountedGroup, ...]:
    groups = []
    for facet in site.facets:
        terms = [
            term for term in site.archive.terms[facet.name].values() if term.articles
        ]
        if not facet.home or not terms:
            continue
        terms.sort(key=lambda term: (-len(term.articles), plain(term.name), term.slug))
        links = tuple(
            CountedLink(term.name, site.href(site.term_path(term)), len(term.articles))
            for term in terms[: facet.home]
        )
        url = site.href(f"{facet.path}/")
        groups.append(CountedGroup(facet.label, f"Home-{facet.name}", url, links))
    return tuple(groups)


def _home_view(
    site: Site,
    newest: list[Article],
    bars: tuple[Bar, ...],
    groups: tuple[CountedGroup, ...],
) -> HomeView:
    settings = site.settings
    website = {
        "@type": "WebSite",
        "name": settings.title,
        "url": settings.base_url,
        "inLanguage": settings.language,
        "publisher": organization(settings),
    }
    head = site.head(
        settings.title,
        settings.tagline,
        "",
        atom=site.href("feed.xml"),
        json_feed=site.href("feed.json"),
        json_ld=to_script([website]),
    )
    cards = tuple(site.card(article) for article in newest)
    return HomeView(head, cards, len(site.archive.articles), bars, groups)


def own_page(site: Site, file: PageFile) -> Page:
    """Make a page of the institution's own."""
    links = body_links(site, file.links, file.source)
    pictures = body_pictures(site, links)
    parts = (
        ("settings", site.shared),
        ("content", file.digest),
        ("linked pages", digest_value((links, pictures))),
    )
    body = Body(file.source, file.body_key, file.body_line, links, pictures)
    make = partial(_own_view, site, file)
    inputs = Inputs(parts, make, body)
    return Page(output_of(f"{file.slug}/"), "page.html", inputs, file.source)


def _own_view(site: Site, file: PageFile) -> PageView:
    language = file.language or site.settings.language
    crumbs = (Link("Home", site.base),)
    head = site.head(
        file.title,
        file.description,
        f"{file.slug}/",
        language=language,
        direction=direction_of(language),
        breadcrumbs=crumbs,
        json_ld=to_script([breadcrumb_list(site.settings, crumbs, file.title)]),
    )
    return PageView(head, file.title)


def _not_found_page(site: Site) -> Page:
    head = site.head("Page not found", "", "404.html", canonical="", is_indexed=False)
    parts = (("settings", site.shared),)
    return Page("404.html", "404.html", Inputs(parts, lambda: NotFoundView(head)))
