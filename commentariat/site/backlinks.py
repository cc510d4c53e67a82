"""Which articles lead to other pages, by what their links, teasers and bios name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from posixpath import normpath

from commentariat.archive.archive import Archive
from commentariat.archive.bundles import INDEX
from commentariat.archive.model import Article
from commentariat.archive.revise import Revision, told_by_dek


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
    moved = revision.told_apart(lambda one: (one.source, one.slug))
    files = [article.source.rpartition("/")[2] for article in moved]
    files += [_link_name(article.source) for article in moved]
    terms = [term.slug for term in (*revision.come, *revision.gone)]
    return frozenset((*(article.slug for article in moved), *files, *terms))


def leads_to(targets: Iterable[str], names: frozenset[str]) -> bool:
    """Tell whether any of *targets*, as editors wrote them, may lead to one of *names*."""
    return bool(names) and not names.isdisjoint(map(_link_name, targets))


def _names(article: Article) -> Iterator[str]:
    for target in article.links:
        yield _link_name(target)
    yield from article.teaser_keys
    yield from article.bio_names
    yield from article.related_names


def _link_name(target: str) -> str:
    """Take the last name out of the path that *target* is, as an editor wrote it."""
    path = target.partition("#")[0].partition("?")[0].rstrip("/")
    path = path.removesuffix("/index.html").removesuffix(f"/{INDEX}").rstrip("/")
    name = path.rpartition("/")[2]
    return normpath(path).rpartition("/")[2] if name in (".", "..") else name
