"""The inventory taken: which raw files there are, and which are as recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from commentariat.archive.model import Article
from commentariat.config import Settings
from commentariat.intake.crawls.due import Due, Inventory
from commentariat.intake.decisions.jsonl import DecisionFile
from commentariat.intake.report import ReportBuilder
from commentariat.intake.runner import Run, in_batches, run_all
from commentariat.intake.sources.raw_files import (
    DigestJob,
    RawFolder,
    digest_files,
    word_fault,
)
from commentariat.intake.sources.sidecar import Sidecar

_DIGEST_BATCH: Final = 400


class ImportInput(NamedTuple):
    """All that is known before a raw file is read."""

    site: Path
    settings: Settings
    articles: Sequence[Article]
    """Those of content/articles/ that could be judged."""
    sidecar: Sidecar
    settled: DecisionFile
    inventory: Inventory
    due: Due
    log: ReportBuilder


def take_inventory(
    site: Path,
    existing: Iterable[Article],
    found: RawFolder,
    sidecar: Sidecar,
    named: frozenset[str] | None,
    known: Mapping[str, str],
    run: Run,
    log: ReportBuilder,
) -> Inventory:
    """Put together what there is, with the digests of the files that are recorded."""
    files = found.files if named is None else found.files & named
    listed = {raw.file for article in existing for raw in article.raw} & files
    missing = sorted(file for file in listed if file not in known)
    digests = {file: known[file] for file in listed if file in known}
    held = (
        {file for file in found.files if sidecar.holds(file)} if sidecar.held else set()
    )
    jobs = [DigestJob(str(site), batch) for batch in in_batches(missing, _DIGEST_BATCH)]
    for file, digest, fault in run_all(run, digest_files, jobs):
        if fault:
            log.problems.append(word_fault(file, fault))
            held.add(file)
        digests[file] = digest
    rows = (
        {file: row for file in found.files if (row := sidecar.find(file))}
        if sidecar.rows
        else {}
    )
    return Inventory(
        {file: digests.get(file, "") for file in found.files},
        {file: row.digest for file, row in rows.items()},
        frozenset(row.file for row in sidecar.rows.values() if row.is_skipped)
        | {file for file, row in rows.items() if row.is_skipped},
        frozenset(held),
        named,
    )
