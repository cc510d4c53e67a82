"""What `[tool.commentariat.markdown]` turns on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from doc_examples import DOCS
from harness import SETTINGS, SiteFolder, article

from commentariat.config import MarkdownSettings
from commentariat.engine.markup import MarkupError, to_html
from commentariat.engine.markup_dialect import DIALECT, is_untouched
from commentariat.engine.markup_rules import MarkupRules
from commentariat.kinds import Kind
from commentariat.pipeline import check_site

CASES = {
    "strikethrough": {
        "a ~~b c~~ d": "<p>a <del>b c</del> d</p>",
        "~~*a*~~ ~~ b ~~ ~~~c~~ `~~d~~`": (
            "<p><del><em>a</em></del> ~~ b ~~ ~~~c~~ <code>~~d~~</code></p>"
        ),
        r"\~~a~~": "<p>~~a~~</p>",
    },
    "task_lists": {
        "- [ ] a\n- [x] b\n- [y] c": (
            '<ul>\n<li class="task">☐ a</li>\n<li class="task">☑ b</li>\n<li>[y] c</li>\n</ul>'
        ),
        "- [X] a\n\n- b [ ]": (
            '<ul>\n<li class="task">\n<p>☑ a</p>\n</li>\n<li>\n<p>b [ ]</p>\n</li>\n</ul>'
        ),
    },
    "definition_lists": {
        "Pier\n: on piles": "<dl>\n<dt>Pier</dt>\n<dd>on piles</dd>\n</dl>",
    },
    "bare_addresses": {
        "See https://a.test/b_c_d.": (
            '<p>See <a href="https://a.test/b_c_d">https://a.test/b_c_d</a>.</p>'
        ),
        "(https://a.test/b_(c)), **https://a.test**": (
            '<p>(<a href="https://a.test/b_(c)">https://a.test/b_(c)</a>), '
            '<strong><a href="https://a.test">https://a.test</a></strong></p>'
        ),
        "[https://a.test](/b) `https://a.test` <https://a.test>": (
            '<p><a href="/b">https://a.test</a> <code>https://a.test</code> '
            '<a href="https://a.test">https://a.test</a></p>'
        ),
        '<a href="https://a.test">https://a.test</a>': (
            '<p><a href="https://a.test">https://a.test</a></p>'
        ),
        "https:// and http://?": "<p>https:// and http://?</p>",
    },
    "admonitions": {
        "!!! note\n    Words.": (
            '<div class="admonition note">\n<p class="admonition-title">Note</p>\n'
            "<p>Words.</p>\n</div>"
        ),
        '!!! danger "<b>Ice</b>"\n    a': (
            '<div class="admonition danger">\n<p class="admonition-title"><b>Ice</b></p>\n'
            "<p>a</p>\n</div>"
        ),
    },
    "attributes": {
        "A.\n{: .lead #first onclick=x() style='color: red' }": (
            '<p class="lead" id="first">A.</p>'
        ),
        "[a](/b){: title='t' href='javascript:x' }": '<p><a title="t">a</a></p>',
    },
    "markdown_in_html": {
        '<div class="x" markdown="1">\n*a*\n</div>': (
            '<div class="x">\n<p><em>a</em></p>\n</div>'
        ),
        '<div markdown="1">\n<script>x()</script>\n</div>': "<div>\n\n</div>",
    },
    "smart_quotes": {
        "\"It's\" `\"a\"`": "<p>“It’s” <code>\"a\"</code></p>",
        '[a](/b "c") -- ...': '<p><a href="/b" title="c">a</a> -- ...</p>',
    },
    "figures": {
        '![a](b.png "c *d*")': (
            '<figure><img alt="a" src="b.png"><figcaption>c *d*</figcaption></figure>'
        ),
        '![a](b.png) and ![a](b.png "c")': (
            '<p><img alt="a" src="b.png"> and <img alt="a" src="b.png" title="c"></p>'
        ),
        "![a](b.png \"<img src=x onerror=y>\")": (
            '<figure><img alt="a" src="b.png"><figcaption>&lt;img src=x '
            "onerror=y&gt;</figcaption></figure>"
        ),
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "text", "html"),
    [
        (name, text, html)
        for name, cases in CASES.items()
        for text, html in cases.items()
    ],
)
def test_what_is_turned_on_is_read(name: str, text: str, html: str) -> None:
    rules = MarkupRules(markdown=MarkdownSettings(**{name: True}))
    assert to_html(text, rules) == html


def test_every_row_has_its_setting_and_its_cases() -> None:
    names = set(MarkdownSettings.__struct_fields__)
    assert names == DIALECT.keys() == CASES.keys()


def test_a_text_without_the_signs_is_converted_as_ever() -> None:
    everything = MarkdownSettings(**dict.fromkeys(DIALECT, True))
    plain = "## Words\n\nMore *words*, and [a link](https://a.test/b).\n\n- one\n- two"
    assert is_untouched(plain, everything)
    assert to_html(plain, MarkupRules(markdown=everything)) == to_html(plain)


@pytest.mark.parametrize(
    "text",
    [
        "~~a " * 4000, "~~" * 8000, "~~a" + " " * 20000, "- [ ] " * 4000, "https://a" * 4000,
        "https://" + "(" * 4000 + ")" * 3999, "!!! a\n" * 3000, "a\n: b\n" * 3000, "{: " * 4000,
        "a\n{: " + "b " * 4000, '"' * 8000, "'a" * 8000, '<div markdown="1">' * 50,
        '![a](b "c")\n\n' * 1000, "https://a.test/" + "." * 20000,
    ],
    ids=range(15),
)  # fmt: skip
def test_no_text_takes_long(text: str) -> None:
    everything = MarkupRules(markdown=MarkdownSettings(**dict.fromkeys(DIALECT, True)))
    found: object = None
    try:
        to_html(text, everything)  # pytest ends what takes more than its limit
    except MarkupError as fault:
        found = fault.message.kind
    assert found in (None, Kind.BODY_TOO_COSTLY)


def test_signs_that_are_read_are_not_asked_about(tmp_path: Path) -> None:
    body = "~~a~~\n\n- [ ] b\n\nc\n: d\n\n!!! note\n    e\n\nf\n{: .g }\n\n{{< h >}}"
    site = SiteFolder(tmp_path / "site")
    site.write("content/articles/a.md", article("A", body, slug="a")).build()
    assert asked(site) == {"~~", "[ ]", ":", "!!!", "{:", "{{< h"}
    points = [str(one.message) for one in check_site(site.options()).open_points]
    for name, feature in DIALECT.items():
        assert any(f"let it be read by {name!r}" in one for one in points) == bool(
            feature.asked
        )
    assert [
        one
        for one in points
        if "write a shortcode of hooks.py as '{{< name >}}'" in one
    ]
    rows = "\n".join(f"{name} = true" for name in DIALECT)
    site.write(
        "pyproject.toml", f"{SETTINGS}\n[tool.commentariat.markdown]\n{rows}\n"
    ).build()
    assert asked(site) == {"{{< h"}
    assert "<del>a</del>" in site.page("articles/a/")
    assert site.output() == site.clean_output(tmp_path / "clean")


def test_markdown_in_html_that_is_not_read_is_told_with_its_setting(
    site: SiteFolder,
) -> None:
    body = '<div markdown="1">\n*a*\n</div>'
    site.write("content/articles/a.md", article("A", body, slug="a")).build()
    points = [str(one.message) for one in check_site(site.options()).open_points]
    assert [one for one in points if "turn 'markdown_in_html' on" in one]
    more = "\n[tool.commentariat.markdown]\nmarkdown_in_html = true\n"
    site.write("pyproject.toml", SETTINGS + more).build()
    points = [str(one.message) for one in check_site(site.options()).open_points]
    assert not [one for one in points if "markdown" in one]


def asked(site: SiteFolder) -> set[str]:
    points = check_site(site.options()).open_points
    return {
        one.message.values[0]
        for one in points
        if one.message.kind.family == Kind.OTHER_MARKUP.family
    }


def test_the_docs_name_every_row() -> None:
    text = (DOCS / "how-to/markdown.md").read_text(encoding="utf-8")
    assert re.findall(r"^(\w+) = true", text, re.MULTILINE) == list(DIALECT)
