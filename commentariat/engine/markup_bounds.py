"""
What converting a body may cost, counted as it is done.

Python-Markdown looks for the end of what never closes from each of its beginnings, and
a few kilobytes of these can take it minutes. Where that can happen, the characters that
it looks at are counted: not the time, so that a body is too much on every machine or on
none. An ordinary body takes a hundredth of what it may.

Install it after all other extensions.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension, FootnoteInlineProcessor
from markdown.inlinepatterns import (
    BacktickInlineProcessor,
    LinkInlineProcessor,
    ReferenceInlineProcessor,
)

from commentariat.engine.time_limit import SECONDS, Deadline

_LEAST: Final = 4_000_000
_EACH: Final = 60
"""Characters that are looked at: in all, and more for each that a body has."""
_FREE: Final = 100
"""So many in one go are not counted: they come to no more than a text's own length."""
_ONE_BY_ONE: Final = 4
"""What a character comes to that no regular expression looks at, but Python itself."""
_OFTEN: Final = 64
"""After so many counts the clock is looked at."""
DEEPEST: Final = 60
"""Lists, quotations and emphasis in each other; each takes a few calls of functions."""
_PER_CELL: Final = 40
_PER_REPETITION: Final = 30
_PER_ELEMENT: Final = 60
"""What a table's cell, a note's next reference, a repeated element come to."""

# An opening, or a closing, that may go on to the end of the text for its own end.
_TAG: Final = re.compile(r"<(?=[a-zA-Z/!?])([^<>]*>)?")
_LONG_TAGS: Final = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"))
_PART: Final = re.compile(r"<!--|<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_GAP: Final = re.compile(r"\n[ \t]*\n")
_FENCE: Final = re.compile(r"^(`{3,}|~{3,})(.*)$", re.MULTILINE)
_PLACEHOLDER: Final = "\x02"
_SHOWN: Final = 60

# Elements that HTML opens again in each block that follows, until they are closed.
_AGAIN: Final = frozenset(
    "a b big code em font i nobr s small strike strong tt u".split()
)
# What is open around these is not closed from within.
_WALLS: Final = frozenset(
    "applet button caption marquee object table td template th".split()
)
_VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)
_ANY_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")


class TooCostlyError(Exception):
    """A text whose conversion would take more than any that is meant to be read."""

    def __init__(self, near: str) -> None:
        super().__init__(near)
        self.near = near
        """Where it went beyond: the text at hand, as far as it was converted."""

    def line(self, text: str) -> int:
        """Tell on which line of *text*, from 1, it went beyond."""
        words = self.near.partition(_PLACEHOLDER)[0].strip().split("\n")[0][:_SHOWN]
        place = text.find(words) if words else -1
        return text.count("\n", 0, max(place, 0)) + 1


