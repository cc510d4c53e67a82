"""What a check says of the pages of a site, and how."""

from __future__ import annotations

import json
import random
import re

import html5lib
import pytest
from harness import SiteFolder, article

from commentariat.check.html import read_html
from commentariat.cli import main
from commentariat.cli.annotations import annotate
from commentariat.errors import OpenPoint, Problem
from commentariat.kinds import Kind
from commentariat.pipeline import check_site


def many(site: SiteFolder, count: int = 12) -> SiteFolder:
    for number in range(count):
        site.write(
            f"content/articles/a{number}.md",
            article(f"Piece {number}", f"Words of {number}, [next](a0).",
                    date="2020-01-02", authors=["A B"]),
        )  # fmt: skip
    return site


def problems(site: SiteFolder, **more: object) -> list[str]:
    return [str(one) for one in check_site(site.options(**more)).problems]


@pytest.mark.parametrize(
    "base", ["https://archive.test/", "https://archive.test/repo/"]
)
def test_a_sound_site_has_no_problem_built_or_not(site: SiteFolder, base: str) -> None:
    many(site)
    assert problems(site, base_url=base) == []
    site.build(base_url=base)
    assert problems(site, base_url=base) == []
    assert check_site(site.options(base_url=base)).stale == 0


def test_a_fault_in_a_template_is_named_once_with_its_pages(site: SiteFolder) -> None:
    many(site).write(
        "templates/_foot.html", "<footer>\n<a href='/gone/'>x</a></footer>"
    )
    found = problems(site)
    assert len(found) == 1
    assert re.fullmatch(
        r"templates/_foot.html:2: no page or file of this site answers '/gone/' "
        r"\(on \d\d pages\)", found[0],
    )  # fmt: skip
    site.build()
    assert problems(site) == found


def test_what_a_template_leaves_open_is_told_there_and_not_around_it(
    site: SiteFolder,
) -> None:
    text = (
        '{% extends "shipped/article.html" %}\n{% block byline %}\n<div>\n<p>A</p></div>'
        "\n<div><p>B</p>\n{% endblock %}"
    )
    (found,) = problems(many(site).write("templates/article.html", text))
    assert found.startswith("templates/article.html:5: <div> is never closed")


def test_a_fault_behind_words_with_markup_is_named_with_its_line(
    site: SiteFolder,
) -> None:
    foot = (
        "<footer>\n{% trans name=site.title %}\nOf <b>{{ name }}</b>\n{% endtrans %}\n"
        "<a href='/gone/'>{{ _('Skip to content') }}</a></footer>"
    )
    (found,) = problems(many(site).write("templates/_foot.html", foot))
    assert found.startswith("templates/_foot.html:5: no page or file of this site")
    foot = "<footer>\n{% trans %}\n<a href='/gone/'>Of</a>\n{% endtrans %}</footer>"
    (found,) = problems(site.write("templates/_foot.html", foot))
    assert found.startswith("templates/_foot.html:2: no page or file of this site")


def test_an_address_outside_the_base_path_is_a_fault(site: SiteFolder) -> None:
    many(site).write(
        "templates/_foot.html", "<footer>\n<a href='/about/'>x</a></footer>"
    )
    found = problems(site, base_url="https://archive.test/repo/")
    assert "'/about/' leads out of the base path '/repo/'" in found[0]


def test_bytes_that_someone_changed_are_named(site: SiteFolder) -> None:
    many(site).build().write("output/articles/a1/index.html", "vandal")
    assert problems(site) == [
        "output/articles/a1/index.html: its file was changed by someone else; build again"
    ]


def test_what_was_found_is_remembered_and_mended_faults_are_gone(
    site: SiteFolder,
) -> None:
    many(site).edit("content/articles/a3.md", "Words", "[x](/gone/) words")
    first = problems(site)
    assert first[0].startswith("content/articles/a3.md:9: ")
    assert problems(site) == first
    site.edit("content/articles/a3.md", "language: en", "language: en\ndek: ''")
    assert problems(site)[0].startswith("content/articles/a3.md:10: ")
    site.edit("content/articles/a3.md", "[x](/gone/) words", "words")
    assert problems(site) == []


def test_a_lost_page_makes_the_links_to_it_dead_on_pages_kept(site: SiteFolder) -> None:
    many(site).edit("content/articles/a2.md", "[next](a0)", "[next](a1)").build()
    assert problems(site) == []
    site.delete("content/articles/a1.md")
    assert [one.partition(": ")[0] for one in problems(site)] == [
        "content/articles/a2.md:9"
    ]


