"""A site in several languages: what each part of it holds, and how pages lead between them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from harness import SETTINGS, SiteFolder, article

from commentariat.config import load_settings
from commentariat.pipeline import Options, check_site
from commentariat.publish.size import INDEX_KIND, kind_of

HOME = "https://archive.test/"
ALL = "ferry", "parom", "abbara"
SAID = SETTINGS.replace('title = "The Test Archive"\n', "") + (
    'languages = ["en", "ru", "ar"]\n'
    'title = { en = "The Test Archive", ru = "Архив", ar = "أرشيف" }\n'
    'tagline = { en = "On ferries", ru = "О паромах" }\n'
    "[tool.commentariat.menu]\n"
    'en = [{ label = "Rivers", url = "/topics/rivers/" }]\n'
    'ru = [{ label = "Реки", url = "/topics/rivers/" }]\n'
    'ar = [{ label = "أنهار", url = "/topics/rivers/" }]\n'
    "[tool.commentariat.sections.events]\n"
    'label = { en = "Events", ru = "События" }\n'
    "feed = true\n"
)


def piece(title: str, slug: str, language: str, **fields: object) -> str:
    values: dict[str, object] = {"date": "2020-03-04", "topics": ["Rivers"]} | fields
    said = {"slug": slug, "language": language, "type": "book"}
    return article(title, "A paragraph.", **(values | said))


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    site = SiteFolder(tmp_path / "site", SAID)
    pieces = {
        "ferry": piece("The ferry", "ferry", "en", authors=["Mara"]),
        "parom": piece("Паром", "parom", "ru", authors=["Вера Ланская"]),
        "abbara": piece("العبّارة", "abbara", "ar", topics=["Ports"]),
        "bac": piece("Le bac", "bac", "fr", authors=["Luc"]),
    }
    for name, text in pieces.items():
        site.write(f"content/articles/{name}.md", text)
    site.write("content/authors/mara.md", "---\nname: Mara\n---\nShe writes.\n")
    site.write("content/pages/ru.md", "---\ntitle: Дом\n---\nО нас на русском.\n")
    about = "---\ntitle: О нас\nmenu: yes\n---\nСм. [реки](/topics/rivers/).\n"
    site.write("content/pages/ru/about.md", about)
    event = EVENT.format(title="Встреча", language="ru")
    return site.write("content/events/meet.md", event)


EVENT = "---\ntitle: {title}\nlanguage: {language}\ndate: 2020-05-06\n---\nX.\n"


def titles(site: SiteFolder, feed: str) -> list[str]:
    items = json.loads(site.page(feed))["items"]
    return sorted(one["title"] for one in items)


def switch(html: str) -> dict[str, str]:
    """Where the masthead leads, by language."""
    nav = re.search(r'<nav class="editions".*?</nav>', html, re.S)
    assert nav is not None
    found = re.findall(r'href="([^"]*)" lang="([^"]*)"', nav[0])
    return {language: url for url, language in found}


def alternates(html: str) -> dict[str, str]:
    found = re.findall(r'rel="alternate" hreflang="([^"]*)" href="([^"]*)"', html)
    return dict(found)


def test_each_language_lists_its_own_pieces_and_none_is_lost(site: SiteFolder) -> None:
    assert site.build().problems == ()
    assert titles(site, "feed.json") == ["Le bac", "The ferry"]
    assert titles(site, "ru/feed.json") == ["Паром"]
    assert titles(site, "ar/feed.json") == ["العبّارة"]
    assert all(site.has(f"articles/{one}/index.html") for one in (*ALL, "bac"))
    assert not site.has("ru/articles/parom/index.html")
    assert site.has("ru/topics/rivers/index.html")
    assert not site.has("ar/topics/rivers/index.html")
    assert site.has("ar/topics/ports/2020/index.html")
    assert not site.has("topics/ports/index.html")
    assert site.has("ru/authors/vera-lanskaia/index.html")
    assert not site.has("ru/authors/mara/index.html")
    assert site.has("ru/events/index.html")
    assert site.has("ru/events/feed.xml")
    assert not site.has("ar/events/index.html")
    assert site.has("events/meet/index.html")
    assert site.has("ru/types/book/index.html")  # at one address in all of them
    assert "Книга" in site.page("ru/types/book/")


def test_all_may_list_all(site: SiteFolder) -> None:
    said = SAID.replace("languages =", 'listings = "all"\nlanguages =')
    assert site.write("pyproject.toml", said).build().problems == ()
    everything = sorted(["Le bac", "The ferry", "العبّارة", "Паром"])
    for prefix in ("", "ru/", "ar/"):
        assert titles(site, f"{prefix}feed.json") == everything
        assert site.has(f"{prefix}authors/mara/index.html")
    assert "Паром" in site.page("ar/topics/rivers/")


def test_a_home_page_has_its_own_words_text_and_menu(site: SiteFolder) -> None:
    home = site.build().page("ru/")
    assert '<html lang="ru">' in home
    assert "О паромах" in home
    assert "О нас на русском." in home
    assert '<a href="/ru/topics/rivers/">Реки</a>' in home
    assert '<a href="/ru/about/">О нас</a>' in home
    assert "/ru/about/" not in site.page("index.html")
    arabic = site.page("ar/")
    assert '<html lang="ar" dir="rtl">' in arabic
    assert "On ferries" not in arabic
    assert '<a href="/topics/rivers/">أنهار</a>' in arabic  # the first that has it


def test_pages_lead_to_the_same_in_other_languages(site: SiteFolder) -> None:
    site.build()
    rivers = site.page("ru/topics/rivers/")
    assert switch(rivers) == {"en": "/topics/rivers/", "ar": "/ar/"}
    assert alternates(rivers) == alternates(site.page("topics/rivers/"))
    assert alternates(rivers) == {
        "en": f"{HOME}topics/rivers/",
        "ru": f"{HOME}ru/topics/rivers/",
        "x-default": f"{HOME}topics/rivers/",
    }
    assert alternates(site.page("ar/topics/ports/")) == {}
    assert switch(site.page("404.html")) == {"ru": "/ru/", "ar": "/ar/"}
    assert switch(site.page("articles/parom/")) == {"en": "/", "ar": "/ar/"}
    assert alternates(site.page("ar/"))["x-default"] == HOME


def test_a_piece_leads_into_its_own_part(site: SiteFolder) -> None:
    page = site.build().page("articles/parom/")
    assert '<a href="/ru/">' in page
    assert 'href="/ru/topics/rivers/"' in page
    assert 'action="/ru/search/"' in page
    assert 'href="/ru/years/2020/"' in page
    french = site.page("articles/bac/")
    assert 'href="/topics/rivers/"' in french
    assert 'action="/search/"' in french
    assert 'href="/ru/topics/rivers/"' in site.page("ru/about/")  # as its text says


def test_feeds_lists_and_sitemap_know_the_parts(site: SiteFolder) -> None:
    site.build()
    atom = ElementTree.fromstring(site.page("ru/feed.xml"))
    links = {
        one.get("rel"): one.get("href")
        for one in atom.findall("{http://www.w3.org/2005/Atom}link")
    }
    assert links["self"] == f"{HOME}ru/feed.xml"
    assert links["alternate"] == f"{HOME}ru/"
    assert f"{HOME}ru/topics/rivers/feed.xml" in site.page("ru/feeds.opml")
    assert "/ru/" not in site.page("feeds.opml")
    sitemap = site.page("sitemap.xml")
    entry = re.search(
        rf"<url><loc>{HOME}ru/topics/rivers/</loc>.*?</url>", sitemap, re.S
    )
    assert entry is not None
    assert f'hreflang="en" href="{HOME}topics/rivers/"' in entry[0]


def test_each_part_has_a_search_of_its_own(site: SiteFolder) -> None:
    site.build()
    root = site.folder / "output"
    counts = {
        prefix: len(list((root / prefix / "search/index").rglob("*")))
        for prefix in ("", "ru", "ar")
    }
    assert all(counts.values())
    said = [
        p.read_bytes() for p in (root / "ru/search/index").rglob("*") if p.is_file()
    ]
    assert any(b"parom" in one for one in said)
    assert not any(b"ferry" in one for one in said)
    assert 'action="/ru/search/"' in site.page("ru/search/")


def test_addresses_of_a_site_that_takes_on_languages_lead_on(site: SiteFolder) -> None:
    site.write("pyproject.toml", SETTINGS).delete("content/events")
    site.build()
    published = "/topics/ports/\n/topics/ports/2020/\n/authors/vera-lanskaia/\n/topics/rivers/\n"
    site.write("content/addresses.txt", published)
    assert site.build().problems == ()
    site.write("pyproject.toml", SAID)
    assert site.build().problems == ()
    assert 'url=/ar/topics/ports/"' in site.page("topics/ports/")
    assert 'url=/ar/topics/ports/2020/"' in site.page("topics/ports/2020/")
    assert 'url=/ru/authors/vera-lanskaia/"' in site.page("authors/vera-lanskaia/")


def test_a_link_into_another_part_is_dead_where_it_lacks_that(site: SiteFolder) -> None:
    text = "See [it](/ru/topics/rivers/) and [that](/ar/topics/rivers/)."
    site.write("content/pages/about.md", f"---\ntitle: About\n---\n{text}\n")
    assert site.build().problems == (
        "content/pages/about.md:4: no page or file of this site answers "
        "'/ar/topics/rivers/'",
    )


def test_a_term_that_comes_in_one_language_is_told_in_others(site: SiteFolder) -> None:
    site.build()
    new = piece("ميناء", "mina", "ar", topics=["Rivers"])
    site.write("content/articles/mina.md", new).build()
    assert switch(site.page("topics/rivers/"))["ar"] == "/ar/topics/rivers/"
    assert "ar" in alternates(site.page("ru/topics/rivers/"))
    written = set(site.report.rendered)
    assert {"topics/rivers/index.html", "ru/topics/rivers/index.html"} <= written
    assert "articles/ferry/index.html" not in written


def told_in_sitemap(site: SiteFolder) -> dict[str, dict[str, str]]:
    """The same as `alternates`, by whole addresses, as the sitemap has it."""
    urls = ElementTree.fromstring(site.page("sitemap.xml"))
    return {
        url[0].text or "": {one.attrib["hreflang"]: one.attrib["href"] for one in links}
        for url in urls
        if (links := [one for one in url if one.attrib])
    }


def test_crawlers_are_led_to_no_page_that_they_may_not_keep(site: SiteFolder) -> None:
    site.build()
    year, russian = (
        site.page("topics/rivers/2020/"),
        site.page("ru/topics/rivers/2020/"),
    )
    assert "noindex" not in year
    assert "noindex" in russian  # as it lists one piece
    assert alternates(year) == alternates(russian) == {}
    assert f"{HOME}topics/rivers/2020/" not in told_in_sitemap(site)
    assert switch(year)["ru"] == "/ru/topics/rivers/2020/"
    assert switch(russian)["en"] == "/topics/rivers/2020/"
    more = piece("Пристань", "pristan", "ru")
    site.write("content/articles/pristan.md", more).build()
    wanted = {
        "en": f"{HOME}topics/rivers/2020/",
        "ru": f"{HOME}ru/topics/rivers/2020/",
        "x-default": f"{HOME}topics/rivers/2020/",
    }
    for path in ("topics/rivers/2020/", "ru/topics/rivers/2020/"):
        assert alternates(site.page(path)) == wanted
        assert told_in_sitemap(site)[f"{HOME}{path}"] == wanted
    site.delete("content/articles/pristan.md").build()
    assert site.page("topics/rivers/2020/") == year


def test_what_no_list_leads_to_is_told_in_no_language(site: SiteFolder) -> None:
    site.write("content/topics/rivers.md", "---\nname: Rivers\nunlisted: yes\n---\n")
    rivers = site.build().page("topics/rivers/")
    assert alternates(rivers) == {}
    assert switch(rivers)["ru"] == "/ru/topics/rivers/"


def test_own_pages_are_paired_by_their_place_in_the_folder_of_a_language(
    site: SiteFolder,
) -> None:
    site.write("content/pages/about.md", "---\ntitle: About\n---\nX.\n")
    site.write("content/pages/ar/about.md", "---\ntitle: من نحن\n---\nس.\n")
    site.write("content/pages/ru/team.md", "---\ntitle: Люди\n---\nX.\n")
    site.build()
    wanted = {
        "en": f"{HOME}about/",
        "ru": f"{HOME}ru/about/",
        "ar": f"{HOME}ar/about/",
        "x-default": f"{HOME}about/",
    }
    for path in ("about/", "ru/about/", "ar/about/"):
        assert alternates(site.page(path)) == wanted
        assert told_in_sitemap(site)[f"{HOME}{path}"] == wanted
    assert switch(site.page("ru/about/")) == {"en": "/about/", "ar": "/ar/about/"}
    assert alternates(site.page("ru/team/")) == {}
    assert switch(site.page("ru/team/")) == {"en": "/", "ar": "/ar/"}
    hidden = "---\ntitle: من نحن\nindexed: no\n---\nس.\n"
    site.write("content/pages/ar/about.md", hidden).build()
    assert alternates(site.page("ar/about/")) == {}
    del wanted["ar"]
    assert alternates(site.page("about/")) == wanted
    assert switch(site.page("about/"))["ar"] == "/ar/about/"


def test_a_save_in_one_language_leaves_the_others_as_they_are(site: SiteFolder) -> None:
    site.build()
    site.edit("content/articles/parom.md", "Паром", "Ночной паром").build()
    assert "ru/index.html" in site.report.rendered
    assert not [
        one for one in site.report.rendered if one in ("index.html", "ar/index.html")
    ]
    assert not [one for one in site.report.rendered if one.startswith("topics/")]


def test_the_indexes_of_all_searches_are_data_to_check_and_to_size(
    site: SiteFolder,
) -> None:
    settings = site.read("pyproject.toml").replace("search = false", "search = true")
    site.write("pyproject.toml", settings)
    report = check_site(Options(site=site.folder, today="2026-06-01", workers=1))
    assert report.problems == ()
    site.build()
    indexes = [one for one in site.output() if "/index/" in one]
    assert {one.partition("/")[0] for one in indexes} == {"search", "ru", "ar"}
    judged = load_settings(site.folder)
    assert {kind_of(one, judged)[0] for one in indexes} == {INDEX_KIND}


def test_who_takes_the_place_of_a_search_is_told_which(site: SiteFolder) -> None:
    settings = site.read("pyproject.toml").replace("search = false", "search = true")
    site.write("pyproject.toml", settings)
    site.write("content/pages/ru/search.md", "---\ntitle: Поиск\n---\nX.\n").build()
    (problem,) = site.problems
    assert "/ru/search/" in problem


def test_a_section_has_a_text_in_each_language(site: SiteFolder) -> None:
    site.write("content/events/index.md", "---\ntitle: Our events\n---\nCome.\n")
    text = "---\ntitle: Наши встречи\n---\nПриходите.\n"
    site.write("content/pages/ru/events.md", text)
    site.write("content/events/two.md", EVENT.format(title="A walk", language="en"))
    assert site.build().problems == ()
    russian, english = site.page("ru/events/"), site.page("events/")
    assert "Наши встречи</h1>" in russian
    assert "Приходите." in russian
    assert "Встреча" in russian  # what the listing has stays
    assert "Come." not in russian
    assert "Our events</h1>" in english
    assert "Come." in english
    site.delete("content/events/meet.md")  # without items there is no listing for it
    assert site.build().problems == ()
    assert "<h1>Наши встречи" in site.page("ru/events/")
    assert "Приходите." in site.page("ru/events/")


def test_an_item_stands_on_the_home_page_of_its_language(site: SiteFolder) -> None:
    """What a home page leads to of a section is shown in the words of that part."""
    text = "---\ntitle: Дом\nlead: /events/meet/\nfeatured: [/events/meet/]\n---\nX.\n"
    site.write("content/pages/ru.md", text)
    assert site.build().problems == ()
    home = site.page("ru/")
    assert 'href="/events/meet/"' in home
    assert '<time datetime="2020-05-06">6\xa0мая 2020</time>' in home
    assert 'href="/events/meet/"' not in site.page("index.html")
