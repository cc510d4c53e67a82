"""The search: words no table holds, their splits, and the repairs made of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from operator import attrgetter

import msgspec

from commentariat.intake.repairs.glue.candidate import Candidate
from commentariat.intake.repairs.glue.cases import Cases
from commentariat.intake.repairs.glue.languages import get_language
from commentariat.intake.repairs.glue.model import CERTAIN, Glue, Split
from commentariat.intake.repairs.glue.rules import GLUE_RULES
from commentariat.intake.repairs.glue.ruleset import Finder, GlueRules
from commentariat.intake.repairs.glue.scope import Scope
from commentariat.intake.repairs.glue.strange import (
    is_of_trade,
    rate_losses,
    share_strange,
)
from commentariat.intake.repairs.glue.tokens import (
    blank_walls,
    find_words,
    is_address,
    list_words,
    turn_marks,
)
from commentariat.intake.repairs.glue.vocabulary import EMPTY, Vocabulary

_OFFERED = 0.2
"""Below this confidence not even an editor is asked."""
_LONGEST = 60
"""Letters of the longest word looked at."""
_SHORTEST_PAIR, _LONGEST_PAIR = 4, 36
"""Letters of the shortest and the longest word in which words of small letters are sought."""
_SHORTEST_CAPITALS = 8
"""Letters of a word in capitals that is no acronym."""
_OFTEN = 3
"""Times that a word stands in a text which has it, and no scar."""
_MOST_KEPT = 65_536
"""Words whose splits are kept for other texts."""
_MOST_PLACES = 30_000
"""So many scars are more than a raw file may have: which they are is all the same."""
_MOST_UNKNOWN = 50_000
"""So many different words that no table holds are no prose of the language."""


class _Placed(msgspec.Struct, frozen=True, order=True, gc=False):
    """A split in the text, and where the words beside it begin and end."""

    start: int
    end: int
    split: Split


def find_glue(
    text: str,
    language: str,
    vocabulary: Vocabulary = EMPTY,
    rules: GlueRules = GLUE_RULES,
) -> tuple[Glue, ...]:
    """
    Find the words in *text* that were glued together, in order.

    Nothing is found in a *language* without a table. The *vocabulary* may hold
    the words of this very text: a word seen once makes no word.
    """
    known = get_language(language)
    if known is None or not _letter_of(known.letters).search(text):
        return ()  # nothing of the language: its tables need not be loaded
    whole = text = blank_walls(text)
    text = turn_marks(text, known)
    words = list_words(text)
    scope = Scope(known, vocabulary, words, text)
    unknown, joined = known.table.part_unplain(words)
    if len(words) > _MOST_UNKNOWN:
        numbers = sum(map(str.isdecimal, words))
        unknown = [] if len(unknown) + numbers > _MOST_UNKNOWN else unknown
    unknown += joined
    doubtful = {
        word: splits
        for word in unknown
        if not word.isdigit() and (splits := _split(scope, rules, word))
    }
    coined, programs = share_strange(known, words, unknown, doubtful)
    scope = msgspec.structs.replace(
        scope,
        ends=dict(_find_ends(doubtful)),
        coined=coined,
        programs=programs,
        is_of_trade=is_of_trade(known, words, len(text)),
        losses=rate_losses(known, len(text), doubtful),
    )
    placed = [*_place_found(scope, rules, rules.texts, text)]
    if doubtful:
        placed += _place(scope, rules, text, doubtful)
    kept = [one for one in placed if not is_address(text, one.start, one.end)]
    kept += _place_found(scope, rules, rules.addresses, text)
    return tuple(_join(whole, kept))


def _place_found(
    scope: Scope, rules: GlueRules, finders: Iterable[Finder], text: str
) -> Iterator[_Placed]:
    """Rate what *finders* find in the whole text."""
    for find in finders:
        for candidate in find(scope, text):
            split = rules.raters[candidate.kind].rate(candidate)
            if split is not None:
                yield _Placed(candidate.start, candidate.end, split)


def _find_ends(
    doubtful: dict[str, tuple[Split, ...]],
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Find the first part and the last of words that are parted for certain."""
    for word, splits in doubtful.items():
        if splits[0].confidence >= CERTAIN:
            yield word, (word[: splits[0].at], word[splits[-1].at :])


