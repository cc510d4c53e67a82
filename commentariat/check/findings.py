"""What a check has found, each fault once, however many pages show it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from commentariat.errors import OpenPoint, Problem
from commentariat.kinds import Message


class Finding(msgspec.Struct, frozen=True, order=True, gc=False, array_like=True):
    """One thing that a person can mend, and where."""

    source: str
    line: int
    message: Message
    is_shared: bool = False
    """It is in what many pages show, such as a template."""
    is_varied: bool = False
    """Its words differ from page to page, though it is one fault."""


def unite(found: Iterable[tuple[str, Finding]]) -> list[Problem | OpenPoint]:
    """
    Make one of the findings that are one, each given with the output that shows it.

    A fault in a template is named once, with the number of pages that show it.
    """
    pages: dict[tuple[object, ...], set[str]] = {}
    first: dict[tuple[object, ...], Finding] = {}
    for output, finding in found:
        said = finding.message.kind.family if finding.is_varied else finding.message
        key = (finding.source, finding.line, said)
        pages.setdefault(key, set()).add(output)
        first[key] = min(finding, first.get(key, finding))
    return [_told(one, len(pages[key])) for key, one in first.items()]


def _told(finding: Finding, pages: int) -> Problem | OpenPoint:
    message = finding.message
    kind = OpenPoint if message.kind.is_open else Problem
    shown = pages if finding.is_shared else 0
    return kind(finding.source, finding.line, message, pages=shown)
