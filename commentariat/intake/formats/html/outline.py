"""What of a page may be its site’s: its lines, and the parts of its title."""

from __future__ import annotations

from typing import Final

from commentariat.archive.text import fold_key
from commentariat.intake.formats.html.addresses import site_of
from commentariat.intake.formats.html.decoding import decode_html
from commentariat.intake.formats.html.flows import flows_of
from commentariat.intake.formats.html.reading import parsed
from commentariat.intake.formats.html.tree import Element, Page
from commentariat.intake.formats.outlines import PageOutline

_SHORTEST: Final = 12
_LONGEST: Final = 600
"""Signs of a line that may be the site's."""


def outline_of_html(data: bytes) -> PageOutline:
    """
    Give what a page may share with others.

    Raises:
        SourceError: it cannot be read.
    """
    with parsed(decode_html(data, "").text, "", 1) as page:
        lines = [
            flow.words
            for flow in flows_of(page.root)
            if _SHORTEST <= flow.length <= _LONGEST
        ]
        address, title = _of_head(page)
    found = {key: line for line in lines if (key := fold_key(line))}
    return PageOutline(found, site_of(address), title)


def _of_head(page: Page) -> tuple[str, str]:
    """Give the address and the title that the head of a page says."""
    address = stated = title = ""
    heads = (one for one in page.root.children if isinstance(one, Element))
    for one in next((one.inner for one in heads if one.name == "head"), []):
        if one.name == "title" and not title:
            title = " ".join(" ".join(text.data for text in one.texts).split())
        elif one.name == "link" and "canonical" in one.get("rel").lower().split():
            address = address or one.get("href")
        elif one.name == "meta" and one.get("property").lower() == "og:url":
            stated = stated or one.get("content")
    return address or stated, title
