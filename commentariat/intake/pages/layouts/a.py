"""Layout A: another article's teaser, metadata, glued text, related articles."""

from __future__ import annotations

from typing import Final

from commentariat.intake.pages.bio_search import start_of_bios
from commentariat.intake.pages.layouts.article import label_article
from commentariat.intake.pages.layouts.ending import label_ending, start_of_ending
from commentariat.intake.pages.layouts.opening import is_event_page, label_images
from commentariat.intake.pages.layouts.rule import LayoutRule
from commentariat.intake.pages.layouts.signs import is_lead_in
from commentariat.intake.pages.raw_page import LabeledLine, RawPage


def has_teasers(page: RawPage) -> bool:
    """Whether other articles stand above, or nothing, and text below."""
    return is_lead_in(page) and bool(page.before or page.after)


def label_a(page: RawPage) -> list[LabeledLine]:
    """Label the lines after the metadata of a page in layout A or D."""
    lines = page.after
    ending = start_of_ending(page)
    is_event = is_event_page(page)
    images = len(label_images(lines[:ending]))
    bios = start_of_bios(lines, images, ending, page.people, are_speakers=is_event)
    article = label_article(
        page, images, bios, ending, has_title=False, is_event=is_event
    )
    return [*article, *label_ending(page, ending, is_event=is_event)]


LAYOUT_A: Final = LayoutRule(
    name="A",
    sign="teasers",
    fits=has_teasers,
    label=label_a,
)
