"""Lost spaces before what opens: `seehttps://…`, `took$5`, `draft(leaked to him)`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commentariat.intake.repairs.glue.candidate import Candidate
from commentariat.intake.repairs.glue.scope import Scope
from commentariat.intake.repairs.glue.tokens import is_within_address

_SCHEME = re.compile(r"(?:https?|ftp)\Z", re.IGNORECASE)
_LONGEST_SCHEME = 5
_AFTER_SCHEME = "://"
_WEB = "www."
_MARKS = ",;:."
"""Marks that an address never follows closely, but within another."""
_BARE_MARK = re.compile(r"[)»”\u00a0\u202f ][,;:.]\Z")
"""A mark that no word precedes: `(2002).https://…`, `: https://…`."""
_CURRENCIES = "$€£¥"
_OPENED, _CLOSED = "(", ")"
_LEFT = re.compile(r"(?<![^\W_])(?<![./@#_’'=&-])[^\W\d_]+\Z")
_ELIDED = re.compile(r"(?<![^\W_])([^\W\d_]+)[’'][^\W\d_]+\Z")
_BEHIND_ELISION = re.compile(r"[^\W\d_]+\Z")
_WORD_BEFORE = re.compile(r"[^\W\d_]+[,;:.]?\Z")
_RIGHT = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_INSIDE = re.compile(r"[^()\n]+")
_REACH = 40
"""Characters before a sign that are searched for the word there, and behind it."""
_NOTE = re.compile(r"\[([A-Z][A-Z-]+[A-Z\d]+)\](?![\w(\[])")
_GLUED_NOTE = re.compile(r"\w\[")
_AMOUNT = re.compile(r"\d(?:[\d.,]*\d)?")
_BRACKETED = 300
"""Characters that are searched for the end of what stands in brackets."""


def find_addresses(scope: Scope, text: str) -> Iterator[Candidate]:
    """Find addresses of the web that a word precedes."""
    for at in _list_places(text, _AFTER_SCHEME):
        scheme = _SCHEME.search(text, max(0, at - _LONGEST_SCHEME), at)
        if scheme is not None and _is_inner(text, scheme.start()):
            continue
        if scheme is not None and _ends_in_mark(text, scheme.start()):
            yield from _find_behind_mark(scope, text, scheme)
        elif scheme is not None:
            yield from _find_before(scope, text, scheme.start(), "address", scheme[0])
    for at in _list_places(text, _WEB):
        if not _is_inner(text, at):
            yield from _find_before(scope, text, at, "address", _WEB)


def _is_inner(text: str, at: int) -> bool:
    """Tell whether an address that begins at *at*, behind a word, is part of another."""
    word = _WORD_BEFORE.search(text, max(0, at - _REACH), at)
    return word is not None and is_within_address(text, word.start())


def find_amounts(scope: Scope, text: str) -> Iterator[Candidate]:
    """Find amounts of money that a word of small letters precedes."""
    for sign in _CURRENCIES:
        for at in _list_places(text, sign):
            if amount := _AMOUNT.match(text, at + 1):
                yield from _find_before(scope, text, at, "amount", amount[0])


def find_brackets(scope: Scope, text: str) -> Iterator[Candidate]:
    """Find brackets that a word precedes, and that hold several words or an acronym."""
    for at in _list_places(text, _OPENED):
        inside = _INSIDE.match(text, at + 1, at + _BRACKETED)
        if inside is None or text[inside.end() : inside.end() + 1] != _CLOSED:
            continue
        right = _RIGHT.match(inside[0])
        if right is not None:
            yield from _find_before(scope, text, at, "bracket", right[0], inside[0])


def find_notes(scope: Scope, text: str) -> Iterator[Candidate]:
    """Find notes in square brackets that a word precedes: `GIMP[GIMP-DEV]`."""
    for at in _list_places(text, "["):
        note = _NOTE.match(text, at)
        if note is not None:
            yield from _find_before(scope, text, at, "note", note[1])


def sets_apart(candidate: Candidate) -> bool:
    """Tell whether as many notes of the text stand behind a space as behind a word."""
    text = candidate.scope.text
    return text.count(" [") >= len(_GLUED_NOTE.findall(text))


def _find_before(
    scope: Scope, text: str, at: int, kind: str, right: str, inside: str = ""
) -> Iterator[Candidate]:
    """Find the word that ends at *at*."""
    if not (at and text[at - 1].isalpha()):
        return
    left = _search_left(scope, text, at)
    if left is not None:
        yield Candidate(
            kind,
            scope,
            inside,
            at,
            scope.last_of(left[0]),
            right,
            start=left.start(),
            end=text.index(right, at) + len(right),
        )


def _search_left(scope: Scope, text: str, at: int) -> re.Match[str] | None:
    """Search the word that ends at *at*; what an apostrophe elides may precede it."""
    left = _LEFT.search(text, max(0, at - _REACH), at)
    if left is None and scope.language.elisions:
        elided = _ELIDED.search(text, max(0, at - _REACH), at)
        if elided is not None and elided[1].lower() in scope.language.elisions:
            return _BEHIND_ELISION.search(text, elided.end(1) + 1, at)
    return left


def _ends_in_mark(text: str, at: int) -> bool:
    return at > 0 and text[at - 1] in _MARKS


def _find_behind_mark(
    scope: Scope, text: str, scheme: re.Match[str]
) -> Iterator[Candidate]:
    """Find a *scheme* behind a mark that a word precedes: `pages,https://…`."""
    at = scheme.start()
    left = _LEFT.search(text, max(0, at - _REACH), at - 1)
    if left is not None or _BARE_MARK.search(text, max(0, at - _REACH), at):
        yield Candidate(
            "address",
            scope,
            text[at - 1],
            at,
            scope.last_of(left[0]) if left else "",
            scheme[0],
            start=left.start() if left else at - 1,
            end=scheme.end(),
        )


def _list_places(text: str, sign: str) -> Iterator[int]:
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + 1)


def may_be_one_word(candidate: Candidate) -> bool:
    """Tell whether a bracket may part a word: `under(paid and …)`, `person(s)`."""
    return candidate.scope.is_settled(candidate.left + candidate.right)


def has_words(_: Scope, inside: str) -> bool:
    """Tell whether several words stand in brackets."""
    return " " in inside.strip()
