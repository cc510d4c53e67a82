"""Data for machines, as it stands in a script element."""

from __future__ import annotations

import json

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentariat.site.structured import to_script

# An end tag needs no `>` where it stands, and a comment hides the end of the element.
HOSTILE = ["</script x", "</script/", "<!-- <script ", "-->", "&lt;"]


@given(st.text() | st.lists(st.sampled_from(HOSTILE)).map("".join))
def test_data_holds_no_sign_of_markup_and_reads_as_it_was(words: str) -> None:
    written = to_script([{"headline": words}])
    assert not set("<>&") & set(written)
    assert json.loads(written)["@graph"] == [{"headline": words}]


@pytest.mark.parametrize("words", HOSTILE)
def test_no_data_ends_the_element_or_hides_its_end(words: str) -> None:
    written = to_script([{"headline": words}])
    page = html5lib.parse(f"<script>{written}</script><p>", namespaceHTMLElements=False)
    script, paragraph = page.findall(".//script")[0], page.findall(".//p")
    assert script.text == written
    assert len(paragraph) == 1
