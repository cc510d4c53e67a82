"""Markdown of other generators, written so that ours shows what theirs did."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pyromark
import pytest

from commentariat.engine.markup import to_html
from commentariat.migration.dialect import Dialect, write_as_ours
from commentariat.migration.generators import GENERATORS

LISTS = Dialect(nests_by_text=True)
ALL = Dialect(nests_by_text=True, reads_in_elements=True)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Text:\n- a\n- b", "Text:\n\n- a\n- b"),
        ("Text:\n1. a", "Text:\n\n1. a"),
        ("In\n1986. A year", "In\n1986. A year"),
        ("In\n- ", "In\n- "),
        ("- a\n  - b\n    - c", "- a\n    - b\n        - c"),
        ("- a\n    - b", "- a\n    - b"),
        ("1. a\n   - b\n2) c", "1. a\n    - b\n2. c"),
        ("- a\n\n  more\n- b", "- a\n\n    more\n\n- b"),
        ("- a\n1. b", "- a\n\n1. b"),
        ("- a\n  ```sh\n  x\n    y\n  ```", "- a\n\n        x\n          y"),
        (
            "Text\n| a | b |\n|---|---|\n| 1 | 2 |",
            "Text\n\n| a | b |\n|---|---|\n| 1 | 2 |",
        ),
        ("One\\\ntwo", "One  \ntwo"),
        ("Title\n-----\n- a", "Title\n-----\n\n- a"),
        ("* * *", "* * *"),
        ("```\n- a\n  - b\n```", "```\n- a\n  - b\n```"),
        ("    - code\n      - code", "    - code\n      - code"),
    ],
)
def test_lists_stand_where_ours_finds_them(theirs: str, ours: str) -> None:
    assert write_as_ours(theirs, LISTS) == ours


def test_what_ours_reads_alike_stays_as_it_is() -> None:
    text = "A\n\n- b\n- c\n    - d\n\n    e\n\n1. f\n2. g\n\n> h\n> - i\n\n***\n"
    assert write_as_ours(text, ALL) == text


def test_text_within_elements_is_said_to_be_markdown() -> None:
    details = "<details{}>\n<summary>More</summary>\n\nHidden *text*.\n\n</details>"
    marked = details.format(' markdown="1"')
    assert write_as_ours(details.format(""), ALL) == marked
    assert write_as_ours(marked, ALL) == marked
    assert write_as_ours(details.format(""), LISTS) == details.format("")
    whole = "<div>\nNo *text*.\n</div>"
    assert write_as_ours(whole, ALL) == whole
    fenced = f"```html\n{details.format('')}\n```"
    assert write_as_ours(fenced, ALL) == fenced


def test_every_generator_has_the_markdown_that_its_sites_have() -> None:
    by_name = {one.name: one.dialect for one in GENERATORS}
    assert by_name["Pelican"].nests_by_text is False  # its Markdown is that of ours
    assert by_name["Hugo"].settings == ("bare_addresses", "markdown_in_html")
    assert all("markdown_in_html" in one.settings for one in by_name.values())


def written(seed: int) -> str:
    """Write a text with lists as people write them, by CommonMark."""
    random_ = random.Random(seed)
    lines: list[str] = []

    def item(indent: int, mark: str, depth: int) -> None:
        begin = " " * indent + mark + " "
        lines.append(begin + random_.choice(("one two", "*one* two")))
        for _ in range(random_.choice((0, 0, 1))):
            kind = random_.random()
            if kind < 0.5 and depth < 3:
                inner = random_.choice(("-", "1."))
                for _ in range(random_.choice((1, 2))):
                    item(len(begin), inner, depth + 1)
            elif kind < 0.8:
                lines.append(" " * len(begin) + "three")
            else:
                lines.extend(("", " " * len(begin) + "four", ""))

    for _ in range(random_.choice((1, 2))):
        lines.append("Text")
        mark = random_.choice(("-", "1."))
        for _ in range(random_.choice((1, 2, 3))):
            item(0, mark, 0)
        lines += "", "Text", ""
    return "\n".join(lines)


def shape(html: str) -> list[str]:
    """List elements of lists, and words, of a page."""
    return [one for one in _parts(html) if one not in ("</li>", "<p>", "</p>")]


def _parts(html: str) -> Iterator[str]:
    for found in re.finditer(r"<(/?\w+)[^>]*>|[^<\s]+", html):
        yield f"<{found[1]}>" if found[1] else found[0]


def test_lists_are_shown_as_commonmark_shows_them() -> None:
    texts = [written(seed) for seed in range(300)]
    changed = 0
    for text in texts:
        ours = write_as_ours(text, LISTS)
        changed += ours != text
        assert shape(to_html(ours)) == shape(pyromark.html(text)), text
    assert changed > 200
