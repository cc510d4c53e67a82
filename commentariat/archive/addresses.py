"""The syntax of content/addresses.txt: every address that was ever published."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from commentariat.archive.conflicts import is_conflict
from commentariat.archive.text import UNADDRESSABLE
from commentariat.errors import Problem
from commentariat.kinds import Kind

ADDRESSES = "addresses.txt"
_HEADER = """\
# Every address this site has published, relative to its base. None may be lost: a
# build that would leave one unanswered stops and says so. Written by `commentariat
# publish` and `addresses --accept`; sorted, one a line, and safe to merge.
"""


def parse_addresses(
    text: str, source: str = ADDRESSES
) -> tuple[dict[str, int], tuple[Problem, ...]]:
    """
    Read addresses such as `/articles/ferry/`, each with its line.

    Order and repetition do not matter, so that two branches can be merged line by
    line; what is no address is a problem.
    """
    found: dict[str, int] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        address = line.strip(" \t\r")
        if not address or address.startswith("#"):
            continue
        if address.startswith("/") and not UNADDRESSABLE.search(address):
            if not address.isascii():
                address = unicodedata.normalize("NFC", address)
            found.setdefault(address, number)
            continue
        is_mark = is_conflict(line)
        fault = Kind.CONFLICT_MERGED.of() if is_mark else Kind.NOT_ADDRESS.of(address)
        problems.append(Problem(source, number, fault))
    return found, tuple(problems)


def format_addresses(addresses: Iterable[str]) -> str:
    """
    Write *addresses* as the file that `parse_addresses` reads.

    Raises:
        ValueError: one could not be read back.
    """
    lines = sorted(set(addresses))
    for address in lines:
        if UNADDRESSABLE.search(address):
            raise ValueError(f"no line can hold the address {address!r}")
    return _HEADER + "".join(f"{address}\n" for address in lines)
