"""Stock taken: which raw files there are, and whether any of them is to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

import msgspec

from commentariat.archive.folders import RAW
from commentariat.archive.model import Article
from commentariat.config import Settings
from commentariat.errors import OpenPoint, Problem
from commentariat.intake.crawls.due import Due, Shelf, find_due
from commentariat.intake.decisions.decided import load_decisions
from commentariat.intake.decisions.decision import Decision
from commentariat.intake.decisions.store import Settled, digest_decisions
from commentariat.intake.sources.shelf import (
    DigestJob,
    Found,
    digest_files,
    find_idle_decisions,
    find_idle_rows,
    find_raw_files,
    load_sidecar,
    word_fault,
)
from commentariat.intake.sources.sidecar import Sidecar

if TYPE_CHECKING:  # what reads raw files takes long to load, and mostly none is due
    from commentariat.intake.content.sign import Signature
    from commentariat.intake.jobs import Outcome

Run: TypeAlias = "Callable[[Callable[[Any], Any], Sequence[Any]], Iterable[Any]]"
"""Does a job on items; the results come in their order. `map` is one."""
Remembered: TypeAlias = "Callable[[], Mapping[str, Signature]]"
"""Gives the signatures of raw files by path, as far as they are remembered."""

_DIGEST_BATCH: Final = 400


class ImportReport(msgspec.Struct, frozen=True, kw_only=True):
    """What an import did; paths are relative to the site."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    """Content files that stay as editors left them, and would be otherwise."""
    differences: dict[str, tuple[str, ...]] = {}
    """What changes, or would, by content file: in edited ones, or where all is shown."""
    kept: int = 0
    """Raw files that were as recorded, and so were not read."""
    problems: tuple[Problem, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()
    records: dict[str, bytes] = {}
    """Articles that were written, judged, as MessagePack: they need not be read."""
    signatures: dict[str, Signature] = {}
    """Of raw files that were read: worth keeping for the next import."""


def run_import(
    site: Path,
    settings: Settings,
    existing: Sequence[Article],
    *,
    only: Sequence[str] | None = None,
    run: Run = map,
    is_dry: bool = False,
    digests: Mapping[str, str] | None = None,
    remembered: Remembered = dict,
    undone: Sequence[Decision] = (),
    is_again: bool = False,
) -> ImportReport:
    """
    Bring content/articles/ of *site* up to what content/raw/ says.

    *existing* are the articles of content/articles/ that could be judged. *only*
    names raw files, by path from content/raw/: the others are left alone, and these
    are read even if they have not changed. *digests* are those that the caller
    knows of raw files, by the same paths, and *remembered* gives the signatures that
    it has kept of an earlier report. With *is_dry* nothing is written.
    *undone* are decisions that were changed or taken back just now, for edited
    content files do not tell. With *is_again* everything is read, changed or not,
    and the report tells what changes.

    A fault in a raw file keeps that file out and nothing else; it is reported.
    """
    found = find_raw_files(site, digests or {})
    sidecar = load_sidecar(site, found)
    settled = load_decisions(site)
    log = Findings()
    log.problems += sidecar.problems
    log.problems += settled.problems
    named = None if only is None else frozenset(map(_from_raw, only))
    _report_found(log, found, sidecar, named)
    if named is None and settled.decided:
        from commentariat.intake.content.find import word_idle

        log.open_points += word_idle(settled.decided.values(), found.files)
    if not (sidecar.is_usable and settled.is_usable):
        return log.report()
    shelf = fill_shelf(site, existing, found, sidecar, named, digests or {}, run, log)
    shelf = _with_decisions(shelf, settled, is_again=is_again)
    usable = sum(map(shelf.is_usable, shelf.digests))
    due = find_due(existing, shelf)
    if not (due.fresh or due.articles):
        return log.report(kept=usable)
    from commentariat.intake.importer import bring_up

    stock = Stock(site, settings, existing, sidecar, settled, shelf, due, log)
    outcomes, seen = bring_up(stock, run, remembered, undone, is_dry=is_dry)
    return log.report(outcomes, kept=usable - seen)


class Stock(NamedTuple):
    """All that is known before a raw file is read."""

    site: Path
    settings: Settings
    articles: Sequence[Article]
    """Those of content/articles/ that could be judged."""
    sidecar: Sidecar
    settled: Settled
    shelf: Shelf
    due: Due
    log: Findings


def _from_raw(path: str) -> str:
    return path.removeprefix("./").removeprefix(f"{RAW}/")


class Findings:
    """What is to be reported, while it gathers."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.open_points: list[OpenPoint] = []
        self.signatures: dict[str, Signature] = {}

    def report(self, outcomes: Sequence[Outcome] = (), kept: int = 0) -> ImportReport:
        """Put everything in order, with what the tasks came to."""
        problems = {*self.problems, *(p for one in outcomes for p in one.problems)}
        points = {*self.open_points, *(p for one in outcomes for p in one.open_points)}
        return ImportReport(
            written=tuple(sorted(one.path for one in outcomes if one.is_written)),
            edited=tuple(sorted(one.path for one in outcomes if one.is_kept)),
            differences={
                one.path: one.difference
                for one in sorted(outcomes, key=lambda one: one.path)
                if one.difference
            },
            removed=tuple(sorted(one.path for one in outcomes if one.is_removed)),
            kept=kept,
            problems=tuple(sorted(problems)),
            open_points=tuple(sorted(points)),
            records={one.path: one.record for one in outcomes if one.record},
            signatures=self.signatures,
        )


