"""The page of the search, as a visitor reads and works it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlencode

from playwright.sync_api import Page
from text_search import Text, TextSearch
from visitor import Visit

from commentariat.search.ranking import WEIGHTS, least_of, rarity
from commentariat.search.reader import Query


def search_of(texts: Sequence[Text]) -> TextSearch:
    """Give what looks through *texts*."""
    return TextSearch(
        texts,
        rarity,
        lambda count, length: sum(count >= least for least in least_of(length)),
    )


def expect(search: TextSearch, query: Query) -> list[str]:
    """Look through all texts for *query*; give the slugs in order."""
    return search.answer(query, WEIGHTS)


def address_of(query: Query) -> str:
    """Write *query* as an address below the base."""
    asked = {
        "q": query.text,
        "from": query.since,
        "to": query.until,
        "sort": query.sort,
        **query.terms,
    }
    given = {key: one for key, one in asked.items() if one}
    return f"search/?{urlencode(given, doseq=True)}"


def settle(page: Page) -> None:
    """Wait until what was asked last is answered."""
    page.wait_for_selector("#Search:not([hidden])[aria-busy=false]")


def go(visit: Visit, path: str) -> Page:
    """Open the page at *path*, and wait for the answer."""
    visit.page.goto(visit.address + path)
    settle(visit.page)
    return visit.page


def found_on(page: Page, least: int = 2000) -> list[str]:
    """Show *least* results, or else all; list their slugs in order."""
    settle(page)
    while page.locator("#More").is_visible():
        count = page.locator("#Hits > li").count()
        if count >= least:
            break
        page.locator("#More").click()
        page.wait_for_function(
            "before => document.querySelectorAll('#Hits > li').length > before",
            arg=count,
        )
        page.wait_for_selector("#Hits > li:not(:has(h3))", state="detached")
    hrefs = page.locator("#Hits h3 a").evaluate_all("all => all.map(one => one.href)")
    return list(map(slug_of, hrefs))


def slug_of(href: str) -> str:
    """Tell the slug of the article at *href*."""
    return unquote(href.rstrip("/").split("/")[-1])


def count_on(page: Page) -> int:
    """Tell how many pieces the page says that there are."""
    text = page.locator("#Found").inner_text()
    return int("".join(filter(str.isdigit, text)) or 0)


def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Press *key* until what *selector* finds has the focus."""
    is_there = "selector => document.activeElement.matches(selector)"
    for _ in range(150):
        if page.evaluate(is_there, selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} is not reached")


def take(page: Page, form: str, file: Path) -> str:
    """Export what was found in that *form*, by keyboard; give what is in it."""
    number = ("BibTeX", "RIS", "CSV").index(form) + 1
    if page.evaluate("!document.activeElement.closest('#Export')"):
        tab_to(page, "#Export button:first-of-type")
    key = "Tab"
    selector = f"#Export button:nth-of-type({number})"
    if page.evaluate(
        "selector => document.querySelector(selector)"
        ".compareDocumentPosition(document.activeElement) === 4",
        selector,
    ):
        key = "Shift+Tab"
    tab_to(page, selector, key)
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    taken.value.save_as(file)
    return file.read_bytes().decode("utf-8-sig")
