"""What a text says in every language: numbers, addresses, names, and how it is laid out."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final
from zlib import crc32

import msgspec

from commentariat.authority.romanize import romanize, skeleton
from commentariat.pairing.names import ABJAD, LATIN, find_names

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
_OF_ARABIC = re.compile("^(?:[وفبكل]?ال|لل)")
"""The article of Arabic, and what is written as one word with it."""
_ASCII: Final = bytes(range(128))
_LETTERS: Final = bytes(one for one in _ASCII if chr(one).isalpha())
_DIGIT: Final = b"0"
_DIGITS: Final = bytes(
    _DIGIT[0] if chr(one) in "0123456789" else 0 for one in range(256)
)
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
    blocks = [len(one.strip()) for one in _BLOCKS.split(text)]
    lengths = [length for length in blocks if length]
    outline = max(1, len(lengths)), *_outline(text)
    return Signs(marks, outline, _shares(lengths))


def _shares(lengths: Sequence[int]) -> tuple[int, ...]:
    whole = sum(lengths)
    return tuple([1000 * length // whole for length in lengths[:MOST_BLOCKS]])


def _outline(text: str) -> tuple[int, ...]:
    """Count headings, items, notes, pictures and links."""
    *lines, last = text.split("\n")
    told = [f"{one}\n" for one in lines if one and not one[0].isalpha()]
    told.append(last)
    of_lines = [sum([p.match(one) is not None for one in told]) for p in _OF_LINES]
    count = (len(p.findall(text)) if "](" in text else 0 for p in (_PICTURE, _LINK))
    return (*of_lines, *count)


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
    others = _others_of(plain)
    said += _of_numbers(_numbers_in(plain, others))
    names = find_names(plain, is_latin=_is_latin(plain[:4000]), others=others)
    return {*map(mark_of, said), *chain.from_iterable(map(_said_by, names))}


def _others_of(text: str) -> frozenset[str]:
    """List the characters of *text* beyond ASCII."""
    data = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return frozenset(data.decode("utf-8", "surrogatepass"))


def _numbers_in(text: str, others: Iterable[str]) -> Iterator[str]:
    """Find the numbers of *text*, in which *others* are the characters beyond ASCII."""
    if any(map(str.isdecimal, others)):
        yield from _NUMBER.findall(text)
        return
    kinds = text.encode("ascii", "replace").translate(_DIGITS)
    at = kinds.find(_DIGIT)
    while at >= 0:
        found = _NUMBER.match(text, at)
        assert found is not None
        yield found[0]
        at = kinds.find(_DIGIT, found.end())


def _of_numbers(numbers: Iterable[str]) -> Iterator[str]:
    before = ""
    for found in numbers:
        digits = found if found.isascii() and found.isdecimal() else _digits_of(found)
        if len(digits) < 2:
            continue
        yield f"number {digits}"
        if before:
            yield f"numbers {before} {digits}"
        before = digits


def _digits_of(number: str) -> str:
    return "".join([str(int(one)) for one in number if one.isdecimal()])


def _is_latin(sample: str) -> bool:
    """Tell whether most letters of *sample* are Latin ones."""
    data = sample.encode("utf-8", "surrogatepass")
    plain = len(data) - len(data.translate(None, _LETTERS))
    if 2 * plain > len(sample):
        return True
    others = data.translate(None, _ASCII).decode("utf-8", "surrogatepass")
    letters = plain + sum(map(str.isalpha, others))
    return 2 * (plain + len(LATIN.findall(others))) > letters


@lru_cache(maxsize=_MOST_TOKENS)
def _said_by(word: str) -> tuple[int, ...]:
    """Digest the marks that a *word* is which is a name, or of another script."""
    if not LATIN.match(word):
        return _sound_of(_OF_ARABIC.sub("", word) if ABJAD.match(word) else word)
    if len(word) < _LEAST_LATIN:
        return ()
    return (mark_of(f"word {romanize(word)}"), *_sound_of(word))


def _sound_of(word: str) -> tuple[int, ...]:
    found = skeleton(romanize(word))
    return (mark_of(f"sound {found}"),) if len(found) >= _LEAST_NAME else ()


def marks_of(texts: Iterable[str]) -> array[int]:
    """Digest marks that are told apart from those of a text, as of authors and days."""
    return array("I", sorted({mark_of(one) for one in texts}))
