"""The syntax of content/redirects.txt: former addresses and where they lead now."""

from __future__ import annotations

import msgspec

from commentariat.archive.conflicts import CONFLICT, is_conflict
from commentariat.archive.former import parse_former
from commentariat.errors import Problem

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
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        fault = CONFLICT if is_conflict(line) else ""
        if not fault and len(words) != 2:
            fault = (
                f"expected a former address and where it leads, found {line.strip()!r}"
            )
        if fault:
            problems.append(Problem(source, number, fault))
            continue
        try:
            redirect = Redirect(parse_former(words[0]), words[1], number)
        except ValueError as wrong:
            problems.append(Problem(source, number, str(wrong)))
            continue
        first = found.setdefault(redirect.old, redirect)
        if first.target != redirect.target:
            message = (
                f"line {first.line} leads {words[0]!r} to {first.target!r} already"
            )
            problems.append(Problem(source, number, message))
    return tuple(found.values()), tuple(problems)
