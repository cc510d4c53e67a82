"""What stands below the body on a page of glued text: related articles, speakers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from commentariat.intake.pages.bio_search import start_of_bios
from commentariat.intake.pages.model import Label
from commentariat.intake.pages.raw_page import LabeledLine, RawPage
from commentariat.intake.pages.teasers import begins_pairs, repeats, split_link
from commentariat.intake.phrases.lines import RawLine
from commentariat.intake.phrases.names import (
    Person,
    find_named,
    is_author_line,
    is_name,
)
from commentariat.intake.phrases.roles import ends_sentence, is_role

_TEASER_WORDS: Final = 80
_LEAST_PAIRS: Final = 2
_MOST_SPEAKER_LINES: Final = 60


def start_of_ending(page: RawPage) -> int:
    """
    Find the line below the body: the disclaimer, or the first related article.

    Where neither disclaimer nor lead-in tells, two pairs of teaser and authors at
    the end of the file do.
    """
    if page.disclaimers:
        return min(page.disclaimers)
    repeated = find_repeated_lead(page, 0)
    if repeated is not None:
        return repeated
    return _start_of_pairs(page)


def find_repeated_lead(page: RawPage, start: int) -> int | None:
    """Find the lead-in again: the first of the related articles is the same one."""
    teaser = page.lead_in[0] if page.lead_in else None
    wanted = (teaser.text or teaser.title) if teaser else None
    if not wanted:
        return None
    last = len(page.after) - 1
    for index in range(start, last + 1):
        text = page.after[index].text
        link = split_link(text)
        is_last = index == last and page.is_cut_off
        if repeats(link[0] if link else text, wanted, is_last=is_last):
            return index
    return None


def _start_of_pairs(page: RawPage) -> int:
    """Find pairs of teaser and authors that end the file, with nothing before them."""
    end = len(page.after)
    at = end
    if page.is_cut_off and end and not is_author_line(page.after[-1].text):
        at -= 1  # a teaser that breaks off
    pairs = 0
    while at >= 2 and _is_pair(page.after[at - 2], page.after[at - 1], page.people):
        at -= 2
        pairs += 1
    return at if pairs >= _LEAST_PAIRS else end


def _is_pair(teaser: RawLine, authors: RawLine, people: Sequence[Person]) -> bool:
    return (
        is_author_line(authors.text)
        and " " in authors.text
        and not is_role(authors.text)
        and find_named(authors.text, people) is None
        and ends_sentence(teaser.text)
        and len(teaser.text.split()) <= _TEASER_WORDS
    )


def label_ending(page: RawPage, start: int, *, is_event: bool) -> list[LabeledLine]:
    """Label what stands from the line *start* on: disclaimer, speakers, related."""
    labeled: list[LabeledLine] = []
    at = start
    while at in page.disclaimers:
        labeled.append(LabeledLine(page.after[at], Label.DISCLAIMER))
        at += 1
    related = _start_of_related(page, at, is_event=is_event)
    for index in range(at, len(page.after)):
        label = Label.RELATED if index >= related else Label.BIO
        if index in page.disclaimers:
            label = Label.DISCLAIMER
        labeled.append(LabeledLine(page.after[index], label))
    return labeled


def _start_of_related(page: RawPage, start: int, *, is_event: bool) -> int:
    """Find where speakers end, whom a page of an event names below the disclaimer."""
    repeated = find_repeated_lead(page, start)
    end = len(page.after) if repeated is None else repeated
    if end == start:
        return start
    lines = page.after
    if repeated is not None:
        if begins_pairs(lines[start:end]) and not is_event:
            return start
        return end if _speaks_of_people(page, start, end, is_event=is_event) else start
    if not _begins_with_person(page, start, end):
        return start
    for at in range(min(end, start + _MOST_SPEAKER_LINES), start, -1):
        found = start_of_bios(lines, start, at, page.people, are_speakers=is_event)
        if found == start:
            return at
    return start


def _begins_with_person(page: RawPage, start: int, end: int) -> bool:
    text = page.after[start].text
    return start + 1 < end and (is_role(text) or is_name(text))


def _speaks_of_people(page: RawPage, start: int, end: int, *, is_event: bool) -> bool:
    lines = page.after[start:end]
    return is_event or any(
        is_role(line.text) or find_named(line.text, page.people) for line in lines
    )
