"""The head of a text without metadata: title, dek, and who wrote it, when and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from functools import lru_cache
from typing import Final

import msgspec

from commentariat.intake.pages.bio_evidence import is_post_below_name, looks_like_person
from commentariat.intake.pages.layouts.opening import (
    count_sentences,
    is_place,
    label_event_date,
)
from commentariat.intake.pages.model import Doubt, Label
from commentariat.intake.pages.raw_page import LabeledLine, RawPage
from commentariat.intake.pages.teasers import DOT, strip_bullet
from commentariat.intake.phrases.credits import is_credit, names_agency, names_outlet
from commentariat.intake.phrases.fixed_lines import (
    HERO_IMAGE,
    LEARN_MORE,
    LINK_COPIED,
    PLACEHOLDER,
    says,
)
from commentariat.intake.phrases.imprint import (
    are_names,
    day_start,
    glued_title_start,
    is_author_label,
    is_day,
    is_event_label,
    is_notice,
    is_outlet_label,
    is_salutation,
    is_switch,
    is_title_label,
    is_type_label,
    names_paper,
    names_start,
    outlet_start,
    split_day,
    title_start,
)
from commentariat.intake.phrases.labels import read_byline, read_published, read_source
from commentariat.intake.phrases.lines import RawLine, cut_line
from commentariat.intake.phrases.names import (
    Person,
    find_beginning,
    find_named,
    fold,
    is_name,
    know_person,
    split_byline,
)
from commentariat.intake.phrases.piece_types import split_type
from commentariat.intake.phrases.roles import ends_sentence
from commentariat.kinds import Kind

_WINDOW: Final = 28  # lines
_TOP: Final = 8  # lines down to the kind of piece
_NAVIGATION: Final = 16
_TYPE_WORDS: Final = 2
_CARD: Final = 10  # lines
_NAVIGATION_WORDS: Final = 8
_PENDING: Final = 3  # lines between the title and what is said of the piece
_TITLE_WORDS: Final = 24
_LABELED_TITLE_WORDS: Final = 40
_DEK_WORDS: Final = 60
_LONE_DEK_WORDS: Final = 35
_LABELED_DEK_WORDS: Final = 45
_LABELED_DEK_SENTENCES: Final = 3
_LONE_DEK_SENTENCES: Final = 2
_LONGER: Final = 1.5  # times as many words as the dek
_PROSE_WORDS: Final = 8
_OUTLET_WORDS: Final = 8
_LEAST_ABOVE: Final = 2  # lines of a text above its head
_CHRONICLE: Final = 3  # days on lines of their own, which are headings then
_FAR: Final = 200  # lines that are looked through for days
_SIGNED: Final = 12  # lines from the end, where a name stands again
BY_PLACE: Final = 0.7
"""How sure a reading is that place and length alone tell."""
BY_SHAPE: Final = 0.6
"""Likewise, by what a line looks like: names, a short paragraph."""
_PICTURE: Final = re.compile(
    r"(?:Photos?|Images?|Pictures?|Illustrations?|Graphics?|Montage|Collage|Фото\w*|Fotos?"
    r"|Bild(?:er)?|Illustrationen|Crédits?)\b.{0,24}?(?:\bby\b|:|©|\bvon\b|\bpar\b|\bde\b)",
    re.IGNORECASE,
)
_LONGEST_PICTURE: Final = 160
_NO_TITLE: Final = ("http", "www.", "###", "•", "* ", "[", "(", "@")
_NO_TITLE_ENDS: Final = (".", ":", ";", ",", "：", "。", "،")
_ABBREVIATED: Final = re.compile(r"(?:\b[A-Z]\.|\.\.\.|\b(?:Jr|Sr|Inc|Ltd|vs|etc)\.)$")
_BETWEEN: Final = re.compile(r"\s+[|·•–—/]\s+|\s*\|\s*")
_THEN_NAMES: Final = re.compile(
    r"\s(?=(?:by|von|par|por|di|door|автор:?)\s)", re.IGNORECASE
)
_DATED_TEXT: Final = re.compile(
    r"(?:date|дата|datum|fecha|data)[:\s]\s*(?P<day>\d{4}-\d{2}-\d{2})\s+(?P<rest>\S)",
    re.IGNORECASE,
)
_BULLETS: Final = ("#", "-", "–", DOT, "*")
_ORDINAL: Final = re.compile(r"^\w+,? .*\d(?:st|nd|rd|th)\b")
_MARKS: Final = " ,;|·•–—/:"


class Sign(Enum):
    """What a line beside a title says, by words of its own."""

    TYPE = auto()
    BYLINE = auto()
    AUTHOR = auto()
    """That names stand beside it."""
    DAY = auto()
    SOURCE = auto()
    OUTLET = auto()
    CREDIT = auto()
    PICTURE = auto()
    PLACEHOLDER = auto()
    SWITCH = auto()
    NOTICE = auto()
    TEXT = auto()
    """Nothing of the kind."""


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
_IMPRINT: Final = frozenset(
    {Sign.BYLINE, Sign.AUTHOR, Sign.DAY, Sign.SOURCE, Sign.OUTLET, Sign.SWITCH}
)
_FURNITURE: Final = frozenset({Sign.SWITCH, Sign.NOTICE, Sign.AUTHOR})
_TELLING: Final = frozenset(
    {Sign.BYLINE, Sign.DAY, Sign.SOURCE, Sign.OUTLET, Sign.SWITCH, Sign.NOTICE}
)


class Head(msgspec.Struct, frozen=True):
    """The first lines of a text, labeled, and what they were told by."""

    labeled: tuple[LabeledLine, ...]
    size: int
    """Lines of the text that they are; some are labeled in parts."""
    title: RawLine | None
    people: tuple[Person, ...]
    signs: frozenset[Sign]
    guesses: tuple[Doubt, ...]

    @property
    def has_type(self) -> bool:
        """Whether the kind of piece stands there."""
        return any(label == Label.TYPE_LABEL for _, label in self.labeled)


def read_head(page: RawPage) -> Head:
    """Read the first lines of a text that has no metadata."""
    return _read_head(page.after, page.disclaimers)


@lru_cache(maxsize=4)  # who tells a page, labels it and doubts it asks for the same
def _read_head(lines: tuple[RawLine, ...], disclaimers: frozenset[int]) -> Head:
    return _Reader(lines, disclaimers).read()


class LateHead(msgspec.Struct, frozen=True):
    """A head that stands below the text that it belongs to."""

    start: int
    """The line of the text that it begins with."""
    head: Head


def find_late_head(page: RawPage) -> LateHead | None:
    """
    Find title, kind of piece and the like below the text, in a page that has none above.

    Where there are two of them, they are of other pieces.
    """
    lines = page.after
    if not lines or not is_prose(lines[0].text):
        return None
    kinds = [at for at, line in enumerate(lines[:_FAR]) if _begins_head(line.text)]
    if not kinds:
        return _find_above_bullets(lines)
    if len(kinds) != 1 or kinds[0] < _LEAST_ABOVE:
        return None
    start = kinds[0]
    if tell_sign(lines[start - 1].text) in (Sign.CREDIT, Sign.PICTURE):
        start -= 1
    disclaimers = frozenset(at - start for at in page.disclaimers if at >= start)
    head = _read_head(lines[start:], disclaimers)
    if head.title is None or not head.signs:
        return None
    return LateHead(start, _ask_below(head, head.title))


def _begins_head(text: str) -> bool:
    """Whether a line is a kind of piece, alone or glued to a title, and no bullet."""
    return is_type_label(text) or (
        strip_bullet(text) is None and glued_title_start(text) is not None
    )


def _ask_below(head: Head, title: RawLine) -> Head:
    guess = Doubt(title.number, Kind.TITLE_BELOW.of(title.text), BY_PLACE)
    return msgspec.structs.replace(head, guesses=(*head.guesses, guess))


def _find_above_bullets(lines: Sequence[RawLine]) -> LateHead | None:
    """Find a title, and a dek, between a text and other pieces `- TYPE…` below it."""
    bullets = (at for at, line in enumerate(lines[:_FAR]) if _lists_piece(line.text))
    end = next(bullets, 0)
    for size in (2, 1):
        start = end - size
        if start < _LEAST_ABOVE or not is_prose(lines[start - 1].text):
            continue
        title, *dek = lines[start:end]
        is_short = len(title.text.split()) <= _TITLE_WORDS
        if not is_short or title.text.endswith(_NO_TITLE_ENDS) or is_name(title.text):
            continue
        if dek and len(dek[0].text.split()) > _DEK_WORDS:
            continue
        labels = (Label.TITLE, Label.DEK)
        labeled = tuple(map(LabeledLine, lines[start:end], labels))
        head = Head(labeled, size, title, (), frozenset(), ())
        return LateHead(start, _ask_below(head, title))
    return None


def _lists_piece(text: str) -> bool:
    """Whether a bullet announces another piece, its type glued to its title."""
    bullet = strip_bullet(text)
    if bullet is None:
        return False
    title, kind = split_type(bullet)
    return kind is not None and bool(title)


def is_prose(text: str) -> bool:
    """Whether a line is a sentence or more."""
    words = len(text.split())
    has_spaces = words >= _PROSE_WORDS or (words < 4 and len(text) > 40)
    return has_spaces and ends_sentence(text) and not text.endswith((":", "："))


@lru_cache(maxsize=256)
def tell_sign(text: str) -> Sign:
    """Tell what a line says by words of its own."""
    source = read_source(text)
    if says(text, PLACEHOLDER):
        return Sign.PLACEHOLDER
    if says(text, LINK_COPIED) or is_switch(text):
        return Sign.SWITCH
    if is_type_label(text):
        return Sign.TYPE
    if source is not None:
        return Sign.CREDIT if names_agency(source) or not source else Sign.SOURCE
    if is_credit(text):
        return Sign.CREDIT
    if is_author_label(text):
        return Sign.AUTHOR
    if is_outlet_label(text) or outlet_start(text):
        return Sign.OUTLET
    if names_start(text):
        return Sign.BYLINE
    if day_start(text) >= 0:
        return Sign.DAY
    if is_notice(text):
        return Sign.NOTICE
    if len(text) < _LONGEST_PICTURE and _PICTURE.match(text) and not is_prose(text):
        return Sign.PICTURE
    return Sign.TEXT


class _Reader:
    """Reads a head line by line; what it has labeled stands in `labeled`."""

    def __init__(self, lines: tuple[RawLine, ...], disclaimers: frozenset[int]) -> None:
        end = min(disclaimers, default=len(lines))
        self.lines = lines
        self.head: list[RawLine] = list(lines[: min(end, _WINDOW)])
        self.labeled: list[LabeledLine] = []
        self.guesses: list[Doubt] = []
        self.signs: set[Sign] = set()
        self.used: set[Label] = set()
        self.title: RawLine | None = None
        self.at = 0
        """Of the lines of the head, how many are labeled; some are parts of one."""

    def read(self) -> Head:
        self._label_navigation()
        self._cut_first_lines()
        title = self._find_title()
        stop = len(self.head) if title is None else title
        self._label_top(stop, has_title=title is not None)
        if title is not None:
            self.title = self.head[title]
            self._put(self.title, Label.TITLE)
            self.at = title + 1
            self._label_below_title()
        size = self._finish()
        return Head(
            tuple(self.labeled),
            size,
            self.title,
            tuple(map(know_person, self._names())),
            frozenset(self.signs),
            tuple(self.guesses),
        )

    def _finish(self) -> int:
        """Label what is left of a line that was parted; count the lines of the text."""
        begun = {line.start for line in self.lines[:_WINDOW]}
        while self.at < len(self.head) and self.head[self.at].start not in begun:
            self._put(self.head[self.at], Label.BODY)
            self.at += 1
        return len(self.lines) - len(
            self._below(self.labeled[-1].line if self.labeled else None)
        )

    def _below(self, line: RawLine | None) -> Sequence[RawLine]:
        """List the lines of the text below *line*; None: all."""
        if line is None:
            return self.lines
        count = sum(one.start <= line.start for one in self.lines[: _WINDOW + 1])
        return self.lines[count:]

    def _names(self) -> Iterator[str]:
        for line, label in self.labeled:
            if label == Label.BYLINE:
                yield from split_byline(read_byline(line.text) or line.text)

    def _put(self, line: RawLine, label: Label) -> None:
        """Label a line; what says another thing of the same kind again is kept apart."""
        is_again = label in _ONCE and label in self.used
        if label == Label.PUBLICATION_SOURCE:
            is_again = not self._is_new_outlet(line.text)
        label = Label.UNKNOWN if is_again else label
        self.labeled.append(LabeledLine(line, label))
        self.used.add(label)

    def _put_behind(self, line: RawLine, start: int, label: Label) -> None:
        """Label what stands behind the words that say what it is, and these apart."""
        if start <= 0:
            self._put(line, label)
            return
        words, rest = cut_line(line, start)
        self._put(words, Label.NAVIGATION)
        self._put(rest, label)

    # -- Above the title --------------------------------------------------------

    def _label_navigation(self) -> None:
        """Label the site's own bullets, and what stands among them."""
        if not self.head or not self.head[0].text.startswith(DOT):
            return
        last = count = 0
        for at, line in enumerate(self.head[:_NAVIGATION]):
            is_short = len(line.text.split()) <= _NAVIGATION_WORDS
            if not is_short or ends_sentence(line.text):
                break
            if line.text.startswith(DOT):
                last, count = at, count + 1
        if count < 2:
            return
        for line in self.head[: last + 1]:
            self._put(line, Label.NAVIGATION)
        self.at = last + 1

    def _cut_first_lines(self) -> None:
        """Part the first lines where they say two things, such as the type and the title."""
        if self.at < len(self.head):
            first = self.head[self.at]
            self.head[self.at : self.at + 1] = _part_first(first)
        for at in range(self.at, min(len(self.head), self.at + _TOP)):
            start = title_start(self.head[at].text)
            if start:
                self.head[at : at + 1] = cut_line(self.head[at], start)
                break

    def _find_title(self) -> int | None:
        signs = [tell_sign(line.text) for line in self.head]
        for at, line in enumerate(self.head[:-1]):
            is_marked = line.text == "#" and self.head[at + 1].is_continued
            if is_title_label(line.text) or is_marked:
                return at + 1
        kind = self._find_type(signs)
        if kind is not None:
            above = [at for at in range(self.at, kind) if signs[at] == Sign.TEXT]
            if above and self._is_above_type(above[0], kind, signs):
                return above[0]
            start = kind + 1 + self._has_center(kind, signs)
            title = next(
                (at for at in range(start, len(signs)) if signs[at] == Sign.TEXT), None
            )
            if title is not None and self._is_title(title, is_labeled=True):
                return title
            return None
        if self._has_unknown_type(signs):
            self._put(self.head[self.at], Label.TYPE_LABEL)
            self.at += 1
            self._doubt_place(self.head[self.at])
            return self.at
        return self._find_bare_title(signs)

    def _has_unknown_type(self, signs: Sequence[Sign]) -> bool:
        """Whether a kind of piece that no table has stands first of three, all parted."""
        at = self.at
        if signs[at : at + 3] != [Sign.TEXT] * 3 or len(signs) < at + 5:
            return False
        kind, title, dek, below = self.head[at : at + 4]
        is_first = len(kind.text.split()) <= _TYPE_WORDS and not ends_sentence(
            kind.text
        )
        is_below = signs[at + 3] in (Sign.BYLINE, Sign.DAY)
        are_parted = (
            title.is_after_blank and dek.is_after_blank and below.is_after_blank
        )
        is_title = self._is_title(at + 1, is_labeled=False)
        return (
            is_first
            and is_below
            and are_parted
            and is_title
            and ends_sentence(dek.text)
            and not ends_sentence(title.text)
            and not self._are_names(at + 1)
        )

    def _find_type(self, signs: Sequence[Sign]) -> int | None:
        texts = 0
        for at in range(self.at, min(len(signs), self.at + _TOP)):
            if signs[at] == Sign.TYPE:
                return at
            texts += signs[at] == Sign.TEXT
            is_long = len(self.head[at].text.split()) > _DEK_WORDS
            if texts > 2 or (is_long and signs[at] == Sign.TEXT):
                return None
        return None

    def _is_above_type(self, above: int, kind: int, signs: Sequence[Sign]) -> bool:
        """Whether the title stands above the kind of piece, and no picture's text."""
        if Sign.PICTURE in signs[above:kind] or Sign.CREDIT in signs[above:kind]:
            return False
        if not self._is_title(above, is_labeled=False):
            return False
        rest = range(kind + 1, min(len(signs), kind + 1 + _PENDING))
        texts = 0
        for at in rest:
            if signs[at] in _IMPRINT:
                break
            texts += 1
        else:
            texts = 0 if texts < 2 else texts
        first = self.head[kind + 1].text if kind + 1 < len(self.head) else ""
        return texts < 2 and (texts == 0 or ends_sentence(first))

    def _has_center(self, kind: int, signs: Sequence[Sign]) -> bool:
        """Whether a center or a blog stands in the block of the kind of piece."""
        if kind + 2 >= len(signs) or signs[kind + 1 : kind + 3] != [Sign.TEXT] * 2:
            return False
        center, below = self.head[kind + 1 : kind + 3]
        is_block = not center.is_after_blank and below.is_after_blank
        is_begun = self.head[kind].is_after_blank or kind == self.at
        is_short = len(center.text.split()) <= _NAVIGATION_WORDS
        return is_block and is_begun and is_short and not ends_sentence(center.text)

    def _find_bare_title(self, signs: Sequence[Sign]) -> int | None:
        """Find the first line that says nothing else, if it is as titles are."""
        texts = [at for at in range(self.at, len(signs)) if signs[at] == Sign.TEXT]
        if not texts:
            return None
        first = texts[0]
        shown = (Sign.PICTURE, Sign.CREDIT)
        is_of_picture = first + 1 < len(signs) and signs[first + 1] in shown
        if is_of_picture and len(texts) > 2 and texts[1] <= first + 3:
            return texts[1] if self._is_title(texts[1], is_labeled=False) else None
        if self._is_title(first, is_labeled=False):
            return first
        below = signs[first + 1] if first + 1 < len(signs) else Sign.TEXT
        is_signed = below in (Sign.BYLINE, Sign.DAY) and first == self.at
        return first if is_signed and self._is_title(first, is_labeled=True) else None

    def _is_title(self, at: int, *, is_labeled: bool) -> bool:
        text = self.head[at].text
        words = len(text.split())
        if is_salutation(text) or not any(map(str.isalpha, text)):
            return False
        if is_labeled:
            return words <= _LABELED_TITLE_WORDS
        if words > _TITLE_WORDS or len(text) > 8 * _TITLE_WORDS or text[0].islower():
            return False
        if text.startswith(_NO_TITLE) or at + 1 >= len(self.lines):
            return False
        return (
            not text.endswith(_NO_TITLE_ENDS) or _ABBREVIATED.search(text) is not None
        )

    def _label_top(self, stop: int, *, has_title: bool) -> None:
        """Label what stands above the title, or above the body where there is none."""
        is_titled = any(is_title_label(line.text) for line in self.head[:stop])
        while self.at < stop:
            line = self.head[self.at]
            sign = tell_sign(line.text)
            if not has_title and sign in (Sign.TEXT, Sign.PICTURE):
                break
            if sign == Sign.TEXT and (
                is_title_label(line.text) or line.text in _BULLETS
            ):
                self._put(line, Label.NAVIGATION)
                self.at += 1
                continue
            is_center = (
                sign == Sign.TEXT
                and bool(self.labeled)
                and self.labeled[-1].label == Label.TYPE_LABEL
                and self.at + 1 == stop
            )
            if is_center:
                self._put(line, Label.CENTER_LABEL)
            elif sign == Sign.SOURCE and not is_titled and self._is_no_credit_yet():
                self._put(line, Label.IMAGE_CREDIT)
            else:
                self._label(line, sign)
            self.at += 1

    def _is_no_credit_yet(self) -> bool:
        return Label.IMAGE_CREDIT not in self.used

    def _label(self, line: RawLine, sign: Sign) -> None:
        """Label a line by what it says: each thing once, what says it again is kept."""
        text = line.text
        if sign in _TELLING:
            self.signs.add(sign)
        if sign in _FURNITURE:
            self._put(line, Label.NAVIGATION)
        elif sign == Sign.PLACEHOLDER:
            self._put(line, Label.PLACEHOLDER)
        elif sign == Sign.DAY and self._is_of_event(line):
            self._put(line, Label.EVENT)
            self._label_place()
        elif sign == Sign.DAY and Label.PUBLISHED not in self.used:
            start = 0 if read_published(text) is not None else day_start(text)
            self._put_behind(line, start, Label.PUBLISHED)
        elif sign == Sign.BYLINE:
            start = 0 if read_byline(text) is not None else names_start(text)
            self._put_behind(line, start, Label.BYLINE)
        elif sign == Sign.TYPE and Label.TYPE_LABEL not in self.used:
            self._put(line, Label.TYPE_LABEL)
        elif sign == Sign.CREDIT and Label.IMAGE_CREDIT not in self.used:
            self._put(line, Label.IMAGE_CREDIT)
        elif sign == Sign.OUTLET and is_outlet_label(text):
            self._put(line, Label.NAVIGATION)
        elif sign in (Sign.OUTLET, Sign.SOURCE) and self._is_new_outlet(text):
            start = outlet_start(text) if sign == Sign.OUTLET else 0
            self._put_behind(line, start, Label.PUBLICATION_SOURCE)
        else:
            self._put(line, Label.UNKNOWN)

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
            self._put(below, Label.EVENT)
            self.at += 1

    def _is_new_outlet(self, text: str) -> bool:
        """Whether no outlet is told yet, or this very one."""
        told = [
            read_source(line.text) or line.text
            for line, label in self.labeled
            if label == Label.PUBLICATION_SOURCE
        ]
        outlet = read_source(text) or text[outlet_start(text) :]
        return not told or told[0].split() == outlet.split()

    # -- Below the title --------------------------------------------------------

    def _label_below_title(self) -> None:
        if self.at < len(self.head) and _is_rule(self.head[self.at].text):
            self._put(self.head[self.at], Label.NAVIGATION)
            self.at += 1
        self._cut_joined_lines()
        signs = self._signs_below()
        first = self._find_imprint(signs)
        if first is None:
            self._label_lone_dek()
            self._doubt_title()
            return
        self._label_pending(first, signs)
        self._label_imprint(signs)

    def _signs_below(self) -> list[Sign]:
        signs = [tell_sign(line.text) for line in self.head]
        days = sum(is_day(line.text) for line in self.lines[:_FAR])
        if days >= _CHRONICLE:
            for at, line in enumerate(self.head):
                if signs[at] == Sign.DAY and is_day(line.text):
                    signs[at] = Sign.TEXT
        return signs

    def _cut_joined_lines(self) -> None:
        """Part the lines that say several things: `Ann Lee | May 3, 2019`."""
        parts: list[RawLine] = self.head[: self.at]
        reach = self.at + _PENDING + 4
        for at, line in enumerate(self.head[self.at :], self.at):
            parts += _part(line) if at < reach else [line]
        self.head = parts

    def _find_imprint(self, signs: Sequence[Sign]) -> int | None:
        """Find the first line that says who wrote the piece, when or where."""
        lines = 0
        for at in range(self.at, len(signs)):
            lines += not self.head[at].is_continued
            if lines > _PENDING + 1:
                return None
            if signs[at] in _IMPRINT and self._may_be_imprint(at, signs):
                return at
            if len(self.head[at].text.split()) > _DEK_WORDS:
                return None
        return None

    def _may_be_imprint(self, at: int, signs: Sequence[Sign]) -> bool:
        """Whether it is the piece of which something is said, and not a chart in it."""
        if signs[at] != Sign.SOURCE:
            return True
        source = read_source(self.head[at].text) or ""
        return names_outlet(source) or at == self.at

    def _label_pending(self, first: int, signs: Sequence[Sign]) -> None:
        """Label dek, names and outlet that stand between the title and *first*."""
        lines = self.head[self.at : first]
        has_byline = Sign.BYLINE in signs[first : first + 4]
        labels: list[Label] = []
        for at, line in enumerate(lines, self.at):
            labels.append(
                self._label_of_pending(at, line, labels, has_byline=has_byline)
            )
        for line, label in zip(lines, labels, strict=True):
            self._put(line, label)
        self.at = first

    def _label_of_pending(
        self, at: int, line: RawLine, above: Sequence[Label], *, has_byline: bool
    ) -> Label:
        text = line.text
        sign = tell_sign(text)
        if _is_mark(line):
            return Label.NAVIGATION
        if sign == Sign.TYPE and Label.TYPE_LABEL not in self.used | set(above):
            return Label.TYPE_LABEL
        if sign == Sign.CREDIT and Label.IMAGE_CREDIT not in self.used | set(above):
            return Label.IMAGE_CREDIT
        if sign == Sign.NOTICE:
            return Label.NAVIGATION
        if sign in (Sign.PICTURE, Sign.PLACEHOLDER, Sign.CREDIT, Sign.TYPE):
            return Label.UNKNOWN
        if not has_byline and Label.BYLINE not in above and self._are_names(at):
            return Label.BYLINE
        if (
            (Label.DEK in above or Label.BYLINE in above)
            and Label.PUBLICATION_SOURCE not in above
            and self._is_outlet(text)
        ):
            self._doubt_outlet(line)
            return Label.PUBLICATION_SOURCE
        if Label.DEK not in above:
            return Label.DEK
        return Label.BODY

    def _are_names(self, at: int) -> bool:
        """Whether the line at *at* is names, though nothing says so."""
        text = self.head[at].text
        if not are_names(text) or names_paper(text) or ends_sentence(text):
            return False
        names = split_byline(text)
        return all(map(looks_like_person, names))

    def _is_outlet(self, text: str) -> bool:
        is_short = len(text.split()) <= _OUTLET_WORDS and not ends_sentence(text)
        is_begun = text[0].isupper() or text[0].lower() == text[0].upper()
        return is_short and is_begun and any(map(str.isalpha, text))

    def _doubt_outlet(self, line: RawLine) -> None:
        """Ask about an outlet that neither a later line nor its words prove."""
        wanted = fold(line.text)
        sources = (read_source(one.text) for one in self.head)
        is_said = any(one is not None and fold(one) == wanted for one in sources)
        if not (is_said or names_paper(line.text)):
            message = Kind.OUTLET_BY_PLACE.of(line.text)
            self.guesses.append(Doubt(line.number, message, BY_PLACE))

    def _label_imprint(self, signs: Sequence[Sign]) -> None:
        """Label what is said of the piece, down to the body."""
        while self.at < len(self.head):
            line, sign = self.head[self.at], signs[self.at]
            if says(line.text, HERO_IMAGE):
                for one in self.head[self.at : self.at + self._count_card()]:
                    self._put(one, Label.PROGRAM_CARD)
                    self.at += 1
                continue
            if _is_mark(line):
                self._put(line, Label.NAVIGATION)
            elif sign == Sign.TEXT:
                label = self._label_within(line, signs)
                if label is None:
                    break
                self._put(line, label)
            elif not self._goes_on(line, sign):
                break
            else:
                self._label(line, sign)
            self.at += 1

    def _count_card(self) -> int:
        """Count the lines of a program's card, from its picture to `Learn More`."""
        for count, line in enumerate(self.head[self.at : self.at + _CARD], 1):
            if says(line.text, LEARN_MORE):
                return count
        return 1

    def _goes_on(self, line: RawLine, sign: Sign) -> bool:
        """Whether a line with a sign still belongs to the head."""
        if sign == Sign.DAY:
            return {Label.PUBLISHED, Label.EVENT}.isdisjoint(self.used)
        if sign == Sign.TYPE:
            return Label.TYPE_LABEL not in self.used
        if sign == Sign.SOURCE:
            source = read_source(line.text) or ""
            return self._is_new_outlet(line.text) and (
                names_outlet(source) or line.is_after_blank
            )
        return sign not in (Sign.PICTURE, Sign.PLACEHOLDER)

    def _label_within(self, line: RawLine, signs: Sequence[Sign]) -> Label | None:
        """Label a line among those that say something of the piece; None: the body."""
        text = line.text
        above, label_above = self.labeled[-1]
        is_below_label = label_above == Label.NAVIGATION and not line.is_after_blank
        if is_below_label and is_outlet_label(above.text) and self._is_outlet(text):
            return Label.PUBLICATION_SOURCE
        if (
            is_below_label
            and is_author_label(above.text)
            and Label.BYLINE not in self.used
            and are_names(text)
        ):
            return Label.BYLINE
        if label_above == Label.BYLINE and is_post_below_name(text):
            return Label.BIO
        if not self._is_enclosed(signs):
            return self._label_last(line)
        if Label.BYLINE not in self.used and self._are_names(self.at):
            return Label.BYLINE
        if Label.PUBLICATION_SOURCE not in self.used and self._is_outlet(text):
            self._doubt_outlet(line)
            return Label.PUBLICATION_SOURCE
        return Label.UNKNOWN

    def _is_enclosed(self, signs: Sequence[Sign]) -> bool:
        """Whether the piece is spoken of below this line, too."""
        text = self.head[self.at].text
        if len(text.split()) > _OUTLET_WORDS or ends_sentence(text):
            return False
        below = self.at + 1
        if below >= len(signs) or signs[below] not in _IMPRINT:
            return False
        return self._goes_on(self.head[below], signs[below])

    def _label_last(self, line: RawLine) -> Label | None:
        """Label a name that stands last in the head, where more than its place tells."""
        if Label.BYLINE not in self.used and self._are_names(self.at):
            self._doubt_names(line)
            return Label.BYLINE
        is_outlet = self._is_outlet(line.text) and names_paper(line.text)
        is_new = Label.PUBLICATION_SOURCE not in self.used and " " in line.text
        if is_outlet and is_new and self._is_above_prose():
            message = Kind.OUTLET_BY_PLACE.of(line.text)
            self.guesses.append(Doubt(line.number, message, BY_PLACE))
            return Label.PUBLICATION_SOURCE
        return None

    def _is_above_prose(self) -> bool:
        below = self._below(self.head[self.at])
        return bool(below) and is_prose(below[0].text)

    # -- Without anything said of the piece -------------------------------------

    def _label_lone_dek(self) -> None:
        """Label names and dek below a title that stand there without more."""
        if self.at >= len(self.head):
            return
        if Label.BYLINE not in self.used and self._are_names(self.at):
            line = self.head[self.at]
            if self._is_above_prose():
                self._put(line, Label.BYLINE)
                self._doubt_names(line)
                self.at += 1
                return
        line = self.head[self.at]
        if not self._may_be_dek(line.text):
            return
        below = self._below(line)
        if not below:
            return
        is_again = fold(below[0].text) == fold(line.text)
        words, is_labeled = len(line.text.split()), Label.TYPE_LABEL in self.used
        most = _LABELED_DEK_WORDS if is_labeled else _LONE_DEK_WORDS
        sentences = _LABELED_DEK_SENTENCES if is_labeled else _LONE_DEK_SENTENCES
        if words > most or count_sentences(line.text) > sentences:
            return
        is_shorter = _LONGER * words <= len(below[0].text.split()) and len(below) > 1
        if not (is_again or is_labeled or is_shorter):
            return
        self._put(line, Label.DEK)
        self.at += 1
        if not (is_again or is_labeled):
            message = Kind.DEK_BY_PLACE.of()
            self.guesses.append(Doubt(line.number, message, BY_SHAPE))
        if self._is_signed_below_dek():
            self._put(self.head[self.at], Label.BYLINE)
            self._doubt_names(self.head[self.at])
            self.at += 1

    def _is_signed_below_dek(self) -> bool:
        """Whether names stand between the dek and the body."""
        if self.at >= len(self.head) or Label.BYLINE in self.used:
            return False
        return self._are_names(self.at) and self._is_above_prose()

    def _may_be_dek(self, text: str) -> bool:
        if tell_sign(text) != Sign.TEXT or is_day(text):
            return False
        if is_salutation(text) or text.endswith((":", "：", ",")):
            return False
        if text.startswith(("http", "###", "•", "- ", "—", "“", "[", "{", "<")):
            return False
        return any(map(str.isalpha, text)) and not text.isupper()

    def _doubt_names(self, line: RawLine) -> None:
        """Ask about names, unless the text ends with them, or is about them."""
        people = [know_person(name) for name in split_byline(line.text)]
        for one in self._below(line)[-_SIGNED:]:
            names = split_byline(one.text.lstrip("—–- ")) if len(one.text) < 120 else ()
            if any(find_named(name, people) for name in names):
                return
            if ends_sentence(one.text) and find_beginning(one.text, people):
                return
        if len(people) == 1:
            message = Kind.BYLINE_BY_SHAPE.of(line.text)
            self.guesses.append(Doubt(line.number, message, BY_PLACE))

    def _doubt_title(self) -> None:
        """Ask about a title of which nothing tells but its place."""
        labels = self.used & {Label.TYPE_LABEL, Label.BYLINE, Label.PUBLISHED}
        if self.title is not None and not labels:
            self._doubt_place(self.title)

    def _doubt_place(self, line: RawLine) -> None:
        message = Kind.TITLE_BY_PLACE.of(line.text)
        self.guesses.append(Doubt(line.number, message, BY_PLACE))


