"""Whatever a page of HTML holds, all of it is accounted for, and nothing of it acts."""

from __future__ import annotations

import re

from html_pages import FRAGMENTS, fold, shown
from hypothesis import given, settings

from commentariat.engine.markup import to_html
from commentariat.errors import SourceError
from commentariat.intake.formats.html.reading import read_fragment, read_html
from commentariat.intake.formats.model import ItemSpan, ItemText, Surroundings

ACTING = re.compile(
    r"<(?:script|style|iframe|form|button)|\son\w+=|javascript:", re.IGNORECASE
)


def read(page: str) -> ItemText:
    data = page.encode()
    return read_html(data, ItemSpan("", 0, len(data)), Surroundings("page.html"))


def bodies_of(text: str) -> str:
    return "".join(text.split())


@given(FRAGMENTS)
@settings(max_examples=300, deadline=None)
def test_a_page_shows_the_words_of_the_blocks(fragment: str) -> None:
    body = read_fragment(fragment)
    markdown = "\n\n".join(one.markdown for one in body.blocks)
    words = fold(" ".join(one.text for one in body.blocks))
    assert bodies_of(shown(markdown)) == bodies_of(words)


@given(FRAGMENTS)
@settings(max_examples=200, deadline=None)
def test_nothing_of_a_page_acts(fragment: str) -> None:
    body = read_fragment(fragment)
    html = to_html("\n\n".join(one.markdown for one in body.blocks))
    tags = "".join(re.findall(r"<[^>]*>", html))
    assert ACTING.search(tags) is None


@given(FRAGMENTS)
@settings(max_examples=200, deadline=None)
def test_labels_partition_a_page(fragment: str) -> None:
    try:
        item = read(fragment)
    except SourceError:
        return
    at = 0
    for span in item.spans:
        assert span.start == at < span.end
        assert span.line == item.text.count("\n", 0, at) + 1
        at = span.end
    assert at == len(item.text)
