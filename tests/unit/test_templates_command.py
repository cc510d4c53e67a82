"""The command that lists templates, copies them into a site, and compares them."""

from __future__ import annotations

import re

import pytest
from doc_examples import shown_files
from harness import SiteFolder, article
from rich_site import make_site, records

from commentariat import __version__
from commentariat.cli import main
from commentariat.engine.program import shipped
from commentariat.engine.template_blocks import cut_blocks
from commentariat.engine.template_files import find_templates, load_templates
from commentariat.pipeline.own_templates import (
    copy_template,
    diff_templates,
    list_templates,
)
from commentariat.site.families import MADE_IN_CODE
from commentariat.site.pages import make_pages
from commentariat.site.template_rows import TEMPLATE_ROWS

SHIPPED = load_templates(shipped("templates"))
ROWS = {row.name: row for row in TEMPLATE_ROWS}


def run(site: SiteFolder, *words: str) -> int:
    return main(["templates", "--site", str(site.folder), *words])


def test_every_template_that_is_shipped_has_a_row() -> None:
    assert sorted(ROWS) == sorted(SHIPPED)
    assert len(ROWS) == len(TEMPLATE_ROWS)


def test_pages_are_made_with_what_the_rows_say() -> None:
    pages = make_pages(make_site(records()), ()).pages
    made = {page.template: type(page.make()) for page in pages}
    told = {name: ROWS[name].page for name in made.keys() - MADE_IN_CODE}
    assert told == {name: made[name] for name in told}
    assert len(told) > 10
    with_text = {page.template for page in pages if page.body or page.entries}
    assert with_text | {"feed.xml"} == {row.name for row in TEMPLATE_ROWS if row.more}


def test_a_copy_is_of_the_shipped_one_and_changes_no_page(site: SiteFolder) -> None:
    site.write("content/articles/a.md", article("A", date="2021-03-04", topics=["T"]))
    before = site.build().output()
    for name in SHIPPED:
        assert copy_template(site.folder, name) == f"templates/{name}"
    assert site.build().problems == ()
    assert site.output() == before
    states = {one.state for one in list_templates(site.folder)}
    assert states == {f"a copy, made by {__version__}"}


