from __future__ import annotations

import subprocess
import sys

import markdown
import pytest

from commentariat.engine.markup import to_html
from commentariat.engine.markup_native import (
    convert_alike,
    is_proven,
    is_read_alike,
)
from commentariat.intake.formats.escape import escape_heading, escape_paragraph

ALIKE = [
    ("One line.", "<p>One line.</p>"),
    ("One\ntwo.\n\n\nThree.\n", "<p>One\ntwo.</p>\n<p>Three.</p>"),
    ("*a*, **b**, _c_ and __d__.", "<p><em>a</em>, <strong>b</strong>, <em>c</em> and"
     " <strong>d</strong>.</p>"),
    ("(*The Economist*’s) “*“a,”*”", "<p>(<em>The Economist</em>’s) “<em>“a,”</em>”</p>"),
    ("*see [a b](/c/?d=e&f=g#h)*.", '<p><em>see <a href="/c/?d=e&amp;f=g#h">a b</a></em>.</p>'),
    ("[*a* b](c_d_e)", '<p><a href="c_d_e"><em>a</em> b</a></p>'),
    ("<https://a.b/(c)?d_e_f>", '<p><a href="https://a.b/(c)?d_e_f">https://a.b/(c)?d_e_f</a></p>'),
    ("snake_case, 2 * 3 _ 4, R&D, a < b > c", "<p>snake_case, 2 * 3 _ 4, R&amp;D, a &lt; b &gt; c</p>"),
    (r"2014\. \*a\* \_b\_ \# \[c\] \\", "<p>2014. *a* _b_ # [c] \\</p>"),
    ("&amp;lt; &lt;b&gt; &#126;", "<p>&amp;lt; &lt;b&gt; ~</p>"),
    ("*a* b* c", "<p><em>a</em> b* c</p>"),
    ("[sic] and [the others]", "<p>[sic] and [the others]</p>"),
    ("a\n\n---\n\n* * *\n\nb", "<p>a</p>\n<hr>\n<hr>\n<p>b</p>"),
    ("- a\n- *b*\n\nc", "<ul>\n<li>a</li>\n<li><em>b</em></li>\n</ul>\n<p>c</p>"),
    ("* a\n\n* b", "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>"),
    ("3. a\n3. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
    ("> a\n> b\n>\n> c", "<blockquote>\n<p>a\nb</p>\n<p>c</p>\n</blockquote>"),
    ("Слово *слово*, كلمة.", "<p>Слово <em>слово</em>, كلمة.</p>"),
]  # fmt: skip
OTHERWISE = {
    "code": "`a`",
    "a picture": "![a](b)",
    "a table": "a | b\n--|--\n1 | 2",
    "HTML": "a <b>c</b>",
    "a comment": "a <!-- b -->",
    "a note": "a[^1]\n\n[^1]: b",
    "a definition": "[a]\n\n[a]: b",
    "a hard line break": "a  \nb",
    "an indented line": "a\n\n    b",
    "a tab": "a\tb",
    "a carriage return": "a\rb",
    "a placeholder": "a \x02klzzwxh:0000\x03",
    "a heading below a line": "a\n---",
    "a heading in a paragraph": "a\n# b",
    "a heading with closing marks": "# a #",
    "a heading without a space": "#a",
    "a list in a paragraph": "a\n- b",
    "a list by brackets": "1) a",
    "a list by digits of another script": "١. a",
    "a list from nought": "0. a",
    "a number with a nought before": "01. a",
    "emphasis from one item to the next": "- *a\n- b*",
    "two kinds of bullets": "- a\n* b",
    "an empty line between some items": "- a\n- b\n\n- c",
    "a list in a list": "- a\n    - b",
    "two quotations": "> a\n\n> b",
    "a lazy line": "> a\nb",
    "emphasis in emphasis": "*a **b** c*",
    "three marks": "***a***",
    "a mark inside a word": "a*b*c",
    "a mark next to a symbol": "+*a*",
    "a mark that closes after a space": "*a *",
    "a mark that another follows": "a* b_ c",
    "a title": '[a](b "c")',
    "brackets in an address": "[a](b(c))",
    "an address to be encoded": "[a](é)",
    "an entity in an address": "[a](b&lt;c)",
    "a reference": "[a][b]",
    "a space in an address": "[a](b c)",
    "an escape of one only": r"a \< b",
    "an escape at the end of a line": "a\\\nb",
    "a number without a semicolon": "a &#38 b",
    "an entity not known": "a &unknown; b",
    "white space at the end of a line": "a \nb",
    "white space that does not break": "a\n\n\u00a0b",
    "nothing": "",
}


@pytest.mark.parametrize(("text", "html"), ALIKE)
def test_what_both_read_alike_is_converted_natively_and_the_same(
    text: str, html: str
) -> None:
    assert is_read_alike(text)
    assert to_html(text) == html


@pytest.mark.parametrize("name", OTHERWISE)
def test_what_they_may_read_otherwise_is_refused(name: str) -> None:
    assert not is_read_alike(OTHERWISE[name])
    assert (
        not is_read_alike(f"Before.\n\n{OTHERWISE[name]}\n\nAfter.")
        or name == "nothing"
    )
    assert convert_alike(OTHERWISE[name]) is None


def test_headings_get_the_ids_of_the_table_of_contents() -> None:
    html = to_html("# R&D *now*\n\n## [A](/b/) _1_\n\n### Что?\n\n### Что\n\n#### 1. …")
    assert html.split("\n") == [
        '<h2 id="rd-now">R&amp;D <em>now</em></h2>',
        '<h2 id="a-1"><a href="/b/">A</a> <em>1</em></h2>',
        '<h3 id="что">Что?</h3>',
        '<h3 id="что_1">Что</h3>',
        '<h4 id="1">1. …</h4>',
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2014. A year", "- no item", "# no heading", "> no quotation", "* * *", "*a* and *b*",
        "_a_ and _b_", "[^1] and [a](b)", "`a` and `b`", "a <b> c", "&copy; &#12;", "~~~",
        "1) a", "see https://example.org/a_b?c=d&e=f, or (https://example.org/b).", "a_b_c",
        "x\\*y", "[TOC]", "5 * 3", "« — »",
    ],
)  # fmt: skip
def test_what_import_writes_is_read_alike(text: str) -> None:
    body = f"{escape_heading('A heading')}\n\n{escape_paragraph('So: ' + text)}"
    assert is_read_alike(body)


