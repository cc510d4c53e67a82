"""Tags of languages tell which way a text runs."""

from __future__ import annotations

import pytest
from babel.core import get_global
from babel.localedata import locale_identifiers
from langcodes import Language

from commentariat.language_tags import direction_of, nearest_of, script_of


@pytest.mark.parametrize(
    "tag",
    ["ar-EG", "fa", "he", "ckb", "az-Arab", "uz-Arab-AF", "ku-arab", "AZ-ARAB", "pa-PK",
     "az-IR", "ar-arb", "nqo", "en-Hebr", "dv", "ms-Arab-x-Latn", "sd", "pnb"],
)  # fmt: skip
def test_these_run_from_right_to_left(tag: str) -> None:
    assert direction_of(tag) == "rtl"


@pytest.mark.parametrize(
    "tag",
    ["", "en", "az", "ar-Latn", "ar-Latn-EG", "he-latn", "zh-Hant-TW", "ku", "uz-Latn-AF",
     "ug-KZ", "sd-Deva", "en-x-arab", "de-1901", "pa", "sr-Cyrl", "mn-Mong"],
)  # fmt: skip
def test_these_run_from_left_to_right(tag: str) -> None:
    assert direction_of(tag) == "ltr"


def test_what_a_tag_leaves_open_is_what_is_most_likely() -> None:
    tags = [f"{one}-{place}" for one in ("az", "kk", "uz", "pa", "ur", "ar", "ha", "ms")
            for place in ("AF", "CN", "IR", "PK", "EG", "DE", "NG", "CC")]  # fmt: skip
    for tag in tags:
        script = Language.get(tag).maximize().script
        wanted = "rtl" if script == "Arab" else "ltr"
        assert direction_of(tag) == wanted, (tag, script)


def test_the_script_of_a_tag_is_as_cldr_has_it() -> None:
    written = {one.partition("_")[0] for one in locale_identifiers()}
    tried = 0
    for tag, likely in get_global("likely_subtags").items():
        language, *place = tag.split("_")
        if not (len(language) == 2 or language in written) or len(place) > 1:
            continue
        if place and len(place[0]) == 4:  # a script, which the tag says itself
            continue
        tried += 1
        assert script_of(tag) == likely.split("_")[1].lower(), tag
    assert tried > 300


@pytest.mark.parametrize(
    ("language", "known", "nearest"),
    [
        ("ru", "en ru", "ru"),
        ("ru-RU", "en ru", "ru"),
        ("ru-Cyrl", "en ru", "ru"),
        ("sr-Latn", "sr", ""),
        ("sr-Latn", "sr sr-Latn", "sr-Latn"),
        ("sr-Cyrl-RS", "sr sr-Latn", "sr"),
        ("sr-ME", "sr sr-Latn", "sr-Latn"),
        ("zh-Hant", "zh", ""),
        ("zh-TW", "zh zh-Hant", "zh-Hant"),
        ("zh-Hant-HK", "zh zh-TW", "zh-TW"),
        ("zh-Hans-CN", "zh zh-Hant", "zh"),
        ("az-Arab", "az ar", ""),
        ("pa-Arab", "pa pa-PK", "pa-PK"),
        ("pt", "pt-BR pt-PT", "pt-BR"),
        ("pt-PT", "pt-BR", "pt-BR"),
        ("PT-br", "pt-BR", "pt-BR"),
        ("tg", "en ru", ""),
        ("", "en", ""),
    ],
)  # fmt: skip
def test_the_nearest_tag_is_of_the_same_script(
    language: str, known: str, nearest: str
) -> None:
    assert nearest_of(language, known.split()) == nearest
