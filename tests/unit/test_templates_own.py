"""Templates of a site over those that are shipped: what they may do, and what is told."""

from __future__ import annotations

import time

import pytest
from harness import SiteFolder, article

from commentariat.kinds import Kind, Message
from commentariat.pipeline import check_site

BASE, ARTICLE, CARD = (
    f"templates/{name}.html" for name in ("base", "article", "_card")
)


@pytest.fixture
def piece(site: SiteFolder) -> SiteFolder:
    text = article("Tides", slug="tides", topics=["Ports"], date="2021-03-04")
    return site.write("content/articles/tides.md", text)


def said(site: SiteFolder) -> list[str]:
    """What a build asks of templates, and `check` as well."""
    points = site.build().report.open_points
    found = [str(one) for one in points if one.source.startswith("templates/")]
    again = check_site(site.options()).open_points
    assert found == [str(o) for o in again if o.source.startswith("templates/")]
    return found


def test_a_template_may_extend_the_one_that_it_lies_over(piece: SiteFolder) -> None:
    before = piece.build().page("articles/tides/")
    piece.write(
        BASE,
        '{% extends "shipped/base.html" %}'
        "{% block masthead %}<p>Flag</p>{{ super() }}{% endblock %}",
    ).build()
    assert piece.problems == ()
    page = piece.page("articles/tides/")
    assert page.replace("<p>Flag</p>", "") == before
    assert "<p>Flag</p>" in piece.page("404.html")


def test_a_template_may_extend_another_of_the_site_that_extends_a_shipped_one(
    piece: SiteFolder,
) -> None:
    piece.write(ARTICLE, '{% extends "mine.html" %}')
    piece.write(
        "templates/mine.html",
        '{% extends "shipped/article.html" %}{% block dek %}{{ super() }}!{% endblock %}',
    )
    piece.write(
        BASE,
        '{% extends "shipped/base.html" %}{% block footer %}Foot{% endblock %}',
    )
    page = piece.build().page("articles/tides/")
    assert piece.problems == ()
    # What is shipped looks for its own parts as ever, and finds those of the site.
    assert "Foot<" in page.partition("</main>")[2]
    assert "!" in page[page.index("<h1") :]


def test_a_partial_may_show_the_one_that_it_lies_over(piece: SiteFolder) -> None:
    before = piece.build().page("topics/ports/")
    piece.write(
        CARD, '{% include "shipped/_card.html" %}<i>{{ card.title }}</i>'
    ).build()
    assert piece.problems == ()
    assert piece.page("topics/ports/").replace("<i>Tides</i>", "") == before
    piece.write(
        "templates/term.html",
        '{% extends "shipped/term.html" %}{% block pieces %}'
        '{{ fragments("shipped/_card.html", page.periods[0].cards) }}{% endblock %}',
    )
    page = piece.build().page("topics/ports/")
    assert 'class="card"' in page
    assert "<i>" not in page


