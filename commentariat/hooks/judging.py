"""What stands under a name that hooks set, judged by its row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from commentariat.hooks.names import HookName, HookShape
from commentariat.judge import describe
from commentariat.kinds import Kind, Message


def judge_hook(row: HookName, value: Any) -> Iterator[Message]:
    """Say what is wrong with the *value* that hooks set for the name of *row*."""
    return _SHAPES[row.shape](row, value)


def _functions(row: HookName, value: Any) -> Iterator[Message]:
    faults = list(_values(row, value))
    yield from faults
    if not faults:
        for key, one in value.items():
            if not callable(one):
                yield Kind.HOOK_NOT_FUNCTION.of(f"{row.name}[{key!r}]", repr(one))


def _values(row: HookName, value: Any) -> Iterator[Message]:
    if not isinstance(value, Mapping):
        yield Kind.HOOK_NOT_MAPPING.of(row.name, describe(value))
        return
    for key in value:
        if not isinstance(key, str) or not key.isidentifier():
            yield Kind.HOOK_NOT_NAME.of(row.name, repr(key))


def _rows(row: HookName, value: Any) -> Iterator[Message]:
    if not isinstance(value, list | tuple):
        yield Kind.HOOK_NOT_LIST.of(row.name, describe(value))


def _function(row: HookName, value: Any) -> Iterator[Message]:
    if not callable(value):
        yield Kind.HOOK_NOT_FUNCTION.of(row.name, repr(value))


_SHAPES: dict[HookShape, Callable[[HookName, Any], Iterator[Message]]] = {
    HookShape.FUNCTIONS: _functions,
    HookShape.VALUES: _values,
    HookShape.ROWS: _rows,
    HookShape.FUNCTION: _function,
}
