"""Problems as values: their kinds, their sentences, and the lines they stand on."""

from __future__ import annotations

import ast
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import msgspec
import pytest
from harness import SETTINGS, SiteFolder, article

import commentariat
from commentariat.archive.frontmatter import line_of_key
from commentariat.config import line_of_setting, parse_settings
from commentariat.errors import OpenPoint, Problem, SourceError, near_match
from commentariat.kinds import NEAR, Kind, Message, placeholders

PACKAGE = Path(commentariat.__file__).parent


def calls_of_kinds() -> Iterator[tuple[str, str, int]]:
    """Yield every `Kind.NAME.of(…)` of the package: place, name, number of values."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (
                isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            ):
                continue
            row = node.func.value
            if node.func.attr == "of" and re.fullmatch(r"Kind\.\w+", ast.unparse(row)):
                place = f"{path.relative_to(PACKAGE)}:{node.lineno}"
                yield place, ast.unparse(row)[5:], len(node.args)


# --- the table ----------------------------------------------------------------------


def test_every_kind_is_used() -> None:
    text = "\n".join(
        path.read_text(encoding="utf-8")
        for path in PACKAGE.rglob("*.py")
        if path.name != "kinds.py"
    )
    used = set(re.findall(r"\bKind\.([A-Z][A-Z0-9_]*)", text))
    named = {kind.name for kind in Kind if kind.wording != "{words}"}
    assert named - used == set()


def test_a_kind_is_used_with_as_many_values_as_its_wording_has_placeholders() -> None:
    wrong = [
        (place, name)
        for place, name, count in calls_of_kinds()
        if count != len(placeholders(Kind[name].wording))
    ]
    assert not wrong


@pytest.mark.parametrize("kind", list(Kind), ids=str)
def test_a_wording_is_in_the_style_of_the_house(kind: Kind) -> None:
    wording = kind.wording
    names = placeholders(wording)
    is_plain = wording[0].islower() or wording[0] in "{'<"
    assert is_plain
    assert not wording.endswith((".", "!"))
    assert "\n" not in wording
    assert len(set(names)) == len(names)
    assert all(
        spec == "" and conversion in (None, "r")
        for _, name, spec, conversion in Formatter().parse(wording)
        if name
    )
    assert NEAR not in names[:-1]


# --- the value ----------------------------------------------------------------------

PROBLEM = Problem("a.md", 3, Kind.NO_TERM.of("region", "Souht", "South"), "regions[1]")


def test_a_sentence_names_what_may_have_been_meant_and_else_nothing() -> None:
    assert str(PROBLEM) == (
        "a.md:3: no region is called 'Souht'; did you mean 'South'?"
    )
    assert str(Kind.NO_TERM.of("region", "X", "")) == "no region is called 'X'"


@pytest.mark.parametrize("value", ["{0}", "{x!r}", "%s", "Cote d'Ivoire", "a\nb"])
def test_a_value_is_shown_whatever_it_holds(value: str) -> None:
    assert repr(value) in str(Kind.NO_TERM.of("region", value, ""))


@pytest.mark.parametrize("kind", [Problem, OpenPoint])
def test_a_problem_crosses_processes_and_is_remembered(
    kind: type[Problem | OpenPoint],
) -> None:
    one = kind("a.md", 3, Message(Kind.NO_TERM, ("region", "Souht", "")), "regions[1]")
    data = msgspec.msgpack.encode(one)
    assert pickle.loads(pickle.dumps(one)) == one
    assert msgspec.msgpack.decode(data, type=kind) == one


def test_problems_are_ordered_by_file_and_line() -> None:
    first = Problem("a.md", 2, Kind.UNKNOWN_KEY.of("x", ""))
    assert sorted([PROBLEM, first]) == [first, PROBLEM]


def test_a_near_match_is_one_of_those_that_are_known() -> None:
    assert near_match("titel", ("title", "slug")) == "title"
    assert near_match("zzz", ("title", "slug")) == ""


# --- keys and their lines -----------------------------------------------------------

HEADER = """\
title: 'regions: [x]'
regions: [Europe,
  "Cote d'Ivoire", Asia]
topics:
  - Europe
  - Europe
  - >-
    Rivers and
    borders
event:
  city: Oslo
bios:
- name: A
  bio: x
