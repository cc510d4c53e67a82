"""
How well people are found who stand under several names.

Run with: .venv/bin/python tests/bench/bench_doubles.py [--seed 1] [--misses]

250 authors of eight naming cultures are spoiled in 2,000 spellings by a seed: order,
initials, titles, degrees, posts, bylines, one letter, other scripts and romanizations by
libraries that the finder does not use. Pairs are counted: those found are put together,
and what is one with the same is one. Married names, and two people of one name, are
looked at in corpora of their own, and have no target.
"""

from __future__ import annotations

import argparse
import sys
import time
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from spoiled_names import Corpus, Figures, find_in, make_corpus, measure

LIBRARIES = (
    "anyascii",
    "cyrtranslit",
    "iuliia",
    "pypinyin",
    "text-unidecode",
    "rapidfuzz",
)


def look_at(name: str, corpus: Corpus) -> Figures:
    began = time.process_time()
    found = find_in(corpus)
    took = time.process_time() - began
    figures = measure(corpus, found)
    print(
        f"{name}: {len(corpus.people)} people, {len(corpus.spelled)} spellings, "
        f"{figures.wanted} pairs; recall {figures.recall:.4f}, "
        f"precision {figures.precision:.4f}, {took:.1f} s"
    )
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", action="store_true", help="print what was missed")
    parser.add_argument("--large", action="store_true", help="20,000 spellings, too")
    args = parser.parse_args()
    print(", ".join(f"{name} {version(name)}" for name in LIBRARIES))
    figures = look_at(f"seed {args.seed}", make_corpus(args.seed))
    if args.misses:
        for group in figures.mixed:
            print("  several people:", "; ".join(group))
        for parts in figures.missed:
            print("  one person:", " | ".join("; ".join(part) for part in parts))

    married = make_corpus(args.seed, married=40)
    figures = look_at("married names", married)
    print(f"  {_found_with_both(married, figures)} of 40 under both names")
    namesakes = make_corpus(args.seed, namesakes=20)
    figures = look_at("two of one name", namesakes)
    print(f"  {_kept_apart(namesakes, figures)} of 20 kept apart")
    if args.large:
        look_at(
            "large",
            make_corpus(args.seed, people=2_500, spellings=20_000, articles=40_000),
        )


def _found_with_both(corpus: Corpus, figures: Figures) -> int:
    """Count the people whose second family name was found."""
    second = {one.spellings[1] for one in corpus.people if one.is_married}
    parts = [part for some in figures.missed for part in some]
    alone = {part[0] for part in parts if len(part) == 1}
    return len(second - alone)


def _kept_apart(corpus: Corpus, figures: Figures) -> int:
    """Count the pairs of people of one name who were not put together."""
    whose = corpus.spelled
    names: dict[str, list[int]] = {}
    for n, one in enumerate(corpus.people):
        names.setdefault(one.name, []).append(n)
    pairs = [some for some in names.values() if len(some) > 1]
    mixed = [{whose[text] for text in group} for group in figures.mixed]
    return sum(not any(set(pair) <= some for some in mixed) for pair in pairs)


if __name__ == "__main__":
    main()
