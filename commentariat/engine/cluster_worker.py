"""
What workers of a cluster run: jobs with a tool, one at a time in each process.

A worker may live long, and work for one run after the other. What it holds belongs to
a *call*, one use of an executor, and is let go with it.
"""

from __future__ import annotations

import os
import pickle
import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, Final

import msgspec

from commentariat.engine.worker_inputs import Input, first_difference, inputs_here

_MOST_HELD: Final = 4
"""Calls whose tools stay open: those of runs that were killed are never ended."""
_MOST_ENDED: Final = 1000
_MOST_ALIKE: Final = 16


class Call(msgspec.Struct, frozen=True):
    """One use of an executor: what its batches have in common."""

    opener: Callable[[], Any]
    job: Callable[[Any, Any], Any]
    run: str
    """Names the run, and its folder, that every worker must see."""
    site: str
    folder: str
    inputs: tuple[Input, ...]
    """What decides what is made, where the run was begun."""


class UnlikeWorkerError(Exception):
    """A worker that would make something else: what is another there."""

    def __init__(self, here: Input, there: Input) -> None:
        super().__init__(here, there)
        self.here, self.there = here, there


class UnseenFolderError(Exception):
    """A worker that does not see what all have in common."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.folder = folder


class EndedError(Exception):
    """A batch that came after its call had ended."""


_lock = threading.Lock()
"""Tools are of one thread at a time, and hooks and timers of a process."""
_held: OrderedDict[str, tuple[ExitStack, Any, Call]] = OrderedDict()
_ended: OrderedDict[str, None] = OrderedDict()
_alike: OrderedDict[str, None] = OrderedDict()
"""The runs that this process was found to be like."""


def work(name: str, call: bytes, batch: bytes) -> bytes:
    """
    Do the job of the *call* of this *name* on a pickled *batch*; give pickled results.

    Raises:
        UnlikeWorkerError: this process would make something else.
        UnseenFolderError: it does not see the folder of the run.
        EndedError: nobody waits for it any more.
    """
    with _lock:
        if name in _ended:
            raise EndedError(name)
        held = _held.get(name) or _open(name, call)
        _, tool, shared = held
        if not os.path.isdir(shared.folder):  # the run was killed, and another begun
            _close(name)
            raise EndedError(name)
        results = [shared.job(tool, item) for item in pickle.loads(batch)]
        return pickle.dumps(results, pickle.HIGHEST_PROTOCOL)


def _open(name: str, data: bytes) -> tuple[ExitStack, Any, Call]:
    call: Call = pickle.loads(data)
    if call.run not in _alike:
        _compare(call)
        _note(_alike, call.run, _MOST_ALIKE)
    while len(_held) >= _MOST_HELD:
        _held.popitem(last=False)[1][0].close()
    stack = ExitStack()
    held = _held[name] = (stack, stack.enter_context(call.opener()), call)
    return held


def _compare(call: Call) -> None:
    if not os.path.isdir(call.folder):
        raise UnseenFolderError(call.folder)
    found = first_difference(call.inputs, inputs_here(call.site))
    if found is not None:
        raise UnlikeWorkerError(*found)


async def end(name: str) -> None:
    """
    Close the tool of the call of this *name*, once what runs here has ended.

    What comes later of it is not done.
    """
    import asyncio

    await asyncio.to_thread(_end, name)


async def end_runs(folder: str) -> None:
    """Close the tools of all calls of runs that have their folders in *folder*, likewise."""
    import asyncio

    await asyncio.to_thread(_end_runs, folder)


def _end(name: str) -> None:
    with _lock:
        _close(name)


def _end_runs(folder: str) -> None:
    with _lock:
        for name, (_, _, shared) in list(_held.items()):
            if os.path.dirname(shared.folder) == folder:
                _close(name)


def _close(name: str) -> None:
    _note(_ended, name, _MOST_ENDED)
    if name in _held:
        _held.pop(name)[0].close()


def _note(known: OrderedDict[str, None], name: str, most: int) -> None:
    known[name] = None
    while len(known) > most:
        known.popitem(last=False)
