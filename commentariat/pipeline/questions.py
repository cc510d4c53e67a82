"""What an editor may want to settle of an article as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final

from commentariat.archive.model import Article
from commentariat.errors import OpenPoint
from commentariat.kinds import Kind, Message, Row

Dismissed = Collection[tuple[str, str]]
"""Raw file and kind of each question that is not to be asked again."""


def dismissed_of(site: Path) -> frozenset[tuple[str, str]]:
    """Read which questions the editors of *site* have dismissed."""
    if not (site / "content" / "decisions.jsonl").is_file():
        return frozenset()
    from commentariat.intake.decisions.decision import Verdict
    from commentariat.intake.decisions.store import load_decisions

    decided = load_decisions(site).decided.values()
    return frozenset(
        (one.file, one.kind) for one in decided if one.verdict == Verdict.DISMISS
    )


def find_questions(
    articles: Iterable[Article], dismissed: Dismissed = ()
) -> Iterator[tuple[Article, OpenPoint]]:
    """
    Yield each article with a question that is asked of it and is not *dismissed*.

    Of a key that many articles have it is asked once, beside the first of them.
    """
    unknown: list[tuple[Article, tuple[str, ...]]] = []
    for article in articles:
        for key, message in _questions(article):
            if not _is_dismissed(article, message.kind, dismissed):
                yield article, OpenPoint(f"content/{article.source}", 0, message, key)
        extra = tuple(article.shown_detail.extra)
        if extra and not _is_dismissed(article, Kind.UNKNOWN_METADATA, dismissed):
            unknown.append((article, extra))
    counts = Counter(key for _, keys in unknown for key in keys)
    told: set[str] = set()
    for article, keys in unknown:
        source = f"content/{article.source}"
        if few := [repr(key) for key in keys if counts[key] <= _FEW]:
            message = Kind.UNKNOWN_METADATA.of(", ".join(few))
            yield article, OpenPoint(source, 0, message, "extra")
        for key in keys:
            if counts[key] > _FEW and key not in told:
                told.add(key)
                message = Kind.UNKNOWN_METADATA_MANY.of(key, f"{counts[key]:,}")
                yield article, OpenPoint(source, 0, message, "extra")


_FEW: Final = 3
"""Articles with a key, each of which is named."""


def _is_dismissed(article: Article, kind: Row, dismissed: Dismissed) -> bool:
    return any((raw.file, kind.family) in dismissed for raw in article.raw)


def _questions(article: Article) -> Iterator[tuple[str, Message]]:
    """Yield the key that would answer it, and each question."""
    if not article.date:
        yield "date", Kind.NO_DATE.of()
    detail = article.shown_detail
    if detail.title_from:
        yield "title", Kind.DERIVED_TITLE.of(detail.title_from, article.title)
    if not article.authors:
        yield "authors", Kind.NO_AUTHOR.of()
