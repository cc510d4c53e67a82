"""Names that may be of one, as points of the review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from commentariat.archive.archive import Archive, names_in
from commentariat.archive.folders import CONTENT, TERM_RULES
from commentariat.archive.model import Article
from commentariat.archive.term_rules import RuleKind, Rules, TermRule
from commentariat.authority.doubles import Double, find_doubles
from commentariat.facets import Facet
from commentariat.intake.decisions.decision import Decision, Verdict
from commentariat.intake.decisions.point import NamePair, NameSide, Point, Status
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
                    _side(double.a, names[double.a].articles),
                    _side(double.b, names[double.b].articles),
                    lines=lines_of(facet.name, double.a, double.b),
                    evidence=tuple(map(str, double.evidence)),
                ),
            )


def find_settled(archive: Archive, rules: Rules) -> Iterator[tuple[NamePair, Decision]]:
    """Find the names that lines of content/terms.txt have made one, or said to be two."""
    for rule in rules.rules:
        if rule.kind is RuleKind.MERGE:
            pair, verdict = (rule.names[0], rule.target), Verdict.A_INTO_B
        elif rule.kind is RuleKind.APART:
            pair, verdict = (rule.names[0], rule.names[1]), Verdict.NOT_SAME
        else:
            continue
        sides = [_side(name, _under(archive, rule.facet, name)) for name in pair]
        yield (
            NamePair(rule.facet, sides[0], sides[1], lines_of(rule.facet, *pair)),
            Decision(
                file=TERM_RULES,
                verdict=verdict,
                kind=rule.facet,
                before=pair[0],
                right=pair[1],
                after=Rules.write(rule),
            ),
        )


def lines_of(facet: str, a: str, b: str) -> dict[Verdict, str]:
    """Give the line of content/terms.txt that each verdict on two names is."""
    rules = {
        Verdict.A_INTO_B: TermRule(RuleKind.MERGE, facet, (a,), b),
        Verdict.B_INTO_A: TermRule(RuleKind.MERGE, facet, (b,), a),
        Verdict.NOT_SAME: TermRule(RuleKind.APART, facet, (a, b)),
    }
    return {verdict: Rules.write(rule) for verdict, rule in rules.items()}


def _side(name: str, articles: Sequence[Article]) -> NameSide:
    years = [one.date[:_YEAR] for one in articles if one.date]
    return NameSide(
        name,
        len(articles),
        min(years, default=""),
        max(years, default=""),
        tuple(one.title for one in articles[:_TITLES]),
    )


def _under(archive: Archive, facet: str, name: str) -> list[Article]:
    """List the articles that name a term of *facet* by *name* itself."""
    term = archive.names[facet].get(name)
    if term is None:
        return []
    return [one for one in term.articles if name in names_in(one, term.facet)]


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


def settled_points(archive: Archive, rules: Rules) -> Iterator[Point]:
    """Show what is settled of two names, so that it can be taken back."""
    for pair, decision in find_settled(archive, rules):
        yield Point(
            file="",
            kind=str(Kind.DOUBLE_WORDS),
            status=Status.DECIDED,
            is_question=True,
            message=Kind.NAMES_SETTLED.of(decision.after),
            pair=pair,
            decision=decision,
        )
