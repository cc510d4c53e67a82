"""How search and explore look: at every size, by day and night, with what readers set."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from harness import SiteFolder, article
from playwright.sync_api import Browser, Page
from sample import ARABIC_FIRST, listed, publish, serve
from serving import serving_folder
from visitor import Visit, open_context, open_visit

pytestmark = pytest.mark.browser

AXE = Axe()
PHONE = {"width": 320, "height": 700}
WIDTHS = (320, 768, 1024, 1440)
YEARS = range(1999, 2026)
"""As many as a map of terms by year tells one by one, with those without a date."""

# Words that lie on each other, of those that can be seen.
_ON_EACH_OTHER = """selector => {
  const seen = [...document.querySelectorAll(selector)].filter(one =>
    one.checkVisibility() && getComputedStyle(one).opacity !== "0" && one.textContent.trim());
  const boxes = seen.map(one => {
    const range = document.createRange();
    range.selectNodeContents(one);
    return [one.textContent.trim(), range.getBoundingClientRect()];
  });
  return boxes.slice(1).flatMap(([text, box], at) => {
    const [other, before] = boxes[at];
    const isBeside = Math.abs(box.bottom - before.bottom) < 2;
    const space = Math.max(box.left - before.right, before.left - box.right);
    return isBeside && space < 0 ? [`${other} ${text}: ${space}`] : [];
  });
}"""
# Links that are smaller than a finger needs, with the space around them.
_SMALL = """selector => [...document.querySelectorAll(selector)]
  .filter(one => one.checkVisibility())
  .map(one => [one.textContent, one.closest("td").getBoundingClientRect()])
  .filter(([, box]) => box.width + 2 < 24 || box.height + 2 < 24)
  .map(([text, box]) => `${text}: ${box.width} × ${box.height}`)"""
# How far what was seen has moved, by the measure that browsers have for it.
_MOVED = """() => new Promise(resolve => {
  new PerformanceObserver(list => resolve(
    list.getEntries().reduce((sum, one) => sum + one.value, 0)
  )).observe({type: "layout-shift", buffered: true});
  setTimeout(resolve, 1000, 0);
})"""


def settle(page: Page) -> Page:
    """Wait until what was asked last is answered."""
    page.wait_for_selector("#Search:not([hidden])[aria-busy=false]")
    return page


def open_drawer(page: Page) -> None:
    """Open the drawer of a phone, and every facet in it."""
    settle(page)
    page.locator("#Filters > summary").click()
    for facet in page.locator(".facet:not([open]) > summary").all()[::-1]:
        facet.click()
    page.wait_for_function(
        "() => [...document.querySelectorAll('.facet')].every(one => one.querySelector('input'))"
    )


def faults_of(page: Page) -> list[str]:
    """List what axe finds on the page, by day and by night."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += [
            f"{scheme}: {fault['id']}: {node['html'][:150]}"
            for fault in AXE.run(page).response["violations"]
            for node in fault["nodes"]
        ]
    return found


