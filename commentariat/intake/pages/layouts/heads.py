"""The head of a text without metadata: title, dek, and who wrote it, when and where."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from commentariat.intake.pages.layouts.head_imprints import ImprintLines
from commentariat.intake.pages.layouts.head_lines import WINDOW
from commentariat.intake.pages.layouts.head_signs import Sign
from commentariat.intake.pages.layouts.head_titles import TitleLines
from commentariat.intake.pages.model import Doubt, Label
from commentariat.intake.pages.raw_page import LabeledLine, RawPage
from commentariat.intake.phrases.labels import read_byline
from commentariat.intake.phrases.lines import RawLine
from commentariat.intake.phrases.names import (
    Person,
    know_person,
    split_byline,
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
    return read_lines(page.after, page.disclaimers)


@lru_cache(maxsize=4)  # who tells a page, labels it and doubts it asks for the same
def read_lines(lines: tuple[RawLine, ...], disclaimers: frozenset[int]) -> Head:
    """Read the first of *lines*; those from a disclaimer on belong to the end."""
    return _Reader(lines, disclaimers).read()


class _Reader(TitleLines, ImprintLines):
    """Reads a head line by line."""

    def read(self) -> Head:
        self.label_navigation()
        self.cut_first_lines()
        title = self.find_title()
        stop = len(self.head) if title is None else title
        self.label_top(stop, has_title=title is not None)
        if title is not None:
            self.title = self.head[title]
            self.put(self.title, Label.TITLE)
            self.at = title + 1
            self.label_below_title()
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
        begun = {line.start for line in self.lines[:WINDOW]}
        while self.at < len(self.head) and self.head[self.at].start not in begun:
            self.put(self.head[self.at], Label.BODY)
            self.at += 1
        return len(self.lines) - len(
            self.below(self.labeled[-1].line if self.labeled else None)
        )

    def _names(self) -> Iterator[str]:
        for line, label in self.labeled:
            if label == Label.BYLINE:
                yield from split_byline(read_byline(line.text) or line.text)
