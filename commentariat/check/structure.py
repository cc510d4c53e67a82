"""
How the tags of a page nest: what is never closed, closes nothing, or cannot stand.

The parser builds the tree that browsers build, whatever it is given, and says where
each tag it used stood. A tag of the text that the tree has no use for, an element that
the tree closed by itself, and elements out of order are what a person did wrong.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from turbohtml import Element, Namespace, SourceLocation, TokenType, tokenize

from commentariat.kinds import Kind, Message

Misnested = tuple[int, Message]
"""Where in the text, and what is wrong there."""

_VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr".split()
)
# Elements whose end may be left out, by the standard.
_OPEN_ENDED = frozenset(
    "html head body p li dt dd tr td th thead tbody tfoot option optgroup colgroup "
    "caption rt rp".split()
)
_ROWS = frozenset("table thead tbody tfoot tr colgroup".split())
_CELLS = frozenset("td th tr thead tbody tfoot caption colgroup".split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


class Positions:
    """Lines and columns of a text as offsets into it, and back."""

    def __init__(self, text: str) -> None:
        lengths = (len(line) + 1 for line in text.split("\n"))
        self._starts = [0, *accumulate(lengths)]

    def offset(self, line: int, column: int) -> int:
        """Offset of *column* (from 0) of *line* (from 1)."""
        return self._starts[min(line, len(self._starts)) - 1] + column

    def line(self, offset: int) -> int:
        """Line, from 1, that *offset* is on."""
        return bisect_right(self._starts, offset)


def find_misnested(
    text: str,
    elements: Sequence[Element],
    places: Sequence[SourceLocation | None],
    positions: Positions,
) -> list[Misnested]:
    """
    Name every tag of *text* that its *elements* (in order) do not account for.

    *places* are those of the elements, None where the parser made one up. A start tag
    and an end tag that miss each other are one fault, at the start tag.
    """
    opened: set[int] = set()
    closed: set[int] = set()
    found: dict[int, tuple[str, Message]] = {}
    last, last_tag, lacks_row = -1, "", False
    for element, place in zip(elements, places, strict=True):
        if place is None:
            lacks_row = element.tag == "tr"  # made up by the parser
            continue
        start, tag = place.start_tag.start_offset, element.tag
        opened.add(start)
        if lacks_row:
            found[start] = tag, Kind.HTML_OUTSIDE_ROW.of(tag)
            lacks_row = False
        if start < last:  # the parser moved what came before out of here
            found[last] = last_tag, Kind.HTML_MISPLACED.of(last_tag)
        else:
            last, last_tag = start, tag
        if place.end_tag is not None:
            closed.add(place.end_tag.start_offset)
        elif _must_close(element, text[start : place.start_tag.end_offset]):
            found.setdefault(start, (tag, Kind.HTML_UNCLOSED.of(tag)))
    open_tags = [(offset, _kin(tag)) for offset, (tag, _) in sorted(found.items())]
    unused = (
        ()
        if _are_all_used(text, opened, closed)
        else _unused(text, opened, closed, positions)
    )
    for offset, tag, fault in unused:
        kin = _kin(tag)
        if fault.kind is not Kind.HTML_STRAY:
            found.setdefault(offset, (tag, fault))
            open_tags.append((offset, kin))
            continue
        before = (one for one in open_tags if one[1] == kin and one[0] < offset)
        partner = max(before, default=None)
        if partner is None:
            found[offset] = tag, fault
        else:
            open_tags.remove(partner)
            opener, message = found[partner[0]]
            if message.kind is Kind.HTML_UNCLOSED:
                found[partner[0]] = opener, Kind.HTML_CROSSED.of(opener)
    return sorted((offset, fault) for offset, (_, fault) in found.items())


def _kin(tag: str) -> str:
    """Name what ends what: any end tag of a heading ends a heading."""
    return "heading" if tag in _HEADINGS else tag


def _must_close(element: Element, tag_text: str) -> bool:
    tag = element.tag
    if tag in _VOID or tag in _OPEN_ENDED:
        return False
    return not tag_text.endswith("/>") or element.namespace is Namespace.HTML


def _are_all_used(text: str, opened: set[int], closed: set[int]) -> bool:
    """
    Tell at a glance, where that can be told, that no tag of *text* is unused.

    Each '<' begins a tag that was used, or the document type; and no table is there, in
    which text may be out of place.
    """
    doctype = text[:9].lower() == "<!doctype"
    return (
        text.count("<") == len(opened) + len(closed) + doctype
        and "<table" not in text.lower()
    )


def _unused(
    text: str, opened: set[int], closed: set[int], positions: Positions
) -> Iterator[tuple[int, str, Message]]:
    in_rows = False
    for token in tokenize(text, capture_attributes=False):
        kind, tag = token.type, token.tag or ""
        if kind is TokenType.START_TAG:
            offset = positions.offset(token.line, token.col)
            if offset not in opened:
                yield offset, tag, Kind.HTML_MISPLACED.of(tag)
            in_rows = tag in _ROWS
        elif kind is TokenType.END_TAG:
            offset = positions.offset(token.line, token.col)
            if offset not in closed:
                yield offset, tag, Kind.HTML_STRAY.of(tag)
            in_rows = tag in _CELLS
        elif kind is TokenType.TEXT and in_rows and (token.data or "").strip():
            lead = len(token.data or "") - len((token.data or "").lstrip())
            offset = positions.offset(token.line, token.col) + lead
            yield offset, "", Kind.HTML_TEXT_IN_TABLE.of()
