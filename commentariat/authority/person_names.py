"""A person's name taken apart: the words of it, their order, and what stands about it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import msgspec

from commentariat.authority.romanize import (
    drop_long_vowels,
    is_latin,
    romanize,
    skeleton,
    smooth,
)
from commentariat.authority.wade_giles import is_wade_giles, to_pinyin
from commentariat.intake.phrases.names import HONORIFICS, PARTICLES, fold
from commentariat.intake.phrases.wordlists import word_set

_MOST_WORDS: Final = 8
_MORE_HONORIFICS: Final = word_set(
    "sheikh shaykh hon honorable honourable excellency adm vice rear maj major capt "
    "captain sgt cardinal bishop father archbishop rabbi imam lady baroness baron count "
    "herr frau mme mlle monsieur madame don doña dra ing lic dipl-ing dr-ing prof-dr "
    "проф профессор д-р доктор академик посол генерал господин госпожа г-н г-жа "
    "الدكتور دكتور الأستاذ السفير الشيخ السيد د أ"
)
_DEGREES: Final = word_set(
    "phd md dphil dsc scd jd llm llb mba mpa mpp ma msc ba bsc esq ret obe cbe mbe kbe "
    "mp frs facp cfa ed eds editor trans rn dds"
)
_GENERATIONS: Final = {
    "jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii",
    "iv": "iv", "мл": "jr", "ст": "sr",
}  # fmt: skip
# What no name has, and many a post or an institution.
_OF_POSTS: Final = word_set(
    "institute university center centre school college council foundation fund fellow "
    "director professor president chair editor analyst scholar researcher correspondent "
    "advisor adviser former senior visiting nonresident member minister ministry "
    "department program project think tank endowment of at for the and in &"
)
_BY: Final = re.compile(
    r"^(?:by|written by|text by|text|story by|автор|авторы|text von|par|por|بقلم)"
    r"(?:\s*:\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
_BRACKETS: Final = re.compile(r"\s*[(\[（][^)\]）]*[)\]）]\s*")
_BEHIND: Final = re.compile(r"\s+[–—|/-]\s+|\s+(?:at|of)\s+(?=[A-Z])")
_COMMA: Final = re.compile(r"\s*[,;،؛，]\s*")
_QUOTED: Final = re.compile('["“”«»*_]')
_NO_LETTER: Final = re.compile(r"[^\w.]|_")
_ARTICLE: Final = re.compile(r"^(?:al|el|ar|as|ash|ad|an|at|az|us|ul)[-‐‑’'](?=\w)")
_SERVANT: Final = re.compile(r"^abd(?:[aeu]l|[aeu]r|[aeu]s|)$")
_VOWEL: Final = re.compile("[aeiou]")
_HAMZA: Final = tuple("'`’‘ʿʾ")
_COMPOUND_SURNAMES: Final = frozenset(
    "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 司徒 夏侯 皇甫 尉迟 公孙 公孫 慕容 令狐".split()
)


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word of a name, as what others like it are compared with."""

    text: str
    """In small Latin letters."""
    smooth: str
    skeleton: str
    is_initial: bool = False
    has_vowels: bool = True
    """Its script writes them, and Latin letters were given."""


class Reading(msgspec.Struct, frozen=True):
    """One way to read a name: its words, and which of them is the family name."""

    words: tuple[Word, ...]
    is_family_last: bool = False
    """A comma or its script tells that the last word is the family name."""
    is_doubtful: bool = False
    """What stands behind its comma may as well be given names."""
    is_turned: bool = False
    """A comma stands behind the family name, which was first."""

    @property
    def whole(self) -> tuple[Word, ...]:
        """Those that are no initials."""
        return tuple([word for word in self.words if not word.is_initial])


class PersonName(msgspec.Struct, frozen=True):
    """A name, the ways to read it, and what stands about it."""

    name: str
    readings: tuple[Reading, ...]
    generation: str = ""
    """`jr`, `sr`, `ii` …: father and son are two."""
    bracket: str = ""
    """What stands in brackets behind it, by which two of one name may be told apart."""
    is_by: bool = False
    is_titled: bool = False
    is_placed: bool = False
    """A post or an institution stands behind it."""


@lru_cache(maxsize=1 << 16)
def read_person(name: str) -> PersonName:
    """Take *name* apart; one that leaves nothing to compare has no reading."""
    text = " ".join(_QUOTED.sub(" ", unicodedata.normalize("NFKC", name)).split())
    bare = _BY.sub("", text)
    outside = _BRACKETS.sub(" ", bare).strip()
    bracket = fold(" ".join(_BRACKETS.findall(bare))) if outside != bare else ""
    head, *rest = _BEHIND.split(outside, maxsplit=1)
    first, *parts = [*filter(None, _COMMA.split(head.strip())), ""]
    generation, is_titled, is_placed = "", False, bool(rest or bracket)
    words, found, titled = _strip_titles(first.split())
    generation, is_titled = found, titled
    given: list[str] = []
    for part in filter(None, parts):
        left, found, titled = _strip_titles(part.split())
        generation, is_titled = generation or found, is_titled or titled
        if not left:
            continue
        if given or not _may_be_given(left):
            is_placed = True
        else:
            given = left
    readings = tuple(_readings(words, given))
    return PersonName(
        name, readings, generation, bracket, bare != text, is_titled, is_placed
    )


