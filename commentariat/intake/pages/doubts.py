"""What of a reading could be read in another way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Final, TypeAlias

import msgspec

from commentariat.intake.pages.layouts.body import is_heading_shaped
from commentariat.intake.pages.layouts.opening import DEK_WORDS, count_sentences
from commentariat.intake.pages.layouts.rule import LayoutRule
from commentariat.intake.pages.model import Doubt, Reading
from commentariat.intake.pages.raw_page import RawPage
from commentariat.intake.phrases.names import find_named
from commentariat.intake.phrases.roles import ends_sentence, is_title_case

_SURE_DEK_WORDS: Final = 45
_SURE_DEK_SENTENCES: Final = 3
_SURE_LONE_WORDS: Final = 25
_SHORT: Final = 80  # characters
_LEAST_LEAD: Final = 12  # characters above a list: not `Notes:`
_LEAST_ITEMS: Final = 2
_LONGEST_ITEM: Final = 160


def find_doubts(
    reading: Reading, page: RawPage, layout: LayoutRule
) -> tuple[Doubt, ...]:
    """List all that an editor should look at, by line."""
    found = [doubt for find in _finders(layout) for doubt in find(reading, page)]
    return tuple(sorted(found, key=lambda doubt: (doubt.line, doubt.kind)))


def _doubt_text(reading: Reading, page: RawPage) -> Iterator[Doubt]:
    if not reading.body and not reading.dek:
        yield Doubt(_last_line(page), "no text", "the file holds neither dek nor body")


def _doubt_dek(reading: Reading, page: RawPage) -> Iterator[Doubt]:
    """A dek is told by its place and length alone, where no source follows it."""
    if reading.dek is None or reading.publication_source or reading.published:
        return
    is_long = len(reading.dek.split()) > _SURE_DEK_WORDS
    is_many = count_sentences(reading.dek) > _SURE_DEK_SENTENCES
    if not reading.body and len(reading.dek.split()) > _SURE_LONE_WORDS:
        message = "the only paragraph is read as the dek; it could be the body"
        yield Doubt(reading.dek_line, "dek or body", message)
    elif reading.body and (is_long or is_many):
        message = "the first paragraph is read as the dek; it is long for one"
        yield Doubt(reading.dek_line, "dek or body", message)


def _doubt_missing_dek(reading: Reading, page: RawPage) -> Iterator[Doubt]:
    if reading.dek is None and reading.event is None and len(reading.body) == 1:
        words = len(reading.body[0].text.split())
        if words <= DEK_WORDS and not reading.publication_source:
            message = "the only paragraph is read as the body; it could be the dek"
            yield Doubt(reading.body[0].line, "dek or body", message)


def _doubt_missing_title(reading: Reading, page: RawPage) -> Iterator[Doubt]:
    if reading.title is None:
        message = f"layout {reading.layout} has a title; none was found"
        yield Doubt(_last_line(page), "no title line", message)


def _doubt_title(reading: Reading, page: RawPage) -> Iterator[Doubt]:
    if reading.title and reading.title.endswith(".") and len(reading.title) > _SHORT:
        message = "the title reads like a sentence; it could be the dek"
        yield Doubt(reading.title_line, "title or dek", message)


def _doubt_last_line(reading: Reading, page: RawPage) -> Iterator[Doubt]:
    """A short line without a stop above the disclaimer may be a name or a role."""
    last = reading.body[-1] if reading.body else None
    if last is None or not reading.has_disclaimer:
        return
    is_short = len(last.text) <= _SHORT and not ends_sentence(last.text)
    if is_short and not last.text.startswith(("http", "#", "www.")):
        message = f"the last line of the body may be about an author: {last.text!r}"
        yield Doubt(last.line, "bio or body", message)


def _doubt_closing(reading: Reading, page: RawPage) -> Iterator[Doubt]:
    """Text below an author's name that is not about them may be a disclaimer."""
    if reading.has_disclaimer or len(reading.body) < 3:
        return
    last = reading.body[-1]
    if any(find_named(one.text, page.people) for one in reading.body[-4:-1]):
        message = "what stands below an author's name may be a disclaimer"
        yield Doubt(last.line, "disclaimer or body", message)


def _doubt_list(reading: Reading, page: RawPage) -> Iterator[Doubt]:
    """Short lines below a colon, whose bullets may be lost."""
    lines = reading.body
    for at, line in enumerate(lines):
        if not line.text.endswith(":") or len(line.text) < _LEAST_LEAD:
            continue
        items = 0
        while at + items + 1 < len(lines) and _is_item(lines[at + items + 1].text):
            items += 1
        if items >= _LEAST_ITEMS:
            message = f"{items} short lines below a colon may be a list"
            yield Doubt(lines[at + 1].line, "list or paragraphs", message)


