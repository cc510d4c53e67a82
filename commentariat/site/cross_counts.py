"""How many articles have a term of one facet and a term of another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product, repeat

from commentariat.archive.archive import Archive, Term, names_in
from commentariat.archive.model import Article
from commentariat.archive.revise import Change
from commentariat.facets import Facet

Slugs = tuple[str, str]


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

    def of(self, first: str, second: str) -> Counter[Slugs]:
        """
        Count, by their slugs, pairs of a term of the facet *first* and one of *second*.

        Of one facet with itself each pair is counted once, the lesser slug first.
        """
        found = self._kept.get((first, second))
        if found is None:
            found = self._pairs(first, second, self._archive.articles)
            self._kept[first, second] = found
        return found

    def take_out(self, changes: Sequence[Change]) -> None:
        """Leave out articles that are about to be others, or no more."""
        self._count([one.old for one in changes if one.old], -1)

    def put_in(self, changes: Sequence[Change]) -> None:
        """Count what these have become."""
        self._count([one.new for one in changes if one.new], 1)

    def _count(self, articles: list[Article], sign: int) -> None:
        listed = [article for article in articles if not article.withdrawn]
        for (first, second), counts in self._kept.items():
            for pair, count in self._pairs(first, second, listed).items():
                counts[pair] += sign * count
                if not counts[pair]:
                    del counts[pair]

    def _pairs(
        self, first: str, second: str, articles: Sequence[Article]
    ) -> Counter[Slugs]:
        found: Counter[Slugs] = Counter()
        if first not in self._facets or second not in self._facets:
            return found
        one, other = (
            map(names_in, articles, repeat(self._facets[name]))
            for name in (first, second)
        )
        these, those = (_Called(self._archive.names[name]) for name in (first, second))
        # Many articles have what others have.
        for (called, crossed), count in Counter(zip(one, other, strict=True)).items():
            pairs: Iterable[Slugs] = (
                combinations(sorted(these[called]), 2)
                if first == second
                else product(these[called], those[crossed])
            )
            for pair in pairs:
                found[pair] += count
        return found


class _Called(dict[tuple[str, ...], Mapping[str, None]]):
    """The slugs of terms by what articles call them."""

    def __init__(self, names: Mapping[str, Term]) -> None:
        super().__init__()
        self._names = names

    def __missing__(self, called: tuple[str, ...]) -> Mapping[str, None]:
        terms = [self._names[one] for one in called if one in self._names]
        found = self[called] = dict.fromkeys([term.slug for term in terms])
        return found
