"""What a line looks like that says which post a person holds."""

from __future__ import annotations

import re
from typing import Final

from commentariat.intake.wordlists import word_set

_LONGEST_ROLE: Final = 200
_MOST_WORDS: Final = 26
_ROLES: Final = word_set(
    "academic adviser advisor ambassador analyst anchor assistant associate attorney "
    "author blogger ceo chair chairman chairwoman chairperson chief columnist "
    "commissioner consultant convener coordinator correspondent counsel counselor "
    "curator dean deputy diplomat director economist editor engineer envoy executive "
    "expert fellow founder cofounder co-founder governor head historian host "
    "inspector intern journalist judge lawyer lead leader lecturer liaison librarian "
    "manager member minister moderator mp negotiator officer operator organizer "
    "partner photographer policymaker postdoc president principal producer professor "
    "provost rapporteur reporter representative researcher resident scholar scientist "
    "secretary senator speaker specialist spokesman spokesperson spokeswoman "
    "strategist supervisor teacher treasurer trustee vice-president visitor writer "
    "аналитик глава депутат директор доктор дипломат доцент журналист журналистка "
    "заведующий заместитель историк колумнист консультант корреспондент министр "
    "обозреватель политолог посол председатель президент преподаватель профессор "
    "редактор руководитель секретарь советник сотрудник социолог стипендиат экономист "
    "эксперт юрист باحث باحثة كاتب كاتبة مدير مديرة محرر محررة محلل محللة زميل زميلة "
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
_EDGES: Final = ".,;:()“”\"'’"
_SENTENCE_END: Final = re.compile(r"(?:[.!?…؟。:;][”\"’»)\]]*|[,،])$")


def is_role_shaped(text: str) -> bool:
    """Whether a line could be a role: short, and not a sentence."""
    if len(text) > _LONGEST_ROLE or ends_sentence(text):
        return False
    return len(text.split()) <= _MOST_WORDS


def is_role(text: str) -> bool:
    """Whether a line names a post, in the capitals of a title: `Senior Fellow, …`."""
    if not is_role_shaped(text):
        return False
    words = text.split()
    if not words or words[0].endswith((":", "：")):
        return False
    if words[0].casefold().strip(_EDGES) in _NOT_FIRST or not has_role_word(text):
        return False
    return is_title_case(text)


def has_role_word(text: str) -> bool:
    return any(
        part in _ROLES
        for word in text[:600].casefold().split()
        for part in word.strip(_EDGES).split("/")
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
    if text.endswith((", Jr.", " Jr.", ", Sr.", " Inc.", " Ltd.", " U.S.", " D.C.")):
        return False
    return _SENTENCE_END.search(text, max(0, len(text) - 8)) is not None
