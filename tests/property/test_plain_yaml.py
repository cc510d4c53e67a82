"""
The fast ways to write and to read front matter, held to what PyYAML does.

`HEADER_EXAMPLES=100000` reads as many headers (minutes).
"""

from __future__ import annotations

import os
from random import Random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from commentariat.archive.frontmatter import parse_front_matter
from commentariat.archive.plain_header import NotPlain, read_header
from commentariat.archive.yaml_header import (
    DateText,
    dump_front_matter,
    dump_yaml,
    parse_by_library,
)
from commentariat.errors import SourceError

READ_EXAMPLES = int(os.environ.get("HEADER_EXAMPLES", "9000"))

# Words and marks that YAML reads as something else, and all that is near them.
ODD_WORDS = """yes No ON off true False null ~ y n = << .inf .nan - -- --- ... ? : # ! & * | > ' " % @ `
    [ ] { } , 0 1 12 0x1f 1_000 12:30 1:2:3 1e5 1.5 .5 5. +1 -1 0o7 0b1 2021-01-02 5b6f 190:20 a: :a #a a#
    'a' "a" ’s “a” ‘b’ « » — – … a\u00a0b \u200b \u200f \ufeff \u2028 \u0085 \x07 \ue000 \ufffe 😀 𐐀 мир مرحبا
    é""".split(" ")
ODD = st.sampled_from(ODD_WORDS)
TEXTS = st.one_of(
    st.text(max_size=12),
    st.lists(
        st.one_of(ODD, st.sampled_from([" ", "a", "\n", "\t"])), max_size=4
    ).map("".join),
    st.lists(ODD, max_size=3).map(" ".join),
)  # fmt: skip
DATES = st.sampled_from(
    (
        "2024-01-02",
        "1987-05",
        "1987",
        "2030-01-01 06:00",
        "0987",
        "2030-01-01T06:00:00+09:00",
        "2030-01-01 06:00 Europe/Berlin",
    )
).map(DateText) | st.dates().map(lambda day: DateText(day.isoformat()))
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
@example({"event": {"place": "\u2028"}, "bios": [{"bio": "a\u2029b\x85"}]})
def test_front_matter_is_written_as_pyyaml_writes_it(fields: dict[str, Any]) -> None:
    assert dump_front_matter(fields, "") == f"---\n{dump_yaml(fields)}---\n"


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(["title", "dek", "a-key"]), st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1), min_size=1,
))  # fmt: skip
def test_what_is_written_is_read_as_it_was(fields: dict[str, str]) -> None:
    text = dump_front_matter(fields, "A body.")
    assert parse_front_matter(text, "x.md")[0] == fields


