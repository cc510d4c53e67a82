"""Lost spaces behind a possessive or a contraction: `Moscow’sown`, `don’tknow`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commentariat.intake.repairs.glue.candidate import Candidate
from commentariat.intake.repairs.glue.scope import Scope

_APOSTROPHE = re.compile(r"[’']")
_NAME = re.compile(r"[A-ZÀ-ÞЀ-ЯҐ][^\W\d_]{2,}$")
_ELIDED_BEFORE = frozenset("aàâeéèêëiîïoôuùûüyhæœAÀÂEÉÈÊËIÎÏOÔUÙÛÜYHÆŒ")
"""Letters of words before which others are elided."""
_CLITICS = (2, 1)
"""Letters of the clitics, the longest first."""
_UNTABLED = -9.0
"""log10 of the frequency of a word that no table holds."""


def find_possessives(scope: Scope, word: str) -> Iterator[Candidate]:
    """Find what follows an apostrophe, with its clitic or, behind an s, without one."""
    if not scope.language.clitics:
        return
    for apostrophe in _APOSTROPHE.finditer(word):
        at = apostrophe.end()
        base = _APOSTROPHE.split(word[: at - 1])[-1]
        rest = _APOSTROPHE.split(word[at:])[0]
        for size in _CLITICS:
            clitic = rest[:size]
            is_clitic = clitic in scope.language.clitics and rest != clitic
            if is_clitic and _may_precede(scope, base, clitic):
                yield Candidate(
                    "possessive", scope, word, at + size, base, rest[size:], clitic
                )
        if rest and base.endswith("s") and _may_precede(scope, base, "s"):
            yield Candidate("possessive", scope, word, at, base, rest)


def find_elisions(scope: Scope, word: str) -> Iterator[Candidate]:
    """Find a word before what an apostrophe joins to the next: `dansl’Union`."""
    head, rest = _APOSTROPHE.split(word, maxsplit=1)
    for elision in scope.language.elisions:
        at = len(head) - len(elision)
        if at > 0 and head.endswith(elision) and rest[:1] and rest[0] in _ELIDED_BEFORE:
            yield Candidate("elision", scope, word, at, word[:at], word[at:])


def _may_precede(scope: Scope, base: str, clitic: str) -> bool:
    """Tell whether *clitic* may follow: `Moscow` before `s`, `don` before `t`."""
    if clitic == "t":
        return base.endswith("n")
    if clitic != "s":
        return scope.is_function_word(base)
    return _NAME.search(base) is not None or scope.rate_word(base) is not None


def may_be_plural(candidate: Candidate) -> bool:
    """Tell whether the s is the next word's: `workers’state` is no `workers’s tate`."""
    if not (candidate.left.endswith("s") and candidate.extra == "s"):
        return False
    rest = candidate.extra + candidate.right
    logs = [
        candidate.scope.rate_word(one) or _UNTABLED for one in (rest, candidate.right)
    ]
    return logs[0] > logs[1]
