"""Whatever a raw file holds, it is refused with a problem or read whole."""

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from timing import assert_at_most, prose

from commentariat.archive.schema import Schema
from commentariat.errors import Problem, SourceError
from commentariat.intake.content.content_file import judge_written, write_content
from commentariat.intake.content.convert import convert_reading
from commentariat.intake.content.options import ImportOptions
from commentariat.intake.content.texts import RepairedTexts
from commentariat.intake.content.unite import unite
from commentariat.intake.pages.model import Label, Reading, RecentWork, Teaser
from commentariat.intake.pages.reading import read_raw
from commentariat.intake.pages.record import format_reading, inspect_record
from commentariat.intake.phrases.wordlists import word_set
from commentariat.intake.sources.decode import decode_raw

FIXTURES = Path(__file__).parent.parent / "fixtures"
PLAIN = Path(__file__).parent.parent / "data" / "sources" / "text"
TEXTS = {
    path.name: path.read_text("utf-8")
    for folder in (FIXTURES / "raw", FIXTURES / "readings", PLAIN)
    for path in sorted(folder.glob("*.txt"))
}
MILLION = 1_000_000
BLOCK = (
    '{"authors": ["Ada Berg", "Bo Holm, Jr."], "type": "event", "regions": ["Asia"]}'
)

FURNITURE = {
    Label.NAVIGATION,
    Label.METADATA,
    Label.PLACEHOLDER,
    Label.PROGRAM_CARD,
    Label.TAGS,
    Label.SEPARATOR,
}
SIGNED = {Label.PUBLICATION_SOURCE, Label.BYLINE, Label.PUBLISHED}
SIGN = re.compile(r"^\w+(?: on| by)?\s?[:：]")
# Words and marks that say what a line is, and do not belong to what it holds.
SIGNS = word_set(
    "Source Sources Источник Джерело المصدر منبع 来源 By Автор and Published on Опубликовано"
    " More Work from Больше работ от Автор Авторы بقلم نشر في نُشر & und et y и"
)
MARKS = "-–*•,،;:：…. []()+|&"

WITHOUT_BLOCK = (
    "commentary",
    "В прессе",
    "The Long Table",
    "the picture of a table",
    "Photos by Getty Images and iStock",
    "by Ada Berg and Bo Holm",
    "by",
    "Автор",
    "Анна Линд, Борис Хольм",
    "published by",
    "published by The Ledger",
    "The Canal Courier",
    "on November 28, 2012",
    " on 19 мая 2016 г.",
    "Published on March 4, 2015",
    "2015-03-04",
    "date 2025-09-26 Dear Friends,",
    "Ada Berg | The Canal Courier | May 3, 2019",
    "Published on May 3, 2019 by Ada Berg",
    "- commentaryThe Long Table",
    "commentaryThe Long Table",
    "Program mobile hero image",
    "Title: The Long Table",
    "# The Long Table",
    "=====",
    "Dear readers,",
    "Related",
    "SPEAKERS",
    "CHAIR",
    "Share",
    "—Ada Berg, director",
    "If you are there, do not link to this undesirable organization.",
    "[1] A note stands here, below the text.",
    "A short sentence that could stand alone.",
)
LINES = (
    "Source: Getty",
    "Источник: Ledger",
    "REQUIRED IMAGE",
    "Ada Berg",
    "Ada M. Berg",
    "Bo Holm, Jr.",
    "Sam Grieve",
    "Sam Grieve, Cy Dahl, ed., …",
    "Ada Berg, Bo Holm, Jr.",
    "Senior Fellow, Harbor Center",
    "Former Director",
    "Ada Berg, Director, Harbor Center",
    "Berg is a fellow who studies ports.",
    "Sam Grieve is the editor of a paper.",
    "She also writes.",
    "A Title of Some Kind",
    "Fri, September 12th, 2014",
    "Harbor Hall",
    "A sentence stands here, and another one. It is not long.",
    "A paragraph of the body that goes on for a good while, so that it is long enough "
    "to be taken for one, and then goes on a little more, as paragraphs will do.",
    "What then?",
    "- One ThingCommentary",
    "- Another thing",
    "- +11",
    "+2 more",
    "•",
    "• Paper",
    "• Research",
    "[A Link](https://example.org/a)",
    "About the Author",
    "Recent Work",
    "More Work from Harbor Center",
    "Link Copied",
    "By Ada Berg and Bo Holm",
    "Published on Sep 10, 2008",
    "Program mobile hero image",
    "Program",
    "Learn More",
    "Asia",
    "AsiaAsia",
    "Harbor does not take institutional positions on it.",
    "It ends here.Harbor does not take institutional positions on it.",
    "Harbor does not take inst",
    "###",
    "2014.",
    "“",
    "{",
    BLOCK,
)


def strings_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from (key, *strings_in(item))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from strings_in(item)
    else:
        yield str(value)


