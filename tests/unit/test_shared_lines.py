"""Lines that many pages of an archive have are the site's, and in no article."""

from __future__ import annotations

from pathlib import Path

import pytest
from raw_samples import SETTINGS, Site, packed

from commentariat.intake.formats.found import ItemMemory
from commentariat.intake.formats.html import lines_of_html
from commentariat.intake.formats.shared import find_shared

LINE = (
    "The Harbor Fund pays for what you read here, and asks nothing of those who write."
)
WORDS = (
    "barrage gates ledger ferry harbor union maps dentists cellar village dairy substation "
    "ridge church neighbor kitchen archive budget minister river paint"
).split()


def page(number: int, line: str = LINE) -> str:
    """A page of its own, with *line* below its text."""
    first, second, third = (WORDS[(number + step) % len(WORDS)] for step in (0, 7, 11))
    text = "".join(
        f"<p>Of the {first} nobody spoke in year {number}{part}, and whoever asked about the "
        f"{second} was told of the {third} at length, {part} times over.</p>"
        for part in range(1, 4)
    )
    return (
        f"<!doctype html><html lang=en><head><title>The {first} of {number}</title></head>"
        f"<body><article><h1>The {first} of {number}</h1>{text}<p>{line}</p></article>"
    )


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site without a raw file."""
    return Site(tmp_path, SETTINGS)


def test_a_line_that_many_pages_have_is_in_no_article(site: Site) -> None:
    for number in range(12):
        site.raw(f"p{number}.html", page(number))
    site.imported()
    assert len(site.files()) == 12
    assert not any(LINE in text for text in site.files().values())
    assert all("nobody spoke" in text for text in site.files().values())


def test_it_is_so_in_a_zip_and_for_a_page_that_comes_later_alone(site: Site) -> None:
    pages = {f"p{number}.html": page(number) for number in range(12)}
    memory = ItemMemory.beside(site.folder)
    site.raw("all.zip", packed(pages)).imported(memory=memory)
    site.raw("later.html", page(40)).imported(memory=memory)
    assert len(site.report.written) == 1
    assert len(site.files()) == 13
    assert not any(LINE in text for text in site.files().values())


def test_a_few_pages_share_nothing(site: Site) -> None:
    for number in range(4):
        site.raw(f"p{number}.html", page(number))
    site.imported()
    assert all(LINE in text for text in site.files().values())


def test_copies_of_one_page_make_none_of_its_lines_the_sites() -> None:
    pages = [lines_of_html(page(number, "").encode()) for number in range(12)]
    copies = [
        lines_of_html(page(99, f"Crawled with ?replytocom={number}").encode())
        for number in range(10)
    ]
    assert lines_of_html(page(99, "").encode())
    assert find_shared([*pages, *copies]) == frozenset()
    line = lines_of_html(f"<p>{LINE}</p>".encode())
    assert find_shared([one | line for one in (*pages, *copies)]) == line
