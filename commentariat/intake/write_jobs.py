"""The steps of a plan, carried out on content files: work that can be handed out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence

import msgspec

from commentariat.archive.folders import raw_path, said_raw
from commentariat.archive.text import digest_bytes
from commentariat.disk import write_whole
from commentariat.errors import OpenPoint, Problem, SourceError
from commentariat.intake.content.amendments import EditedContent, amend_file
from commentariat.intake.content.content_file import (
    add_raw_file,
    judge_written,
    write_content,
)
from commentariat.intake.content.difference import show_difference, without_stamps
from commentariat.intake.content.items import RawItem
from commentariat.intake.content.links import settle_links
from commentariat.intake.content.model import Content, CrawledArticle, TakenPicture
from commentariat.intake.content.options import ImportOptions
from commentariat.intake.content.pictures import copy_pictures
from commentariat.intake.content.unite import unite
from commentariat.intake.decisions.decision import Decision
from commentariat.intake.planning.steps import (
    Amend,
    Compare,
    Create,
    Extend,
    ImportStep,
    Remove,
    Rewrite,
)
from commentariat.intake.read_jobs import convert_item
from commentariat.intake.report import Outcome
from commentariat.intake.sources.disk import is_inside
from commentariat.kinds import Kind


class WriteTask(msgspec.Struct, frozen=True):
    """A step, the raw files it takes, and the digest its content file must have."""

    step: ImportStep
    items: tuple[RawItem, ...] = ()
    expected: str = ""
    undone: tuple[Decision, ...] = ()
    """What was decided before, and is not any more."""


class WriteJob(msgspec.Struct, frozen=True):
    """Tasks to be done."""

    site: str
    tasks: tuple[WriteTask, ...]
    options: ImportOptions
    is_dry: bool = False
    is_shown: bool = False
    """Tell in words what changes."""
    unpacked: str = ""
    """Folder that holds what was packed."""

    def __len__(self) -> int:
        """Count the content files, for who tells how far they are."""
        return len(self.tasks)


def do_tasks(job: WriteJob) -> list[Outcome]:
    """Do every task; what the disk refuses is a problem of that file alone."""
    is_inside.cache_clear()
    return [_do(job, task) for task in job.tasks]


def _do(job: WriteJob, task: WriteTask) -> Outcome:
    step = task.step
    path = step.path if isinstance(step, Create) else f"content/{step.article.source}"
    try:
        return _DOERS[type(step)](job, task, path)
    except SourceError as fault:
        return Outcome(path, problems=fault.problems)
    except OSError as fault:
        message = Kind.UNWRITABLE.of(fault.strerror or fault)
        return Outcome(path, problems=(Problem(path, 0, message),))


def _create(job: WriteJob, task: WriteTask, path: str) -> Outcome:
    assert isinstance(task.step, Create)
    if os.path.lexists(os.path.join(job.site, path)):
        raise SourceError(Problem(path, 0, Kind.FILE_CAME.of()))
    return _write(job, task, path, task.step.slug, b"", task.step.aliases)


def _rewrite(job: WriteJob, task: WriteTask, path: str) -> Outcome:
    assert isinstance(task.step, Rewrite)
    data = _read(job, task, path)
    slug, aliases = task.step.slug or task.step.article.slug, task.step.aliases
    return _write(job, task, path, slug, data, aliases)


def _write(
    job: WriteJob,
    task: WriteTask,
    path: str,
    slug: str,
    old: bytes,
    aliases: Sequence[str] = (),
) -> Outcome:
    """Write a content file from its raw files, where it differs from *old*."""
    content, points, files = _unite(job, task.items)
    before = old.decode("utf-8", "replace")
    schema = job.options.schema
    written = write_content(content, slug, schema, job.options.rules, aliases)
    text = written.text
    if old and without_stamps(text) == without_stamps(before):
        return Outcome(path, open_points=points)
    if not job.is_dry:
        copy_pictures(job.site, files, job.unpacked)
    _put(job, path, text.encode())
    shown = show_difference(before, text) if job.is_shown and old else ()
    article = judge_written(written, path.removeprefix("content/"), schema)
    record = _ENCODE(article) if article else b""
    return Outcome(
        path,
        is_written=True,
        raw=tuple([item.file for item in task.items]),
        open_points=points,
        difference=shown,
        record=record,
    )


def _unite(
    job: WriteJob, items: Iterable[RawItem]
) -> tuple[Content, tuple[OpenPoint, ...], list[TakenPicture]]:
    crawls: list[CrawledArticle] = []
    points: list[OpenPoint] = []
    for item in items:
        converted = convert_item(job.site, item, job.options, job.unpacked)
        crawled, lost = converted.crawled, 0
        if crawled.has_links:
            crawled, lost = settle_links(crawled, item.links)
        crawls.append(crawled)
        points += converted.open_points
        if lost:
            points.append(OpenPoint(raw_path(item.file), 0, Kind.LINKS_NOWHERE.of()))
    files = [file for one in crawls for file in one.files]
    return unite(crawls, job.options.schema), tuple(points), files


def _compare(job: WriteJob, task: WriteTask, path: str) -> Outcome:
    """Show what import would write in place of an edited file, and leave that alone."""
    assert isinstance(task.step, Compare)
    text = _read(job, task, path).decode("utf-8")
    if f"\nrules: {job.options.rules}\n" in text or not job.is_shown:
        return Outcome(path)  # the rules are those that wrote it
    content, *_ = _unite(job, task.items)
    fresh = write_content(content, task.step.article.slug, job.options.schema).text
    shown = show_difference(text, fresh)
    return Outcome(path, is_kept=bool(shown), difference=shown)


def _amend(job: WriteJob, task: WriteTask, path: str) -> Outcome:
    """Change in an edited file the places that were decided of, where they stand."""
    assert isinstance(task.step, Amend)

    def unite_by(decisions: tuple[Decision, ...]) -> Content:
        items = (
            msgspec.structs.replace(one, decisions=decisions, extent=None)
            for one in task.items
        )
        return _unite(job, items)[0]

    before = _read(job, task, path).decode("utf-8")
    decisions = task.items[0].decisions  # those of one article are shared
    case = EditedContent(path, decisions, task.undone, task.step.decided, unite_by)
    text, points = amend_file(before, case)
    if text != before:
        _put(job, path, text.encode())
    shown = show_difference(before, text)  # an editor wants to know what was done
    return Outcome(
        path, is_written=text != before, open_points=points, difference=shown
    )


def _extend(job: WriteJob, task: WriteTask, path: str) -> Outcome:
    assert isinstance(task.step, Extend)
    text = _read(job, task, path).decode("utf-8")
    for raw in task.step.raw:
        added = add_raw_file(text, raw)
        if added is None:
            point = OpenPoint(
                path, 0, Kind.RAW_NOT_LISTED.of(said_raw(raw.file)), "raw"
            )
            return Outcome(path, open_points=(point,))
        text = added
    _put(job, path, text.encode())
    files = [raw.file for raw in (*task.step.article.raw, *task.step.raw)]
    return Outcome(path, is_written=True, raw=tuple(files))


def _remove(job: WriteJob, task: WriteTask, path: str) -> Outcome:
    _read(job, task, path)
    if not job.is_dry:
        os.unlink(os.path.join(job.site, path))
    return Outcome(path, is_removed=True)


_ENCODE = msgspec.msgpack.Encoder().encode
_DOERS: dict[type[ImportStep], Callable[[WriteJob, WriteTask, str], Outcome]] = {
    Create: _create,
    Rewrite: _rewrite,
    Extend: _extend,
    Amend: _amend,
    Compare: _compare,
    Remove: _remove,
}


def _read(job: WriteJob, task: WriteTask, path: str) -> bytes:
    """
    Read a content file that is still as it was when the plan was made.

    Raises:
        SourceError: it stands elsewhere, or an editor has saved it since.
    """
    _check_place(job, path)
    with open(os.path.join(job.site, path), "rb") as file:
        data = file.read()
    if digest_bytes(data) != task.expected:
        raise SourceError(Problem(path, 0, Kind.FILE_EDITED.of()))
    return data


def _put(job: WriteJob, path: str, data: bytes) -> None:
    _check_place(job, path)
    if not job.is_dry:
        write_whole(os.path.join(job.site, path), data)


def _check_place(job: WriteJob, path: str) -> None:
    if not is_inside(job.site, os.path.dirname(path)):
        raise SourceError(Problem(path, 0, Kind.LINK_OUT.of("folder")))
