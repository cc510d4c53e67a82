"""The work of finding crawls that can be handed out: files signed, pairs compared."""

from __future__ import annotations

import msgspec

from commentariat.errors import SourceError
from commentariat.intake.content.items import ReadJob, Source, open_raw
from commentariat.intake.content.sign import sign_reading
from commentariat.intake.content.signature import Signature
from commentariat.intake.content.texts import Habits
from commentariat.intake.crawls.compare import Kind, Likeness, compare
from commentariat.intake.crawls.side import Side, take_side


class CompareJob(msgspec.Struct, frozen=True):
    """Pairs of raw files to be compared."""

    site: str
    pairs: tuple[tuple[Source, Source], ...]
    habits: Habits


def sign_files(job: ReadJob) -> list[Signature | None]:
    """Sign raw files; None stands for one that cannot be read."""
    return [_sign(job, source) for source in job.sources]


def _sign(job: ReadJob, source: Source) -> Signature | None:
    try:
        _, reading, digest = open_raw(job.site, source, job.habits)
    except SourceError:
        return None  # told by the import that reads it
    return sign_reading(reading, digest)


def compare_pairs(job: CompareJob) -> list[Likeness]:
    """Compare pairs of raw files; each file is read once for those in a row."""
    sides: dict[str, Side | None] = {}
    return [_compare(job, pair, sides) for pair in job.pairs]


def _compare(
    job: CompareJob, pair: tuple[Source, Source], sides: dict[str, Side | None]
) -> Likeness:
    for source in pair:
        if source.file not in sides:
            sides[source.file] = _open_side(job, source)
    one, other = (sides[source.file] for source in pair)
    if one is None or other is None:
        return Likeness(Kind.OTHER)
    return compare(one, other)


def _open_side(job: CompareJob, source: Source) -> Side | None:
    try:
        text, reading, _ = open_raw(job.site, source, job.habits)
    except SourceError:
        return None
    return take_side(source.file, reading, text, source.row, job.habits.language)
