"""How much of a text is strange to the tables: words that it coins, names of programs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from commentariat.intake.repairs.glue.language import Language

_LEAST = 2
"""Words from which on they tell something of a text."""
_SHORTEST = 4
"""Letters of a word that is no abbreviation."""
_PROGRAM = re.compile(r"(?=\w{3})(?:[a-z]+[A-Z]\w*|[^\W\d_]\w*\d\w*)\Z")
"""A digit or a capital within a word that begins with a letter: `libc6`, `qGit`."""


def share_strange(
    language: Language,
    words: Collection[str],
    unknown: Iterable[str],
    doubtful: Collection[str],
) -> tuple[float, float]:
    """
    Tell which shares of the *words* of a text are coined, and are names of programs.

    They are *unknown* to the tables and not *doubtful*, that is nothing parts them. A
    dictionary must tell: tables without one lack too many forms.
    """
    if not language.table.dictionary:
        return 0.0, 0.0
    own = re.compile(rf"[{language.letters}\d]+")
    whole = [one for one in unknown if one not in doubtful and own.fullmatch(one)]
    coined = sum(
        one.islower() and one.isalpha() and len(one) >= _SHORTEST for one in whole
    )
    programs = sum(_PROGRAM.match(one) is not None for one in whole)
    if max(coined, programs) < _LEAST:
        return 0.0, 0.0  # as of most texts: their words need not be counted
    count = sum(map(str.islower, words)) or 1
    return (
        coined / count if coined >= _LEAST else 0.0,
        programs / count if programs >= _LEAST else 0.0,
    )
