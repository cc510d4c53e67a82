"""The ladder and its charts, as browsers place them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from visitor import Visit, path_of

pytestmark = pytest.mark.browser

# Where years are named, and dates are marked, as shares of the width from where time begins.
_PLACES = """() => {
  const isMirrored = document.documentElement.dir === "rtl";
  const share = one => {
    const {left, right} = one.getBoundingClientRect();
    const place = (left + right) / 2 / document.documentElement.clientWidth;
    return isMirrored ? 1 - place : place;
  };
  const years = document.querySelectorAll(
    ".ladder text:not(.tag), .years text:not(.n)");
  return [...years].filter(one => one.checkVisibility()).map(
    one => [one.textContent, share(one)]);
}"""
_OF_TIME = ("article", "article in Arabic", "article in Hebrew", "region", "home")


def _places(page: Page) -> dict[str, float]:
    return dict(page.evaluate(_PLACES))


@pytest.mark.parametrize("width", [768, 1440])
def test_a_year_is_at_the_same_place_on_every_page(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    known = _places(visit.open("topic"))
    assert len(known) > 5
    for kind in _OF_TIME:
        found = _places(visit.open(kind))
        assert found, kind
        for year, place in found.items():
            known.setdefault(year, place)
            assert place == pytest.approx(known[year], abs=0.003), (kind, year)


def test_a_mark_stands_in_its_year_and_its_label_beside_it(visit: Visit) -> None:
    for kind in ("article", "article in Arabic"):
        page = visit.open(kind)
        mark = page.locator(".ladder rect").bounding_box()
        label = page.locator(".ladder .tag").bounding_box()
        assert mark
        assert label
        assert label["x"] > mark["x"] + mark["width"] or (
            label["x"] + label["width"] < mark["x"]
        )
        assert 0 <= label["x"] <= 1280 - label["width"]
        others = page.locator(".ladder text:not(.tag)").all()
        for box in (one.bounding_box() for one in others):
            assert box
            assert box["x"] > label["x"] + label["width"] or (
                box["x"] + box["width"] < label["x"]
            )


@pytest.mark.parametrize("width", [390, 1280])
def test_a_bar_leads_to_its_year(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 844})
    page = visit.open("topic")
    bar = page.locator(".years a rect").last
    href = page.locator(".years a").last.get_attribute("href")
    bar.click()
    assert page.url.endswith(str(href))


def test_the_years_are_a_list_for_fingers_too(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = visit.open("home")
    bars = {one.get_attribute("href") for one in page.locator(".years a").all()}
    links = page.locator(".by-year a").all()
    assert {one.get_attribute("href") for one in links} == bars
    for box in (one.bounding_box() for one in links):
        assert box
        assert min(box["width"], box["height"]) >= 24


def test_bars_are_as_deep_as_their_counts(visit: Visit) -> None:
    page = visit.open_path(path_of("topic", visit.site))
    depths = {
        int(slot.locator(".n").text_content() or 0): slot.locator("rect").bounding_box()
        for slot in page.locator(".years a").all()
    }
    assert len(depths) > 1
    for count, box in depths.items():
        assert box
        assert box["height"] == pytest.approx(count * 6.4, abs=0.6)


def test_screen_readers_hear_year_and_count_at_every_width(visit: Visit) -> None:
    for width in (390, 1280):
        visit.page.set_viewport_size({"width": width, "height": 844})
        page = visit.open("topic")
        chart = page.get_by_role("group", name="By year, 2018–2029")
        names = [one.text_content() or "" for one in chart.get_by_role("link").all()]
        assert names
        assert all(name[:2] == "20" and len(name) > 4 for name in names)
