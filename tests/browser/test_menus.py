"""Menus that nest, as people use them: by pointer, by keys, on wide windows and phones."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from harness import SETTINGS, SiteFolder, article
from playwright.sync_api import Browser, Page, expect
from serving import serving_folder

pytestmark = pytest.mark.browser
MENU = """\
menu = [
    { label = "About", url = "/about/", items = [
        { label = "Staff", url = "/about/team/", items = [
            { label = "Board", url = "/about/board/" },
        ] },
    ] },
    { label = "Elsewhere", items = [{ label = "There", url = "/about/" }] },
]
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = SiteFolder(tmp_path_factory.mktemp("menus") / "site", SETTINGS + MENU)
    for name in ("about/index", "about/team", "about/board"):
        site.write(f"content/pages/{name}.md", article(name))
    site.build()
    assert site.problems == ()
    with serving_folder(site.folder / "output") as origin:
        yield f"{origin}/about/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    found = browser.new_page()
    yield found
    found.close()


def test_what_lies_below_opens_at_a_click_and_over_the_page(
    page: Page, address: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address)
    before = page.locator("main").bounding_box()
    staff = page.get_by_role("navigation", name="Main").get_by_text("Staff")
    expect(staff).to_be_hidden()
    page.locator(".nav li summary").first.click()
    expect(staff).to_be_visible()
    assert page.locator("main").bounding_box() == before
    page.get_by_text("Elsewhere").click()
    expect(staff).to_be_hidden()
    expect(page.get_by_role("link", name="There")).to_be_visible()


def test_keys_alone_lead_to_the_innermost_entry(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address)
    page.get_by_role("navigation", name="Main").get_by_role(
        "link", name="About", exact=True
    ).focus()
    for key in ("Tab", "Enter", "Tab", "Tab"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    page.wait_for_url("**/about/board/")


def test_on_a_phone_menus_unfold_within_the_list(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address)
    page.get_by_text("Browse").click()
    page.locator(".nav li summary").first.click()
    staff = page.get_by_role("navigation", name="Main").get_by_text("Staff")
    expect(staff).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
