"""Layout C: site navigation, metadata, a header of blocks, text, author cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from commentariat.intake.pages.bio_evidence import is_post_below_name
from commentariat.intake.pages.bio_search import start_of_bios
from commentariat.intake.pages.layouts.body import label_body
from commentariat.intake.pages.layouts.opening import (
    label_bios,
    label_event_date,
    label_headlines,
    label_images,
    start_of_bio_heading,
)
from commentariat.intake.pages.layouts.rule import LayoutRule
from commentariat.intake.pages.layouts.sections import label_sections, start_of_sections
from commentariat.intake.pages.layouts.signs import has_bullets
from commentariat.intake.pages.model import Label
from commentariat.intake.pages.raw_page import LabeledLine, RawPage
from commentariat.intake.phrases.fixed_lines import (
    HERO_IMAGE,
    LEARN_MORE,
    LINK_COPIED,
    says,
)
from commentariat.intake.phrases.labels import read_byline, read_published, read_source
from commentariat.intake.phrases.lines import RawLine
from commentariat.intake.phrases.names import find_named, fold, is_author_line
from commentariat.intake.phrases.piece_types import TYPE_LABELS
from commentariat.intake.phrases.roles import ends_sentence, is_role, is_title_case

_LONGEST_HEADER: Final = 16  # lines down to the date
_LONGEST_CARD: Final = 10
_TYPE_WORDS: Final = 4
_OUTLET_WORDS: Final = 6
_CARD_HEADINGS: Final = ("Program",)


def has_navigation(page: RawPage) -> bool:
    """Whether the site's navigation stands above, or a header with link and date."""
    if has_bullets(page):
        return True
    header = [line.text for line in page.after[:_LONGEST_HEADER]]
    return any(says(line, LINK_COPIED) for line in header) and any(
        map(read_published, header)
    )


def label_c(page: RawPage) -> list[LabeledLine]:
    """Label the lines after the metadata of a page in layout C."""
    lines = page.after
    header = _label_header(page)
    sections = start_of_sections(page, len(header))
    bios = start_of_bios(
        lines, len(header), sections, page.people, are_speakers=Label.EVENT in header
    )
    heading = start_of_bio_heading(lines, len(header), bios)
    return [
        *map(LabeledLine, lines, header),
        *label_body(lines[len(header) : heading]),
        *(LabeledLine(line, Label.NAVIGATION) for line in lines[heading:bios]),
        *label_bios(lines[bios:sections]),
        *label_sections(page, sections),
    ]


def _label_header(page: RawPage) -> list[Label]:
    """Label what stands above the body: what the page shows, then what it is."""
    stop = _find_stop(page.after)
    is_whole = stop is not None
    head = page.after[: stop if is_whole else _LONGEST_HEADER]
    labels = _label_head(page, head, is_whole=is_whole)
    if not is_whole:
        return labels
    return _add_imprint(page, labels)


def _find_stop(lines: Sequence[RawLine]) -> int | None:
    """Find the first line that is below title and dek for certain."""
    for index, line in enumerate(lines[:_LONGEST_HEADER]):
        if says(line.text, LINK_COPIED) or _is_byline(line.text):
            return index
        if read_published(line.text) is not None:
            return index
    return None


def _is_byline(text: str) -> bool:
    names = read_byline(text)
    return names is not None and is_author_line(names.replace(" and ", ", "))


def _label_head(
    page: RawPage, head: Sequence[RawLine], *, is_whole: bool
) -> list[Label]:
    """Credit, type, center, title, dek; without an end to it, as far as is sure."""
    labels = label_images(head)
    if _is_type(page, head[len(labels) :], is_whole=is_whole):
        labels.append(Label.TYPE_LABEL)
    if _is_center_next(page, head, labels):
        labels.append(Label.CENTER_LABEL)
    rest = head[len(labels) :]
    headlines = label_headlines(rest, has_title=True, is_event=False)
    if not is_whole:
        return labels + headlines
    if {Label.EVENT, Label.PUBLICATION_SOURCE}.isdisjoint(headlines):
        headlines = [Label.TITLE, Label.DEK][: len(rest)]
    return labels + headlines + [Label.BODY] * (len(rest) - len(headlines))


