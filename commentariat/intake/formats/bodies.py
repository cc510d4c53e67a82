"""The text of a piece as a field holds it: told to be HTML, Markdown or plain, and read."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise
from typing import Final

import msgspec

from commentariat.intake.formats.escape import escape_paragraph, without_unshowable
from commentariat.intake.formats.model import Block, BlockKind, Link, Picture
from commentariat.intake.pages.model import Doubt


class Markup(StrEnum):
    """What a text is written in."""

    HTML = "html"
    MARKDOWN = "markdown"
    PLAIN = "plain"


class Body(msgspec.Struct, frozen=True):
    """The text of a piece as blocks of inert Markdown."""

    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    pictures: tuple[Picture, ...] = ()
    doubts: tuple[Doubt, ...] = ()


_BLOCK_TAG: Final = re.compile(
    r"<(?:p|div|h[1-6]|ul|ol|li|blockquote|table|figure|section|article|pre|hr|dl)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_INLINE_TAG: Final = re.compile(
    r"<br\s*/?>|<(a|em|strong|b|i|span|sup|sub|cite|u|q|img|code)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_ANY_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>")
_MARKDOWN: Final = re.compile(
    r"^#{1,6}[ \t]+\S|^(?:```|~~~)|^>[ \t]\S|^\[\^[^\]\s]+\]:"
    r"|!?\[[^\[\]\n]*\]\([^()\s]+(?:\s\"[^\"\n]*\")?\)|\*\*\S[^*\n]*\S\*\*"
    r"|^\|.*\|[ \t]*\n\|[ :|-]+\|",
    re.MULTILINE,
)
_GAP: Final = re.compile(r"\n[ \t]*\n\s*")
_OPENS_BLOCK: Final = re.compile(
    r"\s*<(?:/?(?:p|div|h[1-6]|ul|ol|li|blockquote|table|t[hdr]|tbody|thead|figure|figcaption"
    r"|section|article|pre|hr|dl|dt|dd)\b|!--)",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"\w+")
_UNWRAPPED: Final = 160
"""Signs of a line that nobody broke."""
_GOES_ON: Final = re.compile(r"\s*(?:\||[-*+][ \t]|\d+[.)][ \t]|>|```|~~~)")


def tell_markup(text: str) -> Markup:
    """Tell what *text* is written in, by its marks: tags of blocks count for most."""
    if _BLOCK_TAG.search(text):
        if _MARKDOWN.search(_ANY_TAG.sub("", text)) and not re.match(r"\s*<", text):
            return Markup.MARKDOWN
        return Markup.HTML
    if _MARKDOWN.search(text):
        return Markup.MARKDOWN
    return Markup.HTML if _INLINE_TAG.search(text) else Markup.PLAIN


def read_body(
    text: str, markup: Markup, base: str = "", line: int = 1, file: str = ""
) -> Body:
    """
    Read the *text* of a piece as blocks of inert Markdown, all of its words kept.

    Raises:
        SourceError: it has more parts than are read.
    """
    if markup is Markup.PLAIN:
        return Body(tuple(_plain_blocks(text, line)))
    from commentariat.intake.formats.html.reading import read_fragment

    if markup is Markup.MARKDOWN:
        from commentariat.intake.formats.markdown_text import html_of

        made = read_fragment(html_of(_one_a_line(text)), base, line, file)
    else:
        made = read_fragment(_with_paragraphs(text), base, line, file)
    return Body(made.blocks, made.links, made.pictures, made.doubts)


def _plain_blocks(text: str, line: int) -> Iterable[Block]:
    """Part a text where lines are empty, or, where none is, at each line."""
    parts = _GAP.split(text) if _GAP.search(text.strip()) else text.split("\n")
    for part in parts:
        words = " ".join(without_unshowable(part).split())
        if words:
            yield Block(BlockKind.PARAGRAPH, escape_paragraph(words), words, 0, line)


def _one_a_line(text: str) -> str:
    """Part the paragraphs of a text that has one a line, as programs write it."""
    lines = text.strip("\n").split("\n")
    is_parted = any(not line.strip() for line in lines)
    if is_parted or len(lines) < 2 or max(map(len, lines)) < _UNWRAPPED:
        return text
    parts = [lines[0]]
    for before, line in pairwise(lines):
        goes_on = _GOES_ON.match(line) and _GOES_ON.match(before)
        parts += ("\n" if goes_on else "\n\n"), line
    return "".join(parts)


def _with_paragraphs(text: str) -> str:
    """Make paragraphs of what stands between empty lines, as some editors mean them."""
    if re.search(r"<(?:p|pre|textarea|script|style)\b", text, re.IGNORECASE):
        return text
    parts = _GAP.split(text.strip())
    if len(parts) == 1:
        return text
    return "\n\n".join(
        part if _OPENS_BLOCK.match(part) else f"<p>{part}</p>" for part in parts
    )


def place_blocks(
    blocks: Iterable[Block], text: str, start: int, end: int, line: int = 1
) -> tuple[Block, ...]:
    """
    Say where *blocks* begin in `text[start:end]`, by their first words, in order.

    *text* begins on *line*.
    """
    placed: list[Block] = []
    at, counted = start, 0
    for block in blocks:
        word = _WORD.search(block.text)
        found = text.find(word[0], at, end) if word else -1
        at = found if found >= 0 else at
        line += text.count("\n", counted, at)
        counted = at
        placed.append(msgspec.structs.replace(block, start=at, line=line))
    return tuple(placed)


def words_in(text: str) -> frozenset[str]:
    """Give the words of *text*, without its tags, to see whether others say more."""
    bare = html.unescape(_ANY_TAG.sub(" ", text))
    return frozenset(_WORD.findall(bare.casefold()))


def without_tags(text: str) -> str:
    """Give the words of a short *text* that may be HTML: a title, a dek."""
    if "&" in text and _REFERENCE.search(text):
        text = html.unescape(text) if "<" not in text else text
    if "<" in text and (_BLOCK_TAG.search(text) or _INLINE_TAG.search(text)):
        from commentariat.intake.formats.html.reading import read_fragment

        return " ".join(one.text for one in read_fragment(text).blocks)
    return text


_REFERENCE: Final = re.compile(
    r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|[a-zA-Z]{2,8}\d{0,2});"
)
