"""A limit of processor time: the last net under what is bounded by counting."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

SECONDS: Final = 120.0
"""
Of processor time that converting a body may take at most: the last net.

What is counted ends a body long before, on any machine; where that is not enough, the
build stops with a problem, and never makes something else of the body.
"""
_TIMER: Final = getattr(signal, "ITIMER_VIRTUAL", None)
_AGAIN: Final = 0.25
"""
Seconds of processor time after which work that goes on is told once more.

What is raised while Python runs a destructor or a callback of its garbage collector is
printed and lost, and the work goes on.
"""


class TimeLimitError(Exception):
    """Work that was given up, for it took more processor time than it may."""


class Deadline:
    """The moment, in the processor time of this thread, from which on work is given up."""

    def __init__(self, seconds: float) -> None:
        self._until = time.thread_time() + seconds

    def check(self) -> None:
        """Raise TimeLimitError where it has passed."""
        if time.thread_time() > self._until:
            raise TimeLimitError


@contextmanager
def limit_time(seconds: float) -> Iterator[None]:
    """
    Give up what is done within after so many *seconds* of processor time.

    A regular expression is given up in the middle, too. That can be done where systems
    have timers and signals, in the main thread alone: processes that build have no
    other; elsewhere what is done is to check a `Deadline` itself.

    Raises:
        TimeLimitError: it took longer.
    """
    if _TIMER is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _give_up)
    signal.setitimer(_TIMER, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(_TIMER, 0)
        signal.signal(signal.SIGVTALRM, before)


def _give_up(_number: int, _frame: FrameType | None) -> None:
    raise TimeLimitError
