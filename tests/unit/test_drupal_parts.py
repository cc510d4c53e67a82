"""Texts of Drupal that are put together of paragraphs."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from commentariat.intake.formats.drupal import (
    cut_drupal,
    gather_drupal,
    read_drupal,
)
from commentariat.intake.formats.drupal_parts import Parts
from commentariat.intake.formats.model import ItemSpan, ItemText, Surroundings
from commentariat.kinds import Kind


def part(
    own: str, bundle: str, refers: dict[str, Any] | None = None, **fields: Any
) -> Any:
    relations = {name: {"data": data} for name, data in (refers or {}).items()}
    return {
        "type": f"paragraph--{bundle}",
        "id": own,
        "attributes": {"drupal_internal__id": 7, "status": True, "langcode": "en"}
        | fields,
        "relationships": relations,
    }


def text(html: str) -> dict[str, str]:
    return {"value": html, "format": "full_html", "processed": html}


def ref(own: str, kind: str = "paragraph--text") -> dict[str, str]:
    return {"type": kind, "id": own}


PARTS = [
    part("p1", "text", field_heading="First", field_text=text("<p>Words <b>one</b>.</p>"),
         field_align="left"),
    part("p2", "quote", field_quote="Water keeps books.", field_author="Cy Dahl"),
    part("p3", "image", {"field_image": ref("f1", "file--file") | {"meta": {"alt": "A weir"}}},
         field_caption="The weir"),
    part("p4", "group", {"field_items": [ref("p5"), ref("p6")]}),
    part("p5", "text", field_text=text("<p>Within.</p>")),
    part("p6", "link", field_link={"uri": "https://x.example/", "title": "A link"}),
    {"type": "file--file", "id": "f1", "attributes": {"uri": {"url": "/sites/w.jpg"}}},
]  # fmt: skip


def dump(included: list[Any], *refers: dict[str, str], body: Any = None) -> bytes:
    node = {
        "type": "node--article",
        "id": "n1",
        "attributes": {"drupal_internal__nid": 1, "title": "By Parts", "body": body},
        "relationships": {"field_content": {"data": list(refers)}},
    }
    return json.dumps({"data": [node], "included": included}).encode()


def opened(data: bytes) -> tuple[ItemSpan, ItemText]:
    (span,) = [
        one for one in cut_drupal(io.BytesIO(data), "a") if isinstance(one, ItemSpan)
    ]
    around = Surroundings("a", lookup=gather_drupal(io.BytesIO(data), "a"))
    return span, read_drupal(data[span.start : span.end], span, around)


def test_paragraphs_are_the_text_in_their_order() -> None:
    refers = [ref("p1"), ref("p2", "paragraph--quote"), ref("p3"), ref("p4")]
    _, item = opened(dump(PARTS, *refers, body=text("<p>The body.</p>")))
    assert [one.markdown for one in item.blocks] == [
        "The body.",
        "## First",
        "Words **one**.",
        "> Water keeps books.\n>\n> Cy Dahl",
        '{{< figure src="/sites/w.jpg" alt="A weir" caption="The weir" >}}',
        "Within.",
        "[A link](https://x.example/)",
    ]
    assert item.doubts == ()
    assert not any(one.key.endswith(".id") for one in item.claims)


def test_a_text_may_be_paragraphs_alone() -> None:
    _, item = opened(dump(PARTS, ref("p5")))
    assert [one.markdown for one in item.blocks] == ["Within."]


def test_paragraphs_that_a_dump_does_not_hold_are_told() -> None:
    _, item = opened(dump(PARTS, ref("p5"), ref("p9")))
    assert [one.message for one in item.doubts] == [Kind.DRUPAL_PARTS.of(1)]
    assert ("content.id", ("p9",)) in [(one.key, one.texts) for one in item.claims]


def test_a_paragraph_in_itself_ends() -> None:
    ring = [part("p1", "group", {"field_items": [ref("p1"), ref("p1")]})]
    _, item = opened(dump(ring, ref("p1")))
    assert Kind.DRUPAL_PARTS in {one.message.kind for one in item.doubts}


@pytest.mark.parametrize("changed", [0, 4])
def test_a_node_changes_with_its_paragraphs(changed: int) -> None:
    refers = [ref("p1"), ref("p4")]
    before, _ = opened(dump(PARTS, *refers))
    parts = json.loads(json.dumps(PARTS))
    parts[changed]["attributes"]["field_text"] = text("<p>Other words.</p>")
    after, _ = opened(dump(parts, *refers))
    assert before.digest != after.digest
    parts = json.loads(json.dumps(PARTS))
    parts[1]["attributes"]["field_quote"] = "Not of this node."
    same, _ = opened(dump(parts, *refers))
    assert before.digest == same.digest


def test_nothing_of_a_paragraph_acts() -> None:
    parts = [part("p1", "text", field_title="<script>alert(1)</script>",
                  field_link={"uri": "javascript:alert(1)", "title": "x"})]  # fmt: skip
    _, item = opened(dump(parts, ref("p1")))
    shown = "\n".join(one.markdown for one in item.blocks)
    assert "javascript:" not in shown
    assert "<script>" not in shown.replace("\\<", "")


def test_a_part_that_is_not_there_is_counted() -> None:
    parts = Parts({}, lambda own, caption: "")
    assert parts.written("x") == ""
    assert parts.missing == 1
