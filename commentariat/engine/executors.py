"""
Where work is done: here, or in processes; elsewhere by `commentariat.engine.dask`.

An executor knows no article. A job is a function of a module, or a `partial` of one;
jobs, items, results and exceptions must survive pickling. What a job needs beyond its
item (folders, settings, packs that are kept open) is a *tool*: it is opened once where
the work is done, by a function that is handed over once. Nothing else is shared, and
workers need have nothing in common but the site's folder.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from functools import cached_property, partial
from itertools import islice
from typing import Any, Final, Protocol, TypeAlias, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Tool = TypeVar("Tool")
_AHEAD: Final = 16
"""Items for each worker that are handed over before what comes first is taken."""
Opener: TypeAlias = Callable[[], AbstractContextManager[Tool]]
"""Opens a tool where it is used, and closes it there once all work is done."""


class Executor(Protocol):
    """Does a job on items; results come in the order of the items."""

    @property
    def workers(self) -> int:
        """How many items are worked on at a time."""
        ...

    @property
    def shares_memory(self) -> bool:
        """
        Whether workers find in memory what there is when they are begun.

        An opener then need not survive pickling, and items may be numbers of what it
        holds.
        """
        ...

    @property
    def scratch(self) -> str | None:
        """A folder that every worker sees, for what is not kept; None for the system's."""
        ...

    def map(
        self, job: Callable[[Item], Result], items: Sequence[Item]
    ) -> Iterator[Result]:
        """Do *job* on every one of *items*."""
        ...

    def map_with(
        self,
        opener: Opener[Tool],
        job: Callable[[Tool, Item], Result],
        items: Sequence[Item],
    ) -> Iterator[Result]:
        """Do *job* on every one of *items*, with a tool that each worker opens once."""
        ...

    def close(self) -> None:
        """Let go of those who work: nothing is asked of them any more."""
        ...


class InProcess:
    """Does everything here, one after the other."""

    workers = 1
    shares_memory = True
    scratch: str | None = None

    def map(
        self, job: Callable[[Item], Result], items: Sequence[Item]
    ) -> Iterator[Result]:
        """Do *job* on every one of *items*."""
        for item in items:
            yield job(item)

    def map_with(
        self,
        opener: Opener[Tool],
        job: Callable[[Tool, Item], Result],
        items: Sequence[Item],
    ) -> Iterator[Result]:
        """Do *job* on every one of *items*, with a tool that is opened once."""
        with opener() as tool:
            for item in items:
                yield job(tool, item)

    def close(self) -> None:
        """There is nobody else."""


class Processes:
    """
    Hands items to *workers* processes, begun anew for each call.

    By fork, a process has the memory of this one as it is at the call; that is left
    alone where other threads run, and on systems where it is not safe.
    """

    scratch: str | None = None

    def __init__(self, workers: int, *, shares_memory: bool) -> None:
        self.workers = workers
        self.shares_memory = shares_memory

    def map(
        self, job: Callable[[Item], Result], items: Sequence[Item]
    ) -> Iterator[Result]:
        """Do *job* on every one of *items*; it is handed over once."""
        return self.map_with(partial(hold, job), call, items)

    def map_with(
        self,
        opener: Opener[Tool],
        job: Callable[[Tool, Item], Result],
        items: Sequence[Item],
    ) -> Iterator[Result]:
        """Do *job* on every one of *items*, with a tool that each process opens once."""
        if len(items) < 2:
            yield from InProcess().map_with(opener, job, items)
            return
        import multiprocessing  # most builds have nothing for processes to do
        from concurrent.futures import ProcessPoolExecutor

        method = "fork" if self.shares_memory else "spawn"
        context = multiprocessing.get_context(method)
        workers = min(self.workers, len(items))
        with ProcessPoolExecutor(workers, context, _begin, (opener,)) as pool:
            left = iter(items)
            futures = deque(
                pool.submit(_do, job, item) for item in islice(left, workers * _AHEAD)
            )
            try:
                while futures:  # let each result go once it is taken
                    result = futures.popleft().result()
                    futures.extend(
                        pool.submit(_do, job, one) for one in islice(left, 1)
                    )
                    yield result
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise

    def close(self) -> None:
        """Processes have ended with each call."""


def hold(
    job: Callable[[Item], Result],
) -> AbstractContextManager[Callable[[Item], Result]]:
    """Make a tool of a *job* that needs none: it is handed over once then."""
    return nullcontext(job)


def call(job: Callable[[Item], Result], item: Item) -> Result:
    """Do a *job* that is a tool itself."""
    return job(item)


class _Worker:
    """What a process was begun for: its tool, opened when it is first used."""

    def __init__(self, opener: Opener[Any]) -> None:
        self._opener = opener

    @cached_property
    def tool(self) -> Any:
        from multiprocessing.util import Finalize

        stack = ExitStack()
        Finalize(None, stack.close, exitpriority=0)
        return stack.enter_context(self._opener())


_worker: _Worker | None = None
"""Of this process, if it was begun by an executor."""


def _begin(opener: Opener[Any]) -> None:
    """
    Take what is handed over; leave Ctrl-C to the process that began this one.

    That process may end however it likes: this one ends with it.
    """
    global _worker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _worker = _Worker(opener)


def _do(job: Callable[[Any, Item], Result], item: Item) -> Result:
    assert _worker is not None
    return job(_worker.tool, item)


def _end_with_parent() -> None:
    """
    Wait until the process that began this one is gone, however it went.

    A worker left behind would hold what it inherited: the lock of the site.
    """
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def default_workers() -> int:
    """As many processes as there are processors that this one may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def make_executor(workers: int) -> Executor:
    """Work here for one worker, in processes for more."""
    if workers <= 1:
        return InProcess()
    may_fork = sys.platform.startswith("linux") and threading.active_count() == 1
    return Processes(workers, shares_memory=may_fork)
