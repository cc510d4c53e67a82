"""What an editor sees in a real Chromium while the site is written."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import LIMIT, launch
from harness import SiteFolder, article
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect
from preview_process import ROOT, Preview, previewing

pytestmark = pytest.mark.browser

WORDS = "They count the steps down to the gauge each morning."
POLICY = (
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'self'; base-uri 'none'; form-action 'none'\">"
)
"""As strict as pages may come to have it: nothing inline, nothing from elsewhere."""
PROBLEMS = "commentariat-problems"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium that lives as long as this module."""
    with launch() as found:
        yield found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """A site whose pages have a strict policy, and an article that is long."""
    site = SiteFolder(tmp_path_factory.mktemp("browser") / "site")
    base = (ROOT / "templates/base.html").read_text(encoding="utf-8")
    charset = '<meta charset="utf-8">'
    site.write("templates/base.html", base.replace(charset, charset + POLICY))
    site.write("templates/page.html", (ROOT / "templates/page.html").read_bytes())
    site.write("theme/site.css", "body { color: rgb(10, 20, 30) }")
    site.write("content/pages/about.md", article("About us", "Who we are."))
    site.write("content/articles/ferry.md", article("Ferry", "It waits."))
    site.write("content/articles/steps.md", long_article())
    return site


def long_article(first: str = WORDS, title: str = "Steps") -> str:
    body = "\n\n".join([first, *(f"Paragraph {n}. " + WORDS * 5 for n in range(80))])
    return article(title, body, slug="steps", date="2021-03-11")


@pytest.fixture(scope="module")
def preview(folder: SiteFolder) -> Iterator[Preview]:
    with previewing(folder.folder) as found:
        yield found


@pytest.fixture
def context(browser: Browser, folder: SiteFolder) -> Iterator[BrowserContext]:
    """A browser session; its pages may not go wrong unless the test says so."""
    found = browser.new_context(viewport={"width": 1000, "height": 700})
    found.set_default_timeout(LIMIT)
    yield found
    found.close()


@pytest.fixture
def window(context: BrowserContext) -> Page:
    return context.new_page()


def visit(window: Page, preview: Preview, path: str) -> Page:
    """Open a page; mark it, so that a reload is noticed; wait until it listens."""
    with window.expect_response(lambda one: "/_commentariat/events" in one.url):
        window.goto(preview.address.rstrip("/") + path)
    window.evaluate("window.isAsItWas = true")
    return window


def until(window: Page, is_so: str) -> None:
    """Wait until the JavaScript *is_so*; Playwright's own way is against the policy."""
    deadline = time.monotonic() + 60
    while True:
        try:
            if window.evaluate(is_so):
                return
        except Error as fault:
            if "context was destroyed" not in str(fault):  # it is being reloaded
                raise
        assert time.monotonic() < deadline, is_so
        time.sleep(0.01)


def is_reloaded(window: Page) -> bool:
    return not window.evaluate("window.isAsItWas === true")


def test_a_page_is_reloaded_when_its_article_is_saved(
    folder: SiteFolder, preview: Preview, window: Page
) -> None:
    visit(window, preview, "/articles/steps/")
    folder.write("content/articles/steps.md", long_article("The gauge has moved."))
    expect(window.get_by_text("The gauge has moved.")).to_be_visible()
    assert is_reloaded(window)


def test_a_reload_keeps_the_place_on_the_page(
    folder: SiteFolder, preview: Preview, window: Page
) -> None:
    visit(window, preview, "/articles/steps/")
    window.evaluate("scrollTo(0, 2345)")
    until(window, "scrollY === 2345")
    folder.write("content/articles/steps.md", long_article("It has moved again."))
    until(window, "window.isAsItWas !== true")
    expect(window.get_by_text("It has moved again.")).to_be_attached()
    until(window, "scrollY === 2345")


def test_a_page_opened_anew_begins_at_its_top(
    folder: SiteFolder, preview: Preview, window: Page
) -> None:
    visit(window, preview, "/articles/steps/")
    window.evaluate("scrollTo(0, 2345)")
    folder.write("content/articles/steps.md", long_article("A third time."))
    until(window, "window.isAsItWas !== true")
    visit(window, preview, "/articles/ferry/")
    visit(window, preview, "/articles/steps/")
    assert window.evaluate("scrollY") == 0


