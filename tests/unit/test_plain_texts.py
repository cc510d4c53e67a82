"""Texts without metadata: a house's page as text, and texts of any kind."""

import json
from pathlib import Path
from typing import Any

import pytest

from commentariat.errors import SourceError
from commentariat.intake.content.convert import convert_reading
from commentariat.intake.content.options import ImportOptions
from commentariat.intake.pages.model import Label, Reading
from commentariat.intake.pages.reading import read_raw
from commentariat.intake.pages.record import inspect_record

FOLDER = Path(__file__).parent.parent / "data" / "sources" / "text"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
FIELDS = (
    "title", "dek", "byline", "published", "publication_source", "image_credit", "type_label",
    "center_label", "event", "unplaced", "disclaimer_present",
)  # fmt: skip
PROSE = (
    "The council met at nine and rose at ten, having agreed that it would meet again in the "
    "spring, when the river would be lower and the road could be used by the carts that it had "
    "been built for."
)


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text("utf-8")


def read(text: str) -> Reading:
    return read_raw(text, "a.txt")


def kinds_of(reading: Reading) -> list[str]:
    return [doubt.kind for doubt in reading.doubts]


def body_of(reading: Reading) -> list[str]:
    return [paragraph.text for paragraph in reading.body]


def first_words(text: str, like: str) -> str:
    return " ".join(text.split()[: len(like.split())])


def faults_of(text: str) -> list[str]:
    with pytest.raises(SourceError) as caught:
        read(text)
    return [str(problem.message) for problem in caught.value.problems]


def test_every_text_has_its_reading() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == NAMES
    assert len(NAMES) >= 47


@pytest.mark.parametrize("name", NAMES)
def test_a_text_is_read_as_one_would_read_it(name: str) -> None:
    want: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    record = inspect_record(read(text_of(name)))
    found = {key: record[key] for key in FIELDS if record[key] not in (None, [], False)}
    found["bios"] = [bio["name"] for bio in record["author_bios"]]
    found["related"] = [row["teaser_first_words"] for row in record["related"]]
    found["body"] = [
        first_words(text, like)
        for text, like in zip(record["body"], want["body"], strict=True)
    ]
    assert found == {"bios": [], "related": []} | want


@pytest.mark.parametrize("name", NAMES)
def test_the_page_is_said_to_have_told_what_it_told(name: str) -> None:
    reading = read(text_of(name))
    assert (reading.layout, reading.metadata) in (("page", {}), ("text", {}))
    assert set(reading.told_by.values()) <= {"page"}
    assert ("authors" in reading.told_by) == bool(reading.byline)


@pytest.mark.parametrize("name", NAMES)
def test_line_ends_and_a_mark_at_the_beginning_make_no_difference(name: str) -> None:
    from commentariat.intake.sources.decode import decode_raw

    text = text_of(name)
    data = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    assert decode_raw(data, name) == text


# -- What is still refused -----------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "no metadata at all\n",
        "A teaser.\nBody",
        f"A teaser that says a good deal of the piece it is about.\nRita Baldoni\n{PROSE[:40]}",
        # what is left of a block, whose beginning or end is lost
        f'Baldoni"\n],\n"type": "commentary",\n"topics": []\n}}\nA Title\n\n{PROSE}\n\n{PROSE}',
        f"A Title\n\n{PROSE}\n}}Source: Getty\n{PROSE}",
        f"A Title\n“authors”: [“Rita Baldoni”]\n\n{PROSE}\n\n{PROSE}",
        f"A Title\n\n'type': 'commentary', 'topics': []\n\n{PROSE}\n\n{PROSE}",
        f"A Title\n\n{PROSE}\n]\n{PROSE}",
    ],
)
def test_what_is_no_text_or_lost_its_block_is_refused_as_ever(text: str) -> None:
    assert faults_of(text) == ["expected a JSON metadata block, found none"]


def test_a_broken_block_is_named_as_ever() -> None:
    text = f'A Title\n\n{{\n"authors": [\n}}\n{PROSE}\n\n{PROSE}'
    assert faults_of(text) == ["metadata is not JSON: expected a value, found '}'"]


def test_a_crawl_whose_block_is_lost_is_told_by_the_teaser_that_stands_twice() -> None:
    teaser = "A ferry is a promise that is kept twice a day."
    closing = "Harbor does not take institutional positions on public policy issues."
    lines = [
        teaser, "Rita Baldoni", "Source: Getty", PROSE, PROSE, closing, teaser, "Rita Baldoni",
    ]  # fmt: skip
    assert faults_of("\n".join(lines)) == ["expected a JSON metadata block, found none"]


@pytest.mark.parametrize(
    "text",
    [
        f"On Notes\n\n[1] {PROSE}\n\n[2] {PROSE}\n",
        f"On Braces\n\nHe wrote {{sic}} and {{x}}. {PROSE}\n\n{PROSE}\n",
        f"On Quotes\n\nThe “type”, he said, is what it is. {PROSE}\n\n{PROSE}\n",
    ],
)
def test_brackets_and_braces_of_prose_are_no_trace_of_a_block(text: str) -> None:
    assert read(text).title == text.split("\n")[0]


