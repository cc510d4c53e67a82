"""A Chromium for tests: the system's, or else Playwright's own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

LIMIT = 60_000
"""Milliseconds after which what should have happened has not, on the busiest machine."""
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]


@contextmanager
def begin(playwright: Playwright, more: Sequence[str] = ()) -> Iterator[Browser]:
    """Begin the system's Chromium, or else Playwright's own; *more* are arguments."""
    expect.set_options(timeout=LIMIT)
    path = next(filter(None, map(shutil.which, NAMES)), None)
    found = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS, *more])
    try:
        yield found
    finally:
        found.close()


@contextmanager
def launch() -> Iterator[Browser]:
    """
    Start a Chromium.

    While it lives, the thread counts as one that runs an event loop, which must not
    reach tests of anything else: so it should not outlive a module.
    """
    with sync_playwright() as playwright, begin(playwright) as found:
        yield found


@contextmanager
def visiting(browser: Browser, address: str) -> Iterator[Page]:
    """Open the page at *address*; the test fails where its policy forbade anything."""
    page = browser.new_page()
    page.set_default_timeout(LIMIT)
    said: list[str] = []
    page.on("console", lambda one: said.append(one.text))
    try:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        yield page
        assert [one for one in said if "Policy" in one] == []
    finally:
        page.close()
