"""The lines of a head as far as they are labeled, and how each is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from commentariat.intake.pages.bio_evidence import looks_like_person
from commentariat.intake.pages.layouts.head_parts import OUTLET_WORDS
from commentariat.intake.pages.layouts.head_signs import Sign, is_prose, tell_sign
from commentariat.intake.pages.layouts.opening import (
    is_place,
    label_event_date,
)
from commentariat.intake.pages.model import Doubt, Label
from commentariat.intake.pages.raw_page import LabeledLine
from commentariat.intake.phrases.imprint import (
    are_names,
    day_start,
    is_event_label,
    is_outlet_label,
    names_paper,
    names_start,
    outlet_start,
)
from commentariat.intake.phrases.labels import read_byline, read_published, read_source
from commentariat.intake.phrases.lines import RawLine, cut_line
from commentariat.intake.phrases.names import (
    find_beginning,
    find_named,
    fold,
    know_person,
    split_byline,
)
from commentariat.intake.phrases.roles import ends_sentence
from commentariat.kinds import Kind

WINDOW: Final = 28  # lines
_SIGNED: Final = 12  # lines from the end, where a name stands again
BY_PLACE: Final = 0.7
"""How sure a reading is that place and length alone tell."""
_ORDINAL: Final = re.compile(r"^\w+,? .*\d(?:st|nd|rd|th)\b")
_ONCE: Final = frozenset(
    {
        Label.TYPE_LABEL,
        Label.CENTER_LABEL,
        Label.IMAGE_CREDIT,
        Label.TITLE,
        Label.DEK,
        Label.PUBLISHED,
    }
)
"""What a page has one of."""
_FURNITURE: Final = frozenset({Sign.SWITCH, Sign.NOTICE, Sign.AUTHOR})
_TELLING: Final = frozenset(
    {Sign.BYLINE, Sign.DAY, Sign.SOURCE, Sign.OUTLET, Sign.SWITCH, Sign.NOTICE}
)


class HeadLines:
    """The first lines of a text; what is labeled stands in `labeled`."""

    def __init__(self, lines: tuple[RawLine, ...], disclaimers: frozenset[int]) -> None:
        end = min(disclaimers, default=len(lines))
        self.lines = lines
        self.head: list[RawLine] = list(lines[: min(end, WINDOW)])
        self.labeled: list[LabeledLine] = []
        self.guesses: list[Doubt] = []
        self.signs: set[Sign] = set()
        self.used: set[Label] = set()
        self.title: RawLine | None = None
        self.at = 0
        """Of the lines of the head, how many are labeled; some are parts of one."""

    def below(self, line: RawLine | None) -> Sequence[RawLine]:
        """List the lines of the text below *line*; None: all."""
        if line is None:
            return self.lines
        count = sum(one.start <= line.start for one in self.lines[: WINDOW + 1])
        return self.lines[count:]

    def put(self, line: RawLine, label: Label) -> None:
        """Label a line; what says another thing of the same kind again is kept apart."""
        is_again = label in _ONCE and label in self.used
        if label == Label.PUBLICATION_SOURCE:
            is_again = not self.is_new_outlet(line.text)
        label = Label.UNKNOWN if is_again else label
        self.labeled.append(LabeledLine(line, label))
        self.used.add(label)

    def put_behind(self, line: RawLine, start: int, label: Label) -> None:
        """Label what stands behind the words that say what it is, and these apart."""
        if start <= 0:
            self.put(line, label)
            return
        words, rest = cut_line(line, start)
        self.put(words, Label.NAVIGATION)
        self.put(rest, label)

    def label(self, line: RawLine, sign: Sign) -> None:
        """Label a line by what it says: each thing once, what says it again is kept."""
        text = line.text
        if sign in _TELLING:
            self.signs.add(sign)
        if sign in _FURNITURE:
            self.put(line, Label.NAVIGATION)
        elif sign == Sign.PLACEHOLDER:
            self.put(line, Label.PLACEHOLDER)
        elif sign == Sign.DAY and self._is_of_event(line):
            self.put(line, Label.EVENT)
            self._label_place()
        elif sign == Sign.DAY and Label.PUBLISHED not in self.used:
            start = 0 if read_published(text) is not None else day_start(text)
            self.put_behind(line, start, Label.PUBLISHED)
        elif sign == Sign.BYLINE:
            start = 0 if read_byline(text) is not None else names_start(text)
            self.put_behind(line, start, Label.BYLINE)
        elif sign == Sign.TYPE and Label.TYPE_LABEL not in self.used:
            self.put(line, Label.TYPE_LABEL)
        elif sign == Sign.CREDIT and Label.IMAGE_CREDIT not in self.used:
            self.put(line, Label.IMAGE_CREDIT)
        elif sign == Sign.OUTLET and is_outlet_label(text):
            self.put(line, Label.NAVIGATION)
        elif sign in (Sign.OUTLET, Sign.SOURCE) and self.is_new_outlet(text):
            start = outlet_start(text) if sign == Sign.OUTLET else 0
            self.put_behind(line, start, Label.PUBLICATION_SOURCE)
        else:
            self.put(line, Label.UNKNOWN)

    def _is_of_event(self, line: RawLine) -> bool:
        """Whether a day is that of an event, by its wording: `Fri, September 12th, 2014`."""
        if Label.EVENT in self.used or not label_event_date([line]):
            return False
        types = (one.text for one, label in self.labeled if label == Label.TYPE_LABEL)
        return _ORDINAL.search(line.text) is not None or any(map(is_event_label, types))

    def _label_place(self) -> None:
        """Label the place below the day of an event."""
        below = self.head[self.at + 1] if self.at + 1 < len(self.head) else None
        if self.title is None or below is None or tell_sign(below.text) != Sign.TEXT:
            return
        if is_place(below.text) and not below.is_after_blank:
            self.put(below, Label.EVENT)
            self.at += 1

    def is_new_outlet(self, text: str) -> bool:
        """Whether no outlet is told yet, or this very one."""
        told = [
            read_source(line.text) or line.text
            for line, label in self.labeled
            if label == Label.PUBLICATION_SOURCE
        ]
        outlet = read_source(text) or text[outlet_start(text) :]
        return not told or told[0].split() == outlet.split()

    def are_names(self, at: int) -> bool:
        """Whether the line at *at* is names, though nothing says so."""
        text = self.head[at].text
        if not are_names(text) or names_paper(text) or ends_sentence(text):
            return False
        names = split_byline(text)
        return all(map(looks_like_person, names))

    def is_outlet(self, text: str) -> bool:
        """Whether *text* is short enough, and begins as names of outlets do."""
        is_short = len(text.split()) <= OUTLET_WORDS and not ends_sentence(text)
        is_begun = text[0].isupper() or text[0].lower() == text[0].upper()
        return is_short and is_begun and any(map(str.isalpha, text))

    def is_above_prose(self) -> bool:
        """Whether a sentence stands below the line that is next."""
        below = self.below(self.head[self.at])
        return bool(below) and is_prose(below[0].text)

    def doubt_outlet(self, line: RawLine) -> None:
        """Ask about an outlet that neither a later line nor its words prove."""
        wanted = fold(line.text)
        sources = (read_source(one.text) for one in self.head)
        is_said = any(one is not None and fold(one) == wanted for one in sources)
        if not (is_said or names_paper(line.text)):
            message = Kind.OUTLET_BY_PLACE.of(line.text)
            self.guesses.append(Doubt(line.number, message, BY_PLACE))

    def doubt_names(self, line: RawLine) -> None:
        """Ask about names, unless the text ends with them, or is about them."""
        people = [know_person(name) for name in split_byline(line.text)]
        for one in self.below(line)[-_SIGNED:]:
            names = split_byline(one.text.lstrip("—–- ")) if len(one.text) < 120 else ()
            if any(find_named(name, people) for name in names):
                return
            if ends_sentence(one.text) and find_beginning(one.text, people):
                return
        if len(people) == 1:
            message = Kind.BYLINE_BY_SHAPE.of(line.text)
            self.guesses.append(Doubt(line.number, message, BY_PLACE))

    def doubt_place(self, line: RawLine) -> None:
        """Ask about a title that its place alone tells."""
        message = Kind.TITLE_BY_PLACE.of(line.text)
        self.guesses.append(Doubt(line.number, message, BY_PLACE))
