"""Marks of other generators in bodies: a table of what becomes of each, or it is told."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple, TypeAlias

import msgspec

from commentariat.migration.model import Lookup

_ARGUMENT: Final = re.compile(
    r"""(?:([\w-]+)\s*=\s*)?(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|`([^`]*)`|([^\s"'`=,]+))"""
)
_ESCAPED: Final = re.compile(r"\\(.)")


class Mark(NamedTuple):
    """One mark of a body."""

    text: str
    """As it is written."""
    name: str
    rest: str
    inner: str | None
    """What it goes around, where it is one that does."""


Turning: TypeAlias = Callable[[Mark, Lookup], "str | None"]
"""Gives what stands in its place; None: it stays, and is told."""


def attributes_of(rest: str) -> dict[str, str]:
    """Read the arguments of a mark: by name, and by number those without one."""
    found: dict[str, str] = {}
    number = 0
    for key, double, single, raw, bare in _ARGUMENT.findall(rest):
        value = _ESCAPED.sub(r"\1", double or single) or raw or bare
        if key:
            found[key] = value
        else:
            found[str(number)] = value
            number += 1
    return found


class Marks(msgspec.Struct, frozen=True):
    """The marks of one generator."""

    pattern: re.Pattern[str]
    """With groups `name`, `rest`, and perhaps `end` and `literal`."""
    table: Mapping[str, Turning]
    around: frozenset[str] = frozenset()
    """Those that go around a text."""
    form: str = "{{{{< {} >}}}}"
    """How they are told."""

    def turn(self, body: str, look: Lookup) -> str:
        """Put what becomes of its marks into *body*."""
        parts: list[str] = []
        at = 0
        marks = list(self.pattern.finditer(body))
        ends: dict[str, list[int]] = {}
        for number, found in enumerate(marks):
            if found.groupdict().get("end") is not None:
                name = found["name"]
                opened = name if name in self.around else name.removeprefix("end")
                ends.setdefault(opened, []).append(number)
        number = 0
        while number < len(marks):
            found = marks[number]
            number += 1
            if found.start() < at:
                continue
            groups = found.groupdict()
            name = found["name"]
            if groups.get("literal") or groups.get("literal2"):
                continue  # it is to be seen
            is_end = groups.get("end") is not None
            end, inner, last = found.end(), None, None
            if name in self.around and not is_end:
                after = ends.get(name, [])
                place = bisect_left(after, number)
                last = marks[after[place]] if place < len(after) else None
                if last is not None:
                    inner, end = body[found.end() : last.start()], last.end()
            turning = self.table.get(name)
            mark = Mark(found[0], name, found["rest"].rstrip().rstrip("/"), inner)
            made = None
            if turning is not None and not is_end:
                made = turning(mark, look)
            if made is None:
                if not is_end:
                    look.tell(self.form.format(name), found.start())
                made, end = found[0], found.end()
            parts.append(body[at : found.start()])
            parts.append(look.hold(made))
            at = end
        parts.append(body[at:])
        return "".join(parts)
