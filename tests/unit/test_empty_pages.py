"""Pages with nothing to show, and those of pieces that were taken back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from harness import SETTINGS, SiteFolder, article


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    return SiteFolder(tmp_path / "site")


def ways(page: str) -> list[str]:
    """Where the chips of what is empty lead."""
    main = page[page.index("<main") : page.index("</main>")]
    chips = re.search(r'<ul class="chips">(.*?)</ul>', main, re.S)
    return re.findall(r'href="([^"]*)"', chips[1]) if chips else []


def test_a_home_page_without_a_piece_says_so_and_where_to_go(site: SiteFolder) -> None:
    site.write("content/topics/ice.md", "---\nname: Ice\n---\nOn ice.\n").build()
    page = site.page("index.html")
    assert '<h2 class="say">No pieces yet.</h2>' in page
    assert "sea.svg" in page
    assert ways(page) == ["/topics/"]
    site.write("content/articles/a.md", article("A", "B.", slug="a")).build()
    assert "No pieces yet." not in site.page("index.html")
    assert "sea.svg" not in site.page("index.html")


def test_a_term_without_a_piece_leads_on(site: SiteFolder) -> None:
    site.write("content/topics/ice.md", "---\nname: Ice\n---\nOn ice.\n").build()
    assert ways(site.page("topics/ice/")) == ["/", "/topics/"]
    assert "sea.svg" in site.page("topics/ice/")
    site.write(
        "content/articles/a.md", article("A", "B.", slug="a", topics=["Ice"])
    ).build()
    assert "sea.svg" not in site.page("topics/ice/")


def test_what_crosses_nothing_says_what_it_takes(site: SiteFolder) -> None:
    site.write("content/topics/ice.md", "---\nname: Ice\n---\nOn ice.\n").build()
    assert "There is nothing to cross yet" in site.page("explore/")
    many = [("a", "2020"), ("b", "2021")]
    for slug, year in many:
        text = article(slug, "B.", slug=slug, date=f"{year}-01-01", topics=["Ice"])
        site.write(f"content/articles/{slug}.md", text)
    assert "There is nothing to cross yet" not in site.build().page("explore/")


def test_a_section_without_an_item_leads_on(site: SiteFolder) -> None:
    rows = '[tool.commentariat.sections.events]\nlabel = "Events"\n'
    site.write("pyproject.toml", SETTINGS + rows)
    site.write("content/events/index.md", "---\ntitle: Events\n---\nAll of them.\n")
    page = site.build().page("events/")
    assert "Nothing here yet." in page
    assert ways(page)[0] == "/"


def test_what_was_taken_back_looks_so_before_it_is_named(site: SiteFolder) -> None:
    fields = {"withdrawn": "2024-05-06", "withdrawn_reason": "Invented <figures>."}
    text = article("The Dam", "Text.", slug="dam", authors=["M. L."], **fields)
    page = site.write("content/articles/dam.md", text).build().page("articles/dam/")
    assert "<title>Withdrawn: The Dam" in page
    assert '<meta property="og:title" content="Withdrawn: The Dam">' in page
    main = page[page.index("<main") : page.index("</main>")]
    order = ("Withdrawn", "6 May 2024", "Invented &lt;figures&gt;.", "<s>The Dam</s>")
    places = [main.index(one) for one in order]
    assert places == sorted(places)
    for gone in (
        "og:image",
        "citation_",
        "application/ld+json",
        'class="cite"',
        "Text.",
    ):
        assert gone not in page
    assert ways(page)[0] == "/"


def test_what_has_expired_says_that_it_is_published_no_more(site: SiteFolder) -> None:
    fields = {"date": "2024-01-01", "until": "2024-05-06", "until_reason": "A license."}
    text = article("An Offer", "Text.", slug="offer", **fields)
    page = site.write("content/articles/offer.md", text).build().page("articles/offer/")
    assert "<title>No longer published: An Offer" in page
    assert "<s>An Offer</s>" in page