def test_without_the_native_converter_the_html_is_the_same() -> None:
    texts = [text for text, _ in ALIKE] + list(OTHERWISE.values())
    script = (
        "import sys; sys.modules['pyromark'] = None\n"
        "from commentariat.engine import markup, markup_native\n"
        f"texts = {texts!r}\n"
        "assert not any(map(markup_native.convert_alike, texts))\n"
        "sys.stdout.buffer.write(repr(list(map(markup.to_html, texts))).encode())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True
    )
    assert done.stdout.decode() == repr(list(map(to_html, texts)))


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000, "[a " * 8_000, "*a " * 8_000, "[*a* " * 8_000, "a_" * 20_000 + "`",
        "[a *b* c](d) " * 4_000 + "*", "*" + "[a](b) " * 8_000, "&a" * 20_000, "\\*" * 20_000 + "*",
        "a\n" * 20_000 + "#", "- a\n" * 10_000 + "=", "> a\n>\n" * 10_000 + "=",
        "a" + "\n" * 50_000 + "=", "1" * 50_000 + ".", "a " * 50_000 + "`", "<https://" * 8_000,
    ],
)  # fmt: skip
def test_a_hostile_text_does_not_keep_the_scan(text: str) -> None:
    is_read_alike(text)


def test_the_converters_are_versions_that_were_compared() -> None:
    pyromark = pytest.importorskip("pyromark")
    again = "compare anew: bench_markup.py --suite, and with MARKUP_EXAMPLES=100000"
    assert is_proven(), f"Python-Markdown {markdown.__version__}; {again}"
    assert convert_alike("a"), f"pyromark {pyromark.__version__}; {again}"
