"""The folders in which import files articles: one a year, and one for the undated."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from posixpath import normpath
from typing import TypeVar

import msgspec

from commentariat.archive.model import Article
from commentariat.archive.redirects import REDIRECTS
from commentariat.config import Settings
from commentariat.engine.source_model import Record, SourceResult
from commentariat.engine.sources import Loaded
from commentariat.errors import Said, SourceError
from commentariat.facets import UNDATED
from commentariat.intake.report import ImportReport
from commentariat.intake.sources.disk import is_inside

_CONTENT = "content/"
Value = TypeVar("Value")


def file_by_year(
    site: Path, settings: Settings, loaded: Loaded, report: ImportReport
) -> ImportReport:
    """
    Move what import wrote to the year that it has now, as when a date was found.

    Only a file that lies where import put it is moved, and none that is linked to by
    its file, or links to one beside it: its address stays, and so would no such link.
    """
    moved = dict(_moves(site, settings, loaded, report))
    for old, new in moved.items():
        where = site / new.path
        where.parent.mkdir(parents=True, exist_ok=True)
        os.rename(site / old, where)
    if not moved:
        return report
    paths = {old: new.path for old, new in moved.items()}
    records = {new.path: _ENCODE(new.record) for new in moved.values()}
    return msgspec.structs.replace(
        report,
        written=tuple(sorted(paths.get(one, one) for one in report.written)),
        removed=tuple(sorted((*report.removed, *paths))),
        differences=_called(report.differences, paths),
        united=_called(report.united, paths),
        records=_called(report.records, paths) | records,
        problems=tuple(_placed(report.problems, paths)),
        open_points=tuple(_placed(report.open_points, paths)),
    )


class _Moved(msgspec.Struct, frozen=True):
    path: str
    record: Article


_ENCODE = msgspec.msgpack.Encoder().encode


def _home(date: str) -> str:
    """Name the folder, from content/, in which import files what has that *date*."""
    return f"articles/{date[:4] or UNDATED}"


def _moves(
    site: Path, settings: Settings, loaded: Loaded, report: ImportReport
) -> Iterator[tuple[str, _Moved]]:
    tied: frozenset[str] | None = None
    for path in report.written:
        old = loaded.records.get(path)
        if not isinstance(old, Article):
            continue
        folder, _, name = old.source.rpartition("/")
        new = _read(site, settings, path, report.records.get(path, b""))
        if new is None or folder != _home(old.date) or folder == _home(new.date):
            continue
        if tied is None:
            tied = frozenset(_tied(site, loaded.records.values()))
        source = f"{_home(new.date)}/{name}"
        is_free = not os.path.lexists(site / _CONTENT / source)
        is_safe = is_inside(str(site), f"{_CONTENT}{_home(new.date)}")
        if is_free and is_safe and old.source not in tied and not _leads(new, loaded):
            record = msgspec.structs.replace(new, source=source)
            yield path, _Moved(_CONTENT + source, record)


def _read(site: Path, settings: Settings, path: str, record: bytes) -> Article | None:
    """Give the article that import wrote at *path*, whose *record* it may have kept."""
    if record:
        found = SourceResult(path, "", record).decode()
        return found if isinstance(found, Article) else None
    from commentariat.archive.judge import parse_article

    try:
        data = (site / path).read_bytes()
        return parse_article(data, path.removeprefix(_CONTENT), settings.schema)
    except (OSError, SourceError):
        return None


def _tied(site: Path, records: Iterable[Record]) -> Iterator[str]:
    """Name all that links and redirects call by a content file."""
    for record in records:
        for link in record.links:
            if ".md" in link:
                path = link.partition("#")[0].partition("?")[0]
                yield normpath(path)
                yield _beside(record.source, path)
    try:
        words = (site / _CONTENT / REDIRECTS).read_text("utf-8", "replace").split()
    except OSError:
        return
    yield from map(normpath, words)


def _leads(article: Article, loaded: Loaded) -> bool:
    """Tell whether *article* links to a file beside it."""
    files = (link.partition("#")[0] for link in article.links if "/" not in link)
    return any(
        f"{_CONTENT}{_beside(article.source, one)}" in loaded.all_digests
        for one in files
    )


def _beside(source: str, path: str) -> str:
    return normpath(f"{source.rpartition('/')[0]}/{path}")


def _called(values: Mapping[str, Value], paths: Mapping[str, str]) -> dict[str, Value]:
    return {paths.get(path, path): value for path, value in values.items()}


def _placed(found: Iterable[Said], paths: Mapping[str, str]) -> Iterator[Said]:
    for one in found:
        yield msgspec.structs.replace(one, source=paths.get(one.source, one.source))
