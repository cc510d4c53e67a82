"""What stands below the title of a text without metadata, down to its body."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from commentariat.intake.pages.bio_evidence import is_post_below_name
from commentariat.intake.pages.layouts.head_lines import BY_PLACE, HeadLines
from commentariat.intake.pages.layouts.head_parts import (
    OUTLET_WORDS,
    is_mark,
    is_rule,
    part_line,
)
from commentariat.intake.pages.layouts.head_signs import Sign, tell_sign
from commentariat.intake.pages.layouts.head_titles import DEK_WORDS, IMPRINT, PENDING
from commentariat.intake.pages.layouts.opening import (
    count_sentences,
)
from commentariat.intake.pages.model import Doubt, Label
from commentariat.intake.phrases.credits import names_outlet
from commentariat.intake.phrases.fixed_lines import (
    HERO_IMAGE,
    LEARN_MORE,
    says,
)
from commentariat.intake.phrases.imprint import (
    are_names,
    is_author_label,
    is_day,
    is_outlet_label,
    is_salutation,
    names_paper,
)
from commentariat.intake.phrases.labels import read_source
from commentariat.intake.phrases.lines import RawLine
from commentariat.intake.phrases.names import (
    fold,
)
from commentariat.intake.phrases.roles import ends_sentence
from commentariat.kinds import Kind

_CARD: Final = 10  # lines
_LONE_DEK_WORDS: Final = 35
_LABELED_DEK_WORDS: Final = 45
_LABELED_DEK_SENTENCES: Final = 3
_LONE_DEK_SENTENCES: Final = 2
_LONGER: Final = 1.5  # times as many words as the dek
_CHRONICLE: Final = 3  # days on lines of their own, which are headings then
FAR: Final = 200  # lines that are looked through for days
BY_SHAPE: Final = 0.6
"""Likewise, by what a line looks like: names, a short paragraph."""


class ImprintLines(HeadLines):
    """Labels dek, names, day and outlet below the title."""

    def label_below_title(self) -> None:
        """Label what stands below the title and is none of the body."""
        if self.at < len(self.head) and is_rule(self.head[self.at].text):
            self.put(self.head[self.at], Label.NAVIGATION)
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
        days = sum(is_day(line.text) for line in self.lines[:FAR])
        if days >= _CHRONICLE:
            for at, line in enumerate(self.head):
                if signs[at] == Sign.DAY and is_day(line.text):
                    signs[at] = Sign.TEXT
        return signs

    def _cut_joined_lines(self) -> None:
        """Part the lines that say several things: `Ann Lee | May 3, 2019`."""
        parts: list[RawLine] = self.head[: self.at]
        reach = self.at + PENDING + 4
        for at, line in enumerate(self.head[self.at :], self.at):
            parts += part_line(line) if at < reach else [line]
        self.head = parts

    def _find_imprint(self, signs: Sequence[Sign]) -> int | None:
        """Find the first line that says who wrote the piece, when or where."""
        lines = 0
        for at in range(self.at, len(signs)):
            lines += not self.head[at].is_continued
            if lines > PENDING + 1:
                return None
            if signs[at] in IMPRINT and self._may_be_imprint(at, signs):
                return at
            if len(self.head[at].text.split()) > DEK_WORDS:
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
            self.put(line, label)
        self.at = first

    def _label_of_pending(
        self, at: int, line: RawLine, above: Sequence[Label], *, has_byline: bool
    ) -> Label:
        text = line.text
        sign = tell_sign(text)
        if is_mark(line):
            return Label.NAVIGATION
        if sign == Sign.TYPE and Label.TYPE_LABEL not in self.used | set(above):
            return Label.TYPE_LABEL
        if sign == Sign.CREDIT and Label.IMAGE_CREDIT not in self.used | set(above):
            return Label.IMAGE_CREDIT
        if sign == Sign.NOTICE:
            return Label.NAVIGATION
        if sign in (Sign.PICTURE, Sign.PLACEHOLDER, Sign.CREDIT, Sign.TYPE):
            return Label.UNKNOWN
        if not has_byline and Label.BYLINE not in above and self.are_names(at):
            return Label.BYLINE
        if (
            (Label.DEK in above or Label.BYLINE in above)
            and Label.PUBLICATION_SOURCE not in above
            and self.is_outlet(text)
        ):
            self.doubt_outlet(line)
            return Label.PUBLICATION_SOURCE
        if Label.DEK not in above:
            return Label.DEK
        return Label.BODY

    def _label_imprint(self, signs: Sequence[Sign]) -> None:
        """Label what is said of the piece, down to the body."""
        while self.at < len(self.head):
            line, sign = self.head[self.at], signs[self.at]
            if says(line.text, HERO_IMAGE):
                for one in self.head[self.at : self.at + self._count_card()]:
                    self.put(one, Label.PROGRAM_CARD)
                    self.at += 1
                continue
            if is_mark(line):
                self.put(line, Label.NAVIGATION)
            elif sign == Sign.TEXT:
                label = self._label_within(line, signs)
                if label is None:
                    break
                self.put(line, label)
            elif not self._goes_on(line, sign):
                break
            else:
                self.label(line, sign)
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
            return self.is_new_outlet(line.text) and (
                names_outlet(source) or line.is_after_blank
            )
        return sign not in (Sign.PICTURE, Sign.PLACEHOLDER)

    def _label_within(self, line: RawLine, signs: Sequence[Sign]) -> Label | None:
        """Label a line among those that say something of the piece; None: the body."""
        text = line.text
        above, label_above = self.labeled[-1]
        is_below_label = label_above == Label.NAVIGATION and not line.is_after_blank
        if is_below_label and is_outlet_label(above.text) and self.is_outlet(text):
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
        if Label.BYLINE not in self.used and self.are_names(self.at):
            return Label.BYLINE
        if Label.PUBLICATION_SOURCE not in self.used and self.is_outlet(text):
            self.doubt_outlet(line)
            return Label.PUBLICATION_SOURCE
        return Label.UNKNOWN

    def _is_enclosed(self, signs: Sequence[Sign]) -> bool:
        """Whether the piece is spoken of below this line, too."""
        text = self.head[self.at].text
        if len(text.split()) > OUTLET_WORDS or ends_sentence(text):
            return False
        below = self.at + 1
        if below >= len(signs) or signs[below] not in IMPRINT:
            return False
        return self._goes_on(self.head[below], signs[below])

    def _label_last(self, line: RawLine) -> Label | None:
        """Label a name that stands last in the head, where more than its place tells."""
        if Label.BYLINE not in self.used and self.are_names(self.at):
            self.doubt_names(line)
            return Label.BYLINE
        is_outlet = self.is_outlet(line.text) and names_paper(line.text)
        is_new = Label.PUBLICATION_SOURCE not in self.used and " " in line.text
        if is_outlet and is_new and self.is_above_prose():
            message = Kind.OUTLET_BY_PLACE.of(line.text)
            self.guesses.append(Doubt(line.number, message, BY_PLACE))
            return Label.PUBLICATION_SOURCE
        return None

    def _label_lone_dek(self) -> None:
        """Label names and dek below a title that stand there without more."""
        if self.at >= len(self.head):
            return
        if Label.BYLINE not in self.used and self.are_names(self.at):
            line = self.head[self.at]
            if self.is_above_prose():
                self.put(line, Label.BYLINE)
                self.doubt_names(line)
                self.at += 1
                return
        line = self.head[self.at]
        if not self._may_be_dek(line.text):
            return
        below = self.below(line)
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
        self.put(line, Label.DEK)
        self.at += 1
        if not (is_again or is_labeled):
            message = Kind.DEK_BY_PLACE.of()
            self.guesses.append(Doubt(line.number, message, BY_SHAPE))
        if self._is_signed_below_dek():
            self.put(self.head[self.at], Label.BYLINE)
            self.doubt_names(self.head[self.at])
            self.at += 1

    def _is_signed_below_dek(self) -> bool:
        """Whether names stand between the dek and the body."""
        if self.at >= len(self.head) or Label.BYLINE in self.used:
            return False
        return self.are_names(self.at) and self.is_above_prose()

    def _may_be_dek(self, text: str) -> bool:
        if tell_sign(text) != Sign.TEXT or is_day(text):
            return False
        if is_salutation(text) or text.endswith((":", "：", ",")):
            return False
        if text.startswith(("http", "###", "•", "- ", "—", "“", "[", "{", "<")):
            return False
        return any(map(str.isalpha, text)) and not text.isupper()

    def _doubt_title(self) -> None:
        """Ask about a title of which nothing tells but its place."""
        labels = self.used & {Label.TYPE_LABEL, Label.BYLINE, Label.PUBLISHED}
        if self.title is not None and not labels:
            self.doubt_place(self.title)
