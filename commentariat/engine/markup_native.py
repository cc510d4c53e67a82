"""
The bodies that Python-Markdown and CommonMark read alike, converted natively.

Python-Markdown is the standard. A converter in Rust is two hundred times as fast,
and reads some things otherwise; so a body goes to it only if all of it has a shape
on which the two cannot differ. A scan says so, and what the scan does not know has
not that shape. Without pyromark, no body has.

Two patterns are the shape. One knows blocks by how their lines begin: paragraphs,
`#` headings, quotations, lists of single lines and rules, an empty line between any
two. The other knows what may stand inside: emphasis without another mark in it,
links with a plain address, addresses in `<>`, escapes that both take, a few
entities, and marks that are none. A character is looked at a few times at most,
whatever the text.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import Final

from commentariat.distributions import library_version

try:
    import pyromark  # type: ignore[import-not-found, unused-ignore]
except ImportError:
    _IS_THERE = False
else:
    _IS_THERE = pyromark.__version__.startswith("0.10.")

# --- what may stand inside a block ---------------------------------------------

# Both take a backslash before these: the list of Python-Markdown with tables, and
# all of it is ASCII punctuation.
_ESCAPE: Final = r"\\[\\`*_{}\[\]()>#+\-.!|]"
# An entity named the same way by both, or an `&` that begins none for either; a
# number without `;` is one to Python's HTML parser.
_AND: Final = r"&(?:(?:amp|lt|gt|quot|nbsp|\#126);|(?!\#|[A-Za-z0-9]+;))"
# Inside a word `_` is no mark; alone between spaces neither is.
_INSIDE_WORD: Final = r"(?<=[^\W_])_(?=[^\W_])"
_ALONE: Final = r"(?<=\x20)[*_](?![^ \n])"
# The last mark of its block, the ones before it being paired or none, is none.
_LAST: Final = r"[*_`](?![^*_`\n]*+(?:\n(?!\n)[^*_`\n]*+)*[*_`])"
# The hot loop, so the set says what is in it: no marks, no controls, no surrogates.
_TEXT: Final = r"[\n -%'-)+-;=-Z^a-~\xa0-\ud7ff\ue000-\uffff\U00010000-\U0010ffff]"
_TEXT_IN_SPAN: Final = r"[^\x00-\x1f\x7f-\x9f*_\[\]\\<&`]++"
# A line may end inside a span, though not where the next could begin a block.
_NEW_LINE: Final = r"(?<!\s)\n(?=[^\W\d_])"
_SPAN_ATOM: Final = rf"{_TEXT_IN_SPAN}|{_ESCAPE}|{_AND}|{_INSIDE_WORD}|{_NEW_LINE}"
# Neither converter encodes or escapes any of these in an address; no `;` means no
# entity, and `&#` is one even without.
_ADDRESS: Final = r"(?:[A-Za-z0-9/:?=.,_~%+@\#-]++|&(?!\#))++"
_ADDRESS_IN_ANGLES: Final = r"<https?://(?:[A-Za-z0-9/:?=.,_~%+@\#()-]++|&(?!\#))++>"
# Not these may come before a mark that opens, nor those after one that closes.
# CommonMark asks whether a neighbor is a letter or punctuation, Python-Markdown does
# not; white space and these signs, punctuation in every Unicode, suit both.
_BEFORE: Final = r"""[^ \n(\[“‘"'«„—–]"""
_AFTER: Final = r"""[^ \n.,;:!?…)\]”’"'»—–]"""


def _span(atom: str, name: str) -> str:
    """Emphasis without a mark in it: what opens is closed by the next there is."""
    return (
        rf"(?<!{_BEFORE})(?P<{name}>\*\*?|__?)(?=[^\s*_])"
        rf"(?:{atom})+(?<!\s)(?P={name})(?!{_AFTER})"
    )


def _link(atom: str) -> str:
    """A link without a bracket in its text, a title or a picture."""
    return rf"(?<!!)\[(?![\s^])(?:{atom})+(?<!\s)\]\({_ADDRESS}\)"


_ATOMS: Final = (
    _ESCAPE,
    _AND,
    _INSIDE_WORD,
    _ALONE,
    _span(f"{_SPAN_ATOM}|{_link(_SPAN_ATOM)}", "mark"),
    _link(f"{_SPAN_ATOM}|{_span(_SPAN_ATOM, 'inner')}"),
    _LAST,
    # Brackets that are no link, no picture, no note and define nothing.
    r"(?<!!)\[(?!\^)",
    r"\](?![(:\[])",
    _ADDRESS_IN_ANGLES,
    r"<(?=\x20)",
    # An item's mark or a rule: the other pattern sees to where they may stand.
    r"(?<![^\n])\*(?:\x20\*\x20\*(?!.)|\*\*(?!.)|\x20)",
)
_INLINE: Final = f"{_TEXT}*+(?:(?:{'|'.join(_ATOMS)}){_TEXT}*+)*"

# --- how the lines make blocks -------------------------------------------------

# All that begins a block begins with ASCII punctuation, white space or a number.
_START: Final = (
    r"""(?:[^\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x9f\s]|["'(\[\\&$@]"""
    r"|\*\*?(?=[^\s*])|__?(?=[^\s_])|<h)"
)
# No white space at either end of a line: one strips it, the other does not.
_REST: Final = r".*+(?<!\s)"
_LINE: Final = rf"(?!\d++[.)](?!\S)){_START}{_REST}"
_ITEM: Final = rf"\x20{_LINE}"
_NUMBER: Final = r"[0-9]{1,3}\."
# An empty line between two items makes one of them loose, or all: only all.
_LIST: Final = (
    rf"(?:(?P<bullet>[-*+]){_ITEM}"
    rf"(?:(?:\n(?P=bullet){_ITEM})+|(?:\n\n+(?P=bullet){_ITEM})+)?"
    rf"|[1-9][0-9]{{0,2}}\.{_ITEM}"
    rf"(?:(?:\n{_NUMBER}{_ITEM})+|(?:\n\n+{_NUMBER}{_ITEM})+)?)"
    r"(?!\n+(?:[-*+]|\d++[.)])\x20)"
)
_BLOCK: Final = "|".join(
    (
        rf"{_LINE}(?:\n{_LINE})*",
        rf"\#{{1,6}}\x20{_START}{_REST}(?<![\#\\}}])",
        # Two quotations with an empty line between are one to Python-Markdown.
        rf">\x20{_LINE}(?:(?:\n>)?\n>\x20{_LINE})*(?!\n+>)",
        r"---|\*\*\*|\*\x20\*\x20\*",
        _LIST,
    )
)
_BLOCKS: Final = rf"\n*(?:(?:{_BLOCK})(?:\n\n+|\n?\Z))+"

_HEADING: Final = re.compile(r"<h([1-6])>(.*)</h\1>")
_TAG: Final = re.compile(r"<[^>]*>")
_NO_WORD: Final = re.compile(r"[^\w\s-]")
_GAP: Final = re.compile(r"[-\s]+")
_COUNTED: Final = re.compile(r"^(.*)_([0-9]{1,4000})$")  # what a number may be


def convert_alike(text: str) -> str | None:
    """
    Convert *text* to the HTML that Python-Markdown makes of it, or give `None`.

    The HTML is the same once it has been sanitized; before that, the two escape
    quotation marks and close empty tags in their own ways.
    """
    if not _IS_THERE or not is_proven() or not is_read_alike(text):
        return None
    html: str = pyromark.html(text).rstrip("\n")
    return _add_ids(html)


@cache
def is_proven() -> bool:
    """Whether this is a Python-Markdown that the faster ways were compared with."""
    found = library_version("markdown").split(".")
    return (3, 6) <= (int(found[0]), int(found[1])) <= (3, 11)


def is_read_alike(text: str) -> bool:
    """Whether all of *text* is of a shape on which the two readers cannot differ."""
    blocks, inline = _shape()
    return blocks.fullmatch(text) is not None and inline.fullmatch(text) is not None


@cache
def _shape() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(_BLOCKS), re.compile(_INLINE)


def _add_ids(html: str) -> str:
    """
    Give every heading the id that the table of contents extension gives it.

    That is worked out here: few bodies need more of Python-Markdown, which takes long
    to import.
    """
    ids = _Ids()

    def add(match: re.Match[str]) -> str:
        level, inner = match.groups()
        name = unescape(" ".join(_TAG.sub("", inner).split()))
        return f'<h{level} id="{ids.take(_slug(name))}">{inner}</h{level}>'

    return _HEADING.sub(add, html)


def _slug(name: str) -> str:
    """Make of *name* what `slugify_unicode` of that extension makes of it."""
    return _GAP.sub("-", _NO_WORD.sub("", name).strip().lower())


class _Ids:
    """
    The ids of a body, each of which is there once.

    One that is there already, or empty, is numbered as `unique` of that extension does:
    with the next number that is free, found in no more steps however many are equal.
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._next: dict[str, dict[int, int]] = {}
        """By what numbers stand behind: after each that is taken, one to be tried."""

    def take(self, slug: str) -> str:
        """Take the id *slug*, numbered where it must be."""
        if not slug or slug in self._taken:
            counted = _COUNTED.match(slug)
            base, count = (counted[1], int(counted[2])) if counted else (slug, 0)
            slug = f"{base}_{self._find_free(base, count + 1)}"
        self._taken.add(slug)
        counted = _COUNTED.match(slug)
        if counted and str(int(counted[2])) == counted[2]:
            number = int(counted[2])
            self._next.setdefault(counted[1], {})[number] = number + 1
        return slug

    def _find_free(self, base: str, number: int) -> int:
        following, passed = self._next.get(base, {}), []
        while number in following:
            passed.append(number)
            number = following[number]
        following.update(dict.fromkeys(passed, number))
        return number
