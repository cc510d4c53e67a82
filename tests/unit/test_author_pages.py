"""Pages of authors: whose pieces they are, when, how long, about what and with whom."""

from __future__ import annotations

from pathlib import Path

import pytest
from harness import SiteFolder
from harness import article as article_file
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich_site import SETTINGS, article, list_pages, make_site

from commentariat.archive.judge import parse_article
from commentariat.archive.model import Article
from commentariat.archive.schema import Schema
from commentariat.citations.names import parse_name
from commentariat.site.charts import DEPTH
from commentariat.site.letters import initials_of
from commentariat.site.register import Register
from commentariat.site.site import Site
from commentariat.site.soundings import MOST
from commentariat.site.views import TermView

DATES = ("", "1999", "2004-02", "2019-05-05", "2021-01-01", "2021-12-31")
MARA, LI = "authors/mara-lindqvist/", "authors/li-wei/"


def site_of(records: list[Article]) -> Site:
    return make_site(records, SETTINGS, register=Register(), held_back=())


def piece(name: str, date: str, length: int = 1, **terms: tuple[str, ...]) -> Article:
    found = article(name, date, {}, terms={"authors": ("Mara Lindqvist",)} | terms)
    assert isinstance(found, Article)
    return replace(found, length=length)


def page_of(site: Site, path: str) -> TermView:
    output = f"{path}index.html"
    page = next(one for one in list_pages(site).pages if one.output == output)
    view = page.make()
    assert isinstance(view, TermView)
    return view


def body_of(words: int) -> str:
    return "word " * words


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    site = SiteFolder(tmp_path / "site")
    mara, both = ["Mara Lindqvist"], ["Li Wei", "Mara Lindqvist"]
    told = ["Energy"]
    alone = article_file(
        "Alone", body_of(130), date="2020-03-04", authors=mara, topics=told
    )
    site.write("content/articles/alone.md", alone)
    site.write(
        "content/articles/both.md",
        article_file("Both", date="2020-05-06", authors=both, topics=told),
    )
    return site


# --- by whom --------------------------------------------------------------------------


def test_an_author_is_not_told_under_each_of_their_pieces(site: SiteFolder) -> None:
    page = site.build().page(MARA)
    assert '<p class="by">With <a href="/authors/li-wei/">Li Wei</a></p>' in page
    assert page.count('class="by"') == 1
    assert '<p class="by">With <a href="/authors/mara-lindqvist/">' in site.page(LI)
    assert site.page("topics/energy/").count('<ul class="by">') == 2


