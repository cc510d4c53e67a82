"""Spoiled names are put together again: a short form of `bench_doubles.py`."""

from __future__ import annotations

import pytest
from spoiled_names import Corpus, find_in, make_corpus, measure

from commentariat.archive.archive import build_archive
from commentariat.archive.model import Article
from commentariat.archive.term_rules import Rules
from commentariat.authority.doubles import find_doubles
from commentariat.facets import AUTHORS, DEFAULT_FACETS


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return make_corpus(1, people=100, spellings=800, articles=3_000)


def test_nearly_all_spellings_of_a_person_are_found_and_nearly_no_others(
    corpus: Corpus,
) -> None:
    figures = measure(corpus, find_in(corpus))
    assert figures.recall >= 0.95
    assert figures.precision >= 0.97


def test_names_alone_leave_more_open_than_articles_do(corpus: Corpus) -> None:
    bare = Corpus(
        corpus.people,
        [
            Article(f"articles/{n}.md", "", "", f"{n}", "en", terms={AUTHORS: (text,)})
            for n, text in enumerate(corpus.spelled)
        ],
    )
    known = measure(corpus, find_in(corpus))
    alone = measure(bare, find_in(bare))
    assert alone.precision < known.precision or alone.recall < known.recall
    assert alone.precision > 0.9


def test_what_is_found_is_found_again_whatever_comes_first(corpus: Corpus) -> None:
    facet = next(one for one in DEFAULT_FACETS if one.name == AUTHORS)
    found = [
        find_doubles(build_archive(articles, [], [], DEFAULT_FACETS), facet, Rules())
        for articles in (corpus.articles, corpus.articles[::-1])
    ]
    assert found[0] == found[1]


def test_what_was_merged_or_told_apart_is_not_found_again(corpus: Corpus) -> None:
    archive = build_archive(corpus.articles, [], [], DEFAULT_FACETS)
    facet = next(one for one in DEFAULT_FACETS if one.name == AUTHORS)
    found = find_doubles(archive, facet, Rules())
    apart = Rules(tuple(one.apart for one in found[::3]))
    left = {frozenset((one.a, one.b)) for one in find_doubles(archive, facet, apart)}
    assert left.isdisjoint({frozenset((one.a, one.b)) for one in found[::3]})
