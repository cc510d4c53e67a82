"""Two words in a row of small letters: `wasseen`, `Vostrikhanovtold`."""

from __future__ import annotations

from commentariat.intake.phrases.wordlists import word_set
from commentariat.intake.repairs.glue.evidence import rank_pair, rate_split
from commentariat.intake.repairs.glue.model import Split
from commentariat.intake.repairs.glue.scope import WHOLE, Scope
from commentariat.intake.repairs.glue.wordtable import RARE

_LONGEST = 36
"""Letters of the longest word looked at: two of the longest there are."""
_TRIED = 3
"""So many ways to split a word are weighed, the ones of the commonest words."""
_NEAR = 0.5
"""Two ways this near in log10 of their frequency leave it open which is right."""
_FREE = 0.9
"""How sure a split behind a preposition is where no word has it as a prefix."""
_COMMON_RIGHT = -5.3
_LIKE_A = word_set("all also an and any are as at")
"""Words that begin with an `a` and may be the left one in its place: `areleased`."""
_NEAR_A = 1.2
"""How near such a way comes in log10 of its frequency to leave it open."""
_DETERMINERS = word_set("a an every his its my our the their your")
_VERBS = word_set(
    "am and are be because been did do does had has have he if in is it of or she than"
    " that the they this to was we were will with you"
)
"""Words that none of those precede: `theare` is no `the are`."""
_NEVER_LAST = word_set("i o u")
"""Words of one letter that are none, or no such, behind another: `thompsoni`."""
_SHORTEST_FREE = 5
"""Letters of a left part that is a word, and no stem with the vowel of a compound."""
_USUAL = -5.0
"""From this log10 on a pair is usual: `in order`, not `in closing`."""


def cut_words(scope: Scope, word: str) -> list[Split]:
    """Find where *word*, a small-lettered run with or without capital, comes apart."""
    if not 4 <= len(word) <= _LONGEST or scope.is_inflected(word.lower()):
        return []
    finders = (cut_name, _cut_pair, _cut_first, _cut_last)
    cuts = [cut for find in finders for cut in find(scope, word)]
    best = max(cuts, key=lambda cut: cut.confidence, default=None)
    return [best] if best else _cut_three(scope, word)


def _cut_pair(scope: Scope, word: str) -> list[Split]:
    """Split into two known words, where the evidence is for it."""
    ranked = rank_pairs(scope, word)
    if not ranked:
        return []
    rank, at = ranked[0]
    lower = word.lower()
    left, right = lower[:at], lower[at:]
    known = _rate_whole(scope, word, left, right)
    is_title = word[0].isupper() and not _is_after_known(scope, word[:at], right)
    confidence = rate_split(scope.language, left, right, known, is_title=is_title)
    if left == "i" and known is None and scope.is_common(right, -5.3):
        confidence = max(confidence, 0.88)
    if len(ranked) > 1 and rank - ranked[1][0] < _NEAR:
        confidence = min(confidence, 0.6)
    if not _may_follow(left, right):
        confidence = min(confidence, 0.4)
    if left == "a" and any(
        lower[:other] in _LIKE_A and rank - near < _NEAR_A for near, other in ranked[1:]
    ):
        confidence = min(confidence, 0.6)
    is_verb = right.endswith(scope.language.verb_only_endings)
    if is_verb and left in scope.language.governing:
        confidence = min(confidence, 0.4)
    if left in _DETERMINERS and right in _VERBS:
        confidence = min(confidence, 0.4)
    if is_bound(scope, left, right):
        confidence = min(confidence, 0.4)
        if _is_free(scope, left, right) and not is_verb:
            confidence = _FREE
    if known is not None and left in scope.language.prefix_words and rank < _USUAL:
        confidence = min(confidence, 0.6)
    return [Split(at, "glued-words", confidence)]


def _cut_first(scope: Scope, word: str) -> list[Split]:
    """Split a preposition off that looks like a prefix, and is none: `насобственных`."""
    language, left, right = scope.language, word[:2].lower(), word[2:]
    if left == language.negation:
        is_verb = right.endswith(language.verb_endings) and not right.startswith("до")
        is_free = is_verb and len(right) > 4 and scope.is_common(right, -5.5)
        is_free &= not scope.is_common(word, -6.3)
    else:
        is_free = left in language.affix_words and _is_free(scope, left, right)
    return [Split(2, "glued-words", _FREE)] if is_free and scope.is_part(right) else []


def _cut_last(scope: Scope, word: str) -> list[Split]:
    """Split a preposition off that looks like an ending, and is none: `основанныена`."""
    left, right = word[:-2].lower(), word[-2:]
    if right not in scope.language.affix_words or len(left) < _SHORTEST_FREE:
        return []
    table = scope.language.table
    if left not in table.known or table.has_beginning(left + right[0]):
        return []
    return [Split(len(left), "glued-words", _FREE)]


def _may_follow(left: str, right: str) -> bool:
    """Tell whether the article fits: `an oath`, `a ship`, but no `an steel`."""
    is_vowel = right[0] in "aeio" and not right.startswith(("eu", "one", "once"))
    return right[0] in "aeiouh" if left == "an" else left != "a" or not is_vowel


def _is_after_known(scope: Scope, left: str, right: str) -> bool:
    """Tell whether *left* is a name elsewhere, and *right* no end that names have."""
    is_free = scope.is_function_word(right) and right not in NAME_ENDS
    may_follow = is_free or right.endswith(scope.language.attribute_endings)
    return may_follow and scope.is_name(left)


def _rate_whole(scope: Scope, word: str, left: str, right: str) -> float | None:
    """Rate *word* as one; where the pair is usual, the archive repeats its scars."""
    language = scope.language
    is_usual = left in language.function_words or right in language.after_names
    if is_usual or language.table.pair_log(left, right) is not None:
        return scope.rate_word(word)
    return scope.rate_archived(word)


