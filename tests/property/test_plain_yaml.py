"""The fast way to write front matter, held to what PyYAML writes."""

from __future__ import annotations

from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from commentariat.archive.frontmatter import (
    DateText,
    dump_front_matter,
    dump_yaml,
    parse_front_matter,
)

# Words and marks that YAML reads as something else, and all that is near them.
ODD = st.sampled_from(
    """yes No ON off true False null ~ y n = << .inf .nan - -- --- ... ? : # ! & * | > ' " % @ ` [ ] { }
    , 0 1 12 0x1f 1_000 12:30 1:2:3 1e5 1.5 .5 5. +1 -1 0o7 0b1 2021-01-02 5b6f 190:20 a: :a #a a#
    'a' "a" ’s “a” ‘b’ « » — – … a\u00a0b \u200b \u200f \ufeff \u2028 \u0085 \x07 \ue000 \ufffe 😀 𐐀 мир مرحبا
    é""".split(" ")
)
TEXTS = st.one_of(
    st.text(max_size=12),
    st.lists(
        st.one_of(ODD, st.sampled_from([" ", "a", "\n", "\t"])), max_size=4
    ).map("".join),
    st.lists(ODD, max_size=3).map(" ".join),
)  # fmt: skip
DATES = st.dates().map(lambda day: DateText(day.isoformat()))
SCALARS = st.one_of(
    TEXTS, st.integers(), st.floats(0, 1), DATES, st.booleans(), st.none()
)
KEYS = st.one_of(TEXTS, st.text(min_size=28, max_size=140))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)
    ),
    max_leaves=12,
)


@settings(max_examples=1500, deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=4))
@example({})
@example({"related": [{"teaser": "It: so", "authors": ["No", "Ada"]}, {}]})
@example({"bios": [{"name": "A", "bio": "One\nTwo"}], "codes": {}})
def test_front_matter_is_written_as_pyyaml_writes_it(fields: dict[str, Any]) -> None:
    assert dump_front_matter(fields, "") == f"---\n{dump_yaml(fields)}---\n"


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(["title", "dek", "a-key"]), st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1), min_size=1,
))  # fmt: skip
def test_what_is_written_is_read_as_it_was(fields: dict[str, str]) -> None:
    text = dump_front_matter(fields, "A body.")
    assert parse_front_matter(text, "x.md")[0] == fields
