"""Lost spaces beside addresses without a scheme, and behind others: `tohelp@example.org`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commentariat.intake.repairs.glue.candidate import Candidate
from commentariat.intake.repairs.glue.scope import Scope

_SITE = re.compile(r"\.(?:com|org|net|edu|gov|io|info|ru|uk|de|fr|eu)(?![^\W_]|[@-])")
_ENDING = re.compile(r"\.(?:html|php|pdf|org|com|net)(?=[^\W\d_]{3})")
"""What addresses end in, and where a word may follow."""
_BEGIN = re.compile(r"(?<![^\s(\[“\"])[^\W\d_]{4,}[\w.+-]*\Z")
_NAME = re.compile(r"[^\W\d_]+")
_DOMAIN = re.compile(r"@[\w-]+(?:\.\w[\w-]*)+")
_WORD_BEHIND = re.compile(r"[^\W\d_]{3,}(?=[\s,;]|[.:]\s)")
_ADDRESS_BEFORE = re.compile(r"(?:://|www\.|@)\S*\Z")
_GOES_ON = ".@-+_/"
_REACH, _LONGEST = 60, 300
"""Characters before an end of an address that are searched for its beginning."""
_SHORTEST = 2
"""Letters of a word before an address."""


def find_names(scope: Scope, text: str) -> Iterator[Candidate]:
    """Find mailboxes and sites that a word precedes: the name of no other begins so."""
    for at in _list_places(text, "@"):
        domain = _DOMAIN.match(text, at)
        if domain is not None:
            yield from _find_within(scope, text, at, domain.end())
    for site in _SITE.finditer(text):
        yield from _find_within(scope, text, *site.span())


def _find_within(scope: Scope, text: str, at: int, end: int) -> Iterator[Candidate]:
    """Find a word at the beginning of the address that goes over *at* and ends at *end*."""
    begin = _BEGIN.search(text, max(0, at - _REACH), at)
    if begin is None:
        return
    start = begin.start()
    found = _NAME.match(text, start)
    name = found[0] if found else ""
    if scope.is_settled(name):
        return
    for size in range(_SHORTEST, len(name)):
        left = name[:size]
        if scope.is_part(left.lower()):
            yield Candidate(
                "address-name",
                scope,
                text[start + size : end],
                start + size,
                left,
                name[size:],
                name,
                start=start,
                end=end,
            )


def find_words_behind(scope: Scope, text: str) -> Iterator[Candidate]:
    """Find words behind what an address ends in: `example.org/a.htmland`."""
    for ending in _ENDING.finditer(text):
        at, end = ending.span()
        word = _WORD_BEHIND.match(text, end)
        before = text[max(0, at - _LONGEST) : at]
        if word is not None and (found := _ADDRESS_BEFORE.search(before)):
            last = ending[0][1:]
            yield Candidate(
                "address-last",
                scope,
                last + word[0],
                end,
                last,
                word[0],
                start=at - len(found[0]),
                end=word.end(),
            )


def stands_elsewhere(candidate: Candidate) -> bool:
    """Tell whether the address stands elsewhere in the text, with nothing before it."""
    text, address = candidate.scope.text, candidate.word
    return any(
        not at or not (text[at - 1].isalnum() or text[at - 1] in _GOES_ON)
        for at in _list_places(text, address)
    )


def is_listed_behind(candidate: Candidate) -> bool:
    """Tell whether the address goes on as a path, or is one of a file."""
    return candidate.scope.text[candidate.end : candidate.end + 1] in _GOES_ON[1:]


def is_mailbox(candidate: Candidate) -> bool:
    """Tell whether it is the address of a mailbox, not of a site."""
    return "@" in candidate.word


def _list_places(text: str, sign: str) -> Iterator[int]:
    at = text.find(sign)
    while at >= 0:
        yield at
        at = text.find(sign, at + 1)
