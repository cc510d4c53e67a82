"""The sample archive, written as dumps of other programs keep it, comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from dumps import (
    TAXONOMIES,
    Writing,
    as_drupal,
    as_json,
    as_nodes,
    as_record_each,
    as_rest,
    as_texts,
    as_zip,
    is_plain,
)
from html_pages import shown
from raw_samples import Site
from sample import Published

from commentariat.archive.model import Article

MARKED = ("{{<", "![", "|", "[^", ">")
"""How blocks begin that are no paragraphs, or show what stands elsewhere."""
Pair = tuple[Article, str, Article, str]
"""An article and its body, before and after."""


def pieces_of(sample: Published) -> list[tuple[Article, str]]:
    """List the articles of the sample with their bodies."""
    return [
        (one, body_of((sample.folder / "content" / one.source).read_text("utf-8")))
        for one in sample.articles.values()
        if "hostile" not in one.slug  # tags in its names are read as tags
    ]


def body_of(content: str) -> str:
    """Give the body of a content file."""
    return content.split("\n---\n", 1)[1].strip()


def squeezed(markdown: str) -> str:
    """Give the words that a page shows of *markdown*, without white space."""
    return "".join(shown(markdown).split())


def brought_in(
    pieces: list[tuple[Article, str]], sample: Published, folder: Path, write: Writing
) -> list[Pair]:
    """Import what *write* made of *pieces*, and put before and after together."""
    site = Site(folder, sample.settings)
    for name, data in write(pieces).items():
        site.raw(name, data)
    site.imported()
    assert site.problems == []
    after = {one.title: one for one in site.articles()}
    assert len(after) == len(pieces)
    return [
        (
            one,
            body,
            after[one.title],
            body_of(site.read(f"content/{after[one.title].source}")),
        )
        for one, body in pieces
    ]


@pytest.mark.parametrize(
    "write",
    [
        as_rest,
        as_drupal,
        as_nodes,
        as_json,
        as_record_each,
        as_zip(as_json),
        as_zip(as_nodes),
    ],
    ids=["rest", "drupal", "nodes", "json", "records", "zip", "zip of XML"],
)
def test_dumps_hold_every_field_that_they_can(
    sample: Published, tmp_path: Path, write: Writing
) -> None:
    for before, body, after, found in brought_in(
        pieces_of(sample), sample, tmp_path, write
    ):
        assert after.date[:10] == before.date[:10], before.source
        assert after.language == before.language
        assert after.terms.get("authors", ()) == before.terms.get("authors", ())
        for facet in TAXONOMIES:
            assert after.terms.get(facet, ()) == before.terms.get(facet, ()), facet
        if not squeezed(body).startswith("".join(before.dek.split())):  # said twice
            assert after.dek == before.dek
        there = squeezed(found)
        for block in body.split("\n\n"):
            if not block.startswith(MARKED) and "[^" not in block:
                assert squeezed(block) in there, (before.source, block)


def test_texts_hold_what_readers_see(sample: Published, tmp_path: Path) -> None:
    plain = [
        one
        for one in pieces_of(sample)
        if is_plain(one[1]) and not one[0].slug.startswith("probe")
    ]
    assert len(plain) > 15
    english = 0
    for before, body, after, found in brought_in(plain, sample, tmp_path, as_texts):
        assert after.date == before.date[:10], before.source
        assert after.dek == before.dek
        assert after.terms.get("authors", ()) == before.terms.get("authors", ())
        assert squeezed(found) == squeezed(body)
        english += before.language == "en"
    assert english > 10


def test_a_zip_of_pages_holds_what_the_pages_do(
    sample: Published, tmp_path: Path
) -> None:
    pages = {
        f"{output.strip('/').replace('/', '_')}": sample.read(output).encode()
        for output in sample.articles
    }
    zipped, plain = (
        Site(tmp_path / "a", sample.settings),
        Site(tmp_path / "b", sample.settings),
    )
    for name, data in as_zip(lambda _: pages)(()).items():
        zipped.raw(name, data)
    for name, data in pages.items():
        plain.raw(name, data)
    made = []
    for site in (zipped, plain):
        site.imported()
        assert site.problems == []
        made.append(
            {
                one.slug: (one.title, one.date, one.terms, one.dek,
                           body_of(site.read(f"content/{one.source}")))
                for one in site.articles()
            }
        )  # fmt: skip
    assert made[0] == made[1]
    assert len(made[0]) == len(pages)
