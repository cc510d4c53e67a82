"""
Hooks run: where they fail is told, and so is what takes long, while it does.

What they print goes to where problems go: what a command prints may be read by a
program.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from types import CodeType, FrameType, TracebackType
from typing import Final, ParamSpec, TextIO, TypeVar

import msgspec

from commentariat.errors import Problem, SourceError
from commentariat.hooks.impure import Watched
from commentariat.hooks.model import HookFile
from commentariat.hooks.names import HOOKS_FILE
from commentariat.kinds import Kind

LONG: Final = 5.0
"""Seconds after which a hook that runs is named, and again after twice as many."""
_TIMER: Final = getattr(signal, "ITIMER_REAL", None)

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class HookError(SourceError):
    """A hook that failed: it stops what needs it, whatever that is."""


def told_of(fault: HookError, caller: str) -> Problem:
    """Word a *fault* of hooks, with the place of their *caller*."""
    problem = fault.problems[0]
    kind = problem.message.kind
    if kind in (Kind.HOOK_LABELS, Kind.HOOK_REPAIR):
        *values, _ = problem.message.values
        message = kind.of(*values, caller)
    elif kind is Kind.HOOK_FAILED:
        reason, code = problem.message.values
        message = Kind.HOOK_FAILED_FOR.of(reason, code, caller)
    else:
        return problem
    return msgspec.structs.replace(problem, message=message)


class Runner:
    """Runs the hooks that *file* names; where one fails, that is a `HookError`."""

    def __init__(self, file: HookFile) -> None:
        self.file = file
        self.labels = {f"{file.site}/{label}": label for label in file.labels}
        """Paths of hooks from the site, by those that Python knows them by."""

    def guard(
        self,
        function: Callable[Parameters, Result],
        name: str,
        passed: tuple[type[Exception], ...] = (),
    ) -> Callable[Parameters, Result]:
        """
        Make of *function* one that says where it fails, called *name*.

        What is to be *passed* on is no fault of the hook's.
        """
        place = self.place_of(function, name)

        @wraps(function)
        def run(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
            with self.running(place, passed):
                return function(*args, **kwargs)

        @wraps(function)
        def run_fast(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
            _RUNNING.enter(place)
            try:
                return function(*args, **kwargs)
            except HookError:
                raise
            except (Exception, SystemExit) as fault:
                if isinstance(fault, passed):
                    raise
                raise HookError(self.problem(fault, place)) from fault
            finally:
                _RUNNING.leave()

        return run if self.file.is_strict else run_fast

    @contextmanager
    def running(
        self, place: str, passed: tuple[type[Exception], ...] = ()
    ) -> Iterator[None]:
        """
        Watch over a hook while it runs, *place* telling which it is.

        Raises:
            HookError: it failed, or ended the program.
        """
        _RUNNING.enter(place)
        watched = Watched(self.labels) if self.file.is_strict else None
        try:
            if watched is None:
                yield
            else:
                with watched:
                    yield
        except HookError:
            raise
        except (Exception, SystemExit) as fault:
            if isinstance(fault, passed):
                raise
            raise HookError(self.problem(fault, place)) from fault
        finally:
            _RUNNING.leave()
        if watched is not None and watched.found:
            label, line, what = watched.found
            raise HookError(Problem(label, line, Kind.HOOK_IMPURE.of(what)))

    def place_of(self, function: object, name: str) -> str:
        """Tell where *function* begins, and what it is called."""
        code = getattr(function, "__code__", None)
        line = self.file.lines.get(name.partition("[")[0], 0)
        label = HOOKS_FILE
        if isinstance(code, CodeType) and code.co_filename in self.labels:
            label, line = self.labels[code.co_filename], code.co_firstlineno
        return f"{label}:{line}: {name}"

    def problem(self, fault: BaseException, place: str) -> Problem:
        """Say where in the hooks *fault* was met; at *place*, where that is not known."""
        found = self.find(fault.__traceback__)
        if isinstance(fault, SyntaxError) and fault.filename in self.labels:
            found = self.labels[fault.filename], fault.lineno or 0
        reason = f"{type(fault).__name__}: {fault}" if str(fault) else _name_of(fault)
        if found is None:
            source, number, name = place.split(":", 2)
            message = Kind.HOOK_FAILED.of(reason, name.strip())
            return Problem(source, int(number), message)
        label, line = found
        return Problem(
            label, line, Kind.HOOK_FAILED.of(reason, self._code(label, line))
        )

    def find(self, trace: TracebackType | None) -> tuple[str, int] | None:
        """Find the line of the hooks that was run last, if one was."""
        found = None
        while trace is not None:
            label = self.labels.get(trace.tb_frame.f_code.co_filename)
            found = (label, trace.tb_lineno) if label else found
            trace = trace.tb_next
        return found

    def _code(self, label: str, line: int) -> str:
        import linecache

        linecache.checkcache(f"{self.file.site}/{label}")
        return linecache.getline(f"{self.file.site}/{label}", line).strip()


def _name_of(fault: BaseException) -> str:
    return type(fault).__name__


class _Running:
    """What hooks run at the moment, in every thread of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._began: dict[int, list[tuple[str, float]]] = {}
        """By thread, the innermost last."""
        self._told: dict[int, float] = {}
        """By thread, the seconds of what it runs that were told last."""
        self._stdout: TextIO | None = None
        self._watcher: threading.Thread | None = None
        self._is_busy = threading.Event()
        self._is_armed = False
        """Whether this process is interrupted now and then."""
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._begin_anew)

    def _begin_anew(self) -> None:
        """Take notice that a process begun by fork has no timer of its own."""
        self._is_armed = False

    def enter(self, place: str) -> None:
        """Note that a hook begins."""
        thread = threading.get_ident()
        with self._lock:
            if not self._began:
                self._stdout, sys.stdout = sys.stdout, sys.stderr
            stack = self._began.setdefault(thread, [])
            stack.append((place, time.monotonic()))
        if not self._is_armed and len(stack) == 1:
            self._begin_to_watch()

    def leave(self) -> None:
        """Note that the hook that began last in this thread has ended."""
        thread = threading.get_ident()
        with self._lock:
            stack = self._began[thread]
            stack.pop()
            if not stack:
                del self._began[thread]
                self._told.pop(thread, None)
            if not self._began:
                if self._stdout is not None and sys.stdout is sys.stderr:
                    sys.stdout = self._stdout
                self._stdout = None
                self._is_busy.clear()

    def _begin_to_watch(self) -> None:
        """
        Let this thread be interrupted where systems can, or let another one watch.

        What begins another thread could not fork any more.
        """
        if _has_timer():
            if signal.getsignal(signal.SIGALRM) in (signal.SIG_DFL, _interrupt):
                signal.signal(signal.SIGALRM, _interrupt)
                atexit.unregister(_be_still)
                atexit.register(_be_still)
                signal.setitimer(signal.ITIMER_REAL, LONG / 5, LONG / 5)
                self._is_armed = True
            return
        if self._watcher is None or not self._watcher.is_alive():
            self._watcher = threading.Thread(target=self._watch, daemon=True)
            self._watcher.start()
        self._is_busy.set()

    def _watch(self) -> None:
        while True:
            self._is_busy.wait()
            time.sleep(LONG / 5)
            self.tell_long()

    def interrupt(self) -> None:
        """Look at what runs; where nothing does, be interrupted no more."""
        if self._began:
            self.tell_long()
        else:
            signal.setitimer(signal.ITIMER_REAL, 0)
            self._is_armed = False

    def tell_long(self) -> None:
        """Name every hook that runs for long, on the way that faults are told."""
        now = time.monotonic()
        for thread, stack in list(self._began.items()):
            if not stack:
                continue
            place, began = stack[-1]
            told = self._told.get(thread, 0.0)
            if now - began >= max(LONG, 2 * told):
                self._told[thread] = now - began
                said = f"{place} has been running for {now - began:.0f} s\n"
                sys.stderr.write(said)
                sys.stderr.flush()


_RUNNING = _Running()


def _has_timer() -> bool:
    is_main = threading.current_thread() is threading.main_thread()
    return _TIMER is not None and is_main


def _be_still() -> None:
    """Be interrupted no more: at its end Python lets go of handlers before all else."""
    signal.setitimer(signal.ITIMER_REAL, 0)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    _RUNNING.interrupt()
