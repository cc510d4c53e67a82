"""What the page of an article leads on to, as the archive has it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from harness import SiteFolder, article

from commentariat.pipeline import check_site

AT = "content/articles"
SECTION = re.compile('<section class="related.*?</section>', re.DOTALL)


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    site = SiteFolder(tmp_path / "site")
    return site.write(
        f"{AT}/plugs.md",
        article("Two Plugs", slug="plugs", date="2019-02-03", dek="On plugs.",
                authors=["Tove Aldring"], aliases=["old/plugs"]),
    )  # fmt: skip


def announce(site: SiteFolder, *entries: Mapping[str, object]) -> SiteFolder:
    text = article(
        "Fog", slug="fog", authors=["Ilse"], dek="On fog.", related=list(entries)
    )
    return site.write(f"{AT}/fog.md", text).build()


def shown(site: SiteFolder) -> tuple[list[str], list[str]]:
    """The pieces that its page leads on to, and what else it names."""
    found = SECTION.search(site.page("articles/fog/"))
    text = found[0] if found else ""
    pieces = re.findall(r'<h3[^>]*><a href="/articles/([^"]*)/">', text)
    return pieces, re.findall(r"<cite[^>]*>(.*?)</cite>", text)


@pytest.mark.parametrize(
    "link",
    [
        "plugs", "plugs.md", "../plugs/", "/articles/plugs/", "/old/plugs", "/boat",
        "https://archive.test/articles/plugs/?print=1#p2", "http://archive.test/old/plugs",
    ],
)  # fmt: skip
def test_a_piece_is_found_by_whatever_address(site: SiteFolder, link: str) -> None:
    site.write("content/redirects.txt", "/boat /old/plugs\n")
    announce(site, {"link": link, "title": "Plugs, once"})
    assert shown(site) == (["plugs"], [])


def asked(site: SiteFolder) -> list[str]:
    """What `check` asks about related pieces."""
    points = check_site(site.options()).open_points
    return [str(one) for one in points if one.key.startswith("related")]


def test_an_address_of_this_site_that_leads_nowhere_is_asked_about(
    site: SiteFolder,
) -> None:
    site.write("content/pages/about.md", "---\ntitle: About\n---\n")
    lost = [
        "gone",
        "/articles/gone/",
        "../plug.md",
        "https://archive.test/gone?print=1",
    ]
    fine = [
        {"link": one}
        for one in (
            "plugs#x", "/about/", "/", "https://else.test/gone", "mailto:a@else.test", "/authors/",
        )
    ]  # fmt: skip
    named = {"link": "gone", "title": "Two Plugs"}  # the title finds it
    announce(site, *fine, named, *({"link": one, "title": "x"} for one in lost))
    found = asked(site)
    assert [one.split("answers ")[1].split(", so")[0] for one in found] == [
        repr(one) for one in lost
    ]
    lines = site.read(f"{AT}/fog.md").splitlines()
    for one, link in zip(found, lost, strict=True):
        path, line = one.split(":")[:2]
        assert path == f"{AT}/fog.md"
        assert link in lines[int(line) - 1]


def test_what_is_not_out_yet_is_told_with_its_reason(site: SiteFolder) -> None:
    site.write(f"{AT}/dam.md", article("Dam", draft="yes"))
    site.write(f"{AT}/lock.md", article("Lock", date="2031-01-01"))
    withdrawn = {"withdrawn": "2020-01-01", "withdrawn_reason": "Wrong."}
    site.write(
        f"{AT}/weir.md", article("Weir", **withdrawn)
    )  # it has a page that says so
    announce(site, {"link": "dam"}, {"link": "/articles/lock/"}, {"link": "weir"})
    draft, later = asked(site)
    assert f"'dam' leads to {AT}/dam.md, which is a draft" in draft
    assert f"leads to {AT}/lock.md, which is not out before 2031-01-01" in later


def test_what_is_left_out_for_a_fault_is_not_asked_about(site: SiteFolder) -> None:
    site.write(f"{AT}/dam.md", "---\ntitle: [\n---\n")
    announce(site, {"link": "dam"}, {"link": "dam.md"}, {"link": "gone"})
    (point,) = asked(site)
    assert "'gone'" in point


def test_it_stands_under_its_own_title_date_and_authors(site: SiteFolder) -> None:
    announce(site, {"teaser": "On plugs.", "authors": ["T. Aldring"], "type": "Brief"})
    (card,) = re.findall('<li class="card">.*', site.page("articles/fog/"), re.DOTALL)
    for said in (
        ">Two Plugs</a>",
        "3 February 2019",
        "Tove Aldring",
        "Named with this piece",
    ):
        assert said in card


def test_a_title_tells_a_piece_unless_another_has_it_or_others_wrote_it(
    site: SiteFolder,
) -> None:
    announce(site, {"title": "two  plugs", "authors": ["Tove Aldring"]})
    assert shown(site) == (["plugs"], [])
    announce(site, {"title": "Two Plugs", "authors": ["Somebody Else"]})
    assert shown(site) == ([], ["Two Plugs"])
    site.write(f"{AT}/again.md", article("Two Plugs"))
    announce(site, {"title": "Two Plugs"})
    assert shown(site) == ([], ["Two Plugs"])


def test_what_was_taken_back_or_is_not_out_stays_a_text(site: SiteFolder) -> None:
    announce(site, {"link": "plugs", "title": "Plugs"}, {"teaser": "On plugs."})
    site.edit(
        f"{AT}/plugs.md",
        "slug:",
        "withdrawn: 2024-01-01\nwithdrawn_reason: Wrong.\nslug:",
    )
    assert shown(site.build()) == ([], ["Plugs", "On plugs."])
    site.edit(
        f"{AT}/plugs.md",
        "withdrawn: 2024-01-01\nwithdrawn_reason: Wrong.\n",
        "draft: true\n",
    )
    assert shown(site.build()) == ([], ["Plugs", "On plugs."])


def test_each_is_shown_once_and_the_piece_itself_never(site: SiteFolder) -> None:
    announce(site, {"teaser": "On plugs."}, {"link": "plugs"}, {"title": "Two Plugs"},
             {"teaser": "On fog."}, {"link": "fog"}, {"teaser": "Gone."}, {"teaser": "Gone."})  # fmt: skip
    assert shown(site) == (["plugs"], ["Gone."])


def test_what_the_archive_lacks_has_a_link_only_where_one_is_told(
    site: SiteFolder,
) -> None:
    announce(site, {"title": "Far", "link": "https://else.test/far"},
             {"title": "Lost", "link": "https://archive.test/lost/"},
             {"title": "Sly", "link": "javascript:alert(1)"})  # fmt: skip
    far = '<a href="https://else.test/far">Far</a>'
    assert shown(site) == ([], [far, "Lost", "Sly"])


def test_a_piece_that_changes_changes_pages_that_name_it_and_no_others(
    site: SiteFolder,
) -> None:
    site.write("content/redirects.txt", "/boat /old/plugs\n")
    site.write(f"{AT}/calm.md", article("Calm", slug="calm"))
    announce(site, {"link": "/boat"})
    site.edit(f"{AT}/plugs.md", "title: Two Plugs", "title: Three Plugs").build()
    written = {one for one in site.report.rendered if one.startswith("articles/")}
    assert written == {"articles/fog/index.html", "articles/plugs/index.html"}
    assert ">Three Plugs</a>" in site.page("articles/fog/")
