"""What pages show of terms: what their files say, what they are part of, who is listed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from harness import SiteFolder, article
from rich_site import SETTINGS, make_site
from rich_site import article as record
from schema_org import faults_of

from commentariat.archive.model import Article
from commentariat.archive.revise import Change
from commentariat.site.families import touched_pages
from commentariat.site.planning import plan_edit
from commentariat.site.register import Register

MARA = "content/authors/mara-lindqvist.md"
PAGE = "authors/mara-lindqvist/"
ROLES = """roles:
  - role: Fellow
    center: North
    from: 2014
    to: 2019-03
  - role: Senior Fellow
    center: South
    from: 2019-04
  - role: Engineer
    center: A Grid Elsewhere
    to: 2013
"""


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    site = SiteFolder(tmp_path / "site")
    regions = {
        "a": ["Levant"],
        "b": ["Levant", "Middle East"],
        "c": ["Middle East"],
        "d": ["Gulf"],
    }
    for name, named in regions.items():
        text = article(
            name.upper(), date="2020-01-02", authors=["Mara Lindqvist"], regions=named,
            topics=["Water"], centers=["North"],
        )  # fmt: skip
        site.write(f"content/articles/{name}.md", text)
    site.write("content/regions/levant.md", _file("Levant", "parent: Middle East\n"))
    site.write("content/regions/gulf.md", _file("Gulf", "parent: Middle East\n"))
    site.write("content/regions/lebanon.md", _file("Lebanon", "parent: Levant\n"))
    return site


def _file(name: str, more: str = "") -> str:
    return f"---\nname: {name}\n{more}---\n"


def with_parts(site: SiteFolder) -> SiteFolder:
    more = "include_children: yes\n"
    return site.write("content/regions/middle-east.md", _file("Middle East", more))


def nodes_of(page: str) -> list[dict[str, Any]]:
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    nodes = json.loads(script)["@graph"]
    assert not [fault for node in nodes for fault in faults_of(node)]
    return list(nodes)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def section(page: str, anchor: str) -> str:
    found = re.search(
        rf'<section aria-labelledby="{anchor}">(.*?)</section>', page, re.S
    )
    return words(found[1]) if found else ""


# --- what a file says -----------------------------------------------------------------


def test_roles_stand_on_the_page_of_a_person_the_newest_first(site: SiteFolder) -> None:
    page = site.write(MARA, _file("Mara Lindqvist", ROLES)).build().page(PAGE)
    assert section(page, "Roles") == (
        "Roles since Apr 2019 Senior Fellow , South 2014–Mar 2019 Fellow , North "
        "until 2013 Engineer , A Grid Elsewhere"
    )
    assert '<a href="/centers/north/">North</a>' in page
    assert '<p class="role">Senior Fellow, South</p>' in page


def test_what_a_file_says_somebody_is_stands_before_what_roles_tell(
    site: SiteFolder,
) -> None:
    site.write(MARA, _file("Mara Lindqvist", f"role: Director\n{ROLES}")).build()
    assert '<p class="role">Director</p>' in site.page(PAGE)


def test_a_role_leads_to_its_center_from_when_on_that_has_a_page(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.write(MARA, _file("Mara Lindqvist", ROLES)).build()
    assert "/centers/south/" not in site.page(PAGE)
    site.write(
        "content/articles/e.md", article("E", date="2021-01-01", centers=["South"])
    )
    site.build()
    assert '<a href="/centers/south/">South</a>' in site.page(PAGE)
    assert site.output() == site.clean_output(tmp_path / "clean")


def test_numbers_and_links_lead_elsewhere_by_words(site: SiteFolder) -> None:
    more = (
        "orcid: 0000-0002-1825-0097\nwikidata: Q42\n"
        "links:\n  - label: Papers\n    url: https://x.test/papers\n"
    )
    page = site.write(MARA, _file("Mara Lindqvist", more)).build().page(PAGE)
    assert section(page, "Elsewhere") == (
        "Elsewhere ORCID iD 0000-0002-1825-0097 Wikidata Q42 Papers"
    )
    person = nodes_of(page)[0]["mainEntity"]
    assert person["sameAs"] == [
        "https://orcid.org/0000-0002-1825-0097",
        "https://www.wikidata.org/wiki/Q42",
        "https://x.test/papers",
    ]
    assert {
        "@type": "PropertyValue",
        "propertyID": "Wikidata",
        "value": "Q42",
    } in person["identifier"]


def test_names_are_said_in_their_languages(site: SiteFolder) -> None:
    more = "names:\n  ar: مارا\n  ru: Мара\nspellings: [M. Lindqvist]\n"
    page = site.write(MARA, _file("Mara Lindqvist", more)).build().page(PAGE)
    assert '<bdi lang="ar" dir="rtl">مارا</bdi>' in page
    assert '<bdi lang="ru" dir="ltr">Мара</bdi>' in page
    assert section(page, "Names") == "Names مارا Мара"
    assert set(nodes_of(page)[0]["mainEntity"]["alternateName"]) == {
        "مارا", "Мара", "M. Lindqvist"
    }  # fmt: skip


def test_spellings_are_told_where_the_settings_ask_for_them(site: SiteFolder) -> None:
    site.write(MARA, _file("Mara Lindqvist", "spellings: [M. L., Lindqvist M.]\n"))
    assert "Also written" not in site.build().page(PAGE)
    asked = "[tool.commentariat.facets.authors]\nspellings = true\n"
    site.write("pyproject.toml", site.read("pyproject.toml") + asked).build()
    said = section(site.page(PAGE), "Names")
    assert said == "Names Also written: M. L. ; Lindqvist M."


def test_search_engines_are_told_what_somebody_is_and_was(site: SiteFolder) -> None:
    page = site.write(MARA, _file("Mara Lindqvist", ROLES)).build().page(PAGE)
    person = nodes_of(page)[0]["mainEntity"]
    assert person["jobTitle"] == "Senior Fellow"
    assert [one["name"] for one in person["affiliation"]] == ["South"]
    assert person["hasOccupation"][1] == {
        "@type": "Role",
        "hasOccupation": {"@type": "Occupation", "name": "Fellow"},
        "startDate": "2014",
        "endDate": "2019-03",
    }


# --- what is part of what -------------------------------------------------------------


def test_a_page_leads_to_what_it_is_part_of_and_to_its_parts(site: SiteFolder) -> None:
    site.build()
    assert not site.problems
    page = site.page("regions/lebanon/")
    crumbs = page[page.index('<nav class="crumbs"') :]
    assert words(crumbs[: crumbs.index("</nav>")]) == "Regions Middle East Levant"
    year = site.page("regions/levant/2020/")
    crumbs = year[year.index('<nav class="crumbs"') :]
    assert words(crumbs[: crumbs.index("</nav>")]) == "Regions Middle East Levant"
    (subject, *_) = nodes_of(page)
    assert subject["isPartOf"]["name"] == "Levant"
    assert subject["about"] == {
        "@type": "Place",
        "name": "Lebanon",
        "containedInPlace": [{"@type": "Place", "name": "Levant"}],
    }
    within = re.search(
        r'<nav class="within".*?</nav>', site.page("regions/middle-east/"), re.S
    )
    assert within
    assert words(within[0]) == "Within Middle East Gulf 1 Levant 2"


def test_the_index_shows_the_tree(site: SiteFolder) -> None:
    page = site.build().page("regions/")
    tree = page[page.index('<ul class="counted">') : page.index("</main>")]
    assert words(tree) == "Middle East 2 Gulf 1 Levant 2 Lebanon 0"
    assert tree.count("<ul>") == tree.count("</ul>") - 1 == 2
    assert "4 entries" in page


def test_the_chart_says_whose_pieces_it_counts(site: SiteFolder) -> None:
    page = site.build().page("regions/middle-east/")
    assert "Its own pieces alone, without those of its parts." in page
    assert "2 pieces since 2020" in page
    page = with_parts(site).build().page("regions/middle-east/")
    assert "Its own pieces and those of its parts: Gulf, Levant." in page
    assert "2 pieces, with its parts 4, since 2020" in page


def test_counts_of_what_includes_its_parts_tell_both(
    site: SiteFolder, tmp_path: Path
) -> None:
    with_parts(site).build()
    assert "Middle East</a> <b>2, with its parts 4</b>" in site.page("regions/")
    water = site.page("topics/water/")
    assert '<a href="/regions/middle-east/">Middle East</a> <b>4</b>' in water
    page = site.page("regions/middle-east/2020/")
    assert all(f"/articles/{name}/" in page for name in "abcd")
    assert "/articles/a/" in site.page("regions/middle-east/feed.xml")
    # One piece comes to a part of a part.
    text = article("E", date="2021-01-01", regions=["Lebanon"], topics=["Water"])
    site.write("content/articles/e.md", text).build()
    assert "2, with its parts 5" in site.page("regions/")
    assert "/articles/e/" in site.page("regions/middle-east/")
    assert site.output() == site.clean_output(tmp_path / "clean")


def test_parts_are_no_others_of_their_facet(site: SiteFolder) -> None:
    page = with_parts(site).build().page("regions/levant/")
    assert "Other regions" not in page


# --- what is listed, and where --------------------------------------------------------


def test_what_is_unlisted_keeps_its_page_and_stands_in_no_list(
    site: SiteFolder,
) -> None:
    site.write(
        "content/regions/levant.md",
        _file("Levant", "unlisted: yes\nparent: Middle East\n"),
    )
    page = site.build().page("regions/levant/")
    assert '<meta name="robots" content="noindex' in page
    listing = ("regions/", "topics/water/", PAGE, "regions/middle-east/", "explore/")
    for path in (*listing, "./"):
        assert "/regions/levant/" not in site.page(path), path
    for name in ("sitemap.xml", "feeds.opml"):
        assert "/regions/levant/" not in site.read(f"output/{name}"), name
    assert site.has("regions/levant/feed.xml")
    index = site.page("regions/")
    assert words(
        index[index.index('<ul class="counted">') : index.index("</main>")]
    ) == ("Middle East 2 Gulf 1 Lebanon 0")


@pytest.mark.parametrize(
    "more", ["sort_as: Berg, Mara\n", "family: Berg\n", "sort_as: Berg\nfamily: Zinn\n"]
)
def test_people_stand_under_the_letter_that_their_file_says(
    site: SiteFolder, more: str
) -> None:
    page = site.build().page("authors/")
    assert 'id="letter-l">L' in page
    page = site.write(MARA, _file("Mara Lindqvist", more)).build().page("authors/")
    assert 'id="letter-b">B' in page
    assert 'id="letter-l"' not in page


def test_an_index_by_names_is_sorted_as_files_say(site: SiteFolder) -> None:
    site.write(
        "content/regions/gulf.md",
        _file("Gulf", "sort_as: Persian Gulf\nparent: Middle East\n"),
    )
    page = site.build().page("regions/")
    assert page.index("/regions/levant/") < page.index("/regions/gulf/")


# --- of how many ----------------------------------------------------------------------


def test_a_piece_of_somebody_else_moves_the_total_that_others_tell(
    site: SiteFolder, tmp_path: Path
) -> None:
    assert '<a href="/topics/water/">Water <i>4</i></a>' in site.build().page(PAGE)
    text = article("E", date="2021-01-01", authors=["Li Wei"], topics=["Water"])
    site.write("content/articles/e.md", text).build()
    assert '<a href="/topics/water/">Water</a>' in site.page(PAGE)
    assert "<i>4 of 5</i>" in site.page(PAGE)
    assert site.output() == site.clean_output(tmp_path / "clean")


@pytest.mark.parametrize(("count", "is_told"), [(65, True), (150, True), (350, False)])
def test_a_total_in_steps_makes_pages_anew_where_it_is_told_otherwise(
    count: int, is_told: bool
) -> None:
    """Of 150 pieces all are hers, so that one more is the first of somebody else."""
    others = 40 if count > 300 else 0
    energy: dict[str, tuple[str, ...]] = {"regions": (), "topics": ("Energy",)}
    pieces = [
        piece(
            f"p{at}",
            "2020-01-01",
            authors=(("Mara Lindqvist", "Li Wei")[at < others],),
            **energy,
        )
        for at in range(count)
    ]
    pieces.append(piece("other", "2020-01-01", authors=("Li Wei",), topics=()))
    site = make_site(pieces, SETTINGS, register=Register(), held_back=())
    new = piece("new", "2020-01-01", authors=("Li Wei",), **energy)
    edit = plan_edit(site, [Change(None, new)])
    assert edit is not None
    assert touched_pages(site, edit) is not None
    site.revise(edit)
    touched = touched_pages(site, edit)
    assert touched is not None
    assert (f"{PAGE}index.html" in touched) is is_told


def test_pages_that_tell_a_total_are_named_alike_before_and_after_an_edit() -> None:
    """One that is named before alone would be gone; of many, few articles are looked at."""
    energy: dict[str, tuple[str, ...]] = {"regions": (), "topics": ("Energy",)}
    pieces = [
        piece(f"p{at}", "2020-01-01", authors=(f"Author {at % 12}",), **energy)
        for at in range(1, 121)
    ]
    site = make_site(pieces, SETTINGS, register=Register(), held_back=())
    for more in range(3):
        new = piece(f"n{more}", f"2020-02-0{more + 1}", authors=("Author 1",), **energy)
        edit = plan_edit(site, [Change(None, new)])
        assert edit is not None
        before = touched_pages(site, edit)
        site.revise(edit)
        after = touched_pages(site, edit)
        assert before is not None
        assert after is not None
        gone = before.keys() - after.keys()
        assert not [output for output in gone if output.endswith(".html")]


def piece(name: str, date: str, **terms: tuple[str, ...]) -> Article:
    found = record(name, date, {}, terms={"programs": ()} | terms, bios=())
    assert isinstance(found, Article)
    return found
