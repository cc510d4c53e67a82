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
from commentariat.archive.judge import parse_article
from commentariat.archive.schema import Schema
from commentariat.archive.yaml_header import line_of_key
from commentariat.cli import main
from commentariat.cli.printing import list_grouped
from commentariat.config import line_of_setting, parse_settings
from commentariat.errors import OpenPoint, Problem, SourceError, near_match
from commentariat.kinds import NEAR, Kind, Message, Row, placeholders

PACKAGE = Path(commentariat.__file__).parent
ROWS = {name: row for name, row in vars(Kind).items() if isinstance(row, Row)}


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


def test_no_two_kinds_have_one_name() -> None:
    assert len({row.name for row in ROWS.values()}) == len(ROWS)


def test_every_kind_is_used() -> None:
    text = "\n".join(
        path.read_text(encoding="utf-8")
        for path in PACKAGE.rglob("*.py")
        if path.name != "kinds.py"
    )
    used = set(re.findall(r"\bKind\.([A-Z][A-Z0-9_]*)", text))
    assert set(ROWS) - used == set()


def test_a_kind_is_used_with_as_many_values_as_its_sentence_has_placeholders() -> None:
    wrong = [
        (place, name)
        for place, name, count in calls_of_kinds()
        if count != len(placeholders(ROWS[name].sentence))
    ]
    assert not wrong


@pytest.mark.parametrize("name", list(ROWS))
def test_a_sentence_is_in_the_style_of_the_house(name: str) -> None:
    sentence = ROWS[name].sentence
    names = placeholders(sentence)
    is_plain = sentence[0].islower() or sentence[0] in "{'<"
    assert is_plain
    assert not sentence.endswith((".", "!"))
    assert "\n" not in sentence
    assert all(
        spec == "" and conversion in (None, "r")
        for _, name, spec, conversion in Formatter().parse(sentence)
        if name
    )
    assert NEAR not in names[:-1]


