"""Points of bodies: what spares the search finds no less, and rendering bears them out."""

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from commentariat.archive import body_points
from commentariat.archive.body_points import find_points
from commentariat.engine.markup import to_html
from commentariat.kinds import Kind, Row

PIECES = [
    "text", "\n", "\n\n", "- a", "* b", "1. c", "2. d", "1) e", "2) f", "> ", "    ", "  ",
    " ", "[^1]", "[^1]: x", "{{ x }}", "{% y %}", "{{< z >}}", "[[z]]", "[a b=c]", "[/b]",
    "~~d~~", ":::n", "!!! n", "[TOC]", "```", "`c`", "# H", "---", "<b>", "<pre>", "[ ] t",
    "\\", "<%", "$$", ": d", ".. i::", "import a from 'b'", "<em>", "<p>",
    "{: .x}", "|", "[!NOTE]", "[gallery]", "\t", "===", "](u)", "‘é",
]  # fmt: skip
BODIES = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


def found(body: str) -> list[tuple[int, str]]:
    """Give the lines and the kinds of what is asked of *body*."""
    return [(one.line, one.message.name) for one in find_points(body, 1)]


@settings(max_examples=1_500, deadline=None)
@given(BODIES)
@example("* a\n    * b\n      * c")
@example("  !!! n")
def test_the_quick_look_misses_nothing(body: str) -> None:
    whole = tuple(sorted(body_points._Reading(body, 1).points))
    assert find_points(body, 1) == whole
    assert all(1 <= one.line <= body.count("\n") + 1 for one in whole)


@pytest.mark.parametrize(
    ("body", "points"),
    [
        ("The steps are:\n- first\n- second\n\nEnd.", [(2, Kind.LIST_IN_TEXT)]),
        ("Steps:\n1. one\n2. two", [(2, Kind.LIST_IN_TEXT)]),
        ("> The steps:\n> * a\n> * b", [(2, Kind.LIST_IN_TEXT)]),
        ("- item\n\n    Para:\n    - nested", [(4, Kind.LIST_IN_TEXT)]),
        ("1) one\n2) two", [(1, Kind.LIST_ROUND)]),
        ("* one\n  * two\n    * three", [(2, Kind.LIST_FLAT), (3, Kind.LIST_FLAT)]),
        ("1. one\n   - two\n2. three", [(2, Kind.LIST_FLAT)]),
        ("* one\n\n  * two", [(3, Kind.LIST_FLAT)]),
        ("1. one\n\n   more of it\n\n2. two", [(3, Kind.LIST_FLAT)]),
        ("* a\n    * b\n      * c", [(3, Kind.LIST_FLAT)]),
        ("A[^1] b[^3].\n\n[^1]: One.\n\n[^2]: Two.",
         [(1, Kind.NO_NOTE), (5, Kind.NOTE_UNUSED)]),
        ("A[^1].\n\n[^1]: One.\n\n[^1]: Two.", [(5, Kind.NOTE_TWICE)]),
        ('{{< figure src="/img/pier.png" >}}', [(1, Kind.OTHER_MARKUP)]),
        ("{{% notice tip %}}", [(1, Kind.OTHER_MARKUP)]),
        ('Text.\n\n{% include map.html id="7" %}', [(3, Kind.OTHER_MARKUP)]),
        ("[map]({{ site.baseurl }}/map/)", [(1, Kind.OTHER_MARKUP)]),
        ('[caption id="a" align="left"]A pier[/caption]', [(1, Kind.OTHER_MARKUP)]),
        ("[youtube https://example.org/x]", [(1, Kind.OTHER_MARKUP)]),
        ("[b]bold[/b]", [(1, Kind.OTHER_MARKUP)]),
        ("[gallery]", [(1, Kind.OTHER_MARKUP)]),
        ("See [[Harbor]] and ![[pier.png]].", [(1, Kind.OTHER_MARKUP)] * 2),
        ("> [!NOTE]\n> Words.", [(1, Kind.OTHER_MARKUP)]),
        ("!!! note\n    Words.", [(1, Kind.OTHER_MARKUP)]),
        (":::note\nWords.\n:::", [(1, Kind.OTHER_MARKUP)]),
        ("Words.\n{: .lead}", [(2, Kind.OTHER_MARKUP)]),
        ("- [ ] to do\n- [x] done", [(1, Kind.OTHER_MARKUP), (2, Kind.OTHER_MARKUP)]),
        ("It was ~~old~~.", [(1, Kind.OTHER_MARKUP)]),
        ("[TOC]", [(1, Kind.OTHER_MARKUP)]),
        ("{% if x %}\nWords.\n{% endif %}", [(1, Kind.OTHER_MARKUP)]),
        ('{{ "now" | date }} and {{#if x}}', [(1, Kind.OTHER_MARKUP)]),
        (".. image:: pier.png", [(1, Kind.OTHER_MARKUP)]),
        ("Harbor\n: Where ships lie.", [(2, Kind.OTHER_MARKUP)]),
        ("The sum is $$a + b$$.", [(1, Kind.OTHER_MARKUP)]),
        ("<%= title %>", [(1, Kind.OTHER_MARKUP)]),
        ("<?php the_title(); ?>", [(1, Kind.OTHER_MARKUP)]),
        ("import Chart from './chart'\n\nWords.", [(1, Kind.OTHER_MARKUP)]),
        ("<em>A</em>[^1].\n\n<https://example.org/>[^2]", [(1, Kind.NO_NOTE), (3, Kind.NO_NOTE)]),
    ],
)  # fmt: skip
def test_what_other_programs_read_otherwise_is_asked_about(
    body: str, points: list[tuple[int, Row]]
) -> None:
    assert found(body) == [(line, kind.name) for line, kind in points]


