"""Lines of a page that say a day, and what else they say."""

from __future__ import annotations

import re
from typing import Final

from commentariat.intake.phrases.days import both_readings, read_day

_LONGEST: Final = 80
_LONGEST_SEARCHED: Final = 400
_NAME: Final = r"[^\W\d_]{3,14}"
_SHAPE: Final = re.compile(
    rf"(?<![\w./:-])(?:"
    rf"\d{{1,2}}(?:st|nd|rd|th|er|[ºª°])?[\s./-]+(?:(?:de|of|di)\s+)?{_NAME}[\s.,/-]+"
    rf"(?:(?:de|del)\s+)?\d{{4}}"
    rf"|{_NAME}\.?\s+\d{{1,2}}(?:st|nd|rd|th|\.)?,?\s+\d{{4}}"
    rf"|{_NAME}\.?,?\s+(?:(?:de|del)\s+)?\d{{4}}"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}([./-]) ?\d{1,2}\1 ?\d{4}|\d{4}([./]) ?\d{1,2}\2 ?\d{1,2}"
    r"|\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일])(?!\d|[.:/-]\d)",
    re.IGNORECASE,
)
"""What may be a day; whether it is one, its name of a month tells."""
_BEFORE: Final = re.compile(r"(?:[^\W\d]+[.:,]{0,2}\s+){0,4}\W{0,3}")
_CLOCK: Final = re.compile(
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s*(?:[ap]\.?m\b\.?|Uhr\b|h\b|hrs\b))?",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    rf"(?:[\s,|•·–@-]+(?:(?:at|в|о|à|um|às|a las|alle)\s+)?{_CLOCK.pattern}"
    r"(?:\s+(?-i:[A-Z]{2,5})|\s*[+-]\d{2}:?\d{2})?)?[.\s)]*",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"[\s|•·,;/–—:()\[\]@-]+")
_OF_DAY: Final = re.compile(
    r"\b(?:published|posted|updated|modified|created|last|on|at|am|um|vom|den|le|el|il|stand|date|"
    r"datum|erschienen|veröffentlicht|aktualisiert|erstellt|publié|mis à jour|publicado|"
    r"actualizado|pubblicato|uhr|первая|first|опубликовано|обновлено|от|г|года|est|edt|gmt|utc|"
    r"cet|cest|et|pst|pdt|ist|pm|monday|tuesday|wednesday|thursday|friday|saturday|sunday|"
    r"montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|"
    r"vendredi|samedi|dimanche|mon|tues?|wed|thurs?|fri|sat|sun|minutes?|min|read|lesezeit)\b\.?",
    re.IGNORECASE,
)


def find_date(words: str) -> str:
    """Give the first date that a line says, as it is written; or nothing."""
    if len(words) >= _LONGEST_SEARCHED or not any(map(str.isdecimal, words)):
        return ""
    at = 0
    while found := _SHAPE.search(words, at):
        if read_day(found[0]) or both_readings(found[0]):
            return found[0]
        at = found.start() + 1
    return ""


def looks_like_date(words: str) -> bool:
    """Tell whether a line is a date, and little more."""
    if len(words) >= _LONGEST or not (day := find_date(words)):
        return False
    before, _, after = words.partition(day)
    return _BEFORE.fullmatch(before) is not None and _AFTER.fullmatch(after) is not None


def rest_of_day(words: str) -> str:
    """Give what a line says besides a day and an hour; or nothing."""
    day = find_date(words)
    bare = _CLOCK.sub(" ", words.replace(day, " ", 1)) if day else words
    return _BETWEEN.sub(" ", _OF_DAY.sub(" ", bare)).strip()
