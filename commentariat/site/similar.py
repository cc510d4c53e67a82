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

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property, partial
from typing import Final, TypeAlias
from zlib import crc32

from commentariat.archive.archive import Archive, Term, order_key
from commentariat.archive.model import Article
from commentariat.archive.revise import Change, Revision, place_of
from commentariat.facets import CENTERS, TYPES, Facet
from commentariat.site.nearest import (
    BY_LENGTH,
    Numbers,
    Shared,
    add_up,
    find_nearest,
    share,
)
from commentariat.site.series import is_series

LIMIT: Final = 128
"""Articles that have a feature, from which on it is common."""
_LEAST_LIMIT: Final = 4
_CELL: Final = 32
"""Articles of a cell, on the average."""
_OF_WORD, _OF_TERM, _OF_CENTER, _OF_PERSON, _OF_SERIES = 2, 3, 1, 4, 4

Feature: TypeAlias = Term | int
"""A term, or the number of a stem."""
_CellOf: TypeAlias = Callable[[Term], Shared]
Alike: TypeAlias = tuple[int, str]
"""Minus how much an article is like another, and its slug: in this order they sort."""


class Similar:
    """
    What is alike in *archive*: of each article, *count* others.

    Who revises the archive has this `revise` too. What it keeps is made where it is
    asked for first.
    """

    def __init__(
        self,
        archive: Archive,
        count: int,
        passed_over: Callable[[Article], int] = lambda _: 0,
    ) -> None:
        self._archive = archive
        self.count = count
        self._passed_over = passed_over
        """Tells how many may be alike that its page does not lead on to as such."""
        self._facets = [facet for facet in archive.facets if _weight_of(facet)]
        self._told = frozenset([facet.name for facet in self._facets])
        self._numbers = Numbers()
        self._gathered: list[list[Shared]] = []
        """Where all articles are asked for: what each shares with others, by its number."""
        self._found: dict[str, list[Alike]] = {}

    def prepare(self) -> None:
        """Gather what all articles share, before processes are begun that ask for it."""
        if not self.count:
            return
        limit, shared = self._limit, [*self._telling.values()]
        for feature, having in self._having.items():
            if isinstance(feature, Term) and len(having) > limit:
                shared += self._cut(feature)
        shared.sort(key=BY_LENGTH)  # so that of each article it is sorted likewise
        gathered: list[list[Shared]] = [[] for _ in self._numbers]
        for one in shared:
            for number in one[0]:
                gathered[number].append(one)
        self._gathered = gathered

    def features(self, article: Article) -> Iterator[Feature]:
        """List what *article* has, each once."""
        yield from dict.fromkeys(article.sketch.numbers)
        yield from self._terms(article)

    def _terms(self, article: Article) -> dict[Term, None]:
        found: dict[Term, None] = {}
        known, told = self._archive.names, self._told
        for facet, called in article.terms.items():
            names = known[facet] if facet in told else {}
            for name in called:
                term = names.get(name)
                if term is not None and term.parent is None:
                    found[term] = None
                elif term is not None:
                    for one in term.lists:
                        found[one] = None
        return found

    def of(self, article: Article) -> list[Alike]:
        """
        Find what *article* is like most; equals go by their slugs.

        There are as many more as it names related pieces itself, and as are passed over,
        which may be among them.
        """
        found = self._found.get(article.source)
        if found is None:
            found = self._nearest(article, self._room(article))
            self._found[article.source] = found
        return found

    def _nearest(self, article: Article, room: int) -> list[Alike]:
        """Find the *room* others that *article* is like most."""
        own, slugs = self._numbers[article.slug], self._numbers.slugs
        if self._gathered:
            shared = self._gathered[own]
        else:
            shared = self._shared(article, partial(self._span_of, article))
        near = find_nearest(shared, own, room, self._least)
        return sorted([(-score, slugs[one]) for one, score in near])[:room]

    def _room(self, article: Article) -> int:
        return self.count + len(article.teaser_keys) + self._passed_over(article)

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

    def _scores(self, article: Article, cell_of: _CellOf) -> dict[int, int]:
        """Tell how much others are like *article*, by their numbers."""
        shared = self._shared(article, cell_of)
        return add_up(shared, self._numbers[article.slug])

    def _shared(self, article: Article, cell_of: _CellOf) -> list[Shared]:
        """List who shares a feature with *article*, and what that is worth, by features."""
        telling = self._telling
        found = list(filter(None, map(telling.get, article.sketch.numbers)))
        having, limit = self._having, self._limit
        for term in self._terms(article):
            one = telling.get(term)
            if one is None and len(having.get(term, _NONE)) > limit:
                one = cell_of(term)
            if one is not None:
                found.append(one)
        return found

    @cached_property
    def _telling(self) -> dict[Feature, Shared]:
        """Who has a feature, and what it is worth; of those alone that are worth something."""
        return {
            feature: found
            for feature in self._having
            if (found := self._tell(feature)) is not None
        }

    def _tell(self, feature: Feature) -> Shared | None:
        """Tell who has a *feature*, and what it is worth."""
        having = self._having.get(feature, _NONE)
        worth = self._rarity(len(having))
        if not worth:
            return None
        if isinstance(feature, Term):
            worth *= _weight_of(feature.facet)
        else:
            worth *= _OF_WORD
        return share(dict.fromkeys(having).keys(), worth)

    @cached_property
    def _having(self) -> dict[Feature, array[int]]:
        """The numbers of the articles that have a feature."""
        found: defaultdict[Feature, array[int]] = defaultdict(partial(array, "I"))
        for article in self._archive.articles:
            own = self._numbers[article.slug]
            for feature in self.features(article):
                found[feature].append(own)
        return dict(found)

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

    def _span_of(self, article: Article, term: Term) -> Shared:
        """Tell who of *term* stands in the cell where *article* has its place."""
        cell = self._span(term, article, is_cut=_is_mark(term, article))
        numbers = dict.fromkeys([self._numbers[slug] for slug in cell])
        return share(numbers.keys(), _weight_of(term.facet))

    def _cut(self, term: Term) -> Iterator[Shared]:
        weight = _weight_of(term.facet)
        cell: dict[int, None] = {}
        for article in term.articles:
            if cell and _is_mark(term, article):
                yield share(cell.keys(), weight)
                cell = {}
            cell[self._numbers[article.slug]] = None
        if cell:
            yield share(cell.keys(), weight)

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
        terms = [article.terms.get(facet.name) for facet in self._facets]
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
                set(self.features(one) if one else ()) for one in (old, new)
            )
            moving.update(theirs - ours)
            moving.subtract(ours - theirs)
            is_moved = not (old and new) or self._place(old) != self._place(new)
            for one in filter(None, (old, new)):
                found.update(self._showing(one))
                for feature in ours | theirs:
                    is_other = is_moved or feature in ours ^ theirs
                    if (
                        is_other
                        and isinstance(feature, Term)
                        and _is_mark(feature, one)
                    ):
                        found.update(self._span(feature, one, is_cut=False))
        for feature, by in moving.items():
            having = self._having.get(feature, _NONE)
            if self._rarity(len(having)) != self._rarity(len(having) + by):
                found.update(map(self._numbers.slugs.__getitem__, having))
        known = self._archive.by_slug
        return frozenset([known[slug].source for slug in found])

    def _place(self, article: Article) -> object:
        return article.slug, order_key(article)

    def _showing(self, article: Article) -> Iterator[str]:
        """Give those that show *article*, or would come to show it as it is here."""
        by_slug, least = self._archive.by_slug, self._least
        cell_of = partial(self._span_of, article)
        for number, score in self._scores(article, cell_of).items():
            if score >= least:
                slug = self._numbers.slugs[number]
                other = by_slug[slug]
                alike = self.of(other)
                is_first = len(alike) < self._room(other) or (
                    (-score, article.slug) <= alike[-1]
                )
                if is_first or any(one == article.slug for _, one in alike):
                    yield slug

    def take_out(self, changes: Iterable[Change]) -> None:
        """Forget articles as they were, before the archive is brought up to date."""
        self._gathered = []
        if "_having" in self.__dict__:
            for old in (one.old for one in changes if one.old and self._is_other(one)):
                for feature in () if old.withdrawn else self.features(old):
                    self._having[feature].remove(self._numbers[old.slug])
                    self._retell(feature)

    def put_in(self, changes: Iterable[Change], touched: Iterable[str]) -> None:
        """Learn articles as they are, behind that, and forget what was *touched*."""
        others = [change for change in changes if self._is_other(change)]
        for source in (*touched, *(one.source for c in others for one in c.versions)):
            self._found.pop(source, None)
        if "_having" in self.__dict__:
            for new in (one.new for one in others if one.new):
                for feature in () if new.withdrawn else self.features(new):
                    having = self._having.setdefault(feature, array("I"))
                    having.append(self._numbers[new.slug])
                    self._retell(feature)

    def _retell(self, feature: Feature) -> None:
        """Find out again what is kept of a *feature*."""
        if "_telling" in self.__dict__:
            found = self._tell(feature)
            if found is None:
                self._telling.pop(feature, None)
            else:
                self._telling[feature] = found

    def _is_other(self, change: Change) -> bool:
        """Tell whether an article has other features by *change*, or another place."""
        old, new = change.old, change.new
        if old is None or new is None or old.source != new.source:
            return True
        return self._shown(old) != self._shown(new) or (
            len(old.teaser_keys) != len(new.teaser_keys)
        )


_NONE = array("I")


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
