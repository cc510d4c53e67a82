"""The stylesheet and the fonts of the theme, and where it puts the parts of a page."""

from __future__ import annotations

import re
from itertools import pairwise
from posixpath import basename

import pytest
from sample import ROOT, listed
from visitor import Visit

pytestmark = pytest.mark.browser

_RULES = """css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const flat = rule => [rule.cssText, ...[...(rule.cssRules ?? [])].flatMap(flat)];
  return [...sheet.cssRules].flatMap(flat);
}"""


def _rules(visit: Visit, css: str) -> list[str]:
    """Every rule as the browser reads it, but for blanks that mean nothing."""
    found = visit.page.evaluate(_RULES, css)
    return [re.sub(r"\s*([,(){}])\s*", r"\1", rule) for rule in found]


def test_a_browser_reads_the_same_rules(visit: Visit) -> None:
    written = (ROOT / "theme/site.css").read_text(encoding="utf-8")
    published = visit.site.read("theme/site.css")
    assert len(published) < len(written)
    rules = _rules(visit, written)
    assert len(rules) > 300
    assert _rules(visit, published) == rules


_FACE = re.compile(
    r"@font-face \{[^}]*url\(fonts/([^)]*)\)[^}]*unicode-range: ([^;]*);"
)


def _ranges() -> dict[str, list[tuple[int, int]]]:
    """The letters that each font is asked for, by the name of its file."""
    css = (ROOT / "theme/site.css").read_text(encoding="utf-8")
    found = {}
    for name, said in _FACE.findall(css):
        parts = (one.strip()[2:].partition("-") for one in said.split(","))
        found[name] = [(int(a, 16), int(b or a, 16)) for a, _, b in parts]
    return found


@pytest.mark.parametrize(
    ("kind", "scripts"),
    [
        ("article", {"latin"}),
        ("home", {"latin"}),
        ("own page", {"latin"}),
        ("article in Russian", {"latin", "cyrillic"}),
        ("article in Arabic", {"latin", "arabic"}),
        ("article in Hebrew", {"latin"}),
    ],
)
def test_a_page_asks_for_no_font_of_which_it_holds_no_letter(
    visit: Visit, kind: str, scripts: set[str]
) -> None:
    page = visit.open(kind)
    asked = page.evaluate(
        "performance.getEntriesByType('resource').map(one => one.name)"
    )
    fonts = {basename(url) for url in asked if url.endswith(".woff2")}
    letters = set(page.locator("body").evaluate("one => one.textContent"))
    ranges = _ranges()
    assert len(ranges) == 17
    faults = [
        name
        for name in fonts
        if not any(a <= ord(c) <= b for a, b in ranges[name] for c in letters)
    ]
    assert not faults, listed(faults)
    found = {re.sub(r"^\w+?-(italic-)?|(-ext)?\.woff2$", "", name) for name in fonts}
    assert scripts <= found


@pytest.mark.parametrize("kind", ["region", "year", "month", "index of years"])
def test_a_listing_asks_for_no_more_italics_than_its_figures(
    visit: Visit, kind: str
) -> None:
    page = visit.open(kind)
    asked = page.evaluate(
        "performance.getEntriesByType('resource').map(one => one.name)"
    )
    italic = {basename(url) for url in asked if "italic" in url}
    chart = page.locator(".years").count()
    assert italic == ({"brygada-italic-figures.woff2"} if chart else set())


_WEIGHED = """performance.getEntriesByType('resource')
  .filter(one => one.name.endsWith('.woff2'))
  .map(one => [one.name, one.encodedBodySize])"""


@pytest.mark.parametrize(
    ("kind", "largest"),
    [
        ("home", 60),
        ("paper", 65),
        ("undated article", 65),
        ("article in Arabic", 70),
        ("author with a biography", 60),
        ("series", 60),
        ("region", 60),
        ("index of topics", 45),
        ("year", 60),
        ("own page", 45),
        ("search", 60),
        ("lost address", 45),
    ],
)
def test_fonts_do_not_hold_a_page_up(visit: Visit, kind: str, largest: int) -> None:
    """Browsers ask for them before all but stylesheets: in KB, of each kind of page."""
    weighed = dict(visit.open(kind).evaluate(_WEIGHED))
    assert len(weighed) > 1
    assert sum(weighed.values()) < largest * 1024, listed(sorted(weighed.items()))


