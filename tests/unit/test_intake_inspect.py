"""What `inspect` shows: a record, and lines for people."""

import json

from commentariat.intake.pages.reading import read_raw
from commentariat.intake.pages.record import format_reading, inspect_record

TEXT = """A teaser stands here.
Lena Marchetti
{
"authors": ["Rita Baldoni"],
"type": "commentary"
}Source: Getty
A dek.
The first paragraph.
The second,   so be it
Carnegie does not take institutional positions on public policy issues.
A teaser stands here.
Lena Marchetti"""


def test_a_record_is_json_with_every_part() -> None:
    record = inspect_record(read_raw(TEXT, "raw/a.txt"))
    assert json.loads(json.dumps(record)) == record
    assert record["file"] == "raw/a.txt"
    assert record["format"] == "A"
    assert record["body"] == ["The first paragraph.", "The second,   so be it"]
    assert record["body_first_words"] == "The first paragraph."
    assert record["lead_repeated_in_related"]
    assert record["spans"][0] == [0, 21, "lead-in", 1]
    assert record["doubts"][0]["kind"] == "bio or body"


def test_repaired_texts_take_the_place_of_the_raw_ones() -> None:
    record = inspect_record(
        read_raw(TEXT, "raw/a.txt"),
        body=["One."],
        title="A Title",
        dek="Another dek.",
        glued_words=[{"as_is": "wasseen", "repaired": "was seen"}],
    )
    assert (record["body"], record["body_paragraphs"]) == (["One."], 1)
    assert (record["title"], record["dek"]) == ("A Title", "Another dek.")
    assert record["glued_words"] == [{"as_is": "wasseen", "repaired": "was seen"}]


def test_people_see_each_line_with_its_label() -> None:
    assert format_reading(read_raw(TEXT, "raw/a.txt"), TEXT).splitlines() == [
        "raw/a.txt: layout A",
        " 1  lead-in       A teaser stands here.",
        " 2  lead-in       Lena Marchetti",
        ' 3  metadata      { "authors": ["Rita Baldoni"], "type": "commentary" }',
        " 6  image credit  Source: Getty",
        " 7  dek           A dek.",
        " 8  body          The first paragraph.",
        " 9  body          The second, so be it",
        "10  disclaimer    Carnegie does not take institutional positions on public"
        " policy issues.",
        "11  related       A teaser stands here.",
        "12  related       Lena Marchetti",
        "raw/a.txt:9: bio or body: the last line of the body may be about an author: "
        "'The second,   so be it'",
    ]
