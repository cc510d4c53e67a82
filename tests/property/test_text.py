"""Texts folded to compare their wordings, and searched for what cannot be shown."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from timing import assert_at_most

from commentariat.archive.links import find_links
from commentariat.archive.text import (
    UNSHOWABLE,
    fold,
    may_be_unshowable,
    normalize_line_ends,
)
from commentariat.engine.markup import to_html

WORDS = st.sampled_from(
    ["The", "treaty’s", "“un-like”", "ИЛИ", "й", "İstanbul", "straße", "x_y", "1,400", "٣",
     "naïve—so…", "a.b", "\u00a0", "\u200b", "\x1c", "\u3000", "ﬁne", "²", "é"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(min_size=150), st.lists(WORDS, min_size=40).map(" ".join)))
def test_a_long_text_folds_as_a_short_one_does(text: str) -> None:
    assert fold(text) == " ".join(re.findall(r"\w+", text.casefold()))


@settings(max_examples=1000, deadline=None)
@given(st.text(st.characters(codec="utf-8")))
@example("\x00")
@example("\x7f")
@example("\x80")
@example("\x9f")
@example("\ufdd0")
@example("\ufffe")
def test_what_cannot_be_shown_is_never_overlooked(text: str) -> None:
    text = text.replace("\r", "\n")
    if UNSHOWABLE.search(text):
        assert may_be_unshowable(text.encode())


def test_a_text_of_letters_is_not_searched_for_what_cannot_be_shown() -> None:
    assert not may_be_unshowable("“Naïve” — мир, العربية\n\tcafé\r\n".encode())


ADDRESSES = st.lists(
    st.sampled_from(
        ["/", "files", "a", "b.md", " ", "%20", "(2)", "ü", "u\u0308", "'", "’", "&", ";",
         "&amp;", "&copy", "\\_", "_", "\\)", "*", "?", "#", "=", "+", "..", ":", "1"]
    ),
    min_size=1, max_size=8,
).map("".join)  # fmt: skip
WAYS = st.sampled_from(
    ["[t]({})", "![t]({})", '[t]({} "Title (of) it")', "[t](<{}>)", "![t](<{}> 'T')",
     "[t][m]\n\n[m]: {}", "[t][n]\n\n[n]: <{}>", "[t][o]\n\n[o]: {} 'T'",
     '<a href="{}">t</a>', "<img alt='t' src=\"{}\">", "<a class=b\nhref = '{}'>t</a>",
     "> [t]({})", "- **[t]({})**", "## [t]({})", "[![p]({})](x)"]
)  # fmt: skip


class _Targets(HTMLParser):
    """The addresses in a page that may lead within its site."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        target = (held.get("href" if tag == "a" else "src") or "").strip()
        if target and not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#", target):
            self.found.add(target)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(WAYS, ADDRESSES), min_size=1, max_size=4))
@example([("[t][m]\n\n[m]: {}", ""), ("[t][n]\n\n[n]: <{}>", "/a b")])
@example([("[t][n]\n\n[n]: <{}>", " /")])
@example([("[t]({})", "/files/map (2) of pilot's.png")])
def test_no_link_within_the_site_is_overlooked(links: list[tuple[str, str]]) -> None:
    body = "\n\n".join(way.format(address) for way, address in links)
    assert _Targets(to_html(body)).found <= set(find_links(body))


INLINE = r"\]\(\s*<?(?:(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//|#)[^\s<>)\"']*|([^\s<>)\"']+))"
PIECES = (
    "](", "]", "]: ", "(", ")", "<", ">", " ", "\n", "'", "\\", "/a", "b", "c:", "#",
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
@example("](c:/a](b](/a)](c d)")
def test_each_bracket_is_looked_behind_as_a_pattern_does(body: str) -> None:
    assert set(filter(None, re.findall(INLINE, body))) <= set(find_links(body))


@pytest.mark.parametrize(
    "opening", ["](", "](<", "]: <", "](a'", '<a href="', "[x](a b(", "]:\n", "]( a"]
)
def test_many_addresses_that_never_end_are_soon_looked_through(opening: str) -> None:
    few = opening * 2_000
    assert_at_most(4, [few] * 4, few * 4, find_links)


@given(text=st.text(st.sampled_from("a\r\n\u2028\x85")))
def test_lines_are_ended_as_universal_newlines_end_them(text: str) -> None:
    assert normalize_line_ends(text) == io.StringIO(text, newline=None).read()
