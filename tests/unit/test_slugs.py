"""Slugs: parts of addresses that every file system can hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
