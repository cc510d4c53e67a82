"""What texts of a page seldom hold, and readers see all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from raw_samples import Site

from commentariat.intake.formats.figures import linked_figure
from commentariat.intake.formats.html import read_html
from commentariat.intake.formats.model import ItemSpan, ItemText, Surroundings
from commentariat.kinds import Kind

LONG = (
    "The lower gate of the lock was shut at noon, and the keeper wrote down both levels, "
    "as the standing orders of the river board ask of him every day of the year."
)
ADDRESS = "https://heron.example/2019/levels/"


def read(inner: str, address: str = ADDRESS, end: str = "") -> ItemText:
    page = (
        "<!doctype html><html lang=en><title>Two Levels</title><body><article>"
        f"<h1>Two Levels</h1><p>{LONG}</p>{inner}<p>{LONG[::-1]}</p>{end}</article>"
    ).encode()
    return read_html(
        page, ItemSpan("", 0, len(page)), Surroundings("page.html", address=address)
    )


def shown(inner: str, address: str = ADDRESS) -> list[str]:
    return [one.markdown for one in read(inner, address).blocks][1:-1]


def test_a_picture_of_a_figure_leads_where_it_led() -> None:
    linked = '<a href="/2019/weir/"><img src="a.jpg" alt="A weir"></a>'
    assert shown(f"<figure>{linked}<figcaption>The weir</figcaption></figure>") == [
        '{{< figure src="a.jpg" alt="A weir" link="/2019/weir/" caption="The weir" >}}'
    ]
    assert shown(f"<figure>{linked}</figure>") == ["[![A weir](a.jpg)](/2019/weir/)"]


@pytest.mark.parametrize(
    ("target", "head", "expected"),
    [
        ("b.html", "", ' link="/articles/the-mill/"'),
        (
            "c.html",
            f'<link rel="canonical" href="{ADDRESS}">',
            f' link="{ADDRESS}c.html"',
        ),
        ("c.html", "", ""),
    ],
)
def test_where_a_figure_leads_is_settled_as_other_links_are(
    tmp_path: Path, target: str, head: str, expected: str
) -> None:
    linked = f'<a href="{target}"><img src="a.svg" alt="A weir"></a>'
    figure = f"<figure>{linked}<figcaption>The weir</figcaption></figure>"
    page = "<!doctype html><html><head>{}</head><title>{}</title><article><p>{}</p>{}"
    site = Site(tmp_path)
    site.raw("a.html", page.format(head, "The Weir", LONG, figure + f"<p>{LONG[::-1]}"))
    site.raw("b.html", page.format("", "The Mill", LONG[::-1] * 2, ""))
    site.raw("a.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>').imported()
    (text,) = [
        one.read_text("utf-8")
        for one in tmp_path.glob("content/articles/*/*.md")
        if "figure" in one.read_text("utf-8")
    ]
    (mark,) = [line for line in text.splitlines() if line.startswith("{{< figure")]
    assert mark.endswith(f' alt="A weir"{expected} caption="The weir" >}}}}')
    told = {one.message.kind for one in site.report.open_points}
    assert (Kind.LINKS_NOWHERE in told) == (not expected)


def test_a_figure_whose_picture_is_missing_keeps_where_it_led() -> None:
    mark = '{{< figure src="a.jpg" alt="A" link="https://x.example/b" caption="C" >}}'
    assert linked_figure(mark, "https://x.example/a.jpg").split("\n\n") == [
        "[A](https://x.example/a.jpg)",
        "C",
        "[https://x.example/b](https://x.example/b)",
    ]


def test_figures_in_a_figure_keep_each_its_own_caption() -> None:
    one = (
        '<figure><img src="{0}.jpg" alt="{0}"><figcaption>Of {0}</figcaption></figure>'
    )
    inner = "".join(map(one.format, "ab"))
    assert shown(f"<figure>{inner}<figcaption>Of both</figcaption></figure>") == [
        '{{< figure src="a.jpg" alt="a" caption="Of a" >}}',
        '{{< figure src="b.jpg" alt="b" caption="Of b" >}}',
        "Of both",
    ]


def test_a_quotation_says_whose_words_it_is() -> None:
    footer = '<footer>— <cite>Cy Dahl, <a href="https://x.example/q">Ledger</a></cite></footer>'
    assert shown(f"<blockquote><p>Water keeps books.</p>{footer}</blockquote>") == [
        "> Water keeps books.\n>\n> — *Cy Dahl,* [*Ledger*](https://x.example/q)"
    ]
    share = '<footer class="share-bar">Share this</footer>'
    assert shown(f"<blockquote><p>Water keeps books.</p>{share}</blockquote>") == [
        "> Water keeps books."
    ]


def test_a_table_of_data_may_hold_lists() -> None:
    cell = "<p>First:</p><ul><li>a <b>b</b></li><li>c<ol><li>d</li></ol></li></ul>Last"
    (table,) = shown(
        f"<table><tr><th>Year</th><th>Fish</th></tr><tr><td>1</td><td>{cell}</td></tr></table>"
    )
    assert (
        "<td>First:<ul><li>a <strong>b</strong></li><li>c<ol><li>d</li></ol></li></ul>"
        "Last</td>" in table
    )


def test_pictures_in_a_table_of_lists_are_told_once() -> None:
    cell = '<ul><li><img src="a.jpg" alt="A"> one</li></ul>'
    item = read(
        f"<table><tr><th>Y</th><th>F</th></tr><tr><td>1</td><td>{cell}</td></tr></table>"
    )
    assert [one.address for one in item.pictures] == ["a.jpg"]


def test_a_table_that_only_places_lists_is_none() -> None:
    cells = "<td><ul><li>a</li></ul></td><td><ul><li>b</li></ul></td>"
    assert shown(f"<table><tr>{cells}</tr><tr>{cells}</tr></table>")[0] == "- a"


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<ruby>堰<rt>せき</rt></ruby>", "堰(せき)"),
        ("<ruby>堰<rp>(</rp><rt>せき</rt><rp>)</rp></ruby>", "堰(せき)"),
        (
            "<math><mi>q</mi><mo>=</mo><mfrac><mrow><mi>V</mi><mo>+</mo><mn>1</mn></mrow>"
            "<mi>t</mi></mfrac></math>",
            "q=(V+1)/t",
        ),
        ("<math><msup><mi>x</mi><mn>2</mn></msup></math>", "x^2"),
        ('<math alttext="x^{2}"><msup><mi>x</mi><mn>2</mn></msup></math>', "`x^{2}`"),
        (
            '<span class="katex"><span class="katex-mathml"><math><semantics><mi>q</mi>'
            '<annotation encoding="application/x-tex">q_{1}</annotation></semantics></math>'
            '</span><span class="katex-html" aria-hidden="true">q1</span></span>',
            "`q_{1}`",
        ),
        (
            '<span class="MathJax_Preview">[q]</span><span class="MathJax">q</span>'
            '<script type="math/tex">q=V/t</script>',
            "`q=V/t`",
        ),
        (
            '<span class="mwe"><span style="display: none;"><math><mi>q</mi></math></span>'
            '<img class="mwe-math-fallback-image-inline" src="q.svg" '
            'alt="{\\displaystyle q_{1}}"></span>',
            "`q_{1}`",
        ),
        ('<img class="latex" src="q.png" alt="a^2">', "`a^2`"),
    ],
)
def test_small_text_above_and_formulas_are_read_on_the_line(
    inner: str, expected: str
) -> None:
    assert shown(f"<p>One writes {inner} for both.</p>") == [
        f"One writes {expected} for both."
    ]


def test_a_formula_that_fills_a_paragraph_is_one() -> None:
    display = '<script type="math/tex; mode=display">a < b</script>'
    assert shown(f'<div class="eq"><div class="MathJax">a b</div>{display}</div>') == [
        "`a < b`"
    ]


def test_a_frame_is_called_by_its_title() -> None:
    frame = '<iframe src="https://www.youtube.com/embed/abc" title="The weir"></iframe>'
    assert shown(frame) == ["[The weir](https://www.youtube.com/embed/abc)"]


def test_a_frame_that_is_called_as_all_are_is_called_by_its_address() -> None:
    where = "https://www.youtube.com/embed/abc"
    frame = f'<iframe src="{where}" title="YouTube video player"></iframe>'
    assert shown(frame) == [f"[{where}]({where})"]


def test_a_button_that_asks_for_gifts_is_none_of_the_text() -> None:
    button = '<div class="wp-block-button"><a href="/donate/">Give today</a></div>'
    assert read("", end=button).blocks[-1].markdown == LONG[::-1]


def test_a_recording_beside_the_page_is_a_link() -> None:
    assert shown('<audio controls src="weir.mp3"></audio>', "") == [
        "[weir.mp3](weir.mp3)"
    ]


@pytest.mark.parametrize(
    "below",
    [
        '<p><a href="/files/levels.pdf?v=2">Read the whole report</a></p>',
        '<div class="wp-block-buttons"><div class="wp-block-button">'
        '<a href="/report/">Read the whole report</a></div></div>',
    ],
)
def test_links_to_files_and_buttons_below_a_text_are_its_own(below: str) -> None:
    last = read("", end=below).blocks[-1].markdown
    assert last.startswith("[Read the whole report](/")


def test_other_links_below_a_text_are_other_pieces() -> None:
    last = read("", end='<p><a href="/b/">Another piece</a></p>').blocks[-1].markdown
    assert last == LONG[::-1]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (
            "<h3><button aria-expanded='false'>Why so?</button></h3><div><p>For this.</p></div>",
            ["## Why so?", "For this."],
        ),
        (
            "<button class='accordion-header'>Why so?</button>"
            "<div class='accordion-body' hidden><p>For this.</p></div>",
            ["Why so?", "For this."],
        ),
        ("<div role='tabpanel' hidden><p>In a tab.</p></div>", ["In a tab."]),
        ("<div hidden='until-found'><p>Found.</p></div>", ["Found."]),
        ("<div hidden><p>Nobody sees it.</p></div><button>Menu</button>", []),
    ],
)
def test_what_readers_open_is_text(inner: str, expected: list[str]) -> None:
    assert shown(inner) == expected


@pytest.mark.parametrize(
    "frame",
    [
        '<object data="/r.pdf" type="application/pdf"><p>Get a reader.</p></object>',
        '<object><param name="movie"><embed src="/r.pdf"></object>',
        '<embed src="/r.pdf">',
    ],
)
def test_a_document_that_is_shown_is_a_link(frame: str) -> None:
    where = "https://heron.example/r.pdf"
    assert shown(frame) == [f"[{where}]({where})"]


def test_numbers_of_lines_are_no_code() -> None:
    table = "<table><tr><td class='gutter'><pre>1\n2</pre></td><td><pre>a\nb</pre></td></tr></table>"
    assert shown(table) == ["```\na\nb\n```"]
