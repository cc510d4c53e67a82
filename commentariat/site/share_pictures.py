"""Which pieces have a share picture drawn for them, and what it says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cached_property
from typing import Final

from commentariat.archive.model import Article
from commentariat.config import ThemeSettings
from commentariat.interface.catalog import Catalog
from commentariat.interface.dates import Dates
from commentariat.language_tags import direction_of
from commentariat.site.drawings import Drawings
from commentariat.site.ladder import Axis
from commentariat.site.links import Links
from commentariat.site.urls import Root
from commentariat.site.views import SharePicture, SharePictureView

SHARE_WIDTH: Final = 1200
SHARE_HEIGHT: Final = 630
"""What networks ask for."""

_NOT_SEEN: Final = re.compile(
    "[\u00ad\u200b\u200e\u200f\u2060\ufeff\u064b-\u065f\u0670]"  # the last are vowel signs
)
_SPACES: Final = re.compile(r"\s+")
_AS_OTHERS: Final = str.maketrans("\u2010\u2011", "--")
UNDRAWN: Final = re.compile(
    "[^ -~\u00a1-\u00ac\u00ae-\u0131\u0134-\u0148\u014a-\u017e\u018f\u0192\u01e6\u01e7"
    "\u01ea\u01eb\u0218-\u021b\u0259\u02b9-\u02bc\u02be\u02bf\u02c6\u02da\u02dc"
    "\u0400-\u045f\u0472-\u0475\u0490-\u0493\u0496\u0497\u049a\u049b\u04a2\u04a3"
    "\u04ae-\u04b3\u04b6\u04b7\u04ba\u04bb\u04c0\u04cf\u04d8\u04d9\u04e2\u04e3\u04e8\u04e9"
    "\u04ee\u04ef\u060c\u061b\u061f\u0621-\u063a\u0640-\u064a\u0660-\u066c\u067e\u0686"
    "\u0698\u06a4\u06a9\u06af\u06cc\u06f0-\u06f9\u1e0c-\u1e0f\u1e24\u1e25\u1e2a\u1e2b"
    "\u1e62\u1e63\u1e6c-\u1e6f\u1e80-\u1e85\u1e92\u1e93\u1e9e\u200c\u200d\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020\u2022\u2026\u2032\u2033"
    "\u2039\u203a\u2044\u20a3\u20a4\u20a9\u20ac\u20b9\u20ba\u20bc\u20bd\u2116\u2122\u2212"
    "\u2215]"
)
"""What no font of share pictures has; a test holds the rest to the fonts."""


class SharePictures:
    """
    The share pictures of pieces, in the look of *theme*, of what *share* finds none for.

    They say who the *institution* is, and where on *axis* a piece stands; *links*,
    *dates* and *words* say the rest as pages do. A piece with a letter that no font of
    them has is left without: it would be drawn as a box.
    """

    def __init__(
        self,
        theme: ThemeSettings,
        institution: str,
        root: Root,
        links: Links,
        drawings: Drawings,
        axis: Axis | None,
        dates: Dates,
        words: Catalog,
        share: Callable[[Article], SharePicture | None],
    ) -> None:
        self._theme = theme
        self._institution = institution
        self._root = root
        self._links = links
        self._drawings = drawings
        self._axis = axis
        self._dates = dates
        self._words = words
        self._share = share

    def is_wanted(self, article: Article) -> bool:
        """Tell whether *article* is to have one, whatever it is called."""
        is_left = article.withdrawn or not self._theme.share_pictures
        return not is_left and self._share(article) is None

    def undrawn(self, article: Article) -> str:
        """Give a letter of *article* that cannot be drawn; empty where there is none."""
        found = UNDRAWN.search("".join(self._said(article)))
        return found[0] if found else ""

    def of(self, article: Article) -> SharePicture | None:
        """Give the picture of *article* as pages show it beside links; None without one."""
        if not self.is_wanted(article) or self.undrawn(article):
            return None
        url = self._root.url(output_of_share(article))
        return SharePicture(url, SHARE_WIDTH, SHARE_HEIGHT, article.title, "image/png")

    def view(self, article: Article) -> SharePictureView:
        """Say what is drawn for *article*."""
        title, institution, authors, date = self._said(article)
        coast = self._drawings.shape(article) if self._theme.drawings else None
        paper, accent, land, hill = self._colors
        axis = self._axis
        return SharePictureView(
            title=title,
            institution=institution,
            authors=authors,
            date_label=date,
            segments=axis.count if axis else 0,
            rungs=axis.rungs if axis else (),
            x=axis.x(article.date) if axis else "",
            coast=(coast.regions, coast.seed) if coast else (),
            mirror=self._drawings.mirror(article) if coast else "",
            paper=paper,
            accent=accent,
            land=land,
            hill=hill,
            runs_left=direction_of(article.language) == "rtl",
        )

    def _said(self, article: Article) -> tuple[str, ...]:
        """Give title, institution, authors and date as they are drawn."""
        authors = self._words.names(one.label for one in self._links.authors(article))
        date = self._dates.date_label(article.date) if article.date else ""
        words = (article.title, self._institution, authors, date)
        return tuple([_drawn(text) for text in words])

    @cached_property
    def _colors(self) -> tuple[str, str, str, str]:
        from commentariat.config import palette  # most sites have no share pictures
        from commentariat.site.look import drawing_colors

        theme, colors = self._theme, drawing_colors(self._theme)
        accent = theme.accent.light or theme.accent.dark or palette.LIGHT["course"]
        paper = theme.paper.light or palette.LIGHT["paper"]
        return paper, accent, colors.land, colors.hill


def output_of_share(article: Article) -> str:
    """Name the file of the share picture of *article*."""
    return f"share/{article.slug}.png"


def _drawn(text: str) -> str:
    """Give *text* as it is drawn: letters composed, without what nobody sees."""
    seen = _NOT_SEEN.sub("", unicodedata.normalize("NFC", text))
    return _SPACES.sub(" ", seen.translate(_AS_OTHERS)).strip()
