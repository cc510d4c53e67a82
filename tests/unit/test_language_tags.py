"""Tags of languages tell which way a text runs."""

from __future__ import annotations

import pytest
from langcodes import Language

from commentariat.language_tags import direction_of


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
