"""What of articles decides whether they are shown, and whether import is due."""

from __future__ import annotations

from collections.abc import Iterable

from commentariat.archive.model import Article, RawFile
from commentariat.engine.source_model import Record
from commentariat.pipeline.options import Options


def visible(record: Record | None, options: Options) -> Article | None:
    """Give *record* where it is that of an article which a build of today publishes."""
    if not isinstance(record, Article):
        return None
    is_hidden = record.is_draft or record.date > options.today
    return record if options.drafts or not is_hidden else None


def next_to_appear(records: Iterable[Record], today: str) -> str:
    """Find the first day after *today* from which on another article may be visible."""
    dates = [one.date for one in records if isinstance(one, Article)]
    return min((date for date in dates if date > today), default="")


def made_from(records: Iterable[Record | None]) -> list[tuple[RawFile, ...]]:
    """List the raw files that articles were made from: import goes by nothing else."""
    return [one.raw for one in records if isinstance(one, Article) and one.raw]
