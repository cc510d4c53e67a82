"""A long paper as it is read: contents, notes beside it, tables that scroll, and in print."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from sample import Published
from visitor import Visit, path_of

pytestmark = pytest.mark.browser

KIND = "paper"
_BOXES = """() => [...document.querySelectorAll(".note")].map((note) => {
  const box = (one) => { const b = one.getBoundingClientRect(); return {
    top: b.top + scrollY, bottom: b.bottom + scrollY, left: b.left, right: b.right }; };
  const mark = document.querySelector(`[href$="#${note.id}"]`);
  return { note: box(note), mark: box(mark), text: box(note.closest(".text")),
           par: box(note.closest(".par")) };
})"""


@pytest.mark.parametrize("width", [1280, 1440, 2000])
def test_notes_stand_beside_their_marks_and_never_on_each_other(
    visit: Visit, width: int
) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    boxes = visit.open(KIND).evaluate(_BOXES)
    assert len(boxes) == 7
    end = 0.0
    for one in boxes:
        assert one["note"]["left"] > one["text"]["right"]
        assert one["note"]["right"] <= width
        assert one["note"]["top"] >= end
        assert one["note"]["top"] >= one["mark"]["top"] - 1
        if one["mark"]["top"] > end + 40:
            assert one["note"]["top"] < one["mark"]["top"] + 30
        end = one["note"]["bottom"]


@pytest.mark.parametrize("width", [320, 390, 768, 1100])
def test_on_narrower_screens_notes_stand_below_their_paragraphs(
    visit: Visit, width: int
) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    page = visit.open(KIND)
    for one in page.evaluate(_BOXES):
        assert one["mark"]["bottom"] <= one["note"]["top"]
        assert one["note"]["bottom"] <= one["par"]["bottom"] + 1
        assert one["text"]["left"] < one["note"]["left"]
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_note_is_gone_to_and_left_by_its_links(visit: Visit) -> None:
    page = visit.open(KIND)
    page.locator("a.footnote-ref").nth(2).click()
    expect(page.locator(".note:target")).to_be_in_viewport()
    page.locator(".note:target .footnote-backref").click()
    assert page.url.endswith("#fnref-3")
    expect(page.locator("#fnref-3")).to_be_in_viewport()


def test_contents_mark_the_part_that_is_read(visit: Visit) -> None:
    page = visit.open(KIND)
    current = page.locator(".toc [aria-current]")
    expect(current).to_have_count(0)
    page.locator("#what-agreements-leave-out").evaluate("one => one.scrollIntoView()")
    expect(current).to_have_text("What agreements leave out")
    expect(current).to_be_in_viewport()
    page.get_by_role("link", name="Nine quiet years").click()
    expect(current).to_have_text("Nine quiet years")
    page.evaluate("scrollTo(0, 0)")
    expect(current).to_have_count(0)


def test_where_there_is_less_room_contents_mark_the_part_above(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 768, "height": 900})
    page = visit.open(KIND)
    page.locator("#nine-quiet-years").evaluate("one => one.scrollIntoView()")
    current = page.locator(".toc [aria-current]")
    expect(current).to_have_text("What a gate forgets")
    expect(current).to_be_in_viewport()


def test_without_a_script_nothing_of_a_paper_is_lost(
    browser: Browser, address: str, sample: Published
) -> None:
    page = browser.new_page(java_script_enabled=False)
    try:
        page.goto(address + path_of(KIND, sample))
        page.get_by_role("link", name="Charge the saving").click()
        assert page.url.endswith("#charge-the-saving")
        assert page.locator(".note").count() == 7
        assert all(one.is_visible() for one in page.locator(".note").all())
    finally:
        page.close()


def test_a_table_scrolls_by_keyboard_and_is_called_by_its_caption(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = visit.open(KIND)
    table = page.get_by_role("group", name="Eleven regulators")
    table.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("one => one.scrollLeft > 0", arg=table.element_handle())
    caption = page.locator("caption").evaluate(
        "one => one.scrollWidth > one.clientWidth"
    )
    assert not caption


def _print(page: Page) -> dict[str, float]:
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 900})
    found: dict[str, float] = page.evaluate(
        """() => {
          const top = (one) => one.getBoundingClientRect().top + scrollY;
          const all = (one) => [...document.querySelectorAll(one)].map(top);
          return { text: Math.max(...all(".text p:not(.note p)")),
                   first: Math.min(...all(".note")), last: Math.max(...all(".note")),
                   foot: top(document.querySelector(".column > footer")) };
        }"""
    )
    page.emulate_media(media="screen")
    return found


def test_in_print_notes_stand_at_the_end_in_their_order(visit: Visit) -> None:
    page = visit.open(KIND)
    found = _print(page)
    assert found["text"] < found["first"] < found["last"] < found["foot"]
