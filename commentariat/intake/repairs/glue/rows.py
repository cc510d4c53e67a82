"""Tables of rules: rows of a case, an example and a confidence, asked in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, TypeAlias

import msgspec

from commentariat.intake.repairs.glue.candidate import Candidate
from commentariat.intake.repairs.glue.model import Split
from commentariat.intake.repairs.glue.scope import Scope
from commentariat.intake.repairs.glue.signs import Ask, Either, No, Sign, Test

Finder = Callable[[Scope, str], Iterator[Candidate]]
"""What finds candidates in a word, or behind marks in a text."""


class Row(msgspec.Struct, frozen=True):
    """One case of a rule: it is taken where all its signs hold."""

    case: str
    """What it is, in a few words; no other row has the same."""
    confidence: float
    """How sure a candidate of this case is, from 0 to 1; at 0 the word stays whole."""
    example: str
    """A text with a glued word, `|` where its spaces belong; none where it stays whole."""
    signs: tuple[Sign, ...] = ()
    move: Callable[[float, float], float] = max
    """What becomes of the confidence so far, in an adjusting row: `min`, `max`, `settle`."""
    weigh: Callable[[Candidate], float] | None = None
    """Gives the confidence by evidence; then the row's own is what its example comes to."""
    language: str = "en"
    """Of the example."""
    archive: str = ""
    """What the archive knows in the example, a line each, as in `content/words.txt`."""


Node: TypeAlias = "tuple[Test, Node, Node] | Row | None"
"""A test with what follows if it holds and if not, or the row that is taken."""


class Table(msgspec.Struct, frozen=True):
    """Rows that are asked in order; the first whose signs all hold is taken."""

    rows: tuple[Row, ...]
    first: Node
    """The tests of all rows as a tree: what neighbors begin with alike is asked once."""

    def take(self, candidate: Candidate) -> Row | None:
        """Take the row of *candidate*."""
        node = self.first
        while isinstance(node, tuple):
            test, yes, no = node
            node = yes if test(candidate) else no
        return node

    def adjust(self, candidate: Candidate, split: Split) -> Split:
        """Adjust the confidence of *split* by the row that its *candidate* takes."""
        row = self.take(candidate)
        if row is None:
            return split
        confidence = row.move(split.confidence, row.confidence)
        if confidence == split.confidence:
            return split
        return Split(split.at, split.rule, confidence, row.case)


def table(*rows: Row) -> Table:
    """Make a table of *rows*."""
    return Table(rows, _grow(rows, 0, None))


def each(*rows: Row) -> tuple[Table, ...]:
    """Make a table of each of the *rows*, so that one after the other may be taken."""
    return tuple(map(table, rows))


def settle(_: float, confidence: float) -> float:
    """Give the *confidence* of a row, whatever it was before."""
    return confidence


def _grow(rows: Sequence[Row], depth: int, otherwise: Node) -> Node:
    """Make the tree of *rows* that are alike in so many signs."""
    groups = groupby(rows, lambda row: [*map(_bare, row.signs[depth : depth + 1])])
    for bare, group in reversed([(bare, [*group]) for bare, group in groups]):
        if bare:
            turned = No(bare[0])
            ways = (
                [row for row in group if (row.signs[depth] == turned) is is_turned]
                for is_turned in (False, True)
            )
            yes, no = (_grow(way, depth + 1, otherwise) for way in ways)
            otherwise = _branch(bare[0], yes, no)
        else:
            otherwise = group[0]
    return otherwise


def _bare(sign: Sign) -> Sign:
    return sign.sign if isinstance(sign, No) else sign


def _branch(sign: Sign, yes: Node, no: Node) -> Node:
    if isinstance(sign, No):
        return _branch(sign.sign, no, yes)
    if isinstance(sign, Either):
        for one in reversed(sign.signs):
            no = _branch(one, yes, no)
        return no
    return (sign.bind() if isinstance(sign, Ask) else sign), yes, no


class Rule(msgspec.Struct, frozen=True):
    """What rates the candidates of one kind: the row they take, and what adjusts it."""

    name: str
    """The name of its repairs, as editors see it."""
    table: Table
    adjusting: tuple[Table, ...] = ()
    """Tables of a row, each of which may move the confidence in turn."""

    def rate(self, candidate: Candidate) -> Split | None:
        """Rate *candidate*; None where its word stays whole."""
        row = self.table.take(candidate)
        if row is None:
            return None
        confidence = row.weigh(candidate) if row.weigh else row.confidence
        if not confidence:
            return None
        split = Split(candidate.at, self.name, confidence, row.case)
        for adjusting in self.adjusting:
            split = adjusting.adjust(candidate, split)
        return split if split.confidence else None


class Stage(NamedTuple):
    """Finders whose candidates are weighed together."""

    finders: tuple[Finder, ...]
    takes_all: bool = False
    """Whether all candidates are taken, or the surest alone."""


class Rules(msgspec.Struct, frozen=True, eq=False):
    """
    All that decides where spaces were lost, but for the words of the languages.

    Of the stages of a kind of word, the first that finds something has it.
    """

    kinds: dict[str, Rule]
    """The rules by kind of candidate."""
    letters: tuple[Stage, ...]
    """What looks at words of small letters, or of large ones only."""
    capitals: tuple[Stage, ...]
    """What looks at words with a capital within."""
    digits: tuple[Stage, ...]
    apostrophes: tuple[Stage, ...]
    scripts: tuple[Stage, ...]
    """What looks at words that are not in the letters of the language alone."""
    joints: tuple[Stage, ...]
    """What looks at words that are known but for their inner capital."""
    texts: tuple[Finder, ...]
    """What looks at the marks of a whole text."""
    elsewhere: Table
    """Rows that adjust the only split of a word by what else text and archive hold."""
    places: Table
    """Rows that adjust a split by where its word stands."""

    def split(self, stages: Iterable[Stage], scope: Scope, word: str) -> list[Split]:
        """Split *word* by the first of the *stages* that finds something."""
        for stage in stages:
            splits = [
                split
                for find in stage.finders
                for candidate in find(scope, word)
                if (split := self.kinds[candidate.kind].rate(candidate))
            ]
            if splits:
                return splits if stage.takes_all else [max(splits, key=_confidence)]
        return []

    def __iter__(self) -> Iterator[Row]:
        """Give every row, in the order in which it is asked."""
        for rule in self.kinds.values():
            for one in (rule.table, *rule.adjusting):
                yield from one.rows
        yield from self.elsewhere.rows
        yield from self.places.rows

    def exchange(self, *rows: Row) -> Rules:
        """
        Give the same rules with other *rows* in the place of those of the same cases.

        Raises:
            KeyError: there is no such case.
        """
        others = {row.case: row for row in rows}
        if unknown := others.keys() - {row.case for row in self}:
            raise KeyError(*sorted(unknown))

        def change(one: Table) -> Table:
            return table(*(others.get(row.case, row) for row in one.rows))

        kinds = {
            kind: Rule(
                rule.name, change(rule.table), tuple(map(change, rule.adjusting))
            )
            for kind, rule in self.kinds.items()
        }
        return msgspec.structs.replace(
            self,
            kinds=kinds,
            elsewhere=change(self.elsewhere),
            places=change(self.places),
        )


def _confidence(split: Split) -> float:
    return split.confidence