def fields_of(reading: Reading) -> str:
    """Join all that the fields of a reading hold, without white space."""
    fields: dict[str, Any] = msgspec.to_builtins(reading)
    del fields["spans"], fields["doubts"]
    rows: list[Teaser | RecentWork] = [*reading.leading_teasers, *reading.related]
    rows.extend(reading.recent_work)
    parts = [(row.title or "", row.type or "") for row in rows]
    fields["glued"] = [glued for a, b in parts for glued in (a + b, b + a)]
    return "".join("".join(text.split()) for text in strings_in(fields))


def check_whole(text: str, reading: Reading) -> None:
    """Assert that every character has one label, and that none is lost."""
    held = fields_of(reading)
    at = 0
    for span in reading.spans:
        assert (span.start, span.line) == (at, text.count("\n", 0, at) + 1)
        assert span.end > span.start
        at = span.end
        stretch = text[span.start : span.end]
        if span.label == Label.SEPARATOR:
            assert not stretch.strip()
        if span.label in FURNITURE:
            continue
        if span.label in SIGNED:  # `Source:Ledger`
            stretch = SIGN.sub(" ", stretch, count=1)
        for word in stretch.replace("](", " ").split():
            bare = word.strip(MARKS)
            assert bare in held or bare in SIGNS, (span, word)
    assert at == len(text)
    check_body(text, reading)


def check_body(text: str, reading: Reading) -> None:
    """Assert that the body is what is labelled so: nothing lost, nothing doubled."""
    labelled = [
        (span.start, text[span.start : span.end], span.label == Label.HEADING)
        for span in reading.spans
        if span.label in (Label.BODY, Label.HEADING)
    ]
    held = [(one.start, one.text, one.is_heading) for one in reading.body]
    assert held == labelled


def try_to_read(text: str) -> Reading | tuple[Problem, ...]:
    try:
        return read_raw(text, "a.txt")
    except SourceError as error:
        return error.problems


def read_or_refuse(text: str) -> None:
    """Assert that *text* is read whole, or refused with problems that have a place."""
    result = try_to_read(text)
    if isinstance(result, Reading):
        check_whole(text, result)
        inspect_record(result)
        format_reading(result, text)
        return
    assert result
    for problem in result:
        assert 0 <= problem.line <= text.count("\n") + 1
        assert "\n" not in str(problem.message)


@settings(deadline=None)
@given(st.text())
@example('{"authors": []}\n0')
@example(
    f"A.\nCy Dahl\n{BLOCK}Source: X\nA dek.\nFellow\nBerg is a fellow.\n{',' * 30}a.\n"
)
def test_any_text_is_refused_or_read_whole(text: str) -> None:
    read_or_refuse(text)


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_are_refused_or_decoded(data: bytes) -> None:
    try:
        text = decode_raw(data, "a.txt")
    except SourceError as error:
        text = str(error)
    assert text.strip()


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(LINES), max_size=4),
    st.lists(st.sampled_from(LINES), max_size=24),
    st.sampled_from(["\n", "\n\n", " \n\t\n"]),
    st.booleans(),
)
def test_lines_in_any_order_are_refused_or_read_whole(
    before: list[str], after: list[str], between: str, is_glued: bool
) -> None:
    glue = "" if is_glued else between
    read_or_refuse(between.join([*before, BLOCK + glue + between.join(after)]))


@settings(deadline=None, max_examples=300)
@given(
    st.lists(
        st.sampled_from([*WITHOUT_BLOCK, *(line for line in LINES if line[0] != "{")]),
        max_size=28,
    ),
    st.sampled_from(["\n", "\n\n", " \n\t\n"]),
)
def test_lines_without_a_block_in_any_order_are_refused_or_read_whole(
    lines: list[str], between: str
) -> None:
    read_or_refuse(between.join(lines))


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_a_mutated_file_is_refused_or_read_whole(
    name: str, data: st.DataObject
) -> None:
    text = TEXTS[name]
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 400)))
        insert = data.draw(st.one_of(st.text(max_size=20), st.sampled_from(LINES)))
        text = text[:start] + insert + text[end:]
    read_or_refuse(text)


@settings(deadline=None)
@given(st.sampled_from(sorted(TEXTS)), st.randoms(use_true_random=False))
def test_a_file_with_its_lines_shuffled_is_refused_or_read_whole(
    name: str, random: Any
) -> None:
    text = TEXTS[name]
    head, brace, tail = text.partition("}") if "}" in text else ("", "", text)
    lines = tail.split("\n")
    random.shuffle(lines)
    read_or_refuse(head + brace + "\n".join(lines))


@settings(deadline=None)
@given(st.sampled_from(sorted(TEXTS)), st.floats(0, 1))
def test_a_cut_file_is_refused_or_read_whole(name: str, share: float) -> None:
    read_or_refuse(TEXTS[name][: int(share * len(TEXTS[name]))])


@settings(deadline=None)
@given(st.sampled_from(sorted(TEXTS)))
def test_line_ends_make_no_difference(name: str) -> None:
    text = TEXTS[name]
    assert decode_raw(text.replace("\n", "\r\n").encode(), name) == text


