"""Content files, read and judged: where there are many, in processes."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeAlias

import msgspec

from commentariat.archive.conflicts import find_conflicts
from commentariat.archive.fences import body_line
from commentariat.archive.folders import REPEATED, ROOT, SHARED, WORDS
from commentariat.archive.judge import (
    Opened,
    give_fields,
    judge_article,
    judge_item,
    judge_page,
    judge_term,
    open_content,
)
from commentariat.archive.model import Article
from commentariat.archive.text import digest_bytes, digest_text, normalize_line_ends
from commentariat.batches import in_batches
from commentariat.disk import LARGEST_CONTENT, digest_steady, read_steady
from commentariat.engine.bodies import BodyCache
from commentariat.engine.executors import Executor, Opener
from commentariat.engine.markup import MarkupError, to_html, write_shortcodes
from commentariat.engine.markup_rules import PLAIN, MarkupRules
from commentariat.engine.source_model import (
    Record,
    SourceKind,
    SourceResult,
    SourceTask,
)
from commentariat.errors import Problem, SourceError, too_large, unreadable
from commentariat.hooks.given import ArticleSource
from commentariat.hooks.loading import open_hooks
from commentariat.hooks.model import HookFile
from commentariat.hooks.names import HOOKS_FILE
from commentariat.hooks.running import HookError, told_of
from commentariat.kinds import Kind

_PASSING = frozenset(
    (None, errno.ENOENT, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN)
)
"""What the system says where it may say something else in a moment."""
_BATCH = 100  # files
_MERGED = (REPEATED, SHARED, WORDS)
_WRITTEN = ("templates/", "theme/", f"{ROOT}/", *_MERGED)
_ENCODE = msgspec.msgpack.Encoder().encode
_Unjudged: TypeAlias = tuple[SourceTask, bytes]


class _Judged(NamedTuple):
    """A content file whose body is not looked into yet."""

    task: SourceTask
    opened: Opened
    record: Record


def read_all(
    site: Path,
    unread: Sequence[SourceTask],
    executor: Executor,
    bodies: Opener[BodyCache | None] = nullcontext,
    rules: MarkupRules = PLAIN,
) -> Iterator[SourceResult]:
    """
    Read every file in *unread*, a batch of them wherever the executor works.

    Bodies that are others than before are converted, by *rules*, and kept, where *bodies*
    opens what keeps them.
    """
    job = partial(_read_batch, str(site), rules)
    for batch in executor.map_with(bodies, job, in_batches(unread, _BATCH)):
        yield from batch


def _read_batch(
    site: str,
    rules: MarkupRules,
    bodies: BodyCache | None,
    batch: tuple[SourceTask, ...],
) -> list[SourceResult]:
    return judge_files([_read(site, task) for task in batch], bodies, rules)


def _read(site: str, task: SourceTask) -> SourceResult | _Unjudged:
    where = os.path.join(site, task.path)
    try:
        size = os.stat(where).st_size
        is_looked_into = task.kind.name or task.path.startswith(_WRITTEN)
        if not is_looked_into or (size > LARGEST_CONTENT and not task.kind.name):
            return SourceResult(task.path, digest_steady(where))
        data = read_steady(where) if size <= LARGEST_CONTENT else b""
    except OSError as fault:
        problems = (unreadable(task.path, fault),)
        is_passing = fault.errno in _PASSING
        return SourceResult(task.path, "", problems=problems, is_passing=is_passing)
    if size > LARGEST_CONTENT:
        problem = Problem(task.path, 0, too_large(LARGEST_CONTENT, size))
        return SourceResult(task.path, "", problems=(problem,))
    return task, data


def judge_files(
    read: Iterable[SourceResult | _Unjudged],
    bodies: BodyCache | None = None,
    rules: MarkupRules = PLAIN,
) -> list[SourceResult]:
    """
    Judge the content of files that were *read*, as far as their kinds have one.

    With *bodies* to keep them, convert their bodies too, by *rules*, where those are
    others. Each step is done for all files before the next, for what it works with is at
    hand in the processor then.
    """
    judged = [
        one if isinstance(one, SourceResult) else _judge_file(*one, rules)
        for one in read
    ]
    sketched = [
        one if isinstance(one, SourceResult) else _sketch(one) for one in judged
    ]
    return [
        one if isinstance(one, SourceResult) else _convert(one, bodies, rules)
        for one in sketched
    ]


def _judge_file(
    task: SourceTask, data: bytes, rules: MarkupRules
) -> SourceResult | _Judged:
    digest = digest_bytes(data)
    if not task.kind.name:
        return SourceResult(task.path, digest, problems=_conflicts(data, task.path))
    if digest == task.known:
        return SourceResult(task.path, digest)
    try:
        opened = open_content(data, task.path.removeprefix("content/"), digest)
        record = _judge_expanded(opened, task, rules)
        if rules.hooks.has("fields") and isinstance(record, Article):
            record = _with_fields(record, opened, task, rules.hooks)
    except MarkupError as fault:
        problem = fault.at(task.path, body_line(opened.text, opened.header))
        return SourceResult(task.path, digest, problems=(problem,))
    except HookError as fault:
        told = (told_of(fault, task.path), *fault.problems[1:])
        return SourceResult(task.path, digest, problems=told)
    except SourceError as fault:
        placed = [msgspec.structs.replace(p, source=task.path) for p in fault.problems]
        return SourceResult(task.path, digest, problems=tuple(placed))
    return _Judged(task, opened, record)


def _sketch(judged: _Judged) -> _Judged:
    """Sketch an article, where anything goes by that."""
    task, opened, record = judged
    if not (task.kind.schema.has_sketches and isinstance(record, Article)):
        return judged
    from commentariat.search.sketches import sketched  # takes its library along

    return _Judged(task, opened, sketched(record, opened.body))


def _convert(
    judged: _Judged, bodies: BodyCache | None, rules: MarkupRules
) -> SourceResult:
    task, opened, record = judged
    digest, key, place = opened.digest, record.body_key, None
    if bodies is not None and key != task.body_key:
        try:
            place = bodies.keep(rules.variant + key, to_html(opened.body, rules))
        except MarkupError as fault:
            problem = fault.at(task.path, record.body_line)
            return SourceResult(task.path, digest, problems=(problem,))
    return SourceResult(task.path, digest, _ENCODE(record), body_key=key, place=place)


def _conflicts(data: bytes, path: str) -> tuple[Problem, ...]:
    """Find conflicts in a file that nobody else judges line by line."""
    if b"<<<<<<<" not in data or not path.startswith(_WRITTEN):
        return ()
    text = normalize_line_ends(data.decode("utf-8-sig", "replace"))
    kind = Kind.CONFLICT_MERGED if path in _MERGED else Kind.CONFLICT
    return tuple(find_conflicts(text, path, kind))


def _judge_expanded(opened: Opened, task: SourceTask, rules: MarkupRules) -> Record:
    """Judge a content file by what its shortcodes come to: that may lead somewhere."""
    written = write_shortcodes(opened.body, rules)
    if written == opened.body:
        return _judge(opened, task.kind)
    record = _judge(msgspec.structs.replace(opened, body=written), task.kind)
    return msgspec.structs.replace(record, body_key=digest_text(opened.body))


def _with_fields(
    article: Article, opened: Opened, task: SourceTask, hooks: HookFile
) -> Article:
    """
    Give *article* the values of fields that hooks tell of it, and of nothing else.

    Raises:
        HookError: they fail, or tell what no field can be.
    """
    found = open_hooks(hooks)
    tell = found.function("fields")
    if tell is None:  # it may have come from a module that does not have it
        return article
    given = ArticleSource(opened.source, article.slug, opened.fields, opened.body)
    values = tell(given)
    line = found.line("fields")
    if values is None:
        return article
    if not isinstance(values, Mapping):
        message = Kind.HOOK_FIELDS.of("fields", repr(values)[:60])
        raise HookError(Problem(HOOKS_FILE, line, message))
    try:
        return give_fields(article, values, task.kind.schema)
    except SourceError as fault:
        told = [Kind.HOOK_FIELD.of(one.message, task.path) for one in fault.problems]
        raise HookError(*(Problem(HOOKS_FILE, line, one) for one in told)) from None


def _judge(opened: Opened, kind: SourceKind) -> Record:
    if kind.name == "article":
        return judge_article(opened, kind.schema)
    if kind.name == "term":
        return judge_term(opened, kind.facet, kind.schema)
    if kind.name == "item":
        return judge_item(opened, kind.section, kind.schema)
    return judge_page(opened, kind.schema, is_home=kind.is_home)
