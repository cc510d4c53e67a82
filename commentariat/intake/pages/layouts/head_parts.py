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
    signed_start,
    split_day,
)
from commentariat.intake.phrases.lines import RawLine, cut_line

OUTLET_WORDS: Final = 8
_BETWEEN: Final = re.compile(r"\s+[|·•–—/]\s+|\s*\|\s*")
_THEN_NAMES: Final = re.compile(
    r"\s(?=(?:by|von|par|por|di|door|автор:?)\s)", re.IGNORECASE
)
_THEN_OUTLET: Final = re.compile(
    r"\s(?P<word>in|for|für|im|pour|dans|para|en|в|для|у)\s+(?P<outlet>[\"«“]?[^\W\d_].*)",
    re.IGNORECASE,
)
"""What stands between names and the outlet that they wrote for."""
_WORDS_BETWEEN: Final = frozenset(
    ("in", "for", "für", "im", "pour", "dans", "para", "en", "в", "для", "у")
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
        is_told = any(day_start(one) >= 0 for one in said) or _is_of_outlet(said)
        if is_told and all(map(_says, said)):
            yield from parts
            return
    yield line


def _trim(line: RawLine) -> list[RawLine]:
    """Part the marks at the end from a part of a line."""
    size = len(line.text.rstrip(_MARKS))
    return list(cut_line(line, size)) if 0 < size < len(line.text) else [line]


def is_mark(line: RawLine) -> bool:
    """Whether a part of a line stands between two others and says nothing."""
    if not line.is_continued:
        return False
    rest = line.text.strip(_MARKS)
    return not rest or rest.lower() in _WORDS_BETWEEN


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
    if len(said) < 2:
        return [line]
    is_signed = names_start(said[0]) > 0
    return parts if is_signed or _is_imprint(said) else [line]


def _is_of_outlet(said: list[str]) -> bool:
    """Whether names stand before an outlet, `by` before them or three things in all."""
    papers = [names_paper(one) for one in said]
    if len(said) < 2 or papers[0] or not any(papers):
        return False
    return names_start(said[0]) > 0


def _is_imprint(said: list[str]) -> bool:
    """Whether names, an outlet and a day stand in a line, and no word before them."""
    if len(said) < 3 or names_paper(said[0]) or not are_names(said[0]):
        return False
    return any(map(names_paper, said)) and any(day_start(one) >= 0 for one in said)


def _cuts(text: str) -> Iterator[list[int]]:
    """Yield where a line could be cut: at marks, before a day, before `by`."""
    marks = [match.end() for match in _BETWEEN.finditer(text)]
    if 0 < len(marks) <= 3:
        yield [at for at in marks if at < len(text)]
    day = split_day(text)
    if start := signed_start(text):
        yield from _cuts_before_outlet(text, start, day)
    if day:
        above = text[:day].strip(_MARKS)
        if names_start(above) or are_names(above):
            yield [day]
        for comma in re.finditer(r",\s+", text[:day].rstrip(" ,")):
            yield [comma.end(), day]
        yield [day]
    if names := _THEN_NAMES.search(text):
        yield [names.end()]


def _cuts_before_outlet(text: str, start: int, day: int) -> Iterator[list[int]]:
    """Yield where an outlet could begin behind names: `by A in THE LEDGER`, `by A, LEDGER`."""
    end = day or len(text)
    behind = [day] if day else []
    found = _THEN_OUTLET.search(text, start)
    is_begun = found is not None and not found["outlet"][0].islower()
    if found and is_begun and names_paper(text[found.start("outlet") : end]):
        yield [found.start("word"), found.start("outlet"), *behind]
    for comma in reversed(list(re.finditer(r",\s+", text[start:end]))):
        at = start + comma.end()
        if at < end and names_paper(text[at:end]):
            yield [at, *behind]


def _says_who_or_when(piece: str) -> bool:
    return day_start(piece) >= 0 or names_start(piece) > 0 or are_names(piece)


def _says(piece: str) -> bool:
    """Whether a part of a line is names, a day or an outlet."""
    if _says_who_or_when(piece):
        return True
    is_short = len(piece.split()) <= OUTLET_WORDS
    return outlet_start(piece) > 0 or (is_short and names_paper(piece))
