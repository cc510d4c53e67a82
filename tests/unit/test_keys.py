"""The table of keys: what is known, judged, kept and written follows from its rows."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import msgspec
import pytest
from harness import article

from commentariat.archive import judge
from commentariat.archive.archive import key_of
from commentariat.archive.judge import judge_fields, open_content, parse_article
from commentariat.archive.model import (
    HOME_KEYS,
    TERM_KEYS,
    Article,
    Detail,
    Key,
    PageFile,
    Shape,
    TermFile,
    article_keys,
)
from commentariat.archive.schema import Schema, make_table
from commentariat.errors import SourceError
from commentariat.facets import DEFAULT_FACETS

OF_THE_FILE = {"source", "digest", "body_key", "body_line", "length", "links", "points"}
OWN = {"terms", "fields"}  # a row for each that a site has
# What follows from other fields, and the place of the detail and of the term's facet.
DERIVED = {
    Article: {
        "time",
        "instant",
        "is_expired",
        "ruled",
        "dek_key",
        "teaser_keys",
        "title_keys",
        "related_links",
        "bio_names",
        "related_names",
        "sketch",
        "detail",
    },
    Detail: set(),
    TermFile: {"facet"},
    PageFile: set(),
}


@pytest.mark.parametrize("kind", list(DERIVED))
def test_every_field_that_comes_from_front_matter_has_one_row(
    kind: type[msgspec.Struct],
) -> None:
    keys = (*article_keys(DEFAULT_FACETS), *TERM_KEYS, *HOME_KEYS)
    rows = Counter(key.field or key.name for key in keys if key.kept is kind)
    if kind is Article:
        assert rows.pop("terms") == sum(not one.is_of_date for one in DEFAULT_FACETS)
    wanted = set(kind.__struct_fields__) - OF_THE_FILE - DERIVED[kind] - OWN
    assert rows == dict.fromkeys(wanted, 1)


def test_every_facet_has_one_key_and_no_key_stands_twice() -> None:
    keys = article_keys(DEFAULT_FACETS)
    assert [key.facet for key in keys if key.facet] == [
        "types", "series", "authors", "centers", "regions", "topics", "programs",
        "projects", "collections",
    ]  # fmt: skip
    assert set(Counter(key.name for key in keys).values()) == {1}


def test_the_key_of_a_main_term_is_the_one_that_the_row_of_its_facet_says() -> None:
    (centers,) = (facet for facet in DEFAULT_FACETS if facet.main_key)
    own = msgspec.structs.replace(centers, main_key="dek")
    text = article("T", centers=["North"], primary_center="South", dek="South")
    one = parse_article(text.encode(), "a.md", Schema())
    assert key_of(centers, one, "South") == "primary_center"
    assert key_of(own, one, "South") == "dek"
    assert key_of(own, one, "North") == "centers[0]"


def test_a_key_that_is_added_to_the_table_is_judged_and_kept() -> None:
    added = Key("filmed", Shape.DATE, Detail)
    table = make_table((*Schema().article_keys.rows.values(), added))
    data = article("T", filmed="2024-02-29").encode()
    kept = judge_fields(open_content(data, "a.md"), table)
    assert kept[Detail] == {"filmed": "2024-02-29"}
    with pytest.raises(SourceError, match="a date as 2024-03-15 for 'filmed'"):
        judge_fields(open_content(article("T", filmed="soon").encode(), "a.md"), table)


def test_a_key_that_no_struct_has_a_field_for_is_no_key_that_vanishes() -> None:
    with pytest.raises(TypeError, match="filmed"):
        Detail(filmed="2024-02-29")  # type: ignore[call-arg]


def test_the_docs_name_every_key_of_an_article() -> None:
    page = Path(__file__).parents[2] / "docs/reference/front-matter.md"
    listed = page.read_text(encoding="utf-8").split("\n## ")[1]
    named = re.findall(r"^\| `(\w+)`", listed, re.MULTILINE)
    assert named == [key.name for key in article_keys(DEFAULT_FACETS)]


def test_every_shape_is_judged() -> None:
    assert judge.SHAPES.keys() == set(Shape)


def test_faults_come_in_the_order_of_lines_and_what_is_missing_first() -> None:
    data = b"---\nupdated: x\nregions: y\ndate: z\n---\n"
    with pytest.raises(SourceError) as caught:
        parse_article(data, "a.md", Schema())
    keys = [problem.key for problem in caught.value.problems]
    assert keys == ["title", "updated", "regions", "date"]
