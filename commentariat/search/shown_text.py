"""What readers see of HTML, by paragraphs."""

from __future__ import annotations

import html
import re

_TAG = re.compile(
    r"<(?:!--.*?-->|/?([a-zA-Z][\w:-]*)(?:[^>\"']|\"[^\"]*\"|'[^']*')*>)", re.DOTALL
)
_WITHIN = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q rp rt ruby s"
    " samp small span strike strong sub time tt u var wbr".split()
)
"""Elements that may begin and end within a word; `sup`, which marks notes, may not."""


def paragraphs_of(markup: str) -> list[str]:
    """List the texts of *markup*, which was made by this program, as they follow."""
    parted = _TAG.sub(_part, markup)
    texts = html.unescape(parted) if "&" in parted else parted
    return [text for text in texts.split("\0") if text and not text.isspace()]


def _part(tag: re.Match[str]) -> str:
    name = tag[1]
    if name is None or name in _WITHIN:
        return ""
    return " " if name in ("sup", "br", "img") else "\0"
