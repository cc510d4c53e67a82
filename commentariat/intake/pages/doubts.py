"""What of a reading could be read in another way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Final, TypeAlias

import msgspec

from commentariat.archive.text import fold, shorten
from commentariat.intake.pages.layouts.body import is_heading_shaped
from commentariat.intake.pages.layouts.opening import DEK_WORDS, count_sentences
from commentariat.intake.pages.layouts.rule import LayoutRule
from commentariat.intake.pages.model import Doubt, Reading
from commentariat.intake.pages.raw_page import RawPage
from commentariat.intake.phrases.names import find_named
from commentariat.intake.phrases.roles import ends_sentence, is_title_case
from commentariat.kinds import Kind

_SURE_DEK_WORDS: Final = 45
_SURE_DEK_SENTENCES: Final = 3
_SURE_LONE_WORDS: Final = 25
_SHORT: Final = 80  # characters
_LEAST_LEAD: Final = 12  # characters above a list: not `Notes:`
_LEAST_ITEMS: Final = 2
_LONGEST_ITEM: Final = 160
_LONGEST_SHOWN: Final = 110
_NO_NAME: Final = ("http", "#", "www.")
"""What begins a last line that is no author's name: an address, a tag."""
_ITEM_MARKS: Final = ("•", "- ", "* ", "–", "“")
"""What items of a list begin with that kept their marks, and quotations."""
_NO_ITEM: Final = (":", "?")
"""How lines end that are no items: they lead over, or ask."""


def find_doubts(
    reading: Reading, page: RawPage, layout: LayoutRule
) -> tuple[Doubt, ...]:
    """List all that an editor should look at, by line."""
    found = [doubt for find in _finders(layout) for doubt in find(reading, page)]
    found += layout.doubt(page)
    return tuple(sorted(found, key=lambda doubt: (doubt.line, doubt.message)))


def _doubt_text(reading: Reading, page: RawPage) -> Iterator[Doubt]:
    if not reading.body and not reading.dek:
        yield Doubt(_last_line(page), Kind.NO_TEXT.of())


def _doubt_dek(reading: Reading, page: RawPage) -> Iterator[Doubt]:
    """A dek is told by its place and length alone, where no source follows it."""
    if reading.dek is None or reading.publication_source or reading.published:
        return
    is_long = len(reading.dek.split()) > _SURE_DEK_WORDS
    is_many = count_sentences(reading.dek) > _SURE_DEK_SENTENCES
    if not reading.body and len(reading.dek.split()) > _SURE_LONE_WORDS:
        yield Doubt(reading.dek_line, Kind.ONLY_DEK.of())
    elif reading.body and (is_long or is_many):
        yield Doubt(reading.dek_line, Kind.LONG_DEK.of())


def _doubt_repeated_dek(reading: Reading, page: RawPage) -> Iterator[Doubt]:
    """A dek that stands again as the first paragraph, which may be meant or not."""
    if not (reading.dek and reading.body):
        return
    first = reading.body[0]
    if _begin_alike(reading.dek, first.text) and fold(reading.dek) == fold(first.text):
        yield Doubt(first.line, Kind.REPEATED_DEK.of())


def _begin_alike(one: str, other: str) -> bool:
    """Tell whether two texts may begin with the same word: most are told by a letter."""
    if not (one[:1].isalnum() and other[:1].isalnum()):
        return True
    return one[0].casefold()[0] == other[0].casefold()[0]


def _doubt_missing_dek(reading: Reading, page: RawPage) -> Iterator[Doubt]:
    if reading.dek is None and reading.event is None and len(reading.body) == 1:
        words = len(reading.body[0].text.split())
        if words <= DEK_WORDS and not reading.publication_source:
            yield Doubt(reading.body[0].line, Kind.ONLY_BODY.of())