# -- Heads ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("by Ana Lind", ("Ana Lind",)),
        ("By Ana Lind and Bo Holm", ("Ana Lind", "Bo Holm")),
        ("Written by: Ana Lind, Bo Holm", ("Ana Lind", "Bo Holm")),
        ("Author: Ana Lind", ("Ana Lind",)),
        ("von Ana Lind und Bo Holm", ("Ana Lind", "Bo Holm")),
        ("par Ana Lind et Bo Holm", ("Ana Lind", "Bo Holm")),
        ("por Ana Lind y Bo Holm", ("Ana Lind", "Bo Holm")),
        ("Автор: Анна Линд", ("Анна Линд",)),
        ("Автори: Анна Лінд", ("Анна Лінд",)),
        ("by Harbor Institute Fellows", ("Harbor Institute Fellows",)),
    ],
)
def test_a_byline_is_read_in_many_languages(line: str, names: tuple[str, ...]) -> None:
    reading = read(f"The Long Table\n{line}\n\n{PROSE}\n\n{PROSE}\n")
    assert (reading.title, reading.byline) == ("The Long Table", names)
    assert body_of(reading) == [PROSE, PROSE]
    assert kinds_of(reading) == []


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published on March 4, 2015", "March 4, 2015"),
        ("on March 4, 2015", "March 4, 2015"),
        ("March 4, 2015", "March 4, 2015"),
        ("4 March 2015", "4 March 2015"),
        ("Wednesday, March 4, 2015", "Wednesday, March 4, 2015"),
        ("2015-03-04", "2015-03-04"),
        ("Date: 2015-03-04", "2015-03-04"),
        ("04.03.2015", "04.03.2015"),
        ("March 2015", "March 2015"),
        ("4 марта 2015 г.", "4 марта 2015 г."),
        ("on 4 марта 2015 г.", "4 марта 2015 г."),
        ("Опубликовано 4 марта 2015 года", "4 марта 2015 года"),
        ("Publié le 4 mars 2015", "4 mars 2015"),
        ("Veröffentlicht am 4. März 2015", "4. März 2015"),
        ("Publicado el 4 de marzo de 2015", "4 de marzo de 2015"),
        ("2015年3月4日", "2015年3月4日"),
    ],
)
def test_a_day_is_read_in_many_languages(line: str, day: str) -> None:
    reading = read(f"The Long Table\nby Ana Lind\n{line}\n\n{PROSE}\n\n{PROSE}\n")
    assert (reading.layout, reading.published) == ("page", day)
    assert body_of(reading) == [PROSE, PROSE]


@pytest.mark.parametrize(
    "line",
    [
        "by Ana Lind | March 4, 2015",
        "Ana Lind, March 4, 2015",
        "March 4, 2015 by Ana Lind",
        "Ana Lind — 4 March 2015",
        "Published on March 4, 2015 by Ana Lind",
    ],
)
def test_a_line_may_say_who_and_when(line: str) -> None:
    reading = read(f"The Long Table\n{line}\n\n{PROSE}\n\n{PROSE}\n")
    assert reading.byline == ("Ana Lind",)
    assert reading.published in ("March 4, 2015", "4 March 2015")
    assert body_of(reading) == [PROSE, PROSE]


def test_an_outlet_may_stand_behind_words_for_it_or_alone() -> None:
    for lines in (
        "published by\nThe Canal Courier\n on March 4, 2015",
        "published by The Canal Courier\non March 4, 2015",
        "by Ana Lind\nThe Canal Courier\non March 4, 2015",
        "Ana Lind, The Canal Courier, March 4, 2015",
        "by Ana Lind\nMarch 4, 2015\nThe Canal Courier",
        "by Ana Lind\nMarch 4, 2015\n\nSource: The Canal Courier",
    ):
        reading = read(
            f"commentary\n\nThe Long Table\n\nA dek.\n\n{lines}\n\n{PROSE}\n"
        )
        assert reading.publication_source == "The Canal Courier", lines
        assert reading.published == "March 4, 2015"
        assert body_of(reading) == [PROSE]


def test_another_outlet_than_the_first_is_kept_and_asked_about() -> None:
    head = "commentary\n\nThe Long Table\n\nA dek.\n\npublished by\nHarbor Radio"
    text = f"{head}\n\nSource: The Canal Courier\n\n{PROSE}\n"
    reading = read(text)
    assert reading.publication_source == "Harbor Radio"
    assert [one.text for one in reading.unplaced] in ([], ["Source: The Canal Courier"])
    assert "Canal Courier" in " ".join(
        [*body_of(reading), *(o.text for o in reading.unplaced)]
    )


