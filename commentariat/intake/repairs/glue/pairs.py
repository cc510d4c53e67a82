"""Two words or three in a row of small letters: `wasseen`, `wasseenas`, `насобственных`."""

from __future__ import annotations

from collections.abc import Iterator

from commentariat.intake.repairs.glue.around import count_in
from commentariat.intake.repairs.glue.candidate import Candidate
from commentariat.intake.repairs.glue.evidence import rank_pair, rate_split, weigh_split
from commentariat.intake.repairs.glue.forms import is_joined
from commentariat.intake.repairs.glue.scope import Scope

_TRIED = 3
"""So many ways to split a word are weighed, the ones of the commonest words."""
_SHORTEST_FREE = 5
"""Letters of a left part that is a word, and no stem with the vowel of a compound."""
_SHORTEST_DETERMINER = 3
"""Letters of a determiner that is no mere syllable."""
_SHORTEST_UNKNOWN = 3
"""Letters of a word that no table holds, behind a determiner."""
_LONG_OPENER, _LONG_UNKNOWN = 3, 4
"""Letters of a determiner and of an unknown word that need not stand elsewhere."""
_TOLD = 3
"""Letters of a rare word that tell whether any word goes on like it."""
_SHORTEST_STEM = 3
"""Letters of a word that are its stem, behind a prefix."""
_LONGEST_ENDING = 2
"""Letters that a form of a word may have instead."""
_AFFIX = 2
"""Letters of a preposition that looks like a prefix or an ending."""
_THREE = (2, 3, 2)
"""Letters of the shortest first, middle and last word of three."""


def find_pair(scope: Scope, word: str) -> Iterator[Candidate]:
    """Find the two known words that are likeliest in a row."""
    ranked = rank_pairs(scope, word)
    if ranked:
        (rank, at), lower = ranked[0], word.lower()
        yield Candidate(
            "pair", scope, word, at, lower[:at], lower[at:], "", rank, tuple(ranked[1:])
        )


def rank_pairs(scope: Scope, word: str) -> list[tuple[float, int]]:
    """
    List the ways to split *word*, the likeliest first, each with its rank.

    That is log10 of the frequency of the two in a row, or the log odds of all that speaks
    for them where the language weighs forms.
    """
    ways = list_ways(scope, word)
    if not scope.language.weighs_forms:
        return ways
    return sorted(((_weigh_way(scope, word, at), at) for _, at in ways), reverse=True)


def list_ways(scope: Scope, word: str) -> list[tuple[float, int]]:
    """List the ways to split *word* with log10 of the frequency of the two in a row."""
    lower, language = word.lower(), scope.language
    ways = [
        at
        for at in _list_places(scope, lower)
        if (at > 1 or word[0] not in language.never_first)
        and word[at:] not in language.never_last
    ]
    ranked = [(rank_pair(language, lower[:at], lower[at:]), at) for at in ways]
    return sorted(ranked, reverse=True)[:_TRIED]


def _list_places(scope: Scope, word: str) -> list[int]:
    """List where *word* may be parted; where forms are weighed, one may be a form of another."""
    language = scope.language
    places = scope.list_ways(word)
    if not language.weighs_forms or language.compounds:
        return places
    others = (at for at in range(1, len(word)) if _has_form(scope, word, at))
    return sorted({*places, *others})


def _has_form(scope: Scope, word: str, at: int) -> bool:
    left, right = word[:at], word[at:]
    if scope.is_part(left):
        return scope.is_form(right)
    return scope.is_part(right) and scope.is_form(left)


def _weigh_way(scope: Scope, word: str, at: int) -> float:
    """Give the log odds of a way to part *word*, by itself."""
    lower = word.lower()
    left, right = lower[:at], lower[at:]
    known = scope.rate_word(word)
    is_title = word[0].isupper()
    return weigh_split(scope.language, left, right, known, is_title=is_title)


def find_negation(scope: Scope, word: str) -> Iterator[Candidate]:
    """Find the negation, which looks like a prefix: `нехватало`."""
    negation = scope.language.negation
    at = len(negation)
    if negation and word[:at].lower() == negation:
        yield Candidate("negation", scope, word, at, negation, word[at:])


def find_determined(scope: Scope, word: str) -> Iterator[Candidate]:
    """Find a determiner or a preposition before what no table holds: `theunmasker`."""
    lower, openers = word.lower(), scope.language.openers
    for at in range(2 if word[0].isupper() else 1, len(lower) - _SHORTEST_UNKNOWN + 1):
        right = word[at:]
        if (
            lower[:at] in openers
            and right.islower()
            and _may_be_word(scope, lower[:at], right)
        ):
            yield Candidate("determined", scope, word, at, lower[:at], right)


