"""What stands in titles and is none of them: line breaks, the kind of piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from commentariat.intake.phrases.piece_types import TYPE_LABELS, split_type
from commentariat.intake.repairs.damage.model import Damage

_TYPE_ENDS: Final = tuple(sorted(TYPE_LABELS))
_FEWEST_WORDS: Final = 2
_LINE: Final = re.compile(r"[^\n]+")
_BREAK: Final = re.compile(r"(?:</?br\s{0,9}/?>\s*+)++", re.IGNORECASE)
_LEFT: Final = re.compile(r"[^\s<>]{0,40}\s{0,9}\Z")
_RIGHT: Final = re.compile(r"[^\s<>]{0,40}")


def find_glued_title(text: str, title: str) -> Iterator[Damage]:
    """
    Find the title of the article glued to the first word of a paragraph.

    A title of one word may be the beginning of another, and so may its last word be:
    `Japanese` behind `China and Japan`. A capital behind a small letter begins a new one.
    """
    words = title.split()
    if len(words) < _FEWEST_WORDS or not words[-1][-1].isalnum():
        return
    if words[-1][-1].isupper():
        return  # `WAR` may begin `WARSAW`
    if not _is_glued(text, words[-1]):
        return
    pattern = r"\s+".join(map(re.escape, words[:-1])) + r"\s+"
    last = re.escape(words[-1])
    glued = re.compile(rf"^{pattern}({last})([^\W\d_]\w*)", re.MULTILINE)
    for found in glued.finditer(text):
        if found[2][0].isupper():
            yield Damage(found.start(1), found[1] + found[2], f"{found[1]} {found[2]}")


def _is_glued(text: str, word: str) -> bool:
    """Tell whether a capital follows *word* closely: no pattern need be made before."""
    at = text.find(word)
    while at >= 0:
        at += len(word)
        if text[at : at + 1].isupper():
            return True
        at = text.find(word, at)
    return False


def find_line_breaks(text: str) -> Iterator[Damage]:
    """Find `<br>` with the words around it."""
    done = 0
    for match in _BREAK.finditer(text) if "<" in text else ():
        left = _LEFT.search(text[max(done, match.start() - 50) : match.start()])
        right = _RIGHT.match(text, match.end())
        words = left[0] if left else "", right[0] if right else ""
        start = match.start() - len(words[0])
        done = match.end() + len(words[1])
        after = f"{words[0].rstrip()} {words[1]}"
        yield Damage(start, text[start:done], after)


def find_glued_types(text: str) -> Iterator[Damage]:
    """Find titles that the kind of piece is glued to; one that ends so is offered."""
    for line in _LINE.finditer(text):
        if not line[0].endswith(_TYPE_ENDS):
            continue
        title, kind = split_type(line[0])
        word = title.split()[-1:]
        if kind and word and not title[-1].isupper():
            start = line.start() + len(title) - len(word[0])
            yield Damage(start, word[0] + kind, word[0], 0.7)
