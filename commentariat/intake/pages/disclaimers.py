"""Where a page says that the views are the author's own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec

from commentariat.archive.text import unusual_characters
from commentariat.intake.phrases.lines import RawLine, cut_line
from commentariat.intake.phrases.names import fold, is_author_line


class _Pattern(msgspec.Struct, frozen=True):
    """Words that a disclaimer holds."""

    needle: str
    """What it must hold, to the letter."""
    beside: tuple[str, ...] = ()
    """Folded; one of these too, where the needle alone says little."""
    reach: int = 14
    """Words that may stand before the needle in its sentence."""
    is_named: bool = False
    """Nothing but an institution's name stands before it in its sentence."""
    is_firm: bool = True
    """Hardly said but in a disclaimer."""


_VIEWS: Final = (
    "views expressed",
    "views represented",
    "views presented",
    "opinions expressed",
    "those of the author",
    "author's own",
    "author’s own",
)
_PATTERNS: Final = (
    _Pattern("does not take institutional positions", is_named=True),
    _Pattern("do not take institutional positions", is_named=True),
    _Pattern("takes no institutional position", is_named=True),
    _Pattern("not necessarily reflect", _VIEWS, 45, is_firm=False),
    _Pattern("not necessarily represent", _VIEWS, 45, is_firm=False),
    _Pattern("не выступает", ("с общеи позициеи", "с единои позициеи")),
    _Pattern("не занимает", ("общеи позиции", "институциональн")),
    _Pattern("не займає", ("спільноі позиціі", "інституціин")),
    _Pattern("может не совпадать", ("мнение автор",), 20, is_firm=False),
    # Vowel signs may stand on the words after it, so they are looked for folded.
    _Pattern("مواقف", ("مواقف مؤسسية",), 20),
    _Pattern("تعكس بالضرورة", (), 40, is_firm=False),
    _Pattern("مواضع نهادی", (), 20),
    _Pattern("positions institutionnelles", ("ne prend pas", "n’adopte pas")),
    _Pattern("position institutionnelle", ("ne prend pas", "n’adopte", "n’adopte pas")),
    _Pattern("keine institutionellen Positionen"),
    _Pattern("posiciones institucionales", ("no adopta", "no toma", "no asume")),
    _Pattern("posições institucionais", ("não",)),
    _Pattern("机构立场", ("不", "没有")),
    _Pattern("機構立場", ("不", "沒有")),
    _Pattern("kurumsal", ("kurumsal tutum", "kurumsal pozisyon"), 20),
)
_BESIDE: Final = {
    pattern.needle: tuple(map(fold, pattern.beside)) for pattern in _PATTERNS
}
_STEMS: Final = ("institu", "necessarily re", "kurumsal")
"""What most of them hold, of which a text is quickly searched."""
_HAS_STEM: Final = {
    one.needle: any(stem in one.needle for stem in _STEMS) for one in _PATTERNS
}
_LONGEST_NEEDLE: Final = max(len(one.needle) for one in _PATTERNS)
_RARE: Final = {one.needle: unusual_characters(one.needle) for one in _PATTERNS}
"""The letters without which a text need not be searched for the words."""
# A sentence ends here, but not after an initial (`Malcolm H. Kerr`, `U.S.`).
_SENTENCE_END: Final = re.compile(
    r"(?<=[^\W\d_]{2})[.!?…؟。]+[”\"’»)\]]*\s*|(?<=[\d”\"’»)\]%])[.!?…؟。]+\s*"
)
_ARTICLE: Final = re.compile(r"\A[Tt]he ")
_LOOK_BACK: Final = 500
_KEY_LENGTH: Final = 60
_SHORTEST_CUT: Final = 12


class DisclaimerPlace(msgspec.Struct, frozen=True):
    """Where a disclaimer begins: the index of its line, and an offset in it."""

    index: int
    offset: int
    is_firm: bool = True


def find_disclaimers(
    text: str,
    lines: Sequence[RawLine],
    centers: Sequence[str],
    known: Sequence[str] = (),
) -> list[DisclaimerPlace]:
    """
    Find the disclaimers among *lines* of *text*, whole lines or glued to the end of one.

    *centers* are names that a disclaimer may begin with; *known* are texts from the
    settings, compared by their beginnings.
    """
    patterns = _list_patterns(text)
    keys = [key for key in map(_key, known) if key]
    found: list[DisclaimerPlace] = []
    is_anywhere = bool(known and (keys or patterns))
    places = range(len(lines)) if is_anywhere else _find_lines(text, lines, patterns)
    for index in places:
        line = lines[index]
        place = _find_known(line.text, known, keys) if known else None
        is_firm = True
        if place is None:
            place, is_firm = _find_pattern(line.text, patterns, centers)
        if place is not None:
            found.append(DisclaimerPlace(index, place, is_firm))
    last = len(lines) - 1
    if lines and not (found and found[-1].index == last) and _is_cut(lines[last], keys):
        found.append(DisclaimerPlace(last, 0))
    return found


