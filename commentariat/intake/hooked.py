"""
Layouts and repairs that a site's own hooks bring.

They are held to what all of them are: a layout labels each line once and in order, and a
repair says what stands in the text. So nothing of a raw file is lost, or put into it, by
code that nobody of the program has seen.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final, TypeVar

import msgspec

from commentariat.errors import Problem, raise_all
from commentariat.hooks.loading import Hooks, open_hooks
from commentariat.hooks.model import HookFile
from commentariat.hooks.names import HOOKS_FILE
from commentariat.hooks.running import HookError
from commentariat.intake.pages.layouts import LAYOUTS
from commentariat.intake.pages.layouts.rule import LayoutRule
from commentariat.intake.pages.model import Label
from commentariat.intake.pages.raw_page import LabeledLine, RawPage
from commentariat.intake.phrases.lines import RawLine
from commentariat.intake.repairs.model import Knowledge, Repair, Rule
from commentariat.intake.repairs.rules import GLUED, RULES
from commentariat.kinds import Kind, Message

_LAYOUTS: Final = "LAYOUTS"
_REPAIRS: Final = "REPAIRS"
_Row = TypeVar("_Row", LayoutRule, Rule)
_Labels = Callable[[RawPage], list[LabeledLine]]


@lru_cache(maxsize=2)
def layouts_of(file: HookFile) -> tuple[LayoutRule, ...]:
    """
    Give all layouts, those of *file* first: they are surer of what a house has.

    Raises:
        SourceError: hooks fail, or what they give is no layout.
    """
    if not file.has(_LAYOUTS):
        return LAYOUTS
    hooks = open_hooks(file)
    rows = _take(hooks, _LAYOUTS, LayoutRule, [rule.name for rule in LAYOUTS])
    return (*(_guard_layout(hooks, row) for row in rows), *LAYOUTS)


@lru_cache(maxsize=2)
def repairs_of(file: HookFile) -> tuple[Rule, ...]:
    """
    Give all rules of repairs, those of *file* last: they find what the others leave.

    Raises:
        SourceError: hooks fail, or what they give is no rule.
    """
    if not file.has(_REPAIRS):
        return RULES
    hooks = open_hooks(file)
    names = [*(rule.name for rule in RULES), *GLUED]
    rows = _take(hooks, _REPAIRS, Rule, names)
    return (*RULES, *(_guard_repair(hooks, row) for row in rows))


def _take(
    hooks: Hooks, name: str, kind: type[_Row], taken: Sequence[str]
) -> list[_Row]:
    """Take the rows under *name*: of their *kind*, each by a name of its own."""
    rows: list[_Row] = []
    faults: list[Message] = []
    seen = set(taken)
    for number, row in enumerate(hooks.rows(name)):
        if not isinstance(row, kind) or not isinstance(row.name, str):
            expected = f"a {kind.__name__} of commentariat.api"
            faults.append(Kind.HOOK_ROW.of(expected, name, number, repr(row)[:60]))
        elif row.name in seen:
            faults.append(Kind.HOOK_ROW_NAME.of(row.name, f"{name}[{number}]"))
        else:
            seen.add(row.name)
            rows.append(row)
    line = hooks.line(name)
    raise_all(Problem(HOOKS_FILE, line, message) for message in faults)
    return rows


# --- layouts ------------------------------------------------------------------------------


def _guard_layout(hooks: Hooks, row: LayoutRule) -> LayoutRule:
    def guarded(function: Callable[[RawPage], Any], part: str) -> Any:
        return hooks.runner.guard(function, f"{_LAYOUTS} {row.name}.{part}")

    def labels(function: _Labels, part: str, *, is_after: bool) -> _Labels:
        run: _Labels = guarded(function, part)

        def label(page: RawPage) -> list[LabeledLine]:
            found = run(page)
            lines = page.after if is_after else page.before
            if not _covers(found, [(line.start, line.text) for line in lines]):
                message = Kind.HOOK_LABELS.of(f"{part} of the layout {row.name!r}", "")
                raise HookError(Problem(HOOKS_FILE, hooks.line(_LAYOUTS), message))
            return found

        return label

    return msgspec.structs.replace(
        row,
        fits=guarded(row.fits, "fits"),
        label=labels(row.label, "label", is_after=True),
        label_before=labels(row.label_before, "label_before", is_after=False),
    )


def _covers(found: Any, lines: Sequence[tuple[int, str]]) -> bool:
    """Tell whether *found* labels every *line*, whole or in parts, once and in order."""
    if not isinstance(found, list | tuple) or not all(map(_is_labeled, found)):
        return False
    left = deque(found)
    for start, text in lines:
        at = start
        while left and start <= left[0][0].start < start + len(text):
            line, _ = left.popleft()
            passed = text[at - start : line.start - start]
            is_there = text.startswith(line.text, line.start - start)
            if line.start < at or passed.strip() or not is_there:
                return False
            at = line.start + len(line.text)
        if text[at - start :].strip():
            return False
    return not left


def _is_labeled(one: Any) -> bool:
    is_pair = isinstance(one, tuple) and len(one) == 2
    return is_pair and isinstance(one[0], RawLine) and isinstance(one[1], Label)


# --- repairs ------------------------------------------------------------------------------


def _guard_repair(hooks: Hooks, row: Rule) -> Rule:
    def run(text: str, known: Knowledge) -> list[Repair]:
        return list(row.find(text, known))

    name = f"{_REPAIRS} {row.name}"
    guarded = hooks.runner.guard(run, name)
    line = hooks.line(_REPAIRS)

    def find(text: str, known: Knowledge) -> Iterator[Repair]:
        for one in guarded(text, known):
            if not _is_whole(one) or not text.startswith(one.before, max(one.start, 0)):
                message = Kind.HOOK_REPAIR.of(row.name, repr(one)[:80], "")
                raise HookError(Problem(HOOKS_FILE, line, message))
            yield msgspec.structs.replace(one, rule=row.name, decided="")

    return msgspec.structs.replace(row, find=find)


def _is_whole(one: Any) -> bool:
    """Tell whether it is a repair, each part of which is what it should be."""
    if not isinstance(one, Repair) or not isinstance(one.start, int):
        return False
    is_sure_by = isinstance(one.confidence, int | float) and 0 <= one.confidence <= 1
    return is_sure_by and isinstance(one.before, str) and isinstance(one.after, str)
