"""What is not out yet: articles, and the terms and files that they alone name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from commentariat.archive.archive import all_names_in, make_term
from commentariat.archive.links import last_names
from commentariat.archive.model import Article, Dated, Item, TermFile
from commentariat.facets import AUTHORS, Facet
from commentariat.kinds import Message, Row


class HeldBack(msgspec.Struct, frozen=True):
    """
    Terms and files that are not published, for articles alone name them that are not.

    Whether they are may change with each article that says one of *names* (a facet, and
    the name or slug of a term) or leads to one of *words* (last names of addresses).
    """

    terms: tuple[TermFile, ...] = ()
    files: tuple[str, ...] = ()
    """Paths from the site."""
    names: frozenset[tuple[str, str]] = frozenset()
    words: frozenset[str] = frozenset()

    def named_in(self, article: Article, facets: Iterable[Facet]) -> object:
        """Tell what *article* says of that; nothing where there is nothing to say."""
        if not (self.names or self.words):
            return None
        names = self.names.intersection(names_of(article, facets))
        written = filter(None, (article.image, *article.links))
        words = [one for target in written for one in last_names(target)]
        found = self.words.intersection(words)
        return (sorted(names), sorted(found)) if names or found else None


def names_of(article: Dated, facets: Iterable[Facet]) -> Iterator[tuple[str, str]]:
    """Name the terms that *article* names, people too, as it does and by their slugs."""
    by_name = {facet.name: facet for facet in facets}
    if isinstance(article, Item):
        for facet, names in article.terms.items():
            yield from _named(by_name[facet], names)
        return
    for facet, names in all_names_in(article, by_name.values()):
        yield from _named(by_name[facet], names)
    if AUTHORS in by_name:
        yield from _named(by_name[AUTHORS], article.bio_names)


def _named(facet: Facet, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        yield facet.name, name
        yield facet.name, make_term(facet, name).slug


def why_held_back(target: str, article: Dated, draft: Row, later: Row) -> Message:
    """Say of *target*, which leads to *article*, why that is not out: by one of two rows."""
    source = f"content/{article.source}"
    if article.is_draft:
        return draft.of(target, source)
    return later.of(target, source, article.moment)
