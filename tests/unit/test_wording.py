"""Which language where: what goes with a text speaks its language, what is around it the site's."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from harness import SETTINGS, SiteFolder, article

MARA = "content/authors/mara.md"
NAMES = "names:\n  ru: Мара Линдквист\n  ar: مارا ليندكفيست\n"


def _page(site: SiteFolder, path: str) -> str:
    """Read a page, its spaces all alike."""
    return site.page(path).replace("\N{NO-BREAK SPACE}", " ")


def _without_frame(page: str) -> str:
    """Leave out what is around a page: its head, masthead, footer, ways to listings."""
    page = re.sub(r"<ul class=\"chips\".*?</ul>", "", page, flags=re.S)
    page = re.sub(r"<head>.*</head>", "", page, flags=re.S)
    page = re.sub(r"<header class=\"mast\".*?</header>", "", page, flags=re.S)
    page = re.sub(r"<a class=\"skip\".*?</a>", "", page)
    return re.sub(r"<footer class=\"foot\".*?</footer>", "", page, flags=re.S)


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    site = SiteFolder(tmp_path / "site", SETTINGS + "provenance = true\n")
    texts = {"en": "The Ferry", "ru": "Паром", "ar": "العبّارة", "tg": "Паром дар дарё",
             "zh": "渡船", "zh-Hant": "渡輪"}  # fmt: skip
    for number, (language, title) in enumerate(texts.items(), 1):
        text = article(
            title,
            "One paragraph.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
            slug=language.lower(),
            language=language,
            date=f"2019-03-0{number}",
            authors=["Mara Lindqvist"],
            regions=["Europe"],
            type="commentary",
            bios=[{"name": "Mara Lindqvist", "bio": "Writes."}],
        )
        site.write(f"content/articles/{language.lower()}.md", text)
    return site.write(MARA, f"---\nname: Mara Lindqvist\n{NAMES}---\n")


def test_what_goes_with_a_text_is_in_its_language(site: SiteFolder) -> None:
    page = _page(site.build(), "articles/ru/")
    assert not site.problems
    assert '<html lang="ru">' in page
    for said in ("2 марта 2019", "2 слова", "Об авторе", "Как цитировать", "Абзац 1",
                 "Комментарий", "Регионы", "По теме", "Раньше"):  # fmt: skip
        assert said in page, said
    inner = _without_frame(page)
    for said in ("March", "About the Author", "Paragraph", "Cite", "Related", "Table"):
        assert f">{said}" not in inner
        assert f'label="{said}' not in inner
    assert 'lang="en" role' not in inner


def test_what_is_around_a_text_is_in_the_language_of_the_site(
    site: SiteFolder,
) -> None:
    page = _page(site.build(), "articles/ar/")
    assert '<html lang="ar" dir="rtl">' in page
    assert (
        '<a class="skip" href="#Main" lang="en" dir="ltr">Skip to content</a>' in page
    )
    assert '<header class="mast" lang="en" dir="ltr">' in page
    assert '<footer class="foot" lang="en" dir="ltr">' in page
    assert ">Authors</a>" in page
    assert "3 مارس 2019" in page
    english = _page(site, "articles/en/")
    assert '<a class="skip" href="#Main">Skip to content</a>' in english


def test_titles_among_words_of_another_language_say_theirs(site: SiteFolder) -> None:
    page = _page(site.build(), "articles/ar/")
    step = r'<a rel="prev"[^>]*><span>[^<]+</span> <bdi lang="ru" dir="ltr">'
    assert re.search(step, page)
    assert '<h3 lang="tg"><a href="/articles/tg/">' in _page(site, "articles/ru/")


@pytest.mark.parametrize("language", ["tg", "zh-hant"])
def test_words_of_the_site_stand_in_where_a_language_has_none(
    site: SiteFolder, language: str
) -> None:
    """Traditional Chinese is none of the language that is shipped."""
    page = _page(site.build(), f"articles/{language}/")
    assert '<p><time datetime="2019' in page
    assert re.search(
        r'<div class="rail facts" lang="en">\s*<p><time[^>]*>\d March 2019', page
    )
    assert 'aria-label="Paragraph 1" lang="en"' in page


def test_words_of_a_site_s_own_serve_a_language(site: SiteFolder) -> None:
    head = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=n!=1;\\n"\n'
    entry = 'msgctxt "month of a day"\nmsgid "March"\nmsgstr "марти"\n'
    site.write("content/interface/tg.po", f"{head}\n{entry}")
    page = _page(site.build(), "articles/tg/")
    assert "4 марти 2019" in page
    assert '<div class="rail facts">' in page
    assert "марти" not in _page(site, "articles/ru/")


def test_a_site_in_a_language_without_words_says_that_they_are_english(
    tmp_path: Path,
) -> None:
    settings = SETTINGS + 'language = "tg"\n'
    site = SiteFolder(tmp_path / "tajik", settings)
    text = article("Паром", language="tg", date="2019-03-04")
    site.write("content/articles/parom.md", text).build()
    home = _page(site, "index.html")
    assert '<html lang="en">' in home
    assert ' lang="tg">' in home
    page = _page(site, "articles/parom/")
    assert '<html lang="tg">' in page
    assert '<header class="mast" lang="en">' in page
    assert '<div class="rail facts" lang="en">' in page


def test_terms_are_called_as_the_language_of_a_text_calls_them(
    site: SiteFolder,
) -> None:
    site.build()
    assert ">Мара Линдквист</a>" in _page(site, "articles/ru/")
    assert "<b>Мара" not in _page(site, "articles/en/")
    assert ">Mara Lindqvist</a>" in _page(site, "articles/en/")
    assert ">مارا ليندكفيست</a>" in _page(site, "articles/ar/")
    assert "Mara Lindqvist" in _page(site, "articles/zh/")
    scripts = re.findall(r"ld\+json\">(.*?)</script>", _page(site, "articles/ru/"))
    (piece, *_) = json.loads(scripts[0])["@graph"]
    assert piece["author"][0]["name"] == "Мара Линдквист"
    assert piece["genre"] == "Комментарий"
    assert piece["inLanguage"] == "ru"
    feed = _page(site, "feed.xml")
    assert "Мара" not in feed, "a feed is in the language of the site"


def test_terms_are_called_and_sorted_as_the_language_of_the_site_has_them(
    tmp_path: Path,
) -> None:
    site = SiteFolder(tmp_path / "russian", SETTINGS + 'language = "ru"\n')
    called = {"Azure": "Яшма", "Zinc": "Берег", "Iron": ""}
    for number, (name, russian) in enumerate(called.items()):
        names = f"names: {{ru: {russian}}}\n" if russian else ""
        file = f"---\nname: {name}\n{names}---\n"
        site.write(f"content/regions/{name.lower()}.md", file)
        site.write(
            f"content/articles/{number}.md",
            article("A", regions=[name], slug=f"a{number}"),
        )
    index = _page(site.build(), "regions/")
    assert re.findall(r'href="/regions/(\w+)/"', _without_frame(index)) == [
        "zinc",
        "azure",
        "iron",
    ]
    assert ">Берег</a>" in index
    page = _page(site, "regions/zinc/")
    assert "<h1>Берег</h1>" in page or ">Берег</h1>" in page
    assert "<title>Берег — " in page
    assert "<bdi>Zinc</bdi>" in page, "under its other name"


def test_what_a_term_is_called_makes_its_pages_anew_and_no_others(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.build()
    site.edit(MARA, "Мара Линдквист", "Мара Л.").build()
    site_written = set(site.report.rendered)
    assert "articles/ru/index.html" in site_written
    assert "articles/en/index.html" not in site_written
    assert ">Мара Л.</a>" in _page(site, "articles/ru/")
    assert site.output() == site.clean_output(tmp_path / "clean")
    site.edit(MARA, NAMES.replace("Мара Линдквист", "Мара Л."), "").build()
    assert ">Mara Lindqvist</a>" in _page(site, "articles/ru/")
    assert site.output() == site.clean_output(tmp_path / "clean")


def test_a_text_in_another_language_is_said_otherwise_at_once(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.build()
    path = "content/articles/ru.md"
    for old, new in (("language: ru", "language: tg"), ("language: tg", "language: ar"),
                     ("language: ar", "language: ru")):  # fmt: skip
        site.edit(path, old, new).build()
        assert site.output() == site.clean_output(tmp_path / "clean")


def test_own_pages_items_notices_and_provenance_speak_the_language_of_their_text(
    site: SiteFolder,
) -> None:
    settings = '\n[tool.commentariat.sections.events]\nlabel = "Events"\n'
    site.write("pyproject.toml", site.read("pyproject.toml") + settings)
    site.write(
        "content/pages/o-nas.md", "---\ntitle: О нас\nlanguage: ru\n---\nТекст.\n"
    )
    site.write(
        "content/pages/o-nas/deep.md", "---\ntitle: Ниже\nlanguage: ru\n---\nТекст.\n"
    )
    site.write(
        "content/events/vstrecha.md",
        article("Встреча", language="ru", date="2020-05-05"),
    )
    site.write("content/articles/gone.md", article("Ушло", language="ru", slug="gone", date="2019-01-01",
               withdrawn="2021-02-03", withdrawn_reason="x"))  # fmt: skip
    site.build()
    assert not site.problems
    assert ">В этом разделе</h2>" in _page(site, "o-nas/")
    assert "5 мая 2020" in _page(site, "events/vstrecha/")
    gone = _page(site, "articles/gone/")
    assert "3 февраля 2021" in gone
    assert "Withdrawn" not in _without_frame(gone)
    assert '<ul class="chips" lang="en">' in gone, "to listings, which are in English"
