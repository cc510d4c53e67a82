"""Articles that may stand in the archive twice, for their raw files have other names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from commentariat.archive.folders import RAW, raw_path, said_raw, split_item
from commentariat.archive.model import Article, RawFile
from commentariat.batches import in_batches
from commentariat.engine.sources import Loaded
from commentariat.errors import OpenPoint
from commentariat.intake.crawls.lost import LostJob, find_successors, sign_bodies
from commentariat.intake.planning.due import find_gone
from commentariat.intake.planning.inventory import Inventory
from commentariat.kinds import Kind
from commentariat.pipeline.imports import Signatures
from commentariat.pipeline.workspace import Workspace

_BATCH = 200


def find_lost_and_again(
    work: Workspace, loaded: Loaded, signs: Mapping[str, str]
) -> Iterator[OpenPoint]:
    """
    Find articles none of whose raw files is there, and that another file says again.

    *signs* are digests of the words of bodies: those that are equal are told elsewhere.
    """
    raw = loaded.raw_digests
    articles = loaded.articles
    lost = [
        one
        for one in articles
        if one.raw and not any(_is_there(r, raw) for r in one.raw)
    ]
    homes = {
        r.file: one.source for one in articles for r in one.raw if _is_there(r, raw)
    }
    if not (lost and homes):
        return
    known = Signatures(work).remembered()
    signatures = {file: known[file] for file in homes if file in known}
    slugs = {one.source: one.slug for one in lost}
    told = set()
    for source, file in find_successors(_sign_all(work, lost), signatures):
        pair = (source, homes[file])
        is_equal = signs.get(source, "") == signs.get(homes[file]) != ""
        if pair not in told and not is_equal:
            told.add(pair)
            message = Kind.LOST_RAW.of(homes[file], said_raw(file), slugs[source])
            yield OpenPoint(f"content/{source}", 0, message, "raw")


def gone_raw_of(loaded: Loaded, sources: Collection[str]) -> set[str]:
    """Name the raw files that are gone of the articles *sources*, from the site."""
    raw = loaded.raw_digests
    return {
        raw_path(split_item(one.file)[0])
        for article in loaded.articles
        if f"content/{article.source}" in sources
        for one in article.raw
        if not _is_there(one, raw)
    }


def _is_there(one: RawFile, raw: Collection[str]) -> bool:
    """Tell whether the file is there that holds it."""
    return split_item(one.file)[0] in raw


def find_gone_folder(work: Workspace, loaded: Loaded) -> Iterator[OpenPoint]:
    """Name the raw files of articles where all of content/raw/ is gone."""
    if not (work.options.site / RAW).is_dir():
        yield from find_gone(loaded.articles, Inventory({}))


def _sign_all(work: Workspace, lost: list[Article]) -> dict[str, bytes]:
    bodies = [(one.source, one.body_line) for one in lost]
    jobs = [
        LostJob(str(work.options.site), batch) for batch in in_batches(bodies, _BATCH)
    ]
    return {
        source: marks
        for batch in work.executor.map(sign_bodies, jobs)
        for source, marks in batch
    }
