"""Titles as citations write them: capitals of headlines, marks within marks."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_SMALL: Final = frozenset(
    """
    about above across afore after against al along alongside amid amidst among amongst
    apropos apud around as aside astride at athwart atop barring before behind below
    beneath beside besides between beyond but by circa despite down during et except for
    from given in inside into lest like modulo near next notwithstanding of off on onto
    out over per plus pro qua sans since than through throughout thruout till to toward
    towards under underneath until unto up upon versus v vs via vis-à-vis with within
    without or yet so and nor a an the de von van c ca
    """.split()
)
"""Articles, conjunctions and prepositions, which headlines leave small."""
_MARKS: Final = re.compile(r"((?<!\w)[’']|[’'](?!\w)|[‘“”\"\-–—/.,;?!:\[\]()\s])")
_WORDS: Final = re.compile(r"[^\W_]")


@lru_cache(maxsize=256)
def headline(title: str) -> str:
    """
    Write an English *title* with the capitals of a headline, as Chicago and MLA ask.

    The first word and the last have one, and the first of a subtitle; a word that has a
    capital in it, such as `iPhone`, stays as it is.
    """
    words = title.split(" ")
    if "" not in words and "".join(words).isalnum():
        return _headline_of(words)
    parts = _MARKS.split(title)
    is_after, last = True, -1
    for place, part in enumerate(parts):
        if place % 2:
            is_after = is_after or part in _BREAKS
        elif _is_word(part):
            word, last = part, place
            parts[place] = _capital(part) if is_after else _within(part)
            is_after = False
    if last >= 0 and len(word) > 1:
        parts[last] = _capital(word)
    return "".join(parts)


_BREAKS: Final = frozenset("?!:")


def _headline_of(words: list[str]) -> str:
    """Write a title of *words* with nothing but spaces between them likewise."""
    written = [*map(_within, words)]
    for place in (0, -1) if len(words[-1]) > 1 else (0,):
        written[place] = _capital(words[place])
    return " ".join(written)


@lru_cache(maxsize=4096)
def _is_word(part: str) -> bool:
    return _WORDS.search(part) is not None


def _capital(word: str) -> str:
    return word[0].upper() + word[1:] if word == word.lower() else word


@lru_cache(maxsize=4096)
def _within(word: str) -> str:
    """Write a *word* as it stands within a headline."""
    return word if len(word) < 2 or word in _SMALL else _capital(word)


_CURLY: Final = (
    (re.compile(r"(?<![^\s(\[\-–—/“‘])\"(?=\S)"), "“"),
    (re.compile(r'"'), "”"),
    (re.compile(r"(?<![^\s(\[\-–—/“‘])'(?=\S[^']*\S'(?!\w))"), "‘"),
    (re.compile(r"'"), "’"),
)
_INNER: Final = str.maketrans("“”", "‘’")


def curly(title: str) -> str:
    """Curl the straight quotation marks of *title*."""
    if '"' in title or "'" in title:
        for pattern, mark in _CURLY:
            title = pattern.sub(mark, title)
    return title


def title_forms(title: str) -> tuple[str, ...]:
    """List how a *title* that is not English may stand in a citation."""
    shown = curly(title)
    return shown, shown.translate(_INNER)


def quoted(title: str) -> str:
    """Put *title* between quotation marks, with a full stop inside of them."""
    inner = title.translate(_INNER) if "”" in title else title  # not „so“
    return f"“{stopped(inner)}”"


def stopped(title: str) -> str:
    """End *title* with a full stop, inside its quotation marks, unless it has an end."""
    bare = title.rstrip("’”")
    if bare.endswith((".", "?", "!", ":")):
        return title
    return f"{bare}.{title[len(bare) :]}"
