"""Two versions of a content file, compared for a person: which words change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

_STAMP: Final = re.compile(r"(?:rules|written)[ \t]*:")
_TOKEN: Final = re.compile(r"\w+|\s+|.", re.DOTALL)
_AROUND: Final = 40
"""Characters shown on each side of a change."""
_LONGEST: Final = 160
_MOST_TOKENS: Final = 6000


def without_stamps(text: str) -> str:
    """Leave out the lines that tell which version wrote a content file, and what."""
    header, fence, body = text.replace("\r\n", "\n").partition("\n---\n")
    lines = [line for line in header.split("\n") if not _STAMP.match(line)]
    return "\n".join(lines) + fence + body


def show_difference(old: str, new: str) -> tuple[str, ...]:
    """
    Show how *new* differs from *old*, changed words as `[-old-]{+new+}`.

    Whole lines that come or go begin with `+` or `-`. Stamps do not count.
    """
    before = without_stamps(old).split("\n")
    after = without_stamps(new).split("\n")
    return tuple(_show(before, after))


def _show(old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    for kind, a, b, c, d in SequenceMatcher(None, old, new, False).get_opcodes():
        if kind == "equal":
            continue
        paired = min(b - a, d - c)
        for one, other in zip(old[a : a + paired], new[c : c + paired], strict=True):
            yield from _show_line(one, other)
        yield from (f"- {_shorten(line)}" for line in old[a + paired : b])
        yield from (f"+ {_shorten(line)}" for line in new[c + paired : d])


def _show_line(old: str, new: str) -> Iterator[str]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) + len(after) > _MOST_TOKENS:
        yield f"- {_shorten(old)}"
        yield f"+ {_shorten(new)}"
        return
    steps = SequenceMatcher(None, before, after, False).get_opcodes()
    alike = sum(b - a for kind, a, b, _, _ in steps if kind == "equal")
    if 2 * alike < max(len(before), len(after)):  # another line, not a changed one
        yield f"- {_shorten(old)}"
        yield f"+ {_shorten(new)}"
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


def _shorten(line: str) -> str:
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
