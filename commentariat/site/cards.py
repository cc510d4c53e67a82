"""What other pages show of an article: cards, rows, entries of feeds, neighbors."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

import msgspec

from commentariat.archive.archive import order_key
from commentariat.archive.dates import Now, is_day, is_later, midnight
from commentariat.archive.model import Article, Dated, article_keys
from commentariat.facets import TYPES, Facet
from commentariat.fields import ON_ARTICLES
from commentariat.interface.catalog import Catalog
from commentariat.interface.dates import Dates
from commentariat.language_tags import direction_of
from commentariat.site.citations import Citations
from commentariat.site.feed_pieces import day_in_feeds
from commentariat.site.ladder import Axis
from commentariat.site.links import Links
from commentariat.site.own_fields import OwnFields
from commentariat.site.page import digest_value
from commentariat.site.urls import Root, article_path
from commentariat.site.views import (
    Card,
    FeedEntry,
    NeighborView,
    Row,
    SharePicture,
    View,
)

Value = TypeVar("Value")


def as_written(kind: type[msgspec.Struct], view: type[View]) -> tuple[str, ...]:
    """List the fields of *kind* that *view* has, too, as front matter says them."""
    fields = {one.name: one.type for one in msgspec.structs.fields(kind)}
    keys = {key.field or key.name for key in article_keys(()) if key.kept is kind}
    wanted = msgspec.structs.fields(view)
    return tuple(
        one.name for one in wanted if one.name in keys and fields[one.name] == one.type
    )


_OF_CARD, _OF_ROW = as_written(Article, Card), as_written(Article, Row)


def sounded(article: Article) -> object:
    """All that the soundings of a person show of *article*, and listings do not."""
    return None if article.withdrawn else article.length


def neighbor(root: Root, article: Article) -> NeighborView:
    """Show *article* before or after another, by its own words alone."""
    url = root.href(article_path(article.slug))
    direction = direction_of(article.language)
    return NeighborView(article.title, url, article.language, direction)


_MOST = 1 << 16  # articles of which what was made is kept; a card is some hundred bytes


class Kept(Generic[Value]):
    """
    What *make* makes of an article: made once, shown by many pages.

    Of very many articles all is forgotten now and then: pages of a year are made together.
    """

    def __init__(self, make: Callable[[Article], Value]) -> None:
        self._make = make
        self._kept: dict[str, tuple[Article, Value]] = {}

    def __call__(self, article: Article) -> Value:
        kept = self._kept.get(article.source)
        if kept is None or kept[0] is not article:
            if len(self._kept) >= _MOST:
                self._kept.clear()
            kept = self._kept[article.source] = article, self._make(article)
        return kept[1]

    def forget(self, article: Article) -> None:
        """Let go of what was made of *article*."""
        self._kept.pop(article.source, None)


class Cards:
    """
    What other pages show of articles, with *links* of the site that lies at *root*.

    Articles that are out later than *now* are marked as scheduled, where it is given.
    Days begin, as feeds tell it, by the clock of *timezone*. Dates stand on *axis*,
    and are told in *words*.
    """

    def __init__(
        self,
        links: Links,
        root: Root,
        timezone: str,
        now: Now | None,
        axis: Axis | None,
        words: Catalog,
        fields: OwnFields,
        subjects: tuple[Facet, ...],
        share: Callable[[Article], SharePicture | None],
        citations: Citations,
    ) -> None:
        self._links = links
        self._root = root
        self._timezone = timezone
        self._now = now
        self._axis = axis
        self._words = words
        self._fields = fields
        self._subjects = subjects
        self._share = share
        self._citations = citations
        self._dates = Dates(words)
        self.card = Kept(self._card)
        """All that a listing shows of an article."""
        self.row = Kept(self._row)
        """One compact line on an article."""
        self.row_digest = Kept(lambda article: digest_value(self.row(article)))
        """Digest of that line."""
        self.cited = Kept(self._cited)
        """Digest of all that a citation of an article says."""
        self.entry = Kept(self._entry)
        """An article as an entry of a feed; there must be a day for it."""

    def badge(self, article: Dated) -> str:
        """Mark what only a preview shows."""
        if article.is_draft:
            return self._words.gettext("Draft")
        if self._now and is_later(article, self._now):
            return self._words.gettext("Scheduled")
        return ""

    def neighbor(self, article: Article | None) -> NeighborView | None:
        """Show the *article* before or after another, where there is one."""
        return neighbor(self._root, article) if article else None

    def beside_others(self, article: Article) -> object:
        """All that the articles before and after *article* can show of it."""
        if article.withdrawn or not article.date:
            return None
        return self.neighbor(article), order_key(article)

    def listed(self, article: Article) -> object:
        """All that listings can show of *article*, and where."""
        if article.withdrawn:
            return None
        day = day_in_feeds(article)
        entry = day, self._entry(article) if day else None
        terms = self._links.names(article)
        shown = self._card(article), self._row(article), entry
        return shown, article.has_body, order_key(article), article.part, terms

    def cited_among_others(self, article: Article) -> object:
        """All that a file of citations can say of *article*, and where in it."""
        if article.withdrawn:
            return None
        place = order_key(article), article.part
        return self.cited(article), place, self._links.names(article)

    def forget(self, articles: Iterable[Article]) -> None:
        """Let go of what was made of *articles*, which is no more what is to be said."""
        for article in articles:
            self._citations.forget(article)
            kept_ones = self.card, self.row, self.row_digest, self.cited, self.entry
            for kept in kept_ones:
                kept.forget(article)

    def _card(self, article: Article) -> Card:
        kind = self._links.single(TYPES, article.type)
        return Card(
            **{name: getattr(article, name) for name in _OF_CARD},
            url=self._root.href(article_path(article.slug)),
            date_label=self._dates.date_label(article.date),
            authors=self._links.authors(article),
            type=kind.label if kind else "",
            direction=direction_of(article.language),
            badge=self.badge(article),
            x=self._x(article),
            fields=self._fields.on_card(article, ON_ARTICLES),
            type_language=kind.language if kind else "",
        )

    def _row(self, article: Article) -> Row:
        authors = self._links.authors(article)
        return Row(
            **{name: getattr(article, name) for name in _OF_ROW},
            url=self._root.href(article_path(article.slug)),
            authors=self._words.names(author.label for author in authors),
            date_label=self._dates.day_label(article.date),
            direction=direction_of(article.language),
            badge=self.badge(article),
            x=self._x(article),
        )

    def _cited(self, article: Article) -> str:
        return digest_value(self._citations.kept(article))

    def _x(self, article: Article) -> str:
        return self._axis.x(article.date) if self._axis else ""

    def _entry(self, article: Article) -> FeedEntry:
        authors = self._links.authors(article)
        timezone, updated = self._timezone, article.updated
        day, published = day_in_feeds(article), ""
        if is_day(article.date):
            published = article.moment if article.time else midnight(day, timezone)
        return FeedEntry(
            url=self._root.url(article_path(article.slug)),
            title=article.title,
            dek=article.dek,
            authors=tuple(map(self._links.whole, authors)),
            published=published,
            updated=published
            if published and updated <= day
            else midnight(max(day, updated), timezone),
            language=article.language,
            categories=self._links.subjects(self._subjects, article),
            picture=self._share(article),
            license=self._citations.license_of(article.shown_detail),
            enclosures=self._fields.enclosures(article, ON_ARTICLES),
        )
