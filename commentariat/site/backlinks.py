"""Which articles lead to other pages, by what their links, teasers and bios name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from commentariat.archive.archive import Archive
from commentariat.archive.links import last_name, last_names
from commentariat.archive.model import Article
from commentariat.archive.revise import Revision, told_by_dek
from commentariat.archive.text import compose
from commentariat.interface.dates import month_of
from commentariat.site.letters import letter_of


class Backlinks:
    """
    By which articles of *archive* a name is named.

    A link is known by the last name in its path: that is the slug of what it leads to,
    or the name of its file, however the link is written. A teaser is known by the key
    of its dek, a person introduced by the name.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def find(self, revision: Revision, targets: frozenset[str]) -> frozenset[str]:
        """
        Find the sources of articles that name what *revision* makes others.

        *targets* are the names by which links lead there.
        """
        keys = {one.dek_key for one in revision.told_apart(told_by_dek)}
        names = targets | revision.names | keys
        known = self._sources if names else {}
        return frozenset([one for name in names for one in known.get(name, ())])

    def revise(self, revision: Revision) -> None:
        """Bring what is known up to date with the archive."""
        if "_sources" not in self.__dict__:
            return
        for old in filter(None, (change.old for change in revision.changes)):
            for name in _names(old):
                self._sources[name].discard(old.source)
        for new in filter(None, (change.new for change in revision.changes)):
            for name in _names(new):
                self._sources.setdefault(name, set()).add(new.source)

    @cached_property
    def _sources(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for article in (*self._archive.articles, *self._archive.withdrawn):
            for name in _names(article):
                found.setdefault(name, set()).add(article.source)
        return found


def targets_of(revision: Revision) -> frozenset[str]:
    """Name what links may lead elsewhere by *revision*, as `leads_to` knows it."""
    found: set[str] = set()
    for old, new in ((one.old, one.new) for one in revision.changes):
        if old and new and (old.source, old.slug) == (new.source, new.slug):
            aliases = {*old.aliases} ^ {*new.aliases}
        else:
            moved = [one for one in (old, new) if one]
            aliases = {alias for one in moved for alias in one.aliases}
            for article in moved:
                source = compose(article.source)
                found |= {article.slug, last_name(source), source.rpartition("/")[2]}
        found.update(map(last_name, aliases))
    terms = (*revision.come, *revision.gone)
    found.update(term.slug for term in terms)
    for article in revision.told_apart(periods):
        found.update(_parts(article))
    return frozenset((*found, *(_FEEDS if terms else ())))


_FEEDS = ("feed.xml", "feed.json")


def periods(article: Article) -> object:
    """All that decides of which terms there is a year, a month or a letter for it."""
    return None if article.withdrawn else (_parts(article), article.terms)


def _parts(article: Article) -> tuple[str, ...]:
    """Name the last parts of the addresses of pages that list it among others."""
    if article.date:
        return article.date[:4], month_of(article.date)
    return (letter_of(article),)


def leads_to(targets: Iterable[str], names: frozenset[str]) -> bool:
    """Tell whether any of *targets*, as editors wrote them, may lead to one of *names*."""
    return bool(names) and any(not names.isdisjoint(last_names(t)) for t in targets)


def _names(article: Article) -> Iterator[str]:
    for target in article.links:
        yield from last_names(target)
    yield from article.teaser_keys
    yield from article.bio_names
    yield from article.related_names
