"""Text as Markdown: escaped where it must be, and readable."""

from __future__ import annotations

import pytest

from commentariat.intake.formats.escape import escape_heading, escape_paragraph


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2014. That was the year.", "2014\\. That was the year."),
        ("###", "\\###"),
        ("- a dash", "\\- a dash"),
        ("+ a plus", "\\+ a plus"),
        ("* a star", "\\* a star"),
        ("> a quote", "\\> a quote"),
        ("---", "\\---"),
        ("* * *", "\\* * *"),
        ("~~~", "~&#126;&#126;"),
        ("~~struck~~", "~&#126;struck~&#126;"),
        (": a definition", "&#58; a definition"),
        ("[x] a box", "\\[x] a box"),
        ("!!! note", "\\!!! note"),
        ("a cell {.x}", "a cell \\{.x}"),
        ("```", "\\`\\`\\`"),
        ("[^1] a note", "\\[^1] a note"),
        ("[x]: y", "\\[x]: y"),
        ("[TOC]", "\\[TOC]"),
        ("[a](b)", "[a]\\(b)"),
        ("*stress* and _more_", "\\*stress\\* and \\_more\\_"),
        ("a <b> tag", "a &lt;b> tag"),
        ("R&amp;D", "R&amp;amp;D"),
        ("back\\_slash", "back\\\\_slash"),
        ("    indented  text  ", "indented text"),
    ],
)
def test_what_markdown_would_take_for_a_mark_is_escaped(
    text: str, written: str
) -> None:
    assert escape_paragraph(text) == written


@pytest.mark.parametrize(
    "text",
    [
        "A plain sentence, with “quotes” — and a dash.",
        "snake_case_word stays",
        "2 * 3 = 6",
        "one* footnote star",
        "R&D and AT&T",
        "x < 5 > y",
        "“We advanced along Bolshoi [Street] to reach it.”",
        "In 2014. That was it.",
        "-5 degrees",
        "a tag inside #text",
        "C:\\Windows",
        "| a | b |",
        "Term : def",
        "=====",
        "A 50% rise ~ 3 points!",
    ],
)
def test_what_markdown_leaves_alone_is_not_escaped(text: str) -> None:
    assert escape_paragraph(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("See https://x.org/a_b.", "See <https://x.org/a_b>."),
        ("(http://x.org/a_(b))", "(<http://x.org/a_(b)>)"),
        ("https://x.org/?a=1&b=2", "<https://x.org/?a=1&b=2>"),
        ("https://x.org/?a=1&amp;b=2", "https&#58;//x.org/?a=1&amp;amp;b=2"),
        ("ftp://x.org", "ftp://x.org"),
        ("https://", "https://"),
    ],
)
def test_a_plain_address_becomes_a_link_that_shows_itself(
    text: str, written: str
) -> None:
    assert escape_paragraph(text) == written


def test_a_heading_keeps_the_signs_it_ends_with() -> None:
    assert escape_heading("In C#") == "## In C\\#"
    assert escape_heading("A\\") == "## A\\\\"
