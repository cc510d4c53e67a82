"""The parts of which nodes of Drupal are put together (paragraphs), as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any, Final

import msgspec

PARAGRAPH: Final = "paragraph--"
_DEEPEST: Final = 6
_MOST: Final = 2_000
"""Parts of one node."""
_OWN: Final = re.compile(
    r"(?:drupal_internal__|parent_|revision_|content_translation_).*"
    r"|status|langcode|created|default_langcode|behavior_settings"
)
"""Fields that Drupal keeps of a part for itself."""
_HEADING: Final = re.compile(r"(?:^|_)(?:heading|headline|title|subtitle)$")
_CAPTION: Final = re.compile(r"(?:^|_)(?:caption|credit)$")
_SOURCE: Final = re.compile(r"(?:^|_)(?:author|attribution|source|cite|name|by)$")
_CHOICE: Final = re.compile(r"[a-z0-9_.-]{0,40}|#[0-9a-fA-F]{3,8}")
"""A value of a list that sets how a part looks: `left`, `two_columns`."""


class Part(msgspec.Struct, frozen=True, gc=False):
    """A part, as it is kept for the nodes that refer to it."""

    bundle: str
    fields: dict[str, Any]
    refers: list[tuple[str, str, str]]
    """Field, type and id of what it refers to."""


def keep_part(
    kind: str, fields: Mapping[str, Any], refers: list[tuple[str, str, str]]
) -> str:
    """Write a part of that *kind* as it is kept."""
    kept = {
        name: value
        for name, value in fields.items()
        if not _OWN.fullmatch(name) and value not in (None, "", [], {})
    }
    part = Part(kind.removeprefix(PARAGRAPH), kept, refers)
    return msgspec.json.encode(part).decode()


class Parts:
    """Writes the parts that a node refers to."""

    def __init__(
        self, lookup: Mapping[str, str], figure: Callable[[str, str], str]
    ) -> None:
        """Look parts up in *lookup*; *figure* writes a picture by its id, with a caption."""
        self.lookup = lookup
        self.figure = figure
        self.missing = 0
        """Parts that the dump does not hold."""
        self._count = 0

    def written(self, own: str, depth: int = 0) -> str:
        """Write the part of that id, and those in it, as HTML."""
        kept = self.lookup.get(f"part {own}")
        self._count += 1
        if kept is None or depth > _DEEPEST or self._count > _MOST:
            self.missing += 1
            return ""
        part = msgspec.json.decode(kept, type=Part)
        is_quote = "quote" in part.bundle
        captions: list[str] = []
        parts: list[str] = []
        for name, value in part.fields.items():
            name = name.removeprefix("field_")
            for shown in _shown(name, value, is_quote=is_quote):
                (captions if _CAPTION.search(name) else parts).append(shown)
        caption = " ".join(re.sub(r"</?p>", "", one) for one in captions)
        for _, kind, other in part.refers:
            if kind.startswith(PARAGRAPH):
                parts.append(self.written(other, depth + 1))
            elif kind.startswith(("file--", "media--")):
                parts.append(self.figure(other, caption))
                caption = ""
        if caption:
            parts.append(f"<p>{caption}</p>")
        inner = "\n".join(filter(None, parts))
        return f"<blockquote>{inner}</blockquote>" if is_quote and inner else inner


def _shown(name: str, value: Any, *, is_quote: bool) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _shown(name, one, is_quote=is_quote)
    elif isinstance(value, dict):
        if said := value.get("processed") or value.get("value"):
            yield str(said)
        elif uri := value.get("uri"):
            words = str(value.get("title") or uri)
            where = str(uri).removeprefix("internal:")
            yield f'<p><a href="{escape(where)}">{escape(words)}</a></p>'
    elif isinstance(value, str) and not _CHOICE.fullmatch(value):
        if _HEADING.search(name):
            yield f"<h2>{escape(value)}</h2>"
        elif is_quote and _SOURCE.search(name):
            yield f"<footer>{escape(value)}</footer>"
        else:
            yield f"<p>{escape(value)}</p>"
