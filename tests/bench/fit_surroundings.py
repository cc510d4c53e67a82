"""
What is around two words weighs how much: fitted by logistic regression, for English.

    python tests/bench/fit_surroundings.py --debian DIR

DIR holds the packages of the sets `en` and `en-manuals`, unpacked (`link_sets.py`): both
halves of either were looked at, and are for developing. They are read each alone and by
the words of the others. Two sets of weights are printed: for pairs with a function word, of
all texts, with the even years of the speeches before 1985; and for those without, of texts
about computers alone, where these weights are used. Before them, for each set: how many of
the pairs that are split are right when the weights are fitted without the packages at hand
(in so many folds), and which share of all true ones that is. It takes numpy, and prints and
asserts nothing else.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import astuple, replace

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from bench.bench_glue import (  # noqa: E402
    OWN_SCARS,
    Text,
    is_even,
    make_vocabularies,
    read_texts,
)
from bench.bench_links import list_places_of, read_pages  # noqa: E402

from commentariat.intake.repairs.glue import (  # noqa: E402
    CERTAIN,
    EMPTY,
    Vocabulary,
    find_glue,
    surroundings,
)
from commentariat.intake.repairs.glue.candidate import Candidate  # noqa: E402
from commentariat.intake.repairs.glue.rules import GLUE_RULES  # noqa: E402
from commentariat.intake.repairs.glue.tokens import is_address  # noqa: E402
from commentariat.intake.repairs.glue.weights import Surroundings  # noqa: E402

ROW = "two words by what is around them"
RIDGE = 10.0
SURE = 0.75
"""Chance from which on a pair with a function word is split: the bias is moved so."""
OWN = OWN_SCARS | frozenset(
    "atleast capableof hasso informationhere noone oneunion refractedby standfor whileas".split()
)
"""Spaces that the pages lost themselves, and an address: they tell nothing."""


class Row(NamedTuple):
    package: str
    is_of_trade: bool
    around: Surroundings
    is_lost: bool
    with_function_word: bool


def collect(texts: Iterable[Text], known: dict[str, Vocabulary]) -> Iterator[Row]:
    """Collect what is around each pair of *texts* that the rules would have rated."""
    found: list[Candidate] = []

    def record(candidate: Candidate) -> float:
        found.append(candidate)
        return candidate.confidence

    row = next(one for one in GLUE_RULES if one.name == ROW)
    signs = (*row.signs[:-1], surroundings.is_likeliest)
    rules = GLUE_RULES.exchange(replace(row, weigh=record, signs=signs))
    for text in texts:
        found.clear()
        find_glue(text.spoiled, "en", known.get(text.name, EMPTY), rules)
        for one in found:
            if one.word in OWN or is_address(one.scope.text, one.start, one.end):
                continue
            yield Row(
                text.name.split("/usr/share/")[0].rpartition("/")[2],
                one.scope.is_of_trade,
                surroundings.collect(one),
                one.start + one.at in text.lost,
                surroundings.has_function_word(one),
            )


def solve(rows: list[Row]) -> list[float]:
    """Solve for the weights, by Newton's method; a ridge keeps them small."""
    import numpy as np

    given = np.array([astuple(row.around) for row in rows])
    target = np.array([float(row.is_lost) for row in rows])
    scale = given.std(axis=0)
    scale[scale == 0] = 1.0
    given = given / scale
    ridge = RIDGE * np.eye(given.shape[1])
    ridge[0, 0] = 0.0
    solved = np.zeros(given.shape[1])
    for _ in range(40):
        chance = 1 / (1 + np.exp(-given @ solved))
        slope = given.T @ (target - chance) - ridge @ solved
        curve = (given * (chance * (1 - chance))[:, None]).T @ given
        solved += np.linalg.solve(curve + ridge + 1e-9 * np.eye(len(solved)), slope)
    return [float(one) for one in solved / scale]


def rate(row: Row, weights: list[float]) -> float:
    odds = sum(a * b for a, b in zip(astuple(row.around), weights, strict=True))
    return 1 / (1 + math.exp(-odds))


def print_folds(rows: list[Row], least: float, folds: int) -> None:
    """Print how good the weights are for packages that they were not fitted on."""
    scores: list[tuple[Row, float]] = []
    for fold in range(folds):
        ours = [row for row in rows if fold_of(row.package, folds) == fold]
        weights = solve([row for row in rows if fold_of(row.package, folds) != fold])
        scores += [(row, rate(row, weights)) for row in ours]
    told = [(row, score) for row, score in scores if row.is_of_trade]
    split = [row for row, score in told if score >= least]
    right, lost = (
        sum(row.is_lost for row in one) for one in (split, [row for row, _ in told])
    )
    print(f"    {right} of {len(split)} right, {right / lost:.3f} of {lost}")


def fold_of(package: str, folds: int) -> int:
    return hashlib.md5(package.encode()).digest()[-1] % folds


def print_weights(weights: list[float], moved: float) -> None:
    weights = [weights[0] + moved, *weights[1:]]
    for field, weight in zip(Surroundings.__struct_fields__, weights, strict=True):
        if field == "bias" or abs(weight) >= 0.005:
            print(f"    {field}={weight:.2f},")


def fit(rows: list[Row], folds: int) -> None:
    """Print both sets of weights."""
    for name, is_with, least in (
        ("a function word", True, SURE),
        ("no function word", False, CERTAIN),
    ):
        ours = [
            row
            for row in rows
            if row.with_function_word is is_with and (is_with or row.is_of_trade)
        ]
        print(f"{name}: {len(ours)} pairs, {sum(row.is_lost for row in ours)} true")
        print_folds(ours, least, folds)
        moved = math.log(CERTAIN / (1 - CERTAIN)) - math.log(least / (1 - least))
        print_weights(solve(ours), moved)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--debian", required=True, metavar="DIR")
    parser.add_argument("--folds", type=int, default=6)
    args = parser.parse_args()
    rows: list[Row] = []
    for language in ("en", "en-manuals"):
        for half in (0, 1):
            pages = read_pages(list_places_of(language, args.debian), half)
            texts = [page.text for page in pages]
            rows += collect(texts, {})
            rows += collect(texts, make_vocabularies(texts))
    rows += collect([text for text in read_texts(1) if is_even(text)], {})
    fit(rows, args.folds)


if __name__ == "__main__":
    main()
