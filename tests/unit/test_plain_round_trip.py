"""The sample archive, written as pages without metadata, comes back as it was."""

import datetime
from functools import cache
from pathlib import Path

import pytest

from commentariat.archive.judge import parse_article
from commentariat.archive.model import Article
from commentariat.config import load_settings
from commentariat.intake.pages.model import Reading
from commentariat.intake.pages.reading import read_raw
from commentariat.intake.phrases.days import read_day

SITE = Path(__file__).parent.parent.parent
MARKED = ("#", "{{<", "![", "|", ">", "[^", "- ", "* ", "    ", "```", "<", "1.", "\\")
"""How blocks begin that are more than words."""


def paragraphs_of(body: str) -> list[str]:
    """Give the blocks that a text without marks holds as they are."""
    blocks = [" ".join(block.split()) for block in body.split("\n\n")]
    plain = [one for one in blocks if one and not one.startswith(MARKED)]
    return [one for one in plain if not any(mark in one for mark in "*_[`\\<&")]


@cache
def pairs() -> list[tuple[Article, list[str], Reading]]:
    """The pieces that have a dek and a text, and the readings of their pages."""
    settings = load_settings(SITE)
    found = []
    for path in sorted((SITE / "content/articles").rglob("*.md")):
        source = path.relative_to(SITE / "content").as_posix()
        article = parse_article(path.read_bytes(), source, settings.schema)
        body = paragraphs_of(path.read_text("utf-8").split("\n---\n", 1)[1])
        if len(article.date) == len("2024-01-01") and article.dek and len(body) > 1:
            found.append((article, body, read_raw(page_of(article, body), source)))
    return found


def page_of(article: Article, body: list[str]) -> str:
    """Write the page of an article as a house's own looks as text."""
    day = datetime.date.fromisoformat(article.date)
    head = ["commentary", article.title, article.dek]
    if article.authors:
        head.append(f"by {' and '.join(article.authors)}")
    head.append(f"Published on {day:%B} {day.day}, {day.year}")
    return "\n\n".join([*head, *body]) + "\n"


@pytest.mark.parametrize("field", ["title", "dek", "authors", "date", "body"])
def test_a_page_of_the_sample_comes_back(field: str) -> None:
    wrong: list[str] = []
    for article, body, reading in pairs():
        found = {
            "title": reading.title == article.title,
            "dek": reading.dek == article.dek,
            "authors": list(reading.byline) == list(article.authors),
            "date": read_day(reading.published or "") == article.date,
            "body": [one.text for one in reading.body] == body,
        }
        if not found[field]:
            wrong.append(article.source)
    assert len(pairs()) > 20
    assert wrong == []
