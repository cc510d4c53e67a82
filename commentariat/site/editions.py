"""The parts of a site in several languages: what each of them holds of an archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from commentariat.archive.archive import Archive, Term, build_archive, names_in
from commentariat.archive.model import Article, Dated, PageFile, TermFile
from commentariat.archive.revise import Change, Revision
from commentariat.config import Settings
from commentariat.facets import Facet
from commentariat.site.listings import Listings
from commentariat.site.tree import wider

Holds = Callable[[Dated], bool]
"""Tells whether an edition lists a piece."""
Place = tuple[str, str]
"""The name of a facet, and the slug of a term of it."""


def edition_of(language: str, languages: Sequence[str]) -> str:
    """
    Tell which of *languages* a piece in *language* belongs to.

    It is that of the same tag, else the nearest of the same language, else the first.
    """
    tag = language.lower()
    while tag:
        for one in languages:
            if one.lower() == tag:
                return one
        tag = tag.rpartition("-")[0]
    primary = language.lower().partition("-")[0]
    same = (one for one in languages if one.lower().partition("-")[0] == primary)
    return next(same, languages[0])


def language_of_page(page: PageFile, languages: Sequence[str]) -> str:
    """Tell which of *languages* a *page* belongs to: as it says, or by its folder."""
    if page.language:
        return edition_of(page.language, languages)
    folder = page.path.partition("/")[0]
    return next((one for one in languages[1:] if one.lower() == folder), languages[0])


def archive_of(whole: Archive, settings: Settings, holds: Holds) -> Archive:
    """
    Make the archive of one edition: of what the *whole* has, what it *holds*.

    Its terms are called as *settings* call them, and lie at the same addresses.
    """
    items = chain.from_iterable(whole.items.values())
    archive = build_archive(
        [one for one in (*whole.articles, *whole.withdrawn) if holds(one)],
        _files(whole),
        (*whole.pages, *whole.introductions.values()),
        settings.facets,
        settings.sections,
        [one for one in items if holds(one)],
        settings.fields,
        whole.ruling,
    )
    archive.has_idle_rules = False  # which is asked of the whole alone
    return archive


def _files(archive: Archive) -> Iterator[TermFile]:
    for terms in archive.terms.values():
        for term in terms.values():
            if term.file is not None:
                yield term.file
    for file, _ in archive.merged_files:
        yield file


def changes_in(changes: Iterable[Change], holds: Holds) -> list[Change]:
    """Tell which of *changes* an edition sees, and as what."""
    found = (
        Change(
            *(one if one and holds(one) else None for one in (change.old, change.new))
        )
        for change in changes
    )
    return [one for one in found if one.versions]


def may_turn(listings: Listings, archive: Archive, revision: Revision) -> bool:
    """
    Tell whether a page may come or go by *revision* that others lead to unasked.

    That is the page of a term with a file, which its first piece in the language makes,
    and the index of a facet, which its first term does.
    """
    for facet in archive.facets:
        moved: dict[Term, int] = {}
        for change in revision.changes:
            for article, sign in ((change.old, -1), (change.new, 1)):
                for term in _terms_of(archive, facet, article, ()):
                    moved[term] = moved.get(term, 0) + sign
        for term, more in moved.items():
            has_file = term.file is not None and not listings.is_whole
            if has_file and bool(term.articles) is not bool(len(term.articles) + more):
                return True
        changed = {*revision.come, *revision.gone}
        if any(term.facet is facet for term in changed):
            left = (one for one in archive.terms[facet.name].values())
            if not any(listings.shows(one) for one in left if one not in changed):
                return True
    return False


def _terms_of(
    archive: Archive, facet: Facet, article: Article | None, come: Iterable[Term]
) -> set[Term]:
    """Find the terms of *facet* that list *article*, those that *come* among them."""
    if article is None or article.withdrawn:
        return set()
    names = archive.names[facet.name]
    fresh = {name: one for one in come if one.facet is facet for name in one.spellings}
    called = (names.get(one) or fresh.get(one) for one in names_in(article, facet))
    return {above for one in called if one for above in one.lists}


def moved_places(
    archive: Archive, revision: Revision, shown: Callable[[Article], object]
) -> Iterator[Place]:
    """
    Name the terms under which there is another page, or one less, by *revision*.

    What is *shown* of an article decides on which pages of its terms it is.
    """
    for article in revision.told_apart(shown):
        for facet in archive.facets:
            for term in _terms_of(archive, facet, article, revision.come):
                for one in (term, *wider(term)):
                    yield facet.name, one.slug
