"""All of a page is there for those who use no mouse."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page
from sample import listed
from visitor import KINDS, SKIP, Visit

pytestmark = pytest.mark.browser

# What can be used, in order, and how each looks while nothing has the focus.
_LIST = """() => {
  const look = one => {
    const style = getComputedStyle(one);
    return [style.boxShadow, style.backgroundColor, style.textDecoration].join(" ");
  };
  const all = document.querySelectorAll(
    "a[href], area[href], summary, button, input, select, textarea, iframe, [tabindex]");
  // A picture that leads where the title beside it does is left to the mouse.
  const isAgain = one => one.tabIndex < 0 && one.ariaHidden === "true" &&
    [...all].some(other => other.href === one.href && other.tabIndex >= 0);
  window.wanted = [...all].filter(one => !isAgain(one) &&
    one.checkVisibility({visibilityProperty: true}) && one.getClientRects().length);
  window.look = look;
  window.before = window.wanted.map(look);
  return window.wanted.map(one => `${one.tagName} ${one.textContent.trim()}`);
}"""
# What has the focus now; whether that shows, and whether it can be seen.
_FOCUS = """() => {
  const one = document.activeElement;
  const index = window.wanted.indexOf(one);
  const box = one.getClientRects()[0];
  const x = box.left + box.width / 2, y = box.top + box.height / 2;
  const hit = document.elementFromPoint(x, y);
  const style = getComputedStyle(one);
  const clear = style.outlineColor.endsWith(", 0)") || style.outlineColor === "transparent";
  const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1 && !clear;
  return {
    index,
    name: `${one.tagName} ${one.textContent.trim()}`,
    shows: ringed || window.look(one) !== window.before[index],
    seen: hit !== null && (one.contains(hit) || hit.contains(one)),
  };
}"""


_NEXT_FRAME = "() => new Promise(done => requestAnimationFrame(() => done()))"
_FRAMES = 60
"""How long a page may take to settle, in frames: a second."""


def _tab_through(page: Page, key: str, count: int) -> list[dict[str, Any]]:
    """Press *key* until the focus has gone once around; say what had it, in order."""
    found: list[dict[str, Any]] = []
    for _ in range(count):
        page.keyboard.press(key)
        focus = page.evaluate(_FOCUS)
        for _ in range(_FRAMES):
            if focus["index"] < 0 or (focus["seen"] and focus["shows"]):
                break
            # The page may still be scrolling to it, or a picture still arriving.
            page.evaluate(_NEXT_FRAME)
            focus = page.evaluate(_FOCUS)
        if focus["index"] < 0 or (found and focus["index"] == found[0]["index"]):
            break
        found.append(focus)
    return found


def _faults(
    found: list[dict[str, Any]], names: list[str], order: list[int]
) -> list[str]:
    reached = [focus["index"] for focus in found]
    faults = [f"not reached: {names[i]}" for i in order if i not in reached]
    if not faults and reached != order:
        faults.append(f"out of order: {reached}")
    faults += [f"the focus does not show: {f['name']}" for f in found if not f["shows"]]
    return faults + [
        f"the focus is out of sight: {f['name']}" for f in found if not f["seen"]
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_tab_reaches_everything_in_order_and_shows_where_it_is(
    visit: Visit, kind: str
) -> None:
    page = visit.open(kind)
    names = page.evaluate(_LIST)
    assert len(names) > 10
    found = _tab_through(page, "Tab", len(names) + 1)
    faults = _faults(found, names, list(range(len(names))))
    assert not faults, listed(faults)


@pytest.mark.parametrize(
    "kind", ["index of authors", "month", "year of an author", "article"]
)
def test_going_back_nothing_lies_over_the_focus(visit: Visit, kind: str) -> None:
    page = visit.open(kind)
    page.set_viewport_size({"width": 1280, "height": 450})
    names = page.evaluate(_LIST)
    # The focus begins at the last: one step back from the first leaves the page.
    page.evaluate("window.wanted.at(-1).focus()")
    found = _tab_through(page, "Shift+Tab", len(names) - 1)
    faults = _faults(found, names, list(range(len(names) - 1))[::-1])
    assert not faults, listed(faults)


TEMPLATES = ("home", "article", "article in Arabic", "article with everything", "center",
             "month", "index of authors", "own page", "lost address")  # fmt: skip
"""Kinds that between them use every template."""


@pytest.mark.parametrize("kind", TEMPLATES)
def test_the_first_link_skips_to_the_content(visit: Visit, kind: str) -> None:
    page = visit.open(kind)
    skip = page.locator(SKIP)
    page.keyboard.press("Tab")
    assert skip.evaluate("one => one === document.activeElement")
    box = skip.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["width"] > 24
    page.keyboard.press("Enter")
    page.wait_for_url(f"**#{page.locator('main').get_attribute('id')}")
    page.keyboard.press("Tab")
    assert page.evaluate("""() => {
      const main = document.querySelector("main"), one = document.activeElement;
      const within = Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY;
      return one !== document.body && (main.compareDocumentPosition(one) & within) !== 0;
    }""")


# What the menu is called, and what is in it; Arabic pages have one of their own.
_ENGLISH = ("Main", "Authors", "Years", "About")
_ARABIC = ("القائمة الرئيسية", "الكتّاب", "السنوات", "من نحن")
_MENUS = {"home": _ENGLISH, "article in Arabic": _ARABIC, "lost address": _ENGLISH}


@pytest.mark.parametrize("kind", _MENUS)
def test_on_a_small_screen_the_menu_opens_by_keyboard(visit: Visit, kind: str) -> None:
    visit.page.set_viewport_size({"width": 320, "height": 640})
    page = visit.open(kind)
    name, authors, *others = _MENUS[kind]
    menu = page.get_by_role("navigation", name=name)
    link = menu.get_by_role("link", name=authors)
    assert not link.is_visible()
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    assert link.is_visible()
    names = page.evaluate(_LIST)
    assert sum("A " in name[:2] for name in names) > 12
    page.evaluate("document.activeElement.blur()")
    found = _tab_through(page, "Tab", len(names) + 1)
    reached = {focus["name"] for focus in found}
    assert {f"A {one}" for one in (authors, *others)} <= reached
    faults = [focus for focus in found if not (focus["shows"] and focus["seen"])]
    assert not faults, listed(faults)
