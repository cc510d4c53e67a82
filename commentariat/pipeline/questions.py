"""What an editor may want to settle of an article as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from commentariat.archive.model import Article
from commentariat.errors import OpenPoint
from commentariat.kinds import Kind, Message

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
    """Yield each article with a question that is asked of it and is not *dismissed*."""
    for article in articles:
        for key, message in _questions(article):
            kind = message.kind.family
            if not any((raw.file, kind) in dismissed for raw in article.raw):
                yield article, OpenPoint(f"content/{article.source}", 0, message, key)


def _questions(article: Article) -> Iterator[tuple[str, Message]]:
    """Yield the key that would answer it, and each question."""
    if not article.date:
        yield "date", Kind.NO_DATE.of()
    detail = article.shown_detail
    if detail.title_from:
        yield "title", Kind.DERIVED_TITLE.of(detail.title_from, article.title)
    if detail.extra:
        keys = ", ".join(repr(key) for key in detail.extra)
        yield "extra", Kind.UNKNOWN_METADATA.of(keys)
    if not article.authors:
        yield "authors", Kind.NO_AUTHOR.of()
