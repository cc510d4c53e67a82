"""Texts folded to compare their wordings."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from commentariat.archive.text import fold

WORDS = st.sampled_from(
    ["The", "treaty’s", "“un-like”", "ИЛИ", "й", "İstanbul", "straße", "x_y", "1,400", "٣",
     "naïve—so…", "a.b", "\u00a0", "\u200b", "\x1c", "\u3000", "ﬁne", "²", "é"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(min_size=150), st.lists(WORDS, min_size=40).map(" ".join)))
def test_a_long_text_folds_as_a_short_one_does(text: str) -> None:
    assert fold(text) == " ".join(re.findall(r"\w+", text.casefold()))
