"""What listings show first, and that all the rest can be reached from them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from harness import SETTINGS, SiteFolder, article
from PIL import Image

from commentariat.site.crossings import told_total

COMMON: dict[str, Any] = {"authors": ["Mara Lindqvist"], "regions": ["Europe"]}


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    return SiteFolder(tmp_path / "site")


def add(
    site: SiteFolder, name: str, date: str = "", body: str = "A.", **more: Any
) -> None:
    text = article(name.replace("-", " ").title(), body, slug=name, **COMMON, **more)
    dated = text.replace("\nslug:", f"\ndate: {date}\nslug:") if date else text
    site.write(f"content/articles/{name}.md", dated)


def add_many(site: SiteFolder, years: Iterable[int], a_year: int = 1) -> None:
    for year in years:
        for number in range(1, a_year + 1):
            add(site, f"piece-{year}-{number}", f"{year}-{number:02}-03")


def main_of(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


def pieces(text: str) -> list[str]:
    """The articles that *text* leads to, in order, each once."""
    return list(dict.fromkeys(re.findall(r'href="/articles/([^"/]+)/"', text)))


def headings(text: str) -> list[str]:
    found = re.findall(r"<h([1-6])[^>]*>(.*?)</h\1>", text, re.S)
    return [unescape(re.sub(r"<[^>]+>", "", words)).strip() for _, words in found]


def section(page: str, heading: str) -> str:
    """The part of *page* from a heading of that name to the next of its kind."""
    found = re.search(rf'<h(\d)[^>]*id="{heading}".*?(?=<h\1|</main>)', page, re.S)
    assert found, heading
    return found[0]


def part(page: str, block: str) -> str:
    """The part of the home page from where *block* begins to the next section."""
    found = re.search(rf"{block}.*?(?=<section|</section|$)", main_of(page), re.S)
    return found[0] if found else ""


def picture(site: SiteFolder, name: str) -> str:
    buffer = io.BytesIO()
    Image.new("RGB", (900, 600), "teal").save(buffer, "JPEG")
    site.write(f"content/files/{name}", buffer.getvalue())
    return f"files/{name}"


# The home page


@pytest.mark.parametrize("count", [3, 20])
def test_a_home_page_leads_to_the_pieces_that_it_does_not_show(
    site: SiteFolder, count: int
) -> None:
    site.write("pyproject.toml", SETTINGS + "newest = 3\n")
    add_many(site, range(2000, 2000 + count))
    main = main_of(site.build().page("index.html"))
    assert (len(pieces(main)) < count) == (count == 20)
    assert ("All 20 pieces by year" in main) == (count == 20)


def test_a_piece_that_says_nothing_leads_no_home_page(site: SiteFolder) -> None:
    add(site, "announced", "2025-05-05", body="", dek="To come.")
    add(site, "empty", "2025-05-04", body="")
    add(site, "read", "2025-05-03")
    home = site.build().page("index.html")
    assert pieces(part(home, "lead-home")) == ["read"]
    assert pieces(part(home, 'class="g cards"')) == ["announced"]
    assert pieces(home)[-1] == "empty"
    site.edit("content/articles/empty.md", "---\n", "---\n").build()
    site.write(
        "content/articles/empty.md", site.read("content/articles/empty.md") + "Now.\n"
    )
    assert pieces(part(site.build().page("index.html"), "lead-home")) == ["empty"]


def test_of_the_newest_one_with_a_picture_leads(site: SiteFolder) -> None:
    add_many(site, range(2010, 2020))
    shown = picture(site, "ice.jpg")
    site.write(
        "pyproject.toml", f"{SETTINGS}[tool.commentariat.theme]\ndrawings = false\n"
    )
    for name, leading in (
        ("piece-2012-1", "piece-2019-1"),
        ("piece-2017-1", "piece-2017-1"),
    ):
        site.edit(f"content/articles/{name}.md", "slug:", f"image: {shown}\nslug:")
        lead = part(site.build().page("index.html"), "lead-home")
        assert pieces(lead) == [leading]
        assert ("<img" in lead) == (leading == "piece-2017-1")


def test_no_piece_stands_twice_at_the_top(site: SiteFolder) -> None:
    add_many(site, range(2000, 2020))
    home = site.build().page("index.html")
    top = [
        part(home, "lead-home"),
        part(home, 'class="g cards"'),
        section(home, "Newest"),
    ]
    shown = [pieces(text) for text in top]
    assert [len(one) for one in shown] == [1, 3, 7]
    on_shelf = pieces(section(home, "Shelf"))[0]  # it has a plate there
    assert on_shelf == "piece-2015-1"
    found = [on_shelf, *(piece for one in shown for piece in one)]
    assert sorted(found) == [f"piece-{year}-1" for year in range(2008, 2020)]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5])
def test_a_home_page_of_few_pieces_shows_each_once(
    site: SiteFolder, count: int
) -> None:
    add_many(site, range(2000, 2000 + count))
    main = main_of(site.build().page("index.html"))
    links = re.findall(r'<h[23][^>]*><a href="/articles/([^"/]+)/"', main)
    assert len(links) == len(set(links)) == count
    assert 'id="Topics"' not in main
    assert ("No pieces yet." in main) == (not count)


def test_where_nothing_has_a_date_the_home_page_has_no_years(site: SiteFolder) -> None:
    for name in ("the-dam", "an-ark", "mill"):
        add(site, name)
    home = site.build().page("index.html")
    assert pieces(home) == ["an-ark", "the-dam", "mill"]
    assert "since" not in main_of(home)


def test_topics_stand_with_their_newest_pieces_and_regions_where_there_are_none(
    site: SiteFolder,
) -> None:
    add_many(site, range(2000, 2020))
    home = site.build().page("index.html")
    assert pieces(section(home, "Shelf"))[0] == "piece-2015-1"  # others stand above
    assert 'href="/regions/europe/">Europe</a></h2>' in section(home, "Shelf")
    assert 'id="Topics"' not in home  # all of the one region has a shelf
    for year in range(2000, 2020):
        site.edit(f"content/articles/piece-{year}-1.md", "slug:",
                  f"topics: [{('Ice', 'Tides', 'Fog')[year % 3]}]\nslug:")  # fmt: skip
    topics = section(site.build().page("index.html"), "Topics")
    assert headings(topics)[1:3] == ["Ice", "Tides"]
    assert len(pieces(topics)) == 6
    assert 'href="/topics/ice/"' in topics


def test_topics_of_which_all_stands_above_are_no_part_of_the_home_page(
    site: SiteFolder,
) -> None:
    for year in range(2000, 2020):
        text = article("A", "B.", slug=f"of-{year}", date=f"{year}-01-02")
        site.write(f"content/articles/of-{year}.md", text)
    add(site, "newest", "2020-01-02")
    home = site.build().page("index.html")
    assert pieces(part(home, "lead-home")) == ["newest"]
    assert 'href="/regions/"' in home
    assert 'id="Topics"' not in home


def test_what_stands_with_one_topic_is_not_shown_again(site: SiteFolder) -> None:
    tables = (
        f"[tool.commentariat.facets.{name}]\nhome = 9\n"
        for name in ("topics", "regions")
    )
    site.write("pyproject.toml", SETTINGS + "".join(tables))
    add_many(site, range(2000, 2020))
    for year in range(2000, 2020):
        path = f"content/articles/piece-{year}-1.md"
        site.edit(path, "slug:", "topics: [Ice, Tides]\nslug:")
    home = site.build().page("index.html")
    assert len(pieces(section(home, "Shelf"))) == 6
    assert len(pieces(section(home, "Topics"))) == 3
    assert "Home-regions" in home
    assert "Home-topics" not in home


def test_a_series_stands_out_by_a_piece_that_does_not_lead(site: SiteFolder) -> None:
    add_many(site, range(2000, 2020))
    for year in (2001, 2005, 2019):
        path = f"content/articles/piece-{year}-1.md"
        site.edit(path, "slug:", "series: The Long Shore\nslug:")
    series = section(site.build().page("index.html"), "Series")
    assert pieces(series) == ["piece-2005-1", "piece-2001-1", "piece-2019-1"]
    assert "A series of 3 pieces" in series


def test_a_series_of_one_or_of_what_says_nothing_does_not_stand_out(
    site: SiteFolder,
) -> None:
    add_many(site, range(2000, 2020))
    add(site, "alone", "2004-05-05", series="Alone")
    for name in ("empty", "void"):
        add(site, name, "2004-04-04", body="", series="Nothing")
    home = site.build().page("index.html")
    assert 'id="Series"' not in home
    site.edit("content/articles/alone.md", "Alone\n", "Nothing\n").build()
    assert pieces(section(site.page("index.html"), "Series"))[0] == "alone"


def test_a_series_with_one_dated_piece_has_no_first_one(site: SiteFolder) -> None:
    add_many(site, range(2000, 2020))
    for name in ("an-ark", "mill"):
        add(site, name)
    for name in ("an-ark", "mill", "piece-2005-1"):
        site.edit(
            f"content/articles/{name}.md", "slug:", "series: The Long Shore\nslug:"
        )
    series = section(site.build().page("index.html"), "Series")
    assert "A series of 3 pieces." in series
    assert "the first" not in series


def test_a_chart_that_leads_to_no_pages_has_no_list_of_them(site: SiteFolder) -> None:
    add_many(site, (2018, 2019))
    assert '<ol class="by-year">' in site.build().page("index.html")
    rows = "[tool.commentariat.facets.years]\npages = false\n"
    home = site.write("pyproject.toml", f"{SETTINGS}{rows}").build().page("index.html")
    assert 'class="years"' in home
    assert "by-year" not in home


def test_the_home_page_has_its_parts_in_order(site: SiteFolder) -> None:
    add_many(site, range(2000, 2020))
    site.edit("content/articles/piece-2000-1.md", "slug:", "centers: [North]\nslug:")
    rows = "[tool.commentariat.facets.centers]\nhome = 3\n"
    site.write("pyproject.toml", f"{SETTINGS}{rows}")
    site.write("content/pages/index.md", "---\ntitle: Home\n---\nWhat this is.\n")
    main = main_of(site.build().page("index.html"))
    order = ["lead-home", 'id="Also"', 'id="Deep"', 'id="Shelf"', 'id="Day"',
             'id="Newest"', "What this is.", 'id="Home-centers"']  # fmt: skip
    places = [main.index(one) for one in order]
    assert places == sorted(places)


# Terms


def test_a_term_with_few_pieces_lists_all_of_them_by_year(site: SiteFolder) -> None:
    add_many(site, range(2016, 2020), 4)
    page = site.build().page("regions/europe/")
    assert len(pieces(page)) == 16
    assert [one for one in headings(page) if one.isdigit()] == [
        "2019", "2018", "2017", "2016"
    ]  # fmt: skip
    assert pieces(section(page, "In-2018")) == [
        f"piece-2018-{number}" for number in range(4, 0, -1)
    ]
    assert 'id="Rest"' not in page


def test_a_term_with_many_pieces_ends_in_all_its_years(site: SiteFolder) -> None:
    add_many(site, range(2015, 2020), 8)
    add(site, "piece-2014-1", "2014-01-03")
    page = site.build().page("regions/europe/")
    assert len(pieces(page)) == 12
    assert [one for one in headings(page) if one.isdigit()] == ["2019", "2018"]
    found = re.findall(r'/europe/(\d+)/">\d+</a> <b>(\d+)</b>', section(page, "Rest"))
    assert found == [
        *((str(year), "8") for year in range(2019, 2014, -1)),
        ("2014", "1"),
    ]


def test_a_site_says_how_many_are_few(site: SiteFolder) -> None:
    add_many(site, range(2000, 2004))
    for newest, list_all, shown in ((1, 4, 4), (1, 3, 1), (2, 0, 2), (4, 0, 4)):
        site.write(
            "pyproject.toml", f"{SETTINGS}newest = {newest}\nlist_all = {list_all}\n"
        )
        page = site.build().page("regions/europe/")
        assert len(pieces(page)) == shown
        assert ('id="Rest"' in page) == (shown < 4)


def test_what_has_no_date_stands_last_under_a_heading_of_its_own(
    site: SiteFolder,
) -> None:
    add(site, "dated", "2019-01-02")
    for name in ("the-dam", "an-ark", "mill"):
        add(site, name)
    page = site.build().page("authors/mara-lindqvist/")
    assert pieces(page) == ["dated", "an-ark", "the-dam", "mill"]
    assert pieces(section(page, "Undated")) == ["an-ark", "the-dam", "mill"]
    assert site.has("authors/mara-lindqvist/undated/d/index.html")
    assert not site.has("authors/mara-lindqvist/undated/t/index.html")


def test_what_has_no_date_is_said_once_where_nothing_has_one(site: SiteFolder) -> None:
    add(site, "mill")
    add(site, "dam", "2019-01-02")
    page = site.build().page("years/undated/")
    assert '<h2 class="hidden" id="Undated">' in page
    assert '<h2 class="yearhead" id="Undated">' in site.page("regions/europe/")
    assert main_of(site.page("years/")).count("Undated") == 1


def test_many_without_a_date_are_led_to_by_letter(site: SiteFolder) -> None:
    for number in range(50):
        add(site, f"{'abcde'[number % 5]}-{number}", language="ru")
    page = site.build().page("regions/europe/")
    letters = re.findall(
        r'/undated/(\w)/">\w</a> <b>(\d+)</b>', section(page, "Letters")
    )
    assert letters == [(letter, "10") for letter in "abcde"]


@pytest.mark.parametrize("term", ["regions/europe", "authors/mara-lindqvist"])
def test_a_crossing_tells_of_how_many_its_pieces_are(
    site: SiteFolder, term: str
) -> None:
    for number in range(4):
        topics = ["Energy", "Trade"][: number and 2]
        add(site, f"p{number}", topics=topics)
    site.write("content/articles/o.md", article("O", authors=["X"], topics=["Energy"]))
    page = site.build().page(f"{term}/")
    asked = term.replace("/", "=")
    assert _crossing(page, "energy") == {
        "/topics/energy/": "Energy",
        f"/search/?{asked}&amp;topics=energy": "3 of 4",
    }
    assert _crossing(page, "trade") == {"/topics/trade/": "Trade 3"}
    settings = site.read("pyproject.toml")
    site.write("pyproject.toml", f"{settings}search = false\n").build()
    assert _crossing(site.page(f"{term}/"), "energy") == {
        "/topics/energy/": "Energy 3 of 4"
    }


def _crossing(page: str, slug: str) -> dict[str, str]:
    """What the links of the crossing with a topic say, with what stands behind each."""
    (found,) = re.findall(rf'<li><a href="/topics/{slug}/">.*?</li>', main_of(page))
    links = re.findall(r'<a [^>]*href="(.*?)">(.*?)(?=<a |$)', found)
    return {href: re.sub(r"<[^>]+>", "", said).strip() for href, said in links}


def test_a_total_is_told_in_steps_from_a_hundred_on() -> None:
    told = [told_total(one) for one in (0, 6, 99, 100, 199, 1034, 99_999)]
    assert told == [0, 6, 99, 100, 100, 1000, 90_000]


def test_a_part_of_a_term_says_the_term_unless_it_is_a_month(site: SiteFolder) -> None:
    for name, date in (("dam", "2019-01-02"), ("mill", "2019-02-03"), ("ark", "")):
        add(site, name, date, topics=["2019", "Undated"])
    site.build()
    for path, said in (
        ("topics/2019/2019/", "2019 2019"),
        ("topics/undated/undated/a/", "Undated Undated, A"),
        ("regions/europe/2019/", "Europe 2019"),
        ("years/2019/01/", "January 2019"),
        ("years/undated/a/", "Undated, A"),
    ):
        assert headings(main_of(site.page(path)))[0] == said


def test_a_pager_of_months_says_the_year_nowhere(site: SiteFolder) -> None:
    add_many(site, [2019], 3)
    page = site.build().page("years/2019/02/")
    pager = page[page.index('<nav class="pager') :].partition("</nav>")[0]
    words = re.findall(r">([^<>]*\w[^<>]*)<", pager)
    assert words == ["January", "February", "March"]
    assert 'aria-current="page">February<' in pager
    assert headings(main_of(page))[0] == "February 2019"
    assert ">March 2019</bdi>" in page


def test_terms_that_share_a_name_are_told_apart_in_their_titles(
    site: SiteFolder,
) -> None:
    add(site, "dam", "2019-01-02", topics=["Europe"])
    site.build()
    assert "<title>Europe (Region) — " in site.page("regions/europe/")
    assert "<title>Europe (Topic) — " in site.page("topics/europe/")


def test_one_piece_is_said_to_be_one(site: SiteFolder) -> None:
    add(site, "dam", "2019-01-02")
    site.build()
    for path in (
        "index.html",
        "regions/europe/",
        "regions/europe/2019/",
        "years/2019/",
    ):
        assert re.search(r"\b1 piece\b", main_of(site.page(path))), path
        assert "1 pieces" not in site.page(path)


# Crawlers, and ways to everything


def test_crawlers_are_told_of_no_year_with_one_piece(site: SiteFolder) -> None:
    address = "https://archive.test/regions/europe/2019/"
    add(site, "dam", "2019-01-02")
    add(site, "undated")
    site.build()
    for path in ("regions/europe/2019/", "years/2019/01/", "years/undated/u/"):
        assert '<meta name="robots" content="noindex">' in site.page(path)
        assert f"https://archive.test/{path}" not in site.page("sitemap.xml")
    add(site, "mill", "2019-02-03")
    site.build()
    assert "noindex" not in site.page("regions/europe/2019/")
    assert address in site.page("sitemap.xml")
    site.delete("content/articles/dam.md").build()
    assert address not in site.page("sitemap.xml")


def test_every_piece_is_reached_by_links_of_listings(site: SiteFolder) -> None:
    add_many(site, range(2010, 2020), 6)
    for number in range(50):
        add(site, f"undated-{number}")
    site.build()
    seen, left = {"/"}, ["/"]
    while left:
        page = site.page(f"{left.pop()[1:]}index.html")
        for address in re.findall(r'href="(/[^"#?]*/)"', page):
            is_listing = not address.startswith("/articles/")
            if address not in seen and site.has(f"{address[1:]}index.html"):
                seen.add(address)
                left += [address] if is_listing else []
    assert sum(one.startswith("/articles/") for one in seen) == 110
