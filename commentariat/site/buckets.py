"""The articles of a term by the pages that list them: its years, or its months."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import partial

from commentariat.archive.archive import Term
from commentariat.archive.collation import name_key
from commentariat.archive.model import Article
from commentariat.facets import Cut
from commentariat.interface.dates import month_of
from commentariat.site.letters import letter_of, letters_of

_KEYS: dict[Cut, Callable[[str], str]] = {
    Cut.YEARS: lambda date: date[:4],
    Cut.MONTHS: month_of,
}
"""Tell the period that an ISO date is in."""


def is_worth_finding(count: int) -> bool:
    """Tell whether a page of so many articles says more than theirs do."""
    return count > 1


class Buckets:
    """A term's articles by year (by month, for a year), undated ones by letter."""

    __slots__ = ("dated", "undated")

    def __init__(self, term: Term) -> None:
        dated = dict(_periods(term))
        self.dated = dict(reversed(dated.items()))
        """By `2024`, or by `05`; in order of time."""
        undated: dict[str, list[Article]] = {}
        for article in term.articles[sum(map(len, dated.values())) :]:
            undated.setdefault(letter_of(article), []).append(article)
        keys = {slug: name_key(letters_of(undated[slug])[0], "") for slug in undated}
        slugs = sorted(undated, key=lambda slug: (keys[slug], slug))
        self.undated = {slug: undated[slug] for slug in slugs}
        """By the letter their titles go under, as addresses have it."""


def _periods(term: Term) -> Iterator[tuple[str, list[Article]]]:
    """Cut the dated articles, newest first, where a year (a month) begins."""
    articles, start = term.articles, 0
    while start < len(articles) and articles[start].date:
        key = dated_key(term, articles[start])
        is_over = partial(_is_not_in, term, key)
        stop = bisect_left(articles, True, start, key=is_over)
        yield key, articles[start:stop]
        start = stop


def _is_not_in(term: Term, key: str, article: Article) -> bool:
    return dated_key(term, article) != key


def dated_key(term: Term, article: Article) -> str:
    """Tell which year (for a year, which month) of *term* a dated *article* is in."""
    return _KEYS[term.facet.cut](article.date)
