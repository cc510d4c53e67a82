"""The law of escaping: a page shows exactly what the raw file said."""

from __future__ import annotations

import html

import markdown
import pytest
from html5lib import parseFragment
from hypothesis import example, given, settings
from hypothesis import strategies as st

from commentariat.config import MarkdownSettings
from commentariat.engine.markup import to_html
from commentariat.engine.markup_dialect import DIALECT
from commentariat.engine.markup_rules import MarkupRules
from commentariat.intake.formats.escape import escape_heading, escape_paragraph
from commentariat.intake.formats.html import HTML
from commentariat.intake.formats.model import ItemSpan, Surroundings

EXTENSIONS = ["tables", "footnotes", "toc", "sane_lists"]
_CONVERTER = markdown.Markdown(extensions=EXTENSIONS)

EVERYTHING = MarkupRules(
    markdown=MarkdownSettings(**dict.fromkeys(DIALECT.keys() - {"smart_quotes"}, True))
)
"""What a site may turn on, but for what is there to change the characters of a text."""
MARKS = st.sampled_from(
    [
        "*", "**", "***", "_", "__", "___", "`", "``", "```", "~", "~~~", "#", "###", ">",
        "-", "---", "+", "=", "===", "|", "| - |", "<", "</", "<!", "<!--", "-->", "<?",
        "<b>", "</b>", "<script>", "<div>", "<br>", "&", "&amp;", "&#12", "&#60;", "&lt",
        "&copy", "&nbsp;", "[", "]", "[^1]", "[^1]:", "[x]: y", "[a](b)", "![a](b)", "[a][b]",
        "](", "[TOC]", "(", ")", "\\", "\\\\", "\\*", "!", "!!!", "{", "}", "{: #x}", "*[a]:",
        "~~", "~~a~~", "[ ]", "[x]", "[ ] a", "!!! note", "{.x}", "{: .x }", "{", ": a",
        "2014.", "1.", "1)", "١.", ":", ": def", "Term", "https://example.org",
        "http://a.b/c_d*e?f=1&g=2", "https://x.org/(a)", "https://x.org/a_", "<https://a.b>",
        "<a@b.c>", "<5@b.c>", "a@b.c", "www.x.org", "///Footnotes Go Here///", '"', "'",
    ]
)  # fmt: skip
WORDS = st.sampled_from(
    ["word", "Ukraine", "слово", "كلمة", "x", "R", "D", "a_b", "5", "—"]
)
SPACES = st.sampled_from(
    [" ", "", "  ", "    ", "\t", "\n", "\u00a0", "\u2028", "\u3000"]
)
ANY = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=8
)
PIECES = st.lists(st.tuples(SPACES, st.one_of(MARKS, MARKS, WORDS, ANY)), max_size=12)
TEXTS = PIECES.map(lambda pieces: "".join(space + piece for space, piece in pieces))


LONG = "A sentence of the page that is long enough to be taken for its text, and is it."


def shown(made: str) -> str:
    """Give the text that a reader sees, white space folded."""
    return fold("".join(parseFragment(made, treebuilder="etree").itertext()))


def fold(text: str) -> str:
    return " ".join(text.split())


@given(st.lists(TEXTS, max_size=4))
@example(["*https://x.org/a*", "a*"])
@example(["~~~", "x", "~~~"])
@example(["```", "x", "```"])
@example(["[^1]: note", "see [^1]"])
@example(["| a | b |", "|---|---|"])
@settings(max_examples=400, deadline=None)
def test_a_page_shows_exactly_what_the_paragraphs_said(texts: list[str]) -> None:
    body = "\n\n".join(filter(None, map(escape_paragraph, texts)))
    _CONVERTER.reset()
    assert shown(_CONVERTER.convert(body)) == fold(" ".join(texts))
    assert shown(to_html(body)) == fold(" ".join(texts))
    assert shown(to_html(body, EVERYTHING)) == fold(" ".join(texts))


@given(TEXTS)
@example("C#")
@example("a\\")
@example("\\\\")
@example("# a #")
@example("a {#x}")
@settings(max_examples=300, deadline=None)
def test_a_heading_shows_exactly_what_it_said(text: str) -> None:
    body = f"Before.\n\n{escape_heading(text)}\n\nAfter."
    _CONVERTER.reset()
    made = _CONVERTER.convert(body)
    assert shown(made) == fold(f"Before. {text} After.")
    if fold(text):
        assert "<h2" in made
    assert shown(to_html(body, EVERYTHING)) == fold(f"Before. {text} After.")


@given(st.lists(TEXTS, min_size=1, max_size=3))
@settings(max_examples=200, deadline=None)
def test_each_paragraph_is_one_paragraph_of_the_page(texts: list[str]) -> None:
    blocks = [block for block in map(escape_paragraph, texts) if block]
    _CONVERTER.reset()
    made = _CONVERTER.convert("\n\n".join(blocks))
    assert made.count("<p>") == len(blocks)


@given(st.lists(TEXTS, min_size=5, max_size=5))
@example(["~~a~~", "[ ] a", ": a", "a {.x}", "!!! note"])
@example([": a", "{: .x }", "[x] a", "a {#b}", "{.x}"])
@example(["https://a.b/*c*", "a", "b", "https://a.b/_c_", "~~a~~ https://a.b/{c}"])
@settings(max_examples=200, deadline=None)
def test_the_words_of_a_page_stay_words_whatever_a_site_turns_on(
    texts: list[str],
) -> None:
    first, second, third, fourth, fifth = map(html.escape, texts)
    page = (
        f"<article><h2>On {first}</h2><p>{LONG} {first}</p><p>{second}<br>{third}<br>"
        f"<b>x</b>{fourth} {LONG}</p><ul><li>{second}</li><li>{third} <i>x</i></li></ul>"
        f"<table><tr><th>a {fourth}</th><th>b</th></tr><tr><td>{first}</td><td>"
        f"{second}</td></tr></table><blockquote><p>{fifth}</p></blockquote><p>{fifth}</p>"
        f"<p>{LONG}</p></article>"
    )
    item = HTML.read(page.encode(), ItemSpan("", 0, len(page)), Surroundings("a.html"))
    body = "\n\n".join(block.markdown for block in item.blocks)
    plain = to_html(body)
    assert shown(to_html(body, EVERYTHING)) == shown(plain)


@pytest.mark.parametrize("character", list("\\`*_{}[]()>#+-.!|<&~="))
def test_a_lone_mark_between_words_is_left_as_it_is(character: str) -> None:
    assert escape_paragraph(f"one {character} two") == f"one {character} two"
