"""All that pages say of an archive in the words of one language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

import msgspec

from commentariat.archive.archive import Archive
from commentariat.archive.dates import Now
from commentariat.archive.model import Article, Dated
from commentariat.archive.revise import Revision
from commentariat.config import Settings
from commentariat.facets import TOPICAL, Facet
from commentariat.interface.catalog import ENGLISH, load_catalog, name_of_catalog
from commentariat.interface.dates import Dates
from commentariat.language_tags import direction_of
from commentariat.site.cards import Cards
from commentariat.site.citations import Citations
from commentariat.site.drawings import Drawings
from commentariat.site.ladder import Axis
from commentariat.site.links import Links
from commentariat.site.listings import Listings
from commentariat.site.naming import Naming
from commentariat.site.own_fields import OwnFields
from commentariat.site.pictures import Pictures
from commentariat.site.share_pictures import SharePictures
from commentariat.site.targets import Targets
from commentariat.site.urls import Root
from commentariat.site.views import Alternate, Head, Link, Mark, SharePicture


class Facts(msgspec.Struct, frozen=True):
    """What all wordings of a site have in common."""

    settings: Settings
    archive: Archive
    targets: Targets
    pictures: Pictures
    root: Root
    drawings: Drawings
    axis: Axis | None
    """The ladder; None where no piece has a date."""
    now: Now | None
    facets: Mapping[str, Facet]
    """Facets that have terms, by their names."""
    share: Callable[[Dated], SharePicture | None]
    """Shows the picture of a piece beside links to it."""
    listings: Listings
    alternates: Callable[[str], tuple[Alternate, ...]] | None
    """Tells where there is a listing in several languages; None on a site of one."""


class Wording:
    """
    An archive in the words of one *language*: links, dates, cards, and what else says them.

    There is one a language, made where a page asks for it; of a language without words it
    is in English. It follows the archive by `revise` and `forget`.
    """

    def __init__(self, language: str, facts: Facts) -> None:
        own = facts.settings.words
        self.language = language if name_of_catalog(language, own) else ENGLISH
        self.direction = direction_of(self.language)
        settings, archive, root = facts.settings, facts.archive, facts.root
        self._root = root
        self._axis = facts.axis
        self._alternates = facts.alternates
        self.words = load_catalog(self.language, own)
        self.dates = Dates(self.words)
        """Dates in these words."""
        self.naming = Naming(language, settings, self.words, self.language)
        """What facets and terms are called."""
        self.links = Links(archive, root, self.words, self.naming, facts.listings)
        self.fields = OwnFields(
            settings, root, facts.targets, facts.pictures, self.words, self.naming
        )
        self.citations = Citations(
            settings,
            archive,
            self.links,
            root,
            facts.targets,
            self.naming,
            self.language,
        )
        """References to the pieces."""
        called = map(self.naming.facet, facts.facets.values())
        feet = (one for one in called if one.foot)
        self.foot = tuple(sorted(feet, key=lambda facet: facet.foot))
        """Facets whose terms stand under an article's text, in that order."""
        self.subjects = tuple(one for one in self.foot if one.schema == TOPICAL)
        """Those of them whose terms say what a piece is about."""
        self.cards = Cards(
            self.links,
            root,
            settings.timezone,
            facts.now,
            facts.axis,
            self.words,
            self.fields,
            self.subjects,
            facts.share,
            self.citations,
        )
        self.share_pictures = SharePictures(
            settings.theme,
            settings.institution,
            root,
            self.links,
            facts.drawings,
            facts.axis,
            self.dates,
            self.words,
            facts.share,
        )
        """Those that are drawn for articles."""
        self.mark = cache(self._mark)
        """Marks a piece of a date on the ladder, if it has one."""

    @property
    def home(self) -> Link:
        """Link to the home page, as breadcrumbs begin with it."""
        return Link(self.words.gettext("Home"), self._root.home)

    def head(
        self, title: str, description: str, path: str = "", **more: object
    ) -> Head:
        """The head of the page at *path*, in this language unless *more* says another."""
        values: dict[str, object] = {
            "title": title,
            "description": description,
            "canonical": self._root.url(path),
            "language": self.language,
            "direction": self.direction,
        }
        if self._alternates and "canonical" not in more:
            values["alternates"] = self._alternates(path)
        return Head(**(values | more))  # type: ignore[arg-type]

    def _mark(self, date: str) -> Mark | None:
        if not date or self._axis is None:
            return None
        x = self._axis.x(date)
        return Mark(x, self.dates.short_label(date), int(float(x)))

    def rail(self, period: str) -> Mark | None:
        """Mark a *period*, a year or a month, on the ladder; nothing without one."""
        if not period or self._axis is None:
            return None
        x, width = self._axis.rail(period)
        return Mark(x, self.dates.short_label(period), width=width)

    def revise(self, revision: Revision) -> None:
        """Forget what *revision* of the archive makes others."""
        self.links.revise(revision)

    def forget(self, articles: Iterable[Article]) -> None:
        """Let go of what was made of *articles*, which is no more what is to be said."""
        self.cards.forget(articles)
