"""Extensions of Python-Markdown for what it has none of: see `markup_dialect`."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import Final

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

_STRUCK: Final = r"(?<!~)(~~)(?!~)([^\s~](?:[^~]*[^\s~])?)~~(?!~)"
_TASK: Final = re.compile(r"\s*\[([ xX])\]\s+(?=\S)")
_BOXES: Final = {" ": "☐ ", "x": "☑ "}
# Signs of the program's own stand around what is converted already.
_ADDRESS: Final = r"(?<![\w/@\x03])https?://[^\s<>\"`\x02\x03]+"
_BEHIND: Final = ".,;:!?'*_~”’»…"
_PAIRS: Final = {")": "(", "]": "[", "}": "{"}
_MOST: Final = 2_000  # characters of an address


class Strikethrough(Extension):
    """Strike through what stands between two pairs of `~`."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.ESCAPED_CHARS.append("~")
        md.inlinePatterns.register(
            SimpleTagInlineProcessor(_STRUCK, "del"), "struck", 65
        )


class TaskLists(Extension):
    """Show `[ ]` and `[x]` at the beginning of an item as a box, empty or not."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_Tasks(md), "tasks", 24)


class _Tasks(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        for item in root.iter("li"):
            first = item if (item.text or "").strip() or not len(item) else item[0]
            if first is not item and first.tag != "p":
                continue
            found = _TASK.match(first.text or "")
            if found:
                rest = (first.text or "")[found.end() :]
                first.text = _BOXES[found[1].lower()] + rest
                item.set("class", "task")


class BareAddresses(Extension):
    """Make links of web addresses that stand in a text as they are."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.inlinePatterns.register(_Address(_ADDRESS, md), "bare", 85)


class _Address(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        address = _without_end(m[0])
        if len(address) > _MOST or address.endswith("://"):
            return None, None, None
        link = etree.Element("a")
        link.set("href", address)
        link.text = AtomicString(address)
        return link, m.start(), m.start() + len(address)


def _without_end(address: str) -> str:
    """Take off *address* what belongs to the sentence around it."""
    while address:
        last = address[-1]
        opening = _PAIRS.get(last)
        is_paired = opening and address.count(opening) >= address.count(last)
        if is_paired or not (opening or last in _BEHIND):
            break
        address = address[:-1]
    return address


class Figures(Extension):
    """Make a figure of a picture that stands alone and has a title: its caption."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_Figures(md), "figures", 7)


class _Figures(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        for block in root.iter("p"):
            if len(block) != 1 or (block.text or "").strip():
                continue
            picture = block[0]
            title = picture.get("title")
            if picture.tag != "img" or not title or (picture.tail or "").strip():
                continue
            del picture.attrib["title"]
            picture.tail = None
            block.tag, block.text = "figure", None
            caption = etree.SubElement(block, "figcaption")
            caption.text = AtomicString(title)
