"""Pages of HTML to try readers with: drawn by Hypothesis from what pages are made of."""

from __future__ import annotations

from html5lib import parseFragment
from hypothesis import strategies as st

from commentariat.engine.markup import to_html

MARKS = (
    "* ** *** _ __ ` `` ``` ~~~ # ## > - --- + = === | |- < &lt; &lt;b&gt; &amp; &amp;amp; "
    "&amp;copy; &#60;script&#62; [ ] [^1] [^1]: [x]: ]( ![ ( ) \\ \\\\ \\* ! { } {: {#x} "
    "{{&lt; {{&lt;video&gt;}} 1. 1) 2014. : ://x https://a.b/c_d*e www.x.org &nbsp; &#x2028; "
    "[TOC] <!-- --> --> ]]&gt; %} &quot; ' “ © ™ ° é я ك 中 🙂"
).split(" ")
WORDS = (
    "word",
    "Ukraine",
    "слово",
    "كلمة",
    "x",
    "a_b",
    "5",
    "ice",
    "By Ada Berg",
    "2019",
)
INLINE = (
    "b i em strong code tt sup sub del s q span a cite kbd small u font mark abbr label "
    "button svg time"
).split()
BLOCKS = (
    "p div section article main header footer aside nav h1 h2 h3 h6 ul ol li dl dt dd "
    "blockquote pre table tbody thead tr td th caption figure figcaption form details "
    "summary address hr br img iframe noscript template script style textarea select "
    "option title center fieldset body html head math ruby rt object video"
).split()
ATTRIBUTES = (
    "",
    ' href="https://example.org/a_b(c)?d=1&amp;e=[2]"',
    ' href="#n1"',
    ' href="#r1"',
    ' href="javascript:alert(1)"',
    ' href="data:text/html,x"',
    ' href="../x y.html"',
    ' href="http://[bad"',
    ' id="n1"',
    ' id="r1"',
    ' name="n1"',
    ' class="footnotes"',
    ' class="share"',
    ' class="byline"',
    ' class="caption"',
    ' class="wp-caption"',
    ' class="related-posts"',
    ' src="a.jpg" alt="A [p] `x` *y*"',
    ' src="data:image/png;base64,AA"',
    ' data-src="b(1).png"',
    ' srcset="a.png 1x, b.png 2x"',
    ' style="display:none"',
    ' style="font-weight: bold"',
    ' onclick="alert(1)"',
    ' colspan="2"',
    ' rowspan="99999999"',
    ' start="7"',
    ' role="navigation"',
    ' itemprop="articleBody"',
    " hidden",
    ' title="a > b"',
)


def _tag(pieces: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    names = st.sampled_from([*INLINE, *INLINE, *BLOCKS])
    ends = st.sampled_from(["{end}", "{end}", "{end}", "", "</p>", "</b></i>"])
    return st.builds(
        lambda name, attributes, inner, end: (
            f"<{name}{attributes}>{''.join(inner)}{end.format(end=f'</{name}>')}"
        ),
        names,
        st.sampled_from(ATTRIBUTES),
        st.lists(pieces, max_size=4),
        ends,
    )


TEXTS = st.lists(
    st.one_of(
        st.sampled_from(MARKS),
        st.sampled_from(WORDS),
        st.sampled_from(WORDS),
        st.sampled_from([" ", " ", "\n", "  ", "\t"]),
        st.text(
            st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]),
            max_size=3,
        ),
    ),
    max_size=6,
).map("".join)
FRAGMENTS = st.lists(
    st.recursive(TEXTS, _tag, max_leaves=14), min_size=1, max_size=5
).map("".join)
"""Stretches of HTML, well-formed or not."""


def shown(markdown: str) -> str:
    """Give the words that a page shows of *markdown*, but for the numbers of notes."""
    tree = parseFragment(
        to_html(markdown), treebuilder="etree", namespaceHTMLElements=False
    )
    parts: list[str] = []

    def collect(element: object) -> None:
        tag, attributes = element.tag, element.attrib  # type: ignore[attr-defined]
        is_number = "footnote-backref" in attributes.get("class", "")
        is_number = is_number or attributes.get("id", "").startswith("fnref")
        if not is_number and isinstance(tag, str):
            parts.append(element.text or "")  # type: ignore[attr-defined]
            for child in element:  # type: ignore[attr-defined]
                collect(child)
                parts.append(child.tail or "")
            parts.append(" " if tag in _APART else "")

    collect(tree)
    return fold("".join(parts))


_APART = frozenset(
    "p li td th tr h2 h3 h4 h5 h6 blockquote pre br figcaption figure ul ol div small".split()
)


def fold(text: str) -> str:
    """Fold white space, but for that which does not break."""
    return " ".join(text.split())