def _may_be_word(scope: Scope, left: str, word: str) -> bool:
    """
    Tell whether *word* is one that tables lack.

    It stands elsewhere, or is a form of another; or it is in the tail of the tables, and no
    word goes on like it behind *left*.
    """
    is_long = len(left) >= _LONG_OPENER
    is_likely = scope.is_name(word) or (is_long and scope.is_inflected(word))
    is_free = is_long and len(word) >= _LONG_UNKNOWN
    is_free = is_free and scope.rate_word(word) is not None
    is_free = is_free and not scope.language.table.begins_stem(left + word[:_TOLD])
    return (is_likely or is_free) and not scope.is_part(word)


def is_apart(candidate: Candidate) -> bool:
    """Tell whether the right part stands elsewhere, or is a form of another word."""
    scope, right = candidate.scope, candidate.right
    return scope.is_name(right) or scope.is_inflected(right)


def stands_often(candidate: Candidate, times: int) -> bool:
    """Tell whether the text has the right part so many times besides."""
    return count_in(candidate.scope.text, f" {candidate.right}") >= times


def find_three(scope: Scope, word: str) -> Iterator[Candidate]:
    """Find the likeliest three words, where spaces were lost on both sides of one."""
    lower, size = word.lower(), len(word)
    least = _THREE
    ends = [
        at
        for at in range(least[0] + least[1], size - least[2] + 1)
        if scope.is_part(lower[at:])
    ]
    if not ends:
        return
    starts = [
        at
        for at in range(least[0], size - least[1] - least[2] + 1)
        if scope.is_part(lower[:at])
    ]
    ways = [
        (_rank_three(scope, lower, start, end), start, end)
        for start in starts
        for end in ends
        if end - start >= least[1] and scope.is_part(lower[start:end])
    ]
    if ways and scope.rate_word(word) is None:
        rank, start, end = max(ways)
        first, middle, last = lower[:start], lower[start:end], lower[end:]
        yield Candidate("three", scope, word, start, first, middle, last, rank)
        yield Candidate("three", scope, word, end, middle, last, first, rank)


def _rank_three(scope: Scope, word: str, start: int, end: int) -> float:
    left, middle, right = word[:start], word[start:end], word[end:]
    return sum(
        rank_pair(scope.language, *pair) for pair in ((left, middle), (middle, right))
    )


def weigh_pair(candidate: Candidate) -> float:
    """Weigh the evidence for two words and against."""
    scope, word = candidate.scope, candidate.word
    name = word[: candidate.at]
    is_title = word[0].isupper() and not (
        scope.is_name(name) and _may_follow_name(scope, candidate.right)
    )
    return rate_split(
        scope.language,
        candidate.left,
        candidate.right,
        _rate_whole(candidate),
        is_title=is_title,
    )


def _may_follow_name(scope: Scope, right: str) -> bool:
    """Tell whether *right* is no end that names have."""
    language = scope.language
    is_free = scope.is_function_word(right) and right not in language.short_name_endings
    return is_free or right.endswith(language.attribute_endings)


def _rate_whole(candidate: Candidate) -> float | None:
    """Rate the word as one; where the pair is usual, the archive repeats its scars."""
    scope, left, right = candidate.scope, candidate.left, candidate.right
    language = scope.language
    is_usual = left in language.function_words or right in language.after_names
    if is_usual or language.table.pair_log(left, right) is not None:
        return scope.rate_word(candidate.word)
    return scope.rate_archived(candidate.word)


def is_word(candidate: Candidate) -> bool:
    """Tell whether the whole is a word by the tables, or by the archive where that counts."""
    return _rate_whole(candidate) is not None


def misses_article(candidate: Candidate) -> bool:
    """Tell whether the article does not fit: `an oath`, `a ship`, but no `an steel`."""
    article, right = candidate.left, candidate.right
    language = candidate.scope.language
    if article in language.vowel_article:
        return right[0] not in language.vowel_article_before
    is_vowel = right[0] in language.vowels and not right.startswith(
        language.consonant_beginnings
    )
    return article in language.article and is_vowel


def is_near(candidate: Candidate, distance: float) -> bool:
    """Tell whether another way to part the word comes so near in rank."""
    rivals = candidate.rivals
    distance *= candidate.scope.language.rivals
    return bool(rivals) and candidate.rank - rivals[0][0] < distance


