"""An article as most layouts have it: opening, body, biographies."""

from __future__ import annotations

from commentariat.intake.pages.layouts.body import label_body
from commentariat.intake.pages.layouts.opening import (
    label_bios,
    label_byline,
    label_opening,
    start_of_bio_heading,
)
from commentariat.intake.pages.model import Label
from commentariat.intake.pages.raw_page import LabeledLine, RawPage


def label_article(
    page: RawPage, images: int, bios: int, end: int, *, has_title: bool, is_event: bool
) -> list[LabeledLine]:
    """
    Label the lines after the metadata, down to the line *end*.

    *images* lines of credit come first, and from the line *bios* on the
    biographies stand.
    """
    lines = page.after
    heading = start_of_bio_heading(lines, images, bios)
    opening = label_opening(lines[:heading], has_title=has_title, is_event=is_event)
    opening += label_byline(lines[:heading], len(opening), page.people)
    return [
        *map(LabeledLine, lines, opening),
        *label_body(lines[len(opening) : heading]),
        *(LabeledLine(line, Label.NAVIGATION) for line in lines[heading:bios]),
        *label_bios(lines[bios:end]),
    ]
