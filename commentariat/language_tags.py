"""Tags of languages (BCP 47): how they are written, and which way their text runs."""

from __future__ import annotations

import re
from functools import cache
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


_BY_LETTERS: Final = frozenset(("zh", "ja", "th", "lo", "my", "km"))


def is_by_letters(language: str) -> bool:
    """Tell whether *language* puts no space between words, so that letters are counted."""
    return language.partition("-")[0] in _BY_LETTERS
