"""The sample archive, published and imported from its own pages, says what it said."""

from __future__ import annotations

import re

import pytest
from html_pages import shown
from raw_samples import Site
from sample import Published

from commentariat.archive.model import Article

SHOWN = ("{{<", "![")
"""A page shows the rows of files and numbers its figures; these are not beside it."""
MARKED = ("{{<", "![", "|", "[^", ">")
"""How blocks begin that are no paragraphs."""
NOTE = re.compile(r"\[\^\w+\]")
Pair = tuple[Article, str, Article, str]
"""An article and its body, before and after."""


@pytest.fixture(scope="module")
def pairs(sample: Published, tmp_path_factory: pytest.TempPathFactory) -> list[Pair]:
    """The articles, and what comes back of them from nothing but their pages."""
    site = Site(tmp_path_factory.mktemp("pages"), sample.settings)
    for output in sample.articles:
        path = site.folder / "content/raw" / output.replace("/", "_")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(sample.read(output), encoding="utf-8")
    site.imported()
    assert site.problems == []
    after = {raw.file: one for one in site.articles() for raw in one.raw}
    return [
        (
            one,
            body_of((sample.folder / "content" / one.source).read_text("utf-8")),
            after[output.replace("/", "_")],
            body_of(site.read(f"content/{after[output.replace('/', '_')].source}")),
        )
        for output, one in sample.articles.items()
    ]


def body_of(content: str) -> str:
    """Give the body of a content file."""
    return content.split("\n---\n", 1)[1]


def squeezed(markdown: str) -> str:
    """Give the words that a page shows of *markdown*, without white space."""
    return "".join(shown(markdown).split())


def test_title_date_language_and_dek_come_back(pairs: list[Pair]) -> None:
    for before, body, after, _ in pairs:
        assert after.title == before.title
        assert after.date == before.date
        assert after.language == before.language
        if not squeezed(body).startswith("".join(before.dek.split())):  # said twice
            assert after.dek == before.dek


def test_authors_come_back_as_the_page_names_them(pairs: list[Pair]) -> None:
    for before, _, after, _ in pairs:
        if before.language == "en":
            assert after.terms.get("authors") == before.terms.get("authors")


def test_the_words_of_bodies_come_back(pairs: list[Pair]) -> None:
    for before, body, _, found in pairs:
        if any(mark in body for mark in SHOWN):
            paragraphs = [
                one for one in body.split("\n\n") if not one.startswith(MARKED)
            ]
            for one in paragraphs:
                for part in NOTE.split(one):
                    assert squeezed(part) in squeezed(found), before.source
        elif before.image:  # what is said of the picture stands above the text
            assert squeezed(found).endswith(squeezed(body)), before.source
        else:
            assert squeezed(found) == squeezed(body), before.source
