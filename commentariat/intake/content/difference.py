"""Two versions of a content file, compared for a person: which words change."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

import yaml

from commentariat.archive.text import normalize_line_ends, shorten

_STAMP: Final = re.compile(r"(?:rules|written)[ \t]*:")
_REPAIRS: Final = re.compile(r"^repairs:\n(?:[ -].*\n)+", re.MULTILINE)
_TOKEN: Final = re.compile(r"\w+(?:[’']\w+)*|\s+|.", re.DOTALL)
_AROUND: Final = 40
"""Characters shown on each side of a change."""
_LONGEST: Final = 160
_MOST_TOKENS: Final = 6000


def without_stamps(text: str) -> str:
    """Leave out the lines that tell which version wrote a content file, and what."""
    header, fence, body = normalize_line_ends(text).partition("\n---\n")
    lines = [line for line in header.split("\n") if not _STAMP.match(line)]
    return "\n".join(lines) + fence + body


def show_difference(old: str, new: str) -> tuple[str, ...]:
    """
    Show how *new* differs from *old*, changed words as `[-old-]{+new+}`.

    Whole lines that come or go begin with `+` or `-`. Stamps do not count; of the
    repairs recorded, those are named that come or go.
    """
    before, repairs_before = _part(without_stamps(old))
    after, repairs_after = _part(without_stamps(new))
    shown = (*_show(before, after), *_show_repairs(repairs_before, repairs_after))
    if not shown and repairs_before != repairs_after:
        return ("~ repairs: the same, recorded with other places or confidence",)
    return shown


def _part(text: str) -> tuple[list[str], str]:
    """Part the lines of a content file from the record of its repairs."""
    found = _REPAIRS.search(text.partition("\n---\n")[0] + "\n")
    if found is None:
        return text.split("\n"), ""
    return (text[: found.start()] + text[found.end() :]).split("\n"), found[0]


def _show_repairs(old: str, new: str) -> Iterator[str]:
    before, after = Counter(_read_repairs(old)), Counter(_read_repairs(new))
    for sign, gone in (("-", before - after), ("+", after - before)):
        yield from (f"{sign} repair {words}" for words in sorted(gone.elements()))


def _read_repairs(block: str) -> Iterator[str]:
    try:
        entries = yaml.load(block, Loader=yaml.BaseLoader) or {}
        for one in entries.get("repairs", []):
            rule = one.get("decided") or one.get("rule", "")
            yield shorten(
                f"{one.get('before')} → {one.get('after')} ({rule})", _LONGEST
            )
    except (yaml.YAMLError, AttributeError):
        return  # an editor wrote it otherwise


def _show(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    for kind, a, b, c, d in SequenceMatcher(None, old, new, False).get_opcodes():
        if kind == "equal":
            continue
        paired = min(b - a, d - c)
        for one, other in zip(old[a : a + paired], new[c : c + paired], strict=True):
            yield from _show_line(one, other)
        yield from (f"- {shorten(line, _LONGEST)}" for line in old[a + paired : b])
        yield from (f"+ {shorten(line, _LONGEST)}" for line in new[c + paired : d])


def _show_line(old: str, new: str) -> Iterator[str]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) + len(after) > _MOST_TOKENS:
        yield f"- {shorten(old, _LONGEST)}"
        yield f"+ {shorten(new, _LONGEST)}"
        return
    steps = SequenceMatcher(None, before, after, False).get_opcodes()
    alike = sum(b - a for kind, a, b, _, _ in steps if kind == "equal")
    if 2 * alike < max(len(before), len(after)):  # another line, not a changed one
        yield f"- {shorten(old, _LONGEST)}"
        yield f"+ {shorten(new, _LONGEST)}"
        return
    shown = ""
    for number, (kind, a, b, c, d) in enumerate(steps):
        was, now = "".join(before[a:b]), "".join(after[c:d])
        if kind == "equal":
            shown += _middle(was, number == 0, number == len(steps) - 1)
        else:
            shown += f"[-{was}-]" * bool(was) + f"{{+{now}+}}" * bool(now)
    yield f"~ {shown}"


def _middle(text: str, is_first: bool, is_last: bool) -> str:
    """Shorten what is alike to what stands beside a change."""
    left = "" if is_first else text[:_AROUND]
    right = "" if is_last else text[-_AROUND:]
    if len(left) + len(right) + 1 >= len(text):
        return text
    return f"{left}…{right}"
