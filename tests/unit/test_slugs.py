"""Slugs: parts of addresses that every file system can hold."""

import sys
from functools import partial
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentariat.archive.collation import initial, without_article
from commentariat.archive.slugs import is_slug, slugify
from commentariat.site.letters import letter_slug, person_order


@given(st.text(max_size=300))
def test_whatever_the_text_its_slug_is_one(text: str) -> None:
    slug = slugify(text)
    assert is_slug(slug)
    assert slug.isascii()
    assert len(slug) <= 80


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Twenty to Ten: The Ferry", "twenty-to-ten-the-ferry"),
        ("Moscow’s Budget", "moscows-budget"),
        ("Türkiye", "turkiye"),
        ("Вера Ланская", "vera-lanskaia"),
        ("CON", "con-1"),
        ("Walter Ames Pruitt, Jr.", "walter-ames-pruitt-jr"),
    ],
)
def test_slugs_read_like_what_they_name(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_what_else_a_machine_has_that_transliterates_is_not_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = ModuleType("unidecode")
    other.unidecode = lambda text: "another"  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "unidecode", other)
    slugify.cache_clear()
    assert slugify("Вера Ланская") == "vera-lanskaia"


@pytest.mark.parametrize("slug", ["a", "2014", "мост", "a-b-c", "über"])
def test_an_editor_may_write_these_slugs(slug: str) -> None:
    assert is_slug(slug)


@pytest.mark.parametrize(
    "slug", ["", ".", "..", "a/b", "A", "a--b", "-a", "a b", "nul", "u\u0308"]
)
def test_an_editor_may_not_write_these_slugs(slug: str) -> None:
    assert not is_slug(slug)


def test_names_go_by_their_last_word_without_a_suffix() -> None:
    names = [
        "Walter Ames Pruitt, Jr.",
        "Óskar Hrafnsson",
        "Mara Lindqvist",
        "Anna Ölund",
    ]
    ordered = sorted(names, key=partial(person_order, language="en"))
    assert ordered == [
        "Óskar Hrafnsson",
        "Mara Lindqvist",
        "Anna Ölund",
        "Walter Ames Pruitt, Jr.",
    ]


def test_letters_have_no_accents_and_figures_one_sign() -> None:
    words = ("Ölund", "“Quote”", "2014", "—", "мост")
    assert [initial(word, "en") for word in words] == [
        "O",
        "Q",
        "#",
        "#",
        "М",
    ]
    assert (letter_slug("#"), letter_slug("O")) == ("0-9", "o")


@pytest.mark.parametrize(
    ("title", "language", "rest"),
    [
        ("The Dam", "en", "Dam"),
        ("A Ferry at Night", "en-GB", "Ferry at Night"),
        ("An Ärk", "en", "Ärk"),
        ("“The ‘Mill’”", "en", "Mill’”"),
        ("Theory of a River", "en", "Theory of a River"),
        ("A.", "en", "A."),
        ("The", "en", "The"),
        ("The —", "en", "The —"),
        ("A", "en", "A"),
        ("— 2014", "en", "2014"),
        ("…", "en", "…"),
        ("Die Mauer", "de", "Mauer"),
        ("Die Mauer", "en", "Die Mauer"),
        ("L’Europe", "fr", "Europe"),
        ("L'eau", "fr", "eau"),
        ("’t Veer", "nl", "Veer"),
        ("Egy híd", "hu", "híd"),
        ("Y bont", "cy", "bont"),
        ("Η γέφυρα", "el", "γέφυρα"),
        ("The Dam", "ru", "The Dam"),
        ("А мост", "ru", "А мост"),
        ("الجسر الأخير", "ar", "جسر الأخير"),
        ("«النهر»", "ar", "نهر»"),
        ("التزام", "ar", "التزام"),
        ("الى النهر", "ar", "الى النهر"),
        ("ألمانيا", "ar", "ألمانيا"),
    ],
)
def test_titles_go_by_their_first_word_that_is_no_article_of_their_language(
    title: str, language: str, rest: str
) -> None:
    assert without_article(title, language) == rest


@given(st.text(max_size=60), st.sampled_from(["en", "fr", "ru"]))
def test_whatever_the_title_something_is_left_to_sort_it_by(
    title: str, language: str
) -> None:
    rest = without_article(title, language)
    assert any(map(str.isalnum, rest)) == any(map(str.isalnum, title))