def test_no_font_is_fetched_for_a_name_in_another_script(visit: Visit) -> None:
    page = visit.open("author with a biography")
    names = "".join(page.locator(".names").all_text_contents())
    assert any("\u0400" < letter < "\u0500" for letter in names)
    assert any("\u0600" < letter < "\u0700" for letter in names)
    fonts = [basename(name) for name, _ in page.evaluate(_WEIGHED)]
    assert not [one for one in fonts if "latin" not in one and "figures" not in one]


@pytest.mark.parametrize("other", ["ru", "ar"])
def test_no_font_is_fetched_for_a_related_title_in_another_script(
    visit: Visit, other: str
) -> None:
    found = [
        name
        for name, page in visit.site.pages.items()
        if name.startswith("articles/")
        and page.tree.get("lang") == "en"
        and page.tree.find(f".//section[@class='related']//h3[@lang='{other}']")
        is not None
    ]
    for name in found:
        page = visit.open_path(name.removesuffix("index.html"))
        if not page.locator(f"article :lang({other}):not(.related *)").count():
            break
    fonts = [basename(one) for one, _ in page.evaluate(_WEIGHED)]
    assert not [one for one in fonts if "latin" not in one and "figures" not in one]


_BOX = "one => one.getBoundingClientRect().toJSON()"
_PARTS = ("h1", "article .by", ".lead", ".facts", ".text", ".column > footer", ".terms")


def test_on_a_phone_the_parts_of_an_article_stand_as_they_are_read(
    visit: Visit,
) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    page = visit.open("article with everything")
    boxes = [page.locator(one).first.evaluate(_BOX) for one in _PARTS]
    faults = [
        (_PARTS[place], one["bottom"], other["top"])
        for place, (one, other) in enumerate(pairwise(boxes))
        if one["bottom"] > other["top"] + 1
    ]
    assert not faults, listed(faults)
    assert {round(box["left"]) for box in boxes} == {20, 0}  # a picture to the edges


@pytest.mark.parametrize("width", [768, 1024, 1440, 2000])
def test_on_wider_screens_dates_and_terms_stand_beside_the_text(
    visit: Visit, width: int
) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    page = visit.open("article")
    names = ("h1", ".facts", ".terms", ".text")
    title, facts, terms, text = (
        page.locator(one).first.evaluate(_BOX) for one in names
    )
    assert title["left"] == facts["left"] == terms["left"]
    assert max(facts["right"], terms["right"]) <= text["left"]
    assert facts["bottom"] <= terms["top"]
    assert terms["top"] < text["bottom"]
    letters = page.evaluate("""() => {
      const one = document.createElement("span");
      one.textContent = "etaoinshrdlu ".repeat(10);
      one.style.whiteSpace = "nowrap";
      document.querySelector(".text p").append(one);
      return 130 * document.querySelector(".text").clientWidth / one.offsetWidth;
    }""")
    assert 42 < letters < 82


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1440, 2000])
@pytest.mark.parametrize(
    "kind", ["article with everything", "article in Arabic", "lost address"]
)
def test_nothing_reaches_beyond_the_window(visit: Visit, kind: str, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    page = visit.open(kind)
    beyond = page.evaluate("""() => {
      const wide = document.documentElement.clientWidth;
      return [...document.querySelectorAll("body *")].filter(one => {
        const box = one.getBoundingClientRect();
        const is_hidden = one.closest(".skip, .hidden, .scroll, svg");
        return !is_hidden && (box.right > wide + 1 || box.left < -1);
      }).map(one => one.outerHTML.slice(0, 100));
    }""")
    assert not beyond, listed(beyond)


def test_on_paper_links_say_where_they_lead_and_nothing_leads_on(
    visit: Visit,
) -> None:
    page = visit.open("article with everything")
    page.emulate_media(media="print")
    for part in (".nav", ".pager", ".turn", ".related", ".foot", ".skip"):
        assert not page.locator(part).first.is_visible(), part
    # A part says on paper, too, of what it is one.
    for part in (
        "h1",
        ".series .crumbs",
        ".by",
        ".facts",
        ".text",
        ".terms",
        ".cite dd",
    ):
        assert page.locator(part).first.is_visible(), part
    link = page.locator(".text a[href^='http']").first
    said = link.evaluate("one => getComputedStyle(one, '::after').content")
    assert "elsewhere.test" in said
