"""The plan of a build, carried out."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path

import msgspec

from commentariat.archive.addresses import ADDRESSES
from commentariat.archive.folders import TERM_RULES, TRANSLATIONS
from commentariat.archive.redirects import REDIRECTS
from commentariat.archive.text import digest_file
from commentariat.engine import barred, copies, store
from commentariat.engine.adopt import clear_way
from commentariat.engine.barred import find_barred
from commentariat.engine.cache import COPIES, EXPORTS, empty_folder
from commentariat.engine.ledger import Trace, trusted_hash
from commentariat.engine.markup_rules import rules_of
from commentariat.engine.plan import BuildPlan, Step
from commentariat.engine.render import RenderContext, RenderResult
from commentariat.engine.results import Results
from commentariat.engine.scan import FileStat
from commentariat.engine.steps import render_steps
from commentariat.errors import Problem
from commentariat.pipeline.articles import find_due
from commentariat.pipeline.draft import Draft
from commentariat.pipeline.options import Report, in_order
from commentariat.pipeline.workspace import State, Workspace
from commentariat.site.export_pages import gather_exports
from commentariat.site.namespace import fold_path
from commentariat.site.page import COPY, Page, StaticFile

_MOVED = frozenset({"beside", "apart"})
"""States of what was written and is not where it belongs."""


def carry_out(work: Workspace, draft: Draft) -> Report:
    """
    Render, write and delete what the plan of *draft* says.

    Where something is at fault, and the build is not to go on, the output stays
    as it was.
    """
    plan, options = draft.plan, work.options
    output = str(options.output_folder)
    outputs = [step.page.output for step in plan.render]
    work.states.update({"last": State()})
    for name, entry in work.ledger.entries.items():
        if entry.trace is None:
            store.sweep(output, name)
    barred.clear(output)
    empty_folder(options.cache, EXPORTS)
    work.ledger.own(outputs)
    try:
        options.output_folder.mkdir(parents=True, exist_ok=True)
        if options.adopt:
            clear_way(output, outputs)
        context = msgspec.structs.replace(
            make_context(work, draft),
            barred=find_barred(output, outputs, plan.delete),
        )
        done = render_draft(work, draft, context)
        problems = [*draft.left_out.told(done.problems, draft.site.targets)]
        is_stopping = bool(problems) and not options.keep_going
    except BaseException:
        for name in outputs:
            store.sweep(output, name)
        barred.clear(output)
        raise
    finally:
        empty_folder(options.cache, EXPORTS)
    if is_stopping:
        for name, one in zip(outputs, done, strict=True):
            if one.written is not None:
                store.roll_back(output, name, one.written.state)
        barred.clear(output)
        return report_on(draft, problems=problems, is_done=False)
    if context.barred:
        _delete(output, plan)
    moved: dict[str, FileStat] = {}
    for name, one in zip(outputs, done, strict=True):
        if one.written is not None and one.written.state in _MOVED:
            moved[name] = _put_in_place(output, name, one.written)
    now = time.time_ns()
    if context.barred:
        barred.clear(output)
    else:
        _delete(output, plan)
    rendered: list[str] = []
    equal: list[str] = []
    taken_out: list[str] = []
    converted = work.converted
    for name, one in zip(outputs, done, strict=True):
        converted += one.place is not None
        if one.written is not None:
            rendered.append(name)
            if one.written.state == "same":
                equal.append(name)
        # A clean build would not have it either; what refuses is told of it already.
        elif _is_deleted(output, name):
            taken_out.append(name)
    traces = _traces(plan.render, done, moved, now)
    work.ledger.trust(chain(work.stored.refreshed.items(), traces))
    work.ledger.forget(plan.delete)
    records = draft.loaded.records.values()
    work.bodies.clear_waste(frozenset([record.body_key for record in records]))
    _clear_copies(work, draft)
    return report_on(
        draft,
        problems=problems,
        rendered=tuple(sorted(rendered)),
        equal=frozenset(equal),
        deleted=(*plan.delete, *taken_out),
        converted=converted,
        is_done=True,
    )


def _put_in_place(output: str, name: str, written: store.StagedOutput) -> FileStat:
    is_apart = written.state == "apart"
    return barred.place(output, name) if is_apart else store.commit(output, name)


def _delete(output: str, plan: BuildPlan) -> None:
    """Delete what nobody wants any more, unless it is wanted in other letters."""
    wanted = (step.page.output for step in plan.render)
    named = (*wanted, *plan.keep) if plan.delete else ()
    kept = {fold_path(name): name for name in named}
    for name in plan.delete:
        if not store.is_one_file(output, name, kept.get(fold_path(name), "")):
            store.delete(output, name)


def _is_deleted(output: str, name: str) -> bool:
    """Delete *name*; tell whether there was such a file."""
    there = os.path.lexists(os.path.join(output, name))
    with suppress(OSError):
        store.delete(output, name)
    return there and not os.path.lexists(os.path.join(output, name))


def _traces(
    steps: Iterable[Step], done: Results, moved: Mapping[str, FileStat], now: int
) -> Iterator[tuple[str, Trace]]:
    """Tell what was written, some of it *moved* since, and what it was made from."""
    for step, one in zip(steps, done, strict=True):
        if one.written is not None:
            name = step.page.output
            file = moved.get(name, one.written.file)
            yield name, _trace(step, one, one.written, file, now)


def _trace(
    step: Step, one: RenderResult, written: store.StagedOutput, file: FileStat, now: int
) -> Trace:
    if isinstance(step.page, Page):
        template = step.template
        parts = step.page.digests if one.parts is None else one.parts
    else:  # it may have changed since it was planned: what was written counts
        template, parts = one.made_from, ()
    return Trace(
        template=template,
        parts=parts,
        size=file.size,
        stat_hash=trusted_hash(file, now),
        digest=written.digest,
        reason=step.reason,
    )


def _clear_copies(work: Workspace, draft: Draft) -> None:
    """Let go of pictures' copies that nobody wants, when others were made."""
    steps = (step.page for step in draft.plan.render)
    if any(isinstance(one, StaticFile) and one.recipe == COPY for one in steps):
        wanted = {one.digest for one in draft.statics if one.recipe == COPY}
        copies.clear_waste(work.options.cache / COPIES, wanted)


