"""Bylines of texts without a block that name where a piece was out, in the same line."""

from __future__ import annotations

from pathlib import Path

import pytest
from raw_samples import Site

BODY = (
    "The delegations agreed on the border in an afternoon. They needed four months for "
    "the table.\n\nA round one favored those who arrived late, and a long one favored those "
    "who never left.\n"
)


@pytest.mark.parametrize(
    ("head", "title", "authors", "source"),
    [
        (
            "By Marek Oldfield and Jo Reed, The Potomac Ledger\n\nThe Short Table",
            "The Short Table", ("Marek Oldfield", "Jo Reed"), "The Potomac Ledger",
        ),
        (
            "By Marek Oldfield in The Potomac Ledger, September 8, 2011\n\nThe Short Table",
            "The Short Table", ("Marek Oldfield",), "The Potomac Ledger",
        ),
        (
            "Marek Oldfield | The Potomac Ledger | September 8, 2011\n\nThe Short Table",
            "The Short Table", ("Marek Oldfield",), "The Potomac Ledger",
        ),
        (
            "The Short Table\n\nby Marek Oldfield for The Potomac Ledger",
            "The Short Table", ("Marek Oldfield",), "The Potomac Ledger",
        ),
        (
            "The Short Table\n\nby Marek Oldfield, The Potomac Ledger\nSeptember 8, 2011",
            "The Short Table", ("Marek Oldfield",), "The Potomac Ledger",
        ),
        (
            "Автор: Марек Олдов, газета «Вестник»\n\nДлинный стол",
            "Длинный стол", ("Марек Олдов",), "газета «Вестник»",
        ),
        (
            "Von Marek Alt, Nordische Zeitung\n\nDer lange Tisch",
            "Der lange Tisch", ("Marek Alt",), "Nordische Zeitung",
        ),
    ],
)  # fmt: skip
def test_an_outlet_in_a_byline_is_one(
    tmp_path: Path, head: str, title: str, authors: tuple[str, ...], source: str
) -> None:
    site = Site(tmp_path)
    site.raw("a.txt", f"{head}\n\n{BODY}").imported()
    (one,) = site.articles()
    assert one.title == title
    assert one.terms["authors"] == authors
    text = site.read(f"content/{one.source}")
    assert f"\nsource: {source}\n" in text
    assert text.endswith(BODY)


@pytest.mark.parametrize(
    "title",
    ["By Sea and by Land: the World in Motion", "Voices for the World of Trains"],
)
def test_a_title_that_speaks_of_papers_stays_one(tmp_path: Path, title: str) -> None:
    site = Site(tmp_path)
    site.raw("a.txt", f"{title}\n\n{BODY}").imported()
    (one,) = site.articles()
    assert one.title == title
