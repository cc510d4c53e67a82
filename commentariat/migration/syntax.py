"""
Front matter and data of other generators: YAML, TOML, JSON, lines of a header.

All values become texts, lists and mappings. Nothing is constructed of what a file says:
tags of YAML name no type here, and what refers to itself is bounded.
"""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from typing import Any, Final

import yaml

from commentariat.archive.text import normalize_line_ends
from commentariat.errors import Problem, SourceError
from commentariat.kinds import Kind
from commentariat.migration.model import Fields

try:
    from yaml import CBaseLoader as BaseLoader
except ImportError:  # PyYAML built without libyaml
    from yaml import BaseLoader  # type: ignore[assignment]

MOST_VALUES: Final = 200_000
"""Values of a file, each as often as something refers to it."""
DEEPEST: Final = 60
_NOTHING: Final = frozenset(("", "null", "Null", "NULL", "~"))
_HEADER: Final = re.compile(r"([A-Za-z][\w .-]{0,60}?)[ \t]*:(?:[ \t]+|$)(.*)")
_DOCINFO: Final = re.compile(r":([A-Za-z][\w -]{0,60}?):[ \t]*(.*)")
_META: Final = re.compile(r"<meta\b[^>]{0,5000}>", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(
    r"""(name|content)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.I
)
_TITLE: Final = re.compile(
    r"<title[^>]{0,2000}>(.{0,5000}?)</title>", re.IGNORECASE | re.DOTALL
)
_BODY: Final = re.compile(
    r"<body[^>]{0,2000}>(.*?)(?:</body>|\Z)", re.IGNORECASE | re.DOTALL
)
_FENCES: Final = {
    "---": re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE),
}
_UNDERLINE: Final = re.compile(r"([=\-~^\"'`#*+.:_])\1{2,}")


class FaultError(Exception):
    """Why a text cannot be read, and on which line of it."""

    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(reason, line)
        self.reason = reason
        self.line = line


def decode(data: bytes, source: str) -> str:
    """
    Decode a text file of an old site.

    Raises:
        SourceError: it is no UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        from commentariat.errors import not_utf8

        raise SourceError(not_utf8(source, fault)) from None
    return normalize_line_ends(text).replace("\0", "\N{REPLACEMENT CHARACTER}")


def split(text: str, source: str) -> tuple[Fields | None, str, int]:
    """
    Part *text* into its front matter, its body, and the line where that begins.

    None: it has no front matter between fences.

    Raises:
        SourceError: it has, and that cannot be read.
    """
    try:
        return _split(text)
    except FaultError as fault:
        message = Kind.MIGRATED_UNREAD.of(fault.reason)
        raise SourceError(Problem(source, fault.line, message)) from None


def _split(text: str) -> tuple[Fields | None, str, int]:
    stripped = text.lstrip()
    if stripped.startswith("{"):
        begin = text.index("{")
        try:
            value, end = json.JSONDecoder().raw_decode(text, begin)
        except (ValueError, RecursionError):
            return None, text, 1
        return _mapping(value), *_rest(text, end)
    fence = text[:3]
    pattern = _FENCES.get(fence)
    first = text.partition("\n")[0].rstrip()
    if pattern is None or first not in ("---", "+++", "---json", "---toml", "---yaml"):
        return None, text, 1
    begin = len(text.partition("\n")[0]) + 1
    closing = pattern.search(text, begin)
    if closing is None:
        return None, text, 1
    form = first[3:] or ("toml" if fence == "+++" else "yaml")
    header = text[begin : closing.start()]
    try:
        fields = read_data(header, form)
    except FaultError as fault:
        raise FaultError(fault.reason, fault.line + 1) from None
    if fields in ("", []):
        fields = {}
    if not isinstance(fields, dict):
        raise FaultError("front matter that is no `key: value` lines")
    return fields, *_rest(text, closing.end())


def _rest(text: str, end: int) -> tuple[str, int]:
    return text[end:], text.count("\n", 0, end) + 1


def _mapping(value: Any) -> Fields:
    if not isinstance(value, dict):
        raise FaultError("front matter that is no `key: value` lines")
    return as_texts(value)  # type: ignore[no-any-return]


def read_data(text: str, form: str) -> Any:
    """
    Read a text of that *form*: `yaml`, `yml`, `toml` or `json`.

    Raises:
        FaultError: it is none.
    """
    try:
        if form == "toml":
            return as_texts(tomllib.loads(text))
        if form == "json":
            return as_texts(json.loads(text or "{}"))
        return _read_yaml(text)
    except tomllib.TOMLDecodeError as fault:
        line = re.search(r"line (\d+)", str(fault))
        raise FaultError("no TOML", int(line[1]) if line else 1) from None
    except json.JSONDecodeError as fault:
        raise FaultError("no JSON", fault.lineno) from None
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        raise FaultError("no YAML", mark.line + 1 if mark else 1) from None
    except (RecursionError, ValueError):
        raise FaultError("values too deep within each other") from None


def _read_yaml(text: str) -> Any:
    loader = BaseLoader(text)
    try:
        node = loader.get_single_node()
    finally:
        loader.dispose()
    return "" if node is None else _Values().of(node, 0)


class _Values:
    """Makes values of nodes, as many as a file may have."""

    def __init__(self) -> None:
        self.left = MOST_VALUES

    def of(self, node: yaml.Node, depth: int) -> Any:
        self.left -= 1
        if self.left < 0:
            raise FaultError("more values than a file may have")
        if depth > DEEPEST:
            raise FaultError("values too deep within each other")
        if isinstance(node, yaml.ScalarNode):
            return "" if node.value in _NOTHING and not node.style else str(node.value)
        if isinstance(node, yaml.SequenceNode):
            return [self.of(one, depth + 1) for one in node.value]
        found: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        for key, value in node.value:
            made = self.of(value, depth + 1)
            if not isinstance(key, yaml.ScalarNode):
                continue
            if key.value == "<<" and isinstance(made, dict):
                merged |= made
            else:
                found[str(key.value)] = made
        return merged | found


def as_texts(value: Any, depth: int = 0) -> Any:
    """Make texts, lists and mappings of what TOML and JSON hold."""
    if depth > DEEPEST:
        raise FaultError("values too deep within each other")
    if isinstance(value, dict):
        return {str(key): as_texts(one, depth + 1) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [as_texts(one, depth + 1) for one in value]
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        return value.isoformat(" " if value.tzinfo is None else "T", "seconds")
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def split_lines(text: str) -> tuple[Fields, str, int]:
    """Part *text* behind the `Key: value` lines that it begins with, as MultiMarkdown has."""
    lines = text.split("\n")
    fields: Fields = {}
    last, at = "", 0
    while at < len(lines) and not lines[at].strip() and not fields:
        at += 1
    while at < len(lines):
        line = lines[at]
        found = _HEADER.fullmatch(line)
        if found:
            last = found[1].lower()
            fields[last] = found[2].strip()
        elif last and line[:1] in (" ", "\t") and line.strip():
            fields[last] = f"{fields[last]} {line.strip()}".strip()
        else:
            break
        at += 1
    if not fields:
        return {}, text, 1
    return fields, "\n".join(lines[at:]), at + 1


def split_rest(text: str) -> tuple[Fields, str, int]:
    """Part a text of reST into title and docinfo, its body, and the line where that begins."""
    lines = text.split("\n")
    fields: Fields = {}
    at = 0
    while at < len(lines) and not lines[at].strip():
        at += 1
    if _UNDERLINE.fullmatch(lines[at].strip() if at < len(lines) else "") and (
        at + 2 < len(lines) and lines[at + 2].strip() == lines[at].strip()
    ):
        fields["title"], at = lines[at + 1].strip(), at + 3
    elif at + 1 < len(lines) and _UNDERLINE.fullmatch(lines[at + 1].strip()):
        fields["title"], at = lines[at].strip(), at + 2
    last = ""
    while at < len(lines):
        found = _DOCINFO.fullmatch(lines[at])
        if found:
            last = found[1].lower()
            fields[last] = found[2].strip()
        elif last and lines[at][:1] in (" ", "\t") and lines[at].strip():
            fields[last] = f"{fields[last]} {lines[at].strip()}".strip()
        elif lines[at].strip():
            break
        at += 1
    return fields, "\n".join(lines[at:]), at + 1


def split_html(text: str) -> tuple[Fields, str, int]:
    """Part a page of HTML into what its head says, and its body."""
    from html import unescape

    fields: Fields = {}
    head, found = text, _BODY.search(text)
    if found:
        head = text[: found.start()]
    if title := _TITLE.search(head):
        fields["title"] = unescape(" ".join(title[1].split()))
    for tag in _META.findall(head if found else ""):
        said = {name.lower(): one or two for name, one, two in _ATTRIBUTE.findall(tag)}
        if said.get("name"):
            fields[said["name"].lower()] = unescape(said.get("content", ""))
    if not found:
        return fields, text, 1
    return fields, found[1], text.count("\n", 0, found.start(1)) + 1
