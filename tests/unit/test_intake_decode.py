"""Bytes into text: what is taken, and how what is not is named."""

import codecs

import pytest

from commentariat.errors import Problem, SourceError
from commentariat.intake.sources.decode import SIZE_LIMIT, decode_raw
from commentariat.kinds import Kind


def fault_of(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        decode_raw(data, "raw/a.txt")
    return str(caught.value)


def test_utf_8_is_taken_as_it_is() -> None:
    text = "“Türkiye” – ليلى\n"
    assert decode_raw(text.encode(), "a.txt") == text


def test_a_byte_order_mark_is_dropped() -> None:
    assert decode_raw(codecs.BOM_UTF8 + b"text", "a.txt") == "text"


def test_line_ends_become_line_feeds() -> None:
    assert decode_raw(b"one\r\ntwo\rthree\nfour", "a.txt") == "one\ntwo\nthree\nfour"


SKIP = "or give it a row in index.csv with 'yes' under 'skip'"


def test_a_file_may_be_as_large_as_the_limit() -> None:
    assert len(decode_raw(b"a" * SIZE_LIMIT, "a.txt")) == SIZE_LIMIT


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (
            b"",
            "raw/a.txt: expected a raw article, found an empty file; fetch it again, "
            + SKIP,
        ),
        (
            codecs.BOM_UTF8 + b" \r\n\t",
            "raw/a.txt: expected a raw article, found nothing but white space; fetch it again, "
            + SKIP,
        ),
        (
            b"a" * (SIZE_LIMIT + 2**20),
            "raw/a.txt: expected at most 20 MB, found 21.0 MB",
        ),
        (
            b"one\r\ntwo\0",
            "raw/a.txt:2: expected text, found a NUL byte at offset 8; fetch it again, "
            + SKIP,
        ),
        (
            b"one\rtwo\nit\x92s here",
            "raw/a.txt:3: expected UTF-8, found byte 0x92 at offset 10; looks like "
            "Windows-1252; convert it with `iconv -f WINDOWS-1252 -t UTF-8`",
        ),
        (
            "Министерство опубликовало план".encode("cp1251"),
            "raw/a.txt:1: expected UTF-8, found byte 0xcc at offset 0; looks like an "
            "8-bit encoding such as Windows-1251; convert it",
        ),
        (
            b"one \xff\x01 two",
            "raw/a.txt:1: expected UTF-8, found byte 0xff at offset 4; convert it, "
            + SKIP,
        ),
        (
            "one\ntwo “".encode()[:-1],
            "raw/a.txt:2: expected UTF-8, found byte 0xe2 at offset 8: the file ends "
            "inside a character; fetch it again, " + SKIP,
        ),
        (
            "{}".encode("utf-16"),
            "raw/a.txt:1: expected UTF-8, found UTF-16; convert it with "
            "`iconv -f UTF-16 -t UTF-8`",
        ),
        (
            "{}".encode("utf-32"),
            "raw/a.txt:1: expected UTF-8, found UTF-32; convert it with "
            "`iconv -f UTF-32 -t UTF-8`",
        ),
        (
            "Teaser\n{}".encode("utf-16-le"),
            "raw/a.txt:1: expected UTF-8, found what looks like UTF-16LE; convert it "
            "with `iconv -f UTF-16LE -t UTF-8`",
        ),
        (
            "Teaser\n{}".encode("utf-16-be"),
            "raw/a.txt:1: expected UTF-8, found what looks like UTF-16BE; convert it "
            "with `iconv -f UTF-16BE -t UTF-8`",
        ),
        (
            "Teaser\n{}".encode("utf-32-le"),
            "raw/a.txt:1: expected UTF-8, found what looks like UTF-32LE; convert it "
            "with `iconv -f UTF-32LE -t UTF-8`",
        ),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(data: bytes, problem: str) -> None:
    assert fault_of(data) == problem


def test_a_problem_knows_its_file_and_line() -> None:
    with pytest.raises(SourceError) as caught:
        decode_raw(b"a\n\0", "raw/a.txt")
    expected = Problem("raw/a.txt", 2, Kind.RAW_NUL.of(2))
    assert caught.value.problems == (expected,)
