"""The sample archive, written as records, tables, Markdown and a web archive, comes back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from html_pages import shown
from raw_samples import Site
from sample import TODAY, Published

from commentariat.archive.model import Article
from commentariat.engine.markup import to_html
from commentariat.kinds import Kind
from commentariat.pipeline import Options
from commentariat.pipeline.export import Wanted, export_site

HELD = ("title", "date", "language", "type", "slug")
"""Fields that records, tables and Markdown hold, beside terms, dek and text."""
MARKED = ("{{<", "![", "|", "[^", ">", "#")
"""How blocks begin that are no paragraphs."""
NOTE = re.compile(r"\[\^\w+\]")
OTHERWISE: Final = re.compile(r"\{\{<|^\|.*\|$|\]\((?:\.\.)?/", re.MULTILINE)
"""
What is not as it was: shortcodes but for figures are text, columns of tables stand on the
left, and links within the site are those of the web, or their words.
"""
Pair = tuple[Article, str, Article, str]
"""An article and its body, before and after."""


def body_of(content: str) -> str:
    """Give the body of a content file."""
    return content.split("\n---\n", 1)[1].strip()


def export(form: str) -> Callable[[Published, Path], None]:
    """Write the archive as the program itself exports it."""

    def write(sample: Published, raw: Path) -> None:
        options = Options(site=sample.folder, today=TODAY, base_url=sample.base_url)
        export_site(options, Wanted(format=form, to=raw / f"all.{form}"))

    return write


def as_markdown(sample: Published, raw: Path) -> None:
    """Write each article as the Markdown with front matter that it is."""
    for one in sample.articles.values():
        source = sample.folder / "content" / one.source
        (raw / f"{one.slug}.md").write_text(source.read_text("utf-8"), "utf-8")


def imported(
    sample: Published, folder: Path, write: Callable[[Published, Path], None]
) -> tuple[Site, list[Pair]]:
    """Import what *write* made of the archive, and put before and after together."""
    site = Site(folder, sample.settings)
    write(sample, folder / "content/raw")
    site.imported()
    assert site.problems == []
    after = {(one.title, one.date[:10]): one for one in site.articles()}
    pairs = []
    for one in sample.articles.values():
        found = after.get((one.title, one.date[:10]))
        if found is None:
            continue
        text = (sample.folder / "content" / one.source).read_text("utf-8")
        pairs.append(
            (one, body_of(text), found, body_of(site.read(f"content/{found.source}")))
        )
    assert len(pairs) == len(after) >= len(sample.articles) - 2
    return site, pairs


@pytest.mark.parametrize(
    "write",
    [export("jsonl"), export("csv"), as_markdown],
    ids=["jsonl", "csv", "markdown"],
)
def test_records_hold_every_field_of_an_article(
    sample: Published, tmp_path: Path, write: Callable[[Published, Path], None]
) -> None:
    _, pairs = imported(sample, tmp_path, write)
    for before, body, after, found in pairs:
        if "hostile" in before.slug:
            continue  # tags in its names are read as tags
        for name in HELD:
            assert getattr(after, name) == getattr(before, name), before.source
        for facet, terms in before.terms.items():
            assert after.terms.get(facet, ()) == terms, (before.source, facet)
        if not "".join(shown(body).split()).startswith("".join(before.dek.split())):
            assert after.dek == before.dek  # what the text begins with is no dek
        if OTHERWISE.search(body):
            assert_words_come_back(body, found, before.source)
            continue
        texts = [to_html(one).split() for one in (found, body)]
        assert texts[0] == texts[1], before.source


def assert_words_come_back(body: str, found: str, source: str) -> None:
    """Assert that each plain paragraph of *body* is shown by what was *found*."""
    words = "".join(shown(found).split())
    for one in body.split("\n\n"):
        if not one.startswith(MARKED):
            for part in NOTE.split(one):
                assert "".join(shown(part).split()) in words, source


def test_a_web_archive_holds_what_pages_say(sample: Published, tmp_path: Path) -> None:
    site, pairs = imported(sample, tmp_path, export("wacz"))
    for before, body, after, found in pairs:
        assert (after.title, after.language) == (before.title, before.language)
        if not ("{{<" in body or "![" in body or before.image):
            assert shown(found).split() == shown(body).split(), before.source
    told = {one.message.kind for one in site.report.open_points}
    assert Kind.ITEMS_ASIDE in told
