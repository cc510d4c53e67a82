"""UTF-8 that was once read as another encoding: `isnâ€™t`, `cafÃ©`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

from commentariat.archive.text import unusual_characters
from commentariat.intake.repairs.damage.model import Damage

# The first byte of a character in UTF-8, and one that continues it, as Windows-1252
# and its kin show them. Nothing of the kind: nothing to look at, at hardly a cost.
_FIRST: Final = "[\u00c2-\u00f4\u0102\u010e\u0110\u0111\u0139\u0420\u0421\u0432]"
_SUSPECT: Final = re.compile(
    f"{_FIRST}[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02c7\u02d8"
    "\u02db-\u02dd\u0402-\u040f\u0451-\u045f\u0490\u0491\u2013-\u203a\u20ac\u2116"
    "\u2122]|[ÂÃ] "
)
_SUSPICIOUS: Final = re.compile(_FIRST)
_LINE: Final = re.compile(r"[^\n]+")
_LONGEST: Final = 20_000
"""Characters of a line that are looked at: the comparison takes their square."""
_LETTERS: Final = frozenset("ÂÃ")
"""Letters that may stand alone, as words or as themselves."""
_WORD: Final = re.compile(r"\S+")
_TOKEN: Final = re.compile(r"\S+|\s+")


def find_mojibake(text: str, unusual: str | None = None) -> Iterator[Damage]:
    """
    Find words whose letters come from a wrong decoding, and their right ones.

    *unusual* are its characters beyond plain ASCII, or more, where they are known. ftfy
    decides, line by line, and word by word where a line is damaged in part. What
    is still damaged when it was mended, or has lost a character, is left as it is.
    """
    if text.isascii():
        return
    if unusual is None:
        unusual = "".join(unusual_characters(text))
    if not _is_suspect(text, unusual):
        return
    for line in _LINE.finditer(text):
        whole = line[0]
        if len(whole) <= _LONGEST and _SUSPECT.search(whole):
            mended = _mend(whole)
            if mended is not None:
                yield from _compare(whole, mended, line.start())
            else:
                yield from _mend_words(text, line.start(), line.end())


def _is_suspect(text: str, unusual: str) -> bool:
    """Tell whether what `_SUSPECT` finds stands in *text*, by a look at few places."""
    for first in _SUSPICIOUS.findall(unusual):
        at = text.find(first)
        while at >= 0:
            if _SUSPECT.match(text, at):
                return True
            at = text.find(first, at + 1)
    return False


def _mend(line: str) -> str | None:
    """Decode *line* anew; None where that does not mend it for certain."""
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    if not is_bad(line):
        return None
    mended = fix_encoding(line)
    is_sure = not is_bad(mended) and mended.count("\ufffd") <= line.count("\ufffd")
    return mended if mended != line and is_sure else None


def _mend_words(text: str, start: int, end: int) -> Iterator[Damage]:
    for word in _WORD.finditer(text, start, end):
        mended = _mend(word[0]) if _SUSPECT.search(word[0]) else None
        if mended is not None:
            yield Damage(word.start(), word[0], mended, 0.95)


def _compare(line: str, mended: str, start: int) -> Iterator[Damage]:
    """Tell which words of *line* differ."""
    old, new = _TOKEN.findall(line), _TOKEN.findall(mended)
    starts = [start]
    for token in old:
        starts.append(starts[-1] + len(token))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            before = "".join(old[a:b])
            sure = 0.6 if before.strip() in _LETTERS else 0.98
            yield Damage(starts[a], before, "".join(new[c:d]), sure)
