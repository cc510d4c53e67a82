"""Which articles lead to other pages, by what their links, teasers and bios name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from posixpath import normpath

from commentariat.archive.model import Article


class Backlinks:
    """
    What articles name, and by which of them it is named.

    A link is known by the last name in its path: that is the slug of what it leads to,
    or the name of its file, however the link is written. A teaser is known by the key
    of its dek, a person introduced by the name.
    """

    def __init__(self, articles: Iterable[Article]) -> None:
        self._sources: dict[str, set[str]] = {}
        for article in articles:
            self.add(article)

    def add(self, article: Article) -> None:
        """Note what *article* names."""
        for name in _names(article):
            self._sources.setdefault(name, set()).add(article.source)

    def remove(self, article: Article) -> None:
        """Forget what *article* named."""
        for name in _names(article):
            self._sources[name].discard(article.source)

    def find(self, names: Iterable[str]) -> set[str]:
        """Find the sources of the articles that name any of *names*."""
        return {source for name in names for source in self._sources.get(name, ())}


def _names(article: Article) -> Iterator[str]:
    for target in article.links:
        yield link_name(target)
    yield from article.teaser_keys
    yield from article.bio_names


def link_name(target: str) -> str:
    """Take the last name out of the path that *target* is, as an editor wrote it."""
    path = target.partition("#")[0].partition("?")[0].rstrip("/")
    name = path.removesuffix("/index.html").rstrip("/").rpartition("/")[2]
    return normpath(path).rpartition("/")[2] if name in (".", "..") else name
