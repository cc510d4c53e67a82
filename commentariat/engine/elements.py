"""Where elements end in HTML that is safe and well-formed, as bodies are."""

from __future__ import annotations

import re
from typing import Final

# Attributes are stepped over as a whole: they may hold what looks like a tag.
ATTRIBUTES: Final = r'(?: [a-z-]++(?:="[^"]*+")?)*+'
TAG: Final = re.compile(rf"<(/?)([a-z][a-z0-9]*+){ATTRIBUTES}>")
_VOID: Final = frozenset({"br", "col", "hr", "img", "input", "source", "track"})


def end_of_element(html: str, start: int) -> int:
    """Find where the element ends whose tag is at *start*."""
    if is_heading(html, start):
        return html.find("</h", start) + len("</h2>")  # a heading has none within
    depth = 0
    for tag in TAG.finditer(html, start):
        closing, name = tag.groups()
        if closing:
            depth -= 1
        elif name not in _VOID:
            depth += 1
        if depth <= 0:
            return tag.end()
    return len(html)


def is_heading(html: str, start: int) -> bool:
    """Tell whether the tag at *start* is that of a heading."""
    return html[start + 1] == "h" and html[start + 2].isdigit()
