"""
The law of conversion: the HTML is Python-Markdown's, whichever way it was made.

Documents are made of the pieces that the shape of `markup_native` is made of, and
then spoiled in a few places, so that most of them lie on its border, on either
side. `MARKUP_EXAMPLES=100000` compares as many (minutes), and longer texts of marks.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from random import Random

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from commentariat.config import MarkdownSettings
from commentariat.engine import markup
from commentariat.engine.markup_dialect import DIALECT
from commentariat.engine.markup_more import More
from commentariat.engine.markup_native import is_read_alike
from commentariat.engine.markup_rules import MarkupRules

EXAMPLES = int(os.environ.get("MARKUP_EXAMPLES", "3000"))
LONGER = int(EXAMPLES >= 100_000)

WORDS = (
    "word", "Ukraine", "a", "The", "R&D", "snake_case", "2014", "U.S.", "C#", "слово", "كلمة",
    "été", "日本", "e\u0301", "x86", "½", "²", "Ⅳ", "ﬁ", "a_b_c",
)  # fmt: skip
WILD_WORDS = (
    "1",
    "1.",
    "١",
    "😀",
    "_a",
    "a_",
    "a__b",
    "\u200fa",
    "\u0301",
    "1)",
    "a*",
    "*a",
)
PUNCTUATION = (
    ".", ",", ";", ":", "!", "?", "…", "—", "–", "-", "“", "”", "‘", "’", '"', "'", "«", "»",
    "„", "(", ")", "/", "%", "$", "€", "§", "¿", "·", "†", "°", "+", "=", "~", "^", "|", "{",
    "}", "@", "#", ">", "،", "؟", "。", "（", "\u200b", "\u200f", "\u00ad", "\u2060",
)  # fmt: skip
SPACES = (" ", " ", " ", "", "", "\n")
WILD_SPACES = (
    "  ",
    "\u00a0",
    "\u2009",
    "\u3000",
    "\u2028",
    "\t",
    " \n",
    "\n ",
    "  \n",
    "\n\n",
)
ESCAPES = tuple("\\" + mark for mark in "\\`*_{}[]()>#+-.!|")
WILD_ESCAPES = ("\\", "\\a", "\\\n", "\\<", "\\&", '\\"', "\\~", "\\:", "\\é", "\\ ")
ENTITIES = (
    "&amp;",
    "&lt;",
    "&gt;",
    "&quot;",
    "&nbsp;",
    "&#126;",
    "&",
    "&copy",
    "&amp;lt;",
    "&é;",
)
WILD_ENTITIES = (
    "&copy;",
    "&#60;",
    "&#x41;",
    "&#12",
    "&#",
    "&unknown;",
    "&a-b;",
    "&amp",
    "&AMP;",
)
ADDRESSES = (
    "/articles/a/", "https://example.org/a_b?c=d&e=f#g", "#top", "../x.html", "mailto:a@b.org",
    "https://example.org/%20~a", "//example.org", "?a=1&copy=2", "a", "https://a.b/_c_/d__e",
)  # fmt: skip
WILD_ADDRESSES = (
    "https://example.org/(b)", "a b", "<a>", 'a "title"', "é", "a&#60", "a&lt;b", "", "a\\_b", "a[b]",
    "a*b*", "javascript:a", "a'b", "a;b", "a\nb", " a ", "(a", "a)", "https://a.b/`c`", "a!b$c",
)  # fmt: skip
MARKS = ("*", "**", "_", "__")
WILD_MARKS = ("***", "___", "~~", "`", "``", "_*", "*_", "^", "==")
RULES = ("---", "***", "* * *")
WILD_RULES = (
    "___",
    "- - -",
    "----",
    "--",
    "===",
    "**",
    "```",
    "~~~",
    "[a]: b",
    "|-|",
    "<hr>",
    "\t",
)
SPOILS: tuple[str, ...] = (
    *"*_`~#>+-=|<>&[]()!{}:\\\n\t \"'1.",
    "**", "__", "***", "___", "_*", "*_", "``", "```", "~~~", "~~", "---", "===", "* * *", "- - -",
    "\n\n", "\n\n\n", "\n ", " \n", "  \n", "\n    ", "\n\t", "\r", "\r\n", "\x02", "\x03", "\x00",
    "\x0b", "\x0c", "\x1c", "\x7f", "\x85", "\u2028", "\u00a0", "\ufeff", "\n#", "\n# ", "\n## a",
    "\n>", "\n> ", "\n>\n", "\n- ", "\n* ", "\n+ ", "\n1. ", "\n2. ", "\n1) ", "\n0. ", "\n١. ",
    "\n01. ", "\n1234567890. ", "\n-", "\n=", "\n---", "\n***", "\n___", "\n|-|", "\n: ",
    "\n\n- ", "\n\n* ", "\n\n1. ", "\n\n> ", "\n\n---", "\n\n# ", "\n\n    ", "[a]:", "[a]", "[a][b]",
    "[a] [b]", "[]", "![", "![a](b)", "](", "](b)", "[a](b)", '[a](b "c")', "\n[a]: b", "[^1]", "[^1]:",
    "<https://a.b/c>", "<b>", "</b>", "<b", "<div>", "<!--", "-->", "<?", "<!", "<a@b.c>", "< ",
    "<br>", "<script>", "&lt;", "&#", "[TOC]", "{: #x}", "*[a]: b", "///Footnotes Go Here///",
    "klzzwxh:0000", "\x02klzzwxh:0000\x03", "1)", "!!! a", "[ ]", *WILD_ESCAPES,
)  # fmt: skip

STOCK = markdown.Markdown(
    extensions=[*markup.EXTENSIONS, More()],
    extension_configs=markup.extension_configs(),
    output_format="html",
)


DIALECT_TEXT = """

