"""Lines that many pages of an archive have are the site's, and in no article."""

from __future__ import annotations

from pathlib import Path

import pytest
from raw_samples import SETTINGS, Site, packed

from commentariat.intake.formats.found import ItemMemory
from commentariat.intake.formats.html import outline_of_html
from commentariat.intake.formats.outlines import PageOutline
from commentariat.intake.formats.shared import find_shared, find_site_names
from commentariat.intake.formats.shared_list import parse_shared

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


def lines_of(text: str) -> frozenset[str]:
    """The digests of the lines of a page."""
    return frozenset(outline_of_html(text.encode()).lines)


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
    pages = [lines_of(page(number, "")) for number in range(12)]
    copies = [
        lines_of(page(99, f"Crawled with ?replytocom={number}")) for number in range(10)
    ]
    assert lines_of(page(99, ""))
    assert find_shared([*pages, *copies]) == frozenset()
    line = lines_of(f"<p>{LINE}</p>")
    assert find_shared([one | line for one in (*pages, *copies)]) == line


def test_what_was_learned_holds_where_nothing_is_remembered(tmp_path: Path) -> None:
    """Of the pages that come later more have another line; the list alone decides."""
    remembering = Site(tmp_path / "one", SETTINGS)
    memory = ItemMemory.beside(remembering.folder)
    forgetful = Site(tmp_path / "two", SETTINGS)
    other = "Write to the harbor desk of this house whenever a page of it is wrong."
    for number in range(10):
        for one in (remembering, forgetful):
            one.raw(f"p{number}.html", page(number))
    remembering.imported(memory=memory)
    forgetful.imported()
    for number in range(20, 28):
        for one in (remembering, forgetful):
            one.raw(f"p{number}.html", page(number, other))
    remembering.imported(memory=memory)
    forgetful.imported()
    assert remembering.files() == forgetful.files()
    assert sum(other in text for text in forgetful.files().values()) == 8
    anew = Site(tmp_path / "three", SETTINGS)
    anew.write("content/shared.txt", forgetful.read("content/shared.txt"))
    for raw in sorted((forgetful.folder / "content/raw").iterdir()):
        anew.raw(raw.name, raw.read_bytes())
    assert anew.imported().files() == forgetful.files()
    assert anew.read("content/shared.txt") == forgetful.read("content/shared.txt")


def test_an_editor_has_a_line_back_and_writes_one_of_their_own(site: Site) -> None:
    own = "Of the gates nobody spoke in year 41, and whoever asked was told."
    site.write("content/shared.txt", f"# {LINE}\n{own}\n")
    for number in range(12):
        site.raw(f"p{number}.html", page(number, f"{LINE}</p><p>{own}"))
    site.imported()
    assert all(LINE in text for text in site.files().values())
    assert not any(own in text for text in site.files().values())
    assert "# Learned from 12 pages.\n" in site.read("content/shared.txt")


def test_import_says_how_many_it_learned_and_where_they_are(site: Site) -> None:
    for number in range(12):
        site.raw(f"p{number}.html", page(number))
    (told,) = [one for one in site.imported().open_points if "many pages" in one]
    assert told.startswith(
        "content/shared.txt: lines that many pages have are left out: 1,"
    )
    assert f"\n{LINE}\n" in site.read("content/shared.txt")
    assert not [one for one in site.imported().open_points if "many pages" in one]


def test_nothing_is_noted_where_nothing_is_written(site: Site) -> None:
    for number in range(12):
        site.raw(f"p{number}.html", page(number))
    site.imported(is_dry=True)
    assert not (site.folder / "content/shared.txt").exists()


def test_of_two_lists_put_together_all_lines_count_and_the_most_pages() -> None:
    both = parse_shared(
        "# Learned from 12 pages.\nA line.\n# Learned from 40 pages.\nAnother line.\n"
        "# Another line.\r\n"
    )
    assert both.pages == 40
    assert not both.is_new("A  line")
    assert both.digests == parse_shared("A line.").digests
    assert not both.is_new("Another line.")


def plain_page(number: int, name: str = "Tidewater Notes") -> str:
    """A page whose title stands in its head alone, with the name of its site."""
    of = WORDS[number % len(WORDS)]
    named = f"The {of} of {number}"
    title = f"<title>{name} · What the {of} costs in {number}</title>"
    text = page(number, "").replace(f"<title>{named}</title>", title)
    return text.replace(f"<h1>{named}</h1>", "")


def titles_of(site: Site) -> set[str]:
    return {
        line.removeprefix("title: ").strip("'\"")
        for text in site.files().values()
        for line in text.splitlines()
        if line.startswith("title: ")
    }


def test_what_titles_of_a_host_share_is_the_name_of_the_site(site: Site) -> None:
    for number in range(12):
        site.raw(f"p{number}.html", plain_page(number))
    site.imported()
    assert "\nTidewater Notes\n" in site.read("content/shared.txt")
    assert "What the ferry costs in 3" in titles_of(site)
    site.raw("later.html", plain_page(40)).imported()
    assert f"What the {WORDS[40 % len(WORDS)]} costs in 40" in titles_of(site)


def test_an_editor_takes_back_the_name_of_a_site(site: Site) -> None:
    site.write("content/shared.txt", "# Tidewater Notes\n")
    for number in range(12):
        site.raw(f"p{number}.html", plain_page(number))
    site.imported()
    assert "Tidewater Notes · What the ferry costs in 3" in titles_of(site)


def test_a_part_of_few_titles_is_no_name_of_a_site() -> None:
    def named(*titles: str, host: str = "") -> set[str]:
        return find_site_names(PageOutline({}, host, one) for one in titles)

    ends = [f"Ferry {number} | Notes" for number in range(4)]
    assert named(*ends) == {"Notes"}
    assert named(*ends[:3]) == set()
    assert named(*ends[:1] * 9) == set()
    assert named(*ends, *(f"Lock {number} | Post" for number in range(5))) == {"Post"}
    assert named(*ends, *(f"Lock {number}" for number in range(5))) == set()
