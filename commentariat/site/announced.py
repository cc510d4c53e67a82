"""Which articles announce others, by the addresses, deks and titles that they say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from urllib.parse import urlsplit

from commentariat.archive.archive import Archive
from commentariat.archive.links import last_name, last_names
from commentariat.archive.model import Article, Dated
from commentariat.archive.revise import Revision
from commentariat.archive.text import compose, fold_key
from commentariat.facets import AUTHORS
from commentariat.site.targets import Targets

_WEB = ("http", "https")


class Announced:
    """
    The pieces of *archive* as others announce them, at the site of *base_url*.

    Who revises the archive has this `revise` too, behind *targets*.
    """

    def __init__(self, archive: Archive, targets: Targets, base_url: str) -> None:
        self._archive = archive
        self._targets = targets
        self._host = urlsplit(base_url).netloc
        self._said: dict[str, tuple[str, ...]] = {}
        """The names under which articles stand in `_sources`, by their own sources."""

    def find(self, article: Article, at: int) -> Dated | None:
        """
        Find the piece that the entry *at* its place in *article* announces, if any.

        It is found by its address, else by its dek, else by its title. One that was
        taken back is none.
        """
        link = article.related_links[at] if article.related_links else ""
        piece = self.linked(link, article.source) if link else None
        if piece is not None:
            is_gone = isinstance(piece, Article) and piece.withdrawn
            return None if is_gone else piece
        key = article.teaser_keys[at]
        if key and key in self._archive.by_dek:
            return self._archive.by_dek[key]
        key = article.title_keys[at] if article.title_keys else ""
        return self._titled(key, article, at) if key else None

    def linked(self, link: str, source: str) -> Dated | None:
        """Find the piece that *link*, in the file *source*, leads to, if any."""
        target = self.within(link)
        return self._targets.find_piece(target, source) if target else None

    def within(self, link: str) -> str:
        """Give what *link* leads to within the site; empty where it leads elsewhere."""
        if ":" not in link and not link.startswith("//"):
            return link
        try:
            parts = urlsplit(link)
        except ValueError:
            return ""
        is_ours = parts.scheme in _WEB and parts.netloc == self._host
        return (parts.path or "/") if is_ours else ""

    def _titled(self, key: str, article: Article, at: int) -> Article | None:
        """
        Find the article that an entry announces by a title, folded to *key*.

        Of several that have it none is told, nor is one by others than the entry names:
        a title such as “Letters” is no name.
        """
        found = self._by_title.get(key, ())
        if len(found) != 1:
            return None
        other = self._archive.by_slug[next(iter(found))]
        known = self._archive.names[AUTHORS]
        said = article.shown_detail.related[at].authors
        theirs = {known.get(name) for name in other.authors}
        is_by_others = said and theirs.isdisjoint(known.get(name) for name in said)
        return None if is_by_others else other

    def announcing(
        self, revision: Revision, shown: Callable[[Article], object]
    ) -> frozenset[str]:
        """
        Find the sources of articles that announce what *revision* makes others.

        What is *shown* of an article tells whether it is.
        """
        moved = revision.told_apart(shown)
        names = {name for article in moved for name in names_of(article)}
        known = self._sources if names else {}
        return frozenset([one for name in names for one in known.get(name, ())])

    def revise(self, revision: Revision) -> None:
        """Bring what is known up to date with the archive."""
        olds = [change.old for change in revision.changes if change.old]
        news = [change.new for change in revision.changes if change.new]
        if "_sources" in self.__dict__:
            for old in olds:
                for name in self._said.pop(old.source, ()):
                    self._sources[name].discard(old.source)
            for new in news:
                self._learn(self._sources, new)
        if "_by_title" in self.__dict__:
            for old in (one for one in olds if not one.withdrawn):
                self._by_title[fold_key(old.title)].discard(old.slug)
            for new in (one for one in news if not one.withdrawn):
                self._by_title.setdefault(fold_key(new.title), set()).add(new.slug)

    @cached_property
    def _sources(self) -> dict[str, set[str]]:
        """By a name that they say, the sources of the articles that announce others."""
        found: dict[str, set[str]] = {}
        for article in self._archive.articles:
            self._learn(found, article)
        return found

    def _learn(self, sources: dict[str, set[str]], article: Article) -> None:
        if article.teaser_keys and not article.withdrawn:
            names = self._said[article.source] = tuple(self._names_in(article))
            for name in names:
                sources.setdefault(name, set()).add(article.source)

    def _names_in(self, article: Article) -> Iterator[str]:
        """
        Give the names by which *article* announces others.

        An address may be a former one, from which a redirect leads on: so the source of
        what it leads to is one of them.
        """
        yield from article.teaser_keys
        yield from article.title_keys
        for link in filter(None, article.related_links):
            yield from last_names(link)
            piece = self.linked(link, article.source)
            if piece is not None:
                yield piece.source

    @cached_property
    def _by_title(self) -> dict[str, set[str]]:
        """By its key, the slugs of the articles that have a title."""
        found: dict[str, set[str]] = {}
        for article in self._archive.articles:
            found.setdefault(fold_key(article.title), set()).add(article.slug)
        return found


def names_of(article: Article) -> Iterable[str]:
    """Give the names by which others may announce *article*."""
    source = compose(article.source)
    aliases = map(last_name, article.aliases)
    names = article.slug, last_name(source), source.rpartition("/")[2], *aliases
    keys = article.dek_key, fold_key(article.title)
    return filter(None, (article.source, *names, *keys))
