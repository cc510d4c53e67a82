"""Feeds that hold summaries, and feeds that hold whole articles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from harness import SETTINGS, SiteFolder, article
from live_preview import LivePreview

ATOM = "{http://www.w3.org/2005/Atom}"
HOME = "https://archive.test/"
FULL = SETTINGS + 'feed_content = "full"\n'
FERRY = "content/articles/ferry.md"
BODY = """\
Water *rose*; see [the grid](grid.md#top), [a note](#end), [files](/files/a,b.pdf) and
[elsewhere](https://other.test/x?a=b&c=d).

> A quotation.

## End

Last words: `href="/not/an/address/"`.
"""


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    site = SiteFolder(tmp_path / "site", FULL)
    site.write(
        FERRY, article("Ferry", BODY, slug="ferry", date="2021-03-01", authors=["Mara"])
    )
    grid = article(
        "Grid", "Body of grid.", slug="grid", date="2021-03-02", dek="A dek."
    )
    return site.write("content/articles/grid.md", grid).write(
        "content/files/a,b.pdf", "%PDF"
    )


def html_of(site: SiteFolder, feed: str, slug: str = "ferry") -> str:
    """The whole text of an article, as the Atom feed has it."""
    root = ElementTree.fromstring(site.page(feed))
    entries = {one.findtext(f"{ATOM}id"): one for one in root.iter(f"{ATOM}entry")}
    return entries[f"{HOME}articles/{slug}/"].findtext(f"{ATOM}content") or ""


def item_of(site: SiteFolder, feed: str, slug: str = "ferry") -> dict[str, Any]:
    items = json.loads(site.page(feed))["items"]
    found: dict[str, Any] = {one["id"]: one for one in items}
    one: dict[str, Any] = found[f"{HOME}articles/{slug}/"]
    return one


def test_whole_articles_stand_in_feeds_with_whole_addresses(site: SiteFolder) -> None:
    site.build()
    html = html_of(site, "feed.xml")
    assert html == item_of(site, "feed.json")["content_html"]
    assert html == html_of(site, "authors/mara/feed.xml")
    for target in ("grid/#top", "ferry/#end"):
        assert f'href="{HOME}articles/{target}"' in html
    assert f'href="{HOME}files/a,b.pdf"' in html
    assert 'href="https://other.test/x?a=b&amp;c=d"' in html
    assert '<code>href="/not/an/address/"</code>' in html


def test_without_the_setting_feeds_hold_the_dek_and_never_the_title(
    site: SiteFolder,
) -> None:
    site.write("pyproject.toml", SETTINGS).build()
    assert html_of(site, "feed.xml") == html_of(site, "feed.xml", "grid") == ""
    assert item_of(site, "feed.json")["content_text"] == ""
    assert item_of(site, "feed.json", "grid")["content_text"] == "A dek."
    assert "Body of grid" not in site.page("feed.json")


def test_an_edited_body_is_in_the_feeds_that_hold_it(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.build().edit(FERRY, "Last words", "Very last words").build()
    assert "Very last words" in html_of(site, "feed.xml")
    assert site.output() == site.clean_output(tmp_path / "clean")
    own = {"articles/ferry/index.html", "drawings/ferry.svg", "feed.xml", "feed.json"}
    of_author = {"authors/mara/feed.xml", "authors/mara/feed.json"}
    site.rendered(*own, *of_author)
    site.write("pyproject.toml", SETTINGS).build()
    site.edit(FERRY, "Very last words", "Last words").build()
    site.rendered("articles/ferry/index.html", "drawings/ferry.svg")


def test_a_link_in_a_feed_follows_what_it_leads_to(
    site: SiteFolder, tmp_path: Path
) -> None:
    preview = LivePreview(site.build())
    site.edit("content/articles/grid.md", "slug: grid", "slug: power")
    preview.look()
    assert f"{HOME}articles/power/#top".encode() in (preview.shown["feed.json"] or b"")
    site.build()
    assert f"{HOME}articles/power/#top" in html_of(site, "feed.xml")
    assert site.output() == site.clean_output(tmp_path / "clean")


def test_what_no_xml_can_hold_is_in_no_feed(site: SiteFolder) -> None:
    site.edit(FERRY, "Water", "Water&#1;&#xFFFE; [odd](http://[x) ").build()
    assert "Water" in html_of(site, "feed.xml")


def test_a_whole_article_in_a_feed_is_as_safe_as_its_page(site: SiteFolder) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    site.edit(FERRY, "Water", f"{hostile} [x](javascript:alert(1)) Water").build(
        keep_going=True
    )
    html = html_of(site, "feed.xml")
    assert "Water" in html
    for sign in ("<script", "onerror", "javascript:"):
        assert sign not in html
