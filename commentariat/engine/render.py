"""Pages become bytes: views into templates, bodies into HTML, in any process."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import Protocol

import msgspec
from markupsafe import Markup

from commentariat.archive.text import digest_text, normalize_line_ends
from commentariat.disk import read_steady
from commentariat.engine import store
from commentariat.engine.bodies import BodyIndex, BodyPlace, PackedBodies
from commentariat.engine.copies import FOLDER as COPIES
from commentariat.engine.copies import make_copies
from commentariat.engine.executors import Executor, InProcess, in_batches, shares_memory
from commentariat.engine.fragments import FUNCTION, Fragments
from commentariat.engine.markup import place_links, to_html
from commentariat.engine.plan import NEW, Step
from commentariat.engine.statics import StaticError, make_static
from commentariat.engine.templates import (
    TemplateSource,
    make_environment,
    run_problem,
)
from commentariat.errors import Problem
from commentariat.site import views
from commentariat.site.feeds import json_feed
from commentariat.site.page import COPY, Body, Page, StaticFile
from commentariat.site.views import SiteView, View

MANY = 64  # pages from which on processes are worth beginning
MANY_PICTURES = 4  # likewise; to copy one takes as long as many pages
_BATCH = 64
_MOST_KIN = 512  # pages in a batch of those that show the same articles
CANNOT_WRITE = "cannot be written: "
"""How the problem of an output begins that the disk did not take."""
NONE_LOST: tuple[str, ...] = ()


class RenderContext(msgspec.Struct, frozen=True):
    """All that rendering needs besides the pages; it goes to every process."""

    site: str
    """Folder of the site."""
    output: str
    """Folder that is written."""
    cache: str
    view: SiteView
    templates: dict[str, TemplateSource]
    is_dry: bool = False
    """Only find problems: nothing is written but the memory."""


class RenderTask(msgspec.Struct, frozen=True):
    """One page or file to be made, in a form that any process can take."""

    number: int
    """Of its step in the plan."""
    output: str
    template: str = ""
    """Name of the template, or empty for a file that is copied."""
    view: bytes = b""
    """Encoded view; empty where the process has the page in memory."""
    kind: str = ""
    """Name of the view's class."""
    body: Body | None = None
    place: BodyPlace | None = None
    """Where the converted body is kept."""
    file: StaticFile | None = None
    """The file that is copied, or from which the output is made."""
    is_new: bool = False
    """Whether no build made the output before."""


class RenderResult(msgspec.Struct, frozen=True):
    """What became of a task."""

    number: int
    written: store.StagedOutput | None
    problems: tuple[Problem, ...]
    key: str = ""
    place: BodyPlace | None = None
    """Where the body with this key was put; None where it was kept already."""
    made_from: str = ""
    """Digest of what a file was made from."""
    parts: tuple[str, ...] | None = None
    """Digests of the page's parts, where only the process that made it knows them."""


class RenderedPage(msgspec.Struct, frozen=True):
    """A page as bytes, and what is wrong with it."""

    data: bytes
    """Empty where the template failed; with its links dead where some are lost."""
    problems: tuple[Problem, ...] = ()
    key: str = ""
    place: BodyPlace | None = None
    """Where the body with this key was put; None where it was kept already."""


class BodyCache(Protocol):
    """Where converted bodies are kept."""

    def find(self, key: str, place: BodyPlace | None) -> str | None:
        """Find a converted body by the digest of its Markdown, or at its place."""
        ...

    def keep(self, key: str, html: str) -> BodyPlace | None:
        """Keep a body that was converted; say where, if others are to find it."""
        ...


class RenderJob(msgspec.Struct, frozen=True):
    """All that is to be rendered: what a forked process finds in its memory."""

    context: RenderContext
    steps: Sequence[Step]
    bodies: BodyIndex


_NUMBER = attrgetter("number")
_work: RenderJob | None = None
_renderer: Renderer | None = None