def test_a_chronicle_has_days_for_headings_and_none_of_its_own() -> None:
    assert read(text_of("chronicle")).published is None


# -- How sure a reading is -----------------------------------------------------


def test_a_title_told_by_its_place_alone_is_asked_about() -> None:
    reading = read(f"The Long Table\n\n{PROSE}\n\n{PROSE}\n")
    [doubt] = reading.doubts
    assert (reading.layout, reading.title) == ("text", "The Long Table")
    assert (doubt.kind, doubt.line, doubt.confidence) == ("title by place", 1, 0.7)
    [told] = inspect_record(reading)["doubts"]
    assert told["confidence"] == 0.7


def test_a_dek_told_by_its_length_alone_is_asked_about() -> None:
    reading = read(
        f"The Long Table\n\nA table is a map with chairs.\n\n{PROSE}\n\n{PROSE}\n"
    )
    assert reading.dek == "A table is a map with chairs."
    assert [(one.kind, one.confidence) for one in reading.doubts] == [
        ("title by place", 0.7),
        ("dek or body", 0.6),
    ]


def test_a_name_alone_is_asked_about_unless_the_text_ends_with_it() -> None:
    text = f"The Long Table\nAna Lind\n\n{PROSE}\n\n{PROSE}\n"
    assert kinds_of(read(text)) == ["name or subtitle"]
    signed = read(f"{text}\nAna Lind\n")
    assert (signed.byline, kinds_of(signed)) == (("Ana Lind",), [])


def test_an_outlet_told_by_its_place_alone_is_asked_about() -> None:
    text = f"commentary\n\nThe Long Table\n\nA dek.\n\nAna Lind\nSaltmarsh\nMarch 4, 2015\n\n{PROSE}\n"
    reading = read(text)
    assert reading.publication_source == "Saltmarsh"
    assert kinds_of(reading) == ["outlet by place"]
    sure = read(text.replace("2015\n", "2015\n\nSource: Saltmarsh\n"))
    assert (sure.publication_source, kinds_of(sure)) == ("Saltmarsh", [])


def test_a_head_below_its_text_is_asked_about_and_two_are_of_other_pieces() -> None:
    text = text_of("body-before-head")
    assert kinds_of(read(text)) == ["title by place"]
    two = f"{text}\ncommentary\n\nAnother Goat\n\nby Ana Lind\n"
    assert read(two).title is None


def test_what_stands_below_a_signature_is_no_part_of_the_letter() -> None:
    reading = read(text_of("letter-with-teasers"))
    assert len(reading.unplaced) == 3
    assert body_of(reading)[-1] == "Nadia Whitcombe and Per Lindahl"
    postscript = text_of("letter-with-teasers").replace(
        "The new tariff", "P.S. The tariff"
    )
    assert not read(postscript).unplaced


# -- Texts broken to a width ---------------------------------------------------


def test_lines_broken_to_a_width_are_joined_to_paragraphs() -> None:
    import textwrap

    for width in (60, 72, 100):
        text = "\n\n".join(["The Long Table", *[textwrap.fill(PROSE * 3, width)] * 3])
        reading = read(f"{text}\n")
        assert [" ".join(one.split()) for one in body_of(reading)] == [PROSE * 3] * 3
        assert not any(span.label == Label.UNKNOWN for span in reading.spans)


def test_lines_that_are_paragraphs_are_not_joined() -> None:
    lines = [
        "The Long Table",
        *[f"{number}. {PROSE[:60]}." for number in range(9)],
        PROSE,
        PROSE,
    ]
    assert len(read("\n".join(lines)).body) == 11


@pytest.mark.parametrize(
    "top",
    [
        "Fri, September 12th, 2014\nLearn More\n",
        "Source: Getty\nSource: The Ledger\n",
        "published by\nHarbor Radio\nOther Radio\n",
    ],
)
def test_what_is_said_twice_above_a_title_is_labeled_once(top: str) -> None:
    text = f"{top}The Long Table\nby Ana Lind\n\n{PROSE}\n\n{PROSE}\n"
    spans = read(text).spans
    assert "".join(text[span.start : span.end] for span in spans) == text


def test_a_letter_is_not_called_by_its_greeting() -> None:
    reading = read(text_of("dated-letter"))
    converted = convert_reading(
        reading, text_of("dated-letter"), file="a.txt", digest="0", row=None,
        options=ImportOptions("en"),
    )  # fmt: skip
    assert converted.crawled.title.value.startswith("This is the third autumn")
    assert converted.crawled.date.value == "2025-09-26"
    assert converted.crawled.told_by["date"] == "page"


def test_how_sure_a_reading_is_goes_to_the_review() -> None:
    text = text_of("general-essay")
    converted = convert_reading(
        read(text),
        text,
        file="a.txt",
        digest="0",
        row=None,
        options=ImportOptions("en"),
    )
    (point,) = [one for one in converted.points if one.kind == "title by place"]
    assert (point.confidence, point.is_question) == (0.7, True)
