"""Steps of a plan handed to those who render them."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from typing import Any, TypeAlias

import msgspec

from commentariat.batches import Lazily, in_batches
from commentariat.engine.bodies import BodyIndex
from commentariat.engine.cache import COPIES
from commentariat.engine.copies import make_copies
from commentariat.engine.executors import Executor, InProcess
from commentariat.engine.plan import NEW, Step
from commentariat.engine.render import (
    RenderContext,
    Renderer,
    RenderResult,
    RenderTask,
    encode_view,
)
from commentariat.engine.results import Packed, Results, pack
from commentariat.site.page import COPY, Page, StaticFile

_MANY = 64  # pages from which on processes are worth beginning
_MANY_PICTURES = 4  # likewise; to copy one takes as long as many pages
_BATCH = 64
_MOST_KIN = 512  # pages in a batch of those that show the same articles


class RenderJob(msgspec.Struct, frozen=True):
    """All that is to be rendered; it stays where the pages are in memory."""

    context: RenderContext
    steps: Sequence[Step]
    bodies: BodyIndex

    def task(self, number: int) -> RenderTask:
        """Make the task of a step."""
        step = self.steps[number]
        page, is_new = step.page, step.reason == NEW
        if isinstance(page, StaticFile):
            return RenderTask(number, page.output, file=page, is_new=is_new)
        find, body = self.bodies.find, page.body
        return RenderTask(
            number,
            page.output,
            page.template,
            body=body,
            place=find(body.key) if body else None,
            entries=tuple([(one, find(one.key)) for one in page.entries]),
            texts=page.texts,
            is_new=is_new,
            language=page.language,
            edition=page.edition,
        )

    def page(self, number: int) -> Page | None:
        """Give the page of a step; None where it is of a file."""
        page = self.steps[number].page
        return page if isinstance(page, Page) else None


def render_steps(
    context: RenderContext, steps: Sequence[Step], bodies: BodyIndex, executor: Executor
) -> Results:
    """Make every one of *steps*."""
    chosen = executor if _is_shared(steps, executor) else InProcess()
    _copy_pictures(context, steps, executor)
    job = RenderJob(context, steps, bodies)
    numbers = _batches(steps)
    if chosen.shares_memory:
        done = chosen.map_with(partial(_open_job, job), _do_all, numbers)
    else:
        tasks = Lazily(partial(_with_views, job), numbers)
        done = chosen.map_with(partial(_open_renderer, context), _do_all, tasks)
    return Results(len(steps), chain.from_iterable(done))


def _is_shared(steps: Sequence[Step], executor: Executor) -> bool:
    """Tell whether processes are worth beginning for *steps*."""
    pages = [one.page for one in steps if isinstance(one.page, Page)]
    made = sum(1 for page in pages if page.is_made)
    slow = sum(1 for page in pages if page.is_slow)
    # Without memory in common slow pages are made by this one, whoever writes them.
    return len(steps) - made >= _MANY or (slow > 1 and executor.shares_memory)


def _copy_pictures(
    context: RenderContext, steps: Sequence[Step], executor: Executor
) -> None:
    """Make the copies that *steps* ask for, an original at a time, in processes."""
    originals: dict[str, list[StaticFile]] = {}
    for step in steps:
        if isinstance(step.page, StaticFile) and step.page.recipe == COPY:
            originals.setdefault(step.page.path, []).append(step.page)
    if originals:
        chosen = executor if len(originals) >= _MANY_PICTURES else InProcess()
        job = partial(make_copies, os.path.join(context.cache, COPIES))
        deque(chosen.map(job, [tuple(files) for files in originals.values()]), 0)


def _batches(steps: Sequence[Step]) -> list[tuple[int, ...]]:
    """
    Put the numbers of *steps* together as one process is best to make them.

    Pages that show the same articles stay together, so that what they show alike is
    rendered once. The larger batches come first, and those of articles last: they are
    small and alike, so that all processes end at about the same time.
    """
    by_kin: dict[str, list[int]] = {}
    for number, step in enumerate(steps):
        kin = step.page.kin if isinstance(step.page, Page) else ""
        by_kin.setdefault(kin, []).append(number)
    others = by_kin.pop("", [])[::-1]
    kin_batches = [in_batches(found, _MOST_KIN) for found in by_kin.values()]
    return [*chain.from_iterable(kin_batches), *in_batches(others, _BATCH)]


def _with_views(job: RenderJob, batch: tuple[int, ...]) -> tuple[RenderTask, ...]:
    return tuple([_with_view(job, number) for number in batch])


def _with_view(job: RenderJob, number: int) -> RenderTask:
    """Make a task for a process that does not have the page."""
    task, page = job.task(number), job.page(number)
    if page is None:
        return task
    return msgspec.structs.replace(task, view=encode_view(page.make()))


_Do: TypeAlias = Callable[[tuple[Any, ...]], list[RenderResult]]


@contextmanager
def _open_job(job: RenderJob) -> Iterator[_Do]:
    with Renderer(job.context) as renderer:
        yield lambda numbers: renderer.do_all(
            [(job.task(number), job.page(number)) for number in numbers]
        )


@contextmanager
def _open_renderer(context: RenderContext) -> Iterator[_Do]:
    with Renderer(context) as renderer:
        yield lambda tasks: renderer.do_all([(task, None) for task in tasks])


def _do_all(do: _Do, batch: tuple[Any, ...]) -> list[tuple[int, Packed]]:
    """Do *batch* in parts that are in memory at once."""
    return [pack(one) for part in in_batches(batch, _BATCH) for one in do(part)]
