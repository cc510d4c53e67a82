"""Markdown of others, as HTML, which is then read as any."""

from __future__ import annotations

import html
import re
from typing import Final

_FIGURE: Final = re.compile(
    r"^[ \t]*\{\{[<%]\s*figure\s+(?P<said>[^<>{}]*?)\s*/?[>%]\}\}[ \t]*$"
    r"(?:(?P<inner>(?:\n(?!\s*\{\{).*)*)\n[ \t]*\{\{[<%]\s*/figure\s*[>%]\}\}[ \t]*$)?",
    re.MULTILINE,
)
_SAID: Final = re.compile(
    r"(\w+)\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"|`([^`]*)`|([^\s\"]+))"
)
_FENCE: Final = re.compile(r"^[ ]{0,3}(`{3,}|~{3,}).*$", re.MULTILINE)
_ATTRIBUTES: Final = re.compile(r"^[ ]{0,3}\{:[^{}\n]*\}[ \t]*$\n?", re.MULTILINE)
"""Of kramdown: `{: .class}`, `{:toc}`."""


def html_of(text: str) -> str:
    """
    Write Markdown as HTML, which is as hostile as it was.

    Its dialect is CommonMark with tables, notes, definitions, and what is struck through; the
    shortcode `figure` is a figure.
    """
    import pyromark

    options = (
        pyromark.Options.ENABLE_TABLES
        | pyromark.Options.ENABLE_FOOTNOTES
        | pyromark.Options.ENABLE_STRIKETHROUGH
        | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
        | pyromark.Options.ENABLE_DEFINITION_LIST
    )
    return pyromark.html(_with_figures(text), options=options)


def _with_figures(text: str) -> str:
    """Turn shortcodes of figures, outside of code, into what they are."""
    if "figure" not in text and "{:" not in text:
        return text
    parts: list[str] = []
    at, fence = 0, ""
    for mark in _FENCE.finditer(text):
        if fence and not mark[1].startswith(fence):
            continue
        part = text[at : mark.start()]
        parts += part if fence else _turned(part), mark[0]
        at, fence = mark.end(), "" if fence else mark[1]
    rest = text[at:]
    return "".join(parts) + (rest if fence else _turned(rest))


def _turned(part: str) -> str:
    return _ATTRIBUTES.sub("", _FIGURE.sub(_figure, part))


def _figure(found: re.Match[str]) -> str:
    said = {
        one[1]: next(filter(None, one.groups()[1:]), "").replace('\\"', '"')
        for one in _SAID.finditer(found["said"])
    }
    if not said.get("src"):
        return found[0]
    quoted = {key: html.escape(value) for key, value in said.items()}
    picture = f'<img src="{quoted["src"]}" alt="{quoted.get("alt", "")}">'
    caption = " ".join(
        part
        for part in (
            quoted.get("title", ""),
            quoted.get("caption", ""),
            html.escape(" ".join((found["inner"] or "").split())),
            quoted.get("source", "") or quoted.get("attr", ""),
        )
        if part
    )
    shown = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f"\n<figure>{picture}{shown}</figure>\n"
