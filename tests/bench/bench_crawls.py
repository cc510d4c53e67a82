"""
How well crawls of one article are found: precision, recall, time.

    python tests/bench/bench_crawls.py [--each N] [--articles N] [--beside-minhash]

The first table is of labelled pairs of every kind, *each* of them. The second times the
search alone among many raw files, one in five of which repeats another one: signing and
finding pairs are timed apart from reading, which an import does anyway. With
--beside-minhash the pairs that MinHash with LSH would compare are counted too (package
`rensa`, not a part of this project), at the threshold that finds most.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from crawl_pairs import SAME, Raw, article, labelled  # noqa: E402

from commentariat.intake.content.signature import Signature  # noqa: E402
from commentariat.intake.content.signing import sign_reading  # noqa: E402
from commentariat.intake.crawls.compare import compare  # noqa: E402
from commentariat.intake.crawls.pairs import Pair, find_pairs  # noqa: E402
from commentariat.intake.crawls.side import Side, take_side  # noqa: E402
from commentariat.intake.pages.reading import read_raw  # noqa: E402


def side(text: str) -> Side:
    return take_side("x", read_raw(text, "x"), text, None, "en")


def sign(text: str) -> Signature:
    return sign_reading(read_raw(text, "x"), "d")


def judge(one: str, other: str) -> str:
    signed = {"a": sign(one), "b": sign(other)}
    if signed["a"].key == signed["b"].key:
        return "same words"
    if not find_pairs(signed, signed):
        return "not found"
    return str(compare(side(one), side(other)).kind)


def show_quality(each: int) -> None:
    found: dict[tuple[bool, str], Counter[str]] = {}
    for pair in labelled(each, seed=11):
        counts = found.setdefault((pair.is_same, pair.kind), Counter())
        counts[judge(pair.one, pair.other)] += 1
    united: Counter[bool] = Counter()
    total: Counter[bool] = Counter()
    for (is_same, kind), counts in found.items():
        told = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
        print(f"  {'one article ' if is_same else 'two articles'} {kind:14} {told}")
        united[is_same] += counts["same"] + counts["same words"]
        total[is_same] += counts.total()
    shown = sum(c["alike"] for (is_same, _), c in found.items() if not is_same)
    precision = united[True] / max(1, united.total())
    print(
        f"  precision {precision:.4f}  recall {united[True] / total[True]:.4f}", end=""
    )
    print(f"  alike and shown {shown / total[False]:.4f}")


def make_archive(count: int) -> dict[str, str]:
    """Raw files, every fifth a crawl of another one that is damaged in some way."""
    rng = random.Random(5)
    texts: dict[str, str] = {}
    while len(texts) < count:
        raw = article(rng)
        texts[f"{len(texts):06}"] = raw.text()
        if len(texts) % 4 == 0 and len(texts) < count:
            made = rng.choice(SAME)(raw, rng)
            assert isinstance(made, str | Raw)  # one page, and no pair
            texts[f"{len(texts):06}"] = made if isinstance(made, str) else made.text()
    return texts


def show_speed(count: int, *, is_beside: bool) -> None:
    texts = make_archive(count)
    began = time.process_time()
    readings = {file: read_raw(text, file) for file, text in texts.items()}
    show("reading (import does it)", began)
    began = time.process_time()
    signed = {file: sign_reading(one, "d") for file, one in readings.items()}
    show("signing", began)
    began = time.process_time()
    pairs = find_pairs(signed, signed)
    show(f"finding {len(pairs):,} pairs", began)
    began = time.process_time()
    kinds = Counter(
        compare(side(texts[pair.one]), side(texts[pair.other])).kind for pair in pairs
    )
    told = ", ".join(f"{kind} {number:,}" for kind, number in sorted(kinds.items()))
    show(f"comparing: {told}", began)
    last = next(reversed(signed))
    began = time.process_time()
    find_pairs(signed, {last})
    show("finding pairs of one file more", began)
    print(f"  peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    if is_beside:
        show_minhash(texts, pairs)


def show_minhash(texts: dict[str, str], pairs: list[Pair]) -> None:
    from rensa import RMinHash, RMinHashLSH

    readings = {file: read_raw(text, file) for file, text in texts.items()}
    began = time.process_time()
    index = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    hashes = []
    for number, one in enumerate(readings.values()):
        words = " ".join(p.text for p in one.body).casefold().split()
        shingles = [" ".join(words[at : at + 3]) for at in range(len(words) - 2)]
        sketch = RMinHash(num_perm=128, seed=1)
        sketch.update(shingles)
        index.insert(number, sketch)
        hashes.append(sketch)
    files = list(texts)
    near = {
        Pair(*sorted((files[number], files[other])))
        for number, sketch in enumerate(hashes)
        for other in index.query(sketch)
        if other != number
    }
    show(f"MinHash: {len(near):,} pairs", began)
    print(f"  of the pairs above it finds {len(near & set(pairs)) / len(pairs):.4f}")


def show(label: str, began: float) -> None:
    print(f"  {label:44} {time.process_time() - began:7.2f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--each", type=int, default=100)
    parser.add_argument("--articles", type=int, default=50_000)
    parser.add_argument("--beside-minhash", action="store_true")
    args = parser.parse_args()
    print(f"{args.each} pairs of each kind")
    show_quality(args.each)
    print(f"{args.articles:,} raw files, processor time of one process")
    show_speed(args.articles, is_beside=args.beside_minhash)


if __name__ == "__main__":
    main()
