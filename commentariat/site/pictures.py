"""
Pictures as pages show them: where they stand, and so which widths are worth having.

A place knows how wide the theme shows a picture in it; a screen may have two or three
pixels for each of the layout's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from commentariat.archive.links import readings
from commentariat.config import Settings
from commentariat.disk import fitting_name
from commentariat.site.media_types import known_type
from commentariat.site.urls import root_of
from commentariat.site.views import Picture, SharePicture

SUFFIXES = tuple(".jpg .jpeg .jfif .png .webp .avif .gif .svg .bmp".split())
"""What pages may show as a picture."""
SHARED_SUFFIXES = tuple(".jpg .jpeg .jfif .png .webp .gif".split())
"""What networks show beside a link that somebody shares."""
COPY_SUFFIX = "webp"


class Place(msgspec.Struct, frozen=True):
    """A kind of place for pictures in the theme."""

    sizes: str
    """How wide it is, in the words of HTML's attribute."""
    widest: int = 0
    """Of the widths of the settings, those up to this many pixels are of use."""
    widths: tuple[int, ...] = ()
    """Its own, where those of the settings are far too wide for it."""


# From theme/site.css, whose rem has up to 18 pixels where that of `sizes` has 16.
LEAD = Place("100vw", 2048)
TEXT = Place(
    "(min-width: 80rem) min(41rem, 45vw), (min-width: 64rem) 53vw, "
    "(min-width: 48rem) min(40rem, 65vw), calc(100vw - 2.5rem)",
    1440,
)
FRONT = Place("(min-width: 64rem) 50vw, calc(100vw - 2.5rem)", 1440)
"""Shows what LEAD shows elsewhere, in some of the widths that are copied for that."""
SECOND = Place(
    "(min-width: 84rem) 26rem, (min-width: 64rem) 29vw, (min-width: 48rem) 45vw, "
    "calc(100vw - 2.5rem)",
    960,
)
"""Likewise."""
PORTRAIT = Place("11rem", widths=(180, 360, 540))


class PictureFile(msgspec.Struct, frozen=True, gc=False):
    """What is known of a picture under content/files/."""

    width: int
    """Pixels, the right way up; 0 where unknown."""
    height: int
    is_copied: bool = False
    """Whether it is to be had in other widths."""
    mark: str = ""
    """Digest that stands in the names of its copies, where one does."""


class Pictures:
    """
    The pictures that pages show, with their sizes and copies where they are *known*.

    Both are by path under content/; those *in_text* are shown by bodies.
    """

    def __init__(
        self,
        settings: Settings,
        known: Mapping[str, PictureFile] | None = None,
        in_text: Iterable[str] = (),
    ) -> None:
        self._root = root_of(settings)
        self._widths = settings.picture_widths
        self._known = known or {}
        shown = (self.show(file, "", TEXT) for file in in_text)
        self.in_text = {one.url: one for one in shown if one is not None}
        """Those that bodies show, by href."""

    def show(self, file: str, alt: str, place: Place) -> Picture | None:
        """Show a picture of content/files/ in *place*; None where there is no *file*."""
        if not file:
            return None
        known = self._known.get(file) or PictureFile(0, 0)
        srcset = ", ".join(
            f"{self._root.href(copy_name(file, width, known.mark))} {width}w"
            for width in self.copy_widths(known, (place,))
        )
        sizes = place.sizes if srcset else ""
        href = self._root.href(file)
        return Picture(href, alt, known.width, known.height, srcset, sizes)

    def share(self, file: str, alt: str) -> SharePicture | None:
        """Show a picture of content/files/ beside links, if networks can show it."""
        if not file.lower().endswith(SHARED_SUFFIXES):
            return None
        known = self._known.get(file) or PictureFile(0, 0)
        url, kind = self._root.url(file), known_type(file)
        return SharePicture(url, known.width, known.height, alt, kind)

    def copy_widths(
        self, picture: PictureFile, places: Iterable[Place]
    ) -> tuple[int, ...]:
        """Choose the widths in which *picture* is copied for those *places*."""
        wanted = self._widths if picture.is_copied else ()
        return copy_widths(picture.width, places, wanted)


def copy_widths(
    width: int, places: Iterable[Place], wanted: tuple[int, ...]
) -> tuple[int, ...]:
    """
    Choose the widths in which a picture of *width* pixels is copied.

    *wanted* are those of the settings; none there, none here. A copy is never
    wider than the picture: one as wide stands for all that would be.
    """
    if not wanted:
        return ()
    asked = {
        w for place in places for w in place.widths or _up_to(place.widest, wanted)
    }
    return tuple(sorted({min(w, width) for w in asked}))


def _up_to(widest: int, widths: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(w for w in widths if w <= widest) or widths[:1]


def copy_name(file: str, width: int, mark: str) -> str:
    """Name the copy of *file* in that *width*; the *mark* in it may be empty."""
    folder, slash, name = file.rpartition("/")
    ending = ".".join(["", *([mark] if mark else []), str(width), COPY_SUFFIX])
    return f"{folder}{slash}{fitting_name(name, ending)}"


def is_picture(target: str) -> bool:
    """Tell whether a link may be that of a picture."""
    return any(path.lower().endswith(SUFFIXES) for path, _ in readings(target))
