"""Import: an inventory is taken, and what is due is brought up to the raw files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from commentariat.archive.folders import SHARED, below_raw, raw_path, split_item
from commentariat.archive.model import Article
from commentariat.config import Settings
from commentariat.errors import OpenPoint, Problem
from commentariat.intake.content.signature import KnownSignatures
from commentariat.intake.decisions.decision import Decision
from commentariat.intake.decisions.jsonl import DecisionFile, digest_decisions
from commentariat.intake.decisions.store import load_decisions
from commentariat.intake.formats.found import (
    FoundItems,
    HeldBack,
    ItemMemory,
    find_items,
    hold_back,
    is_skipped,
    word_unread,
)
from commentariat.intake.planning.due import ImportInput, find_due, find_gone
from commentariat.intake.planning.inventory import Inventory, take_inventory
from commentariat.intake.report import ImportReport, ReportBuilder
from commentariat.intake.runner import Run
from commentariat.intake.sources.raw_files import (
    RawFolder,
    find_idle_decisions,
    find_idle_rows,
    load_sidecar,
)
from commentariat.intake.sources.sidecar import Sidecar
from commentariat.kinds import Kind


def run_import(
    site: Path,
    settings: Settings,
    existing: Sequence[Article],
    *,
    only: Sequence[str] | None = None,
    run: Run = map,
    is_dry: bool = False,
    digests: Mapping[str, str] | None = None,
    remembered: KnownSignatures = dict,
    undone: Sequence[Decision] = (),
    is_again: bool = False,
    memory: ItemMemory | None = None,
    scratch: str | None = None,
) -> ImportReport:
    """
    Bring content/articles/ of *site* up to what content/raw/ says.

    *existing* are the articles of content/articles/ that could be judged. *only*
    names raw files, by path from content/raw/: the others are left alone, and these
    are read even if they have not changed. *digests* are those that the caller
    knows of raw files, by the same paths, *remembered* gives the signatures that
    it has kept of an earlier report, and *memory* has what containers were cut
    into. *scratch* is a folder that all see who *run* the jobs, for what waits to be
    written; the system's, where none is named.
    With *is_dry* nothing is written.
    *undone* are decisions that were changed or taken back just now, for edited
    content files do not tell. With *is_again* everything is read, changed or not,
    and the report tells what changes.

    A fault in a raw file keeps that file out and nothing else; it is reported.
    """
    items = find_items(
        site, digests or {}, existing, settings.hooks, memory, run, is_anew=is_again,
        is_noted=not is_dry,
    )  # fmt: skip
    found = items.raw
    sidecar = load_sidecar(site, found)
    settled = load_decisions(site)
    log = ReportBuilder()
    log.problems += sidecar.problems
    log.problems += settled.problems
    named = None if only is None else _names(only, found)
    held_back = hold_back(items, sidecar, settings.sources.by_state)
    if items.learned:
        message = Kind.LINES_SHARED.of(items.learned)
        log.open_points.append(OpenPoint(SHARED, 0, message))
    _report_found(log, items, sidecar, named, held_back)
    if named is None and settled.decided:
        from commentariat.intake.content.points import word_idle

        log.standing += word_idle(settled.decided.values(), found.files)
    if not (sidecar.is_usable and settled.is_usable):
        return log.report()
    inventory = take_inventory(
        site, existing, found, sidecar, named, items.digests, run, log
    )
    inventory = msgspec.structs.replace(
        inventory,
        skipped=inventory.skipped | held_back.names,
        hidden=held_back.names,
    )
    inventory = _with_decisions(inventory, settled, is_again=is_again)
    if named is None:
        log.standing += find_gone(existing, inventory, found, items.broken)
    usable = sum(map(inventory.is_usable, inventory.digests))
    due = find_due(existing, inventory)
    if not (due.fresh or due.articles):
        return log.report(kept=usable)
    from commentariat.intake.execution import bring_up

    known = ImportInput(
        site, settings, existing, sidecar, settled, inventory, due, log, items, scratch
    )
    outcomes, seen = bring_up(known, run, remembered, undone, is_dry=is_dry)
    return log.report(outcomes, kept=usable - seen)


def _names(only: Sequence[str], found: RawFolder) -> frozenset[str]:
    """Give the names asked for; who names a container asks for all that is in it."""
    named = frozenset(map(below_raw, only))
    whole = named & found.containers
    if not whole:
        return named
    inside = {name for name in found.files if split_item(name)[0] in whole}
    return (named - whole) | inside


def _report_found(
    log: ReportBuilder,
    items: FoundItems,
    sidecar: Sidecar,
    named: frozenset[str] | None,
    held_back: HeldBack,
) -> None:
    """Report what was found at fault, as far as it was asked for."""
    found = items.raw
    if named is None:
        for file, problems in (
            *((file, (one,)) for file, one in found.faulty.items()),
            *items.problems.items(),
        ):
            if not is_skipped(sidecar, file):
                log.problems += problems
        log.standing += word_unread(items, sidecar)
        log.standing += held_back.open_points
        log.standing += find_idle_rows(sidecar, found)
        log.standing += find_idle_decisions(sidecar, found)
        return
    for file in sorted(named - found.files):
        missing = Problem(raw_path(file), 0, Kind.NO_RAW_FILE.of())
        log.problems.append(found.faulty.get(file, missing))


def _with_decisions(
    inventory: Inventory, settled: DecisionFile, *, is_again: bool
) -> Inventory:
    """Put what editors decided beside the raw files it is of."""
    if not (settled.decided or is_again):
        return inventory
    return msgspec.structs.replace(
        inventory,
        held=inventory.held | settled.held,
        is_again=is_again,
        decided={
            file: digest_decisions(ones) for file, ones in settled.by_file().items()
        },
    )
