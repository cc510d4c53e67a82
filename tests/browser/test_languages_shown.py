"""Sites in Russian, Arabic and Chinese in Chromium: all that is said there, by scripts too."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec
import pytest
from axe_playwright_python.sync_playwright import Axe
from catalogs import FOLDER
from chromium import visiting
from every_kind import SETTINGS, write_every_kind
from harness import SiteFolder, article
from playwright.sync_api import Browser, Page, Request
from sample import listed
from serving import serving_folder

from commentariat.interface import catalog

pytestmark = pytest.mark.browser

LANGUAGES = ("ru", "ar", "zh")
PAGES = (
    "", "404.html", "about/", "articles/n0/", "articles/paper/", "articles/s1/",
    "articles/paper/provenance/", "articles/gone/", "articles/over/", "authors/",
    "years/2012/", "years/2012/03/", "explore/", "search/", "export/", "events/",
    "events/2024-05-06/", "jobs/", "former/", "authors/ena-onoma/", "regions/",
    "regions/aigaio/", "regions/aigaio/2001/", "series/seira/", "articles/none/",
    "articles/event/",
)  # fmt: skip
SAID = """() => {
  const said = [], foreign = "script, style, noscript, template, [lang=en], [lang=el], [lang=uk]";
  const all = [document.head.querySelector("title"), ...document.body.querySelectorAll("*")];
  for (const element of all.filter((one) => !one.closest(foreign))) {
    for (const node of element.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) said.push(node.data);
    }
    for (const name of ["aria-label", "aria-description", "alt", "title", "placeholder", "label"]) {
      said.push(element.getAttribute(name) ?? "");
    }
    for (const part of ["::before", "::after"]) {
      const { content } = getComputedStyle(element, part);
      if (content.startsWith('"')) said.push(content);
    }
  }
  return said;
}"""
"""All texts and labels of a page as it stands, those of its styles too."""
_LATIN = re.compile(r"(?<![\w/.])[A-Za-z]{2,}")
_FILES = re.compile(r"https?://\S+|\w+\.(?:jsonl|epub|txt|mp4|csv|pdf)\b")
MEDIA: tuple[Literal["screen", "print"], ...] = ("screen", "print")
NAMES = {"BibTeX", "RIS", "CSL", "JSON", "CSV", "Chicago", "APA", "MLA", "SHA"}


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """The language of a site."""
    return str(request.param)


@pytest.fixture(scope="module")
def origin(language: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a site in it is served, whose pieces are in it, too."""
    site = SiteFolder(tmp_path_factory.mktemp(language) / "site")
    settings = SETTINGS.replace('language = "el"', f'language = "{language}"')
    write_every_kind(site.write("pyproject.toml", settings))
    for path in (site.folder / "content").rglob("*.md"):
        text = path.read_text("utf-8")
        own = "uk|el" if path.parent.name == "events" else "el"
        text = re.sub(
            rf"^language: (?:{own})$", f"language: {language}", text, flags=re.M
        )
        path.write_text(text, "utf-8")
    site.build()
    assert not site.problems
    with serving_folder(site.folder / "output") as found:
        yield found


def _bare(page: Page, language: str) -> set[str]:
    """List words in Latin letters that no catalog names so."""
    table = (FOLDER / f"{language}.json").read_bytes()
    forms = msgspec.json.decode(table, type=catalog.Table).messages.values()
    names = {one for form in forms for one in _LATIN.findall(" ".join(form))} | NAMES
    said = [_FILES.sub("", one) for one in page.evaluate(SAID)]
    codes = (language, "aa")  # what provenance gives as it was told: a tag, a digest
    return {
        word for one in said if one.strip() not in codes for word in _LATIN.findall(one)
    } - names


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_nothing_in_english_and_axe_finds_nothing(
    browser: Browser, origin: str, language: str, path: str
) -> None:
    with visiting(browser, f"{origin}/{path}") as page:
        assert page.locator("html").get_attribute("lang") == language
        for media in MEDIA:
            page.emulate_media(media=media)
            assert not _bare(page, language)
        page.emulate_media(media="screen")
        found = Axe().run(page).response["violations"]
        faults = [
            f"{one['id']}: {n['html'][:150]}" for one in found for n in one["nodes"]
        ]
        assert not faults, listed(faults)


def test_years_of_a_narrow_table_stand_as_figures_do(
    browser: Browser, origin: str
) -> None:
    with visiting(browser, f"{origin}/explore/") as page:
        years = page.locator("th:has(.century)").first
        assert years.evaluate("one => getComputedStyle(one).direction") == "ltr"


def test_the_search_says_nothing_in_english(
    browser: Browser, origin: str, language: str
) -> None:
    with visiting(browser, f"{origin}/search/") as page:
        field = page.locator("main input[type=search]").first
        for query in ("Μελέτη", "ψψψψψ"):
            field.fill(query)
            field.press("Enter")
            page.wait_for_load_state("networkidle")
            assert not _bare(page, language)


def test_a_page_asks_for_no_letters_that_it_has_not(
    browser: Browser, tmp_path: Path
) -> None:
    asked: dict[str, set[str]] = {}
    for name, title in (("plain", "A ferry"), ("arab", "جسر"), ("han", "桥")):
        site = SiteFolder(tmp_path / name)
        site.write("content/articles/a.md", article(title, "The last boat.")).build()
        with serving_folder(site.folder / "output") as origin:
            asked[name] = _fonts(browser, f"{origin}/articles/a/")
    assert "naskh" not in asked["plain"] | asked["han"]
    assert asked["han"] <= asked["plain"] <= {"brygada", "franklin"}
    assert "naskh" in asked["arab"]


def _fonts(browser: Browser, address: str) -> set[str]:
    """Name the faces that the page at *address* loads."""
    found: set[str] = set()

    def note(request: Request) -> None:
        if request.resource_type == "font":
            found.add(request.url.rpartition("/")[2].partition("-")[0])

    page = browser.new_page()
    page.on("request", note)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    page.close()
    return found