def _is_item(text: str) -> bool:
    is_marked = text.startswith(("•", "- ", "* ", "–", "“")) or text[0].isdigit()
    return (
        len(text) <= _LONGEST_ITEM and not is_marked and not text.endswith((":", "?"))
    )


def _doubt_heading(reading: Reading, page: RawPage) -> Iterator[Doubt]:
    """A title between paragraphs of which one is short."""
    for above, line, below in zip(
        reading.body, reading.body[1:], reading.body[2:], strict=False
    ):
        is_short = len(line.text) <= _SHORT <= len(below.text) and " " in line.text
        if not is_short or line.is_heading or line.text.isupper():
            continue
        is_title = is_title_case(line.text) and is_heading_shaped(line.text)
        is_alone = is_title and ends_sentence(above.text)
        if is_alone and find_named(line.text, page.people) is None:
            message = f"this line may be a heading: {line.text!r}"
            yield Doubt(line.line, "heading or paragraph", message)


def _doubt_bios(reading: Reading, page: RawPage) -> Iterator[Doubt]:
    for bio in reading.bios:
        if not bio.name:
            message = "a biography does not tell whose it is"
            yield Doubt(bio.line, "bio without a name", message)
        elif find_named(bio.name, page.people) is None and reading.event is None:
            message = f"{bio.name!r} has a biography and is no author in the metadata"
            yield Doubt(bio.line, "bio of another", message)


def _doubt_cut(reading: Reading, page: RawPage) -> Iterator[Doubt]:
    """A file that stops before its end: cut while it was crawled."""
    has_end = reading.has_disclaimer or reading.related or reading.bios
    last = reading.body[-1] if reading.body else None
    if not page.is_cut_off or has_end or last is None or ends_sentence(last.text):
        return
    yield Doubt(last.line, "cut off", "the file ends in the middle of the body")


def _doubt_related(reading: Reading, page: RawPage) -> Iterator[Doubt]:
    for teaser in reading.related:
        if teaser.is_cut:
            continue
        if teaser.title is not None and teaser.type is None and teaser.link is None:
            message = f"no known type ends the title {teaser.title!r}"
            yield Doubt(teaser.line, "type of a related piece", message)
    first = reading.related[0] if reading.related else None
    is_guess = not (reading.has_disclaimer or reading.more_work_from)
    if first is not None and is_guess and not page.lead_in:
        message = "teasers at the end are read as related articles, from their shape"
        yield Doubt(first.line, "related or body", message)


def _doubt_unplaced(reading: Reading, page: RawPage) -> Iterator[Doubt]:
    for paragraph in reading.unplaced:
        message = f"below the article stands what is no known part: {paragraph.text!r}"
        yield Doubt(paragraph.line, "not placed", message[:160])


def _doubt_characters(reading: Reading, page: RawPage) -> Iterator[Doubt]:
    for line in (*page.before, *page.after):
        if "\ufffd" in line.text:
            message = "a character was lost before the file was made (U+FFFD)"
            yield Doubt(line.number, "lost character", message)


def _last_line(page: RawPage) -> int:
    lines = page.after or page.before
    return lines[-1].number if lines else 1


_Finder: TypeAlias = "Callable[[Reading, RawPage], Iterator[Doubt]]"


class _Rule(msgspec.Struct, frozen=True):
    """What finds doubts, and the layouts that have them."""

    find: _Finder
    is_for: Callable[[LayoutRule], bool] = lambda layout: True


@cache
def _finders(layout: LayoutRule) -> tuple[_Finder, ...]:
    return tuple([rule.find for rule in _RULES if rule.is_for(layout)])


def _may_end_in_bios(layout: LayoutRule) -> bool:
    return not layout.parts_bios


_RULES: Final = (
    _Rule(_doubt_text),
    _Rule(_doubt_missing_title, lambda layout: layout.has_title),
    _Rule(_doubt_title),
    _Rule(_doubt_dek),
    _Rule(_doubt_missing_dek),
    _Rule(_doubt_last_line, _may_end_in_bios),
    _Rule(_doubt_closing, _may_end_in_bios),
    _Rule(_doubt_list),
    _Rule(_doubt_heading),
    _Rule(_doubt_bios),
    _Rule(_doubt_related),
    _Rule(_doubt_cut),
    _Rule(_doubt_unplaced),
    _Rule(_doubt_characters),
)
