"""Whom each biography of a page is about, and what it says."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from commentariat.intake.pages.bio_evidence import (
    are_all_known,
    is_post_below_name,
    is_stranger,
    looks_like_person,
    split_name_and_role,
)
from commentariat.intake.pages.model import Bio
from commentariat.intake.phrases.lines import RawLine
from commentariat.intake.phrases.names import (
    Person,
    begins_with_full_name,
    find_beginning,
    find_named,
    leading_name,
    split_byline,
)
from commentariat.intake.phrases.roles import ends_sentence, is_role, is_role_shaped


class _NameLine(msgspec.Struct, frozen=True):
    """A line read as a name."""

    name: str
    as_written: str | None = None
    role: str | None = None


class _OpenBio(msgspec.Struct):
    """A biography as far as it is read."""

    line: int
    name: str | None = None
    as_written: str | None = None
    role: str | None = None
    paragraphs: list[str] = []

    def finish(self) -> Bio:
        text = "\n".join(self.paragraphs) or None
        return Bio(self.name or "", self.role, text, self.line, self.as_written)


def parse_bios(
    lines: Sequence[RawLine], people: Sequence[Person], *, are_speakers: bool = False
) -> tuple[Bio, ...]:
    """
    Read *lines* as biographies: names, roles and texts, in the shapes they come in.

    Every line goes into one of them. A name that one of *people* has is given in
    their spelling. A biography without a name line belongs to the one with whose
    name it begins, or else to those left over. The speakers at an event need not be
    among *people*.
    """
    entries: list[_OpenBio] = []
    texts = [line.text for line in lines]
    for at, line in enumerate(lines):
        named = _name_at(texts, at, people)
        if named is None and are_speakers and _is_speaker(entries, line.text):
            named = _NameLine(line.text)
        if named is not None:
            _add_name(entries, line, named)
        elif are_all_known(line.text, people):
            _add_names(entries, line, people)
        elif _is_role_here(entries, line.text):
            _add_role(entries, line, _whose_text(texts, at + 1, people))
        else:
            _add_text(entries, line, people)
    _name_the_rest(entries, people)
    return _merge([entry.finish() for entry in entries])


def _name_at(
    texts: Sequence[str], at: int, people: Sequence[Person]
) -> _NameLine | None:
    """Read the line as a person's name, with a role behind the comma or without."""
    split = split_name_and_role(texts[at])
    name, role = split or (texts[at], None)
    person = find_named(name, people)
    if person is not None:
        written = name if name != person.name else None
        return _NameLine(person.name, written, role)
    if split is not None or is_stranger(texts, at):
        return _NameLine(name, role=role)
    return None


def _is_speaker(entries: Sequence[_OpenBio], text: str) -> bool:
    """Whether a name stands where a speaker's name may, not where they work."""
    last = entries[-1] if entries else None
    is_expected = last is None or bool(last.role or last.paragraphs)
    return is_expected and looks_like_person(text)


def _add_names(
    entries: list[_OpenBio], line: RawLine, people: Sequence[Person]
) -> None:
    """Begin a biography for each name that has none: they may stand there again."""
    taken = {entry.name for entry in entries}
    for name in split_byline(line.text):
        person = find_named(name, people)
        if person is None or (person.name in taken and name == person.name):
            continue
        written = name if name != person.name else None
        entries.append(_OpenBio(line.number, person.name, written))


def _is_role_here(entries: Sequence[_OpenBio], text: str) -> bool:
    """Whether *text* is a role: by its words, or by where it stands."""
    if is_role(text):
        return True
    last = entries[-1] if entries else None
    if last and last.name and not (last.role or last.paragraphs):
        return is_post_below_name(text) or is_role_shaped(text)
    is_expected = last is None or bool(last.name and not last.role)
    return is_expected and is_role_shaped(text) and not (last and last.paragraphs)


