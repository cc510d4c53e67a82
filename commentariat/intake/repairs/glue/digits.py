"""Lost spaces beside digits: `in2022`, `12million`, `theG20`, not `F16` or `60th`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commentariat.intake.repairs.glue.candidate import Candidate
from commentariat.intake.repairs.glue.scope import Scope

_ORDINAL = re.compile(r"(?:st|nd|rd|th|s)(?=[^\W\d_]{3,})")
_DECADE = "s"
_CHANGE = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")
_NUMBERED = re.compile(r"([A-Z]?[a-z]{2,})[A-ZÀ-Þ][A-Za-z]*\d[A-Za-z\d]*")
"""A name with a number behind a small word: `theG20`, `atCOP28`, `theX2Go`."""
_LEFT = re.compile(r"(?:[^\W\d_]+|\d+)$")
_RIGHT = re.compile(r"[^\W\d_]+|\d+")
_SHORTEST_OPENER, _SHORTEST_NAME = 2, 3
"""Letters of a small word and of a name with a number that stands elsewhere."""
_PLAIN = re.compile(r"[A-ZÀ-Þ]+\d{1,3}")
_DOTTED = re.compile(r"\.\d")
_SEVERAL = re.compile(r" ([a-z]{3,}s)(?![^\W_])")
_COUNTED = re.compile(r"-([a-z]+)")
_FIRST_YEAR, _LAST_YEAR = 1500, 2100
_YEAR_DIGITS = 4


def find_numbered(scope: Scope, word: str) -> Iterator[Candidate]:
    """Find an acronym with its number behind a small word."""
    numbered = _NUMBERED.fullmatch(word)
    if numbered:
        at = numbered.end(1)
        yield Candidate("numbered", scope, word, at, numbered[1], word[at:])
    elif word[1:].islower():
        for at in range(_SHORTEST_OPENER, len(word) - _SHORTEST_NAME + 1):
            left, right = word[:at], word[at:]
            if left.lower() in scope.language.openers and right in scope.here:
                yield Candidate("numbered", scope, word, at, left, right)


def find_numbers(scope: Scope, word: str) -> Iterator[Candidate]:
    """Find where letters change to digits, or digits to letters."""
    for change in _CHANGE.finditer(word):
        at = change.start()
        left, right = _LEFT.search(word[:at]), _RIGHT.match(word, at)
        if left is None or right is None:
            continue
        if ordinal := _ORDINAL.match(right[0]):
            goes_on = at + ordinal.end()
            rest = right[0][ordinal.end() :]
            yield Candidate("ordinal", scope, word, goes_on, left[0], rest, ordinal[0])
        kind = "number-last" if right[0].isdigit() else "number-first"
        before = word[: left.start()]
        yield Candidate(kind, scope, word, at, left[0], right[0], before)


def is_other_word(candidate: Candidate) -> bool:
    """Tell whether what looks like the end of an ordinal begins a word: `30south`."""
    return candidate.scope.is_settled(candidate.extra + candidate.right)


def is_no_decade(candidate: Candidate) -> bool:
    """Tell whether an s follows a number that is no decade."""
    return candidate.extra == _DECADE and candidate.left[-1] != "0"


def is_year(_: Scope, number: str) -> bool:
    """Tell whether *number* may be a year."""
    return len(number) == _YEAR_DIGITS and _FIRST_YEAR <= int(number) <= _LAST_YEAR


def below(_: Scope, number: str, limit: int) -> bool:
    """Tell whether *number* is below *limit*, by the digits that a year has."""
    return int(number[:_YEAR_DIGITS]) < limit


def is_reference(scope: Scope, left: str) -> bool:
    """Tell whether *left* is what parts of a work are called, one or several: `sections`."""
    references = scope.language.references
    lower = left.lower()
    return lower in references or any(
        lower.removesuffix(one) in references for one in scope.language.plural_endings
    )


def is_dotted(candidate: Candidate) -> bool:
    """Tell whether the number goes on behind a stop: `section J.5`."""
    return _DOTTED.match(candidate.scope.text, candidate.end) is not None


def is_before_count(candidate: Candidate) -> bool:
    """Tell whether a hyphen joins the number to what is counted: `a 12-year term`."""
    counted = _COUNTED.match(candidate.scope.text, candidate.end)
    return counted is not None and counted[1] in candidate.scope.language.counted_nouns


def is_before_several(candidate: Candidate) -> bool:
    """Tell whether a plural follows the number: `44 nations`."""
    several = _SEVERAL.match(candidate.scope.text, candidate.end)
    return several is not None and candidate.scope.is_settled(several[1])


def is_behind_preposition(candidate: Candidate) -> bool:
    """Tell whether what precedes a number makes no name of it: not `G20`."""
    before, language = candidate.extra.lower(), candidate.scope.language
    return not before or before in language.prepositions or before in language.months


def is_plain(_: Scope, right: str) -> bool:
    """Tell whether *right* is an acronym and its number."""
    return _PLAIN.fullmatch(right) is not None
