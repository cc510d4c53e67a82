"""What a text says in every language: numbers, addresses, names, and how it is laid out."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import Final
from zlib import crc32

import msgspec

from commentariat.authority.romanize import romanize, skeleton

MOST_MARKS: Final = 160
"""Marks that are kept of a text: in all languages the same ones of them."""
MOST_BLOCKS: Final = 64
"""Blocks of which the lengths are kept."""
_MOST_TEXT: Final = 400_000  # characters
_MOST_TOKENS: Final = 1 << 15
_LEAST_LATIN: Final = 3  # letters of a word
_LEAST_NAME: Final = 4  # consonants of a name that another script may write
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"'«»“”]+")
_OF_LANGUAGE = re.compile(r"(?<=[/.])[a-z]{2}(?:[-_][A-Za-z]{2,4})?(?=[/.]|$)")
"""Parts of an address that may say its language."""
# `\d\d*`, for a pattern that begins with one character of a kind is searched for quickly.
_NUMBER = re.compile(r"\d\d*(?:[.,’'\u00a0\u202f ]\d{3})*(?:[.,٫]\d+)?")
_CODE = re.compile(r"(?<!`)`+([^`\n]+)`+")
_TARGET = re.compile(r"\]\((?:(?!\]\()[^)\n])*\)|<[^<>\n]*>")
_WORD = re.compile(r"[^\W\d_][\w’'.+/-]*[^\W_]|[^\W\d_]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_ABJAD = re.compile(r"[\u0590-\u08ff]")
_OF_ARABIC = re.compile("^(?:[وفبكل]?ال|لل)")
"""The article of Arabic, and what is written as one word with it."""
_BEGINS = frozenset(".!?:;…\n\"'“”„«»‹›()[]—–-*_#>|`")
"""What a word may stand behind that begins a sentence, and is no name for its capital."""
_BLANK: Final = "\0"
"""Stands for a line without a sign, where white space is lost."""
_INNER: Final = "a"
"""Stands for another word."""
_ASCII: Final = bytes(range(128))
_LETTERS: Final = bytes(one for one in _ASCII if chr(one).isalpha())
_HEADING = re.compile(r"^ {0,3}#{1,6}\s", re.MULTILINE)
_ITEM = re.compile(r"^[^\S\n]*(?:[-*+]|\d{1,3}[.)])\s", re.MULTILINE)
_NOTE = re.compile(r"^\[\^[^\]\n]+\]:", re.MULTILINE)
_PICTURE = re.compile(r"!\[[^\[\]\n]*\]\(\s*<?([^)\s>]+)")
_LINK = re.compile(r"(?<!!)\[(?:!\[)?[^\[\]\n]+\]\(")
_BLOCKS = re.compile(r"\n\s*\n")


class Signs(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What is remembered of a text."""

    marks: bytes = b""
    """What it says in any language, in digests of 32 bits each, ascending."""
    outline: tuple[int, ...] = ()
    """How many blocks, headings, items, notes, pictures and links it has."""
    blocks: tuple[int, ...] = ()
    """How long each of its blocks is, for a thousand letters of all; few texts have more."""

    @property
    def numbers(self) -> array[int]:
        """The digests, as numbers."""
        return array("I", self.marks)


def mark_of(text: str) -> int:
    """Digest a mark."""
    return crc32(text.encode("utf-8", "surrogatepass"))


def read_signs(body: str) -> Signs:
    """Find what *body*, Markdown, says in any language."""
    text = body[:_MOST_TEXT]
    found = sorted(_marks_in(text))
    marks = array("I", found[:MOST_MARKS]).tobytes()
    return Signs(marks, _outline(text), _lengths(text))


