"""Names in a text: words told from others by their letters, or by where they stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache, partial
from typing import Final

_MOST_TOKENS: Final = 1 << 15
WORD: Final = re.compile(r"[^\W\d_][\w’'.+/-]*[^\W_]|[^\W\d_]")
LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ]")
ABJAD: Final = re.compile(r"[\u0590-\u08ff]")
_TOKEN = re.compile(r"\S+")
BEGINS: Final = frozenset(".!?:;…\n\"'“”„«»‹›()[]—–-*_#>|`")
"""What a word may stand behind that begins a sentence, and is no name for its capital."""
_ENDS: Final = BEGINS - {"\n"}
_NEAR: Final = 64
"""Characters among which the token before another is looked for first."""
_INNER: Final = "a"
"""Stands for another word."""
_SIGNS: Final = "_/+"
"""What no plain word has within."""


def find_names(text: str, *, is_latin: bool, others: Collection[str]) -> set[str]:
    """
    Find the words of *text* that are the same in many languages.

    Those are names, told by a capital that begins no sentence, codes, and words of an
    abjad, which has no capitals; where most letters are others, all in Latin letters, too.
    *others* are its characters beyond ASCII.
    """
    named: set[str] = set()
    names_of = _names_of_latin if is_latin else _names_of_other
    for start, token in _tokens(text, _find_telling(text, others, is_latin=is_latin)):
        told, begun = names_of(token)
        if told:
            named.update(told)
        for word, before in begun:
            if word not in named and not _begins(text, start, before):
                named.add(word)
    return named


def _names_of(
    token: str, *, is_latin: bool
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """
    Find in what has no white space the words that are names wherever they stand.

    And those that are where they begin no sentence, each with what stands before it.
    """
    told: list[str] = []
    begun: list[tuple[str, str]] = []
    end, sign = 0, ""
    for found in WORD.finditer(token):
        word, before = found[0], sign + token[end : found.start()]
        end, sign = found.end(), _INNER
        is_other = LATIN.match(word) is not None and not is_latin
        if is_other or ABJAD.match(word) or _is_code(word):
            told.append(word)
        elif word[0].isupper():
            begun.append((word, before))
    return tuple(told), tuple(begun)


_REMEMBER: Final = lru_cache(maxsize=_MOST_TOKENS)
_names_of_latin: Final = _REMEMBER(partial(_names_of, is_latin=True))
_names_of_other: Final = _REMEMBER(partial(_names_of, is_latin=False))


def _is_code(word: str) -> bool:
    """Tell whether *word* is of no language, by what is behind its first letter."""
    rest = word[1:]
    return not (rest.isalpha() and rest.islower()) and any(
        one.isdigit() or one in _SIGNS or one.isupper() for one in rest
    )


def _begins(text: str, start: int, before: str) -> bool:
    """
    Tell whether a word begins a sentence, behind *before* in the token at *start*.

    Behind white space that is so where a sentence has ended, or a paragraph; signs that
    end none are passed over, up to the word before them.
    """
    if before:
        if before[-1] in BEGINS:
            return True
        if before[0] == _INNER:
            return False  # another word of the token stands before it
    elif start > 1 and text[start - 1] == " ":  # as nearly always
        sign = text[start - 2]
        if sign in _ENDS:
            return True
        if sign.isalpha():
            return False
    return _is_begun(text, start, is_apart=not before)


def _is_begun(text: str, start: int, *, is_apart: bool) -> bool:
    """Do so by all that stands before *start*; where it *is apart*, no sign is between."""
    while True:
        begin, end = _token_before(text, start)
        if "\n\n" in text[end:start]:
            return True
        if is_apart and (end == 0 or text[end - 1] in BEGINS):
            return True
        if end == 0 or WORD.search(text, begin, end):
            return False
        start, is_apart = begin, False


def _token_before(text: str, start: int) -> tuple[int, int]:
    """Find where the token before *start* begins and ends; both are 0 without one."""
    size = _NEAR
    while True:
        first = max(0, start - size)
        rest = text[first:start].rstrip()
        token = rest.split()[-1] if rest else ""
        if first == 0 or len(token) < len(rest):
            end = first + len(rest)
            return end - len(token), end
        size *= 4


# -- Tokens that may hold a name ---------------------------------------------------------

# A text by its characters, a byte each: white space, what may make a name, and the rest.
_SPACE, _TELLING, _PLAIN = b" A-"
_CYRILLIC: Final = frozenset(map(chr, range(0x410, 0x450)))
_CODECS: Final = {True: "latin-1", False: "cp1251"}
"""By whether most letters are Latin ones; each has all that is usual in such a text."""


@lru_cache(maxsize=1 << 12)
def _kind_of(one: str, is_latin: bool) -> int:
    """Tell what a character is for who searches for names."""
    if one.isspace():
        return _SPACE
    is_other = LATIN.match(one) is not None and not is_latin
    is_telling = one.isupper() or one.isdigit() or one in _SIGNS
    return _TELLING if is_telling or is_other or ABJAD.match(one) else _PLAIN


def _table(*, is_latin: bool, others: int) -> bytes:
    """Give the kind of each byte; what is in no codec is a question mark, as *others* are."""
    known = bytes(range(256)).decode(_CODECS[is_latin], "replace")
    return bytes([others if one == "?" else _kind_of(one, is_latin) for one in known])


_TABLES: Final = {
    (is_latin, others): _table(is_latin=is_latin, others=others)
    for is_latin in _CODECS
    for others in (_PLAIN, _TELLING)
}


def _find_telling(
    text: str, others: Collection[str], *, is_latin: bool
) -> bytes | None:
    """Tell the kind of each character of *text*, a byte each; None where it takes more."""
    if not (is_latin or _CYRILLIC.intersection(others)):
        return None
    codec = _CODECS[is_latin]
    beyond = {_kind_of(one, is_latin) for one in others if not _is_in(one, codec)}
    if _SPACE in beyond:
        return None
    table = _TABLES[is_latin, _TELLING if _TELLING in beyond else _PLAIN]
    return text.encode(codec, "replace").translate(table)


@lru_cache(maxsize=1 << 12)
def _is_in(one: str, codec: str) -> bool:
    try:
        one.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _tokens(text: str, kinds: bytes | None) -> Iterator[tuple[int, str]]:
    """Give the tokens of *text* that may hold a name, and where each begins."""
    if kinds is None:
        for found in _TOKEN.finditer(text):
            yield found.start(), found[0]
        return
    find, find_before = kinds.find, kinds.rfind
    end = 0
    while (at := find(_TELLING, end)) >= 0:
        start = find_before(_SPACE, 0, at) + 1
        end = find(_SPACE, at)
        if end < 0:
            end = len(kinds)
        yield start, text[start:end]
