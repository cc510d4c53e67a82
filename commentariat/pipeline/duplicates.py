"""Articles that are in the archive twice, each group of them told once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from pathlib import Path

from commentariat.archive.folders import RAW
from commentariat.archive.model import Article
from commentariat.archive.text import fold
from commentariat.errors import OpenPoint
from commentariat.kinds import Kind

_INDEX = f"{RAW}/index.csv"


def find_duplicates(
    site: Path,
    articles: Sequence[Article],
    signs: Mapping[str, str],
    asked: Collection[OpenPoint],
) -> Iterator[OpenPoint]:
    """
    Find articles with one body, or with one title, date and authors.

    *signs* are digests of the words of bodies, by source. Left out are raw files that
    import has *asked* about already, or of which index.csv says that they differ.
    """
    by_source = {one.source: one for one in articles}
    bodies = _groups((signs.get(one.source, ""), one.source) for one in articles)
    heads = _groups(_heads(articles))
    told: list[frozenset[str]] = []
    settled = _Settled(site, asked)
    for group, kind in (
        *((group, Kind.SAME_BODY) for group in bodies),
        *((group, Kind.SAME_HEAD) for group in heads),
    ):
        is_told = any(group <= other for other in told)
        if is_told or settled.holds([by_source[source] for source in group]):
            continue
        told.append(group)
        first, *others = sorted(group)
        names = ", ".join(f"content/{source}" for source in others)
        is_head = kind is Kind.SAME_HEAD
        line, key = (0, "title") if is_head else (by_source[first].body_line, "")
        yield OpenPoint(f"content/{first}", line, kind.of(names), key)


def _heads(articles: Iterable[Article]) -> Iterator[tuple[str, str]]:
    """Reduce title, date and authors to words, of articles that could be alike."""
    days: dict[tuple[str, ...], list[Article]] = {}
    for article in articles:
        if article.date and article.authors:
            key = (article.date, *sorted(article.authors))
            days.setdefault(key, []).append(article)
    for key, group in days.items():
        for article in group if len(group) > 1 else ():
            yield "\0".join((fold(article.title), *key)), article.source


def _groups(pairs: Iterable[tuple[str, str]]) -> list[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for sign, source in pairs:
        if sign:
            found.setdefault(sign, set()).add(source)
    groups = [frozenset(group) for group in found.values() if len(group) > 1]
    return sorted(groups, key=min)


class _Settled:
    """What is known of pairs of raw files: asked about, or told apart by editors."""

    def __init__(self, site: Path, asked: Collection[OpenPoint]) -> None:
        self._site = site
        self._asked = {
            (one.source, one.message.values[0])
            for one in asked
            if one.message.kind in (Kind.MUCH_ALIKE, Kind.UNITED)
        }
        self._apart: frozenset[frozenset[str]] | None = None

    def holds(self, group: Sequence[Article]) -> bool:
        """Tell whether every pair of *group* is settled."""
        return all(self._is_settled(*pair) for pair in combinations(group, 2))

    def _is_settled(self, one: Article, other: Article) -> bool:
        pairs = list(product([r.file for r in one.raw], [r.file for r in other.raw]))
        return any(frozenset(pair) in self._told_apart() for pair in pairs) or any(
            self._is_asked(a, b) or self._is_asked(b, a) for a, b in pairs
        )

    def _is_asked(self, file: str, other: str) -> bool:
        return (f"{RAW}/{file}", other) in self._asked

    def _told_apart(self) -> frozenset[frozenset[str]]:
        if self._apart is None:
            self._apart = _told_apart(self._site / _INDEX)
        return self._apart


def _told_apart(index: Path) -> frozenset[frozenset[str]]:
    from commentariat.intake.sources.sidecar import parse_sidecar

    try:
        sidecar = parse_sidecar(index.read_bytes(), _INDEX)
    except OSError:
        return frozenset()
    return frozenset(
        frozenset((row.file, other))
        for row in sidecar.rows.values()
        for other in row.different_from
    )
