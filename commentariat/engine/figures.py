"""The numbers of a paper's figures and tables: those that have captions, each to be led to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_TAG: Final = re.compile(
    r'<(/?figure|figcaption|/?table|caption)((?: [a-z-]+(?:="[^"]*")?)*)>'
)
_CLASS: Final = re.compile(r' class="([^"]*)"')
_WITHOUT: Final = "unnumbered"
"""Class of what has no number."""


def has_captions(html: str) -> bool:
    """Tell whether there is anything in *html* that may have a number."""
    return "<figcaption>" in html or "<caption>" in html


def number_figures(html: str, labels: Mapping[str, str], said: str = "") -> str:
    """
    Number what has a caption in *html*, as *labels* of a `figure` and a `table` say.

    In a label `0` stands for the number; *said* are attributes of it. A figure that
    holds a table is one; the fourth is at `#table-4`, unless it has an id, or another
    has that.
    """
    numbers = dict.fromkeys(labels, 0)
    out: list[str] = []
    place, opened = -1, ""
    """Where in the output the tag stands of what is open, and that."""
    done, is_told = 0, False
    for tag in _TAG.finditer(html):
        name, attributes = tag.groups()
        out.append(html[done : tag.start()])
        done = tag.end()
        if name == "figure" or (name == "table" and not opened):
            place, opened, is_told = len(out), tag[0], False
        elif name.removeprefix("/") in ("figure", "table"):
            is_end = opened.startswith(f"<{name[1:]}") and name.startswith("/")
            opened = "" if is_end else opened
        out.append(tag[0])
        if name not in ("figcaption", "caption") or not opened or is_told:
            continue
        classes = _CLASS.search(opened)
        if attributes or (classes and _WITHOUT in classes[1].split()):
            continue
        kind, is_told = "table" if name == "caption" else "figure", True
        numbers[kind] += 1
        anchor = f"{kind}-{numbers[kind]}"
        out.append(f"<b{said}>{labels[kind].replace('0', str(numbers[kind]))}</b> ")
        if ' id="' not in opened and f' id="{anchor}"' not in html:
            out[place] = f'{opened[:-1]} id="{anchor}">'
    out.append(html[done:])
    return "".join(out)
