"""The blocks of a template as they are written, and tags that have no partner."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import jinja2
import msgspec

PAIRED: Final = (
    "block", "for", "if", "macro", "call", "filter", "with", "autoescape", "trans", "raw",
)  # fmt: skip
"""Tags that another ends: `endblock` ends `block`."""


def cut_blocks(text: str) -> dict[str, str]:
    """
    Cut the blocks out of the *text* of a template that can be parsed, by their names.

    A block that stands in another is in that, too. Blanks at the ends of a block, which
    no page shows, are left out.
    """
    found: dict[str, list[str]] = {}
    opened: list[str] = []
    tag: list[tuple[str, str]] = []
    for _, kind, value in jinja2.Environment().lex(text):
        if kind == "block_begin" or tag:
            tag.append((kind, value))
        else:
            _put(found, opened, value)
        if kind != "block_end":
            continue
        words = [word for name, word in tag if name not in ("whitespace", "block_end")]
        whole = "".join(word for _, word in tag)
        tag = []
        if words[1] == "endblock":
            opened.pop()
        _put(found, opened, whole)
        if words[1] == "block":
            opened.append(words[2])
            found[words[2]] = []
    return {name: "".join(parts).strip("\n") for name, parts in found.items()}


def _put(found: dict[str, list[str]], opened: list[str], value: str) -> None:
    for name in opened:
        found[name].append(value)


class Tag(msgspec.Struct, frozen=True):
    """A tag as it is written, such as `{% block title %}`."""

    line: int
    name: str
    text: str


def unpaired_tag(text: str, last: int) -> Tag | None:
    """
    Find the tag of a template's *text* that has no partner, up to the line *last*.

    It is what is open at the end, or where another ends that was opened before it; an
    end tag where nothing that it ends is open.
    """
    opened: list[Tag] = []
    for tag in _tags(text):
        name = tag.name.removeprefix("end")
        if tag.line > last:
            break
        if tag.name in PAIRED:
            opened.append(tag)
        elif tag.name != name and name in PAIRED:
            if not any(one.name == name for one in opened):
                return tag
            if opened[-1].name != name:
                break
            opened.pop()
    return opened[-1] if opened else None


def _tags(text: str) -> Iterator[Tag]:
    """Yield the tags of *text*, as far as it can be read."""
    parts: list[str] = []
    name = ""
    begin = 0
    try:
        for line, kind, value in jinja2.Environment().lex(text):
            if kind == "block_begin":
                parts, name, begin = [], "", line
            if kind == "name" and not name:
                name = value
            parts.append(value)
            if kind == "block_end":
                yield Tag(begin, name, "".join(parts).strip())
                parts = []
    except jinja2.TemplateSyntaxError:
        return
