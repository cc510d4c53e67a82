"""The layouts, each a row with its sign and the function that labels it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from commentariat.intake.pages.layouts.a import LAYOUT_A
from commentariat.intake.pages.layouts.b import LAYOUT_B
from commentariat.intake.pages.layouts.c import LAYOUT_C
from commentariat.intake.pages.layouts.d import LAYOUT_D
from commentariat.intake.pages.layouts.plain import LAYOUT_PAGE, LAYOUT_TEXT
from commentariat.intake.pages.layouts.rule import LayoutRule
from commentariat.intake.pages.raw_page import RawPage

LAYOUTS: Final = (LAYOUT_C, LAYOUT_D, LAYOUT_B, LAYOUT_A, LAYOUT_PAGE, LAYOUT_TEXT)
"""In the order in which they are tried: the surest sign first."""


def tell_layout(page: RawPage, layouts: Iterable[LayoutRule]) -> LayoutRule | None:
    """Tell which of *layouts* a page has; None where it is none of them."""
    return next(
        (
            rule
            for rule in layouts
            if rule.needs_block == page.has_block and rule.fits(page)
        ),
        None,
    )
