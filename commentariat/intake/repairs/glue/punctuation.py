"""Lost spaces beside punctuation: `said.The`, `Monday,Putin`, `“bluff”and`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count, repeat

from commentariat.intake.phrases.wordlists import word_set
from commentariat.intake.repairs.glue.model import Split
from commentariat.intake.repairs.glue.scope import Scope

_SPOT = re.compile(r"[.,;:!?…”»)\]%“«](?=[^\s.,;:])")
"""A mark with something behind it: quickly found, and seldom a seam."""
_SEAM = re.compile(
    r"(?P<stop>[.!?…][”’»)\]]*)(?=[A-ZÀ-ÞА-ЯЁ“«])"
    r"|(?P<comma>[,;:][”’»)\]]*)(?=[^\W\d_]|[“«])"
    r"|(?P<year>,)(?=[12]\d{3}\b)"
    r"|(?P<close>[”»)\]%])(?=[^\W\d_])"
    r"|(?P<open>)(?=[“«])"
    r"|(?P<initials>\.(?=[a-z]{2}))"
)
_CLOSING = "”»)]%"
"""Marks that a word may follow closely whatever they follow themselves."""
_ENDING = "”’»)]\"'"
"""Marks that a stop or a comma may follow: `(so).Then`."""
_LEFT_ENDED = re.compile(r"[^\W_]+(?:[’'.][^\W_]+)*[.!?…]?[”’»)\]\"']{0,2}\Z")
_OPENED = re.compile(r"(?<![^\s(\[\"“])['‘][^\W\d_][^'‘’\n]{1,60}\Z")
"""What opens one, and all that is quoted."""
_INITIALS = re.compile(r"(?<![^\W_])(?:[A-Z]\.)+[A-Z]\Z")
_LEFT = re.compile(r"[^\W_]+(?:[’'.][^\W_]+)*\Z")
_RIGHT = re.compile(r"[“«(]?([^\W_]+(?:[’'][^\W_]+)*)")
_PARAGRAPH = re.compile(r"[^\n]+")
_QUOTE = re.compile('"')
_GLUED_QUOTE = re.compile(r'"(?=[^\W\d_])(?:(?<=[^\W_]")|(?<=[^\W_][,.!?]"))')
_BEFORE_QUOTE = re.compile(r"[^\W\d_][’']?[^\W\d_]+[,.!?]?\Z")
_AFTER_QUOTE = re.compile(r"([^\W\d_]{2,}|I\b|a\b)")
_AMOUNT = re.compile(r"\d,(?:\w{3},)+\Z")
"""What begins an amount, however it was read: `$14,ooo,ooo`."""
_REACH = 40
_QUOTED = 64
"""Characters that are searched for the single mark that was opened."""
_BRACKETED = 300
"""Characters that are searched for the bracket that was opened."""
_ABBREVIATED = word_set(
    "adm apr art aug ave brig capt cf ch cit cmdr co col corp dec dept dr ed eds eg"
    " est etc feb fig figs fr fri ft gen gov hon ibid ie inc jan jr jul jun lt ltd"
    " maj mar mon mr mrs ms mt no nos nov oct op para ph pp prof pt pts pvt rep res"
    " rev sat sec sen sep sept sgt sr st sun supp thu tue univ viz vol vols vs wed"
    " акад г гг дж им проф стр тов ул"
)
"""Abbreviations a capital may follow closely: `St.Petersburg` is offered only."""
_TITLES = word_set("capt col dr gen gov hon lt mr mrs ms prof rep rev sen sgt")
"""Abbreviations that only names follow, with a space."""


def find_marks(scope: Scope, text: str) -> Iterator[tuple[Split, int, int]]:
    """Find seams in *text*: the cut, and where the words beside it begin and end."""
    for spot in _SPOT.finditer(text):
        at = spot.start()
        if at == 0:
            continue
        if not (text[at - 1].isalnum() or text[at] in _CLOSING):
            yield from _find_behind_mark(scope, text, at)
            continue
        seam = _SEAM.match(text, at)
        if seam is None:
            continue
        at = seam.end()
        left = _LEFT.search(text, max(0, seam.start() - _REACH), seam.start())
        right = _RIGHT.match(text, at, at + _REACH)
        if right is None or (left is None and seam.lastgroup != "close"):
            continue
        before = scope.last_of(left[0]) if left else ""
        if seam.lastgroup == "close":
            before = text[max(0, at - _BRACKETED) : at]
        kind = seam.lastgroup or ""
        behind = scope.first_of(right[1])
        confidence = _rate_mark(scope, kind, text[spot.start()], before, behind)
        if kind == "comma" and _AMOUNT.search(text, max(0, at - _REACH), at):
            continue
        if confidence:
            start = left.start() if left else seam.start()
            yield Split(at, "glued-punctuation", confidence), start, right.end()


def _find_behind_mark(
    scope: Scope, text: str, at: int
) -> Iterator[tuple[Split, int, int]]:
    """Find a seam behind a stop or comma that follows a mark: `so).Then`, `etc.,or`."""
    last, mark = text[at - 1], text[at]
    is_ended = last in _ENDING and text[at - 2 : at] != "()"
    if mark not in ",;.!?…" or not (is_ended or (last == "." and mark in ",;")):
        return
    left = _LEFT_ENDED.search(text, max(0, at - _REACH), at)
    right = _RIGHT.match(text, at + 1, at + 1 + _REACH)
    if left is None or right is None:
        return
    word = scope.first_of(right[1])
    if not (word[0].isalpha() and _may_begin(scope, word)):
        return
    is_title = word[0].isupper() and (word[1:].islower() or word == "I")
    is_word = scope.is_settled(word) or (is_title and len(word) > 3)
    if is_word and (is_title or mark in ",;"):
        yield Split(at + 1, "glued-punctuation", 0.93), left.start(), right.end()


def find_single_quotes(scope: Scope, text: str) -> Iterator[tuple[Split, int, int]]:
    """Find quotations in single marks that a word follows closely: `‘real’reasons`."""
    for at in _find_closed(text):
        quoted = _OPENED.search(text, max(0, at - _QUOTED), at - 1)
        if quoted is None or (quoted[0][0] == "‘") != (text[at - 1] == "’"):
            continue
        left = _LEFT_ENDED.search(text, quoted.start() + 1, at)
        right = _RIGHT.match(text, at, at + _REACH)
        if left is None or right is None:
            continue
        if not scope.is_settled(scope.first_of(right[1])):
            continue
        last = left[0].rstrip("’'.!?…")
        if len(last) > 2 and scope.is_settled(last):
            yield Split(at, "glued-punctuation", 0.92), left.start(), right.end()


def _find_closed(text: str) -> Iterator[int]:
    """Find where a word follows a single mark: most of those have a letter or two."""
    for mark in "’'":
        at = text.find(mark) + 1
        while at:
            three = text[at : at + 3]
            if len(three) == 3 and three.isalpha():
                yield at
            at = text.find(mark, at) + 1


def find_quotes(scope: Scope, text: str) -> Iterator[tuple[Split, int, int]]:
    """
    Find straight quotes with no space on either side: `so,"he said`, `the"bluff"`.

    Whether one opens or closes is told by its number in the paragraph, and only
    where all others of the paragraph stand as their numbers have it.
    """
    for paragraph in _PARAGRAPH.finditer(text) if _GLUED_QUOTE.search(text) else ():
        quotes = [found.start() for found in _QUOTE.finditer(text, *paragraph.span())]
        if len(quotes) % 2 or not all(map(_may_stand, quotes, repeat(text), count())):
            continue
        for number, at in enumerate(quotes):
            left = _BEFORE_QUOTE.search(text, max(0, at - _REACH), at)
            right = _AFTER_QUOTE.match(text, at + 1, at + _REACH)
            if left and right and _may_be_quoted(scope, scope.first_of(right[1])):
                cut = Split(at + number % 2, "glued-punctuation", 0.9)
                yield cut, left.start(), right.end()


def _may_be_quoted(scope: Scope, word: str) -> bool:
    return scope.is_settled(word) or word[0].isupper()


def _may_stand(at: int, text: str, number: int) -> bool:
    """Tell whether the quote at *at* may open, for an even *number*, or close."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if number % 2:
        return not before.isspace()
    is_inch = before.isdigit()
    return bool(after.strip()) and after not in ",.;:!?" and not is_inch