def is_near_article(candidate: Candidate, distance: float) -> bool:
    """Tell whether so near a way begins with a word in which an article does: `areleased`."""
    lower, words = candidate.word.lower(), candidate.scope.language.like_article
    return any(
        lower[:at] in words and candidate.rank - rank < distance
        for rank, at in candidate.rivals
    )


def _is_listed(candidate: Candidate) -> bool:
    pair_log = candidate.scope.language.table.pair_log
    return pair_log(candidate.left, candidate.right) is not None


def is_near_determiner(candidate: Candidate, distance: float) -> bool:
    """Tell whether so near a way begins with a determiner, of two that nobody listed."""
    scope, lower = candidate.scope, candidate.word.lower()
    determiners = scope.language.determiners
    if candidate.left in determiners or _is_listed(candidate):
        return False
    return any(
        at >= _SHORTEST_DETERMINER
        and lower[:at] in determiners
        and candidate.rank - rank < distance
        for rank, at in candidate.rivals
    )


def has_rare_part(candidate: Candidate, log: float) -> bool:
    """Tell whether one of three words is less frequent than that, a prefix or a name."""
    scope = candidate.scope
    return not all(
        scope.is_common(part, log)
        and part not in scope.language.prefixes
        and not scope.is_proper(part)
        for part in (candidate.left, candidate.right, candidate.extra)
    )


def is_ranked(candidate: Candidate, log: float) -> bool:
    """Tell whether the parts in a row are at least so frequent."""
    return candidate.rank >= log


def is_compound(candidate: Candidate) -> bool:
    """Tell whether one of the two is of the kind that compounds are made of."""
    return is_bound(candidate.scope, candidate.left.lower(), candidate.right)


def is_bound(scope: Scope, left: str, right: str) -> bool:
    """Tell whether *left* or *right* is of the kind that compounds are made of."""
    language = scope.language
    if left in language.prefixes:
        return left not in language.tens or not right.endswith(language.plural_endings)
    if left.endswith(language.interfixes) and left not in language.function_words:
        is_near = len(left) < _SHORTEST_FREE or right.endswith(
            language.after_interfixes
        )
        if is_near or language.table.has_beginning(left + right[:_AFFIX]):
            return True
    is_free = left in language.function_words and left not in language.quantifiers
    if right not in language.suffixes or is_free:
        return False
    if left.endswith(language.participle_endings):
        return right not in language.looser_suffixes
    is_loose = left.endswith(language.inflected_endings) and not left.endswith(
        language.stem_endings
    )
    return not (is_loose and right in language.loose_suffixes)


def is_form(candidate: Candidate) -> bool:
    """Tell whether the two may be a form of a word that the tables have in another."""
    language, left = candidate.scope.language, candidate.left.lower()
    functions = language.function_words
    is_free = len(left) > 1 and (left in functions or candidate.right in functions)
    return language.inflects and not is_free and begins_words(candidate)


def is_weighed(candidate: Candidate) -> bool:
    """Tell whether the weights of the language tell compounds and forms."""
    return candidate.scope.language.weighs_forms


def is_joined_attribute(candidate: Candidate) -> bool:
    """Tell whether a vowel may join the two: `свежеустановленные`."""
    language, left = candidate.scope.language, candidate.left
    endings = language.after_interfixes
    is_last = candidate.right.endswith(endings)
    return language.weighs_forms and is_last and is_joined(language, left)


def may_be_joined(candidate: Candidate) -> bool:
    """Tell whether the language makes compounds of any two words."""
    return candidate.scope.language.compounds


def may_be_one(candidate: Candidate) -> bool:
    """Tell whether the two may be one word that no table of an inflecting language holds."""
    language = candidate.scope.language
    functions = language.function_words
    is_free = candidate.left.lower() in functions or candidate.right in functions
    is_joined = language.compounds and not is_free
    return language.inflects and (
        is_joined or is_compound(candidate) or is_form(candidate)
    )


def begins_words(candidate: Candidate) -> bool:
    """Tell whether any word begins like the two together, up to its ending."""
    whole = candidate.left + candidate.right
    stem = max(len(candidate.left) + _SHORTEST_STEM, len(whole) - _LONGEST_ENDING)
    return candidate.scope.language.table.has_beginning(whole[:stem])


def known(scope: Scope, word: str) -> bool:
    """Tell whether *word* is in the tables as it stands."""
    return word in scope.language.table.known


def begins_with(scope: Scope, word: str, beginnings: str) -> bool:
    """Tell whether *word* begins with one of those *beginnings* of the language."""
    return word.startswith(getattr(scope.language, beginnings))
