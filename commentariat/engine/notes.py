"""
The notes of a text, put to where they are marked.

Markdown keeps them at the end. On the page of an article each stands behind the paragraph
that marks it first: beside it where there is room, else below it, at the end in print.
Those that would fill the margin far beyond the text stay where they are.
"""

from __future__ import annotations

import re
from typing import Final

from commentariat.engine.elements import TAG, end_of_element

_LIST: Final = '<div class="footnote">'
_ITEM: Final = re.compile(r'<li id="([^"]*)">')
_MARK: Final = re.compile(r'<sup( id="[^"]*"><a class="footnote-ref" href="#([^"]*)")>')
_MOST: Final = 0.5
"""Characters of notes for each of the text."""
_WIDE: Final = re.compile(r'(<figure[^>]* class="[^"]*)\bwide\b')
_OF_TEXT: Final = 66, 1.92
"""Characters of a line on wide screens, and its height in rem; see theme/paper.css."""
_OF_NOTES: Final = 44, 1.31


class Notes:
    """Notes that no place was found for yet: by id, each with its number."""

    def __init__(self, items: dict[str, tuple[int, str]]) -> None:
        self._left = items
        self._waiting: list[str] = []
        self._bottom = self._end = 0.0
        """About where the text ends so far, and its notes beside it."""

    def place(self, block: str, *, is_heading: bool = False) -> tuple[str, str]:
        """
        Give the *block* of a text with its marks told apart, and its notes.

        Those of a heading stand behind the block below it. A figure is wide no more
        where notes stand beside it.
        """
        found: list[str] = []
        if self._end > self._bottom:  # it has no room beside it
            block = _WIDE.sub(r"\1", block)
        self._bottom += _height(block, _OF_TEXT)

        def tell_apart(mark: re.Match[str]) -> str:
            note = self._take(mark[2])
            if not note:
                return mark[0]
            found.append(note)
            nth = f' class="m{len(found)}"' if len(found) > 1 else ""
            return f'<sup{nth}{mark[1]} role="doc-noteref">'

        block = _MARK.sub(tell_apart, block)
        for note in found:  # which grows: notes may have notes
            found += filter(
                None, (self._take(mark[2]) for mark in _MARK.finditer(note))
            )
        if is_heading:
            self._waiting += found
            return block, ""
        found[:0] = self._waiting
        self._waiting = []
        for note in found:
            begin = max(self._bottom - 2 * _OF_TEXT[1], self._end)
            self._end = begin + _height(note, _OF_NOTES)
        return block, "".join(found)

    def rest(self) -> str:
        """Give what stands at the end after all: nothing marks it."""
        waiting = "".join(self._waiting)
        if not self._left:
            return waiting
        items = "".join(
            f'<li id="{name}" value="{number}">{text}</li>'
            for name, (number, text) in self._left.items()
        )
        return f"{waiting}{_LIST}<hr><ol>{items}</ol></div>"

    def _take(self, name: str) -> str:
        if name not in self._left:
            return ""
        number, text = self._left.pop(name)
        begin, text = ("<p>", text[3:]) if text.startswith("<p>") else ("", text)
        return (
            f'<aside class="note" id="{name}" role="doc-footnote">'
            f"{begin}<b>{number}</b> {text}</aside>"
        )


def _height(html: str, line: tuple[int, float]) -> float:
    """Tell about how high *html* stands, and never more: a picture counts for nothing."""
    characters, height = line
    return (len(TAG.sub("", html)) // characters + 1) * height


def part_notes(html: str) -> tuple[str, Notes | None]:
    """Part the notes from *html*; None where it has none, or they are too many."""
    start = html.rfind(_LIST)
    if start < 0:
        return html, None
    end = end_of_element(html, start)
    items: dict[str, tuple[int, str]] = {}
    at = start
    while item := _ITEM.search(html, at, end):
        at = end_of_element(html, item.start())
        text = html[item.end() : at - len("</li>")].strip()
        items[item[1]] = len(items) + 1, text
    text = html[:start] + html[end:]
    of_notes = len(TAG.sub("", html[start:end]))
    if not items or of_notes > _MOST * len(TAG.sub("", text)):
        return html, None
    return text, Notes(items)
