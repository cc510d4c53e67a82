"""Dumps of Drupal: nodes, and what they refer to by ids."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

from raw_samples import SETTINGS, Site

from commentariat.errors import Problem
from commentariat.intake.formats.drupal import (
    cut_drupal,
    gather_drupal,
    read_drupal,
    tells_drupal,
)
from commentariat.intake.formats.model import (
    HEAD_SIZE,
    ItemSpan,
    ItemText,
    State,
    Surroundings,
)
from commentariat.intake.formats.table import tell_format
from commentariat.kinds import Kind

DUMP = (Path(__file__).parent.parent / "data/sources/drupal/nodes.json").read_bytes()


def opened(data: bytes) -> tuple[list[ItemSpan], list[Problem], list[ItemText]]:
    assert tells_drupal(data[:HEAD_SIZE], "a")
    around = Surroundings("a", lookup=gather_drupal(io.BytesIO(data), "a"))
    found = list(cut_drupal(io.BytesIO(data), "a"))
    spans = [one for one in found if isinstance(one, ItemSpan)]
    problems = [one for one in found if isinstance(one, Problem)]
    return (
        spans,
        problems,
        [read_drupal(data[one.start : one.end], one, around) for one in spans],
    )


def claims_of(item: ItemText) -> dict[str, tuple[str, ...]]:
    return {one.key: one.texts for one in item.claims}


def test_nodes_are_items_by_their_numbers() -> None:
    spans, problems, _ = opened(DUMP)
    assert problems == []
    assert [(one.key, one.kind, one.state) for one in spans] == [
        ("41", "article", State.PUBLISHED),
        ("42", "article", State.DRAFT),
        ("43", "page", State.PUBLISHED),
    ]
    told = tell_format(DUMP[:HEAD_SIZE], "nodes.json")
    assert told is not None
    assert told.name == "drupal"


def test_what_a_node_refers_to_is_called_by_its_name() -> None:
    item = opened(DUMP)[2][0]
    assert claims_of(item) == {
        "language": ("en",),
        "title": ("The Gauge & the Ledger",),
        "created": ("2019-03-02T09:30:00+00:00",),
        "changed": ("2019-03-05T11:00:00+00:00",),
        "summary": ("A river treaty survives on a number.",),
        "subtitle": ("Who writes the river down",),
        "authors": ("Ada Berg", "Bo Lind, Jr."),
        "category:tags": ("Water",),
        "category:region": ("South Asia",),
        "category:desk": ("Rivers",),
        "image": ("/sites/default/files/gauge.jpg",),
        "uid": ("Wilma Webb",),
    }
    assert [(one.name, one.bio) for one in item.bios] == [
        ("Ada Berg", "Ada Berg reads gauges.")
    ]
    assert item.address == "https://www.example.org/commentary/gauge-and-ledger"


def test_media_stand_where_the_text_has_their_ids() -> None:
    item = opened(DUMP)[2][0]
    where = "/sites/default/files/gauge.jpg"
    assert [one.markdown for one in item.blocks] == [
        "The number is read at six.",
        f'{{{{< figure src="{where}" alt="A brick house above a river" >}}}}\n'
        "The gauge house, *seen* from the road\n{{< /figure >}}",
        "Nobody paid for the [ink](https://www.example.org/node/7).",
    ]
    assert Kind.DRUPAL_MEDIA.of(1) in [one.message for one in item.doubts]


def test_who_entered_a_node_is_its_author_only_where_nothing_else_tells_one() -> None:
    first, second, _ = opened(DUMP)[2]
    assert "author" not in claims_of(first)
    assert claims_of(second)["author"] == ("Wilma Webb",)


def changed(**attributes: Any) -> bytes:
    dump = json.loads(DUMP)
    dump["data"] = dump["data"][:1]
    dump["data"][0]["attributes"] |= attributes
    return json.dumps(dump).encode()


def test_a_text_is_taken_as_readers_see_it_else_as_it_was_written() -> None:
    body: dict[str, str | None] = {
        "value": "a\r\n\r\nb",
        "format": "plain_text",
        "processed": "<p>a</p>\n<p>b</p>",
    }
    (item,) = opened(changed(body=body))[2]
    assert [one.text for one in item.blocks] == ["a", "b"]
    body = {"value": "# a\r\n\r\n*b*", "format": "markdown", "processed": None}
    (item,) = opened(changed(body=body))[2]
    assert [one.markdown for one in item.blocks] == ["## a", "*b*"]


def test_tokens_of_media_are_pictures_or_told() -> None:
    token = '[[{"fid": "12", "view_mode": "default", "attributes": {"alt": "A gate"}}]]'
    body = {"value": f"<p>a</p>{token}<p>[[x]] b</p>", "format": "full_html"}
    (item,) = opened(changed(body=body))[2]
    assert [one.text for one in item.blocks] == ["a", "A gate", "[[x]] b"]
    assert Kind.DRUPAL_MEDIA.of(1) in [one.message for one in item.doubts]


def test_one_answer_with_one_node_is_a_dump_too() -> None:
    dump = json.loads(DUMP)
    dump["data"] = dump["data"][0]
    spans, problems, (item,) = opened(json.dumps(dump).encode())
    assert ([one.key for one in spans], problems) == (["41"], [])
    assert claims_of(item)["authors"] == ("Ada Berg", "Bo Lind, Jr.")


def test_nodes_are_imported_with_their_terms(tmp_path: Path) -> None:
    site = Site(tmp_path, SETTINGS)
    site.raw("nodes.json", DUMP).imported()
    (article,) = site.articles()
    assert (article.title, article.slug) == (
        "The Gauge & the Ledger",
        "gauge-and-ledger",
    )
    assert article.authors == ("Ada Berg", "Bo Lind, Jr.")
    assert article.terms["topics"] == ("Water",)
    assert article.terms["regions"] == ("South Asia",)
    told = {one.message for one in site.report.open_points}
    assert {Kind.ITEMS_HELD_BACK.of("draft: 1"), Kind.ITEMS_ASIDE.of("page: 1")} <= told
