"""The points of all raw files of a site, remembered between two reviews."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableMapping
from pathlib import Path
from typing import Final

import msgspec

from commentariat.archive.text import digest_text
from commentariat.batches import in_batches
from commentariat.errors import OpenPoint, Problem
from commentariat.hooks.model import NO_HOOKS
from commentariat.intake.content.items import RawItem, ReadJob
from commentariat.intake.content.options import ImportOptions
from commentariat.intake.decisions.decision import Decision
from commentariat.intake.decisions.jsonl import (
    DecisionFile,
    digest_decisions,
    gather_decisions,
)
from commentariat.intake.decisions.point import Point
from commentariat.intake.decisions.store import load_decisions
from commentariat.intake.formats.found import FoundItems, hold_back
from commentariat.intake.read_jobs import review_files
from commentariat.intake.repairs.glue import load_table
from commentariat.intake.repairs.lexicon import LexiconFile
from commentariat.intake.runner import Run, run_all
from commentariat.intake.sources.raw_files import load_sidecar

_BATCH: Final = 25


class ReviewedFile(msgspec.Struct, frozen=True):
    """What reading a raw file for a review gave."""

    key: str
    """Digest of all that it depends on, but for the rules."""
    points: tuple[Point, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()
    problems: tuple[Problem, ...] = ()
    links: tuple[str, ...] = ()
    """Those that lead nowhere unless their targets are here."""


def points_stamp(options: ImportOptions) -> str:
    """Tell what is the same for all files: the rules, and the settings they go by."""
    words = LexiconFile("", options.words.digest)  # wherever the site stands
    plain = msgspec.structs.replace(options, words=words, hooks=NO_HOOKS)
    said = msgspec.json.encode(plain, order="deterministic").decode()
    return f"{options.rules} {digest_text(said)[:12]}"


def read_points(
    site: Path,
    options: ImportOptions,
    items: FoundItems,
    groups: Iterable[Iterable[str]],
    memory: MutableMapping[str, ReviewedFile],
    run: Run,
) -> Iterator[tuple[str, ReviewedFile]]:
    """
    Yield what can be decided of each raw file of *site*, imported or not.

    *items* are those raw files and what is in them; *groups* the files of each
    article, which share what is decided. What *memory* knows of the same file, row and
    decisions is not read again; what is read goes into it.
    """
    found, digests = items.raw, items.digests
    sidecar = load_sidecar(site, found)
    settled = load_decisions(site)
    shared = _share(settled, groups)
    held_back = hold_back(items, sidecar, options.states).names
    unread: list[RawItem] = []
    keys: dict[str, str] = {}
    for file in sorted(found.files):
        row = sidecar.find(file)
        if file in held_back or (row is not None and row.is_skipped):
            continue
        decisions = shared.get(file, ())
        words = (
            digests.get(file, ""),
            row.digest if row else "",
            digest_decisions(decisions),
        )
        keys[file] = " ".join(words)
        known = memory.get(file)
        if known is None or known.key != keys[file] or not words[0]:
            place = items.place(file)
            pictures = items.pictures_of(file)
            unread.append(
                RawItem(file, row, decisions=decisions, place=place, pictures=pictures)
            )
    for item, one in _read(site, options, unread, run, items.folder):
        memory[item.file] = msgspec.structs.replace(one, key=keys[item.file])
    for file in keys:
        yield file, memory[file]


def _share(
    settled: DecisionFile, groups: Iterable[Iterable[str]]
) -> dict[str, tuple[Decision, ...]]:
    """Give each raw file what is decided of it and of the others of its article."""
    if not settled.decided:
        return {}
    own = settled.by_file()
    shared = dict(own)
    for group in groups:
        files = tuple(group)
        if len(files) > 1 and any(file in own for file in files):
            shared |= dict.fromkeys(files, gather_decisions(own, files))
    return shared


def _read(
    site: Path, options: ImportOptions, items: list[RawItem], run: Run, folder: str
) -> Iterator[tuple[RawItem, ReviewedFile]]:
    jobs = [
        ReadJob(str(site), batch, options, folder)
        for batch in in_batches(items, _BATCH)
    ]
    if len(jobs) > 1:
        load_table(options.language)
    results = run_all(run, review_files, jobs)
    for item, one in zip(items, results, strict=True):
        yield (
            item,
            ReviewedFile("", one.points, one.open_points, one.problems, one.links),
        )
