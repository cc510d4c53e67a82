"""Listings as a reader has them on a phone: pieces first."""

from __future__ import annotations

from typing import Any

import pytest
from visitor import Visit

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
LISTINGS = (
    "home",
    "author with a biography",
    "author without a biography",
    "center",
    "region",
    "topic",
    "series",
    "collection",
    "type",
    "year",
    "undated year",
    "month",
    "year of an author",
    "undated letter of an author",
)
# The first title that leads to an article, and where it ends.
_FIRST_TITLE = """() => {
  const titles = document.querySelectorAll("main :is(h2, h3, .what) > a[href*='/articles/']");
  const rects = [...titles].map(one => one.getBoundingClientRect()).filter(one => one.width);
  return rects.length ? rects[0].bottom : null;
}"""


@pytest.mark.parametrize("kind", LISTINGS)
def test_a_title_stands_on_the_first_screen_of_a_phone(visit: Visit, kind: str) -> None:
    visit.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    bottom: Any = visit.open(kind).evaluate(_FIRST_TITLE)
    assert bottom is not None
    assert bottom <= PHONE["height"]


def test_a_long_biography_opens_without_a_script(visit: Visit) -> None:
    page = visit.open("author with a biography")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    text, more = page.locator("#About"), page.locator(".say-bio summary")
    folded = text.evaluate("one => [one.clientHeight, one.scrollHeight]")
    assert folded[0] < folded[1]
    more.click()
    opened = text.evaluate("one => [one.clientHeight, one.scrollHeight]")
    assert folded[0] < opened[0]
    assert opened[0] >= opened[1] - 1
    more.click()
    assert text.evaluate("one => [one.clientHeight, one.scrollHeight]") == folded
