"""Readers search the archive: from the address bar, by keyboard, and as they find it hosted."""

from __future__ import annotations

import csv
import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route
from sample import ROOT, Published, listed, publish, serve
from text_search import Text, TextSearch
from visitor import Visit, open_context, open_visit

from commentariat.search.ranking import BODY, DEK, NAMES, TITLE, least_of, rarity
from commentariat.search.reader import Query
from commentariat.search.shown_text import paragraphs_of

pytestmark = pytest.mark.browser

LARGEST = 12 * 1024
"""Bytes of the script, as a host sends it; that of every page is beside it."""
AXE = Axe()
COLORS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
WEIGHTS: dict[str, Any] = {"body": BODY, "title": TITLE, "dek": DEK, "names": NAMES}
_BODY = re.compile(r'<div class="text">(.*?)\n</div>\n', re.DOTALL)
_NUMBER = re.compile(r'<a class="pn".*?</a>', re.DOTALL)
QUESTIONS = (
    Query("water"),
    Query("rivers water"),
    Query('"drinking water"'),
    Query('"cubic meters of drinking water"'),
    Query("water -energy"),
    Query('-"drinking water" water'),
    Query("Mara Lindqvist"),
    Query("water", sort="newest"),
    Query("water", sort="oldest", since=2019),
    Query("water", since=2019, until=2021),
    Query("вода"),
    Query("границы"),
    Query("الماء"),
    Query("zzyzx water"),
    Query("", since=2020, until=2020),
)


@pytest.fixture(scope="module")
def texts(sample: Published) -> list[Text]:
    """Every article as readers see it, with what is shown of its body."""
    return [
        Text(
            article.slug,
            article.title,
            article.dek,
            article.authors,
            _paragraphs(sample.pages[path].text),
            article.date,
            article.language,
        )
        for path, article in sample.articles.items()
        if not article.withdrawn
    ]


def _paragraphs(page: str) -> tuple[str, ...]:
    found = _BODY.search(page)
    return tuple(paragraphs_of(_NUMBER.sub("", found[1]))) if found else ()


def _step(count: int, length: int) -> int:
    return sum(count >= least for least in least_of(length))


def expect(texts: list[Text], query: Query) -> list[str]:
    """Look through all texts for *query*."""
    return TextSearch(texts, rarity, _step).answer(query, WEIGHTS)


def address_of(query: Query) -> str:
    asked = {
        "q": query.text,
        "from": query.since,
        "to": query.until,
        "sort": query.sort,
    }
    return f"search/?{urlencode({key: one for key, one in asked.items() if one})}"


def settle(page: Page) -> None:
    """Wait until what was asked last is answered."""
    page.wait_for_selector("#Search:not([hidden])[aria-busy=false]")


def go(visit: Visit, path: str) -> Page:
    visit.page.goto(visit.address + path)
    settle(visit.page)
    return visit.page


def found_on(page: Page) -> list[str]:
    """Show all results, and list their slugs in order."""
    settle(page)
    while page.locator("#More").is_visible():
        count = page.locator("#Hits > li").count()
        page.locator("#More").click()
        page.wait_for_function(
            "before => document.querySelectorAll('#Hits h3').length > before", arg=count
        )
    hrefs = page.locator("#Hits h3 a").evaluate_all("all => all.map(one => one.href)")
    return [href.rstrip("/").split("/")[-1] for href in hrefs]