def render_steps(
    context: RenderContext, steps: Sequence[Step], bodies: BodyIndex, executor: Executor
) -> Iterator[RenderResult]:
    """Make every one of *steps*; results come in their order."""
    global _work, _renderer
    chosen = executor if len(steps) >= MANY else InProcess()
    _copy_pictures(context, steps, executor)
    work = _work = RenderJob(context, steps, bodies)
    numbers = _batches(steps)
    try:
        if chosen.workers == 1 or shares_memory():
            done = chosen.map(_render_numbers, numbers)
        else:
            tasks = [[_with_view(work, n) for n in batch] for batch in numbers]
            done = chosen.map(partial(_render_batch, context), tasks)
        yield from sorted(chain.from_iterable(done), key=_NUMBER)
    finally:
        if _renderer is not None:
            _renderer.close()
        _work = _renderer = None


def _copy_pictures(
    context: RenderContext, steps: Sequence[Step], executor: Executor
) -> None:
    """Make the copies that *steps* ask for, an original at a time, in processes."""
    originals: dict[str, list[StaticFile]] = {}
    for step in steps:
        if isinstance(step.page, StaticFile) and step.page.recipe == COPY:
            originals.setdefault(step.page.path, []).append(step.page)
    if originals:
        chosen = executor if len(originals) >= MANY_PICTURES else InProcess()
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


def _task(work: RenderJob, number: int) -> RenderTask:
    step = work.steps[number]
    page, is_new = step.page, step.reason == NEW
    if isinstance(page, StaticFile):
        return RenderTask(number, page.output, file=page, is_new=is_new)
    body = page.body
    place = work.bodies.find(body.key) if body else None
    return RenderTask(
        number, page.output, page.template, body=body, place=place, is_new=is_new
    )


def _with_view(work: RenderJob, number: int) -> RenderTask:
    """A task with the encoded view, for a process that does not have the page."""
    task, page = _task(work, number), work.steps[number].page
    if isinstance(page, StaticFile):
        return task
    view = page.make()
    return msgspec.structs.replace(task, view=_ENCODE(view), kind=type(view).__name__)


_ENCODE = msgspec.msgpack.Encoder().encode


def _render_numbers(numbers: tuple[int, ...]) -> list[RenderResult]:
    """Render steps of the work that this process has in memory."""
    assert _work is not None
    renderer = _renderer_of(_work.context)
    return [renderer.do(_task(_work, number)) for number in numbers]


def _known_parts(number: int) -> tuple[str, ...] | None:
    page = _work.steps[number].page if _work else None
    return page.digests if isinstance(page, Page) else None


def _render_batch(
    context: RenderContext, batch: list[RenderTask]
) -> list[RenderResult]:
    renderer = _renderer_of(context)
    return [renderer.do(task) for task in batch]


def _renderer_of(context: RenderContext) -> Renderer:
    global _renderer
    # What a fork inherits has files open that it must not share.
    if _renderer is None or _renderer.process != os.getpid():
        _renderer = Renderer(context)
    return _renderer


