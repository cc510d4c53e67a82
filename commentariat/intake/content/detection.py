"""
Which language a text is in, where nobody says so: by its letters, then by its words.

The words are the commonest of each language, by the lists of wordfreq, which repairs use
too. Nothing is drawn at random and nothing depends on the machine.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping
from functools import cache
from itertools import filterfalse
from typing import Final

import msgspec

from commentariat.archive.text import unusual_characters
from commentariat.intake.phrases.wordlists import word_set
from commentariat.intake.repairs.glue.wordtable import read_common_words

SURE: Final = 0.85
"""From there on a language is taken; below, it is asked about."""
_SAMPLE: Final = 4000
"""So many characters of a text are read."""
_HEAD: Final = 1000
"""So many are enough to see that a text is in English."""
_GLANCE: Final = 40
_FEWEST: Final = 120
"""So many letters say something by their words; fewer are the site's language."""
_COMMONEST: Final = 4000
"""So many words of each language are known."""
_UNKNOWN: Final = -5.5
"""log10 of the frequency that other words are taken for."""
_LEAD: Final = 4.0
"""In powers of ten: so much likelier than any other a language is that is taken."""
_LEAD_OF_KIN: Final = 8.0
_KIN: Final = ({"da", "nb"}, {"id", "ms"}, {"cs", "sk"}, {"sh", "sl"})
"""Languages that are nearly each other."""
_KNOWN_SHARE: Final = 0.4
"""Of the words of a text: with fewer, its language is none of those that are known."""
_ENGLISH_SHARE: Final = 0.62
"""With so many, a text on an English site is in English, and no other is tried."""

_LATIN: Final = word_set(
    "ca cs da de en es fi fil fr hu id is it lt lv ms nb nl pl pt ro sh sk sl sv tr vi"
)
"""Languages in Latin letters whose words are known."""
_CYRILLIC: Final = ("bg", "mk", "ru", "uk")
"""The same of Cyrillic ones."""
_LISTED_AS: Final = {
    "bs": "sh",
    "hr": "sh",
    "nn": "nb",
    "no": "nb",
    "sr": "sh",
    "tl": "fil",
}
"""Languages whose words stand in the list of another tag."""
_UNSAID: Final = {"sh": "hr"}
"""What only readers tell apart, as Bosnian, Croatian and Serbian, and is asked about as."""

_LETTERS: Final = (
    ("zh", "\u3400-\u4dbf\u4e00-\u9fff"),
    ("ja", "\u3041-\u30fa"),
    ("ko", "\uac00-\ud7a3"),
    ("el", "\u0370-\u03ff\u1f00-\u1fff"),
    ("he", "\u05d0-\u05f2"),
    ("hy", "\u0531-\u0587"),
    ("ka", "\u10a0-\u10ff\u1c90-\u1cbf"),
    ("th", "\u0e01-\u0e3a"),
    ("lo", "\u0e81-\u0ec6"),
    ("my", "\u1000-\u109f"),
    ("km", "\u1780-\u17d3"),
    ("am", "\u1200-\u139f"),
    ("hi", "\u0900-\u097f"),
    ("bn", "\u0980-\u09ff"),
    ("pa", "\u0a00-\u0a7f"),
    ("gu", "\u0a80-\u0aff"),
    ("or", "\u0b00-\u0b7f"),
    ("ta", "\u0b80-\u0bff"),
    ("te", "\u0c00-\u0c7f"),
    ("kn", "\u0c80-\u0cff"),
    ("ml", "\u0d00-\u0d7f"),
    ("si", "\u0d80-\u0dff"),
    ("ru", "\u0400-\u052f"),
    ("ar", "\u0620-\u065f\u066e-\u06d3"),
)
"""Letters, and the language that a text in them is taken for."""
_OTHERS: Final = re.compile("[\u0370-\u1dff\u1f00-\u1fff\u3041-\ud7a3]")
"""All of these, and more: most texts have none."""
_SHARED: Final = {
    "am": word_set("ti"),
    "ar": word_set("fa ur ps ckb ug sd az ku"),
    "bn": word_set("as"),
    "he": word_set("yi"),
    "hi": word_set("mr ne sa"),
    "ru": word_set("uk be bg sr mk kk ky mn tg uz az bs tt ba cv os ab"),
    "zh": word_set("yue"),
}
"""Languages that others write in these letters: a text is the site's, if it is one."""
_OWN_LETTERS: Final = {
    "ar": (
        ("ckb", "ێۆڵڕ"),
        ("ps", "ټډړږښڼځڅۍې"),
        ("ur", "ٹڈڑےں"),
        ("ug", "ۇۈۋې"),
        ("sd", "ٻڀٺڄڃڇڏڙڳڱ"),
        ("fa", "پچژگکی"),
    ),
    "ru": (
        ("kk", "әғқңұһ"),
        ("tg", "ҷӣӯ"),
        ("be", "ў"),
        ("uk", "їєґі"),
        ("mk", "ѓќѕ"),
        ("sr", "ђћџљњј"),
        ("mn", "өү"),
    ),
}
"""Letters that tell one of them, the first that has some."""
_FEWEST_OWN: Final = 0.004
"""Of all letters: fewer are those of a name, or of a quotation."""
_KANA: Final = 0.05
"""Of all letters of Japanese, at least."""
_LETTER: Final = re.compile(r"[^\W\d_]")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ASCII: Final = 0x7F
_BETWEEN_WORDS: Final = bytes(
    code if code > _ASCII or chr(code).isalpha() or chr(code) == "'" else 0x20
    for code in range(256)
)
"""ASCII without what is in no word."""


