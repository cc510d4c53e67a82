"""
Python-Markdown, spared the work that cannot find anything.

Most of its time goes to trying patterns on text that holds none of the characters
they begin with. This extension asks for those first, and takes a paragraph whose
lines begin with letters for a paragraph without asking every kind of block. The
HTML is the same: nothing is skipped but what would have found nothing.

Install it after all other extensions. What it does not know it leaves alone: a
pattern that another extension brought is always tried, and another kind of block is
always asked.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterable
from typing import Any, Final

from markdown import Markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions import Extension
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.inlinepatterns import (
    AUTOLINK_RE,
    AUTOMAIL_RE,
    BACKTICK_RE,
    ENTITY_RE,
    ESCAPE_RE,
    HTML_RE,
    IMAGE_LINK_RE,
    LINE_BREAK_RE,
    LINK_RE,
)
from markdown.preprocessors import HtmlBlockPreprocessor, Preprocessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

from commentariat.engine.markup_bounds import DEEPEST, Bounds, TooCostlyError
from commentariat.engine.markup_native import is_proven

# What must be in a text for the pattern to match anywhere in it.
_TRIGGERS: Final[dict[str, tuple[str, ...]]] = {
    BACKTICK_RE: ("`",),
    ESCAPE_RE: ("\\",),
    r"\[\^([^\]]*)\]": ("[^",),
    LINK_RE: ("[",),
    IMAGE_LINK_RE: ("![",),
    AUTOLINK_RE: ("<",),
    AUTOMAIL_RE: ("<",),
    LINE_BREAK_RE: ("  \n",),
    HTML_RE: ("<",),
    ENTITY_RE: ("&",),
    r"((^|(?<=\s))(\*{1,3}|_{1,3})(?=\s|$))": ("*", "_"),
    r"\*": ("*",),
    r"_": ("_",),
    r"\*|_": ("*", "_"),
}
_ANY: Final = ("",)
# None of these takes a block whose lines all begin with letters.
_KINDS: Final = {
    "EmptyBlockProcessor", "ListIndentProcessor", "CodeBlockProcessor", "TableProcessor",
    "HashHeaderProcessor", "SetextHeaderProcessor", "HRProcessor", "SaneOListProcessor",
    "SaneUListProcessor", "OListProcessor", "UListProcessor", "BlockQuoteProcessor",
    "FootnoteBlockProcessor", "ReferenceProcessor", "ParagraphProcessor",
}  # fmt: skip
_LONG: Final = 512  # characters that are copied in the time that one is looked at
_NO_LETTER: Final = re.compile(r"\n(?![^\W\d_])")


class Guard(Extension):
    """Install the guards, on a Python-Markdown they are known to leave unchanged."""

    def __init__(self, bounds: Bounds) -> None:
        super().__init__()
        self._bounds = bounds

    def extendMarkdown(self, md: Markdown) -> None:
        if not is_proven():
            return
        md.treeprocessors.register(_GuardedInline(md, self._bounds), "inline", 20)
        blocks = md.parser.blockprocessors
        if {type(kind).__name__ for kind in blocks} <= _KINDS:
            blocks.register(_PlainParagraph(md.parser), "plain", 110)
        self._guard(md, "html_block", 20, HtmlBlockPreprocessor, ("<", "&#"))
        self._guard(
            md, "fenced_code_block", 25, FencedBlockPreprocessor, ("```", "~~~")
        )

    def _guard(
        self, md: Markdown, name: str, priority: int, kind: type, marks: tuple[str, ...]
    ) -> None:
        if name in md.preprocessors and type(md.preprocessors[name]) is kind:
            guarded = _IfAny(md.preprocessors[name], marks)
            md.preprocessors.register(guarded, name, priority)


class _IfAny(Preprocessor):
    """A preprocessor that gives back what it got unless a text holds its marks."""

    def __init__(self, inner: Preprocessor, marks: tuple[str, ...]) -> None:
        super().__init__(inner.md)
        self.inner = inner
        self.marks = marks

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        return (
            self.inner.run(lines) if any(mark in text for mark in self.marks) else lines
        )


class _PlainParagraph(ParagraphProcessor):
    """A paragraph that no other kind of block could be."""

    def test(self, parent: etree.Element, block: str) -> bool:
        return block[:1].isalpha() and _NO_LETTER.search(block) is None


class _GuardedInline(InlineProcessor):
    """Tries only patterns whose triggers are in the text."""

    def __init__(self, md: Markdown, bounds: Bounds) -> None:
        super().__init__(md)
        self._spend = bounds.spend
        self._apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        self._guarded: list[tuple[Any, str, str]] = []

    def run(
        self, tree: etree.Element, ancestors: list[str] | None = None
    ) -> etree.Element:
        self._guarded = []
        patterns: Iterable[Any] = self.inlinePatterns
        for pattern in patterns:
            triggers = _TRIGGERS.get(pattern.pattern, _ANY)
            self._guarded.append((pattern, triggers[0], triggers[-1]))
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        if isinstance(data, AtomicString):
            return data
        if len(self.ancestors) > DEEPEST:
            raise TooCostlyError(data)
        for index in range(patternIndex, len(self._guarded)):
            pattern, first, second = self._guarded[index]
            start, matched = 0, True
            while matched and (first in data or second in data):
                data, matched, start = self._apply(pattern, data, index, start)
                if matched and len(data) > _LONG:
                    self._spend(len(data) // _LONG, data)
        return data
