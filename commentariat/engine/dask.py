"""
Work handed to Dask: a cluster of this machine, or one that runs elsewhere.

Workers have nothing in common with this process but the folder of the site, by the
same path. What a call shares is handed to each once, and what is done on a batch does
not depend on who does it or how often, so that a batch of a worker that died is done
again by another.
"""

from __future__ import annotations

import logging
import os
import pickle
import shutil
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager, suppress
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Final

from commentariat.engine import cluster_worker
from commentariat.engine.cache import RUNS
from commentariat.engine.cluster_worker import (
    Call,
    UnlikeWorkerError,
    UnseenFolderError,
)
from commentariat.engine.executors import (
    InProcess,
    Item,
    Opener,
    Result,
    Tool,
    call,
    hold,
)
from commentariat.engine.local_cluster import begin_cluster, close_quietly
from commentariat.engine.worker_inputs import Input, inputs_here
from commentariat.errors import RefusedError, UsageError

_FEWEST: Final = 3
"""Items from which on they are handed out: fewer are done sooner than handed over."""
_MOST_TOGETHER: Final = 8
"""Items that are handed over as one: a task costs about 3 ms, whatever is in it."""
_TASKS_EACH: Final = 12
"""Tasks a worker should have of a call at least, so that all end at about the same time."""
_AHEAD: Final = 3
"""Tasks a worker has before it, so that it never waits for this process."""
_TRIES: Final = 4
"""Times that work is handed out which was lost with all that was known of it."""
_LOOK: Final = 2.0
"""Seconds between looks at whether there is anybody."""
_FETCH: Final = 15.0
"""Seconds that the result of what is done may take on its way, before it is asked anew."""
_PATIENCE: Final = 30.0
"""Seconds without any worker after which nobody waits longer."""


class DaskExecutor:
    """
    Hands items to the workers of a cluster.

    With no *address*, the cluster is of this machine, with so many *workers*; it begins
    once there is enough to do, and ends with this process.
    """

    shares_memory = False

    def __init__(
        self, site: Path, cache: Path, address: str = "", workers: int = 1
    ) -> None:
        self._site = str(site.resolve())
        self._address = address
        self._wanted = workers
        self._run = os.urandom(16).hex()
        self._folder = cache.resolve() / RUNS / self._run
        self._ending = ExitStack()
        """Ends what was begun, the last first."""

    @property
    def workers(self) -> int:
        """How many items are worked on at a time."""
        return len(self._workers()) if self._address else self._wanted

    @property
    def scratch(self) -> str:
        """A folder that every worker sees, for what is not kept."""
        if not self._folder.is_dir():
            self._ending.callback(_clear, self._folder)
            self._folder.mkdir(parents=True)
        return str(self._folder)

    def settle(self) -> None:
        """
        Wait until workers have ended what they do for runs that are no more.

        Those are the ones of the same cache, which one run has at a time: workers may be
        at work for other sites. A cluster of this machine ends with its run.
        """
        if not self._address:
            return
        with self._working() as client:
            if not all(client.run(_program_probe()).values()):
                raise RefusedError(_no_program(self._where))
            client.run(cluster_worker.end_runs, str(self._folder.parent))

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
        """
        Do *job* on every one of *items*, with a tool that each worker opens once.

        Raises:
            RefusedError: the cluster is gone, or a worker would make something else.
        """
        if len(items) < _FEWEST:
            yield from InProcess().map_with(opener, job, items)
            return
        shared = Call(opener, job, self._run, self._site, self.scratch, self._inputs)
        with self._working() as client:
            yield from _Handed(client, shared, self.workers, self._where).do(items)

    @contextmanager
    def _working(self) -> Iterator[Any]:
        """Give the client; say in words what its library says in many."""
        from distributed import KilledWorker
        from distributed.comm import CommClosedError

        client = self._client
        try:
            yield client
        except UnlikeWorkerError as fault:
            raise RefusedError(_word(fault)) from None
        except UnseenFolderError as fault:
            raise RefusedError(
                f"a worker does not see {fault.folder}; mount the folder of the site there"
            ) from None
        except KilledWorker as fault:
            raise RefusedError(
                f"workers at {self._where} ended again and again at one batch, the "
                f"last at {fault.last_worker}; build with --executor local to see why"
            ) from None
        except (CancelledError, CommClosedError) as fault:
            raise RefusedError(_gone(self._where)) from fault
        except ModuleNotFoundError as fault:
            if (fault.name or "").partition(".")[0] != "commentariat":
                raise
            raise RefusedError(_no_program(self._where)) from None

    def close(self) -> None:
        """End the cluster, where it is of this run, and leave it otherwise."""
        self._ending.close()

    @property
    def _where(self) -> str:
        return self._address or "this machine"

    @cached_property
    def _inputs(self) -> tuple[Input, ...]:
        return inputs_here(self._site)

    def _workers(self) -> dict[str, Any]:
        told: dict[str, Any] = self._client.scheduler_info(n_workers=-1)
        found: dict[str, Any] = told.get("workers", {})
        if not told:  # nothing is told by one that is gone
            raise RefusedError(_gone(self._where))
        return found

    @cached_property
    def _client(self) -> Any:
        try:
            from distributed import Client
        except ImportError:
            raise UsageError(
                "expected Dask to work with, found none; install it with "
                "pip install 'commentariat[dask]', or leave --executor out"
            ) from None
        _be_quiet()
        if not self._address:
            return begin_cluster(self._wanted, self._ending)
        try:
            client = Client(self._address, set_as_default=False, timeout=10)
            self._ending.callback(close_quietly, client, 2)
        except (OSError, ValueError) as fault:
            raise RefusedError(
                f"no scheduler answers at {self._address}; begin one with "
                "`dask scheduler`, and workers with `dask worker ADDRESS`"
            ) from fault
        if not client.scheduler_info(n_workers=-1).get("workers"):
            with suppress(Exception):
                client.wait_for_workers(1, timeout=_PATIENCE)
        return client


