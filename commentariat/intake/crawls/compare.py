"""
Two raw files compared: one article crawled twice, two that are alike, or neither.

They are one article only where the metadata agree and the texts differ by nothing but
what crawling does to a text: spaces lost or mended, a paragraph lost in the middle, an
end that broke off, and a few words that were corrected. A number that differs is no
such thing, nor is a paragraph more at the beginning or the end: that is how the report
of another year, an update and an excerpt look. Those are shown to an editor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

import msgspec

from commentariat.archive.dates import agree
from commentariat.archive.text import shorten
from commentariat.intake.content.signing import FEWEST_NUMBERS
from commentariat.intake.crawls.side import Side, say

_SHOWN: Final = 60
"""Characters of a difference that are shown."""
_ALIKE: Final = 60.0
"""From this similarity of two paragraphs on, in percent, one is the other changed."""
_CORRECTED: Final = 85.0
_MOST_CORRECTED: Final = 2
"""Paragraphs."""
_MOST_WORDS: Final = 8
"""Words that may differ on one side, in all."""
_MOST_LOST: Final = 0.15
"""Share of the paragraphs; one may always be lost."""
_SHORTEST_CUT: Final = 200
"""Letters and digits of a crawl that broke off: less does not tell one article."""
_LEAST_SHARED: Final = 0.2
"""Share of the shorter text from which on two that are apart are shown."""
_MOST_REASONS: Final = 3
_MOST_TEXTS: Final = 3
_SENTENCE_END: Final = re.compile(r"[.!?…؟۔。]+")
_WORD: Final = re.compile(r"\w+(?:[’'.,]\w+)*")
# How a paragraph begins that was not there when the article came out.
_ADDED: Final = re.compile(
    r"\W*(?:update|correction|corrected|clarification|editor|note|postscript|addendum|p\.? ?s\b"
    r"|обновлен|исправлен|уточнен|примечани|постскриптум|تحديث|تصحيح|ملاحظة)",
    re.IGNORECASE,
)


class Relation(StrEnum):
    """What two raw files are to each other."""

    SAME = "same"
    """Crawls of one article."""
    ALIKE = "alike"
    """Two articles, or one: an editor may say."""
    OTHER = "other"
    """Two articles."""


class Likeness(msgspec.Struct, frozen=True):
    """What two raw files are to each other, and in what they differ."""

    kind: Relation
    differences: tuple[str, ...] = ()
    """A few, in words."""


def compare(one: Side, other: Side) -> Likeness:
    """Compare two raw files; the result names the first as `here`."""
    title = say(one.title or other.title)
    one, other = (side.without_title(title) for side in (one, other))
    parts = _align(one, other)
    if not _has_much(one, other, parts):
        return _compare_strangers(one, other)
    reasons = dict.fromkeys(
        [*_about_differs(one, other), *_text_differs(one, other, parts)]
    )
    texts = list(_show(one, other, parts))
    shown = (*list(reasons)[:_MOST_REASONS], *texts[:_MOST_TEXTS])
    if len(texts) > _MOST_TEXTS:
        shown += (f"and {len(texts) - _MOST_TEXTS} more",)
    return Likeness(Relation.ALIKE if reasons else Relation.SAME, shown)


def _compare_strangers(one: Side, other: Side) -> Likeness:
    """Tell a translation: another language, and the numbers are the same."""
    numbers = _numbers(one)
    is_told = len(numbers) >= FEWEST_NUMBERS and numbers == _numbers(other)
    if is_told and one.language != other.language:
        words = (
            f"written in {one.language!r} here and in {other.language!r} there, "
            "with the same numbers: it may be a translation"
        )
        return Likeness(Relation.ALIKE, (words,))
    return Likeness(Relation.OTHER)


def _numbers(side: Side) -> list[str]:
    return re.findall(r"\d+", " ".join(side.paragraphs))


# -- Paragraphs beside each other ---------------------------------------------


class _Stretch(msgspec.Struct, frozen=True):
    """A stretch of paragraphs on both sides; where both have one, it was changed."""

    here: tuple[int, ...]
    there: tuple[int, ...]
    words: tuple[str, str] = ("", "")
    """Of the texts that differ."""
    is_same: bool = False


def _align(one: Side, other: Side) -> list[_Stretch]:
    """Put the paragraphs of both beside each other."""
    matcher = SequenceMatcher(None, one.said, other.said, autojunk=False)
    parts: list[_Stretch] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        here, there = range(a, b), range(c, d)
        if tag == "equal" or _join(one, here) == _join(other, there):
            parts.append(_Stretch(tuple(here), tuple(there), is_same=True))
        else:
            parts += _pair_up(one, other, list(here), list(there))
    return parts


def _join(side: Side, indices: Sequence[int]) -> str:
    return "".join(side.said[index] for index in indices)


def _pair_up(
    one: Side, other: Side, here: list[int], there: list[int]
) -> Iterator[_Stretch]:
    """Find, in a stretch that differs, the paragraphs that were only changed."""
    for index in here:
        best = max(
            there, key=lambda at: _rate(one.said[index], other.said[at]), default=None
        )
        if best is None or _rate(one.said[index], other.said[best]) < _ALIKE:
            yield _Stretch((index,), ())
            continue
        yield from (_Stretch((), (at,)) for at in there if at < best)
        there = [at for at in there if at > best]
        words = _differing_words(one.paragraphs[index], other.paragraphs[best])
        yield _Stretch((index,), (best,), words)
    yield from (_Stretch((), (at,)) for at in there)


def _rate(one: str, other: str) -> float:
    """Rate how alike two paragraphs are; one that breaks off is the whole one."""
    if other.startswith(one) or one.startswith(other):
        return 100.0
    return _ratio(one, other)


def _ratio(one: str, other: str) -> float:
    from rapidfuzz.fuzz import ratio

    return ratio(one, other)


def _differing_words(one: str, other: str) -> tuple[str, str]:
    """Give the words that stand in one of the texts alone, by place, not by space."""
    here, there = _WORD.findall(one), _WORD.findall(other)
    numbers: dict[str, int] = {}
    from rapidfuzz.distance import Levenshtein  # takes its time: only when needed

    rows = [
        [numbers.setdefault(word.casefold(), len(numbers)) for word in words]
        for words in (here, there)
    ]
    alone: tuple[list[str], list[str]] = [], []
    for step in Levenshtein.opcodes(*rows):
        left = here[step.src_start : step.src_end]
        right = there[step.dest_start : step.dest_end]
        if step.tag != "equal" and say("".join(left)) != say("".join(right)):
            alone[0].extend(left)
            alone[1].extend(right)
    if say("".join(alone[0])) == say("".join(alone[1])):
        return "", ""
    return " ".join(alone[0]), " ".join(alone[1])


# -- What differs --------------------------------------------------------------


def _has_much(one: Side, other: Side, parts: Sequence[_Stretch]) -> bool:
    """Tell whether the bodies have enough in common to be worth a word."""
    beside = sum(
        len(one.said[index])
        for part in parts
        if part.there
        for index in part.here
        if index >= one.first
    )
    sentences = set(_sentences(one)) & set(_sentences(other))
    shared = max(beside, sum(map(len, sentences)))
    fewest = min(len("".join(side.said[side.first :])) for side in (one, other))
    return shared >= max(1, _LEAST_SHARED * fewest)


def _sentences(side: Side) -> Iterator[str]:
    for paragraph in side.paragraphs[side.first :]:
        yield from map(say, _SENTENCE_END.split(paragraph))


def _about_differs(one: Side, other: Side) -> Iterator[str]:
    if one.title and other.title and one.title != other.title:
        yield f"the title is {_shown(one.title)} here and {_shown(other.title)} there"
    if not agree(one.date, other.date):
        yield f"the date is {one.date} here and {other.date} there"
    if one.language != other.language:
        yield f"the language is {one.language!r} here and {other.language!r} there"
    for key in sorted(one.about.keys() | other.about.keys()):
        here, there = one.about.get(key, ""), other.about.get(key, "")
        if here != there:
            here, there = (_shown(text.replace("\n", ", ")) for text in (here, there))
            yield f"{key!r} is {here} here and {there} there"


def _text_differs(one: Side, other: Side, parts: Sequence[_Stretch]) -> Iterator[str]:
    """Word what makes the texts more than two crawls of one."""
    end = _find_cut(one, other, parts)
    differing = [part for part in parts[:end] if not part.is_same]
    changed = [part for part in differing if part.here and part.there]
    lost = [part for part in differing if not (part.here and part.there)]
    yield from _judge_changes(one, other, [part for part in changed if any(part.words)])
    yield from _judge_lost(one, other, lost)


def _find_cut(one: Side, other: Side, parts: Sequence[_Stretch]) -> int | None:
    """Find the part in which one of the two broke off; None where none did."""
    here, there = len("".join(one.said)), len("".join(other.said))
    side, whole, name = (one, other, "here") if here < there else (other, one, "there")
    if not side.is_cut_off or min(here, there) < _SHORTEST_CUT:
        return None
    last = len(side.said) - 1
    for number, part in enumerate(parts):
        mine, others = getattr(part, name), part.there if name == "here" else part.here
        if last in mine:
            text = _join(whole, others)
            return number if text.startswith(_join(side, mine)) else None
    return None


def _judge_changes(
    one: Side, other: Side, changed: Sequence[_Stretch]
) -> Iterator[str]:
    if len(changed) > _MOST_CORRECTED:
        yield f"{len(changed)} paragraphs differ in some words"
    counts = [sum(len(part.words[side].split()) for part in changed) for side in (0, 1)]
    if max(counts) > _MOST_WORDS:
        yield f"{max(counts)} words differ"
    for part in changed:
        here, there = one.said[part.here[0]], other.said[part.there[0]]
        if any(map(str.isdigit, "".join(part.words))):
            yield "numbers differ"
        elif _are_other_names(*part.words):
            yield "names differ"
        elif _ratio(here, there) < _CORRECTED:
            yield "a paragraph differs in much"


def _are_other_names(here: str, there: str) -> bool:
    """Tell whether a name stands for another one, not for a spelling of it."""
    names = [
        [word for word in words.split() if word[0].isupper()] for words in (here, there)
    ]
    return all(names) and _ratio(*map("".join, names)) < _ALIKE


def _judge_lost(one: Side, other: Side, lost: Sequence[_Stretch]) -> Iterator[str]:
    most = max(1, int(_MOST_LOST * max(len(one.said), len(other.said))))
    if len(lost) > most:
        yield f"{len(lost)} paragraphs stand on one side alone"
    for part in lost:
        side, index = (one, part.here[0]) if part.here else (other, part.there[0])
        if index <= side.first or index == len(side.said) - 1:
            yield "a paragraph more stands at the beginning or the end"
        elif _ADDED.match(side.paragraphs[index]):
            yield "a paragraph looks as if it was added"


# -- In words ------------------------------------------------------------------


def _show(one: Side, other: Side, parts: Sequence[_Stretch]) -> Iterator[str]:
    """Show what differs, the first words of each difference."""
    for part in parts:
        if part.is_same:
            continue
        if not part.there:
            yield f"only here: {_shown(one.paragraphs[part.here[0]])}"
        elif not part.here:
            yield f"only there: {_shown(other.paragraphs[part.there[0]])}"
        elif any(part.words):
            here, there = (
                _shown(words) if words else "nothing" for words in part.words
            )
            yield f"{here} here, {there} there"


def _shown(text: str) -> str:
    return repr(shorten(text, _SHOWN))
