"""What is around a glued word: the text and the archive, and the place where it stands."""

from __future__ import annotations

import re
from functools import lru_cache

from commentariat.intake.repairs.glue.candidate import Candidate

_NEAR = 40
"""Characters before a word that tell whether another with a capital precedes it."""
_TITLE_END = re.compile(r"(?<!\w)[A-ZÀ-ÞЀ-ЯҐ][\w’'-]*\Z")
_BEGIN = re.compile(r"(?:\A|[.?!:;“”\"\n])\s*[^\W_]+\Z")
"""The first word of a sentence, which has a capital whatever it is."""
_BEFORE = re.compile(r"(?<!\w)(\w+)[ \u00a0]\Z")
_OPENING = frozenset("“‘\"'")
_CLOSING = frozenset("”’\"'")
_SHORTEST_STEM, _ENDING = 5, 2
"""Letters of a word that its forms have in common, and that they need not."""
_OFTEN = 3
"""Times that the forms of a word stand in a text which has it."""
_SPACES = " \u00a0"
_HYPHEN, _DASH = "-", "--"
_COMMA = ","
_STOP, _CALLED, _WITHIN = ".", "(", "::"
"""Marks of code: what is of something, what is called, what it is within."""


@lru_cache(maxsize=256)
def count_in(text: str, piece: str) -> int:
    """Count a *piece* in a *text*: of one that recurs, each place asks the same."""
    return text.count(piece)


def rated_over(candidate: Candidate, confidence: float) -> bool:
    """Tell whether the candidate is surer than that so far."""
    return candidate.confidence > confidence


def rated_from(candidate: Candidate, confidence: float) -> bool:
    """Tell whether the candidate is at least so sure so far."""
    return candidate.confidence >= confidence


def is_by(candidate: Candidate, rule: str) -> bool:
    """Tell whether it was rated by that *rule*."""
    return candidate.kind == rule


def is_archived_pair(candidate: Candidate) -> bool:
    """Tell whether the two stand in a row in the archive."""
    return candidate.scope.vocabulary.has_pair(candidate.left, candidate.right)


def has_left_here(candidate: Candidate) -> bool:
    """Tell whether the left part stands elsewhere in the text, in small letters."""
    return candidate.left.lower() in candidate.scope.here


def has_right_here(candidate: Candidate) -> bool:
    """Tell whether the right part stands elsewhere in the text."""
    return candidate.right in candidate.scope.here


def is_telling(candidate: Candidate) -> bool:
    """Tell whether the text has so many words that one it lacks tells something."""
    return len(candidate.scope.here) >= candidate.scope.language.telling


def is_coined(candidate: Candidate, share: float) -> bool:
    """Tell whether the text has so many words of small letters that no table holds."""
    return candidate.scope.coined >= share


def is_of_programs(candidate: Candidate, share: float) -> bool:
    """Tell whether the text has so many words such as programs are called: `libc6`."""
    return candidate.scope.programs >= share


def is_spared(candidate: Candidate, losses: float) -> bool:
    """Tell whether the text lost fewer spaces for certain than that, to those expected."""
    return candidate.scope.losses < losses


def stands_apart(candidate: Candidate, times: int) -> bool:
    """Tell whether the text has the two in a row so many times."""
    return (
        count_in(candidate.scope.text, f" {candidate.left} {candidate.right}") >= times
    )


def has_other_form(candidate: Candidate) -> bool:
    """Tell whether the text has the word as a plural, or as its singular."""
    word, here = candidate.word, candidate.scope.here
    endings = candidate.scope.language.plural_endings
    return any(
        word + one in here or (word.endswith(one) and word.removesuffix(one) in here)
        for one in endings
    )


def stands_in_forms(candidate: Candidate) -> bool:
    """Tell whether the text has the word, up to its ending, so often that it is one."""
    word, text = candidate.word, candidate.scope.text
    stem = word[: max(_SHORTEST_STEM, len(word) - _ENDING)]
    return text.count(stem) >= _OFTEN


def is_quoted(candidate: Candidate) -> bool:
    """Tell whether quotation marks hold the word and nothing else: `“oldstable”`."""
    text, start, end = candidate.scope.text, candidate.start, candidate.end
    return (
        text[max(0, start - 1) : start] in _OPENING and text[end : end + 1] in _CLOSING
    )


def follows(candidate: Candidate, words: str) -> bool:
    """Tell whether one of those *words* of the language precedes."""
    text, start = candidate.scope.text, candidate.start
    before = _BEFORE.search(text, max(0, start - _NEAR), start)
    return before is not None and before[1].lower() in getattr(
        candidate.scope.language, words
    )


def is_hyphenated(candidate: Candidate) -> bool:
    """Tell whether a hyphen joins the word to another; two of them are a dash."""
    text, start, end = candidate.scope.text, candidate.start, candidate.end
    size = len(_DASH)
    before, after = text[max(0, start - size) : start], text[end : end + size]
    is_behind = before.endswith(_HYPHEN) and before != _DASH
    return is_behind or (after.startswith(_HYPHEN) and after != _DASH)


def is_function_word_at_hyphen(candidate: Candidate) -> bool:
    """Tell whether a hyphen joins the function word, not the other: `stayat-home`."""
    scope, text = candidate.scope, candidate.scope.text
    start, end = candidate.start, candidate.end
    is_last = text[end : end + 1] == _HYPHEN and scope.is_function_word(candidate.right)
    is_first = start > 0 and text[start - 1] == _HYPHEN
    return is_last or (is_first and scope.is_function_word(candidate.left))


def stands_once(candidate: Candidate) -> bool:
    """Tell whether the text has the word no more than once."""
    return count_in(candidate.scope.text, candidate.word) == 1


def opens_hyphenated(candidate: Candidate) -> bool:
    """Tell whether a hyphen joins the other word to more, behind a function word."""
    text, start, end = candidate.scope.text, candidate.start, candidate.end
    is_free = not (start > 0 and text[start - 1] == _HYPHEN)
    is_first = candidate.scope.is_function_word(candidate.left)
    return is_free and is_first and text[end : end + 1] == _HYPHEN


def is_within(candidate: Candidate) -> bool:
    """Tell whether the two are a part of a word that is parted more than once."""
    return len(candidate.left) + len(candidate.right) < len(candidate.word)


def is_of_code(candidate: Candidate) -> bool:
    """Tell whether marks show a name of code or a file: `x::setTitle`, `setTitle()`, `a.txt`."""
    text, start, end = candidate.scope.text, candidate.start, candidate.end
    after = text[end : end + 2]
    is_file = after[:1] == _STOP and after[1:].islower()
    return is_file or after[:1] == _CALLED or text.endswith(_WITHIN, 0, start)


def is_in_list(candidate: Candidate) -> bool:
    """Tell whether a comma without a space precedes the words or follows: `a,b,c`."""
    text, start, end = candidate.scope.text, candidate.start, candidate.end
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return (before[1:] == _COMMA and before[:1].isalnum()) or (
        after[:1] == _COMMA and after[1:].isalnum()
    )


def follows_capital(candidate: Candidate) -> bool:
    """Tell whether a word with a capital precedes, which begins no sentence."""
    before = _take_before(candidate)
    return _TITLE_END.search(before) is not None and not _BEGIN.search(before)


def is_in_sentence(candidate: Candidate) -> bool:
    """Tell whether a word precedes, or a comma."""
    last = _take_before(candidate)[-1:]
    return last.isalpha() or last == ","


def _take_before(candidate: Candidate) -> str:
    start = candidate.start
    return candidate.scope.text[max(0, start - _NEAR) : start].rstrip(_SPACES)