def _split(scope: Scope, rules: GlueRules, word: str) -> tuple[Split, ...]:
    """Find the splits of one *word*, certain ones or, without any, doubtful ones."""
    if len(word) > _LONGEST:
        return ()
    if scope.language.spelled:
        word = word.translate(scope.language.spelled)
    if scope.is_settled(word):
        is_plain = word[1:].islower()
        return () if is_plain else tuple(rules.split(rules.joints, scope, word))
    splits = _split_whole(scope, rules, word)
    if not splits and word.isalpha():
        splits = tuple(rules.split(rules.strangers, scope, word))
    if len(splits) == 1:
        splits = (_weigh(scope, (rules.elsewhere,), word, splits[0]),)
    certain = tuple(split for split in splits if split.confidence >= CERTAIN)
    return certain or tuple(split for split in splits if split.confidence >= _OFFERED)


def _weigh(
    scope: Scope,
    tables: Iterable[Cases],
    word: str,
    split: Split,
    start: int = 0,
    piece: slice = slice(None),
) -> Split:
    """
    Weigh what is around a *word*, at *start* in the text, by those of the *tables*.

    Of a word that is parted more than once the *piece* around the split is weighed.
    """
    candidate: Candidate | None = None
    for table in tables:
        if split.confidence >= table.below:
            continue
        if candidate is None or candidate.confidence != split.confidence:
            at, end = split.at, start + len(word)
            candidate = Candidate(
                split.rule,
                scope,
                word,
                at,
                word[:at][piece],
                word[at : piece.stop],
                confidence=split.confidence,
                start=start,
                end=end,
            )
        split = table.adjust(candidate, split)
    return split


def _split_whole(scope: Scope, rules: GlueRules, word: str) -> tuple[Split, ...]:
    """Find all splits of *word*; one of small letters hangs on no name, and on no text."""
    if not word.islower() or scope.vocabulary.has_name_within(word):
        return tuple(sorted(_split_again(scope, rules, word)))
    kept = scope.vocabulary.splits
    key = rules, scope.language.table.language, word
    splits = kept.get(key)
    if splits is None:
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        splits = kept[key] = tuple(sorted(_split_again(scope, rules, word)))
    return splits


def split_alone(words: Sequence[str], language: str) -> Iterator[tuple[str, str, str]]:
    """
    Split those of *words* that could be two, as if no archive held them.

    Yields the word and its first two parts. What may be a name, or a form of a word that
    no table holds, must look like two words; one of small letters that a dictionary lacks
    need not: whoever asks has evidence.
    """
    known = get_language(language)
    if known is None:
        return
    scope = Scope(known, EMPTY, frozenset(words), "\n".join(words))
    for word in words:
        splits = _split(scope, GLUE_RULES, word)
        is_open = word.islower() and known.table.dictionary
        if not splits and is_open and not scope.is_settled(word):
            splits = _split_whole(scope, GLUE_RULES, word)[:1]
        if splits:
            first, *others = (split.at for split in splits)
            yield word, word[:first], word[first : others[0] if others else len(word)]


def _split_again(scope: Scope, rules: GlueRules, word: str) -> Iterator[Split]:
    """Split *word*, which is not settled, where that is plainest; then what that leaves."""
    splits = _split_once(scope, rules, word)
    yield from splits
    edges = [0, *(split.at for split in splits), len(word)]
    if not splits or any(split.confidence < CERTAIN for split in splits):
        return
    for start, end in pairwise(edges):
        if not scope.is_settled(word[start:end]):
            for split in _split_again(scope, rules, word[start:end]):
                yield split.moved(start)


def _split_once(scope: Scope, rules: GlueRules, word: str) -> list[Split]:
    """Split *word* by the passes over its kind; behind what is elided, if there is some."""
    if at := scope.elided(word):
        rest = word[at:]
        splits = [] if scope.is_settled(rest) else _split_once(scope, rules, rest)
        return [split.moved(at) for split in splits]
    return _split_bare(scope, rules, word)


def _split_bare(scope: Scope, rules: GlueRules, word: str) -> list[Split]:
    if _word_of(scope.language.letters).fullmatch(word) is None:
        return rules.split(rules.scripts, scope, word)
    base, mark, clitic = _split_clitic(scope, word)
    if mark and not clitic:
        return rules.split(rules.apostrophes, scope, word)
    if mark and scope.is_settled(base):
        return []
    if not _letters_of(scope, base).isalpha():
        return rules.split(rules.digits, scope, base)
    if base.isupper():
        is_name = scope.vocabulary.has_name(base.capitalize())
        if is_name or len(base) < _SHORTEST_CAPITALS:
            return []
        base = base.lower()
    elif not base[1:].islower():
        return rules.split(rules.capitals, scope, base)
    is_long = not _SHORTEST_PAIR <= len(base) <= _LONGEST_PAIR
    if is_long or scope.is_inflected(base.lower()):
        return []
    return rules.split(rules.letters, scope, base)


