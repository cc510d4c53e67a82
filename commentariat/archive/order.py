"""
The order of letters in a language: Unicode’s root order, and what the language tailors.

It is that of CLDR, on every machine: a table of letters that is read when a text has such,
and rows of `tailorings.py`. What comes out are strings that compare as the texts do:
letters first, and behind a NUL their accents. Of ASCII, letters stand for themselves, as do
signs, whose order is that of ASCII; so plain English needs no table.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from commentariat.archive.tailorings import (
    FIRST_SCRIPTS,
    IGNORED,
    LABELS,
    LOWER,
    TAILORINGS,
    TYPED,
)

_LAST = "\uffff"  # behind it stands what follows a letter, and all that begins with it
_SIGN, _FIRST, _REST = "/", "A", "\uf800"
_PLAIN = " "
_RULE = re.compile(r"&(\[before 1\])?([^<=&!]+)(!?)|(<<|<|=)([^<=&/]+)(?:/([^<=&]+))?")
_HANGUL: Final = "가가나다다라마바바사사아자자차카타파하"
_SYLLABLES = 588
_KANA = dict(zip("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ", strict=True))
_THAI = re.compile("([เ-ไເ-ໄ])([ก-ฮກ-ຮ])")


class Weight(NamedTuple):
    """What a letter, or letters that are one, are sorted by."""

    letters: str
    """Empty for a mark."""
    accents: str
    """A space for each letter, marks behind theirs."""


class _Known(dict[str, Weight]):
    """What was weighed, and what is when it is first asked for."""

    def __init__(self, weigh: Callable[[str], Weight]) -> None:
        self._weigh = weigh

    def __missing__(self, text: str) -> Weight:
        found = self[text] = self._weigh(text)
        return found


class _Root(NamedTuple):
    """The order of letters that are of no language."""

    at: Mapping[str, int]
    """Where a letter stands."""
    letters: str
    marks: Mapping[str, str]
    written: Mapping[str, str]
    """What goes as other letters and marks."""
    scripts: Mapping[str, tuple[int, int]]
    """From where to where their letters stand."""


class _Pinyin(NamedTuple):
    """The order of Han characters by how they are said."""

    at: Mapping[str, int]
    begins: Mapping[int, str]
    """Where those begin that begin with a letter."""

    def letter(self, character: str) -> str:
        """Tell with which letter a *character* begins, "" where that is unknown."""
        place = self.at.get(character, -1)
        return next((s for at, s in [*self.begins.items()][::-1] if at <= place), "")


@cache
def _root() -> _Root:
    """Read the table."""
    table = json.loads(_read("root_order.json"))
    letters = table["letters"]
    at = {letter: place for place, letter in enumerate(letters)}
    marks = {mark: chr(0x3001 + n) for n, mark in enumerate(table["marks"])}
    scripts = {name: (at[a], at[z]) for name, (a, z) in table["scripts"].items()}
    return _Root(at, letters, marks, table["as"], scripts)


@cache
def _pinyin() -> _Pinyin:
    """Read the table."""
    table = json.loads(_read("pinyin_order.json"))
    characters = "".join(table.values())
    at = dict(zip(characters, range(len(characters)), strict=True))
    return _Pinyin(at, {at[found[0]]: letter for letter, found in table.items()})


def _read(name: str) -> str:
    return (Path(__file__).parent / name).read_text("utf-8")


class Order:
    """
    The order of letters in one *language*, a tag that has rows, or `""`.

    *is_own* says that lists are in it, so that its letters stand before all others.
    """

    def __init__(self, language: str, *, is_own: bool) -> None:
        self._language = language
        first = language if is_own else ""
        scripts = (s for s, tags in FIRST_SCRIPTS.items() if first in tags.split())
        self._script = next(scripts, "") if first else ""
        self._is_pinyin = language == "zh"
        self._lower = LOWER.get(language, ())
        self._ignored = IGNORED.get(language, "")
        self._labels = dict(LABELS.get(language, {}))
        self._weights: dict[str, Weight] = {}
        """Of what the language tailors."""
        self._known = _Known(self._weigh)
        self._long: re.Pattern[str] | None = None
        self._names: dict[str, str] = {}
        self._is_ready = False
        rules = TAILORINGS.get(language, "")
        own = [x[4] for x in _RULE.findall(rules) if x[4].isascii()]
        words = "|".join(sorted(map(re.escape, own), key=len, reverse=True))
        self._own_ascii = re.compile(words) if own else None

    def key(self, text: str) -> str:
        """Give a string that compares as *text* does, without regard to case."""
        if text.isascii():
            lower = self._small(text)
            if lower.isascii() and not (
                self._own_ascii and self._own_ascii.search(lower)
            ):
                return lower
        known = self._known
        weights = [known[one] for one in self._parts(text)]
        accents = "".join([accents for _, accents in weights]).rstrip(_PLAIN)
        letters = "".join([letters for letters, _ in weights])
        return f"{letters}\0{accents}" if accents else letters

    def letters(self, text: str) -> str:
        """Give the same, without regard to accents."""
        return self.key(text).partition("\0")[0]

    def initial(self, text: str) -> str:
        """Tell under which letter *text* stands: a large one, `#` for digits and signs."""
        for part in self._parts(text):
            weight = self._known[part]
            first = weight.letters[:1]
            if not first or first == _SIGN or first == "\0":
                continue
            if first.isascii() and first != _FIRST and not first.isalnum():
                continue
            return "#" if first.isdigit() else self._name(part, weight)
        return "#"

    def _name(self, part: str, weight: Weight) -> str:
        """Call the letter that *part*, of this *weight*, goes as."""
        named = self._names.get(weight.letters) or self._of_script(weight.letters)
        if named:
            return named
        if self._is_pinyin and (letter := _pinyin().letter(part[0])):
            return letter
        if "가" <= part[0] <= "힣":
            return _HANGUL[(ord(part[0]) - 0xAC00) // _SYLLABLES]
        return self._large(part[0])

    def _of_script(self, letters: str) -> str:
        """Call the first of *letters*, if the root order has it."""
        first = letters[:1]
        if first == _FIRST and len(letters) > 1:
            first = letters[1]
        place = ord(first) - 0x1000 if first else -1
        if 0 <= place < len(_root().letters) and "\u1000" <= first < "\u3000":
            return self._large(_root().letters[place])
        if letters[1:2] == _LAST and len(letters) > 2 and letters[2] >= "\u0100":
            return self._large(_root().letters[ord(letters[2]) - 0x100])
        return self._large(first) if first.isascii() and first.isalpha() else ""

    def _large(self, letter: str) -> str:
        return self._labels.get(letter) or _KANA.get(letter) or letter.capitalize()

    def _small(self, text: str) -> str:
        for large, small in self._lower:
            text = text.replace(large, small)
        return text.lower()

    def _parts(self, text: str) -> Sequence[str]:
        """Cut *text* into what is one letter each."""
        if not self._is_ready:
            self._is_ready = True
            self._tailor(TAILORINGS.get(self._language, ""))
        if self._lower and not text.isascii():  # a dot that stands apart is part of İ
            text = unicodedata.normalize("NFC", text)
        text = self._small(text)
        if not text.isascii():
            text = unicodedata.normalize("NFC", text.translate(TYPED))
            if _THAI.search(text):
                text = _THAI.sub(r"\2\1", text)
            if self._long:
                text = "".join(map(self._apart, text))
        return self._long.findall(text) if self._long else text

    def _apart(self, character: str) -> str:
        """Take a *character* apart that is no letter of its own: `dź` may be a `dz`."""
        if character in self._weights or character in _root().at:
            return character
        return unicodedata.normalize("NFD", character)

    def _weigh(self, text: str, *, is_bare: bool = False) -> Weight:
        """
        Find what *text*, one character or more, is sorted by.

        A bare one is not tailored: as such CLDR sees the letters that others go as.
        """
        if text in self._weights and not is_bare:
            return self._weights[text]
        if len(text) > 1:
            return _joined([self._weigh(one) for one in self._cut(text)])
        if text.isascii():
            return Weight(text, _PLAIN) if text >= " " else Weight("", "")
        if text in self._ignored:
            return Weight("", "")
        root = _root()
        if text in root.at:
            return Weight(self._place(root.at[text]), _PLAIN)
        if text in root.marks:
            return Weight("", root.marks[text])
        if text in root.written:
            written = root.written[text]
            return _joined([self._weigh(one, is_bare=True) for one in written])
        parts = unicodedata.normalize("NFKD", text)
        if parts != text and not "가" <= text <= "힣":
            return self._composed(parts.lower())
        return self._other(text)

    def _composed(self, parts: str) -> Weight:
        """Put together *parts* of a character that make one letter here, and weigh them."""
        base, marks = parts[0], list(parts[1:])
        for mark in parts[1:]:
            joined = unicodedata.normalize("NFC", base + mark)
            is_known = joined in self._weights or joined in _root().at
            if len(joined) == 1 and is_known and unicodedata.combining(mark):
                base = joined
                marks.remove(mark)
        return _joined([self._weigh(one) for one in (base, *marks)])

    def _cut(self, text: str) -> Iterator[str]:
        """Cut *text* of a rule into letters, those that several characters are first."""
        while text:
            ends = (n for n in range(len(text), 1, -1) if text[:n] in self._weights)
            end = next(ends, 1)
            yield text[:end]
            text = text[end:]

    def _place(self, place: int) -> str:
        """Give what the letter at that *place* of the root order is sorted by."""
        root = _root()
        if place > root.at["z"]:
            if place < min(start for start, _ in root.scripts.values()):
                return f"z{_LAST}{chr(0x100 + place)}"
            start, end = root.scripts.get(self._script, (1, 0))
            first = _FIRST if start <= place <= end else ""
            return first + chr(0x1000 + place)
        base = next((a for a in root.letters[place::-1] if a.isascii()), "")
        return f"{base or _SIGN}{_LAST if base else ''}{chr(0x100 + place)}"

    def _other(self, text: str) -> Weight:
        """Weigh what no table has: Hangul, Han, signs, scripts of old."""
        if self._is_pinyin:
            place = _pinyin().at.get(text)
            if place is not None:
                return Weight(f"{_FIRST}{chr(0x3000 + place)}", _PLAIN)
        category = unicodedata.category(text)
        if category[0] == "C" or category == "Mn":
            return Weight("", "")
        if category == "Nd":
            return Weight(f"{unicodedata.digit(text)}", _PLAIN)
        if category[0] in "PSZN":
            return Weight(_SIGN + text, _PLAIN)
        is_han = category == "Lo" and not "가" <= text <= "힣"
        first = _FIRST if self._script == ("Hani" if is_han else "Hang") else ""
        return Weight(f"{first}{_REST if is_han else ''}{text}", _PLAIN)

    def _tailor(self, rules: str) -> None:
        """Put letters where the *rules* of the language have them."""
        at, base, count, is_before = Weight("", ""), "", 0, False
        accents, steps = "", 0
        long: list[str] = []
        for before, start, early, relation, text, more in _RULE.findall(rules):
            if start:
                base, count, steps, is_before = start, 0, 0, bool(early)
                at = self._weigh(self._before(start) if before else start)
                accents = at.accents
                continue
            if relation == "<":
                count += 1
                at = Weight(f"{self._base(at, count)}{_LAST}{chr(count)}", _PLAIN)
                accents, steps = _PLAIN, 0
                self._names[at.letters] = self._large(text)
            steps += relation == "<<"
            shown = steps - is_before
            weight = Weight(at.letters, _accented(accents, shown))
            if more:
                weight = _joined((weight, self._weigh(more)))
                self._names[weight.letters] = self._name(base, self._weigh(base))
            self._weights[text] = weight
            if is_before:
                self._weights[base] = Weight(at.letters, _accented(accents, steps))
            if len(text) > 1:
                long.append(text)
        if long:
            words = "|".join(sorted(map(re.escape, long), key=len, reverse=True))
            self._long = re.compile(f"{words}|.", re.DOTALL)

    @staticmethod
    def _base(at: Weight, count: int) -> str:
        """Give what a letter follows that is the so-manieth after one."""
        return at.letters[:-2] if count > 1 else at.letters

    @staticmethod
    def _before(letter: str) -> str:
        """Give the letter that the root order has before *letter*."""
        root = _root()
        return root.letters[root.at[letter] - 1]


def _joined(weights: Iterable[Weight]) -> Weight:
    letters, accents = zip(*weights, strict=True)
    return Weight("".join(letters), "".join(accents))


def _accented(accents: str, steps: int) -> str:
    """Add an accent to the last of what has *accents*: that so many *steps* on."""
    if not steps:
        return accents
    if accents.endswith(_PLAIN):
        return accents[:-1] + chr(0x20 + steps)
    return accents + chr(0x2800 + steps)


_ROWS = {*TAILORINGS, "zh-Hant", "zh-TW", "zh-HK", "zh-MO"}


@lru_cache(maxsize=256)
def order_of(language: str, *, is_own: bool = False) -> Order:
    """Give the order of *language*, a tag, by the nearest row that there is."""
    words = language.split("-")
    tags = ("-".join(words[:n]) for n in range(len(words), 0, -1))
    rows = (tag for tag in tags if tag in _ROWS)
    return _order(next(rows, words[0]), is_own=is_own)


@cache
def _order(language: str, *, is_own: bool) -> Order:
    return Order(language, is_own=is_own)
