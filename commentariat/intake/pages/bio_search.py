"""Where the biographies below a body begin, which a page rarely says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from commentariat.intake.pages.bio_evidence import (
    are_all_known,
    introduces_itself,
    is_bio_of,
    is_post_below_name,
    is_stranger,
    looks_like_person,
    split_name_and_role,
)
from commentariat.intake.phrases.fixed_lines import SPEAKERS, says
from commentariat.intake.phrases.lines import RawLine
from commentariat.intake.phrases.names import (
    Person,
    find_beginning,
    find_mentioned,
    find_named,
    know_person,
    leading_name,
)
from commentariat.intake.phrases.roles import (
    ends_sentence,
    has_role_word,
    is_role,
    is_role_shaped,
    is_title_case,
)

_LONGEST_ENTRY: Final = 6  # lines: name, role, and a biography of up to four
_MOST_PARAGRAPHS: Final = 4
_MOST_LINES: Final = 120


def start_of_bios(
    lines: Sequence[RawLine],
    start: int,
    end: int,
    people: Sequence[Person],
    *,
    are_speakers: bool = False,
) -> int:
    """
    Find where the biographies begin among `lines[start:end]`, which they end.

    They are the longest run of entries up to *end* each of which has evidence: a
    known author's name, a post, a text that begins with the name before it. A
    paragraph is not one for being short. *are_speakers*: on the page of an event a
    name with a line below it is evidence enough, and so is their heading.
    """
    if are_speakers:
        for at in range(start, end):
            if says(lines[at].text, SPEAKERS) and _begins_speakers(lines[at + 1 : end]):
                return at + 1
    texts = [line.text for line in lines[max(start, end - _MOST_LINES) : end]]
    first = end - len(texts)
    lowest = len(texts)
    reached = {lowest}
    for at in range(lowest - 1, -1, -1):
        if lowest - at > _LONGEST_ENTRY:
            break
        ends = _entry_ends(texts, at, people, are_speakers=are_speakers)
        if not reached.isdisjoint(ends):
            reached.add(at)
            lowest = at
    return first + lowest


def _begins_speakers(lines: Sequence[RawLine]) -> bool:
    """Tell whether a name stands first, and a post, a text about them, or another below."""
    texts = [line.text for line in lines[:2]]
    if not texts or not looks_like_person(texts[0]):
        return False
    person = know_person(texts[0])
    return len(texts) == 1 or (
        looks_like_person(texts[1])
        or is_role_shaped(texts[1])
        or is_bio_of(texts[1], person)
    )


def _entry_ends(
    texts: Sequence[str], at: int, people: Sequence[Person], *, are_speakers: bool
) -> Iterator[int]:
    """Yield where an entry that begins *at* may end; nothing if none begins here."""
    yield from _end_named(texts, at, people)
    yield from _end_post(texts, at, people)
    yield from _end_stranger(texts, at)
    if introduces_itself(texts[at], people) or are_all_known(texts[at], people):
        yield at + 1
    if are_speakers:
        yield from _end_speaker(texts, at)


def _end_named(
    texts: Sequence[str], at: int, people: Sequence[Person]
) -> Iterator[int]:
    """`Rita Baldoni`, perhaps with role and biography after it."""
    person = find_named(texts[at], people)
    if person is None:
        named = split_name_and_role(texts[at])
        person = find_named(named[0], people) if named else None
        if person is None:
            return
    yield from _end_bio(texts, at + 1, person)
    if at + 1 < len(texts) and is_post_below_name(texts[at + 1]):
        yield from _end_bio(texts, at + 2, person)


def _end_post(texts: Sequence[str], at: int, people: Sequence[Person]) -> Iterator[int]:
    """`Senior Fellow, …`, and the text or the name that tells whose post it is."""
    if not is_role(texts[at]):
        return
    if at + 1 == len(texts):
        if len(people) == 1 and is_title_case(texts[at]):
            yield at + 1
        return
    following = texts[at + 1]
    person = find_beginning(following, people)
    mentioned = find_mentioned(following, people) if person is None else None
    if person is not None:
        yield from _end_bio(texts, at + 1, person)
    elif mentioned is not None and ends_sentence(following):
        yield from _end_bio(texts, at + 2, mentioned)  # `Based in Rome, Baldoni …`
    elif ends_sentence(following) and has_role_word(following):
        name = leading_name(following)
        if name is not None:
            yield from _end_bio(texts, at + 1, know_person(name))


def _end_stranger(texts: Sequence[str], at: int) -> Iterator[int]:
    """A name that the metadata do not hold, proved by what follows it."""
    if not is_stranger(texts, at):
        return
    person = know_person(texts[at])
    below = 2 if is_role_shaped(texts[at + 1]) else 1
    ends = _end_bio(texts, at + below, person)
    yield from (end for end in ends if end > at + 1)


def _end_speaker(texts: Sequence[str], at: int) -> Iterator[int]:
    """Any name with a line below it that is no sentence."""
    if not looks_like_person(texts[at]) or at + 1 == len(texts):
        return
    if is_role_shaped(texts[at + 1]):
        yield from _end_bio(texts, at + 2, know_person(texts[at]))


def _end_bio(texts: Sequence[str], at: int, person: Person) -> Iterator[int]:
    """Yield *at*, and every place after it to which the person's biography goes."""
    yield at
    for end in range(at, min(len(texts), at + _MOST_PARAGRAPHS)):
        if not is_bio_of(texts[end], person):
            return
        yield end + 1