def _rate_mark(scope: Scope, kind: str, mark: str, left: str, right: str) -> float:
    is_word = scope.is_settled(right) or scope.rate_word(right) is not None
    if kind == "open":
        if not left[-1:].isalpha():
            return 0.0
        return 0.95 if scope.is_settled(left) else 0.7
    if kind == "close":
        return _rate_close(scope, left, right) if is_word else 0.0
    if kind == "initials":
        is_word = is_word and right not in scope.language.suffixes
        is_word = is_word and (
            scope.is_common(right, -5.5) or scope.is_function_word(right)
        )
        is_word = is_word and (len(right) > 3 or scope.is_function_word(right))
        return 0.95 if is_word and _INITIALS.search(left) else 0.0
    last = left.rpartition(".")[2]
    is_word = is_word and _may_begin(scope, right)
    if kind == "stop" and left[:1].isupper() and left.lower() in _TITLES:
        return 0.92 if right[1:].islower() and len(right) > 2 else 0.5
    if kind == "year":
        return 0.95 if len(last) > 2 else 0.0
    if _is_name_behind(scope, last, right, mark) and not scope.is_settled(right):
        return 0.9
    if not is_word or (len(last) < 2 and not last.isdigit() and mark not in ",;"):
        return 0.0
    if kind == "comma":
        is_year = len(last) == 4 and last.isdigit()
        is_sure = scope.is_settled(right) and (is_year or scope.is_settled(last))
        if is_sure and (last.isalpha() or is_year):
            return 0.96
        is_sure = _is_name_before(scope, last, right)
        is_sure |= mark in ",;" and _is_plain_behind(scope, last, right)
        return 0.9 if is_sure else 0.6
    return _rate_stop(scope, left, right)


