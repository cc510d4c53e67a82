"""What a feed holds, the newest first, and the pages that keep what is older."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import islice

import msgspec

from commentariat.archive.dates import is_day
from commentariat.archive.model import Article, Dated


class FeedPart(msgspec.Struct, frozen=True, gc=False):
    """A page of older pieces: it stays as it is when newer ones come."""

    name: str
    """Of its file, without the ending."""
    pieces: tuple[Dated, ...]
    before: str
    """Name of the page with the pieces before these; empty where there are none."""


class FeedPieces:
    """
    The pieces of a feed among *articles*, which are in the order of the archive.

    A feed asks for days. Where *has_undated* is said, a piece whose day nobody knows
    stands at the day on which it was added to the archive. Parts have up to *size*
    pieces, counted from the first of a year, so that no piece moves those of other
    years. The newest of a year that is not full yet are no part until another year
    begins: the feed itself has them. There is none while that has every piece.
    """

    def __init__(
        self, articles: Sequence[Dated], size: int, *, has_undated: bool
    ) -> None:
        self._articles = articles
        self._size = size
        self._has_undated = has_undated
        self.of_year = cache(self._of_year)
        """Gives the pieces of a year."""

    def newest(self) -> list[Dated]:
        """Give as many as a part has, the newest of all."""
        return self._first(self._size)

    def parts(self, near: Sequence[Dated] | None = None) -> Iterator[FeedPart]:
        """
        Cut what is older into parts: all, or those that may hold one of *near*.

        Of two states that differ in *near* alone, what is a part of both is given of
        both or of neither.
        """
        if self._holds_all:
            return
        if near is None or not self._are_many_besides(near):
            found = [(y, n + 1) for y in self._years for n in range(self._count(y))]
        else:
            days = sorted(set(filter(None, map(day_in_feeds, near))))
            found = [one for day in days for one in self._around(day)]
        for year, number in dict.fromkeys(found):
            yield self._part(year, number)

    def _are_many_besides(self, near: Sequence[Dated]) -> bool:
        """Tell whether there are parts with *near* or without: the feed cannot hold all."""
        sources = {one.source for one in near}
        others = (one for one in self._pieces() if one.source not in sources)
        return len(list(islice(others, self._size + 1))) > self._size

    @property
    def last(self) -> str:
        """Name the part with the newest pieces; empty where there is none."""
        if self._holds_all:
            return ""
        return next(filter(None, map(self._last_of, self._years)), "")

    @property
    def _holds_all(self) -> bool:
        """Whether the feed itself has every piece."""
        return len(self._first(self._size + 1)) <= self._size

    def _first(self, count: int) -> list[Dated]:
        return list(islice(self._pieces(), count))

    def _pieces(self) -> Iterator[Dated]:
        return (one for year in self._years for one in self.of_year(year))

    def _of_year(self, year: int) -> tuple[Dated, ...]:
        articles = self._articles
        first = bisect_left(articles, -year, key=_order_of_year)
        end = bisect_right(articles, -year, lo=first, key=_order_of_year)
        found = [one for one in articles[first:end] if is_day(one.date)]
        if late := self._undated.get(year):
            found = sorted([*found, *late], key=day_in_feeds, reverse=True)
        return tuple(found)

    @cached_property
    def _undated(self) -> dict[int, list[Article]]:
        """Pieces that stand at the day on which they were added, by its year."""
        found: dict[int, list[Article]] = {}
        for one in self._articles if self._has_undated else ():
            if isinstance(one, Article) and one.added and not is_day(one.date):
                found.setdefault(int(one.added[:4]), []).append(one)
        return found

    @cached_property
    def _years(self) -> tuple[int, ...]:
        """The years that may have pieces, the newest first."""
        found, at = set(self._undated), 0
        while at < len(self._articles) and (date := self._articles[at].date):
            year = int(date[:4])
            found.add(year)
            at = bisect_right(self._articles, -year, lo=at, key=_order_of_year)
        return tuple(sorted(found, reverse=True))

    def _earlier(self, year: int) -> int | None:
        """Find the year before *year* that has pieces."""
        return next((y for y in self._years if y < year and self.of_year(y)), None)

    def _around(self, day: str) -> Iterator[tuple[int, int]]:
        """
        Give the years and numbers of parts that a piece of that *day* may change.

        In its year those before it stay; of the year after the first names the last of
        its, and the last of the year before is there where that is not the newest.
        """
        year = int(day[:4])
        older = sum(day_in_feeds(one) < day for one in self.of_year(year))
        for number in range(older // self._size, self._count(year)):
            yield year, number + 1
        later = (y for y in reversed(self._years) if y > year and self.of_year(y))
        after, before = next(later, None), self._earlier(year)
        if after is not None and self._count(after):
            yield after, 1
        if before is not None:
            full = len(self.of_year(before)) // self._size
            for number in range(max(full, 1), self._count(before) + 1):
                yield before, number

    def _count(self, year: int) -> int:
        """Count the parts of *year*."""
        found = len(self.of_year(year))
        newest = next(filter(self.of_year, self._years), None)
        return found // self._size if year == newest else -(-found // self._size)

    def _last_of(self, year: int) -> str:
        count = self._count(year)
        return _name(year, count) if count else ""

    def _part(self, year: int, number: int) -> FeedPart:
        pieces = self.of_year(year)
        end = len(pieces) - (number - 1) * self._size
        before = _name(year, number - 1) if number > 1 else ""
        if not before:
            earlier = self._earlier(year)
            before = "" if earlier is None else self._last_of(earlier)
        return FeedPart(
            _name(year, number), pieces[max(0, end - self._size) : end], before
        )


def day_in_feeds(one: Dated) -> str:
    """Tell the day at which *one* stands in feeds; empty where they cannot have it."""
    if is_day(one.date):
        return one.date
    return one.added if isinstance(one, Article) else ""


def _name(year: int, number: int) -> str:
    return f"feed-{year:04}-{number}"


def _order_of_year(one: Dated) -> int:
    """Sort by the year as the archive does: the newest first, the undated at the end."""
    return -int(one.date[:4]) if one.date else 0
