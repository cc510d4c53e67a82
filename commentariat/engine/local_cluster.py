"""A cluster of Dask that is begun on this machine, for one run and nothing else."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any, Final

_CALM: Final = {
    # People look at none of these where a cluster lives as long as one build, and they
    # cost a twentieth of a processor.
    "distributed.admin.system-monitor.interval": "10s",
    "distributed.admin.tick.interval": "1s",
    "distributed.scheduler.active-memory-manager.start": False,
    "distributed.scheduler.work-stealing-interval": "1s",
    "distributed.worker.memory.monitor-interval": "10s",
    "distributed.worker.profile.enabled": False,
    # Sets are ordered otherwise in each process, as in those begun without Dask: what
    # depends on their order is found by `verify`.
    "distributed.nanny.pre-spawn-environ": {"PYTHONHASHSEED": "random"},
}
_CLOSING: Final = 5  # seconds


def begin_cluster(workers: int, ending: ExitStack) -> Any:
    """
    Begin a cluster of so many *workers*; give its client, which *ending* closes with it.

    Ctrl-C in this second or two counts once all is there, so that it can be ended.
    """
    import dask.config
    from distributed import Client, LocalCluster

    with _interrupts_later(), dask.config.set(_CALM):
        cluster = LocalCluster(
            n_workers=workers, threads_per_worker=1, processes=True,
            host="127.0.0.1", dashboard_address="127.0.0.1:0", memory_limit=0,
            silence_logs=logging.CRITICAL,
        )  # fmt: skip
        ending.callback(close_quietly, cluster, _CLOSING)
        client = Client(cluster, set_as_default=False, timeout=10)
        ending.callback(close_quietly, client, 2)
    return client


@contextmanager
def _interrupts_later() -> Iterator[None]:
    """
    Let Ctrl-C wait, and begin processes that leave it to this one.

    They have the mask of the thread that begins them, which has it of the one that began
    it, and so on up to this.
    """
    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Whoever begins this process of the standard library takes the mask away.
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def close_quietly(one: Any, seconds: float) -> None:
    """Close a cluster or a client; whatever is against that, nobody needs it any more."""
    with suppress(Exception):
        one.close(timeout=seconds)
