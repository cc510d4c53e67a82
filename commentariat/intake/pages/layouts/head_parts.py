"""Lines of a head that say several things, parted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from commentariat.intake.pages.layouts.head_signs import LONGEST_PICTURE
from commentariat.intake.phrases.imprint import (
    are_names,
    day_start,
    glued_title_start,
    is_day,
    names_paper,
    names_start,
    outlet_start,
    split_day,
)
from commentariat.intake.phrases.lines import RawLine, cut_line

OUTLET_WORDS: Final = 8
_BETWEEN: Final = re.compile(r"\s+[|·•–—/]\s+|\s*\|\s*")
_THEN_NAMES: Final = re.compile(
    r"\s(?=(?:by|von|par|por|di|door|автор:?)\s)", re.IGNORECASE
)
_DATED_TEXT: Final = re.compile(
    r"(?:date|дата|datum|fecha|data)[:\s]\s*(?P<day>\d{4}-\d{2}-\d{2})\s+(?P<rest>\S)",
    re.IGNORECASE,
)
_MARKS: Final = " ,;|·•–—/:"


def part_line(line: RawLine) -> Iterator[RawLine]:
    """Part a line that says two things of a piece or more; give it whole if it does not."""
    text = line.text
    dated = _DATED_TEXT.match(text)
    if dated is not None and is_day(dated["day"]):
        yield from cut_line(line, dated.start("rest"))
        return
    day = day_start(text) if len(text) <= LONGEST_PICTURE else 0
    if len(text) > LONGEST_PICTURE or (day >= 0 and is_day(text[day:])):
        yield line
        return
    for starts in _cuts(text):
        parts: list[RawLine] = []
        rest = line
        for start in reversed(starts):
            rest, tail = cut_line(rest, start)
            parts[:0] = _trim(tail)
        parts[:0] = _trim(rest)
        said = [part.text for part in parts if not is_mark(part)]
        if all(map(_says, said)) and any(day_start(one) >= 0 for one in said):
            yield from parts
            return
    yield line


def _trim(line: RawLine) -> list[RawLine]:
    """Part the marks at the end from a part of a line."""
    size = len(line.text.rstrip(_MARKS))
    return list(cut_line(line, size)) if 0 < size < len(line.text) else [line]


def is_mark(line: RawLine) -> bool:
    """Whether a part of a line stands between two others and says nothing."""
    return line.is_continued and not line.text.strip(_MARKS)


def is_rule(text: str) -> bool:
    """Whether a line underlines the one above."""
    return len(text) > 2 and not text.strip("=-_*~") and len(set(text)) == 1


def part_first(line: RawLine) -> list[RawLine]:
    """
    Part the first line: a day before a text, a type glued to a title, `# Title`.

    So is one that says by whom and when, above the title.
    """
    dated = _DATED_TEXT.match(line.text)
    if dated is not None and is_day(dated["day"]):
        return list(cut_line(line, dated.start("rest")))
    start = glued_title_start(line.text)
    if start is not None:
        bullet, title = start
        head, rest = cut_line(line, title)
        return [*(cut_line(head, bullet) if bullet else [head]), rest]
    if line.text.startswith("# ") and line.text[2:].strip():
        return list(cut_line(line, len(line.text) - len(line.text[2:].lstrip())))
    parts = list(part_line(line))
    said = [one.text for one in parts if not is_mark(one)]
    is_signed = len(said) > 1 and names_start(said[0]) > 0
    return parts if is_signed and all(map(_says_who_or_when, said)) else [line]


def _cuts(text: str) -> Iterator[list[int]]:
    """Yield where a line could be cut: at marks, before a day, before `by`."""
    marks = [match.end() for match in _BETWEEN.finditer(text)]
    if 0 < len(marks) <= 3:
        yield [at for at in marks if at < len(text)]
    if day := split_day(text):
        above = text[:day].strip(_MARKS)
        if names_start(above) or are_names(above):
            yield [day]
        for comma in re.finditer(r",\s+", text[:day].rstrip(" ,")):
            yield [comma.end(), day]
        yield [day]
    if names := _THEN_NAMES.search(text):
        yield [names.end()]


def _says_who_or_when(piece: str) -> bool:
    return day_start(piece) >= 0 or names_start(piece) > 0 or are_names(piece)


def _says(piece: str) -> bool:
    """Whether a part of a line is names, a day or an outlet."""
    if _says_who_or_when(piece):
        return True
    is_short = len(piece.split()) <= OUTLET_WORDS
    return outlet_start(piece) > 0 or (is_short and names_paper(piece))
