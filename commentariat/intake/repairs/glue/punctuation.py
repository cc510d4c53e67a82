"""Lost spaces beside punctuation: `said.The`, `Monday,Putin`, `“bluff”and`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count, repeat

from commentariat.intake.repairs.glue.candidate import Candidate
from commentariat.intake.repairs.glue.scope import Scope
from commentariat.intake.repairs.glue.vocabulary import WHOLE_WORD

_SPOT = re.compile(r"[.,;:!?…”»)\]%“«](?=[^\s.,;:])")
"""A mark with something behind it: quickly found, and seldom a lost space."""
_SPACELESS = re.compile(
    r"(?P<stop>[.!?…][”’»)\]]*)(?=[A-ZÀ-ÞЀ-ЯҐ“«])"
    r"|(?P<comma>[,;:][”’»)\]]*)(?=[^\W\d_]|[“«])"
    r"|(?P<year>,)(?=[12]\d{3}\b)"
    r"|(?P<closing>[”»)\]%])(?=[^\W\d_])"
    r"|(?P<opening>)(?=[“«])"
    r"|(?P<initials>\.(?=[a-z]{2}))"
    r"|(?P<abbreviation>\.(?=[а-яґєії]{2}))"
)
"""The groups are the kinds of candidates."""
_CLOSING = "”»)]%"
"""Marks that a word may follow closely whatever they follow themselves."""
_ENDING = "”’»)]\"'"
"""Marks that a stop or a comma may follow: `(so).Then`."""
_BEHIND_ENDING = ",;.!?…"
_BEHIND_STOP = ",;"
"""Marks that may follow the stop of an abbreviation: `etc.,or`."""
_BRACKETS = {")": "(", "]": "["}
_SPACES = " \u00a0\u202f"
"""Spaces that may stand before a percent sign."""
_CALL = "()"
"""What ends the name of a function, not a sentence."""
_LEFT_ENDED = re.compile(r"[^\W_]+(?:[’'.][^\W_]+)*[.!?…]?[”’»)\]\"']{0,2}\Z")
_OPENED = re.compile(r"(?<![^\s(\[\"“])['‘][^\W\d_][^'‘’\n]{1,60}\Z")
"""What opens one, and all that is quoted."""
_SINGLE = {"'": "'", "‘": "’"}
_ENDS_QUOTED = "’'.!?…"
_STOP = ". "
_NAME_BEFORE = re.compile(r"(?:[A-Z][a-zß-ÿ]+|(?<![^\W_])[A-Z]\.) \Z")
_INITIAL_APART = re.compile(r"[a-z.] [A-Z]\. [A-Z][a-z]")
_INITIALS = re.compile(r"(?<![^\W_])(?:[A-Z]\.)+[A-Z]\Z")
_LEFT = re.compile(r"[^\W_]+(?:[’'.][^\W_]+)*\Z")
_RIGHT = re.compile(r"[“«(]?([^\W_]+(?:[’'][^\W_]+)*)")
_PARAGRAPH = re.compile(r"[^\n]+")
_QUOTE = re.compile('"')
_GLUED_QUOTE = re.compile(r'"(?=[^\W\d_])(?:(?<=[^\W_]")|(?<=[^\W_][,.!?]"))')
_BEFORE_QUOTE = re.compile(r"[^\W\d_][’']?[^\W\d_]+[,.!?]?\Z")
_AFTER_QUOTE = re.compile(r"([^\W\d_]{2,}|I\b|a\b)")
_NEVER_OPENED_BEFORE = ",.;:!?"
_AMOUNT = re.compile(r"\d,(?:\w{3},)+\Z")
"""What begins an amount, however it was read: `$14,ooo,ooo`."""
_REACH = 40
"""Characters on each side of a mark that are searched for the words beside it."""
_QUOTED = 64
"""Characters that are searched for the single mark that was opened."""
_BRACKETED = 300
"""Characters that are searched for the bracket that was opened."""
_FOLLOWING = 3
"""Letters of the shortest word that is looked at behind a single mark."""


def find_marks(scope: Scope, text: str) -> Iterator[Candidate]:
    """Find marks in *text* with no space behind them, or before those that open."""
    for spot in _SPOT.finditer(text):
        at = spot.start()
        if at == 0:
            continue
        if text[at - 1].isalnum() or text[at] in _CLOSING:
            candidate = _find_behind_word(scope, text, at)
        else:
            candidate = _find_behind_mark(scope, text, at)
        if candidate is not None:
            yield candidate


def _find_behind_word(scope: Scope, text: str, spot: int) -> Candidate | None:
    """Find what follows the mark at *spot*, which a word precedes."""
    found = _SPACELESS.match(text, spot)
    if found is None:
        return None
    kind, at = found.lastgroup or "", found.end()
    left = _LEFT.search(text, max(0, found.start() - _REACH), found.start())
    right = _RIGHT.match(text, at, at + _REACH)
    if right is None or (left is None and kind != "closing"):
        return None
    if (
        text[spot] == "%"
        and not text[max(0, spot - _FOLLOWING) : spot].rstrip(_SPACES)[-1:].isdigit()
    ):
        return None
    if kind == "comma" and _AMOUNT.search(text, max(0, at - _REACH), at):
        return None
    if left and text[spot] == ":" and _is_gendered(scope, left[0], right[1]):
        return None
    before = scope.last_of(left[0]) if left else ""
    last = before.rpartition(".")[2]
    if kind == "closing":
        before = text[max(0, at - _BRACKETED) : at]
        last = _find_bracketed(before)
    return Candidate(
        kind,
        scope,
        last,
        at,
        before,
        scope.first_of(right[1]),
        text[spot],
        start=left.start() if left else found.start(),
        end=right.end(),
    )


def _is_gendered(scope: Scope, noun: str, ending: str) -> bool:
    """Tell whether a colon is one within a *noun*: `Bürger:innen`, not `sagte:in`."""
    is_noun = noun[0].isupper()
    return is_noun and re.fullmatch(scope.language.gendered, ending) is not None


def _find_bracketed(before: str) -> str:
    """Find what stands in the brackets that close at the end of *before*."""
    opened = _BRACKETS.get(before[-1], "")
    outside, found, inside = before[:-1].rpartition(opened) if opened else ("", "", "")
    is_within_word = opened == "[" and outside[-1:].isalnum()
    return inside if found and not is_within_word else ""


def _find_behind_mark(scope: Scope, text: str, spot: int) -> Candidate | None:
    """Find what follows a stop or comma that a mark precedes: `so).Then`, `etc.,or`."""
    before, mark = text[spot - 1], text[spot]
    is_ended = before in _ENDING and not text.endswith(_CALL, 0, spot)
    is_behind_stop = before == "." and mark in _BEHIND_STOP
    if mark not in _BEHIND_ENDING or not (is_ended or is_behind_stop):
        return None
    at = spot + 1
    left = _LEFT_ENDED.search(text, max(0, spot - _REACH), spot)
    right = _RIGHT.match(text, at, at + _REACH)
    if left is None or right is None:
        return None
    word = scope.first_of(right[1])
    return Candidate(
        "double-mark",
        scope,
        "",
        at,
        left[0],
        word,
        mark,
        start=left.start(),
        end=right.end(),
    )


def find_single_quotes(scope: Scope, text: str) -> Iterator[Candidate]:
    """Find quotations in single marks that a word follows closely: `‘real’reasons`."""
    for at in _find_closed(text):
        quoted = _OPENED.search(text, max(0, at - _QUOTED), at - 1)
        if quoted is None or _SINGLE[quoted[0][0]] != text[at - 1]:
            continue
        left = _LEFT_ENDED.search(text, quoted.start() + 1, at)
        right = _RIGHT.match(text, at, at + _REACH)
        if left and right:
            yield Candidate(
                "single-quote",
                scope,
                "",
                at,
                left[0].rstrip(_ENDS_QUOTED),
                scope.first_of(right[1]),
                start=left.start(),
                end=right.end(),
            )


def _find_closed(text: str) -> Iterator[int]:
    """Find where a word follows a single mark: most of those have a letter or two."""
    for mark in "’'":
        at = text.find(mark) + 1
        while at:
            following = text[at : at + _FOLLOWING]
            if len(following) == _FOLLOWING and following.isalpha():
                yield at
            at = text.find(mark, at) + 1


def find_quotes(scope: Scope, text: str) -> Iterator[Candidate]:
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
            if left and right:
                yield Candidate(
                    "straight-quote",
                    scope,
                    "",
                    at + number % 2,
                    left[0],
                    scope.first_of(right[1]),
                    start=left.start(),
                    end=right.end(),
                )


def _may_stand(at: int, text: str, number: int) -> bool:
    """Tell whether the quote at *at* may open, for an even *number*, or close."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if number % 2:
        return not before.isspace()
    is_inch = before.isdigit()
    return bool(after.strip()) and after not in _NEVER_OPENED_BEFORE and not is_inch