def _find_lines(
    text: str, lines: Sequence[RawLine], patterns: Iterable[_Pattern]
) -> list[int]:
    """Find the *lines* of *text* that hold the words of one of *patterns*."""
    found: set[int] = set()
    starts = [line.start for line in lines] if patterns else []
    for pattern in patterns:
        at = text.find(pattern.needle)
        while at >= 0:
            index = bisect_right(starts, at) - 1
            if index >= 0:
                found.add(index)
            at = text.find(pattern.needle, at + 1)
    return sorted(found)


def holds_disclaimer(text: str) -> bool:
    """Whether the words of a known disclaimer stand in *text*: quickly told."""
    return any(pattern.needle in text for pattern in _PATTERNS if pattern.is_firm)


def _list_patterns(text: str) -> list[_Pattern]:
    """List the patterns whose words stand in *text*."""
    there = unusual_characters(text)
    near = _take_near(text)
    return [
        pattern
        for pattern in _PATTERNS
        if _RARE[pattern.needle] <= there
        and pattern.needle in (near if _HAS_STEM[pattern.needle] else text)
    ]


def _take_near(text: str) -> str:
    """Take what is around the stems in *text*, so that it need not be searched for all."""
    near: list[str] = []
    for stem in _STEMS:
        at = text.find(stem)
        while at >= 0:
            near.append(text[max(0, at - _LONGEST_NEEDLE) : at + _LONGEST_NEEDLE])
            at = text.find(stem, at + _LONGEST_NEEDLE - len(stem))
    return "\n".join(near)


def cut_out(
    lines: Sequence[RawLine], places: Sequence[DisclaimerPlace]
) -> tuple[list[RawLine], list[int]]:
    """Give every disclaimer a line of its own; tell the lines and where they are."""
    parts: list[RawLine] = []
    indices: list[int] = []
    offsets = {place.index: place.offset for place in places}
    for index, line in enumerate(lines):
        offset = offsets.get(index)
        if offset:
            head, line = cut_line(line, offset)
            parts.append(head)
        if offset is not None:
            indices.append(len(parts))
        parts.append(line)
    return parts, indices


def _key(text: str) -> str:
    return fold(text)[:_KEY_LENGTH]


def _find_known(text: str, known: Sequence[str], keys: Sequence[str]) -> int | None:
    for key in keys:
        if text[:1].casefold() == key[0] and fold(text[:200]).startswith(key):
            return 0
    for disclaimer in known:
        at = text.find(disclaimer[:_KEY_LENGTH]) if disclaimer else -1
        if at > 0:
            return at
    return None


def _find_pattern(
    text: str, patterns: Sequence[_Pattern], centers: Sequence[str]
) -> tuple[int | None, bool]:
    for pattern in patterns:
        at = text.find(pattern.needle)
        if at < 0 or not _stands_beside(text, pattern):
            continue
        start = _find_start(text, at, pattern, centers)
        if start is not None:
            return start, pattern.is_firm
    return None, False


def _stands_beside(text: str, pattern: _Pattern) -> bool:
    beside = _BESIDE[pattern.needle]
    if not beside:
        return True
    folded = fold(text)
    return any(words in folded for words in beside)


def _find_start(
    text: str, at: int, pattern: _Pattern, centers: Sequence[str]
) -> int | None:
    """Find where the sentence with the needle begins; None if it says too much."""
    begin = max(0, at - _LOOK_BACK)
    before = text[begin:at].rstrip()
    starts = [match.end() for match in _SENTENCE_END.finditer(before)]
    start = max(starts, default=0)
    for center in centers:
        start = max(start, _start_of_glued(before, center))
    if begin and not start:
        return None
    subject = before[start:]
    if len(subject.split()) > pattern.reach:
        return None
    if pattern.is_named and not _is_institution(subject):
        return None
    return begin + start


def _start_of_glued(before: str, name: str) -> int:
    """Where *name* ends *before*, glued to the word it follows; else 0."""
    start = len(before) - len(name)
    is_glued = start > 0 and before[start - 1].isalnum() and before.endswith(name)
    return start if is_glued else 0


def _is_institution(subject: str) -> bool:
    return is_author_line(_ARTICLE.sub("", subject))


def _is_cut(line: RawLine, keys: Sequence[str]) -> bool:
    """Whether the last line of a file is a disclaimer that breaks off."""
    text = line.text
    folded = fold(text[:200])
    if len(folded) >= _SHORTEST_CUT and any(key.startswith(folded) for key in keys):
        return True
    return (
        len(text) <= 200
        and text.endswith(_ALL_BEGINNINGS)
        and any(
            text.endswith(beginning)
            and _is_institution(text[: -len(beginning)].strip())
            for pattern in _PATTERNS
            if pattern.is_named
            for beginning in _beginnings(pattern.needle)
        )
    )


def _beginnings(needle: str) -> Iterator[str]:
    for length in range(_SHORTEST_CUT, len(needle)):
        yield needle[:length]


_ALL_BEGINNINGS: Final = tuple(
    beginning
    for pattern in _PATTERNS
    if pattern.is_named
    for beginning in _beginnings(pattern.needle)
)
