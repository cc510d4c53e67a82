"""Import, carried out: raw files read, content files written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import msgspec

from commentariat.archive.model import Article
from commentariat.config import Settings
from commentariat.errors import OpenPoint, Problem
from commentariat.intake.crawls.groups import Kin
from commentariat.intake.crawls.search import (
    Library,
    Remembered,
    find_alike,
    search_crawls,
)
from commentariat.intake.crawls.sign import Signature
from commentariat.intake.decided import load_decisions
from commentariat.intake.due import Shelf, files_of, find_due, find_joined
from commentariat.intake.gist import Gist
from commentariat.intake.glue import find_glue
from commentariat.intake.jobs import (
    Outcome,
    Place,
    ReadJob,
    Run,
    Source,
    Task,
    WriteJob,
    do_tasks,
    review_files,
    take_gists,
)
from commentariat.intake.plan import (
    Amend,
    Create,
    Extend,
    Remove,
    Step,
    plan_import,
)
from commentariat.intake.repetition import (
    learn_repeated,
    load_repeated,
    point_to_learned,
)
from commentariat.intake.review.decision import Decision
from commentariat.intake.review.decisions import (
    Settled,
    digest_decisions,
    gather_decisions,
)
from commentariat.intake.review.find import word_idle
from commentariat.intake.shelf import (
    RAW,
    DigestJob,
    Found,
    digest_files,
    find_idle_decisions,
    find_idle_rows,
    find_raw_files,
    load_sidecar,
    word_fault,
)
from commentariat.intake.sidecar import Sidecar
from commentariat.intake.texts import Habits, habits_of
from commentariat.intake.writer import find_claims, look_into

_BATCH: Final = 25
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
    log = _Log()
    log.problems += sidecar.problems
    log.problems += settled.problems
    named = None if only is None else frozenset(map(_from_raw, only))
    _report_found(log, found, sidecar, named)
    if named is None:
        log.open_points += word_idle(settled.decided.values(), found.files)
    if not (sidecar.is_usable and settled.is_usable):
        return log.report()
    shelf = _fill_shelf(site, existing, found, sidecar, named, digests or {}, run, log)
    shelf = _with_decisions(shelf, settled, is_again=is_again)
    with TemporaryDirectory(prefix="commentariat-") as spool:
        desk = _Desk(
            str(site), habits_of(settings), sidecar, settled, shelf, run, log, spool,
            is_dry=is_dry,
        )  # fmt: skip
        desk.undone = tuple(undone)
        outcomes = _bring_up(site, existing, desk, remembered, is_dry=is_dry)
    usable = sum(map(shelf.is_usable, shelf.digests))
    return log.report(outcomes, kept=usable - len(desk.seen))


def _bring_up(
    site: Path,
    existing: Sequence[Article],
    desk: _Desk,
    remembered: Remembered,
    *,
    is_dry: bool,
) -> list[Outcome]:
    """Read what is due, decide what becomes of it, and carry that out."""
    shelf = desk.shelf
    due = find_due(existing, shelf)
    judged = {article.source for article in existing}
    claims = find_claims(site, judged) if due.fresh or due.articles else {}
    claimed = {file for claim in claims.values() for file in claim.files}
    desk.look_into(due.articles)
    desk.read(file for file in due.fresh if file not in claimed)
    kin = desk.search(existing, remembered)
    joined = find_joined(existing, due, desk.gists, kin)
    desk.look_into(joined)
    others = {path: claim.slug for path, claim in claims.items()}
    plan = plan_import(existing, desk.untouched, desk.gists, shelf, others, kin)
    desk.log.open_points += plan.open_points
    return desk.carry_out(plan.steps, is_dry=is_dry)


def _from_raw(path: str) -> str:
    return path.removeprefix("./").removeprefix(f"{RAW}/")


class _Log:
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
    log: _Log, found: Found, sidecar: Sidecar, named: frozenset[str] | None
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


def _fill_shelf(
    site: Path,
    existing: Iterable[Article],
    found: Found,
    sidecar: Sidecar,
    named: frozenset[str] | None,
    known: Mapping[str, str],
    run: Run,
    log: _Log,
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


class _Desk:
    """The content files looked into, and the raw files read, so far."""

    def __init__(
        self,
        site: str,
        habits: Habits,
        sidecar: Sidecar,
        settled: Settled,
        shelf: Shelf,
        run: Run,
        log: _Log,
        spool: str,
        *,
        is_dry: bool = False,
    ) -> None:
        self.site = site
        self.given = habits
        known = (*habits.disclaimers, *load_repeated(site))
        self.habits = msgspec.structs.replace(habits, disclaimers=known)
        """Those given, and what was learned."""
        self.is_dry = is_dry
        self.sidecar = sidecar
        self.decided = settled.by_file()
        self.undone: tuple[Decision, ...] = ()
        self.shelf = shelf
        self.run = run
        self.log = log
        self.spool = spool
        """Folder for what was made of raw files and is not written yet."""
        self.gists: dict[str, Gist] = {}
        self.places: dict[str, Place] = {}
        self.signatures: dict[str, Signature] = {}
        self.seen: set[str] = set()
        self.untouched: dict[str, bool] = {}
        self.digests: dict[str, str] = {}
        """Of content files, by source: as they were when looked into."""

    def look_into(self, articles: Sequence[Article]) -> None:
        """Tell which of *articles* are untouched, and read the raw files of those."""
        for article in articles:
            digest, is_untouched = look_into(self.site, article)
            self.digests[article.source] = digest
            self.untouched[article.source] = is_untouched
        untouched = [one for one in articles if self.untouched[one.source]]
        self.read(files_of(untouched, self.shelf))

    def read(self, files: Iterable[str]) -> None:
        """Take the gist of raw files, as far as they can be read."""
        wanted = sorted(set(files) - self.seen)
        if not wanted:
            return
        self._learn(wanted)
        jobs = [
            msgspec.structs.replace(
                job, spool=f"{self.spool}/{len(self.seen)}-{number}"
            )
            for number, job in enumerate(
                _read_jobs(self.site, wanted, self.sidecar, self.decided, self.habits)
            )
        ]
        self.seen.update(wanted)
        for batch in self.run(take_gists, jobs):
            for one in batch:
                self.log.problems += one.problems
                if one.gist is not None and one.place is not None:
                    self.gists[one.gist.file] = one.gist
                    self.places[one.gist.file] = one.place
                    if one.signature is not None:
                        self.signatures[one.gist.file] = one.signature

    def search(self, existing: Sequence[Article], remembered: Remembered) -> Kin:
        """Find which of the files that were read are crawls of one article."""
        library = Library(self.site, self.shelf, self.sidecar, self.habits, self.run)
        found = search_crawls(library, existing, self.signatures, remembered)
        self.log.open_points += found.open_points
        self.log.signatures = found.signatures
        return found.kin

    def _learn(self, wanted: Sequence[str]) -> None:
        """Know the lines that several raw files end with, before any is read."""
        known = self.given.disclaimers
        old, new = learn_repeated(
            self.site, wanted, known, self.run, is_dry=self.is_dry
        )
        self.log.open_points += map(point_to_learned, new)
        self.habits = msgspec.structs.replace(
            self.given, disclaimers=(*known, *old, *new)
        )

    def carry_out(self, steps: Sequence[Step], *, is_dry: bool) -> list[Outcome]:
        """Take the *steps*, removals before the others."""
        removals = [self._task(step) for step in steps if isinstance(step, Remove)]
        tasks = [self._task(step) for step in steps if not isinstance(step, Remove)]
        is_shown = self.shelf.is_again
        outcomes = do_tasks(WriteJob(self.site, tuple(removals), self.habits, is_dry))
        jobs = [
            WriteJob(
                self.site, tuple(tasks[at : at + _BATCH]), self.habits, is_dry, is_shown
            )
            for at in range(0, len(tasks), _BATCH)
        ]
        warm_up(jobs, self.habits)
        for batch in self.run(do_tasks, jobs):
            outcomes += batch
        return outcomes

    def _task(self, step: Step) -> Task:
        if isinstance(step, Create):
            return Task(step, self._sources(step.files))
        expected = self.digests[step.article.source]
        files = () if isinstance(step, Remove | Extend) else step.files
        undone = (
            tuple(one for one in self.undone if one.file in files)
            if isinstance(step, Amend)
            else ()
        )
        return Task(step, self._sources(files), expected, undone)

    def _sources(self, files: Sequence[str]) -> tuple[Source, ...]:
        """Name the raw files of one article; what is decided of one is of all."""
        decisions = gather_decisions(self.decided, files)
        return tuple(self._source(file, decisions) for file in files)

    def _source(self, file: str, decisions: tuple[Decision, ...]) -> Source:
        gist = self.gists.get(file)
        digest = gist.raw.digest if gist else self.shelf.digests[file]
        # What waits was made by what is decided of this file alone.
        is_alone = decisions == self.decided.get(file, ())
        place = self.places.get(file) if is_alone else None
        return Source(file, self.sidecar.find(file), digest, place, decisions)


def _read_jobs(
    site: str,
    files: Sequence[str],
    sidecar: Sidecar,
    decided: Mapping[str, tuple[Decision, ...]],
    habits: Habits,
) -> list[ReadJob]:
    sources = [
        Source(file, sidecar.find(file), decisions=decided.get(file, ()))
        for file in files
    ]
    jobs = [
        ReadJob(site, tuple(sources[at : at + _BATCH]), habits)
        for at in range(0, len(sources), _BATCH)
    ]
    warm_up(jobs, habits)
    return jobs


def warm_up(jobs: Sequence[object], habits: Habits) -> None:
    """Load the word tables here, where many jobs wait: processes begun by fork share them."""
    if len(jobs) > 1:
        find_glue("It wasseen.", habits.language)


def review_raw_files(
    site: Path,
    settings: Settings,
    files: Iterable[str] | None = None,
    *,
    run: Run = map,
) -> Iterator[tuple[str, tuple[OpenPoint, ...]]]:
    """
    Yield what an editor should look at in each raw file, imported or not.

    What import tells of a file once, this tells again: doubts about its parts,
    repairs that were not sure enough to be made. It depends on nothing but the
    file, its row in index.csv and the settings. All of *files* are read.
    """
    found = find_raw_files(site)
    sidecar = load_sidecar(site, found)
    wanted = found.files if files is None else found.files & frozenset(files)
    named = sorted(wanted)
    decided = load_decisions(site).by_file()
    habits = habits_of(settings)
    known = (*habits.disclaimers, *load_repeated(str(site)))
    habits = msgspec.structs.replace(habits, disclaimers=known)
    jobs = _read_jobs(str(site), named, sidecar, decided, habits)
    results = (one for batch in run(review_files, jobs) for one in batch)
    for file, one in zip(named, results, strict=True):
        yield file, one.open_points


def review_crawls(
    site: Path,
    settings: Settings,
    existing: Sequence[Article],
    *,
    run: Run = map,
    digests: Mapping[str, str] | None = None,
    remembered: Remembered = dict,
) -> ImportReport:
    """
    Tell which raw files are much like another one and are articles of their own.

    The report has open points and signatures; nothing is written.
    """
    found = find_raw_files(site, digests or {})
    sidecar = load_sidecar(site, found)
    if not sidecar.is_usable:
        return ImportReport()
    log = _Log()
    shelf = _fill_shelf(site, existing, found, sidecar, None, digests or {}, run, log)
    library = Library(str(site), shelf, sidecar, habits_of(settings), run)
    alike = find_alike(library, existing, remembered)
    return ImportReport(open_points=alike.open_points, signatures=alike.signatures)
