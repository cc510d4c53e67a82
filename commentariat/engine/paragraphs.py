"""
The paragraphs of an article's text: numbered, to be linked to, and their words counted.

Those that stand by themselves are meant, none in a quotation, a list or a note. The
fourth is at `#p4`; where the text has that id itself, ours is another.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

NUMBER: Final = "\0"
"""Stands for the number in what is said of a paragraph: no page holds it otherwise."""
# Attributes are stepped over as a whole: they may hold what looks like a tag.
_ATTRIBUTES: Final = r'(?: [a-z-]++(?:="[^"]*+")?)*+'
_TAG: Final = re.compile(rf"<(/?)([a-z][a-z0-9]*+){_ATTRIBUTES}>")
_PARAGRAPH: Final = re.compile(
    rf"<p({_ATTRIBUTES})>((?:[^<]++|<(?!/p>)/?[a-z][a-z0-9]*+{_ATTRIBUTES}>)*+)</p>"
)
_LETTER: Final = re.compile(r"\w")
_ID: Final = re.compile(r' id="([^"]*)"')
_VOID: Final = frozenset({"br", "col", "hr", "img"})
# Scripts without a space between words: each letter counts as one.
_IDEOGRAPH: Final = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


class Paragraph(msgspec.Struct, frozen=True, gc=False):
    """One paragraph that stands by itself, and is a place on its page."""

    anchor: str
    words: int


class NumberedText(msgspec.Struct, frozen=True, gc=False):
    """The HTML of a text whose paragraphs are numbered, and these."""

    html: str
    paragraphs: tuple[Paragraph, ...]


def number_paragraphs(html: str, said: str) -> NumberedText:
    """
    Number the paragraphs of *html*, a body that is safe and well-formed.

    Each begins with its number, a link to itself, of which *said* are attributes, with
    `NUMBER` where that is to be. Paragraphs without a word, as pictures are, are none.
    """
    taken = set(_ID.findall(html)) if ' id="p' in html else set()
    has_ideographs = not html.isascii()
    found: list[Paragraph] = []
    out: list[str] = []
    done = at = 0
    while (at := html.find("<", at)) >= 0:
        match = _PARAGRAPH.match(html, at)
        if match is None:
            at = _end_of_element(html, at)
            continue
        at = match.end()
        words = _count_words(match[2], has_ideographs=has_ideographs)
        if not words:
            continue
        number = len(found) + 1
        anchor = _free(f"p{number}", taken)
        found.append(Paragraph(anchor, words))
        attributes, link_id = match[1], ""
        if ' id="' in attributes:
            link_id = f' id="{anchor}"'  # the paragraph has one itself
        else:
            attributes += f' id="{anchor}"'
        inner = match.start(2)
        out += (
            html[done : match.start()],
            f'<p{attributes}><a class="pn"{link_id} href="#{anchor}"'
            f"{said.replace(NUMBER, str(number))}>{number}</a>",
        )
        done = inner
    return NumberedText("".join(out) + html[done:], tuple(found))


def _free(anchor: str, taken: set[str]) -> str:
    """Number *anchor* as headings are where the text has that id."""
    free, number = anchor, 1
    while free in taken:
        free = f"{anchor}_{number}"
        number += 1
    return free


def _end_of_element(html: str, start: int) -> int:
    """Find where the element ends whose tag is at *start*."""
    depth = 0
    for tag in _TAG.finditer(html, start):
        closing, name = tag.groups()
        if closing:
            depth -= 1
        elif name not in _VOID:
            depth += 1
        if depth <= 0:
            return tag.end()
    return len(html)


def _count_words(html: str, *, has_ideographs: bool) -> int:
    text = _TAG.sub("", html) if "<" in html else html
    if "&nbsp;" in text:
        text = text.replace("&nbsp;", " ")
    count = len(text.split())
    if has_ideographs and (letters := len(_IDEOGRAPH.findall(text))):
        return letters + len(_IDEOGRAPH.sub(" ", text).split())
    return count if count > 2 or _LETTER.search(text) else 0
