"""Where the keys and the odd values of a JSON text stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

# Possessive: a string that never closes is given up at once.
_TOKEN: Final = re.compile(
    r'(?P<string>"(?:[^"\\]++|\\.)*+")(?P<colon>\s*+:)?'
    r"|(?P<open>[{\[])|(?P<close>[}\]])"
    r"|(?P<constant>-?Infinity|NaN)|(?P<number>-?\d[\d.eE+-]*+)"
    r'|"',
    re.DOTALL,
)


class JsonPositions(msgspec.Struct):
    """What a decoder does not tell: offsets, and what it passes over."""

    keys: dict[str, int]
    """Offset of each key of the outermost object."""
    repeated: list[tuple[str, int, int]]
    """Keys given again in one object: key, offset of the first, of the other."""
    constants: list[tuple[str, int]]
    """`NaN` and `Infinity`, which are not JSON."""
    numbers: list[tuple[str, int]]
    too_deep: int | None = None
    """Offset of the first bracket below the limit."""


def locate_json(text: str, start: int, end: int, depth_limit: int) -> JsonPositions:
    """
    Walk the tokens of `text[start:end]`, which need not be sound JSON.

    Only needed to word a fault: a decoder is far faster, but gives no positions.
    """
    positions = JsonPositions({}, [], [], [])
    open_objects: list[dict[str, int]] = []
    for kind, token, at in _tokens(text, start, end):
        if kind == "open":
            open_objects.append({})
            if len(open_objects) > depth_limit:
                positions.too_deep = at
                break
        elif kind == "close" and open_objects:
            open_objects.pop()
        elif kind == "colon" and open_objects:
            _note_key(positions, open_objects, token[1:-1], at)
        elif kind == "constant":
            positions.constants.append((token, at))
        elif kind == "number":
            positions.numbers.append((token, at))
    return positions


def _note_key(
    positions: JsonPositions, open_objects: list[dict[str, int]], key: str, at: int
) -> None:
    keys = open_objects[-1]
    if key in keys:
        positions.repeated.append((key, keys[key], at))
    keys.setdefault(key, at)
    if len(open_objects) == 1:
        positions.keys.setdefault(key, at)


def _tokens(text: str, start: int, end: int) -> Iterator[tuple[str, str, int]]:
    """Yield kind, text and offset; a string that a colon follows is a `colon`."""
    for match in _TOKEN.finditer(text, start, end):
        yield match.lastgroup or "", match["string"] or match.group(), match.start()