def _strip_titles(words: list[str]) -> tuple[list[str], str, bool]:
    """Take titles before, and degrees and generations behind, off *words*."""
    generation, count = "", len(words)
    while len(words) > 1 and _is_honorific(words[0]):
        if len(words) == 2 and not words[0].endswith("."):
            break  # `Don Smith`
        words = words[1:]
    if len(words) == 1 and len(words) == count and _is_behind(words[0]):
        return [], _GENERATIONS.get(_bare(words[0]), ""), True
    while len(words) > 1 and _is_behind(words[-1]):
        if len(words) < 3 and re.fullmatch(r"(?:\w\.){2}", words[-1]):
            break  # `Trofimov M.D.`
        generation = _GENERATIONS.get(_bare(words[-1]), generation)
        words = words[:-1]
    return words, generation, len(words) != count


def _is_honorific(word: str) -> bool:
    """Tell whether *word* is a title: `Ms.`, and no initials as `M.S.`."""
    return fold(word).rstrip(".:,") in HONORIFICS | _MORE_HONORIFICS


def _is_behind(word: str) -> bool:
    """Tell whether *word* is a degree or a generation: `Ma` is a name, `MA` none."""
    bare = _bare(word)
    if bare in _GENERATIONS:
        return True
    return bare in _DEGREES and (word.isupper() or "." in word or len(bare) > 2)


def _bare(word: str) -> str:
    return fold(word).replace(".", "").strip(":,")


def _may_be_given(words: list[str]) -> bool:
    """Tell whether what stands behind a comma may be given names."""
    return len(words) <= 3 and not any(_bare(word) in _OF_POSTS for word in words)


def _readings(words: list[str], given: list[str]) -> Iterator[Reading]:
    yield from _plain_readings(words, given)
    if 1 < len(words) + len(given) < 4 and is_wade_giles([*words, *given]):
        pinyin = [[to_pinyin(word) for word in some] for some in (words, given)]
        yield from _plain_readings(*pinyin)


def _plain_readings(words: list[str], given: list[str]) -> Iterator[Reading]:
    head = _words_of(words)
    if given:
        behind = _words_of(given)
        if (turned := (*behind, *head)) and len(turned) <= _MOST_WORDS:
            yield Reading(
                _without_particles(turned), is_family_last=True, is_turned=True
            )
        if len(head) < 2:
            return  # no family name alone has a post
    if 0 < len(head) <= _MOST_WORDS:
        is_chinese = len(words) == 1 and _is_han(words[0]) and len(head) == 2
        yield Reading(
            tuple(reversed(head)) if is_chinese else _without_particles(head),
            is_family_last=is_chinese,
            is_doubtful=bool(given),
        )


def _without_particles(words: tuple[Word, ...]) -> tuple[Word, ...]:
    rest = [
        word for n, word in enumerate(words) if n == 0 or word.text not in PARTICLES
    ]
    return tuple(rest)


def _is_han(text: str) -> bool:
    return all("CJK" in unicodedata.name(one, "") for one in text)


def _words_of(texts: list[str]) -> tuple[Word, ...]:
    shouts = all(text.isupper() for text in texts)
    words: list[Word] = []
    servant = ""
    for text in texts:
        for one in _split(text, shouts=shouts):
            if servant:
                one, servant = Word(*_forms(servant + one.text)), ""
            elif _SERVANT.match(one.text) and not one.is_initial:
                servant = "abdal"
                continue
            words.append(one)
    return tuple(words)


def _split(text: str, *, shouts: bool) -> Iterator[Word]:
    """Take the words of one that has no spaces: `Jean-Pierre`, `J.-P.`, `王小明`."""
    if _is_han(text) and 1 < len(text) <= 4:
        cut = 2 if text[:2] in _COMPOUND_SURNAMES and len(text) > 2 else 1
        for part in (text[:cut], text[cut:]):
            yield Word(*_forms(romanize(part)))
        return
    is_latin_text = is_latin(text)
    if is_latin_text:
        text = _ARTICLE.sub("", text.lower()) if _ARTICLE.match(text.lower()) else text
    elif len(text) > 4:
        text = text.removeprefix("ال")
    for part in re.split(r"[-‐‑·・]", text):
        yield from _split_initials(part, is_latin_text, shouts=shouts)


def _split_initials(part: str, is_latin_text: bool, *, shouts: bool) -> Iterator[Word]:
    letters = _NO_LETTER.sub("", part)
    if part[:1] in _HAMZA and not _VOWEL.search(letters.lower()):
        letters = f"a{letters}"  # it stands for a vowel
    pieces = list(filter(None, letters.split(".")))
    if not pieces:
        return
    has_dot = "." in letters
    are_initials = all(len(piece) <= (2 if has_dot else 1) for piece in pieces)
    if not has_dot and not shouts and letters.isupper() and len(letters) == 2:
        pieces, are_initials = list(letters), True  # `JP Dupont`
    for piece in pieces:
        text = romanize(piece)
        if text:
            begin = int(len(text) > 3)  # what `'brhym` begins with is a guess
            are_written = _VOWEL.search(text, begin) is not None
            if not (are_written or are_initials):
                text = drop_long_vowels(text)
            has_vowels = is_latin_text and (are_initials or are_written)
            yield Word(*_forms(text), is_initial=are_initials, has_vowels=has_vowels)


def _forms(text: str) -> tuple[str, str, str]:
    return text, smooth(text), skeleton(text)
