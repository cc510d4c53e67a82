"""The search: words no table holds, their cuts, and the repairs made of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, filterfalse, pairwise

import msgspec

from commentariat.intake.repairs.glue.languages import get_language
from commentariat.intake.repairs.glue.model import CERTAIN, Glue, Split
from commentariat.intake.repairs.glue.punctuation import (
    find_marks,
    find_quotes,
    find_single_quotes,
)
from commentariat.intake.repairs.glue.scope import WHOLE, Scope
from commentariat.intake.repairs.glue.seams import (
    cut_apostrophe,
    cut_case,
    cut_digits,
    cut_joined,
    cut_scripts,
    is_joined,
)
from commentariat.intake.repairs.glue.vocabulary import EMPTY, Vocabulary
from commentariat.intake.repairs.glue.words import NAME_ENDS, cut_name, cut_words

_OFFERED = 0.2
"""Below this confidence not even an editor is asked."""
_SURE = 0.97
"""Below this confidence no part of a hyphenated word is split: it may be a name."""
_SURE_TWICE = 0.99
"""The same for a word that stands in the text again: few scars recur."""
_SURE_INSIDE = 0.998
"""The same for a function word with a capital in mid-sentence: it may be a name."""
_PAIRED = 0.9
"""How sure a likely split is where the two words stand in a row elsewhere."""
_LIKELY = 0.6
"""From here on a split is likely enough that the words of the text may decide."""
_IN_TEXT = 0.87
"""How sure such a split is where both words stand elsewhere in the text."""
_SURE_STRANGE = 0.93
"""Below this confidence a split is offered only, where neither does."""
_OF_PAIRS = frozenset({"glued-words", "glued-case", "glued-name"})
_SURE_NAME = 0.92
"""The same for any word with a capital whose beginning is no name elsewhere."""
_LONGEST = 60
"""Letters of the longest word looked at."""
_MOST_KEPT = 65_536
"""Words whose cuts are kept for other texts."""
_LONG = 50_000
"""Characters of a text that is searched for walls: a short one costs little."""
_WALL = 2000
"""Characters without a space between them that are no prose any more."""
_COMMON_BEHIND = -5.0
"""log10 of the frequency of a word that may follow a name: not the `peng` of one."""
_NEAR = 40
"""Characters before a word that tell whether another with a capital precedes it."""
_TITLE_END = re.compile(r"(?<!\w)[A-ZÀ-ÞА-ЯЁ][\w’'-]*\Z")
_BEGIN = re.compile(r"(?:\A|[.?!:;“”\"\n])\s*[^\W_]+\Z")
"""The first word of a sentence, which has a capital whatever it is."""
_REACH = 120
"""Characters on each side that are searched for the ends of an address."""
_JOINED = re.compile(r"[A-ZÀ-ÞА-ЯЁ][a-zß-ÿа-яё]{2,40}[A-ZÀ-ÞА-ЯЁ][a-zß-ÿа-яё]{2,40}")
_WORD = re.compile(r"\w+(?:[’']\w+)*")
_MOST_PLACES = 30_000
"""So many scars are more than a raw file may have: which they are is all the same."""
_MOST_UNKNOWN = 50_000
"""So many different words that no table holds are no prose of the language."""
_BESIDE_WORDS = "“”—–…«»„\xa0"
_BETWEEN_WORDS = bytes(
    code if code > 0x7F or chr(code).isalnum() or chr(code) in "_'" else 0x20
    for code in range(256)
)
_ADDRESS = re.compile(
    r"://|www\.|[@#\\_{}<>=|~^`]|/.*/|[a-z]{2}\.[a-z]{2,}\.\w|&\w+;"
    r"|\.(?:com|org|net|edu|gov|mil|int|info|html?|pdf|php|aspx?|ru|ua|eu|uk|de|fr|cn"
    r"|io|tv)\b",
    re.IGNORECASE,
)
"""What makes a stretch without spaces an address, a path or code."""


class _Seam(msgspec.Struct, frozen=True, order=True):
    """A cut in the text, and the words beside it."""

    start: int
    end: int
    cut: Split


def find_glue(
    text: str, language: str, vocabulary: Vocabulary = EMPTY
) -> tuple[Glue, ...]:
    """
    Find the words in *text* that were glued together, in order.

    Nothing is found in a *language* without a table. The *vocabulary* may hold
    the words of this very text: a word seen once makes no word.
    """
    own = get_language(language)
    if own is None or not _letter_of(own.letters).search(text):
        return ()  # nothing of the language: its tables need not be loaded
    text = _blank_walls(text)
    words = _words_of(text)
    scope = Scope(own, vocabulary, words, text)
    unknown = own.table.find_unknown(words)
    if len(unknown) > _MOST_UNKNOWN:
        unknown = []
    unknown += _find_joined(scope, words)
    doubtful = {
        word: cuts
        for word in unknown
        if not word.isdigit() and (cuts := _cut(scope, word))
    }
    scope = msgspec.structs.replace(scope, ends=dict(_find_ends(doubtful)))
    marks = chain.from_iterable(
        find(scope, text) for find in (find_marks, find_quotes, find_single_quotes)
    )
    seams = [_Seam(start, end, cut) for cut, start, end in marks]
    if doubtful:
        seams += _place(scope, text, doubtful)
    kept = (seam for seam in seams if not _is_address(text, seam.start, seam.end))
    return tuple(_join(text, sorted(kept)))


def _find_ends(
    doubtful: dict[str, tuple[Split, ...]],
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Find the first part and the last of words that are parted for certain."""
    for word, cuts in doubtful.items():
        if cuts[0].confidence >= CERTAIN:
            yield word, (word[: cuts[0].at], word[cuts[-1].at :])


