"""
Fit the weights of the evidence for two words in one, to pages with links.

    python tests/bench/fit_weights.py LANGUAGE… --debian DIR [--write]

DIR is that of `bench_links.py`, and so are the pages: both halves of the developing sets in
`link_sets.py`. For: the spaces that are taken out at links, where the two words are of
small letters and no table holds them as one. Against: the words of the pages as they came
that no table holds and that could be two, but for those that the pages glued themselves
(`link_scars.tsv`), and rare words of the tables, taken for unknown, as many as other prose
would bring. Of the ways to part a word the one that the weights make likeliest counts.

Logistic regression by Newton's method, with a ridge; no chance is in it. The packages are
dealt into FOLDS by the digest of their names, and each is rated by weights that were fitted
to the others. By these ratings the bias is set: 0.85, from which a repair is made, is where
so many of those made are right. `--write` writes the table, `fitted.py`.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from msgspec.structs import astuple, replace

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from bench.bench_links import (  # noqa: E402
    Linked,
    list_places_of,
    read_pages,
    read_scars,
    shown,
)

from commentariat.intake.repairs.glue import EMPTY  # noqa: E402
from commentariat.intake.repairs.glue.evidence import collect_evidence  # noqa: E402
from commentariat.intake.repairs.glue.forms import collect_forms  # noqa: E402
from commentariat.intake.repairs.glue.languages import get_language  # noqa: E402
from commentariat.intake.repairs.glue.pairs import list_ways  # noqa: E402
from commentariat.intake.repairs.glue.scope import Scope  # noqa: E402
from commentariat.intake.repairs.glue.tokens import is_address  # noqa: E402
from commentariat.intake.repairs.glue.weights import Evidence, Forms, Weights  # noqa: E402

Floats: TypeAlias = Any
"""An array of numbers."""
FOLDS = 5
RIDGE = 0.5
STEPS = 40
ROUNDS = 3
"""So many times the likeliest ways are chosen by the weights, and these fitted anew."""
MOST_OFTEN = 1
"""Times that a word of one package counts."""
UNKNOWN_EVERY = 3_000
"""Words of text to one that no table holds and that two known words make up."""
RARE_WORDS = 4_000
"""Rare words of the tables that stand for those, each for its share."""
AIMS = {"de": 0.98, "es": 0.98, "fr": 0.98, "ru": 0.98, "uk": 0.98}
"""Share of the pairs made that is right, by language, at least."""
MADE = 1.7346
"""Log odds of 0.85, from which a repair is made."""
TABLE = ROOT / "commentariat/intake/repairs/glue/fitted.py"
_LETTERS_BEFORE = re.compile(r"(?<!['’])\b[^\W\d_]+\Z")
_LETTERS = re.compile(r"(?<!['’\u0300-\u036f])\b[^\W\d_]+(?![\u0300-\u036f])")
_NEXT = re.compile(r"[^\W\d_]+")
_LONGEST_WORD = 36
_ADDRESSES = ("http", "https", "www", "ftp")
UNUSED = frozenset("is_listed agent listed_noun frequent".split())
"""Fields that no language without a list of pairs has."""


class Way(NamedTuple):
    at: int
    given: list[float]


class Item(NamedTuple):
    """A word that may be two."""

    word: str
    at: int
    """Where its space was; 0 for a word that is whole."""
    weight: float
    fold: int
    ways: list[Way]


class Chosen(NamedTuple):
    """The likeliest way of each item."""

    given: Floats
    right: Floats
    weight: Floats
    fold: Floats


# -- Words -----------------------------------------------------------------------


def list_items(language: str, pages: list[Linked]) -> Iterator[Item]:
    known = get_language(language)
    assert known is not None
    weights = Weights(known.weights.evidence, Forms())
    scope = Scope(replace(known, weights=weights), EMPTY, frozenset())
    scars = read_scars(language)
    whole: Counter[tuple[str, int]] = Counter()
    words = 0
    for page in pages:
        fold = fold_of(page.text.name)
        for at in sorted(page.kinds):
            if parts := find_parts(page.text.spoiled, at):
                word = "".join(parts)
                if may_be_two(scope, word):
                    yield make_item(scope, word, len(parts[0]), 1.0, fold)
        found = set(list_words(page.text.whole))
        words += len(page.text.whole.split())
        whole.update((word, fold) for word in found if word not in scars)
    for (word, fold), times in sorted(whole.items()):
        if may_be_two(scope, word):
            yield make_item(scope, word, 0, float(min(times, MOST_OFTEN)), fold)
    rare = list_rare(scope)
    for rank, word in enumerate(rare):
        weight = words / UNKNOWN_EVERY / len(rare) / 2
        for form in (word, word.capitalize()):
            yield make_item(scope, form, 0, weight, rank % FOLDS, is_known=False)


def list_words(text: str) -> Iterator[str]:
    """List the words of a *text* that no hyphen joins, and no address."""
    for found in _LETTERS.finditer(text):
        start, end = found.span()
        beside = text[max(0, start - 1) : start] + text[end : end + 1]
        if "-" not in beside and not is_address(text, start, end):
            yield found[0]


def fold_of(page: str) -> int:
    """Deal the package of a *page* into a fold."""
    package = page.partition("/usr/share/")[0].rpartition("/")[2]
    return hashlib.md5(package.encode()).digest()[-1] % FOLDS


def find_parts(text: str, at: int) -> tuple[str, str] | None:
    left = _LETTERS_BEFORE.search(text, max(0, at - _LONGEST_WORD), at)
    right = _NEXT.match(text, at)
    if left is None or right is None or right[0] in _ADDRESSES:
        return None
    return left[0], right[0]


def may_be_two(scope: Scope, word: str) -> bool:
    """Tell whether *word* is of small letters of the language, and unknown."""
    is_plain = re.fullmatch(f"[{scope.language.letters}]+", word) is not None
    is_long = 4 <= len(word) <= _LONGEST_WORD
    return is_plain and is_long and word[1:].islower() and not scope.is_settled(word)


def list_rare(scope: Scope) -> list[str]:
    """List rare words of the tables that could be two, evenly over the alphabet."""
    table = scope.language.table
    found = [
        word
        for bucket in table.buckets
        for word in bucket
        if may_be_two(scope, word) and table.log(word) is not None
    ]
    found = sorted(word for word in found if list_ways(scope, word))
    step = max(1, len(found) // RARE_WORDS)
    return found[::step]


def make_item(
    scope: Scope, word: str, at: int, weight: float, fold: int, *, is_known: bool = True
) -> Item:
    known = scope.rate_word(word) if is_known else None
    language, lower, is_title = scope.language, word.lower(), word[0].isupper()
    ways = []
    for _, place in list_ways(scope, word):
        left, right = lower[:place], lower[place:]
        given = (
            *astuple(collect_evidence(language, left, right, known, is_title=is_title)),
            *astuple(collect_forms(language, left, right, known, is_title=is_title)),
        )
        ways.append(Way(place, list(given)))
    return Item(word, at, weight, fold, ways)


# -- Fitting ---------------------------------------------------------------------


def fields() -> list[str]:
    return [*Evidence.__struct_fields__, *Forms.__struct_fields__]


def choose(items: list[Item], weights: Floats) -> Chosen:
    """Choose the likeliest way of each of the *items* that has one."""
    used = np.array([name not in UNUSED for name in fields()], float)
    given, right, weight, fold = [], [], [], []
    for item in items:
        if item.ways:
            rows = np.array([way.given for way in item.ways]) * used
            best = int(np.argmax(rows @ weights))
            given.append(rows[best])
            right.append(float(item.at > 0 and item.ways[best].at == item.at))
            weight.append(item.weight)
            fold.append(item.fold)
    return Chosen(
        np.array(given), np.array(right), np.array(weight), np.array(fold, np.int64)
    )


def solve(chosen: Chosen, left_out: int | None = None) -> Floats:
    """Fit the weights to all but one fold."""
    kept = chosen.fold != (-1 if left_out is None else left_out)
    given, right, weight = chosen.given[kept], chosen.right[kept], chosen.weight[kept]
    solved = np.zeros(given.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(given @ solved, -30, 30)))
        slope = given.T @ (weight * (right - chance)) - RIDGE * solved
        curve = (given * (weight * chance * (1 - chance))[:, None]).T @ given
        solved += np.linalg.solve(curve + RIDGE * np.eye(len(solved)), slope)
    return solved


def fit(items: list[Item]) -> tuple[Floats, Chosen, Floats]:
    """Fit the weights; give them, the ways chosen, and these rated by other folds."""
    start = np.zeros(len(fields()))
    start[fields().index("pair")] = 1.0
    weights = start
    for _ in range(ROUNDS):
        chosen = choose(items, weights)
        weights = solve(chosen)
    chosen = choose(items, weights)
    rated = np.zeros(len(chosen.right))
    for fold in range(FOLDS):
        others = solve(chosen, left_out=fold)
        mine = chosen.fold == fold
        rated[mine] = chosen.given[mine] @ others
    return weights, chosen, rated


def find_threshold(chosen: Chosen, rated: Floats, aim: float) -> tuple[float, int, int]:
    """
    Find the least log odds from which on the share of right ones is as aimed at.

    Gives them with the number of right ones above, and of all. Rare words of the tables
    are not counted: many of them are scars.
    """
    order = np.argsort(-rated, kind="stable")
    weight = np.where(chosen.weight < 1, 0.0, chosen.weight)[order]
    right = np.cumsum(chosen.right[order] * weight)
    all_made = np.cumsum(weight)
    enough = np.flatnonzero(right >= aim * all_made)
    last = int(enough[-1]) if len(enough) else 0
    return float(rated[order][last]), round(right[last]), round(all_made[last])


# -- The table -------------------------------------------------------------------


def rows_of(language: str, weights: Floats) -> str:
    named = dict(zip(fields(), weights, strict=True))
    lines = [f'    "{language}": Weights(']
    for kind, names, indent in (
        ("Evidence", Evidence.__struct_fields__, 12),
        ("forms=Forms", Forms.__struct_fields__, 12),
    ):
        lines.append(f"        {kind}(")
        lines += [
            f"{' ' * indent}{name}={named[name]:.2f},"
            for name in names
            if name not in UNUSED
        ]
        lines.append("        ),")
    return "\n".join([*lines, "    ),"])


def write_table(rows: dict[str, str]) -> None:
    """Write the table, with the *rows* of languages that were not fitted now as they are."""
    if TABLE.exists():
        old = re.findall(
            r'^(    "(\w+)": Weights\(\n.*?^    \),)', TABLE.read_text(), re.M | re.S
        )
        rows = {name: row for row, name in old} | rows
    body = "\n".join(row for _, row in sorted(rows.items()))
    TABLE.write_text(
        '"""The weights of each language, as `tests/bench/fit_weights.py` writes them."""\n'
        "\nfrom __future__ import annotations\n\nfrom typing import Final\n\n"
        "from commentariat.intake.repairs.glue.weights import Evidence, Forms, Weights\n\n"
        f"FITTED: Final = {{\n{body}\n}}\n"
        '"""By the code of the language."""\n'
    )


def print_fit(language: str, items: list[Item], chosen: Chosen, rated: Floats) -> None:
    scars = sum(item.at > 0 for item in items)
    ways = sum(
        item.at > 0 and any(w.at == item.at for w in item.ways) for item in items
    )
    against = sum(item.weight for item in items if not item.at and item.ways)
    print(
        f"{language}: {scars:,} scars, {ways:,} of known words; {against:,.0f} words against"
    )
    for aim in (0.97, 0.98, 0.985, 0.99, 0.995):
        least, right, made = find_threshold(chosen, rated, aim)
        print(
            f"  {aim}: from log odds of {least:5.2f}, precision {shown(right, made)},"
            f" recall {shown(right, scars)}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("languages", nargs="+")
    parser.add_argument("--debian", metavar="DIR", required=True)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--verbose", action="store_true")
    args = parser.parse_args()
    rows: dict[str, str] = {}
    for language in args.languages:
        places = list_places_of(language, args.debian)
        pages = [page for half in (0, 1) for page in read_pages(places, half, language)]
        items = list(list_items(language, pages))
        weights, chosen, rated = fit(items)
        print_fit(language, items, chosen, rated)
        least, *_ = find_threshold(chosen, rated, AIMS[language])
        weights[fields().index("bias")] += MADE - least
        rows[language] = rows_of(language, weights)
        if args.verbose:
            print_mistakes(items, chosen, rated - least)
    if args.write:
        write_table(rows)


def print_mistakes(items: Iterable[Item], chosen: Chosen, rated: Floats) -> None:
    """Print what is rated wrongly, the surest first."""
    named = [item for item in items if item.ways]
    for rank in np.argsort(-rated, kind="stable"):
        item, is_made = named[rank], rated[rank] >= 0
        if is_made != bool(chosen.right[rank]) and (is_made or item.at):
            print(
                f"    {rated[rank]:6.2f} {'lost' if item.at else 'whole'} {item.word}"
            )


if __name__ == "__main__":
    main()
