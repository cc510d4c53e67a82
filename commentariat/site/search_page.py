"""The page of the search: what asks the index, and the way on without a script."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlencode

from commentariat.facets import Facet
from commentariat.search.model import LANGUAGE
from commentariat.site.charts import archive_chart
from commentariat.site.edit import Edit
from commentariat.site.family import Family
from commentariat.site.feeds import crossed_facets
from commentariat.site.page import Inputs, Page, inputs_of
from commentariat.site.search_links import SEARCH
from commentariat.site.site import Site
from commentariat.site.views import LadderScale, SearchedFacet, SearchView


def search_pages(site: Site) -> Iterator[Page]:
    """Make the page, where readers can search."""
    if site.settings.has_search:
        yield Page(
            site.root.output(SEARCH),
            "search.html",
            partial(_inputs, site),
            is_indexed=False,
        )


def touched_search(site: Site, edit: Edit) -> Iterator[Page]:
    """Make it where the number of articles, of a year or in a language, may be another."""
    if edit.revision.told_apart(
        lambda one: not one.withdrawn and (one.date[:4], one.language)
    ):
        yield from search_pages(site)


SEARCHES = Family("the page of the search", search_pages, touched_search)


def _inputs(site: Site) -> Inputs:
    words, axis = site.wording.words, site.axis
    head = site.wording.head(
        words.gettext("Search"),
        words.gettext("Search the archive of %(site)s", site=site.settings.title),
        SEARCH,
        is_indexed=False,
    )
    first, days, months = site.wording.dates.parts
    separator, fewest = words.grouping
    called, spoken = site.wording.naming.facet, site.wording.naming.language_of_facet
    facets = [one for one in site.named_facets.values() if not one.is_of_date]
    view = SearchView(
        head=head,
        count=len(site.archive.articles),
        facets=(
            *(
                SearchedFacet(
                    one.name, called(one).label, _feeds(site, one), spoken(one)
                )
                for one in facets
            ),
            *_languages(site),
        ),
        chart=archive_chart(site),
        ladder=LadderScale(axis.first, axis.count, axis.is_earlier) if axis else None,
        separator=separator,
        fewest=fewest,
        first=first,
        days=days,
        months=months,
        crossings=_crossings(site),
    )
    names = dict.fromkeys(("count", "chart"), "terms and counts")
    return inputs_of(site.shared, view, names)


def _crossings(site: Site) -> str:
    """Tell where feeds of two terms are: `regions=/regions/&topics=topics/`."""
    return " ".join(
        urlencode(
            {one.name: site.root.href(f"{one.path}/"), other.name: f"{other.path}/"}
        )
        for one, other in crossed_facets(site)
    )


def _languages(site: Site) -> Iterator[SearchedFacet]:
    """Offer to choose a language where there are several, and no facet of that name."""
    if LANGUAGE in site.named_facets:
        return
    if len({article.language for article in site.archive.articles}) > 1:
        yield SearchedFacet(LANGUAGE, site.wording.words.gettext("Language"), "")


def _feeds(site: Site, facet: Facet) -> str:
    """Tell below which address the terms of *facet* have feeds, if they have any."""
    is_fed = facet.has_feed and facet.has_pages
    return site.root.href(f"{facet.path}/") if is_fed else ""