@pytest.mark.parametrize(
    "body",
    [
        "He wrote [sic] that {sic} “the harbor [is] closed” - and 50 % off [see below].",
        "A year [of 1987] ended. In it {so} they ~ and ~~ met: “x”!!! Why???",
        "It ended in\n1987. The harbor was open.",
        "- a\n- b\ngoes on\n- c\n\n1. x\n2. y",
        "- one\n    - two\n        - three\n    - four\n- five",
        "1. one\n\n    more of it\n\n2. two",
        "- a\n - b\n - c",
        "# Heading\n- a\n\nTitle\n=====\n- b\n\nText\n\n---\n- c",
        "A[^1], again[^1], and `[^9]`.\n\n[^1]: One.\n\n    More[^2].\n\n[^2]: Two.",
        "```\ntext\n- a\n{{< x >}} [^7]\n```\n\n    text\n    - a [^9] {% x %}",
        'Write `{% include %}`, ``{{ x }}`` or <code>[caption id="1"]</code>.',
        "<pre>\n{% x %}\n\n[^1]\n</pre>\n\n<div>\ntext\n- a\n</div>",
        "a | b\n--- | ---\n- x | y",
        "[a](b) [c][d] ![e](f) [/x](y) [[1]](z)\n\n[d]: /x",
        r"\[caption id=\"1\"\] \{{ x }} \[^3] \{% y %}",
        "1) alone, as text is numbered\n\n2) and another",
        "It cost $5, $$ or $6: so it was said... from import to export.",
    ],
)
def test_what_is_read_as_it_was_meant_is_not_asked_about(body: str) -> None:
    assert found(body) == []


@settings(max_examples=300, deadline=None)
@given(BODIES.filter(lambda body: "<" not in body))
def test_a_note_that_is_not_asked_about_is_whole_on_the_page(body: str) -> None:
    html = to_html(body)
    marks, links = (
        set(re.findall(rf'{name}="#?(fnref[^"]*)"', html)) for name in ("id", "href")
    )
    assert links <= marks


def test_a_list_in_text_is_none_on_the_page() -> None:
    assert "<ul>" not in to_html("The steps are:\n- first\n- second")
    assert to_html("* one\n  * two").count("<ul>") == 1
    assert to_html("* one\n    * two").count("<ul>") == 2


def test_a_note_without_a_mark_leads_nowhere_back() -> None:
    html = to_html("A[^1].\n\n[^1]: One.\n\n[^2]: Two.")
    assert "Two." in html
    assert html.count("footnote-backref") == 1


@pytest.mark.parametrize(
    "piece",
    ["[[", "{:", "~~a", "[a x=", "`", "{{ a ", "[^a", "- [", "a\n- b\n", "  - a\n",
     "[^1]: a\n", "\\[", "``a`", "<code>", "> ", "{{<", "{{ a\n", "[[\n", "```\n"],
)  # fmt: skip
def test_points_are_found_in_time_that_grows_with_the_body(piece: str) -> None:
    began = time.process_time()
    find_points(piece * 2_000, 1)
    short = time.process_time() - began
    began = time.process_time()
    assert len(find_points(piece * 40_000, 1)) <= 100
    assert time.process_time() - began < 60 * short + 2
