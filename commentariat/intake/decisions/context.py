"""Places in a text, told by the words around them and found again by these."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

WIDTH: Final = 48
"""Characters kept on each side: enough to tell one place from all others."""
_FEW: Final = 8
"""Below so many letters around it, a place must fill its paragraph to be found."""
_ENOUGH: Final = 10
"""So many letters on one side tell a place where the other side has changed."""
_SHORTEST: Final = 5
"""Characters of the shortest words that are kept wherever they stand."""
_SPACES: Final = re.compile(r"\s+")
_WORD: Final = re.compile(r"\w")


def words_around(text: str, start: int, end: int) -> tuple[str, str]:
    """Give the words before and after `text[start:end]`, white space folded."""
    left = text[max(0, start - WIDTH) : start]
    right = text[end : end + WIDTH]
    if start > WIDTH:
        left = _from_word(left)
    if len(text) > end + WIDTH:
        right = _from_word(right[::-1])[::-1]
    return _fold(left), _fold(right)


def _fold(text: str) -> str:
    if text.isprintable() and "  " not in text:
        return text
    return _SPACES.sub(" ", text)


def _from_word(text: str) -> str:
    """Leave out the word that *text* begins in the middle of."""
    if text.isprintable() and "  " not in text:  # nearly always
        end = text.find(" ") + 1
        return text[end:] if end < len(text) else text
    space = _SPACES.search(text)
    return text[space.end() :] if space and space.end() < len(text) else text


def find_place(text: str, left: str, before: str, right: str) -> tuple[int, ...]:
    """
    Find where *before* stands between *left* and *right* in *text*.

    White space counts as white space, whatever its kind; paragraphs of *text* are
    parted by blank lines. Offsets are those of *before*.
    """
    if before not in text:
        return ()
    pattern = _pattern(left, before, right)
    return tuple(match.start(1) for match in pattern.finditer(text))


def find_again(
    text: str, left: str, before: str, right: str, *, is_kept: bool
) -> tuple[int, ...]:
    """
    Find a place in *text* whose surroundings another crawl may have changed.

    Where they are as they were, that is the place. Else what stands on one side of
    it tells the place, if it does so alone. Words that are only to be kept
    (*is_kept*) are found wherever they stand: to keep them can do no harm.
    """
    found = find_place(text, left, before, right)
    if found or before not in text:
        return found
    for one, other in ((left, ""), ("", right)):
        if len(_SPACES.sub("", one + other)) >= _ENOUGH:
            found = find_place(text, one, before, other)
            if len(found) == 1:
                return found
    if is_kept and len(before) >= _SHORTEST:
        alone = re.compile(rf"(?<!\w){re.escape(before)}(?!\w)")
        return tuple(match.start() for match in alone.finditer(text))
    return ()


@lru_cache(maxsize=1024)
def _pattern(left: str, before: str, right: str) -> re.Pattern[str]:
    opening, closing = _loose(left), _loose(right)
    if len(_SPACES.sub("", left + right)) < _FEW:
        opening, closing = rf"(?:(?<=\n\n)|\A){opening}", rf"{closing}(?=\n\n|\Z)"
    elif before and not left and _WORD.match(before[0]):
        opening = r"(?<!\w)"
    elif before and not right and _WORD.match(before[-1]):
        closing = r"(?!\w)"
    return re.compile(f"{opening}({re.escape(before)})(?={closing})")


def _loose(text: str) -> str:
    return r"\s+".join(map(re.escape, _SPACES.split(text)))