def is_within(page: Page) -> bool:
    """Tell whether nothing is wider than the window."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_axe_finds_nothing_where_the_drawer_of_a_phone_is_open(visit: Visit) -> None:
    page = visit.page
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"{visit.address}search/?q=water&from=2019")
    open_drawer(page)
    faults = faults_of(page)
    assert not faults, listed(faults)
    assert is_within(page)
    summary = page.locator("#Filters > summary")
    page.locator(".span input").last.scroll_into_view_if_needed()
    assert summary.bounding_box()["y"] >= 0  # type: ignore[index]
    told = page.locator("#Found").inner_text()
    assert told == f"Found: {summary.get_attribute('data-count')}"
    summary.click()
    assert page.locator(".facet").first.is_hidden()


def test_from_right_to_left_axe_finds_nothing_in_the_drawer(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = publish(tmp_path_factory, "root", ARABIC_FIRST)
    with (
        serve(site) as address,
        open_context(browser, viewport=PHONE) as context,
        open_visit(context, address, site) as visit,
    ):
        page = visit.page
        page.goto(f"{address}search/?q=water&from=2019")
        open_drawer(page)
        faults = faults_of(page)
        assert not faults, listed(faults)
        assert is_within(page)


def test_in_colors_of_the_reader_words_stand_off_from_what_is_behind_them(
    visit: Visit,
) -> None:
    page = visit.page
    page.emulate_media(forced_colors="active")
    for path, words in (
        ("search/?q=water", ".ask button, mark, #Export button, .chips a"),
        ("explore/", ".find button, .heat td a, .heat .key li"),
        ("years/", ".find button, .chips a, .counted a"),
    ):
        page.goto(visit.address + path)
        page.wait_for_selector("[aria-busy=true]", state="detached")
        faults = page.evaluate(
            """selector => [...document.querySelectorAll(selector)].filter(one => {
              const {color, backgroundColor} = getComputedStyle(one);
              return color === backgroundColor;
            }).map(one => one.outerHTML)""",
            words,
        )
        assert page.locator(words).count() > 3, path
        assert not faults, listed(faults)
    page.emulate_media(forced_colors="none")


def test_without_a_question_the_order_says_that_the_newest_come_first(
    visit: Visit,
) -> None:
    page = visit.page
    order = page.locator(".order select")
    page.goto(f"{visit.address}search/")
    settle(page)
    assert order.input_value() == "newest"
    page.goto(f"{visit.address}search/?q=water")
    settle(page)
    assert order.input_value() == ""
    page.goto(f"{visit.address}search/?q=water&sort=oldest")
    settle(page)
    assert order.input_value() == "oldest"


def test_where_nothing_was_found_nothing_empty_is_shown(visit: Visit) -> None:
    page = visit.page
    page.goto(f"{visit.address}search/?q=zzyzxq&from=2019")
    settle(page)
    for empty in ("#Filters", ".order", "#Export", "#Hits", "#More"):
        assert page.locator(empty).is_hidden(), empty
    assert page.locator(".fewer").is_visible()
    page.route("**/terms/**", lambda route: route.abort())
    page.goto(f"{visit.address}search/?q=rivers")
    settle(page)
    assert page.get_by_role("button", name="Try again").is_visible()
    assert page.locator(".fewer").is_hidden()
    page.unroute_all()
    visit.faults.clear()


@pytest.fixture(scope="module")
def long_archive(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Visit]:
    """An archive of many years, with long names and more pieces than fit in two digits."""
    site = SiteFolder(tmp_path_factory.mktemp("long"))
    for year in YEARS:
        for at in range(1 + 120 * (year == YEARS[-2])):
            text = article(
                f"Piece {year} {at}",
                date=f"{year}-03-05",
                topics=["Security", "Nonproliferation Verification Regimes"],
                regions=["Southeast Asia and the Pacific Island States"],
                authors=["Mara Lindqvist", "Catherine de Montmorency-Bouteville"],
            )
            site.write(f"content/articles/p{year}-{at}.md", text)
    undated = article("Undated", topics=["Security"], authors=["Mara Lindqvist"])
    site.write("content/articles/undated.md", undated).build()
    with (
        serving_folder(site.folder / "output") as origin,
        open_context(browser) as context,
    ):
        page = context.new_page()
        yield Visit(page, f"{origin}/", None)  # type: ignore[arg-type]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["search/?q=piece&from=2010", "explore/", "years/"])
def test_years_of_a_long_archive_do_not_lie_on_each_other(
    long_archive: Visit, path: str, width: int
) -> None:
    page = long_archive.page
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(long_archive.address + path)
    page.wait_for_selector("[aria-busy=true]", state="detached")
    page.evaluate("document.fonts.ready.then(() => null)")
    for words in (".years text:not(.n)", ".years .n", ".heat thead th"):
        faults = page.evaluate(_ON_EACH_OTHER, words)
        assert not faults, f"{words}: {listed(faults)}"
    small = page.evaluate(_SMALL, ".heat td a")
    assert not small, listed(small)
    assert is_within(page)


# Links that tell a number, with it: crossings of a term, cells, layers and pairs.
_COUNTED = """() => [...document.querySelectorAll(
    ".cross a, .filters a, .heat td a, .strata td a, .company td a")]
  .map(one => [one.getAttribute("href"), (one.querySelector("b") ?? one).textContent.trim().split(" ")[0]])
  .filter(([href]) => href.includes("/search/?"))"""


def test_a_number_is_what_the_search_then_finds(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = SiteFolder(tmp_path_factory.mktemp("crossed"))
    facets = """
[tool.commentariat.facets.countries]
label = "Countries"
label_one = "Country"
menu = false
with_people = true
[tool.commentariat.facets.topics]
pages = false
[tool.commentariat.facets.regions]
menu = false
"""
    site.write("pyproject.toml", site.read("pyproject.toml") + facets)
    for at in range(12):
        text = article(
            f"Piece {at}",
            date=f"{2019 + at % 3}-02-03",
            authors=["Ana Ruiz", "Li Wei"][at == 0 : 1 + at % 2 + (at == 0)],
            topics=["Energy", "Trade"][: 1 + at % 3 % 2],
            regions=["Asia", "Europe"][at % 4 == 0 : 1 + at % 4],
            countries=["Chad", "Peru"][at % 3 == 0 : 2 - at % 2],
        )
        site.write(f"content/articles/a{at}.md", text)
    site.build()
    assert not site.problems
    found: dict[str, str] = {}
    with (
        serving_folder(site.folder / "output") as origin,
        open_context(browser) as context,
    ):
        page = context.new_page()
        for path in (
            "authors/ana-ruiz/",
            "regions/europe/",
            "countries/peru/",
            "explore/",
        ):
            page.goto(f"{origin}/{path}")
            links = dict(page.evaluate(_COUNTED))
            assert links, path
            found |= links
        kinds = {
            tuple(part.split("=")[0] for part in href.split("&")) for href in found
        }
        assert len(kinds) > 6, kinds
        for href, count in found.items():
            page.goto(origin + href)
            settle(page)
            assert page.locator("#Found").inner_text() == f"Found: {count}", href


@pytest.mark.parametrize("width", [390, 1280])
def test_what_is_found_pushes_nothing_that_was_seen(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 820})
    page = settle(visit.open("search"))
    assert page.locator("#Hits > li").count() > 5
    assert page.evaluate(_MOVED) < 0.1