~~struck~~ and "quoted" https://a.test/b_c_d, (https://c.test/d).

- [ ] one
- [x] two

Term
: what it means

!!! note
    Words.

![a](b.png "A caption")
{: .wide }

<div markdown="1">
*in*
</div>
"""


def plain_html(text: str) -> str:
    """Convert *text* as `to_html` would by Python-Markdown alone, with what `More` adds."""
    return markup._make_safe(STOCK.reset().convert(text))


def make_document(random: Random) -> str:
    """Write a body that lies within the shape or not far from it."""
    writer = Writer(random, random.choice((0, 0.005, 0.02, 0.1)))
    text = writer.write_blocks()
    for _ in range(random.choice((0, 0, 0, 0, 1, 1, 2, 4))):
        text = spoil(random, text)
    return text


def spoil(random: Random, text: str) -> str:
    """Put a mark into *text*, take something out, or repeat something elsewhere."""
    at, end = sorted(random.randint(0, len(text)) for _ in range(2))
    match random.randrange(5):
        case 0 | 1:
            return text[:at] + random.choice(SPOILS) + text[at:]
        case 2:
            return text[:at] + text[at + random.choice((1, 1, 2, 5)) :]
        case 3:
            return text[:at] + random.choice(SPOILS) + text[at + 1 :]
        case _:
            return text + text[at : min(end, at + 12)]


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes what both read alike and, as often as it is wild, what they may not."""

    random: Random
    wildness: float

    def pick(self, tame: Sequence[str], wild: Sequence[str]) -> str:
        is_wild = self.random.random() < self.wildness
        return self.random.choice(wild if is_wild else tame)

    def write_blocks(self) -> str:
        blocks: list[str] = []
        for _ in range(self.random.choice((1, 1, 2, 3))):
            blocks += (
                self.write_block(),
                self.pick(("\n\n", "\n\n", "\n\n\n"), ("\n", "\n \n")),
            )
        return "".join(blocks[:-1])

    def write_block(self) -> str:
        match self.random.randrange(12):
            case 0 | 1:
                level = self.random.randint(1, 6)
                return (
                    "#" * level
                    + self.pick((" ",), ("", "  ", "\t"))
                    + self.write_line()
                )
            case 2:
                return "> " + self.join(("\n> ", "\n>\n> "), ("\n>", "\n", "\n\n> "))
            case 3:
                bullet = self.random.choice("-*+")
                wild = ("\n- ", "\n* ", "\n", f"\n\n{bullet}  ", f"\n    {bullet} ")
                return f"{bullet} " + self.join(
                    (f"\n{bullet} ", f"\n\n{bullet} "), wild
                )
            case 4:
                first = self.pick(
                    ("1", "1", "2", "10", "999"), ("0", "01", "2014", "١")
                )
                wild = ("\n1) ", "\n- ", "\n\n\n5. ", "\n", "\n   2. ")
                return f"{first}. " + self.join(("\n2. ", "\n\n7. ", "\n1. "), wild)
            case 5:
                return self.pick(RULES, WILD_RULES)
            case _:
                return self.write_text(self.random.randint(1, 12)).strip()

    def join(self, tame: Sequence[str], wild: Sequence[str]) -> str:
        """Write some lines with the same between them, unless it is wild."""
        usual = self.random.choice(tame)
        text = self.write_line()
        for _ in range(self.random.choice((0, 0, 1, 2))):
            text += self.pick((usual,), (*wild, *tame)) + self.write_line()
        return text

    def write_line(self) -> str:
        return self.write_text(self.random.randint(1, 6)).replace("\n", " ").strip()

    def write_text(self, length: int, within: str = "") -> str:
        pieces: list[str] = []
        for _ in range(length):
            pieces += self.write_piece(within), self.pick(SPACES, WILD_SPACES)
        return "".join(pieces[:-1])

    def write_piece(self, within: str) -> str:
        chance = self.random.random()
        if chance < 0.1 and "span" not in self.pick((within,), ("",)):
            return self.write_span(within)
        if chance < 0.16 and "link" not in self.pick((within,), ("",)):
            inner = self.write_inner(within + "link span" if within else "link")
            return f" [{inner}]({self.pick(ADDRESSES, WILD_ADDRESSES)})"
        if chance < 0.24:
            word = self.pick(WORDS, WILD_WORDS)
            return word + self.pick(("", *PUNCTUATION), WILD_MARKS) + word
        if chance < 0.29:
            return self.pick(ESCAPES, WILD_ESCAPES)
        if chance < 0.31:
            return self.pick(ENTITIES, WILD_ENTITIES)
        if chance < 0.33 and not within:
            return f" [{self.write_inner('link span')}]" + self.pick(
                (" ",), ("", "(", ":", "[")
            )
        if chance < 0.35 and not within:
            return f" <https://{self.pick(ADDRESSES, WILD_ADDRESSES)}>"
        return self.pick(WORDS, WILD_WORDS)

    def write_span(self, within: str) -> str:
        mark = self.pick(MARKS, WILD_MARKS)
        inner = self.write_inner(within + "link span" if within else "span")
        before = self.pick((" ", " ", " ", " (", " “", "—"), ("", *PUNCTUATION))
        opening = self.pick(("", "", "", "“", "("), PUNCTUATION)
        closing = self.pick(("", "", "", ".", ",", "”", "?)"), PUNCTUATION)
        after = self.pick(
            (" ", " ", ". ", ", ", ")", "’s ", "”", "—"), ("", *PUNCTUATION)
        )
        return f"{before}{mark}{opening}{inner}{closing}{mark}{after}"

    def write_inner(self, within: str) -> str:
        return self.write_text(self.random.randint(1, 3), within).strip()


