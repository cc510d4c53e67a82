"""Layout A: another article's teaser, metadata, glued text, related articles."""

from __future__ import annotations

from typing import Final

from commentariat.intake.pages.bio_search import start_of_bios
from commentariat.intake.pages.layouts.body import label_body
from commentariat.intake.pages.layouts.ending import label_ending, start_of_ending
from commentariat.intake.pages.layouts.opening import (
    is_event_page,
    label_byline,
    label_images,
    label_opening,
    start_of_bio_heading,
)
from commentariat.intake.pages.layouts.rule import LayoutRule
from commentariat.intake.pages.layouts.signs import is_lead_in
from commentariat.intake.pages.model import Label
from commentariat.intake.pages.raw_page import LabeledLine, RawPage


def has_teasers(page: RawPage) -> bool:
    """Whether other articles stand above, or nothing, and text below."""
    return is_lead_in(page) and bool(page.before or page.after)


def label_a(page: RawPage) -> list[LabeledLine]:
    """Label the lines after the metadata of a page in layout A or D."""
    lines = page.after
    ending = start_of_ending(page)
    is_event = is_event_page(page, has_title=False)
    images = len(label_images(lines[:ending]))
    bios = start_of_bios(lines, images, ending, page.people, are_speakers=is_event)
    heading = start_of_bio_heading(lines, images, bios)
    opening = label_opening(lines[:heading], has_title=False, is_event=is_event)
    opening += label_byline(lines[:heading], len(opening), page.people)
    return [
        *map(LabeledLine, lines, opening),
        *label_body(lines[len(opening) : heading]),
        *(LabeledLine(line, Label.NAVIGATION) for line in lines[heading:bios]),
        *(LabeledLine(line, Label.BIO) for line in lines[bios:ending]),
        *label_ending(page, ending, is_event=is_event),
    ]


LAYOUT_A: Final = LayoutRule(
    name="A",
    sign="teasers",
    fits=has_teasers,
    label=label_a,
)
