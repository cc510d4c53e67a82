"""Whatever a body holds, converting it costs little, or is refused with its line."""

from __future__ import annotations

import time
from functools import cache

import pytest
from harness import SiteFolder, article

from commentariat.engine.markup import LONGEST, MarkupError, to_html
from commentariat.pipeline import check_site

PROSE = (
    "Paragraph {0} says [something](mole) of *the* `mole`, at length, as **ever**.\n\n"
)

# What never closes, repeats or nests, again and again.
REPEATED = [
    "![", "[a](", "[a][", "[a](<", "[a](b \"", "[", "[^", "[^a]", "[a]:\n", "[a]: b\n", "](",
    "<a ", "<a href=\"", "<a\n", "<p ", "</a", "<!--", "<?", "<![CDATA[", "<http://", "<a@",
    "*", "**", "***", "*a", "**a ", "_a", "__a ", "*a_b", " *", "`", "``a ", "`` ` ", "\\`",
    "&", "&#", "&a", "# a\n", "## a\n\n", "#", "---\n", "a\n---\n", "===\n", "- ", "> ", ">\n",
    "1. ", "- a\n", "    - a\n", "|", "| a ", "a|b\n", "    a\n\n", "\t", "  \n", "\n",
    "```a\n", "~~~\n", "<div>", "<div>\n", "<b>", "<p>", "<table>", "<details>\n", "é", "\x02",
    "[^1]\n\n[^1]: a\n\n", "<b><i>", "<a name=x>", "a@b.c ", "wzxhzdk:0", "klzzwxh:0000",
]  # fmt: skip
# A first lot of one that makes another lot dear.
COMBINED = {
    "nested brackets": "[" * 6_000 + "](x)" * 6_000,
    "nested emphasis": "*a **b " * 3_000,
    "nested links": "[a " * 2_000 + "](b)" * 2_000,
    "comments in open tags": "<b>" * 2_500 + "<!---->\n" * 2_500,
    "many of one note": "[^a]" * 6_000 + "\n\n[^a]: Words.\n",
    "many notes": "".join(f"[^{n}]" for n in range(3_000))
    + "\n\n"
    + "".join(f"[^{n}]: x\n" for n in range(3_000)),
    "a long address, often": "[a]: http://a.test/" + "x" * 10_000 + "\n\n" + "[a] " * 9_000,
    "a table of few letters": "|" * 4_000 + "\n" + "|-" * 4_000 + "\n" + "|\n" * 4_000,
    "elements opened again": "".join(f'<b id="{n}">' for n in range(2_000)) + "<p>" * 4_000,
    "walls between": "".join(f'<b id="{n}"><object></b></object>' for n in range(1_500))
    + "<p>" * 4_000,
    "open in a table": "<table>" + "".join(f"<b id={n}>" for n in range(2_000)) + "<p>" * 4_000,
    "numbered headings": "".join(f"# A_{n}\n\n" for n in range(3_000)) * 2,
    "a number without end": "# A_" + "9" * 5_000 + "\n\n" + "# A_" + "9" * 5_000,
    "quotations in lists": "> - " * 2_000 + "a *b*",
    "deep elements": "<div>" * 50_000 + "*a*",
}  # fmt: skip


def seconds(text: str) -> float:
    """Processor time that the conversion of *text* takes, or its refusal."""
    began = time.process_time()
    line = 1
    try:
        to_html(text)
    except MarkupError as fault:
        line = fault.line
    assert 1 <= line <= text.count("\n") + 1
    return time.process_time() - began


@cache
def reference() -> float:
    """What ordinary prose of 100 KB takes here and now."""
    prose = "".join(PROSE.format(number) for number in range(1_300)) + "*a"
    return min(seconds(prose) for _ in range(3))