@cache
def make_documents() -> list[str]:
    return [make_document(Random(seed)) for seed in range(EXAMPLES)]


def differences(texts: list[str], convert: Callable[[str], str]) -> list[str]:
    return [text for text in texts if convert(text) != plain_html(text)]


def test_documents_on_the_border_come_out_as_from_python_markdown() -> None:
    assert differences(make_documents(), markup.to_html) == []


def extended(names: Sequence[str]) -> markdown.Markdown:
    """Make Python-Markdown with what the settings *names* turn on, and nothing faster."""
    own = [DIALECT[name].make() for name in DIALECT if name in names]
    return markdown.Markdown(
        extensions=[*markup.EXTENSIONS, *own, More()],
        extension_configs=markup.extension_configs(),
        output_format="html",
    )


@pytest.mark.parametrize(
    "names", [*((name,) for name in DIALECT), tuple(DIALECT)], ids="-".join
)
def test_what_settings_turn_on_is_read_as_python_markdown_does(
    names: tuple[str, ...],
) -> None:
    chosen = MarkdownSettings(**dict.fromkeys(names, True))
    rules, slow = MarkupRules(markdown=chosen), extended(names)
    texts = make_documents()[:: 1 if LONGER else 12]
    found = [
        text
        for text in (*texts, *(text + DIALECT_TEXT for text in texts[:20]))
        if markup.to_html(text, rules)
        != markup._make_safe(slow.reset().convert(text), rules)
    ]
    assert found == []


