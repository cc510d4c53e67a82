"""The order in which a series is read, and where in it a piece stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Final

from commentariat.archive.archive import Archive, Term, names_in
from commentariat.archive.collation import collation_key
from commentariat.archive.model import Article
from commentariat.archive.revise import Revision
from commentariat.errors import OpenPoint
from commentariat.facets import Facet
from commentariat.kinds import Kind
from commentariat.site.cards import neighbor
from commentariat.site.links import Links
from commentariat.site.page import digest_value
from commentariat.site.urls import Root
from commentariat.site.views import SeriesPart, SeriesPlace

MOST_PARTS: Final = 24
"""
Of a series with more, the page of a part shows no more than those beside it.

So what is said of one part changes the pages of so many others at most.
"""
_DIGITS = re.compile("([0-9]{1,18})")


def is_series(facet: Facet) -> bool:
    """Tell whether the articles of a term of *facet* are parts of a whole."""
    return facet.is_in_order and not facet.is_of_date


def _reading_key(article: Article, number: int | None) -> tuple[object, ...]:
    """
    Sort *article* as a series is read: by the *number* of its part, where it says one.

    Behind those that do the others go by their dates, and last what has none.
    What is known to the month stands before the days of that month, as it follows them
    in listings. What is of one day goes by its slug, what has no date by its title, and
    their numbers count: `part-10` stands behind `part-2`.
    """
    if article.date:
        rest = False, article.date + article.instant, _natural(article.slug)
    else:
        title = collation_key(article.title, article.language)
        rest = True, "", _natural(title)
    return number is None, number or 0, *rest, article.slug


def _first(pair: tuple[tuple[object, ...], Article]) -> tuple[object, ...]:
    return pair[0]


def _natural(text: str) -> tuple[int | str, ...]:
    """Cut *text* into what are no digits and, at every second place, what are."""
    parts = _DIGITS.split(text)
    return tuple([int(one) if at % 2 else one for at, one in enumerate(parts)])


def _numbered(
    ordered: Sequence[tuple[Article, int | None]],
) -> list[tuple[Article, int]]:
    """
    Give articles, *ordered* by `_reading_key`, the numbers of the parts that they are.

    One that says its number stands at that place, as far as others come before it; the
    rest fill the places that are left. Of very many, those with a number stand first, and
    others have none, for where one came all behind it would have another; nor has one
    that is alone.
    """
    if not 1 < len(ordered) <= MOST_PARTS:
        return [(one, number or 0) for one, number in ordered]
    told = [(one, number) for one, number in ordered if number is not None]
    others = [one for one, number in ordered if number is None]
    found: list[tuple[Article, int]] = []
    at = 1
    while told or others:
        if told and (told[0][1] <= at or not others):
            found.append(told.pop(0))
            at = max(at, found[-1][1] + 1)
        else:
            found.append((others.pop(0), at))
            at += 1
    return found


class _Run:
    """The parts of one series, in their order."""

    def __init__(self, term: Term, order: Series) -> None:
        self._order = order
        self.key = order.key_in(term)
        """Sorts them, but for parts that say their numbers among few."""
        pairs = sorted([(self.key(one), one) for one in term.articles], key=_first)
        self.keys = [key for key, _ in pairs]
        ordered = [(one, order.number(term, one)) for _, one in pairs]
        numbered = _numbered(ordered)
        self.articles = [article for article, _ in numbered]
        self.numbers = [number for _, number in numbered]
        self.term = term
        self.is_whole = len(numbered) <= MOST_PARTS
        """Whether the page of each part shows all of them."""
        few = self.articles if self.is_whole else ()
        self._places = {one.source: at for at, one in enumerate(few)}

    def at(self, article: Article) -> int:
        """Tell where *article* stands."""
        if self.is_whole:
            return self._places[article.source]
        return bisect_left(self.keys, self.key(article))

    def take_out(self, article: Article) -> None:
        """Let go of a part, of very many."""
        at = self.at(article)
        del self.keys[at], self.articles[at], self.numbers[at]

    def put_in(self, term: Term, article: Article) -> None:
        """Take in a part, of very many."""
        at = self.at(article)
        self.keys.insert(at, self.key(article))
        self.articles.insert(at, article)
        self.numbers.insert(at, self._order.number(term, article) or 0)

    @cached_property
    def parts(self) -> tuple[SeriesPart, ...]:
        """What the page of each part shows of them all."""
        return tuple(map(self._part, range(len(self.articles))))

    @cached_property
    def digest(self) -> str:
        """Digest of what pages of parts show of them all."""
        return digest_value(self.parts)

    def place(self, at: int, links: Links) -> SeriesPlace:
        """Show the series on the page of the part *at* that place, by *links* to it."""
        link = links.to(self.term)
        last = len(self.articles) - 1
        return SeriesPlace(
            label=link.label,
            url=link.url,
            number=self.numbers[at],
            total=max(last + 1, *self.numbers) if self.is_whole else 0,
            parts=self.parts if self.is_whole else (),
            at=at if self.is_whole else 0,
            before=self._part(at - 1) if at else None,
            after=self._part(at + 1) if at < last else None,
            language=link.language,
            direction=link.direction,
        )

    def _part(self, at: int) -> SeriesPart:
        return self._order.part(self.articles[at], self.numbers[at])

    def told(self, at: int, links: Links) -> object:
        """All that the page of the part *at* that place shows of it, in short."""
        if not self.is_whole:
            return self.place(at, links)
        link = links.to(self.term)
        return link, self.digest, at


class Series:
    """
    The series of *archive*, at *root*: terms of facets whose articles are read in order.

    Who revises the archive has them `revise` too.
    """

    def __init__(self, archive: Archive, root: Root) -> None:
        self._archive = archive
        self._root = root
        self._facets = [facet for facet in archive.facets if is_series(facet)]
        self._runs: dict[Term, _Run] = {}

    def number(self, term: Term, article: Article) -> int | None:
        """Tell which part of *term* the *article* says it is: of its first series alone."""
        if article.part is None:
            return None
        facet = next(one for one in self._facets if one.name in article.terms)
        first = self._archive.names[facet.name].get(names_in(article, facet)[0])
        return article.part if first is term else None

    def key_in(self, term: Term) -> Callable[[Article], tuple[object, ...]]:
        return lambda article: _reading_key(article, self.number(term, article))

    def sort(
        self, term: Term, articles: Iterable[Article] | None = None
    ) -> list[Article]:
        """Sort *articles* of *term*, or all of them, as they are read."""
        return sorted(
            term.articles if articles is None else articles, key=self.key_in(term)
        )

    def part(self, article: Article, number: int) -> SeriesPart:
        """Show *article* as the part of that *number*; 0: it has none."""
        shown = neighbor(self._root, article)
        return SeriesPart(
            shown.label, shown.url, shown.language, shown.direction, number
        )

    def places(self, article: Article, links: Links) -> tuple[SeriesPlace, ...]:
        """Show each series that *article* is a part of, beside others, by *links*."""
        return tuple([run.place(run.at(article), links) for run in self._of(article)])

    def told(self, article: Article, links: Links) -> tuple[object, ...]:
        """All that its page shows of them, in short."""
        return tuple([run.told(run.at(article), links) for run in self._of(article)])

    def _of(self, article: Article) -> Iterator[_Run]:
        for term in self._terms(article):
            if len(term.articles) > 1:
                yield self._run(term)

    def _terms(self, article: Article) -> Iterator[Term]:
        for facet in self._facets:
            if facet.name in article.terms:
                known = self._archive.names[facet.name]
                names = names_in(article, facet)
                yield from dict.fromkeys(known[name] for name in names if name in known)

    def _run(self, term: Term) -> _Run:
        found = self._runs.get(term)
        if found is None:
            found = self._runs[term] = _Run(term, self)
        return found

    def first(self, term: Term) -> Article:
        """Give the first part of *term*."""
        return self._run(term).articles[0]

    def ordered(self, term: Term) -> list[tuple[Article, int]]:
        """Give the parts of *term* in their order, each with its number; 0: none."""
        run = self._run(term)
        return list(zip(run.articles, run.numbers, strict=True))

    def ask(self) -> Iterator[OpenPoint]:
        """Ask about numbers of parts that another says, in the same language."""
        for facet in self._facets:
            for term in self._archive.terms[facet.name].values():
                known: dict[tuple[int, str], Article] = {}
                for article in self.sort(term):
                    number = self.number(term, article)
                    if number is None:
                        continue
                    first = known.setdefault((number, article.language), article)
                    if first is not article:
                        other = f"content/{first.source}"
                        message = Kind.PART_TWICE.of(other, number, term.name)
                        yield OpenPoint(f"content/{article.source}", 0, message, "part")

    def touched(self, revision: Revision) -> frozenset[str]:
        """
        Find the sources of articles that show otherwise what *revision* makes others.

        It is to be asked before that: what it finds holds before and after.
        """
        if not self._facets:
            return frozenset()
        found: set[str] = set()
        count = len(revision.changes)
        for article in revision.told_apart(self._shown):
            for term in self._terms(article):
                if len(term.articles) <= MOST_PARTS + count:
                    found.update(one.source for one in term.articles)
                else:
                    found.update(self._beside(term, article))
        return frozenset(found)

    def _beside(self, term: Term, article: Article) -> Iterator[str]:
        run = self._run(term)
        at = bisect_left(run.keys, run.key(article))
        yield from (one.source for one in run.articles[max(0, at - 1) : at + 2])

    def _shown(self, article: Article) -> object:
        """All that pages of other parts show of *article*, and where."""
        terms = [
            (facet.name, article.terms[facet.name])
            for facet in self._facets
            if facet.name in article.terms
        ]
        if article.withdrawn or not terms:
            return None
        key = _reading_key(article, article.part)
        return neighbor(self._root, article), key, terms

    def take_out(self, revision: Revision) -> None:
        """Forget parts as they were, before the archive is brought up to date."""
        for old in (one.old for one in revision.changes if one.old):
            for term in () if old.withdrawn else self._terms(old):
                run = self._runs.get(term)
                if run and len(run.articles) > MOST_PARTS + len(revision.changes):
                    run.take_out(old)
                else:
                    self._runs.pop(term, None)

    def put_in(self, revision: Revision) -> None:
        """Learn parts as they are, behind that."""
        for new in (one.new for one in revision.changes if one.new):
            for term in () if new.withdrawn else self._terms(new):
                run = self._runs.get(term)
                if run and len(run.articles) > MOST_PARTS:
                    run.put_in(term, new)
                else:
                    self._runs.pop(term, None)
