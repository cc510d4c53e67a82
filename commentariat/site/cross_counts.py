"""How many articles have a term of one facet and a term of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, product
from typing import TypeVar

from commentariat.archive.archive import Archive, Term, names_in
from commentariat.archive.model import Article
from commentariat.archive.revise import Change
from commentariat.facets import Facet

Slugs = tuple[str, str]
_Key = TypeVar("_Key")


class CrossCounts:
    """
    Pairs of terms with the number of articles that have both.

    A pair of facets is counted when somebody first asks for it, and from then on kept
    up to date: who revises the archive takes the old articles out before, and puts the
    new ones in after.
    """

    def __init__(self, archive: Archive, facets: Iterable[Facet]) -> None:
        self._archive = archive
        self._facets = {facet.name: facet for facet in facets}
        self._kept: dict[Slugs, Counter[Slugs]] = {}
        self._beside: dict[Slugs, dict[str, Counter[str]]] = {}
        """Of single terms of the first facet."""

    def of(self, first: str, second: str) -> Counter[Slugs]:
        """
        Count, by their slugs, pairs of a term of the facet *first* and one of *second*.

        Of one facet with itself each pair is counted once, the lesser slug first.
        """
        found = self._kept.get((first, second))
        if found is None:
            found = self._kept[first, second] = Counter(self._count_all(first, second))
        return found

    def beside(self, term: Term, second: str) -> Mapping[str, int]:
        """Count, by their slugs, in how many articles of *term* each of *second* stands."""
        kept = self._beside.setdefault((term.facet.name, second), {})
        found = kept.get(term.slug)
        if found is None:
            found = kept[term.slug] = Counter(self._count_beside(term, second))
        return found

    def take_out(self, changes: Sequence[Change]) -> None:
        """Leave out articles that are about to be others, or no more."""
        self._count([one.old for one in changes if one.old], -1)

    def put_in(self, changes: Sequence[Change]) -> None:
        """Count what these have become."""
        self._count([one.new for one in changes if one.new], 1)

    def _count_all(self, first: str, second: str) -> dict[Slugs, int]:
        """Count by the articles of each term of *first*: term by term is soonest."""
        found: dict[Slugs, int] = {}
        if first not in self._facets or second not in self._facets:
            return found
        for term in self._archive.terms[first].values():
            for slug, count in self._count_beside(term, second).items():
                if first != second or slug > term.slug:
                    found[term.slug, slug] = count
        return found

    def _count_beside(self, term: Term, second: str) -> dict[str, int]:
        """Count in how many articles of *term* each term of the facet *second* stands."""
        names = self._archive.names[second]
        called = _called(self._facets[second], term.articles)
        counts = Counter(chain.from_iterable(called))
        spelled: dict[str, list[str]] = {}
        for name in counts:
            for one in names[name].lists if name in names else ():
                spelled.setdefault(one.slug, []).append(name)
        found: dict[str, int] = {}
        for slug, (name, *others) in spelled.items():
            count = counts[name]
            if others:  # names of one term in one article count once
                either = {name, *others}
                count = sum(1 for one in called if not either.isdisjoint(one))
            found[slug] = count
        return found

    def _count(self, articles: list[Article], sign: int) -> None:
        listed = [article for article in articles if not article.withdrawn]
        for (first, second), counts in self._kept.items():
            for pair in self._pairs(first, second, listed):
                _add(counts, pair, sign)
        for (first, second), beside in self._beside.items():
            for article in listed:
                others = self._slugs(second, article)
                for slug in beside.keys() & self._slugs(first, article):
                    for other in others:
                        _add(beside[slug], other, sign)

    def _pairs(
        self, first: str, second: str, articles: Iterable[Article]
    ) -> Iterator[Slugs]:
        if first not in self._facets or second not in self._facets:
            return
        for article in articles:
            these, those = self._slugs(first, article), self._slugs(second, article)
            pairs = product(these, those)
            yield from pairs if first != second else (p for p in pairs if p[0] < p[1])

    def _slugs(self, facet: str, article: Article) -> dict[str, None]:
        names = self._archive.names[facet]
        called = names_in(article, self._facets[facet])
        found = [names[name] for name in called if name in names]
        return dict.fromkeys([one.slug for term in found for one in term.lists])


def _add(counts: Counter[_Key], key: _Key, by: int) -> None:
    counts[key] += by
    if not counts[key]:
        del counts[key]


def _called(facet: Facet, articles: Sequence[Article]) -> list[tuple[str, ...]]:
    """Tell what `names_in` tells of many articles."""
    if facet.is_of_date:
        return [names_in(one, facet) for one in articles]
    return [one.terms.get(facet.name, ()) for one in articles]
