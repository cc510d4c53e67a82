"""Drawings as readers use them: soundings lead to paragraphs, and pictures are there."""

from __future__ import annotations

import pytest
from visitor import Visit

pytestmark = pytest.mark.browser

DRAWN = "articles/icebreaker/"
_IN_VIEW = """id => {
  const box = document.getElementById(id).getBoundingClientRect();
  return box.top >= 0 && box.top < innerHeight;
}"""


@pytest.mark.parametrize(("width", "crop"), [(1280, ".w"), (390, ".p")])
def test_a_click_on_a_sounding_goes_to_its_paragraph(
    visit: Visit, width: int, crop: str
) -> None:
    page = visit.open_path(DRAWN)
    size = page.viewport_size
    page.set_viewport_size({"width": width, "height": 844})
    try:
        plates = page.locator(".lead svg.plate:visible")
        assert plates.count() == 1
        assert page.locator(f".lead {crop} svg.plate").is_visible()
        links = plates.locator("a")
        last = links.nth(links.count() - 1)
        anchor = (last.get_attribute("href") or "").removeprefix("#")
        name = last.get_attribute("aria-label") or ""
        assert name.startswith(f"Paragraph {anchor.removeprefix('p')}, ")
        words = last.text_content() or ""
        last.click()
        assert page.url.endswith(f"#{anchor}")
        page.wait_for_function(_IN_VIEW, arg=anchor)
        text = page.locator(f"#{anchor}").inner_text().split()
        assert len(text) == int(words) + page.locator(f"#{anchor} .pn:visible").count()
    finally:
        page.set_viewport_size(size or {"width": 1280, "height": 800})


def test_coasts_and_courses_load_and_say_nothing_on_the_home_page(visit: Visit) -> None:
    page = visit.open_path("")
    drawn = page.locator("span.thumb img")
    assert drawn.count() >= 2
    for number in range(drawn.count()):
        one = drawn.nth(number)
        one.scroll_into_view_if_needed()
        assert one.get_attribute("alt") == ""
        page.wait_for_function(
            "one => one.complete && one.naturalWidth === 1600", arg=one.element_handle()
        )
