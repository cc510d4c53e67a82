"""
What Python-Markdown does not read, and many archives hold.

A heading says its own id as in kramdown, pandoc and Hugo: `## Levels {#levels}`. The
definition of a link has an address in angle brackets, with blanks in it.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import Any, Final

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_OWN_ID: Final = re.compile(r":?[ \t]*(?:\.[^\s{}#.]+[ \t]+)*#([^\s{}#]+)[^{}\n]*\}")
_DEFINITION: Final = re.compile(
    r"^ {0,3}\[([^\[\]\n]+)\]:[ ]*\n?[ ]*<([^<>\n]*[ \t][^<>\n]*)>[ ]*(?:\n[ ]*)?"
    r"""(?:"([^"\n]*)"|'([^'\n]*)'|\(([^()\n]*)\))?[ ]*$""",
    re.MULTILINE,
)


_PLAIN: Final = re.compile(r"\(\s*(?![\s<])")
_BRACKET: Final = re.compile(r"[()]")


class More(Extension):
    """Read ids of headings, and addresses with blanks in definitions of links."""

    def extendMarkdown(self, md: Markdown) -> None:
        # Behind the blocks, before what stands inside them is read: ids have marks.
        md.treeprocessors.register(_OwnIds(md), "own_ids", 25)
        # Just before definitions of other links, which have 15.
        md.parser.blockprocessors.register(_Definitions(md.parser), "angled", 16)
        for name in ("link", "image_link"):
            _pair_brackets(md.inlinePatterns[name])


def _pair_brackets(pattern: Any) -> None:
    """
    Let an address with a quotation mark end at its bracket, where no title follows.

    Python-Markdown takes the mark in `[map](/files/pilot's (2).png)` for that of a title
    without an end, and cuts the address off somewhere.
    """
    inner = pattern.getLink

    def get_link(data: str, index: int) -> tuple[str, str | None, int, bool]:
        found: tuple[str, str | None, int, bool] = inner(data, index)
        if found[1] is None and _PLAIN.match(data, index):
            end = _closing(data, index + 1)
            written = data[index + 1 : end]
            if end and ("'" in written or '"' in written):
                return pattern.unescape(written).strip(), None, end + 1, True
        return found

    pattern.getLink = get_link


def _closing(data: str, start: int) -> int:
    """Find the bracket that closes what is open at *start*; 0 where none does."""
    depth = 1
    for bracket in _BRACKET.finditer(data, start):
        depth += 1 if bracket[0] == "(" else -1
        if not depth:
            return bracket.start()
    return 0


class _OwnIds(Treeprocessor):
    """Gives headings the ids that they say; one that stands twice is for `check`."""

    def run(self, root: etree.Element) -> None:
        for heading in root.iter():
            if heading.tag in _HEADINGS and heading.text:
                words, _, end = heading.text.rstrip().rpartition("{")
                found = _OWN_ID.fullmatch(end)
                if found and words.strip() and not words.endswith("\\"):
                    heading.text = words.rstrip()
                    heading.set("id", found[1])


class _Definitions(BlockProcessor):
    """Takes definitions of links out of a block."""

    def test(self, parent: etree.Element, block: str) -> bool:
        return "]:" in block and _DEFINITION.search(block) is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> bool:
        block = blocks.pop(0)
        references = self.parser.md.references
        for found in _DEFINITION.finditer(block):
            title = found[3] or found[4] or found[5]
            references[found[1].strip().lower()] = (found[2].strip(), title)
        rest = _DEFINITION.sub("", block).strip("\n")
        if rest.strip():
            blocks.insert(0, rest)
        return True
