"""The review in a real browser, as `serve` would have it: mouse, keys, both schemes."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from chromium import LIMIT
from harness import SiteFolder, article
from playwright.sync_api import Browser, Page, expect
from review_samples import KIND, RIVER, decisions, make_review_site, run
from starlette.applications import Starlette

from commentariat.desk import review_routes

pytestmark = pytest.mark.browser


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    site = make_review_site(tmp_path / "site")
    for title, name in (("X", "Ellingham, Ruth"), ("Y", "Ruth Ellingham")):
        site.write(f"content/articles/{title}.md", article(title, authors=[name]))
    run(site, "import")
    return site


@pytest.fixture
def address(site: SiteFolder) -> Iterator[str]:
    """Address of the review of *site*, served at a free port."""
    app = Starlette(routes=review_routes(site.options()))
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/_review/"
    server.should_exit = True
    thread.join()
    assert not thread.is_alive()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that notes requests to other servers, and faults of its scripts."""
    context = browser.new_context()
    context.set_default_timeout(LIMIT)
    opened = context.new_page()
    wrong: list[str] = []
    top = address.removesuffix("_review/")
    opened.on(
        "request",
        lambda one: None if one.url.startswith(top) else wrong.append(one.url),
    )
    opened.on("pageerror", lambda fault: wrong.append(str(fault)))
    opened.on(
        "console",
        lambda said: wrong.append(said.text) if said.type == "error" else None,
    )
    opened.goto(f"{address}?kind={KIND}")
    yield opened
    context.close()
    assert wrong == []


def test_the_mouse_accepts_and_takes_back(page: Page, site: SiteFolder) -> None:
    page.get_by_role("button", name="Accept", exact=True).first.click()
    expect(page.get_by_role("status")).to_contain_text(f"wrote {RIVER}")
    expect(page.locator(".point")).to_have_count(1)
    assert "for the ink.”" in site.read(RIVER)
    page.get_by_role("button", name="Undo the last decision").click()
    expect(page.locator(".point")).to_have_count(2)
    assert "for the ink.\n" in site.read(RIVER)


def test_keys_move_decide_and_edit(page: Page, site: SiteFolder) -> None:
    page.keyboard.press("j")
    expect(page.locator("#p1")).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("#p2")).to_be_focused()
    page.keyboard.press("r")
    expect(page.locator(".point")).to_have_count(1)
    expect(page.locator("#p1")).to_be_focused()
    page.keyboard.press("e")
    expect(page.get_by_label("Other words")).to_be_focused()
    page.keyboard.type("ink, a")
    assert decisions(site)[0]["verdict"] == "reject"  # letters are letters there
    page.keyboard.press("Enter")
    expect(page.locator(".none")).to_have_text("Nothing to decide.")
    assert "for the ink, a\n" in site.read(RIVER)
    page.wait_for_load_state("load")  # the keys are there
    page.keyboard.press("u")
    expect(page.locator(".point")).to_have_count(1)


def test_keys_settle_names_and_take_it_back(
    page: Page, site: SiteFolder, address: str
) -> None:
    page.goto(f"{address}?kind=two+names")
    expect(page.locator(".point")).to_have_count(1)
    page.keyboard.press("a")
    expect(page.get_by_role("status")).to_contain_text("content/terms.txt")
    expect(page.locator(".none")).to_be_visible()
    line = 'merge authors "Ellingham, Ruth" into "Ruth Ellingham"\n'
    assert site.read("content/terms.txt").endswith(line)
    page.wait_for_load_state("load")  # the keys are there
    page.keyboard.press("u")
    expect(page.locator(".point")).to_have_count(1)
    assert line not in site.read("content/terms.txt")
    page.get_by_role("button", name="Later").click()
    expect(page.locator(".none")).to_be_visible()
    page.get_by_role("link", name="Look again").click()
    page.get_by_role("button", name="Not the same").click()
    expect(page.locator(".none")).to_be_visible()
    assert "not the same authors" in site.read("content/terms.txt")


def test_all_are_rejected_once_that_is_confirmed(page: Page, site: SiteFolder) -> None:
    page.get_by_role("button", name="Reject all 2 …").click()
    page.get_by_role("button", name="Yes, reject all 2").click()
    expect(page.locator(".none")).to_be_visible()
    assert [line["verdict"] for line in decisions(site)] == ["reject", "reject"]


def test_another_page_cannot_decide(
    browser: Browser, page: Page, address: str, site: SiteFolder
) -> None:
    form = page.locator("form[action$=decide]").first
    names = ("token", "id")
    values = {name: form.locator(f"input[name={name}]").input_value() for name in names}
    fields = "".join(
        f'<input name="{name}" value="{value}">' for name, value in values.items()
    )
    stranger = browser.new_page()
    stranger.set_content(
        f'<form method="post" action="{address}decide">{fields}'
        '<button name="verdict" value="accept">go</button></form>'
    )
    with stranger.expect_navigation() as gone:
        stranger.get_by_role("button").click()
    answer = gone.value
    assert answer is not None
    assert answer.status == 403
    assert decisions(site) == []
    stranger.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1000])
def test_it_can_be_read_and_used_by_everybody(
    page: Page, scheme: str, width: int
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(page.url.partition("?")[0])
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width


def test_it_works_without_a_script(
    browser: Browser, address: str, site: SiteFolder
) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{address}?kind={KIND}")
    plain.get_by_role("button", name="Accept", exact=True).first.click()
    expect(plain.locator(".point")).to_have_count(1)
    assert "for the ink.”" in site.read(RIVER)
    context.close()
