"""What index.csv may say, and how its faults are told."""

from __future__ import annotations

import pytest

from commentariat.intake.sources.sidecar import Sidecar, parse_sidecar


def parse(text: str | bytes) -> Sidecar:
    data = text.encode() if isinstance(text, str) else text
    return parse_sidecar(data, "content/raw/index.csv")


def problems(text: str | bytes) -> list[str]:
    return [str(problem) for problem in parse(text).problems]


def test_a_row_is_found_by_its_file() -> None:
    rows = parse("file,title,date\na.txt,One,2020-01-02\nsub/b.txt,Two,\n")
    row = rows.find("a.txt")
    assert row
    assert (row.title, row.date, row.line) == ("One", "2020-01-02", 2)
    assert rows.find("sub/b.txt")
    assert rows.find("c.txt") is None
    assert not rows.problems


def test_any_subset_of_columns_in_any_order_will_do() -> None:
    row = parse("Date , FILE\n2020-01-02, a.txt \n").find("a.txt")
    assert row
    assert row.date == "2020-01-02"


def test_a_list_that_is_empty_says_nothing() -> None:
    assert parse("") == Sidecar()
    assert parse("file,title\n\n , \n").rows == {}


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault() -> None:
    rows = parse(b"\xef\xbb\xbffile,title\r\na.txt,One\r\n")
    assert not rows.problems
    assert rows.find("a.txt")


def test_a_cell_in_quotes_may_hold_commas_and_lines() -> None:
    rows = parse('file,title\na.txt,"Bees, Wasps,\nand War"\nb.txt,Two\n')
    first, second = rows.find("a.txt"), rows.find("b.txt")
    assert first
    assert second
    assert first.title == "Bees, Wasps, and War"
    assert second.line == 4


def test_an_unknown_column_is_named_with_its_near_match_and_holds_all_rows() -> None:
    rows = parse("file,titel\na.txt,One\n")
    assert [str(one) for one in rows.problems] == [
        "content/raw/index.csv:1: no column is called 'titel'; did you mean 'title'?"
    ]
    assert rows.holds("a.txt")
    assert rows.is_usable


def test_without_a_column_file_nothing_can_be_told() -> None:
    rows = parse("title;date\nOne;2020-01-01\n")
    assert not rows.is_usable
    assert [str(one) for one in rows.problems] == [
        "content/raw/index.csv:1: expected a header with a column 'file', "
        "found 'title;date'; separate the columns with commas"
    ]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "a.txt,,2020-13-01,,",
            "expected a date as 2024-03-15, 2024-03, 2024 "
            "or 2024-03-15 06:00 for 'date', found '2020-13-01'",
        ),
        (
            "a.txt,,2020-5,,",
            "expected a date as 2024-03-15, 2024-03, 2024 "
            "or 2024-03-15 06:00 for 'date', found '2020-5'",
        ),
        (
            "a.txt,,,English,",
            "expected a language as 'en' for 'language', found 'English'",
        ),
        ("a.txt,,,,perhaps", "expected yes or no for 'skip', found 'perhaps'"),
        ("a.txt,One", "expected 5 cells, as in the header, found 2"),
        ("a.txt,a\x07b,,,", "a character that cannot be shown in 'title': U+0007"),
        (",One,,,", "expected the path of a raw file under 'file', found none"),
    ],
)
def test_a_fault_in_a_row_is_told_with_its_line(row: str, message: str) -> None:
    text = f"file,title,date,language,skip\nb.txt,Two,,,\n{row}\n"
    assert problems(text) == [f"content/raw/index.csv:3: {message}"]


def test_a_fault_in_a_row_holds_back_its_file_and_no_other() -> None:
    rows = parse("file,date\na.txt,soon\nb.txt,2020-01-01\n")
    assert rows.holds("a.txt")
    assert not rows.holds("b.txt")


def test_a_file_with_two_rows_is_a_problem_on_the_second() -> None:
    rows = parse("file,title\na.txt,One\na.txt,Two\n")
    assert [str(one) for one in rows.problems] == [
        "content/raw/index.csv:3: the file 'a.txt' stands twice (first on line 2)"
    ]
    assert rows.holds("a.txt")


def test_bytes_that_are_not_utf_8_are_told_with_their_line() -> None:
    rows = parse(b"file,title\na.txt,caf\xe9\nb.txt,Two\n")
    assert [str(one) for one in rows.problems] == [
        "content/raw/index.csv:2: expected UTF-8 in 'title', found byte 0xe9"
    ]
    assert not rows.holds("b.txt")


def test_a_quote_that_never_closes_makes_the_list_unusable() -> None:
    rows = parse('file,title\na.txt,"One\nb.txt,Two\n')
    assert not rows.is_usable
    assert str(rows.problems[0]).startswith("content/raw/index.csv:2: is not CSV: ")


def test_a_list_in_utf_16_is_not_usable() -> None:
    assert not parse("file,title\na.txt,One\n".encode("utf-16")).is_usable


@pytest.mark.parametrize("word", ["yes", "TRUE", "1", "x"])
def test_a_row_may_tell_that_its_file_is_to_be_skipped(word: str) -> None:
    row = parse(f"file,skip\na.txt,{word}\n").find("a.txt")
    assert row
    assert row.is_skipped


def test_the_digest_of_a_row_changes_with_what_it_says_and_with_nothing_else() -> None:
    one = parse("file,title\na.txt,One\n").find("a.txt")
    same = parse("title,file,date,skip\n One ,./a.txt,,no\n").find("a.txt")
    other = parse("file,title\na.txt,Two\n").find("a.txt")
    empty = parse("file,title\na.txt,\n").find("a.txt")
    assert one and same and other and empty  # noqa: PT018
    assert one.digest == same.digest != other.digest
    assert empty.digest == ""


def test_a_name_is_found_however_its_letters_are_composed() -> None:
    rows = parse("file,title\ncafe\u0301.txt,One\n")
    assert rows.find("caf\u00e9.txt")
    assert rows.find("cafe\u0301.txt")
