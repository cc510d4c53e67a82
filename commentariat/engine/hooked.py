"""What hooks add to templates, and what they are told where one of them fails."""

from __future__ import annotations

from collections.abc import Collection

import jinja2
import msgspec

from commentariat.errors import Problem, raise_all
from commentariat.hooks.loading import open_hooks
from commentariat.hooks.model import HookFile
from commentariat.hooks.names import HOOKS_FILE
from commentariat.hooks.running import HookError, Runner
from commentariat.kinds import Kind

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


def hook_problem(fault: BaseException, file: HookFile, caller: str) -> Problem | None:
    """Word *fault* where it was met in hooks, with the place of their *caller*."""
    if isinstance(fault, HookError):
        problem = fault.problems[0]
    elif not file or isinstance(fault, _PASSED):
        return None
    else:  # what hooks gave may run when they have ended, as a generator does
        runner = Runner(file)
        if runner.find(fault.__traceback__) is None:
            return None
        problem = runner.problem(fault, "")
    if problem.message.kind is not Kind.HOOK_FAILED:
        return problem
    message = Kind.HOOK_FAILED_FOR.of(*problem.message.values, caller)
    return msgspec.structs.replace(problem, message=message)
