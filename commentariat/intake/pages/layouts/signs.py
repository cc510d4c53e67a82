"""Signs that several layouts are told by."""

from __future__ import annotations

from typing import Final

from commentariat.intake.pages.model import Label
from commentariat.intake.pages.raw_page import LabeledLine, RawPage
from commentariat.intake.pages.teasers import DOT, begins_pairs

_TEASER_WORDS: Final = 150
_MOST_TEASERS: Final = 6
_MARKUP: Final = ("<", "---", "```", "#", "|", "{", "%", "//", "/*", "=")


def has_bullets(page: RawPage) -> bool:
    """Whether the navigation of a site stands above."""
    return any(line.text.startswith(DOT) for line in page.before)


def label_before(page: RawPage) -> list[LabeledLine]:
    """Label the lines before the metadata as navigation or as teasers."""
    label = Label.NAVIGATION if has_bullets(page) else Label.LEAD_IN
    return [LabeledLine(line, label) for line in page.before]


def has_pairs(page: RawPage) -> bool:
    """Whether teasers and authors in turn follow the disclaimer, as in layout A."""
    if not page.disclaimers:
        return False
    return begins_pairs(page.after[max(page.disclaimers) + 1 :])


def is_lead_in(page: RawPage) -> bool:
    """Whether what stands above could be teasers, and nothing but teasers."""
    if len(page.lead_in) > _MOST_TEASERS:
        return False
    if len(page.lead_in) > 1 and not all(
        teaser.authors or teaser.type for teaser in page.lead_in
    ):
        return False
    return not any(
        line.text.startswith(_MARKUP) or len(line.text.split()) > _TEASER_WORDS
        for line in page.before
    )