def is_sentence(node: ast.expr) -> bool:
    """Tell whether *node* gives words made for people, such as `str(one.message)`."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "str" and node.args:
        return (
            re.search(
                r"(message|problem|point|message\.kind)$", ast.unparse(node.args[0])
            )
            is not None
        )
    return isinstance(node, ast.Attribute) and node.attr == "sentence"


def readings_of_sentences(source: str) -> list[str]:
    """Find what compares a sentence, searches it, or takes a part of it."""
    found: list[ast.AST] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare) and any(
            map(is_sentence, (node.left, *node.comparators))
        ):
            found.append(node)
        if isinstance(node, ast.Attribute | ast.Subscript) and is_sentence(node.value):
            found.append(node)
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
            found += [node] if any(map(is_sentence, node.args)) else []
    return [ast.unparse(node) for node in found]


def test_no_code_reads_a_sentence() -> None:
    read = {
        path.name: found
        for path in sorted(PACKAGE.rglob("*.py"))
        if (found := readings_of_sentences(path.read_text(encoding="utf-8")))
    }
    assert read == {}


@pytest.mark.parametrize(
    "code",
    [
        "str(problem.message).startswith('cannot')", "'x' in str(point)",
        "re.search('x', str(one.message))", "one.sentence == 'x'", "one.sentence[:9]",
        "str(one.message.kind) == 'x'",
    ],
)  # fmt: skip
def test_what_reads_a_sentence_is_found(code: str) -> None:
    assert readings_of_sentences(code)


# --- the value ----------------------------------------------------------------------

PROBLEM = Problem("a.md", 3, Kind.UNKNOWN_KEY.of("souht", "south"), "souht")


def test_a_sentence_names_what_may_have_been_meant_and_else_nothing() -> None:
    assert str(PROBLEM) == "a.md:3: no key is called 'souht'; did you mean 'south'?"
    assert str(Kind.UNKNOWN_KEY.of("x", "")) == "no key is called 'x'"


@pytest.mark.parametrize("value", ["{0}", "{x!r}", "%s", "Cote d'Ivoire", "a\nb"])
def test_a_value_is_shown_whatever_it_holds(value: str) -> None:
    assert repr(value) in str(Kind.UNKNOWN_KEY.of(value, ""))


@pytest.mark.parametrize("kind", [Problem, OpenPoint])
def test_a_problem_crosses_processes_and_is_remembered(
    kind: type[Problem | OpenPoint],
) -> None:
    one = kind("a.md", 3, Message(Kind.UNKNOWN_KEY.name, ("souht", "")), "souht")
    data = msgspec.msgpack.encode(one)
    assert pickle.loads(pickle.dumps(one)) == one
    assert msgspec.msgpack.decode(data, type=kind) == one


@pytest.mark.parametrize("words", [("no such term", ()), ("no kind at all", ())])
def test_what_another_version_remembered_is_not_taken_for_a_message(
    words: tuple[str, tuple[str, ...]],
) -> None:
    with pytest.raises(msgspec.ValidationError, match="is not said of"):
        msgspec.convert({"name": words[0], "values": words[1]}, Message)


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
        f'content/articles/a.md:{line}: no region is called "Cote d\'Ivoire", '
        "and each has a file, as content/regions/cote-divoire.md"
    )


def test_a_slug_wanted_twice_points_at_the_slug(site: SiteFolder) -> None:
    site.write("content/articles/a.md", article("A", slug="ferry"))
    site.write("content/articles/b.md", article("slug: ferry", slug="ferry")).build()
    (problem,) = site.problems
    text = (site.folder / "content/articles/b.md").read_text(encoding="utf-8")
    line = text.split("\n").index("slug: ferry") + 1
    assert problem.startswith(f"content/articles/b.md:{line}: two articles want")


@pytest.mark.parametrize(
    ("header", "keys"),
    [
        (
            "corrections:\n- dat: x\n- {date: May, text: x}\n",
            [("corrections[0].dat", 4), ("corrections[1].date", 5)],
        ),
        ("raw:\n- fil: x\n- file: ../b\n", [("raw[0].fil", 4), ("raw[1].file", 5)]),
    ],
)
def test_an_entry_behind_one_at_fault_stands_on_its_own_line(
    header: str, keys: list[tuple[str, int]]
) -> None:
    with pytest.raises(SourceError) as caught:
        parse_article(f"---\ntitle: x\n{header}---\n".encode(), "a.md", Schema())
    assert [(one.key, one.line) for one in caught.value.problems] == keys


# --- what follows from another fault ------------------------------------------------


def published(site: SiteFolder) -> SiteFolder:
    """A site whose addresses were published: two articles, one of them by Ann alone."""
    site.write("content/articles/eel.md", article("Eel", authors=["Bo"], slug="eel"))
    site.write(
        "content/articles/mole.md", article("Mole", authors=["Ann"], slug="mole")
    )
    assert main(["addresses", "--accept", "--site", str(site.folder)]) == 0
    return site


@pytest.mark.parametrize("is_remembered", [True, False])
def test_an_address_lost_by_a_fault_in_its_file_is_not_told(
    site: SiteFolder, is_remembered: bool
) -> None:
    published(site).edit("content/articles/mole.md", "slug: mole", "slug: mole\nzzz: x")
    if not is_remembered:
        site.delete(".cache")
    site.build()
    assert [one.split(": ", 1)[1] for one in site.problems] == [
        "no key is called 'zzz'"
    ]
    site.edit("content/articles/mole.md", "zzz: x\n", "").build()
    assert site.problems == ()


@pytest.mark.parametrize("is_remembered", [True, False])
def test_what_a_fault_takes_along_is_not_told_beside_it(
    site: SiteFolder, is_remembered: bool
) -> None:
    site.write("content/articles/eel.md", article("Eel", date="2002-01-01"))
    site.write(
        "content/articles/mole.md",
        article(
            "Mole", slug="mole", date="2001-02-03", primary_center="North",
            aliases=["/old/mole/"],
        ),
    )  # fmt: skip
    assert main(["addresses", "--accept", "--site", str(site.folder)]) == 0
    site.edit("content/articles/mole.md", "slug: mole", "slug: mole\nzzz: x")
    if not is_remembered:
        site.delete(".cache")
    site.build()
    (problem,) = site.problems
    assert problem.endswith("no key is called 'zzz'")


def test_an_author_whose_key_is_mistyped_is_not_told_as_lost(site: SiteFolder) -> None:
    published(site).edit("content/articles/mole.md", "authors:", "auhtors:").build()
    (problem,) = site.problems
    assert problem.endswith("no key is called 'auhtors'; did you mean 'authors'?")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("draft: true", "is a draft now"),
        ("date: 2999-01-01", "is not to be before 2999"),
    ],
)
def test_an_address_lost_by_what_holds_its_article_back_says_so(
    site: SiteFolder, line: str, told: str
) -> None:
    published(site).edit(
        "content/articles/mole.md", "slug: mole", f"slug: mole\n{line}"
    )
    site.build()
    assert any("'/articles/mole/'" in one and told in one for one in site.problems)


def test_a_link_to_what_is_left_out_says_so(site: SiteFolder) -> None:
    site.write("content/articles/a.md", article("A", "See [it](b.md)."))
    site.write("content/articles/b.md", article("B", titel="x"))
    site.build(keep_going=True)
    assert [one.split(": ", 1)[1] for one in site.problems] == [
        "'b.md' leads to what is left out for a fault of its own",
        "no key is called 'titel'; did you mean 'title'?",
    ]


# --- pictures -----------------------------------------------------------------------


def test_a_picture_that_is_not_there_points_at_its_key_or_its_line(
    site: SiteFolder,
) -> None:
    head = "---\ntitle: files/gone.png\nimage: files/gone.png\nimage_alt: x\n---\n"
    site.write("content/articles/a.md", head + "Of files/gone.png.\n").build()
    assert [one.split(": ")[0] for one in site.problems] == ["content/articles/a.md:3"]
    body = "Of /files/gone.png.\n\n```\n![x](/files/gone.png)\n```\n\n![x](/files/gone.png)\n"
    site.write("content/articles/a.md", "---\ntitle: A\n---\n" + body).build()
    assert [one.split(": ")[0] for one in site.problems] == ["content/articles/a.md:10"]


# --- the same in many places --------------------------------------------------------


def test_the_same_fault_in_many_files_is_one_line_with_a_count() -> None:
    same = [Problem(f"{n}.md", n, Kind.UNKNOWN_KEY.of("x", "")) for n in range(1, 6)]
    other = Problem("2.md", 9, Kind.UNKNOWN_KEY.of("y", ""))
    found = sorted([*same, other])
    assert list(list_grouped(found, is_all=False)) == [
        "1.md:1: no key is called 'x' (and 4 more: 2.md:2, 3.md:3, …; --all lists them)",
        "2.md:9: no key is called 'y'",
    ]
    assert list(list_grouped(found, is_all=True)) == list(map(str, found))
    assert list(list_grouped(same[:3], is_all=False)) == list(map(str, same[:3]))
