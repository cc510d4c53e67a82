"""Slips in front matter, told by the line to mend and in words on what to do there."""

import time

import pytest
import yaml

from commentariat.archive.body_points import decode_points
from commentariat.archive.judge import parse_article
from commentariat.archive.schema import Schema
from commentariat.archive.yaml_slips import find_slip
from commentariat.errors import SourceError
from commentariat.kinds import Kind, Row


def told(header: str) -> list[tuple[int, str]]:
    """Judge an article with *header* below its first line; give lines and kinds."""
    text = f"---\nauthors: [A B]\n{header}\ndate: 2021-03-01\n---\n\nWords.\n"
    with pytest.raises(SourceError) as caught:
        parse_article(text.encode(), "a.md", Schema())
    return [(one.line, one.message.name) for one in caught.value.problems]


@pytest.mark.parametrize(
    ("header", "line", "kind"),
    [
        ("title: Rail: what now", 3, Kind.YAML_COLON),
        ("title: Rail:", 3, Kind.YAML_COLON),
        ("title: “Rail: what now”", 3, Kind.YAML_COLON),
        ("title: T\ntopics:\n- Rail: what now\n- Ports", 5, Kind.YAML_COLON),
        ("title: T\ntopics: [Rail: what now, Ports]", 4, Kind.YAML_COLON),
        ("title: T\nbios:\n- name: A: B\n  bio: x", 5, Kind.YAML_COLON),
        ("title: @harbor speaks", 3, Kind.YAML_SIGN),
        ("title: `code` speaks", 3, Kind.YAML_SIGN),
        ("title: % of all", 3, Kind.YAML_SIGN),
        ("title: *Rail* now", 3, Kind.YAML_SIGN),
        ("title: !Rail now", 3, Kind.YAML_SIGN),
        ("title: | Rail", 3, Kind.YAML_SIGN),
        ("title: > Rail", 3, Kind.YAML_SIGN),
        ("title: - Rail", 3, Kind.YAML_SIGN),
        ("title: [draft] Rail", 3, Kind.YAML_SIGN),
        ("title: {{ page.title }}", 3, Kind.YAML_SIGN),
        ("title: T\ntopics:\n- @rail\n- Ports", 5, Kind.YAML_SIGN),
        ('title: "Rail and water', 3, Kind.YAML_OPEN),
        ('title: "Rail and water\ndek: "So."', 3, Kind.YAML_OPEN),
        ('title: T\ntopics:\n- "Rail\n- Ports', 5, Kind.YAML_OPEN),
        ('title: T\ntopics: [Rail, "Ports]', 4, Kind.YAML_OPEN),
        ("title: 'It's rail'", 3, Kind.YAML_BEHIND),
        ('title: "Rail" and water', 3, Kind.YAML_BEHIND),
        ('title: "C:\\path"', 3, Kind.YAML_ESCAPE),
        ("title: T\ntopics: [Rail, Ports", 4, Kind.YAML_BRACKET),
        ("title: T\ntopics:\n\t- Rail", 5, Kind.YAML_TAB),
        ("title: T\n\tdek: x", 4, Kind.YAML_TAB),
        ("title: T\n  dek: x", 4, Kind.YAML_INDENT),
        ("title:Rail\ndek: x", 3, Kind.YAML_GLUED),
        ("title:\u00a0Rail\ndek: x", 3, Kind.YAML_GLUED),
        ("title: Rail\nand water", 4, Kind.YAML_NO_PAIR),
        ("title: T\ntopics:\n- Rail\nPorts", 6, Kind.YAML_NO_PAIR),
        ("title: T\ntopics: [Rail, #Ports]", 4, Kind.YAML_CUT),
        ("title: Rail #1\n  and more", 3, Kind.YAML_CUT),
        ("title: &Rail now", 3, Kind.YAML_ALIAS),
        ("title: T\nevent:\n  place: A\n  place: B", 5, Kind.KEY_TWICE),
    ],
)
def test_a_slip_is_told_at_the_line_to_mend(header: str, line: int, kind: Row) -> None:
    assert told(header) == [(line, kind.name)]


