"""
Where work is done: here, or in processes; later, on an engine that exists.

An executor knows no article. A job is a function of a module (or a `partial` of
one) and takes one item; items, results and exceptions must survive pickling.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Executor(Protocol):
    """Maps a job over items; results come in the order of the items."""

    workers: int

    def map(
        self, job: Callable[[Item], Result], items: Sequence[Item]
    ) -> Iterator[Result]:
        """Do *job* on every one of *items*."""
        ...


class InProcess:
    """Does everything here, one after the other."""

    workers = 1

    def map(
        self, job: Callable[[Item], Result], items: Sequence[Item]
    ) -> Iterator[Result]:
        """Do *job* on every one of *items*."""
        return map(job, items)


class Processes:
    """
    Hands items to *workers* processes, begun anew for each call.

    A process begun by fork has the memory of this one as it is at the call, so a
    job may find there what it needs (`shares_memory`); fork is left alone where
    other threads run, and on systems where it is not safe.
    """

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def map(
        self, job: Callable[[Item], Result], items: Sequence[Item]
    ) -> Iterator[Result]:
        """Do *job* on every one of *items*."""
        if len(items) < 2:
            yield from map(job, items)
            return
        import multiprocessing  # most builds have nothing for processes to do
        from concurrent.futures import ProcessPoolExecutor

        method = "fork" if shares_memory() else "spawn"
        context = multiprocessing.get_context(method)
        workers = min(self.workers, len(items))
        with ProcessPoolExecutor(workers, context, initializer=_begin) as pool:
            futures = deque(pool.submit(job, item) for item in items)
            try:
                while futures:  # let each result go once it is taken
                    yield futures.popleft().result()
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise


def shares_memory() -> bool:
    """Tell whether processes may be begun by fork."""
    return sys.platform.startswith("linux") and threading.active_count() == 1


def _begin() -> None:
    """Leave Ctrl-C to the process that began this one, and end when it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


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
    return InProcess() if workers <= 1 else Processes(workers)


def in_batches(items: Sequence[Item], size: int) -> list[tuple[Item, ...]]:
    """Cut *items* into runs of at most *size*."""
    run = iter(items)
    return list(iter(lambda: tuple(islice(run, size)), ()))
