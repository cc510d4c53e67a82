"""What in a Markdown body may be a link within the site, and addresses compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from html.entities import html5
from posixpath import normpath
from urllib.parse import unquote

from commentariat.archive.text import compose

# What leads elsewhere, or to a place on the page itself, is found and not kept.
_ELSEWHERE = r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//|#)"
_NAMES = "href|src|poster|action"
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[0-9a-zA-Z]+);")
# One without its semicolon is none there before a letter, a digit or `=`.
_IN_ATTRIBUTE = re.compile(r"&(?:#\d+;?|#[xX][0-9a-fA-F]+;?|[0-9a-zA-Z]+(?:;|(?!=)))")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!|])")  # as Python-Markdown has it


def _target(before: str, letter: str) -> str:
    return rf"{before}(?:{_ELSEWHERE}{letter}*|({letter}+))"


# More than links, never fewer: `](target`, `]: target`, `href="target"`.
_INLINE = re.compile(_target(r"\]\(\s*<?", r"[^\s<>)\"']"))
_REFERENCE = re.compile(_target(r"\]:[ \t]*(?:\n[ \t]*)?<*", r"\S"))
_ATTRIBUTE = re.compile(
    _target(rf"""(?:{_NAMES})\s*=\s*["']?""", r"""[^\s"'>]"""), re.IGNORECASE
)
# One that leads elsewhere, or to a plain address. Others hold white space, brackets,
# quotation marks: what may stand in each is told apart once it is found, for to ask for
# it within a pattern is to try every place of a text whose quotation mark or bracket
# never closes.
_PLAIN_INLINE = re.compile(
    rf"""\]\(\s*(?:<?{_ELSEWHERE}[^\s<>)"']*|([^\s<>()"'\\]+)\))"""
)
_ANGLED = re.compile(r"\s*<([^<>]*)>")
_ANGLED_REFERENCE = re.compile(rf"\]:[ ]*\n?[ ]*<(?!{_ELSEWHERE})([^<>\n]*)>")
_QUOTED = re.compile(
    rf"""(?:{_NAMES})\s*=\s*(?:"(?!\s*{_ELSEWHERE})([^"]*)\""""
    rf"""|'(?!\s*{_ELSEWHERE})([^']*)')""",
    re.IGNORECASE,
)
_LONGEST = 4_000
"""Characters of an address with all that follows it up to its bracket."""
_MOST_ENDS = 4
_LEAST_WORK, _WORK_EACH = 100_000, 4
"""Characters that are looked at in all, and more for each that a body has."""


def find_links(body: str) -> tuple[str, ...]:
    """
    List what in *body* may lead to another page or file of the site.

    Each is as a page has it: without the marks of Markdown, its entities decoded, and
    its percent signs as they are. Code blocks are not told apart, so some may be no
    links at all; none that is one is left out.
    """
    targets: list[str] = []
    if _find_inline(body, targets):
        targets += [one.rstrip(">") for one in _REFERENCE.findall(body)]
        targets += map(str.strip, _ANGLED_REFERENCE.findall(body))
    if "<" in body and "=" in body and _may_have_attribute(body):
        targets += _ATTRIBUTE.findall(body)
        for found in _QUOTED.findall(body):
            targets += map(str.strip, found)
    found = dict.fromkeys(filter(None, targets))
    if "&" in body or "\\" in body:
        found = dict.fromkeys(form for one in found for form in _forms(one))
    return tuple(found)


def _may_have_attribute(body: str) -> bool:
    """Say no to most bodies without trying the pattern at every character."""
    folded = body.casefold()
    return any(name in folded for name in _NAMES.split("|"))


def _find_inline(body: str, targets: list[str]) -> bool:
    """
    Put what stands behind the brackets of *body* into *targets*.

    Tells whether any may define a link, too. A bracket is found far faster so than by
    a pattern, and each is looked at once.
    """
    odd: list[int] = []
    has_references = False
    end, at = 0, body.find("]")
    while at >= 0:
        behind = body[at + 1 : at + 2]
        if behind == "(":
            found = _PLAIN_INLINE.match(body, at)
            if found is None:
                odd.append(at + 2)
            if at >= end:  # of the address before, which may hold brackets
                found = found or _INLINE.match(body, at)
                if found:
                    targets.append(found[1])
                    end = found.end()
        elif behind == ":":
            has_references = True
        at = body.find("]", at + 1)
    targets += _find_odd(body, odd)
    return has_references


def _find_odd(body: str, starts: Iterable[int]) -> Iterator[str]:
    """Find what may be addresses with brackets, blanks or a title behind them."""
    left = _LEAST_WORK + _WORK_EACH * len(body)
    for start in starts:
        angled = _ANGLED.match(body, start)
        if angled:
            yield angled[1].strip()
        text = body[start : start + _LONGEST].partition("\n\n")[0]
        left -= len(text)
        if left < 0:
            return  # no text that is meant to be read
        yield from (text[:end].strip() for end in _find_ends(text))


def _find_ends(text: str) -> Iterator[int]:
    """Find where an address may end: at its closing bracket, or before a title."""
    depth, quotes, ends, is_escaped = 1, "", 0, False
    for place, character in enumerate(text):
        if is_escaped or character == "\\":
            is_escaped = not is_escaped
        elif character == "(":
            depth += 1
        elif character == ")":
            depth -= 1
            if depth <= 0 or quotes:
                yield place
                ends += 1
            if ends == _MOST_ENDS or (depth <= 0 and not quotes):
                return
        elif character in "\"'" and character not in quotes:
            quotes += character
            yield place


def _forms(target: str) -> Iterator[str]:
    """Give *target* as Markdown or HTML may read it."""
    if "&" not in target and "\\" not in target:
        yield target
        return
    for form in dict.fromkeys((target, _ESCAPE.sub(r"\1", target))):
        yield form
        yield _ENTITY.sub(lambda entity: unescape(entity[0]), form)
        yield _IN_ATTRIBUTE.sub(_decode, form)


def _decode(entity: re.Match[str]) -> str:
    """Decode what a browser takes for an entity in the value of an attribute."""
    is_known = entity[0][1] == "#" or entity[0][1:] in html5
    return unescape(entity[0]) if is_known else entity[0]


def split_address(target: str) -> tuple[str, str]:
    """Part *target* before its query or fragment, if it has one."""
    if "#" not in target and "?" not in target:
        return target, ""
    place = min(at for at in (target.find("#"), target.find("?")) if at >= 0)
    return target[:place], target[place:]


def is_plain(target: str) -> bool:
    """Tell whether *target* is the same as an address and as it stands."""
    return not ("%" in target or "#" in target or "?" in target)


def readings(target: str) -> Iterator[tuple[str, str]]:
    """
    Read *target*, as an editor wrote it, as a decoded path and what follows it.

    It is an address first; then, as it stands, the name of a file that holds signs
    which an address would have encoded.
    """
    path, rest = split_address(target)
    decoded = compose(unquote(path) if "%" in path else path)
    yield decoded, rest
    if rest or decoded != path:
        plain = compose(target)
        if plain != decoded:
            yield plain, ""


def last_names(target: str) -> frozenset[str]:
    """Take the last name out of each path that *target* may be."""
    return frozenset([last_name(path) for path, _ in readings(target)])


def last_name(path: str) -> str:
    """Take the last name out of the *path* of a page or file, whose index is itself."""
    plain = path.rstrip("/")
    plain = plain.removesuffix("/index.html").removesuffix("/index.md").rstrip("/")
    name = plain.rpartition("/")[2]
    return normpath(plain).rpartition("/")[2] if name in (".", "..") else name
