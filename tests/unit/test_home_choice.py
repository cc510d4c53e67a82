"""The home page as content/pages/index.md has it: pieces, parts and their order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from doc_examples import DOCS, site_of
from harness import SETTINGS, SiteFolder, article

from commentariat.archive.model import HOME_BLOCKS, HOME_KEYS, PAGE_KEYS
from commentariat.pipeline import check_site

EVENTS = '[tool.commentariat.sections.events]\nlabel = "Events"\n'


def index(**fields: object) -> str:
    return article("Home", "About us, in short.", **fields)


def titles(html: str) -> list[str]:
    """Titles of the pieces on the home page, with the headings of its parts."""
    main = html.split("<main", 1)[1]
    found = re.findall(r"<h([23])[^>]*>(?:<a [^>]*>)?([^<]*)", main)
    return [title for _, title in found]


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    made = SiteFolder(tmp_path / "site", SETTINGS + EVENTS)
    for number in range(1, 7):
        name = f"p{number}"
        topics = ["Energy"] if number % 2 else ["Ports"]
        text = article(
            name.upper(),
            slug=name,
            date=f"2024-01-0{number}",
            topics=topics,
            dek="Dek.",
        )
        made.write(f"content/articles/{name}.md", text)
    made.write("content/events/launch.md", article("Launch", date="2024-03-01"))
    return made


def test_the_newest_piece_leads_where_nobody_says_otherwise(site: SiteFolder) -> None:
    site.build()
    alone = site.page("index.html")
    site.write("content/pages/index.md", index()).build()
    assert titles(site.page("index.html"))[:2] == ["P6", "Also new"]
    assert titles(alone) == titles(site.page("index.html"))


def test_editors_choose_what_leads_and_what_stands_beside_it(site: SiteFolder) -> None:
    fields = {"lead": "p2", "featured": ["/articles/p1/", "../articles/p3.md",
                                         "/events/launch/", "p1"]}  # fmt: skip
    site.write("content/pages/index.md", index(**fields)).build()
    assert site.problems == ()
    shown = titles(site.page("index.html"))
    assert shown[:5] == ["P2", "Also new", "P1", "P3", "Launch"]
    assert shown[shown.index("Newest") :] == ["Newest", "P6", "P5", "P4"]
    assert check_site(site.options()).problems == ()


def test_pinned_pieces_stand_before_the_newest(site: SiteFolder) -> None:
    fields = {"pinned": ["p1", "/events/launch/"]}
    site.write("content/pages/index.md", index(**fields)).build()
    shown = titles(site.page("index.html"))
    assert shown[0] == "P6"
    assert shown[shown.index("Newest") :] == ["Newest", "P1", "Launch", "P2"]


def test_the_parts_stand_in_the_order_that_is_told(site: SiteFolder) -> None:
    blocks = ["text", "newest", "/topics/energy/", "/events/", "lead", "/topics/"]
    site.write("content/pages/index.md", index(lead="p5", blocks=blocks)).build()
    assert site.problems == ()
    page = site.page("index.html")
    assert titles(page) == [
        "Newest", "P6", "P4", "P3", "P2", "P1", "Energy", "P3", "P1", "Events",
        "Launch", "P5", "Topics", "Energy", "Ports",
    ]  # fmt: skip
    assert page.index("About us, in short.") < page.index('id="Newest"')
    assert 'href="/topics/energy/">Energy: all 3 entries' in page
    assert "Also new" not in page
    assert check_site(site.options()).problems == ()
    site.write("content/pages/index.md", index(blocks=list(HOME_BLOCKS))).build()
    assert site.page("index.html").index('id="Newest"') < site.page("index.html").index(
        "About us, in short."
    )


def test_what_a_part_would_show_that_is_left_out_is_among_the_newest(
    site: SiteFolder,
) -> None:
    names = ("p1", "p6")
    for name in names:
        path = f"content/articles/{name}.md"
        site.edit(path, "topics:", "series: Tides\ntopics:")
    site.write("content/pages/index.md", index(blocks=["newest"])).build()
    assert titles(site.page("index.html")) == [
        "Newest", *(f"P{number}" for number in range(6, 0, -1)),
    ]  # fmt: skip
    fields = {"lead": "p5", "blocks": ["lead", "newest"]}
    site.write("content/pages/index.md", index(**fields)).build()
    assert titles(site.page("index.html")) == [
        "P5", "Newest", "P6", "P4", "P3", "P2", "P1",
    ]  # fmt: skip
    fields = {"featured": [], "blocks": ["featured", "newest"]}
    site.write("content/pages/index.md", index(**fields)).build()
    shown = titles(site.page("index.html"))
    assert shown == ["Also new", "P6", "P5", "P4", "Newest", "P3", "P2", "P1"]


def test_two_parts_that_lead_to_one_page_have_each_an_id_of_its_own(
    site: SiteFolder,
) -> None:
    site.write("content/redirects.txt", "/power/ /topics/energy/\n")
    blocks = ["/topics/energy/", "/power/", "/topics/"]
    site.write("content/pages/index.md", index(blocks=blocks)).build()
    assert site.problems == ()
    ids = re.findall(r'<h2 class="label" id="([^"]*)"', site.page("index.html"))
    assert len(ids) == len({*ids}) == 3


def test_a_draft_that_is_to_lead_waits(site: SiteFolder) -> None:
    site.write(
        "content/articles/late.md", article("Late", slug="late", date="2027-01-01")
    )
    site.write("content/pages/index.md", index(lead="late", featured=["p1"])).build()
    assert site.problems == ()
    assert titles(site.page("index.html"))[:3] == ["P6", "Also new", "P1"]
    told = [str(one) for one in check_site(site.options()).open_points]
    assert any(
        "content/pages/index.md:4: 'late' is content/articles/late.md, which is not out "
        "before 2027-01-01" in one for one in told
    )  # fmt: skip
    site.build(today="2027-01-01")
    assert titles(site.page("index.html"))[0] == "Late"


@pytest.mark.parametrize("block", ["/topics/seas/", "/programs/"])
@pytest.mark.parametrize("folder", ["articles", "events"])
def test_a_part_of_a_term_that_drafts_alone_have_waits(
    site: SiteFolder, block: str, folder: str
) -> None:
    late = article("Late", topics=["Seas"], programs=["Tides"], draft=True)
    site.write(f"content/{folder}/late.md", late)
    site.write("content/pages/index.md", index(blocks=["newest", block])).build()
    assert site.problems == ()
    (point,) = [
        str(one)
        for one in check_site(site.options()).open_points
        if one.source.endswith("index.md")
    ]
    assert (
        f"{block!r} is of content/{folder}/late.md, which is a draft, and stands there "
        "once that is out" in point
    )
    site.write(
        f"content/{folder}/late.md", late.replace("Seas", "Sea").replace("Tides", "")
    )
    (told,) = site.build().problems
    assert f"no term, index or listing of this site is at {block!r}" in told


def test_what_was_withdrawn_does_not_stand_out(site: SiteFolder) -> None:
    site.write("content/pages/index.md", index(lead="p1")).build()
    taken = {"withdrawn": "2024-02-02", "withdrawn_reason": "An error."}
    site.write("content/articles/p1.md", article("P1", slug="p1", **taken)).build()
    assert site.problems == ()
    assert titles(site.page("index.html"))[0] == "P6"
    told = [str(one) for one in check_site(site.options()).open_points]
    assert any("'p1' was withdrawn" in one for one in told)


def test_a_piece_that_is_not_there_is_told(site: SiteFolder) -> None:
    site.write("content/pages/index.md", index(featured=["p1", "p9"])).build()
    assert site.problems == (
        "content/pages/index.md:6: no article or item is called 'p9'",
    )


def test_a_piece_whose_file_is_at_fault_is_told_once(site: SiteFolder) -> None:
    site.write("content/pages/index.md", index(lead="p1")).build()
    site.write("content/articles/p1.md", "---\ntitel: P1\nslug: p1\n---\n").build()
    assert all("content/articles/p1.md" in one for one in site.problems)


@pytest.mark.parametrize(
    ("block", "said"),
    [
        ("newst", "under 'blocks', found 'newst'; did you mean 'newest'?"),
        ("/topics/enrgy/", "no term, index or listing of this site is at '/topics/enrgy/'; "
                           "did you mean '/topics/energy/'?"),
        ("/articles/p1/", "no term, index or listing of this site is at '/articles/p1/'"),
    ],
)  # fmt: skip
def test_a_part_that_there_is_not_is_told(
    site: SiteFolder, block: str, said: str
) -> None:
    site.write("content/pages/index.md", index(blocks=["lead", block])).build()
    assert len(site.problems) == 1
    assert site.problems[0].startswith("content/pages/index.md:6: ")
    assert said in site.problems[0]


def test_no_other_page_takes_these_keys(site: SiteFolder) -> None:
    site.write("content/pages/about.md", index(lead="p1")).build()
    assert site.problems == ("content/pages/about.md:4: no key is called 'lead'",)


def test_incremental_builds_of_a_chosen_home_page_equal_clean_ones(
    site: SiteFolder, tmp_path: Path
) -> None:
    fields = {"lead": "p2", "featured": ["p1"], "pinned": ["p3"],
              "blocks": ["lead", "/topics/energy/", "newest", "featured"]}  # fmt: skip
    site.write("content/pages/index.md", index(**fields)).build()
    for old, new in (("P2", "Two"), ("Dek.", "Another."), ("- Ports", "- Energy")):
        site.edit("content/articles/p2.md", old, new).build()
        assert site.problems == ()
        assert "index.html" in site.report.rendered
        assert site.output() == site.clean_output(tmp_path / "clean")
    site.edit("content/articles/p2.md", "slug: p2", "slug: p22").build()
    assert site.problems != ()


# The docs


def test_the_example_of_the_docs_does_what_they_say(tmp_path: Path) -> None:
    site = site_of("how-to/home-page.md", tmp_path / "site").build()
    assert site.problems == ()
    shown = titles(site.page("index.html"))
    assert shown[:3] == ["The locks of the north", "Also new", "A ferry at night"]


def test_the_docs_name_every_key_and_every_part_of_the_home_page() -> None:
    text = (DOCS / "how-to/home-page.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
    told = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    own = {key.name for key in HOME_KEYS} - {key.name for key in PAGE_KEYS}
    assert told == own | set(HOME_BLOCKS)
