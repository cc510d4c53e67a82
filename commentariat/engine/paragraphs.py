"""
The paragraphs of an article's text: numbered, to be linked to, and their words counted.

Those that stand by themselves are meant, none in a quotation, a list or a note. The
fourth is at `#p4`; where the text has that id itself, ours is another. On the same way
through the text its headings are found, and notes come to where they are marked.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from html import unescape
from typing import Final

import msgspec

from commentariat.engine.elements import (
    ATTRIBUTES,
    TAG,
    end_of_element,
    is_heading,
)
from commentariat.engine.notes import part_notes

NUMBER: Final = "\0"
"""Stands for the number in what is said of a paragraph: no page holds it otherwise."""
_PARAGRAPH: Final = re.compile(
    rf"<p{ATTRIBUTES}>((?:[^<]++|<(?!/p>)/?[a-z][a-z0-9]*+{ATTRIBUTES}>)*+)</p>"
)
_WORD: Final = re.compile(r"\w")
_ATTRIBUTE: Final = re.compile(r' ([a-z-]++)(?:="([^"]*+)")?')
_BETWEEN_BLANKS: Final = re.compile(r"[^ \t\n]++")
_MARKS: Final = "“‘«„("
"""What a paragraph may begin with before its first word."""
_READ: Final = ("<blockquote", "<ul", "<ol", "<dl")
"""How blocks begin that are read as a text, besides paragraphs."""
_PARTS: Final = (
    "<figure", "<table", '<div class="scroll"', '<blockquote class="pull',
    '<blockquote class="epigraph',
)  # fmt: skip
"""How those begin that are set apart."""
# Of Chinese, Japanese, Thai, Lao, Burmese and Khmer; marks of vowels are none.
_LETTER: Final = re.compile(
    "[\u0e01-\u0e2e\u0e81-\u0eae\u1000-\u102a\u1780-\u17a2"
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
)


class NumberedText(msgspec.Struct, frozen=True, gc=False):
    """The HTML of a text whose paragraphs are numbered, and these."""

    html: str
    words: tuple[int, ...]
    """Of each of them."""
    anchors: tuple[str, ...]
    """Their ids."""
    headings: tuple[str, ...] = ()
    """HTML of those that stand by themselves."""
    other_words: int = 0
    """Of quotations and lists."""
    has_notes: bool = False
    """Whether notes stand where they are marked."""
    has_parts: bool = False
    """Whether figures, tables, pull quotes or epigraphs stand by themselves."""


class Numbering:
    """
    The ids of paragraphs one after the other, and the numbers that are links to them.

    *said* are attributes of the links, with `NUMBER` where that is to be; ids of the
    text that are *taken* are not given. As headings are, one is counted on then.
    """

    def __init__(self, said: str, taken: Collection[str] = ()) -> None:
        self.said = said
        self._taken = taken
        self.anchors: list[str] = []
        self.openings: list[str] = []
        """What a paragraph is put after, to be within one element with its number."""

    def add(self) -> None:
        """Number one more paragraph."""
        number = str(len(self.anchors) + 1)
        anchor, tried = f"p{number}", 1
        while anchor in self._taken:
            anchor, tried = f"p{number}_{tried}", tried + 1
        said = self.said.replace(NUMBER, number)
        link = f'<a class="pn" href="#{anchor}"{said}>{number}</a>'
        self.anchors.append(anchor)
        self.openings.append(f'<div class="par" id="{anchor}">{link}')


def number_paragraphs(
    html: str, numbering: Numbering, *, by_letters: bool
) -> NumberedText:
    """
    Number the paragraphs of *html*, a body that is safe and well-formed.

    Paragraphs without a word, as pictures are, are none. *by_letters* counts those of
    languages that put no space between words.
    """
    if ' id="p' in html:
        numbering = Numbering(numbering.said, _ids(html))
    html, notes = part_notes(html)
    openings, words, out = numbering.openings, list[int](), list[str]()
    headings, other_words, has_parts = list[str](), 0, False
    by_blanks = not by_letters and html.rfind("  ") < 0  # that is faster than `in`
    done, at, paragraph_at = 0, 0, _PARAGRAPH.match
    while (at := html.find("<", at)) >= 0:
        match, start, count = paragraph_at(html, at), at, 0
        is_title = match is None and is_heading(html, at)
        if match is not None:
            at, text = match.end(), match[1]
            count = _count_blanks(text) if by_blanks else 0
            if count < 3:  # signs alone may divide a text
                count = count_words(text, by_letters=by_letters)
        else:
            at = end_of_element(html, at)
            has_parts = has_parts or html.startswith(_PARTS, start)
            if is_title:
                headings.append(html[start:at])
            elif html.startswith(_READ, start):
                other_words += count_words(html[start:at], by_letters=by_letters)
        if not count and notes is None:
            continue
        block, behind, opening = html[start:at], "", '<div class="par">'
        if notes is not None:
            block, behind = notes.place(block, is_heading=is_title)
        if count:
            number = len(words)
            if number == len(openings):
                numbering.add()
            opening = openings[number]
            words.append(count)
        if count or behind:
            out += html[done:start], opening, block, behind, "</div>"
        else:
            out += html[done:start], block
        done = at
    out.append(html[done:])
    if notes is not None:
        out.append(notes.rest())
    anchors = tuple(numbering.anchors[: len(words)])
    return NumberedText(
        "".join(out),
        tuple(words),
        anchors,
        tuple(headings),
        other_words,
        notes is not None,
        has_parts,
    )


def _ids(html: str) -> frozenset[str]:
    """List the ids of *html*: not what looks like one in a text, or within another."""
    attributes = (_ATTRIBUTE.findall(tag[0]) for tag in TAG.finditer(html))
    return frozenset(
        [value for found in attributes for name, value in found if name == "id"]
    )


def _count_blanks(html: str) -> int:
    """Count the words of *html*, a paragraph without two blanks in a row; 0 if it cannot."""
    first = html[:1]
    if not (first.isalnum() or (first in _MARKS and html[1:2].isalnum())):
        return 0
    if "\n" in html or html[-1] == " ":
        return 0
    count = html.count(" ") + 1
    if "=" in html:  # each attribute has a blank before it, and these have none within
        attributes = html.count(' href="') + html.count(' rel="')
        return count - attributes if html.count('="') == attributes else 0
    return count


def count_words(html: str, *, by_letters: bool = False) -> int:
    """
    Count the words of *html*, a paragraph; each letter is one *by_letters*.

    What a no-break space holds together is one word.
    """
    text = unescape(TAG.sub("", html))
    if not _WORD.search(text):
        return 0
    if by_letters:
        others = filter(_WORD.search, _LETTER.sub(" ", text).split())
        return len(_LETTER.findall(text)) + len(tuple(others))
    return len(_BETWEEN_BLANKS.findall(text))
