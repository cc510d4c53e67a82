"""Raw files of a site, imported and looked into again."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Protocol

import msgspec

from commentariat.archive.folders import RAW, raw_path, split_item
from commentariat.config import Settings
from commentariat.engine.key_value import KeyValueStore
from commentariat.engine.lock import site_lock
from commentariat.engine.memory import open_store
from commentariat.engine.program import program_digest
from commentariat.engine.sources import Loaded
from commentariat.errors import OpenPoint
from commentariat.hooks.names import IN_INTAKE
from commentariat.intake.content.signature import Signature
from commentariat.intake.decisions.decision import Decision
from commentariat.intake.importer import run_import
from commentariat.intake.report import ImportReport
from commentariat.intake.review.points import ReviewedFile
from commentariat.kinds import Kind
from commentariat.pipeline.again import AgainMemory
from commentariat.pipeline.filing import file_by_year
from commentariat.pipeline.options import Options, Report, in_order, settings_of
from commentariat.pipeline.raw_items import RememberedItems, find_raw_items
from commentariat.pipeline.workspace import ProgressExecutor, Workspace, writing


class ImportContext(Protocol):
    """Where an import is done: what it was asked for, and who works."""

    @property
    def options(self) -> Options: ...

    @property
    def settings(self) -> Settings: ...

    @property
    def executor(self) -> ProgressExecutor: ...


def import_raw(
    work: ImportContext,
    loaded: Loaded,
    *,
    only: Sequence[str] | None = None,
    is_dry: bool,
    undone: Sequence[Decision] = (),
    is_again: bool = False,
) -> ImportReport:
    """Import what is new or changed under content/raw/, or only the files named."""
    if not (work.options.site / RAW).is_dir() and not only:
        return ImportReport()
    work.executor.stage = "importing raw files"
    signatures = Signatures(work)
    remembered = RememberedItems(work)
    report = run_import(
        work.options.site,
        work.settings,
        loaded.articles,
        only=only,
        run=work.executor.map,
        scratch=work.executor.scratch,
        digests=loaded.raw_digests,
        remembered=signatures.remembered,
        is_dry=is_dry,
        undone=undone,
        is_again=is_again,
        memory=remembered.memory,
    )
    remembered.keep()
    if is_dry:
        return report  # what it learned is not kept either
    signatures.keep(report.signatures, loaded.raw_digests)
    report = msgspec.structs.replace(report, signatures={})
    return file_by_year(work.options.site, work.settings, loaded, report)


class Signatures:
    """The signatures of raw files, remembered; losing them costs time alone."""

    def __init__(self, work: ImportContext) -> None:
        self._work = work
        self._store: KeyValueStore[Signature] | None = None

    def remembered(self) -> Mapping[str, Signature]:
        """Give the signatures by path from content/raw/; they may be of the past."""
        return self._opened()

    def keep(self, found: Mapping[str, Signature], raw: Container[str]) -> None:
        """Remember what was *found*, and forget files that are not among *raw*."""
        if not found:
            return
        store = self._opened()
        gone = {file: None for file in store if split_item(file)[0] not in raw}
        store.update({**gone, **found})

    def _opened(self) -> KeyValueStore[Signature]:
        from commentariat.intake.content.options import options_of
        from commentariat.intake.repairs.repetition import load_repeated

        if self._store is None:
            read_by = options_of(self._work.settings)
            learned = load_repeated(str(self._work.options.site))
            said = f"{read_by.disclaimers} {learned} {read_by.keys}"
            program = self._work.settings.hooks.stamp(program_digest(), *IN_INTAKE)
            stamp = f"{program} {said}"
            cache = self._work.options.cache
            self._store = open_store(cache, "crawls", Signature, stamp)
        return self._store


def find_doubts(work: Workspace, loaded: Loaded) -> Iterator[OpenPoint]:
    """Find again what an editor should look at in raw files, imported or not."""
    from commentariat.pipeline.points import read_raw_points

    if not (work.options.site / RAW).is_dir():
        return
    known = read_raw_points(work, loaded)
    for one in known.values():
        yield from one.open_points
    if any(one.links for one in known.values()):
        yield from _find_lost_links(known, loaded)


def _find_lost_links(
    known: Mapping[str, ReviewedFile], loaded: Loaded
) -> Iterator[OpenPoint]:
    """Find raw files with links that lead to nothing here, as importing them tells."""
    from commentariat.intake.content.links import homes_of

    homes = homes_of(
        (one.slug, one.aliases, [raw.file for raw in one.raw])
        for one in loaded.articles
    )
    for file, one in known.items():
        if not all(homes.find(link, file) for link in one.links):
            yield OpenPoint(raw_path(file), 0, Kind.LINKS_NOWHERE.of())


def find_alike(work: Workspace, loaded: Loaded) -> tuple[OpenPoint, ...]:
    """Find raw files that are much like another one and are articles of their own."""
    from commentariat.intake.review.crawls import review_crawls

    if not (work.options.site / RAW).is_dir():
        return ()
    work.executor.stage = "comparing raw files"
    signatures = Signatures(work)
    report = review_crawls(
        work.options.site,
        work.settings,
        loaded.articles,
        run=work.executor.map,
        items=find_raw_items(work, loaded),
        remembered=signatures.remembered,
    )
    signatures.keep(report.signatures, loaded.raw_digests)
    return report.open_points


def import_site(
    options: Options,
    only: Sequence[str] | None = None,
    *,
    is_again: bool = False,
    is_dry: bool = False,
) -> Report:
    """
    Turn new and changed raw files into content files; build nothing.

    With *is_again* all of them are read again, and the report tells what changes;
    with *is_dry* nothing is written.
    """
    settings = settings_of(options)
    with (
        writing(options.site),
        site_lock(options.cache),
        Workspace(options, settings) as work,
    ):
        loaded = work.sources.load(("content",), work.executor)
        is_whole, again = is_again and not only, AgainMemory(work)
        known = again.recall(loaded, is_dry=is_dry) if is_whole else None
        found = known or import_raw(
            work, loaded, only=only, is_dry=is_dry, is_again=is_again
        )
        if is_whole and is_dry and known is None:
            again.keep(loaded, found)
        asked: list[OpenPoint] = []
        if found.written and not is_dry:
            work.executor.stage = "remembering articles"
            work.sources.learn(found.records)
            found = msgspec.structs.replace(found, records={})
            before, loaded = loaded, work.sources.load(("content",), work.executor)
            if not only:
                again.keep_first(before, loaded, found)
            asked = _find_translations(work, loaded, found.written)
        return Report(
            imported=found.written,
            united=found.united,
            edited=found.edited,
            differences=found.differences,
            deleted=found.removed,
            kept=found.kept,
            problems=in_order(found.problems),
            open_points=tuple(sorted((*found.open_points, *asked))),
            is_done=True,
        )


def _find_translations(
    work: Workspace, loaded: Loaded, written: Container[str]
) -> list[OpenPoint]:
    """Ask of articles that were *written* whether they translate others, or others them."""
    from commentariat.pipeline.translation_questions import are_several, ask_of_written

    if not are_several(loaded.articles):
        return []
    return list(ask_of_written(work, loaded, written))
