"""The laws of finding glued words."""

from __future__ import annotations

import random
import re
import string

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from timing import assert_at_most, prose

from commentariat.intake.phrases.wordlists import word_set
from commentariat.intake.repairs.glue import Glue, apply_glue, find_glue
from commentariat.intake.repairs.glue.tokens import find_words, list_words

SCRAPS = word_set(
    "the was seen minister said in 2022 January 12 EU Kremlin’s Moscow’s own don’t"
    " He thinks Vostrikhanov told , . “ ” ( ) % - — : / U.S. NATO similar meeting of"
    " a I COVID19 iPhone McCreary @ # https:// .org вМоскве он сказал 5G ² ٣ ß ŉ İ"
)
WORDS = st.sampled_from(sorted(SCRAPS))
SPACES = st.sampled_from(["", "", " ", " ", "\n", "\u00a0"])
PIECES = st.lists(st.tuples(WORDS, SPACES), max_size=30)
GLUED = PIECES.map(lambda pieces: "".join(word + space for word, space in pieces))
ANY = st.text(max_size=200)
TEXTS = st.one_of(GLUED, ANY)
LANGUAGES = st.sampled_from(["en", "ru"])


def make_certain(found: tuple[Glue, ...]) -> tuple[Glue, ...]:
    return tuple(glue for glue in found if glue.is_certain)


@settings(deadline=None)
@given(TEXTS, LANGUAGES)
@example("said.Thewar,but“theEU”wasseen", "en")
def test_a_repair_only_puts_spaces_in(text: str, language: str) -> None:
    for glue in find_glue(text, language):
        assert text[glue.start : glue.end] == glue.before
        assert glue.after != glue.before
        assert glue.after.replace(" ", "") == glue.before.replace(" ", "")
        assert not glue.after.startswith(" ")
        assert not glue.after.endswith(" ")
        assert 0 <= glue.confidence <= 1


@settings(deadline=None)
@given(TEXTS, LANGUAGES)
def test_repairs_come_in_order_and_never_overlap(text: str, language: str) -> None:
    end = 0
    for glue in find_glue(text, language):
        assert glue.start >= end
        end = glue.end


@settings(deadline=None)
@given(TEXTS, LANGUAGES)
def test_the_same_text_gives_the_same_repairs(text: str, language: str) -> None:
    assert find_glue(text, language) == find_glue(text, language)


@settings(deadline=None)
@given(TEXTS, LANGUAGES)
@example("Teplovsaidthat theKremlin’sown In2014the 30thJune", "en")
@example("EUJanuary%HeEU", "en")
@example("All this wasseen.Theminister said“theEU”again.", "en")
def test_what_was_repaired_is_not_repaired_again(text: str, language: str) -> None:
    made = make_certain(find_glue(text, language))
    again = make_certain(find_glue(apply_glue(text, made), language))
    shift = 0
    places: set[int] = set()
    for glue in made:
        start = glue.start + shift
        places.update(range(start, start + len(glue.after)))
        shift += len(glue.after) - len(glue.before)
    assert not [glue for glue in again if glue.start in places]


@settings(deadline=None)
@given(st.sampled_from(["https://", "http://www.", "www.", "mailto:a@"]), GLUED)
@example("https://", "%EUhttps://")
@example("https://", "a.org?thewww.b.org")
def test_addresses_are_never_touched(beginning: str, text: str) -> None:
    address = beginning + "".join(text.split())
    found = find_glue(f"See {address[:100]} now.", "en")
    assert not found


@given(st.text(alphabet=string.ascii_letters + " ’.,“”", max_size=300))
def test_other_languages_are_never_touched(text: str) -> None:
    assert find_glue(text, "ar") == ()


@pytest.mark.parametrize(
    "unit",
    ["a", "aB", "a,", "a.B", "the ", "and", "“", "s’s", "a1", "x@", "(a)b", "thewar "],
)
def test_hostile_text_is_not_fifty_times_as_slow_as_prose(unit: str) -> None:
    find_glue("It wasseen.", "en")  # loads the tables
    text, plain = unit * (1_000_000 // len(unit)), [prose(100_000)] * 10
    assert_at_most(50, plain, text, lambda one: find_glue(one, "en"))


@settings(max_examples=20, deadline=None)
@given(st.integers())
def test_random_letters_take_hardly_longer_at_once_than_in_parts(seed: int) -> None:
    chance = random.Random(seed)
    text = "".join(chance.choices(string.ascii_lowercase + "  ", k=20_000))
    parts = [text[at : at + 500] for at in range(0, len(text), 500)]
    assert_at_most(4, parts, text, lambda one: find_glue(one, "en"))


@given(
    st.lists(
        st.sampled_from(
            ["The", "treaty’s", "“un-like”", "don't", "'tis", "’’", "x_y", "1,400", "٣", "ﬁne",
             "naïve—so…", "a.b", "\u00a0", "\u200b", "\x1c", "é", "it’s’", "'", "İst", "й’й"]
        )
    ).flatmap(lambda words: st.sampled_from(["", " "]).map(lambda by: by.join(words)))
)  # fmt: skip
def test_the_words_of_a_text_are_those_that_a_plain_search_finds(text: str) -> None:
    assert list_words(text) == frozenset(re.findall(r"\w+(?:[’']\w+)*", text))


@given(st.text("ab'’_. é", max_size=30), st.text("ab'’é_", min_size=1, max_size=4))
def test_every_place_of_a_word_is_found(text: str, word: str) -> None:
    found = [one.start() for one in find_words(text, {word})]
    every = re.finditer(r"\w+(?:[’']\w+)*", text)
    assert found == [one.start() for one in every if one[0] == word]
