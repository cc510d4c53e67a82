"""What stands between the metadata and the body: credit, title, dek, source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from commentariat.intake.pages.model import Label
from commentariat.intake.pages.raw_page import LabeledLine, RawPage
from commentariat.intake.phrases.credits import is_credit, names_agency, names_outlet
from commentariat.intake.phrases.fixed_lines import (
    ABOUT_AUTHOR,
    AUTHORS,
    PLACEHOLDER,
    SPEAKERS,
    says,
)
from commentariat.intake.phrases.labels import read_byline, read_source
from commentariat.intake.phrases.lines import RawLine
from commentariat.intake.phrases.names import Person, find_named, split_byline
from commentariat.intake.phrases.roles import ends_sentence

DEK_WORDS: Final = 60
DEK_SENTENCES: Final = 5
_SOURCED_DEK_WORDS: Final = 120  # between credit and source, a dek may be longer
_TITLE_WORDS: Final = 40
_LONGEST: Final = 10  # lines
_REACH: Final = 3  # lines of an opening: title, dek, source
_PLACE_WORDS: Final = 14

_MONTH: Final = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"  # also whole
)
_WEEKDAY: Final = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?,?\s+"
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)"
_EVENT_DATE: Final = re.compile(
    rf"(?:{_WEEKDAY})?(?:{_MONTH}\s+{_DAY}|{_DAY}\s+(?:of\s+)?{_MONTH}),?\s+\d{{4}}\b"
    rf"|{_WEEKDAY}(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH}),?\s+\d{{4}}\b"
)
_ANY_DATE: Final = re.compile(r"(?=.{0,60}\b\d{1,2}\b)(?=.{0,60}\b(?:19|20)\d\d\b)")
_DATELINE: Final = re.compile(
    r"[A-Z][A-Z .,]{2,40},? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?\s?[—–-]"
    r"|[A-Z][A-Z .,]{4,40}(?:—|--)(?=[A-Z“\"])"
    r"|[A-Z][A-Z .,]{4,40}\s?\([A-Z][A-Za-z ]{1,20}\)\s?[—–-]"
)
_NOTE: Final = re.compile(
    r"(?:Editor(?:[’']s|s[’'])?|Author(?:[’']s|s[’'])?|Translator[’']s) note\b|Note:"
    r"|Correction:|Update[d:]",
    re.IGNORECASE,
)
_LEADS_OVER: Final = (":", "：", ",")
"""How the lines of a body end that the next one goes on with."""
_NO_DEK: Final = ("http", "###")
"""An address, or a line between sections."""
_SENTENCE: Final = re.compile(r"[.!?…؟。][”\"’»)\]]*\s")


def label_opening(
    lines: Sequence[RawLine], *, has_title: bool, is_event: bool
) -> list[Label]:
    """
    Label the first of *lines*, as far as they are not yet the body.

    A picture's credit comes first, then the title where the layout has one, the
    dek, and the source: where the piece was published before. On a page of an
    event the title is followed by its date and place.
    """
    images = label_images(lines)
    rest = lines[len(images) :]
    return images + label_headlines(rest, has_title=has_title, is_event=is_event)


def label_headlines(
    lines: Sequence[RawLine], *, has_title: bool, is_event: bool
) -> list[Label]:
    """Label title, dek and source, or title, date and place, as far as they go."""
    date = _find_date(lines, is_event=is_event)
    if date is not None:
        return _label_event(lines, date)
    labels: list[Label] = []
    if has_title and lines and is_title(lines[0].text):
        labels.append(Label.TITLE)
    at = len(labels)
    source = _find_source(lines, at)
    if source is None:
        return labels + [Label.DEK] * has_dek(lines, at)
    between = source - at
    if between:
        is_dek = len(lines[at].text.split()) <= _SOURCED_DEK_WORDS
        labels.append(Label.DEK if is_dek else Label.BODY)
    return labels + [Label.BODY] * (between - 1) + [Label.PUBLICATION_SOURCE]


def is_event_page(page: RawPage) -> bool:
    """Whether a page is an event's, by its type or by the date in its opening."""
    if "event" in page.told_of("type"):
        return True
    lines = page.after[:_LONGEST]
    below = lines[len(label_images(lines)) :]
    return _find_date(below, is_event=False) is not None


