"""
Front matter of plain values, read as PyYAML reads it, in a quarter of the time.

PyYAML makes events and nodes of each value before there is a text. Most front matter
is a mapping of texts on single lines, of lists and of mappings of the same: one
pattern takes its lines apart, and how far they are indented says what belongs where.
Whatever a line holds that YAML could read in another way, it does not match, and
the whole header is left to PyYAML: nothing here refuses or mends.
"""

from __future__ import annotations

import re
from typing import Any, Final, TypeAlias

# What libyaml takes for printable, without tabs and what breaks a line besides \n.
_PRINTABLE: Final = re.compile(
    "[\n -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]*"
)
_KEY: Final = r"[A-Za-z_][A-Za-z0-9_-]{0,99}"
# A text without quotes begins with nothing that YAML has a use for, holds no `: `
# and no ` #`, and does not end in a colon or a space.
_PLAIN: Final = (
    r"[^\s\-?:,\[\]{}#&*!|>'\"%@`.]"
    r"[^\n:#]*+(?:(?::(?![ \n])|(?<! )#)[^\n:#]*+)*+(?<! )"
)
# Quotes around nothing are left out: then what is empty here is not there. Texts are
# not nested further than this many spaces go.
_LINES: Final = re.compile(
    rf"^( {{0,16}})(- )?(?:({_KEY}):(?: |(?=\n)))?"
    rf"(?:({_PLAIN})|\"([^\"\\\n]+)\"|'((?:[^'\n]++|'')++)'|)\n",
    re.MULTILINE,
)

NOTHING: Final = frozenset({"null", "Null", "NULL", "~"})
"""What is nothing to YAML, where it is not quoted."""
_NOTHING: Final = re.compile(r"[:-] (?:null|Null|NULL|~)\n")


class NotPlain(Exception):
    """The values are not of the kind that is read, or written, without PyYAML."""


Line: TypeAlias = "tuple[str, str, str, str, str, str]"
"""Indent, dash, key, and the value: plain, in double quotes, or in single ones."""


def read_header(header: str) -> dict[str, Any]:
    """
    Read the mapping that *header* is: texts, lists and mappings of them.

    Raises:
        NotPlain: there is something in it that is not read here.
    """
    if not _PRINTABLE.fullmatch(header):
        raise NotPlain
    may_be_nothing = "~\n" in header or "ull\n" in header or "ULL\n" in header
    if may_be_nothing and _NOTHING.search(header):
        raise NotPlain
    lines: list[Line] = _LINES.findall(header)
    if not lines or len(lines) != header.count("\n"):
        raise NotPlain
    fields, end = _read_mapping(lines, 0, "")
    if end != len(lines):
        raise NotPlain
    return fields


def _read_mapping(
    lines: list[Line], at: int, column: str
) -> tuple[dict[str, Any], int]:
    """Read the entries from line *at* on that stand in *column*; tell where they end."""
    found: dict[str, Any] = {}
    while at < len(lines):
        indent, dash, key, plain, double, single = lines[at]
        if indent != column or dash or not key:
            break
        if key in found:  # for others to say
            raise NotPlain
        at += 1
        value = plain or double or single.replace("''", "'")
        if value:
            found[key] = value
        else:
            found[key], at = _read_inner(lines, at, column)
    return found, at


def _read_inner(lines: list[Line], at: int, column: str) -> tuple[Any, int]:
    """Read what stands under a key in *column*; nothing is the empty text."""
    if at == len(lines):
        return "", at
    indent, dash = lines[at][:2]
    if dash and indent >= column:
        return _read_list(lines, at, indent)
    if indent > column:
        return _read_mapping(lines, at, indent)
    return "", at


def _read_list(lines: list[Line], at: int, column: str) -> tuple[list[Any], int]:
    found: list[Any] = []
    while at < len(lines):
        indent, dash, key, plain, double, single = lines[at]
        if indent != column or not dash:
            break
        if key:
            inner = f"{column}  "
            lines[at] = (inner, "", key, plain, double, single)
            entry, at = _read_mapping(lines, at, inner)
            found.append(entry)
            continue
        value = plain or double or single.replace("''", "'")
        if not value:
            raise NotPlain
        found.append(value)
        at += 1
    return found, at
