"""Readers search the archive: from the address bar, by keyboard, and as they find it hosted."""

from __future__ import annotations

import csv
import gzip
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote

import msgspec
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route
from sample import ARABIC_FIRST, ROOT, Published, listed, publish, serve
from search_page import (
    address_of,
    expect,
    found_on,
    go,
    search_of,
    settle,
    tab_to,
)
from text_search import Text, TextSearch, shown_paragraphs
from visitor import Visit, open_context, open_visit

from commentariat.search.common_words import COMMON
from commentariat.search.queries import fold_words
from commentariat.search.reader import Query

pytestmark = pytest.mark.browser

LARGEST = 12 * 1024
"""Bytes of the script, as a host sends it; that of every page is beside it."""
AXE = Axe()
COLORS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
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
def parts(sample: Published) -> dict[str, TextSearch]:
    """The same as `texts` for each language’s part of the site, by its folder."""
    settings = sample.settings
    return {
        one.prefix: _search_in(sample, one.prefix)
        for one in (settings, *settings.others)
    }


@pytest.fixture(scope="module")
def texts(parts: dict[str, TextSearch]) -> TextSearch:
    """What looks through every article as readers see it, with what is shown of its body."""
    return parts[""]


def _search_in(sample: Published, prefix: str) -> TextSearch:
    return search_of(
        [
            Text(
                article.slug,
                article.title,
                article.dek,
                article.authors,
                shown_paragraphs(sample.pages[path].text),
                article.date,
                article.language,
            )
            for path, article in sample.articles.items()
            if not article.withdrawn
            if sample.part_of(article.language).prefix == prefix
        ]
    )


@pytest.fixture(scope="module", params=["project", "root"])
def site_window(
    request: pytest.FixtureRequest,
    browser: Browser,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Visit]:
    """The sample under a path of its own, and as a site of its own."""
    site = publish(tmp_path_factory, request.param)
    with (
        serve(site) as address,
        open_context(browser) as context,
        open_visit(context, address, site) as found,
    ):
        yield found


@pytest.fixture
def anywhere(site_window: Visit) -> Visit:
    """A visitor of either."""
    site_window.begin()
    return site_window


@pytest.mark.parametrize("query", QUESTIONS, ids=address_of)
def test_an_address_is_answered_as_by_a_look_through_all_texts(
    anywhere: Visit, parts: dict[str, TextSearch], query: Query
) -> None:
    for part, texts in parts.items():
        page = go(anywhere, part + address_of(query))
        assert found_on(page) == expect(texts, query), part
    assert not anywhere.faults, listed(anywhere.faults)


@pytest.mark.parametrize("language", ["en", "ru", "ar", "he"])
def test_what_is_written_in_a_language_is_found_by_words_phrases_and_beginnings(
    visit: Visit, sample: Published, parts: dict[str, TextSearch], language: str
) -> None:
    chance = random.Random(language)
    part = sample.part_of(language).prefix
    texts = parts[part]
    written = [one for one in texts.texts.values() if one.language == language]
    for _ in range(3):
        words = chance.choice(chance.choice(written).body).split()
        runs = [words[at : at + 3] for at in range(max(len(words) - 3, 1))]
        # Of common words alone there may be more than are read, which are told as “about”.
        telling = [
            one for one in runs if not COMMON.issuperset(fold_words(" ".join(one)))
        ]
        run = " ".join(chance.choice(telling or runs)).replace('"', "")
        word, other = (chance.choice(words) for _ in range(2))
        for query in (
            Query(word),
            Query(f'"{run}"'),
            Query(run, {"language": (language,)}, sort="oldest"),
            Query(f'{word} -{other} -"{run}"', {"language": (language,)}),
        ):
            page = go(visit, part + address_of(query))
            wanted = expect(texts, query)
            going_on = msgspec.structs.replace(query, is_open=True)
            assert found_on(page) == (wanted or expect(texts, going_on)), query
    page = go(visit, f"{part}search/")
    start = max(fold_words(" ".join(words)), key=len)[:4]
    page.keyboard.press("/")
    page.keyboard.type(start)
    page.wait_for_url("**/search/?q=*")
    page.wait_for_url(lambda url: unquote(url).endswith(f"q={start}"))
    assert found_on(page) == expect(texts, Query(start, is_open=True)) != []
    assert not visit.faults, listed(visit.faults)


def test_a_word_is_completed_while_it_is_typed(visit: Visit, texts: TextSearch) -> None:
    page = go(visit, "search/")
    page.keyboard.press("/")
    page.keyboard.type("desali")
    page.wait_for_url("**/search/?q=desali")
    assert found_on(page) == expect(texts, Query("desali", is_open=True)) != []
    page.keyboard.press("Enter")  # nothing has the word by itself
    assert found_on(page) == expect(texts, Query("desali", is_open=True))
    assert page.locator("mark").first.is_visible()


def test_a_word_that_is_nowhere_leads_to_one_that_was_meant(
    visit: Visit, texts: TextSearch
) -> None:
    page = go(visit, "search/?q=watre")
    link = page.locator("#Meant a")
    assert link.inner_text() == "water"
    link.click()
    assert found_on(page) == expect(texts, Query("water"))


