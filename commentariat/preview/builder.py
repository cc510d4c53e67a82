"""The thread that brings the site up to date, burst by burst."""

from __future__ import annotations

import asyncio
import gc
import math
import os
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Protocol

from commentariat.disk import is_shortage
from commentariat.errors import Problem
from commentariat.kinds import Kind
from commentariat.preview.epoch import Epoch, PreviewSite, StaleError
from commentariat.preview.hints import Burst, Hints
from commentariat.preview.paths import Found, resolve
from commentariat.preview.stage import Stage

HEAL = 45.0
"""Seconds after which the files are looked at without an event."""
_AGAIN = 0.3
"""Seconds after which something is tried again that waits for another process."""
_LATER = 1.0
"""Seconds after which something is tried again that the system refused."""
_SPARE = 4
"""Files that must be had besides those that are open, or pages cannot be read."""
_BATCH = 0.02
"""Seconds of checking without looking up; as long a rest follows."""
_SHARE = 10
"""What cannot be watched is looked at for one part in this many of the time."""
_FEW = 1_000
"""Outputs of the first state that are checked; of more only those asked for are."""


class Listener(Protocol):
    """Is told what the builder does, in the builder's thread."""

    def opened(self, epoch: Epoch, seconds: float) -> None:
        """The site has been read."""
        ...

    def rebuilt(self, epoch: Epoch, seconds: float) -> None:
        """Another state is served."""
        ...

    def found(self, problems: tuple[Problem, ...]) -> None:
        """These are all problems now; they were others before."""
        ...

    def failed(self, fault: Exception) -> None:
        """The program has a fault of its own."""
        ...


class Watcher(Protocol):
    """Notes what may have changed; see `commentariat.preview.watch`."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What cannot be watched."""
        ...

    def catch_up(self) -> None:
        """Watch what has come since, before it is looked at."""
        ...

    def compare(self) -> None:
        """Note what changed without an event."""
        ...


