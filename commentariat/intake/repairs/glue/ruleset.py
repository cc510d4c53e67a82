"""A set of rules: finders of candidates, and the tables of cases that rate them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

import msgspec

from commentariat.intake.repairs.glue.candidate import Candidate
from commentariat.intake.repairs.glue.cases import Case, Cases, cases
from commentariat.intake.repairs.glue.model import Split
from commentariat.intake.repairs.glue.scope import Scope

Finder = Callable[[Scope, str], Iterator[Candidate]]
"""What finds candidates in a word, or behind marks in a text."""
_confidence = attrgetter("confidence")


class Rater(msgspec.Struct, frozen=True):
    """What rates the candidates of one kind: the case they take, and what adjusts it."""

    rule: str
    """The name of its repairs, as editors see it."""
    table: Cases
    adjusting: tuple[Cases, ...] = ()
    """Tables of a case, each of which may move the confidence in turn."""

    def rate(self, candidate: Candidate) -> Split | None:
        """Rate *candidate*; None where its word stays whole."""
        case = self.table.take(candidate)
        if case is None:
            return None
        confidence = case.weigh(candidate) if case.weigh else case.confidence
        if not confidence:
            return None
        name = case.name
        others: tuple[int, ...] = ()
        for table in self.adjusting:
            if case := table.take(candidate):
                before = confidence
                confidence = case.move(before, case.confidence)
                name = name if confidence == before else case.name
                others = candidate.others if case.has_rivals else others
        if not confidence:
            return None
        return Split(candidate.at, self.rule, confidence, name, others)


class Pass(NamedTuple):
    """Finders whose candidates are weighed together."""

    finders: tuple[Finder, ...]
    takes_all: bool = False
    """Whether all candidates are taken, or the surest alone."""


class GlueRules(msgspec.Struct, frozen=True, eq=False):
    """
    All that decides where spaces were lost, but for the words of the languages.

    Of the passes over a kind of word, the first that finds something has it.
    """

    raters: dict[str, Rater]
    """By kind of candidate."""
    letters: tuple[Pass, ...]
    """What looks at words of small letters, or of large ones only."""
    strangers: tuple[Pass, ...]
    """What looks at those that stay whole, by what the text holds besides."""
    capitals: tuple[Pass, ...]
    """What looks at words with a capital within."""
    digits: tuple[Pass, ...]
    apostrophes: tuple[Pass, ...]
    scripts: tuple[Pass, ...]
    """What looks at words that are not in the letters of the language alone."""
    joints: tuple[Pass, ...]
    """What looks at words that are known but for their inner capital."""
    texts: tuple[Finder, ...]
    """What looks at the marks of a whole text."""
    addresses: tuple[Finder, ...]
    """What looks at addresses, within which nothing else is looked for."""
    elsewhere: Cases
    """What adjusts the only split of a word by what else text and archive hold."""
    beside: Cases
    """What adjusts a split by what stands beside its word."""
    recurring: Cases
    """What adjusts the splits of a word that stands in its text again: few scars do."""
    often: Cases
    """What adjusts them where it stands there more than twice."""
    capitalized: Cases
    """What adjusts the first split of a word with a capital."""
    coining: Cases
    """What adjusts a split in a text that is full of words that no table holds."""
    around: Cases
    """What rates two words by all that is around them, in the place of those above."""

    def split(self, passes: Iterable[Pass], scope: Scope, word: str) -> list[Split]:
        """Split *word* by the first of the *passes* that finds something."""
        for finders, takes_all in passes:
            splits = [
                split
                for find in finders
                for candidate in find(scope, word)
                if (split := self.raters[candidate.kind].rate(candidate))
            ]
            if splits:
                return splits if takes_all else [max(splits, key=_confidence)]
        return []

    @property
    def names(self) -> frozenset[str]:
        """Give the names of the repairs they make."""
        return frozenset(rater.rule for rater in self.raters.values())

    def __iter__(self) -> Iterator[Case]:
        """Give every case, in the order in which it is asked."""
        for rater in self.raters.values():
            for table in (rater.table, *rater.adjusting):
                yield from table.rows
        for table in self._around.values():
            yield from table.rows

    @property
    def _around(self) -> dict[str, Cases]:
        return {
            "elsewhere": self.elsewhere,
            "beside": self.beside,
            "recurring": self.recurring,
            "often": self.often,
            "capitalized": self.capitalized,
            "coining": self.coining,
            "around": self.around,
        }

    def exchange(self, *others: Case) -> GlueRules:
        """
        Give the same rules with *others* in the place of the cases of the same names.

        Raises:
            KeyError: there is no such case.
        """
        by_name = {case.name: case for case in others}
        if unknown := by_name.keys() - {case.name for case in self}:
            raise KeyError(*sorted(unknown))

        def change(table: Cases) -> Cases:
            return cases(*(by_name.get(row.name, row) for row in table.rows))

        raters = {
            kind: Rater(one.rule, change(one.table), tuple(map(change, one.adjusting)))
            for kind, one in self.raters.items()
        }
        tables = {name: change(table) for name, table in self._around.items()}
        return msgspec.structs.replace(self, raters=raters, **tables)
