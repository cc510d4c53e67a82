"""Shortcodes and extensions of Markdown that a site's own hooks.py brings."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from harness import SETTINGS, SiteFolder, article
from hook_docs import REFERENCE, example
from PIL import Image

from commentariat.live.site import LiveSite
from commentariat.pipeline import check_site, no_progress

PATH = "content/articles/ferry.md"
FERRY = "articles/ferry/"
CODES = """\
from html import escape


def note(*words, inner="", kind="plain"):
    return f'<div class="{kind}"><b>{escape(" ".join(words))}</b>{inner}</div>'


def ref(slug):
    return f"/articles/{slug}/"


def raw(html):
    return html


def around(inner):
    return inner


SHORTCODES = {"note": note, "ref": ref, "raw": raw, "lower": str.lower, "around": around}
"""


def make_picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 9), "red").save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.fixture
def site(site: SiteFolder) -> SiteFolder:
    site.write("content/articles/quay.md", article("Quay", slug="quay"))
    return site.write("hooks.py", CODES)


def body(site: SiteFolder, markdown: str, **options: object) -> str:
    """The HTML that *markdown* becomes on its page."""
    site.write(PATH, article("Ferry", markdown, slug="ferry")).build(**options)
    assert not site.problems
    return site.page(FERRY)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("{{< note Mind the lock >}}", '<div class="plain"><b>Mind the lock</b></div>'),
        ("So {{< lower 'ABC' >}}, he said.", ">So abc, he said.</p>"),
        ('{{< note "two words" kind="wide" >}}', '<div class="wide"><b>two words</b></div>'),
        ("{{<note kind=wide>}}", '<div class="wide"><b></b></div>'),
        (r'{{< note "say \"a\" & <b>" >}}', "<b>say \"a\" &amp; &lt;b&gt;</b>"),
        ("{{< note >}}\n*in* [it](/articles/quay/)\n{{< /note >}}",
         '<b></b><p><em>in</em> <a href="/articles/quay/">it</a></p></div>'),
        ("{{< note a >}}{{< note b >}}deep{{< /note >}}{{< /note >}}",
         "<b>a</b><div class=\"plain\"><b>b</b><p>deep</p></div></div>"),
        ("{{< note a >}} {{< note b >}}", "<b>a</b></div> <div"),
        ("[it]({{< ref quay >}})", '<a href="/articles/quay/">it</a>'),
        ("## A {{< lower B >}}", ">A b</h2>"),
        ("`{{< note >}}`", "<code>{{&lt; note &gt;}}</code>"),
        ("```\n{{< note >}}\n```", "<code>{{&lt; note &gt;}}\n</code>"),
        ("Text.\n\n    {{< note >}}", "<code>{{&lt; note &gt;}}\n</code>"),
        ("- a\n\n    {{< lower B >}}", "<p>b</p>"),
        ("See {{</* note */>}}.", "See {{&lt; note &gt;}}."),
    ],
)  # fmt: skip
def test_a_shortcode_becomes_what_hooks_make_of_it(
    site: SiteFolder, markdown: str, html: str
) -> None:
    assert html in body(site, markdown)


@pytest.mark.parametrize(
    ("markdown", "gone"),
    [
        ("{{< raw '<script>alert(1)</script>x' >}}", "alert(1)"),
        ("{{< raw '<a onclick=\"alert(1)\">x</a>' >}}", "onclick"),
        ("{{< raw '<a href=\"javascript:alert(1)\">x</a>' >}}", "javascript:"),
        ("{{< raw '<iframe src=\"https://x.test/\"></iframe>' >}}", "<iframe"),
        ("{{< raw '<style>p{}</style>' >}}", "<style>p"),
        ("{{< raw '<scr' >}}{{< raw 'ipt>alert(1)</script>' >}}", "<script>alert"),
        ("[a]({{< raw 'javascript:alert(1)' >}})", 'href="javascript'),
        ("[a]({{< raw 'https://x.test/\"onclick=\"alert(1)' >}})", " onclick="),
    ],
)
def test_what_a_shortcode_gives_goes_through_the_sanitizer(
    site: SiteFolder, markdown: str, gone: str
) -> None:
    assert gone not in body(site, f"Before.\n\n{markdown}\n\nAfter.")


def test_thousands_of_shortcodes_and_of_them_in_code_take_no_time(
    site: SiteFolder,
) -> None:
    began = time.process_time()
    page = body(
        site,
        "`{{<` " * 20_000 + "\n\n" + "\n\n".join(["word {{< raw x >}} word"] * 3_000),
    )
    assert page.count("<code>{{&lt;</code>") == 20_000
    assert page.count("word x word") == 3_000
    assert time.process_time() - began < 20  # it was more than a minute


def test_thousands_of_shortcodes_that_never_close_are_told_soon(
    site: SiteFolder,
) -> None:
    began = time.process_time()
    site.write(PATH, article("Ferry", '{{< a "' * 2_000, slug="ferry")).build()
    assert len(site.problems) == 1
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    ("hooks", "markdown", "line"),
    [
        ("SHORTCODES = {'odd': lambda: '\\ud800'}", "One.\n\n{{< odd >}}", 9),
        (
            "from markdown.extensions import Extension\n"
            "from markdown.postprocessors import Postprocessor\n"
            "class Odd(Postprocessor):\n"
            "    def run(self, text):\n"
            "        return text + '\\ud800'\n"
            "class OddExtension(Extension):\n"
            "    def extendMarkdown(self, md):\n"
            "        md.postprocessors.register(Odd(md), 'odd', 1)\n"
            "MARKDOWN_EXTENSIONS = [OddExtension()]\n",
            "One.",
            7,
        ),
    ],
)
def test_what_hooks_make_that_cannot_be_written_is_told(
    site: SiteFolder, hooks: str, markdown: str, line: int
) -> None:
    site.write("hooks.py", hooks)
    site.write(PATH, article("Ferry", markdown, slug="ferry")).build()
    told = f"{PATH}:{line}: a character that cannot be shown: U+D800"
    assert told in site.problems


def test_no_argument_can_stand_for_another_shortcode(site: SiteFolder) -> None:
    page = body(
        site,
        "[a](https://x.test/ \"{{< raw 'shortc\\ode0n1x' >}}\") {{< raw 'other' >}}",
    )
    assert 'title="shortcode0n1x"' in page


def test_what_a_shortcode_leaves_open_ends_with_it(site: SiteFolder) -> None:
    page = body(site, "{{< raw '<blockquote><b>x' >}}\n\nAfter.")
    assert "<blockquote><b>x</b></blockquote>" in page
    assert ">After.</p>" in page


def test_a_frame_of_an_origin_that_the_policy_names_comes_through(
    site: SiteFolder,
) -> None:
    site.write(
        "pyproject.toml",
        f'{SETTINGS}policy.frames = ["https://play.test"]\n',
    )
    frame = '<iframe src="https://play.test/1" title="A lock"></iframe>'
    assert "https://play.test/1" in body(site, f"{{{{< raw '{frame}' >}}}}")
    other = frame.replace("play", "pray")
    assert "pray.test" not in body(site, f"{{{{< raw '{other}' >}}}}")


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        ("One.\n\n{{< nota >}}", ":9: no shortcode is called 'nota'; did you mean 'note'?"),
        ("{{< ref >}}", ":7: 'ref' takes slug: missing a required argument: 'slug'"),
        ("{{< ref a b >}}", ":7: 'ref' takes slug: too many positional arguments"),
        ("{{< ref b=1 >}}", ":7: 'ref' takes slug: "),
        ("{{< ref slug=1 slug=2 >}}", ":7: expected texts, as 'word'"),
        ("{{< note inner=1 >}}", ":7: expected texts, as 'word'"),
        ("{{< ref \"a >}}", ":7: expected a shortcode on one line"),
        ("{{< note\nkind=a >}}", ":7: expected a shortcode on one line"),
        ("a\n\n{{< around >}}", ":9: 'around' goes around a text: expected '{{< /around >}}'"),
        ("{{< ref a >}}b{{< /ref >}}", ":7: 'ref' goes around no text"),
        ("a\n\n[it]({{< ref nowhere >}})",
         ":9: no page or file of this site answers '/articles/nowhere/'"),
        ("{{< 3 >}}", ":7: expected a shortcode on one line"),
        ("a\n\n{{< /note >}}", ":9: expected '{{< note >}}' before what closes it"),
        ("{{< note >}}\n\na\n\n{{< nota >}}\n{{< /note >}}", ":11: no shortcode is called"),
        ("{{< lower 'A' 'B' >}}", ":7: 'lower' takes"),
    ],
)  # fmt: skip
def test_a_shortcode_that_cannot_be_is_told_by_its_line(
    site: SiteFolder, markdown: str, said: str
) -> None:
    site.build()
    before = site.output()
    site.write(PATH, article("Ferry", markdown, slug="ferry")).build()
    assert [one for one in site.problems if f"{PATH}{said}" in one], site.problems
    assert site.output() == before


def test_a_shortcode_that_fails_is_told_by_both_lines(site: SiteFolder) -> None:
    site.edit("hooks.py", "return html\n", "return html / 2\n")
    site.write(PATH, article("Ferry", "a\n\n{{< raw x >}}", slug="ferry")).build()
    assert site.problems == (
        "hooks.py:13: TypeError: unsupported operand type(s) for /: 'str' and 'int': "
        f"return html / 2 (for {PATH}:9)",
    )
    site.edit("hooks.py", "return html / 2\n", "pass\n").build()
    assert site.problems == (f"{PATH}:9: expected a text from 'raw', found None",)


def test_an_edit_of_a_shortcode_shows_and_leads_where_it_says(
    site: SiteFolder, tmp_path: Path
) -> None:
    markdown = "[it]({{< ref quay >}})"
    site.write("content/articles/other.md", article("Other", markdown, slug="other"))
    body(site, markdown)
    assert site.report.converted == 2  # two are alike
    site.edit("hooks.py", 'f"/articles/{slug}/"', 'f"/{slug}/"').build()
    assert [f"{PATH}:7: no page or file of this site answers '/quay/'"] == [
        one for one in site.problems if PATH in one
    ]
    site.edit("hooks.py", 'f"/{slug}/"', 'f"/articles/{slug}/#p1"').build()
    assert not site.problems
    assert 'href="/articles/quay/#p1"' in site.page(FERRY)
    assert site.output() == site.clean_output(tmp_path / "clean")
    assert not site.build().report.rendered


def test_shortcodes_are_markup_of_nobody_without_hooks(site: SiteFolder) -> None:
    page = body(site, "{{< note >}}", hooks=False)
    assert "{{&lt; note &gt;}}" in page
    kinds = {point.kind for point in site.report.open_points}
    assert "markup of another program" in kinds
    body(site, "{{< note >}}")
    kinds = {point.kind for point in site.report.open_points}
    assert "markup of another program" not in kinds


def test_check_names_what_a_shortcode_may_not_bring(site: SiteFolder) -> None:
    body(site, "{{< raw '<script>x</script>' >}}")
    report = check_site(site.options())
    found = [str(one) for one in (*report.problems, *report.open_points)]
    assert any(f"{PATH}:" in one and "<script> is not" in one for one in found), found


def test_a_preview_shows_saves_of_shortcodes(site: SiteFolder) -> None:
    site.write(PATH, article("Ferry", "{{< note a >}}", slug="ferry"))
    live = LiveSite(site.options())
    live.open(no_progress)

    def page() -> str:
        made = live.update(None).render("articles/ferry/index.html")
        assert made is not None
        assert made.data is not None
        return made.data.decode()

    assert '<div class="plain"><b>a' in page()
    site.edit("hooks.py", 'kind="plain"', 'kind="grand"')
    assert '<div class="grand"><b>a' in page()
    site.write(PATH, article("Ferry", "{{< note b >}}", slug="ferry"))
    assert '<div class="grand"><b>b' in page()
    live.close()


# --- extensions of Markdown -----------------------------------------------------------------


EXTENSION = """\
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor


