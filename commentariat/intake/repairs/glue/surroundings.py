"""What is around two words that may be one: the text, and the words beside them."""

from __future__ import annotations

import math
import re
from operator import mul

from msgspec.structs import astuple

from commentariat.intake.repairs.glue.around import count_in, is_hyphenated
from commentariat.intake.repairs.glue.candidate import Candidate
from commentariat.intake.repairs.glue.pairs import is_bound, rank_pairs
from commentariat.intake.repairs.glue.scope import Scope
from commentariat.intake.repairs.glue.weights import Surroundings

_NEAR = 40
"""Characters on each side that are searched for the word there."""
_BEFORE = re.compile(r"([^\W_]+)[ \u00a0]\Z")
_BEHIND = re.compile(r"[ \u00a0]([^\W_]+)")
_LEAST, _MOST = 0.01, 0.999
"""Confidences whose odds count as they are."""
_LOSSES = 0.1, 4.0
"""Rates of lost spaces that tell no more than these."""
_SHORTER, _LONGER = 8, 12
"""Letters beyond which a part is long."""
_COINED, _PROGRAMS = 0.06, 0.02
"""Shares of strange words beyond which a text is full of them."""
_MARGIN = 3.0
"""Powers of ten beyond which no other way to part the word counts."""


def tells(candidate: Candidate) -> bool:
    """Tell whether what is around the two is to rate them: in a text about computers."""
    scope = candidate.scope
    is_fitted = scope.language.surroundings is not None
    return is_fitted and scope.is_of_trade and is_likeliest(candidate)


def is_likeliest(candidate: Candidate) -> bool:
    """Tell whether the two are the likeliest way to part a word of letters alone."""
    scope, word = candidate.scope, candidate.word
    if not (word.isalpha() and word[1:].islower()) or is_hyphenated(candidate):
        return False
    if candidate.left.lower() in scope.language.term_heads:
        return False
    ranked = rank_pairs(scope, word)
    return bool(ranked) and ranked[0][1] == candidate.at


def has_function_word(candidate: Candidate) -> bool:
    """Tell whether one of the two is a function word."""
    words = candidate.scope.language.function_words
    return candidate.left.lower() in words or candidate.right in words


def tells_of_trade(candidate: Candidate) -> bool:
    """Tell whether the text is about computers."""
    return candidate.scope.is_of_trade


def weigh(candidate: Candidate) -> float:
    """Weigh what is around the two."""
    weights = candidate.scope.language.surroundings
    assert weights is not None
    ours = weights[0] if has_function_word(candidate) else weights[1]
    odds = sum(map(mul, astuple(collect(candidate)), astuple(ours)))
    return 1 / (1 + math.exp(-odds))


def collect(candidate: Candidate) -> Surroundings:
    """Collect what is around the two, of a word of small letters but for the first."""
    scope, word = candidate.scope, candidate.word
    language, text = scope.language, scope.text
    table, functions = language.table, language.function_words
    left, right = candidate.left.lower(), candidate.right
    before = _BEFORE.search(text, max(0, candidate.start - _NEAR), candidate.start)
    behind = _BEHIND.match(text, candidate.end, candidate.end + _NEAR)
    first, last = before[1] if before else "", behind[1] if behind else ""
    sure = min(max(candidate.confidence, _LEAST), _MOST)
    ranked = rank_pairs(scope, word)
    attribute = left in functions or left.endswith(language.attribute_endings)
    agent = right.endswith(language.agent_endings)
    kinds = {
        **({f"behind_{_kind_of(scope, first)}": 1.0} if first else {}),
        **({f"before_{_kind_of(scope, last)}": 1.0} if last else {}),
    }
    return Surroundings(
        bias=1.0,
        odds=math.log(sure / (1 - sure)),
        word=float(scope.rate_word(word) is not None),
        listed=float(table.pair_log(left, right) is not None),
        agent=float(not attribute and agent),
        noun=float(not attribute and not agent and right not in functions),
        bound=float(is_bound(scope, left, right)),
        shorter=float(min(len(left), len(right), _SHORTER)),
        longer=float(min(max(len(left), len(right)), _LONGER)),
        glued=math.log(max(1, count_in(text, word))),
        losses=math.log(min(max(scope.losses, _LOSSES[0]), _LOSSES[1])),
        coined=min(scope.coined, _COINED),
        programs=min(scope.programs, _PROGRAMS),
        apart=float(scope.has_pair(left, right)),
        left_here=float(left in scope.here),
        right_here=float(right in scope.here),
        margin=min(ranked[0][0] - ranked[1][0], _MARGIN)
        if len(ranked) > 1
        else _MARGIN,
        listed_before=float(
            bool(first) and table.pair_log(first.lower(), left) is not None
        ),
        listed_behind=float(
            bool(last) and table.pair_log(right, last.lower()) is not None
        ),
        **kinds,
    )


def _kind_of(scope: Scope, word: str) -> str:
    """Tell of what kind a *word* beside the two is."""
    language, lower = scope.language, word.lower()
    if kind := language.word_kinds.get(lower):
        return kind
    if lower in language.function_words:
        return "function"
    if word[0].isupper():
        return "capital"
    return "known" if lower in language.table.known else "unknown"
