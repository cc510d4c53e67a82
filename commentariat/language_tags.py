"""Tags of languages (BCP 47): how they are written, and which way their text runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from typing import Final

LANGUAGE_TAG: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")

# Scripts of ISO 15924 that Unicode writes from right to left.
_SCRIPTS: Final = frozenset(
    """
    adlm arab aran armi avst chrs cprt elym garh hatr hebr hung khar lydi mand mani
    mend merc mero narb nbat nkoo orkh ougr palm phli phlp phlv phnx prti rohg samr
    sarb sidt sogd sogo syrc syre syrj syrn thaa todr yezi
    """.split()
)
# Languages that CLDR expects in one of these, and those of ISO 639-3 that Arabic,
# Persian, Pashto, Punjabi and Azerbaijani are divided into.
_LANGUAGES: Final = frozenset(
    """
    abv acm acq acw acx acy adf ae aeb aec afb ajp apc apd ar arb arc arq ars ary arz
    auz avl ayh ayl ayn ayp azb bal bbz bcc bej bft bgn bgp bqi brh cja ckb dcc dgl dv
    fa fia fub gbz gjk gju glk gwc gwt haz he hnd hno iw ji kby khw ks kvx kxp kzh lad
    lah lki lrc luz mde mey mfa mid mki mvy myz mzn nqo oru ota otk oui pal pbt pbu pes
    pga phl phn pnb pra prd prs ps pst rhg rmt sam scl sd sdh shu skr smp sog ssh
    swb syr trw tru ug ur uzs wni xco xld xmn xmr xna xpr xsa yi zdj
    """.split()
)
# Countries that write a language the other way than most of its readers do.
_ELSEWHERE: Final = frozenset(
    """
    az-iq az-ir ha-cm ha-sd kk-af kk-cn kk-ir kk-mn ku-lb ky-cn man-gn ms-cc pa-pk
    tg-pk ug-kz ug-mn uz-af
    """.split()
)


@cache
def direction_of(language: str) -> str:
    """
    Tell whether text in *language* runs `ltr` or `rtl`.

    The script that a tag names decides; without one, what the language is most often
    written in, there where it is written.
    """
    first, *others = language.lower().replace("_", "-").split("-")
    is_reversed = first in _LANGUAGES
    for word in others:
        if len(word) == 1:  # extensions, and what is for private use
            break
        if len(word) == 4 and word.isalpha():
            return "rtl" if word in _SCRIPTS else "ltr"
        if f"{first}-{word}" in _ELSEWHERE:
            is_reversed = not is_reversed
    return "rtl" if is_reversed else "ltr"


def attributes_of(language: str, around: str) -> str:
    """Say, as attributes, that a text is in *language*, among what is in *around*."""
    if language == around:
        return ""
    direction = direction_of(language)
    way = f' dir="{direction}"' if direction != direction_of(around) else ""
    return f' lang="{escape(language)}"{way}'


# Which script a language is written in where its tag says none, if that is not Latin, by
# CLDR's likely subtags: of the languages of ISO 639-1, and of those that CLDR has words of.
_SCRIPT_OF: Final = {
    language: script
    for script, languages in {
        "arab": "apc ar ary bal bgn bqi brh ckb fa ks lrc mzn ps sd sdh skr trw ug ur",
        "armn": "hy",
        "avst": "ae",
        "beng": "as bn mni",
        "cakm": "ccp",
        "cans": "cr csw iu oj",
        "cher": "chr",
        "copt": "cop",
        "cyrl": "ab ady av ba be bg bua ce cu cv kaa kbd kk kv ky mdf mk mn myv os ru"
        " sah sr tg tt tyv uk xdq",
        "deva": "bgc bho brx doi hi kok mai mr ne raj sa suz xnr",
        "ethi": "am byn gez ti tig wal",
        "geor": "ka",
        "grek": "el",
        "gujr": "gu",
        "guru": "pa",
        "hans": "zh",
        "hant": "yue",
        "hebr": "he iw ji yi",
        "hmnp": "hnj mww",
        "jpan": "ja",
        "khmr": "km",
        "knda": "kn",
        "kore": "ko",
        "laoo": "lo",
        "mlym": "ml",
        "mymr": "my shn",
        "nkoo": "nqo",
        "olck": "sat",
        "orya": "or",
        "osge": "osa",
        "rohg": "rhg",
        "sinh": "si",
        "syrc": "syr",
        "taml": "ta",
        "tavt": "blt",
        "telu": "te",
        "tfng": "shi zgh",
        "thaa": "dv",
        "thai": "th",
        "tibt": "bo dz",
        "vaii": "vai",
        "yiii": "ii",
    }.items()
    for language in languages.split()
}
# The same of countries that write a language otherwise.
_SCRIPT_IN: Final = {
    place: script
    for script, places in {
        "arab": "az-iq az-ir ha-cm ha-sd kk-af kk-cn kk-ir kk-mn ku-iq ku-ir ku-lb ky-cn"
        " ms-cc pa-pk tg-pk uz-af",
        "cyrl": "az-ru ku-am ku-az ku-ge ku-tm ug-kz ug-mn uz-cn",
        "deva": "pi-in sd-in",
        "geor": "lzz-ge",
        "hans": "yue-cn",
        "hant": "zh-au zh-bn zh-gb zh-gf zh-hk zh-id zh-mo zh-pa zh-pf zh-ph zh-sr zh-th"
        " zh-tw zh-us zh-vn",
        "latn": "ky-tr sr-me sr-ro sr-tr",
        "mong": "mn-cn",
        "mymr": "pi-mm",
        "sinh": "pi-lk",
        "thai": "pi-th",
    }.items()
    for place in places.split()
}


@cache
def script_of(language: str) -> str:
    """
    Tell in which script, of ISO 15924, a text in *language* is written, as `cyrl`.

    It is the one that the tag names, or the likely one of the language, there where it
    is written.
    """
    first, *others = language.lower().replace("_", "-").split("-")
    found = _SCRIPT_OF.get(first, "latn")
    for word in others:
        if len(word) == 1:  # extensions, and what is for private use
            break
        if len(word) == 4 and word.isalpha():
            return word
        found = _SCRIPT_IN.get(f"{first}-{word}", found)
    return found


def nearest_of(language: str, known: Iterable[str], *, or_sibling: bool = True) -> str:
    """
    Find the one of *known* tags that is nearest to *language*; empty where none is near.

    It is the tag itself or the longest that begins it, in the same script: what is in
    another cannot be read. Where there is none, it is a *sibling*: the first of the same
    language and script, in the order of letters.
    """
    tags = {one.lower(): one for one in known}
    script = script_of(language)
    for tag in _above(language.lower()):
        if tag in tags and script_of(tag) == script:
            return tags[tag]
    first = language.lower().partition("-")[0]
    for tag in sorted(tags) if or_sibling else ():
        if tag.partition("-")[0] == first and script_of(tag) == script:
            return tags[tag]
    return ""


def _above(language: str) -> Iterator[str]:
    parts = language.split("-")
    return ("-".join(parts[:count]) for count in range(len(parts), 0, -1))


_BY_LETTERS: Final = frozenset(("zh", "ja", "th", "lo", "my", "km"))


def is_by_letters(language: str) -> bool:
    """Tell whether *language* puts no space between words, so that letters are counted."""
    return language.partition("-")[0] in _BY_LETTERS
