"""Content files, read and judged: where there are many, in processes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import msgspec

from commentariat.archive.judge import (
    Opened,
    judge_article,
    judge_page,
    judge_term,
    open_content,
)
from commentariat.archive.text import digest_bytes
from commentariat.disk import read_steady
from commentariat.engine.bodies import BodyWriter
from commentariat.engine.executors import Executor, in_batches
from commentariat.engine.markup import to_html
from commentariat.engine.sources import Record, SourceKind, SourceResult, SourceTask
from commentariat.errors import Problem, SourceError, too_large, unreadable

LARGEST_CONTENT = 20 * 2**20
_BATCH = 100  # files
_ENCODE = msgspec.msgpack.Encoder().encode


def read_all(
    site: Path, unread: list[SourceTask], executor: Executor, packs: Path | None = None
) -> Iterable[SourceResult]:
    """
    Read every file in *unread*, in processes where there are many.

    With *packs*, a folder of converted bodies, bodies that are others are converted.
    """
    opener = partial(BodyWriter, packs) if packs else nullcontext
    job = partial(_read_batch, str(site))
    for batch in executor.map_with(opener, job, in_batches(unread, _BATCH)):
        yield from batch


def _read_batch(
    site: str, writer: BodyWriter | None, batch: tuple[SourceTask, ...]
) -> list[SourceResult]:
    return [_read(site, item, writer) for item in batch]


def _read(
    site: str, item: SourceTask, writer: BodyWriter | None = None
) -> SourceResult:
    where = os.path.join(site, item.path)
    try:
        data = read_steady(where)
    except OSError as fault:
        return SourceResult(item.path, "", b"", (unreadable(item.path, fault),))
    return judge_file(data, item, writer)


def judge_file(
    data: bytes, item: SourceTask, writer: BodyWriter | None = None
) -> SourceResult:
    """
    Judge the content of a file, as far as its kind has one to be judged.

    With a *writer*, convert its body too.
    """
    digest = digest_bytes(data)
    if not item.kind.name or digest == item.known:
        return SourceResult(item.path, digest, b"")
    if len(data) > LARGEST_CONTENT:
        message = too_large(LARGEST_CONTENT, len(data))
        problem = Problem(item.path, 0, message)
        return SourceResult(item.path, digest, b"", (problem,))
    try:
        opened = open_content(data, item.path.removeprefix("content/"), digest)
        record = _judge(opened, item.kind)
    except SourceError as fault:
        placed = [msgspec.structs.replace(p, source=item.path) for p in fault.problems]
        return SourceResult(item.path, digest, b"", tuple(placed))
    is_new = writer is not None and record.body_key != item.body_key
    place = writer.write(to_html(opened.body)) if is_new and writer else None
    return SourceResult(item.path, digest, _ENCODE(record), (), record.body_key, place)


def _judge(opened: Opened, kind: SourceKind) -> Record:
    if kind.name == "article":
        return judge_article(opened, kind.schema)
    return judge_term(opened, kind.facet) if kind.name == "term" else judge_page(opened)
