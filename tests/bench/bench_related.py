"""
How well related pieces are found by their words alone, on real prose.

The prose is that of `search_prose.py`. Every text of 300 words or more is cut in two, one
half with its title, one with its dek: each is to find the other among all. Beside that
stands what full vectors find (TF-IDF of all stems, by scikit-learn), and how much of their
nearest five is among ours. The last line tells how often one article is among the nearest
of others: so many pages an edit of it may change.

    PYTHONPATH=tests python tests/bench/bench_related.py FOLDER

FOLDER keeps the packages. Needs `pip install -e .[bench]`. It asserts nothing.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from statistics import fmean

from rich_site import article
from search_prose import Article as Text
from search_prose import read_prose

from commentariat.archive.archive import build_archive
from commentariat.archive.model import Article
from commentariat.facets import DEFAULT_FACETS
from commentariat.search.common_words import COMMON
from commentariat.search.folding import fold, split_words
from commentariat.search.sketches import make_sketch
from commentariat.search.stems import stemmer_of
from commentariat.site.similar import Similar

NEAREST = 5
LEAST = 300  # words of a text that is cut in two
NONE: dict[str, tuple[str, ...]] = {facet.name: () for facet in DEFAULT_FACETS}


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    pieces = [piece for text in read_prose(options.folder) for piece in cut(text)]
    pairs = find_pairs(pieces)
    print(f"{len(pieces)} pieces, {len(pairs)} of them are halves")
    found = nearest_by_sketch(pieces)
    tell("sketches", found, pairs)
    full = nearest_by_vectors(pieces)
    tell("full vectors", full, pairs)
    shared = [len({*found[one]} & {*full[one]}) / NEAREST for one in full]
    print(f"of the nearest {NEAREST} by full vectors, ours have {fmean(shared):.3f}")
    shown = Counter(slug for slugs in found.values() for slug in slugs)
    print(
        f"among the nearest of others: {fmean(shown.values()):.1f}, at most {max(shown.values())}"
    )


Piece = tuple[str, Text]
"""Its slug, and as much of the text as it has."""


def cut(text: Text) -> Iterator[Piece]:
    """Cut *text* in two where it is long."""
    words = [len(paragraph.split()) for paragraph in text.paragraphs]
    if sum(words) < LEAST or len(words) < 4 or text.language == "ja":
        yield text.slug, text
        return
    half, done, at = sum(words) / 2, 0, 0
    while done < half:
        done += words[at]
        at += 1
    at = min(at, len(words) - 1)
    first, last = text.paragraphs[:at], text.paragraphs[at:]
    yield f"{text.slug}--1", Text(text.slug, text.language, text.title, "", (), first)
    yield f"{text.slug}--2", Text(text.slug, text.language, "", text.dek, (), last)


def find_pairs(pieces: Sequence[Piece]) -> dict[str, str]:
    """Tell the other half of each."""
    slugs = [slug for slug, _ in pieces if slug[-3:-1] == "--"]
    return {slug: slug[:-1] + ("2" if slug[-1] == "1" else "1") for slug in slugs}


def tell(by: str, found: dict[str, list[str]], pairs: dict[str, str]) -> None:
    """Print how many halves find the other."""
    first = fmean(found[one][:1] == [other] for one, other in pairs.items())
    among = fmean(other in found[one] for one, other in pairs.items())
    print(f"{by}: the other half is first {first:.3f}, among {NEAREST} {among:.3f}")


def nearest_by_sketch(pieces: Sequence[Piece]) -> dict[str, list[str]]:
    """Find what is nearest as a build does."""
    began = time.process_time()
    articles = [as_article(*piece) for piece in pieces]
    sketched = time.process_time()
    similar = Similar(build_archive(articles, (), (), DEFAULT_FACETS), NEAREST)
    found = {one.slug: [slug for _, slug in similar.of(one)] for one in articles}
    ended = time.process_time()
    count = len(pieces) / 1e6
    print(
        f"a sketch {(sketched - began) / count:.0f} µs, the nearest {(ended - sketched) / count:.0f} µs"
    )
    return found


def as_article(slug: str, text: Text) -> Article:
    """Make an article of a piece that has nothing but its words."""
    made = article(slug, "2020-01-01", {}, terms=NONE, bios=())
    assert isinstance(made, Article)
    sketch = make_sketch(
        text.language, text.title, text.dek, "\n\n".join(text.paragraphs)
    )
    return Article(made.source, made.digest, text.title, slug, text.language, "2020-01-01",
                   sketch=sketch)  # fmt: skip


def nearest_by_vectors(pieces: Sequence[Piece]) -> dict[str, list[str]]:
    """Find what is nearest by all words."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    made = TfidfVectorizer(analyzer=stems_of, sublinear_tf=True).fit_transform(
        [text for _, text in pieces]
    )
    found = {}
    for start in range(0, len(pieces), 500):
        rows = (made[start : start + 500] @ made.T).toarray()
        for at, row in enumerate(rows, start):
            row[at] = -1
            best = row.argsort()[::-1][:NEAREST]
            found[pieces[at][0]] = [pieces[one][0] for one in best]
    return found


@cache
def stem_of(language: str, word: str) -> str:
    """Stem a word, each once."""
    return stemmer_of(language)(word)


def stems_of(text: Text) -> list[str]:
    """List the stems of *text* but for function words."""
    whole = " ".join((text.title, text.dek, *text.paragraphs))
    return [
        stem_of(text.language, one)
        for one in split_words(whole)
        if fold(one) not in COMMON
    ]


if __name__ == "__main__":
    main()