class HeaderMaker:
    """Makes headers as front matter has them; in some, much of what is near them."""

    KEYS = ("title", "dek", "authors", "related", "teaser", "a_b-c", "X", "date")
    WORDS = (
        "Ada",
        "the",
        "river",
        "3",
        "it's",
        "“so”",
        "(a)",
        "x-y",
        "10:30",
        "a#b",
        "мир",
    )

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self.oddness = self.rng.choice((0, 0.02, 0.2))

    def make(self) -> str:
        end = self.pick("\n", ("\n\n", "\n# so\n", "\n...\n", "\r\n"))
        return "".join(f"{line}{end}" for line in self.mapping("", 0))

    def pick(self, usual: str, odd: list[str] | tuple[str, ...]) -> str:
        return self.rng.choice(odd) if self.rng.random() < self.oddness else usual

    def text(self) -> str:
        count = self.rng.randrange(1, 4)
        words = [
            self.pick(self.rng.choice(self.WORDS), ODD_WORDS) for _ in range(count)
        ]
        found = " ".join(words)
        single = "'" + found.replace("'", "''") + "'"
        usual = self.rng.choice((found, found, f'"{found}"', single))
        return self.pick(
            usual,
            ("", " ", f"'{found}'", f"[{found}]", f"{found} ", f"\t{found}", "|", ">-", '""',
             f'"{found}\\n"', f"&a {found}", "*a", f"!!str {found}", f"{found} # no", "[]",
             "{}", f"{found}\n  {found}", f'"{found}\n {found}"', f"- {found}"),
        )  # fmt: skip

    def mapping(self, column: str, depth: int) -> list[str]:
        keys = self.rng.sample(self.KEYS, self.rng.randrange(1, 4))
        lines = []
        for key in keys:
            at = self.pick(column, ("", " ", f"{column} ", f"{column}  ", "\t"))
            start = f"{at}{self.pick(key, (*ODD_WORDS, 'title'))}"
            kind = self.rng.choice(("text", "text", "list", "mapping", "nothing"))
            if kind == "text" or depth > 2:
                sign = self.pick(": ", (":", " : ", ":  ", ":\t", ": \n  "))
                lines.append(f"{start}{sign}{self.text()}")
                continue
            lines.append(f"{start}{self.pick(':', (': ', '', ': # so', ': |'))}")
            inner = column + self.rng.choice(("", "  ", "    "))
            if kind == "list":
                lines += self.list_of(inner, depth + 1)
            elif kind == "mapping":
                lines += self.mapping(inner or "  ", depth + 1)
        return lines

    def list_of(self, column: str, depth: int) -> list[str]:
        lines = []
        for _ in range(self.rng.randrange(1, 4)):
            dash = self.pick("- ", ("-", "-  ", "- - ", "? ", "-\t"))
            if self.rng.random() < 0.6:
                lines.append(f"{column}{dash}{self.text()}")
                continue
            entry = self.mapping(f"{column}  ", depth + 1)
            first = entry[0].removeprefix(f"{column}  ")
            lines += [f"{column}{dash}{first}", *entry[1:]]
        return lines


def parsed(read: Any, text: str) -> Any:
    """What *read* makes of *text*, the order of keys included; or the fault it names."""
    try:
        fields, header, body = read(text, "a.md")
    except SourceError as fault:
        return str(fault)
    return repr(fields), header, body


@pytest.mark.parametrize("part", range(3))
def test_front_matter_is_read_as_pyyaml_reads_it(part: int) -> None:
    for seed in range(part, READ_EXAMPLES, 3):
        text = f"---\n{HeaderMaker(seed).make()}---\n\nA body.\n"
        assert parsed(parse_front_matter, text) == parsed(parse_by_library, text), text


@settings(max_examples=max(500, READ_EXAMPLES // 15), deadline=None)
@given(st.dictionaries(KEYS, VALUES, max_size=4), st.data())
def test_written_front_matter_with_a_slip_is_read_as_pyyaml_reads_it(
    fields: dict[str, Any], data: st.DataObject
) -> None:
    text = dump_front_matter(fields, "A body.")
    cut = data.draw(st.integers(0, len(text)))
    slip = data.draw(st.one_of(ODD, st.sampled_from(["", " ", "\n", "  ", "- ", ": "])))
    for one in (text, text[:cut] + slip + text[cut + data.draw(st.integers(0, 2)) :]):
        assert parsed(parse_front_matter, one) == parsed(parse_by_library, one), one


def test_plain_front_matter_does_not_need_the_library() -> None:
    fields = {
        "title": "A colon: “quotes” – and 'more'",
        "date": DateText("2024-01-02"),
        "authors": ["Ada O’Hara", "Ben, the elder", "مريم"],
        "related": [{"teaser": "It’s so", "authors": ["No", "Ada"]}, {"title": "B"}],
        "event": {"date": DateText("2024-02-03"), "place": "Room 3: the hall"},
    }
    header = dump_front_matter(fields, "").removeprefix("---\n").removesuffix("---\n")
    assert read_header(header) == fields


def test_headers_of_both_kinds_are_tried() -> None:
    taken = 0
    for seed in range(300):
        try:
            read_header(HeaderMaker(seed).make())
            taken += 1
        except NotPlain:
            pass
    assert 30 < taken < 270