def _part(line: RawLine) -> Iterator[RawLine]:
    """Part a line that says two things of a piece or more; give it whole if it does not."""
    text = line.text
    dated = _DATED_TEXT.match(text)
    if dated is not None and is_day(dated["day"]):
        yield from cut_line(line, dated.start("rest"))
        return
    day = day_start(text) if len(text) <= _LONGEST_PICTURE else 0
    if len(text) > _LONGEST_PICTURE or (day >= 0 and is_day(text[day:])):
        yield line
        return
    for starts in _cuts(text):
        parts: list[RawLine] = []
        rest = line
        for start in reversed(starts):
            rest, tail = cut_line(rest, start)
            parts[:0] = _trim(tail)
        parts[:0] = _trim(rest)
        said = [part.text for part in parts if not _is_mark(part)]
        if all(map(_says, said)) and any(day_start(one) >= 0 for one in said):
            yield from parts
            return
    yield line


def _trim(line: RawLine) -> list[RawLine]:
    """Part the marks at the end from a part of a line."""
    size = len(line.text.rstrip(_MARKS))
    return list(cut_line(line, size)) if 0 < size < len(line.text) else [line]


def _is_mark(line: RawLine) -> bool:
    """Whether a part of a line stands between two others and says nothing."""
    return line.is_continued and not line.text.strip(_MARKS)