def test_only_pages_that_changed_are_reloaded(
    folder: SiteFolder, preview: Preview, context: BrowserContext
) -> None:
    article_page, home, other = (context.new_page() for _ in range(3))
    visit(article_page, preview, "/articles/steps/")
    visit(home, preview, "/")
    visit(other, preview, "/about/")
    folder.write("content/articles/steps.md", long_article("Body alone."))
    expect(article_page.get_by_text("Body alone.")).to_be_visible()
    assert not is_reloaded(home)
    folder.write("content/articles/steps.md", long_article("Body alone.", "Stairs"))
    expect(home.get_by_role("link", name="Stairs")).to_be_visible()
    assert is_reloaded(home)
    assert not is_reloaded(other)


def test_a_stylesheet_is_exchanged_without_a_reload(
    folder: SiteFolder, preview: Preview, window: Page
) -> None:
    visit(window, preview, "/articles/steps/")
    links = "document.querySelectorAll('link[rel=stylesheet]').length"
    count = window.evaluate(links)
    window.evaluate("scrollTo(0, 1234)")
    color = "getComputedStyle(document.body).color === '{}'"
    for value in ("rgb(90, 0, 0)", "rgb(0, 90, 0)"):
        folder.write("theme/site.css", f"body {{ color: {value} }}")
        until(window, color.format(value))
    assert not is_reloaded(window)
    assert window.evaluate("scrollY") == 1234
    until(window, f"{links} === {count}")


def test_a_stylesheet_that_another_imports_is_exchanged_too(
    folder: SiteFolder, preview: Preview, window: Page
) -> None:
    folder.write("theme/colors.css", "body { color: rgb(1, 1, 1) }")
    folder.write("theme/site.css", '@import "colors.css";')
    preview.shows("/theme/site.css", "colors.css")
    visit(window, preview, "/")
    color = "getComputedStyle(document.body).color === '{}'"
    until(window, color.format("rgb(1, 1, 1)"))
    folder.write("theme/colors.css", "body { color: rgb(2, 2, 2) }")
    until(window, color.format("rgb(2, 2, 2)"))
    assert not is_reloaded(window)


def test_a_picture_is_exchanged_without_a_reload(
    folder: SiteFolder, preview: Preview, window: Page
) -> None:
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="30">'
        '<path fill="{}" d="M0 0h30v30z"/></svg>'
    )
    folder.write("content/files/map.svg", picture.format("red"))
    folder.write("content/articles/map.md", article("Map", "![Map](files/map.svg)"))
    preview.shows("/articles/map/", "files/map.svg")
    visit(window, preview, "/articles/map/")
    until(window, "document.images[0].naturalWidth === 30")
    before = window.evaluate("document.images[0].src")
    folder.write("content/files/map.svg", picture.format("blue"))
    until(window, f"document.images[0].src !== '{before}'")
    until(window, "document.images[0].complete")
    assert "blue" in window.evaluate(
        "() => fetch(document.images[0].src).then((answer) => answer.text())"
    )
    assert not is_reloaded(window)


def test_a_problem_is_laid_over_the_last_good_page_until_it_is_mended(
    folder: SiteFolder, preview: Preview, window: Page
) -> None:
    folder.write("content/articles/ferry.md", article("Ferry", "It waits."))
    preview.shows("/articles/ferry/", "It waits.")
    visit(window, preview, "/articles/ferry/")
    broken = article("Ferry", "It sails.").replace("title:", "titel:")
    folder.write("content/articles/ferry.md", broken)
    overlay = window.locator(PROBLEMS)
    expect(overlay.get_by_role("heading")).to_have_text("2 problems")
    expect(overlay).to_contain_text("content/articles/ferry.md:2")
    expect(overlay).to_contain_text("titel: Ferry")
    expect(window.get_by_text("It waits.")).to_be_visible()
    expect(overlay.locator("section")).to_have_css("position", "fixed")
    # Also for who comes now.
    visit(window, preview, "/about/")
    expect(overlay).to_contain_text("content/articles/ferry.md:2")
    folder.write("content/articles/ferry.md", article("Ferry", "It sails."))
    expect(overlay).to_have_count(0)
    assert not is_reloaded(window)
    visit(window, preview, "/articles/ferry/")
    expect(window.get_by_text("It sails.")).to_be_visible()


