"""HTML as editors write it in bodies, held to the standard before it is cleaned."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commentariat.build.markup import is_let_through, to_unsafe_html
from commentariat.publish.body_lines import BodyLines
from commentariat.publish.findings import Finding
from commentariat.publish.html import Flaw, read_html
from commentariat.publish.placing import as_finding
from commentariat.site.page import Body

# Tags and character references; Markdown escapes any other '&' by itself.
_RAW = re.compile(r"<[a-zA-Z/!]|&#?\w+;")
_TAG = re.compile(r"<([a-zA-Z][\w-]*)([^>]*)>")
_ATTRIBUTE = re.compile(r"\s(on[a-z]+|style)\s*=", re.IGNORECASE)
_LEAD = "<!DOCTYPE html><title>x</title><body>"


def find_written(text: str, body: Body) -> list[Finding]:
    """Find what is wrong with the HTML in *body* of the content file *text*."""
    markdown = "\n".join(text.split("\n")[body.line - 1 :]).strip()
    if not _RAW.search(markdown):
        return []
    html = to_unsafe_html(markdown)
    lines = BodyLines(text, body.line)
    flaws = [one for one in read_html(_LEAD + html, is_whole=False).flaws
             if one.kind == "HTML"]  # fmt: skip
    return [
        as_finding(
            f"content/{body.source}",
            lines.of_markup(html, flaw.offset - len(_LEAD)),
            flaw,
        )
        for flaw in (*flaws, *_dropped(html))
    ]


def _dropped(html: str) -> Iterator[Flaw]:
    """Name what is not let through to the page: nothing goes without a word."""
    for tag in _TAG.finditer(html):
        name, offset = tag[1].lower(), len(_LEAD) + tag.start()
        if not is_let_through(name):
            message = f"<{name}> is not published"
            yield Flaw("dropped HTML", message, offset, is_open=True)
        for found in _ATTRIBUTE.finditer(tag[2]):
            message = f"the attribute {found[1].lower()!r} is not published"
            yield Flaw("dropped HTML", message, offset, is_open=True)