def _letters_of(scope: Scope, word: str) -> str:
    """Give *word* without the apostrophes that are letters in it."""
    return word.replace("'", "") if scope.language.has_inner_mark else word


def _split_clitic(scope: Scope, word: str) -> tuple[str, str, str]:
    """Split `Moscow’s` into base, mark and clitic; no clitic where another follows."""
    if scope.language.has_inner_mark:
        return word, "", ""
    for mark in "’'":
        base, found, end = word.rpartition(mark)
        if found:
            is_clitic = end in scope.language.clitics and base.isalnum()
            return (base, mark, end) if is_clitic else (word, mark, "")
    return word, "", ""


@cache
def _letter_of(letters: str) -> re.Pattern[str]:
    return re.compile(f"[{letters}]")


@cache
def _word_of(letters: str) -> re.Pattern[str]:
    return re.compile(rf"[{letters}\d’']+")


def _place(
    scope: Scope, rules: GlueRules, text: str, doubtful: dict[str, tuple[Split, ...]]
) -> Iterator[_Placed]:
    """Find where the *doubtful* words stand, and adjust their splits to the place."""
    places = find_words(text, doubtful)[:_MOST_PLACES]
    counts = Counter(found[0] for found in places)
    for found in places:
        word, (start, end) = found[0], found.span()
        tables = [rules.beside]
        if counts[word] > 1:
            tables.append(rules.recurring)
        if counts[word] >= _OFTEN:
            tables.append(rules.often)
        capital = (rules.capitalized,) if word[0].isupper() else ()
        tables.append(rules.coining)
        splits = doubtful[word]
        for number, split in enumerate(splits):
            weighed = split
            if len(splits) == 1:
                weighed = _weigh(scope, (rules.around,), word, split, start)
            if weighed is split:
                own = tables if number else [*capital, *tables]
                edges = [None, *(one.at for one in splits), None]
                piece = slice(edges[number], edges[number + 2])
                weighed = _weigh(scope, own, word, split, start, piece)
            if weighed.confidence >= _OFFERED:
                yield _Placed(start, end, weighed.moved(start))


def _join(text: str, placed: Iterable[_Placed]) -> list[Glue]:
    """Make one repair of the splits that share a word; doubtful ones give way."""
    placed = sorted(placed)
    certain = _group(one for one in placed if one.split.confidence >= CERTAIN)
    doubtful = _group(one for one in placed if one.split.confidence < CERTAIN)
    taken = {at for group in certain for one in group for at in (one.start, one.end)}
    free = [
        group
        for group in doubtful
        if not any(one.start in taken or one.end in taken for one in group)
    ]
    return sorted(
        (_repair(text, group) for group in certain + free), key=attrgetter("start")
    )


def _group(placed: Iterable[_Placed]) -> list[list[_Placed]]:
    groups: list[list[_Placed]] = []
    end = 0
    for one in placed:
        if groups and one.start < end:
            groups[-1].append(one)
        else:
            groups.append([one])
        end = max(end, one.end)
    return groups


def _repair(text: str, group: list[_Placed]) -> Glue:
    if len(group) == 1:
        return _repair_one(text, *group)
    start, end = group[0].start, max([one.end for one in group])
    cases = dict(sorted([(one.split.at, one.split.case) for one in group]))
    ends = [*cases]
    pieces = [text[a:b] for a, b in zip([start, *ends], [*ends, end], strict=True)]
    weakest = min([one.split for one in group], key=attrgetter("confidence"))
    return Glue(
        start=start,
        before=text[start:end],
        after=" ".join(pieces),
        rule=weakest.rule,
        confidence=round(weakest.confidence, 3),
        cases=tuple(cases.values()),
    )


def _repair_one(text: str, placed: _Placed) -> Glue:
    """Make the repair of a word that lost one space, as nearly all did."""
    start, end, split = placed.start, placed.end, placed.split
    at = split.at
    return Glue(
        start,
        text[start:end],
        f"{text[start:at]} {text[at:end]}",
        split.rule,
        round(split.confidence, 3),
        (split.case,),
        tuple([f"{text[start:at]} {text[at:end]}" for at in split.others]),
    )