def may_begin(scope: Scope, right: str) -> bool:
    """Tell whether *right* is long enough to be a word: not the `nm` of initials."""
    return len(right) >= WHOLE_WORD or scope.is_part(right.lower())


def plausible(scope: Scope, right: str) -> bool:
    """Tell whether *right* is a word by any table, or sure to be one."""
    return scope.is_settled(right) or scope.rate_word(right) is not None


def titled(_: Scope, word: str) -> bool:
    """Tell whether *word* begins with a capital, and has none behind it."""
    return word[0].isupper() and word[1:].islower()


def has_initials(_: Scope, left: str) -> bool:
    """Tell whether *left* ends in initials: `U.S`."""
    return _INITIALS.search(left) is not None


def has_stop(_: Scope, left: str) -> bool:
    """Tell whether a stop is within *left*."""
    return "." in left


def has_initials_apart(candidate: Candidate) -> bool:
    """Tell whether a name or an initial precedes, and the text sets initials apart."""
    text, start = candidate.scope.text, candidate.start
    is_behind = _NAME_BEFORE.search(text, max(0, start - _REACH), start)
    return is_behind is not None and _INITIAL_APART.search(text) is not None


def is_before_stop(candidate: Candidate) -> bool:
    """Tell whether a stop and a space follow: `E. Teplov`."""
    return candidate.scope.text.startswith(_STOP, candidate.end)


def bracket(_: Scope, left: str) -> bool:
    """Tell whether *left* ends in a bracket that closes."""
    return left[-1] in _BRACKETS


def is_one_word(candidate: Candidate) -> bool:
    """Tell whether the last word in the brackets goes on behind them: `author(s)hip`."""
    inside = candidate.word.rpartition(" ")[2]
    return candidate.scope.is_settled(inside + candidate.right)
