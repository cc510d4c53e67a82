"""What a build will do, and why: decided before anything is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec

from commentariat.engine.ledger import Entry, Trace
from commentariat.site.page import Page, StaticFile

NEW = "it is new"
Check = Callable[[str, Trace], str | None]


class Step(msgspec.Struct, frozen=True):
    """One output to be made, and the reason."""

    page: Page | StaticFile
    template: str
    """Digest of its template's closure, for its trace."""
    reason: str


class BuildPlan(msgspec.Struct, frozen=True):
    """What a build will do. Making it touches nothing."""

    render: tuple[Step, ...]
    keep: tuple[str, ...]
    delete: tuple[str, ...]


def plan_build(
    pages: Iterable[Page],
    statics: Iterable[StaticFile],
    ledger: Mapping[str, Entry],
    closure_of: Callable[[str], str],
    check: Check,
) -> BuildPlan:
    """
    Compare what is wanted with the *ledger* of the last build.

    *closure_of* digests all that a template is made of; *check* tells what is
    wrong with a stored output, given its trace, or None. Only outputs in the
    ledger are ever deleted: a file this program did not write is not this
    program's to remove.
    """
    render: list[Step] = []
    keep: list[str] = []
    wanted: set[str] = set()
    for page in pages:
        wanted.add(page.output)
        template = closure_of(page.template)
        reason = why_render(page, template, ledger, check)
        if reason is None:
            keep.append(page.output)
        else:
            render.append(Step(page, template, reason))
    for static in statics:
        wanted.add(static.output)
        reason = _why_copy(static, ledger, check)
        if reason is None:
            keep.append(static.output)
        else:
            render.append(Step(static, static.digest, reason))
    delete = sorted(output for output in ledger if output not in wanted)
    return BuildPlan(tuple(render), tuple(keep), tuple(delete))


def why_render(
    page: Page, template: str, ledger: Mapping[str, Entry], check: Check
) -> str | None:
    """Say why *page* is to be made, *template* being the digest of its closure."""
    entry = ledger.get(page.output)
    reason = _why_distrust(entry, page.output, check)
    if reason or entry is None or entry.trace is None:
        return reason
    trace = entry.trace
    if trace.template != template:
        return f"its template {page.template} changed, one that it includes, or the program"
    if trace.parts != page.digests:
        return _name_changes(page, trace)
    return None


def _why_distrust(entry: Entry | None, output: str, check: Check) -> str | None:
    if entry is None:
        return NEW
    if entry.trace is None:
        return "the build that made it did not end"
    return check(output, entry.trace)


def _name_changes(page: Page, trace: Trace) -> str:
    if len(trace.parts) != len(page.parts):
        return "it is made of other parts now"
    changed = [
        name
        for (name, digest), old in zip(page.parts, trace.parts, strict=True)
        if digest != old
    ]
    return f"it shows changed {' and '.join(changed)}"


def _why_copy(
    static: StaticFile, ledger: Mapping[str, Entry], check: Check
) -> str | None:
    entry = ledger.get(static.output)
    reason = _why_distrust(entry, static.output, check)
    if reason or entry is None or entry.trace is None:
        return reason
    if entry.trace.template != static.digest:
        return f"{static.source} changed" + (
            ", or how it is made" * bool(static.recipe)
        )
    return None
