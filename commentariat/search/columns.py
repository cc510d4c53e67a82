"""What facets and dates say of every article: a column of bits each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache

from commentariat.search.rice import pack, unpack

_EPOCH = date(1600, 1, 1).toordinal() - 1
DATE_BITS = 18
"""Bits of a date: the days since the last day of 1599, 0 where there is none."""


def width_of(terms: int) -> int:
    """Tell how many bits number one of *terms*."""
    return max((terms - 1).bit_length(), 1)


def write_terms(rows: Iterable[Sequence[int]], width: int) -> bytes:
    """Write for each article the numbers of its terms: a 1 and *width* bits each, then a 0."""
    return pack("".join([terms_bits(row, width) for row in rows]))


def terms_bits(row: Iterable[int], width: int) -> str:
    """Write the numbers of the terms of one article."""
    return "".join([f"1{number:0{width}b}" for number in row]) + "0"


def split_terms(data: bytes, count: int, width: int) -> list[str]:
    """Part the terms of *count* articles, as `terms_bits` wrote them."""
    found: list[str] = _row(width).findall(unpack(data))
    return found[:count]


@cache
def _row(width: int) -> re.Pattern[str]:
    return re.compile(f"(?:1[01]{{{width}}})*0")


def renumber(
    rows: Iterable[str], width: int, numbers: Mapping[int, int], new_width: int
) -> list[str]:
    """
    Exchange the *numbers* of terms in *rows* of `terms_bits`.

    Terms that are not among them are left out.
    """
    step = width + 1
    known: dict[str, str] = {}
    found = []
    for row in rows:
        new = known.get(row)
        if new is None:
            old = [
                int(row[at + 1 : at + step], 2) for at in range(0, len(row) - 1, step)
            ]
            kept = sorted([numbers[one] for one in old if one in numbers])
            new = known[row] = terms_bits(kept, new_width)
        found.append(new)
    return found


def read_terms(data: bytes, count: int, width: int) -> list[list[int]]:
    """Read the terms of *count* articles."""
    bits, at = unpack(data), 0
    rows = []
    for _ in range(count):
        row = []
        while bits[at] == "1":
            row.append(int(bits[at + 1 : at + 1 + width], 2))
            at += 1 + width
        at += 1
        rows.append(row)
    return rows


def day_of(text: str) -> int:
    """Number the first day of an ISO date, month or year; 0 where there is none."""
    if not text:
        return 0
    year, month, day = (text + "-01-01")[:10].split("-")
    days = date(int(year), int(month), int(day)).toordinal() - _EPOCH
    return min(max(days, 1), (1 << DATE_BITS) - 1)


def year_of(day: int) -> int:
    """Tell the year of the day with that number."""
    return date.fromordinal(day + _EPOCH).year


def write_dates(texts: Iterable[str]) -> bytes:
    """Write the dates of articles, `DATE_BITS` bits each."""
    return pack("".join(map(date_bits, texts)))


def date_bits(text: str) -> str:
    """Write the date of one article."""
    return f"{day_of(text):0{DATE_BITS}b}"


def split_dates(data: bytes, count: int) -> list[str]:
    """Part the dates of *count* articles, as `date_bits` wrote them."""
    bits = unpack(data)
    return [bits[at : at + DATE_BITS] for at in range(0, count * DATE_BITS, DATE_BITS)]


def read_dates(data: bytes, count: int) -> list[int]:
    """Read the days of *count* articles."""
    bits = unpack(data)
    return [
        int(bits[at : at + DATE_BITS], 2)
        for at in range(0, count * DATE_BITS, DATE_BITS)
    ]


def write_slots(slots: Iterable[int]) -> bytes:
    """Write which slots have an article: a bit each, up to the last that has."""
    taken = set(slots)
    return pack("".join("01"[slot in taken] for slot in range(max(taken) + 1)))


def read_slots(data: bytes) -> list[int]:
    """Read which slots have an article."""
    return [slot for slot, bit in enumerate(unpack(data)) if bit == "1"]
