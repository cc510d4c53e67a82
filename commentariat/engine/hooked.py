"""What hooks add to templates, and what they are told where one of them fails."""

from __future__ import annotations

from collections.abc import Collection
from copy import deepcopy
from typing import Any

import jinja2

from commentariat.errors import Problem, raise_all
from commentariat.hooks.loading import open_hooks
from commentariat.hooks.model import HookFile
from commentariat.hooks.names import HOOKS_FILE
from commentariat.hooks.running import HookError, Runner, told_of
from commentariat.kinds import Kind

EXTENSIONS_HOOK = "MARKDOWN_EXTENSIONS"
_EXTENSION = "the name of an extension, or a function that makes one"
_PASSED = (jinja2.UndefinedError,)
"""What is the fault of a template, wherever it is met."""


def add_to_templates(
    environment: jinja2.Environment, file: HookFile, taken: Collection[str]
) -> None:
    """
    Add the filters and globals that hooks set; names that are *taken* they may not have.

    Raises:
        SourceError: hooks fail, or set what is there already: others rely on that.
    """
    hooks = open_hooks(file)
    filters = hooks.functions("FILTERS", _PASSED)
    values = hooks.values("GLOBALS", _PASSED)
    doubled = {
        "FILTERS": filters.keys() & environment.filters.keys(),
        "GLOBALS": values.keys() & {*environment.globals, *taken},
    }
    raise_all(
        Problem(HOOKS_FILE, hooks.line(name), Kind.HOOK_TAKEN.of(key, name))
        for name, keys in doubled.items()
        for key in keys
    )
    environment.filters.update(filters)
    environment.globals.update(values)


def own_extensions(file: HookFile) -> list[Any]:
    """
    Make the extensions of Markdown that hooks name, each anew: they may keep something.

    Raises:
        SourceError: one is none.
    """
    from markdown.extensions import Extension

    hooks = open_hooks(file)
    found: list[Any] = []
    for number, row in enumerate(hooks.rows(EXTENSIONS_HOOK)):
        made = row() if callable(row) and not isinstance(row, Extension) else row
        if not isinstance(made, str | Extension) or made == "":
            message = Kind.HOOK_ROW.of(
                _EXTENSION, EXTENSIONS_HOOK, number, repr(row)[:60]
            )
            raise HookError(Problem(HOOKS_FILE, hooks.line(EXTENSIONS_HOOK), message))
        found.append(deepcopy(made))
    return found


def hook_problem(fault: BaseException, file: HookFile, caller: str) -> Problem | None:
    """Word *fault* where it was met in hooks, with the place of their *caller*."""
    if isinstance(fault, HookError):
        return told_of(fault, caller)
    if not file or isinstance(fault, _PASSED):
        return None
    # What hooks gave may run when they have ended, as a generator does.
    runner = Runner(file)
    if runner.find(fault.__traceback__) is None:
        return None
    return told_of(HookError(runner.problem(fault, "")), caller)
