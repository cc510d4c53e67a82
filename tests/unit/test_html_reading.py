"""Pages of HTML, read: what is the piece, what is around it, and what they tell."""

from __future__ import annotations

import pytest
from timing import assert_at_most

from commentariat.errors import SourceError
from commentariat.intake.formats.html import (
    HTML,
    outline_of_html,
    read_html,
    tells_html,
)
from commentariat.intake.formats.html.reading import read_fragment
from commentariat.intake.formats.model import (
    BlockKind,
    ItemSpan,
    ItemText,
    Surroundings,
    Told,
)
from commentariat.intake.pages.model import Label
from commentariat.intake.phrases.tongues import language_called
from commentariat.kinds import Kind

LONG = (
    "The lower gate of the lock was shut at noon, and the keeper wrote down both levels, "
    "as the standing orders of the river board ask of him every day of the year."
)
OTHER = (
    "Nobody has asked him since the flood why the two levels differ by the height of one "
    "step, and he has not told anybody; the book lies open on the sill."
)
PAGE = f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<title>Two Levels | Fennmark</title>
<meta name="description" content="What the keeper writes down.">
<link rel="canonical" href="https://example.org/2019/03/two-levels/">
<link rel="amphtml" href="/amp/two-levels/">
<link rel="alternate" hreflang="fr" href="/fr/2019/deux-niveaux/">
<link rel="alternate" hreflang="en" href="/2019/03/two-levels/">
<link rel="alternate" hreflang="x-default" href="/2019/03/two-levels/">
</head><body class="single tag-navigation">
<header><a href="/">Fennmark</a><nav><ul><li><a href="/a">Topics</a></ul></nav></header>
<article>
<p class="kicker">Commentary</p>
<h1>Two Levels</h1>
<p class="subtitle">What the keeper writes down.</p>
<div class="entry-meta">By <a rel="author" href="/people/ada-berg">Ada Berg</a> |
<time datetime="2019-03-02">March 2, 2019</time></div>
<p>{LONG}</p>
<p>{OTHER}</p>
<div class="share-buttons"><a href="#">Tweet</a></div>
<h2>Related articles</h2><ul><li><a href="/b">The Weir and the Mill</a></li></ul>
</article>
<div id="comments"><p>{LONG.upper()}</p></div>
<footer><p>© 2019 Fennmark. All rights reserved.</p></footer>
<script>document.write("<p>more > less</p>")</script>
</body></html>"""


def read(page: str, address: str = "", **around: object) -> ItemText:
    data = page.encode()
    surroundings = Surroundings("page.html", address=address, **around)  # type: ignore[arg-type]
    return read_html(data, ItemSpan("", 0, len(data)), surroundings)


def body_of(item: ItemText) -> list[str]:
    return [one.markdown for one in item.blocks]


def claims_of(item: ItemText, by: Told) -> dict[str, tuple[str, ...]]:
    return {one.key: one.texts for one in item.claims if one.by is by}


def labels_of(item: ItemText) -> dict[str, Label]:
    """Label of each text of a page, by its words."""
    spans = [one for one in item.spans if one.label is not Label.MARKUP]
    return {
        " ".join(item.text[one.start : one.end].split()): one.label for one in spans
    }


def test_the_piece_is_parted_from_what_is_around_it() -> None:
    item = read(PAGE)
    assert body_of(item) == [LONG, OTHER]
    assert claims_of(item, Told.PAGE) == {
        "html lang": ("en",),
        "genre": ("Commentary",),
        "title": ("Two Levels",),
        "dek": ("What the keeper writes down.",),
        "published": ("March 2, 2019",),
        "signed_by": ("Ada Berg",),
    }


def test_each_word_of_a_page_is_labelled() -> None:
    labels = labels_of(read(PAGE))
    assert labels["Two Levels"] is Label.TITLE
    assert labels["Ada Berg"] is Label.BYLINE
    assert labels[LONG] is labels[OTHER] is Label.BODY
    assert labels["The Weir and the Mill"] is Label.RELATED
    for words in ("Fennmark", "Topics", "Tweet", LONG.upper()):
        assert labels[words] is Label.NAVIGATION


def test_a_page_tells_where_it_stands_and_in_which_languages() -> None:
    item = read(PAGE, "https://example.org/?p=7")
    assert item.address == "https://example.org/2019/03/two-levels/"
    assert item.former_addresses == (
        "https://example.org/?p=7",
        "https://example.org/amp/two-levels/",
    )
    assert [(one.text, one.address) for one in item.translations] == [
        ("fr", "https://example.org/fr/2019/deux-niveaux/")
    ]


def test_a_page_that_says_to_be_the_front_page_is_where_it_was_found() -> None:
    page = PAGE.replace(
        "https://example.org/2019/03/two-levels/", "https://example.org/"
    )
    found = "https://example.org/2019/03/two-levels/"
    assert read(page, found).address == found


def test_a_text_in_a_box_that_is_called_like_furniture_is_the_text() -> None:
    page = f'<body><div class="sidebar modal"><h1>Locks</h1><p>{LONG}</p><p>{OTHER}</p></div>'
    assert body_of(read(page)) == [LONG, OTHER]


def test_a_title_above_a_table_in_which_the_text_stands_is_the_title() -> None:
    table = f"<table><tr><td><p>{LONG}</p><p>{OTHER}</p></td></tr></table>"
    item = read(f"<head><title>Locks</title></head><h1>Locks</h1>{table}")
    assert body_of(item) == [LONG, OTHER]
    assert claims_of(item, Told.PAGE)["title"] == ("Locks",)


def test_a_word_of_a_sentence_stays_whatever_it_is_called() -> None:
    words = '<p>It is a <a class="tags follow" href="/x">weir</a> and ' + LONG + "</p>"
    assert "[weir](/x)" in body_of(read(f"<article>{words}<p>{OTHER}</p></article>"))[0]


def test_lines_that_many_pages_share_are_the_sites() -> None:
    line = (
        "This institute takes no position on anything, and nobody should think it does."
    )
    page = PAGE.replace("<h2>Related", f"<p>{line}</p><h2>Related")
    shared = outline_of_html(page.encode()).lines
    assert body_of(read(page)) == [LONG, OTHER, line]
    others = outline_of_html(PAGE.replace(LONG, OTHER).encode()).lines
    only = frozenset(
        shared.keys() - others.keys() - outline_of_html(PAGE.encode()).lines.keys()
    )
    assert body_of(read(page, shared=only)) == [LONG, OTHER]


def test_what_stands_above_notes_goes_where_these_go() -> None:
    item = read(
        f'<article><h1>T</h1><p>{LONG}<sup><a href="/p?x#n1" id="r1">1</a></sup></p>'
        f'<p>{OTHER}</p><h2>Notes</h2><ol><li id="n1">Orders, § 3. <a href="#r1">↩</a></li>'
        "</ol></article>"
    )
    assert body_of(item) == [f"{LONG}[^1]", OTHER, "[^1]: Orders, § 3."]


def test_a_note_that_says_what_stands_above_others_is_one() -> None:
    item = read(
        f'<article><h1>T</h1><p>{LONG}<sup><a href="#n1" id="r1">1</a></sup></p>'
        f'<p>{OTHER}</p><ol><li id="n1">References <a href="#r1">↩</a></li></ol></article>'
    )
    assert body_of(item) == [f"{LONG}[^1]", OTHER, "[^1]: References"]


@pytest.mark.parametrize(
    "notes",
    [
        '<p>{0}<a href="#_ftn1" name="_ftnref1">[1]</a></p><p>{1}</p><hr><p><a href='
        '"#_ftnref1" name="_ftn1">[1]</a> Orders, § 3.</p>',
        '<p>{0}<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></p><p>{1}'
        '</p><div class="footnotes" role="doc-endnotes"><hr><ol><li id="fn:1"><p>Orders, § 3.'
        ' <a href="#fnref:1" role="doc-backlink">↩︎</a></p></li></ol></div>',
        '<p>{0}<a class="footnote-reference" href="#f1" id="i1">[1]</a></p><p>{1}</p><table '
        'class="docutils footnote" id="f1"><tbody><tr><td class="label"><a href="#i1">[1]</a>'
        "</td><td>Orders, § 3.</td></tr></tbody></table>",
        '<p>{0}<a class="footnote-anchor" id="a1" href="#n1">1</a></p><p>{1}</p><div class='
        '"footnote"><a id="n1" href="#a1" class="footnote-number">1</a><div class='
        '"footnote-content"><p>Orders, § 3.</p></div></div>',
        "<p>{0}[^1]</p><p>{1}</p><p>[^1]: Orders, § 3.</p>",
        '<p>{0}<label class="sidenote-number"></label><span class="sidenote">Orders, § 3.</span>'
        "</p><p>{1}</p>",
    ],
)
def test_notes_are_notes_however_they_are_written(notes: str) -> None:
    page = f"<article><h1>T</h1>{notes.format(LONG, OTHER)}</article>"
    assert body_of(read(page)) == [f"{LONG}[^1]", OTHER, "[^1]: Orders, § 3."]


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("a <b>b</b><i>c</i> d", "a **b**c d"),
        ("a <b> b</b> <i>c</i>", "a **b** *c*"),
        ("CO<sub>2</sub>, 10<sup>6</sup>", "CO<sub>2</sub>, 10<sup>6</sup>"),
        ("<code>a `b`</code>", "`` a `b` ``"),
        ("<p>one<br>- two<br>=== <br><br>three", "one  \n\\- two  \n&#61;==\n\nthree"),
        ("1. <a href='x'>y</a>", "1\\. [y](x)"),
        ("{{&lt; figure src=x &gt;}}", "\\{\\{&lt; figure src=x >}}"),
        ("<h1>A<br>b #</h1><h4>c</h4>", "## A b \\#\n\n##### c"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "- a\n    - b\n- c"),
        ("<ol start=3><li><p>a<p>b<li>c</ol>", "3. a\n\n    b\n\n4. c"),
        ("<blockquote><p>a<blockquote>b</blockquote>", "> a\n>\n> > b"),
        (
            "<pre><code class=language-py>a\n  ```b</code></pre>",
            "````py\na\n  ```b\n````",
        ),
        (
            "<ul><li>a<pre>b {{&lt; figure src=x &gt;}}\n\nc</pre></ul>",
            "- a\n\n    `b {{< figure src=x >}}`  \n    `c`",
        ),
        ("<blockquote><pre>{{&lt; a &gt;}}</pre></blockquote>", "> `{{< a >}}`"),
        ("<a href='javascript:x()'>a</a> <a href='data:,x'>b</a>", "a b"),
        ("<a href=' HTTPS://x.org/a b(c)'>a</a>", "[a](HTTPS://x.org/a%20b%28c%29)"),
        (
            "<h2 id=w>W</h2><p><a href=#w>a</a> <a href=#z>b</a>",
            "## W {#w}\n\n[a](#w) b",
        ),
        ("<dl><dt>a<dd>b</dl>", "**a**\n\nb"),
        ("<q>a</q> <del>b</del>", "“a” <del>b</del>"),
        ("<p>a<hr><p>b<hr>", "a\n\n***\n\nb"),
        ("<img src='data:x' data-src='a.jpg' alt='b'>", "![b](a.jpg)"),
        (
            "<img class=lazy src=b.gif data-src=a.jpg><noscript>&lt;img src=a.jpg&gt;</noscript>",
            "![](b.gif)![](a.jpg)",
        ),
        (
            "<img src=placeholder.gif data-src=a.jpg><noscript><img src=a.jpg></noscript>",
            "![](a.jpg)",
        ),
        ("<img src=a.jpg width=1 height=1>", ""),
        (
            "<picture><source srcset='s.webp 1x, l.webp 2x'><img alt=x></picture>",
            "![x](l.webp)",
        ),
        (
            '<figure><img src=a.jpg alt="q &quot;"><figcaption>C. (Photo: B)</figcaption></figure>',
            '{{< figure src="a.jpg" alt="q \\"" caption="C." source="(Photo: B)" >}}',
        ),
        (
            "<div class=wp-caption><img src=a.jpg><p class=wp-caption-text>C <i>d</i></p></div>",
            '{{< figure src="a.jpg" >}}\nC *d*\n{{< /figure >}}',
        ),
        (
            "<iframe src=https://www.youtube.com/embed/x></iframe><iframe src=//ads.x/y></iframe>",
            "[https://www.youtube.com/embed/x](https://www.youtube.com/embed/x)",
        ),
        (
            "<table><tr><th>a<th align=right>b|<tr><td><p>1</p><td>2</table>",
            "| a | b\\| |\n| --- | ---: |\n| 1 | 2 |",
        ),
        (
            "<table><tr><td colspan=2>a<tr><td>b &amp;<td>c<br>d</table>",
            '<table>\n<tbody>\n<tr><td colspan="2">a</td></tr>\n<tr><td>b &amp;</td>'
            "<td>c<br>d</td></tr>\n</tbody>\n</table>",
        ),
        ("<table role=presentation><tr><td>a<td>b</table>", "a\n\nb"),
        ("a<script>b</script><style>c</style><template>d</template>e", "ae"),
    ],
)
def test_html_becomes_markdown(html: str, markdown: str) -> None:
    body = read_fragment(html)
    assert "\n\n".join(one.markdown for one in body.blocks) == markdown


def test_links_belong_to_where_the_page_stood() -> None:
    body = read_fragment("<a href='../b?c'>d</a>", "https://x.org/2019/a/")
    assert [one.markdown for one in body.blocks] == ["[d](https://x.org/2019/b?c)"]
    assert [(one.address, one.text) for one in body.links] == [("../b?c", "d")]


def test_blocks_say_on_which_line_they_stand() -> None:
    body = read_fragment("<p>a\n</p>\n\n<p><img src=b.jpg></p><ul>\n<li>c", line=7)
    assert [(one.kind, one.line) for one in body.blocks] == [
        (BlockKind.PARAGRAPH, 7),
        (BlockKind.FIGURE, 10),
        (BlockKind.LIST, 11),
    ]


@pytest.mark.parametrize(
    ("data", "words", "doubt"),
    [
        ("<p>café".encode("utf-16"), "café", None),
        ("<html><p>café".encode("utf-16-le"), "café", None),
        ("<p>café".encode("utf-8-sig"), "café", None),
        ('<meta charset="iso-8859-1"><p>“café”'.encode("cp1252"), "“café”", None),
        ('<meta charset="windows-1251"><p>Замок'.encode("cp1251"), "Замок", None),
        ('<meta charset="iso-8859-1"><p>café'.encode(), "café", Kind.HTML_ENCODING),
        (
            '<meta charset="utf-8"><p>Шлюз стоит на реке'.encode("cp1251"),
            "Шлюз стоит на реке",
            Kind.HTML_ENCODING,
        ),
        (
            "<p>“a” é é é é é é é é é é é".encode() + b" caf\xe9",
            "“a” é é é é é é é é é é é café",
            Kind.HTML_MIXED,
        ),
        (
            "<meta charset=undefined><p>Le café était fermé, là-bas".encode("cp1252"),
            "Le café était fermé, là-bas",
            Kind.HTML_ENCODING,
        ),
        (
            "<p>日本語".encode("euc-jp") + "。これは長い文章です。".encode("euc-jp"),
            None,
            None,
        ),
    ],
)
def test_bytes_count_for_more_than_what_a_page_says_of_them(
    data: bytes, words: str | None, doubt: object
) -> None:
    item = read_html(data, ItemSpan("", 0, len(data)), Surroundings("p.html"))
    found = [one.message for one in item.doubts if one.kind == "page encoding"]
    if words is not None:
        assert [one.text for one in item.blocks] == [words]
        assert [one.kind for one in found] == ([doubt] if doubt else [])
    else:
        assert "日本語" in item.blocks[0].text


@pytest.mark.parametrize("data", [b"", b" \n", b"\0" * 99, b"<i>" * 300_002])
def test_what_is_no_page_is_a_problem(data: bytes) -> None:
    with pytest.raises(SourceError):
        read_html(data, ItemSpan("", 0, len(data)), Surroundings("p.html"))


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "blockquote", "table><tr><td"])
def test_what_never_closes_is_read_and_told(tag: str) -> None:
    item = read(f"<{tag}>" * 50_000 + "deep down")
    assert [one.text for one in item.blocks] == ["deep down"]
    assert any(one.kind == "deep page" for one in item.doubts) or tag == "b"


@pytest.mark.parametrize(
    ("head", "below", "asked"),
    [
        ("", "<div>Buenos Aires</div><div>May 3, 2019</div>", ["Buenos Aires"]),
        ("", "<div>Ada Berg</div><div>May 3, 2019</div>", ["Ada Berg"]),
        ("", "<div>Ada Berg</div><div>Senior Fellow</div><div>May 3, 2019</div>", []),
        ('<meta name="author" content="Ada Berg">',
         "<div>Ada Berg</div><div>May 3, 2019</div>", []),
        ("", "<div>By Ada Berg</div><div>May 3, 2019</div>", []),
    ],
)  # fmt: skip
def test_names_that_a_day_alone_proves_are_asked_about(
    head: str, below: str, asked: list[str]
) -> None:
    title = f"<head><title>A gate</title>{head}</head>"
    item = read(f"<html>{title}<body><h1>A gate</h1>{below}<p>{LONG}</p></body></html>")
    doubts = [one.message for one in item.doubts if one.kind == "name or subtitle"]
    assert doubts == [Kind.BYLINE_BY_SHAPE.of(name) for name in asked]
    assert item.claims[-1].texts == ("May 3, 2019",)


def page_with(line: str) -> str:
    return PAGE.replace('<div class="share-buttons">', f"{line}<div class='share'>")


@pytest.mark.parametrize(
    "line",
    [
        "<p>Also available in <a href='/ru/levels/'>Russian</a>.</p>",
        "<div>Read in: <span><a href='/ru/levels/'>Русский</a></span></div>",
        "<p>This article is also available in <a href='/ru/levels/'>Russian</a> "
        "and <a href='/x/2' hreflang='ar'>here</a>.</p>",
        "<p>Читать на <a href='/ru/levels/'>русском языке</a></p>",
        "<ul><li>Languages:</li><li><a href='/ru/levels/'>Русский</a></li></ul>",
    ],
)
def test_a_line_that_leads_to_other_languages_tells_them(line: str) -> None:
    item = read(page_with(line))
    told = {one.address: one.text for one in item.translations}
    assert told["https://example.org/ru/levels/"] == "ru"
    assert told.get("https://example.org/x/2", "ar") == "ar"
    assert told["https://example.org/fr/2019/deux-niveaux/"] == "fr"
    assert body_of(item) == [LONG, OTHER]
    assert Label.RELATED in labels_of(item).values()


@pytest.mark.parametrize(
    "line",
    [
        "<p>Also available in <a href='/ru/levels/'>Russian</a> and in print.</p>",
        "<p>Also available in <a href='/pdf'>PDF</a>.</p>",
        "<p>He writes in <a href='/ru/levels/'>Russian</a>.</p>",
        "<p>Also available in Russian.</p>",
        "<p>Also available in <a href='javascript:x()'>Russian</a>.</p>",
        f"<p>Also available in <a href='/ru/levels/'>Russian</a>. {LONG}</p>",
    ],
)
def test_what_else_is_said_of_languages_stays_in_the_text(line: str) -> None:
    item = read(page_with(line))
    assert [one.text for one in item.translations] == ["fr"]
    assert len(body_of(item)) == 3


def test_where_the_site_is_not_known_a_line_of_languages_stays_in_the_text() -> None:
    line = "<p>Also available in <a href='russian.html'>Russian</a>.</p>"
    item = read(f"<article><h1>A gate</h1><p>{LONG}</p>{line}</article>")
    assert item.translations == ()
    assert body_of(item)[-1] == "Also available in [Russian](russian.html)."


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("Russian", "ru"), ("РУССКИЙ", "ru"), ("на русском", "ru"), ("in Arabic", "ar"),
        ("العربية", "ar"), ("中文", "zh"), ("українською", "uk"), ("Português", "pt"),
        ("(Deutsch)", "de"), ("the trial", ""), ("", ""), ("x" * 100, ""),
    ],
)  # fmt: skip
def test_a_language_is_known_by_the_names_that_pages_have(name: str, tag: str) -> None:
    assert language_called(name) == tag


@pytest.mark.parametrize(
    ("head", "name", "is_page"),
    [
        (b"\xef\xbb\xbf<!-- x --><!DOCTYPE html>", "a.txt", True),
        (b"<?xml version='1.0'?>\n<html xmlns='x'>", "a", True),
        ("<html>".encode("utf-16"), "a", True),
        (b"<article><p>x", "a.html", True),
        (b"<p>x", "https://x.org/a.php?p=1", True),
        (b"<p>x", "a.txt", False),
        (b"<?xml version='1.0'?><rss>", "a.html", False),
        (b"---\ntitle: x\n---\n<p>", "a.html", False),
        (b"<svg>", "a.html", False),
        (b"A teaser <html>", "a.html", False),
    ],
)
def test_pages_are_told_by_how_they_begin(
    head: bytes, name: str, is_page: bool
) -> None:
    assert tells_html(head, name) is is_page
    assert HTML.tells(head, name) is is_page


def test_a_head_of_many_values_is_read_in_bounded_time() -> None:
    values = "1," * 300_000
    item = read(f'<script type="application/ld+json">[{values}1]</script><p>Words.</p>')
    assert [one.text for one in item.blocks] == ["Words."]


@pytest.mark.parametrize(
    "unit", ["&gt; ", "> ", "<p>[^1]: a</p>\n", "<sup>1</sup>", "<a href=#x>1</a> "]
)
def test_many_small_texts_take_no_longer_than_they_are_long(unit: str) -> None:
    short = f"<article>{unit * 2_000}</article>"
    long = f"<article>{unit * 32_000}</article>"
    assert_at_most(4, [short] * 16, long, lambda text: read(text))


@pytest.mark.parametrize(
    "line",
    [
        "Held 15 May 2025, Harbor Hall",
        "Termin: 15. Mai 2025, Hafensaal",
        "Дата и место проведения: 15 мая 2025, зал гавани",
        "Date et lieu de l’événement : 15 mai 2025, salle du port",
        "举办时间、地点：2025年5月15日，港口会堂",
    ],
)
def test_the_day_of_an_event_is_not_that_of_publication(line: str) -> None:
    item = read(
        f"<article><h1>Two Calendars</h1><p>{line}</p>"
        f"<p>{'The water waits for a gate. ' * 12}</p></article>"
    )
    assert not [one for one in item.claims if one.key == "published"]
