"""The files of the search index, and what they answer."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from text_search import count_terms

from commentariat.search.index import build_index
from commentariat.search.invert import join_texts
from commentariat.search.model import LANGUAGE, Card, Document, Text
from commentariat.search.queries import fold_words
from commentariat.search.reader import Query, Reader


def document(
    slug: str,
    *body: str,
    title: str = "",
    dek: str = "",
    authors: Sequence[str] = (),
    date: str = "",
    language: str = "en",
) -> Document:
    return Document(
        Card(slug, title, dek, tuple(authors), date, "", ""),
        Text(language, title, dek, tuple(authors), join_texts(body)),
        {"authors": tuple(authors), LANGUAGE: (language,)},
    )


def reader_of(*documents: Document) -> Reader:
    files = build_index(documents, count_terms(documents, ("authors", LANGUAGE)))
    return Reader(lambda path: files[path].data)


def find(reader: Reader, text: str, **more: object) -> list[str]:
    answer = reader.answer(Query(text, **more))  # type: ignore[arg-type]
    return [reader.card(place).slug for place in answer.places]


def test_an_inflected_word_finds_what_has_another_form_of_it() -> None:
    reader = reader_of(
        document("rivers", "Of rivers and their banks."),
        document("выборы", "О выборах в парламент.", language="ru"),
        document("budget", "A budget."),
    )
    assert find(reader, "river") == ["rivers"]
    assert find(reader, "выборы") == ["выборы"]


def test_a_title_counts_for_more_than_a_body() -> None:
    reader = reader_of(
        document("told", "Of a dam, and of the dam again."),
        document("named", "Of something else.", title="The dam"),
    )
    assert find(reader, "dam") == ["named", "told"]


def test_a_phrase_is_found_where_its_words_follow_each_other() -> None:
    reader = reader_of(
        *[
            document(
                f"apart-{n}", "The union is in a state.", "A state.", "Of the union."
            )
            for n in range(20)
        ],
        document("there", "It is the state of the union."),
        document("inflected", "It is the states of the union."),
    )
    assert find(reader, '"state of the union"') == ["there"]
    assert len(find(reader, "state of the union")) == 22


def test_what_is_excluded_is_not_found() -> None:
    reader = reader_of(document("one", "A dam."), document("both", "A dam, a river."))
    assert find(reader, "dam -river") == ["one"]


def test_the_last_word_goes_on_while_it_is_typed() -> None:
    reader = reader_of(document("one", "Of energy."), document("two", "Enerhodar."))
    assert find(reader, "ene") == []
    assert sorted(find(reader, "ene", is_open=True)) == ["one", "two"]


def test_a_mistyped_word_is_told_with_what_was_likely_meant() -> None:
    reader = reader_of(document("one", "Of energy."), document("two", "More energy."))
    assert reader.answer(Query("enrergy")).likely == {"enrergy": "energy"}


def test_facets_and_years_narrow_what_is_found() -> None:
    reader = reader_of(
        document("a", "A dam.", authors=["ana", "bo"], date="2019-05"),
        document("b", "A dam.", authors=["ana"], date="2021"),
        document("c", "A dam.", authors=["bo"]),
    )
    assert sorted(find(reader, "dam", terms={"authors": ("ana",)})) == ["a", "b"]
    assert find(reader, "dam", terms={"authors": ("ana", "bo")}) == ["a"]
    assert find(reader, "dam", since=2020) == ["b"]
    assert find(reader, "dam", until=2019) == ["a"]
    assert find(reader, "", sort="oldest") == ["a", "b", "c"]
    assert find(reader, "") == ["b", "a", "c"]
    answer = reader.answer(Query("dam", since=2019))
    assert reader.counts(answer.places, "authors") == {"ana": 2, "bo": 1}


@pytest.mark.parametrize(
    ("language", "asked", "text"),
    [
        ("en", "man", "Of men and ships."),
        ("en", "withdraw", "They withdrew."),
        ("ru", "Россия", "О России."),
        ("ru", "энергетики", "Энергетика."),
        ("uk", "вибори", "Після виборів."),
        ("uk", "безпеку", "Про безпеку, а саме: безпека."),
        ("fr", "État", "L’État, c’est moi."),
        ("fr", "l'énergie", "Une énergie nouvelle."),
        ("ar", "اختصارات", "الاختصارات النصية."),
        ("ar", "الاختصار", "وبالاختصارات."),
        ("ar", "لغة", "عن اللُّغَةِ العربية."),
        ("ar", "الــلغة", "لغة."),
        ("ja", "経済", "日本経済について。"),
        ("de", "strasse", "An der Straße."),
    ],
)
def test_a_word_is_found_in_the_form_that_a_text_has(
    language: str, asked: str, text: str
) -> None:
    reader = reader_of(
        document("there", text, language=language),
        document("asked", asked, language=language),
        document("other", "42", language=language),
    )
    assert sorted(find(reader, asked)) == ["asked", "there"]


@pytest.mark.parametrize(("asked", "text"), [("لغة", "اللغة"), ("اللغة", "لغة")])
def test_an_arabic_word_is_found_where_only_the_article_differs(
    asked: str, text: str
) -> None:
    reader = reader_of(
        document("there", text, language="ar"), document("other", "اللغم لغم")
    )
    assert find(reader, asked) == ["there"]


def test_an_author_is_found_by_every_spelling() -> None:
    card = Card("there", "", "", ("Шон МакКенс",), "", "", "")
    names = ("Шон МакКенс", "Shaun McCance")
    reader = reader_of(
        Document(card, Text("ru", names=names), {LANGUAGE: ("ru",)}),
        document("other", "Shaun."),
    )
    for asked in ("mccance", "маккенс", '"Shaun McCance"', '"шон маккенс"'):
        assert find(reader, asked) == ["there"]


def test_of_many_that_may_have_a_phrase_the_best_are_looked_through() -> None:
    words = {f"only-{n}": ("A manual page",) for n in range(30)}
    words["there"] = ("See the manual page",)
    documents = [
        document(slug, *body, title="Page" * (slug in ("there", "only-7")))
        for slug, body in words.items()
    ]
    files = build_index(documents, count_terms(documents, ("authors", LANGUAGE)))
    reader = Reader(
        lambda path: files[path].data,
        lambda card: [fold_words(text) for text in words[card.slug]],
    )
    answer = reader.answer(Query('"the manual page"'))
    found = [reader.card(place).slug for place in answer.places]
    assert answer.is_about
    assert found[0] == "there"
    assert "only-7" not in found
    assert len(found) == 12


def test_words_that_stand_in_a_row_as_they_are_asked_for_come_first() -> None:
    documents = [
        document(f"apart-{n}", "The union, and the state.", title="State, union, peace")
        for n in range(30)
    ]
    reader = reader_of(*documents, document("there", "The state of the union: peace."))
    assert find(reader, "state of the union")[0] == "there"
    assert find(reader, "state of union")[0] != "there"
    assert find(reader, "state union")[0] != "there"
    assert len(find(reader, "state of the union")) == 31
