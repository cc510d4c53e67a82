"""Names are sorted as their languages have it, on every machine alike."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from harness import SETTINGS, SiteFolder, article
from hypothesis import given
from hypothesis import strategies as st

from commentariat.archive.collation import collation_key, name_key
from commentariat.archive.order import order_of
from commentariat.archive.tailorings import FIRST_SCRIPTS, TAILORINGS

_LISTS = json.loads(
    (Path(__file__).parent.parent / "data/collation.json").read_text("utf-8")
)
_ORDERS: dict[str, list[list[str]]] = _LISTS["orders"]


@pytest.mark.parametrize("language", sorted(_ORDERS))
def test_a_list_is_in_the_order_that_icu_has_it_in(language: str) -> None:
    order = order_of(language, is_own=True)
    keys = [{order.key(word) for word in alike} for alike in _ORDERS[language]]
    assert [len(one) for one in keys] == [1] * len(keys)
    found = [min(one) for one in keys]
    assert found == sorted(set(found))


def test_every_language_with_rows_is_held_to_icu() -> None:
    firsts = {tag for tags in FIRST_SCRIPTS.values() for tag in tags.split()}
    of_india = set("as bn hi kok mr ne gu pa kn ml or si ta te am chr km lo th".split())
    by_strokes = {tag for tag in firsts if tag.startswith("zh-")}
    assert {*TAILORINGS, *firsts} - of_india - by_strokes - {"yi"} <= set(_ORDERS)


@given(st.text(st.characters(max_codepoint=126, min_codepoint=32)))
def test_plain_english_is_sorted_by_its_small_letters_alone(text: str) -> None:
    assert name_key(text, "en") == text.lower()


def test_plain_english_reads_no_table() -> None:
    words = (
        "import sys; from commentariat.archive import order;"
        "order.order_of('en', is_own=True).key('The Dam'); print(order._root.cache_info()[3])"
    )
    done = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "0"


@given(st.text(max_size=20), st.text(max_size=20), st.sampled_from(sorted(_ORDERS)))
def test_whatever_is_sorted_has_one_place(one: str, other: str, language: str) -> None:
    order = order_of(language, is_own=True)
    assert order.key(one) == order.key(one)
    assert (order.key(one) < order.key(other)) is not (
        order.key(one) >= order.key(other)
    )
    assert len(order.initial(one)) <= 3


@pytest.mark.parametrize(
    ("word", "language", "letter"),
    [
        ("ñandú", "es", "Ñ"),
        ("ñandú", "en", "N"),
        ("Ørsted", "en", "O"),
        ("Ørsted", "da", "Ø"),
        ("Åland", "sv-FI", "Å"),
        ("Öl", "de", "O"),
        ("chleba", "cs", "Ch"),
        ("džep", "sr-Latn", "Dž"),
        ("ılık", "tr", "I"),
        ("izmir", "tr", "İ"),
        ("I\u0307zmir", "tr", "İ"),
        ("ёлка", "ru", "Е"),
        ("їжак", "uk", "Ї"),
        ("أحمد", "ar", "ا"),
        ("آب", "fa", "آ"),
        ("٣", "ar", "#"),
        ("北京", "zh", "B"),
        ("重庆", "zh", "C"),
        ("London", "zh", "L"),
        ("北京", "zh-Hant", "北"),
        ("北京", "en", "北"),
        ("서울", "ko", "사"),
        ("აბ", "ka", "ა"),
        ("あ", "ja", "あ"),
        ("", "en", "#"),
    ],
)
def test_an_index_has_the_letters_of_its_language(
    word: str, language: str, letter: str
) -> None:
    assert order_of(language, is_own=True).initial(word) == letter


def test_a_list_begins_with_the_letters_of_its_language() -> None:
    words = ["Мост", "Bridge", "جسر"]
    for language, first in (("ru", "Мост"), ("en", "Bridge"), ("ar", "جسر")):
        assert min(words, key=lambda w, tag=language: name_key(w, tag)) == first  # type: ignore[misc]


def test_a_title_is_sorted_by_its_own_language_where_the_list_has_none() -> None:
    assert collation_key("Älv", "sv") > collation_key("Zorn", "sv")
    assert collation_key("Älv", "sv", "en") < collation_key("Zorn", "sv", "en")
    assert collation_key("Der Älv", "de", "sv") > collation_key("Die Zorn", "de", "sv")


def test_what_changes_nothing_does_not_load_the_order() -> None:
    words = (
        "import sys; import commentariat.site.letters;"
        "print('commentariat.archive.order' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", words], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_letters_at_one_address_are_all_named_and_others_are_told(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.write("pyproject.toml", f'{SETTINGS}language = "ru"\n')
    for name, title in (("a", "Ель"), ("b", "Жара"), ("c", "Ёлка"), ("d", "Ива")):
        site.write(
            f"content/articles/{name}.md",
            article(title, date="", topics=["Лес"], language="ru"),
        )
    site.build()
    for number in range(40):
        site.write(
            f"content/articles/n{number}.md",
            article(f"Ива {number}", date="", topics=["Лес"], language="ru"),
        )
    site.build()
    page = site.page("topics/les/index.html")
    assert [one in page for one in (">Е</a>", ">Ж</a>", ">ZH</a>")] == [
        True,
        True,
        False,
    ]
    site.write(
        "content/articles/e.md", article("Эхо", date="", topics=["Лес"], language="ru")
    ).build()
    assert ">Е, Э</a>" in site.page("topics/les/undated/zh/index.html")
    assert site.output() == site.clean_output(tmp_path / "scratch")
