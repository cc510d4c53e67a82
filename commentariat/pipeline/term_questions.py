"""What an editor is asked of terms: likely typos, and lives that nobody has."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from commentariat.archive.archive import Archive, Term, key_of, names_in
from commentariat.archive.authorities import AUTHORITIES
from commentariat.archive.term_rules import (
    YEARS,
    Condition,
    RuleKind,
    Rules,
    TermRule,
    write_rule,
)
from commentariat.authority.doubles import Double, find_doubles
from commentariat.authority.entries import LONGEST_LIFE
from commentariat.authority.kinds import DoubleKind
from commentariat.errors import OpenPoint
from commentariat.facets import Facet
from commentariat.kinds import Kind, Message

_RARE = 3
"""So many times more often the right name stands than one with a slip."""
_SPELLED = (DoubleKind.SPELLING, DoubleKind.LETTER, DoubleKind.NUMBER)


def ask_of_terms(archive: Archive, rules: Rules, language: str) -> Iterator[OpenPoint]:
    """Ask whether terms are slips for others, and whether people are one or two."""
    for facet in archive.facets:
        rest: list[Double] = []
        for double in find_doubles(archive, facet, rules, language=language):
            if is_likely_typo(archive, facet, double):
                yield _ask_of_typo(archive, facet, double)
            else:
                rest.append(double)
        if rest:
            first = rest[0]
            message = Kind.TWO_NAMES.of(
                len(rest), facet.label.lower(), first.a, first.b, facet.name
            )
            yield _ask(archive, facet, archive.names[facet.name][first.a], message)
        if facet.is_person:
            for term in archive.terms[facet.name].values():
                yield from _ask_of_life(archive, facet, term)


def is_likely_typo(archive: Archive, facet: Facet, double: Double) -> bool:
    """Tell whether *double* is a slip of a letter or a sign, and no other of its kinds."""
    if double.kind not in _SPELLED:
        return False
    few, many = (_count(archive, facet, name) for name in (double.a, double.b))
    is_plain = not facet.is_person and double.kind is not DoubleKind.NUMBER
    return is_plain or few * _RARE <= many


def _count(archive: Archive, facet: Facet, name: str) -> int:
    return sum(archive.names[facet.name][name].spellings.values())


def _ask_of_typo(archive: Archive, facet: Facet, double: Double) -> OpenPoint:
    message = Kind.LIKELY_TYPO.of(
        facet.label_one.lower(),
        double.a,
        _count(archive, facet, double.a),
        double.b,
        _count(archive, facet, double.b),
        write_rule(double.settle),
        write_rule(double.apart),
    )
    return _ask(archive, facet, archive.names[facet.name][double.a], message)


def _ask(archive: Archive, facet: Facet, term: Term, message: Message) -> OpenPoint:
    """Ask it of the first file that names *term*."""
    article, name = min(
        (
            (article, name)
            for article in term.articles
            for name in names_in(article, facet)
            if name in term.spellings
        ),
        key=lambda one: one[0].source,
    )
    source = f"content/{article.source}"
    return OpenPoint(source, 0, message, key_of(facet, article, name))


def _ask_of_life(archive: Archive, facet: Facet, term: Term) -> Iterator[OpenPoint]:
    """Ask of somebody who would have written for longer than anybody lives to write."""
    years = sorted({int(one.date[:4]) for one in term.articles if one.date})
    if len(years) < 2 or years[-1] - years[0] <= LONGEST_LIFE or _is_looked_at(term):
        return
    before, _ = max(pairwise(years), key=lambda pair: (pair[1] - pair[0], pair[0]))
    first, last = str(years[0]), str(before)
    new = f"{term.name} ({'–'.join(dict.fromkeys((first, last)))})"
    condition = Condition(YEARS, (first, last))
    split = TermRule(RuleKind.SPLIT, facet.name, (term.name,), new, condition)
    message = Kind.LONG_LIFE.of(
        facet.label_one.lower(), term.name, first, years[-1], write_rule(split)
    )
    yield _ask(archive, facet, term, message)


def _is_looked_at(term: Term) -> bool:
    """Tell whether an editor said in its file who or what it is."""
    file = term.file
    return file is not None and bool(
        file.roles
        or file.family == file.name  # an institution
        or any(getattr(file, one.key) for one in AUTHORITIES)
    )
