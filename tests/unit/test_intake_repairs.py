"""Repairs: what is broken is mended and noted, what is whole stays whole."""

from __future__ import annotations

import pytest

from commentariat.intake.phrases.lines import LineIndex
from commentariat.intake.repairs.apply import repair_pieces
from commentariat.intake.repairs.glue import Vocabulary
from commentariat.intake.repairs.model import (
    Field,
    Knowledge,
    Piece,
    Repair,
    Repaired,
    Rule,
)

ENGLISH = Knowledge("en")


def repair_text(text: str, known: Knowledge, field: Field = Field.BODY) -> Repaired:
    return repair_pieces([Piece(field, text, 0)], known)[0]


def test_words_glued_by_a_lost_link_are_parted_and_noted() -> None:
    repaired = repair_text("The plan wassigned in May.", ENGLISH)
    assert repaired.text == "The plan was signed in May."
    assert repaired.made == (
        Repair(
            9,
            "wassigned",
            "was signed",
            "glued-words",
            left="The plan ",
            right=" in May.",
        ),
    )


def test_healthy_words_stay_whole() -> None:
    text = "Nevertheless the wholesale market, albeit briefly, cannot last hereafter."
    assert repair_text(text, ENGLISH).text == text


def test_a_name_that_the_file_holds_stays_whole() -> None:
    known = Knowledge("en", Vocabulary({}, ["Thewater"]))
    assert repair_text("Then Thewater spoke.", known).text == "Then Thewater spoke."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Power at the BerthThe ferry came.", "Power at the Berth The ferry came."),
        ("Power at the BerthNobody came.", "Power at the Berth Nobody came."),
        ("Power at the Berths is old.", "Power at the Berths is old."),
        ("Power at the Berth is old.", "Power at the Berth is old."),
    ],
)
def test_the_title_of_the_article_is_parted_from_its_text(
    text: str, shown: str
) -> None:
    known = Knowledge("xx", title="Power at the Berth")
    assert repair_text(text, known).text == shown
    assert repair_text(text, known, Field.TITLE).text == text
    rules = [one.rule for one in repair_text(text, known).made]
    assert rules == ["glued-title"] * (text != shown)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("China and Japan", "China and Japanese firms agreed."),
        ("Reading the Budget", "Reading the Budgetary rules is hard."),
        ("The Wages of War", "The Wages of Warsaw were low."),
        ("The Wages of WAR", "The Wages of WARSAW were low."),
        ("Россия и Китай", "Россия и Китайская сторона согласны."),
        ("الحرب والسلام", "الحرب والسلامة للجميع."),
    ],
)
def test_a_word_that_begins_as_a_title_ends_stays_whole(title: str, text: str) -> None:
    assert repair_text(text, Knowledge("xx", title=title)).text == text


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("A Deal for Now<br>What Comes Next", "A Deal for Now What Comes Next"),
        ("A Deal<BR />Then<br/>Another", "A Deal Then Another"),
        ("A Deal <br> Then", "A Deal Then"),
    ],
)
def test_a_line_break_in_a_title_becomes_a_space(title: str, shown: str) -> None:
    assert repair_text(title, ENGLISH, Field.TITLE).text == shown


def test_a_line_break_in_the_body_is_text_like_any_other() -> None:
    assert (
        repair_text("Write <br> for a break.", ENGLISH).text
        == "Write <br> for a break."
    )


def test_a_character_that_cannot_be_shown_is_left_out_and_noted() -> None:
    repaired = repair_text("co\x07\x08pper\x07\x0b wire", ENGLISH)
    assert repaired.text == "copper  wire"
    assert [(one.rule, one.before) for one in repaired.made] == [
        ("unshowable-character", "\x07\x08"),
        ("unshowable-character", "\x07\x0b"),
    ]


def test_an_uncertain_repair_is_not_made_but_kept_for_an_editor() -> None:
    unsure = Rule(
        "unsure", lambda text, _: iter([Repair(0, "Itasks", "It asks", "x", 0.5)])
    )
    (repaired,) = repair_pieces(
        [Piece(Field.BODY, "Itasks much.", 7)], ENGLISH, [unsure]
    )
    assert repaired.text == "Itasks much."
    assert repaired.open == (Repair(7, "Itasks", "It asks", "x", 0.5, right=" much."),)


def test_places_count_in_the_raw_file() -> None:
    pieces = [Piece(Field.BODY, "Whole.", 100), Piece(Field.BODY, "He wasseen.", 200)]
    _, second = repair_pieces(pieces, ENGLISH)
    assert [repair.start for repair in second.made] == [203]


def test_of_two_rules_that_want_the_same_characters_the_first_has_them() -> None:
    first = Rule("a", lambda text, _: iter([Repair(0, "ab", "A", "a")]))
    second = Rule(
        "b", lambda text, _: iter([Repair(1, "bc", "B", "b"), Repair(2, "c", "C", "b")])
    )
    (repaired,) = repair_pieces([Piece(Field.BODY, "abc")], ENGLISH, [first, second])
    assert repaired.text == "AC"


def test_a_repair_never_reaches_from_one_paragraph_into_the_next() -> None:
    rule = Rule("a", lambda text, _: iter([Repair(2, "c\n\nd", "x", "a")]))
    pieces = [Piece(Field.BODY, "abc"), Piece(Field.BODY, "def")]
    assert [one.text for one in repair_pieces(pieces, ENGLISH, [rule])] == [
        "abc",
        "def",
    ]


def test_lines_and_columns_are_counted_from_one() -> None:
    lines = LineIndex("ab\ncd\n")
    assert lines.place(0) == (1, 1)
    assert lines.place(4) == (2, 2)
    assert lines.start(2) == 3
