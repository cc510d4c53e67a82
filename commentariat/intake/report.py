"""What an import did, told file by file and put together at the end."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from commentariat.errors import OpenPoint, Problem
from commentariat.intake.content.signature import Signature


class Outcome(msgspec.Struct, frozen=True):
    """What a task did to the content file at *path*, from the site."""

    path: str
    is_written: bool = False
    is_removed: bool = False
    raw: tuple[str, ...] = ()
    """The raw files that it is of."""
    is_kept: bool = False
    """It is an editor's, and stays as it is."""
    problems: tuple[Problem, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()
    difference: tuple[str, ...] = ()
    """What changes, or would, where that was asked for."""
    record: bytes = b""
    """The article that was written, judged, as MessagePack; empty: it must be read."""


class ImportReport(msgspec.Struct, frozen=True, kw_only=True):
    """What an import did; paths are relative to the site."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    """Content files that stay as editors left them, and would be otherwise."""
    differences: dict[str, tuple[str, ...]] = {}
    """What changes, or would, by content file: in edited ones, or where all is shown."""
    united: dict[str, tuple[str, ...]] = {}
    """Raw files by the content file, of those written, that is of several."""
    kept: int = 0
    """Raw files that were as recorded, and so were not read."""
    problems: tuple[Problem, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()
    standing: tuple[OpenPoint, ...] = ()
    """Those of them that every import asks while they hold; others go with what it reads."""
    records: dict[str, bytes] = {}
    """Articles that were written, judged, as MessagePack: they need not be read."""
    signatures: dict[str, Signature] = {}
    """Of raw files that were read: worth keeping for the next import."""


class ReportBuilder:
    """What is to be reported, while it gathers."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.open_points: list[OpenPoint] = []
        self.standing: list[OpenPoint] = []
        self.signatures: dict[str, Signature] = {}

    def report(self, outcomes: Sequence[Outcome] = (), kept: int = 0) -> ImportReport:
        """Put everything in order, with what the tasks came to."""
        problems = {*self.problems, *(p for one in outcomes for p in one.problems)}
        points = {*self.open_points, *(p for one in outcomes for p in one.open_points)}
        points.update(self.standing)
        return ImportReport(
            written=tuple(sorted(one.path for one in outcomes if one.is_written)),
            edited=tuple(sorted(one.path for one in outcomes if one.is_kept)),
            differences={
                one.path: one.difference
                for one in sorted(outcomes, key=lambda one: one.path)
                if one.difference
            },
            united={
                one.path: one.raw
                for one in sorted(outcomes, key=lambda one: one.path)
                if one.is_written and len(one.raw) > 1
            },
            removed=tuple(sorted(one.path for one in outcomes if one.is_removed)),
            kept=kept,
            problems=tuple(sorted(problems)),
            open_points=tuple(sorted(points)),
            standing=tuple(sorted(set(self.standing))),
            records={one.path: one.record for one in outcomes if one.record},
            signatures=self.signatures,
        )