class Keys(Extension):
    def extendMarkdown(self, md):
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"()@@(.+?)@@", "kbd"), "keys", 75)


"""


@pytest.mark.parametrize("row", ["Keys", "Keys()", "lambda: Keys()", "'tools:Keys'"])
def test_bodies_are_converted_with_extensions_of_hooks(
    site: SiteFolder, row: str, tmp_path: Path
) -> None:
    site.write("tools.py", EXTENSION)
    site.write(PATH, article("Ferry", "Press @@F1@@.", slug="ferry"))
    site.write("hooks.py", "").build()
    assert "Press @@F1@@." in site.page(FERRY)
    site.write("hooks.py", f"from tools import Keys\nMARKDOWN_EXTENSIONS = [{row}]\n")
    site.build()
    assert not site.problems
    assert "Press <kbd>F1</kbd>." in site.page(FERRY)
    assert site.output() == site.clean_output(tmp_path / "clean")
    site.edit("tools.py", '"kbd"', '"samp"').build()
    assert "Press <samp>F1</samp>." in site.page(FERRY)


def test_extensions_by_name_are_there(site: SiteFolder) -> None:
    site.write(
        "hooks.py", "MARKDOWN_EXTENSIONS = ['abbr', 'markdown.extensions.attr_list']\n"
    )
    page = body(site, "The HTML *x*{: .wide }.\n\n*[HTML]: Hyper")
    assert '<abbr title="Hyper">HTML</abbr>' in page
    assert '<em class="wide">x</em>' in page


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("[3]", "hooks.py:1: expected the name of an extension, or a function that makes one "
         "for MARKDOWN_EXTENSIONS[0], found 3"),
        ("['nowhere.at_all']", "hooks.py:1: ModuleNotFoundError: No module named 'nowhere'"),
        ("{}", "hooks.py:1: expected a list for MARKDOWN_EXTENSIONS, found a mapping"),
        ("[str]", "for MARKDOWN_EXTENSIONS[0], found <class 'str'>"),
    ],
)  # fmt: skip
def test_an_extension_that_is_none_is_told(
    site: SiteFolder, rows: str, said: str
) -> None:
    site.write("hooks.py", f"MARKDOWN_EXTENSIONS = {rows}\n").build()
    assert said in site.problems[0]
    assert not site.output()


def test_an_extension_that_fails_is_told_by_both_places(site: SiteFolder) -> None:
    site.write(
        "hooks.py",
        EXTENSION.replace("SimpleTagInlineProcessor(r", "Bad(r").replace(
            "class Keys", "class Bad(SimpleTagInlineProcessor):\n"
            "    def handleMatch(self, m, data):\n        return 1 / 0\n\n\nclass Keys"
        ) + "MARKDOWN_EXTENSIONS = [Keys]\n",
    )  # fmt: skip
    site.write(PATH, article("Ferry", "Press @@F1@@.", slug="ferry")).build()
    assert site.problems == (
        f"hooks.py:7: ZeroDivisionError: division by zero: return 1 / 0 (for {PATH}:7)",
    )


# --- the docs ---------------------------------------------------------------------------------


def test_the_shortcode_of_the_docs_does_what_they_say(site: SiteFolder) -> None:
    site.write("content/files/lock.jpg", make_picture())
    site.write("hooks.py", example("python", 1))
    page = body(site, example("markdown", 0))
    assert 'src="/files/lock.jpg" alt="The lock at dusk"' in page
    assert (
        "<figcaption>The lock at dusk <small>Mara Lindqvist</small></figcaption>"
        in page
    )
    assert '<div class="aside"><p>Locks are <em>slow</em>.</p></div>' in page


def test_the_reference_tells_how_shortcodes_are_written() -> None:
    assert "{{</* name */>}}" in REFERENCE
