"""Laws of the search index: it answers as its texts do, and is the same whatever came first."""

from __future__ import annotations

import random
import sys
import unicodedata
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st
from text_search import Text, TextSearch, count_terms

from commentariat.search.columns import (
    read_dates,
    read_slots,
    read_terms,
    width_of,
    write_dates,
    write_slots,
    write_terms,
)
from commentariat.search.common_words import COMMON
from commentariat.search.folding import LONGEST, WORD, fold, split_words
from commentariat.search.forms import read_form, write_form
from commentariat.search.index import build_index
from commentariat.search.invert import MARK_BITS, invert, sign
from commentariat.search.model import LANGUAGE, Files
from commentariat.search.model import Text as Searched
from commentariat.search.queries import fold_words
from commentariat.search.ranges import cut, find_range, order, read_range, write_range
from commentariat.search.ranking import least_of, rarity
from commentariat.search.reader import Query, Reader
from commentariat.search.rice import decode_list, encode_list
from commentariat.search.slots import place_slots, table_size
from commentariat.search.term_lists import read_followers, read_lists, write_lists
from commentariat.search.vocabulary import part_form

WORDS = (
    "the of and river rivers River’s dam dams l'État état energy energies energetic"
    " enerhodar covid-19 выборы выборов энергия die 日本経済 日本 naïve o’brien state"
    " union states der Straße strasse 2020 ٢٠٢٠ الاقتصاد اقتصاد x"
).split()
LANGUAGES = ("en", "ru", "de", "fr", "uk", "ar", "ja", "qaa")

words = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
texts = st.lists(
    st.builds(
        Text,
        slug=st.from_regex("[a-z]{1,3}", fullmatch=True),
        title=words,
        dek=words,
        authors=st.lists(
            st.sampled_from(("Ana Ruiz", "River Phoenix")), unique=True
        ).map(tuple),
        body=st.lists(words, max_size=3).map(tuple),
        date=st.sampled_from(
            ("", "2019", "2019-05", "2020-02-29", "2021-01-01", "1890")
        ),
        language=st.sampled_from(LANGUAGES),
    ),
    max_size=12,
    unique_by=lambda one: one.slug,
)
atoms = st.one_of(
    st.sampled_from((*WORDS, "ener", "riv", "enrgy", "unoin", "dammed", "日")),
    words,
    words.map(lambda text: f'"{text}"'),
    st.sampled_from(WORDS).map(lambda word: f"-{word}"),
    words.map(lambda text: f'-"{text}"'),
)
queries = st.builds(
    Query,
    text=st.lists(atoms, max_size=3).map(" ".join),
    terms=st.sampled_from(({}, {"authors": ("Ana Ruiz",)}, {"authors": ("Nobody",)})),
    since=st.sampled_from((0, 2019, 2020)),
    until=st.sampled_from((0, 2020)),
    sort=st.sampled_from(("", "newest", "oldest")),
    is_open=st.booleans(),
)


def index_of(articles: list[Text]) -> Files:
    documents = [one.document for one in articles]
    return build_index(documents, count_terms(documents, ("authors", LANGUAGE)))


def _step(count: int, length: int) -> int:
    return sum(count >= least for least in least_of(length))


@given(texts, st.lists(queries, min_size=1, max_size=8))
@settings(deadline=None)
def test_the_index_answers_as_a_search_of_the_texts_does(
    articles: list[Text], asked: list[Query]
) -> None:
    by_slug = {one.slug: one for one in articles}
    files = index_of(articles)
    reader = Reader(
        lambda path: files[path].data, lambda card: by_slug[card.slug].paragraphs
    )
    search = TextSearch(articles, rarity, _step)
    for query in asked:
        answer = reader.answer(query)
        found = [reader.card(place).slug for place in answer.places]
        assert found == search.answer(query, reader.root["weights"])
        assert not answer.is_about


@given(texts, st.randoms(use_true_random=False))
def test_the_index_is_the_same_in_whatever_order_articles_come(
    articles: list[Text], chance: random.Random
) -> None:
    shuffled = list(articles)
    chance.shuffle(shuffled)
    assert index_of(shuffled) == index_of(articles)


@given(st.text())
@example("l'l'l'état")
@example("ﬁ'ﬁ")
@example("\u0345")
def test_a_folded_word_is_folded_and_short(text: str) -> None:
    for word in split_words(text):
        form = fold(word)
        assert len(form.encode()) <= LONGEST
        if form:
            assert WORD.fullmatch(form)
            assert fold_words(form) == (form,) or len(fold_words(form)) > 1


