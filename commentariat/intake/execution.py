"""Import, carried out: what is due is read, content files are written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from tempfile import TemporaryDirectory
from typing import Any, Final

import msgspec

from commentariat.archive.model import Article
from commentariat.archive.text import digest_text
from commentariat.batches import Lazily, in_batches
from commentariat.intake.content.existing import find_unjudged, look_into
from commentariat.intake.content.items import Extent, RawItem, ReadJob
from commentariat.intake.content.links import Homes, homes_of
from commentariat.intake.content.options import options_at, options_of
from commentariat.intake.content.signature import KnownSignatures, Signature
from commentariat.intake.content.summary import Summaries
from commentariat.intake.crawls.duplicates import Duplicates
from commentariat.intake.crawls.search import Corpus, search_crawls
from commentariat.intake.decisions.decision import Decision
from commentariat.intake.decisions.jsonl import gather_decisions
from commentariat.intake.formats.found import (
    HeldFor,
    held_for,
    word_held_back,
)
from commentariat.intake.planning.due import ImportInput, files_of
from commentariat.intake.planning.joined import find_joined
from commentariat.intake.planning.plan import plan_import
from commentariat.intake.planning.steps import (
    Amend,
    Create,
    Extend,
    ImportStep,
    Remove,
    Rewrite,
)
from commentariat.intake.read_jobs import summarize_files
from commentariat.intake.repairs.glue import let_go_tables, load_table
from commentariat.intake.repairs.glue.gather import Gathering, load_known
from commentariat.intake.repairs.lexicon import (
    LEAST_FILES,
    learn_words,
    load_vocabulary,
)
from commentariat.intake.repairs.repetition import learn_repeated, point_to_learned
from commentariat.intake.report import Outcome
from commentariat.intake.runner import Run, run_all
from commentariat.intake.write_jobs import WriteJob, WriteTask, do_tasks

_BATCH: Final = 25
_MANY: Final = 1_000
"""Files read in one go, of which the results take memory that word tables had."""


def bring_up(
    known: ImportInput,
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
    with TemporaryDirectory(prefix="commentariat-", dir=known.scratch) as scratch:
        work = _Execution(known, run, scratch, is_dry=is_dry)
        work.undone = tuple(undone)
        steps = _plan(known, work, remembered)
        is_read = not any(isinstance(step, Amend) for step in steps)
        if is_read and len(work.seen) >= _MANY:
            let_go_tables()
        return work.carry_out(steps), len(work.seen)


def _plan(
    known: ImportInput, work: _Execution, remembered: KnownSignatures
) -> tuple[ImportStep, ...]:
    existing, inventory, due = known.articles, known.inventory, known.due
    claims = find_unjudged(known.site, {article.source for article in existing})
    claimed = {file for claim in claims.values() for file in claim.files}
    work.look_into(due.articles)
    work.read(file for file in due.fresh if file not in claimed)
    duplicates = work.search(existing, remembered)
    joined = find_joined(existing, due, work.summaries, duplicates)
    work.look_into(joined)
    others = {path: claim.slug for path, claim in claims.items()}
    plan = plan_import(
        existing, work.untouched, work.summaries, inventory, others, duplicates
    )
    known.log.open_points += plan.open_points
    return plan.steps


class _Execution:
    """The content files looked into, and the raw files read, so far."""

    def __init__(
        self, known: ImportInput, run: Run, scratch: str, *, is_dry: bool = False
    ) -> None:
        self.site = str(known.site)
        shared = known.items.shared
        self.given = msgspec.structs.replace(options_of(known.settings), shared=shared)
        self.options = msgspec.structs.replace(
            options_at(self.site, known.settings), shared=shared
        )
        """Those given, and what was learned."""
        self.is_dry = is_dry
        self.sidecar = known.sidecar
        self.decided = known.settled.by_file()
        self.undone: tuple[Decision, ...] = ()
        self.inventory = known.inventory
        self.items = known.items
        self.existing = known.articles
        self.homes: Homes | None = None
        """Where articles will be; known once there is a plan."""
        self.run = run
        self.log = known.log
        self.scratch = scratch
        """Folder for what was made of raw files and is not written yet."""
        self.summaries = Summaries()
        self.extents: dict[str, Extent] = {}
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
        self.read(files_of(untouched, self.inventory))

    def read(self, files: Iterable[str]) -> None:
        """Read and summarize raw files, as far as they can be read."""
        wanted = sorted(set(files) - self.seen)
        if not wanted:
            return
        self._learn(wanted)
        jobs = Lazily(self._read_job, in_batches(wanted, _BATCH))
        self.seen.update(wanted)
        held_back = Counter[HeldFor]()
        for one in run_all(self.run, summarize_files, jobs):
            self.log.problems += one.problems
            if one.held_back:
                held_back["", held_for(one.held_back), one.held_back] += 1
            if one.summary is not None and one.extent is not None:
                self.summaries.add(one.summary)
                self.extents[one.summary.file] = one.extent
                if one.signature is not None:
                    self.signatures[one.summary.file] = one.signature
        self.log.open_points += word_held_back(held_back)

    def search(
        self, existing: Sequence[Article], remembered: KnownSignatures
    ) -> Duplicates:
        """Find which of the files that were read are crawls of one article."""
        digests, usable = self.inventory.digests, self.inventory.usable
        corpus = Corpus(
            self.site,
            digests,
            usable,
            self.sidecar,
            self.options,
            self.run,
            self.items,
        )
        found = search_crawls(corpus, existing, self.signatures, remembered)
        self.log.open_points += found.open_points
        self.log.signatures = found.signatures
        return found.duplicates

    def _learn(self, wanted: Sequence[str]) -> None:
        """Know the lines that several raw files end with, before any is read."""
        known = self.given.disclaimers
        gathering = Gathering()
        old, new = learn_repeated(
            self.site,
            wanted,
            known,
            _warming(self.run, self._languages()),
            gathering,
            keys=self.given.keys,
            is_dry=self.is_dry,
        )
        self.log.open_points += map(point_to_learned, new)
        words = self.options.words
        if len(wanted) >= LEAST_FILES:
            scratch = self.scratch if self.is_dry else ""
            words = learn_words(
                self.site, gathering, wanted, self.run, scratch,
                is_anew=self.inventory.is_again and not self.seen,
            )  # fmt: skip
        load_vocabulary(words)  # whoever is begun by fork shares it
        self.options = msgspec.structs.replace(
            self.given, disclaimers=(*known, *old, *new), words=words
        )

    def _languages(self) -> frozenset[str]:
        """Name the languages that texts are in, as far as somebody says so."""
        told = {row.language for row in self.sidecar.rows.values()}
        return frozenset((self.options.language, *told)) - {""}

    def carry_out(self, steps: Sequence[ImportStep]) -> list[Outcome]:
        """Take the *steps*, removals before the others."""
        if self.summaries.have_links:
            self.homes = _homes(self.existing, steps)
        removals = [step for step in steps if isinstance(step, Remove)]
        others = [step for step in steps if not isinstance(step, Remove)]
        outcomes = do_tasks(self._write_job(removals))
        jobs = Lazily(self._write_job, in_batches(others, _BATCH))
        return [*outcomes, *run_all(self.run, do_tasks, jobs)]

    def _read_job(self, files: Sequence[str]) -> ReadJob:
        """Make the job of reading some raw files, when somebody takes it."""
        found = self.items
        items = tuple(
            RawItem(
                file,
                self.sidecar.find(file),
                decisions=self.decided.get(file, ()),
                place=found.place(file),
                pictures=found.pictures_of(file),
                text=found.digests.get(file, "") if file in found.texts else "",
            )
            for file in files
        )
        scratch = f"{self.scratch}/{digest_text(files[0])}"
        return ReadJob(self.site, items, self.options, found.folder, scratch)

    def _write_job(self, steps: Sequence[ImportStep]) -> WriteJob:
        """Make the job of taking some steps, when somebody takes it."""
        tasks = tuple(map(self._task, steps))
        return WriteJob(
            self.site,
            tasks,
            self.options,
            self.is_dry,
            self.inventory.is_again,
            self.items.folder,
        )

    def _task(self, step: ImportStep) -> WriteTask:
        if isinstance(step, Create):
            return WriteTask(step, self._items(step.files))
        expected = self.digests[step.article.source]
        files = () if isinstance(step, Remove | Extend) else step.files
        undone = (
            tuple(one for one in self.undone if one.file in files)
            if isinstance(step, Amend)
            else ()
        )
        return WriteTask(step, self._items(files), expected, undone)

    def _items(self, files: Sequence[str]) -> tuple[RawItem, ...]:
        """Name the raw files of one article; what is decided of one is of all."""
        decisions = gather_decisions(self.decided, files)
        return tuple(self._item(file, decisions) for file in files)

    def _item(self, file: str, decisions: tuple[Decision, ...]) -> RawItem:
        summary = self.summaries.get(file)
        digest = summary.raw.digest if summary else self.inventory.digests[file]
        # What waits was made by what is decided of this file alone.
        is_alone = decisions == self.decided.get(file, ())
        extent = self.extents.get(file) if is_alone else None
        row, place = self.sidecar.find(file), self.items.place(file)
        links = {
            target: slug
            for target in (summary.links if summary and self.homes else ())
            if self.homes
            and summary
            and (slug := self.homes.find(target, file, summary.address))
        }
        return RawItem(
            file,
            row,
            digest,
            extent,
            decisions,
            place,
            self.items.pictures_of(file),
            links,
        )


def _homes(existing: Sequence[Article], steps: Sequence[ImportStep]) -> Homes:
    """Tell where articles are once *steps* are taken."""
    there = {
        one.source: (one.slug, one.aliases, [raw.file for raw in one.raw])
        for one in existing
    }
    for step in steps:
        if isinstance(step, Create):
            there[step.path] = (step.slug, step.aliases, list(step.files))
        elif isinstance(step, Rewrite):
            article = step.article
            slug = step.slug or article.slug
            there[article.source] = (slug, step.aliases, list(step.files))
        elif isinstance(step, Remove):
            there.pop(step.article.source, None)
    return homes_of(there.values())


def _warming(run: Run, languages: Iterable[str]) -> Run:
    """
    Load the word tables here while others are busy with what is first run.

    Processes begun by fork after that share them; what they need at once is loaded before.
    """

    def run_and_load(job: Callable[[Any], Any], items: Sequence[Any]) -> Iterator[Any]:
        if len(items) > 1:
            load_known()
        for number, result in enumerate(run(job, items)):
            if number == 0 and len(items) > 1:
                for language in sorted(languages):
                    load_table(language)
            yield result

    return run_and_load
