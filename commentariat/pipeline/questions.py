"""What an editor may want to settle of an article as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from commentariat.archive.model import Article

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
) -> Iterator[tuple[Article, str, str]]:
    """Yield article, kind and wording of each question that is not *dismissed*."""
    for article in articles:
        for kind, message in _questions(article):
            if not any((raw.file, kind) in dismissed for raw in article.raw):
                yield article, kind, message


def _questions(article: Article) -> Iterator[tuple[str, str]]:
    if not article.date:
        yield "no date", "the article has no date"
    detail = article.shown_detail
    if detail.title_from:
        words = f"the title is derived from the {detail.title_from}: {article.title!r}"
        yield "derived title", words
    if detail.extra:
        keys = ", ".join(repr(key) for key in detail.extra)
        yield "unknown key", f"metadata keys not seen before: {keys}"
    if not article.authors:
        yield "no author", "the article has no author"
