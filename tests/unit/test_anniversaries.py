"""What the archive has of the newest piece's day in earlier years, and the topic's shelf."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from harness import SETTINGS, SiteFolder
from harness import article as text_of
from rich_site import article as record

from commentariat.archive.archive import order_key
from commentariat.archive.dates import DAY
from commentariat.archive.model import Article
from commentariat.site.anniversaries import find_anniversaries

FEW = f"{SETTINGS}newest = 2\n"


def archive_of(*dates: str) -> list[Article]:
    """Articles of these *dates*, in the order of an archive."""
    made = [record(f"of-{n}-{one or 'none'}", one, {}) for n, one in enumerate(dates)]
    return sorted((one for one in made if isinstance(one, Article)), key=order_key)


def found_in(*dates: str, most: int = 9) -> list[tuple[int, str]]:
    """How many years earlier a piece is, and its date."""
    found = find_anniversaries(archive_of(*dates), most)
    return [(one.years, one.article.date) for one in found[1]] if found else []


def test_pieces_of_the_same_day_in_earlier_years_are_found() -> None:
    dates = (
        "2024-05-06",
        "2024-05-05",
        "2023-05-06",
        "2021-05-06",
        "2021-05-07",
        "1999-05-06",
    )
    assert found_in(*dates) == [
        (1, "2023-05-06"),
        (3, "2021-05-06"),
        (25, "1999-05-06"),
    ]


def test_a_year_without_a_piece_of_the_day_gives_the_nearest_before_it() -> None:
    dates = (
        "2024-03-02",
        "2023-03-01",
        "2022-03-03",
        "2022-02-20",
        "2021-01-01",
        "2020-02",
    )
    assert found_in(*dates) == [(1, "2023-03-01"), (2, "2022-02-20")]


def test_days_before_go_over_the_turn_of_the_year() -> None:
    assert found_in("2024-01-02", "2022-12-30") == [(1, "2022-12-30")]
    assert found_in("2024-02-29", "2023-02-28", "2020-02-29") == [
        (1, "2023-02-28"),
        (4, "2020-02-29"),
    ]


def test_what_is_known_to_the_month_or_not_at_all_has_no_day() -> None:
    assert found_in("", "2024-05", "2023-05", "2022") == []
    assert found_in("2024-05", "2024-04-03", "2023-04-03", "") == [(1, "2023-04-03")]
    assert found_in() == found_in("2024-01-01") == []


def test_of_many_years_the_nearest_and_the_round_ones_are_taken() -> None:
    years = [2024 - one for one in range(1, 31)]
    same = [f"{year}-05-06" for year in years]
    assert [one for one, _ in found_in("2024-05-06", *same, most=4)] == [10, 20, 25, 30]
    mixed = [f"{year}-05-0{6 if year % 2 else 5}" for year in years]
    assert [one for one, _ in found_in("2024-05-06", *mixed, most=4)] == [1, 5, 15, 25]


def test_what_stands_above_or_has_no_text_is_not_meant() -> None:
    articles = archive_of("2024-05-06", "2023-05-06", "2022-05-06")
    found = find_anniversaries(articles, 4, {articles[1].source})
    assert found is not None
    assert [one.years for one in found[1]] == [2]


@pytest.mark.parametrize("seed", range(40))
def test_searching_finds_what_looking_at_every_piece_does(seed: int) -> None:
    chance = Random(seed)
    begin = date(1996, 2, 27)
    days = [begin + timedelta(chance.randrange(4000)) for _ in range(120)]
    dates = [one.isoformat()[: chance.choice((4, 7, 10, 10, 10))] for one in days]
    articles = archive_of(*dates)
    newest = next(one for one in articles if len(one.date) == DAY)
    wanted = []
    for years in range(1, 13):
        year, day = int(newest.date[:4]) - years, newest.date[4:]
        before = [
            one.date
            for one in articles
            if len(one.date) == DAY and f"{year - 1}{day}" < one.date <= f"{year}{day}"
        ]
        latest = max(before, default="")
        if latest and ordinal(day, year) - date.fromisoformat(latest).toordinal() <= 29:
            wanted.append((years, latest))
    found = find_anniversaries(articles, 99)
    got = [(one.years, one.article.date) for one in found[1]] if found else []
    assert {*wanted} <= {*got}
    assert all(one in wanted or away(newest, one) in (30, 31) for one in got)


def ordinal(day: str, year: int) -> int:
    try:
        return date.fromisoformat(f"{year}{day}").toordinal()
    except ValueError:
        return date(year, 2, 28).toordinal()


def away(newest: Article, one: tuple[int, str]) -> int:
    year = int(newest.date[:4]) - one[0]
    return ordinal(newest.date[4:], year) - date.fromisoformat(one[1]).toordinal()


# On the home page


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    made = SiteFolder(tmp_path / "site", FEW)
    for year in range(2010, 2020):
        write(made, f"of-{year}", f"{year}-05-06", "Ice" if year % 2 else "Tides")
    return made


def write(site: SiteFolder, slug: str, day: str, topic: str) -> None:
    fields = {"slug": slug, "date": day, "topics": [topic], "dek": f"On {slug}."}
    site.write(f"content/articles/{slug}.md", text_of(slug.title(), "A.", **fields))


def part(page: str, anchor: str) -> str:
    found = re.search(rf'<section aria-labelledby="{anchor}">.*?</section>', page, re.S)
    return found[0] if found else ""


def test_the_home_page_tells_what_there_is_of_the_day(site: SiteFolder) -> None:
    day = part(site.build().page("index.html"), "Day")
    assert "The newest piece is of 6 May. So are these, of earlier years." in day
    assert re.findall(r"(\d) years? earlier", day) == ["3", "5", "7", "9"]
    site.edit("content/articles/of-2019.md", "2019-05-06", "2019-05-08").build()
    assert "or of one shortly before" in part(site.page("index.html"), "Day")
    site.write("pyproject.toml", f"{SETTINGS}newest = 20\n").build()
    assert not part(site.page("index.html"), "Day")


def test_the_topic_that_most_of_the_newest_have_has_a_shelf(site: SiteFolder) -> None:
    page = site.build().page("index.html")
    shelf = part(page, "Shelf")
    assert 'id="Shelf"><a href="/topics/ice/">Ice</a>' in shelf
    assert "5 pieces since 2011" in shelf
    assert "Ice: all 5 pieces" in shelf
    assert "/topics/tides/" in part(page, "Topics")
    assert "/topics/ice/" not in part(page, "Topics")
    for year in (2016, 2014):
        site.edit(f"content/articles/of-{year}.md", "Tides", "Fog").build()
    for slug in ("a", "b", "c", "d"):
        write(site, slug, "2019-06-01", "Fog")
    assert "/topics/fog/" in part(site.build().page("index.html"), "Shelf")


def test_a_topic_of_too_few_gives_way_and_a_small_archive_has_no_shelf(
    site: SiteFolder,
) -> None:
    for year in (2011, 2013):
        site.edit(f"content/articles/of-{year}.md", "Ice", "Fog").build()
    assert "/topics/tides/" in part(site.build().page("index.html"), "Shelf")
    site.write("pyproject.toml", f"{SETTINGS}newest = 20\n").build()
    assert not part(site.page("index.html"), "Shelf")


def test_editors_place_both_or_leave_them_out(site: SiteFolder) -> None:
    index = "---\ntitle: Home\nblocks: [day, newest, shelf, /topics/]\n---\n"
    page = site.write("content/pages/index.md", index).build().page("index.html")
    order = ['id="Day"', 'id="Newest"', 'id="Shelf"', 'id="Block-4"']
    places = [page.index(one) for one in order]
    assert places == sorted(places)
    site.write("content/pages/index.md", index.replace("day, ", "")).build()
    assert 'id="Day"' not in site.page("index.html")


def test_incremental_builds_of_both_equal_clean_ones(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.build()
    steps = (
        ("of-2014", "2014-05-06", "2014-05-05"),
        ("of-2015", "Of-2015", "Fifteen"),
        ("of-2012", "Tides", "Ice"),
        ("of-2019", "2019-05-06", "2019-07-01"),
        ("of-2016", "On of-2016.", ""),
    )
    for name, old, new in steps:
        site.edit(f"content/articles/{name}.md", old, new).build()
        assert site.output() == site.clean_output(tmp_path / "clean")