def _may_begin(scope: Scope, right: str) -> bool:
    """Tell whether *right* is long enough to be a word: not the `nm` of initials."""
    if len(right) > 2:
        return True
    lower = right.lower()
    return lower in (
        scope.language.one_letter if len(right) == 1 else scope.language.two_letters
    )


def _is_name_behind(scope: Scope, left: str, right: str, mark: str) -> bool:
    """Tell whether a name that no table holds follows a plain word: `hall.Neuhann`."""
    is_name = len(right) > 3 and right[0].isupper() and right[1:].islower()
    is_acronym = 1 < len(right) < 7 and right.isupper() and mark in ",;"
    is_plain = len(left) > 2 and left.islower() and scope.is_settled(left)
    if mark in ",;" and is_name:
        return is_plain or left.isdigit() or len(left) > 3
    return is_plain and (is_name or is_acronym)


def _is_plain_behind(scope: Scope, left: str, right: str) -> bool:
    """Tell whether a plain word follows a number, or an initial: `J,Carol`, `5,when`."""
    if not (scope.is_settled(right) and len(right) > 3):
        return False
    return (
        left.isdigit()
        or len(left) > 2
        or right[0].isupper()
        or scope.is_function_word(right)
    )


def _is_name_before(scope: Scope, left: str, right: str) -> bool:
    """Tell whether a name that no table holds precedes a plain word: `Abshir,who`."""
    is_name = len(left) > 3 and left[0].isupper() and left[1:].islower()
    return is_name and len(right) > 2 and scope.is_settled(right)


def _rate_close(scope: Scope, left: str, right: str) -> float:
    """Rate a closing mark: `“bluff”and`, `(in May)he`, not `(re)building`."""
    if len(right) < 2:
        return 0.0
    opened = {")": "(", "]": "["}.get(left[-1])
    if opened is None:
        return 0.95
    before, found, inside = left[:-1].rpartition(opened)
    if not found or (opened == "[" and before[-1:].isalnum()):
        return 0.0
    is_prefix = (
        len(inside) < 4 or inside.endswith("-") or inside in scope.language.prefixes
    )
    is_word = scope.is_settled(inside.rpartition(" ")[2] + right)
    return 0.0 if is_prefix or is_word else 0.92


def _rate_stop(scope: Scope, left: str, right: str) -> float:
    """Rate a full stop before a capital: not `Node.js`, `No.10`, `J.K.Rowling`."""
    is_free = scope.is_function_word(right) and len(right) > 1
    if left.isdigit():
        is_year = len(left) == 4 and len(right) > 3 and scope.is_settled(right)
        return 0.9 if is_free or is_year else 0.4
    is_plain = "." not in left and left.lower() not in _ABBREVIATED
    if len(right) == 1 and right != "I":
        return 0.0
    if not is_plain or not left[1:].islower():
        return 0.5
    if scope.is_settled(left) and (right == "I" or right[1:].islower()):
        return 0.95 if scope.is_settled(right) else 0.8
    is_named = scope.is_name(left) and len(right) > 2 and scope.is_settled(right)
    return 0.92 if len(left) > 3 and (is_free or is_named) else 0.6
