"""The home page, the institution's own pages, the 404 page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice

from commentariat.archive.model import Article, PageFile
from commentariat.facets import UNDATED
from commentariat.language_tags import direction_of
from commentariat.site.backlinks import leads_to
from commentariat.site.bodies import body_of
from commentariat.site.charts import year_chart
from commentariat.site.dates import UNDATED_LABEL
from commentariat.site.edit import Edit
from commentariat.site.family import Family
from commentariat.site.letters import plain
from commentariat.site.links import term_path
from commentariat.site.page import Inputs, Page, inputs_of
from commentariat.site.site import Site
from commentariat.site.structured import breadcrumb_list, organization, to_script
from commentariat.site.urls import INDEX, output_of, page_path
from commentariat.site.views import (
    Chart,
    CountedGroup,
    CountedLink,
    HomeView,
    NotFoundView,
    PageView,
)

# The home page


def home_pages(site: Site) -> Iterator[Page]:
    """Make the home page."""
    file = _introduction(site)
    find = partial(_home_inputs, site, file)
    yield Page(output_of(""), "home.html", find, file.source if file else "")


def touched_home(site: Site, edit: Edit) -> Iterator[Page]:
    """Make it where listings show an article otherwise, or its text leads to one."""
    file = _introduction(site)
    is_led_on = file is not None and leads_to(file.links, edit.targets)
    if is_led_on or edit.listed:
        yield from home_pages(site)


HOME = Family("the home page", home_pages, touched_home)


def _introduction(site: Site) -> PageFile | None:
    return next((page for page in site.archive.pages if page.slug == INDEX), None)


_HOME_NAMES = {
    "newest": "newest articles",
    **dict.fromkeys(("count", "chart", "groups"), "terms and counts"),
}


def _home_inputs(site: Site, file: PageFile | None) -> Inputs:
    body = body_of(site, file) if file else None
    return inputs_of(site.shared, _home_view(site), _HOME_NAMES, body)


def _years(site: Site) -> Chart | None:
    """Chart all pieces by year, and lead to the pages of years where there are any."""
    if site.axis is None:
        return None
    facet = next((facet for facet in site.facets if facet.is_of_date), None)
    paths = {
        slug: site.root.href(term_path(term))
        for slug, term in (site.archive.terms[facet.name] if facet else {}).items()
    }
    counts = {f"{year:04}": count for year, count in site.years.items() if count}
    rest = len(site.archive.articles) - site.archive.dated
    undated = CountedLink(UNDATED_LABEL, paths.get(UNDATED, ""), rest) if rest else None
    return year_chart(site.axis, counts, lambda year: paths.get(year, ""), undated)


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
            CountedLink(term.name, site.root.href(term_path(term)), len(term.articles))
            for term in terms[: facet.home]
        )
        url = site.root.href(f"{facet.path}/")
        groups.append(CountedGroup(facet.label, f"Home-{facet.name}", url, links))
    return tuple(groups)


def _home_view(site: Site) -> HomeView:
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
        atom=site.root.href("feed.xml"),
        json_feed=site.root.href("feed.json"),
        json_ld=to_script([website]),
    )
    articles = site.archive.articles
    cards = tuple(map(site.cards.card, _newest(articles, settings.newest)))
    return HomeView(head, cards, len(articles), _years(site), _groups(site))


def _newest(articles: list[Article], most: int) -> list[Article]:
    """Take the newest that have a dek or a body; those without only where room is left."""
    found = list(islice((one for one in articles if one.has_text), most))
    rest = (one for one in articles if not one.has_text)
    return found + list(islice(rest, most - len(found)))


# The institution's own pages


def own_pages(site: Site) -> Iterator[Page]:
    """Make each page of the institution's own."""
    for file in site.archive.pages:
        if file.slug != INDEX:
            yield _own_page(site, file)


def touched_own(site: Site, edit: Edit) -> Iterator[Page]:
    """Make those that may lead to something else."""
    for file in site.archive.pages:
        if file.slug != INDEX and leads_to(file.links, edit.targets):
            yield _own_page(site, file)


OWN = Family("pages of the institution's own", own_pages, touched_own)


def _own_page(site: Site, file: PageFile) -> Page:
    output = output_of(page_path(file.slug))
    return Page(output, "page.html", partial(_own_inputs, site, file), file.source)


def _own_inputs(site: Site, file: PageFile) -> Inputs:
    return inputs_of(site.shared, _own_view(site, file), {}, body_of(site, file))


def _own_view(site: Site, file: PageFile) -> PageView:
    language = file.language or site.settings.language
    crumbs = (site.home,)
    head = site.head(
        file.title,
        file.description,
        page_path(file.slug),
        language=language,
        direction=direction_of(language),
        breadcrumbs=crumbs,
        json_ld=to_script([breadcrumb_list(site.settings, crumbs, file.title)]),
    )
    return PageView(head, file.title)


# The 404 page


def not_found_pages(site: Site) -> Iterator[Page]:
    """Make the page for addresses that lead nowhere."""
    yield Page("404.html", "404.html", partial(_not_found_inputs, site))


def untouched(_site: Site, _edit: Edit) -> tuple[Page, ...]:
    """No article shows on it."""
    return ()


NOT_FOUND = Family("the 404 page", not_found_pages, untouched)


def _not_found_inputs(site: Site) -> Inputs:
    head = site.head("Page not found", "", "404.html", canonical="", is_indexed=False)
    return inputs_of(site.shared, NotFoundView(head), {})
