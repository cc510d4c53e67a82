"""Which listings a site has in one of its languages: home, indexes, terms, the search."""

from __future__ import annotations

from collections.abc import Mapping

from commentariat.archive.archive import Archive, Term
from commentariat.config import OWN, Settings
from commentariat.facets import UNDATED, Facet
from commentariat.site.buckets import Buckets, is_worth_finding
from commentariat.site.search_links import EXPLORE, EXPLORED, SEARCH
from commentariat.site.tree import is_listed, is_shown
from commentariat.site.urls import Root

FEEDS = ("feed.xml", "feed.json")
_ALWAYS = ("", *FEEDS, "feeds.opml")
CITATIONS = ("citations.bib", "citations.ris")
"""Files with the references of the pieces of a term."""


class Listings:
    """
    The listings of an *archive* at a *root*, known by their paths without its prefix.

    It is asked for each and keeps nothing, so that it is true of the archive as it is.
    """

    def __init__(self, settings: Settings, archive: Archive, root: Root) -> None:
        self._settings = settings
        self._archive = archive
        self.root = root
        self.language = settings.language
        self.is_whole = not root.prefix or settings.listings != OWN
        """Whether a term has a page for its file alone."""

    def shows(self, term: Term) -> bool:
        """Tell whether *term* has a page here."""
        return is_shown(term, with_files=self.is_whole)

    def _has_terms(self, facet: Facet) -> bool:
        terms = self._archive.terms[facet.name]
        return bool(terms) and (self.is_whole or any(map(self.shows, terms.values())))

    @property
    def facets(self) -> Mapping[str, Facet]:
        """Facets that have terms here, by their names."""
        return {one.name: one for one in self._settings.facets if self._has_terms(one)}

    def has_section(self, name: str) -> bool:
        """Tell whether the section *name* has a listing here."""
        section = self._archive.sections[name]
        return section.has_listing and (
            self.is_whole or bool(self._archive.items[name])
        )

    def is_fed(self, name: str) -> bool:
        """Tell whether the section *name* has a feed here, if it has any."""
        section = self._archive.sections[name]
        return section.has_feed and (self.is_whole or bool(self._archive.items[name]))

    def has(self, path: str) -> bool:
        """Tell whether there is a listing, or a feed, at *path*."""
        if path in _ALWAYS:
            return True
        if path == SEARCH:
            return self._settings.has_search
        if path == EXPLORE:
            is_there = not self.facets.keys().isdisjoint(EXPLORED)
            return self._settings.has_search and is_there
        for facet in self._settings.facets:
            if path.startswith(f"{facet.path}/"):
                return self._has_of(facet, path[len(facet.path) + 1 :])
        for name, section in self._archive.sections.items():
            if path.startswith(section.listing):
                rest = path[len(section.listing) :]
                if rest in FEEDS:
                    return self.is_fed(name)
                return not rest and self.has_section(name)
        return False

    def is_found(self, path: str) -> bool:
        """Tell whether search engines may keep the page at *path*, if there is one."""
        if path == SEARCH or not self.has(path):
            return False
        for facet in self._settings.facets:
            if path.startswith(f"{facet.path}/"):
                slug, _, part = path[len(facet.path) + 1 :].partition("/")
                return not slug or _is_found(
                    self._archive.terms[facet.name][slug], part
                )
        introductions = self._archive.introductions
        for name, section in self._archive.sections.items():
            if path == section.listing:
                return name not in introductions or introductions[name].is_indexed
        return True

    def _has_of(self, facet: Facet, path: str) -> bool:
        terms = self._archive.terms[facet.name]
        if not facet.has_pages:
            return False
        if not path:
            return self._has_terms(facet)
        slug, _, part = path.partition("/")
        term = terms.get(slug)
        if term is None or not self.shows(term):
            return False
        return not part or has_part(term, part)


def has_part(term: Term, part: str) -> bool:
    """Tell whether *part* is below the address of *term*: a year, a letter or a file."""
    if part in FEEDS:
        return term.facet.has_feed
    if part in CITATIONS:
        return bool(term.articles)
    return part in _parts_of(term)


def _is_found(term: Term, part: str) -> bool:
    """Tell whether search engines may keep what lies at *part* below *term*."""
    return is_listed(term) and (not part or is_worth_finding(_parts_of(term)[part]))


def _parts_of(term: Term) -> dict[str, int]:
    """Count the pieces at each address that lies below that of *term*, as of its years."""
    buckets = Buckets(term)
    begin = "" if term.facet.is_of_date else f"{UNDATED}/"
    parts = {f"{key}/": len(found) for key, found in buckets.dated.items()}
    undated = buckets.undated.items()
    return parts | {f"{begin}{key}/": len(found) for key, found in undated}