def _lengths(text: str) -> tuple[int, ...]:
    blocks = [len(one.strip()) for one in _BLOCKS.split(text)]
    found = [length for length in blocks if length]
    whole = sum(found)
    return tuple([1000 * length // whole for length in found[:MOST_BLOCKS]])


def _outline(text: str) -> tuple[int, ...]:
    *lines, last = text.split("\n")
    told = [f"{one}\n" for one in lines if one and not one[0].isalpha()]
    told.append(last)
    of_lines = [sum([p.match(one) is not None for one in told]) for p in _OF_LINES]
    count = (len(p.findall(text)) if "](" in text else 0 for p in (_PICTURE, _LINK))
    return (len(_BLOCKS.split(text.strip())), *of_lines, *count)


_OF_LINES: Final = (_HEADING, _ITEM, _NOTE)


def _marks_in(text: str) -> set[int]:
    """Find what a text says in any language: digests of marks."""
    said: list[str] = []
    plain = text
    if "://" in text:
        for found in _ADDRESS.findall(text):
            address = _OF_LANGUAGE.sub("", found.rstrip(".,;:!?/")).partition("://")[2]
            said.append(f"address {address.removeprefix('www.')}")
        plain = _ADDRESS.sub(" ", text)
    if "](" in text:
        for picture in _PICTURE.findall(text):
            said.append(f"picture {picture.rpartition('/')[2]}")
    if "`" in plain:
        for code in _CODE.findall(plain):
            words = [word for word in code.split() if len(word) > 2]
            said += [f"code {word.casefold()}" for word in words]
        plain = _CODE.sub(" ", plain)
    if "](" in plain or "<" in plain:
        plain = _TARGET.sub(" ", plain)
    said += _of_numbers(plain)
    return {*map(mark_of, said), *chain.from_iterable(map(_said_by, _of_words(plain)))}


def _of_numbers(text: str) -> Iterator[str]:
    before = ""
    for found in _NUMBER.findall(text):
        digits = found if found.isascii() and found.isdecimal() else _digits_of(found)
        if len(digits) < 2:
            continue
        yield f"number {digits}"
        if before:
            yield f"numbers {before} {digits}"
        before = digits


def _digits_of(number: str) -> str:
    return "".join([str(int(one)) for one in number if one.isdecimal()])


def _of_words(text: str) -> Iterable[str]:
    """Find the words that are marks of a text."""
    is_latin = _is_latin(text[:4000])
    if is_latin and _BLANK not in text:
        return _names_in(text)
    return {
        word
        for word, before in _words(text)
        if _is_mark(word, before, is_latin=is_latin)
    }


def _is_mark(word: str, before: str, *, is_latin: bool) -> bool:
    if _LATIN.match(word):
        return not is_latin or _is_named(word, before)
    return _ABJAD.match(word) is not None or _is_named(word, before)


def _is_latin(sample: str) -> bool:
    """Tell whether most letters of *sample* are Latin ones."""
    data = sample.encode("utf-8", "surrogatepass")
    others = data.translate(None, _ASCII).decode("utf-8", "surrogatepass")
    plain = len(data) - len(data.translate(None, _LETTERS))
    letters = plain + sum(map(str.isalpha, others))
    return 2 * (plain + len(_LATIN.findall(others))) > letters


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Give each word, and the sign before it, white space aside."""
    end, before = 0, "\n"
    for found in _WORD.finditer(text):
        between = text[end : found.start()]
        before = "\n" if "\n\n" in between else between.strip()[-1:] or before
        yield found[0], before
        end, before = found.end(), "a"


def _names_in(text: str) -> set[str]:
    """
    Find what `_words` and `_is_named` find in a text in Latin letters, each word once.

    No word has white space within, so that most are told by looking up what stands between
    two of those; where a word stands is looked at for capitals alone.
    """
    tokens = text.replace("\n\n", f" {_BLANK} ").split()
    capitals: dict[str, tuple[tuple[str, str], ...]] = {}
    named: set[str] = set()
    for token in {*tokens}.difference(_nameless):
        told, begun = _names_of(token)
        if told:
            named.update(told)
        if begun:
            capitals[token] = begun
        if not (told or begun) and len(_nameless) < _MOST_TOKENS:
            _nameless.add(token)
    for at in [at for at, token in enumerate(tokens) if token in capitals]:
        for word, before in capitals[tokens[at]]:
            if word not in named and not _begins(tokens, at, before):
                named.add(word)
    return named


_nameless: set[str] = set()
"""Tokens without a name in them that were met before: most of every text."""


def _begins(tokens: list[str], at: int, before: str) -> bool:
    """Tell whether a word of that token begins a sentence, behind *before* in the token."""
    if before:
        if before[-1] in _BEGINS:
            return True
        if before[0] == _INNER:
            return False  # another word of the token stands before it
    elif at == 0 or tokens[at - 1][-1] in _BEGINS:
        return True
    while at:
        at -= 1
        if tokens[at] == _BLANK:
            return True
        if _WORD.search(tokens[at]):
            return False
    return False


@lru_cache(maxsize=_MOST_TOKENS)
def _names_of(token: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """
    Find in what has no white space the words that are names wherever they stand.

    And those that are where they begin no sentence, each with what stands before it.
    """
    if token.isalpha() and token.islower() and token[0].islower():
        return (), ()
    told: list[str] = []
    begun: list[tuple[str, str]] = []
    end, sign = 0, ""
    for found in _WORD.finditer(token):
        word, before = found[0], sign + token[end : found.start()]
        end, sign = found.end(), _INNER
        if _ABJAD.match(word) or _is_named(word, "."):
            told.append(word)
        elif word[0].isupper():
            begun.append((word, before))
    return tuple(told), tuple(begun)


def _is_named(word: str, before: str) -> bool:
    """Tell whether *word* is a name, or of no language, by its letters and place."""
    rest = word[1:]
    if not (rest.isalpha() and rest.islower()) and any(
        one.isdigit() or one in "_/+" or one.isupper() for one in rest
    ):
        return True
    return word[0].isupper() and before not in _BEGINS


@lru_cache(maxsize=_MOST_TOKENS)
def _said_by(word: str) -> tuple[int, ...]:
    """Digest the marks that a *word* is which is a name, or of another script."""
    if not _LATIN.match(word):
        return _sound_of(_OF_ARABIC.sub("", word) if _ABJAD.match(word) else word)
    if len(word) < _LEAST_LATIN:
        return ()
    return (mark_of(f"word {romanize(word)}"), *_sound_of(word))


def _sound_of(word: str) -> tuple[int, ...]:
    found = skeleton(romanize(word))
    return (mark_of(f"sound {found}"),) if len(found) >= _LEAST_NAME else ()


def marks_of(texts: Iterable[str]) -> array[int]:
    """Digest marks that are told apart from those of a text, as of authors and days."""
    return array("I", sorted({mark_of(one) for one in texts}))
