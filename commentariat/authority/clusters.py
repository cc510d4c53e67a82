"""Entries that are one person, put together as far as names and articles bear out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

import msgspec

from commentariat.authority.blocks import pair_people
from commentariat.authority.entries import (
    LONGEST_LIFE,
    Entry,
    Evidence,
    find_evidence,
    join,
    weigh,
)
from commentariat.authority.kinds import DoubleKind
from commentariat.authority.people import (
    Match,
    compare_people,
    contradict,
)
from commentariat.authority.person_names import PersonName, read_person

_ENOUGH: Final = 0.4
"""Odds, as a logarithm, from which two are taken for one."""
_SAME: Final = 4.2
"""From these on names alone do."""
_MARGIN: Final = 1.0
"""By how much one of two who exclude each other must be nearer."""
_LEAST: Final = -2.5
_ROUNDS: Final = 5


class Link(msgspec.Struct, frozen=True):
    """Two entries, by their places, that are taken for one, and why."""

    a: int
    b: int
    """The one to keep."""
    match: Match
    evidence: Evidence
    odds: float


class _Unit:
    """Entries that are taken for one so far."""

    __slots__ = ("entry", "members", "people")

    def __init__(self, members: list[int], entry: Entry, people: list[PersonName]):
        self.members = members
        self.entry = entry
        self.people = people


class Finder:
    """All entries of a facet of people, and who of them is one."""

    def __init__(
        self, entries: Sequence[Entry], apart: Collection[tuple[int, int]] = ()
    ) -> None:
        self.entries = entries
        self._apart = {frozenset(pair) for pair in apart}
        self._people = [[read_person(name) for name in e.names] for e in entries]
        self._background = weigh(entries)
        self._unit_of: dict[int, int] = {n: n for n in range(len(entries))}
        self._units = {
            n: _Unit([n], entry, self._people[n]) for n, entry in enumerate(entries)
        }
        self._contradictions: dict[tuple[str, str], bool] = {}
        self.matches = self._compare()
        self._usual = self._count_words()

    def _compare(self) -> dict[tuple[int, int], Match]:
        """Compare the names of entries that may be one."""
        flat = [(n, person) for n, some in enumerate(self._people) for person in some]
        found: dict[tuple[int, int], Match] = {}
        for i, j in pair_people([person for _, person in flat]):
            (a, one), (b, other) = flat[i], flat[j]
            if a == b or frozenset((a, b)) in self._apart:
                continue
            match = compare_people(one, other)
            if match is None or match.odds < _LEAST:
                continue
            key = (min(a, b), max(a, b))
            if key not in found or found[key].odds < match.odds:
                found[key] = match
        return found

    def _count_words(self) -> dict[str, int]:
        """Count beside how many others a word of names stands: true names have several."""
        beside: dict[str, set[str]] = {}
        for some in self._people:
            for person in some:
                for reading in person.readings[:1]:
                    whole = reading.whole
                    for word in whole:
                        others = {w.skeleton for w in whole if w is not word}
                        beside.setdefault(word.text, set()).update(others)
        return {text: len(others) for text, others in beside.items()}

    def find(self) -> list[list[int]]:
        """Put entries together; give those of several, the one to keep first."""
        self._unite_same()
        for _ in range(_ROUNDS):
            if not self._unite():
                break
        return [
            self._ordered(unit.members)
            for unit in self._units.values()
            if len(unit.members) > 1
        ]

    def _unite_same(self) -> None:
        order = sorted(self.matches.items(), key=lambda one: (-one[1].odds, one[0]))
        for (a, b), match in order:
            if match.odds < _SAME:
                break
            u, v = self._unit_of[a], self._unit_of[b]
            if u == v or not self._may_be_one(u, v, match.odds):
                continue
            if not self._is_too_long(u, v):
                self._merge(u, v)

    def _is_too_long(self, u: int, v: int) -> bool:
        """Tell whether nobody lives to write what two units wrote, of one name or not."""
        joined = join([self._units[u].entry, self._units[v].entry])
        return joined.first > 0 and joined.last - joined.first > LONGEST_LIFE

    def _unite(self) -> bool:
        """Put units together by their names and articles, the surest first."""
        scores = self._score()
        rivals: dict[int, list[tuple[float, int]]] = {}
        for (u, v), odds in scores.items():
            rivals.setdefault(u, []).append((odds, v))
            rivals.setdefault(v, []).append((odds, u))
        order = sorted(scores.items(), key=lambda one: (-one[1], one[0]))
        merged = False
        for (u, v), odds in order:
            if odds < _ENOUGH:
                break
            if self._has_rival(u, v, odds, rivals) or self._has_rival(
                v, u, odds, rivals
            ):
                continue
            x, y = self._root(u), self._root(v)
            if x != y and self._may_be_one(x, y, odds):
                self._merge(x, y)
                merged = True
        return merged

    def _score(self) -> dict[tuple[int, int], float]:
        best: dict[tuple[int, int], float] = {}
        for (a, b), match in self.matches.items():
            u, v = self._unit_of[a], self._unit_of[b]
            if u != v:
                key = (min(u, v), max(u, v))
                odds = match.odds + self._use(a, b, match)
                best[key] = max(best.get(key, -9.0), odds)
        degrees = self._degrees()
        return {
            (u, v): odds + self._evidence(u, v, degrees).odds
            for (u, v), odds in best.items()
        }

    def _use(self, a: int, b: int, match: Match) -> float:
        """Weigh whether names that are a letter apart are each in use."""
        if match.kind is not DoubleKind.LETTER:
            return 0.0
        few, many = sorted((self.entries[a].count, self.entries[b].count))
        odds = -1.0 if few >= 5 else 0.5 if few <= 2 and many >= 4 * few else 0.0
        one, other = (
            {word.text for r in self._people[n][0].readings for word in r.whole}
            for n in (a, b)
        )
        usual = [
            max((self._usual.get(text, 0) for text in texts), default=0)
            for texts in (one - other, other - one)
        ]
        return odds - 1.5 * (min(usual) > 1)

    def _degrees(self) -> Counter[int]:
        return Counter(
            root
            for unit in self._units.values()
            for root in {self._unit_of[n] for n in unit.entry.fellows}
        )

    def _evidence(self, u: int, v: int, degrees: Counter[int]) -> Evidence:
        one, other = self._units[u].entry, self._units[v].entry
        a, b = ({self._unit_of[n] for n in e.fellows} for e in (one, other))
        shared = sorted(a & b)
        return find_evidence(
            one, other, [(n, degrees[n]) for n in shared], self._background
        )

    def _has_rival(
        self, u: int, v: int, odds: float, rivals: dict[int, list[tuple[float, int]]]
    ) -> bool:
        """Tell whether another is as near to *u* as *v* is, who cannot be *v*."""
        return odds < _SAME and any(
            other > odds - _MARGIN and w != v and self._exclude(v, w)
            for other, w in rivals[u]
        )

    def _exclude(self, u: int, v: int) -> bool:
        u, v = self._root(u), self._root(v)
        return u != v and not self._may_be_one(u, v, 0)

    def _root(self, unit: int) -> int:
        while unit not in self._units:
            unit = self._unit_of[unit]
        return unit

    def _may_be_one(self, u: int, v: int, odds: float) -> bool:
        """Tell whether nothing is in the way of two units being one."""
        one, other = self._units[u], self._units[v]
        if any(
            frozenset((a, b)) in self._apart for a in one.members for b in other.members
        ):
            return False
        if odds < _SAME and self._write_together(one, other):
            return False
        return not any(self._contradict(a, b) for a in one.people for b in other.people)

    def _contradict(self, one: PersonName, other: PersonName) -> bool:
        """Ask it once of two names: clusters are compared again and again."""
        key = (one.name, other.name)
        if key not in self._contradictions:
            self._contradictions[key] = contradict(one, other)
        return self._contradictions[key]

    def _write_together(self, one: _Unit, other: _Unit) -> bool:
        return not one.entry.fellows.isdisjoint(other.members)

    def _merge(self, u: int, v: int) -> None:
        one, other = self._units[u], self._units[v]
        members = one.members + other.members
        entry = join([self.entries[n] for n in members])
        del self._units[v]
        self._units[u] = _Unit(members, entry, one.people + other.people)
        for n in other.members:
            self._unit_of[n] = u
        self._unit_of[v] = u

    def _ordered(self, members: list[int]) -> list[int]:
        return sorted(members, key=self._keep_key)

    def _keep_key(self, n: int) -> tuple[bool, int, bool, int, int]:
        """Sort by what is to be kept: what has a file, then what is used most."""
        entry, person = self.entries[n], self._people[n][0]
        is_plain = not (person.is_by or person.is_titled or person.is_placed)
        whole = max((len(r.whole) for r in person.readings), default=0)
        return not entry.is_filed, -entry.count, not is_plain, -whole, n

    def links(self, clusters: Iterable[list[int]]) -> Iterator[Link]:
        """Give each of *clusters* but the first with the one that it belongs to."""
        degrees = self._degrees()
        for members in clusters:
            yield from self._links(members, degrees)

    def _links(self, members: list[int], degrees: Counter[int]) -> Iterator[Link]:
        tied, rest = [members[0]], list(members[1:])
        while rest:
            found = [
                (
                    match.odds - 0.3 * place,
                    -tied.index(b),
                    -members.index(a),
                    a,
                    b,
                    match,
                )
                for a in rest
                for place, b in enumerate(tied)
                if (match := self.matches.get((min(a, b), max(a, b))))
            ]
            if not found:  # joined by names of a term that is united already
                return
            *_, a, b, match = max(found, key=lambda one: one[:3])
            evidence = self._evidence_of(a, b, degrees)
            yield Link(a, b, match, evidence, match.odds + evidence.odds)
            rest.remove(a)
            tied.append(a)

    def _evidence_of(self, a: int, b: int, degrees: Counter[int]) -> Evidence:
        one, other = self.entries[a], self.entries[b]
        x, y = ({self._unit_of[n] for n in e.fellows} for e in (one, other))
        return find_evidence(
            one, other, [(n, degrees[n]) for n in sorted(x & y)], self._background
        )
