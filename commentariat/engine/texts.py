"""What pages show of an article's text besides its words: numbers, and a course."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from markupsafe import escape

from commentariat.engine.paragraphs import (
    NUMBER,
    NumberedText,
    Paragraph,
    number_paragraphs,
)
from commentariat.interface.catalog import Catalog
from commentariat.site.courses import Course, Leg, merge_legs
from commentariat.site.views import Drawing


class Texts:
    """Numbers texts and plots their courses, in *words* of a site in that *language*."""

    def __init__(self, words: Catalog, language: str) -> None:
        self._words = words
        self._language = language
        self._said = cache(self._say_number)
        self._label = cache(self._say_leg)

    def number(self, html: str, language: str) -> NumberedText:
        """Number the paragraphs of *html*, the body of a page in *language*."""
        return number_paragraphs(html, self._said(language))

    def course(self, drawing: Drawing, paragraphs: Sequence[Paragraph]) -> Course:
        """Plot the course of a text of these *paragraphs*."""
        legs = []
        for part in merge_legs(len(paragraphs)):
            words = sum([paragraphs[k].words for k in part])
            label = self._label(part.start + 1, part.stop, words)
            legs.append(Leg(words, paragraphs[part.start].anchor, label))
        return Course(drawing, legs, len(paragraphs))

    def _say_number(self, language: str) -> str:
        """Say what number a paragraph has, as attributes; the words are the site's."""
        label = escape(self._words.gettext("Paragraph %(number)s", number=NUMBER))
        said = f' aria-label="{label}"'
        if language != self._language:
            said += f' lang="{escape(self._language)}"'
        return said

    def _say_leg(self, first: int, last: int, words: int) -> str:
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
        return str(escape(said))
