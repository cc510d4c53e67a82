"""The words of a text, and what in it is no prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import filterfalse

from commentariat.intake.phrases.wordlists import word_set
from commentariat.intake.repairs.glue.language import Language

_LONG = 50_000
"""Characters of a text that is searched for walls: a short one costs little."""
_WALL = 2000
"""Characters without a space between them that are no prose any more."""
_HALF = _WALL // 2
"""A wall holds a whole part of the text that is so long."""
_REACH = 120
"""Characters on each side that are searched for the ends of an address."""
_WORD = re.compile(r"\w+(?:[’']\w+)*")
_ASCII = 0x7F
_IN_WORDS = "_'"
_BESIDE_WORDS = "“”—–…«»„\xa0"
_BETWEEN_WORDS = bytes(
    code if code > _ASCII or chr(code).isalnum() or chr(code) in _IN_WORDS else 0x20
    for code in range(256)
)
_DOMAINS = word_set(
    "com org net edu gov mil int info htm html pdf php asp aspx ru ua eu uk de fr cn io tv"
)
"""What addresses end in, of sites or of files."""
_ADDRESS = re.compile(
    r"://|www\.|%[\dA-F]{2}|[@#\\_{}<>=|~^`]|/.*/|[a-z]{2}\.[a-z]{2,}\.\w|&\w+;"
    rf"|\.(?:{'|'.join(sorted(_DOMAINS))})\b",
    re.IGNORECASE,
)
"""What makes a stretch without spaces an address, a path or code."""
_CLOSING = re.compile("(?<=\\S)“")
"""What closes: behind a space it would open."""
_INWARD = str.maketrans("»«", "“”")
_INWARD_MARK = re.compile(r"(?<!\S)»(?=\w)|(?<=\w)«(?!\w)")
_OUTWARD_MARK = re.compile(r"(?<!\S)«(?=\w)|(?<=\w)»(?!\w)")
_APOSTROPHES = "’'"
_GOES_ON = "_]"
"""What a word goes on behind, besides letters and digits."""


def blank_walls(text: str) -> str:
    """Blank what runs on without a space for longer than any prose does."""
    if len(text) < _LONG or not _has_wall(text):
        return text
    return re.sub(
        r"\S+", lambda run: " " * len(run[0]) if len(run[0]) > _WALL else run[0], text
    )


def turn_marks(text: str, language: Language) -> str:
    """
    Write the marks of *text* as English does, one for one: “ where a quotation opens.

    Where „ opens, “ closes; guillemets are turned where they point inward, and what else
    opens in the *language*, as ¿ does, is one of them.
    """
    if text.isascii():
        return text
    for mark in language.opening:
        text = text.replace(mark, "“")
    if "„" in text:
        text = _CLOSING.sub("”", text).replace("„", "“")
    if language.turns_guillemets and _points_inward(text):
        text = text.translate(_INWARD)
    return text


def _points_inward(text: str) -> bool:
    """Tell whether more quotations are `»so«` than `«so»`."""
    return len(_INWARD_MARK.findall(text)) > len(_OUTWARD_MARK.findall(text))


def _has_wall(text: str) -> bool:
    parts = (text[at : at + _HALF] for at in range(0, len(text), _HALF))
    return any(part.split(maxsplit=1) == [part] for part in parts)


def list_words(text: str) -> frozenset[str]:
    """List the words of *text*, each once: most are told by the spaces around them."""
    if not text.isascii():
        for mark in _BESIDE_WORDS:
            text = text.replace(mark, " ")
    data = text.encode("utf-8", "surrogatepass").translate(_BETWEEN_WORDS)
    tokens = set(data.decode("utf-8", "surrogatepass").split())
    others = [*filterfalse(str.isalnum, tokens)]
    tokens.difference_update(others)
    tokens.update(_WORD.findall(" ".join(others)))
    return frozenset(tokens)


def find_words(text: str, words: Iterable[str]) -> list[re.Match[str]]:
    """Find every place of a few *words*, in order, without a look at the others."""
    return sorted(
        (found for word in words for found in _find_word(text, word)),
        key=lambda found: found.start(),
    )


def _find_word(text: str, word: str) -> Iterator[re.Match[str]]:
    at = text.find(word)
    while at >= 0:
        if not _is_inside(text, at):
            found = _WORD.match(text, at)
            if found and found[0] == word:
                yield found
        at = text.find(word, at + 1)


def _is_inside(text: str, at: int) -> bool:
    """Tell whether no word begins at *at*, but goes on: with an apostrophe, a bracket."""
    if at and text[at - 1] in _APOSTROPHES:
        at -= 1
    return at > 0 and (text[at - 1].isalnum() or text[at - 1] in _GOES_ON)


def is_address(text: str, start: int, end: int) -> bool:
    """Tell whether the stretch without spaces around a word is no prose."""
    before = text[max(0, start - _REACH) : start]
    after = text[end : end + _REACH]
    before = (
        before.rsplit(maxsplit=1)[-1] if before and not before[-1].isspace() else ""
    )
    after = after.split(maxsplit=1)[0] if after and not after[0].isspace() else ""
    return _ADDRESS.search(before + text[start:end] + after) is not None


def is_within_address(text: str, at: int) -> bool:
    """Tell whether what stands closely before *at* begins an address that goes on there."""
    before = text[max(0, at - _REACH) : at]
    return is_address(before, len(before), len(before))
