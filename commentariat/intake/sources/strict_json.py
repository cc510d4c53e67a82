"""JSON decoded strictly: what a decoder passes over in silence is noted."""

from __future__ import annotations

import json
import math
from typing import Any, Final

import msgspec

from commentariat.archive.text import shorten

DIGIT_LIMIT: Final = 100
_SHOWN: Final = 40


class Decoded(msgspec.Struct, frozen=True):
    """A JSON value, and where it stands: `text[start:end]`."""

    start: int
    end: int
    values: Any
    is_odd: bool
    """It holds a key twice, or a number or constant that no JSON should."""


def decode_json(text: str, start: int) -> Decoded:
    """
    Decode the JSON value at *start*, and note what is odd in it.

    Raises:
        json.JSONDecodeError: it is not JSON.
        RecursionError: it is nested beyond reason.
    """
    odd: list[str] = []

    def pair_up(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        values = dict(pairs)
        if len(values) < len(pairs):
            odd.append("repeated key")
        return values

    def note_number(digits: str) -> int | float:
        # `int` raises on more digits than it likes, without a position.
        is_whole = digits.lstrip("-").isdigit()
        if len(digits) > DIGIT_LIMIT:
            odd.append("long number")
            return int(digits[:DIGIT_LIMIT]) if is_whole else 0
        if math.isinf(float(digits)):
            odd.append("huge number")
        return int(digits) if is_whole else float(digits)

    def note_constant(name: str) -> float:
        odd.append(name)
        return float(name)

    decoder = json.JSONDecoder(
        object_pairs_hook=pair_up,
        parse_int=note_number,
        parse_float=note_number,
        parse_constant=note_constant,
    )
    values, end = decoder.raw_decode(text, start)
    return Decoded(start, end, values, bool(odd))


_AGAINST_JSON: Final = {
    "Expecting property name enclosed in double quotes": "a key in double quotes",
    "Expecting value": "a value",
    "Expecting ',' delimiter": "','",
    "Expecting ':' delimiter": "':'",
    "Unterminated string starting at": "a closing quote",
    "Invalid control character at": "a closing quote",
}


def word_fault(text: str, fault: json.JSONDecodeError) -> tuple[int, str]:
    """Give place and wording of *fault*, the same in every version of Python."""
    place = fault.pos
    before = text[:place].rstrip()
    if text.startswith(("}", "]"), place) and before.endswith(","):
        return len(before) - 1, "expected no comma before a closing bracket, found one"
    if fault.msg.startswith("Illegal trailing comma"):
        return place, "expected no comma before a closing bracket, found one"
    expected = _AGAINST_JSON.get(fault.msg)
    if expected is None:
        return place, fault.msg[:1].lower() + fault.msg[1:].removesuffix(" at")
    return place, f"expected {expected}, found {_name_place(text, place)}"


def _name_place(text: str, place: int) -> str:
    rest = text[place : place + 200]
    if not rest.strip():
        return "the end of the file"
    if rest.startswith("\n"):
        return "the end of the line"
    if rest[0] < " ":
        return f"the character {rest[0]!r}"
    return show_value(rest.strip().partition("\n")[0])


def show_value(value: Any) -> str:
    """Show *value* in its JSON spelling if that is short, else its beginning."""
    if isinstance(value, str):
        return repr(shorten(value, _SHOWN))
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    return shorten(json.dumps(value), _SHOWN)


def line_at(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
