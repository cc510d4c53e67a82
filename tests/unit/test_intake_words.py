"""The words of the archive: learned at import, kept in the site, used ever after."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from raw_samples import Site, raw_a

from commentariat.engine.executors import make_executor
from commentariat.intake.repairs.lexicon import parse_words

WORDS = "content/words.txt"
PLACES = (
    "Kessa",
    "Ondrava",
    "Mirfeld",
    "Aulen",
    "Tarnby",
    "Vessel Point",
    "Hoim",
    "Brae",
)
SCAR = "The second notice was lost, and Jokavalanreplaced it with a third one, in his own hand."
HEALED = SCAR.replace("Jokavalanreplaced", "Jokavalan replaced")


def body(place: str, *more: str) -> Sequence[str]:
    """A body of its own for each *place*, which names a man of all of them."""
    return (
        f"The harbor of {place} has a clerk called Jokavalan in its oldest song, and the "
        "song has more verses than the harbor ever had clerks or lamps.",
        f"In {place} nobody has asked since when the lamp is lit before dusk, and who is "
        f"to pay for the oil that {place} burns through the whole of the winter.",
        *more,
    )


def fill(site: Site, **more: Sequence[str]) -> Site:
    """Raw files that each tell of another place; *more* stands in those named."""
    for number, place in enumerate(PLACES[:8]):
        extra = more.get(f"page{number}", ())
        dek = f"A lamp in {place} burns for a clerk whom nobody there has met."
        site.raw(f"page-{number}.txt", raw_a(dek, body(place, *extra)))
    return site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path / "site")


def words_of(site: Site) -> dict[str, int]:
    return parse_words(site.read(WORDS)).counts


def bodies(site: Site) -> str:
    return "\n".join(text.split("\n---\n", 1)[1] for text in site.files().values())


def test_a_name_that_other_articles_hold_parts_a_scar(site: Site) -> None:
    site.raw("alone.txt", raw_a(body=[SCAR])).imported()
    assert SCAR in bodies(site)
    fill(site, page0=[SCAR]).imported()
    assert HEALED in bodies(site)
    assert words_of(site)["Jokavalan"] == 8


def test_what_was_imported_before_stays_until_all_is_read_again(site: Site) -> None:
    site.raw("alone.txt", raw_a(body=[SCAR])).imported()
    before = site.files()
    fill(site).imported()
    assert before.items() <= site.files().items()
    site.imported(is_again=True, is_dry=True)
    (shown,) = site.report.differences.values()
    assert any("{+Jokavalan replaced+}" in line for line in shown)
    assert before.items() <= site.files().items()
    site.imported(is_again=True)
    assert HEALED in bodies(site)


def test_a_file_that_comes_later_alone_is_repaired_by_the_same_words(
    site: Site,
) -> None:
    fill(site).imported()
    words = site.read(WORDS)
    site.raw("later.txt", raw_a(body=[SCAR])).imported()
    assert HEALED in bodies(site)
    assert site.read(WORDS) == words


def test_nothing_changed_means_the_words_are_not_touched(site: Site) -> None:
    fill(site).imported()
    path = site.folder / WORDS
    before = path.stat().st_mtime_ns
    site.imported()
    assert site.report.written == ()
    assert path.stat().st_mtime_ns == before


def test_a_dry_run_reads_by_new_words_and_writes_none(site: Site) -> None:
    fill(site, page0=[SCAR]).imported(is_dry=True)
    assert not (site.folder / WORDS).exists()
    fill(site, page0=[SCAR]).imported()
    site.delete(WORDS).imported(is_again=True, is_dry=True)
    assert site.report.differences == {}
    assert not (site.folder / WORDS).exists()


def test_crawls_of_one_article_make_no_word_of_its_scar(site: Site) -> None:
    fill(site, page0=[SCAR])
    for number in range(6):
        text = raw_a("A lamp in Kessa burns for a clerk.", body("Kessa", SCAR),
                     lead=(f"Another teaser, number {number}, of another page.", "Ada Berg"))  # fmt: skip
        site.raw(f"crawl-{number}.txt", text)
    site.imported()
    assert "Jokavalanreplaced" not in words_of(site)
    assert SCAR not in bodies(site)
    assert HEALED in bodies(site)


def test_a_compound_that_articles_hold_whole_is_a_word(site: Site) -> None:
    lines = [
        f"In {place} the lamptax was raised again, for reasons that the harbor kept to itself."
        for place in PLACES
    ]
    fill(site, **{f"page{n}": [line] for n, line in enumerate(lines[:4])}).imported()
    assert words_of(site)["lamptax"] == 4
    assert bodies(site).count("lamptax") == 4


def test_a_scar_of_words_that_the_archive_writes_apart_is_no_word(site: Site) -> None:
    scars = {
        f"page{number}": [
            f"In {place} the lamptax was raised again, for reasons the harbor kept to itself.",
            f"A lamp tax is a lamp tax, they say in {place}, and no lamp tax was ever lowered.",
            *(f"Of the lamp tax in year {year} the books of {place} say nothing." for year in range(40)),
        ]
        for number, place in enumerate(PLACES)
        if number < 4
    }  # fmt: skip
    fill(site, **scars).imported()
    assert "lamptax" not in words_of(site)
    assert "lamptax" not in bodies(site)


def apart(words: str, place: str) -> list[str]:
    """Lines that hold *words* forty times."""
    return [
        f"In the year {year} it was {words} which {place} looked, and nothing was found."
        for year in range(40)
    ]


def test_a_scar_that_comes_again_is_parted_by_what_the_archive_writes(
    site: Site,
) -> None:
    scar = "The clerks of {} had a fundin their charge, for reasons that nobody told the harbor."
    line = scar.format("Kessa")
    site.raw("alone.txt", raw_a(body=[line])).imported()
    assert line in bodies(site)
    scars = {
        f"page{number}": [scar.format(place), *apart("the fund in", place)]
        for number, place in enumerate(PLACES[:4])
    }
    fill(site, **scars).imported()
    assert "fundin" not in words_of(site)
    assert words_of(site)["fund in"] == 160
    assert bodies(site).count("had a fund in their charge") == 4


def test_what_is_split_for_certain_is_no_word_however_often_it_is_glued(
    site: Site,
) -> None:
    scar = "The charter of {} wassigned by clerks who had read none of it, as the song has it."
    scars = {f"page{n}": [scar.format(place)] for n, place in enumerate(PLACES[:5])}
    fill(site, **scars).imported()
    assert "wassigned" not in words_of(site)
    assert bodies(site).count("was signed by clerks") == 5


def test_a_name_stays_whole_whatever_two_words_stand_in_a_row(site: Site) -> None:
    names = {
        f"page{number}": [
            f"In {place} they asked Goodin, who had kept the lamp longer than anyone there could tell.",
            *apart("hardly any good in", place),
        ]
        for number, place in enumerate(PLACES[:4])
    }
    fill(site, **names).imported()
    assert words_of(site)["Goodin"] == 4
    assert "good in" not in words_of(site)
    assert bodies(site).count("asked Goodin, who") == 4


def test_a_scar_is_no_word_however_large_the_archive_grows(site: Site) -> None:
    scars = {
        f"page{number}": [
            f"In {place} the lamptax was raised again, for reasons that the harbor kept to itself.",
            *apart("the lamp tax at", place)[:10],
        ]
        for number, place in enumerate(PLACES)
    }
    fill(site, **scars).imported()
    assert "lamptax" not in words_of(
        site
    )  # eight, where the two stand apart eighty times
    assert bodies(site).count("the lamp tax was raised") == 8


def test_an_editor_adds_and_refuses_words(site: Site) -> None:
    site.write(WORDS, "lamptax\n# Jokavalan 8\n")
    line = (
        "The lamptax was raised again, for reasons that the harbor has kept to itself."
    )
    site.raw("alone.txt", raw_a(body=[SCAR, line]))
    fill(site).imported()
    assert line in bodies(site)
    assert SCAR in bodies(site)
    assert "Jokavalan" not in words_of(site)
    text = site.read(WORDS)
    assert "\n# Jokavalan\n" in text
    assert "\nlamptax\n" in text
    site.delete("content/raw/page-7.txt").raw("page-8.txt", raw_a()).imported()
    assert site.imported(is_again=True).read(WORDS) == text


def test_order_and_number_of_workers_make_no_difference(tmp_path: Path) -> None:
    trees = []
    for workers in (1, 2):
        site = Site(tmp_path / str(workers))
        fill(site, page0=[SCAR], page1=[SCAR + " So it stayed."])
        site.imported(run=make_executor(workers).map)
        trees.append((site.read(WORDS), site.files()))
    assert trees[0] == trees[1]


@pytest.mark.parametrize(
    "text",
    ["", "# ", "#", "a\n\n b 3 \nb 7\n# b\n", "x 99999999999999999999", "\x00 1"],
)
def test_any_words_file_can_be_read(text: str) -> None:
    found = parse_words(text)
    assert not found.refused & (found.sure | found.counts.keys())
