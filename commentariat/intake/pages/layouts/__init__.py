"""The layouts, each with its sign and the function that labels it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from commentariat.intake.pages.layouts.a import label_a
from commentariat.intake.pages.layouts.b import label_b
from commentariat.intake.pages.layouts.c import label_c
from commentariat.intake.pages.layouts.signs import (
    begins_with_link,
    has_author_line,
    has_navigation,
    has_teasers,
)
from commentariat.intake.pages.model import Layout
from commentariat.intake.pages.raw_page import LabeledLine, RawPage


class LayoutRule(msgspec.Struct, frozen=True):
    """How a layout is told, and how its pages are labelled."""

    layout: Layout
    fits: Callable[[RawPage], bool]
    label: Callable[[RawPage], list[LabeledLine]]


LAYOUTS: Final = (
    LayoutRule(Layout.C, has_navigation, label_c),
    LayoutRule(Layout.D, begins_with_link, label_a),
    LayoutRule(Layout.B, has_author_line, label_b),
    LayoutRule(Layout.A, has_teasers, label_a),
)
"""In the order in which they are tried."""


def tell_layout(page: RawPage) -> LayoutRule | None:
    """Tell the layout of a page; None where it has none that is known."""
    return next((rule for rule in LAYOUTS if rule.fits(page)), None)
