"""What a text says in every language: numbers, addresses, names, and how it is laid out."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator
from typing import Final
from zlib import crc32

import msgspec

from commentariat.authority.romanize import romanize, skeleton

MOST_MARKS: Final = 160
"""Marks that are kept of a text: in all languages the same ones of them."""
MOST_BLOCKS: Final = 64
"""Blocks of which the lengths are kept."""
_MOST_TEXT: Final = 400_000  # characters
_LEAST_NAME: Final = 4  # consonants of a name that another script may write
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"'«»“”]+")
_OF_LANGUAGE = re.compile(r"(?<=[/.])[a-z]{2}(?:[-_][A-Za-z]{2,4})?(?=[/.]|$)")
"""Parts of an address that may say its language."""
_NUMBER = re.compile(r"\d+(?:[.,’'\u00a0\u202f ]\d{3})*(?:[.,٫]\d+)?")
_CODE = re.compile(r"(?<!`)`+([^`\n]+)`+")
_TARGET = re.compile(r"\]\((?:(?!\]\()[^)\n])*\)|<[^<>\n]*>")
_WORD = re.compile(r"[^\W\d_][\w’'.+/-]*[^\W_]|[^\W\d_]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_ABJAD = re.compile(r"[\u0590-\u08ff]")
_OF_ARABIC = re.compile("^(?:[وفبكل]?ال|لل)")
"""The article of Arabic, and what is written as one word with it."""
_BEGINS = frozenset(".!?:;…\n\"'“”„«»‹›()[]—–-*_#>|`")
"""What a word may stand behind that begins a sentence, and is no name for its capital."""
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
    found = sorted({mark_of(one) for one in _marks_in(text)})
    marks = array("I", found[:MOST_MARKS]).tobytes()
    return Signs(marks, _outline(text), _lengths(text))


def _lengths(text: str) -> tuple[int, ...]:
    blocks = [len(one.strip()) for one in _BLOCKS.split(text)]
    found = [length for length in blocks if length]
    whole = sum(found)
    return tuple([1000 * length // whole for length in found[:MOST_BLOCKS]])


def _outline(text: str) -> tuple[int, ...]:
    count = (len(pattern.findall(text)) for pattern in _COUNTED)
    return (len(_BLOCKS.split(text.strip())), *count)


_COUNTED: Final = (_HEADING, _ITEM, _NOTE, _PICTURE, _LINK)


def _marks_in(text: str) -> Iterator[str]:
    for found in _ADDRESS.findall(text):
        address = _OF_LANGUAGE.sub("", found.rstrip(".,;:!?/")).partition("://")[2]
        yield f"address {address.removeprefix('www.')}"
    for picture in _PICTURE.findall(text):
        yield f"picture {picture.rpartition('/')[2]}"
    plain = _ADDRESS.sub(" ", text)
    for code in _CODE.findall(plain):
        for word in code.split():
            if len(word) > 2:
                yield f"code {word.casefold()}"
    plain = _TARGET.sub(" ", _CODE.sub(" ", plain))
    yield from _of_numbers(plain)
    yield from _of_words(plain)


def _of_numbers(text: str) -> Iterator[str]:
    before = ""
    for found in _NUMBER.findall(text):
        digits = "".join([str(int(one)) for one in found if one.isdecimal()])
        if len(digits) < 2:
            continue
        yield f"number {digits}"
        if before:
            yield f"numbers {before} {digits}"
        before = digits


def _of_words(text: str) -> Iterator[str]:
    latin = len(_LATIN.findall(text[:4000]))
    letters = sum(map(str.isalpha, text[:4000]))
    is_latin = 2 * latin > letters
    for word, before in _words(text):
        if _LATIN.match(word):
            if len(word) > 2 and (not is_latin or _is_named(word, before)):
                yield f"word {romanize(word)}"
                yield from _sounds(word)
        elif _ABJAD.match(word):
            yield from _sounds(_OF_ARABIC.sub("", word))
        elif _is_named(word, before):
            yield from _sounds(word)


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Give each word, and the sign before it, white space aside."""
    end, before = 0, "\n"
    for found in _WORD.finditer(text):
        between = text[end : found.start()]
        before = "\n" if "\n\n" in between else between.strip()[-1:] or before
        yield found[0], before
        end, before = found.end(), "a"


def _is_named(word: str, before: str) -> bool:
    """Tell whether *word* is a name, or of no language, by its letters and place."""
    if any(one.isdigit() or one in "_/+" or one.isupper() for one in word[1:]):
        return True
    return word[0].isupper() and before not in _BEGINS


def _sounds(word: str) -> Iterator[str]:
    found = skeleton(romanize(word))
    if len(found) >= _LEAST_NAME:
        yield f"sound {found}"


def marks_of(texts: Iterable[str]) -> array[int]:
    """Digest marks that are told apart from those of a text, as of authors and days."""
    return array("I", sorted({mark_of(one) for one in texts}))
