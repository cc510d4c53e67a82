"""The syntax of content/redirects.txt: former addresses and where they lead now."""

from __future__ import annotations

import msgspec

from commentariat.archive.conflicts import is_conflict
from commentariat.archive.former import parse_former
from commentariat.errors import Problem, WrongValueError
from commentariat.kinds import Kind

REDIRECTS = "redirects.txt"


class Redirect(msgspec.Struct, frozen=True, gc=False):
    """One line: a former address that leads on."""

    old: str
    """Decoded path, without slashes at its ends."""
    target: str
    """As written: a path of the site, a content file, or the slug of an article."""
    line: int


def parse_redirects(
    text: str, source: str = REDIRECTS
) -> tuple[tuple[Redirect, ...], tuple[Problem, ...]]:
    """
    Read lines of `/old/address/ /new/address/`; those that begin with `#` are notes.

    The same line twice (two branches merged) counts once.
    """
    found: dict[str, Redirect] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        try:
            redirect = _parse_line(line, words, number)
        except WrongValueError as fault:
            problems.append(Problem(source, number, fault.message))
            continue
        first = found.setdefault(redirect.old, redirect)
        if first.target != redirect.target:
            message = Kind.REDIRECT_TWICE.of(first.line, words[0], first.target)
            problems.append(Problem(source, number, message))
    return tuple(found.values()), tuple(problems)


def _parse_line(line: str, words: list[str], number: int) -> Redirect:
    if is_conflict(line):
        raise WrongValueError(Kind.CONFLICT_MERGED.of())
    if len(words) != 2:
        raise WrongValueError(Kind.NOT_REDIRECT.of(line.strip()))
    return Redirect(parse_former(words[0]), words[1], number)
