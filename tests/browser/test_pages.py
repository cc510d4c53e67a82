"""Every kind of page, as a visitor with a browser finds it."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route
from sample import listed
from visitor import KINDS, REDIRECT, Visit

pytestmark = pytest.mark.browser

AXE = Axe()
RULES: dict[str, Any] = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},  # of WCAG 2.2: not on by default
}
RULES_OF_COLOR = RULES | {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
}


def _axe_faults(page: Page) -> list[str]:
    """Everything that axe finds wrong by day or by night, best practices included."""
    found, grounds = [], set()
    for scheme, rules in (("light", RULES), ("dark", RULES_OF_COLOR)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        grounds.add(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        found += [
            f"{scheme}: {fault['id']}: {node['html'][:150]} ({node['failureSummary']})"
            for fault in AXE.run(page, options=rules).response["violations"]
            for node in fault["nodes"]
        ]
    assert len(grounds) == 2
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_by_day_or_night(visit: Visit, kind: str) -> None:
    faults = _axe_faults(visit.open(kind))
    assert not faults, listed(faults)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_fails_and_nothing_leaves_the_site(visit: Visit, kind: str) -> None:
    visit.open(kind)
    expected = (
        2 if kind == "lost address" else 0
    )  # that it is lost, and the console on it
    lost = [fault for fault in visit.faults if "404" in fault]
    assert len(lost) == expected, listed(visit.faults)
    assert len(visit.faults) == expected, listed(visit.faults)


def test_axe_finds_nothing_on_a_page_that_leads_on(visit: Visit) -> None:
    def stay(route: Route) -> None:
        found = route.fetch()
        route.fulfill(
            response=found, body=found.text().replace('http-equiv="refresh"', "")
        )

    visit.page.route(f"**/{REDIRECT}", stay)
    page = visit.open_path(REDIRECT)
    assert page.url.endswith(REDIRECT)
    faults = _axe_faults(page)
    assert not faults, listed(faults)


_ON_HOSTILE_PAGES = (
    "articles/probe-hostile/",
    "authors/b-onclick-window-acted-1-eve-b-onfocus-alert-1-autofocus-x/",
    "years/2018/01/",
    "series/",
    "topics/",
)


@pytest.mark.parametrize("path", _ON_HOSTILE_PAGES)
def test_nothing_in_an_article_acts(visit: Visit, path: str) -> None:
    page = visit.open_path(path)
    assert page.locator("main").get_by_text("window.acted").count() > 0
    assert page.evaluate("typeof window.acted") == "undefined"
    assert page.locator("h1").is_visible()
    assert not visit.faults, listed(visit.faults)
