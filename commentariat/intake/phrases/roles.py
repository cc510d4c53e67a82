"""What a line looks like that says which post a person holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from commentariat.intake.phrases.wordlists import word_set

_LONGEST_ROLE: Final = 200
_MOST_WORDS: Final = 26
_ROLES: Final = word_set(
    "academic activist adviser advisor ambassador analyst anchor anthropologist "
    "archaeologist artist assistant associate attorney "
    "author blogger candidate ceo chair chairman chairwoman chairperson chief columnist "
    "commissioner congressman congresswoman consultant convener coordinator "
    "correspondent counsel counselor criminologist "
    "curator dean demographer deputy diplomat director economist editor engineer envoy "
    "essayist executive "
    "expert fellow filmmaker founder cofounder geographer governor head historian host "
    "inspector intern journalist judge lawyer lead leader lecturer liaison librarian "
    "manager member minister moderator mp negotiator officer operator organizer "
    "novelist parliamentarian partner philosopher photographer physicist poet "
    "policymaker postdoc premier president principal producer professor psychologist "
    "provost rapporteur reporter representative researcher resident scholar scientist "
    "secretary senator sociologist speaker specialist spokesman spokesperson "
    "spokeswoman strategist student supervisor teacher theologian treasurer trustee "
    "undersecretary vicepresident visitor writer "
    "аналитик глава депутат директор доктор дипломат доцент журналист журналистка "
    "заведующий заместитель историк колумнист консультант корреспондент министр "
    "обозреватель политолог посол председатель президент преподаватель профессор "
    "редактор руководитель секретарь советник сотрудник социолог стипендиат экономист "
    "эксперт юрист директорка дослідник дослідниця експерт експертка редакторка аналітик "
    "аналітикиня професор професорка журналіст журналістка керівник керівниця головна "
    "باحث باحثة كاتب كاتبة مدير مديرة محرر محررة محلل محللة زميل زميلة "
    "أستاذ أستاذة خبير خبيرة رئيس رئيسة صحافي صحافية صحفي صحفية مستشار مستشارة سفير "
    "سفيرة وزير chercheur chercheuse directeur directrice"
)
_INSTITUTIONS: Final = word_set(
    "academy agency association bureau center centre college commission "
    "committee council department division embassy endowment faculty foundation fund "
    "institute institution institut lab laboratory ministry network office program "
    "programme project school society studies union university центр институт фонд "
    "университет программа مركز معهد جامعة برنامج مؤسسة"
)
_SMALL: Final = word_set(
    "a al an and as at by for from in into of on or the to with without de del der la &"
)
_NOT_FIRST: Final = word_set(
    "a an and are as but by can do does for from how if in is it no not on our should "
    "that the these this to was were what when where which who why will"
)
_MODIFIERS: Final = word_set(
    "acting adjunct assistant associate chief deputy distinguished emeritus executive "
    "former founding independent junior managing nonresident non-resident policy "
    "postdoctoral research resident retired senior vice visiting"
)
"""Words that a post begins with, whatever the case of those behind them."""
_VERBS: Final = word_set(
    "am are be can could had has have is may said says was were will"
)
_EDGES: Final = ".,;:()“”\"'’"
_PARTED: Final = str.maketrans("/–-", "   ")
_ABBREVIATIONS: Final = (", Jr.", " Jr.", ", Sr.", " Inc.", " Ltd.", " U.S.", " D.C.")
"""Stops that end no sentence: `Walter Pruitt, Jr.`"""
_COLONS: Final = (":", "：")
_ENDS: Final = frozenset(".!?…؟。:;,،")
_SENTENCE_END: Final = re.compile(r"(?:[.!?…؟。:;][”\"’»)\]*_]*|[,،])$")


def is_role_shaped(text: str) -> bool:
    """Whether a line could be a role: short, and not a sentence."""
    if len(text) > _LONGEST_ROLE or ends_sentence(text):
        return False
    return len(text.split()) <= _MOST_WORDS


def is_role(text: str) -> bool:
    """Whether a line names a post, in the capitals of a title: `Senior Fellow, …`."""
    text = text.rstrip(", ")  # the institution behind the comma may be lost
    if not is_role_shaped(text):
        return False
    words = text.split()
    if not words or words[0].endswith(_COLONS) or not has_role_word(text):
        return False
    first = words[0].casefold().strip(_EDGES)
    is_chair = first == "the" and has_role_word(words[-1])
    if first in _NOT_FIRST and not is_chair:
        return False
    return is_title_case(text) or _begins_post(words)


def _begins_post(words: Sequence[str]) -> bool:
    """Whether a post begins that is written small: `Senior fellow and director`."""
    first = words[0].casefold().strip(_EDGES)
    is_begun = first in _MODIFIERS or has_role_word(first)
    return is_begun and words[0][0].isupper() and _VERBS.isdisjoint(words)


def has_role_word(text: str) -> bool:
    words = text[:600].casefold().translate(_PARTED).split()
    return not _ROLES.isdisjoint([word.strip(_EDGES) for word in words])


def has_plural_role(text: str) -> bool:
    """Whether several persons hold a post: `… are fellows at the institute`."""
    return any(
        word.removesuffix("s") in _ROLES
        for word in (part.strip(_EDGES) for part in text[:600].casefold().split())
        if word.endswith("s")
    )


def names_institution(text: str) -> bool:
    """Whether a word in *text* belongs to institutions and not to persons."""
    return not _INSTITUTIONS.isdisjoint(
        word.strip(_EDGES) for word in text[:200].casefold().split()
    )


def is_title_case(text: str) -> bool:
    """Whether all but the small words begin with a capital."""
    return all(map(_is_title_word, text.split()))


def _is_title_word(word: str) -> bool:
    """Whether a word may stand in a title; only Latin titles have their capitals."""
    bare = word.strip(_EDGES)
    first = bare[:1]
    return not ("a" <= first <= "z") or bare in _SMALL


def ends_sentence(text: str) -> bool:
    """Whether a line ends as sentences do, or leads over to the next one."""
    if text.endswith(_ABBREVIATIONS):
        return False
    last = text[-1:]
    if last in _ENDS or last.isalnum():  # as nearly all do
        return last in _ENDS
    return _SENTENCE_END.search(text, max(0, len(text) - 8)) is not None
