"""The title of a text without metadata, and what stands above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from commentariat.intake.pages.layouts.head_lines import HeadLines
from commentariat.intake.pages.layouts.head_parts import is_mark, part_first
from commentariat.intake.pages.layouts.head_signs import Sign, tell_sign
from commentariat.intake.pages.model import Label
from commentariat.intake.pages.teasers import DOT
from commentariat.intake.phrases.imprint import (
    are_names,
    is_salutation,
    is_title_label,
    title_start,
)
from commentariat.intake.phrases.lines import RawLine, cut_line
from commentariat.intake.phrases.roles import ends_sentence

_TOP: Final = 8  # lines down to the kind of piece
_NAVIGATION: Final = 16
_TYPE_WORDS: Final = 2
_NAVIGATION_WORDS: Final = 8
PENDING: Final = 3  # lines between the title and what is said of the piece
TITLE_WORDS: Final = 24
_LABELED_TITLE_WORDS: Final = 40
DEK_WORDS: Final = 60
_NO_TITLE: Final = ("http", "www.", "###", "•", "* ", "[", "(", "@")
NO_TITLE_ENDS: Final = (".", ":", ";", ",", "：", "。", "،")
_ABBREVIATED: Final = re.compile(r"(?:\b[A-Z]\.|\.\.\.|\b(?:Jr|Sr|Inc|Ltd|vs|etc)\.)$")
_BULLETS: Final = ("#", "-", "–", DOT, "*")
IMPRINT: Final = frozenset(
    {Sign.BYLINE, Sign.AUTHOR, Sign.DAY, Sign.SOURCE, Sign.OUTLET, Sign.SWITCH}
)


def _sign_of(line: RawLine, above: RawLine | None) -> Sign:
    """Tell what a line says; the mark between two parts of one says nothing."""
    if is_mark(line):
        return Sign.AUTHOR
    sign = tell_sign(line.text)
    is_part = line.is_continued and above is not None and is_mark(above)
    return Sign.OUTLET if sign == Sign.TEXT and is_part else sign


def _signs_of(lines: Sequence[RawLine]) -> list[Sign]:
    signs = [
        _sign_of(line, above)
        for line, above in zip(lines, (None, *lines), strict=False)
    ]
    if _begins_imprint(lines, signs):
        signs[0] = Sign.BYLINE
    return signs


def _begins_imprint(lines: Sequence[RawLine], signs: Sequence[Sign]) -> bool:
    """Whether names stand first in a line that says where and when, too."""
    end = next(
        (at for at in range(1, len(lines)) if not lines[at].is_continued), len(lines)
    )
    if end < 2 or signs[0] != Sign.TEXT or not are_names(lines[0].text):
        return False
    return {Sign.OUTLET, Sign.DAY} <= set(signs[1:end])


class TitleLines(HeadLines):
    """Finds the title, and labels what stands above it."""

    def label_navigation(self) -> None:
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
            self.put(line, Label.NAVIGATION)
        self.at = last + 1

    def cut_first_lines(self) -> None:
        """Part the first lines where they say two things, such as the type and the title."""
        if self.at < len(self.head):
            first = self.head[self.at]
            self.head[self.at : self.at + 1] = part_first(first)
        for at in range(self.at, min(len(self.head), self.at + _TOP)):
            start = title_start(self.head[at].text)
            if start:
                self.head[at : at + 1] = cut_line(self.head[at], start)
                break

    def find_title(self) -> int | None:
        """Find the number of the line that is the title; None: there is none."""
        signs = _signs_of(self.head)
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
            self.put(self.head[self.at], Label.TYPE_LABEL)
            self.at += 1
            self.doubt_place(self.head[self.at])
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
            and not self.are_names(at + 1)
        )

    def _find_type(self, signs: Sequence[Sign]) -> int | None:
        texts = 0
        for at in range(self.at, min(len(signs), self.at + _TOP)):
            if signs[at] == Sign.TYPE:
                return at
            texts += signs[at] == Sign.TEXT
            is_long = len(self.head[at].text.split()) > DEK_WORDS
            if texts > 2 or (is_long and signs[at] == Sign.TEXT):
                return None
        return None

    def _is_above_type(self, above: int, kind: int, signs: Sequence[Sign]) -> bool:
        """Whether the title stands above the kind of piece, and no picture's text."""
        if Sign.PICTURE in signs[above:kind] or Sign.CREDIT in signs[above:kind]:
            return False
        if not self._is_title(above, is_labeled=False):
            return False
        rest = range(kind + 1, min(len(signs), kind + 1 + PENDING))
        texts = 0
        for at in rest:
            if signs[at] in IMPRINT:
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
        if words > TITLE_WORDS or len(text) > 8 * TITLE_WORDS or text[0].islower():
            return False
        if text.startswith(_NO_TITLE) or not self.below(self.head[at]):
            return False
        return not text.endswith(NO_TITLE_ENDS) or _ABBREVIATED.search(text) is not None

    def label_top(self, stop: int, *, has_title: bool) -> None:
        """Label what stands above the title, or above the body where there is none."""
        is_titled = any(is_title_label(line.text) for line in self.head[:stop])
        signs = _signs_of(self.head)
        while self.at < stop:
            line = self.head[self.at]
            sign = signs[self.at]
            if not has_title and sign in (Sign.TEXT, Sign.PICTURE):
                break
            if sign == Sign.TEXT and (
                is_title_label(line.text) or line.text in _BULLETS
            ):
                self.put(line, Label.NAVIGATION)
                self.at += 1
                continue
            is_center = (
                sign == Sign.TEXT
                and bool(self.labeled)
                and self.labeled[-1].label == Label.TYPE_LABEL
                and self.at + 1 == stop
            )
            if is_center:
                self.put(line, Label.CENTER_LABEL)
            elif sign == Sign.SOURCE and not is_titled and self._is_no_credit_yet():
                self.put(line, Label.IMAGE_CREDIT)
            else:
                self.label(line, sign)
            self.at += 1

    def _is_no_credit_yet(self) -> bool:
        return Label.IMAGE_CREDIT not in self.used