def test_an_edit_of_an_overriding_template_makes_what_shows_it(
    piece: SiteFolder, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = '{% extends "shipped/article.html" %}{% block dek %}One{% endblock %}'
    piece.write(ARTICLE, text).build()
    piece.edit(ARTICLE, "One", "Two").build().rendered("articles/tides/index.html")
    assert piece.output() == piece.clean_output(tmp_path_factory.mktemp("x") / "clean")
    piece.delete(ARTICLE).build().rendered("articles/tides/index.html")


CIRCLES = {
    "itself": ({BASE: '{% extends "base.html" %}'}, "templates/base.html:1", True),
    "a shipped one": ({BASE: '\n{% extends "page.html" %}'}, "templates/base.html:2", False),
    "its own over a shipped one": (
        {ARTICLE: '{% extends "mine.html" %}',
         "templates/mine.html": '\n\n{% extends "article.html" %}'},
        "templates/mine.html:3", True),
    "what it includes": ({CARD: 'a\n{% include "_card.html" %}'}, "templates/_card.html:2", True),
    "what it imports": (
        {"templates/_a.html": '{% import "_b.html" as b %}{% set x = 1 %}',
         "templates/_b.html": '{% from "_a.html" import x %}', CARD: '{% include "_a.html" %}'},
        "templates/_a.html:1", False),
    "what it asks for": (
        {CARD: '{{ fragments("_card.html", [card]) }}'}, "templates/_card.html:1", True),
    "what it extends, from within": (
        {"templates/_foot.html": '{% extends "shipped/base.html" %}',
         BASE: 'x{% include "_foot.html" %}{% include "base.html" %}'},
        "templates/base.html:1", True),
}  # fmt: skip


@pytest.mark.parametrize("name", CIRCLES)
def test_a_template_that_is_made_of_itself_is_told_at_once(
    piece: SiteFolder, name: str
) -> None:
    files, place, is_over = CIRCLES[name]
    for path, text in files.items():
        piece.write(path, text)
    began = time.monotonic()
    piece.build()
    assert time.monotonic() - began < 30
    (problem,) = piece.report.problems
    assert f"{problem.source}:{problem.line}" == place
    kind = Kind.TEMPLATE_CIRCLE_OVER if is_over else Kind.TEMPLATE_CIRCLE
    assert problem.message.kind is kind
    assert not piece.has("index.html")


def test_a_template_may_include_itself_as_long_as_there_is_more(
    piece: SiteFolder,
) -> None:
    piece.write(
        "templates/_tree.html",
        '<i>{{ left }}</i>{% if left %}{% set left = left - 1 %}{% include "_tree.html" %}{% endif %}',
    )
    text = (
        '{% extends "shipped/article.html" %}'
        '{% block dek %}{% set left = 2 %}{% include "_tree.html" %}{% endblock %}'
    )
    page = piece.write(ARTICLE, text).build().page("articles/tides/")
    assert "<i>2</i><i>1</i><i>0</i>" in page


def test_one_that_includes_itself_for_ever_is_told_with_its_page(
    piece: SiteFolder,
) -> None:
    piece.write(CARD, 'a\n{% if card %}{% include "_card.html" %}{% endif %}').build()
    assert {one.message.kind for one in piece.report.problems} == {
        Kind.TEMPLATE_ENDLESS
    }
    assert {one.place for one in piece.report.problems} == {"templates/_card.html:2"}


def test_a_name_that_no_template_has_is_told_with_one_that_is_like_it(
    piece: SiteFolder,
) -> None:
    piece.write(ARTICLE, '{% extends "shipped/artcle.html" %}').build()
    message = Kind.NO_TEMPLATE.of("shipped/artcle.html", "shipped/article.html")
    assert piece.problems == (f"{ARTICLE}:1: {message}",)
    piece.write(ARTICLE, '{% extends "bsae.html" %}').build()
    message = Kind.NO_TEMPLATE.of("bsae.html", "base.html")
    assert piece.problems == (f"{ARTICLE}:1: {message}",)
    piece.write(ARTICLE, "\n{{ page.title|uper }}{% if page is nine %}{% endif %}")
    filters = Kind.NO_FILTER.of("uper", "upper")
    tests = Kind.NO_TEMPLATE_WORD.of("test", "nine", "none")
    assert set(piece.build().problems) == {
        f"{ARTICLE}:2: {filters}", f"{ARTICLE}:2: {tests}",
    }  # fmt: skip


def test_what_another_template_does_not_give_is_told(piece: SiteFolder) -> None:
    text = (
        '{% extends "shipped/article.html" %}{% from "_by.html" import by, wen as when %}'
        '{% from "_mine.html" import one, two, three, four %}'
    )
    piece.write(
        "templates/_mine.html",
        "{% macro one() %}{% endmacro %}{% set two %}x{% endset %}"
        '{% from "_by.html" import when as three %}{% import "_by.html" as four %}',
    )
    piece.write(ARTICLE, text).build()
    assert piece.problems == (
        f"{ARTICLE}:1: {Kind.NO_IMPORT.of('_by.html', 'wen', 'when')}",
    )


def test_what_may_be_missing_may_come_later(piece: SiteFolder) -> None:
    text = (
        '{% extends "shipped/article.html" %}{% block dek %}'
        '{% include "_more.html" ignore missing %}{% include ["_no.html", "_by.html"] %}'
        "{% endblock %}"
    )
    assert piece.write(ARTICLE, text).build().problems == ()
    piece.write("templates/_more.html", "<b>More</b>").build()
    piece.rendered("articles/tides/index.html")
    assert "<b>More</b>" in piece.page("articles/tides/")


def test_a_folder_of_templates_is_not_called_as_what_is_shipped(
    piece: SiteFolder,
) -> None:
    piece.write("templates/shipped/base.html", "x").build()
    assert piece.problems == (f"templates/shipped/base.html: {Kind.SHIPPED_NAME.of()}",)


def test_what_a_template_says_and_no_page_shows_is_asked_about(
    piece: SiteFolder,
) -> None:
    piece.write(
        ARTICLE,
        '{% extends "shipped/article.html" %}\n\n<p>Lost</p>\n'
        "{% block titel %}x{% block own %}{% endblock %}{% endblock %}\n"
        "{% block dek %}{% block mine %}y{% endblock %}{% endblock %}"
        "{% macro one() %}z{% endmacro %}{% set two = 2 %}{{ two }}",
    )
    assert said(piece) == [
        f"{ARTICLE}:3: {Kind.OUTSIDE_BLOCKS.of()}",
        f"{ARTICLE}:4: {Kind.UNREAD_BLOCK.of('titel', 'title')}",
    ]
    piece.write(
        ARTICLE,
        '{# Ours #}\n{% extends "shipped/article.html" %}\n{% from "_by.html" import by %}\n'
        "{% block head %}{{ super() }}{% endblock %}\n",
    )
    assert said(piece) == []
    assert piece.problems == ()


def test_a_wrong_variable_is_told_with_those_that_there_are(piece: SiteFolder) -> None:
    text = '{{% extends "shipped/article.html" %}}\n{{% block dek %}}{}{{% endblock %}}'
    for shown, kind, values in (
        ("{{ page.titel }}", Kind.NO_ATTRIBUTE, ("page", "titel", "title")),
        ("{{ page.head.mork.x }}", Kind.NO_ATTRIBUTE, ("page.head", "mork", "mark")),
        ("{{ site.them('site.css') }}", Kind.NO_ATTRIBUTE, ("site", "them", "theme")),
        ("{{ titel }}", Kind.NO_VARIABLE, ("titel", "page.title")),
        ("{{ pgae.title }}", Kind.NO_VARIABLE, ("pgae", "page")),
        ("{{ fragmets('_card.html') }}", Kind.NO_VARIABLE, ("fragmets", "fragments")),
        ("{% set own = 1 %}{{ owm }}", Kind.NO_VARIABLE, ("owm", "own")),
    ):
        piece.write(ARTICLE, text.format(shown)).build()
        (problem,) = piece.report.problems
        assert (problem.source, problem.line) == (ARTICLE, 2)
        assert problem.message.kind is kind
        *asked, names, code, near = problem.message.values
        assert (*asked, near) == values
        known = "page" if kind is Kind.NO_VARIABLE else values[-1]
        assert known in names.split(", ")
        assert code.endswith(f"{shown}{{% endblock %}}")


def test_a_wrong_variable_of_a_partial_is_told_with_what_that_sees(
    piece: SiteFolder,
) -> None:
    piece.write(CARD, "{{ page.title }}").build()
    for problem in piece.report.problems:
        message = Kind.NO_VARIABLE.of(
            "page", "card, site, wording", "{{ page.title }}", ""
        )
        assert (problem.place, problem.message) == (f"{CARD}:1", message)


@pytest.mark.parametrize(
    ("inner", "line", "message"),
    [
        ("{% if page.dek %}\n<p>x", 3,
         Kind.TEMPLATE_UNCLOSED.of("{% if page.dek %}", "{% endif %}")),
        ("{% for one in page.authors %}x{% if one %}y{% endfor %}{% endif %}", 3,
         Kind.TEMPLATE_UNCLOSED.of("{% if one %}", "{% endif %}")),
        ("x{% endif %}", 3, Kind.TEMPLATE_STRAY.of("{% endif %}")),
        ("{% inclde '_by.html' %}", 3,
         Kind.TEMPLATE_TAG.of("inclde", "{% inclde '_by.html' %}", "include")),
        ("{{ page.title }</p>", 3,
         Kind.TEMPLATE_SYNTAX.of("unexpected '}'", "{{ page.title }</p>")),
        ("{{ page.image.url }}", 3,
         Kind.OF_NONE.of("page.image", "url", "{{ page.image.url }}", "{% if page.image %}")),
        ("{{ page.date.year }}", 3,
         Kind.OF_PLAIN.of("page.date", "a text", "year", "{{ page.date.year }}")),
        ("{{ page.authors.label }}", 3,
         Kind.OF_PLAIN.of("page.authors", "a list", "label", "{{ page.authors.label }}")),
        ("{{ super }}", 3, Kind.NOT_CALLED.of("{{ super }}")),
        ("{{ site.theme }}", 3, Kind.NOT_CALLED.of("{{ site.theme }}")),
        ("{{ nothing }}", 3, None),
        ("{{ page.title|uper }}", 3, Kind.NO_FILTER.of("uper", "upper")),
    ],
)  # fmt: skip
def test_a_fault_is_told_once_and_as_whoever_wrote_it_would_say(
    piece: SiteFolder, inner: str, line: int, message: Message | None
) -> None:
    text = (
        '{% extends "shipped/article.html" %}\n{% block byline %}\n'
        f"{inner}\n{{% endblock %}}\n"
    )
    piece.write(ARTICLE, text)
    (found,) = check_site(piece.options()).problems
    assert (found.source, found.line) == (ARTICLE, line)
    assert message in (found.message, None)
    assert "chromed" not in str(found)
    (again,) = piece.build().report.problems
    assert str(again) == str(found)


def test_a_block_that_is_never_closed_is_told_where_it_begins(
    piece: SiteFolder,
) -> None:
    text = '{% extends "shipped/base.html" %}\n{% block footer %}\n<p>x\n\n'
    (found,) = check_site(piece.write(BASE, text).options()).problems
    message = Kind.TEMPLATE_UNCLOSED.of("{% block footer %}", "{% endblock %}")
    assert str(found) == f"{BASE}:2: {message}"


def test_a_circle_is_told_once_by_check(piece: SiteFolder) -> None:
    piece.write(BASE, '{% extends "page.html" %}')
    (found,) = check_site(piece.options()).problems
    assert found.message.kind is Kind.TEMPLATE_CIRCLE


def test_blocks_that_fill_nothing_are_told_with_what_to_extend(
    piece: SiteFolder,
) -> None:
    piece.write(ARTICLE, "\n{% block byline %}By{% endblock %}")
    (found,) = check_site(piece.options()).problems
    message = Kind.TEMPLATE_PLACE.of('{% extends "shipped/article.html" %}')
    assert str(found) == f"{ARTICLE}:2: {message}"
    assert piece.build().problems == (str(found),)
    piece.write(ARTICLE, '{% extends "base.html" %}{% block main %}x{% endblock %}')
    assert piece.build().problems == ()
    piece.write(CARD, "<li>{{ card.title }}")
    assert piece.build().problems == ()


def test_the_folder_of_the_shipped_ones_may_be_mistyped(piece: SiteFolder) -> None:
    piece.write(ARTICLE, '{% extends "shiped/article.html" %}').build()
    message = Kind.NO_TEMPLATE.of("shiped/article.html", "shipped/article.html")
    assert piece.problems == (f"{ARTICLE}:1: {message}",)


def test_a_page_without_a_heading_of_the_first_level_is_asked_of(
    piece: SiteFolder,
) -> None:
    text = (
        '{% extends "shipped/404.html" %}\n'
        "{% block title %}Lost{% endblock %}{% block text %}<h2>x</h2>{% endblock %}"
    )
    piece.write("templates/404.html", text)
    report = check_site(piece.options())
    assert report.problems == ()
    (found,) = [one for one in report.open_points if "404" in one.source]
    assert (found.message.kind, found.source) == (Kind.NO_HEADING, "templates/404.html")
    piece.write("templates/404.html", text.replace("Lost", "<h1>Lost</h1>"))
    report = check_site(piece.options())
    assert not [one for one in report.open_points if "404" in one.source]
