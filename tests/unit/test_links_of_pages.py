"""Links of imported pages lead to where their targets are now, or keep their words."""

from __future__ import annotations

from pathlib import Path

import pytest
from harness import SiteFolder
from raw_samples import SETTINGS, Site, packed

from commentariat.intake.content.links import targets_of
from commentariat.pipeline.build import build_site
from commentariat.pipeline.check import check_site

HOST = "https://old.org"


def page(title: str, *links: str, stood: str = "") -> str:
    """A page that links to others, and says where it stood."""
    said = f'<link rel="canonical" href="{stood}">' if stood else ""
    shown = " ".join(
        f'<a href="{one}">the words of {n}</a>' for n, one in enumerate(links)
    )
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title>{said}</head><body>"
        f"<article><h1>{title}</h1><p>Nobody spoke of the {title} in that year, and whoever "
        f"asked was told at length of {shown} by people who were paid to know it.</p>"
        f"<p>What the {title} cost is in a ledger that nobody has read for ten years, and "
        "neither ministry has asked to see it since.</p></article></body></html>"
    )


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site without a raw file."""
    return Site(tmp_path, SETTINGS)


def text_of(site: Site, slug: str) -> str:
    """The content file called *slug*."""
    return next(
        text for path, text in site.files().items() if path.endswith(f"{slug}.md")
    )


@pytest.mark.parametrize(
    "link",
    [
        "ferry.html",
        "./ferry.html#part",
        "../b/ferry.html",
        "/b/ferry.html",
        "/x/b/ferry.html",
    ],
)
def test_a_link_to_a_page_beside_leads_to_its_article(site: Site, link: str) -> None:
    site.raw("x/b/gates.html", page("Gates", link)).raw("x/b/ferry.html", page("Ferry"))
    site.imported()
    assert "[the words of 0](/articles/ferry/)" in text_of(site, "gates")
    assert site.open_points == []
    site.imported(is_again=True)
    assert site.report.written == ()


def test_so_does_a_link_to_a_folder_and_one_within_a_zip(site: Site) -> None:
    site.raw("x/gates.html", page("Gates", "ferry/")).raw(
        "x/ferry/index.html", page("Ferry")
    )
    site.raw("all.zip", packed({"a/maps.html": page("Maps", "../b/union.html"),
                                "b/union.html": page("Union")}))  # fmt: skip
    site.imported()
    assert "[the words of 0](/articles/ferry/)" in text_of(site, "gates")
    assert "[the words of 0](/articles/union/)" in text_of(site, "maps")


def test_a_whole_address_where_an_article_stood_leads_to_it(site: Site) -> None:
    there, away = f"{HOST}/2014/ferry/", f"{HOST}/2014/nobody-has-it/"
    site.raw("1.html", page("Gates", there, away, stood=f"{HOST}/2014/gates/"))
    site.raw("2.html", page("Ferry", stood=there)).imported()
    text = text_of(site, "gates")
    assert "[the words of 0](/articles/ferry/)" in text
    assert f"[the words of 1]({away})" in text
    assert site.open_points == []


def test_a_saved_page_leads_to_the_file_beside_whatever_address_it_says(
    site: Site,
) -> None:
    """As programs save pages: links between them are rewritten, what they say is not."""
    links = ("../ferry/index.html", "union.html", "elsewhere.html", "/about/")
    site.raw("a/gates.html", page("Gates", *links, stood=f"{HOST}/2014/gates/"))
    site.raw("ferry/index.html", page("Ferry", stood=f"{HOST}/2015/the-ferry/"))
    site.raw("a/union.html", page("Union", stood=f"{HOST}/2016/the-union/"))
    text = text_of(site.imported(), "gates")
    assert "[the words of 0](/articles/the-ferry/)" in text
    assert "[the words of 1](/articles/the-union/)" in text
    assert f"[the words of 2]({HOST}/2014/gates/elsewhere.html)" in text
    assert f"[the words of 3]({HOST}/about/)" in text
    assert site.open_points == []
    assert site.imported(is_again=True).report.written == ()


def test_a_page_as_it_was_served_leads_by_addresses(site: Site) -> None:
    """What stands at the address counts more than a file that is called so."""
    site.raw("gates.html", page("Gates", "ferry.html", stood=f"{HOST}/2014/"))
    site.raw("ferry.html", page("Another", stood=f"{HOST}/2015/another/"))
    site.raw("x.html", page("Ferry", stood=f"{HOST}/2014/ferry.html")).imported()
    assert "[the words of 0](/articles/ferry/)" in text_of(site, "gates")


def test_another_sites_address_stays_even_with_the_same_path(site: Site) -> None:
    link = "https://elsewhere.org/2014/ferry/"
    site.raw("1.html", page("Gates", link, stood=f"{HOST}/2014/gates/"))
    site.raw("2.html", page("Ferry", stood=f"{HOST}/2014/ferry/")).imported()
    assert f"[the words of 0]({link})" in text_of(site, "gates")


def test_a_link_that_leads_nowhere_keeps_its_words_and_is_told(site: Site) -> None:
    site.raw("gates.html", page("Gates", "/about/", "../../../etc/passwd")).imported()
    text = text_of(site, "gates")
    assert "of the words of 0 the words of 1 by people" in text
    (point,) = site.report.open_points
    assert (point.source, point.kind) == ("content/raw/gates.html", "links nowhere")
    site.raw("index.csv", f"file,url\ngates.html,{HOST}/2014/gates/\n").imported()
    assert f"[the words of 0]({HOST}/about/)" in text_of(site, "gates")
    assert site.open_points == []


def test_check_tells_of_it_as_import_does_until_its_target_is_here(
    tmp_path: Path,
) -> None:
    site = SiteFolder(tmp_path)
    site.write("content/raw/gates.html", page("Gates", "ferry.html"))
    build_site(site.options())

    def told() -> list[str]:
        points = check_site(site.options()).open_points
        return [one.source for one in points if one.kind == "links nowhere"]

    assert told() == told() == ["content/raw/gates.html"]
    site.write("content/raw/ferry.html", page("Ferry"))
    build_site(site.options())
    assert told() == []


def test_code_is_left_as_it_is() -> None:
    blocks = ("```\n[a](b.html)\n```", "    [a](b.html)", "Words [c](d.html)")
    assert targets_of(blocks, "") == ("d.html",)


def test_a_site_of_pages_that_link_to_each_other_is_built(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path)
    for name, links in {
        "gates": ["ferry.html", "/about/"],
        "ferry": ["gates.html#x"],
    }.items():
        site.write(f"content/raw/{name}.html", page(name.title(), *links))
    report = build_site(site.options())
    assert report.problems == ()
    assert 'href="/articles/ferry/"' in site.page("articles/gates/")