def assert_read_in_time(text: str) -> None:
    """Assert that *text* is read, or refused, in at most fifty times the time of prose."""
    body = f"Source: X\nA dek.\nSource: Y\n{prose(MILLION // 10)}"
    plain = [f"A teaser.\nCy Dahl\n{BLOCK}{body}"] * 10
    assert_at_most(50, plain, text, try_to_read)


@pytest.mark.parametrize("unit", [*'a"{}[] \n.“-•,:\\', "](", "Ada, ", "• "])
@pytest.mark.parametrize("place", ["alone", "above", "inside", "below"])
def test_a_million_of_one_letter_is_not_fifty_times_as_slow_as_prose(
    unit: str, place: str
) -> None:
    many = unit * (MILLION // len(unit))
    text = {
        "alone": many,
        "above": f"{many}\n{BLOCK}text",
        "inside": f'{{"authors": ["{many}"]}}text',
        "below": f"A teaser.\nAda Berg\n{BLOCK}{many}",
    }[place]
    assert_read_in_time(text)


@pytest.mark.parametrize(
    "unit",
    [
        *("(", ")", "<", "…", "0", "1 ", "_", "e\u0301", "\u200d", "\u00a0", "Ã©", "ب"),
        *("Source:", "Source: X\n", '{"a":', '{"authors":', "- ", "- ACommentary\n"),
        *("A. ", "said.The", "not necessarily reflect ", "About the Author\n"),
        *("Ada Berg\n", "Fellow\n", "Fri, ", "+1\n", "a\n", "a:\nb\n", "[a](b)", "@a "),
    ],
)
def test_reading_a_million_bytes_of_anything_is_not_fifty_times_as_slow_as_prose(
    unit: str,
) -> None:
    many = unit * (MILLION // len(unit.encode()))
    lines = f"Source: X\nA dek.\nSource: Y\n{many}\nAda Berg\nFellow\n"
    assert_read_in_time(f"A teaser.\nCy Dahl\n{BLOCK}{lines}")


@pytest.mark.parametrize(
    "unit",
    [
        *("….", "Source:", "A. ", "“", '"', "Ã©", "\u00ad", "a1 ", "  a", "said.The"),
        *("a", "{", " ", "\n", "<", "[", "&", ".", "1", "](", "a*b_", "<br "),
        *("\x07", "a\t\t", "a\u200b", "treaty3 ", "wasseen theEU in2022 Hecalled "),
        *("\u00a0\u00a0", "слово", "كلمة ", "The “x. ", "Ada is a fellow.\n"),
    ],
)
def test_writing_a_million_bytes_of_anything_is_not_fifty_times_as_slow_as_prose(
    unit: str,
) -> None:
    many = unit * (MILLION // len(unit.encode()))
    assert_written_in_time(f"Source: X\nA dek.\nSource: Y\n{many}\n")


def assert_written_in_time(body: str) -> None:
    """Assert that *body* becomes content, or not, in at most fifty times the time of prose."""
    plain = [f"Source: X\nA dek.\nSource: Y\n{prose(MILLION // 10)}"] * 10
    write_or_refuse("A wasseen.")  # loads the tables
    assert_at_most(50, plain, body, write_or_refuse)


def write_or_refuse(body: str) -> None:
    """Go from a raw file with *body* to a content file, or to a refusal."""
    text = f"A teaser.\nCy Dahl\n{BLOCK}{body}"
    with contextlib.suppress(SourceError):
        reading = read_raw(text, "a.txt")
        crawled = convert_reading(
            reading,
            text,
            file="a.txt",
            digest="0",
            row=None,
            options=ImportOptions("en"),
        ).crawled
        written = write_content(unite([crawled], Schema()), "a-slug", Schema())
        judge_written(written, "articles/a-slug.md", Schema())


def test_writing_a_million_bytes_of_new_words_is_not_fifty_times_as_slow_as_prose() -> (
    None
):
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = (f"{a}{b}{c}{d}zq" for a in letters for b in letters for c in letters
             for d in "aeiouy")  # fmt: skip
    assert_written_in_time(" ".join(words))


def test_a_file_with_far_too_many_repairs_is_refused() -> None:
    text = (
        f"A teaser.\nCy Dahl\n{BLOCK}Source: X\nA dek.\nSource: Y\n" + "a\t\t" * 20_002
    )
    with pytest.raises(SourceError) as refused:
        RepairedTexts(read_raw(text, "a.txt"), text, "a.txt", ImportOptions("en"))
    assert [str(one) for one in refused.value.problems] == [
        "content/raw/a.txt: expected an article, found more than 20,000 places to repair"
    ]


def test_a_file_of_far_too_many_lines_is_refused() -> None:
    problems = try_to_read(f"A teaser.\nCy Dahl\n{BLOCK}" + "a\n" * 100_001)
    assert isinstance(problems, tuple)
    assert [str(one) for one in problems] == [
        "a.txt: expected at most 100,000 lines, found 100,003; cut it into its pieces, or "
        "give it a row in index.csv with 'yes' under 'skip'"
    ]
