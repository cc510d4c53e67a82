"""Files of terms: what they say, and what they are part of."""

from __future__ import annotations

import pytest
from harness import SiteFolder, article

from commentariat.archive.authorities import AUTHORITIES
from commentariat.archive.judge import judge_term, open_content
from commentariat.archive.model import RoleEntry, TermFile, WebLink
from commentariat.errors import SourceError

_OF = {one.key: one for one in AUTHORITIES}


def judged(header: str) -> TermFile:
    data = f"---\nname: Ann Lee\n{header}---\n".encode()
    return judge_term(open_content(data, "authors/ann-lee.md"), "authors")


def fault(header: str) -> str:
    with pytest.raises(SourceError) as caught:
        judged(header)
    return str(caught.value)


def test_a_file_says_all_that_an_authority_file_does() -> None:
    found = judged(
        "names: {ru: Энн Ли, zh: 李安}\nspellings: [A. Lee]\naliases: ['Lee, Ann', A. Lee]\n"
        "parent: Poets\ninclude_children: yes\nunlisted: yes\nsort_as: Lee\n"
        "orcid: https://orcid.org/0000-0002-1694-233x\nwikidata: q42\n"
        "roles:\n  - role: Fellow\n    center: North\n    from: 2011\n    to: 2012-03\n"
        "links:\n  - label: Home\n    url: https://x.test/\n"
    )
    assert found.names == {"ru": "Энн Ли", "zh": "李安"}
    assert found.spellings == ("A. Lee", "Lee, Ann")
    assert found.other_names == ("Энн Ли", "李安", "A. Lee", "Lee, Ann")
    assert (found.parent, found.is_with_children) == ("Poets", True)
    assert (found.is_unlisted, found.sort_as) == (True, "Lee")
    assert (found.orcid, found.wikidata) == ("0000-0002-1694-233X", "Q42")
    assert found.roles == (RoleEntry("Fellow", "North", "2011", "2012-03"),)
    assert found.web_links == (WebLink("Home", "https://x.test/"),)
    assert found.points == b""


@pytest.mark.parametrize(
    ("key", "written", "number"),
    [
        ("orcid", "0000-0001-5109-3700", "0000-0001-5109-3700"),
        ("orcid", "0000 0001 5109 3700", "0000-0001-5109-3700"),
        ("orcid", "0000-0001-5109-3701", ""),
        ("isni", "ISNI 0000 0001 2103 2683", "0000000121032683"),
        ("isni", "https://isni.org/isni/0000000121032683", "0000000121032683"),
        ("isni", "0000000121032684", ""),
        ("ror", "https://ror.org/05dxps055", "05dxps055"),
        ("ror", "05DXPS055", "05dxps055"),
        ("ror", "05dxps065", ""),
        ("ror", "05dxis055", ""),
        ("wikidata", "http://www.wikidata.org/entity/Q20", "Q20"),
        ("wikidata", "P20", ""),
        ("geonames", "https://www.geonames.org/3144096/norway.html", "3144096"),
        ("geonames", "Norway", ""),
    ],
)
def test_a_number_is_taken_as_people_copy_it_if_it_is_sound(
    key: str, written: str, number: str
) -> None:
    assert _OF[key].plain(written) == number
    found = judged(f"{key}: '{written}'\n")
    assert getattr(found, key) == number
    assert bool(found.points) is not bool(number)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("names: {xx-yy-zz-!: A}\n", "expected a language as 'en'"),
        ("roles:\n  - {role: A, from: soon}\n", "2024-03 or 2024 for 'from'"),
        ("roles:\n  - {role: A, to: 2011-13}\n", "2024-03 or 2024 for 'to'"),
        ("roles:\n  - {role: A, from: 2012, to: 2011-12-31}\n", "not before '2012'"),
        ("roles:\n  - {role: '', from: 2012}\n", "expected a role"),
        ("roles:\n  - {role: A, since: 2012}\n", "'since'"),
        ("links:\n  - {label: A, url: 'javascript:x'}\n", "a whole address"),
        ("links:\n  - {label: A, url: /about/}\n", "a whole address"),
        ("links:\n  - {label: ' ', url: 'https://x.test/'}\n", "expected a label"),
    ],
)
def test_what_cannot_be_is_a_problem_with_its_line(header: str, said: str) -> None:
    found = fault(header)
    assert said in found
    assert "authors/ann-lee.md:" in found


def test_a_role_may_begin_in_a_year_and_end_in_its_first_month() -> None:
    header = "roles:\n  - {role: A, from: 2012-05-01, to: 2012}\n"
    assert judged(header).roles[0].until == "2012"
    assert judged("roles:\n  - {role: A, from: 2012, to: 2012-01}\n").roles


@pytest.fixture
def land(site: SiteFolder) -> SiteFolder:
    site.write("content/articles/a.md", article("A", regions=["Levant", "South"]))
    site.write("content/regions/levant.md", "---\nname: Levant\nparent: South\n---\n")
    return site


def test_a_parent_is_found_by_any_of_its_names(land: SiteFolder) -> None:
    land.build()
    assert land.problems == ()
    land.write(
        "content/regions/south.md", "---\nname: The South\nspellings: [South]\n---\n"
    )
    land.build()
    assert land.problems == ()
    land.write(
        "content/regions/levant.md", "---\nname: Levant\nparent: the south\n---\n"
    )
    land.build()
    assert land.problems == ()


@pytest.mark.parametrize(
    ("parent", "said"),
    [
        (
            "Soth",
            "no region that has a file or pieces is called 'Soth'; name one",
        ),
        ("Levant", "'Levant' cannot be part of itself"),
    ],
)
def test_a_parent_that_cannot_be_is_a_problem(
    land: SiteFolder, parent: str, said: str
) -> None:
    land.write(
        "content/regions/levant.md", f"---\nname: Levant\nparent: {parent}\n---\n"
    )
    land.build()
    (problem,) = land.problems
    assert problem.startswith("content/regions/levant.md:3: ")
    assert said in problem


def test_a_circle_of_parents_is_told_once(land: SiteFolder) -> None:
    land.write("content/regions/south.md", "---\nname: South\nparent: Levant\n---\n")
    land.build()
    (problem,) = land.problems
    assert "parents lead in a circle: 'Levant' → 'South' → 'Levant'" in problem


def test_a_name_of_a_language_leads_to_the_term(land: SiteFolder) -> None:
    land.write(
        "content/regions/south.md", "---\nname: South\nnames: {ar: الجنوب}\n---\n"
    )
    land.write("content/articles/b.md", article("B", regions=["الجنوب"]))
    land.build()
    assert "/articles/b/" in land.page("regions/south/index.html")
    land.write("content/regions/x.md", "---\nname: الجنوب\n---\n")
    land.build()
    (problem,) = land.problems
    assert problem.startswith("content/regions/x.md:2: the name 'الجنوب' is already")