class _Handed:
    """The batches of one call, on their way."""

    def __init__(self, client: Any, call: Call, workers: int, where: str) -> None:
        self._client = client
        self._name = os.urandom(16).hex()
        self._call = pickle.dumps(call, pickle.HIGHEST_PROTOCOL)
        self._workers = max(1, workers)
        self._where = where
        self._tries = 0
        self._shared = self._scatter()
        self._waiting: deque[tuple[int, bytes, Any]] = deque()
        """Number, pickled batch and future of what is not done, in order."""

    def do(self, items: Sequence[Item]) -> Iterator[Any]:
        """Give the results of all *items*, in their order."""
        share = len(items) // (self._workers * _TASKS_EACH)
        size = max(1, min(_MOST_TOGETHER, share))
        starts = iter(range(0, len(items), size))
        try:
            while True:
                while len(self._waiting) < self._workers * _AHEAD:
                    start = next(starts, None)
                    if start is None:
                        break
                    self._hand(start, items[start : start + size])
                if not self._waiting:
                    return
                yield from self._take()
        finally:
            self._let_go()

    def _hand(self, number: int, batch: Sequence[Any]) -> None:
        data = pickle.dumps(list(batch), pickle.HIGHEST_PROTOCOL)
        self._waiting.append((number, data, self._submit(number, data)))

    def _submit(self, number: int, data: bytes) -> Any:
        return self._client.submit(
            cluster_worker.work, self._name, self._shared, data,
            key=f"commentariat-{self._name}-{number}-{self._tries}", pure=False,
        )  # fmt: skip

    def _scatter(self) -> Any:
        return self._client.scatter(self._call, broadcast=True, hash=False)

    def _take(self) -> list[Any]:
        """Take the results of the first batch."""
        while True:
            try:
                done = self._result(self._waiting[0][2])
            except CancelledError:
                # All workers that had what is shared are gone, or the scheduler is.
                self._tries += 1
                if self._tries >= _TRIES or self._client.status != "running":
                    raise
                self._shared = self._scatter()
                self._waiting = deque(
                    (number, data, self._submit(number, data))
                    for number, data, _ in self._waiting
                )
                continue
            self._waiting.popleft()
            results: list[Any] = pickle.loads(done)
            return results

    def _result(self, future: Any) -> bytes:
        from distributed import wait

        waited = 0.0
        while True:
            try:
                with self._client.as_current():  # it looks for one, and there are none
                    wait([future], timeout=_LOOK)
                done: bytes = future.result(timeout=_FETCH)
                return done
            except (TimeoutError, UnboundLocalError):  # as the library ends a late one
                if future.status == "error":
                    raise  # what was asked of it took too long, as reading a file may
                if self._client.status != "running":
                    raise CancelledError from None
                waited = 0.0 if self._has_workers() else waited + _LOOK
                if waited >= _PATIENCE:
                    raise RefusedError(
                        f"no worker has come to {self._where} for {_PATIENCE:.0f} s; "
                        "begin one with `dask worker ADDRESS`, and then again"
                    ) from None

    def _has_workers(self) -> bool:
        return bool(self._client.scheduler_info(n_workers=-1).get("workers"))

    def _let_go(self) -> None:
        """Leave no work behind: what is begun is waited for, the rest is not done."""
        if self._client.status != "running":
            return
        with suppress(Exception):  # whoever cannot be told has nothing to let go
            self._client.cancel([future for _, _, future in self._waiting], force=True)
        with suppress(Exception):
            self._client.run(cluster_worker.end, self._name)


def _word(fault: UnlikeWorkerError) -> str:
    here, there = fault.here.version, fault.there.version
    told = f" ({there or 'none'}, not {here})" if here else ""
    return (
        f"a worker has another version of {fault.here.name}{told}; give it the same as "
        "here, and begin it anew"
    )


def _gone(where: str) -> str:
    return f"the scheduler at {where} is gone; begin again, and what is done already is kept"


def _no_program(where: str) -> str:
    return f"a worker at {where} does not have this program; install the same version there"


def _program_probe() -> Callable[[], bool]:
    """Make what asks a worker whether it has the program, and needs none of it there."""

    def has_program() -> bool:  # handed over with its code, for it has no name outside
        from importlib.util import find_spec

        try:
            return find_spec("commentariat.engine.cluster_worker") is not None
        except ModuleNotFoundError:
            return False

    return has_program


def _be_quiet() -> None:
    """
    Let the library say nothing of workers that come and go, nor of how large batches are.

    What matters is told here.
    """
    import dask.config

    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TB"})
    for name in list(logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logger = logging.getLogger(name)  # each may have a handler of its own
            logger.handlers, logger.propagate = [logging.NullHandler()], False


def _clear(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):
        os.rmdir(folder.parent)
