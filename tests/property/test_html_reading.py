"""Whatever a page of HTML holds, all of it is accounted for, and nothing of it acts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from html5lib import HTMLParser, getTreeBuilder
from html_pages import FRAGMENTS, fold, shown
from hypothesis import HealthCheck, example, given, settings

from commentariat.engine.markup import to_html
from commentariat.errors import SourceError
from commentariat.intake.formats.html.reading import read_fragment, read_html
from commentariat.intake.formats.model import ItemSpan, ItemText, Surroundings
from commentariat.intake.pages.model import Label

ACTING = re.compile(
    r"<(?:script|style|iframe|form|button)|\son\w+=|javascript:", re.IGNORECASE
)
UNREAD = frozenset(
    "script style template head noframes datalist iframe textarea title".split()
)
"""What no browser shows as text, and what holds tags as text."""
WORD = re.compile(r"[^\W_]+")


def read(page: str) -> ItemText | None:
    data = page.encode()
    try:
        return read_html(data, ItemSpan("", 0, len(data)), Surroundings("page.html"))
    except SourceError:  # nothing but white space
        return None


def check_words(fragment: str) -> None:
    """Assert that a page shows the words of the blocks that a fragment became."""
    body = read_fragment(fragment)
    markdown = "\n\n".join(one.markdown for one in body.blocks)
    words = fold(" ".join(one.text for one in body.blocks))
    assert "".join(shown(markdown).split()) == "".join(words.split())


def check_inert(fragment: str) -> None:
    """Assert that nothing of a fragment acts on the page."""
    body = read_fragment(fragment)
    html = to_html("\n\n".join(one.markdown for one in body.blocks))
    assert ACTING.search("".join(re.findall(r"<[^>]*>", html))) is None


def check_labels(fragment: str) -> None:
    """Assert that labels partition a page, and that no letter stands under none."""
    item = read(fragment)
    if item is None:
        return
    at = 0
    labelled = []
    for span in item.spans:
        assert span.start == at < span.end
        assert span.line == item.text.count("\n", 0, at) + 1
        at = span.end
        if span.label is not Label.MARKUP:
            labelled.append(item.text[span.start : span.end])
    assert at == len(item.text)
    held = Counter("".join(WORD.findall(unescape("".join(labelled)))))
    assert Counter("".join(WORD.findall("".join(text_nodes(item.text))))) <= held


def text_nodes(page: str) -> list[str]:
    """List the texts of a page that browsers show, as another parser reads it."""
    found: list[str] = []

    def collect(node: Any) -> None:
        for child in node.childNodes:
            if child.nodeType == child.TEXT_NODE:
                found.append(child.data)
            elif child.nodeType == child.ELEMENT_NODE and child.nodeName not in UNREAD:
                collect(child)

    tree = getTreeBuilder("dom")
    document = HTMLParser(namespaceHTMLElements=False, tree=tree).parse(page)
    document.normalize()  # the parser parts texts at what could be a reference
    collect(document)
    return found


CHECKS = [check_words, check_inert, check_labels]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_page_is_read_whole_and_shows_what_it_said(
    check: Callable[[str], None],
) -> None:
    run(check, 120)


@pytest.mark.long
@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_thousands_of_pages_are_read_whole(check: Callable[[str], None]) -> None:
    run(check, 20_000)


def run(check: Callable[[str], None], examples: int) -> None:
    @given(FRAGMENTS)
    @example("<h1>\\</h1>")
    @example("<b>*&nbsp;</b>")
    @example("<h1>*{#x}")
    @example("<b>\u00a0word</b>")
    @example("<p>\u3000字</p>")
    @example("<p>" + "&#65007;" * 4)
    @example("<b>[^1]</b>[^1]:")
    @example("<ul><blockquote>*<b>*</p></blockquote>")
    @example("<p>a<b>b</b><i>c</i>!<a href='x'>d</a></p>(e)")
    @settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    def law(fragment: str) -> None:
        check(fragment)

    law()