def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Press *key* until what *selector* finds has the focus."""
    is_there = "selector => document.activeElement.matches(selector)"
    for _ in range(120):
        if page.evaluate(is_there, selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} is not reached")


@pytest.mark.parametrize("query", QUESTIONS, ids=address_of)
def test_an_address_is_answered_as_by_a_look_through_all_texts(
    visit: Visit, texts: list[Text], query: Query
) -> None:
    page = go(visit, address_of(query))
    assert found_on(page) == expect(texts, query)
    assert not visit.faults, listed(visit.faults)


def test_a_word_is_completed_while_it_is_typed(visit: Visit, texts: list[Text]) -> None:
    page = go(visit, "search/")
    page.keyboard.press("/")
    page.keyboard.type("desali")
    page.wait_for_url("**/search/?q=desali")
    assert found_on(page) == expect(texts, Query("desali", is_open=True)) != []
    page.keyboard.press("Enter")  # nothing has the word by itself
    assert found_on(page) == expect(texts, Query("desali", is_open=True))
    assert page.locator("mark").first.is_visible()


def test_a_word_that_is_nowhere_leads_to_one_that_was_meant(
    visit: Visit, texts: list[Text]
) -> None:
    page = go(visit, "search/?q=watre")
    link = page.locator("#Meant a")
    assert link.inner_text() == "water"
    link.click()
    assert found_on(page) == expect(texts, Query("water"))


def test_by_keyboard_alone_an_archive_is_narrowed_down_and_taken_along(
    visit: Visit, sample: Published, texts: list[Text], tmp_path: Path
) -> None:
    articles = {one.slug: one for one in sample.articles.values()}
    everything = expect(texts, Query("water"))

    def having(slugs: list[str], **terms: str) -> list[str]:
        return [
            slug
            for slug in slugs
            if all(name in articles[slug].terms[facet] for facet, name in terms.items())
        ]

    page = visit.open("article")
    page.keyboard.press("/")
    page.keyboard.type("water")
    page.keyboard.press("Enter")
    assert found_on(page) == everything

    tab_to(page, "[data-facet=regions] [value=europe]")
    page.keyboard.press("Space")
    page.wait_for_url("**regions=europe*")
    in_europe = having(everything, regions="Europe")
    assert found_on(page) == in_europe != everything
    tab_to(page, "[data-facet=topics] summary")
    page.keyboard.press("Enter")
    tab_to(page, "[data-facet=topics] [value=energy]")
    page.keyboard.press("Space")
    page.wait_for_url("**topics=energy*")
    both = having(in_europe, topics="Energy")
    assert found_on(page) == both != in_europe
    counted = page.locator("[data-facet=topics] [value=energy] ~ b").inner_text()
    assert int(counted) == len(both)

    tab_to(page, "[data-years='2018']", "Shift+Tab")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.wait_for_url("**from=2022&to=2023*")
    page.keyboard.press("Shift+ArrowRight")
    page.wait_for_url("**from=2022&to=2024*")
    query = Query("water", since=2022, until=2024)
    narrowed = having(expect(texts, query), regions="Europe", topics="Energy")
    assert found_on(page) == narrowed
    assert narrowed not in ([], both)

    page.reload()
    assert found_on(page) == narrowed
    page.go_back()
    page.go_back()
    page.wait_for_url(lambda url: "from=" not in url)
    assert found_on(page) == both
    page.go_forward()
    page.go_forward()
    page.wait_for_url("**to=2024*")
    assert found_on(page) == narrowed

    tab_to(page, "#Export button:last-child")
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    file = tmp_path / "taken.csv"
    taken.value.save_as(file)
    rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["url"].rstrip("/").split("/")[-1] for row in rows] == narrowed
    assert [row["title"] for row in rows] == [articles[s].title for s in narrowed]
    assert [row["date"] for row in rows] == [articles[s].date for s in narrowed]
    assert not visit.faults, listed(visit.faults)


def test_years_are_dragged_over(visit: Visit, texts: list[Text]) -> None:
    page = go(visit, "search/?q=water")
    for year, act in (("2021", page.mouse.down), ("2019", page.mouse.up)):
        box = page.locator(f"[data-years='{year}'] .hit").bounding_box()
        assert box
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 40)
        act()
    page.wait_for_url("**from=2019&to=2021")
    assert found_on(page) == expect(texts, Query("water", since=2019, until=2021))


@pytest.mark.parametrize("form", ["BibTeX", "RIS"])
def test_a_reference_names_what_an_article_has(
    visit: Visit, sample: Published, tmp_path: Path, form: str
) -> None:
    page = go(visit, "search/?q=water&sort=newest")
    slug = found_on(page)[0]
    article = sample.articles[f"articles/{slug}/index.html"]
    with page.expect_download() as taken:
        page.get_by_role("button", name=form).click()
    taken.value.save_as(tmp_path / "taken")
    text = (tmp_path / "taken").read_bytes().decode("utf-8")
    assert article.title in text
    assert f"/repo/articles/{slug}/" in text
    assert all(name in text for name in article.authors)
    assert article.date in text.replace("/", "-")
    if form == "BibTeX":
        assert text.count("{") == text.count("}")
        assert text.startswith(f"@online{{{slug},\n")
    else:
        assert text.startswith("TY  - ELEC\r\n")
        assert text.endswith("ER  - \r\n")


def test_what_is_of_one_term_is_followed_as_its_feed(
    visit: Visit, sample: Published
) -> None:
    page = go(visit, "search/?topics=energy")
    href = page.locator("#Feed").get_attribute("href")
    assert href == "/repo/topics/energy/feed.xml"
    assert href.removeprefix("/repo/") in sample.files
    page = go(visit, "search/?topics=energy&q=water")
    assert page.locator("#Feed").is_hidden()


def test_where_nothing_was_found_a_choice_taken_back_tells_what_there_would_be(
    visit: Visit, texts: list[Text]
) -> None:
    page = go(visit, "search/?q=water&from=1900&to=1901")
    assert page.locator("#Found").inner_text() == "Nothing was found"
    chip = page.locator("#Chosen a")
    expected = expect(texts, Query("water"))
    assert chip.get_attribute("aria-label") == f"Without 1900–1901: {len(expected)}"
    assert page.locator("#Ways a").first.is_visible()
    chip.click()
    assert found_on(page) == expected


def test_every_page_has_the_field_that_leads_to_the_search(
    visit: Visit, sample: Published, texts: list[Text]
) -> None:
    forms = {
        name: [
            one.attrib["action"]
            for one in page.all("form")
            if one.attrib.get("role") == "search"
        ]
        for name, page in sample.pages.items()
        if not page.moved_to
    }
    assert {tuple(found) for found in forms.values()} == {("/repo/search/",)}
    page = visit.open("lost address")
    visit.faults.clear()
    page.locator(".find input").fill('"drinking water"')
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert found_on(page) == expect(texts, Query('"drinking water"'))
    assert not visit.faults, listed(visit.faults)


def test_without_scripts_the_indexes_lead_on(
    browser: Browser, address: str, sample: Published
) -> None:
    with (
        open_context(browser, java_script_enabled=False) as context,
        open_visit(context, address, sample) as visit,
    ):
        visit.page.goto(f"{address}search/?q=water")
        assert visit.page.locator(".ways a").first.is_visible()
        assert visit.page.locator("#Ask").is_hidden()


def test_a_file_that_does_not_come_is_told_and_asked_for_anew(
    visit: Visit, texts: list[Text]
) -> None:
    def fail(route: Route) -> None:
        route.abort()

    visit.page.route("**/terms/**", fail)
    page = go(visit, "search/?q=water")
    again = page.get_by_role("button", name="Try again")
    assert "could not be loaded" in page.locator("#Found").inner_text()
    assert page.locator("#Ways a").first.is_visible()
    page.unroute_all()
    again.click()
    page.wait_for_selector("#Hits h3")
    assert found_on(page) == expect(texts, Query("water"))


def test_what_an_index_says_is_text_and_never_markup(visit: Visit) -> None:
    page = go(visit, "search/?q=hostile&sort=newest")
    page.goto(
        f"{visit.address}search/?q=%3Cimg%20src%3Dx%20onerror%3Dwindow.acted%3D1%3E&authors=%22%3E%3Cb%3E"
    )
    settle(page)
    assert page.locator("#Search :is(img, script, b:not(.facet b))").count() == 0
    assert page.evaluate("typeof window.acted") == "undefined"
    assert not visit.faults, listed(visit.faults)


ASKED = ("search/", "search/?q=water&topics=energy", "search/?q=zzyzx", "explore/")


def _faults_of(page: Page) -> list[str]:
    found = []
    for scheme, options in (("light", {}), ("dark", COLORS)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found += [
            f"{scheme}: {fault['id']}: {node['html'][:150]}"
            for fault in AXE.run(page, options=options).response["violations"]
            for node in fault["nodes"]
        ]
    return found


@pytest.mark.parametrize("path", ASKED)
def test_axe_finds_nothing_by_day_or_night(visit: Visit, path: str) -> None:
    page = visit.open_path("")
    page.goto(visit.address + path)
    page.wait_for_selector("[aria-busy=true]", state="detached")
    faults = _faults_of(page)
    assert not faults, listed(faults)


@pytest.fixture(scope="module")
def arabic(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Visit]:
    """The sample as a site in Arabic, which runs from right to left."""
    site = publish(tmp_path_factory, "root", 'language = "ar"')
    with (
        serve(site) as address,
        open_context(browser) as context,
        open_visit(context, address, site) as found,
    ):
        yield found


def test_a_site_from_right_to_left_is_searched_as_others(arabic: Visit) -> None:
    page = go(arabic, "search/?q=water&from=2019")
    assert found_on(page)
    first, last = (
        page.locator(f"[data-years='{year}'] .hit").bounding_box()
        for year in (2018, 2024)
    )
    assert first
    assert last
    assert first["x"] > last["x"]
    page.locator("[data-years='2018']").focus()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.dataset.years") == "2019"
    for path in ASKED:
        page.goto(arabic.address + path)
        page.wait_for_selector("[aria-busy=true]", state="detached")
        faults = _faults_of(page)
        assert not faults, listed(faults)


def test_the_script_is_as_small_as_was_promised() -> None:
    data = (ROOT / "theme/search.js").read_bytes()
    assert len(gzip.compress(data, 9, mtime=0)) <= LARGEST
