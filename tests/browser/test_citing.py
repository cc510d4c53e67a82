"""The cite box in Chromium: what is copied, and what is taken along."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from playwright.sync_api import Download, Page, expect
from visitor import Visit

pytestmark = pytest.mark.browser

NAME = "articles/forty-porters/"


def _download(page: Page, label: str) -> tuple[str, str]:
    """Take the file called *label* along: its name, and what it holds."""
    with page.expect_download() as waited:
        page.locator(".cite").get_by_role("link", name=label, exact=True).click()
    found: Download = waited.value
    return found.suggested_filename, Path(found.path()).read_text(encoding="utf-8")


def test_each_format_is_taken_along_as_the_page_has_it(visit: Visit) -> None:
    page = visit.open_path(NAME)
    block = page.locator(".cite script[type*=citationstyles]").inner_text()
    name, text = _download(page, "CSL-JSON")
    assert name == "forty-porters.json"
    assert json.loads(text) == json.loads(block)
    (item,) = json.loads(text)
    name, text = _download(page, "BibTeX")
    assert name == "forty-porters.bib"
    (entry,) = parse_string(text).entries
    assert entry["title"] == f"{{{item['title']}}}"
    name, text = _download(page, "RIS")
    assert name == "forty-porters.ris"
    (found,) = rispy.loads(text.replace("\r\n", "\n"))
    assert found["title"] == item["title"] == "أربعون حمّالاً"
    assert not visit.faults


def test_a_citation_is_copied_with_its_italics_and_as_plain_text(visit: Visit) -> None:
    page = visit.open_path("articles/two-plugs-one-cable/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name="Copy: APA")
    button.click()
    # The policy of the page forbids what `wait_for_function` looks again with.
    expect(page.locator(".cite button").nth(1)).to_have_text("Copied")
    plain = page.evaluate("navigator.clipboard.readText()")
    assert plain.startswith(
        "Lindqvist, M., & Thorbecke, J. (2024, March 14). Two Plugs"
    )
    html = page.evaluate(
        """async () => {
            const [item] = await navigator.clipboard.read();
            return (await item.getType("text/html")).text();
        }"""
    )
    assert "<i>Two Plugs, One Cable</i>" in html
    assert "Copy" not in plain + html
    assert not visit.faults


def test_without_scripts_the_citation_and_two_files_are_there(visit: Visit) -> None:
    text = visit.site.read(f"{NAME}index.html")
    assert "Copy: " not in text
    main, _, behind = text.partition("</main>")
    assert 'href="data:' not in main
    assert '<a href="#Files">' in main
    assert behind.count('href="data:') == 2
    page = visit.open_path(NAME)
    assert page.locator(".cite dt").all_inner_texts() == ["Chicago", "APA", "MLA"]
    assert page.locator(".cite p a[href^=data]").count() == 2


def test_pages_without_the_box_ask_for_nothing_of_it(visit: Visit) -> None:
    page = visit.open_path("authors/mara-lindqvist/")
    assert "cite." not in page.content()
    name = page.get_by_role("link", name="RIS", exact=True)
    with page.expect_download() as waited:
        name.click()
    found = rispy.loads(
        Path(waited.value.path()).read_bytes().decode().replace("\r\n", "\n")
    )
    assert "Two Plugs, One Cable" in [one["title"] for one in found]
