"""A content file that two people changed: merged key by key, as far as that is sure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Final

import msgspec

from commentariat.archive.conflicts import Sides
from commentariat.archive.fences import split_content
from commentariat.archive.folders import item_name
from commentariat.archive.frontmatter import parse_front_matter
from commentariat.archive.yaml_header import dump_front_matter
from commentariat.errors import SourceError
from commentariat.intake.content.content_file import is_untouched

_KEY: Final = re.compile(r"^([A-Za-z_][\w-]*)[ \t]*:", re.MULTILINE)
_LINE: Final = re.compile(r"[^\n]*\n|[^\n]+")
_STAMPS: Final = frozenset({"written", "rules"})
"""Keys of which either value will do: import writes them, and goes by others."""
_EDITOR: Final = "editor"
"""What `told_by` names where a review told something."""
_NOTHING: Final = "\0"

Fields = dict[str, Any]


class Merged(msgspec.Struct, frozen=True):
    """What became of a content file."""

    text: str
    is_whole: bool
    """Whether no mark is left in it."""


def take_side(ours: str, theirs: str) -> str | None:
    """
    Take the side that somebody edited, or either where both are as import wrote them.

    The other holds no more than raw files and decisions tell, of which import brings
    what is lacking. None where both were edited.
    """
    if is_untouched(theirs):
        return ours
    return theirs if is_untouched(ours) else None


def merge_content(sides: Sides) -> Merged | None:
    """
    Merge a content file that both *sides* edited, key by key.

    What one side alone changed is taken, and of lists and records what either did. What
    both changed keeps its marks, and so does the text. None where nothing can be told.
    """
    try:
        blocks = [_blocks(side) for side in (sides.ours, sides.theirs)]
        base = _blocks(sides.base) if sides.base is not None else None
        bodies = [_body(side) for side in (sides.ours, sides.theirs)]
    except SourceError:
        return None
    if None in blocks:
        return None
    ours, theirs = (found or {} for found in blocks)
    merged: list[str] = []
    is_whole = bodies[0] == bodies[1]
    for key in _in_order(list(ours), list(theirs)):
        block, is_settled = _merge_block(key, base, ours.get(key), theirs.get(key))
        merged.append(block)
        is_whole &= is_settled
    return Merged(f"---\n{''.join(merged)}---{_marked(*bodies)}", is_whole)


def _body(text: str) -> str:
    """Give what follows the front matter of *text*, from the end of its fence on."""
    return text[split_content(text, "")[1] :]


def _marked(ours: str, theirs: str) -> str:
    """Put marks around the lines in which two bodies differ."""
    mine, others = _LINE.findall(ours), _LINE.findall(theirs)
    found: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, mine, others, False).get_opcodes():
        sides = "".join(mine[a:b]), "".join(others[c:d])
        found.append(sides[0] if kind == "equal" else _conflict(*sides))
    return "".join(found)


def _conflict(ours: str, theirs: str) -> str:
    mine, others = (
        side + "\n" * (side[-1:] not in ("", "\n")) for side in (ours, theirs)
    )
    return f"<<<<<<< ours\n{mine}=======\n{others}>>>>>>> theirs\n"


def _blocks(text: str) -> dict[str, str] | None:
    """Cut a header into the lines of each key; None where a key is written otherwise."""
    header, _ = split_content(text, "")
    fields, _, _ = parse_front_matter(text, "")
    starts = [(found[1], found.start()) for found in _KEY.finditer(header)]
    if {key for key, _ in starts} != fields.keys() or len(starts) != len(fields):
        return None
    if starts and starts[0][1] != 0:
        return None  # a comment stands above all keys
    ends = [*(start for _, start in starts[1:]), len(header)]
    return {
        key: header[start:end] for (key, start), end in zip(starts, ends, strict=True)
    }


def _in_order(ours: list[str], theirs: list[str]) -> list[str]:
    """Put the keys of the other side behind those that they stand behind there."""
    order = list(ours)
    for number, key in enumerate(theirs):
        if key not in order:
            before = theirs[number - 1] if number else ""
            order.insert(order.index(before) + 1 if before in order else 0, key)
    return order


def _merge_block(
    key: str, base: Mapping[str, str] | None, ours: str | None, theirs: str | None
) -> tuple[str, bool]:
    """Merge the lines of one *key*; tell whether that could be told."""
    if ours == theirs or key in _STAMPS:
        return ours or theirs or "", True
    if base is not None:
        if base.get(key) == ours:
            return theirs or "", True
        if base.get(key) == theirs:
            return ours or "", True
    before = _value_of(key, base.get(key) if base else None)
    found = merge_values(key, before, _value_of(key, ours), _value_of(key, theirs))
    if found is _NOTHING:
        return _conflict(ours or "", theirs or ""), False
    return (dump_front_matter({key: found}, "")[4:-4] if found else ""), True


def _value_of(key: str, block: str | None) -> Any:
    if block is None:
        return None
    return parse_front_matter(f"---\n{block}---\n", "")[0].get(key)


def merge_values(key: str, base: Any, ours: Any, theirs: Any) -> Any:
    """Merge two values of a *key*, which was *base* once; a mark where none is right."""
    kinds = {type(one) for one in (ours, theirs) if one is not None}
    if kinds == {list}:
        before, mine, others = (one or [] for one in (base, ours, theirs))
        if key == "raw":
            return _merge_by_file(before, mine, others)
        return _merge_lists(before, mine, others)
    if kinds == {dict}:
        return _merge_tables(key, base or {}, ours or {}, theirs or {})
    if key == "updated":
        return max(ours or "", theirs or "")
    return _NOTHING


def _merge_lists(base: list[Any], ours: list[Any], theirs: list[Any]) -> list[Any]:
    """Keep what either added, and leave out what either took away."""
    before, mine, others = (
        {_plain(one) for one in side} for side in (base, ours, theirs)
    )
    kept = [one for one in ours if _plain(one) in others or _plain(one) not in before]
    come = [one for one in theirs if _plain(one) not in mine | before]
    return kept + come


def _plain(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _merge_by_file(
    base: Sequence[Fields], ours: Sequence[Fields], theirs: Sequence[Fields]
) -> list[Fields]:
    """Merge the entries of `raw`; where they differ, import finds what is lacking."""
    before, mine, others = (
        {item_name(str(one.get("file")), str(one.get("item", ""))): one for one in side}
        for side in (base, ours, theirs)
    )
    files = [file for file in mine if file in others or file not in before]
    files += [file for file in others if file not in mine and file not in before]
    return [
        _merge_tables(
            "raw", before.get(file, {}), mine.get(file, {}), others.get(file, {})
        )
        for file in files
    ]


def _merge_tables(key: str, base: Fields, ours: Fields, theirs: Fields) -> Any:
    merged: Fields = {}
    for name in _in_order(list(ours), list(theirs)):
        before, one, other = (side.get(name) for side in (base, ours, theirs))
        if one == other or other == before:
            found = one
        elif one == before:
            found = other
        elif key == "raw":
            found = one or other
        elif key == "told_by":
            found = _EDITOR if _EDITOR in (one, other) else one or other
        else:
            return _NOTHING
        if found is not None:
            merged[name] = found
    return merged