@pytest.mark.parametrize("token", REPEATED)
def test_a_few_kilobytes_of_anything_cost_little(token: str) -> None:
    for text in (token * (16_000 // len(token)), f"*a* {token * 3_000}\n\nx"):
        assert seconds(text) < 20 * reference() + 0.5, len(text)


@pytest.mark.parametrize("name", COMBINED)
def test_combinations_cost_little_too(name: str) -> None:
    assert seconds(COMBINED[name]) < 20 * reference() + 0.5


@pytest.mark.parametrize("token", ["![", "[a](", "<a ", "## Tide\n\n", "*a* ## b\n"])
def test_a_megabyte_of_it_costs_what_its_size_does(token: str) -> None:
    text = token * (1_000_000 // len(token))
    assert seconds(text) < 10 * (20 * reference() + 0.5)


def test_a_text_is_refused_by_what_is_in_it_alone() -> None:
    refused = []
    for count in range(500, 4_000, 250):
        try:
            to_html("Text.\n\n" + "![" * count)
        except MarkupError as fault:
            refused.append((count, fault.line))
    again = [pair for pair in refused if pair[0] == refused[0][0]]
    assert refused == [(count, 3) for count in range(refused[0][0], 4_000, 250)]
    assert again


@pytest.mark.parametrize(
    "text",
    ["".join(PROSE.format(number) for number in range(4_000)) + "*a",
     "".join(PROSE.format(number) for number in range(2_000)).replace("\n\n", "\n"),
     "".join("- " + PROSE.format(number) for number in range(3_000)).replace("\n\n", "\n"),
     "|a|b|\n|-|-|\n" + "|*x* [0, 1)|[y](z)|\n" * 3_000,
     "".join(f"It is open on [0, {n}), of x_{n}.  " + "\n" * (1 + (n % 9 == 0)) for n in range(3_000)),
     "".join(f"Text[^{n}].\n\n[^{n}]: Note *{n}*.\n\n" for n in range(1_000)),
     "<p>A <b>b</b> <a href='x'>c</a></p>\n" * 4_000,
     "```python\nx = [1, 2][0]\n```\n\nText *x*\n\n" * 2_000,
     "- a\n    - b\n        - c\n            - d\n\n> > > *e*\n\n" * 500],
)  # fmt: skip
def test_what_people_write_is_converted_long_as_it_may_be(text: str) -> None:
    assert to_html(text)


def test_equal_headings_are_numbered_alike_however_many() -> None:
    html = to_html("## Tide\n\n" * 20_000)
    assert html.endswith('<h2 id="tide_19999">Tide</h2>')
    assert seconds("## Tide\n\n" * 40_000) < 6 * seconds("## Tide\n\n" * 20_000) + 0.2
    mixed = "# A\n\n# A_1\n\n# A\n\n# A\n\n# A_1\n\n# A_02\n\n# A_02\n\n# …\n\n# …\n\n"
    plain = to_html(mixed)
    assert to_html(f"{mixed}<b>x</b>").startswith(plain.rstrip())  # by Python-Markdown


def test_a_body_beyond_all_bounds_is_told() -> None:
    with pytest.raises(MarkupError, match="2000000"):
        to_html("*a " * LONGEST)


def test_a_dear_body_is_a_problem_with_its_line(site: SiteFolder) -> None:
    site.write("content/articles/mole.md", article("Mole"))
    dear = "Words.\n\nMore words.\n\n" + "![" * 6_000
    site.write("content/articles/slow.md", article("Slow", dear)).build()
    (problem,) = site.problems
    assert problem.startswith("content/articles/slow.md:10: this would take too long")
    assert [str(one) for one in check_site(site.options()).problems] == [problem]
    site.build(keep_going=True)
    assert site.has("articles/mole/index.html")
    assert not site.has("articles/slow/index.html")
    site.edit("content/articles/slow.md", "![" * 6_000, "Closed.").build()
    assert site.problems == ()
    assert site.has("articles/slow/index.html")


def test_a_dear_page_of_a_term_and_of_the_house_are_problems_too(
    site: SiteFolder,
) -> None:
    site.write("content/articles/mole.md", article("Mole", authors=["Ada"]))
    site.write("content/authors/ada.md", f"---\nname: Ada\n---\n{'[a](' * 9_000}\n")
    site.write("content/pages/about.md", f"---\ntitle: A\n---\n\n{'> ' * 900}a\n")
    places = [one.partition(": ")[0] for one in site.build().problems]
    assert places == ["content/authors/ada.md:4", "content/pages/about.md:5"]
