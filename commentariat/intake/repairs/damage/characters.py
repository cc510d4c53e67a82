"""Characters that cannot be seen: kept where they mean something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from commentariat.archive.text import UNSHOWABLE, unusual_characters
from commentariat.intake.phrases.wordlists import word_set
from commentariat.intake.repairs.damage.model import Damage

IDLE_CHARACTERS: Final = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+"
)
_JOINERS: Final = re.compile("[\u200c\u200d]")
# Letters that change their shape beside a joiner: Arabic, Syriac, those of India and
# of Southeast Asia, Mongolian; and emoji, which a joiner makes one.
_JOINED: Final = re.compile(
    "[\u0600-\u08ff\u0900-\u109f\u1780-\u18af\u1a20-\u1aaf\u1b00-\u1cff"
    "\u200d\u20e3\u2190-\u2bff\ufb50-\ufdff\ufe0f\ufe70-\ufefc"
    "\U0001e900-\U0001e95f\U0001f000-\U0001faff\U00011000-\U000119ff]"
)
_RIGHT_TO_LEFT: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]"
)
_DIRECTIONS: Final = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
                               "\u2066\u2067\u2068\u2069")  # fmt: skip
# Scripts that put no spaces between words; there U+200B stands between them.
_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff]")
_LINE: Final = re.compile(r"[^\n]+")


def find_idle_characters(text: str) -> Iterator[Damage]:
    """
    Find soft hyphens and characters without width that mean nothing where they are.

    Joiners stay beside letters that they shape and inside emoji, marks of direction
    on a line with letters from right to left, U+200B in scripts without spaces.
    """
    if text.isascii() or not IDLE_CHARACTERS.search("".join(unusual_characters(text))):
        return
    for line in _LINE.finditer(text):
        directed = _RIGHT_TO_LEFT.search(line[0]) is not None
        for match in IDLE_CHARACTERS.finditer(text, line.start(), line.end()):
            before = text[max(line.start(), match.start() - 1) : match.start()]
            after = text[match.end() : min(line.end(), match.end() + 1)]
            kept = "".join(
                character
                for character in match[0]
                if _means_something(character, before, after, directed=directed)
            )
            if kept != match[0]:
                sure = 0.5 if _parts_words(match[0], before, after) else 1.0
                yield Damage(match.start(), match[0], kept, sure)


def _means_something(
    character: str, before: str, after: str, *, directed: bool
) -> bool:
    if character in _DIRECTIONS:
        return directed
    if _JOINERS.match(character):
        return bool(_JOINED.match(before) or _JOINED.match(after))
    if character == "\u200b":
        return bool(_UNSPACED.match(before) or _UNSPACED.match(after))
    is_between = before.strip() != "" and after.strip() != ""
    return character == "\u2060" and is_between


def _parts_words(characters: str, before: str, after: str) -> bool:
    """Whether a space may have stood here: U+200B between two letters."""
    return "\u200b" in characters and before.isalnum() and after.isalnum()


_NO_BREAK: Final = re.compile("(?<=[^\\W\\d_]{3})\u00a0(?=[^\\W\\d_]{3})")
_BOUND: Final = word_set("Mr Mrs Ms Dr St No p pp Vol ст им")
"""Abbreviations that no line ends in."""
_TITLE: Final = re.compile(rf"(?:[A-ZА-ЯЁ]\.|\b(?:{'|'.join(sorted(_BOUND))})\.?)$")
_FRENCH: Final = ":;!?»%–—"
_RUN: Final = re.compile("(?<=\\S)(?:\u00a0[ \u00a0]+| +\u00a0[ \u00a0]*)(?=\\S)")


def find_idle_spaces(text: str) -> Iterator[Damage]:
    """
    Find spaces that forbid a line break where none is unwelcome: between long words.

    They stay beside digits and punctuation, after short words and abbreviations,
    where books of style in one language or another ask for them.
    """
    if "\u00a0" not in text:
        return
    for run in _RUN.finditer(text):
        is_bound = text[run.end()] in _FRENCH
        yield Damage(run.start(), run[0], "\u00a0" if is_bound else " ")
    for match in _NO_BREAK.finditer(text):
        if not _TITLE.search(text, max(0, match.start() - 4), match.start()):
            yield Damage(match.start(), "\u00a0", " ")


_DOUBLED: Final = re.compile(r"(?<=[^\s.!?:;…”\"»)])[ \t]{2,}(?=\S)")


def find_doubled_spaces(text: str) -> Iterator[Damage]:
    """
    Find two spaces within a sentence, as they stand where a link was.

    Between sentences they are a typist's habit. Both kinds are folded, like all
    white space; these are noted, for a word may be missing there.
    """
    if "  " in text or "\t" in text:
        for match in _DOUBLED.finditer(text):
            yield Damage(match.start(), match[0], " ")


_UNSHOWABLE_RUN: Final = re.compile(f"{UNSHOWABLE.pattern}+")


def find_unshowable(text: str) -> Iterator[Damage]:
    """Find runs of characters that no page can show; a space takes the place of some."""
    if not UNSHOWABLE.search("".join(unusual_characters(text))):
        return
    for match in _UNSHOWABLE_RUN.finditer(text):
        after = " " if any(map(str.isspace, match[0])) else ""
        yield Damage(match.start(), match[0], after)
