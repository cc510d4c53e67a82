"""How a page announces other articles: pairs of lines, bullets, links."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

import msgspec

from commentariat.intake.pages.model import RecentWork, Teaser
from commentariat.intake.phrases.lines import RawLine
from commentariat.intake.phrases.names import is_author_line, split_authors
from commentariat.intake.phrases.piece_types import TYPE_LABELS, split_type
from commentariat.intake.phrases.roles import ends_sentence

_DASHES: Final = ("- ", "– ", "* ")
_MORE: Final = re.compile(r"(?:- )?\+([0-9]+)(?: more)?")
DOT: Final = "•"
"""Begins a bullet: of a list of pieces, or of the navigation of a site."""
_LONGEST_AUTHORS: Final = 120  # characters of a line that does not look like names


class _OpenTeaser(msgspec.Struct):
    """A teaser as far as it is read."""

    line: int
    text: str | None = None
    authors: tuple[str, ...] = ()
    title: str | None = None
    type: str | None = None
    link: str | None = None
    more_authors: int = 0

    def finish(self, *, is_cut: bool) -> Teaser:
        return Teaser(
            self.text,
            self.authors,
            self.title,
            self.type,
            self.link,
            self.more_authors,
            self.line,
            is_cut,
        )


def parse_teasers(
    lines: Sequence[RawLine], *, is_cut_off: bool = False
) -> tuple[Teaser, ...]:
    """
    Read *lines* as teasers of other articles, in any shape that pages have.

    A row begins with a bullet (`- TitleTYPE`, `• TYPE` over a title), with a link
    (`[Title](url)`), or with its text; its authors end it. With *is_cut_off* the
    file ends here, and a last row without authors is one that its end cuts off.
    """
    rows: list[_OpenTeaser] = []
    for line in lines:
        for read in _READERS:
            if read(rows, line):
                break
    last = len(rows) - 1
    return tuple(
        row.finish(is_cut=is_cut_off and number == last and not row.authors)
        for number, row in enumerate(rows)
    )


def _read_more(rows: list[_OpenTeaser], line: RawLine) -> bool:
    """`- +11`, before the names or after them."""
    count = read_more_authors(line.text)
    if count is None:
        return False
    if not rows or rows[-1].authors or rows[-1].more_authors:
        rows.append(_OpenTeaser(line.number))
    rows[-1].more_authors = count
    return True


def _read_bullet(rows: list[_OpenTeaser], line: RawLine) -> bool:
    """`- TitleTYPE`, or `• TYPE` with the title on the next line."""
    bullet = strip_bullet(line.text)
    if bullet is None:
        return False
    if bullet in TYPE_LABELS:
        rows.append(_OpenTeaser(line.number, type=bullet))
    else:
        title, kind = split_type(bullet)
        rows.append(_OpenTeaser(line.number, title=title, type=kind))
    return True


def _read_link(rows: list[_OpenTeaser], line: RawLine) -> bool:
    link = split_link(line.text)
    if link is None:
        return False
    rows.append(_OpenTeaser(line.number, title=link[0], link=link[1]))
    return True


def _read_authors(rows: list[_OpenTeaser], line: RawLine) -> bool:
    if not rows or rows[-1].authors or not is_author_line(line.text):
        return False
    row = rows[-1]
    if row.type is not None and row.title is None:
        return False  # the title comes first
    row.authors = split_authors(line.text)
    return True


def _read_text(rows: list[_OpenTeaser], line: RawLine) -> bool:
    """The title under a `• TYPE`, or the text of a teaser, which may begin a row."""
    row = rows[-1] if rows else None
    if row is not None and row.title is None and row.type is not None:
        row.title = line.text
    elif row is not None and row.text is None and not row.authors:
        row.text = line.text
    else:
        rows.append(_OpenTeaser(line.number, text=line.text))
    return True


_Reader: TypeAlias = Callable[[list[_OpenTeaser], RawLine], bool]
_READERS: Final[tuple[_Reader, ...]] = (
    _read_more,
    _read_bullet,
    _read_link,
    _read_authors,
    _read_text,
)


def parse_lead_in(lines: Sequence[RawLine]) -> tuple[Teaser, ...]:
    """
    Read what stands before the metadata: teasers, or a line of authors alone.

    Of two lines the second holds the authors, whatever it looks like.
    """
    texts = [line.text for line in lines]
    if len(lines) == 2 and _is_pair(*texts):
        title, link = split_link(texts[0]) or (None, None)
        text = None if link else texts[0]
        authors = split_authors(texts[1])
        return (Teaser(text, authors, title, None, link, line=lines[0].number),)
    if len(lines) == 1 and is_author_line(texts[0]):
        return (Teaser(authors=split_authors(texts[0]), line=lines[0].number),)
    if len(lines) == 2 and read_more_authors(texts[0]) and is_author_line(texts[1]):
        more = read_more_authors(texts[0]) or 0
        authors = split_authors(texts[1])
        return (Teaser(authors=authors, more_authors=more, line=lines[0].number),)
    return parse_teasers(lines)


def _is_pair(first: str, second: str) -> bool:
    if strip_bullet(first) is not None or read_more_authors(first) is not None:
        return False
    if is_author_line(second):
        return True
    return len(second) <= _LONGEST_AUTHORS and not ends_sentence(second)


def parse_recent_work(
    lines: Sequence[RawLine],
) -> tuple[tuple[RecentWork, ...], tuple[str, ...]]:
    """Read the bullets of `Recent Work`, and the authors who stand under them."""
    works: list[RecentWork] = []
    authors: tuple[str, ...] = ()
    for row in parse_teasers(lines):
        if row.link is not None:
            works.append(RecentWork(f"[{row.title}]({row.link})", ""))
        elif row.title is not None or row.type is not None:
            works.append(RecentWork(row.title or "", row.type or ""))
        if row.text is not None and is_author_line(row.text):
            authors += split_authors(row.text)
        elif row.text is not None:
            works.append(RecentWork(row.text, ""))
        authors += row.authors
    return tuple(works), authors


def strip_bullet(line: str) -> str | None:
    """Take what stands after a bullet, or None where there is none."""
    if line.startswith(DOT):
        return line.removeprefix(DOT).strip()
    if line.startswith(_DASHES):
        return line[2:].strip()
    return None


def split_link(line: str) -> tuple[str, str] | None:
    """Split `[Title](url)` into its parts, where a line is nothing else."""
    if not (line.startswith("[") and line.endswith(")")):
        return None
    title, middle, link = line[1:-1].rpartition("](")
    if not middle or any(map(str.isspace, link)):
        return None
    return title, link


def read_more_authors(line: str) -> int | None:
    """Take the number from `- +11` or `+2 more`."""
    match = _MORE.fullmatch(line) if len(line) < 20 else None
    return int(match[1]) if match else None


def repeats(line: str, teaser: str, *, is_last: bool) -> bool:
    """Whether *line* is *teaser* again, or its beginning where the file ends."""
    line, teaser = " ".join(line.split()), " ".join(teaser.split())
    if line == teaser:
        return True
    is_cut = is_last and 12 <= len(line) < len(teaser)
    return is_cut and teaser.startswith(line)


def begins_pairs(lines: Sequence[RawLine]) -> bool:
    """Whether *lines* are teasers and authors in turn, from the first one on."""
    if len(lines) < 2:
        return False
    is_author = [is_author_line(line.text) for line in lines]
    return not is_author[0] and is_author[1]
