"""The addresses of an old site, and where each leads on this one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NoReturn
from urllib.parse import quote

import msgspec
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from commentariat.archive.former import parse_former
from commentariat.archive.slugs import slugify
from commentariat.errors import Problem, WrongValueError
from commentariat.kinds import Kind
from commentariat.site.namespace import Namespace, Output, fold_path
from commentariat.site.page import Page
from commentariat.site.redirect_pages import former_output
from commentariat.site.urls import address_of, article_path

# What systems put behind a page for another view of it, or for the page of a folder.
_VIEW = re.compile(r"(?:amp|print|embed|(?:index|default)\.\w{3,5})", re.IGNORECASE)
_ENDING = re.compile(
    r"(?:\.amp)?\.(?:x?html?|php\d?|aspx?|jsp|cfm|cgi)$", re.IGNORECASE
)
_NUMBER = re.compile(r"-pub-\d+$")  # put behind a slug, and said to be so
_HOME = re.compile(r"(?:https?://[^/]*)?/*(?:index\.html)?/*", re.IGNORECASE)
_SPACE = re.compile(r"\s")
_NEAR = 80  # of 100


class Matched(msgspec.Struct, frozen=True):
    """What became of a list of old addresses."""

    answered: tuple[str, ...] = ()
    """Something of this site is there already, or leads on from there."""
    lines: tuple[str, ...] = ()
    """Lines for redirects.txt; notes, which lead nowhere yet, begin with `#`."""
    found: int = 0
    """How many of the lines lead somewhere."""
    problems: tuple[Problem, ...] = ()
    """Of those that no file of this site could answer."""


def match_old(
    text: str,
    source: str,
    outputs: Iterable[Output],
    redirects: Collection[str],
    slugs: Collection[str],
) -> Matched:
    """
    Match the addresses in *text*, one a line, with the articles that have *slugs*.

    An address whose last part is a slug leads to that article: but for an ending, the
    case of its letters, a query, and what asks for another view of the page. What is
    only alike becomes a note that names it: whether two pieces are one is not for a
    program to say. What *outputs* or *redirects* answer (paths) is left as it is, and
    each line stands for itself.
    """
    old = _OldSite(outputs, redirects, slugs)
    problems = []
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        try:
            old.take(words[0])
        except WrongValueError as fault:
            problems.append(Problem(source, number, fault.message))
    lines = tuple(sorted(old.lines))
    found = sum(not line.startswith("#") for line in lines)
    return Matched(tuple(old.answered), lines, found, tuple(problems))


class _OldSite:
    """Matches one address after the other, so that no two want one file."""

    def __init__(
        self,
        outputs: Iterable[Output],
        redirects: Collection[str],
        slugs: Collection[str],
    ) -> None:
        self.names = Namespace()
        self.there: set[str] = set(redirects)
        """Paths that are answered, without slashes at their ends."""
        for output in outputs:
            self.names.take(output)
            self.there.add(address_of(output.output).strip("/"))
        self.slugs = sorted(slugs)
        self.by_folded = {fold_path(slug): article_path(slug) for slug in self.slugs}
        self.answered: dict[str, None] = {}
        self.lines: dict[str, None] = {}
        self._seen: set[str] = set()

    def take(self, written: str) -> None:
        """
        Match the address *written*.

        Raises:
            WrongValueError: no file of this site can answer it.
        """
        plain, mark, _ = written.partition("#")[0].partition("?")
        path = "" if _HOME.fullmatch(plain) else parse_former(plain)
        path = path.removesuffix("/index.html")  # one file answers both
        target = self._target(path) if path else ""
        if mark and not target:
            raise WrongValueError(Kind.PATH_WITH_QUERY.of(written))
        if path in self._seen:
            return
        self._seen.add(path)
        if path in self.there:
            self.answered[f"/{path}/" if path else "/"] = None
        elif target:
            self._lead_on(path, target, written)
        else:
            self.lines[self._note(path)] = None

    def _lead_on(self, path: str, target: str, written: str) -> None:
        page = Page(former_output(path), "redirect.html", _never)
        other = self.names.take(page)
        if other is not None:
            message = Kind.OLD_ADDRESS_TAKEN.of(written, address_of(other.output))
            raise WrongValueError(message)
        self.lines[f"{_written(path)} /{target}"] = None

    def _target(self, path: str) -> str:
        """Find the path of the article that *path* is certainly of; else nothing."""
        for name in _names(path):
            for slug in (fold_path(name), slugify(name)):
                if slug in self.by_folded:
                    return self.by_folded[slug]
        return ""

    def _note(self, path: str) -> str:
        plain = slugify(next(iter(_names(_ENDING.sub("", path)))))
        found = extractOne(plain, self.slugs, scorer=ratio, score_cutoff=_NEAR)
        hint = (
            f"/{article_path(found[0])}  (alike, to be looked at)"
            if found
            else "where?"
        )
        return f"# {_written(path)} {hint}"


def _never() -> NoReturn:
    raise AssertionError("a page that holds its place is not made")


def _names(path: str) -> Iterator[str]:
    """Give what may be the slug in *path*: without another view first, then as it is."""
    parts = path.split("/")
    last = parts[-1]
    while len(parts) > 1 and _VIEW.fullmatch(parts[-1]):
        parts.pop()
    for name in dict.fromkeys((parts[-1], last)):
        plain = _ENDING.sub("", name)
        yield from dict.fromkeys((name, plain, _NUMBER.sub("", plain)))


def _written(path: str) -> str:
    """Write an address without the blanks that would end it."""
    plain = _SPACE.sub(lambda found: quote(found[0]), path.replace("%", "%25"))
    return f"/{plain}" if path.endswith((".html", ".htm")) else f"/{plain}/"
