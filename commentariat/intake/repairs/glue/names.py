"""Lost spaces behind a name that no table holds: `Vostrikhanovtold`."""

from __future__ import annotations

from collections.abc import Iterator

from commentariat.intake.repairs.glue.candidate import Candidate
from commentariat.intake.repairs.glue.scope import Scope
from commentariat.intake.repairs.glue.vocabulary import WHOLE

_SHORTEST = 2
"""Letters of the shortest name, and of what follows one."""
_SHORTEST_VERB = 4
"""Letters of the shortest word that follows no more than a name."""


def find_names(scope: Scope, word: str) -> Iterator[Candidate]:
    """Find every beginning of a capitalized word: any may be a name."""
    if word[0].isupper() and scope.rate_word(word) is None:
        for at in range(_SHORTEST, len(word) - _SHORTEST + 1):
            yield Candidate("name", scope, word, at, word[:at], word[at:])


def follows_names(scope: Scope, right: str) -> bool:
    """Tell whether *right* is a word such as `said`, or one and another."""
    verbs = scope.language.after_names
    return any(
        right[:at] in verbs and (at == len(right) or scope.is_part(right[at:]))
        for at in range(_SHORTEST_VERB, len(right) + 1)
    )


def may_be_shifted(candidate: Candidate) -> bool:
    """Tell whether an s may belong to the other word: `Firedrakespouted`."""
    scope, name, right = candidate.scope, candidate.left, candidate.right
    if right[0] == "s":
        return scope.is_part(right[1:])
    return name[-1] == "s" and scope.is_name(name[:-1]) and scope.is_part(f"s{right}")


def is_archived_whole(candidate: Candidate) -> bool:
    """Tell whether the archive has the whole as a name, more than its beginning."""
    vocabulary = candidate.scope.vocabulary
    count = vocabulary.count(candidate.word)
    return count >= WHOLE and count > vocabulary.count(candidate.left)


def ends_compounds(scope: Scope, right: str, compounds: int) -> bool:
    """Tell whether at least so many *compounds* end in *right*."""
    return scope.language.table.count_compounds_before(right) >= compounds


def is_sure_name(scope: Scope, name: str) -> bool:
    """Tell whether the tables or the archive show *name* to be one."""
    return scope.is_proper(name) or scope.vocabulary.count(name) >= WHOLE
