"""Import, carried out: what is due is read, content files are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from tempfile import TemporaryDirectory
from typing import Any, Final

import msgspec

from commentariat.archive.model import Article
from commentariat.intake.content.gist import Gist
from commentariat.intake.content.items import Place, ReadJob, Source
from commentariat.intake.content.signature import KnownSignatures, Signature
from commentariat.intake.content.texts import Habits, habits_at, habits_of
from commentariat.intake.content.writer import find_claims, look_into
from commentariat.intake.crawls.due import files_of
from commentariat.intake.crawls.groups import Kin
from commentariat.intake.crawls.joined import find_joined
from commentariat.intake.crawls.search import Library, search_crawls
from commentariat.intake.decisions.decision import Decision
from commentariat.intake.decisions.jsonl import gather_decisions
from commentariat.intake.jobs import (
    Task,
    WriteJob,
    do_tasks,
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
from commentariat.intake.repairs.glue import load_table
from commentariat.intake.repairs.glue.gather import Gathering
from commentariat.intake.repairs.repetition import learn_repeated, point_to_learned
from commentariat.intake.repairs.words import LEAST_FILES, learn_words
from commentariat.intake.report import Outcome
from commentariat.intake.runner import Run
from commentariat.intake.sources.sidecar import Sidecar
from commentariat.intake.stock import Stock

_BATCH: Final = 25


def bring_up(
    stock: Stock,
    run: Run,
    remembered: KnownSignatures,
    undone: Sequence[Decision] = (),
    *,
    is_dry: bool = False,
) -> tuple[list[Outcome], int]:
    """
    Read what is due, decide what becomes of it, and carry that out.

    Give what came of it, and how many raw files were read.
    """
    with TemporaryDirectory(prefix="commentariat-") as spool:
        desk = _Desk(stock, run, spool, is_dry=is_dry)
        desk.undone = tuple(undone)
        steps = _plan(stock, desk, remembered)
        return desk.carry_out(steps, is_dry=is_dry), len(desk.seen)


def _plan(stock: Stock, desk: _Desk, remembered: KnownSignatures) -> tuple[Step, ...]:
    existing, shelf, due = stock.articles, stock.shelf, stock.due
    claims = find_claims(stock.site, {article.source for article in existing})
    claimed = {file for claim in claims.values() for file in claim.files}
    desk.look_into(due.articles)
    desk.read(file for file in due.fresh if file not in claimed)
    kin = desk.search(existing, remembered)
    joined = find_joined(existing, due, desk.gists, kin)
    desk.look_into(joined)
    others = {path: claim.slug for path, claim in claims.items()}
    plan = plan_import(existing, desk.untouched, desk.gists, shelf, others, kin)
    stock.log.open_points += plan.open_points
    return plan.steps


class _Desk:
    """The content files looked into, and the raw files read, so far."""

    def __init__(
        self, stock: Stock, run: Run, spool: str, *, is_dry: bool = False
    ) -> None:
        self.site = str(stock.site)
        self.given = habits_of(stock.settings)
        self.habits = habits_at(self.site, stock.settings)
        """Those given, and what was learned."""
        self.is_dry = is_dry
        self.sidecar = stock.sidecar
        self.decided = stock.settled.by_file()
        self.undone: tuple[Decision, ...] = ()
        self.shelf = stock.shelf
        self.run = run
        self.log = stock.log
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

    def search(self, existing: Sequence[Article], remembered: KnownSignatures) -> Kin:
        """Find which of the files that were read are crawls of one article."""
        library = Library(self.site, self.shelf, self.sidecar, self.habits, self.run)
        found = search_crawls(library, existing, self.signatures, remembered)
        self.log.open_points += found.open_points
        self.log.signatures = found.signatures
        return found.kin

    def _learn(self, wanted: Sequence[str]) -> None:
        """Know the lines that several raw files end with, before any is read."""
        known = self.given.disclaimers
        gathering = Gathering()
        old, new = learn_repeated(
            self.site,
            wanted,
            known,
            _warming(self.run, self.habits.language),
            gathering,
            is_dry=self.is_dry,
        )
        self.log.open_points += map(point_to_learned, new)
        words = self.habits.words
        if len(wanted) >= LEAST_FILES:
            spool = self.spool if self.is_dry else ""
            words = learn_words(
                self.site, gathering, wanted, self.run, spool,
                is_anew=self.shelf.is_again and not self.seen,
            )  # fmt: skip
        self.habits = msgspec.structs.replace(
            self.given, disclaimers=(*known, *old, *new), words=words
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
    return [
        ReadJob(site, tuple(sources[at : at + _BATCH]), habits)
        for at in range(0, len(sources), _BATCH)
    ]


def _warming(run: Run, language: str) -> Run:
    """
    Load the word tables here while others are busy with what is first run.

    Processes begun by fork after that share them.
    """

    def run_and_load(job: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[Any]:
        for number, result in enumerate(run(job, items)):
            if number == 0 and len(items) > 1:
                load_table(language)
            yield result

    return run_and_load
