"""The files of the index: a pure function of what is indexed."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import msgspec

from commentariat.search.columns import (
    width_of,
    write_dates,
    write_slots,
    write_terms,
)
from commentariat.search.common_words import COMMON
from commentariat.search.folding import LETTERS
from commentariat.search.forms import encode_counts, write_form
from commentariat.search.invert import Inverted, invert
from commentariat.search.model import Card, Document, FacetTerms, File, Files, make_file
from commentariat.search.ranges import Row, order, write_ranges
from commentariat.search.ranking import WEIGHTS
from commentariat.search.slots import place_slots, table_size
from commentariat.search.term_lists import write_extra, write_followers, write_lists
from commentariat.search.vocabulary import part_form

FORMAT = 1
ROOT = "root.json"
CARDS = 32
"""Slots of a file of cards."""
_PARTED = 2048
"""Articles from which on the newest are an index of their own."""
NEW, OLD = "new", "old"
_ENCODE = msgspec.json.Encoder(order="deterministic").encode

Gathered: TypeAlias = dict[str, "tuple[array[int], bytearray]"]


class Part(msgspec.Struct, frozen=True):
    """One of the indexes that a query reads: its articles by their slots."""

    name: str
    size: int
    """Of the table of slots."""
    documents: dict[int, Document]
    """By ascending slot."""


InvertAll: TypeAlias = Callable[[Part], Iterable[Inverted]]


def build_index(
    documents: Iterable[Document],
    facets: Sequence[FacetTerms],
    invert_all: InvertAll = lambda part: [invert_part(part)],
) -> Files:
    """
    Make every file of the index.

    *invert_all* turns around the texts of a part, in runs of ascending slots.
    """
    parts = part_documents(documents)
    files: Files = {}
    told: list[Mapping[str, object]] = []
    forms: Counter[str] = Counter()
    for part in parts:
        gathered = gather(invert_all(part), forms)
        held = part.documents
        told.append(
            {
                "name": part.name,
                "articles": len(held),
                "size": part.size,
                **write_stems(files, part, gathered),
            }
        )
        files |= write_cards(part.name, ((slot, held[slot].card) for slot in held))
        rows = {slot: (one.card.date, one.terms) for slot, one in held.items()}
        files |= write_columns(part.name, rows, facets)
    files |= write_facets(facets)
    dates = (one.card.date for part in parts for one in part.documents.values())
    files[ROOT] = write_root(
        told, write_forms(files, forms), facets, count_years(dates)
    )
    return files


def part_documents(documents: Iterable[Document]) -> list[Part]:
    """Part *documents*: those of the newest two years, once there are many, and the rest."""
    by_slug = {one.card.slug: one for one in documents}
    parted = part_slugs({slug: one.card.date[:4] for slug, one in by_slug.items()})
    return [
        Part(
            name,
            table_size(len(slugs)),
            {slot: by_slug[slug] for slug, slot in place_slots(slugs).items()},
        )
        for name, slugs in parted.items()
    ]


def part_slugs(years: Mapping[str, str]) -> dict[str, list[str]]:
    """Part articles by their *years*, four digits, empty for the undated."""
    newest = max(years.values(), default="")
    since = f"{int(newest) - 1:04}" if len(years) >= _PARTED and newest else "~"
    parted: dict[str, list[str]] = {OLD: [], NEW: []}
    for slug, year in years.items():
        parted[NEW if year >= since else OLD].append(slug)
    return {name: parted[name] for name in (NEW, OLD) if parted[name]}


def invert_part(part: Part) -> Inverted:
    """Turn around the texts of a *part*."""
    return invert((slot, one.text) for slot, one in part.documents.items())


def gather(found: Iterable[Inverted], forms: Counter[str]) -> Gathered:
    """Put together what runs of ascending slots say, by stem; count their *forms*."""
    gathered: Gathered = {}
    for run in found:
        for stem, postings, after in zip(
            run.stems, run.postings, run.after, strict=True
        ):
            one = gathered.get(stem)
            if one is None:
                one = gathered[stem] = array("I"), bytearray()
            one[0].frombytes(postings)
            one[1].extend(after)
        for form, count in zip(run.forms, run.counts, strict=True):
            forms[form] += count
    return gathered


def write_stems(files: Files, part: Part, gathered: Gathered) -> dict[str, list[str]]:
    """
    Write the lists of stems into *files*, and what comes after each.

    It takes them out of *gathered*: both at once would be most of the memory of a build.
    """
    terms: list[Row] = []
    phrases: list[Row] = []
    extras: dict[bytes, bytes] = {}
    for stem in sorted(gathered, key=order):
        postings, after = gathered.pop(stem)
        key = stem.encode()
        lists = write_lists(postings, part.size)
        terms.append((key, lists))
        followers = write_followers(len(postings), after)
        if followers:
            phrases.append((key, followers))
        extra = write_extra(postings, after, lists, part.size)
        if extra:
            extras[key] = extra
    return {
        "terms": write_ranges(files, f"terms/{part.name}", terms, extras),
        "phrases": write_ranges(files, f"phrases/{part.name}", phrases),
    }


def write_forms(files: Files, forms: Mapping[str, int]) -> list[str]:
    """Write the stems of forms into *files*."""
    stems: dict[str, dict[str, int]] = {}
    for text, count in forms.items():
        form, stem = part_form(text)
        stems.setdefault(form, {})[stem] = count
    listed = sorted(stems, key=order)
    rows = [(one.encode(), write_form(one, stems[one])) for one in listed]
    counts = {one.encode(): encode_counts(stems[one]) for one in listed}
    return write_ranges(files, "forms", rows, counts)


def write_cards(
    part: str, cards: Iterable[tuple[int, Card]]
) -> Iterator[tuple[str, File]]:
    """Write what results show, in blocks of slots."""
    blocks: dict[int, list[object]] = {}
    for slot, card in cards:
        values = msgspec.structs.astuple(card)
        blocks.setdefault(slot // CARDS, []).append([slot, *values])
    for block, rows in blocks.items():
        yield f"cards/{part}/{block}.json", make_file(_ENCODE(rows))


def write_columns(
    part: str,
    rows: Mapping[int, tuple[str, Mapping[str, Sequence[str]]]],
    facets: Sequence[FacetTerms],
) -> Iterator[tuple[str, File]]:
    """Write what the articles of a part have of dates and facets, by ascending slot."""
    yield f"slots/{part}.bin", make_file(write_slots(rows))
    yield f"dates/{part}.bin", make_file(write_dates(date for date, _ in rows.values()))
    for facet in facets:
        name = facet.name
        numbers = {key: number for number, (key, *_) in enumerate(facet.terms)}
        listed = (
            sorted([numbers[key] for key in terms.get(name, ())])
            for _, terms in rows.values()
        )
        data = write_terms(listed, width_of(len(facet.terms)))
        yield f"facets/{name}/{part}.bin", make_file(data)


def write_facets(facets: Sequence[FacetTerms]) -> Iterator[tuple[str, File]]:
    """Write the terms of facets: key, name, and the number of articles."""
    for facet in facets:
        yield f"facets/{facet.name}/terms.json", make_file(_ENCODE(facet.terms))


def write_root(
    parts: Sequence[Mapping[str, object]],
    forms: Sequence[str],
    facets: Sequence[FacetTerms],
    years: Mapping[int, int],
) -> File:
    """Write what is read first."""
    root = {
        "format": FORMAT,
        "articles": sum(years.values()),
        "parts": parts,
        "forms": forms,
        "facets": [
            {"name": one.name, "width": width_of(len(one.terms))} for one in facets
        ],
        "years": sorted(years.items()),
        "common": sorted(COMMON),
        "letters": LETTERS,
        "weights": WEIGHTS,
    }
    return make_file(_ENCODE(root))


def count_years(dates: Iterable[str]) -> Counter[int]:
    """Count the articles of each year; under 0 those without a date."""
    return Counter(int(date[:4] or 0) for date in dates)
