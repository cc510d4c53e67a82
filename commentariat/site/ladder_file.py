"""The drawing of the ladder: one file of the theme for all pages, made of its span alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from commentariat.site.edit import Edit
from commentariat.site.family import Family, Of
from commentariat.site.ladder import NAME, Axis
from commentariat.site.page import Inputs, Page, digest_value
from commentariat.site.site import Site
from commentariat.site.views import TextView


def ladder_pages(site: Site) -> Iterator[Page]:
    """Draw the ladder, unless no piece has a date or the site has a drawing of its own."""
    if site.axis is not None and not site.has_own_ladder:
        output = f"theme/{site.view.renamed.get(NAME, NAME)}"
        yield Page(output, NAME, partial(_inputs, site.axis))


def untouched_ladder(_site: Site, _edit: Edit) -> tuple[Page, ...]:
    """No edit touches it: what moves the ladder moves it on all pages."""
    return ()


LADDER = Family(
    "the drawing of the ladder",
    ladder_pages,
    untouched_ladder,
    Of.SITE,
    is_framed=False,
)


def _inputs(axis: Axis) -> Inputs:
    view = TextView(axis.drawing)
    return Inputs((("years of the archive", digest_value(view)),), lambda: view)
