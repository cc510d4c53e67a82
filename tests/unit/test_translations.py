"""Pieces in several languages: groups, their laws, what pages and crawlers are told."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from harness import SiteFolder, article

from commentariat.interface.autonyms import AUTONYMS, autonym
from commentariat.live.site import LiveSite

SITE = "https://archive.test"


def write(site: SiteFolder, slug: str, language: str, **fields: Any) -> None:
    """Write an article that is called as its slug."""
    text = article(slug.title(), slug=slug, language=language, **fields)
    site.write(f"content/articles/{slug}.md", text)


@pytest.fixture
def pair(tmp_path: Path) -> SiteFolder:
    """A site of three articles, of which one is in Russian and translates another."""
    site = SiteFolder(tmp_path / "site")
    write(site, "water", "en", date="2024-03-01")
    write(site, "voda", "ru", date="2024-03-02", translation_of="water")
    write(site, "other", "en", date="2024-03-03")
    return site


def alternates(page: str) -> dict[str, str]:
    found = re.findall(r'<link rel="alternate" hreflang="(.*?)" href="(.*?)">', page)
    assert len(dict(found)) == len(found)
    return dict(found)


def read_in(page: str) -> list[str]:
    """Give the words of the line that leads to other languages, without marks."""
    lines = re.findall(r'<nav class="sans translations".*?</nav>', page, re.DOTALL)
    found = re.sub("<.*?>", "", "".join(lines)).split("\n")
    return [one for one in found if one]


def work(page: str) -> dict[str, Any]:
    script = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    found: dict[str, Any] = json.loads(script[0])["@graph"][0]
    return found


def test_both_halves_lead_to_each_other_and_say_so_to_crawlers(
    pair: SiteFolder,
) -> None:
    pair.build()
    english, russian = pair.page("articles/water/"), pair.page("articles/voda/")
    wanted = {
        "en": f"{SITE}/articles/water/",
        "ru": f"{SITE}/articles/voda/",
        "x-default": f"{SITE}/articles/water/",
    }
    assert alternates(english) == alternates(russian) == wanted
    assert read_in(english) == ["Read in Русский"]
    assert read_in(russian) == ["На других языках: English (оригинал)"]
    assert '<a href="/articles/voda/" hreflang="ru" lang="ru">' in english
    assert alternates(pair.page("articles/other/")) == {}
    assert "translations" not in pair.page("articles/other/").split("<main")[1]


def test_structured_data_name_the_original_and_its_translations(
    pair: SiteFolder,
) -> None:
    pair.build()
    original = work(pair.page("articles/voda/"))["translationOfWork"]
    assert original == {
        "@type": "CreativeWork", "name": "Water", "inLanguage": "en",
        "url": f"{SITE}/articles/water/",
    }  # fmt: skip
    (translation,) = work(pair.page("articles/water/"))["workTranslation"]
    assert (translation["inLanguage"], translation["name"]) == ("ru", "Voda")
    other = work(pair.page("articles/other/"))
    assert not {"translationOfWork", "workTranslation"} & other.keys()


def test_the_sitemap_says_of_each_half_where_both_are(pair: SiteFolder) -> None:
    sitemap = pair.build().page("sitemap.xml")
    assert 'xmlns:xhtml="http://www.w3.org/1999/xhtml"' in sitemap
    links = {
        url: re.findall(r'hreflang="(.*?)" href="(.*?)"', rest)
        for url, rest in re.findall(r"<url><loc>(.*?)</loc>(.*?)</url>", sitemap)
    }
    halves = f"{SITE}/articles/water/", f"{SITE}/articles/voda/"
    for half in halves:
        assert dict(links[half]) == alternates(pair.page(half.removeprefix(f"{SITE}/")))
    assert {url for url, found in links.items() if found} == set(halves)


def test_a_site_without_translations_has_the_plain_sitemap(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path)
    write(site, "water", "en")
    assert "xhtml" not in site.build().page("sitemap.xml")


@pytest.mark.parametrize(
    "said",
    ["voda", "articles/voda.md", "voda.md", "/articles/voda/", f"{SITE}/articles/voda/",
     "/2011/voda/"],
)  # fmt: skip
def test_a_chain_is_one_group_however_it_is_said(pair: SiteFolder, said: str) -> None:
    write(pair, "voda", "ru", translation_of="water", aliases=["/2011/voda/"])
    write(pair, "maa", "ar", translation_of=said)
    pair.build()
    pages = [pair.page(f"articles/{one}/") for one in ("water", "voda", "maa")]
    assert pair.problems == ()
    assert [*alternates(pages[0])] == ["en", "ar", "ru", "x-default"]
    assert alternates(pages[0]) == alternates(pages[1]) == alternates(pages[2])
    assert read_in(pages[0]) == ["Read in العربية · Русский"]
    assert read_in(pages[2]) == ["بلغات أخرى: English (الأصل) · Русский"]
    assert work(pages[2])["translationOfWork"]["name"] == "Water"


def test_translations_of_what_is_elsewhere_lead_there_and_to_each_other(
    pair: SiteFolder,
) -> None:
    address = "https://other.test/en/water"
    write(pair, "voda", "ru", translation_of=address)
    pair.build()
    page = pair.page("articles/voda/")
    assert alternates(page) == {}
    assert read_in(page) == ["Перевод; оригинал на сайте other.test"]
    assert f'<a href="{address}">' in page
    assert work(page)["translationOfWork"] == {"@type": "CreativeWork", "url": address}
    write(pair, "maa", "ar", translation_of=address)
    pair.build()
    page = pair.page("articles/voda/")
    assert [*alternates(page)] == ["ar", "ru"]
    assert read_in(page) == [
        "На других языках: العربية",
        "Перевод; оригинал на сайте other.test",
    ]


def test_a_page_follows_where_others_say_that_its_original_is(
    pair: SiteFolder, tmp_path: Path
) -> None:
    lines = "content/translations.txt"
    write(pair, "maa", "ar", translation_of="voda")
    for number, address in enumerate(("https://a.test/x", "https://b.test/y")):
        write(pair, "voda", "ru", translation_of=address)
        pair.write(lines, f"other translates {address}\n")
        pair.build()
        for slug in ("maa", "other"):
            assert f'<a href="{address}">' in pair.page(f"articles/{slug}/")
        assert pair.output() == pair.clean_output(tmp_path / f"clean-{number}")
    pair.write(lines, "")
    pair.build()
    assert read_in(pair.page("articles/other/")) == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"translation_of": "watre"}, "no article is called 'watre'"),
        ({"translation_of": "watre"}, "did you mean 'water'?"),
        ({"translation_of": "/years/2024/"}, "no article is called '/years/2024/'"),
        ({"translation_of": "voda"}, "'voda' is this piece itself"),
        ({"translation_of": "ftp://a.b/c"}, "or an address as 'https://example.org/ru"),
        ({"translation_of": "https://[a.b/c"}, "or an address as 'https://example.org"),
        ({"translation_of": "https://a:b@c.d/e"}, "or an address as 'https://example"),
        (
            {"translation_of": "water", "language": "en"},
            "content/articles/water.md has the same piece in 'en'",
        ),
    ],
)
def test_what_cannot_be_is_a_problem_of_the_half_that_says_it(
    pair: SiteFolder, fields: dict[str, str], told: str
) -> None:
    write(pair, "voda", **({"language": "ru"} | fields))
    (problem,) = pair.build().problems
    assert told in problem
    assert problem.startswith("content/articles/voda.md:")


def test_a_circle_is_told_once_with_its_way(pair: SiteFolder) -> None:
    write(pair, "water", "en", translation_of="maa")
    write(pair, "maa", "ar", translation_of="voda")
    (problem,) = pair.build().problems
    assert "translations lead in a circle: content/articles/maa.md → " in problem


def test_two_translations_in_one_language_are_told(pair: SiteFolder) -> None:
    write(pair, "aqua", "ru", translation_of="water")
    (problem,) = pair.build().problems
    assert "content/articles/aqua.md has the same piece in 'ru', too" in problem


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"draft": True}, "which is a draft; the two are paired once it is out"),
        ({"date": "2030-01-01"}, "which is not out before 2030-01-01"),
        (
            {"withdrawn": "2025-01-01", "withdrawn_reason": "Not ours."},
            "was withdrawn, and this translation of it is out",
        ),
    ],
)  # fmt: skip
def test_an_original_that_is_not_out_is_asked_about_and_not_led_to(
    pair: SiteFolder, fields: dict[str, object], told: str
) -> None:
    write(pair, "water", "en", **fields)
    pair.build()
    assert pair.problems == ()
    (point,) = [one for one in pair.report.open_points if one.key == "translation_of"]
    assert told in str(point)
    page = pair.page("articles/voda/")
    assert (alternates(page), read_in(page)) == ({}, [])


def test_what_is_left_of_a_group_without_its_original_stays_one(
    pair: SiteFolder,
) -> None:
    write(pair, "maa", "ar", translation_of="water")
    write(pair, "water", "en", withdrawn="2025-01-01", withdrawn_reason="No.")
    page = pair.build().page("articles/voda/")
    assert [*alternates(page)] == ["ar", "ru"]
    assert read_in(page) == ["На других языках: العربية"]
    assert "translationOfWork" not in work(page)


def test_a_translation_is_no_related_piece_and_takes_the_place_of_none(
    pair: SiteFolder,
) -> None:
    for slug in ("voda", "water", "other"):
        text = pair.read(f"content/articles/{slug}.md")
        more = "\nauthors: [Ada Byron]\nregions: [Europe]\n---\n"
        pair.write(f"content/articles/{slug}.md", text.replace("\n---\n", more))
    pair.edit("pyproject.toml", "institution", "related = 1\ninstitution")
    pair.build()
    for half, other in (("water", "voda"), ("voda", "water")):
        related = pair.page(f"articles/{half}/").split('class="related')[1]
        assert "/articles/other/" in related
        assert f"/articles/{other}/" not in related.split('class="turn"')[0]


def test_readers_take_along_the_address_of_the_original(pair: SiteFolder) -> None:
    pair.edit("pyproject.toml", "institution", 'exports = ["jsonl"]\ninstitution')
    pair.edit(
        "content/articles/voda.md", "translation_of: water", "translation_of: water.md"
    )

    def told() -> dict[str, str]:
        lines = pair.build().page("export/archive.jsonl").splitlines()
        records = {one.get("slug"): one for one in map(json.loads, lines)}
        found: dict[str, str] = records["voda"]
        return found

    assert told()["translation_of"] == f"{SITE}/articles/water/"
    write(pair, "water", "en", draft=True)
    assert "translation_of" not in told()


def test_an_edit_of_a_half_writes_the_pages_that_show_it_and_no_more(
    pair: SiteFolder, tmp_path: Path
) -> None:
    write(pair, "maa", "ar", date="2020-01-01", translation_of="water")
    pair.build()
    pair.edit("content/articles/water.md", "A paragraph", "Another paragraph")
    pair.build().rendered("articles/water/index.html", "drawings/water.svg")
    pair.edit("content/articles/maa.md", "title: Maa", "title: Miyah")
    pair.build()
    halves = {f"articles/{one}/index.html" for one in ("maa", "voda", "water")}
    assert halves <= {*pair.report.rendered}
    assert "articles/other/index.html" not in pair.report.rendered
    assert pair.output() == pair.clean_output(tmp_path / "clean")


@pytest.mark.parametrize(
    "fields",
    [
        {"language": "fr"},
        {"language": "ru", "slug": "vodá"},
        {"language": "ru", "withdrawn": "2025-01-01", "withdrawn_reason": "Not ours."},
        {"language": "ru", "draft": True},
        {"language": "ru", "translation_of": "other"},
        {"language": "ru", "translation_of": ""},
    ],
)
def test_every_edit_of_a_half_comes_to_what_a_clean_build_makes(
    pair: SiteFolder, tmp_path: Path, fields: dict[str, Any]
) -> None:
    pair.build()
    live = LiveSite(pair.options())
    before = live.open(lambda *_: None)
    values = {"translation_of": "water", "date": "2024-03-02", "slug": "voda"} | fields
    text = article("Voda", **values)
    pair.write("content/articles/voda.md", text)
    after = live.update(frozenset({"content/articles/voda.md"}))
    clean = pair.clean_output(tmp_path / "clean")
    for output in (
        "articles/water/index.html",
        "articles/other/index.html",
        "sitemap.xml",
    ):
        made = after.render(output)
        assert made is not None
        assert made.data == clean[output]
    live.close()
    assert after is not before
    assert pair.build().output() == clean


def test_languages_are_called_as_cldr_has_it() -> None:
    babel = pytest.importorskip("babel")
    for tag, name in AUTONYMS.items():
        known = babel.Locale.parse("_".join(_cased(tag)))
        names = {known.languages.get(str(known)), known.get_display_name()}
        plain = {one.split(" (")[0].casefold() for one in names if one}
        plain |= {one.casefold() for one in names if one}
        if tag not in OTHERWISE:
            assert name.casefold() in plain, tag


OTHERWISE = {
    "az-arab",  # CLDR names the script in the middle
    "kk-arab",  # likewise
    "zh-cn", "zh-hk", "zh-tw",  # by the script, not by the country
}  # fmt: skip


def _cased(tag: str) -> list[str]:
    first, *rest = tag.split("-")
    return [first, *(one.title() if len(one) == 4 else one.upper() for one in rest)]


def test_a_language_goes_by_the_nearest_name_or_by_its_tag() -> None:
    assert autonym("ru-KZ") == "Русский"
    assert autonym("zh-Hant-HK") == "繁體中文"
    assert autonym("tlh") == "tlh"
