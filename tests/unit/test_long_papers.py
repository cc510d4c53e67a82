"""What long papers have beside their text: contents, notes, figures, tables, quotations."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from doc_examples import site_of
from harness import SETTINGS, SiteFolder, article

from commentariat.engine.notes import part_notes
from commentariat.engine.paragraphs import Numbering, number_paragraphs
from commentariat.engine.tables import parse_table, put_tables, write_table
from commentariat.errors import SourceError
from commentariat.live.site import LiveSite

PATH = "content/articles/ferry/index.md"
TABLE = "content/articles/ferry/t.csv"
FERRY = "articles/ferry/"
THREE = "## One\n\nText.\n\n## Two\n\nText.\n\n## Three\n\n"


def page(site: SiteFolder, markdown: str, **header: object) -> str:
    """The page of an article of *markdown*."""
    text = article("Ferry", markdown, slug="ferry", **header)
    site.write(PATH, text).build()
    assert site.problems == ()
    return site.page(FERRY)


def lines_of(site: SiteFolder) -> list[str]:
    """The faults of a build, as they are printed."""
    site.build()
    return [str(problem) for problem in site.problems]


@pytest.fixture
def pictured(site: SiteFolder) -> SiteFolder:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"></svg>'
    return site.write("content/articles/ferry/lock.svg", drawing)


def test_a_paper_as_a_pdf_is_shown_as_such_with_its_size(site: SiteFolder) -> None:
    site.write("content/articles/ferry/paper.pdf", "x" * 1_234_500)
    html = page(site, "Text.", pdf="paper.pdf")
    link = '<a href="/articles/ferry/paper.pdf" type="application/pdf">'
    assert f"{link}PDF, 1,235 KB</a>" in html
    site.write("content/articles/ferry/paper.pdf", "x").build()
    assert f"{link}PDF, 1 KB</a>" in site.page(FERRY)
    html = page(site, "Text.", pdf="https://x.test/a.pdf")
    assert '<a href="https://x.test/a.pdf" type="application/pdf">PDF</a>' in html


# --- contents and length ----------------------------------------------------------


def test_contents_stand_beside_a_text_of_three_headings(site: SiteFolder) -> None:
    html = page(site, f"{THREE}### Deep *er*\n\n#### Deepest\n\nText.")
    contents = html.partition('class="toc"')[2].partition("</nav>")[0]
    assert re.findall(r'<a href="#([^"]*)">([^<]*)', contents) == [
        ("one", "One"), ("two", "Two"), ("three", "Three"), ("deep-er", "Deep er"),
    ]  # fmt: skip
    assert contents.index('<ol>\n<li><a href="#deep-er')
    assert 'paper.css"' in html
    assert 'paper.js" defer' in html


def test_headings_with_odd_ids_and_attributes_are_led_to(site: SiteFolder) -> None:
    html = page(
        site,
        '<h2 id="a&amp;b" title="x > y">One</h2>\n\n<h2 id="100%">Two</h2>\n\n'
        '<h2 class="c" title=\' id="no"\' id="yes">Three</h2>\n\nText.',
    )
    for anchor in ("a&amp;b", "100%", "yes"):
        assert f'<li><a href="#{anchor}">' in html


def test_a_text_of_two_headings_has_no_contents_and_loads_nothing_for_them(
    site: SiteFolder,
) -> None:
    html = page(site, "## One\n\nText.\n\n> ## Quoted\n\n## Two\n\nText.")
    assert "toc" not in html
    assert "paper." not in html


def test_contents_of_very_many_headings_are_those_of_the_highest_level(
    site: SiteFolder,
) -> None:
    html = page(site, "".join(f"## A {n}\n\n### B {n}\n\nText.\n\n" for n in range(20)))
    assert html.count('<li><a href="#a-') == 20
    assert '<li><a href="#b-' not in html


def test_what_contents_say_is_text_and_names_no_notes(site: SiteFolder) -> None:
    markdown = THREE + "### A & `<b>`[^1] {#own}\n\nText.\n\n[^1]: Note."
    assert '<a href="#own">A &amp; &lt;b&gt;</a>' in page(site, markdown)


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("one two " * 300, "600 words, 3 minutes"),
        ("One.\n\n> Two three.\n\n- four\n- five six", "6 words, 1 minute"),
        ("## Not this\n\nOne.[^1]\n\n[^1]: Nor this.\n\n| a |\n|---|\n| b |",
         "1 word, 1 minute"),
        ("word " * 2500, "2,500 words, 11 minutes"),
    ],
)  # fmt: skip
def test_length_is_that_of_what_is_read(
    site: SiteFolder, markdown: str, said: str
) -> None:
    assert f"<p>{said}</p>" in page(site, markdown)


def test_a_language_without_spaces_is_counted_by_letters(site: SiteFolder) -> None:
    assert "<p>800 letters, 2 minutes</p>" in page(
        site, "東京の夜。" * 200, language="ja"
    )


def test_an_article_without_a_text_has_no_length(site: SiteFolder) -> None:
    assert "minute" not in page(site, "", dek="Lost.")


# --- notes ------------------------------------------------------------------------

NOTED = "Text.[^a] *More[^b]*\n\n- item[^c]\n\nLast." + " long" * 60
NOTES = (
    "\n\n[^a]: First.\n\n[^b]: Second, [see](#p1).\n\n    Its end.\n\n[^c]: Third.\n"
)


def test_notes_stand_behind_the_blocks_that_mark_them(site: SiteFolder) -> None:
    html = page(site, NOTED + NOTES)
    first, second, third = (
        html.index(f'<aside class="note" id="fn-{n}"') for n in "abc"
    )
    assert html.index('href="#fn-b"') < first < second < html.index("<li>item")
    assert html.index("<li>item") < third < html.index("Last.")
    assert html.index("Its end.") < html.index("<li>item")
    assert "<b>2</b> Second" in html
    assert 'class="footnote"' not in html
    assert html.count('class="footnote-backref"') == 3
    assert '<sup class="m2" id="fnref-b">' in html
    assert 'paper.css"' in html


def test_notes_stay_at_the_end_where_they_are_most_of_a_text(site: SiteFolder) -> None:
    html = page(site, "Text.[^a]\n\n[^a]: " + "A very long note. " * 40)
    assert "<aside class" not in html
    assert 'class="footnote"' in html


def test_notes_of_a_heading_stand_behind_what_it_is_over(site: SiteFolder) -> None:
    html = page(site, f"## Head[^a]\n\nText.{' long' * 60}\n\n[^a]: Note.")
    assert html.index("long</p>") < html.index('<aside class="note" id="fn-a"')


def test_a_figure_is_not_wide_where_notes_stand_beside_it(pictured: SiteFolder) -> None:
    figure = '\n\n{{< figure src="lock.svg" wide=yes >}}\n\n'
    text = f"{' long' * 300}[^a]{figure}{' short' * 9}{figure}{' more' * 200}{figure}"
    html = page(pictured, f"{text}\n\n[^a]: {'Note. ' * 60}")
    assert re.findall(r'<figure class="([a-z ]*)">', html)[1:] == ["", "", "wide"]


def test_a_note_that_nothing_marks_stays_at_the_end_with_its_number(
    site: SiteFolder,
) -> None:
    html = page(site, f"Text.[^a]{' long' * 60}\n\n[^x]: None.\n\n[^a]: Note.")
    assert '<li id="fn-x" value="1"><p>None.' in html
    assert "<b>2</b> Note." in html


def test_a_note_of_a_note_and_one_marked_twice_stand_once(site: SiteFolder) -> None:
    text = f"Text.[^a]{' long' * 90}\n\nAgain.[^a]\n\n[^a]: One.[^b]\n\n[^b]: Two."
    html = page(site, text)
    assert html.count('id="fn-a"') == html.count('id="fn-b"') == 1
    assert html.index('id="fn-a"') < html.index('id="fn-b"') < html.index("Again.")


def test_html_that_only_looks_like_notes_is_left_as_it_is() -> None:
    for odd in (
        '<div class="footnote"></div>', '<div class="footnote"><ol></ol></div><p>a</p>',
        '<p>a</p><div class="footnote"><p>b</p></div>',
    ):  # fmt: skip
        assert part_notes(odd) == (odd, None)


def test_feeds_have_notes_at_the_end(site: SiteFolder) -> None:
    site.write("pyproject.toml", SETTINGS + 'feed_content = "full"\n')
    page(site, NOTED + NOTES, date="2024-03-04")
    feed = site.read("output/feed.json")
    assert "<aside" not in feed
    assert 'id=\\"fn-a\\"' in feed


def test_nothing_but_numbers_and_notes_is_done_to_a_text() -> None:
    html = '<p>a b c d</p>\n<ul>\n<li>x</li>\n</ul>\n<h2 id="y">Y</h2>\n<p><img src="z"></p>'
    text = number_paragraphs(html, Numbering(""), by_letters=False)
    plain = re.sub(r'<div class="par"[^>]*><a[^>]*>1</a>|</div>', "", text.html)
    assert plain == html
    assert (text.words, text.other_words) == ((4,), 1)
    assert text.headings == ('<h2 id="y">Y</h2>',)


# --- figures and what is set apart -------------------------------------------------


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ('{{< figure src="lock.svg" caption="At <dusk>" >}}',
         '<img src="/articles/ferry/lock.svg" alt="At &lt;dusk&gt;" loading="lazy" '
         'width="80" height="40"><figcaption>At &lt;dusk&gt;</figcaption></figure>'),
        ('{{< figure lock.svg "Dusk" source="Us" attrlink="https://us.test/" wide=yes >}}',
         '<figcaption>Dusk <small><a href="https://us.test/" rel="noopener">Us</a></small>'),
        ('{{< figure src="lock.svg" alt="A" >}}\nIn *it*.\n{{< /figure >}}',
         "<figcaption>In <em>it</em>.</figcaption>"),
        ('{{< figure src="lock.svg" title="T" class="x" width="5" >}}',
         'alt="T" loading="lazy"'),
        ("{{< pull >}}\nSeldom.\n{{< /pull >}}",
         '<blockquote class="pull"><p>Seldom.</p></blockquote>'),
        ("{{< epigraph source=X >}}\nSeldom.\n{{< /epigraph >}}",
         '<blockquote class="epigraph"><p>Seldom.</p><p><cite>X</cite></p></blockquote>'),
    ],
)  # fmt: skip
def test_shortcodes_that_are_shipped_come_to_html(
    pictured: SiteFolder, markdown: str, html: str
) -> None:
    assert html in page(pictured, markdown)


def test_figures_and_tables_of_a_text_with_contents_have_numbers(
    pictured: SiteFolder,
) -> None:
    pictured.write(TABLE, "a,b\n1,2\n")
    html = page(
        pictured,
        f"{THREE}"
        '{{< figure src="lock.svg" caption="A" >}}\n\n'
        '{{< figure src="lock.svg" caption="B" numbered=no >}}\n\n'
        '{{< figure src="lock.svg" >}}\n\n'
        '{{< figure src="lock.svg" caption="C" id="see" >}}\n\n'
        '{{< table t.csv "T" >}}\n\n'
        "<table><caption>U</caption><tr><td>1</td></tr></table>\n",
    )
    for told in (
        '<figure id="figure-1">', "<b>Figure 1</b> A<", "<figcaption>B<",
        '<figure id="see">', "<b>Figure 2</b> C<", "<b>Table 1</b> T<", "<b>Table 2</b> U<",
        '<figure class="data" id="table-1">', '<table id="table-2">',
    ):  # fmt: skip
        assert told in html
    assert "Figure 3" not in html


def test_figures_of_a_text_without_contents_have_none(pictured: SiteFolder) -> None:
    html = page(pictured, '{{< figure src="lock.svg" caption="A" >}}')
    assert "<figcaption>A</figcaption>" in html


def test_a_shortcode_of_the_sites_own_takes_the_place_of_one_that_is_shipped(
    pictured: SiteFolder,
) -> None:
    pictured.write("hooks.py", "SHORTCODES = {'figure': lambda: '<p>mine</p>'}\n")
    html = page(pictured, "{{< figure >}}\n\n{{< pull >}}\nA.\n{{< /pull >}}")
    assert "<p>mine</p>" in html
    assert 'class="pull"' in html


def test_shortcodes_of_other_programs_stay_as_they_stand(site: SiteFolder) -> None:
    html = page(
        site, "{{< youtube x >}} {{< / {{< pull >}}\nA.\n{{< /pull >}} {{</* b */>}}"
    )
    assert "{{&lt; youtube x &gt;}} {{&lt; /" in html
    assert "{{&lt;/* b */&gt;}}" in html
    assert '<blockquote class="pull">' in html


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("{{< table t.xls >}}", "ends in .csv or .tsv, found 't.xls'"),
        ("{{< table https://x.test/t.csv >}}", "expected a file of the site"),
        (
            "{{< figure src=lock.svg captoin=x >}}",
            "unexpected keyword argument 'captoin'",
        ),
        ("{{< pull >}}", "'pull' goes around a text"),
        ("{{< table lost.csv >}}", "'lost.csv'"),
        ("{{< figure lost.svg >}}", "'lost.svg'"),
        ("{{< figure <b> >}}", "'<b>'"),
    ],
)
def test_a_shipped_shortcode_that_cannot_be_is_told_with_its_line(
    pictured: SiteFolder, markdown: str, said: str
) -> None:
    pictured.write(PATH, article("Ferry", f"Text.\n\n{markdown}", slug="ferry"))
    (line,) = lines_of(pictured)
    first = pictured.read(PATH).split("\n").index(markdown) + 1
    assert line.startswith(f"{PATH}:{first}: ")
    assert said in line


# --- tables from files ------------------------------------------------------------


def rows(text: str | bytes) -> tuple[tuple[str, ...], ...]:
    return parse_table(text.encode() if isinstance(text, str) else text, "t.csv")


@pytest.mark.parametrize(
    "text",
    ["a,b\n1,2\n", "\ufeffa;b\r\n1;2\r\n", "a\tb\n1\t2", '"a","b"\n\n,\n 1 ,"2"\n'],
)
def test_cells_are_parted_as_the_first_line_parts_them(text: str) -> None:
    assert rows(text) == (("a", "b"), ("1", "2"))


def test_a_row_with_fewer_cells_is_filled_up() -> None:
    assert rows("a,b,c\n1\n") == (("a", "b", "c"), ("1", "", ""))


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        (
            b"a,b\n1,2\n1,2,3\n",
            3,
            "expected at most 2 cells, as the first row has, found 3",
        ),
        (b"a\n\xff\n", 2, "UTF-8"),
        (b'a,b\n"1,2\n', 2, "cannot be read as a table: unexpected end of data"),
        (b"\n\n", 1, "it has no rows"),
        (b"a\n" + b"1\n" * 1001, 1002, "at most 1,000 rows"),
        (b",".join([b"a"] * 41), 1, "at most 40 columns, found 41"),
        (b"a\n" + b"x" * 2001, 2, "at most 2,000 characters in a cell"),
        (b"a\n\x00\n", 2, "0000"),
    ],
)
def test_what_is_no_table_or_too_large_is_told_with_its_line(
    data: bytes, line: int, said: str
) -> None:
    with pytest.raises(SourceError) as caught:
        parse_table(data, "t.csv")
    (problem,) = caught.value.problems
    assert problem.line == line
    assert said in str(problem)


def test_what_cells_say_is_text() -> None:
    html = write_table(
        rows('<b>,"=1+1"\n"<script>a</script>","say ""b""\nc"\n'),
        "",
        {"table": "Table"},
    )
    assert "<script" not in html
    assert "<td>say &quot;b&quot;<br>c</td>" in html
    assert '<th scope="col">&lt;b&gt;</th><th scope="col">=1+1</th>' in html


def test_html_that_only_looks_like_a_table_is_left_as_it_is() -> None:
    figure = '<figure class="csv"><a href="/t.csv">t</a><figcaption>a</figcaption>{}</figure>'
    other = "<figure><figcaption>b</figcaption></figure>"
    words = {"table": "Table", "file": "File"}
    html = (figure.format("<p>x</p>") + other) * 5_000
    began = time.process_time()
    assert put_tables(html, lambda _: rows("a,b\n1,2\n"), words) == html
    assert time.process_time() - began < 5
    shown = put_tables(figure.format("") + other, lambda _: rows("a\n1\n"), words)
    assert "<caption>a</caption>" in shown
    assert shown.endswith(other)


def test_columns_of_numbers_stand_flush() -> None:
    html = write_table(
        rows("a,b,c\nx,1.20,2019 or so\ny,-3%,4\nz,–,5\n"),
        "C <em>d</em>",
        {"table": "T"},
    )
    assert html.count(' class="right"') == 4
    assert 'aria-label="C d"' in html
    assert (
        '<th scope="row">x</th><td class="right">1.20</td><td>2019 or so</td>' in html
    )


def test_a_page_follows_the_file_of_its_table(site: SiteFolder) -> None:
    site.write(TABLE, "a,b\n1,2\n")
    html = page(site, '{{< table t.csv "A *t*" source="Us" >}}')
    assert "<caption>A *t*</caption>" in html
    assert '<a href="/articles/ferry/t.csv" download>' in html
    assert "<small>Us</small>" in html
    assert '<div class="scroll" role="group" aria-label="A *t*" tabindex="0">' in html
    site.write(TABLE, "a,b\n1,<i>\n").build()
    assert "<td>&lt;i&gt;</td>" in site.page(FERRY)
    site.write(TABLE, "a,b\n1,2,3\n")
    assert lines_of(site) == [
        f"{TABLE}:2: expected at most 2 cells, as the first row has, found 3: put one with "
        "the sign that parts cells into quotation marks"
    ]


def test_tables_of_one_text_are_as_large_as_one_at_most(site: SiteFolder) -> None:
    site.write(TABLE, ",".join("a" * 40) + "\n" + ("1," * 39 + "1\n") * 499)
    twice = "{{< table t.csv >}}\n\n" * 2
    assert page(site, twice).count("<table>") == 2
    site.write(PATH, article("Ferry", twice + "{{< table t.csv >}}", slug="ferry"))
    (line,) = lines_of(site)
    assert "tables of at most 40000 cells in one text" in line


def test_the_preview_shows_a_table_as_its_file_is(site: SiteFolder) -> None:
    site.write(TABLE, "a,b\n1,2\n")
    site.write(PATH, article("Ferry", "{{< table t.csv >}}", slug="ferry"))
    live = LiveSite(site.options())
    try:
        live.update(None)
        site.write(TABLE, "a,b\n1,3\n")
        epoch = live.update(frozenset((TABLE,)))
        made = epoch.render(f"{FERRY}index.html")
        assert made is not None
        assert b'<td class="right">3</td>' in (made.data or b"")
    finally:
        live.close()


def test_a_paper_is_made_as_the_docs_show_it(tmp_path: Path) -> None:
    site = site_of("how-to/long-papers.md", tmp_path)
    site.write("pyproject.toml", SETTINGS).build()
    assert site.problems == ()
    html = site.read("output/articles/levels/index.html")
    for part in (
        'id="table-1"', 'id="figure-1"', 'class="epigraph"', 'class="pull"',
        '<aside class="note"', '<a href="#by-day">By day</a>', "4.20</td>",
    ):  # fmt: skip
        assert part in html
