"""Lines of content/terms.txt: added and taken out, with all others left as they are."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from commentariat.archive.folders import ATTRIBUTES, TERM_RULES, UNION
from commentariat.archive.term_rules import HEAD, Rules, TermRule, parse_rules
from commentariat.archive.text import plain_text
from commentariat.disk import LARGEST_CONTENT, link_fault, read_whole, write_whole
from commentariat.errors import (
    Problem,
    SourceError,
    UsageError,
    not_utf8,
    unreadable,
)
from commentariat.facets import Facet
from commentariat.kinds import Message


class PlannedLines(msgspec.Struct, frozen=True):
    """The file as it is to be."""

    text: str
    rules: Rules
    number: int
    """Of the first line that is put."""


class TermLines:
    """The file of a site, and the facets that its lines may speak of."""

    def __init__(self, site: Path, facets: Iterable[Facet]) -> None:
        self.site = site
        self.path = site / TERM_RULES
        self.attributes = site / ATTRIBUTES
        self.facets = tuple(facets)

    def read(self) -> str:
        """
        Read the file as it is; empty where there is none.

        Raises:
            SourceError: it cannot be read, is no UTF-8, or a link that leaves the site.
        """
        wrong = self._link_fault()
        if wrong is not None:  # builds do not read it, either
            raise SourceError(Problem(TERM_RULES, 0, wrong))
        try:
            return read_whole(self.path, LARGEST_CONTENT).decode()
        except FileNotFoundError:
            return ""
        except UnicodeDecodeError as fault:
            raise SourceError(not_utf8(TERM_RULES, fault)) from None
        except OSError as fault:
            raise SourceError(unreadable(TERM_RULES, fault)) from None

    def _link_fault(self) -> Message | None:
        if not self.path.is_symlink():
            return None
        real, top = os.path.realpath(self.path), os.path.realpath(self.site)
        return link_fault(str(self.path), real, top, ())

    def parse(self, text: str) -> Rules:
        """Read the rules of *text*."""
        return parse_rules(plain_text(text), self.facets)

    def plan(
        self, *, put: Sequence[str] = (), take: Sequence[str] = ()
    ) -> PlannedLines:
        """
        Take lines out and put others at the end, on paper.

        Raises:
            SourceError: the file has faults, which are to be mended first.
            UsageError: a line to be taken is not there, or one that is put contradicts
                another.
        """
        text = self.read()
        problems = self.parse(text).problems
        if problems:
            raise SourceError(*problems)
        end = "\r\n" if "\r\n" in text else "\n"
        lines = text.split(end) if text else [*HEAD.splitlines(), ""]
        if lines[-1]:
            lines.append("")  # nobody ended the last line
        for line in take:
            lines.pop(self._last(lines, line))
        number = len(lines)
        lines[-1:-1] = put
        changed = end.join(lines)
        rules = self.parse(changed)
        if rules.problems:
            told = "; ".join(str(one.message) for one in rules.problems)
            raise UsageError(f"{told} (the new one would be line {number})")
        return PlannedLines(changed, rules, number)

    def write(self, planned: PlannedLines) -> None:
        """
        Write what was *planned*, at one stroke.

        Raises:
            OSError: the disk refuses; the file is as it was.
        """
        write_whole(str(self.path), planned.text.encode())
        self._unite()

    def _last(self, lines: Sequence[str], line: str) -> int:
        """Find the last of *lines* that says what *line* does, a note behind it or not."""
        wanted = _said(self.parse(line))
        for place in reversed(range(len(lines))):
            if _said(self.parse(lines[place])) == wanted:
                return place
        raise UsageError(f"{TERM_RULES} does not hold this line any more: {line}")

    def _unite(self) -> None:
        """See that git keeps the lines of two people both."""
        name = self.path.name
        try:
            text = self.attributes.read_bytes().decode()
        except FileNotFoundError:
            write_whole(str(self.attributes), UNION.encode())
            return
        except UnicodeDecodeError:
            return  # an editor's own
        if not any(line.split()[:1] == [name] for line in text.splitlines()):
            whole = text if not text or text.endswith("\n") else f"{text}\n"
            write_whole(str(self.attributes), f"{whole}{name} merge=union\n".encode())


def _said(rules: Rules) -> list[TermRule]:
    """Tell what *rules* say, wherever they stand."""
    return [msgspec.structs.replace(one, line=0) for one in rules.rules]
