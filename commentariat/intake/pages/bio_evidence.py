"""What makes a line one of a biography: names, posts, and how texts introduce."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from commentariat.intake.phrases.names import (
    Person,
    begins_with_full_name,
    find_beginning,
    find_named,
    fold,
    is_name,
    know_person,
    may_begin_with,
    may_speak_of,
    split_authors,
    split_byline,
)
from commentariat.intake.phrases.roles import (
    ends_sentence,
    has_plural_role,
    has_role_word,
    is_role,
    is_role_shaped,
    names_institution,
)
from commentariat.intake.phrases.wordlists import word_set

_LONGEST_NAME: Final = 80  # characters
_LONGEST_NAMES: Final = 600
_LONGEST_BIO: Final = 2_000
_BEGINNING: Final = 120
_PRONOUNS: Final = word_set(
    "he she they his her their prior previously before earlier currently formerly он "
    "она они его её ранее до"
)
_COPULAS: Final = word_set("is was are were has had serves served")
_THE_WRITER: Final = re.compile(
    r"[(*_]?The (?:writer|author|columnist)(?: is| was|, an?) "
)
_CONTACT: Final = re.compile(
    r"(?:Phone|Tel|Telephone|E-?mail|Twitter|Follow|Contact)\b.{0,100}"
    r"|@\w{1,40}|[^\s@]{1,60}@[^\s@]{1,60}",
    re.IGNORECASE,
)
"""How a person is reached: a line below their post."""
_SURNAME_IS_A: Final = re.compile(
    r"(?:[A-Z][a-z]{1,9}\.? )?\S{2,40} (?:is|was|has been) (?:an?|the) "
)
_MARKS_BEFORE: Final = "(*_[—– "
"""What a biography in small print begins with: `(*Rita Baldoni is …*)`."""
_ALL_MARKS_BEFORE: Final = tuple(_MARKS_BEFORE)
_DASH: Final = re.compile(r"\s+[-–—|]\s+|:\s+")
_IS_A: Final = re.compile(r"\S{1,40} (?:is|was|has been) (?:an?|the) ")


def looks_like_person(text: str) -> bool:
    """Whether a line looks like a name of two words or more, and like no post."""
    if len(text) > _LONGEST_NAME or " " not in text or not is_name(text):
        return False
    return not (has_role_word(text) or names_institution(text))


def is_post(text: str) -> bool:
    """Whether a line, below a name, says what the person does or where."""
    return is_role(text) or (is_role_shaped(text) and names_institution(text))


def is_post_below_name(text: str) -> bool:
    """Whether a line below the name of a known author says what they do or did."""
    if is_post(text):
        return True
    return is_role(text.removesuffix("."))


def is_stranger(texts: Sequence[str], at: int) -> bool:
    """
    Whether a name stands at *at* that is proved to be one by the lines below it.

    Those are the person's post, or a text that introduces them, or both.
    """
    if not looks_like_person(texts[at]):
        return False
    below = texts[at + 1 : at + 3]
    if below and is_post(below[0]):
        return True
    person = know_person(texts[at])
    may_be_second = bool(below) and is_role_shaped(below[0])
    return any(introduces(text, person) for text in below[: 1 + may_be_second])


def introduces(text: str, person: Person) -> bool:
    """
    Whether a sentence introduces *person*, who is not known to be one.

    A heading may look like a name (`South Korea`) and the paragraph below it may
    begin with its last word, so a surname alone must be said to be something.
    """
    if not ends_sentence(text) or find_beginning(text, [person]) is None:
        return False
    beginning = text[:_BEGINNING]
    if begins_with_full_name(text, [person]):
        return not _COPULAS.isdisjoint(beginning.split()) or has_role_word(text)
    return _IS_A.match(text) is not None and has_role_word(beginning)


def introduces_itself(text: str, people: Sequence[Person]) -> bool:
    """Whether a text is a whole biography: `Rita Baldoni is a senior fellow at …`."""
    if len(text) > _LONGEST_BIO or _COPULAS.isdisjoint(text[:_BEGINNING].split()):
        return False
    if not _begins_with_any(text, people):
        return False  # and so is most of a body, before its words are looked up
    if not (has_role_word(text) or has_plural_role(text)):
        return False
    if len(people) == 1 and _THE_WRITER.match(text):
        return True
    if _SURNAME_IS_A.match(text) and has_role_word(text[:_BEGINNING]):
        return find_beginning(text, people) is not None
    return begins_with_full_name(text.lstrip(_MARKS_BEFORE), people)


def _begins_with_any(text: str, people: Sequence[Person]) -> bool:
    """Whether a text begins with a name, a surname, or `The writer`."""
    if _THE_WRITER.match(text) is not None:
        return True
    if not (may_speak_of(text, people) or text.startswith(_ALL_MARKS_BEFORE)):
        return False
    return find_beginning(text, people) is not None or begins_with_full_name(
        text.lstrip(_MARKS_BEFORE), people
    )


def is_bio_of(text: str, person: Person) -> bool:
    """Whether a text, below the name or post of *person*, is about them."""
    if len(text) > _LONGEST_BIO or is_name(text):
        return False
    if _CONTACT.fullmatch(text):
        return True
    if find_beginning(text, [person]) is not None or _begins_with_pronoun(text):
        return True
    is_named = bool(person.words) and person.words[-1] in fold(text)
    return is_named and has_role_word(text)


def _begins_with_pronoun(text: str) -> bool:
    words = text[:20].casefold().replace(",", " ").split()
    return bool(words) and words[0] in _PRONOUNS


def are_all_known(text: str, people: Sequence[Person]) -> bool:
    """Whether a line holds two or more known names, and nothing else."""
    if len(text) > _LONGEST_NAMES or not may_begin_with(text, people):
        return False
    names = split_byline(text)
    return len(names) > 1 and all(find_named(name, people) for name in names)


def split_name_and_role(text: str) -> tuple[str, str] | None:
    """Split `Rita Baldoni, Director, Fennmark Europe` after the name."""
    if len(text) > 2 * _LONGEST_NAME:
        return None
    dashed = _DASH.split(text, maxsplit=1)
    if len(dashed) == 2 and is_name(dashed[0]) and is_role(dashed[1]):
        return dashed[0], dashed[1]
    if "," not in text:
        return None
    name, *rest = split_authors(text) or ("",)
    role = text[text.find(name) + len(name) :].strip(" ,")
    is_person = is_name(name) and not has_role_word(name)
    if rest and is_person and not names_institution(name) and is_role(role):
        return name, role
    return None