class Bounds(Extension):
    """Count what a conversion costs, and end it where that is too much."""

    def __init__(self, seconds: float = SECONDS) -> None:
        super().__init__()
        self._left = 2**62
        self._seconds = seconds
        self._deadline = Deadline(seconds)
        self._looks = 0

    def begin(self, text: str) -> None:
        """
        Begin to count for *text*.

        Raises:
            TooCostlyError: tags and fences that never close would cost too much.
        """
        self._left = _LEAST + _EACH * len(text)
        self._deadline = Deadline(self._seconds)
        if "<" in text:
            self._count_tags(text)
        if "<!--" in text:
            self._count_comments(text)
        if "[^" in text:
            self._count_notes(text)
        if "```" in text or "~~~" in text:
            self._count_fences(text)

    def spend(self, steps: float, near: str) -> None:
        """Count *steps* at the text *near*; raise TooCostlyError where none are left."""
        self._left -= int(steps)
        if self._left < 0:
            raise TooCostlyError(near)
        self.look_at_clock()

    def look_at_clock(self) -> None:
        """Raise TimeLimitError, every now and then, once time is up."""
        self._looks += 1
        if not self._looks % _OFTEN:
            self._deadline.check()

    def check_html(self, html: str) -> None:
        """Count what the sanitizer makes of *html* that leaves elements open."""
        opened: list[str] = []
        wall = 0
        walls: list[int] = []
        counts: Counter[str] = Counter()
        depth = 0
        for tag in _ANY_TAG.finditer(html):
            is_end, name = bool(tag[1]), tag[2].lower()
            if not is_end and name not in _VOID:
                counts[name] += 1
                depth += 1
                self.spend(depth >> 4, tag[0])
            elif counts[name]:
                counts[name] -= 1
                depth -= 1
            if name in _WALLS:
                if not is_end:
                    walls.append(wall)
                    wall = len(opened)
                elif walls:
                    if name != "table":
                        del opened[wall:]
                    wall = min(walls.pop(), len(opened))
            elif name in _AGAIN:
                if not is_end:
                    opened.append(name)
                elif name in opened[wall:]:
                    opened.reverse()
                    opened.remove(name)
                    opened.reverse()
            if opened:
                self.spend(len(opened) * (1 if is_end else _PER_ELEMENT), "")

    def _count_tags(self, text: str) -> None:
        last = {begin: text.rfind(end) for begin, end in _LONG_TAGS}
        for tag in _TAG.finditer(text):
            at = tag.start()
            is_closed = tag[1] is not None and all(
                end > at for begin, end in last.items() if text.startswith(begin, at)
            )
            if not is_closed:
                self.spend(len(text) - at, text[at : at + _SHOWN])

    def _count_comments(self, text: str) -> None:
        """Count how often the end of what is open around a comment is looked for."""
        for paragraph in _GAP.split(text):
            if "<!--" not in paragraph:
                continue
            parts = list(_PART.finditer(paragraph))
            last = {one[2].lower(): one.start() for one in parts if one[1]}
            opened: list[str] = []
            for one in parts:
                name, at = (one[2] or "").lower(), one.start()
                if not name:
                    unclosed = sum(last.get(each, -1) < at for each in opened)
                    near = one[0]
                    self.spend(len(opened) + unclosed * (len(paragraph) - at), near)
                elif not one[1]:
                    opened.append(name)
                elif name in opened:
                    while opened.pop() != name:
                        pass

    def _count_notes(self, text: str) -> None:
        """Count what marks of notes without an end are looked through for it."""
        for paragraph in _GAP.split(text):
            last = paragraph.rfind("]")
            opened = paragraph.count("[^", last + 1)
            if opened:
                self.spend(opened * (len(paragraph) - last), paragraph[last + 1 :])

    def _count_fences(self, text: str) -> None:
        fences = list(_FENCE.finditer(text))
        last = {one[1]: one.start() for one in fences if not one[2].strip(" ")}
        for one in fences:
            if last.get(one[1], -1) <= one.start():
                self.spend(len(text) - one.start(), one[0])

    def extendMarkdown(self, md: Markdown) -> None:
        md.parser.blockprocessors.register(_Meter(md.parser, self), "bounds", 105)
        for pattern in md.inlinePatterns:
            if isinstance(pattern, LinkInlineProcessor):
                self._meter(pattern, "getText", _to_end)
                self._meter(pattern, "getLink", _to_link_end)
            if isinstance(pattern, ReferenceInlineProcessor):
                self._meter_references(pattern)
            if isinstance(pattern, BacktickInlineProcessor):
                self._meter_backticks(pattern)
            if isinstance(pattern, FootnoteInlineProcessor):
                self._meter_notes(pattern)
        self._meter_marks(md.inlinePatterns["em_strong"])

    # --- what is counted in the patterns for what stands inside a block ---------------

    def _meter(
        self, pattern: Any, name: str, end: Callable[[tuple[Any, ...]], int]
    ) -> None:
        """Count the characters from where the method *name* begins to its *end*."""
        inner = getattr(pattern, name)
        is_text = name == "getText"

        def metered(data: str, index: int) -> Any:
            if is_text and data.find("]", index) < 0:  # told at once, not by each sign
                found: tuple[Any, ...] = data[index:], len(data), False
            else:
                found = inner(data, index)
            steps = end(found) - index
            if steps > _FREE:
                self.spend(_ONE_BY_ONE * steps, data[index : index + _SHOWN])
            return found

        setattr(pattern, name, metered)

    def _meter_references(self, pattern: Any) -> None:
        inner = pattern.makeTag

        def make_tag(href: str, title: str, text: str) -> Any:
            self.spend(len(href) + len(title or ""), text)
            return inner(href, title, text)

        pattern.makeTag = make_tag

    def _meter_backticks(self, pattern: Any) -> None:
        inner = pattern.find_code_spans

        def find_code_spans(start: int, text: str) -> Any:
            found = inner(start, text)
            steps = (len(text) if found[1] is None else found[1]) - start
            if steps > _FREE:
                self.spend(steps, text[start : start + _SHOWN])
            return found

        pattern.find_code_spans = find_code_spans

    def _meter_notes(self, pattern: Any) -> None:
        inner, notes = pattern.handleMatch, pattern.footnotes
        assert isinstance(notes, FootnoteExtension)

        def handle(match: re.Match[str], data: str) -> Any:
            reference = f"fnref{notes.get_separator()}{match[1]}"
            repeated = notes.found_refs.get(reference, 0)
            steps = len(notes.footnotes) + _PER_REPETITION * repeated
            self.spend(steps, data[match.start() : match.start() + _SHOWN])
            return inner(match, data)

        pattern.handleMatch = handle

    def _meter_marks(self, pattern: Any) -> None:
        inner = pattern.search

        def search(data: str, start: int) -> Any:
            self.look_at_clock()
            found = inner(data, start)
            steps = (len(data) if found is None else found.end()) - start
            if steps > _FREE:
                self.spend(steps, data[start : start + _SHOWN])
            return found

        pattern.search = search


def _to_end(found: tuple[Any, ...]) -> int:
    return int(found[1])


def _to_link_end(found: tuple[Any, ...]) -> int:
    return int(found[2])


class _Meter(BlockProcessor):
    """
    Takes no block, and counts each as often as it is looked at.

    It stands behind the guard that takes plain paragraphs, which are looked at once.
    """

    def __init__(self, parser: Any, bounds: Bounds) -> None:
        super().__init__(parser)
        self.bounds = bounds

    def test(self, parent: etree.Element, block: str) -> bool:
        self.bounds.look_at_clock()
        if len(self.parser.state) > DEEPEST:
            raise TooCostlyError(block)
        if len(block) <= _FREE:
            return False
        steps = len(block) // 3  # most kinds of blocks are soon told
        if "|" in block:
            head = block.partition("\n")[0]
            steps += _PER_CELL * head.count("|") * block.count("\n")
        self.bounds.spend(steps, block)
        return False
