"""Facets of a site's own: from settings and front matter to pages, feeds and indexes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from harness import SETTINGS, SiteFolder, article
from raw_samples import WITH_KEYS

from commentariat.config import load_settings
from commentariat.intake.content.told import read_date
from commentariat.live.site import LiveSite
from commentariat.pipeline.imports import Signatures
from commentariat.pipeline.workspace import Workspace

COUNTRIES = """
[tool.commentariat.facets.countries]
label = "Countries"
label_one = "Country"
feed = true
"""
LAND = """
[tool.commentariat.sources.keys]
land = "countries"
"""


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    site = SiteFolder(tmp_path / "site", SETTINGS + COUNTRIES)
    site.write(
        "content/articles/ferry.md",
        article(
            "The Ferry", slug="ferry", date="2019-03-04", authors=["Mara Lindqvist"],
            countries=["Georgia", "Türkiye"],
        ),
    )  # fmt: skip
    return site.write(
        "content/articles/dam.md",
        article("The Dam", slug="dam", date="2021-06-01", countries=["Georgia"]),
    )


def with_rows(site: SiteFolder, rows: str) -> SiteFolder:
    return site.write("pyproject.toml", SETTINGS + COUNTRIES + rows)


def test_it_has_an_index_terms_years_feeds_and_a_place_in_menus_and_sitemap(
    site: SiteFolder,
) -> None:
    site.build()
    assert not site.problems
    assert {name for name in site.output() if name.startswith("countries/")} == {
        "countries/index.html",
        "countries/georgia/index.html",
        "countries/georgia/2019/index.html",
        "countries/georgia/2021/index.html",
        "countries/georgia/feed.xml",
        "countries/georgia/feed.json",
        "countries/turkiye/index.html",
        "countries/turkiye/2019/index.html",
        "countries/turkiye/feed.xml",
        "countries/turkiye/feed.json",
    }
    assert 'href="/countries/">Countries</a>' in site.page("articles/dam/")
    assert "2 articles on Georgia in the archive" in site.page("countries/georgia/")
    assert "The Dam" in site.read("output/countries/georgia/feed.xml")
    sitemap = site.read("output/sitemap.xml")
    assert "/countries/turkiye/</loc>" in sitemap
    assert "/countries/turkiye/2019/</loc>" not in sitemap  # a single article
    page = site.page("articles/ferry/")
    assert page.index("/countries/georgia/") < page.index("/countries/turkiye/")


def test_a_term_file_says_more_of_a_term(site: SiteFolder) -> None:
    site.write(
        "content/countries/georgia.md",
        "---\nname: Georgia\naliases: [Sakartvelo]\n---\nBetween seas.\n",
    ).edit("content/articles/dam.md", "Georgia", "Sakartvelo").build()
    assert "Between seas." in site.page("countries/georgia/")
    assert "url=/countries/georgia/" in site.page("countries/sakartvelo/")


def test_a_fixed_one_refuses_what_has_no_file(site: SiteFolder) -> None:
    with_rows(site, "fixed = true\n")
    site.write("content/countries/georgia.md", "---\nname: Georgia\n---\n").build()
    assert site.problems == (
        "content/articles/ferry.md:10: no country is called 'Türkiye', and each has a "
        "file, as content/countries/turkiye.md",
    )


def test_one_without_pages_is_named_and_leads_nowhere(site: SiteFolder) -> None:
    with_rows(site, "pages = false\n").build()
    assert not any(name.startswith("countries/") for name in site.output())
    assert "<dd>Georgia" in site.page("articles/dam/")
    assert "/countries/" not in site.page("articles/dam/")


def test_one_out_of_the_menu_has_its_pages_all_the_same(site: SiteFolder) -> None:
    link = '<li><a href="/countries/">Countries</a>'
    assert link in site.build().page("articles/dam/")
    with_rows(site, "menu = false\n").build()
    assert link not in site.page("articles/dam/")
    assert "/countries/georgia/" in site.page("articles/dam/")
    assert site.has("countries/index.html")


def test_one_without_a_feed_has_none(site: SiteFolder) -> None:
    site.edit("pyproject.toml", "feed = true\n", "").build()
    assert not any(
        "feed" in name for name in site.output() if name.startswith("countries/")
    )


def test_one_term_an_article_stands_under_a_key_of_its_own(site: SiteFolder) -> None:
    with_rows(site, 'many = false\nkey = "country"\npath = "where"\nhome = 3\n')
    site.build()
    assert site.problems == (
        "content/articles/dam.md:6: no key is called 'countries'; did you mean 'country'?",
        "content/articles/ferry.md:8: no key is called 'countries'; did you mean 'country'?",
    )
    site.edit("content/articles/dam.md", "countries:\n- Georgia", "country: Georgia")
    site.edit(
        "content/articles/ferry.md", "countries:\n- Georgia\n- Türkiye", "country: Iran"
    )
    site.build()
    assert not site.problems
    assert "The Dam" in site.page("where/georgia/2021/")
    assert 'id="Home-countries"' in site.page("index.html")
    site.edit("content/articles/dam.md", "country: Georgia", "country: [Georgia]")
    assert site.build().problems == (
        "content/articles/dam.md:6: expected a text for 'country', found a list",
    )


def test_codes_are_shown_by_their_labels(site: SiteFolder) -> None:
    with_rows(site, 'labels = { Georgia = "Georgia and Abkhazia" }\n').build()
    assert "countries/georgia-and-abkhazia/2021/index.html" in site.output()
    assert ">Georgia and Abkhazia</a>" in site.page("articles/dam/")


def test_people_stand_under_their_last_names_and_with_those_they_work_with(
    site: SiteFolder,
) -> None:
    row = '[tool.commentariat.facets.translators]\nlabel = "Translators"\n'
    row += 'label_one = "Translator"\npeople = true\nwith_people = true\n'
    with_rows(site, row)
    names = "translators: [Óskar Berg, Ann Abel]"
    site.edit("content/articles/ferry.md", "date:", f"{names}\ndate:").build()
    index = site.page("translators/")
    assert index.index("Ann Abel") < index.index("Óskar Berg")
    page = site.page("translators/ann-abel/")
    assert '"@type":"Person"' in page
    assert 'href="/authors/mara-lindqvist/">' in page
    assert '<a href="/translators/oskar-berg/">Óskar Berg</a> <b>1</b>' in page
    assert 'href="/translators/ann-abel/">' in site.page("authors/mara-lindqvist/")


def test_settings_that_come_and_go_leave_what_a_clean_build_makes(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.write("pyproject.toml", SETTINGS).build()
    assert len(site.problems) == 2
    for rows in ("", "pages = false\n", 'path = "where"\n', 'key = "countries"\n', ""):
        with_rows(site, rows).build()
        assert not site.problems
        assert site.output() == site.clean_output(tmp_path / "clean")


def test_a_year_that_has_a_file_and_no_article_is_in_no_chart(site: SiteFolder) -> None:
    site.write("content/years/2018.md", "---\nname: '2018'\n---\nA year.\n")
    site.delete("content/articles/ferry.md").delete("content/articles/dam.md").build()
    assert not site.problems
    assert "A year." in site.page("years/2018/")
    assert "/years/2018/" not in site.page("index.html")


def test_a_year_keeps_its_address_and_its_place_under_another_label(
    site: SiteFolder,
) -> None:
    site.write("content/articles/one.md", article("Without a Day", slug="one"))
    row = "[tool.commentariat.facets.years.labels]\n"
    with_rows(site, f'{row}2021 = "The Year After"\nundated = "Sans date"\n').build()
    index = site.page("years/").partition('class="counted"')[2]
    places = [index.index(f'/years/{one}/"') for one in ("2021", "2019", "undated")]
    assert places == sorted(places)
    assert ">The Year After</a>" in index
    assert ">Sans date</a>" in index
    assert "June The Year After" in site.page("years/2021/06/")


def raw_site(site: SiteFolder, metadata: str, rows: str = LAND) -> SiteFolder:
    site.write("pyproject.toml", SETTINGS + COUNTRIES + rows)
    return site.write("content/raw/2020-05-06-one.txt", WITH_KEYS % metadata)


def imported(site: SiteFolder) -> str:
    return next(
        path.read_text(encoding="utf-8")
        for path in (site.folder / "content/articles").rglob("*.md")
        if "raw:" in path.read_text(encoding="utf-8")
    )


@pytest.mark.parametrize("value", ['["Georgia", "Iran"]', '"Georgia"'])
def test_a_key_of_raw_metadata_feeds_a_facet(site: SiteFolder, value: str) -> None:
    raw_site(site, f'"land": {value}').build()
    assert not site.problems
    text = imported(site)
    assert "regions" not in text
    assert "collections:\n" not in text
    assert "countries:\n- Georgia\n" in text
    assert "extra:" not in text
    assert "2020/index.html" in " ".join(site.output())


def test_its_own_key_feeds_it_unasked(site: SiteFolder) -> None:
    raw_site(site, '"countries": ["Iran"]', "").build()
    assert "countries:\n- Iran\n" in imported(site)


def test_without_the_row_it_is_kept_under_extra(site: SiteFolder) -> None:
    raw_site(site, '"land": ["Iran"]', "").build()
    assert "extra:\n  land:\n  - Iran\n" in imported(site)


@pytest.mark.parametrize(
    ("rows", "metadata", "told"),
    [
        ('head = "title"', '"head": "A Told Title"', "title: A Told Title\n"),
        ('when = "date"', '"when": "Sep 10, 2008"', "date: 2008-09-10\n"),
        (
            'when = "date"',
            '"when": "2008-09-10T10:00:00.5Z"',
            "date: 2008-09-10T10:00:00Z\n",
        ),
        ("", '"date": "2008-09-10T23:30-0500"', "date: 2008-09-10T23:30:00-05:00\n"),
        ("", '"date": "2008-09-10T00:00:00+00:00"', "date: 2008-09-10\n"),
        ("", '"date": "2008-09-10 10:00:00"', "date: 2008-09-10\n"),
        ("", '"date": "2008-09-10T10:00:00PT"', "date: 2008-09-10\n"),
        ("", '"updated": "2008-09-10T10:00:00Z"', "updated: 2008-09-10\n"),
        ('mod = "updated"', '"mod": "2022-01-02"', "updated: 2022-01-02\n"),
        ('lang = "language"', '"lang": "fr"', "language: fr\n"),
        ('name = "slug"', '"name": "told-slug"', "slug: told-slug\n"),
        ('url = "aliases"', '"url": "/2008/old/"', "aliases:\n- /2008/old/\n"),
        ('alt = "image_alt"', '"alt": "A quay"', "image_alt: A quay\n"),
        ('bloc = "series"', '"bloc": "Tides"', "series: Tides\n"),
        ("", '"title": "A Told Title"', "title: A Told Title\n"),
        ("", '"date": "Sep 10, 2008"', "date: 2008-09-10\n"),
        ("", '"aliases": ["/2008/old/"]', "aliases:\n- /2008/old/\n"),
        ("", '"image_alt": "A quay"', "image_alt: A quay\n"),
        ("", '"draft": true', "draft: 'true'\n"),
        ('todo = "draft"', '"todo": true', "draft: 'true'\n"),
    ],
)
def test_raw_metadata_feed_any_key_that_can_be_told(
    site: SiteFolder, rows: str, metadata: str, told: str
) -> None:
    raw_site(site, metadata, f"[tool.commentariat.sources.keys]\n{rows}\n").build()
    assert not site.problems
    text = imported(site)
    assert f"\n{told}" in text
    assert "extra:" not in text


@pytest.mark.parametrize(
    ("told", "date"),
    [
        ("2008-09-10 10:00:00", "2008-09-10T10:00:00+09:00"),
        ("2008-09-10T10:00Z", "2008-09-10T10:00:00Z"),
        ("2008-09-10T00:00:00", "2008-09-10"),
        ("2008-09-10T00:00:00+0900", "2008-09-10"),
        ("2008-09-10T00:00:00Z", "2008-09-10T00:00:00Z"),
    ],
)
def test_a_time_in_raw_metadata_is_one_of_the_zone_of_the_settings(
    site: SiteFolder, tmp_path: Path, told: str, date: str
) -> None:
    raw_site(site, f'"date": "{told}"')
    site.write("pyproject.toml", SETTINGS + 'timezone = "Asia/Tokyo"\n').build()
    assert f"\ndate: {date}\n" in imported(site)
    assert site.output() == site.clean_output(tmp_path / "clean")


@pytest.mark.parametrize(
    ("rows", "metadata", "kept"),
    [
        ('when = "date"', '"when": "soon"', "when: soon"),
        ('lang = "language"', '"lang": "French"', "lang: French"),
        ('name = "slug"', '"name": "Not a slug"', "name: Not a slug"),
        ('url = "aliases"', '"url": "/x?y"', "url: /x?y"),
        ('says = "dek"', '"says": "Another dek."', "says: Another dek."),
        ('bloc = "series"', '"bloc": ["A", "B"]', "bloc:\n  - A\n  - B"),
        ("", '"date": "soon"', "date: soon"),
        ("", '"title": ["A", "B"]', "title:\n  - A\n  - B"),
        ("", '"image": {"src": "x"}', 'image: \'{"src": "x"}\''),
        ("", '"draft": 1', "draft: '1'"),
        (
            'head = "title"',
            '"title": "For search", "head": "Told"',
            "title: For search",
        ),
    ],
)
def test_what_cannot_be_had_or_does_not_count_is_kept_under_extra(
    site: SiteFolder, rows: str, metadata: str, kept: str
) -> None:
    raw_site(site, metadata, f"[tool.commentariat.sources.keys]\n{rows}\n").build()
    assert not site.problems
    assert f"\nextra:\n  {kept}\n" in imported(site)


@pytest.mark.parametrize(
    ("rows", "metadata", "fault"),
    [
        (
            'alt = "image_alt"',
            '"alt": {"en": "x"}',
            "a text for 'alt', found an object",
        ),
        ('vol = "series"', '"vol": 12', "a text for 'vol', found 12"),
        ('vol = "series"', '"vol": [12]', "only texts in 'vol', found 12"),
        ('vol = "series"', '"vol": true', "a text for 'vol', found true"),
        ("", '"countries": 1', "a list of texts for 'countries', found 1"),
        ('url = "aliases"', '"url": {}', "a list of texts for 'url', found an object"),
        ('tags = "topics"', '"tags": ["a", null]', "only texts in 'tags', found null"),
    ],
)
def test_a_value_that_is_no_text_is_a_problem_under_a_key_that_a_site_names(
    site: SiteFolder, rows: str, metadata: str, fault: str
) -> None:
    raw_site(site, metadata, f"[tool.commentariat.sources.keys]\n{rows}\n").build()
    assert site.problems == (f"content/raw/2020-05-06-one.txt:4: expected {fault}",)


def test_what_is_remembered_of_raw_files_goes_with_the_keys_they_were_read_by(
    site: SiteFolder,
) -> None:
    raw_site(site, '"land": "Georgia"').build()
    assert remembered(site)
    raw_site(site, '"land": "Georgia"', LAND + 'writers = "authors"\n')
    assert not remembered(site)


def test_what_is_remembered_of_raw_files_goes_with_the_lines_that_were_learned(
    site: SiteFolder,
) -> None:
    raw_site(site, '"land": "Georgia"').build()
    assert remembered(site)
    site.write("content/repeated.txt", "A second paragraph of the piece.\n")
    assert not remembered(site)


def test_what_is_remembered_of_raw_files_holds_whatever_the_seed_of_hashes() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", "from commentariat.intake.sources.keys import *;"
             "print(DEFAULT_KEYS)"],
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(said) == 1


def remembered(site: SiteFolder) -> Mapping[str, object]:
    work = Workspace(site.options(), load_settings(site.folder))
    return dict(Signatures(work).remembered())


def test_the_preview_imports_what_other_keys_let_it_read(site: SiteFolder) -> None:
    site.write(
        "content/raw/one.txt",
        WITH_KEYS.replace(
            WITH_KEYS[WITH_KEYS.index("{") : WITH_KEYS.index("}")], '{"land": ["Iran"]'
        ),
    )
    live = LiveSite(site.options())
    (problem,) = live.open(lambda *_: None).problems
    assert problem.source == "content/raw/one.txt"
    site.write("pyproject.toml", SETTINGS + COUNTRIES + LAND)
    assert live.update(frozenset({"pyproject.toml"})).problems == ()
    assert "countries:\n- Iran\n" in imported(site)


def test_lines_are_learned_of_the_authors_that_other_keys_name(
    site: SiteFolder,
) -> None:
    line = "This essay belongs to a series on rivers and on those who keep them."
    rows = COUNTRIES + LAND + 'writers = "authors"\n'
    site.write("pyproject.toml", SETTINGS + rows)
    for number, name in enumerate(
        ("Ann Lee", "Bo Dahl", "Cy Orr", "Di Falk", "Ed Noe")
    ):
        site.write(
            f"content/raw/2020-01-0{number + 1}-{name.split()[0].lower()}.txt",
            f'{{"writers": ["{name}"]}}Source: Harbor Photo\n'
            f"A dek that says enough of piece {number} for an editor to know it.\n"
            f"The first paragraph of {name} is long enough to be prose, and says so here.\n"
            f"A second one of {name} is long enough to be prose, and stands above the end.\n"
            f"{line}\n",
        )
    site.build()
    assert line in site.read("content/repeated.txt")


@pytest.mark.parametrize("told", ["2008-09-10T123045Z", "2008-09-10 20110"])
def test_what_is_no_time_is_not_cut_off_a_date(told: str) -> None:
    assert read_date(told) == ""
