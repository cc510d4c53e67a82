"""The two files of addresses that editors keep, as far as a site has them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from commentariat.archive.addresses import ADDRESSES, parse_addresses
from commentariat.archive.former import parse_former
from commentariat.archive.redirects import REDIRECTS, parse_redirects
from commentariat.archive.text import plain_text
from commentariat.disk import read_whole
from commentariat.errors import Problem, WrongValueError, not_utf8, unreadable
from commentariat.kinds import Kind
from commentariat.site.register import Register

Read = TypeVar("Read")


def load_register(
    site: Path, present: Mapping[str, object]
) -> tuple[Register, list[Problem]]:
    """Read both files of the folder *site*, as far as they are *present* (by path)."""
    problems: list[Problem] = []

    def load(
        name: str, parse: Callable[[str, str], tuple[Read, tuple[Problem, ...]]]
    ) -> Read:
        source = f"content/{name}"
        text = ""
        if source in present:
            try:
                text = plain_text(read_whole(site / source).decode("utf-8-sig"))
            except UnicodeDecodeError as fault:
                problems.append(not_utf8(source, fault))
            except OSError as fault:
                problems.append(unreadable(source, fault))
        found, faults = parse(text, source)
        problems.extend(faults)
        return found

    return Register(
        load(ADDRESSES, parse_addresses), load(REDIRECTS, parse_redirects)
    ), (problems)


def is_of_all(problem: Problem) -> bool:
    """Tell whether *problem* keeps the whole file from being read."""
    return problem.message.kind in (Kind.NOT_UTF8, Kind.UNREADABLE)


def formers_of(site: Path, problems: Iterable[Problem]) -> frozenset[str]:
    """Name the addresses that lines of redirects.txt are about, which have *problems*."""
    try:
        text = (site / "content" / REDIRECTS).read_text("utf-8-sig", "replace")
    except OSError:
        return frozenset()
    found = list(problems)
    lines, is_all = {one.line for one in found}, any(map(is_of_all, found))
    written = [
        words[0]
        for number, words in enumerate(map(str.split, text.split("\n")), 1)
        if words and (is_all or number in lines)
    ]
    return frozenset(address for one in written for address in _formers(one))


def _formers(written: str) -> Iterator[str]:
    try:
        path = parse_former(written)
    except WrongValueError:
        return
    yield f"/{path}/"
    yield f"/{path}"