def is_bound(scope: Scope, left: str, right: str) -> bool:
    """Tell whether one of the two is of the kind that compounds are made of."""
    language = scope.language
    if left in language.prefixes:
        return left not in language.tens or not right.endswith(language.plural_endings)
    if left.endswith(language.interfixes) and left not in language.function_words:
        is_near = len(left) < _SHORTEST_FREE or right.endswith(
            language.after_interfixes
        )
        if is_near or language.table.has_beginning(left + right[:2]):
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


def _is_free(scope: Scope, left: str, right: str) -> bool:
    """Tell whether a preposition is none of the prefixes that look like it."""
    if left not in scope.language.free_prefixes or len(right) < 4:
        return False
    stem = (left + right)[: max(len(left) + 3, len(left + right) - 2)]
    is_common = scope.is_common(right, _COMMON_RIGHT)
    return is_common and not scope.language.table.has_beginning(stem)


def rank_pairs(scope: Scope, word: str) -> list[tuple[float, int]]:
    """List the ways to split *word*, the likeliest first."""
    lower = word.lower()
    ways = [
        at
        for at in range(1, len(lower))
        if scope.is_part(lower[at:])
        and scope.is_part(lower[:at])
        and (at > 1 or word[0] != "i")
        and word[at:] not in _NEVER_LAST
    ]
    ranked = [(rank_pair(scope.language, lower[:at], lower[at:]), at) for at in ways]
    return sorted(ranked, reverse=True)[:_TRIED]


def cut_name(scope: Scope, word: str) -> list[Split]:
    """Split a name no table holds from the word behind it: `Vostrikhanovtold`."""
    if not word[0].isupper() or scope.rate_word(word) is not None:
        return []
    return [
        Split(at, "glued-name", confidence)
        for at in range(2, len(word) - 1)
        if (confidence := _rate_name(scope, word[:at], word[at:]))
        and not _is_archived_name(scope, word, word[:at])
    ]


def _is_archived_name(scope: Scope, word: str, name: str) -> bool:
    """Tell whether the archive has *word* itself as a name: `Pechtold`."""
    count = scope.vocabulary.count(word)
    return count >= WHOLE and count > scope.vocabulary.count(name)


def _rate_name(scope: Scope, name: str, right: str) -> float:
    if len(name) > 3 and _begins_after_name(scope, right):
        return 0.98 if scope.is_name(name) else 0.95
    if len(name) < 4 and scope.is_name(name):
        is_said = right in scope.language.after_names and not scope.is_function_word(
            right
        )
        return 0.95 if is_said and not scope.is_function_word(name) else 0.0
    if not scope.is_name(name) or len(name) < 4 or len(right) < 3:
        return 0.0
    if not scope.is_part(right) or _is_shifted(scope, name, right):
        return 0.0
    if scope.is_common(name, RARE):
        return _rate_tabled_name(scope, name, right)
    if is_bound(scope, name.lower(), right):
        return 0.4
    if len(right) == 3:
        return 0.9 if scope.is_function_word(right) and right not in NAME_ENDS else 0.0
    table = scope.language.table
    return 0.95 if table.count_compounds_before(right) < 8 else 0.6


def _is_shifted(scope: Scope, name: str, right: str) -> bool:
    """Tell whether an s may belong to the other word: `Firedrakespouted`."""
    if right[0] == "s":
        return scope.is_part(right[1:])
    return name[-1] == "s" and scope.is_name(name[:-1]) and scope.is_part(f"s{right}")


def _rate_tabled_name(scope: Scope, name: str, right: str) -> float:
    """Rate a name that makes no compounds before a word: `Kronstadtrevolt`."""
    if len(name) < 5 or len(right) < 4 or right in scope.language.name_endings:
        return 0.0
    if is_bound(scope, name.lower(), right) or not scope.is_common(right, -5.7):
        return 0.0
    if scope.is_proper(right) or not scope.is_proper(name, RARE):
        return 0.0
    is_known = scope.is_proper(name) or scope.vocabulary.count(name) >= WHOLE
    table = scope.language.table
    return 0.92 if is_known and table.count_compounds_before(right) < 8 else 0.0


def _begins_after_name(scope: Scope, right: str) -> bool:
    """Tell whether *right* is a word such as `said`, or one and another."""
    return any(
        right[:at] in scope.language.after_names
        and (at == len(right) or scope.is_part(right[at:]))
        for at in range(4, len(right) + 1)
    )


NAME_ENDS = word_set(
    "am an and at be do go has he her if its me my no on one or our out she so up us we"
)
"""Short words that names end in: `Roland`, `Fischer`, `Andreano`."""


def _cut_three(scope: Scope, word: str) -> list[Split]:
    """Split into three, where spaces were lost on both sides of a short link."""
    lower = word.lower()
    size = len(lower)
    firsts = [at for at in range(2, size - 4) if scope.is_part(lower[:at])]
    lasts = [at for at in range(4, size - 1) if scope.is_part(lower[at:])]
    ways = [
        (_rank_three(scope, lower, first, last), first, last)
        for first in firsts
        for last in lasts
        if last - first > 2 and scope.is_part(lower[first:last])
    ]
    if not ways or scope.rate_word(word) is not None:
        return []
    rank, first, last = max(ways)
    confidence = 0.9 if rank > -11 else 0.5
    return [Split(at, "glued-words", confidence) for at in (first, last)]


def _rank_three(scope: Scope, word: str, first: int, last: int) -> float:
    left, middle, right = word[:first], word[first:last], word[last:]
    return rank_pair(scope.language, left, middle) + rank_pair(
        scope.language, middle, right
    )
