"""The two files of addresses that editors keep, as far as a site has them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from commentariat.archive.addresses import ADDRESSES, parse_addresses
from commentariat.archive.redirects import REDIRECTS, parse_redirects
from commentariat.errors import Problem, not_utf8, unreadable
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
                text = (site / source).read_text(encoding="utf-8-sig")
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