@given(st.lists(st.sampled_from(WORDS), min_size=2, max_size=6))
def test_what_follows_a_telling_word_is_signed(found: list[str]) -> None:
    forms = fold_words(" ".join(found))
    read = invert([(0, Searched("qaa", body=" ".join(found)))])
    after = dict(zip(read.stems, read.after, strict=True))
    stems = dict(map(part_form, read.forms))
    telling = [n for n, form in enumerate(forms) if form not in COMMON]
    for first, last in pairwise(telling):
        (signatures,) = read_followers(after[stems[forms[first]]])
        assert sign(forms[first : last + 1]) in signatures


@given(
    st.integers(0, 14).map(lambda step: table_size(2**step)),
    st.data(),
)
@settings(deadline=None)
def test_a_list_is_read_as_it_was_written(size: int, data: st.DataObject) -> None:
    most = data.draw(st.integers(1, min(size, 600)))
    chance = data.draw(st.randoms(use_true_random=False))
    numbers = sorted(chance.sample(range(size + 40), most))
    values = [number << 2 | chance.randrange(4) for number in numbers]
    coded = encode_list(values, 2, size)
    assert decode_list(coded, 0, most, 2, size) == (values, len(coded))
    coded = encode_list(numbers, 0, size)
    assert decode_list(coded, 0, most, 0, size) == (numbers, len(coded))


@given(st.dictionaries(st.integers(0, 5000), st.integers(1, 63), min_size=1))
def test_the_lists_of_a_stem_are_read_as_they_were_written(
    found: dict[int, int],
) -> None:
    marks = {
        slot: mark | 8 if mark & 1 else mark & 14 | 2 for slot, mark in found.items()
    }
    postings = [slot << MARK_BITS | marks[slot] for slot in sorted(marks)]
    assert list(read_lists(write_lists(postings, 8192), 8192)) == postings


def test_a_long_list_is_read_as_it_was_written() -> None:
    postings = [slot << MARK_BITS | 1 | (slot % 4) << 4 for slot in range(0, 9000, 7)]
    assert list(read_lists(write_lists(postings, 8192), 8192)) == postings


keys = st.text(st.sampled_from("abéя日\ufb01\U0001f40d"), min_size=1, max_size=30)


@given(st.dictionaries(keys, st.binary(max_size=2000), max_size=60))
def test_rows_are_found_in_the_range_that_is_told(rows: dict[str, bytes]) -> None:
    listed = [(key.encode(), rows[key]) for key in sorted(rows, key=order)]
    starts = cut(listed)
    ends = [*starts[1:], len(listed)]
    firsts = [listed[start][0].decode() if start else "" for start in starts]
    files = {
        first: write_range(listed[start:end])
        for first, start, end in zip(firsts, starts, ends, strict=True)
    }
    for key, value in rows.items():
        assert dict(read_range(files[find_range(firsts, key)]))[key.encode()] == value
    for start, end in zip(starts, ends, strict=True):
        size = sum(len(key) + len(value) + 3 for key, value in listed[start:end])
        assert size <= 16_384 or end - start == 1


@given(keys, st.dictionaries(keys, st.integers(1, 99_999), min_size=1, max_size=7))
def test_a_form_is_read_as_it_was_written(form: str, stems: dict[str, int]) -> None:
    scale, found = read_form(form.encode(), write_form(form, stems))
    assert set(found) == set(stems)
    assert 2**scale <= sum(stems.values()) < 2 ** (scale + 1)


@given(st.lists(st.lists(st.integers(0, 9), unique=True).map(sorted), max_size=30))
def test_columns_are_read_as_they_were_written(rows: list[list[int]]) -> None:
    width = width_of(10)
    assert read_terms(write_terms(rows, width), len(rows), width) == rows
    days = ["", "1600-01-01", "2020-02", "1999"]
    assert read_dates(write_dates(days), 4) == [0, 1, 153434, 145733]
    slots = sorted({number for row in rows for number in row}) or [3]
    assert read_slots(write_slots(slots)) == slots


@given(st.sets(st.text(), max_size=200))
def test_every_article_has_a_slot_of_its_own(slugs: set[str]) -> None:
    slots = place_slots(slugs)
    assert slots.keys() == slugs
    assert list(slots.values()) == sorted(set(slots.values()))
    assert 3 * len(slugs) <= 2 * table_size(len(slugs)) or not slugs


def test_every_letter_folds_to_itself_once_folded() -> None:
    for code in range(sys.maxunicode + 1):
        letter = chr(code)
        if unicodedata.category(letter)[0] == "L":
            folded = fold(letter.lower())
            assert fold(folded) == folded, letter
