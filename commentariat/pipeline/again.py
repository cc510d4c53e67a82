"""What reading all raw files again came to, remembered while nothing is another."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from commentariat.archive.folders import ARTICLES, CONTENT, REPEATED, SHARED, WORDS
from commentariat.archive.text import digest_bytes, digest_text
from commentariat.engine.key_value import KeyValueStore
from commentariat.engine.memory import open_store
from commentariat.engine.program import program_digest
from commentariat.engine.sources import Loaded
from commentariat.errors import OpenPoint
from commentariat.hooks.names import IN_INTAKE
from commentariat.intake.report import ImportReport
from commentariat.kinds import Kind
from commentariat.pipeline.raw_items import ItemsContext

_LEARNED = (REPEATED, SHARED, WORDS)
"""What import learns of all raw files together."""
_OF_LEARNING = frozenset({Kind.LINE_LEARNED.name, Kind.LINES_SHARED.name})
"""Told where something is learned, and not when it is known."""
_DRY, _WRITING = "dry", "writing"


class _Again(msgspec.Struct, frozen=True):
    """What came of reading everything again, where nothing was to be written."""

    key: str
    kept: int
    edited: tuple[str, ...]
    differences: dict[str, tuple[str, ...]]
    open_points: tuple[OpenPoint, ...]
    standing: tuple[OpenPoint, ...]


class AgainMemory:
    """
    Knows what reading everything again comes to, where that was done and nothing is another.

    Program, settings and every file in content/ must be those of then. Where a site's own
    code reads, or a file is at fault, nothing is known. Losing it costs time alone.
    """

    def __init__(self, context: ItemsContext) -> None:
        self._context = context

    def recall(self, loaded: Loaded, *, is_dry: bool) -> ImportReport | None:
        """Give what reading all that is *loaded* again comes to, where that is known."""
        if not self._may_know(loaded):
            return None
        old = self._opened().get(_DRY if is_dry else _WRITING)
        if old is None or old.key != self._key_of(loaded):
            return None
        return ImportReport(
            kept=old.kept,
            edited=old.edited,
            differences=old.differences,
            open_points=old.open_points,
            standing=old.standing,
        )

    def keep(self, loaded: Loaded, report: ImportReport) -> None:
        """Remember the *report* of a dry run over all that is *loaded*, if none came of it."""
        self._put(loaded, report, (_DRY,))

    def keep_first(self, before: Loaded, after: Loaded, report: ImportReport) -> None:
        """
        Remember that import wrote all there is *after*, where *before* there was nothing.

        Nothing had been learned either: to learn, read and write all of that again makes
        what is there already.
        """
        there = before.all_digests
        if any(path in there for path in _LEARNED):
            return
        if any(path.startswith(f"{ARTICLES}/") for path in there):
            return
        points = tuple(
            one for one in report.open_points if one.message.name not in _OF_LEARNING
        )
        report = msgspec.structs.replace(
            report, kept=0, written=(), differences={}, open_points=points
        )
        self._put(after, report, (_DRY, _WRITING))

    def _put(self, loaded: Loaded, report: ImportReport, ways: Sequence[str]) -> None:
        nothing = not (report.written or report.removed or report.problems)
        if nothing and self._may_know(loaded):
            one = _Again(
                self._key_of(loaded),
                report.kept,
                report.edited,
                report.differences,
                report.open_points,
                report.standing,
            )
            self._opened().update(dict.fromkeys(ways, one))

    def _may_know(self, loaded: Loaded) -> bool:
        return not (loaded.problems or self._context.settings.hooks.has(*IN_INTAKE))

    def _opened(self) -> KeyValueStore[_Again]:
        cache = self._context.options.cache
        return open_store(cache, "again", _Again, program_digest())

    def _key_of(self, loaded: Loaded) -> str:
        """Digest all that reading everything again depends on, but for the program."""
        settings = self._context.settings
        words = [digest_bytes(msgspec.msgpack.encode(settings)), settings.hooks.digest]
        for path, digest in sorted(loaded.all_digests.items()):
            if path.startswith(f"{CONTENT}/"):
                words += path, digest
        return digest_text("\0".join(words))
