"""The pages that show a few articles: all that can be others when those change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from commentariat.archive.archive import Term, names_in
from commentariat.archive.model import Article
from commentariat.archive.revise import Change, Revision, order_key, place_of
from commentariat.facets import Facet
from commentariat.site.article_pages import article_page
from commentariat.site.backlinks import Backlinks, link_name
from commentariat.site.feeds import feeds_of, whole_feeds
from commentariat.site.front_pages import HOME, home_page, own_page
from commentariat.site.page import Page
from commentariat.site.redirect_pages import aliases_of
from commentariat.site.site import Site
from commentariat.site.term_pages import facet_page, landing_page, term_pages_showing
from commentariat.site.withdrawn_pages import withdrawn_page


class Showing:
    """
    The pages of *site* that show the articles of *revision*, as they were or as they are.

    Asked before the site is revised and after, it gives every page that can be
    another, came or went: a page that shows neither version is given neither time.
    """

    def __init__(self, site: Site, leads: Backlinks, revision: Revision) -> None:
        changes, terms = revision.changes, (*revision.come, *revision.gone)
        self.site = site
        self.versions = [one for change in changes for one in change.versions]
        self._names = {name for change in changes for name in _names(change)}
        self._names.update(term.slug for term in terms)
        others = {key for change in changes for key in _dek_keys(change)}
        others.update(name for term in terms for name in term.spellings)
        self._sources = {one.source for one in self.versions}
        """Of the articles whose own pages may be others."""
        self._sources |= leads.find(self._names | others)

    def pages(self) -> Iterator[Page]:
        """Make them, as the site is now; a page may come twice."""
        yield from self._articles()
        listed = [one for one in self.versions if not one.withdrawn]
        if listed:
            yield home_page(self.site)
            yield from whole_feeds(self.site)
            for facet in self.site.facets:
                yield from self._terms(facet, listed)
        if self._names:
            yield from self._editors_pages()

    # --- articles -----------------------------------------------------------------

    def _articles(self) -> Iterator[Page]:
        """Their own pages, those beside them in time, and those that lead to them."""
        archive = self.site.archive
        for version in self.versions:
            self._sources.update(one.source for one in self._beside(version))
            if version == archive.by_source.get(version.source):
                yield from aliases_of(self.site, version)
        for source in sorted(self._sources & archive.by_source.keys()):
            article = archive.by_source[source]
            if article.withdrawn:
                yield withdrawn_page(self.site, article)
            else:
                yield article_page(self.site, place_of(archive.articles, article))

    def _beside(self, version: Article) -> list[Article]:
        """Find the articles before and after a version, or the place it would have."""
        if not version.date or version.withdrawn:
            return []
        articles = self.site.archive.articles
        place = place_of(articles, version)
        is_there = articles[place : place + 1] == [version]
        return articles[max(0, place - 1) : place + 1 + is_there]

    # --- listings -----------------------------------------------------------------

    def _terms(self, facet: Facet, listed: list[Article]) -> Iterator[Page]:
        names = self.site.archive.names[facet.name]
        if any(names_in(version, facet) for version in listed):
            yield facet_page(self.site, facet)
        shown: dict[Term, list[Article]] = {}
        for version in listed:
            called = names_in(version, facet)
            found = (names[name] for name in called if name in names)
            for term in dict.fromkeys(found):
                shown.setdefault(term, []).append(version)
        for term, articles in shown.items():
            yield from term_pages_showing(self.site, term, articles)
            yield from feeds_of(self.site, term)

    # --- what editors write themselves ----------------------------------------------

    def _editors_pages(self) -> Iterator[Page]:
        """The pages, and those of terms, whose text may lead to a version."""
        for file in self.site.archive.pages:
            if self._is_named(file.links):
                is_home = file.slug == HOME
                yield home_page(self.site) if is_home else own_page(self.site, file)
        for facet in self.site.facets:
            for term in self.site.archive.terms[facet.name].values():
                if term.file and self._is_named(term.file.links):
                    yield landing_page(self.site, term)

    def _is_named(self, targets: Iterable[str]) -> bool:
        return not self._names.isdisjoint(map(link_name, targets))


def _names(change: Change) -> Iterator[str]:
    """Whatever links name either version by, where one may lead elsewhere now."""
    old, new = change.old, change.new
    if old and new and (old.source, old.slug) == (new.source, new.slug):
        return
    for version in change.versions:
        yield version.slug
        yield version.source.rpartition("/")[2]


def _dek_keys(change: Change) -> Iterator[str]:
    """Keys of teasers that may mean another article now."""
    old, new = change.old, change.new
    if old and new and _told_by_dek(old) == _told_by_dek(new):
        return
    for version in change.versions:
        if version.dek_key:
            yield version.dek_key


def _told_by_dek(article: Article) -> object:
    return article.dek_key, article.slug, bool(article.withdrawn), order_key(article)
