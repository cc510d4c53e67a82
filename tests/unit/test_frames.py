"""What is around every page, as pages are told from others by it."""

from __future__ import annotations

from msgspec.structs import replace
from rich_site import SETTINGS, make_site, records

from commentariat.site.families import FAMILIES
from commentariat.site.page import Inputs, Page
from commentariat.site.views import TextView


def test_pages_of_framed_families_are_told_by_their_frame_first() -> None:
    site = make_site(records())
    framed, others = set(), set()
    for family in FAMILIES:
        for page in family.pages(site):
            if family.is_framed:
                framed.add(family.name)
                assert page.frame == site.shared, page.output
                assert page.parts[0] == ("settings", page.frame), page.output
            else:
                others.add(family.name)
                assert not page.frame, page.output
                assert ("settings", site.shared) not in page.parts, page.output
    assert {"articles", "feeds", "the 404 page"} <= framed
    assert "citations of authors and series" in others


def test_pages_of_another_frame_are_others() -> None:
    site = make_site(records())
    made = {page.output: page for family in FAMILIES for page in family.pages(site)}
    other = make_site(records(), settings=replace(SETTINGS, title="Another"))
    again = {page.output: page for family in FAMILIES for page in family.pages(other)}
    assert made.keys() == again.keys()
    for output, page in made.items():
        if page.frame:
            assert not page.is_like(again[output])
            assert page.parts != again[output].parts


def test_a_frame_spares_asking_what_else_pages_are_made_of() -> None:
    one, other = (Page("index.html", "home.html", _refuse) for _ in range(2))
    one.frame, other.frame = "a", "b"
    assert not one.is_like(other)


def test_pages_of_one_frame_are_told_by_their_parts() -> None:
    found = [_page("a", "x"), _page("a", "x"), _page("a", "y")]
    assert found[0].is_like(found[1])
    assert not found[0].is_like(found[2])


def _refuse() -> Inputs:
    raise AssertionError


def _page(frame: str, digest: str) -> Page:
    parts = (("settings", frame), ("title", digest))
    page = Page("index.html", "home.html", lambda: Inputs(parts, lambda: TextView(())))
    page.frame = frame
    return page