def _find_joined(scope: Scope, words: frozenset[str]) -> list[str]:
    """Find words the tables know but for their inner capital: `WhiteHouse`."""
    found = words.intersection(_JOINED.findall(" ".join(words)))
    known = scope.language.table.known
    return [w for w in sorted(found) if w.lower() in known and is_joined(scope, w)]


def _blank_walls(text: str) -> str:
    """Blank what runs on without a space for longer than any prose does."""
    if len(text) < _LONG or not _has_wall(text):
        return text
    return re.sub(
        r"\S+", lambda run: " " * len(run[0]) if len(run[0]) > _WALL else run[0], text
    )


def _has_wall(text: str) -> bool:
    """Tell whether there may be a wall: so long a one holds a whole part of the text."""
    size = _WALL // 2
    parts = (text[at : at + size] for at in range(0, len(text), size))
    return any(part.split(maxsplit=1) == [part] for part in parts)


def _words_of(text: str) -> frozenset[str]:
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


def _cut(scope: Scope, word: str) -> tuple[Split, ...]:
    """Find the cuts of one *word*, certain ones or, without any, doubtful ones."""
    if len(word) > _LONGEST:
        return ()
    if scope.is_settled(word):
        return tuple(cut_joined(scope, word)) if not word[1:].islower() else ()
    cuts = _cut_whole(scope, word)
    if len(cuts) == 1:
        cut = _trust_pair(scope, word, cuts[0])
        cuts = [cut if cut is not cuts[0] else _weigh_text(scope, word, cut)]
    certain = tuple(cut for cut in cuts if cut.confidence >= CERTAIN)
    return certain or tuple(cut for cut in cuts if cut.confidence >= _OFFERED)


def _cut_whole(scope: Scope, word: str) -> list[Split]:
    """Find all cuts of *word*; one of small letters hangs on no name, and on no text."""
    if not word.islower() or scope.vocabulary.has_name_within(word):
        return sorted(_cut_again(scope, word))
    kept = scope.vocabulary.splits
    key = scope.language.table.language, word
    cuts = kept.get(key)
    if cuts is None:
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        cuts = kept[key] = tuple(sorted(_cut_again(scope, word)))
    return list(cuts)


def split_alone(words: Sequence[str], language: str) -> Iterator[tuple[str, str, str]]:
    """
    Split those of *words* that could be two, as if no archive held them.

    Yields the word and its first two parts. What may be a name, or a form of a word that
    no table holds, must look like two words; one of small letters that a dictionary lacks
    need not: whoever asks has evidence.
    """
    own = get_language(language)
    if own is None:
        return
    scope = Scope(own, EMPTY, frozenset(words), "\n".join(words))
    for word in words:
        cuts = _cut(scope, word)
        if not cuts and word.islower() and own.table.dictionary:
            cuts = tuple(_cut_whole(scope, word)[:1])
        if cuts:
            ends = [cut.at for cut in cuts[1:2]] or [len(word)]
            yield word, word[: cuts[0].at], word[cuts[0].at : ends[0]]


