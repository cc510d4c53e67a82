"""What pages show of an article's text besides its words: numbers, and a course."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import count

from markupsafe import escape

from commentariat.engine.paragraphs import (
    NUMBER,
    NumberedText,
    Numbering,
    number_paragraphs,
)
from commentariat.interface.catalog import Catalog
from commentariat.site.courses import MOST_LEGS, Course, Leg, merge_legs
from commentariat.site.views import Drawing

_BY_LETTERS = frozenset(("zh", "ja", "th", "lo", "my", "km"))
"""Languages that put no space between words."""


class Texts:
    """Numbers texts and plots their courses, in *words* of a site in that *language*."""

    def __init__(self, words: Catalog, language: str) -> None:
        self._words = words
        self._language = language
        self._numbering = cache(self._make_numbering)
        self._leg = lru_cache(maxsize=1 << 14)(self._make_leg)

    def number(self, html: str, language: str) -> NumberedText:
        """Number the paragraphs of *html*, the body of a page in *language*."""
        by_letters = language.partition("-")[0] in _BY_LETTERS
        return number_paragraphs(html, self._numbering(language), by_letters=by_letters)

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