def _doubt_missing_title(reading: Reading, page: RawPage) -> Iterator[Doubt]:
    if reading.title is None:
        yield Doubt(_last_line(page), Kind.NO_TITLE_LINE.of(reading.layout))


def _doubt_title(reading: Reading, page: RawPage) -> Iterator[Doubt]:
    if reading.title and reading.title.endswith(".") and len(reading.title) > _SHORT:
        yield Doubt(reading.title_line, Kind.TITLE_OR_DEK.of())


def _doubt_last_line(reading: Reading, page: RawPage) -> Iterator[Doubt]:
    """A short line without a stop above the disclaimer may be a name or a role."""
    last = reading.body[-1] if reading.body else None
    if last is None or not reading.has_disclaimer:
        return
    is_short = len(last.text) <= _SHORT and not ends_sentence(last.text)
    if is_short and not last.text.startswith(_NO_NAME):
        yield Doubt(last.line, Kind.BIO_OR_BODY.of(last.text))


def _doubt_closing(reading: Reading, page: RawPage) -> Iterator[Doubt]:
    """Text below an author's name that is not about them may be a disclaimer."""
    if reading.has_disclaimer or len(reading.body) < 3:
        return
    last = reading.body[-1]
    if any(find_named(one.text, page.people) for one in reading.body[-4:-1]):
        yield Doubt(last.line, Kind.DISCLAIMER_OR_BODY.of())


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
            yield Doubt(lines[at + 1].line, Kind.LIST_OR_PARAGRAPHS.of(items))


def _is_item(text: str) -> bool:
    is_marked = text.startswith(_ITEM_MARKS) or text[0].isdigit()
    return len(text) <= _LONGEST_ITEM and not is_marked and not text.endswith(_NO_ITEM)


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
            yield Doubt(line.line, Kind.HEADING_OR_PARAGRAPH.of(line.text))


def _doubt_bios(reading: Reading, page: RawPage) -> Iterator[Doubt]:
    for bio in reading.bios:
        if not bio.name:
            yield Doubt(bio.line, Kind.NAMELESS_BIO.of())
        elif find_named(bio.name, page.people) is None and reading.event is None:
            yield Doubt(bio.line, Kind.BIO_OF_ANOTHER.of(bio.name))


def _doubt_cut(reading: Reading, page: RawPage) -> Iterator[Doubt]:
    """A file that stops before its end: cut while it was crawled."""
    has_end = reading.has_disclaimer or reading.related or reading.bios
    last = reading.body[-1] if reading.body else None
    if not page.is_cut_off or has_end or last is None or ends_sentence(last.text):
        return
    yield Doubt(last.line, Kind.CUT_OFF.of())


def _doubt_related(reading: Reading, page: RawPage) -> Iterator[Doubt]:
    for teaser in reading.related:
        if teaser.is_cut:
            continue
        if teaser.title is not None and teaser.type is None and teaser.link is None:
            yield Doubt(teaser.line, Kind.RELATED_TYPE.of(teaser.title))
    first = reading.related[0] if reading.related else None
    is_guess = not (reading.has_disclaimer or reading.more_work_from)
    if first is not None and is_guess and not page.lead_in:
        yield Doubt(first.line, Kind.RELATED_OR_BODY.of())


def _doubt_unplaced(reading: Reading, page: RawPage) -> Iterator[Doubt]:
    for paragraph in reading.unplaced:
        shown = shorten(paragraph.text, _LONGEST_SHOWN)
        is_above = bool(reading.body) and paragraph.line < reading.body[0].line
        kind = Kind.NOT_PLACED_ABOVE if is_above else Kind.NOT_PLACED
        yield Doubt(paragraph.line, kind.of(shown))


def _doubt_characters(reading: Reading, page: RawPage) -> Iterator[Doubt]:
    for line in (*page.before, *page.after):
        if "\ufffd" in line.text:
            yield Doubt(line.number, Kind.LOST_CHARACTER.of())


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
    _Rule(_doubt_repeated_dek),
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
