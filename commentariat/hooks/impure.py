"""What is another at another time: calls for it, noted while hooks run."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import FrameType
from typing import Any, Final

_NAMES: Final = frozenset((
    "time.time", "time.time_ns", "datetime.now", "datetime.utcnow", "datetime.today",
    "date.today", "posix.urandom", "nt.urandom", "posix.getpid", "nt.getpid",
))  # fmt: skip
"""Functions of C that tell the time, or chance, by module or class."""


class Watched:
    """Watches what is called while it is entered; *labels* are those of hooks."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self.labels = labels
        self.found: tuple[str, int, str] | None = None
        """File, line, and what was called there first."""

    def __enter__(self) -> None:
        self._before = sys.getprofile()
        sys.setprofile(self._note)

    def __exit__(self, *_: object) -> None:
        sys.setprofile(self._before)

    def _note(self, frame: FrameType, event: str, called: Any) -> None:
        if event != "c_call" or self.found:
            return
        name = _name_of(called)
        if name not in _NAMES and not _is_chance(called):
            return
        caller: FrameType | None = frame
        while caller is not None and caller.f_code.co_filename not in self.labels:
            caller = caller.f_back
        if caller is not None:
            label = self.labels[caller.f_code.co_filename]
            self.found = label, caller.f_lineno, name


def _name_of(called: Any) -> str:
    """Name a function of C by its module, or by the class that it is of."""
    owner: Any = getattr(called, "__self__", None)
    name = getattr(called, "__name__", "")
    if isinstance(owner, type) or hasattr(owner, "__spec__"):  # a class, or a module
        return f"{owner.__name__}.{name}"
    return f"{type(owner).__name__}.{name}"


def _is_chance(called: Any) -> bool:
    """Tell whether it is of the one generator that nobody gave a beginning."""
    chance = sys.modules.get("random")
    return chance is not None and getattr(called, "__self__", None) is getattr(
        chance, "_inst", None
    )