def test_a_name_leads_to_its_page_from_the_first_piece_on(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.build()
    text = article_file(
        "New", date="2021-01-01", authors=["Ana Ruiz"], topics=["Energy"]
    )
    site.write("content/articles/new.md", text).build()
    assert '<a href="/authors/ana-ruiz/">Ana Ruiz</a>' in site.page("topics/energy/")
    assert site.output() == site.clean_output(tmp_path / "clean")


def test_nor_under_those_of_a_year_that_they_wrote_alone(site: SiteFolder) -> None:
    site.build()
    assert site.page(f"{MARA}2020/").count('class="by"') == 1
    assert "Li Wei" in site.page(f"{MARA}2020/")
    assert site.page("topics/energy/2020/").count('class="by"') == 2


# --- soundings ------------------------------------------------------------------------


@given(
    rows=st.lists(
        st.tuples(st.sampled_from(DATES), st.integers(0, 90)), min_size=1, max_size=9
    )
)
def test_each_dated_piece_is_a_line_at_its_date_as_long_as_it_is(
    rows: list[tuple[str, int]],
) -> None:
    records = [piece(f"a{at}", date, long) for at, (date, long) in enumerate(rows)]
    site = site_of(records)
    lines = {one.url: one for one in page_of(site, MARA).soundings}
    dated = [one for one in records if one.date]
    assert len(lines) == len(dated)
    full = max([10, *[one.length for one in dated]])
    for one in dated:
        line = lines[site.root.href(f"articles/{one.slug}/")]
        assert site.axis is not None
        assert line.x == site.axis.x(one.date)
        assert abs(line.depth - DEPTH * max(1, one.length) / full) <= 0.5
        assert line.words == 100 * one.length
    assert len({(one.x, one.shift) for one in lines.values()}) == len(lines)


@pytest.mark.parametrize("count", [MOST, MOST + 1])
def test_many_pieces_are_bars_by_year(count: int) -> None:
    records = [piece(f"a{at}", f"20{at % 20:02}-01-01") for at in range(count)]
    view = page_of(site_of(records), MARA)
    assert len(view.soundings) == (count if count <= MOST else 0)
    assert view.chart is not None


def test_only_people_have_soundings() -> None:
    site = site_of([piece("a", "2020-01-01", topics=("Energy",))])
    assert not page_of(site, "topics/energy/").soundings


def test_a_body_edited_changes_the_pages_of_its_authors_where_it_is_longer_by_a_step(
    site: SiteFolder, tmp_path: Path
) -> None:
    place, own = "content/articles/alone.md", "articles/alone/index.html"
    site.build()
    assert "about 100 words" in site.page(MARA)
    site.edit(place, body_of(130).strip(), body_of(140).strip())
    written = set(site.build().report.rendered)
    assert own in written
    assert f"{MARA}index.html" not in written
    site.edit(place, body_of(140).strip(), body_of(260).strip())
    written = set(site.build().report.rendered)
    assert {own, f"{MARA}index.html"} <= written
    assert not {f"{LI}index.html", "topics/energy/index.html", "index.html"} & written
    assert "about 300 words" in site.page(MARA)
    assert site.output() == site.clean_output(tmp_path / "clean")


@pytest.mark.parametrize(
    ("body", "language", "length"),
    [("", "en", 0), ("Word.", "en", 1), (body_of(149), "en", 1), (body_of(150), "en", 2),
     ("水" * 299, "zh-Hant", 1), ("水" * 300, "zh-Hant", 2)],
)  # fmt: skip
def test_lengths_are_told_in_steps(body: str, language: str, length: int) -> None:
    data = article_file("One", body, language=language).encode()
    found = parse_article(data, "articles/one.md", Schema())
    assert found.length == length


# --- what about, who ------------------------------------------------------------------


def test_what_somebody_writes_about_are_filters_the_most_frequent_first() -> None:
    records = [
        piece("a", "2020-01-01", topics=("Energy", "Trade"), regions=("Europe",)),
        piece("b", "2021-01-01", topics=("Energy",), regions=()),
        piece("c", "", authors=("Mara Lindqvist", "Li Wei"), topics=("Energy",)),
    ]
    view = page_of(site_of(records), MARA)
    first = view.filters[0]
    assert (first.label, first.count) == ("Energy", 3)
    counts = [one.count for one in view.filters]
    assert counts == sorted(counts, reverse=True)
    assert [
        [(one.label, one.count) for one in g.crossings] for g in view.crossings
    ] == [[("Li Wei", 1)]]


@pytest.mark.parametrize(
    ("name", "family", "initials"),
    [
        ("Mara Lindqvist", "", "ML"),
        ("Óskar Hrafnsson", "", "ÓH"),
        ("Walter Ames Pruitt, Jr.", "", "WP"),
        ("Anna van der Berg", "", "AB"),
        ("Plato", "", "P"),
        ("Institute of Tests", "Institute of Tests", "I"),
        ("Вера Ланская", "", "ВЛ"),
        ("ليلى الحداد", "", "ل"),
        ("42", "", ""),
    ],
)
def test_initials_are_those_of_given_and_family_name(
    name: str, family: str, initials: str
) -> None:
    assert initials_of(parse_name(name, family)) == initials


def test_initials_stand_where_there_is_no_portrait(site: SiteFolder) -> None:
    site.write("content/files/li.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    site.write(
        "content/authors/li-wei.md", "---\nname: Li Wei\npicture: files/li.svg\n---\n"
    )
    site.build()
    assert '<div class="face" aria-hidden="true">ML</div>' in site.page(MARA)
    assert 'class="face"' not in site.page(LI)
    assert 'class="face"' not in site.page("topics/energy/")