def _trust_pair(scope: Scope, word: str, cut: Split) -> Split:
    """Trust a likely *cut* the more where its two words stand in a row elsewhere."""
    left, right = word[: cut.at], word[cut.at :]
    is_open = cut.confidence < _PAIRED and cut.rule in _OF_PAIRS
    if not is_open or scope.vocabulary.count(word) >= WHOLE:
        return cut
    is_likely = cut.confidence >= _OFFERED
    if is_likely and len(right) > 2:
        is_paired = scope.has_pair(left, right)
    else:  # too little, unless the archive has it
        is_asked = is_likely or word.islower()
        is_paired = is_asked and scope.vocabulary.has_pair(left, right)
    return msgspec.structs.replace(cut, confidence=_PAIRED) if is_paired else cut


def _weigh_text(scope: Scope, word: str, cut: Split) -> Split:
    """
    Trust a *cut* the more where the text has both of its words elsewhere too.

    Of the likely ones 0.94 are scars then; of those just certain, one in six is a
    word of its own where a text of some length has neither.
    """
    if cut.rule != "glued-words":
        return cut
    first = word[: cut.at].lower()
    left, right = first in scope.here, word[cut.at :] in scope.here
    is_told = left and right and first not in scope.language.prefix_words
    if is_told and _LIKELY < cut.confidence < CERTAIN:
        return msgspec.structs.replace(cut, confidence=_IN_TEXT)
    is_strange = not (left or right) and len(scope.here) >= scope.language.telling
    if is_strange and CERTAIN <= cut.confidence < _SURE_STRANGE:
        return msgspec.structs.replace(cut, confidence=CERTAIN - 0.05)
    return cut


def _cut_again(scope: Scope, word: str) -> Iterator[Split]:
    """Split *word* at its plainest seam, then what that leaves on both sides."""
    if scope.is_settled(word):
        return
    cuts = _cut_once(scope, word) if _is_of(scope, word) else cut_scripts(scope, word)
    yield from cuts
    edges = [0, *(cut.at for cut in cuts), len(word)]
    if len(edges) == 2 or any(cut.confidence < CERTAIN for cut in cuts):
        return
    for start, end in pairwise(edges):
        for cut in _cut_again(scope, word[start:end]):
            yield msgspec.structs.replace(cut, at=start + cut.at)


def _cut_once(scope: Scope, word: str) -> list[Split]:
    base, mark, end = _split_clitic(scope, word)
    if mark and not end:
        return cut_apostrophe(scope, word)
    if scope.is_settled(base):
        return []
    if not base.isalpha():
        return cut_digits(scope, base)
    if base.isupper():
        is_name = scope.vocabulary.has_name(base.capitalize())
        return [] if is_name or len(base) < 8 else cut_words(scope, base.lower())
    if not base[1:].islower():
        return cut_case(scope, base) or cut_name(scope, base)
    return cut_words(scope, base)


def _split_clitic(scope: Scope, word: str) -> tuple[str, str, str]:
    """Split `Moscow’s` into base, mark and clitic; no clitic where another follows."""
    for mark in "’'":
        base, found, end = word.rpartition(mark)
        if found:
            is_clitic = end in scope.language.clitics and base.isalnum()
            return (base, mark, end) if is_clitic else (word, mark, "")
    return word, "", ""


def _is_of(scope: Scope, word: str) -> bool:
    """Tell whether *word* is written in the letters of the language."""
    return _word_of(scope.language.letters).fullmatch(word) is not None


@cache
def _letter_of(letters: str) -> re.Pattern[str]:
    return re.compile(f"[{letters}]")


@cache
def _word_of(letters: str) -> re.Pattern[str]:
    return re.compile(rf"[{letters}\d’']+")


def _place(
    scope: Scope, text: str, doubtful: dict[str, tuple[Split, ...]]
) -> Iterator[_Seam]:
    """Find where the *doubtful* words stand."""
    places = _find_words(text, doubtful)[:_MOST_PLACES]
    counts = Counter(found[0] for found in places)
    for found in places:
        for number, cut in enumerate(doubtful[found[0]]):
            confidence = cut.confidence
            is_weak = confidence < _SURE and _is_hyphenated(text, *found.span())
            if counts[found[0]] > 1:
                is_weak |= _may_recur(scope, found[0], cut)
            if number == 0:
                is_weak |= _is_name_here(scope, text, found, cut)
            if is_weak:
                confidence = min(confidence, CERTAIN - 0.05)
            placed = Split(found.start() + cut.at, cut.rule, confidence)
            yield _Seam(found.start(), found.end(), placed)


