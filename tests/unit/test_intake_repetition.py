"""Lines that many raw files end with are learned, kept, and an editor's to refuse."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from raw_samples import LEAD, PAIRS, Site, metadata

from commentariat.archive.text import fold_key
from commentariat.intake.repairs.repetition import (
    Closing,
    find_repeated,
    parse_repeated,
)
from commentariat.intake.review.crawls import review_crawls

CLOSING = "Kapı Evi bağımsızdır; buradaki görüşler kurumu bağlamaz ve ona mal edilemez."
REPRINT = "This article was originally published in the Harbor Herald Tribune."
NAMES = ("Ada Berg", "Bo Holm", "Cy Dahl", "Di Enger", "Ed Falk", "Fay Grue")


def page(name: str, number: int, *, end: Sequence[str] = (CLOSING,)) -> str:
    """A page whose last line is in a language that intake does not know."""
    body = [
        f"Lock number {number} has a keeper who counts the boats, and the boats have "
        "learned to wait for the count, in every weather that the river has to offer.",
        f"By autumn {number} more had come, and nobody could say from which harbor they "
        "had set out, or who was to pay for the light that they were seen by.",
        name,
        "Fellow, Harbor House",
    ]
    block = json.dumps(metadata(authors=[name]), indent=0)
    pairs = [line for pair in PAIRS for line in pair]
    return "\n".join(
        [*LEAD, f"{block}Source: Getty", "A dek.", *body, *end, *pairs, ""]
    )


def fill(site: Site, count: int, end: Sequence[str] = (CLOSING,)) -> Site:
    for number, name in enumerate(NAMES[:count]):
        site.raw(f"page-{number}.txt", page(name, number, end=end))
    return site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site")


def bodies(site: Site) -> str:
    return "\n".join(text.split("\n---\n", 1)[1] for text in site.files().values())


def test_a_line_that_many_pages_end_with_is_no_articles(site: Site) -> None:
    fill(site, 6).imported()
    assert CLOSING not in bodies(site)
    assert "Fellow" not in bodies(site)
    roles = {one.shown_detail.bios[0].role for one in site.articles()}
    assert roles == {"Fellow, Harbor House"}
    assert site.read("content/repeated.txt").endswith(f"\n{CLOSING}\n")
    assert [point for point in site.open_points if "several raw files end" in point]


def test_what_was_learned_counts_for_a_page_that_comes_alone(site: Site) -> None:
    fill(site, 6).imported()
    before = site.files()
    site.raw("late.txt", page("Gil Hove", 9)).imported()
    assert len(site.files()) == len(before) + 1
    assert CLOSING not in bodies(site)
    assert before.items() <= site.files().items()


def test_raw_files_are_compared_without_the_lines_that_were_learned(site: Site) -> None:
    fill(site, 6).imported()
    seen = review_crawls(site.folder, site.settings, site.articles()).signatures
    assert seen == site.report.signatures
    assert len(seen) == 6


def test_a_line_that_an_editor_refused_stays_and_is_not_learned_again(
    site: Site,
) -> None:
    site.write("content/repeated.txt", f"# {CLOSING}\n")
    fill(site, 6).imported()
    assert bodies(site).count(CLOSING) == 6
    assert site.read("content/repeated.txt") == f"# {CLOSING}\n"


def test_few_pages_teach_nothing_and_the_line_is_doubted(site: Site) -> None:
    fill(site, 4).imported()
    assert bodies(site).count(CLOSING) == 4
    assert not (site.folder / "content/repeated.txt").exists()
    assert sum("may be a disclaimer" in point for point in site.open_points) == 4


def test_a_note_on_where_articles_appeared_is_theirs(site: Site) -> None:
    fill(site, 6, (REPRINT,)).imported()
    assert bodies(site).count(REPRINT) == 6


def test_a_dry_run_learns_and_writes_nothing(site: Site) -> None:
    fill(site, 6).imported(is_dry=True)
    assert not (site.folder / "content/repeated.txt").exists()


LINE = "A line that stands at the end of a page, and of others, like this one."


def closings(count: int, *, above: str = "", author: str = "") -> list[Closing]:
    return [
        Closing(author or f"author {n}", ((above or f"text {n}", LINE),))
        for n in range(count)
    ]


def test_crawls_of_one_article_and_the_works_of_one_author_teach_nothing() -> None:
    assert find_repeated([*closings(9, above="one text"), None]) == []
    assert find_repeated(closings(9, author="one author")) == []
    assert find_repeated(closings(4)) == []
    assert find_repeated(closings(5)) == [LINE]


def test_a_line_that_stands_in_the_midst_of_an_article_is_an_articles() -> None:
    other = Closing("another", (), frozenset({fold_key(LINE)}))
    assert find_repeated([*closings(9), other]) == []


def test_articles_made_of_the_same_paragraphs_keep_them(site: Site) -> None:
    for number, name in enumerate(NAMES):
        text = page(name, 1, end=(CLOSING, *[CLOSING[::-1] + "."]))
        site.raw(f"copy-{number}.txt", text)
    site.imported()
    assert bodies(site).count(CLOSING) == 6


def test_lines_behind_a_sharp_are_refused() -> None:
    known, refused = parse_repeated("# a\n\nb\r\n  c \n#d")
    assert known == ("b", "c")
    assert refused == {"a", "d"}
