"""The work of finding crawls that can be handed out: files signed, pairs compared."""

from __future__ import annotations

import msgspec

from commentariat.errors import SourceError
from commentariat.intake.content.items import RawItem, ReadJob, open_item
from commentariat.intake.content.options import ImportOptions
from commentariat.intake.content.signature import Signature
from commentariat.intake.content.signing import sign_reading
from commentariat.intake.crawls.compare import Likeness, Relation, compare
from commentariat.intake.crawls.side import Side, take_side


class CompareJob(msgspec.Struct, frozen=True):
    """Pairs of raw files to be compared."""

    site: str
    pairs: tuple[tuple[RawItem, RawItem], ...]
    options: ImportOptions
    unpacked: str = ""

    def __len__(self) -> int:
        """Count the pairs, for who tells how far they are."""
        return len(self.pairs)


def sign_files(job: ReadJob) -> list[Signature | None]:
    """Sign raw files; None stands for one that cannot be read."""
    return [_sign(job, item) for item in job.items]


def _sign(job: ReadJob, item: RawItem) -> Signature | None:
    try:
        _, reading, digest = open_item(job.site, item, job.options, job.unpacked)
    except SourceError:
        return None  # told by the import that reads it
    return sign_reading(reading, digest)


def compare_pairs(job: CompareJob) -> list[Likeness]:
    """Compare pairs of raw files; each file is read once for those in a row."""
    sides: dict[str, Side | None] = {}
    return [_compare(job, pair, sides) for pair in job.pairs]


def _compare(
    job: CompareJob, pair: tuple[RawItem, RawItem], sides: dict[str, Side | None]
) -> Likeness:
    for item in pair:
        if item.file not in sides:
            sides[item.file] = _open_side(job, item)
    one, other = (sides[item.file] for item in pair)
    if one is None or other is None:
        return Likeness(Relation.OTHER)
    return compare(one, other)


def _open_side(job: CompareJob, item: RawItem) -> Side | None:
    try:
        text, reading, _ = open_item(job.site, item, job.options, job.unpacked)
    except SourceError:
        return None
    return take_side(item.file, reading, text, item.row, job.options.language)
