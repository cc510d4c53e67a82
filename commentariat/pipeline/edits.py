"""A build after edits of a few articles: planned at the price of what they touch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

import msgspec

from commentariat.archive.model import Article
from commentariat.engine.closures import Closures
from commentariat.engine.ledger import Entry
from commentariat.engine.plan import BuildPlan, Step, why_render
from commentariat.engine.sources import Loaded
from commentariat.engine.template_files import find_templates
from commentariat.pipeline.articles import changes_of, count_held_back, made_from
from commentariat.pipeline.body_points import revise_body_points
from commentariat.pipeline.draft import (
    Draft,
    Frame,
    exporter_of,
    frame_site,
    list_pages,
)
from commentariat.pipeline.memory import digest_inputs, has_ended, is_whole
from commentariat.pipeline.workspace import Workspace
from commentariat.site.families import LATE, OF_LATE, touched_pages
from commentariat.site.family import Exchange
from commentariat.site.page import Page
from commentariat.site.planning import plan_edit

_MANY = 100  # edits at once, from which on all may as well be planned


class Touched(msgspec.Struct, frozen=True):
    """The pages that edits touch, and the outputs that are no more."""

    before: list[Page]
    """Those that the last build made, as it made them."""
    pages: list[Page]
    gone: frozenset[str]


def draft_edits(work: Workspace, loaded: Loaded) -> Draft | None:
    """
    Draft the build after such edits alone; None where anything else may be another.

    The last build must have ended, and been of what is there now but for the edited
    files as they were remembered. Its site is made once more, and revised: a page that
    this does not touch is made of what it was made of, and need not be planned.
    """
    before = _before(loaded)
    if before is None:
        return None
    inputs = digest_inputs(work.options, work.settings, before.all_digests)
    if not has_ended(work, inputs) or not is_whole(work):
        return None
    frame = frame_site(
        work.options,
        work.settings,
        before,
        work.executor,
        work.search,
        exporter_of(work),
    )
    if work.settings.has_search:
        for one in frame.site.editions:
            one.indexed = one.search.remembered() if one.search else None
    touched = _touched(work, frame, loaded)
    if frame.problems or touched is None:
        return None
    templates = find_templates(work.options.site)
    closure_of = _closure_of(
        touched.before,
        work.ledger.entries,
        lambda: Closures(templates, work.settings.hooks),
    )
    ledger, check = work.ledger.entries, work.stored.check
    steps = []
    for page in touched.pages:
        template = closure_of(page.template)
        reason = why_render(page, template, ledger, check)
        if reason:
            steps.append(Step(page, template, reason))
    written = {step.page.output for step in steps}
    kept = tuple(o for o in ledger if o not in written and o not in touched.gone)
    return Draft(
        site=frame.site,
        loaded=loaded,
        pages=touched.pages,
        statics=[*frame.statics, *frame.copies],
        templates=templates,
        plan=BuildPlan(tuple(steps), kept, tuple(sorted(touched.gone))),
        closure_of=closure_of,
        problems=(),
        raw_problems=(),
        open_points=revise_body_points(
            work.state.open_points,
            loaded.before,
            loaded.records,
            frame.site,
            work.options,
            work.now,
        ),
        raw_points=(),
        imported=(),
        united={},
        left_out=frame.left_out,
        held_back=count_held_back(loaded.records.values(), work.options, work.now),
    )


def _before(loaded: Loaded) -> Loaded | None:
    """Tell what there was before a few articles changed; None where more than that did."""
    if loaded.problems or not 0 < len(loaded.before) < _MANY:
        return None
    records, digests = dict(loaded.records), dict(loaded.all_digests)
    for path, old in loaded.before.items():
        new = records.pop(path, None)
        digests.pop(path, None)
        if not all(isinstance(one, Article) for one in (old, new) if one is not None):
            return None
        if old is not None:
            records[path], digests[path] = old, old.digest
    changed = [loaded.records.get(path) for path in loaded.before]
    if made_from(changed) != made_from(loaded.before.values()):
        return None  # there is something to import
    return msgspec.structs.replace(loaded, records=records, all_digests=digests)


def _touched(work: Workspace, frame: Frame, loaded: Loaded) -> Touched | None:
    """Revise the site, and find what that touches; None where only a new one can tell."""
    site = frame.site
    pairs = ((old, loaded.records.get(path)) for path, old in loaded.before.items())
    changes = changes_of(pairs, work.options, work.now, site.archive.ruling)
    edit = None if changes is None else plan_edit(site, changes)
    before = touched_pages(site, edit) if edit else None
    if edit is None or before is None:
        return None
    site.revise(edit)
    after = touched_pages(site, edit)
    if after is None:
        return None
    exchange = Exchange(edit, before, after)
    pages, gone = list(exchange.after.values()), exchange.gone
    if exchange.come or any(one.is_touched(site, exchange) for one in LATE):
        listed = list_pages(work.options, frame)
        asked = {one for one in work.state.open_points if one.message.name in OF_LATE}
        if listed.problems or asked != {*listed.open_points}:
            return None  # what is asked of the whole, all of it tells
        wanted = exchange.after.keys() | listed.late
        pages = [page for page in listed.pages if page.output in wanted]
        files = {file.output for file in (*frame.statics, *frame.copies)}
        outputs = {page.output for page in listed.pages}
        gone = frozenset(work.ledger.entries.keys() - outputs - files)
    return Touched(list(before.values()), pages, gone)


def _closure_of(
    before: Iterable[Page],
    ledger: Mapping[str, Entry],
    parse: Callable[[], Closures],
) -> Callable[[str], str]:
    """
    Digest all that a template is made of, which has not changed since the last build.

    What pages were made of *before* tells it; to parse all templates takes far longer.
    """
    entries = ((page.template, ledger.get(page.output)) for page in before)
    known = {name: one.trace.template for name, one in entries if one and one.trace}

    parsed = cache(parse)
    return lambda name: known.get(name) or parsed().digest(name)
