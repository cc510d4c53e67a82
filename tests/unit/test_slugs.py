"""Slugs: parts of addresses that every file system can hold."""

import sys
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentariat.archive.collation import collation_key, plain
from commentariat.archive.slugs import is_slug, slugify
from commentariat.site.letters import initial, letter_slug, name_key


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
    ordered = sorted(names, key=name_key)
    assert ordered == [
        "Óskar Hrafnsson",
        "Mara Lindqvist",
        "Anna Ölund",
        "Walter Ames Pruitt, Jr.",
    ]


def test_letters_have_no_accents_and_figures_one_sign() -> None:
    assert [initial(word) for word in ("Ölund", "“Quote”", "2014", "—", "мост")] == [
        "O",
        "Q",
        "#",
        "#",
        "М",
    ]
    assert (letter_slug("#"), letter_slug("O")) == ("0-9", "o")


@pytest.mark.parametrize(
    ("title", "language", "key"),
    [
        ("The Dam", "en", "dam"),
        ("A Ferry at Night", "en-GB", "ferry at night"),
        ("An Ärk", "en", "ark"),
        ("“The ‘Mill’”", "en", "mill’”"),
        ("Theory of a River", "en", "theory of a river"),
        ("A.", "en", "a."),
        ("The", "en", "the"),
        ("The —", "en", "the —"),
        ("A", "en", "a"),
        ("— 2014", "en", "2014"),
        ("…", "en", "..."),
        ("Die Mauer", "de", "mauer"),
        ("Die Mauer", "en", "die mauer"),
        ("L’Europe", "fr", "europe"),
        ("L'eau", "fr", "eau"),
        ("The Dam", "ru", "the dam"),
        ("А мост", "ru", "а мост"),
    ],
)
def test_titles_go_by_their_first_word_that_is_no_article_of_their_language(
    title: str, language: str, key: str
) -> None:
    assert collation_key(title, language) == key


@given(st.text(max_size=60), st.sampled_from(["en", "fr", "ru"]))
def test_whatever_the_title_something_is_left_to_sort_it_by(
    title: str, language: str
) -> None:
    key = collation_key(title, language)
    assert any(map(str.isalnum, key)) == any(map(str.isalnum, plain(title)))