def _is_rule(text: str) -> bool:
    """Whether a line underlines the one above."""
    return len(text) > 2 and not text.strip("=-_*~") and len(set(text)) == 1


def _part_first(line: RawLine) -> list[RawLine]:
    """Part the first line: a day before a text, a type glued to a title, `# Title`."""
    dated = _DATED_TEXT.match(line.text)
    if dated is not None and is_day(dated["day"]):
        return list(cut_line(line, dated.start("rest")))
    start = glued_title_start(line.text)
    if start is not None:
        bullet, title = start
        head, rest = cut_line(line, title)
        return [*(cut_line(head, bullet) if bullet else [head]), rest]
    if line.text.startswith("# ") and line.text[2:].strip():
        return list(cut_line(line, len(line.text) - len(line.text[2:].lstrip())))
    return [line]


def _cuts(text: str) -> Iterator[list[int]]:
    """Yield where a line could be cut: at marks, before a day, before `by`."""
    marks = [match.end() for match in _BETWEEN.finditer(text)]
    if 0 < len(marks) <= 3:
        yield [at for at in marks if at < len(text)]
    if day := split_day(text):
        above = text[:day].strip(_MARKS)
        if names_start(above) or are_names(above):
            yield [day]
        for comma in re.finditer(r",\s+", text[:day].rstrip(" ,")):
            yield [comma.end(), day]
        yield [day]
    if names := _THEN_NAMES.search(text):
        yield [names.end()]


def _says(piece: str) -> bool:
    """Whether a part of a line is names, a day or an outlet."""
    if day_start(piece) >= 0 or names_start(piece) or are_names(piece):
        return True
    is_short = len(piece.split()) <= _OUTLET_WORDS
    return outlet_start(piece) > 0 or (is_short and names_paper(piece))
