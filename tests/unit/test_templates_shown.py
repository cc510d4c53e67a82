"""What the shipped templates make of articles: titles, parts, blocks."""

from __future__ import annotations

import re

import pytest
from harness import SiteFolder, article

CLASS = re.compile(r'<h1(?: class="(\w+)")?>')


@pytest.mark.parametrize(
    ("title", "language", "size"),
    [
        ("Two Plugs, One Cable", "en", ""),
        ("Old Warheads, Older Hands", "en", ""),
        ("Every northern rescue agreement promises help", "en", "mid"),
        ("On Disinformation", "en", "mid"),
        ("The mud behind the dam is older than the treaty that divides it", "en", "mid"),
        ("The mud behind the dam is older than the treaties that divide it", "en", "mid"),
        ("The mud behind the dam is older than the treaties which divide it", "en", "long"),
        ("Donaudampfschifffahrtsgesellschaft", "de", "long"),
        ("Двенадцать метров", "ru", ""),
        ("水在条约之后", "zh", ""),
        ("关于水和条约以及谁来支付的一些说明", "zh-Hans", "mid"),
        ("水" * 33, "ja", "long"),
    ],
)  # fmt: skip
def test_a_title_is_set_by_its_length(
    site: SiteFolder, title: str, language: str, size: str
) -> None:
    text = article(title, slug="a", language=language)
    page = site.write("content/articles/a.md", text).build().page("articles/a/")
    found = CLASS.search(page)
    assert found
    assert (found[1] or "") == size


def test_the_name_of_a_site_stands_once_above_a_page(site: SiteFolder) -> None:
    site.write("content/articles/a.md", article("A", slug="a")).build()
    page = site.page("articles/a/")
    mast = page[page.index("<header") : page.index("<main")]
    assert mast.count("The Test Archive") == 1
    assert page.index("<h1") < page.index("<p>Undated</p>") < page.index('class="text"')


def test_a_page_of_a_facet_marks_it_above(site: SiteFolder) -> None:
    text = article("A", slug="a", topics=["Energy"], date="2020-01-01")
    site.write("content/articles/a.md", text).build()
    marked = '<a href="/topics/" aria-current="true">'
    assert marked in site.page("topics/energy/")
    assert "aria-current" not in site.page("articles/a/")