def _may_recur(scope: Scope, word: str, cut: Split) -> bool:
    """Tell whether a *word* that stands here twice is more likely one than a scar."""
    left = word[: cut.at]
    if cut.rule == "glued-words":
        is_free = (
            scope.is_function_word(left)
            and left.lower() not in scope.language.quantifiers
        )
        return cut.confidence < _SURE_TWICE and (not is_free or left.lower() == "a")
    if cut.rule == "glued-name":
        is_said = word[cut.at :] in scope.language.after_names
        return not (is_said and scope.is_name(left))
    is_free = scope.is_function_word(left) and left.islower()
    return cut.rule == "glued-case" and not is_free


def _is_name_here(scope: Scope, text: str, found: re.Match[str], cut: Split) -> bool:
    """
    Tell whether a word would have a capital in mid-sentence as part of a name.

    So has a function word in `Shallus`, and any word behind another with a capital,
    in `Tu Youyou`, unless it is a name elsewhere.
    """
    left, right = found[0][: cut.at], found[0][cut.at :]
    if cut.rule != "glued-words" or not (len(left) > 1 and left[0].isupper()):
        return False
    before = text[max(0, found.start() - _NEAR) : found.start()].rstrip(" \u00a0")
    is_behind = _TITLE_END.search(before) is not None and not _BEGIN.search(before)
    if scope.is_function_word(left):
        is_inside = before[-1:].isalpha() or before[-1:] == ","
        return is_inside and (is_behind or cut.confidence < _SURE_INSIDE)
    is_plain = scope.is_common(right, _COMMON_BEHIND)
    if right in NAME_ENDS:
        is_plain &= len(right) == 3 and len(left) > 4
    is_known = scope.is_name(left) and is_plain
    if not is_known and cut.confidence < _SURE_NAME:
        return True
    return is_behind and not is_known


def _find_words(text: str, words: Iterable[str]) -> list[re.Match[str]]:
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
    if at and text[at - 1] in "’'":
        at -= 1
    return at > 0 and (text[at - 1].isalnum() or text[at - 1] in "_]")


def _is_hyphenated(text: str, start: int, end: int) -> bool:
    """Tell whether a hyphen joins a word to another; two of them are a dash."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    is_after = before.endswith("-") and before != "--"
    return is_after or (after.startswith("-") and after != "--")


def _is_address(text: str, start: int, end: int) -> bool:
    """Tell whether the stretch without spaces around a word is no prose."""
    before = text[max(0, start - _REACH) : start]
    after = text[end : end + _REACH]
    before = before.split()[-1] if before and not before[-1].isspace() else ""
    after = after.split(maxsplit=1)[0] if after and not after[0].isspace() else ""
    return _ADDRESS.search(before + text[start:end] + after) is not None


def _join(text: str, seams: Iterable[_Seam]) -> list[Glue]:
    """Make one repair of the seams that share a word; doubtful ones give way."""
    seams = sorted(seams)
    certain = _group(seam for seam in seams if seam.cut.confidence >= CERTAIN)
    doubtful = _group(seam for seam in seams if seam.cut.confidence < CERTAIN)
    taken = {at for group in certain for seam in group for at in (seam.start, seam.end)}
    free = [
        group
        for group in doubtful
        if not any(seam.start in taken or seam.end in taken for seam in group)
    ]
    return sorted(
        (_repair(text, group) for group in certain + free), key=lambda glue: glue.start
    )


def _group(seams: Iterable[_Seam]) -> list[list[_Seam]]:
    groups: list[list[_Seam]] = []
    end = 0
    for seam in seams:
        if groups and seam.start < end:
            groups[-1].append(seam)
        else:
            groups.append([seam])
        end = max(end, seam.end)
    return groups


def _repair(text: str, group: list[_Seam]) -> Glue:
    start, end = group[0].start, max(seam.end for seam in group)
    ends = sorted({seam.cut.at for seam in group})
    pieces = [text[a:b] for a, b in zip([start, *ends], [*ends, end], strict=True)]
    weakest = min((seam.cut for seam in group), key=lambda cut: cut.confidence)
    return Glue(
        start=start,
        before=text[start:end],
        after=" ".join(pieces),
        rule=weakest.rule,
        confidence=round(weakest.confidence, 3),
    )
