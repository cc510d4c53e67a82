"""Terms of an archive that are one person or thing under several names."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

import msgspec

from commentariat.archive.archive import Archive, Term, names_in
from commentariat.archive.term_rules import RuleKind, Rules, TermRule
from commentariat.authority.clusters import Finder, Link
from commentariat.authority.entries import Entry, Evidence
from commentariat.authority.kinds import DoubleKind
from commentariat.authority.things import Thing, pair_things
from commentariat.authority.words import rarities
from commentariat.facets import Facet
from commentariat.kinds import Kind, Message

_REASONS = {
    DoubleKind.WORDS: Kind.DOUBLE_WORDS,
    DoubleKind.ORDER: Kind.DOUBLE_ORDER,
    DoubleKind.BYLINE: Kind.DOUBLE_BYLINE,
    DoubleKind.TITLE: Kind.DOUBLE_TITLE,
    DoubleKind.POST: Kind.DOUBLE_POST,
    DoubleKind.SPACING: Kind.DOUBLE_SPACING,
    DoubleKind.SPELLING: Kind.DOUBLE_SPELLING,
    DoubleKind.ROMANIZED: Kind.DOUBLE_ROMANIZED,
    DoubleKind.MIDDLE: Kind.DOUBLE_MIDDLE,
    DoubleKind.FAMILY: Kind.DOUBLE_FAMILY,
    DoubleKind.INITIALS: Kind.DOUBLE_INITIALS,
    DoubleKind.LETTER: Kind.DOUBLE_LETTER,
    DoubleKind.ACRONYM: Kind.DOUBLE_ACRONYM,
    DoubleKind.NUMBER: Kind.DOUBLE_NUMBER,
}


class Double(msgspec.Struct, frozen=True):
    """Two terms that may be one, and the lines that settle it either way."""

    facet: str
    """Name of the facet."""
    a: str
    b: str
    """The one to keep, both as pages show them."""
    kind: DoubleKind
    reason: Message
    evidence: tuple[Message, ...]
    """What their articles say for it."""
    score: float
    """From 0 to 1: how likely they are one."""

    @property
    def settle(self) -> TermRule:
        """Give the rule that makes them one."""
        return TermRule(RuleKind.MERGE, self.facet, (self.a,), self.b)

    @property
    def apart(self) -> TermRule:
        """Give the rule that says that they are two."""
        return TermRule(RuleKind.APART, self.facet, (self.a, self.b))


def find_doubles(
    archive: Archive, facet: Facet, rules: Rules, *, language: str = "en"
) -> list[Double]:
    """
    Find the terms of *facet* that may be one under several names, the surest first.

    Of several names of one, each but the one to keep stands with the one that it is
    nearest to. What *rules* say to be two is not asked again. Words are looked up in
    *language*.
    """
    if facet.is_of_date or facet.labels:
        return []  # they follow from dates, or are codes
    terms = [term for term in archive.terms[facet.name].values() if term.spellings]
    terms.sort(key=lambda term: (term.name, term.slug))
    apart = _apart(archive, facet, rules, {term: n for n, term in enumerate(terms)})
    found = (
        _find_people(archive, facet, terms, apart)
        if facet.is_person
        else _find_things(facet, terms, apart, language)
    )
    return sorted(found, key=lambda one: (-one.score, one.b, one.a))


def _apart(
    archive: Archive, facet: Facet, rules: Rules, places: dict[Term, int]
) -> set[tuple[int, int]]:
    """Give the pairs of terms that editors told apart, by their places."""
    pairs = [tuple(pair) for pair in rules.apart(facet.name)]
    pairs += [
        (rule.names[0], rule.target)
        for rule in rules.rules
        if rule.kind is RuleKind.SPLIT and rule.facet == facet.name
    ]
    names = archive.names[facet.name]
    found: set[tuple[int, int]] = set()
    for pair in pairs:
        terms = [names[name] for name in pair if name in names]
        at = sorted(places[term] for term in terms if term in places)
        if len(at) == 2:
            found.add((at[0], at[1]))
    return found


def _find_things(
    facet: Facet, terms: list[Term], apart: set[tuple[int, int]], language: str
) -> Iterator[Double]:
    things = [Thing(term.name, _count(term), term.file is not None) for term in terms]
    for pair in pair_things(things, rarities(language)):
        both_filed = things[pair.a].is_filed and things[pair.b].is_filed
        if both_filed or (min(pair.a, pair.b), max(pair.a, pair.b)) in apart:
            continue
        a, b = terms[pair.a].name, terms[pair.b].name
        reason = _REASONS[pair.kind].of(a, b)
        yield Double(facet.name, a, b, pair.kind, reason, (), pair.score)


def _count(term: Term) -> int:
    return sum(term.spellings.values())


def _find_people(
    archive: Archive, facet: Facet, terms: list[Term], apart: set[tuple[int, int]]
) -> Iterator[Double]:
    finder = Finder(_entries(archive, facet, terms), apart)
    for link in finder.links(finder.find()):
        yield _double(facet, terms, link)


def _double(facet: Facet, terms: list[Term], link: Link) -> Double:
    a, b = terms[link.a].name, terms[link.b].name
    reason = _REASONS[link.match.kind].of(a, b)
    score = round(1 / (1 + math.exp(-link.odds)), 3)
    evidence = tuple(_say(link.evidence))
    return Double(facet.name, a, b, link.match.kind, reason, evidence, score)


def _say(evidence: Evidence) -> Iterator[Message]:
    if evidence.fellows:
        yield Kind.DOUBLE_FELLOWS.of(evidence.fellows)
    if evidence.shared:
        yield Kind.DOUBLE_SHARED.of(", ".join(map(repr, evidence.shared)))
    if evidence.gap > 1:
        yield Kind.DOUBLE_GAP.of(evidence.gap)


def _entries(archive: Archive, facet: Facet, terms: list[Term]) -> list[Entry]:
    """Gather what articles say of *terms*, each article looked at once."""
    places = {term: n for n, term in enumerate(terms)}
    others = [
        one
        for one in archive.facets
        if not (one.is_person or one.is_of_date or one.labels) and one.has_pages
    ]
    counts = [0] * len(terms)
    years: list[list[int]] = [[] for _ in terms]
    beside: list[dict[str, Counter[str]]] = [{} for _ in terms]
    fellows: list[set[int]] = [set() for _ in terms]
    names = archive.names[facet.name]
    for article in archive.articles:
        found = {names[name] for name in names_in(article, facet) if name in names}
        at = [places[term] for term in found if term in places]
        if not at:
            continue
        stand = [
            (one.name, archive.names[one.name][name].name)
            for one in others
            for name in names_in(article, one)
            if name in archive.names[one.name]
        ]
        for n in at:
            counts[n] += 1
            if article.date:
                years[n].append(int(article.date[:4]))
            fellows[n].update(at)
            for where, name in stand:
                beside[n].setdefault(where, Counter())[name] += 1
    return [
        Entry(
            tuple(dict.fromkeys((term.name, *sorted(term.spellings)))),
            counts[n],
            min(years[n], default=0),
            max(years[n], default=0),
            beside[n],
            frozenset(fellows[n] - {n}),
            term.file is not None,
        )
        for n, term in enumerate(terms)
    ]
