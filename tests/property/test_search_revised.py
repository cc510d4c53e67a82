"""The search index, revised after any edits, is that which is made from nothing."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from text_search import Text, count_terms

from commentariat.search.index import build_index
from commentariat.search.model import LANGUAGE, Document, Files
from commentariat.search.model import Text as Searched
from commentariat.search.range_files import RangeFiles
from commentariat.search.ranges import order, write_ranges
from commentariat.search.revise import State, revise_index

WORDS = [f"{a}{b}{c}" for a in "bdfgklmn" for b in "aeiou" for c in "bcdfghklmnprstxz"]
WORDS += [f"{one}{two}" for one in WORDS[:80] for two in WORDS[::20]] + [
    "the",
    "of",
] * 99
AUTHORS = ("Ana Ruiz", "Bo Li", "Cy Young", "Di Ma")


def draw(chance: random.Random, slug: str) -> Text:
    """Draw an article."""
    paragraphs = [
        " ".join(chance.choices(WORDS, k=chance.randrange(60)))
        for _ in range(chance.randrange(8))
    ]
    return Text(
        slug,
        title=" ".join(chance.choices(WORDS, k=3)),
        dek=" ".join(chance.choices(WORDS, k=chance.randrange(9))),
        authors=tuple(chance.sample(AUTHORS, chance.randrange(3))),
        body=tuple(paragraphs),
        date=chance.choice(("", "2019", "2020-02", "2021-03-04", "1999-12-31")),
        language=chance.choice(("en", "en", "fr")),
    )


def documents_of(texts: dict[str, Text]) -> list[Document]:
    return [one.document for one in texts.values()]


def build(texts: dict[str, Text]) -> Files:
    documents = documents_of(texts)
    return build_index(documents, count_terms(documents, ("authors", LANGUAGE)))


def state_of(texts: dict[str, Text]) -> State:
    documents = {one.card.slug: one for one in documents_of(texts)}

    def text(slug: str) -> Searched | None:
        return documents[slug].text

    return State(
        {slug: one.date for slug, one in texts.items()},
        documents.__getitem__,
        text,
        count_terms([*documents.values()], ("authors", LANGUAGE)),
    )


def edit(chance: random.Random, texts: dict[str, Text]) -> dict[str, Text]:
    """Add, take away and change a few articles."""
    after = dict(texts)
    for _ in range(chance.randrange(1, 4)):
        slug = f"piece-{chance.randrange(60)}"
        if slug in after and chance.random() < 0.3:
            del after[slug]
        else:
            after[slug] = draw(chance, slug)
    return after


@pytest.mark.parametrize("seed", range(3))
def test_an_index_that_is_revised_is_that_which_is_made_from_nothing(seed: int) -> None:
    chance = random.Random(seed)
    texts = {f"piece-{n}": draw(chance, f"piece-{n}") for n in range(40)}
    files, revised = build(texts), 0
    for _ in range(10):
        after = edit(chance, texts)
        others = {
            slug
            for slug in texts.keys() | after.keys()
            if texts.get(slug) != after.get(slug)
        }
        changed = revise_index(files, state_of(texts), state_of(after), others)
        if changed is None:  # the table has another size
            files = build(after)
        else:
            revised += 1
            assert all(files.get(path) != one for path, one in changed.items())
            merged = {**files, **changed}
            files = {path: one for path, one in merged.items() if one is not None}
        texts = after
        assert files == build(texts)
    assert revised


@pytest.mark.parametrize("seed", range(4))
def test_ranges_are_cut_as_if_all_rows_were_written_anew(seed: int) -> None:
    chance = random.Random(seed)
    rows: dict[str, bytes] = {}
    files: Files = {}
    firsts: Sequence[str] = []
    for _ in range(60):
        ranges = RangeFiles(files, "x", firsts)
        for key in dict.fromkeys(chance.sample(WORDS, chance.choice((1, 5, 80)))):
            assert ranges.find(key)[0] == rows.get(key, b"")
            rows[key] = bytes(chance.randrange(0, 900))
            ranges.put(key, rows[key])
        rows = {key: value for key, value in rows.items() if value}
        changed: dict[str, object] = {}
        firsts = ranges.revise(changed)  # type: ignore[arg-type]
        merged = {**files, **changed}
        files = {path: one for path, one in merged.items() if one is not None}  # type: ignore[misc]
        clean: Files = {}
        listed = [(key.encode(), rows[key]) for key in sorted(rows, key=order)]
        assert firsts == write_ranges(clean, "x", listed)
        assert files == clean