class Builder(threading.Thread):
    """
    Opens the *site*, then takes burst after burst and publishes what comes of it.

    In between it renders what has changed, to find what is wrong with it before
    somebody asks; that waits as soon as something changes again.
    """

    def __init__(
        self,
        site: PreviewSite,
        hints: Hints,
        stage: Stage,
        listener: Listener,
        watch: Watcher,
        loop: asyncio.AbstractEventLoop,
        heal: float = HEAL,
    ) -> None:
        super().__init__(name="builder", daemon=True)
        self.site = site
        self.hints = hints
        self.stage = stage
        self.listener = listener
        self.watch = watch
        self.loop = loop
        self.heal = heal
        self._pause = heal
        """Seconds between two looks at the files without an event."""
        self._epoch: Epoch | None = None
        self._upto = 0
        """How many hints the epoch has taken in."""
        self._checks: deque[str] = deque()
        self._problems: tuple[Problem, ...] = ()
        self._extra: tuple[Problem, ...] = ()
        self._is_refused = False
        """Whether the system refused something: all is looked at again once it can be."""
        self._due_done: float | None = None
        """When last something fell due that was looked at."""

    def run(self) -> None:
        """Work until the hints are closed."""
        self._build(Burst(None, self.hints.noted))
        compared = time.monotonic()
        while not self.hints.is_closed:
            left = compared + self._pause - time.monotonic()
            burst = self.hints.take(self._patience(left))
            if burst is not None:
                self._build(burst)
            elif self._is_refused:
                if has_spare_files():
                    self._build(Burst(None, self._upto))
            elif self._is_waiting():
                self._build(Burst(frozenset(), self._upto))
            elif self._falls_due() <= 0:
                self._due_done = self._epoch.due if self._epoch else None
                self._build(Burst(frozenset(), self._upto))
            elif self._checks:
                self._check()
            elif left <= 0:
                self._compare()
                compared = time.monotonic()

    def _compare(self) -> None:
        """Look at the files without an event, and at what could not be watched."""
        unwatched = self.watch.problems
        began = time.monotonic()
        self.watch.compare()
        if self.watch.problems:
            self._pause = max(_LATER, _SHARE * (time.monotonic() - began))
        else:
            self._pause = self.heal
        if self.watch.problems != unwatched:
            self._build(Burst(frozenset(), self._upto))

    def _patience(self, left: float) -> float:
        if self._is_refused:
            return _LATER
        if self._is_waiting():
            return _AGAIN
        return _BATCH if self._checks else max(0.0, min(left, self._falls_due()))

    def _falls_due(self) -> float:
        """Tell in how many seconds the site is another by itself."""
        due = self._epoch.due if self._epoch else None
        return math.inf if due in (None, self._due_done) else due - time.time()

    def _is_waiting(self) -> bool:
        return self._epoch is not None and self._epoch.is_waiting

    # --- building ---------------------------------------------------------------------

    def _build(self, burst: Burst) -> None:
        began = time.perf_counter()
        old, self._upto = self._epoch, burst.upto
        paths = None if self._is_refused else burst.paths
        try:
            self.watch.catch_up()
            if old is None:
                epoch = self.site.open(self._show_progress)
            else:
                epoch = self.site.update(paths)
            self.watch.catch_up()  # what is watched may follow from what was read
            self._extra = self.watch.problems
            self._is_refused = not has_spare_files()
            if self._is_refused:
                self._extra = (*self._extra, Problem(".", 0, Kind.NO_SPARE_FILES.of()))
        except Exception as fault:  # a fault of ours: the server outlives it
            self._is_refused = isinstance(fault, OSError)
            if old is not None and isinstance(fault, OSError) and is_shortage(fault):
                self._extra = (Problem(".", 0, Kind.NO_SPARE_FILES.of()),)
                self._publish(old)
                self._tell_problems()
            else:
                self._fail(fault)
            return
        if self._extra and self.watch.problems:
            self._pause = _LATER
        self._epoch = epoch
        self._publish(epoch)
        if epoch is old:
            self._tell_problems()
            return
        seconds = time.perf_counter() - began
        if old is None:
            gc.collect()
            gc.freeze()  # the archive stays: it need not be looked through again
            self.listener.opened(epoch, seconds)
        else:
            self.listener.rebuilt(epoch, seconds)
        self._tell_problems()
        self._plan_checks(epoch, is_first=old is None)

    def _plan_checks(self, epoch: Epoch, *, is_first: bool) -> None:
        """Put what changed before what is still to be checked."""
        if is_first and len(epoch.changed) > _FEW:
            return
        left = [output for output in self._checks if output not in epoch.changed]
        self._checks = deque((*sorted(epoch.changed), *left))

    def _fail(self, fault: Exception) -> None:
        message = Kind.PREVIEW_FAILED.of(f"{type(fault).__name__}: {fault}")
        before, self._extra = self._extra, (Problem(".", 0, message),)
        if self._extra == before:
            return  # tried again, and refused again
        self.listener.failed(fault)
        if self._epoch is None:
            self._show_progress(str(message), 0, 0)
        else:
            self._publish(self._epoch)

    def _publish(self, epoch: Epoch) -> None:
        store = self.stage.store
        store.enter(epoch)
        for path in self.stage.open_paths():
            way = resolve(path, epoch.base, epoch.has)
            if isinstance(way, Found):
                self._render(way.output)
        self._call(self.stage.publish, epoch, self._upto, self._extra)

    def _show_progress(self, stage: str, done: int, total: int) -> None:
        self._call(self.stage.show_progress, stage, done, total)

    def _call(self, what: Callable[..., None], *arguments: object) -> None:
        try:
            self.loop.call_soon_threadsafe(what, *arguments)
        except RuntimeError:
            self.hints.close()  # the loop is closed: the server has ended

    # --- checking -----------------------------------------------------------------------

    def _check(self) -> None:
        """Render a few of the outputs that are to be checked."""
        deadline = time.perf_counter() + _BATCH
        while self._checks and time.perf_counter() < deadline:
            self._render(self._checks.popleft())
        if self._tell_problems():
            self._call(self.stage.publish_faults)

    def _render(self, output: str) -> None:
        assert self._epoch is not None
        try:
            self.stage.store.get(self._epoch, output)
        except StaleError as fault:
            self.hints.note(str(fault))
        except Exception as fault:
            self.listener.failed(fault)

    def _tell_problems(self) -> bool:
        """Tell the listener of the problems, where they are others than before."""
        assert self._epoch is not None
        found = {*self._epoch.problems, *self.stage.store.faults(), *self._extra}
        problems = tuple(sorted(found))
        if problems == self._problems:
            return False
        self._problems = problems
        self.listener.found(problems)
        return True


def has_spare_files() -> bool:
    """Tell whether a few more files can be opened."""
    opened: list[int] = []
    try:
        for _ in range(_SPARE):
            opened.append(os.open(os.devnull, os.O_RDONLY))
    except OSError:
        return False
    finally:
        for file in opened:
            os.close(file)
    return True
