"""The search offers the feed of what two terms have in common."""

from __future__ import annotations

from pathlib import Path

import pytest
from harness import SETTINGS, SiteFolder, article
from playwright.sync_api import Browser
from sample import Published, serve
from search_page import go
from visitor import open_context, open_visit

from commentariat.config import load_settings

pytestmark = pytest.mark.browser


def test_two_terms_that_are_crossed_have_their_feed_offered(
    browser: Browser, tmp_path: Path
) -> None:
    settings = SETTINGS + 'feed_crossings = [["regions", "topics"]]\n'
    site = SiteFolder(tmp_path / "site", settings)
    for name, topic in (("ferry", "Énergie"), ("grid", "Ports")):
        text = article(name, regions=["Europe"], topics=[topic], authors=["Mara"])
        site.write(f"content/articles/{name}.md", text)
    site.build()
    published = Published(site.folder, load_settings(site.folder).base_url)
    with (
        serve(published) as address,
        open_context(browser) as context,
        open_visit(context, address, published) as visit,
    ):
        for asked, feed in (
            (
                "regions=europe&topics=energie",
                "/regions/europe/topics/energie/feed.xml",
            ),
            ("topics=ports&regions=europe", "/regions/europe/topics/ports/feed.xml"),
            ("regions=europe&topics=lost", None),
            ("regions=europe&topics=ports&from=2020", None),
            ("regions=europe&authors=mara", None),
            ("regions=europe", "/regions/europe/feed.xml"),
        ):
            page = go(visit, f"search/?{asked}")
            link = page.locator("#Feed")
            if feed is None:
                assert link.is_hidden(), asked
            else:
                link.wait_for(state="visible")
                assert link.get_attribute("href") == feed
                assert feed.removeprefix("/") in published.files
