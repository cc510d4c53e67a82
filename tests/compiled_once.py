"""
Templates compiled once a process where hooks have filters, for tests that build often.

Without them the program keeps what is compiled; with them that is most of a small build.
What becomes of a template follows from its text and names, the words of the language,
and the filters and tests that it names: constants are filtered at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from commentariat.engine import templates, words
from commentariat.engine.closures import Closures, Parts


class _Remembered:
    """A method of an environment that is asked once for the same thing."""

    def __init__(self, make: Callable[..., Any]) -> None:
        self.make = make
        self.made: dict[object, Any] = {}

    def __get__(self, environment: Any, _: type) -> Callable[..., Any]:
        return lambda *args, **named: self(environment, *args, **named)

    def __call__(self, environment: Any, *args: Any, **named: Any) -> Any:
        if not isinstance(args[0], str):
            return self.make(environment, *args, **named)
        used = (_used(one, args[0]) for one in (environment.filters, environment.tests))
        key = (environment.words, *used, args, *sorted(named.items()))
        if key not in self.made:
            self.made[key] = self.make(environment, *args, **named)
        return self.made[key]


def _used(functions: Mapping[str, Any], source: str) -> tuple[tuple[str, Any], ...]:
    """List those of *functions* that *source* may name; the words know theirs."""
    return tuple(
        (name, one)
        for name, one in functions.items()
        if name in source and getattr(one, "__module__", "") != words.__name__
    )


_COMPILE = _Remembered(templates._Environment.compile)
_read = Closures._find
_READ: dict[object, Parts] = {}


def _find(self: Closures, name: str) -> Parts:
    """Read a template once: of all others it is their names that it is held against."""
    known = (self.sources, self._environment.filters, self._environment.tests)
    key = (name, self.sources.get(name), *map(frozenset, known))
    if key not in _READ:
        _READ[key] = _read(self, name)
    return _READ[key]


@contextmanager
def compiled_once() -> Iterator[None]:
    """Let every template be compiled and read once."""
    with (
        patch.object(templates._Environment, "compile", _COMPILE),
        patch.object(Closures, "_find", _find),
    ):
        yield
