"""A person's pieces as soundings: a line at the date of each, as long as the piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from commentariat.archive.archive import Term
from commentariat.archive.model import Article
from commentariat.language_tags import direction_of, is_by_letters
from commentariat.site.buckets import Buckets
from commentariat.site.charts import depth_of
from commentariat.site.ladder import Axis
from commentariat.site.site import Site
from commentariat.site.urls import article_path
from commentariat.site.views import Sounding

MOST: Final = 60
"""Who has more dated pieces has bars by year."""
_FULL: Final = 10  # steps of length at full depth, where no piece has more
_APART: Final = 12  # pixels between lines of one day


def soundings_of(site: Site, term: Term, buckets: Buckets) -> tuple[Sounding, ...]:
    """Show the dated pieces of a person, the oldest first; none, where they are many."""
    count = sum(map(len, buckets.dated.values()))
    if site.axis is None or not _are_shown(term, count):
        return ()
    return tuple(_lines(site, site.axis, term.articles[count - 1 :: -1]))


def has_soundings(site: Site, term: Term) -> bool:
    """Tell whether the page of *term* shows any: they alone say how long pieces are."""
    count = sum(1 for one in term.articles if one.date)
    return site.axis is not None and _are_shown(term, count)


def are_counted(articles: Iterable[Article]) -> bool:
    """Tell whether soundings say of any of *articles* how many words it has."""
    return any(one.date and not is_by_letters(one.language) for one in articles)


def _are_shown(term: Term, count: int) -> bool:
    return term.facet.is_person and 0 < count <= MOST


def _lines(site: Site, axis: Axis, dated: Sequence[Article]) -> Iterator[Sounding]:
    full, places = max(_FULL, *[one.length for one in dated]), dict[str, int]()
    for article in dated:
        x = axis.x(article.date)
        before = places[x] = places.get(x, -1) + 1
        yield Sounding(
            url=site.root.href(article_path(article.slug)),
            title=article.title,
            language=article.language,
            direction=direction_of(article.language),
            date_label=site.wording.dates.date_label(article.date),
            words=0 if is_by_letters(article.language) else 100 * article.length,
            x=x,
            shift=_APART * before,
            depth=depth_of(max(1, article.length), full),
        )
