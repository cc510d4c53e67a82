"""The inventory of raw files: which there are, and which are as recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import msgspec

from commentariat.archive.model import Article, RawFile
from commentariat.batches import in_batches
from commentariat.errors import Problem
from commentariat.intake.report import ReportBuilder
from commentariat.intake.runner import Run, run_all
from commentariat.intake.sources.raw_files import (
    DigestJob,
    RawFolder,
    digest_files,
)
from commentariat.intake.sources.sidecar import Sidecar

_DIGEST_BATCH: Final = 400


class Inventory(msgspec.Struct, frozen=True):
    """The raw files that there are, and what index.csv says of them."""

    digests: Mapping[str, str]
    """By file; empty for one that no article lists, as nobody asks."""
    rows: Mapping[str, str] = {}
    """Digest of the row of each file that has one."""
    skipped: frozenset[str] = frozenset()
    """Files that index.csv says to skip, whether they exist or not, and those hidden."""
    held: frozenset[str] = frozenset()
    """Files that are at fault, or whose rows are."""
    named: frozenset[str] | None = None
    """The files asked for; None: all."""
    decided: Mapping[str, str] = {}
    """Digest of what editors decided of each file that they did of."""
    is_again: bool = False
    """Everything is to be read again, for the rules may have changed."""
    hidden: frozenset[str] = frozenset()
    """Items that their house shows to nobody, or that are no articles."""

    def is_asked(self, file: str) -> bool:
        """Tell whether this import is about *file*."""
        return self.named is None or file in self.named

    def is_changed(self, raw: RawFile) -> bool:
        """Tell whether a usable file is not as it was when *raw* was recorded."""
        if not self.is_usable(raw.file) or not self.is_asked(raw.file):
            return False
        row = self.rows.get(raw.file, "")
        return (self.digests[raw.file], row) != (raw.digest, raw.row)

    def is_decided_anew(self, raw: RawFile) -> bool:
        """Tell whether editors decided other things of a file than *raw* records."""
        if not self.is_usable(raw.file) or not self.is_asked(raw.file):
            return False
        return self.decided.get(raw.file, "") != raw.decided

    def is_usable(self, file: str) -> bool:
        """Tell whether *file* can be read and is to be."""
        return (
            file in self.digests and file not in self.held and file not in self.skipped
        )

    @property
    def usable(self) -> frozenset[str]:
        """The files that can be read and are to be."""
        return frozenset(filter(self.is_usable, self.digests))

    def is_dropped(self, file: str) -> bool:
        """Tell whether *file* is to be skipped."""
        return file in self.skipped and self.is_asked(file)


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
    for file, digest in run_all(run, digest_files, jobs):
        if isinstance(digest, Problem):
            log.problems.append(digest)
            held.add(file)
        digests[file] = "" if isinstance(digest, Problem) else digest
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
