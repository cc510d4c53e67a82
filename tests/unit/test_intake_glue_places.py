"""Names of several words: those of CLDR, and those that a file tells."""

from __future__ import annotations

import pickle

import pytest
from babel import Locale

from commentariat.intake.repairs.glue import EMPTY, Vocabulary, apply_glue, find_glue
from commentariat.intake.repairs.glue.places import ENGLISH, pairs_of


def repair(text: str, known: Vocabulary = EMPTY) -> str:
    found = find_glue(text, "en", known)
    return apply_glue(text, tuple(one for one in found if one.is_certain))


def test_the_places_are_those_of_cldr() -> None:
    english = Locale("en")
    names = {*english.territories.values(), *english.languages.values(), "Hong Kong"}
    listed = ENGLISH.strip().split("\n")
    assert listed == sorted(listed)
    assert names.issuperset(listed)
    for name in ("Saudi Arabia", "North Korea", "Papua New Guinea", "Latin America"):
        assert name in listed


def test_words_with_a_capital_in_a_row_make_pairs() -> None:
    names = ["Papua New Guinea", "Isle of Man", "Ada", "democracy and governance"]
    assert list(pairs_of(names)) == ["Papua New", "New Guinea"]


@pytest.mark.parametrize(
    ("glued", "repaired"),
    [
        ("SaudiArabia", "Saudi Arabia"),
        ("NorthKorea", "North Korea"),
        ("inNorthKorea", "in North Korea"),
        ("NorthKorea’s", "North Korea’s"),
        ("SriLanka", "Sri Lanka"),
        ("SouthGeorgia", "South Georgia"),
        ("TelvikUniversity", "Telvik University"),
    ],
)
def test_names_of_places_and_institutions_come_apart(glued: str, repaired: str) -> None:
    assert repair(f"It was said {glued} fell.") == f"It was said {repaired} fell."


@pytest.mark.parametrize(
    "brand", ["FaceTime", "YouTube", "BuzzFeed", "NorthFace", "WestJet", "SoftBank"]
)
def test_brands_stay_whole(brand: str) -> None:
    assert repair(f"It was said {brand} fell.") == f"It was said {brand} fell."


def test_a_name_that_the_file_tells_comes_apart_in_the_text() -> None:
    known = EMPTY.with_names(["Joran Xqztelvik", "Fennmark Europe"])
    text = "Then JoranXqztelvik spoke at FennmarkEurope."
    assert repair(text) == text
    mended = "Then Joran Xqztelvik spoke at Fennmark Europe."
    assert repair(text, known) == mended
    assert repair(text, pickle.loads(pickle.dumps(known))) == mended


def test_an_initial_is_parted_from_a_surname_where_the_text_sets_them_apart() -> None:
    assert repair("Then Alice H.Reese came.") == "Then Alice H.Reese came."
    text = "First John K. Teplov came. Then Alice H.Reese came."
    assert repair(text) == "First John K. Teplov came. Then Alice H. Reese came."
    assert repair("It fell in winter,E. Teplov said.").startswith(
        "It fell in winter, E."
    )


def test_a_word_behind_a_name_of_two_is_parted_from_it() -> None:
    text = "He slept in the Oak Park Armshotel there."
    assert repair(text) == "He slept in the Oak Park Arms hotel there."
