"""Layout D: a Markdown link and author, metadata on one line, glued text."""

from __future__ import annotations

from typing import Final

from commentariat.intake.pages.layouts.a import label_a
from commentariat.intake.pages.layouts.rule import LayoutRule
from commentariat.intake.pages.raw_page import RawPage
from commentariat.intake.pages.teasers import split_link


def begins_with_link(page: RawPage) -> bool:
    """Whether a Markdown link to another article stands above."""
    return bool(page.before) and split_link(page.before[0].text) is not None


LAYOUT_D: Final = LayoutRule(
    name="D",
    sign="a link",
    fits=begins_with_link,
    label=label_a,
)
