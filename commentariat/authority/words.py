"""Which words are known as words, and how usual: a slip makes none, or a rare one."""

from __future__ import annotations

from collections.abc import Callable

from commentariat.intake.repairs.glue.wordtable import read_common

Rarity = Callable[[str], int | None]
"""How rare a word or a name is, in centibels below 1; None: it is not known."""
_NAMES = "en"
"""English texts name countries and people of all the world."""


def rarities(language: str) -> Rarity:
    """Give what tells how rare words of *language* are; read when it is first asked."""
    found: dict[str, int] = {}

    def rarity(word: str) -> int | None:
        if not found:
            found.update(read_common(_NAMES))
            for one, centibels in read_common(language.partition("-")[0]).items():
                found[one] = min(centibels, found.get(one, centibels))
        return found.get(word.casefold())

    return rarity
