"""Names that may be of one, as points of the review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from commentariat.archive.archive import Archive, Term
from commentariat.archive.folders import CONTENT
from commentariat.archive.term_rules import Rules
from commentariat.authority.doubles import Double, find_doubles
from commentariat.facets import Facet
from commentariat.intake.decisions.decision import Verdict
from commentariat.intake.decisions.point import NamePair, NameSide, Point
from commentariat.kinds import Kind
from commentariat.pipeline.term_questions import is_likely_typo

_TITLES = 3
"""Of each of two names, to tell who or what it is."""
_YEAR = 4


def find_pairs(
    archive: Archive, rules: Rules, facets: Iterable[Facet], language: str
) -> Iterator[tuple[Double, NamePair]]:
    """Find the names of *facets* that may be of one, the surest of each first."""
    for facet in facets:
        names = archive.names[facet.name]
        for double in find_doubles(archive, facet, rules, language=language):
            yield (
                double,
                NamePair(
                    facet.name,
                    _side(double.a, names[double.a]),
                    _side(double.b, names[double.b]),
                    lines=lines_of(double),
                    evidence=tuple(map(str, double.evidence)),
                ),
            )


def lines_of(double: Double) -> dict[Verdict, str]:
    """Give the line of content/terms.txt that each verdict on *double* is."""
    back = msgspec.structs.replace(double.settle, names=(double.b,), target=double.a)
    rules = {
        Verdict.A_INTO_B: double.settle,
        Verdict.B_INTO_A: back,
        Verdict.NOT_SAME: double.apart,
    }
    return {verdict: Rules.write(rule) for verdict, rule in rules.items()}


def _side(name: str, term: Term) -> NameSide:
    years = [one.date[:_YEAR] for one in term.articles if one.date]
    return NameSide(
        name,
        len(term.articles),
        min(years, default=""),
        max(years, default=""),
        tuple(one.title for one in term.articles[:_TITLES]),
    )


def pair_points(
    archive: Archive, rules: Rules, facets: Iterable[Facet], language: str
) -> Iterator[Point]:
    """Ask of each two names that may be of one whether they are."""
    for double, pair in find_pairs(archive, rules, facets, language):
        first = archive.names[pair.facet][pair.a.name].articles
        facet = next(one for one in archive.facets if one.name == pair.facet)
        is_typo = is_likely_typo(archive, facet, double)
        yield Point(
            file="",
            kind=str(Kind.LIKELY_TYPO if is_typo else double.reason.kind),
            is_question=True,
            confidence=double.score,
            message=double.reason,
            article=f"{CONTENT}/{first[0].source}" if first else "",
            pair=pair,
        )
