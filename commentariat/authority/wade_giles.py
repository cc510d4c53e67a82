"""Chinese words as Wade and Giles wrote them, which older papers and Taiwan go by."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_FINALS: Final = (
    "iang iung ieh ien iao ing iu in ia ih i uang uai uan uei ueh ung ui un ua uo u "
    "veh van vn v ang eng erh ao ai an en ei eh ou o a e"
)
_INITIALS: Final = "ch' ch hs sh sz ss ts' ts tz' tz p' p t' t k' k j f h l m n s w y"
_SYLLABLE: Final = re.compile(
    f"({'|'.join(_INITIALS.split())})?({'|'.join(_FINALS.split())})"
)
_WHOLE: Final = re.compile(f"(?:{_SYLLABLE.pattern})+")
_SIGN: Final = re.compile(
    r"[ptks]'|ch'|tz'|hs|tz|^ts|ieh|ueh|veh|[^io]ung|[^aeiou]ih(?![aeiou])|chien|kuo|^jen"
)
"""What pinyin has nowhere."""
_MARKS: Final = str.maketrans({"’": "'", "ʻ": "'", "‘": "'", "`": "'", "ü": "v"})

_TO_PINYIN: Final = {
    "p'": "p", "p": "b", "t'": "t", "t": "d", "k'": "k", "k": "g", "hs": "x", "j": "r",
    "ts'": "c", "tz'": "c", "ts": "z", "tz": "z", "sz": "s", "ss": "s",
}  # fmt: skip
_OF_FINALS: Final = {
    "ih": "i", "ien": "ian", "ieh": "ie", "ung": "ong", "iung": "iong", "veh": "ue",
    "ueh": "ue", "v": "u", "van": "uan", "vn": "un", "erh": "er", "uei": "ui", "eh": "e",
}  # fmt: skip


def is_wade_giles(words: list[str]) -> bool:
    """Tell whether all *words* may be such, and one of them can be nothing else."""
    plain = [_plain(word) for word in words]
    return all(map(_WHOLE.fullmatch, plain)) and any(map(_SIGN.search, plain))


@lru_cache(maxsize=4096)
def to_pinyin(word: str) -> str:
    """Write a *word* in pinyin: `Ch'iang`, `qiang`."""
    return "".join(
        _syllable(found[1] or "", found[2])
        for found in _SYLLABLE.finditer(_plain(word))
    )


def _plain(word: str) -> str:
    return word.lower().translate(_MARKS).replace("-", "")


def _syllable(begin: str, end: str) -> str:
    final = _OF_FINALS.get(end, end)
    if begin in ("ch", "ch'"):
        is_soft = end[0] in "iv" and end != "ih"
        first = (
            ("q" if is_soft else "ch") if begin == "ch'" else "j" if is_soft else "zh"
        )
    else:
        first = _TO_PINYIN.get(begin, begin)
    if end == "o":
        final = "e" if first in ("g", "k", "h") else "o" if first in "bpmfw" else "uo"
    if not begin and end == "i":
        return "yi"
    if begin == "y":
        final = {"u": "ou", "v": "u", "en": "an"}.get(end, final)
    return first + final
