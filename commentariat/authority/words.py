"""Which words are known as words: a slip makes none, and so tells itself."""

from __future__ import annotations

from collections.abc import Callable

from commentariat.intake.repairs.glue.wordtable import read_common

Known = Callable[[str], bool]
"""Whether something is a word or a usual name of a language."""
_NAMES = "en"
"""English texts name countries and people of all the world."""


def known_words(language: str) -> Known:
    """Give what tells words of *language* and usual names; read when it is first asked."""
    found: set[str] = set()

    def is_known(word: str) -> bool:
        if not found:
            for one in {language.partition("-")[0], _NAMES}:
                found.update(read_common(one))
        return word.casefold() in found

    return is_known
