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
_UNCOUNTED = re.compile("[\u0640\u064b-\u0652\u0670]")
_ARTICLE = re.compile("(?:[وف]?(?:[بك]?ال|لل))?(?=...)(?:و(?=....))?")
_PLURAL = re.compile("(?<=...)(?:ي?ات?|ي)$")
"""Snowball takes endings off some Arabic words if they have the article, and no others."""
_IRREGULAR = {
    form: first
    for first, *forms in map(
        str.split,
        (
            "man men,woman women,child children,foot feet,tooth teeth,mouse mice"
            ",crisis crises,analysis analyses,thesis theses,hypothesis hypotheses"
            ",criterion criteria,phenomenon phenomena,life lives,wife wives,half halves"
            ",knife knives,wolf wolves,thief thieves,arise arose arisen,bear bore borne"
            ",become became,begin began begun,bleed bled,blow blew blown"
            ",break broke broken,bring brought,build built,buy bought,catch caught"
            ",choose chose chosen,cling clung,come came,creep crept,deal dealt,dig dug"
            ",draw drew drawn,drink drank drunk,drive drove driven,eat ate eaten"
            ",fall fell fallen,feel felt,fight fought,flee fled,fly flew flown"
            ",forbid forbade forbidden,foresee foresaw foreseen,forget forgot forgotten"
            ",forgive forgave forgiven,freeze froze frozen,get got gotten"
            ",give gave given,go went gone,grow grew grown,hear heard,hide hid hidden"
            ",hold held,keep kept,know knew known,lay laid,lead led,lend lent,lose lost"
            ",make made,mean meant,meet met,mislead misled,overcome overcame"
            ",override overrode overridden,oversee oversaw overseen"
            ",overthrow overthrew overthrown,pay paid,rebuild rebuilt,repay repaid"
            ",rethink rethought,rewrite rewrote rewritten,ride rode ridden,rise risen"
            ",run ran,see seen,seek sought,sell sold,send sent,shake shook shaken"
            ",shoot shot,show shown,shrink shrank shrunk,sing sang sung,sink sank sunk"
            ",sleep slept,speak spoke spoken,spend spent,stand stood,steal stole stolen"
            ",strike struck stricken,swear swore sworn,sweep swept,swim swam,swing swung"
            ",take took taken,teach taught,tear tore torn,tell told,think thought"
            ",throw threw thrown,undergo underwent undergone,understand understood"
            ",undertake undertook undertaken,undo undid undone,uphold upheld"
            ",wear wore worn,weave wove woven,weep wept,win won"
            ",withdraw withdrew withdrawn,withhold withheld,withstand withstood"
            ",write wrote written"
        ).split(","),
    )
    for form in forms
}
"""English forms that endings do not tell, but for those that are other words, too."""

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

    stem: Stem = Stemmer(name, 0).stemWord
    if language == "en":
        return lambda word: stem(_IRREGULAR.get(word, word))
    if language == "ar":
        return lambda word: _PLURAL.sub("", stem(_bare(word)))
    return stem


def _bare(word: str) -> str:
    """Take off an Arabic word what stands for `and` and `the` before it."""
    return _ARTICLE.sub("", _UNCOUNTED.sub("", word), count=1)
