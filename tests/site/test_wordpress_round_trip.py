"""The sample archive, written as an export of WordPress, comes back as it was."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import pytest
from html_pages import shown
from raw_samples import Site
from sample import Published

from commentariat.archive.model import Article
from commentariat.engine.markup import to_html

TAXONOMIES = {
    "topics": "post_tag",
    "regions": "region",
    "centers": "center",
    "programs": "program",
    "projects": "project",
    "collections": "collection",
    "series": "series",
}
"""What a house calls its facets there."""
MARKED = ("{{<", "![", "|", "[^", ">")
"""How blocks begin that are no paragraphs, or show what stands elsewhere."""
Pair = tuple[Article, str, Article, str]
"""An article and its body, before and after."""


def cdata(text: str) -> str:
    """Write *text* as WordPress does."""
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def body_of(content: str) -> str:
    """Give the body of a content file."""
    return content.split("\n---\n", 1)[1]


def export_wxr(articles: list[tuple[Article, str]], host: str) -> str:
    """Write articles, each with its body, as an export of WordPress."""
    people = {
        name: f"user{number}"
        for number, name in enumerate(
            dict.fromkeys(
                name for one, _ in articles for name in one.terms.get("authors", ())
            )
        )
    }
    head = "".join(
        f"<wp:author><wp:author_login>{cdata(login)}</wp:author_login>"
        f"<wp:author_display_name>{cdata(escape(name))}</wp:author_display_name></wp:author>\n"
        for name, login in people.items()
    )
    items = "".join(
        _item(number, one, body, people, host)
        for number, (one, body) in enumerate(articles, 1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0" '
        'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:wp="http://wordpress.org/export/1.2/">\n<channel>\n'
        f"<wp:base_blog_url>{host}</wp:base_blog_url>\n{head}{items}</channel>\n</rss>\n"
    )


def _item(
    number: int, one: Article, body: str, people: dict[str, str], host: str
) -> str:
    date = one.date if len(one.date) > 10 else f"{one.date} 00:00:00"
    day = date.replace("T", " ")[:19] if one.date else "0000-00-00 00:00:00"
    rows = [
        f"<title>{cdata(escape(one.title, quote=False))}</title>",
        f"<link>{host}/{number}/{one.slug}/</link>",
        f"<content:encoded>{cdata(to_html(body))}</content:encoded>",
        f"<excerpt:encoded>{cdata(escape(one.dek, quote=False))}</excerpt:encoded>",
        f"<wp:post_id>{number}</wp:post_id>",
        f"<wp:post_date>{cdata(day)}</wp:post_date>",
        f"<wp:post_name>{cdata(one.slug)}</wp:post_name>",
        f"<wp:status>{cdata('publish')}</wp:status>",
        f"<wp:post_type>{cdata('post')}</wp:post_type>",
        *_terms(one, people),
    ]
    names = one.terms.get("authors", ())
    if names:
        rows.insert(2, f"<dc:creator>{cdata(people[names[0]])}</dc:creator>")
    return "<item>\n" + "\n".join(rows) + "\n</item>\n"


def _terms(one: Article, people: dict[str, str]) -> Iterator[str]:
    for name in sorted(one.terms.get("authors", ())):
        yield _term("author", f"cap-{people[name]}", name)
    if one.language:
        yield _term("language", one.language, one.language)
    for facet, taxonomy in TAXONOMIES.items():
        for name in one.terms.get(facet, ()):
            yield _term(taxonomy, "x", name)


def _term(taxonomy: str, slug: str, name: str) -> str:
    return (
        f'<category domain="{taxonomy}" nicename="{slug}">'
        f"{cdata(escape(name, quote=False))}</category>"
    )


@pytest.fixture(scope="module")
def pairs(sample: Published, tmp_path_factory: pytest.TempPathFactory) -> list[Pair]:
    """The articles, and what comes back of them from one export."""
    before = [
        (one, body_of((sample.folder / "content" / one.source).read_text("utf-8")))
        for one in sample.articles.values()
    ]
    site = Site(tmp_path_factory.mktemp("wordpress"), sample.settings)
    site.raw("export.xml", export_wxr(before, "https://old.example").encode())
    site.imported()
    assert site.problems == []
    after = {raw.file: one for one in site.articles() for raw in one.raw}
    assert len(after) == len(before)
    return [
        (one, body, found, body_of(site.read(f"content/{found.source}")))
        for number, (one, body) in enumerate(before, 1)
        for found in [after[f"export.xml//{number}"]]
    ]


def squeezed(markdown: str) -> str:
    """Give the words that a page shows of *markdown*, without white space."""
    return "".join(shown(markdown).split())


def test_title_slug_date_language_and_dek_come_back(pairs: list[Pair]) -> None:
    for before, body, after, _ in pairs:
        assert after.title == before.title
        assert after.slug == before.slug
        assert after.date[:10] == before.date[:10]
        assert after.language == before.language
        if not squeezed(body).startswith("".join(before.dek.split())):  # said twice
            assert after.dek == before.dek


def test_authors_come_back_in_their_order_up_to_the_second(pairs: list[Pair]) -> None:
    for before, _, after, _ in pairs:
        names = before.terms.get("authors", ())
        found = after.terms.get("authors", ())
        assert found[:1] == names[:1]  # who wrote first; terms have no order
        assert sorted(found) == sorted(names)


def test_terms_come_back_to_the_facets_that_taxonomies_are(pairs: list[Pair]) -> None:
    for before, _, after, _ in pairs:
        for facet in TAXONOMIES:
            assert after.terms.get(facet, ()) == before.terms.get(facet, ()), facet


def test_the_words_of_bodies_come_back(pairs: list[Pair]) -> None:
    for before, body, _, found in pairs:
        there = squeezed(found)
        for block in body.split("\n\n"):
            if not block.startswith(MARKED) and "[^" not in block:
                assert squeezed(block) in there, (before.source, block)
