"""Tables that people write, judged: every fault at once, each with key and line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from commentariat.errors import Problem, near_match, raise_all
from commentariat.kinds import Kind, Message, Row

_MOST = 1_000
"""Faults of one file that are kept: nobody mends more of them in one go."""


class Judge:
    """Takes the values of a table, as the kind they should be, and keeps the faults."""

    __slots__ = ("find_line", "path", "problems", "source", "table")

    def __init__(
        self,
        table: Mapping[str, Any],
        source: str,
        find_line: Callable[[str], int],
        path: str = "",
        problems: list[Problem] | None = None,
    ) -> None:
        self.table = table
        self.source = source
        self.find_line = find_line
        """Tells the line of a key such as `publish.branch` or `menu[1].url`."""
        self.path = path
        """Key of the table itself; empty where it is the whole."""
        self.problems: list[Problem] = [] if problems is None else problems

    def finish(self) -> None:
        """
        Let the values pass that were taken.

        Raises:
            SourceError: with every fault that was found, in the order of lines.
        """
        raise_all(self.problems)

    def fault(self, key: str, message: Message) -> None:
        """Keep a fault of the value under *key*, unless there are very many."""
        if self.is_full:
            return
        path = join_key(self.path, key)
        self.problems.append(Problem(self.source, self.find_line(path), message, path))

    @property
    def is_full(self) -> bool:
        """Tell whether no more faults are kept."""
        return len(self.problems) >= _MOST

    def refuse_unknown(self, known: Collection[str], kind: Row) -> None:
        """Keep a fault of *kind* for each key of the table that is not *known*."""
        for key in self.table:
            if key not in known:
                self.unknown(str(key), known, kind)

    def unknown(self, key: str, known: Collection[str], kind: Row) -> None:
        """Keep a fault of *kind*: *key* is none of those that are *known*."""
        if not self.is_full:
            self.fault(key, kind.of(key, near_match(key, known)))

    def is_sound(self, key: str) -> bool:
        """Tell whether no fault was found so far in what stands under *key*."""
        path = join_key(self.path, key)
        return all(problem.key != path for problem in self.problems)

    def text(self, key: str) -> str:
        """A text; empty where there is none."""
        value = self.table.get(key, "")
        if isinstance(value, str):
            return value.strip()
        self.fault(key, Kind.NOT_TEXT.of(key, describe(value)))
        return ""

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where there is none."""
        value = self.table.get(key, ())
        if not isinstance(value, list | tuple):
            self.fault(key, Kind.NOT_TEXTS.of(key, describe(value)))
            return ()
        for number, item in enumerate(value):
            if not isinstance(item, str):
                inner = join_key(key, number)
                self.fault(inner, Kind.NOT_TEXT.of(inner, describe(item)))
        return tuple([item for item in value if isinstance(item, str)])

    def choice(self, key: str, choices: Collection[str]) -> str:
        """One of *choices*; empty where there is none."""
        value = self.text(key)
        if value and value not in choices:
            listed = " or ".join(map(repr, choices))
            self.fault(key, Kind.NOT_A_CHOICE.of(listed, key, value))
        return value


def describe(value: object) -> str:
    """Show a *value* that is not as expected."""
    if isinstance(value, list):
        return "a list"
    return "a mapping" if isinstance(value, dict) else repr(value)


def join_key(path: str, part: str | int) -> str:
    """Name what stands under *part* in what *path* names, as `menu[1].url`."""
    if isinstance(part, int):
        return f"{path}[{part}]"
    return f"{path}.{part}" if path else part


def find_line(lines: Mapping[str, int], path: str) -> int:
    """Find the line of *path*, else that of the nearest that holds it; 0 if none."""
    while path and path not in lines:
        path = path[: max(path.rfind("."), path.rfind("["), 0)]
    return lines.get(path, 0)
