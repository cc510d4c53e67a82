"""Whether raw files are, byte for byte, what articles were made from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from commentariat.archive.text import digest_bytes
from commentariat.batches import in_batches
from commentariat.engine.sources import Loaded
from commentariat.errors import Problem, unreadable
from commentariat.intake.sources.raw_files import (
    DigestJob,
    find_raw_files,
    raw_source,
    read_raw_bytes,
)
from commentariat.kinds import Kind
from commentariat.pipeline.options import Fixity, in_order
from commentariat.pipeline.workspace import Workspace

ALGORITHM: Final = "BLAKE2b, 128 bits"
"""What digests of raw files are: `b2sum --length=128` gives the same."""
_BATCH: Final = 200

Found: TypeAlias = str | Problem
"""The digest of a file; empty where it is gone, a problem where it cannot be read."""


def verify_raw(work: Workspace, loaded: Loaded) -> Fixity:
    """
    Read every raw file that an article records, and compare its digest.

    Nothing that is remembered of a file is trusted: what a disk forgets leaves no trace
    in its size or times.
    """
    recorded: dict[str, dict[str, str]] = {}
    for article in loaded.articles:
        for raw in article.raw:
            by_article = recorded.setdefault(raw.file, {})
            by_article[f"content/{article.source}"] = raw.digest
    work.executor.stage = "verifying raw files"
    site = work.options.site
    batches = in_batches(sorted(recorded), _BATCH)
    jobs = [DigestJob(str(site), batch) for batch in batches]
    faults = {
        file: faults
        for batch in work.executor.map(_digest_files, jobs)
        for file, found in batch
        if (faults := tuple(_faults(file, found, recorded[file])))
    }
    return Fixity(
        algorithm=ALGORITHM,
        sound=len(recorded) - len(faults),
        unrecorded=len(
            find_raw_files(site, loaded.raw_digests).files - recorded.keys()
        ),
        problems=in_order(one for found in faults.values() for one in found),
    )


def _digest_files(job: DigestJob) -> list[tuple[str, Found]]:
    return [(file, _digest(job.site, file)) for file in job.files]


def _digest(site: str, file: str) -> Found:
    try:
        return digest_bytes(read_raw_bytes(site, file))
    except FileNotFoundError:
        return ""
    except OSError as fault:
        return unreadable(raw_source(file), fault)


def _faults(file: str, found: Found, recorded: dict[str, str]) -> Iterator[Problem]:
    if isinstance(found, Problem):
        yield found
        return
    for article, expected in recorded.items():
        if not found:
            yield Problem(raw_source(file), 0, Kind.FIXITY_GONE.of(article))
        elif found != expected:
            message = Kind.FIXITY.of(expected, ALGORITHM, article, found)
            yield Problem(raw_source(file), 0, message)
