"""What pages show of an article's text besides its words: numbers, contents, a course."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from html import unescape
from itertools import count
from typing import Final

from markupsafe import escape

from commentariat.engine.elements import ATTRIBUTES, TAG
from commentariat.engine.figures import has_captions, number_figures
from commentariat.engine.paragraphs import (
    NUMBER,
    NumberedText,
    Numbering,
    number_paragraphs,
)
from commentariat.interface.catalog import Catalog
from commentariat.language_tags import attributes_of, is_by_letters
from commentariat.site.courses import MOST_LEGS, Course, Leg, merge_legs
from commentariat.site.views import ContentsEntry, Drawing, Reading

_A_MINUTE: Final = 220
"""Words that are read silently in one, on the average of many studies and languages."""
_LETTERS_A_MINUTE: Final = {"zh": 260, "ja": 360}
"""Letters, likewise; in languages of other scripts without spaces as many as below."""
_OTHER_LETTERS: Final = 900
_LEAST_HEADINGS: Final = 3
"""From so many on a text has contents."""
_MOST_ENTRIES: Final = 32
"""Of contents of two levels; beyond that they are of one."""
_HEADING: Final = re.compile(rf"<h([1-6])({ATTRIBUTES})>(.*)</h", re.DOTALL)
_ID: Final = re.compile(r' id="([^"]+)"')
_MARK: Final = re.compile(r'<sup[^>]* id="fnref.*?</sup>')


class Texts:
    """Numbers texts and plots their courses, in *words* of a site in that *language*."""

    def __init__(self, words: Catalog, language: str) -> None:
        self._words = words
        self._language = language
        self._numbering = cache(self._make_numbering)
        self._leg = lru_cache(maxsize=1 << 14)(self._make_leg)

    def number(self, html: str, language: str) -> NumberedText:
        """Number the paragraphs of *html*, the body of a page in *language*."""
        by_letters = is_by_letters(language)
        return number_paragraphs(html, self._numbering(language), by_letters=by_letters)

    def read(self, text: NumberedText, language: str) -> Reading:
        """Tell how long *text* in *language* is, and what there is to be found in it."""
        by_letters = is_by_letters(language)
        amount = sum(text.words) + text.other_words
        a_minute = _A_MINUTE
        if by_letters:
            a_minute = _LETTERS_A_MINUTE.get(language.partition("-")[0], _OTHER_LETTERS)
        minutes = max(1, round(amount / a_minute)) if amount else 0
        entries: tuple[ContentsEntry, ...] = ()
        if len(text.headings) >= _LEAST_HEADINGS:
            entries = tuple(_contents(text.headings))
        return Reading(
            amount, by_letters, minutes, entries, text.has_notes, text.has_parts
        )

    def number_figures(self, html: str, language: str) -> str:
        """Number the figures and tables of *html*, a text with contents in *language*."""
        if not has_captions(html):
            return html
        gettext = self._words.gettext
        said = attributes_of(self._language, language)
        return number_figures(
            html,
            {
                "figure": escape(gettext("Figure %(number)s", number="0")),
                "table": escape(gettext("Table %(number)s", number="0")),
            },
            said,
        )

    def course(self, drawing: Drawing, text: NumberedText) -> Course:
        """Plot the course of *text*."""
        words, anchors, leg = text.words, text.anchors, self._leg
        if len(words) <= MOST_LEGS:
            legs = list(map(leg, count(1), count(1), words, anchors))
        else:
            legs = [
                leg(k.start + 1, k.stop, sum(words[k.start : k.stop]), anchors[k.start])
                for k in merge_legs(len(words))
            ]
        return Course(drawing, legs, len(words))

    def _make_numbering(self, language: str) -> Numbering:
        """Number texts in *language*; what the numbers say is in the site's."""
        label = escape(self._words.gettext("Paragraph %(number)s", number=NUMBER))
        said = f' aria-label="{label}"'
        if language != self._language:
            said += f' lang="{escape(self._language)}"'
        return Numbering(said)

    def _make_leg(self, first: int, last: int, words: int, anchor: str) -> Leg:
        """Make the leg of the paragraphs from *first* to *last*."""
        if first == last:
            said = self._words.ngettext(
                "Paragraph %(first)s, %(num)s word",
                "Paragraph %(first)s, %(num)s words",
                words,
                first=first,
            )
        else:
            said = self._words.ngettext(
                "Paragraphs %(first)s to %(last)s, %(num)s word",
                "Paragraphs %(first)s to %(last)s, %(num)s words",
                words,
                first=first,
                last=last,
            )
        return Leg(
            words, str(words), f'<a href="#{anchor}" aria-label="{escape(said)}">'
        )


def _contents(headings: Iterable[str]) -> Iterator[ContentsEntry]:
    """List the *headings* that can be led to: those of the highest level, and the next."""
    found = [
        (int(one[1]), unescape(found_id[1]), label)
        for one in filter(None, map(_HEADING.match, headings))
        if (found_id := _ID.search(one[2])) and (label := _label(one[3]))
    ]
    if len(found) < _LEAST_HEADINGS:
        return
    top = min(level for level, *_ in found)
    kept = [one for one in found if one[0] <= top + 1]
    if len(kept) > _MOST_ENTRIES:
        kept = [one for one in kept if one[0] == top]
    entry, below = None, list[ContentsEntry]()
    for level, anchor, label in kept:
        if level > top and entry is not None:
            below.append(ContentsEntry(label, anchor))
            continue
        if entry is not None:
            yield ContentsEntry(*entry, tuple(below))
        entry, below = (label, anchor), []
    if entry is not None:
        yield ContentsEntry(*entry, tuple(below))


def _label(html: str) -> str:
    """Give the words of a heading, without the marks of notes."""
    return " ".join(unescape(TAG.sub("", _MARK.sub("", html))).split())
