"""Pieces of earlier years that are of the day of the newest, or of one shortly before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from commentariat.archive.dates import DAY, is_day, newest_first
from commentariat.archive.model import Article

_NEAR = 30
"""Days at most that a piece may be before the one that it stands for."""
_LOOKED_AT = 64
"""Pieces at most that a year is asked for: a save is not to look through an archive."""


class Anniversary(NamedTuple):
    """A piece, how many years before the newest it stands for its day, and how near."""

    years: int
    away: int
    """Days that it is before that day; 0 on the day itself."""
    article: Article


def find_anniversaries(
    articles: Sequence[Article], most: int, above: Collection[str] = ()
) -> tuple[Article, list[Anniversary]] | None:
    """
    Find up to *most* pieces of the day of the newest among *articles*, each of another year.

    Articles stand newest first, undated ones last; the newest is the first that is known
    to the day. Of a year without a piece of that day the nearest before it counts. What
    is nearest goes first, then round numbers of years; what stands *above* by its source,
    or has no text, is not meant. None where nothing is found. It takes one search a year
    that has pieces, however many they are.
    """
    newest = next((one for one in articles[:_LOOKED_AT] if is_day(one.date)), None)
    if newest is None:
        return None
    day, begin = newest.date[4:DAY], 0
    found = list[Anniversary]()
    this_year = int(newest.date[:4])
    year = this_year - 1
    while year > 0:
        latest = newest_first(f"{year:04}{day}")
        begin = bisect_left(articles, latest, begin, key=_order)
        if begin == len(articles) or not articles[begin].date:
            break
        first = next(
            (
                one
                for one in articles[begin : begin + _LOOKED_AT]
                if is_day(one.date) and one.has_text and one.source not in above
            ),
            None,
        )
        if first is not None and first.date[:DAY] > f"{year - 1:04}{day}":
            away = _days_between(first.date[4:DAY], day)
            if away <= _NEAR:
                found.append(Anniversary(this_year - year, away, first))
        year = min(year - 1, int(articles[begin].date[:4]) + 1)
    found.sort(key=_by_worth)
    return (newest, sorted(found[:most])) if found else None


def _order(article: Article) -> str:
    return newest_first(article.date)


def _days_between(earlier: str, later: str) -> int:
    """Count the days between two of a leap year, as `-12-30`, over its end if need be."""
    first, last = (date.fromisoformat(f"2000{one}") for one in (earlier, later))
    return (last - first).days % 366


def _by_worth(one: Anniversary) -> tuple[int, bool, bool, bool, int]:
    years = one.years
    return one.away, years % 25 != 0, years % 10 != 0, years % 5 != 0, years