@pytest.mark.parametrize(
    "header",
    [
        'title: "Rail: what now"',
        "title: 'It''s rail'",
        "title: Rail 10:30, http://example.org/",
        'title: "Rule #1"  # as it was printed',
        "title: T\ntopics: [Rail,  # the first\n  Ports]",
        "title: T\ndek: >-\n  One: two #three\n  @four",
        'title: T\ndek: "One\n  two: three"',
        "title: T # as it was printed\ntopics: # two of them\n- Rail\n- Ports",
        "# Typed from print.\ntitle: C#",
    ],
)
def test_what_is_right_is_no_slip(header: str) -> None:
    text = f"---\nauthors: [A B]\n{header}\ndate: 2021-03-01\n---\n\nWords.\n"
    found = parse_article(text.encode(), "a.md", Schema())
    assert found.authors == ("A B",)
    assert found.date == "2021-03-01"


@pytest.mark.parametrize(
    ("header", "lines"),
    [
        ("title: The Fight for #Ports", [3]),
        ("title: #Ports", [3]),
        ("title: T\ndek: Rule\t#1", [4]),
        ("title: Rail #1\ndek: Rule #1", [3, 4]),
        ("title: T\ntopics:\n- #Ports\n- C #sharp", [5, 6]),
        ("title: T\nevent:\n  place: Pier #1", [5]),
    ],
)
def test_words_that_yaml_takes_for_a_comment_are_told(
    header: str, lines: list[int]
) -> None:
    assert told(header) == [(line, Kind.YAML_CUT.name) for line in lines]


@pytest.mark.parametrize(
    ("header", "lines"),
    [
        ("title: Rule # 1 of the sea", [2]),
        ("title: T\ndek: Rule # 1", [3]),
        ("title: Rule  # as it was printed", []),
        ("title: 'Rule' # as it was printed", []),
        ('title: "Rule" #1 of the sea', [2]),
        ("title: T\ndate: 2021-03-01 # as it was printed", []),
    ],
)
def test_a_text_is_asked_about_where_it_may_go_on_as_a_comment(
    header: str, lines: list[int]
) -> None:
    found = parse_article(f"---\n{header}\n---\nX.\n".encode(), "a.md", Schema())
    asked = decode_points(found.points)
    assert [(one.line, one.message) for one in asked] == [
        (line, Kind.YAML_COMMENT.of()) for line in lines
    ]


@pytest.mark.parametrize("entry", ["- a #b", "- a # b", "- a\n- 'b' # c"])
def test_comments_without_number_cost_little(entry: str) -> None:
    header = "title: T\nauthors:\n" + f"{entry}\n" * 30_000
    began, problems = time.process_time(), 0
    try:
        parse_article(f"---\n{header}---\nX.\n".encode(), "a.md", Schema())
    except SourceError as fault:
        problems = len(fault.problems)
    taken = time.process_time() - began
    assert problems in (0, 1_000)
    yaml_began = time.process_time()
    yaml.load(header, Loader=yaml.CBaseLoader)
    assert taken < 20 * (time.process_time() - yaml_began) + 2


def test_a_comment_behind_what_holds_no_words_stays_one() -> None:
    text = b"---\ntitle: T\nslug: rule-one #address\ndate: 2021-03-01 #print\n---\nX.\n"
    found = parse_article(text, "a.md", Schema())
    assert (found.slug, found.date) == ("rule-one", "2021-03-01")


@pytest.mark.parametrize("word", ["null", "Null", "NULL", "~"])
def test_a_word_of_yaml_for_nothing_is_nothing_unless_it_is_quoted(word: str) -> None:
    header = f"title: T\nauthors: [A B, {word}]\ntopics:\n- {word}\n- Rail\ndek: {word}"
    found = parse_article(f"---\n{header}\n---\nX.\n".encode(), "a.md", Schema())
    assert (found.authors, found.terms["topics"], found.dek) == (
        ("A B",),
        ("Rail",),
        "",
    )
    quoted = header.replace(word, f'"{word}"')
    found = parse_article(f"---\n{quoted}\n---\nX.\n".encode(), "a.md", Schema())
    assert (found.authors, found.dek) == (("A B", word), word)


def test_a_title_that_is_nothing_is_told() -> None:
    assert told("title: ~") == [(3, Kind.NO_VALUE.name)]


@pytest.mark.parametrize(
    "line", ["- [a", '- "x"', "- [a]", "k: 'x", "k: [a, {", "\t", "x y", "- a: 'b'"]
)
def test_a_slip_is_found_in_time_that_grows_with_the_header(line: str) -> None:
    began = time.process_time()
    find_slip(f"{line}\n" * 1_000)
    short = time.process_time() - began
    find_slip(f"{line}\n" * 20_000)
    assert time.process_time() - began < 60 * short + 2
