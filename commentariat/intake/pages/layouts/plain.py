"""Texts without metadata: a house's own page as text, and any other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from commentariat.intake.pages.bio_evidence import looks_like_person
from commentariat.intake.pages.bio_search import start_of_bios
from commentariat.intake.pages.layouts.body import is_heading_shaped, label_body
from commentariat.intake.pages.layouts.head_signs import is_prose
from commentariat.intake.pages.layouts.heads import read_head
from commentariat.intake.pages.layouts.late_heads import LateHead, find_late_head
from commentariat.intake.pages.layouts.rule import LayoutRule
from commentariat.intake.pages.layouts.sections import label_sections, start_of_sections
from commentariat.intake.pages.model import Doubt, Label
from commentariat.intake.pages.raw_page import LabeledLine, RawPage
from commentariat.intake.pages.teasers import begins_pairs, strip_bullet
from commentariat.intake.phrases.fixed_lines import ABOUT_AUTHOR, says
from commentariat.intake.phrases.imprint import (
    is_related_heading,
    is_salutation,
    is_speakers_heading,
)
from commentariat.intake.phrases.lines import RawLine
from commentariat.intake.phrases.names import (
    Person,
    find_beginning,
    find_named,
    is_author_line,
    leading_name,
    split_byline,
)
from commentariat.intake.phrases.roles import ends_sentence

_LEAST_SIGNS: Final = 2
_LEAST_WORDS: Final = 25
_LEAST_UNTITLED: Final = 2  # paragraphs of a text that has no title
_FENCES: Final = ("<", "---", "+++", "```", "|", "{", "%PDF", "//", "/*", "=")
"""What texts in a language of programs begin with."""
_MOST_SECTIONS: Final = 40  # lines below the heading of the biographies
_TEASER_WORDS: Final = 60
_LEAST_TEASER: Final = 5
_MOST_TEASERS: Final = 8
_SIGNED_WITHIN: Final = 12  # lines from the end
_HEADING_WORDS: Final = 6
_LEAST_HEADINGS: Final = 2
_BELOW_HEADING: Final = 8  # words
_POSTSCRIPT: Final = ("P.S", "PS ", "PS:", "P. S", "P.P.S")


def is_page(page: RawPage) -> bool:
    """Whether a page of a house stands there: title, and what such pages say beside it."""
    head = read_head(page)
    if _lost_its_block(page):
        return False
    if head.title is None:
        return find_late_head(page) is not None
    signs = len(head.signs) + bool(page.disclaimers)
    return signs >= _LEAST_SIGNS or (head.has_type and len(page.after) > 2)


def is_text(page: RawPage) -> bool:
    """Whether prose stands there, with a line above it that could be its title."""
    lines = page.after
    if not lines or lines[0].text.startswith(_FENCES) or _lost_its_block(page):
        return False
    head = read_head(page)
    prose = [line for line in lines[head.size :] if is_prose(line.text)]
    words = sum(len(line.text.split()) for line in prose)
    least = 1 if head.title is not None else _LEAST_UNTITLED
    return len(prose) >= least and words >= _LEAST_WORDS


def _lost_its_block(page: RawPage) -> bool:
    """Whether the first line is the teaser of another article, as crawls have it."""
    if not page.disclaimers:
        return False
    first, end = page.after[0].text, max(page.disclaimers)
    return any(line.text == first for line in page.after[end + 1 :])


def label_plain(page: RawPage) -> list[LabeledLine]:
    """Label the lines of a text without metadata."""
    head = read_head(page)
    if head.title is None and (late := find_late_head(page)) is not None:
        return _label_late(page, late)
    page = msgspec.structs.replace(page, people=head.people)
    lines = page.after
    sections = _start_of_sections(page, head.size)
    related = _start_of_related(lines, head.size, sections)
    teasers = _start_of_teasers(page, head.size, related)
    bios = _start_of_speakers(lines, head.size, teasers)
    if bios == teasers:
        bios = start_of_bios(lines, head.size, teasers, page.people)
    return [
        *head.labeled,
        *_label_body(lines[head.size : bios]),
        *_label_bios(lines[bios:teasers]),
        *(LabeledLine(line, Label.UNKNOWN) for line in lines[teasers:related]),
        *_label_related(lines[related:sections]),
        *label_sections(page, sections),
    ]


def doubt_plain(page: RawPage) -> tuple[Doubt, ...]:
    """Name what of the head is told by its place or its shape alone."""
    head = read_head(page)
    if head.title is None and (late := find_late_head(page)) is not None:
        head = late.head
    return head.guesses


def _label_late(page: RawPage, late: LateHead) -> list[LabeledLine]:
    """Label a text with its head below it, and other pieces below that."""
    lines, end = page.after, late.start + late.head.size
    is_list = any(strip_bullet(line.text) is not None for line in lines[end:])
    rest = Label.RELATED if is_list or begins_pairs(lines[end:]) else Label.UNKNOWN
    labeled = _label_body(lines[: late.start])
    labeled += late.head.labeled
    labeled += [LabeledLine(line, rest) for line in lines[end:]]
    firm = {lines[at].start for at in page.disclaimers}
    return [
        LabeledLine(line, Label.DISCLAIMER)
        if line.start in firm
        else LabeledLine(line, label)
        for line, label in labeled
    ]


# -- Body ---------------------------------------------------------------------


def _label_body(lines: Sequence[RawLine]) -> list[LabeledLine]:
    """Label paragraphs and headings, short ones too where a text has several."""
    labeled = label_body(lines)
    short = list(_short_headings(lines))
    if len(short) >= _LEAST_HEADINGS:
        for at in short:
            labeled[at] = LabeledLine(lines[at], Label.HEADING)
    return labeled


def _short_headings(lines: Sequence[RawLine]) -> Iterator[int]:
    """Find the lines of a few words above a paragraph, with a paragraph above."""
    for at in range(1, len(lines) - 1):
        above, text, below = (line.text for line in lines[at - 1 : at + 2])
        is_short = len(text.split()) <= _HEADING_WORDS and lines[at].is_after_blank
        if not is_short or not is_heading_shaped(text) or is_salutation(text):
            continue
        is_above = ends_sentence(above) or above.startswith(("—", "–", "-"))
        is_parted = lines[at + 1].is_after_blank
        if is_above and is_parted and len(below.split()) >= _BELOW_HEADING:
            yield at


# -- What stands below --------------------------------------------------------


def _start_of_sections(page: RawPage, start: int) -> int:
    """Find the sections with names, unless a text goes on for long below a heading."""
    at = start_of_sections(page, start)
    end = min(page.disclaimers, default=len(page.after))
    is_heading = at < end and says(page.after[at].text, ABOUT_AUTHOR)
    if is_heading and end - at > _MOST_SECTIONS:
        return end
    return at


def _start_of_speakers(lines: Sequence[RawLine], start: int, end: int) -> int:
    """Find the heading above the speakers at an event, with names below it."""
    for at in range(start, end - 1):
        if is_speakers_heading(lines[at].text) and (
            looks_like_person(lines[at + 1].text) or leading_name(lines[at + 1].text)
        ):
            return at
    return end


def _label_bios(lines: Sequence[RawLine]) -> Iterator[LabeledLine]:
    for line in lines:
        is_heading = is_speakers_heading(line.text)
        yield LabeledLine(line, Label.NAVIGATION if is_heading else Label.BIO)


def _start_of_related(lines: Sequence[RawLine], start: int, end: int) -> int:
    """Find a heading such as `Related` with nothing but short lines below it."""
    found = end
    for at in range(end - 1, start, -1):
        text = lines[at].text
        if len(text.split()) > _TEASER_WORDS:
            break
        if at < end - 1 and is_related_heading(text):
            found = at
    return found


def _label_related(lines: Sequence[RawLine]) -> Iterator[LabeledLine]:
    for line in lines:
        is_heading = is_related_heading(line.text)
        yield LabeledLine(line, Label.NAVIGATION if is_heading else Label.RELATED)


def _start_of_teasers(page: RawPage, start: int, end: int) -> int:
    """
    Find what announces other pieces below the name that ends the text.

    No author stands under it, so nothing says what it is: an editor is asked.
    """
    lines = page.after
    is_letter = any(is_salutation(line.text) for line in lines[start : start + 4])
    for at in range(end - 2, max(start, end - _SIGNED_WITHIN), -1):
        if not _signs(lines[at].text, page.people, is_letter=is_letter):
            continue
        below = lines[at + 1 : end]
        is_cut = page.is_cut_off and end == len(lines)
        if len(below) <= _MOST_TEASERS and _are_teasers(
            below, page.people, is_cut=is_cut
        ):
            return at + 1
        break
    return end


def _signs(text: str, people: Sequence[Person], *, is_letter: bool) -> bool:
    """Whether a text ends with this line: the name of its author, or a letter's."""
    if len(text) > 120 or not is_author_line(
        text.lstrip("—–- ").replace(" and ", ", ")
    ):
        return False
    names = split_byline(text.lstrip("—–- "))
    if any(find_named(name, people) for name in names):
        return True
    return is_letter and all(" " in name for name in names)


def _are_teasers(
    lines: Sequence[RawLine], people: Sequence[Person], *, is_cut: bool
) -> bool:
    """Whether *lines* are sentences that could stand alone, and about no author."""
    for at, line in enumerate(lines):
        is_last = at == len(lines) - 1
        is_whole = ends_sentence(line.text) or (is_last and is_cut)
        if not is_whole or line.text.startswith(_POSTSCRIPT):
            return False
        if not _LEAST_TEASER <= len(line.text.split()) <= _TEASER_WORDS:
            return False
        if find_beginning(line.text, people) is not None:
            return False
    return True


LAYOUT_PAGE: Final = LayoutRule(
    name="page",
    sign="a title, and who wrote it when",
    fits=is_page,
    label=label_plain,
    needs_block=False,
    doubt=doubt_plain,
)
LAYOUT_TEXT: Final = LayoutRule(
    name="text",
    sign="prose",
    fits=is_text,
    label=label_plain,
    needs_block=False,
    doubt=doubt_plain,
)
