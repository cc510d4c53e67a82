"""Tables of cases, each with an example and a confidence, asked in order."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial
from itertools import groupby
from typing import TypeAlias

import msgspec

from commentariat.intake.repairs.glue.candidate import Candidate
from commentariat.intake.repairs.glue.model import Split
from commentariat.intake.repairs.glue.signs import Ask, Either, No, Sign, Test


class Case(msgspec.Struct, frozen=True):
    """A row of a table: it is taken where all its signs hold."""

    name: str
    """What it is, in a few words; no other case has the same."""
    confidence: float
    """How sure a candidate of this case is, from 0 to 1; at 0 the word stays whole."""
    example: str
    """A text with a glued word, `|` where its spaces belong; none where it stays whole."""
    signs: tuple[Sign, ...] = ()
    move: Callable[[float, float], float] = max
    """What becomes of the confidence so far, in an adjusting case: `min`, `max`, `settle`."""
    below: float = math.inf
    """Splits so sure are none of this case."""
    weigh: Callable[[Candidate], float] | None = None
    """Gives the confidence by evidence; then the case's own is what its example comes to."""
    language: str = "en"
    """Of the example."""
    has_rivals: bool = False
    """Whether other ways to part the word are offered beside it."""
    archive: str = ""
    """What the archive knows in the example, a line each, as in `content/words.txt`."""


Node: TypeAlias = "tuple[Test, Node, Node] | Case | None"
"""A test with what follows if it holds and if not, or the case that is taken."""


class Cases(msgspec.Struct, frozen=True):
    """A table of cases, asked in order; the first whose signs all hold is taken."""

    rows: tuple[Case, ...]
    first: Node
    """The tests of all rows as a tree: what neighbors begin with alike is asked once."""
    below: float
    """Splits so sure are none of these cases."""

    def take(self, candidate: Candidate) -> Case | None:
        """Take the case of *candidate*."""
        node = self.first
        while isinstance(node, tuple):
            test, yes, no = node
            node = yes if test(candidate) else no
        return node

    def adjust(self, candidate: Candidate, split: Split) -> Split:
        """Adjust the confidence of *split* by the case that its *candidate* takes."""
        case = self.take(candidate)
        if case is None:
            return split
        confidence = case.move(
            split.confidence, case.weigh(candidate) if case.weigh else case.confidence
        )
        if confidence == split.confidence:
            return split
        return Split(split.at, split.rule, confidence, case.name, split.others)


def cases(*rows: Case) -> Cases:
    """Make a table of *rows*."""
    below = max((row.below for row in rows), default=0.0)
    return Cases(rows, _grow(rows, 0, None), below)


def each(*rows: Case) -> tuple[Cases, ...]:
    """Make a table of each of the *rows*, so that one after the other may be taken."""
    return tuple(map(cases, rows))


def settle(_: float, confidence: float) -> float:
    """Give the *confidence* of a case, whatever it was before."""
    return confidence


def _grow(rows: Sequence[Case], depth: int, otherwise: Node) -> Node:
    """Make the tree of *rows* that are alike in so many signs."""
    groups = groupby(rows, lambda row: [*map(_bare, row.signs[depth : depth + 1])])
    for bare, group in reversed([(bare, [*group]) for bare, group in groups]):
        if not bare:
            row = group[0]
            is_bound = row.below < math.inf
            otherwise = (
                (partial(_is_below, row.below), row, otherwise) if is_bound else row
            )
            continue
        turned = No(bare[0])
        yes, no = (
            _grow(
                [row for row in group if (row.signs[depth] == turned) is is_turned],
                depth + 1,
                otherwise,
            )
            for is_turned in (False, True)
        )
        otherwise = _branch(bare[0], yes, no)
    return otherwise


def _is_below(confidence: float, candidate: Candidate) -> bool:
    return candidate.confidence < confidence


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
