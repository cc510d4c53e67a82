"""The addresses of an old site, and where each leads on this one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

import msgspec

from commentariat.archive.former import parse_former
from commentariat.archive.redirects import Redirect
from commentariat.archive.slugs import slugify
from commentariat.errors import Problem, WrongValueError, near_match
from commentariat.site.urls import article_path

# Numbers and words that content management systems put behind a slug.
_TAIL = re.compile(r"(?:-pub)?-\d+$|\.(?:html?|php|aspx?)$")
_NEAR = 0.8


class Matched(msgspec.Struct, frozen=True):
    """What became of a list of old addresses."""

    answered: tuple[str, ...] = ()
    """Something of this site is there already, or leads on from there."""
    lines: tuple[str, ...] = ()
    """Lines for redirects.txt; notes, which lead nowhere yet, begin with `#`."""
    found: int = 0
    """How many of the lines lead somewhere."""
    problems: tuple[Problem, ...] = ()


def match_old(
    text: str,
    source: str,
    answered: Collection[str],
    redirects: Iterable[Redirect],
    slugs: Collection[str],
) -> Matched:
    """
    Match the addresses in *text*, one a line, with the articles that have *slugs*.

    An address whose last part is a slug (but for a number or an ending) leads to that
    article. What is only alike becomes a note that names it: whether two pieces are
    one is not for a program to say.
    """
    known = {redirect.old for redirect in redirects}
    taken = {address.strip("/") for address in answered} | known
    seen: dict[str, None] = {}
    problems = []
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        try:
            seen.setdefault(parse_former(words[0]))
        except WrongValueError as fault:
            problems.append(Problem(source, number, fault.message))
    there = tuple(f"/{old}/" for old in seen if old in taken)
    by_slug = {slug: article_path(slug) for slug in slugs}
    matches = [_line(old, by_slug) for old in seen if old not in taken]
    found = sum(not line.startswith("#") for line in matches)
    return Matched(there, tuple(sorted(matches)), found, tuple(problems))


def _line(old: str, by_slug: Mapping[str, str]) -> str:
    name = old.rpartition("/")[2]
    plain = _TAIL.sub("", _TAIL.sub("", name))
    for slug in (name, plain, slugify(plain)):
        if slug in by_slug:
            return f"{_written(old)} /{by_slug[slug]}"
    near = near_match(plain, by_slug, _NEAR)
    hint = f"/{by_slug[near]}  (alike, to be looked at)" if near else "where?"
    return f"# {_written(old)} {hint}"


def _written(old: str) -> str:
    """Write an address without the spaces that would end it."""
    path = old.replace("%", "%25").replace(" ", "%20")
    return f"/{path}" if old.endswith((".html", ".htm")) else f"/{path}/"