def _is_type(page: RawPage, rest: Sequence[RawLine], *, is_whole: bool) -> bool:
    """Whether a type label comes next: by its words, or as the first of three."""
    if not rest:
        return False
    if rest[0].text in TYPE_LABELS:
        return True
    is_first_of_three = is_whole and len(rest) == 3 and rest[2].is_after_blank
    is_over_center = len(rest) > 1 and _is_center(page, rest[1].text)
    is_short = len(rest[0].text.split()) <= _TYPE_WORDS
    return is_short and (is_first_of_three or is_over_center)


def _is_center_next(
    page: RawPage, head: Sequence[RawLine], labels: list[Label]
) -> bool:
    """Whether a center comes next, or a blog: the second line of the type's block."""
    lines = head[len(labels) : len(labels) + 2]
    if not lines:
        return False
    if _is_center(page, lines[0].text):
        return True
    is_below_type = bool(labels) and labels[-1] == Label.TYPE_LABEL
    is_last_of_block = len(lines) == 2 and lines[1].is_after_blank
    return is_below_type and not lines[0].is_after_blank and is_last_of_block


def _is_center(page: RawPage, text: str) -> bool:
    centers = page.told_of("centers", "primary_center")
    return len(text) <= 200 and any(
        fold(text) == fold(center[:300]) for center in centers if center
    )


def _add_imprint(page: RawPage, head: list[Label]) -> list[Label]:
    """Add link, byline, date, program card and source, each once, in any order."""
    labels = list(head)
    while len(labels) < len(page.after):
        lines = page.after[len(labels) : len(labels) + _LONGEST_CARD]
        found = _label_next(page, lines) or _label_outlet(page, labels, lines)
        if not found or (found[0] != Label.NAVIGATION and found[0] in labels):
            break
        labels += found
    return labels


def _label_next(page: RawPage, lines: Sequence[RawLine]) -> list[Label]:
    text = lines[0].text
    if says(text, LINK_COPIED):
        return [Label.NAVIGATION]
    if _is_byline(text):
        return [Label.BYLINE]
    if read_published(text) is not None:
        return [Label.PUBLISHED]
    if read_source(text) is not None:
        return [Label.PUBLICATION_SOURCE]
    date = label_event_date(lines)
    return date or [Label.PROGRAM_CARD] * _count_card(page, lines)


def _label_outlet(
    page: RawPage, labels: Sequence[Label], lines: Sequence[RawLine]
) -> list[Label]:
    """Label a bare outlet between the date and an author's card, and that card."""
    is_below_date = bool(labels) and labels[-1] == Label.PUBLISHED
    if not is_below_date or len(lines) < 3:
        return []
    outlet, name, post = (line.text for line in lines[:3])
    person = find_named(name, page.people)
    is_outlet = len(outlet.split()) <= _OUTLET_WORDS and is_title_case(outlet)
    if person is None or not is_outlet or find_named(outlet, page.people):
        return []
    if is_role(outlet) or ends_sentence(outlet) or not is_post_below_name(post):
        return []
    return [Label.PUBLICATION_SOURCE, Label.BIO, Label.BIO]


def _count_card(page: RawPage, lines: Sequence[RawLine]) -> int:
    """Count the lines of a program's card, from its picture to `Learn More`."""
    programs = {fold(name) for name in page.told_of("programs")}
    known = 0
    while known < min(len(lines), 3) and _is_of_card(lines[known].text, programs):
        known += 1
    if known == 0 or (known == 1 and fold(lines[0].text) in programs):
        return 0
    for index, line in enumerate(lines):
        if says(line.text, LEARN_MORE):
            return index + 1
    return known


def _is_of_card(text: str, programs: set[str]) -> bool:
    return says(text, HERO_IMAGE) or text in _CARD_HEADINGS or fold(text) in programs


LAYOUT_C: Final = LayoutRule(
    name="C",
    sign="site navigation",
    fits=has_navigation,
    label=label_c,
    has_title=True,
    parts_bios=True,
)
