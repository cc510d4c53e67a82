"""Lines of Arabic and Hebrew as their letters stand in them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentariat.engine.bidi import join_letters, set_line

ALPHABET = "abc 12 ٣٤ ابجدلمن שלום ().,-+%«»[]:/"


def names(text: str) -> list[str]:
    return [unicodedata.name(one).removeprefix("ARABIC LETTER ") for one in text]


def test_letters_have_the_form_that_their_neighbors_ask_for() -> None:
    assert names(join_letters("كتب")) == [
        "KAF INITIAL FORM",
        "TEH MEDIAL FORM",
        "BEH FINAL FORM",
    ]
    assert names(join_letters("دور")) == [
        "DAL ISOLATED FORM",
        "WAW ISOLATED FORM",
        "REH ISOLATED FORM",
    ]
    assert names(join_letters("گفت")) == [
        "GAF INITIAL FORM",
        "FEH MEDIAL FORM",
        "TEH FINAL FORM",
    ]
    assert names(join_letters("بء")) == ["BEH ISOLATED FORM", "HAMZA ISOLATED FORM"]


def test_lam_and_alef_are_one() -> None:
    assert join_letters("لا") == "\ufefb"
    assert join_letters("سلأ") == "\ufeb3\ufef8"
    assert join_letters("ملك") == "\ufee3\ufee0\ufeda"


def test_a_stroke_joins_both_sides() -> None:
    assert names(join_letters("بـت"))[::2] == ["BEH INITIAL FORM", "TEH FINAL FORM"]
    assert join_letters("ه\u200d") == "\ufeeb"


def test_what_keeps_letters_apart_is_heard_and_not_seen() -> None:
    apart = join_letters("می\u200cخواهم")
    assert (
        apart == join_letters("می") + join_letters("خواهم") != join_letters("میخواهم")
    )
    assert set_line("a\u200cb", runs_left=False) == "ab"


# As another implementation of the algorithm has them.
@pytest.mark.parametrize(
    ("text", "runs_left", "shown"),
    [
        ("שלום", True, "םולש"),
        ("abc שלום def", False, "abc םולש def"),
        ("abc שלום def", True, "def םולש abc"),
        ("שלום 12 (34)", True, "(34) 12 םולש"),
        ("שלום (abc) 5%", True, "5% (abc) םולש"),
        ("abc (של) def", False, "abc (לש) def"),
        ("של [abc: 1-2] ום", True, "םו [abc: 1-2] לש"),
        ("של 10:30, 5+6.", True, ".5+6 ,10:30 לש"),
        ("«של»", True, "«לש»"),
        ("plain text, (none)", False, "plain text, (none)"),
    ],
)
def test_a_line_stands_as_it_is_read(text: str, runs_left: bool, shown: str) -> None:
    assert set_line(text, runs_left=runs_left) == shown


@given(text=st.text(ALPHABET, max_size=20), runs_left=st.booleans())
def test_no_letter_of_a_line_is_lost(text: str, runs_left: bool) -> None:
    mirrored = str.maketrans(")]»", "([«")
    joined = join_letters(text) if runs_left or not text.isascii() else text
    shown = set_line(text, runs_left=runs_left)
    assert sorted(shown.translate(mirrored)) in (
        sorted(joined.translate(mirrored)),
        sorted(text.translate(mirrored)),
    )
