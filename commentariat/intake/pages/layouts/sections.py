"""The sections below a body that have names: the authors, their work, more work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import Final, TypeAlias

from commentariat.intake.pages.layouts.tags import find_tags
from commentariat.intake.pages.model import Label
from commentariat.intake.pages.raw_page import LabeledLine, RawPage
from commentariat.intake.pages.teasers import (
    DOT,
    begins_pairs,
    read_more_authors,
    strip_bullet,
)
from commentariat.intake.phrases.fixed_lines import ABOUT_AUTHOR, RECENT_WORK, says
from commentariat.intake.phrases.labels import read_more_work
from commentariat.intake.phrases.names import find_named, is_author_line, is_name
from commentariat.intake.phrases.piece_types import split_type
from commentariat.intake.phrases.roles import is_role


class _Section(Enum):
    """Where on a page a line stands."""

    AUTHORS = auto()
    WORK = auto()
    """Bullets above the words `Recent Work`, as in layout B."""
    RECENT_WORK = auto()
    """Below these words, as in layout C."""
    CLOSED = auto()
    """Below the disclaimer, where nothing of the article is expected any more."""
    MORE_WORK = auto()


_LONGEST_MARKER: Final = 40  # characters
_Step: TypeAlias = "tuple[Label, _Section] | None"
_Rule: TypeAlias = "Callable[[RawPage, int], _Step]"


def start_of_sections(page: RawPage, start: int) -> int:
    """Find the first line from *start* on that begins a section with a name."""
    tags = find_tags(page, start)
    for index in range(start, len(page.after)):
        is_section = index in page.disclaimers or index == tags
        if is_section or _step_marker(page, index) or _lists_work(page, index):
            return index
    return len(page.after)


def label_sections(page: RawPage, start: int) -> list[LabeledLine]:
    """Label the lines from *start* on, each by what it is and where it stands."""
    labeled: list[LabeledLine] = []
    section = _Section.AUTHORS
    tags = find_tags(page, start)
    for index in range(start, len(page.after)):
        if index in page.disclaimers:
            label, section = Label.DISCLAIMER, _Section.CLOSED
        elif index == tags:
            label = Label.TAGS
        else:
            label, section = _step(page, index, section)
        labeled.append(LabeledLine(page.after[index], label))
    return labeled


def _step(page: RawPage, index: int, section: _Section) -> tuple[Label, _Section]:
    """Tell what the line is, and the section that the next one stands in."""
    for rule in (_step_marker, *_RULES[section]):
        step = rule(page, index)
        if step is not None:
            return step
    return _DEFAULTS[section], section


def _step_marker(page: RawPage, index: int) -> _Step:
    text = page.after[index].text
    if says(text, ABOUT_AUTHOR):
        return Label.NAVIGATION, _Section.AUTHORS
    if says(text, RECENT_WORK):
        return Label.NAVIGATION, _Section.RECENT_WORK
    if read_more_work(text) is not None:
        return Label.MORE_WORK, _Section.MORE_WORK
    return None


def _lists_work(page: RawPage, index: int) -> bool:
    """Whether the line is a bullet `- TitleTYPE`, which no body has."""
    bullet = strip_bullet(page.after[index].text)
    if bullet is None:
        return False
    title, kind = split_type(bullet)
    return kind is not None and title != ""


def _step_bullet(page: RawPage, index: int) -> _Step:
    """A bullet below the authors is a piece of their recent work."""
    if strip_bullet(page.after[index].text) is None:
        return None
    return Label.RECENT_WORK, _Section.WORK


def _step_authors_again(page: RawPage, index: int) -> _Step:
    """The authors again right above `Recent Work`, where no piece is listed."""
    lines = page.after
    is_below_bio = index > 0 and not says(lines[index - 1].text, ABOUT_AUTHOR)
    is_above_work = index + 1 < len(lines) and says(lines[index + 1].text, RECENT_WORK)
    if is_below_bio and is_above_work and _names_authors(page, lines[index].text):
        return Label.RECENT_WORK, _Section.WORK
    return None


def _names_authors(page: RawPage, text: str) -> bool:
    if find_named(text, page.people) is not None:
        return True
    return "," in text and is_author_line(text) and not is_role(text)


def _step_unknown_more(page: RawPage, index: int) -> _Step:
    """A line right above bullets `- TitleTYPE`, in words that are not known."""
    if strip_bullet(page.after[index].text) is not None or index + 1 >= len(page.after):
        return None
    if _lists_work(page, index + 1):
        return Label.MORE_WORK, _Section.MORE_WORK
    return None


def _step_unknown_recent(page: RawPage, index: int) -> _Step:
    """A short line between the authors and the disclaimer, in words not known."""
    text = page.after[index].text
    is_last = index + 1 in page.disclaimers and index > 0
    if not is_last or len(text) > _LONGEST_MARKER or is_author_line(text):
        return None
    return Label.NAVIGATION, _Section.RECENT_WORK


def _step_more(page: RawPage, index: int) -> _Step:
    """`+2 more`: a switch that unfolds a list."""
    if read_more_authors(page.after[index].text) is None:
        return None
    return Label.NAVIGATION, _Section.RECENT_WORK


def _step_author_card(page: RawPage, index: int) -> _Step:
    """An author's name below the list of work begins their card."""
    above = page.after[index - 1].text if index else ""
    is_title = above.startswith(DOT)  # a bullet holds the type, the next line this
    if is_title or find_named(page.after[index].text, page.people) is None:
        return None
    return Label.BIO, _Section.AUTHORS


def _step_speaker(page: RawPage, index: int) -> _Step:
    """On the page of an event the speakers stand below the disclaimer."""
    text = page.after[index].text
    following = page.after[index + 1].text if index + 1 < len(page.after) else ""
    is_person = is_name(text) and (is_role(following) or not following)
    is_known = find_named(text, page.people) is not None
    if is_role(text) or is_known or (is_person and " " in text):
        return Label.BIO, _Section.AUTHORS
    return None


def _step_navigation(page: RawPage, index: int) -> _Step:
    """A line of the site's navigation, which stands above the metadata too."""
    text = page.after[index].text
    if text.startswith(DOT) and any(text == line.text for line in page.before):
        return Label.NAVIGATION, _Section.CLOSED
    return None


def _step_related(page: RawPage, index: int) -> _Step:
    lines = page.after[index : index + 2]
    if strip_bullet(lines[0].text) is not None or begins_pairs(lines):
        return Label.RELATED, _Section.MORE_WORK
    return None


_RULES: Final[Mapping[_Section, tuple[_Rule, ...]]] = {
    _Section.AUTHORS: (_step_more, _step_bullet, _step_authors_again),
    _Section.WORK: (_step_more, _step_unknown_recent),
    _Section.RECENT_WORK: (_step_more, _step_author_card),
    _Section.CLOSED: (
        _step_navigation,
        _step_unknown_more,
        _step_speaker,
        _step_related,
    ),
    _Section.MORE_WORK: (_step_navigation,),
}
_DEFAULTS: Final[Mapping[_Section, Label]] = {
    _Section.AUTHORS: Label.BIO,
    _Section.WORK: Label.RECENT_WORK,
    _Section.RECENT_WORK: Label.RECENT_WORK,
    _Section.CLOSED: Label.UNKNOWN,
    _Section.MORE_WORK: Label.RELATED,
}
