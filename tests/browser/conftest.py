"""A Chromium, and the sample archive served to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from chromium import launch
from playwright.sync_api import Browser
from sample import Published, publish, serve
from visitor import Visit, open_context, open_visit


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """
    A Chromium.

    It lives as long as a module: while it does, the thread counts as one that
    runs an event loop, which must not reach tests of anything else.
    """
    with launch() as found:
        yield found


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The sample archive as GitHub has it for a project: under a path of its own."""
    return publish(tmp_path_factory, "project")


@pytest.fixture(scope="module")
def address(sample: Published) -> Iterator[str]:
    """Address at which the sample is served, ending with `/`."""
    with serve(sample) as found:
        yield found


@pytest.fixture(scope="module")
def window(browser: Browser, address: str, sample: Published) -> Iterator[Visit]:
    """One window for all the tests of a module: to open another costs more than a test."""
    with (
        open_context(browser) as context,
        open_visit(context, address, sample) as found,
    ):
        yield found


@pytest.fixture
def visit(window: Visit) -> Visit:
    """A visitor like most: JavaScript, a screen of middling size; notes what goes wrong."""
    window.begin()
    return window
