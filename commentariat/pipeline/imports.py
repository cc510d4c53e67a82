"""Raw files of a site, imported and looked into again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from commentariat.archive.model import Article
from commentariat.build.lock import site_lock
from commentariat.build.sources import Loaded
from commentariat.config import Settings, load_settings
from commentariat.errors import OpenPoint
from commentariat.pipeline.options import Options, Report, in_order
from commentariat.pipeline.workspace import Watched, Workspace, writing

if TYPE_CHECKING:  # reading raw files loads tables: only when there are some
    from commentariat.intake.importer import ImportReport


class Desk(Protocol):
    """Where an import is done: what it was asked for, and who works."""

    @property
    def options(self) -> Options: ...

    @property
    def settings(self) -> Settings: ...

    @property
    def executor(self) -> Watched: ...


def import_raw(
    work: Desk, loaded: Loaded, *, only: Sequence[str] | None = None, is_dry: bool
) -> ImportReport:
    """Import what is new or changed under content/raw/, or only the files named."""
    from commentariat.intake.importer import ImportReport, run_import

    if not (work.options.site / "content" / "raw").is_dir() and not only:
        return ImportReport()
    work.executor.stage = "importing"
    existing = [one for one in loaded.records.values() if isinstance(one, Article)]
    report = run_import(
        work.options.site,
        work.settings,
        existing,
        only=only,
        run=work.executor.map,
        digests={
            path.removeprefix("content/raw/"): digest
            for path, digest in loaded.digests.items()
            if path.startswith("content/raw/")
        },
        is_dry=is_dry,
    )
    if not is_dry:
        work.sources.learn(report.records)
    return report


def _doubts(work: Workspace) -> Iterator[OpenPoint]:
    from commentariat.intake.importer import review_raw_files

    if (work.options.site / "content" / "raw").is_dir():
        run = work.executor.map
        for _, points in review_raw_files(work.options.site, work.settings, run=run):
            yield from points


def import_site(options: Options, only: Sequence[str] | None = None) -> Report:
    """Turn new and changed raw files into content files; build nothing."""
    settings = load_settings(options.site, options.base_url)
    with writing(options.site), site_lock(options.cache):
        work = Workspace(options, settings)
        loaded = work.sources.load(("content",), work.executor)
        found = import_raw(work, loaded, only=only, is_dry=False)
        if found.written:
            work.executor.stage = "remembering"
            work.sources.load(("content",), work.executor)
        return Report(
            imported=found.written,
            deleted=found.removed,
            kept=found.kept,
            problems=in_order(found.problems),
            open_points=tuple(sorted(found.open_points)),
            is_done=True,
        )
