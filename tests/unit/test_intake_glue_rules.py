"""Every row of the rules for lost spaces, by its own example."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from commentariat.intake.repairs import damage, glue
from commentariat.intake.repairs.glue import Glue, Vocabulary, apply_glue, find_glue
from commentariat.intake.repairs.glue.candidate import Candidate
from commentariat.intake.repairs.glue.cases import Case, cases, settle
from commentariat.intake.repairs.glue.rules import GLUE_RULES
from commentariat.intake.repairs.glue.ruleset import GlueRules, Rater
from commentariat.intake.repairs.glue.scope import Scope
from commentariat.intake.repairs.glue.signs import Ask, Either, No, Sign, left, right
from commentariat.intake.repairs.lexicon import parse_words

SURER, DOUBTFUL = 0.998, 0.84
"""Confidences that nothing adjusts: of a row that parts words, and of one that does not."""
EXTREMES = (-99, 99)
"""No number of letters and no frequency is so small or so large."""
ROWS = [pytest.param(row, id=row.name) for row in GLUE_RULES]


def find(row: Case, rules: GlueRules = GLUE_RULES) -> tuple[Glue, ...]:
    """Find what the *rules* make of the example of *row*."""
    known = parse_words(row.archive)
    text = row.example.replace("|", "")
    return find_glue(text, row.language, Vocabulary(known.counts, known.sure), rules)


def takes(row: Case) -> bool:
    """Tell whether the example of *row* takes it: that shows where it is the surest."""
    confidence = SURER if row.confidence else DOUBTFUL
    surer = replace(row, confidence=confidence, move=settle, weigh=None)
    return any(row.name in one.cases for one in find(row, GLUE_RULES.exchange(surer)))


@pytest.mark.parametrize("row", ROWS)
def test_the_example_of_a_row_takes_that_row(row: Case) -> None:
    assert takes(row)


@pytest.mark.parametrize("row", ROWS)
def test_the_example_of_a_row_comes_to_its_confidence(row: Case) -> None:
    found = find(row)
    repaired = apply_glue(row.example.replace("|", ""), found)
    assert repaired == row.example.replace("|", " ")
    if row.confidence == 0:
        assert not found
    elif row.confidence == 1:
        assert all(one.confidence == row.move(one.confidence, 1) for one in found)
    else:
        assert any(
            row.name in one.cases and one.confidence == row.confidence for one in found
        )


@pytest.mark.parametrize("row", ROWS)
def test_no_number_in_a_row_could_as_well_be_another(row: Case) -> None:
    for at, sign in enumerate(row.signs):
        for ways in change_numbers(sign):
            signs = ((*row.signs[:at], other, *row.signs[at + 1 :]) for other in ways)
            assert not all(takes(replace(row, signs=other)) for other in signs)
    if row.below < math.inf:
        assert not takes(replace(row, below=0.0))


def change_numbers(sign: Sign) -> Iterator[list[Sign]]:
    """Give, for each number in *sign*, the sign with others in its place."""
    if isinstance(sign, No):
        for ways in change_numbers(sign.sign):
            yield [No(way) for way in ways]
    elif isinstance(sign, Either):
        for at, one in enumerate(sign.signs):
            for ways in change_numbers(one):
                yield [
                    Either((*sign.signs[:at], way, *sign.signs[at + 1 :]))
                    for way in ways
                ]
    elif isinstance(sign, Ask):
        for at, value in enumerate(sign.values):
            if not isinstance(value, str):
                yield [
                    replace(
                        sign, values=(*sign.values[:at], other, *sign.values[at + 1 :])
                    )
                    for other in EXTREMES
                ]


def test_no_two_rows_are_the_same_case() -> None:
    names = [row.name for row in GLUE_RULES]
    assert len(set(names)) == len(names)


def test_a_row_that_is_no_case_cannot_be_exchanged() -> None:
    with pytest.raises(KeyError, match="no such case"):
        GLUE_RULES.exchange(Case("no such case", 0.5, ""))


def test_a_rule_more_takes_a_finder_and_its_cases() -> None:
    def find_brackets(scope: Scope, text: str) -> Iterator[Candidate]:
        for one in re.finditer(r"([a-z]+)\(([a-z]+)", text):
            yield Candidate(
                "bracket",
                scope,
                "",
                one.end(1),
                one[1],
                one[2],
                start=one.start(),
                end=one.end(),
            )

    settled = left(Scope.is_settled), right(Scope.is_settled)
    case = Case("a bracket behind a word", 0.9, "draft|(leaked", settled)
    rater = Rater("glued-punctuation", cases(case))
    more = replace(
        GLUE_RULES,
        raters={**GLUE_RULES.raters, "bracket": rater},
        texts=(*GLUE_RULES.texts, find_brackets),
    )
    assert find(case) == ()
    (glue,) = find(case, more)
    assert (glue.after, glue.cases) == ("draft (leaked", ("a bracket behind a word",))


def test_every_kind_that_a_finder_names_has_a_rule() -> None:
    named = {
        node.args[0].value
        for tree in read_modules(glue.__file__)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Candidate"
        if node.args and isinstance(node.args[0], ast.Constant)
    }
    assert named
    assert named <= GLUE_RULES.raters.keys()


def test_no_condition_compares_with_a_bare_number() -> None:
    numbers = [
        ast.unparse(compare)
        for tree in read_modules(glue.__file__)
        for compare in ast.walk(tree)
        if isinstance(compare, ast.Compare)
        for part in ast.walk(compare)
        if isinstance(part, ast.Constant) and type(part.value) in (int, float)
        if part.value not in (0, 1)
    ]
    assert not numbers


def test_no_condition_has_a_list_of_words_within() -> None:
    lists = [
        ast.unparse(node)
        for file in (glue.__file__, damage.__file__)
        for tree in read_modules(file)
        for node in ast.walk(tree)
        if any(map(is_list, list_asked(node)))
    ]
    assert not lists


def list_asked(node: ast.AST) -> list[ast.expr]:
    """List what *node* looks for something in, or for the beginning or ending of."""
    if isinstance(node, ast.Compare):
        asked = zip(node.ops, node.comparators, strict=True)
        return [one for how, one in asked if isinstance(how, ast.In | ast.NotIn)]
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        is_asked = node.func.attr in ("startswith", "endswith")
        return node.args if is_asked else []
    return []


def is_list(node: ast.expr) -> bool:
    if isinstance(node, ast.Tuple | ast.Set | ast.List):
        return any(isinstance(one, ast.Constant) for one in node.elts)
    value = getattr(node, "value", "")
    return isinstance(value, str) and len(value) > 1


def read_modules(package: str | None) -> list[ast.Module]:
    """Read the modules of a *package*."""
    assert package is not None
    files = sorted(Path(package).parent.glob("*.py"))
    return [ast.parse(file.read_text("utf-8")) for file in files]