def _report_found(
    log: Findings, found: Found, sidecar: Sidecar, named: frozenset[str] | None
) -> None:
    """Report what was found at fault, as far as it was asked for."""
    if named is None:
        log.problems += found.faulty.values()
        log.open_points += found.open_points
        log.open_points += find_idle_rows(sidecar, found)
        log.open_points += find_idle_decisions(sidecar, found)
        return
    for file in sorted(named - found.files):
        missing = Problem(f"{RAW}/{file}", 0, "expected a raw file, found none")
        log.problems.append(found.faulty.get(file, missing))


def fill_shelf(
    site: Path,
    existing: Iterable[Article],
    found: Found,
    sidecar: Sidecar,
    named: frozenset[str] | None,
    known: Mapping[str, str],
    run: Run,
    log: Findings,
) -> Shelf:
    """Put together what there is, with the digests of the files that are recorded."""
    files = found.files if named is None else found.files & named
    listed = {raw.file for article in existing for raw in article.raw} & files
    missing = sorted(file for file in listed if file not in known)
    digests = {file: known[file] for file in listed if file in known}
    held = (
        {file for file in found.files if sidecar.holds(file)} if sidecar.held else set()
    )
    jobs = [
        DigestJob(str(site), tuple(missing[at : at + _DIGEST_BATCH]))
        for at in range(0, len(missing), _DIGEST_BATCH)
    ]
    for batch in run(digest_files, jobs):
        for file, digest, fault in batch:
            if fault:
                log.problems.append(word_fault(file, fault))
                held.add(file)
            digests[file] = digest
    rows = (
        {file: row for file in found.files if (row := sidecar.find(file))}
        if sidecar.rows
        else {}
    )
    return Shelf(
        {file: digests.get(file, "") for file in found.files},
        {file: row.digest for file, row in rows.items()},
        frozenset(row.file for row in sidecar.rows.values() if row.is_skipped)
        | {file for file, row in rows.items() if row.is_skipped},
        frozenset(held),
        named,
    )


def _with_decisions(shelf: Shelf, settled: Settled, *, is_again: bool) -> Shelf:
    """Put what editors decided beside the raw files it is of."""
    if not (settled.decided or is_again):
        return shelf
    return msgspec.structs.replace(
        shelf,
        held=shelf.held | settled.held,
        is_again=is_again,
        decided={
            file: digest_decisions(ones) for file, ones in settled.by_file().items()
        },
    )