- {name: B, bio: y}
"""


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("title", 2), ("regions", 3), ("regions[0]", 3), ("regions[1]", 4),
        ("regions[2]", 4), ("topics[0]", 6), ("topics[1]", 8), ("event.city", 12),
        ("bios[1]", 16), ("bios[0].bio", 15), ("bios[1].bio", 16), ("bios[1].x", 16),
        ("slug", 0), ("regions[7]", 3),
    ],
)  # fmt: skip
def test_a_key_of_front_matter_is_found_wherever_yaml_has_it(
    key: str, line: int
) -> None:
    assert line_of_key(HEADER, key) == line


DOCUMENT = """\
[tool.other]
title = "not this one"
[tool.commentariat] # [tool.x]
title = "a [b] = '\\"#"
menu = [
  { label = "A", url = "/a/" }, # }]
  { label = "B",
    url = '''
b''' } ]
publish.branch = "x"
"quo\\u0074ed" = '''
[tool.commentariat.facets]
path = 1
'''
odd = [1979-05-27 07:32:00.5, [1, 2], {a.b = 1}]
[tool.commentariat.facets.regions]
path = "r"
[[tool.commentariat.sources]]
path = "one"
[[tool.commentariat.sources]]
keys.land = "two"
[tool.commentariat.sources.more]
path = "three"
"""


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("title", 4), ("menu", 5), ("menu[0].label", 6), ("menu[1].label", 7),
        ("menu[1].url", 8), ("publish.branch", 10), ("quoted", 11), ("odd[1][1]", 15),
        ("odd[2].a.b", 15), ("facets.regions.path", 17), ("sources[0].path", 19),
        ("sources[1].keys.land", 21), ("sources[1].more.path", 23), ("missing", 3),
        ("facets.regions.feed", 16),
    ],
)  # fmt: skip
def test_a_setting_is_found_in_its_own_table(key: str, line: int) -> None:
    assert line_of_setting(DOCUMENT, key) == line


def test_wrong_settings_are_told_all_at_once_in_the_order_of_lines() -> None:
    text = """\
[tool.commentariat]
title = "T"
newest = 0
menu = [{ label = "A", url = "/a/" }, { label = "B", url = "b" }]
publish = { branch = "..", remote = 3 }
[tool.commentariat.facets.topics]
path = "../t"
[tool.commentariat.facets.regions]
label = ""
path = "../r"
colour = "x"
"""
    with pytest.raises(SourceError) as caught:
        parse_settings(text)
    assert [(one.line, one.key) for one in caught.value.problems] == [
        (3, "newest"),
        (4, "menu[1].url"),
        (5, "publish.branch"),
        (5, "publish.remote"),
        (7, "facets.topics.path"),
        (9, "facets.regions.label"),
        (10, "facets.regions.path"),
        (11, "facets.regions.colour"),
    ]


FIXED = SETTINGS + "[tool.commentariat.facets.regions]\nfixed = true\n"


@pytest.mark.parametrize(
    ("regions", "line"),
    [
        ("regions: [Europe, Cote d'Ivoire]", 4),
        ("regions:\n- Europe\n- Cote d'Ivoire", 6),
        ("regions:\n- Europe\n- 'Cote d''Ivoire'", 6),
        ('regions: [Europe,\n  "",\n  "Cote d\'Ivoire"]', 6),
    ],
)
def test_a_term_that_is_none_stands_on_its_own_line(
    site: SiteFolder, regions: str, line: int
) -> None:
    site.write("pyproject.toml", FIXED)
    site.write("content/regions/europe.md", "---\nname: Europe\n---\n")
    header = f"title: Cote d'Ivoire\ndate: 2020-01-02\n{regions}"
    site.write("content/articles/a.md", f"---\n{header}\n---\nOf Cote d'Ivoire.\n")
    site.build()
    (problem,) = site.problems
    assert problem == (
        f'content/articles/a.md:{line}: no region is called "Cote d\'Ivoire"'
    )


def test_a_slug_wanted_twice_points_at_the_slug(site: SiteFolder) -> None:
    site.write("content/articles/a.md", article("A", slug="ferry"))
    site.write("content/articles/b.md", article("slug: ferry", slug="ferry")).build()
    (problem,) = site.problems
    text = (site.folder / "content/articles/b.md").read_text(encoding="utf-8")
    line = text.split("\n").index("slug: ferry") + 1
    assert problem.startswith(f"content/articles/b.md:{line}: two articles want")
