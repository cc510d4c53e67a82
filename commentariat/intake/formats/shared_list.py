"""The list of lines that pages share, in `content/shared.txt`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Final

import msgspec

from commentariat.archive.folders import SHARED
from commentariat.archive.text import fold_key
from commentariat.disk import write_whole
from commentariat.intake.sources.disk import is_own, read_list

_LARGEST: Final = 2**20
_HEADER: Final = """\
# Lines that many pages have: import takes them for the site's, not for an article's. A
# line behind `# ` counts no more, and is not learned again.
"""
_LEARNED: Final = "# Learned from {} pages.\n"
_LEARNED_ROW: Final = re.compile(r"# Learned from (\d{1,9}) pages\.\s*\Z")


class SharedList(msgspec.Struct, frozen=True):
    """What the list says, and how it is written."""

    text: str = ""
    pages: int = 0
    """Of so many it was learned at last; 0 where nothing was."""
    digests: frozenset[str] = frozenset()
    """Of the lines that count."""
    refused: frozenset[str] = frozenset()
    """Of those that an editor took back."""

    def is_new(self, line: str) -> bool:
        """Tell whether the list says nothing of *line*."""
        key = fold_key(line)
        return key not in self.digests and key not in self.refused

    def with_lines(self, lines: tuple[str, ...]) -> SharedList:
        """Take in *lines* that are new."""
        digests = self.digests.union(map(fold_key, lines))
        return msgspec.structs.replace(self, digests=digests)


def read_shared(site: str) -> SharedList:
    """
    Read the lines that pages of *site* share.

    Raises:
        SourceError: the list cannot be read whole.
    """
    text = read_list(site, SHARED, _LARGEST)
    return parse_shared(text) if text else SharedList()


def parse_shared(text: str) -> SharedList:
    """
    Take the text of the list apart.

    Of two people’s lists, put together, what was learned of more pages counts.
    """
    rows = [row for line in text.split("\n") if (row := line.strip("\ufeff\r\t "))]
    pages = [int(found[1]) for row in rows if (found := _LEARNED_ROW.match(row))]
    refused = frozenset(fold_key(row) for row in rows if row.startswith("#"))
    known = frozenset(fold_key(row) for row in rows if not row.startswith("#"))
    return SharedList(text, max(pages, default=0), known - refused - {""}, refused)


def note_shared(
    site: str, known: SharedList, lines: tuple[str, ...], pages: int
) -> None:
    """
    Add *lines*, learned of *pages*, to the list, for what was learned counts ever after.

    It is an input of the site like its articles, and an editor’s to change.
    """
    if is_own(site, SHARED):
        write_whole(os.path.join(site, SHARED), _written(known.text, lines, pages))


def _written(text: str, lines: tuple[str, ...], pages: int) -> bytes:
    old = [row for row in text.splitlines(keepends=True) if not _LEARNED_ROW.match(row)]
    kept = "".join(old) or _HEADER
    kept += "" if kept.endswith("\n") else "\n"
    data = (kept + _LEARNED.format(pages)).encode()
    return data + b"".join(_fitting(lines, _LARGEST - len(data)))


def _fitting(lines: tuple[str, ...], room: int) -> Iterator[bytes]:
    """Write as many of *lines* as a list that can be read has room for."""
    for line in lines:
        data = f"{line.lstrip('# ')}\n".encode("utf-8", "replace")
        room -= len(data)
        if room < 0:
            return
        yield data