class Detected(msgspec.Struct, frozen=True):
    """The language of a text, and what told it."""

    language: str
    by: str
    """As `told_by` has it: `script`, `detected`, or `site` where nothing tells it."""
    other: str = ""
    """Which language it may be in, where that is not sure enough."""
    confidence: float = 1.0
    """How sure that is, from 0 to 1."""


def detect(text: str, site_language: str) -> Detected:
    """
    Tell the language of *text*; where nothing tells it, it is that of the site.

    Letters tell it alone, or which languages may be meant; then words do. Too short a
    text is not guessed at.
    """
    sample = text[:_SAMPLE]
    site = site_language.partition("-")[0]
    script = "" if sample.isascii() else _script_of(sample)
    if script:
        told = _by_letters(sample, script)
        if site == told or (not told and site in {script, *_SHARED.get(script, ())}):
            return Detected(site_language, "site")
        return Detected(told or script, "script")
    return _by_words(sample, site_language, _LISTED_AS.get(site, site))


def _script_of(sample: str) -> str:
    """Tell in whose letters more than half of *sample* is, by a row of `_LETTERS`."""
    is_other = _OTHERS.search(sample, 0, _GLANCE)  # most are told here
    if not is_other and not _OTHERS.search("".join(unusual_characters(sample))):
        return ""
    letters = Counter(sample)
    distinct = "".join(letters)
    counts = {
        tag: sum(map(letters.__getitem__, found.findall(distinct)))
        for tag, found in _patterns()
    }
    if counts["ja"] > _KANA * (counts["zh"] + counts["ja"]):
        counts["ja"] += counts["zh"]
    tag = max(counts, key=lambda one: counts[one])
    all_letters = sum(map(letters.__getitem__, _LETTER.findall(distinct)))
    return tag if 2 * counts[tag] > all_letters else ""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((tag, re.compile(f"[{letters}]")) for tag, letters in _LETTERS)


def _by_letters(sample: str, script: str) -> str:
    """Tell which of the languages of a *script* it is; empty: it may be any."""
    if script not in _SHARED:
        return script
    lower = sample.lower()
    letters = Counter(lower)
    count = sum(map(letters.__getitem__, _LETTER.findall("".join(letters))))
    least = max(2.0, count * _FEWEST_OWN)
    own = _OWN_LETTERS.get(script, ())
    by_letters = next(
        (a for a, b in own if sum(map(letters.__getitem__, b)) >= least), ""
    )
    if script != "ru" or count < _FEWEST or by_letters not in ("", "mk", "sr"):
        return by_letters
    words = _words_in(lower)
    shares = {tag: _share(words, _common(tag)) for tag in _CYRILLIC}
    best = max(shares, key=lambda tag: shares[tag])
    is_known = shares[best] > _KNOWN_SHARE * words.total()
    if by_letters:
        return best if is_known and best == "mk" else "sr"
    return best if is_known else ""


def _by_words(sample: str, site_language: str, site: str) -> Detected:
    """Tell the language of what is in Latin letters by the commonest words of each."""
    unsaid = Detected(site_language, "site")
    if site == "en":
        begun = _gather_words(sample[:_HEAD].lower())
        common = sum(map(_common("en").__contains__, begun))
        if common > _ENGLISH_SHARE * len(begun):
            return unsaid
    words = _words_in(sample.lower())
    if sum([len(word) * n for word, n in words.items()]) < _FEWEST:
        return unsaid
    scores = {tag: _score(words, _common(tag)) for tag in sorted(_LATIN)}
    best, second, *_ = sorted(scores, key=lambda tag: -scores[tag])
    is_known = _share(words, _common(best)) >= _KNOWN_SHARE * words.total()
    if best == site or not is_known:
        return unsaid
    lead, least = scores[best] - scores[second], _least_lead(best, second)
    confidence = round(min(1.0, SURE * lead / least), 2)
    if confidence >= SURE and best not in _UNSAID:
        return Detected(best, "detected", confidence=confidence)
    if site in scores and scores[best] - scores[site] < _least_lead(best, site):
        return unsaid
    other = _UNSAID.get(best, best)
    return Detected(site_language, "site", other, min(confidence, SURE - 0.01))


def _least_lead(one: str, other: str) -> float:
    return _LEAD_OF_KIN if {one, other} in _KIN else _LEAD


def _words_in(lower: str) -> Counter[str]:
    return Counter(_list_words(lower))


def _list_words(lower: str) -> list[str]:
    return _WORD.findall(lower.replace("’", "'"))


def _gather_words(lower: str) -> list[str]:
    """List the same words in any order: most are told by the spaces around them."""
    data = lower.replace("’", "'").encode("utf-8", "surrogatepass")
    tokens = data.translate(_BETWEEN_WORDS).decode("utf-8", "surrogatepass").split()
    others = " ".join(filterfalse(str.isalpha, tokens))
    return [*filter(str.isalpha, tokens), *_WORD.findall(others)]


def _score(words: Mapping[str, int], common: Mapping[str, float]) -> float:
    """Say how likely *words* are in a language, as a power of ten."""
    return sum([common.get(word, _UNKNOWN) * n for word, n in words.items()])


def _share(words: Mapping[str, int], common: Container[str]) -> int:
    """Count those of *words* that a language has."""
    return sum([n for word, n in words.items() if word in common])


@cache
def _common(language: str) -> Mapping[str, float]:
    return read_common_words(language, _COMMONEST)