def label_images(lines: Sequence[RawLine]) -> list[Label]:
    """Label the picture's credit, or the placeholder that stands for a picture."""
    labels: list[Label] = []
    for line in lines[:2]:
        source = read_source(line.text)
        if says(line.text, PLACEHOLDER):
            labels.append(Label.PLACEHOLDER)
        elif (Label.IMAGE_CREDIT not in labels and is_credit(line.text)) or (
            source is not None
            and Label.IMAGE_CREDIT not in labels
            and (not labels or names_agency(source))
        ):
            labels.append(Label.IMAGE_CREDIT)
        else:
            break
    return labels


def label_byline(
    lines: Sequence[RawLine], at: int, people: Sequence[Person]
) -> list[Label]:
    """Label `By A and B` at *at*, where it names none but the authors."""
    names = split_byline(read_byline(lines[at].text) or "") if at < len(lines) else ()
    is_byline = bool(names) and all(find_named(name, people) for name in names)
    return [Label.BYLINE] * is_byline


def start_of_bio_heading(lines: Sequence[RawLine], start: int, bios: int) -> int:
    """Find the heading right above the biographies, such as `Speakers`."""
    if bios - 1 < start or bios >= len(lines):
        return bios
    text = lines[bios - 1].text
    return bios - any(says(text, one) for one in (ABOUT_AUTHOR, AUTHORS, SPEAKERS))


def label_bios(lines: Sequence[RawLine]) -> list[LabeledLine]:
    """Label biographies, and the headings among them: `Moderator`."""
    return [
        LabeledLine(line, Label.NAVIGATION if says(line.text, SPEAKERS) else Label.BIO)
        for line in lines
    ]


def is_title(text: str) -> bool:
    return len(text.split()) <= _TITLE_WORDS and read_source(text) is None


def has_dek(lines: Sequence[RawLine], at: int) -> bool:
    """
    Whether `lines[at]` is a dek: short, whole sentences, and not a line of a body.

    A single paragraph is one too; its length tells it from a body.
    """
    if at >= len(lines):
        return False
    text = lines[at].text
    if len(text.split()) > DEK_WORDS or count_sentences(text) > DEK_SENTENCES:
        return False
    if (text.isupper() and text != text.lower()) or _NOTE.match(text):
        return False
    if text.endswith(_LEADS_OVER) or not any(map(str.isalpha, text)):
        return False
    return _DATELINE.match(text) is None and not text.startswith(_NO_DEK)


def count_sentences(text: str) -> int:
    return len(_SENTENCE.findall(text)) + 1


def _find_source(lines: Sequence[RawLine], at: int) -> int | None:
    for index in range(at, min(len(lines), at + _REACH)):
        source = read_source(lines[index].text)
        if source is not None and (index < at + 2 or names_outlet(source)):
            return index
    return None


def label_event_date(lines: Sequence[RawLine]) -> list[Label]:
    """Label date and place of an event, if *lines* begin with them."""
    is_date = _find_date(lines[:1], is_event=False) is not None
    return _label_event(lines, 0) if is_date else []


def _find_date(lines: Sequence[RawLine], *, is_event: bool) -> int | None:
    """Find the line that says when an event was held."""
    for index, line in enumerate(lines[: _REACH + 1]):
        if len(line.text) > 100 or ends_sentence(line.text):
            continue
        if _EVENT_DATE.match(line.text) or (is_event and _ANY_DATE.match(line.text)):
            return index
    return None


def _label_event(lines: Sequence[RawLine], date: int) -> list[Label]:
    """Label the title (and dek) above the date, and the place below it."""
    above = [Label.TITLE, Label.DEK, *[Label.BODY] * _REACH][:date]
    if len(above) == 2 and _is_dek_first(lines):
        above.reverse()
    has_place = date + 1 < len(lines) and is_place(lines[date + 1].text)
    return above + [Label.EVENT] * (1 + has_place)


def _is_dek_first(lines: Sequence[RawLine]) -> bool:
    """Whether of two lines the first is a sentence, and so not the title."""
    return ends_sentence(lines[0].text) and not ends_sentence(lines[1].text)


def is_place(text: str) -> bool:
    return len(text.split()) <= _PLACE_WORDS and not ends_sentence(text)
