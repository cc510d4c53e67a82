"""Every family of pages, and what all of them make of a site or of an edit."""

from __future__ import annotations

from commentariat.kinds import Kind
from commentariat.site.article_pages import ARTICLES
from commentariat.site.citation_files import CITED
from commentariat.site.drawing_pages import COASTS, COURSES
from commentariat.site.edit import Edit
from commentariat.site.explore_page import EXPLORES
from commentariat.site.export_pages import DOWNLOADS, EXPORTS
from commentariat.site.export_pages import NAME as EXPORT_NAME
from commentariat.site.family import Family, LateFamily
from commentariat.site.feed_list import FEED_LISTS
from commentariat.site.feeds import FEEDS
from commentariat.site.front_pages import NOT_FOUND, OWN
from commentariat.site.home_page import HOME
from commentariat.site.hosting import HOSTING, HOSTS
from commentariat.site.ladder import NAME as LADDER_NAME
from commentariat.site.ladder_file import LADDER
from commentariat.site.look import NAME as LOOK_NAME
from commentariat.site.look_file import LOOK
from commentariat.site.page import Page
from commentariat.site.provenance_pages import PROVENANCE
from commentariat.site.redirect_pages import ALIASES, FORMER_TERMS, FORWARDING
from commentariat.site.search_files import INDEXES
from commentariat.site.search_files import NAME as INDEX_NAME
from commentariat.site.search_page import SEARCHES
from commentariat.site.section_pages import ITEMS, SECTIONS
from commentariat.site.share_pages import NAME as SHARE_NAME
from commentariat.site.share_pages import SHARES
from commentariat.site.site import Site
from commentariat.site.sitemap import SITEMAP
from commentariat.site.targets import CITATIONS
from commentariat.site.term_pages import TERMS
from commentariat.site.withdrawn_pages import WITHDRAWN

FAMILIES: tuple[Family, ...] = (
    ARTICLES,
    TERMS,
    HOME,
    OWN,
    SECTIONS,
    ITEMS,
    NOT_FOUND,
    EXPLORES,
    SEARCHES,
    DOWNLOADS,
    COURSES,
    COASTS,
    WITHDRAWN,
    PROVENANCE,
    ALIASES,
    FEEDS,
    FEED_LISTS,
    SHARES,
    CITED,
    LADDER,
    LOOK,
    INDEXES,
    EXPORTS,
)
"""Where two want one file, the earlier row has it."""
LATE: tuple[LateFamily, ...] = (FORMER_TERMS, FORWARDING, SITEMAP, HOSTING)
OF_LATE = frozenset(
    row.name
    for row in (Kind.LISTING_LED_ON, Kind.MANY_REDIRECTS, Kind.REDIRECT_OF_FILE)
)
"""Names of the kinds of points that these ask."""
MADE_IN_CODE = frozenset(
    {
        "feed.json",
        *CITATIONS,
        LADDER_NAME,
        LOOK_NAME,
        SHARE_NAME,
        INDEX_NAME,
        EXPORT_NAME,
        *(name for host in HOSTS.values() for name in host.files),
    }
)
"""Pages, by what stands for their templates, that no template makes."""


def touched_pages(site: Site, edit: Edit) -> dict[str, Page] | None:
    """
    Make every page that *edit* touches, as *site* is now, by output.

    None where two of them want one file.
    """
    found: dict[str, Page] = {}
    for family in FAMILIES:
        for page in family.touched_pages(site, edit):
            first = found.setdefault(page.output, page)
            if (first.template, first.source) != (page.template, page.source):
                return None
    return found
