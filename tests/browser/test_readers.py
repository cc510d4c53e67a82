"""Those who read otherwise: large letters, no scripts, right to left, on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser
from sample import Published, listed, publish, serve
from visitor import KINDS, LOST, REDIRECT, SKIP, Visit, open_context, open_visit

pytestmark = pytest.mark.browser

# Every piece of text that is shown, and whether something lies over it or cuts it.
_LEGIBLE = """skip => {
  const shown = {visibilityProperty: true, opacityProperty: true};
  const faults = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const hides = overflow => overflow === "hidden" || overflow === "clip";
  for (let node; node = walker.nextNode();) {
    const holder = node.parentElement;
    if (!node.data.trim() || !holder.checkVisibility(shown)) continue;
    range.selectNodeContents(node);
    const find = () =>
      [...range.getClientRects()].find(one => one.width > 1 && one.height > 1);
    // Not what is for screen readers only, and not the link that waits for the focus.
    if (!find() || getComputedStyle(holder).clipPath !== "none") continue;
    if (holder.matches(skip)) continue;
    holder.scrollIntoView({block: "nearest", inline: "nearest"});
    scrollBy(0, find().top - innerHeight / 2);
    const box = find();
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    if (!hit || !(hit.contains(holder) || holder.contains(hit)))
      faults.push(`covered: ${node.data.trim().slice(0, 60)}`);
    for (let one = holder; one !== document.body; one = one.parentElement) {
      const {overflowX, overflowY} = getComputedStyle(one);
      const frame = one.getBoundingClientRect();
      const isCut = [...range.getClientRects()].some(line =>
        (hides(overflowX) && (line.left < frame.left - 1 || line.right > frame.right + 1)) ||
        (hides(overflowY) && (line.top < frame.top - 1 || line.bottom > frame.bottom + 1)));
      if (isCut) faults.push(`cut: ${node.data.trim().slice(0, 60)}`);
    }
  }
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.querySelectorAll("main *, header *, footer *")].filter(one =>
      one.getBoundingClientRect().right > root.clientWidth + 1);
    faults.push(`the page is ${root.scrollWidth} wide`);
    faults.push(...wide.slice(0, 9).map(one => `${one.tagName} ${one.className}`));
  }
  return faults;
}"""
_UNFOLD = """() => {
  for (const one of document.querySelectorAll("main details")) one.open = true;
}"""
SIZES = ((320, "100%"), (640, "200%"), (768, "100%"), (1280, "200%"), (1440, "100%"))
"""Widths of windows (320 is 1280 zoomed to 400%), and sizes of text in them."""


@pytest.mark.parametrize("kind", KINDS)
def test_in_a_window_of_any_width_text_of_any_size_can_be_read(
    visit: Visit, kind: str
) -> None:
    page = visit.open(kind)
    page.evaluate(_UNFOLD)
    for width, size in SIZES:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("size => document.documentElement.style.fontSize = size", size)
        faults = page.evaluate(_LEGIBLE, SKIP)
        assert not faults, f"{size} at {width}: {listed(faults)}"


# What is there to click; which part of a series a piece is has no sign of it on paper.
_CLICKED = """() => {
  const isText = one => one.matches(".series .crumbs") || one.matches(".series summary") &&
    getComputedStyle(one, "::after").display === "none" &&
    [...one.children].every(part => !part.checkVisibility());
  return [...document.querySelectorAll("nav, summary, .more, button")]
    .filter(one => one.checkVisibility() && !isText(one))
    .map(one => one.outerHTML.slice(0, 200));
}"""


@pytest.mark.parametrize("kind", KINDS)
def test_on_paper_there_is_the_text_and_nothing_to_click(
    visit: Visit, kind: str
) -> None:
    page = visit.open(kind)
    page.set_viewport_size({"width": 718, "height": 1000})  # an A4 page
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(_CLICKED) == []
    assert page.locator("main h1, header h1").first.is_visible()
    assert len(page.locator("main").inner_text()) > 40
    colors = page.evaluate("""() => {
      const style = getComputedStyle(document.body);
      return [style.backgroundColor, style.color];
    }""")
    assert colors == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 718


def test_a_printed_article_says_where_it_is_from(visit: Visit) -> None:
    page = visit.open("article")
    canonical = page.locator("link[rel=canonical]").get_attribute("href") or "?"
    assert not page.locator(".address").is_visible()
    assert page.locator("main").inner_text().count(canonical) > 1  # cited in each style
    page.emulate_media(media="print")
    assert page.locator("main").inner_text().count(canonical) == 1
    # The address stands by itself where the piece is not cited.
    page.locator(".cite").evaluate("one => one.remove()")
    assert page.locator(".address").inner_text() == canonical
    assert page.locator("main time").first.is_visible()


WITHOUT_SCRIPTS = ("home", "article with everything", "author with a biography", "month",
                   "index of authors", "own page", "lost address")  # fmt: skip

_FORGET_BROUGHT = """() => document.querySelectorAll(".cite :is(button, [href^='blob:'])")
  .forEach(one => { one.previousSibling.remove(); one.remove(); })"""


_TAKE_FILES = """() => {
  const files = [...document.querySelectorAll("a[href^='data:']")].map(one => one.download);
  document.querySelectorAll("#Files, .cite > p[lang]").forEach(one => one.remove());
  return files;
}"""


def test_without_scripts_nothing_is_missing(
    browser: Browser, visit: Visit, address: str, sample: Published
) -> None:
    faults = []
    with (
        open_context(browser, java_script_enabled=False) as context,
        open_visit(context, address, sample) as plain,
    ):
        for kind in WITHOUT_SCRIPTS:
            page = visit.open(kind)
            # What copies, and what a script alone can make a file of, scripts bring.
            page.evaluate(_FORGET_BROUGHT)
            other = plain.open(kind)
            # They bring the files of a citation to its box, too.
            files = [one.evaluate(_TAKE_FILES) for one in (page, other)]
            texts = [one.locator("body").inner_text() for one in (page, other)]
            if files[0] != files[1] or texts[0] != texts[1]:
                faults.append(kind)
    assert not faults, listed(faults)


def test_without_scripts_the_menu_of_a_small_screen_opens(
    browser: Browser, address: str, sample: Published
) -> None:
    narrow = {"width": 320, "height": 640}
    with (
        open_context(browser, java_script_enabled=False, viewport=narrow) as context,
        open_visit(context, address, sample) as plain,
    ):
        page = plain.open("home")
        menu = page.get_by_role("navigation", name="Main")
        link = menu.get_by_role("link", name="Regions")
        assert not link.is_visible()
        menu.locator("summary").click()
        link.click()
        page.wait_for_url(f"{address}regions/")


# Where each stands from the side at which reading begins.
_STARTS = """selectors => selectors.map(selector => {
  const box = document.querySelector(selector).getBoundingClientRect();
  if (!box.width) return 0;  // behind the menu of small screens
  const isMirrored = document.documentElement.dir === "rtl";
  return Math.round(isMirrored ? document.documentElement.clientWidth - box.right : box.left);
})"""
# What is around it keeps the direction of its own language.
_PARTS = [
    ".crumbs li",
    "main h1",
    "main .text",
    "main .text p",
    "main time",
    ".cite dt",
    ".terms dt",
]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", ["article in Arabic", "article in Hebrew"])
def test_a_page_from_right_to_left_is_the_mirror_of_itself_from_left_to_right(
    visit: Visit, kind: str, width: int
) -> None:
    visit.page.set_viewport_size({"width": width, "height": 800})
    page = visit.open(kind)
    assert page.locator("html").get_attribute("dir") == "rtl"
    mirrored = page.evaluate(_STARTS, _PARTS)
    page.evaluate("document.documentElement.dir = 'ltr'")
    straight = page.evaluate(_STARTS, _PARTS)
    page.evaluate("document.documentElement.dir = 'rtl'")
    faults = [
        f"{part}: {left} from the left, {right} from the right"
        for part, left, right in zip(_PARTS, straight, mirrored, strict=True)
        if abs(left - right) > 2
    ]
    assert not faults, listed(faults)
    lines = page.evaluate("""() => {
      const paragraph = document.querySelector("main .text p");
      const range = document.createRange();
      range.selectNodeContents(paragraph);
      const right = paragraph.getBoundingClientRect().right;
      return [...range.getClientRects()].map(one => right - one.right);
    }""")
    assert min(lines) < 3


# How far a list goes beyond its first name, on the left and on the right.
_AROUND_NAME = """() => {
  const name = document.querySelector(".title .by li > *").getBoundingClientRect();
  const item = document.querySelector(".title .by li").getBoundingClientRect();
  return [name.left - item.left, item.right - name.right];
}"""
# Whether words begin on the left of where they end.
_FROM_LEFT = """selector => {
  const text = document.querySelector(selector).firstChild;
  const place = at => {
    const range = document.createRange();
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    return range.getBoundingClientRect().left;
  };
  return place(0) < place(text.data.trim().length - 1);
}"""


def test_a_comma_stands_behind_a_name_whichever_way_a_page_runs(visit: Visit) -> None:
    page = visit.open("article with everything")
    assert page.locator(".title .by li").count() > 1
    left, right = page.evaluate(_AROUND_NAME)
    assert left < 1 < right
    page.evaluate("document.documentElement.dir = 'rtl'")
    left, right = page.evaluate(_AROUND_NAME)
    assert right < 1 < left


@pytest.mark.parametrize(
    ("kind", "part"), [("region", ".head .count"), ("home", ".depth h2")]
)
def test_words_keep_their_order_on_a_page_from_right_to_left(
    visit: Visit, kind: str, part: str
) -> None:
    page = visit.open(kind)
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.locator(part).inner_text()[0].isdigit()
    assert page.evaluate(_FROM_LEFT, part)


@pytest.mark.parametrize("name", ["root", "project"])
def test_a_former_address_leads_on_and_a_lost_one_leads_home(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    site = publish(tmp_path_factory, name)
    with (
        serve(site) as address,
        open_context(browser, java_script_enabled=False) as context,
        open_visit(context, address, site) as visit,
    ):
        page = visit.page
        for former in (
            REDIRECT,
            REDIRECT.rstrip("/"),
            "old/everything.html",
            "старое/всё/",
        ):
            page.goto(address + former, wait_until="commit")
            page.wait_for_url(f"{address}articles/probe-everything/")
            assert page.locator("h1").inner_text() == "Everything That a Body May Hold"
        assert not visit.faults, listed(visit.faults)
        for lost in (LOST, "lost", "articles/no-such-article/"):
            answer = page.goto(address + lost)
            assert answer
            assert answer.status == 404
            assert page.locator("h1").is_visible()
            page.locator("main a").first.click()
            page.wait_for_url(address)
            assert page.locator("h1").inner_text() == site.settings.title
