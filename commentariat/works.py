"""What a piece is, in the words of others: a row each, and the row of each type."""

from __future__ import annotations

from typing import Final

import msgspec


class Work(msgspec.Struct, frozen=True):
    """A kind of work that search engines and libraries have a word for."""

    name: str
    """As the settings call it."""
    schema: str
    """Its class in the vocabulary of schema.org."""
    csl: str
    """Its type in the Citation Style Language: a row of `citations.forms`."""
    is_of_event: bool = False
    """It tells of an event, which is a thing of its own beside it."""


_ROWS: Final = (
    Work("article", "Article", "webpage"),
    Work("opinion", "OpinionNewsArticle", "webpage"),
    Work("report", "Report", "report"),
    Work("research", "ScholarlyArticle", "report"),
    Work("book", "Book", "book"),
    Work("event", "Article", "webpage", is_of_event=True),
    Work("interview", "Article", "webpage"),
    Work("podcast", "PodcastEpisode", "broadcast"),
    Work("press", "Article", "webpage"),
    Work("testimony", "Article", "report"),
    Work("collection", "Collection", "webpage"),
    Work("journal", "ScholarlyArticle", "article-journal"),
    Work("magazine", "Article", "article-magazine"),
    Work("news", "NewsArticle", "article-newspaper"),
    Work("blog", "Article", "post-weblog"),
)
WORKS: Final = {row.name: row for row in _ROWS}
"""By their names."""
DEFAULT_WORKS: Final = {
    "article": "article",
    "book": "book",
    "brief": "report",
    "collection": "collection",
    "commentary": "opinion",
    "event": "event",
    "legacyinthemedia": "article",
    "other": "article",
    "paper": "report",
    "podcast": "podcast",
    "pressRelease": "press",
    "qa": "interview",
    "research": "research",
    "testimony": "testimony",
}
"""The row of each type that front matter may name, by its code; of others `article`."""


def find_work(type_code: str, works: dict[str, str]) -> Work:
    """Find what a piece of a type is, by what *works* of the settings say, or the usual."""
    name = works.get(type_code) or DEFAULT_WORKS.get(type_code, "")
    return WORKS.get(name) or WORKS["article"]