def make_context(
    work: Workspace, draft: Draft, *, is_dry: bool = False
) -> RenderContext:
    """Gather what rendering needs besides the pages."""
    options = work.options
    return RenderContext(
        site=str(options.site.resolve()),
        output=str(options.output_folder.resolve()),
        cache=str(options.cache.resolve()),
        view=draft.site.view,
        views=draft.site.views,
        templates=draft.templates,
        rules=rules_of(work.settings),
        is_dry=is_dry,
    )


def render_draft(work: Workspace, draft: Draft, context: RenderContext) -> Results:
    """Render what the plan of *draft* asks for, and remember converted bodies."""
    steps = (step.page for step in draft.plan.render)
    gather_exports(draft.site, (one for one in steps if isinstance(one, Page)))
    work.executor.stage = "making pages"
    if len(draft.plan.render) > len(draft.site.archive.articles):
        draft.site.similar.prepare()
    done = render_steps(context, draft.plan.render, work.bodies, work.executor)
    places = {one.key: one.place for one in done if one.place is not None}
    work.bodies.update(places)
    return done


def report_on(
    draft: Draft,
    *,
    problems: Sequence[Problem] = (),
    rendered: tuple[str, ...] = (),
    equal: frozenset[str] = frozenset(),
    deleted: tuple[str, ...] = (),
    converted: int = 0,
    is_done: bool,
) -> Report:
    """Say what became of *draft*."""
    found = (*draft.problems, *problems, *draft.raw_problems)
    return Report(
        articles=len(draft.site.archive.articles),
        pages=len(draft.plan.render) + len(draft.plan.keep),
        rendered=rendered,
        equal=equal,
        kept=len(draft.plan.keep) if is_done else 0,
        deleted=deleted,
        imported=draft.imported,
        united=draft.united,
        is_index_anew=draft.site.search is not None and draft.site.search.is_anew,
        converted=converted,
        problems=in_order(found),
        open_points=in_order((*draft.open_points, *draft.raw_points)),
        held_back=draft.held_back,
        is_done=is_done,
    )


def remember(work: Workspace, draft: Draft, report: Report, inputs: str) -> None:
    """
    Note how a build ended, for the next to see whether anything changed.

    One that came upon a file that was another by then is not noted: once that is again
    what it was, it would look as if nothing had changed.
    """
    if report.problems or not _is_as_planned(work, draft):
        return
    state = State(
        inputs=inputs,
        ended=True,
        due=find_due(draft.loaded.records.values(), work.now),
        since=work.now,
        articles=report.articles,
        open_points=draft.open_points,
        held_back=report.held_back,
        outputs=len(work.ledger.entries),
    )
    if work.settings.has_search and not work.search.keep(work.mark(state)):
        return
    work.states.update({"last": state})


def _is_as_planned(work: Workspace, draft: Draft) -> bool:
    """Tell whether files that were read once more later were still what they were."""
    entries, digests = work.ledger.entries, draft.loaded.all_digests
    files = (one for one in draft.plan.render if isinstance(one.page, StaticFile))
    traces = ((one, entries[one.page.output].trace) for one in files)
    labels = (one.label for one in draft.templates.values())
    read = (
        *labels,
        f"content/{REDIRECTS}",
        f"content/{ADDRESSES}",
        TERM_RULES,
        TRANSLATIONS,
    )
    return all(
        trace and trace.template == one.template for one, trace in traces
    ) and all(
        _digest(work.options.site / one) == digests[one]
        for one in read
        if one in digests
    )


def _digest(path: Path) -> str:
    try:
        return digest_file(str(path))
    except OSError:
        return ""
