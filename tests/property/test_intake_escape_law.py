"""The law of escaping: a page shows exactly what the raw file said."""

from __future__ import annotations

import markdown
import pytest
from html5lib import parseFragment
from hypothesis import example, given, settings
from hypothesis import strategies as st

from commentariat.engine.markup import to_html
from commentariat.intake.formats.escape import escape_heading, escape_paragraph

EXTENSIONS = ["tables", "footnotes", "toc", "sane_lists"]
_CONVERTER = markdown.Markdown(extensions=EXTENSIONS)

MARKS = st.sampled_from(
    [
        "*", "**", "***", "_", "__", "___", "`", "``", "```", "~", "~~~", "#", "###", ">",
        "-", "---", "+", "=", "===", "|", "| - |", "<", "</", "<!", "<!--", "-->", "<?",
        "<b>", "</b>", "<script>", "<div>", "<br>", "&", "&amp;", "&#12", "&#60;", "&lt",
        "&copy", "&nbsp;", "[", "]", "[^1]", "[^1]:", "[x]: y", "[a](b)", "![a](b)", "[a][b]",
        "](", "[TOC]", "(", ")", "\\", "\\\\", "\\*", "!", "!!!", "{", "}", "{: #x}", "*[a]:",
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


def shown(html: str) -> str:
    """Give the text that a reader sees, white space folded."""
    return fold("".join(parseFragment(html, treebuilder="etree").itertext()))


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
    html = _CONVERTER.convert(body)
    assert shown(html) == fold(f"Before. {text} After.")
    if fold(text):
        assert "<h2" in html


@given(st.lists(TEXTS, min_size=1, max_size=3))
@settings(max_examples=200, deadline=None)
def test_each_paragraph_is_one_paragraph_of_the_page(texts: list[str]) -> None:
    blocks = [block for block in map(escape_paragraph, texts) if block]
    _CONVERTER.reset()
    html = _CONVERTER.convert("\n\n".join(blocks))
    assert html.count("<p>") == len(blocks)


@pytest.mark.parametrize("character", list("\\`*_{}[]()>#+-.!|<&~="))
def test_a_lone_mark_between_words_is_left_as_it_is(character: str) -> None:
    assert escape_paragraph(f"one {character} two") == f"one {character} two"