def test_by_keyboard_alone_an_archive_is_narrowed_down_and_taken_along(
    anywhere: Visit, sample: Published, texts: TextSearch, tmp_path: Path
) -> None:
    visit = anywhere
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


def test_years_are_dragged_over(visit: Visit, texts: TextSearch) -> None:
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
    visit: Visit, texts: TextSearch
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
    visit: Visit, sample: Published, texts: TextSearch
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
    settings = sample.settings
    assert {tuple(found) for found in forms.values()} == {
        (f"/repo/{one.prefix}search/",) for one in (settings, *settings.others)
    }
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


FAILURES: dict[str, Callable[[Route], None]] = {
    "offline": lambda route: route.abort("internetdisconnected"),
    "not found": lambda route: route.fulfill(status=404, body="<h1>Not found</h1>"),
    "broken": lambda route: route.fulfill(status=500),
    "cut off": lambda route: route.fulfill(body=b"\x01"),
}


@pytest.mark.parametrize("failure", FAILURES)
@pytest.mark.parametrize("files", ["root.json", "forms/**", "terms/**"])
def test_a_file_that_does_not_come_is_told_and_asked_for_anew(
    visit: Visit, texts: TextSearch, files: str, failure: str
) -> None:
    visit.page.route(f"**/index/{files}", FAILURES[failure])
    page = go(visit, "search/?q=water")
    again = page.get_by_role("button", name="Try again")
    assert "could not be loaded" in page.locator("#Found").inner_text()
    assert page.locator("#Ways a").first.is_visible()
    page.unroute_all()
    again.click()
    page.wait_for_selector("#Hits h3")
    assert found_on(page) == expect(texts, Query("water"))


@pytest.mark.parametrize("files", ["cards/**", "facets/**", "dates/**"])
def test_what_has_come_stays_where_something_else_does_not(
    visit: Visit, texts: TextSearch, files: str
) -> None:
    visit.page.route(f"**/index/{files}", FAILURES["broken"])
    page = go(visit, "search/?q=water")
    again = page.get_by_role("button", name="Try again")
    assert "could not be loaded" in page.locator("#Found").inner_text()
    assert page.locator("#Hits > li").count() == min(
        20, len(expect(texts, Query("water")))
    )
    page.unroute_all()
    again.click()
    page.wait_for_function("!document.querySelector('#Found button')")
    assert found_on(page) == expect(texts, Query("water"))
    assert page.locator(".facet b").first.is_visible()


def test_a_result_does_without_an_excerpt(visit: Visit, texts: TextSearch) -> None:
    visit.page.route("**/articles/**", FAILURES["offline"])
    page = go(visit, "search/?q=water")
    assert found_on(page) == expect(texts, Query("water"))
    assert "could not" not in page.locator("#Found").inner_text()


def test_over_a_slow_network_what_has_come_is_shown(
    visit: Visit, texts: TextSearch
) -> None:
    held: list[Route] = []
    page = visit.page
    page.route("**/index/root.json", lambda route: held.append(route))
    page.goto(f"{visit.address}search/?q=water")
    page.get_by_text("Searching …").wait_for()
    page.route("**/index/cards/**", lambda route: held.append(route))
    held.pop(0).continue_()
    wanted = expect(texts, Query("water"))
    page.get_by_text(f"Found: {len(wanted)}").wait_for()
    page.wait_for_selector(".facet b")
    assert page.locator("#Search").get_attribute("aria-busy") == "true"
    for route in held:
        route.continue_()
    page.unroute("**/index/cards/**")
    assert found_on(page) == wanted


def test_no_part_of_a_file_is_asked_for(visit: Visit) -> None:
    asked: list[str] = []
    note = lambda one: asked.append(one.header_value("range"))  # noqa: E731
    visit.page.on("request", note)
    page = go(visit, 'search/?q="drinking+water"&topics=energy')
    page.remove_listener("request", note)
    assert set(asked) == {None}


@pytest.mark.parametrize(
    "policy", ["script-src 'self'", "default-src 'self'; frame-ancestors 'none'"]
)
def test_a_policy_that_the_host_sends_allows_the_search(
    visit: Visit, texts: TextSearch, policy: str
) -> None:
    def send(route: Route) -> None:
        answer = route.fetch()
        headers = {**answer.headers, "content-security-policy": policy}
        route.fulfill(response=answer, headers=headers)

    visit.page.route("**/search/?q=*", send)
    page = go(visit, "search/?q=water")
    assert found_on(page) == expect(texts, Query("water"))
    assert page.locator("mark").first.is_visible()
    assert page.evaluate("window.forbidden") == []
    assert not visit.faults, listed(visit.faults)


def test_files_with_digests_in_their_names_are_searched_as_others(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, texts: TextSearch
) -> None:
    site = publish(tmp_path_factory, "project", "fingerprint = true")
    assert "theme/search.js" not in site.read("search/index.html")
    with (
        serve(site) as address,
        open_context(browser) as context,
        open_visit(context, address, site) as visit,
    ):
        page = go(visit, "search/?q=water")
        assert found_on(page) == expect(texts, Query("water"))
        assert not visit.faults, listed(visit.faults)


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
    site = publish(tmp_path_factory, "root", ARABIC_FIRST)
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
