"""The search index, revised after any edits, is that which is made from nothing."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

import msgspec
import pytest
from text_search import Text, count_terms

from commentariat.search.index import build_index
from commentariat.search.invert import IN_BODY, LAST, MARK_BITS, MARKS
from commentariat.search.model import LANGUAGE, Document, Files, Held
from commentariat.search.model import Text as Searched
from commentariat.search.range_files import RangeFiles
from commentariat.search.ranges import order, write_ranges
from commentariat.search.revise import State, revise_index
from commentariat.search.rice import decode_list, encode_list
from commentariat.search.splice import splice_list
from commentariat.search.term_lists import (
    are_long,
    read_lists,
    revise_lists,
    splice_followers,
    write_extra,
    write_lists,
)

WORDS = [f"{a}{b}{c}" for a in "bdfgklmn" for b in "aeiou" for c in "bcdfghklmnprstxz"]
WORDS += [f"{one}{two}" for one in WORDS[:80] for two in WORDS[::20]] + [
    "the",
    "of",
] * 99
DATES = ("", "2019", "2020-02", "2021-03-04", "1999-12-31")
AUTHORS = tuple(
    f"{name} {letter}" for name in ("Ana", "Bo", "Cy") for letter in "KLMNOPQRST"
)
"""So many that some are in one article alone, and come and go with it."""


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
        date=chance.choice(DATES),
        language=chance.choice(("en", "en", "fr")),
    )


def documents_of(texts: dict[str, Text]) -> list[Document]:
    return [one.document for one in texts.values()]


def build(texts: dict[str, Text]) -> Files:
    documents = documents_of(texts)
    return build_index(documents, count_terms(documents, ("authors", LANGUAGE)))


def held(files: Files) -> Held:
    return Held(files, files.__getitem__)


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
        changed = revise_index(held(files), state_of(texts), state_of(after), others)
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


def parts_of(paths: Iterable[str]) -> set[str]:
    return {path.split("/")[1] for path in paths if path.startswith("terms/")}


def test_an_index_of_two_parts_is_revised_in_both() -> None:
    chance = random.Random(0)
    texts = {
        f"{n}": Text(f"{n}", title=chance.choice(WORDS), date=chance.choice(DATES))
        for n in range(2_050)
    }
    files = build(texts)
    for date in ("2020", "2021-03-04", "2022-01-01"):  # the last moves the years
        after = dict(texts)
        for slug in (*map(str, range(30)), "new"):
            after[slug] = msgspec.structs.replace(
                draw(chance, slug), date=chance.choice((date, "2019"))
            )
        others = [slug for slug in after if texts.get(slug) != after[slug]]
        changed = revise_index(held(files), state_of(texts), state_of(after), others)
        before, files, texts = files, build(after), after
        if date < "2022":
            assert changed is not None
            assert parts_of(changed) == {"old", "new"}
            merged = {**before, **changed}
            assert {p: one for p, one in merged.items() if one is not None} == files
        assert parts_of(files) == {"old", "new"}


@pytest.mark.parametrize("seed", range(4))
def test_ranges_are_cut_as_if_all_rows_were_written_anew(seed: int) -> None:
    chance = random.Random(seed)
    rows: dict[str, bytes] = {}
    files: Files = {}
    firsts: Sequence[str] = []
    for _ in range(60):
        ranges = RangeFiles(held(files), "x", firsts)
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


SIZES = (96, 3072, 4096, 6144, 16_384)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("bits", [0, 2])
def test_a_list_that_is_spliced_is_that_which_is_coded_anew(
    size: int, bits: int
) -> None:
    chance = random.Random(size + bits)
    for share in (0, 0.002, 0.016, 0.0625, 0.3, 0.65):
        steps = {
            slot: chance.randrange(1 << bits)
            for slot in range(size)
            if chance.random() < share
        }
        for _ in range(12):
            data = coded(steps, bits, size)
            slots = sorted(
                chance.sample(range(size + 20), chance.choice((0, 1, 3, 40)))
            )
            changes = [
                (slot, chance.choice((None, chance.randrange(1 << bits))))
                for slot in slots
            ]
            found = splice_list(b"-" + data + b"-", 1, len(steps), bits, size, changes)
            assert found.end == 1 + len(data)
            assert found.ranks == [sum(one < slot for one in steps) for slot in slots]
            steps |= {slot: step for slot, step in changes if step is not None}
            for slot, step in changes:
                if step is None:
                    steps.pop(slot, None)
            assert (found.data, found.count) == (coded(steps, bits, size), len(steps))
            values = [slot << bits | steps[slot] for slot in sorted(steps)]
            assert decode_list(found.data, 0, len(steps), bits, size)[0] == values


def coded(steps: dict[int, int], bits: int, size: int) -> bytes:
    if not steps:
        return b""
    return encode_list(
        [slot << bits | steps[slot] for slot in sorted(steps)], bits, size
    )


def draw_mark(chance: random.Random) -> int:
    """Draw in which fields an article has a stem: most often in its body alone."""
    mark = chance.choice((IN_BODY, IN_BODY, IN_BODY, IN_BODY | 2, 2, 4 | 8))
    return mark | chance.randrange(4) << 4 if mark & IN_BODY else mark


def draw_piece(chance: random.Random) -> bytes:
    signs = sorted(chance.sample(range(1, LAST), chance.randrange(1, 4)))
    return bytes((*signs[:-1], signs[-1] | LAST)) if chance.random() < 0.8 else b"\x80"


@pytest.mark.parametrize("size", SIZES[1:])
def test_the_lists_of_a_stem_that_are_revised_are_those_that_are_written(
    size: int,
) -> None:
    chance = random.Random(size)
    held = {
        slot: (draw_mark(chance), draw_piece(chance))
        for slot in chance.sample(range(size), 700)
    }
    for _ in range(30):
        lists, extra, after = written(held, size)
        assert are_long(lists)
        changes = {
            slot: (
                held.get(slot, (0, b"")),
                chance.choice(((0, b""), (draw_mark(chance), draw_piece(chance)))),
            )
            for slot in sorted(chance.sample(range(size + 9), chance.choice((1, 2, 9))))
        }
        marks = {slot: (old[0], new[0]) for slot, (old, new) in changes.items()}
        found = revise_lists(lists, extra, size, marks)
        assert found.before == len(held)
        pieces = [(old[1], new[1]) for old, new in changes.values()]
        now = splice_followers(after, found.ranks, pieces)
        held |= {slot: new for slot, (_, new) in changes.items()}
        held = {slot: one for slot, one in held.items() if one[0]}
        assert found.count == len(held)
        assert (found.lists, found.extra, now) == written(held, size)
        assert {
            one >> MARK_BITS: one & MARKS for one in read_lists(found.lists, size)
        } == {slot: mark for slot, (mark, _) in held.items()}


def written(
    held: dict[int, tuple[int, bytes]], size: int
) -> tuple[bytes, bytes, bytes]:
    postings = [slot << MARK_BITS | held[slot][0] for slot in sorted(held)]
    after = b"".join(held[slot][1] for slot in sorted(held))
    lists = write_lists(postings, size)
    return lists, write_extra(postings, after, lists, size), after