def test_what_is_there_is_not_copied_over(
    site: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write("templates/page.html", "Mine")
    assert run(site, "--copy", "templates/page.html") == 1
    assert site.read("templates/page.html") == "Mine"
    assert "is there already" in capsys.readouterr().err
    assert run(site, "--copy", "pgae.html") == 2
    assert "did you mean 'page.html'?" in capsys.readouterr().err
    assert run(site, "--copy", "../x.html") == 2
    assert run(site, "--diff", "pgae.html") == 2
    assert "did you mean 'page.html'?" in capsys.readouterr().err


def test_the_list_says_what_a_template_is_for_and_whose_it_is(
    site: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(site) == 0
    said = capsys.readouterr().out
    assert all(f"  {row.purpose}\n" in said for row in TEMPLATE_ROWS)
    assert "*" not in said
    site.write("templates/_mine.html", "x").write("templates/_row.html", "x")
    text = (
        '{% extends "shipped/page.html" %}\n{% block text %}\n'
        '{% include "_mine.html" %}\n{% endblock %}'
    )
    site.write("templates/page.html", text)
    copy_template(site.folder, "404.html")
    site.edit("templates/404.html", __version__, "0.0.1")
    old = re.sub(r"[0-9a-f]{12}", "0" * 12, site.read("templates/404.html"))
    site.write("templates/404.html", old)
    assert run(site) == 0
    lines = re.sub(" +", " ", capsys.readouterr().out).splitlines()
    for line in (
        "* page.html a page of the institution's own (extends shipped/page.html: text)",
        "* _row.html a piece in a year's list (in place of the shipped one)",
        "* _mine.html the site's own (named by page.html)",
        "* 404.html the page for addresses that lead nowhere "
        "(a copy, made by 0.0.1; the shipped one is another since)",
    ):
        assert line in lines


def test_templates_are_compared_block_by_block_where_they_extend(
    site: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(site, "--diff") == 0
    assert "no template" in capsys.readouterr().out
    text = '{% extends "shipped/page.html" %}\n{% block text %}\nMine\n{% endblock %}'
    site.write("templates/page.html", text)
    copy_template(site.folder, "_foot.html")
    site.edit("templates/_foot.html", "<footer", "<footer id='f'")
    assert list(diff_templates(site.folder)) == [
        f"templates/_foot.html: a copy, made by {__version__}",
        "--- shipped/_foot.html",
        "+++ templates/_foot.html",
        "@@ -1,3 +1,3 @@",
        '-<footer class="foot"{{ framed }}>',
        "+<footer id='f' class=\"foot\"{{ framed }}>",
        ' {{ fragments("_foot_links.html") -}}',
        " </footer>",
        "templates/page.html: extends shipped/page.html: text",
        "--- shipped/page.html text",
        "+++ templates/page.html text",
        "@@ -1,3 +1 @@",
        '-<div class="text">',
        "-{{ body }}",
        "-</div>",
        "+Mine",
    ]
    assert len(list(diff_templates(site.folder, ["page.html"]))) == 8


def test_what_is_kept_of_a_shipped_one_is_no_difference(site: SiteFolder) -> None:
    text = (
        '{% extends "shipped/page.html" %}\n'
        "{% block text %}\n{{ super() }}\n<p>Mine\n{% endblock %}"
    )
    site.write("templates/page.html", text)
    card = '{% include "shipped/_card.html" %}\n<li>Mine'
    site.write("templates/_card.html", card)
    lines = list(diff_templates(site.folder))
    assert lines[0] == "templates/_card.html: shows shipped/_card.html and more"
    assert [one for one in lines if one[0] in "+-" and one[:3] not in ("+++", "---")] == [
        "+<li>Mine", "+<p>Mine",
    ]  # fmt: skip


def test_a_shipped_template_is_shown_whole_or_by_its_blocks(
    site: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(site, "--show", "404.html", "title") == 0
    assert capsys.readouterr().out == '<h1 class="mid">{{ page.head.title }}</h1>\n'
    assert run(site, "--show", "shipped/404.html") == 0
    assert '{% extends "base.html" %}' in capsys.readouterr().out
    assert run(site, "--show", "404.html", "titel") == 2
    said = capsys.readouterr().err
    assert "(it has title, text, main)" in said or "(it has main, title, text)" in said
    assert "did you mean 'title'?" in said
    assert run(site, "--show", "40.html") == 2
    assert "did you mean '404.html'?" in capsys.readouterr().err


def test_blocks_are_cut_out_as_they_are_written() -> None:
    text = (
        "a{% block one %}\nb {{ x }}{% block two %}c{% endblock two %}\n"
        "{%- block three -%} d {# e #}{%- endblock %}{% raw %}{% f %}{% endraw %}"
        "{% endblock %}g"
    )
    found = cut_blocks(text)
    assert list(found) == ["one", "two", "three"]
    assert found["two"] == "c"
    assert found["three"].strip() == "d {# e #}"
    assert found["one"].startswith("b {{ x }}{% block two %}c{% endblock two %}")
    assert found["one"].endswith("{% raw %}{% f %}{% endraw %}")
    for one in SHIPPED.values():
        assert sorted(cut_blocks(one.text)) == sorted(
            re.findall(r"\{% block (\w+)", one.text)
        )


def test_the_examples_of_the_how_to_work(site: SiteFolder) -> None:
    examples = shown_files("how-to/templates.md")
    assert len(examples) == 5
    for path, example in examples.items():
        site.write(path, example)
    for slug in ("a", "b"):
        text = article(slug, slug=slug, authors=["Ann Lee"], type="Report")
        site.write(f"content/articles/{slug}.md", text)
    site.build()
    assert site.problems == ()
    assert [one for one in site.report.open_points if "templates" in one.source] == []
    page = site.page("articles/a/")
    assert "New: our atlas of ports" in page
    assert page.index("</footer>") < page.index("Charity number 1234567")
    assert '<h1 class="mid">Lost at sea</h1>' in site.page("404.html")
    assert '<p class="by">By Ann Lee</p>' in page
    assert 'id="Deep"' not in site.page("index.html")
    assert '<li class="label">Report</li>' in site.page("authors/ann-lee/")
    assert set(find_templates(site.folder)) > set(SHIPPED)
