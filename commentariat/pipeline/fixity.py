"""Whether raw files are, byte for byte, what articles were made from."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from itertools import chain
from tempfile import TemporaryDirectory
from typing import Final, TypeAlias

from commentariat.archive.folders import RAW, item_name, split_item
from commentariat.archive.text import digest_bytes
from commentariat.batches import in_batches
from commentariat.engine.sources import Loaded
from commentariat.errors import Problem, unreadable
from commentariat.intake.formats.containers import CutJob, cut_files
from commentariat.intake.formats.found import hold_back
from commentariat.intake.formats.places import Container
from commentariat.intake.runner import run_all
from commentariat.intake.sources.raw_files import (
    DigestJob,
    raw_source,
    read_raw_bytes,
)
from commentariat.intake.sources.sidecar import Sidecar
from commentariat.kinds import Kind
from commentariat.pipeline.options import Fixity, in_order
from commentariat.pipeline.raw_items import find_raw_items
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
    whole = [name for name in recorded if not split_item(name)[1]]
    batches = in_batches(sorted(whole), _BATCH)
    jobs = [DigestJob(str(site), batch) for batch in batches]
    faults = {
        name: faults
        for name, found in chain(
            run_all(work.executor.map, _digest_files, jobs),
            _digest_items(work, recorded.keys() - whole),
        )
        if (faults := tuple(_faults(name, found, recorded[name])))
    }
    items = find_raw_items(work, loaded)
    held_back = hold_back(items, Sidecar(), work.settings.sources.by_state).names
    unrecorded = items.raw.files - held_back - recorded.keys()
    return Fixity(
        algorithm=ALGORITHM,
        sound=len(recorded) - len(faults),
        unrecorded=len(unrecorded),
        problems=in_order(one for found in faults.values() for one in found),
    )


def _digest_items(
    work: Workspace, names: Collection[str]
) -> Iterator[tuple[str, Found]]:
    """Cut the files anew that hold the items called *names*, and digest those."""
    if not names:
        return
    files = sorted({split_item(name)[0] for name in names})
    with TemporaryDirectory(prefix="commentariat-") as folder:
        site = str(work.options.site)
        jobs = [CutJob(site, ((file, ""),), folder) for file in files]
        digests: dict[str, Found] = {}
        for file, cut in run_all(work.executor.map, cut_files, jobs):
            if isinstance(cut, Problem):
                gone = not os.path.exists(os.path.join(site, RAW, file))
                fault: Found = "" if gone else cut
                inside = [name for name in names if split_item(name)[0] == file]
                digests |= dict.fromkeys(inside, fault)
            elif isinstance(cut, Container):
                for place in cut.places:
                    name = item_name(file, place.span.key)
                    digests[name] = place.span.digest or cut.digest
    for name in sorted(names):
        yield name, digests.get(name, "")


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