def test_neither_side_of_the_border_is_empty() -> None:
    share = sum(map(is_read_alike, make_documents())) / EXAMPLES
    assert 0.25 < share < 0.75


def test_the_guard_changes_nothing_even_before_the_sanitizer() -> None:
    guarded = markup._converter().markdown
    found = [
        text
        for text in make_documents()
        if guarded.reset().convert(text) != STOCK.reset().convert(text)
    ]
    assert found == []


SHORT_TEXTS = (
    ("a", "*", "**", " ", ".", "“"),
    ("a", "_", "__", " ", ".", "("),
    ("a", "*", "_", " ", "\\*", "\\_"),
    ("a", "*", "`", " ", "_", "\\`"),
    ("a", "[", "](b)", "]", " ", "*", "!"),
    ("a", "\n", "\n\n", " ", "> ", "- ", "# ", "1. "),
    ("a", "\n", "\n\n", "* ", "*", "---", "***"),
    ("a", "&", "amp;", "#", "126;", "<", " "),
    ("- ", "a", "\n- ", "\n\n- ", "\n\n", "\n* ", "\n1. "),
    ("> ", "a", "\n> ", "\n\n> ", "\n>\n> ", "\n\n", "*"),
    ("a", "\n", "\\", "#", " ", "1", "."),
    ("«", "’", "—", "*", "_", "é"),
    ("\u00a0", "\u2028", "*", "_", "a", "\n"),
    ("\u200f", "😀", "\u0301", "*", "_", "a"),
    ("a", " ", "*", "[b](c)", "<https://d>", "\\.", "_"),
    ("*a", "b*", "\n", "\n- ", "\n2. ", "\n> ", "[c", "](d)"),
    ("- *a", "\n", "b*", "- ", "1. ", "(c", "\n\n"),
    ("a|b", "\n", "|-|", "|", "-", ":", "="),
    ("a", "\n", "=", "~~~", "\ufeff", "```", "\n\n"),
    ("[a](", "b", ")", "é", ";", "&lt;", "&#38", "_"),
    ("![", "[", "a](b)", "!", "\\!", "]"),
)


@pytest.mark.parametrize("marks", SHORT_TEXTS)
def test_every_short_text_of_marks_is_read_alike_or_refused(
    marks: tuple[str, ...],
) -> None:
    for length in range(1, 6 + 2 * LONGER):
        texts = map("".join, product(marks, repeat=length))
        assert differences(list(filter(is_read_alike, texts)), markup.to_html) == []


def test_every_character_is_read_alike_or_refused() -> None:
    places = "{0}a|a{0}|*{0}*|*{0}a*|*a{0}* a|{0}*a*{0}|_a{0}_|{0}_a_{0}|a{0}_b|# {0}|## a {0}|"
    places += (
        "- {0}\n- a{0}|> {0}|[{0}](a)|[a]({0})|<https://{0}>|\\{0}|&{0}|a\n{0}|a {0} a"
    )
    step = 1 if LONGER else 97
    codes = (
        *range(128),
        *range(128, 0xD800, step),
        *range(0xE000, 0x110000, step * 16),
    )
    found = [
        text
        for code in codes
        for text in places.replace("{0}", chr(code)).split("|")
        if is_read_alike(text) and markup.to_html(text) != plain_html(text)
    ]
    assert found == []


PIECES = st.one_of(
    *map(
        st.sampled_from, (WORDS, WORDS, PUNCTUATION, SPACES, ESCAPES, ENTITIES, SPOILS)
    ),
    st.text(st.characters(codec="utf-8"), max_size=3),
)


@given(st.lists(PIECES, max_size=24).map("".join))
@example("*a*“b*c*")
@example("- a\n- b\n\n- c")
@example("> a\n\n> b")
@example("a\n- b")
@example("[a] [b](c)")
@example("1) a")
@example("١. a")
@example("&#12 a")
@settings(max_examples=max(500, EXAMPLES // 5), deadline=None)
def test_any_text_comes_out_as_from_python_markdown(text: str) -> None:
    assert markup.to_html(text) == plain_html(text)
