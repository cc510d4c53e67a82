"""Layout B: an author line, metadata, title, text, sections with names."""

from __future__ import annotations

from typing import Final

from commentariat.intake.pages.bio_search import start_of_bios
from commentariat.intake.pages.layouts.article import label_article
from commentariat.intake.pages.layouts.opening import is_event_page, label_images
from commentariat.intake.pages.layouts.rule import LayoutRule
from commentariat.intake.pages.layouts.sections import label_sections, start_of_sections
from commentariat.intake.pages.layouts.signs import has_pairs, is_lead_in
from commentariat.intake.pages.raw_page import LabeledLine, RawPage
from commentariat.intake.phrases.fixed_lines import ABOUT_AUTHOR, says
from commentariat.intake.phrases.labels import read_more_work


def has_author_line(page: RawPage) -> bool:
    """Whether authors stand alone above, or words below that no other layout has."""
    if not is_lead_in(page):
        return False
    if any(read_more_work(line.text) for line in page.after):
        return True
    is_teased = any(teaser.text for teaser in page.lead_in) or has_pairs(page)
    if not is_teased and any(says(line.text, ABOUT_AUTHOR) for line in page.after):
        return True
    has_authors_alone = len(page.lead_in) == 1 and not (
        page.lead_in[0].text or page.lead_in[0].title
    )
    return has_authors_alone and not has_pairs(page)


def label_b(page: RawPage) -> list[LabeledLine]:
    """Label the lines after the metadata of a page in layout B."""
    lines = page.after
    images = len(label_images(lines))
    sections = start_of_sections(page, images)
    is_event = is_event_page(page)
    bios = sections
    if not (sections < len(lines) and says(lines[sections].text, ABOUT_AUTHOR)):
        start = min(images + 1, sections)  # the title is none
        bios = start_of_bios(lines, start, sections, page.people, are_speakers=is_event)
    article = label_article(
        page, images, bios, sections, has_title=True, is_event=is_event
    )
    return [*article, *label_sections(page, sections)]


LAYOUT_B: Final = LayoutRule(
    name="B",
    sign="authors",
    fits=has_author_line,
    label=label_b,
    has_title=True,
)
