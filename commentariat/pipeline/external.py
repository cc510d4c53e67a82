"""Links to other sites put to the test, where an editor asks for it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from commentariat import __version__
from commentariat.archive.fences import body_line, split_header
from commentariat.check.answers import Answer, Verdict
from commentariat.check.outlinks import address_of, follow_links, lines_of_link
from commentariat.check.public import Network
from commentariat.check.visits import Manners
from commentariat.config import SETTINGS_FILE, Settings
from commentariat.engine.key_value import KeyValueStore
from commentariat.engine.lock import site_lock
from commentariat.engine.memory import open_store
from commentariat.errors import OpenPoint, SourceError
from commentariat.kinds import Kind
from commentariat.pipeline.options import Options
from commentariat.pipeline.workspace import writing

Links = Iterable[tuple[str, tuple[str, ...]]]
"""Each link to another site, with the files that it stands in."""
_DAY = 24 * 60 * 60
_KINDS = {
    Verdict.DEAD: Kind.DEAD_EXTERNAL,
    Verdict.UNCLEAR: Kind.UNCLEAR_EXTERNAL,
    Verdict.PRIVATE: Kind.PRIVATE_EXTERNAL,
    Verdict.MOVED: Kind.MOVED_EXTERNAL,
}


class Outing(msgspec.Struct, frozen=True, kw_only=True):
    """How links to other sites are tested."""

    max_age: float = 7.0
    """Days for which an answer is taken as it was; that of a link that failed, one."""
    network: Network = Network()
    """How hosts are found, and which may be asked."""
    manners: Manners | None = None
    """How they are treated; None: as this program does."""
    now: Callable[[], float] = time.time


class Outside(msgspec.Struct, frozen=True):
    """What testing the links to other sites gave."""

    answers: Mapping[str, Answer] = {}
    """By link, as it stands in the sources."""
    points: tuple[OpenPoint, ...] = ()
    hints: tuple[OpenPoint, ...] = ()


def ask_outside(
    options: Options, settings: Settings, links: Links, outing: Outing
) -> Outside:
    """
    Ask other sites for all *links* that have not been asked for lately.

    No lock is held meanwhile, and what was answered before an end by force is kept.
    """
    links = tuple(links)
    answers = _answers(
        options, settings, {address_of(href) for href, _ in links}, outing
    )
    if answers and all(one.is_offline for one in answers.values()):
        return Outside({}, tuple(_offline(options.site, links)))
    by_href = {href: answers[address_of(href)] for href, _ in links}
    told = [
        (by_href[href].verdict, point)
        for href, sources in links
        for source in sources
        for point in _points(options.site, source, href, by_href[href])
    ]
    return Outside(
        by_href,
        tuple(sorted(point for verdict, point in told if verdict != Verdict.MOVED)),
        tuple(sorted(point for verdict, point in told if verdict == Verdict.MOVED)),
    )


def _answers(
    options: Options, settings: Settings, addresses: set[str], outing: Outing
) -> dict[str, Answer]:
    with writing(options.site), site_lock(options.cache):
        known = dict(_memory(options))
    now = outing.now()
    answers = {
        address: answer
        for address, answer in known.items()
        if address in addresses and _is_fresh(answer, outing.max_age, now)
    }
    fresh: dict[str, Answer] = {}
    wanted = sorted(addresses - answers.keys())

    def told(address: str, answer: Answer) -> None:
        fresh[address] = answer
        options.progress("testing links to other sites", len(fresh), len(wanted))

    manners = outing.manners or Manners(agent=_agent(settings))
    try:
        if wanted:
            follow_links(wanted, manners, outing.network, outing.now, told)
    finally:
        gone: dict[str, Answer | None] = dict.fromkeys(known.keys() - addresses)
        kept = {a: answer for a, answer in fresh.items() if not answer.is_offline}
        with writing(options.site), site_lock(options.cache, patience=10):
            _memory(options).update(gone | kept)
    return answers | fresh


def _memory(options: Options) -> KeyValueStore[Answer]:
    return open_store(options.cache, "outside", Answer, "1")


def _is_fresh(answer: Answer, max_age: float, now: float) -> bool:
    is_well = answer.verdict in (Verdict.FINE, Verdict.MOVED)
    days = max_age if is_well else min(max_age, 1.0)
    return 0 <= now - answer.at < days * _DAY


def _agent(settings: Settings) -> str:
    """Say who asks, and for which site, to whoever reads the log of another."""
    return f"commentariat/{__version__} (link check for {settings.base_url})"


def _points(site: Path, source: str, href: str, answer: Answer) -> Iterator[OpenPoint]:
    if answer.verdict == Verdict.FINE:
        return
    for line in _lines(site, source, href):
        message = _KINDS[answer.verdict].of(href, answer.reason)
        yield OpenPoint(source, line, message)


def _offline(site: Path, links: Links) -> Iterator[OpenPoint]:
    for href, sources in tuple(links)[:1]:
        line = _lines(site, sources[0], href)[0]
        yield OpenPoint(sources[0], line, Kind.UNTESTED_EXTERNAL.of())


def _lines(site: Path, source: str, href: str) -> tuple[int, ...]:
    """Find the lines of the file *source* that lead to *href*."""
    try:
        text = (site / source).read_text(encoding="utf-8-sig", errors="replace")
    except OSError:  # gone meanwhile
        return (1,)
    if source == SETTINGS_FILE or not source.endswith(".md"):
        return lines_of_link(text, href, 1)
    try:
        first = body_line(text, split_header(text, source))
    except SourceError:
        first = 1
    return lines_of_link(text, href, first)
