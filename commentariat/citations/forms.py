"""The types of references: a row each, with the word that each format has for it."""

from __future__ import annotations

from typing import Final

import msgspec


class Form(msgspec.Struct, frozen=True):
    """A type of the Citation Style Language, as others call it and what they ask of it."""

    csl: str
    zotero: str
    bibtex: str
    ris: str
    publication: str = ""
    """The field of BibTeX that keeps what it stands in."""
    is_scholarly: bool = False
    """Google Scholar takes it in: the others are none of its affair, by its rules."""
    has_issue: bool = False
    """Its number is that of an issue, and its pages are those within it."""
    is_whole: bool = False
    """It stands for itself: it has a title of its own, and a publisher."""


_ROWS: Final = (
    Form("webpage", "webpage", "online", "ELEC", "organization"),
    Form("post-weblog", "blogPost", "online", "BLOG", "organization"),
    Form(
        "article-magazine", "magazineArticle", "article", "MGZN", "journaltitle",
        has_issue=True,
    ),
    Form(
        "article-newspaper", "newspaperArticle", "article", "NEWS", "journaltitle",
        has_issue=True,
    ),
    Form(
        "article-journal", "journalArticle", "article", "JOUR", "journaltitle",
        is_scholarly=True, has_issue=True,
    ),
    Form(
        "report", "report", "report", "RPRT",
        is_scholarly=True, is_whole=True,
    ),
    Form("book", "book", "book", "BOOK", is_scholarly=True, is_whole=True),
    Form("broadcast", "podcast", "audio", "SOUND", "organization"),
)  # fmt: skip
FORMS: Final = {row.csl: row for row in _ROWS}
"""By the words of the Citation Style Language."""
