"""Raw files read, each once, for a plan or a review: work that can be handed out."""

from __future__ import annotations

from typing import BinaryIO

import msgspec

from commentariat.archive.folders import raw_path
from commentariat.disk import open_over
from commentariat.errors import OpenPoint, Problem, SourceError
from commentariat.hooks.running import HookError
from commentariat.intake.content.convert import Converted, convert_reading
from commentariat.intake.content.items import Extent, RawItem, ReadJob, open_item
from commentariat.intake.content.links import loose_links
from commentariat.intake.content.options import ImportOptions
from commentariat.intake.content.pictures import take_pictures
from commentariat.intake.content.signature import Signature
from commentariat.intake.content.summary import RawSummary, summarize
from commentariat.intake.decisions.point import Point
from commentariat.intake.pages.model import PUBLISHED
from commentariat.kinds import Kind


class ReadResult(msgspec.Struct, frozen=True):
    """What reading one raw file gave."""

    summary: RawSummary | None = None
    extent: Extent | None = None
    signature: Signature | None = None
    problems: tuple[Problem, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()
    points: tuple[Point, ...] = ()
    links: tuple[str, ...] = ()
    """Those that lead nowhere unless their targets are here."""
    held_back: str = ""
    """The state for which it is not imported."""


def summarize_files(job: ReadJob) -> list[ReadResult]:
    """
    Summarize raw files, each read once; a fault is a part of its result.

    What is made of a file waits in the scratch file, for memory does not hold an archive.
    What is written later is what was read here, even if the file changes meanwhile.
    """
    with open_over(job.scratch) as scratch:
        return [_summarize(job, item, scratch) for item in job.items]


def _summarize(job: ReadJob, item: RawItem, scratch: BinaryIO) -> ReadResult:
    try:
        converted = convert_item(job.site, item, job.options, job.unpacked)
    except HookError:
        raise  # of all raw files
    except SourceError as fault:
        return ReadResult(problems=fault.problems)
    if _is_held_back(converted, item):
        return ReadResult(held_back=converted.state)
    data = _ENCODE(msgspec.structs.replace(converted, points=()))
    extent = Extent(job.scratch, scratch.tell(), len(data))
    scratch.write(data)
    summary = summarize(converted.crawled, item.row)
    return ReadResult(summary, extent, converted.signature)


_ENCODE = msgspec.msgpack.Encoder().encode
_DECODER = msgspec.msgpack.Decoder(Converted)


def _take_back(extent: Extent) -> Converted:
    with open(extent.scratch, "rb") as scratch:
        scratch.seek(extent.start)
        return _DECODER.decode(scratch.read(extent.size))


def review_files(job: ReadJob) -> list[ReadResult]:
    """Find what in raw files an editor should look at."""
    return [_review(job, item) for item in job.items]


def _review(job: ReadJob, item: RawItem) -> ReadResult:
    try:
        found = convert_item(
            job.site, item, job.options, job.unpacked, is_reviewed=True
        )
    except HookError:
        raise  # of all raw files
    except SourceError as fault:
        return ReadResult(problems=fault.problems)
    if _is_held_back(found, item):
        return ReadResult(held_back=found.state)
    return ReadResult(
        open_points=found.open_points,
        points=found.points,
        links=loose_links(found.crawled),
    )


def _is_held_back(converted: Converted, item: RawItem) -> bool:
    """Tell what its house shows to nobody, unless a row of index.csv asks for it."""
    is_wanted = item.row is not None and item.row.is_wanted
    return converted.state != PUBLISHED and not is_wanted


def convert_item(
    site: str,
    item: RawItem,
    options: ImportOptions,
    unpacked: str = "",
    *,
    is_reviewed: bool = False,
) -> Converted:
    """
    Take back what was made of a raw file, or read it.

    Raises:
        SourceError: it cannot be read, or is not what it was.
    """
    if item.extent is not None:
        return _take_back(item.extent)
    text, reading, digest = open_item(site, item, options, unpacked)
    converted = convert_reading(
        reading, text, file=item.file, digest=digest, row=item.row, options=options,
        decisions=item.decisions, is_reviewed=is_reviewed,
    )  # fmt: skip
    if not reading.pictures:
        return converted
    return _with_pictures(site, converted, item.pictures, unpacked)


def _with_pictures(
    site: str, converted: Converted, pictures: str, unpacked: str
) -> Converted:
    """Let the text show the pictures that lie beside its file, and tell of others."""
    crawled, missing = take_pictures(site, converted.crawled, pictures, unpacked)
    points = converted.open_points
    if missing:
        message = Kind.PICTURES_MISSING.of()
        points = (*points, OpenPoint(raw_path(crawled.file), 0, message))
    return msgspec.structs.replace(converted, crawled=crawled, open_points=points)
