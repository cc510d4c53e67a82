"""What a check has found, each fault once, however many pages show it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class Finding(msgspec.Struct, frozen=True, order=True, gc=False, array_like=True):
    """One thing that a person can mend, and where."""

    source: str
    line: int
    kind: str
    message: str
    is_open: bool = False
    """A question to an editor, not a fault."""
    is_shared: bool = False
    """It is in what many pages show, such as a template."""
    is_varied: bool = False
    """Its words differ from page to page, though it is one fault."""


def unite(found: Iterable[tuple[str, Finding]]) -> list[Finding]:
    """
    Make one of the findings that are one, each given with the output that shows it.

    A fault in a template is named once, with the number of pages that show it.
    """
    pages: dict[tuple[object, ...], set[str]] = {}
    first: dict[tuple[object, ...], Finding] = {}
    for output, finding in found:
        words = "" if finding.is_varied else finding.message
        key = (finding.source, finding.line, finding.kind, words, finding.is_open)
        pages.setdefault(key, set()).add(output)
        held = first.get(key)
        if held is None or finding.message < held.message:
            first[key] = finding
    return sorted(_counted(one, len(pages[key])) for key, one in first.items())


def _counted(finding: Finding, pages: int) -> Finding:
    if pages < 2 or not finding.is_shared:
        return finding
    message = f"{finding.message} (on {pages:,} pages)"
    return msgspec.structs.replace(finding, message=message)