class Renderer:
    """Renders tasks one after the other, keeping templates and packs open."""

    def __init__(self, context: RenderContext, bodies: BodyCache | None = None) -> None:
        self.context = context
        self.process = os.getpid()
        self.environment = make_environment(context.templates)
        self.environment.globals[FUNCTION] = Fragments(self.environment, context.view)
        self.bodies = bodies or PackedBodies(Path(context.cache) / "bodies")
        self.copies = os.path.join(context.cache, COPIES)

    def close(self) -> None:
        """Close the packs that it has opened itself."""
        if isinstance(self.bodies, PackedBodies):
            self.bodies.close()

    def do(self, task: RenderTask) -> RenderResult:
        """Make one output, or say why it cannot be made."""
        try:
            if task.file is not None:
                return self._copy(task, task.file)
            return self._render(task)
        except OSError as fault:
            reason = f"{CANNOT_WRITE}{fault.strerror or fault}"
            return RenderResult(
                task.number, None, (Problem(f"output/{task.output}", 0, reason),)
            )

    def _copy(self, task: RenderTask, file: StaticFile) -> RenderResult:
        try:
            data, made_from = make_static(file, self.copies)
        except StaticError as fault:
            return RenderResult(task.number, None, (fault.problem,))
        if not made_from:
            problem = Problem(file.source, 0, "changed while it was read")
            return RenderResult(task.number, None, (problem,))
        return RenderResult(
            task.number, self._stage(task, data), (), made_from=made_from
        )

    def _stage(self, task: RenderTask, data: bytes) -> store.StagedOutput | None:
        if self.context.is_dry:
            return None
        output = self.context.output
        return store.stage(output, task.output, data, is_new=task.is_new)

    def _render(self, task: RenderTask) -> RenderResult:
        try:
            made = self.make(task.template, self._view(task), task.body, task.place)
        except ChangedError as fault:
            return RenderResult(task.number, None, (fault.problem,))
        written = None if made.problems else self._stage(task, made.data)
        parts = _known_parts(task.number)
        return RenderResult(
            task.number, written, made.problems, made.key, made.place, parts=parts
        )

    def make(
        self,
        template: str,
        view: View,
        body: Body | None,
        place: BodyPlace | None = None,
    ) -> RenderedPage:
        """
        Fill *template* with *view* and the *body* converted.

        Raises:
            ChangedError: the body is no longer what it was when it was planned.
        """
        html, lost, new = "", NONE_LOST, None
        if body is not None:
            html, lost, new = self._body(body, place)
        problems = tuple(self._lost_link(body, target) for target in lost)
        key = body.key if body and new else ""
        try:
            text = self._fill(template, view, html)
        except Exception as fault:  # whatever a template does wrong
            problem = run_problem(fault, self.context.templates, template)
            return RenderedPage(b"", (*problems, problem), key, new)
        return RenderedPage(text.encode("utf-8", "replace"), problems, key, new)

    def _view(self, task: RenderTask) -> View:
        if task.view:
            view: View = msgspec.msgpack.decode(
                task.view, type=getattr(views, task.kind)
            )
            return view
        assert _work is not None
        page = _work.steps[task.number].page
        assert isinstance(page, Page)
        return page.make()

    def _fill(self, template: str, view: View, html: str) -> str:
        if template == "feed.json":
            assert isinstance(view, views.FeedView)
            return json_feed(view)
        found = self.environment.get_template(template)
        return found.render(site=self.context.view, page=view, body=Markup(html))

    def _body(
        self, body: Body, place: BodyPlace | None
    ) -> tuple[str, tuple[str, ...], BodyPlace | None]:
        html = self.bodies.find(body.key, place)
        new = None
        if html is None:
            html = to_html(self._markdown(body))
            new = self.bodies.keep(body.key, html)
        placed, lost = place_links(html, dict(body.links), body.pictures)
        return placed, lost, new

    def _markdown(self, body: Body) -> str:
        markdown = markdown_of(self._text(body))
        if digest_text(markdown) != body.key:
            raise ChangedError(Problem(_source(body), 0, "changed while it was read"))
        return markdown

    def _text(self, body: Body) -> str:
        path = f"{self.context.site}/content/{body.source}"
        try:
            text = read_steady(path).decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as fault:
            raise ChangedError(
                Problem(_source(body), 0, f"cannot be read: {fault}")
            ) from None
        return normalize_line_ends(text)

    def _lost_link(self, body: Body | None, target: str) -> Problem:
        assert body is not None
        lines = self._text(body).split("\n")
        number = next(
            (n for n, line in enumerate(lines, 1) if target in line), body.line
        )
        return Problem(
            _source(body), number, f"no page or file of this site answers {target!r}"
        )


class ChangedError(Exception):
    """A content file is not what it was when its page was planned."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def markdown_of(text: str) -> str:
    """Take the body out of the *text* of a content file that has been judged."""
    closing = text.find("\n---", 3)
    end = text.find("\n", closing + 1)
    return text[end:].strip() if end >= 0 else ""


def _source(body: Body) -> str:
    return f"content/{body.source}"
