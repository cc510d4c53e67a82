"""Links to other sites, tested all together, and what an editor is told of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import urlsplit

from commentariat.archive.body_lines import BodyLines
from commentariat.check.answers import Answer
from commentariat.check.public import Network
from commentariat.check.visits import Manners, Visitor

Told = Callable[[str, Answer], None]
"""Called with each address as it was asked for, and its answer."""


def address_of(href: str) -> str:
    """Make the address that is asked for *href*: whole, and without its fragment."""
    whole = f"https:{href}" if href.startswith("//") else href
    return whole.partition("#")[0]


def follow_links(
    addresses: Iterable[str],
    manners: Manners,
    network: Network,
    now: Callable[[], float],
    told: Told,
) -> None:
    """
    Ask for each of *addresses*; *told* hears of every answer as soon as it is there.

    Those of one host are asked for in their order, one at a time; *now* is the clock,
    in seconds since 1970.
    """
    visitor = Visitor(manners, network, now)
    asyncio.run(_visit_all(visitor, _by_host(addresses), told))


async def _visit_all(
    visitor: Visitor, groups: Iterable[Sequence[str]], told: Told
) -> None:
    async def visit_in_turn(addresses: Sequence[str]) -> None:
        for address in addresses:
            told(address, await visitor.visit(address))

    async with visitor.opened(), asyncio.TaskGroup() as tasks:
        for group in groups:
            tasks.create_task(visit_in_turn(group))


def _by_host(addresses: Iterable[str]) -> Iterable[Sequence[str]]:
    groups: dict[str, list[str]] = {}
    for address in sorted(set(addresses)):
        try:
            host = urlsplit(address).netloc.lower()
        except ValueError:
            host = ""
        groups.setdefault(host, []).append(address)
    return groups.values()


def lines_of_link(text: str, href: str, first: int) -> tuple[int, ...]:
    """Find all lines of *text* that lead to *href*; *first* where it is hidden."""
    found = BodyLines(text, first).all_of_target([href])
    above = [n for n, line in enumerate(text.split("\n")[:first], 1) if href in line]
    return found or tuple(above) or (first,)
