"""Texts folded to compare their wordings, and searched for what cannot be shown."""

from __future__ import annotations

import io
import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from commentariat.archive.links import find_links
from commentariat.archive.text import (
    UNSHOWABLE,
    fold,
    may_be_unshowable,
    normalize_line_ends,
)

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


LINKS = st.sampled_from(
    ["[a](", "](", "]: ", "<", ">", '<a href="', "<img SRC='", "<ımg ſrc=", '"', "'", ")", "(",
     " ", "\n", "/x/", "b.md", "#c", "//d.example", "https://e.example/f", "mailto:g", "&amp;"]
)  # fmt: skip


@settings(max_examples=1000, deadline=None)
@given(st.lists(LINKS, max_size=12).map("".join))
def test_no_link_within_the_site_is_overlooked(body: str) -> None:
    targets = re.findall(r"\]\(\s*<?([^\s<>)\"']+)", body)
    targets += re.findall(r"\]:\s*<?([^\s<>]+)", body)
    targets += re.findall(r"""(?i:href|src)\s*=\s*["']?([^\s"'>]+)""", body)
    elsewhere = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|#")
    within = [target for target in targets if not elsewhere.match(target)]
    assert find_links(body) == tuple(dict.fromkeys(within))


@given(text=st.text(st.sampled_from("a\r\n\u2028\x85")))
def test_lines_are_ended_as_universal_newlines_end_them(text: str) -> None:
    assert normalize_line_ends(text) == io.StringIO(text, newline=None).read()