def test_an_overlay_shows_text_as_text(
    folder: SiteFolder, preview: Preview, window: Page
) -> None:
    visit(window, preview, "/about/")
    hostile = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>"
    text = article("Hostile", "x").replace("language: en", f"language: '{hostile}'")
    folder.write("content/articles/hostile.md", text)
    overlay = window.locator(PROBLEMS)
    expect(overlay).to_contain_text("<img src=x onerror=")
    assert overlay.locator("img, script").count() == 0
    assert window.title() != "taken"
    window.set_viewport_size({"width": 320, "height": 700})
    box = overlay.locator("section")
    assert box.evaluate("one => one.scrollWidth <= one.clientWidth")
    folder.delete("content/articles/hostile.md")
    expect(overlay).to_have_count(0)


def test_an_overlay_can_be_put_away(
    folder: SiteFolder, preview: Preview, window: Page
) -> None:
    visit(window, preview, "/about/")
    folder.write("content/articles/bad.md", "no front matter\n")
    overlay = window.locator(PROBLEMS)
    overlay.get_by_role("button", name="Hide").click()
    expect(overlay).to_have_count(0)
    folder.delete("content/articles/bad.md")
    preview.wait_until("/_commentariat/status", lambda a: '"problems":[]' in a.text)


def test_a_faulty_template_is_laid_over_the_page_it_made(
    folder: SiteFolder, preview: Preview, window: Page
) -> None:
    shipped = (ROOT / "templates/page.html").read_text(encoding="utf-8")
    visit(window, preview, "/about/")
    block = "{% block main %}"
    line = shipped[: shipped.index(block)].count("\n") + 1
    folder.write(
        "templates/page.html", shipped.replace(block, block + "{{ page.less }}")
    )
    overlay = window.locator(PROBLEMS)
    expect(overlay).to_contain_text(f"templates/page.html:{line}: ")
    expect(overlay).to_contain_text("{{ page.less }}")
    expect(window.get_by_role("heading", name="About us")).to_be_visible()
    folder.write("templates/page.html", shipped)
    expect(overlay).to_have_count(0)


def test_a_raw_file_dropped_in_appears_on_the_open_page(
    folder: SiteFolder, preview: Preview, window: Page
) -> None:
    visit(window, preview, "/articles/gauge-house/")
    raw = Path(__file__).parent.parent / "fixtures/raw/001.txt"
    folder.write("content/raw/gauge-house.txt", raw.read_bytes())
    expect(window.locator("article .terms")).to_be_visible()


def test_pages_keep_their_policy_and_nothing_goes_wrong(
    folder: SiteFolder, preview: Preview, window: Page
) -> None:
    faults: list[str] = []
    window.on("console", lambda one: faults.append(one.text))
    window.on("pageerror", lambda one: faults.append(str(one)))
    visit(window, preview, "/articles/steps/")
    folder.write("content/articles/bad.md", "no front matter\n")
    expect(window.locator(PROBLEMS)).to_have_count(1)
    folder.delete("content/articles/bad.md")
    expect(window.locator(PROBLEMS)).to_have_count(0)
    folder.write("theme/site.css", "body { color: rgb(5, 5, 5) }")
    until(window, "getComputedStyle(document.body).color === 'rgb(5, 5, 5)'")
    assert faults == []


def test_a_page_catches_up_after_the_server_was_away(
    folder: SiteFolder, browser: Browser
) -> None:
    page = browser.new_page()
    with previewing(folder.folder) as first:
        port = first.port
        visit(page, first, "/articles/steps/")
        first.stop()
    folder.write("content/articles/steps.md", long_article("Saved meanwhile."))
    with previewing(folder.folder, "--port", str(port)):
        expect(page.get_by_text("Saved meanwhile.")).to_be_visible()
    page.close()


def test_many_tabs_do_not_use_up_the_connections_of_the_browser(
    preview: Preview, context: BrowserContext
) -> None:
    tabs = [context.new_page() for _ in range(8)]
    for tab in tabs:
        # Playwright shows every page at once; a browser hides all but one.
        tab.add_init_script(
            "Object.defineProperty(document, 'visibilityState', {get: () => "
            "window.isShown ? 'visible' : 'hidden'})"
        )
        tab.goto(preview.address + "about/")
    preview.wait_until("/_commentariat/status", lambda a: '"viewers":0' in a.text)
    show = (
        "window.isShown = true; document.dispatchEvent(new Event('visibilitychange'))"
    )
    tabs[-1].evaluate(show)
    preview.wait_until("/_commentariat/status", lambda a: '"viewers":1' in a.text)
