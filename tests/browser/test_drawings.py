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


@pytest.mark.parametrize("width", [1280, 390])
def test_a_click_on_a_sounding_goes_to_its_paragraph(visit: Visit, width: int) -> None:
    page = visit.open_path(DRAWN)
    size = page.viewport_size
    page.set_viewport_size({"width": width, "height": 844})
    try:
        plate = page.locator(".lead svg.plate")
        links = plate.locator("a")
        frame = plate.bounding_box()
        assert frame is not None
        for number in range(links.count()):
            box = links.nth(number).bounding_box()
            assert box is not None
            assert frame["x"] <= box["x"]
            assert box["x"] + box["width"] <= frame["x"] + frame["width"]
            assert box["height"] >= 12
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


_SHAPES = """() => [...document.querySelectorAll(".plate text")].map((one) => {
  const matrix = one.getScreenCTM();
  return [matrix.a, matrix.d];
})"""


@pytest.mark.parametrize("width", [1280, 320])
def test_figures_are_no_narrower_where_a_drawing_is_pressed(
    visit: Visit, width: int
) -> None:
    page = visit.open_path(DRAWN)
    size = page.viewport_size
    page.set_viewport_size({"width": width, "height": 844})
    try:
        shapes = page.evaluate(_SHAPES)
        assert shapes
        for across, down in shapes:
            assert across == pytest.approx(down, rel=0.01)
    finally:
        page.set_viewport_size(size or {"width": 1280, "height": 800})
