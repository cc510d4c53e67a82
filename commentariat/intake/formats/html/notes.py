"""The notes of a page: which marks lead to which, whatever way they are written."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from commentariat.intake.formats.html.addresses import fragment_of
from commentariat.intake.formats.html.tree import (
    BLOCKS,
    HEADINGS,
    Element,
    Page,
    Text,
    words_of,
)
from commentariat.intake.pages.model import Label

_MARK: Final = re.compile(
    r"[\[({]?\s*(?:(?:note|fn|n)\.?\s*)?(\d{1,3}|[ivxlc]{1,6}|[a-z]|[*†‡§¶#]{1,4})\s*[\])}]?[.:]?",
    re.IGNORECASE,
)
_OF_MARK: Final = re.compile(
    r"footnote|fnref|fn-ref|noteref|ftnref|endnote|note-link|easy-footnote|sdfootnote"
)
_OF_NOTES: Final = re.compile(
    r"footnote|endnote|(?:^|[\s_-])notes?(?:[\s_-]|$)|ftn|references|sdfootnote"
)
_BACK: Final = re.compile(
    r"backref|backlink|reverse|footnote-back|noteback|fn-back|return"
)
_BACK_SIGNS: Final = re.compile(
    r"[↩↑↵⏎⤴^⇑▲\ufe0e\ufe0f\s\u00a0]+|\[?back\]?", re.IGNORECASE
)
_ROLES: Final = ("doc-footnote", "doc-endnote", "doc-footnotes", "doc-endnotes")
_BODIES: Final = frozenset("li dd aside tr p div section".split())
_SIDENOTES: Final = ("sidenote", "marginnote")
_LONGEST: Final = 8_000
"""Signs of a note; what is longer is a part of the text to which a link leads."""
_MOST_AROUND: Final = 40
"""Signs beside a note in a box of its own: its number, the way back."""
_MOST: Final = 3_000
"""Notes of a page."""
_MOST_REFERENCES: Final = 200
"""Marks of one note whose ways back are looked for."""
_MOST_WITHIN: Final = 400
"""Elements of a note that are looked at."""
_LITERAL: Final = re.compile(r"\[\^([\w-]{1,30})\]")
_LITERAL_BEGIN: Final = re.compile(r"\s*\[\^([\w-]{1,30})\]:\s*")
HEADS: Final = frozenset(
    "notes|note|footnotes|endnotes|end notes|references|notes de bas de page|notas|"
    "notas al pie|notas de rodapé|fußnoten|anmerkungen|endnoten|note a piè di pagina|"
    "примечания|сноски|примітки|dipnotlar|notlar|الهوامش|هوامش|الحواشي|注释|註釋|脚注|注".split(
        "|"
    )
)
"""What stands above notes, and above nothing once these are where they are marked."""


class Notes:
    """
    What is a mark of which note, and what is a note.

    The elements that are notes are zones of their own, and so is within them what says
    their number, or leads back: both stay out of the text around.
    """

    def __init__(self) -> None:
        self.marks: dict[int, str] = {}
        """Labels, by the identity of the element that is the mark."""
        self.order: list[tuple[str, Element]] = []
        """The notes, as they are marked."""
        self.said: dict[str, str] = {}
        """The number that the page shows, by label."""
        self.literal: frozenset[str] = frozenset()
        """Labels of notes that the page writes as Markdown does."""

    def __bool__(self) -> bool:
        return bool(self.order or self.literal)


def find_notes(page: Page, root: Element) -> Notes:
    """Find the notes that are marked within *root*; they may stand outside of it."""
    notes = Notes()
    _find_linked(page, root, notes)
    _find_beside(root, notes)
    notes.literal = _find_literal(root)
    return notes


# -- Marks that are links -----------------------------------------------------


def _find_linked(page: Page, root: Element, notes: Notes) -> None:
    if not page.ids:
        return
    found: list[tuple[Element, str, Element]] = []
    bodies: dict[int, str] = {}
    shared: set[int] = set()
    for link in page.links:
        if (
            "#" not in link.get("href")
            or len(found) > _MOST
            or not link.is_within(root)
        ):
            continue
        fragment = fragment_of(link.get("href"))
        target = page.ids.get(fragment)
        said = words_of(link) if target is not None and link.length < 16 else ""
        mark = _MARK.fullmatch(said)
        if target is None or mark is None or link.zone is not None:
            continue
        if any(id(up) in bodies for up in link.ancestors):
            continue  # which leads back
        body = _body_of(target, link)
        if body is None or not _is_note(link, body):
            continue
        if bodies.setdefault(id(body), fragment) != fragment:
            shared.add(id(body))
        found.append((link, mark[1], body))
    labels: dict[int, str] = {}
    references: Counter[int] = Counter()
    taken: set[str] = set()
    for link, said, body in found:
        if id(body) in shared:
            continue
        if id(body) not in labels:
            label = (
                said if said.isdecimal() and said.isascii() else str(len(labels) + 1)
            )
            while label in taken:
                label = f"{label}-{len(labels) + 1}"
            taken.add(label)
            labels[id(body)] = label
            body.zone = Label.BODY
            notes.order.append((label, body))
            notes.said[label] = said
        notes.marks[id(_whole_mark(link))] = labels[id(body)]
        references[id(body)] += 1
        if references[id(body)] <= _MOST_REFERENCES:
            _pass_over(body, said, link)


def _body_of(target: Element, link: Element) -> Element | None:
    """Find the block of which *target* is the beginning; none where that is no note."""
    body: Element | None = target
    while body is not None and (
        body.name not in BLOCKS or body.name in ("td", "tbody")
    ):
        body = body.parent
    if body is None:
        return None
    around = [] if body.name in ("li", "dd", "tr") else list(body.ancestors)[:3]
    for up in around:
        is_item = up.name in ("li", "dd", "tr")
        is_note = bool(_OF_NOTES.search(up.names)) or up.get("role") in _ROLES
        is_box = up.name in ("aside", "div") and is_note
        if is_item or (is_box and up.length - body.length < _MOST_AROUND):
            body = up
            break
    if body.name == "dt":
        body = _next(body)
    if body is None or body.name == "table":
        rows = (one for one in target.first_inner(_MOST_WITHIN) if one.name == "tr")
        body = next(rows, None)
    if body is None or body.name not in _BODIES or body.name in HEADINGS:
        return None
    if not 0 < body.length <= _LONGEST or link.is_within(body):
        return None
    return body


def _next(element: Element) -> Element | None:
    siblings = element.parent.children if element.parent is not None else []
    is_behind = False
    for one in siblings:
        if isinstance(one, Element):
            if is_behind:
                return one
            is_behind = one is element
    return None


def _is_note(link: Element, body: Element) -> bool:
    """Tell whether what *link* leads to is a note, and not another place of the text."""
    around = [link, *list(link.ancestors)[:2]]
    own = {key for one in around for key in (one.get("id"), one.get("name")) if key}
    own |= {
        key
        for one in link.first_inner(20)
        for key in (one.get("id"), one.get("name"))
        if key
    }
    for one in body.first_inner(_MOST_WITHIN):
        if one.name == "a" and fragment_of(one.get("href")) in own:
            return True
    names = f"{link.names} {link.get('role')} {link.get('rel')} {link.get('epub:type')}"
    is_marked = any(
        one.name == "sup" for one in [*around, *link.first_inner(20)]
    ) or bool(_OF_MARK.search(names))
    near = [body, *list(body.ancestors)[:3]]
    is_among = any(
        _OF_NOTES.search(one.names) or one.get("role") in _ROLES for one in near
    )
    return (is_marked and (is_among or body.name in ("li", "dd", "aside", "tr"))) or (
        is_among and link.length < 6
    )


def _whole_mark(link: Element) -> Element:
    """Give what is only there to raise or bracket *link*, or the link itself."""
    one = link
    while (
        one.parent is not None
        and one.parent.name in ("sup", "span", "small", "font")
        and one.parent.length <= link.length + 2
    ):
        one = one.parent
    return one


def _pass_over(body: Element, said: str, link: Element) -> None:
    """Find within a note what leads back to its mark, or says its number again."""
    around = [link, *list(link.ancestors)[:3]]
    targets = {key for one in around for key in (one.get("id"), one.get("name")) if key}
    first = body.start
    for one in body.first_inner(_MOST_WITHIN):
        if one.name in ("a", "span", "sup", "td", "b", "strong", "em", "label"):
            text = words_of(one)
            is_number = one.start == first and _number_of(text) == said.lower()
            is_back = one.name == "a" and (
                bool(_BACK.search(f"{one.names} {one.get('role')}"))
                or bool(_BACK_SIGNS.fullmatch(text))
                or (not text and bool(one.get("name") or one.get("id")))
            )
            leads_back = one.name == "a" and fragment_of(one.get("href")) in targets
            if is_back or is_number or (leads_back and len(text) < 8):
                one.zone = Label.NAVIGATION


def _number_of(text: str) -> str:
    found = _MARK.fullmatch(text)
    return found[1].lower() if found else ""


# -- Notes that stand beside their marks ---------------------------------------


def _find_beside(root: Element, notes: Notes) -> None:
    """Find notes that stand in the text where they are marked, to be shown beside it."""
    for one in root.inner:
        if one.name not in ("span", "small", "aside") or not one.length:
            continue
        if not any(name in one.names.split() for name in _SIDENOTES):
            continue
        label = str(len(notes.order) + 1)
        if any(label == other for other, _ in notes.order) or one.length > _LONGEST:
            continue
        notes.order.append((label, one))
        notes.marks[id(one)] = label
        one.zone = Label.BODY


# -- Notes written as in Markdown ----------------------------------------------


def _find_literal(root: Element) -> frozenset[str]:
    texts = [one for one in root.texts if "[^" in one.data]
    begun = {
        found[1]
        for one in texts
        if (found := _LITERAL_BEGIN.match(one.data)) and _begins_block(one)
    }
    if not begun:
        return frozenset()
    marked = {
        found[1]
        for one in texts
        for found in _LITERAL.finditer(one.data)
        if one.data[found.end() : found.end() + 1] != ":"
    }
    return frozenset(begun & marked)


def _begins_block(text: Text) -> bool:
    """Tell whether *text* is the first of the block in which it stands."""
    holder: Element | None = text.parent
    while holder is not None and holder.name not in BLOCKS:
        holder = holder.parent
    return holder is not None and holder.start == text.start


def begins_note(text: str, labels: frozenset[str]) -> tuple[str, str] | None:
    """Part *text* into the label and what follows, where it begins a literal note."""
    found = _LITERAL_BEGIN.match(text) if labels else None
    if found is None or found[1] not in labels:
        return None
    return found[1], text[found.end() :]


def part_literal(text: str, labels: frozenset[str]) -> list[str]:
    """Part *text* at the marks of literal notes: text, label, text, label, text …"""
    parts: list[str] = []
    done = 0
    for found in _LITERAL.finditer(text):
        if found[1] in labels:
            parts += text[done : found.start()], found[1]
            done = found.end()
    return [*parts, text[done:]]


def strip_number(text: str, said: str) -> str:
    """Give the *text* of a note without the number that it begins with."""
    found = re.match(rf"\s*[\[(]?{re.escape(said)}(?:[\])][.:]?|[.:])?\s+", text, re.I)
    return text[found.end() :] if found and said else text
