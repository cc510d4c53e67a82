"""Data for machines, as it stands in a script element."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich_site import SETTINGS, list_pages, make_site, records
from schema_org import faults_of

from commentariat.site.structured import to_script, with_fields
from commentariat.works import WORKS

# An end tag needs no `>` where it stands, and a comment hides the end of the element.
HOSTILE = ["</script x", "</script/", "<!-- <script ", "-->", "&lt;"]


@given(st.text() | st.lists(st.sampled_from(HOSTILE)).map("".join))
def test_data_holds_no_sign_of_markup_and_reads_as_it_was(words: str) -> None:
    written = to_script([{"headline": words}])
    assert not set("<>&") & set(written)
    assert json.loads(written)["@graph"] == [{"headline": words}]


@pytest.mark.parametrize("words", HOSTILE)
def test_no_data_ends_the_element_or_hides_its_end(words: str) -> None:
    written = to_script([{"headline": words}])
    page = html5lib.parse(f"<script>{written}</script><p>", namespaceHTMLElements=False)
    script, paragraph = page.findall(".//script")[0], page.findall(".//p")
    assert script.text == written
    assert len(paragraph) == 1


# --- what is told of each kind of page --------------------------------------------------


def nodes_of(**changes: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every node that a site with everything tells, by the page that tells it."""
    settings = replace(SETTINGS, fields=(), **changes)
    for page in list_pages(make_site(records(), settings)).pages:
        head = getattr(page.make(), "head", None)
        if head and head.json_ld:
            for node in json.loads(head.json_ld)["@graph"]:
                yield page.output, node


@pytest.mark.parametrize("work", WORKS)
def test_a_piece_is_told_by_what_its_class_has(work: str) -> None:
    found = list(nodes_of(works={"commentary": work}))
    assert [
        (output, fault) for output, node in found for fault in faults_of(node)
    ] == []
    classes = {
        node["@type"] for output, node in found if output.startswith("articles/")
    }
    assert WORKS[work].schema in classes
    assert ("Event" in classes) == WORKS[work].is_of_event
    told = next(n for o, n in found if o == "articles/ferry/index.html")
    assert told["correction"][0]["text"] == "Some text"
    assert told["isPartOf"]["name"] == "Notes"
    assert {"Europe", "Energy", "Chad"} < set(told["keywords"])


def test_an_event_is_told_as_one_beside_the_piece_on_it() -> None:
    found = nodes_of(works={"commentary": "event"})
    nodes = {n["@type"]: n for o, n in found if o == "articles/ferry/index.html"}
    event = nodes["Event"]
    assert event["name"] == nodes["Article"]["headline"]
    assert event["startDate"] == "2021-03-03"
    assert event["location"] == {"@type": "Place", "name": "Some place"}
    assert event["subjectOf"]["url"] == nodes["Article"]["url"]


def test_the_judge_of_structured_data_sees_what_is_wrong() -> None:
    wrong: list[dict[str, Any]] = [
        {"@type": "Event", "headline": "T"},
        {"@type": "Artikle", "name": "T"},
        {"@type": "Article", "datePublished": "March 2021"},
        {"@type": "Article", "author": {"@type": "Place", "name": "T"}},
        {"@type": "Article", "publisher": {"@type": "Organization", "nam": "T"}},
        {"@type": "ItemList", "numberOfItems": "3"},
        {"@type": "Article", "headline": ""},
    ]
    assert all(list(faults_of(node)) for node in wrong)


def test_what_a_field_tells_stands_beside_what_its_page_tells() -> None:
    node = {"keywords": ["Energy"], "headline": "T"}
    said = {"keywords": "Ports", "isbn": "1"}
    assert with_fields(node, said) == {
        "keywords": ["Energy", "Ports"],
        "headline": "T",
        "isbn": "1",
    }
