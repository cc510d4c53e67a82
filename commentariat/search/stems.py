"""The stems of words, by the language that they are in."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from commentariat.search.folding import fold

_ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german",
    "el": "greek", "en": "english", "eo": "esperanto", "es": "spanish",
    "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "st": "sesotho", "sv": "swedish",
    "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
"""Snowball’s stemmers, by language."""
_SCRIPTS = (
    ("en", re.compile("[a-z\u00c0-\u024f]")),
    ("ru", re.compile("[\u0400-\u052f]")),
    ("ar", re.compile("[\u0600-\u06ff\u0750-\u077f]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
    ("yi", re.compile("[\u0590-\u05ff]")),
)
"""The language that a word is taken for which is in another script than its text."""
_SCRIPT_OF = {
    "ar": "ar", "be": "ru", "bg": "ru", "el": "el", "fa": "ar", "he": "yi",
    "hi": "hi", "hy": "hy", "kk": "ru", "ky": "ru", "mk": "ru", "mr": "hi",
    "ne": "hi", "ru": "ru", "ta": "ta", "uk": "ru", "ur": "ar", "yi": "yi",
}  # fmt: skip
"""The script of a language, by the language of the row above; others are Latin."""
_UKRAINIAN = re.compile(
    "(?<=...)(?:"
    "ові|еві|єві|ами|ями|ому|ему|ого|его|ими|іми|их|іх|ій|ої|ою|ею|єю|ях|ах|ів|їв|ам"
    "|ям|ом|ем|єм|ові|ий|ій|ая|яя|ую|юю|ими|ості|істю|ання|ення|іння|ань|ень|ати|яти"
    "|ити|іти|ути|ала|али|ало|ила|или|ило|ив|ав|ють|уть|ить|ять|ться|тися|вся|лися"
    "|[аеиіоуюяєїйьую]"
    ")$"
)
"""Endings of Ukrainian words after three letters or more: Snowball has no stemmer."""

Stem = Callable[[str], str]


@cache
def stemmer_of(language: str) -> Stem:
    """
    Find what stems a word, as `split_words` gives it, of a text in *language*.

    What it gives is folded. A word in another script than the language has is taken for
    one of the language that is most often written in it; one in a language without a
    stemmer is its own stem.
    """
    base = language.partition("-")[0].lower()
    script = _SCRIPT_OF.get(base, "en")

    def stem(word: str) -> str:
        found = next((name for name, one in _SCRIPTS if one.match(word)), script)
        return fold(_ending(base if found == script else found)(word)) or fold(word)

    return stem


@cache
def _ending(language: str) -> Stem:
    if language == "uk":
        return lambda word: _UKRAINIAN.sub("", word)
    name = _ALGORITHMS.get(language)
    if name is None:
        return lambda word: word
    from Stemmer import Stemmer  # takes long to load, and needs its library

    made = Stemmer(name, 0)
    return lambda word: made.stemWord(word)
