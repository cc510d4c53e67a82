"""Nodes of Drupal as XML, in the shapes that its modules write."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from raw_samples import SETTINGS, Site

from commentariat.errors import Problem
from commentariat.intake.formats.drupal_xml import cut_drupal_xml, read_drupal_xml
from commentariat.intake.formats.model import (
    HEAD_SIZE,
    ItemSpan,
    ItemText,
    State,
    Surroundings,
)
from commentariat.intake.formats.table import tell_format
from commentariat.kinds import Kind

DATA = Path(__file__).parent.parent / "data/sources/drupal"
REST = (
    '<?xml version="1.0"?>\n<response><item key="0"><title>Wind</title><body>&lt;p&gt;The '
    "gate.&lt;/p&gt;</body><nid>7</nid><created>2019-03-02T10:00:00+0000</created></item>"
    '<item key="1"><title>Mud</title><body>x</body><nid>8</nid></item></response>'
)
AS_ELEMENTS = (
    "<nodes><node><Title>Wind</Title><Body><p>The <em>upper</em> gate.</p><p>Two &amp; three."
    "</p></Body><Nid>7</Nid></node></nodes>"
)


def opened(data: str | bytes) -> tuple[list[ItemSpan], list[Problem], list[ItemText]]:
    """Tell, cut and read *data* as import does."""
    data = data.encode() if isinstance(data, str) else data
    told = tell_format(data[:HEAD_SIZE], "nodes.xml")
    assert told is not None
    assert told.name == "drupal-xml"
    found = list(cut_drupal_xml(io.BytesIO(data), "nodes.xml"))
    spans = [one for one in found if isinstance(one, ItemSpan)]
    items = [
        read_drupal_xml(data[one.start : one.end], one, Surroundings("nodes.xml"))
        for one in spans
    ]
    return spans, [one for one in found if isinstance(one, Problem)], items


def claims_of(item: ItemText) -> dict[str, tuple[str, ...]]:
    return {one.key: one.texts for one in item.claims}


def test_what_a_view_exports_is_read() -> None:
    spans, problems, (wind, mud) = opened((DATA / "views.xml").read_bytes())
    assert problems == []
    assert [(one.key, one.state) for one in spans] == [
        ("7", State.PUBLISHED),
        ("8", State.DRAFT),
    ]
    said = claims_of(wind)
    assert (said["title"], said["author"]) == (("Wind & Water",), ("Ada Berg",))
    assert said["post_date"] == ("2019-03-02 10:00",)
    assert said["tags"] == ("rivers", "locks")
    assert [one.markdown for one in wind.blocks] == ["The *upper* gate.", "Two."]
    assert [one.markdown for one in mud.blocks] == ["One line."]


def test_what_node_export_writes_is_read() -> None:
    (span,), problems, (wind,) = opened((DATA / "node_export.xml").read_bytes())
    assert (span.key, span.line, problems) == ("7", 3, [])
    said = claims_of(wind)
    assert (said["title"], said["summary"]) == (("Wind",), ("In short.",))
    assert (said["created"], said["byline"]) == (("1551520800",), ("Bo Lind",))
    assert said["tags.id"] == ("3", "5")
    assert said.keys().isdisjoint(
        {"name", "author", "uid", "format", "nid", "language"}
    )
    assert [one.address for one in wind.pictures] == [
        "/sites/default/files/2019/gate.jpg"
    ]
    assert [one.markdown for one in wind.blocks] == ["The gate."]


@pytest.mark.parametrize("data", [REST, AS_ELEMENTS])
def test_other_shapes_are_read_too(data: str) -> None:
    spans, problems, items = opened(data)
    assert problems == []
    assert (spans[0].key, claims_of(items[0])["title"]) == ("7", ("Wind",))
    expected = ["The gate."] if data is REST else ["The *upper* gate.", "Two & three."]
    assert [one.markdown for one in items[0].blocks] == expected


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("Sat, 03/02/2019 - 10:00", "2019-03-02 10:00"),
        ("Sun, 03/02/2019", "2019-02-03"),
        ("Mon, 03/02/2019", "Mon, 03/02/2019"),
        ("Sat, 13/14/2019", "Sat, 13/14/2019"),
    ],
)
def test_the_day_of_the_week_tells_day_and_month_apart(said: str, date: str) -> None:
    data = AS_ELEMENTS.replace("<Nid>", f"<Created>{said}</Created><Nid>")
    assert claims_of(opened(data)[2][0])["created"] == (date,)


def test_a_broken_node_leaves_the_others_alone(tmp_path: Path) -> None:
    broken = "<node><title>Broken</title><body>a & b</body><nid>9</nid></node>"
    site = Site(tmp_path, SETTINGS)
    data = AS_ELEMENTS.replace("</nodes>", f"\n{broken}\n<node><title>Cut")
    site.raw("nodes.xml", data).imported()
    assert [one.slug for one in site.articles()] == ["wind"]
    assert [one.line for one in site.report.problems] == [2, 3]


def test_a_node_that_says_nothing_is_no_article(tmp_path: Path) -> None:
    site = Site(tmp_path, SETTINGS)
    site.raw("nodes.xml", AS_ELEMENTS.replace("</nodes>", "<node></node></nodes>"))
    site.imported()
    assert [one.slug for one in site.articles()] == ["wind"]
    assert site.report.problems == ()


def test_a_file_that_defines_entities_is_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    data = AS_ELEMENTS.replace("<node>", f"<node>{bomb}", 1)
    site = Site(tmp_path, SETTINGS)
    site.raw("nodes.xml", data).imported()
    assert Kind.XML_DEFINES.of() in [one.message for one in site.report.problems]
    assert site.articles() == []
