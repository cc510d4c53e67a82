"""Articles that are not out yet, as those hear of them who meet a link to one."""

from __future__ import annotations

from commentariat.archive.model import Article
from commentariat.kinds import Message, Row


def why_held_back(target: str, article: Article, draft: Row, later: Row) -> Message:
    """Say of *target*, which leads to *article*, why that is not out: by one of two rows."""
    source = f"content/{article.source}"
    if article.is_draft:
        return draft.of(target, source)
    return later.of(target, source, article.date)