def test_links_to_other_sites_are_listed_with_their_articles(
    site: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    many(site).edit("content/articles/a3.md", "Words", "[x](https://else.test/a) words")
    assert (
        main(["check", "--site", str(site.folder), "--json", "--today", "2026-06-01"])
        == 0
    )
    whole = json.loads(capsys.readouterr().out)
    assert whole["links"] == [
        {"url": "https://else.test/a", "sources": ["content/articles/a3.md"]}
    ]


def test_annotations_escape_what_would_end_them() -> None:
    lines = list(annotate(
        [Problem("content/a,b:c.md", 3, Kind.TEMPLATE_FAILED_OUTSIDE.of("100% wrong\nsecond line"))],
        [OpenPoint("x.md", 0, Kind.NO_DATE.of())],
    ))  # fmt: skip
    assert lines == [
        "::error file=content/a%2Cb%3Ac.md,line=3::100%25 wrong%0Asecond line",
        "::warning file=x.md::the article has no date; write one, or dismiss the question in "
        "a review",
    ]


def test_in_github_actions_faults_are_annotations(
    site: SiteFolder,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    many(site).edit("content/articles/a3.md", "Words", "[x](/gone/) words")
    assert main(["check", "--site", str(site.folder), "--today", "2026-06-01"]) == 1
    out = capsys.readouterr().out
    assert "::error file=content/articles/a3.md,line=9::" in out
    assert "dead link" in out


_WHOLE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>x</title></head><body>
<main><h1>A</h1><p>One <b>bold</b> <a href="#q">two</a>.</p><ul><li>a<li>b</ul>
<table><thead><tr><th>a<tbody><tr><td>b</table><div id="q"><p>x<p>y</div>
<dl><dt>a<dd>b</dl><blockquote><p>z</p></blockquote></main></body></html>
"""


def test_broken_markup_is_found_where_the_standard_finds_it() -> None:
    """Take tags away and put tags in, and ask a second parser whether that matters."""
    chance = random.Random(5)
    tags = re.findall(r"</?(?!html|head|body|meta|title)[a-z]\w*>", _WHOLE)
    differing = []
    for _ in range(400):
        text = _WHOLE
        spot = text.index(chance.choice(tags), text.index("<main>"))
        if chance.random() < 0.5:
            text = text[:spot] + chance.choice(tags) + text[spot:]
        else:
            text = text[:spot] + text[text.index(">", spot) + 1 :]
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        parser.parse(text)
        ours = [
            flaw for flaw in read_html(text).flaws if str(flaw.message.kind) == "HTML"
        ]
        # The other parser lets text between the cells of a table pass.
        is_lax = not parser.errors and all(one.message.kind is Kind.HTML_TEXT_IN_TABLE
                                           for one in ours)  # fmt: skip
        if bool(parser.errors) != bool(ours) and not is_lax:
            differing.append((text, parser.errors, ours))
    assert not differing, differing[0]


def test_a_glance_never_passes_over_a_tag_that_a_second_parser_faults() -> None:
    chance = random.Random(9)
    whole = re.sub(r"<table>.*</table>", "", _WHOLE)
    pieces = ["<b>", "</b>", "</p>", "<p>", "<li>", "</div>", "<script>", "<!-- <b> -->",
              "<", "<textarea>", "</h2>", "<td>", "<svg><b></svg>", "&lt;"]  # fmt: skip
    faulted = 0
    for _ in range(600):
        spot = chance.randrange(whole.index("<main>"), whole.index("</body>"))
        text = whole[:spot] + chance.choice(pieces) + whole[spot:]
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        parser.parse(text)
        ours = [
            flaw for flaw in read_html(text).flaws if str(flaw.message.kind) == "HTML"
        ]
        assert not parser.errors or ours, (text, parser.errors)
        faulted += bool(ours)
    assert faulted > 300


def asked_for_words(site: SiteFolder) -> list[tuple[str, int]]:
    points = check_site(site.options()).open_points
    return [(p.source, p.line) for p in points if p.kind == "no alternative text"]


@pytest.mark.parametrize(
    "answered",
    ['<p><img src="/files/dot.svg" alt=""> x</p>', "<p><img alt='' src='/files/dot.svg'></p>",
     '<img src="/files/dot.svg" alt>', '<p>x <IMG\nALT=""\nSRC="/files/dot.svg"></p>',
     "![words](/files/dot.svg)"],
)  # fmt: skip
def test_an_empty_text_written_out_is_an_answer(
    site: SiteFolder, answered: str
) -> None:
    site.write("content/files/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    many(site, 2).write("content/articles/a.md", article("A", f"Text.\n\n{answered}"))
    assert asked_for_words(site) == []


@pytest.mark.parametrize(
    "open_still",
    ['<p><img src="/files/dot.svg"> x</p>', "![](/files/dot.svg)",
     '<p>alt=""</p> ![](/files/dot.svg)', '<img src="/files/dot.svg" data-alt="">'],
)  # fmt: skip
def test_a_picture_without_a_text_is_asked_about(
    site: SiteFolder, open_still: str
) -> None:
    site.write("content/files/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    body = f'<img src="/files/dot.svg" alt="">\n\n{open_still}'
    many(site, 2).write("content/articles/a.md", article("A", body))
    assert asked_for_words(site) == [("content/articles/a.md", 8)]


def test_a_picture_that_is_hidden_from_those_who_do_not_see_needs_no_text() -> None:
    shown = '<img src="/a.svg" alt="">'
    link = f'<a href="/b/" aria-hidden="true" tabindex="-1"><span>{shown}</span></a>'

    def is_asked(html: str) -> bool:
        flaws = read_html(html, is_whole=False).flaws
        return any(flaw.message.kind is Kind.NO_ALT for flaw in flaws)

    assert is_asked(shown)
    assert not is_asked(link)
    assert is_asked(link.replace('"true"', '"false"'))


def test_the_picture_of_an_article_may_have_an_empty_text_too(site: SiteFolder) -> None:
    site.write("content/files/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    text = article("A", image="files/dot.svg")
    many(site, 2).write("content/articles/a.md", text)
    assert asked_for_words(site) == [("content/articles/a.md", 4)]
    text = text.replace("\n---", '\nimage_alt: ""\n---', 1)
    assert asked_for_words(site.write("content/articles/a.md", text)) == []


def test_a_template_may_say_that_a_picture_is_decoration(site: SiteFolder) -> None:
    many(site).write("theme/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    picture = '<img src="/theme/dot.svg" alt="{}">'
    site.write("templates/_foot.html", f"<footer>{picture.format('')}</footer>")
    assert asked_for_words(site) == []
    empty = "{{ page.title[:0] }}"
    site.write("templates/_foot.html", f"<footer>{picture.format(empty)}</footer>")
    assert asked_for_words(site) == [("templates/_foot.html", 1)]
