"""Names of terms settled: what a rule would change, judged before its line is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NoReturn

import msgspec

from commentariat.archive.archive import Archive, Term
from commentariat.archive.folders import CONTENT, TERM_RULES
from commentariat.archive.model import Article
from commentariat.archive.term_rules import (
    FILES,
    NAMING,
    Condition,
    RuleKind,
    Rules,
    TermRule,
    term_key,
)
from commentariat.archive.term_rules import (
    SERIES as OF_SERIES,
)
from commentariat.errors import OpenPoint, Problem, UsageError, near_match
from commentariat.facets import SERIES, Facet
from commentariat.pipeline.list_lock import list_lock
from commentariat.pipeline.options import Options
from commentariat.pipeline.term_lines import TermLines
from commentariat.pipeline.terms import (
    OpenedTerms,
    facet_of,
    opened_terms,
    term_of,
    unknown_name,
)


class Moved(msgspec.Struct, frozen=True):
    """An address that leads on once a rule holds."""

    old: str
    new: str
    has_feed: bool
    """Its feed stands there on, too."""


class Settlement(msgspec.Struct, frozen=True):
    """What came of settling a name."""

    line: str
    """Of content/terms.txt."""
    number: int = 0
    """Where it stands; 0: it was so already, and nothing was written."""
    already: str = ""
    """What says so already: a place, where one does."""
    articles: int = 0
    """How many are shown under other terms than before."""
    shown: str = ""
    """The name that they are shown under."""
    total: int = 0
    """How many that has now."""
    leads_on: tuple[Moved, ...] = ()
    asked: tuple[OpenPoint, ...] = ()
    """What an editor is asked that was not asked before."""
    problems: tuple[Problem, ...] = ()
    """Of content files, which may hold more."""


def settle_terms(options: Options, rule: TermRule) -> Settlement:
    """
    Judge *rule*, and put it into content/terms.txt unless it holds already.

    Raises:
        UsageError: a name, a facet or an article that is none, or a rule that can do
            nothing, or that would be a problem.
        SourceError: the settings or content/terms.txt are at fault, or another run is in
            the site.
    """
    with opened_terms(options) as opened:
        facet = facet_of(opened.settings, rule.facet)
        judge = _Judge(opened, facet)
        rule = judge.judge_names(rule)
        already = _find_already(opened, facet, rule)
        if already:
            line = Rules.write(rule)
            return Settlement(line, already=already, problems=opened.problems)
        rule = judge.judge(rule)
        line = Rules.write(rule)
        lines = TermLines(options.site, opened.settings.facets)
        with list_lock(options.cache, TERM_RULES):
            planned = lines.plan(put=[line])
            after = opened.ruled(planned.rules)
            _refuse_faults(opened.archive, after)
            count = _count_changed(opened.archive, after, rule)
            if rule.condition is not None and not count:
                judge.refuse_condition(rule, rule.condition)
            lines.write(planned)
    known = set(opened.archive.open_points)
    shown = _target_of(after, rule)
    return Settlement(
        line=line,
        number=planned.number,
        articles=count,
        shown=shown.name if shown else "",
        total=len(shown.articles) if shown else 0,
        leads_on=tuple(_find_moved(opened.archive, after)),
        asked=tuple(one for one in after.open_points if one not in known),
        problems=opened.problems,
    )


def _refuse_faults(before: Archive, after: Archive) -> None:
    known = {*before.problems, *before.ruling.problems}
    for one in (*after.ruling.problems, *after.problems):
        if one not in known:
            said = one.message if one.source == TERM_RULES else one
            raise UsageError(f"that would be a problem: {said}")


class _Judge:
    """Judges the names of a rule by what the archive has."""

    def __init__(self, opened: OpenedTerms, facet: Facet) -> None:
        self.opened = opened
        self.archive = opened.archive
        self.facet = facet
        self.label = facet.label_one.lower()

    def judge_names(self, rule: TermRule) -> TermRule:
        """
        Give *rule*, which names what the archive has.

        Raises:
            UsageError: the facet is of dates, or a name or a file is none.
        """
        if self.facet.is_of_date:
            raise UsageError(
                f"the terms of {self.facet.name} follow from the dates of articles: "
                "change 'date' in their front matter"
            )
        for name in rule.names:
            if self._find(name) is None and name not in self.opened.written(self.facet):
                raise UsageError(unknown_name(self.opened, self.facet, name))
        if rule.condition is None:
            return rule
        condition = self._judge_condition(rule.condition)
        return msgspec.structs.replace(rule, condition=condition)

    def judge(self, rule: TermRule) -> TermRule:
        """
        Give *rule* with names as the archive has them.

        Raises:
            UsageError: it cannot be.
        """
        if rule.kind is RuleKind.APART:
            return self._judge_apart(rule)
        if rule.kind is RuleKind.MOVE:
            return self._judge_move(rule)
        target = self._find(rule.target)
        if rule.kind is RuleKind.MERGE:
            if target is None:
                said = unknown_name(self.opened, self.facet, rule.target)
                raise UsageError(
                    f"{said}; 'commentariat terms rename {self.facet.name}' gives a name "
                    "that is new"
                )
            rule = msgspec.structs.replace(rule, target=target.name)
        elif rule.kind is RuleKind.RENAME:
            self._judge_new_name(rule, target)
        self._refuse_spelling(rule, target)
        if target is None and self.facet.is_fixed:
            raise UsageError(
                f"{self.facet.name} takes only terms that have a file (fixed = true), and "
                f"{rule.target!r} has none: write it into content/{self.facet.path}/ first"
            )
        return rule

    def _find(self, name: str) -> Term | None:
        return self.opened.find(self.facet, name)

    def _judge_new_name(self, rule: TermRule, target: Term | None) -> None:
        own = self._find(rule.names[0])
        if target is not None and own is not None and target is not own:
            raise UsageError(
                f"{target.name!r} is another {self.label} already; 'commentariat terms "
                f"merge {self.facet.name}' makes one of the two"
            )

    def _refuse_spelling(self, rule: TermRule, target: Term | None) -> None:
        """Refuse to settle a name anew that is only a spelling of a term."""
        name, term = rule.names[0], self._find(rule.names[0])
        if term is None or term is target or term.name == name:
            return
        if term_key(self.facet, name) not in (
            term.slug,
            term_key(self.facet, term.name),
        ):
            where = self.opened.place_of_name(self.facet, name)
            said = f" ({where})" if where else ""
            raise UsageError(
                f"{name!r} is a name of {term.name!r} already{said}; say it of "
                f"{term.name!r}, or take that out first"
            )

    def _judge_apart(self, rule: TermRule) -> TermRule:
        first, other = map(self._find, rule.names)
        if first is not None and first is other:
            place = self.opened.place_of_name(self.facet, *rule.names)
            said = f": {place} says so" if place else ""
            raise UsageError(
                f"{rule.names[0]!r} and {rule.names[1]!r} are one {self.label} now{said}; "
                "take that out first"
            )
        return rule

    def _judge_move(self, rule: TermRule) -> TermRule:
        target = facet_of(self.opened.settings, rule.target)
        if target.is_of_date:
            raise UsageError(
                f"the terms of {target.name} follow from the dates of articles; nothing "
                "can be moved there"
            )
        if target is self.facet:
            raise UsageError(f"{rule.names[0]!r} stands in {target.name} already")
        self._refuse_spelling(rule, None)
        return rule

    def _judge_condition(self, wanted: Condition) -> Condition:
        """See that the series, or the files, are there."""
        if wanted.of == OF_SERIES:
            return Condition(OF_SERIES, (self._series(wanted.values[0]),))
        if wanted.of == FILES:
            return Condition(FILES, tuple(map(self._file, wanted.values)))
        return wanted

    def refuse_condition(self, rule: TermRule, wanted: Condition) -> NoReturn:
        """Say that no article of a term is meant, and what those are that it has."""
        term = self._find(rule.names[0])
        told = self._told(term.articles if term is not None else (), wanted)
        raise UsageError(f"no article of {rule.names[0]!r} is meant: {told}")

    def _series(self, name: str) -> str:
        return term_of(self.opened, facet_of(self.opened.settings, SERIES), name).name

    def _file(self, path: str) -> str:
        source = path.removeprefix(f"{CONTENT}/")
        known = self.archive.by_source
        if source not in known:
            below = (one for one in known if one.endswith(f"/{source}"))
            near = min(below, default="") or near_match(source, known)
            said = (
                f"; did you mean {f'{CONTENT}/{near}'!r}?"
                if near
                else f"; expected the path of its file, as '{CONTENT}/articles/a.md'"
            )
            raise UsageError(f"no article is at {path!r}{said}")
        return source

    def _told(self, articles: Iterable[Article], wanted: Condition) -> str:
        """Say what the articles of a term have, where none has what is wanted."""
        if wanted.of == FILES:
            return "the files named are of others"
        if wanted.of == OF_SERIES:
            found = sorted({one.series for one in articles if one.series})
            return f"they are of these series: {', '.join(map(repr, found)) or 'none'}"
        years = sorted({one.date[:4] for one in articles if one.date})
        return f"they are of {years[0]}–{years[-1]}" if years else "none is dated"


def _find_already(opened: OpenedTerms, facet: Facet, rule: TermRule) -> str:
    """Tell what makes *rule* hold already; empty: it does not."""
    for one in opened.rules.rules:
        if msgspec.structs.replace(one, line=0) == rule:
            return one.location
        is_apart = rule.kind is one.kind is RuleKind.APART
        if is_apart and (one.facet, {*one.names}) == (rule.facet, {*rule.names}):
            return one.location
    if rule.kind not in NAMING:
        return ""
    term = opened.find(facet, rule.names[0])
    if rule.kind is RuleKind.MERGE:
        is_so = term is not None and opened.find(facet, rule.target) is term
    else:
        is_so = term is not None and term.name == rule.target
    return opened.place_of_name(facet, rule.names[0], rule.target) if is_so else ""


def _target_of(after: Archive, rule: TermRule) -> Term | None:
    """Find the term that *rule* makes of a name."""
    if rule.kind is RuleKind.APART:
        return None
    name = rule.names[0] if rule.condition is None else rule.target
    return after.places.get(after.ruling.resolve(rule.facet, name).place)


def _facets_of(rule: TermRule) -> tuple[str, ...]:
    is_move = rule.kind is RuleKind.MOVE
    return (rule.facet, rule.target) if is_move else (rule.facet,)


def _count_changed(before: Archive, after: Archive, rule: TermRule) -> int:
    """Count the articles that have other terms, or the same under another name."""
    had, have = (_terms_by_article(one, _facets_of(rule)) for one in (before, after))
    return sum(had.get(slug) != have.get(slug) for slug in had.keys() | have.keys())


def _terms_by_article(
    archive: Archive, facets: Iterable[str]
) -> dict[str, frozenset[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for facet in facets:
        for term in archive.terms[facet].values():
            for article in term.articles:
                found.setdefault(article.slug, []).append((facet, term.slug, term.name))
    return {slug: frozenset(terms) for slug, terms in found.items()}


def _find_moved(before: Archive, after: Archive) -> Iterator[Moved]:
    """Find the addresses that lead on from now on, and where to."""
    for path, former in after.former.items():
        if path not in before.former:
            term = former.term
            new = f"/{term.facet.path}/{term.slug}/"
            is_fed = former.has_feed and term.facet.has_feed
            yield Moved(f"/{path}/", new, is_fed)
