"""What stands for a picture where a piece has none: a drawing of its own figures."""

from __future__ import annotations

from zlib import crc32

import msgspec

from commentariat.archive.archive import Archive
from commentariat.archive.model import Article
from commentariat.facets import REGIONS
from commentariat.language_tags import direction_of
from commentariat.site.coasts import MOST_REGIONS, SEEDS
from commentariat.site.urls import Root
from commentariat.site.views import CardDrawing, Drawing

DRAWN = ("coasts/", "drawings/")
"""Folders of the output that hold what drawings are made of."""
_MIRRORS = ("", "x", "y", "xy")


class Coast(msgspec.Struct, frozen=True, order=True, gc=False):
    """Which coasts a piece has: how many of them, and of what shape."""

    regions: int
    seed: int

    @property
    def output(self) -> str:
        """Name the file that holds them."""
        return f"coasts/{self.regions}-{self.seed}.svg"


class Drawings:
    """
    The drawings of pieces of *archive*, on the site that lies at *root*.

    Where they are not *wanted* no piece has any. The slug alone chooses the shape of
    the coasts, so that a piece keeps them for good.
    """

    def __init__(self, archive: Archive, root: Root, *, is_wanted: bool) -> None:
        self._archive = archive
        self._root = root
        self._is_wanted = is_wanted

    def coast(self, article: Article) -> Coast | None:
        """Tell which coasts *article* has; None where it is not drawn."""
        if article.image or article.withdrawn or not self._is_wanted:
            return None
        return self.shape(article)

    def shape(self, article: Article) -> Coast:
        """Tell which coasts *article* would have."""
        regions = self._count_regions(article)
        return Coast(min(regions, MOST_REGIONS), crc32(article.slug.encode()) % SEEDS)

    def _count_regions(self, article: Article) -> int:
        """Count the regions of *article*, each once however it is spelled."""
        names = article.terms.get(REGIONS, ())
        if len(names) < 2:
            return len(names)
        known, resolve = self._archive.names[REGIONS], self._archive.ruling.resolve
        return len({known.get(one) or resolve(REGIONS, one).name for one in names})

    def of_page(self, article: Article) -> Drawing | None:
        """Draw *article* for its own page."""
        coast = self.coast(article)
        if coast is None:
            return None
        return Drawing(
            self._root.href(coast.output),
            _mirror(article),
            coast.regions,
            coast.seed,
            bool(article.date),
            direction_of(article.language),
        )

    def mirror(self, article: Article) -> str:
        """Tell how the coasts of *article* are turned over."""
        return _mirror(article)

    def of_card(self, article: Article) -> CardDrawing | None:
        """Draw *article* for the cards of it."""
        coast = self.coast(article)
        if coast is None:
            return None
        course = self._root.href(course_output(article))
        return CardDrawing(self._root.href(coast.output), course, _mirror(article))


def course_output(article: Article) -> str:
    """Name the file that holds the course of *article*, for cards."""
    return f"drawings/{article.slug}.svg"


def _mirror(article: Article) -> str:
    return _MIRRORS[crc32(article.slug.encode()) // SEEDS % len(_MIRRORS)]
