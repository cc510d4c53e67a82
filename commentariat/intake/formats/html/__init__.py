"""
Pages of HTML: which piece a page holds, as blocks of Markdown in which nothing acts.

What opens the parser is imported when the first page is read.
"""

from __future__ import annotations

import re
from typing import Final

from commentariat.intake.formats.model import (
    ItemSpan,
    ItemText,
    SourceFormat,
    Surroundings,
)
from commentariat.intake.formats.outlines import PageOutline

_BEFORE: Final = re.compile(
    rb"(?:\s|\xef\xbb\xbf|<!--.*?-->|<\?xml\b[^>]*\?>)*", re.DOTALL
)
_SURE: Final = re.compile(rb"<!doctype\s+html\b|<html\b|<head\b|<body\b", re.IGNORECASE)
_LIKELY: Final = re.compile(
    rb"<(?:title|meta|link|article|main|section|header|div|table|center|h[1-6]|p|font|nav)\b",
    re.IGNORECASE,
)
_ENDINGS: Final = (".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp")
_WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


def tells_html(head: bytes, name: str) -> bool:
    """
    Tell a page by its first bytes: by how it begins, whatever it is called.

    What begins with an element that pages have among others is one where *name*, which
    may be an address, ends as pages do.
    """
    if head.startswith(_WIDE_MARKS) or head[:64].count(0) > 8:
        head = head.removeprefix(_WIDE_MARKS[0]).removeprefix(_WIDE_MARKS[1])
        head = head.replace(b"\0", b"")
    before = _BEFORE.match(head)
    start = before.end() if before is not None else 0
    if _SURE.match(head, start):
        return True
    path = name.lower().partition("?")[0].partition("#")[0]
    return path.endswith(_ENDINGS) and _LIKELY.match(head, start) is not None


def read_html(data: bytes, span: ItemSpan, around: Surroundings) -> ItemText:
    """
    Read the page whose bytes are *data*.

    Raises:
        SourceError: it is no text, or larger than anything that people read.
    """
    from commentariat.intake.formats.html import reading

    return reading.read_html(data, span, around)


def outline_of_html(data: bytes) -> PageOutline:
    """
    Give what a page may share with others: lines, and parts of its title.

    Raises:
        SourceError: it cannot be read.
    """
    from commentariat.intake.formats.html import outline

    return outline.outline_of_html(data)


HTML: Final = SourceFormat("html", "a page of HTML", tells_html, None, read_html)
"""The row of the table of formats."""
