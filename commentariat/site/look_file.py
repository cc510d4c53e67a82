"""The stylesheet of the look: one file of the theme, made of settings alone."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from commentariat.site.edit import Edit
from commentariat.site.family import Family, Of
from commentariat.site.look import NAME
from commentariat.site.page import Inputs, Page, digest_value
from commentariat.site.site import Site
from commentariat.site.views import TextView


def look_pages(site: Site) -> Iterator[Page]:
    """Make the stylesheet, where settings say something of the look."""
    if site.look:
        output = f"theme/{site.view.renamed.get(NAME, NAME)}"
        yield Page(output, NAME, partial(_inputs, site.look))


def untouched_look(_site: Site, _edit: Edit) -> tuple[Page, ...]:
    """No edit touches it."""
    return ()


LOOK = Family(
    "the stylesheet of the look", look_pages, untouched_look, Of.SITE, is_framed=False
)


def _inputs(lines: tuple[str, ...]) -> Inputs:
    view = TextView(lines)
    return Inputs((("settings", digest_value(view)),), lambda: view)