def _whose_text(
    texts: Sequence[str], at: int, people: Sequence[Person]
) -> Person | None:
    """Whose biography stands at *at*; None for a line that is no sentence."""
    if at >= len(texts) or not ends_sentence(texts[at]):
        return None
    if find_named(texts[at], people) is not None:
        return None  # `Hala Brandt, ed.` is a name
    return find_beginning(texts[at], people)


def _add_name(entries: list[_OpenBio], line: RawLine, named: _NameLine) -> None:
    """Begin a biography, unless a role alone above the name is its own."""
    last = entries[-1] if entries else None
    is_awaited = last is not None and last.name is None and not last.paragraphs
    if last is None or not is_awaited or named.role is not None:
        last = _OpenBio(line.number, role=named.role)
        entries.append(last)
    last.name, last.as_written = named.name, named.as_written


def _add_role(
    entries: list[_OpenBio], line: RawLine, next_person: Person | None
) -> None:
    """Give the role to the last name, unless the text below is another person's."""
    last = entries[-1] if entries else None
    is_open = last is not None and not last.role and not last.paragraphs
    is_others = (
        last is not None and next_person is not None and next_person.name != last.name
    )
    if last is None or not is_open or is_others:
        last = _OpenBio(line.number)
        entries.append(last)
    last.role = line.text


def _add_text(entries: list[_OpenBio], line: RawLine, people: Sequence[Person]) -> None:
    last = entries[-1] if entries else None
    if last is None or _is_anothers(last, line.text, people):
        last = _OpenBio(line.number)
        entries.append(last)
    last.paragraphs.append(line.text.replace("\n", " "))


def _is_anothers(last: _OpenBio, text: str, people: Sequence[Person]) -> bool:
    """Whether a biography begins here that is not that of the last person."""
    if not last.paragraphs or not begins_with_full_name(text, people):
        return False
    person = find_beginning(text, people)
    owner = last.name or _owner_name(last, people)
    return person is not None and owner is not None and owner != person.name


def _owner_name(entry: _OpenBio, people: Sequence[Person]) -> str | None:
    person = find_beginning(entry.paragraphs[0], people) if entry.paragraphs else None
    return person.name if person else None


def _name_the_rest(entries: Sequence[_OpenBio], people: Sequence[Person]) -> None:
    """Name the biographies that stand without a name."""
    for entry in entries:
        entry.name = entry.name or _owner_name(entry, people)
    nameless = [entry for entry in entries if entry.name is None]
    taken = {entry.name for entry in entries}
    left = [person.name for person in people if person.name not in taken]
    for number, entry in enumerate(nameless):
        if len(left) == len(nameless):
            entry.name = left[number]
        elif entry.paragraphs:
            entry.name = leading_name(entry.paragraphs[0])


def _merge(bios: Sequence[Bio]) -> tuple[Bio, ...]:
    """Merge entries of one person that do not contradict each other."""
    merged: list[Bio] = []
    places: dict[str, int] = {}
    for bio in bios:
        place = places.get(bio.name)
        both = _join(merged[place], bio) if place is not None and bio.name else None
        if place is not None and both is not None:
            merged[place] = both
        else:
            places[bio.name] = len(merged)
            merged.append(bio)
    return tuple(merged)


def _join(one: Bio, other: Bio) -> Bio | None:
    """
    Join two entries of one person; None where they have different posts or names.

    Of two texts that with the post comes first, for that is the house's card: nothing
    of the other is lost.
    """
    pairs = (one.role, other.role), (one.as_written, other.as_written)
    if any(mine and theirs and mine != theirs for mine, theirs in pairs):
        return None
    role, as_written = (mine or theirs for mine, theirs in pairs)
    texts = [one.bio, other.bio] if one.role or not other.role else [other.bio, one.bio]
    bio = "\n".join(dict.fromkeys(filter(None, texts))) or None
    return msgspec.structs.replace(one, role=role, bio=bio, as_written=as_written)
