"""
Pieces that are like each other, found by what they have in common.

What an article has in common with others are its *features*: its authors, its series and
other terms, and the words of its sketch. Two articles that share a feature are the closer
the fewer share it; what they share is added up, in whole numbers.

So that one edited article changes few pages, however large the archive is, nothing here
is a function of all articles:

- How rare a feature is goes in steps, each twice as many articles as the one before. An
  edit that does not move a feature over a step changes nothing but what the edited article
  has in common with others.
- A word that more than `LIMIT` articles have tells nothing. Of a term that more have, no
  article has it in common with all others, but with those of its *cell*: neighbors in
  time, between marks that follow from the slug of an article and the name of the term
  alone. Nobody is related to everybody, and a new article moves no mark but its own.
- What is less alike than `_least` is not alike.

An edit may thus change the pages of those that show the article or come to show it, and
of those that share a feature with it that moves over a step, `LIMIT` at most for each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, cached_property, partial
from heapq import nlargest, nsmallest
from typing import Final, TypeAlias
from zlib import crc32

from commentariat.archive.archive import Archive, Term, names_in, order_key
from commentariat.archive.model import Article
from commentariat.archive.revise import Change, Revision, place_of
from commentariat.facets import CENTERS, TYPES, Facet
from commentariat.site.series import is_series

LIMIT: Final = 128
"""Articles that have a feature, from which on it is common."""
_LEAST_LIMIT: Final = 4
_CELL: Final = 32
"""Articles of a cell, on the average."""
_OF_WORD, _OF_TERM, _OF_CENTER, _OF_PERSON, _OF_SERIES = 2, 3, 1, 4, 4

Feature: TypeAlias = Term | int
"""A term, or the number of a stem."""
_CellOf: TypeAlias = Callable[[Term], Collection[str]]
Alike: TypeAlias = tuple[int, str]
"""Minus how much an article is like another, and its slug: in this order they sort."""


class Similar:
    """
    What is alike in *archive*: of each article, *count* others.

    Who revises the archive has this `revise` too. What it keeps is made where it is
    asked for first.
    """

    def __init__(self, archive: Archive, count: int) -> None:
        self._archive = archive
        self.count = count
        self._facets = [(facet, _weight_of(facet)) for facet in archive.facets]
        self._facets = [pair for pair in self._facets if pair[1]]
        self._cells: dict[Feature, dict[str, dict[str, None]]] = {}
        self._found: dict[str, list[Alike]] = {}

    def features(self, article: Article) -> list[tuple[Feature, int]]:
        """List what *article* has, each with its weight."""
        found: dict[Feature, int] = {}
        for facet, weight in self._facets:
            if facet.name in article.terms:
                known = self._archive.names[facet.name]
                for name in names_in(article, facet):
                    term = known.get(name)
                    if term is not None:
                        found[term] = weight
        found.update(dict.fromkeys(article.sketch.numbers, _OF_WORD))
        return list(found.items())

    def of(self, article: Article) -> list[Alike]:
        """
        Find what *article* is like most; equals go by their slugs.

        There are as many more as it names related pieces itself, which may be among them.
        """
        found = self._found.get(article.source)
        if found is None:
            found = self._nearest(article, self._room(article))
            self._found[article.source] = found
        return found

    def _nearest(self, article: Article, room: int) -> list[Alike]:
        """
        Find the *room* others that *article* is like most.

        Looked at first is what tells most for its length. As soon as the rest cannot lift
        another among the nearest, it is asked only of those that are near already.
        """
        shared = self._shared(article, partial(self._cell, slug=article.slug))
        shared.sort(key=_by_length)
        rest = sum([worth for _, worth in shared])
        look_at, bar, is_narrow = rest // 2, self._least, False
        scores: dict[str, int] = {}
        get = scores.get
        for others, worth in shared:
            if not is_narrow and (rest < bar or rest <= look_at):
                look_at = rest // 2
                scores.pop(article.slug, None)
                best = nlargest(room, scores.values())
                bar = max(bar, best[-1]) if len(best) == room else bar
                is_narrow = rest < bar
            rest -= worth
            if is_narrow:
                least = bar - rest
                scores = {
                    one: score
                    for one, n in scores.items()
                    if (score := n + worth if one in others else n) >= least
                }
            else:
                for other in others:
                    scores[other] = get(other, 0) + worth
        scores.pop(article.slug, None)
        return nsmallest(room, [(-n, one) for one, n in scores.items() if n >= bar])

    def _room(self, article: Article) -> int:
        return self.count + len(article.teaser_keys)

    def words(self, article: Article, other: Article) -> list[str]:
        """Give the words that the sketches of both have, the rarest first, as *other* has them."""
        ours = {number: at for at, number in enumerate(article.sketch.numbers)}
        shared = []
        texts = other.sketch.words.split(" ")
        for number, word in zip(other.sketch.numbers, texts, strict=False):
            rarity = self._rarity(len(self._having.get(number, ())))
            if number in ours and rarity:
                shared.append((-rarity, ours[number], word))
        return [word for _, _, word in sorted(shared)]

    def _scores(self, article: Article, cell_of: _CellOf) -> dict[str, int]:
        """Tell how much others are like *article*, by their slugs."""
        scores: dict[str, int] = {}
        get = scores.get
        for others, worth in self._shared(article, cell_of):
            for other in others:
                scores[other] = get(other, 0) + worth
        scores.pop(article.slug, None)
        return scores

    def _shared(
        self, article: Article, cell_of: _CellOf
    ) -> list[tuple[Collection[str], int]]:
        """List who shares a feature with *article*, and what that is worth, by features."""
        limit, worth_of, all_having = self._limit, self._worth, self._having
        found: list[tuple[Collection[str], int]] = []
        for feature, weight in self.features(article):
            having = all_having.get(feature, _NONE)
            count = len(having)
            if count <= limit:
                worth = worth_of[count]
                if worth:
                    found.append((having, weight * worth))
            elif isinstance(feature, Term):
                found.append((cell_of(feature), weight))
        return found

    @cached_property
    def _having(self) -> dict[Feature, dict[str, None]]:
        """The slugs of the articles that have a feature."""
        found: dict[Feature, dict[str, None]] = {}
        for article in self._archive.articles:
            for feature, _ in self.features(article):
                found.setdefault(feature, {})[article.slug] = None
        return found

    @property
    def _limit(self) -> int:
        return _limit_of(len(self._archive.articles))

    @property
    def _worth(self) -> Sequence[int]:
        """What a feature is worth, by how many articles have it, up to the limit."""
        return _worths(self._limit)

    def _rarity(self, count: int) -> int:
        """Tell how much a feature of so many articles is worth."""
        worth = self._worth
        return worth[count] if count < len(worth) else 0

    @property
    def _least(self) -> int:
        """Tell how much two have to be alike: as by a rare word and something besides."""
        return _OF_WORD * self._limit.bit_length() + 3

    def _cell(self, term: Term, slug: str) -> Collection[str]:
        """Give the articles of *term* that stand in one cell with that of *slug*."""
        cells = self._cells.get(term)
        if cells is None:
            cells = self._cells[term] = dict(self._cut(term))
        return cells.get(slug, ())

    def _cut(self, term: Term) -> Iterator[tuple[str, dict[str, None]]]:
        cell: dict[str, None] = {}
        for article in term.articles:
            if _is_mark(term, article):
                cell = {}
            cell[article.slug] = None
            yield article.slug, cell

    def _span(self, term: Term, article: Article, *, is_cut: bool) -> list[str]:
        """Give those between two marks where *article* has its place, which *is cut* there."""
        articles = term.articles
        first = last = place_of(articles, article)
        if last < len(articles) and articles[last].slug == article.slug:
            last += 1
        while last < len(articles) and not _is_mark(term, articles[last]):
            last += 1
        while first and not is_cut:
            first -= 1
            is_cut = _is_mark(term, articles[first])
        return [one.slug for one in articles[first:last]]

    # --- revising -------------------------------------------------------------

    def _shown(self, article: Article) -> object:
        """All that decides what *article* is like, and in which place."""
        if article.withdrawn:
            return None
        terms = [article.terms.get(facet.name) for facet, _ in self._facets]
        return article.slug, article.sketch.stems, terms, order_key(article)

    def touched(
        self, revision: Revision, told: Iterable[Article]
    ) -> frozenset[str] | None:
        """
        Find the sources of articles that may show others by *revision*, or *told* ones.

        It is to be asked before that, and *told* of what is shown otherwise. None where
        it may be all of them.
        """
        moved = (*revision.told_apart(self._shown), *told)
        sources = {one.source for one in moved if not one.withdrawn}
        if not (self.count and sources):
            return frozenset()
        pairs = [
            tuple(one if one and not one.withdrawn else None for one in (c.old, c.new))
            for c in revision.changes
            if any(one.source in sources for one in c.versions)
        ]
        count = len(self._archive.articles)
        more = sum(bool(new) - bool(old) for old, new in pairs)
        if _limit_of(count) != _limit_of(count + more):
            return None
        found: set[str] = set()
        moving: Counter[Feature] = Counter()
        for old, new in pairs:
            ours, theirs = (
                dict(self.features(one)) if one else {} for one in (old, new)
            )
            moving.update(theirs.keys() - ours.keys())
            moving.subtract(ours.keys() - theirs.keys())
            is_moved = not (old and new) or self._place(old) != self._place(new)
            for one in filter(None, (old, new)):
                found.update(self._showing(one))
                for feature in ours.keys() | theirs.keys():
                    is_other = is_moved or feature in ours.keys() ^ theirs.keys()
                    if (
                        is_other
                        and isinstance(feature, Term)
                        and _is_mark(feature, one)
                    ):
                        found.update(self._span(feature, one, is_cut=False))
        for feature, by in moving.items():
            having = self._having.get(feature, _NONE)
            if self._rarity(len(having)) != self._rarity(len(having) + by):
                found.update(having)
        known = self._archive.by_slug
        return frozenset([known[slug].source for slug in found])

    def _place(self, article: Article) -> object:
        return article.slug, order_key(article)

    def _showing(self, article: Article) -> Iterator[str]:
        """Give those that show *article*, or would come to show it as it is here."""
        by_slug, least = self._archive.by_slug, self._least

        def cell_of(term: Term) -> list[str]:
            return self._span(term, article, is_cut=_is_mark(term, article))

        for slug, score in self._scores(article, cell_of).items():
            if score >= least:
                other = by_slug[slug]
                alike = self.of(other)
                is_first = len(alike) < self._room(other) or (
                    (-score, article.slug) <= alike[-1]
                )
                if is_first or any(one == article.slug for _, one in alike):
                    yield slug

    def take_out(self, changes: Iterable[Change]) -> None:
        """Forget articles as they were, before the archive is brought up to date."""
        if "_having" in self.__dict__:
            for old in (one.old for one in changes if one.old and self._is_other(one)):
                for feature, _ in () if old.withdrawn else self.features(old):
                    del self._having[feature][old.slug]
                    self._cells.pop(feature, None)

    def put_in(self, changes: Iterable[Change], touched: Iterable[str]) -> None:
        """Learn articles as they are, behind that, and forget what was *touched*."""
        others = [change for change in changes if self._is_other(change)]
        for source in (*touched, *(one.source for c in others for one in c.versions)):
            self._found.pop(source, None)
        if "_having" in self.__dict__:
            for new in (one.new for one in others if one.new):
                for feature, _ in () if new.withdrawn else self.features(new):
                    self._having.setdefault(feature, {})[new.slug] = None
                    self._cells.pop(feature, None)

    def _is_other(self, change: Change) -> bool:
        """Tell whether an article has other features by *change*, or another place."""
        old, new = change.old, change.new
        if old is None or new is None or old.source != new.source:
            return True
        return self._shown(old) != self._shown(new) or (
            len(old.teaser_keys) != len(new.teaser_keys)
        )


_NONE: dict[str, None] = {}


def _by_length(shared: tuple[Collection[str], int]) -> float:
    others, worth = shared
    return len(others) / worth


def _limit_of(count: int) -> int:
    """Tell from how many articles of *count* on a feature is common: in steps."""
    return min(LIMIT, max(_LEAST_LIMIT, (1 << count.bit_length()) // 4))


@cache
def _worths(limit: int) -> tuple[int, ...]:
    """List what a feature is worth by its count: steps of twice as many."""
    most = limit.bit_length() + 1
    return (0, 0, *(most - count.bit_length() for count in range(2, limit + 1)))


def _weight_of(facet: Facet) -> int:
    """Tell what a term of *facet* in common is worth; 0: nothing."""
    if facet.is_of_date or facet.name == TYPES:
        return 0
    if facet.is_person:
        return _OF_PERSON
    if is_series(facet):
        return _OF_SERIES
    return _OF_CENTER if facet.name == CENTERS else _OF_TERM


def _is_mark(term: Term, article: Article) -> bool:
    """Tell whether a cell of *term* begins with *article*: it follows from the two alone."""
    return not crc32(article.slug.encode(), crc32(term.slug.encode())) % _CELL
