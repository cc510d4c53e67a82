"""The files of the index: a pure function of what is indexed."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import msgspec

from commentariat.search import ranking
from commentariat.search.columns import (
    width_of,
    write_dates,
    write_slots,
    write_terms,
)
from commentariat.search.common_words import COMMON
from commentariat.search.forms import write_form
from commentariat.search.invert import Inverted, invert
from commentariat.search.model import Document, FacetTerms
from commentariat.search.ranges import Row, cut, order, range_name, write_range
from commentariat.search.slots import place_slots, table_size
from commentariat.search.term_lists import write_followers, write_lists
from commentariat.search.vocabulary import part_form

FORMAT = 1
ROOT = "root.json"
CARDS = 64
"""Slots of a file of cards."""
_PARTED = 2048
"""Articles from which on the newest are an index of their own."""
NEW, OLD = "new", "old"
_ENCODE = msgspec.json.Encoder(order="deterministic").encode

Files: TypeAlias = dict[str, bytes]
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
    Make every file of the index, by its path below the folder of the index.

    *invert_all* turns around the texts of a part, in runs of ascending slots.
    """
    parts = part_documents(documents)
    files: Files = {}
    told: list[object] = []
    forms: Counter[str] = Counter()
    for part in parts:
        gathered = gather(invert_all(part), forms)
        told.append(
            {
                "name": part.name,
                "articles": len(part.documents),
                "size": part.size,
                **write_stems(files, part, gathered),
            }
        )
        files |= write_cards(part)
        files |= write_columns(part, facets)
    files |= write_facets(parts, facets)
    root = {
        "format": FORMAT,
        "articles": sum(len(part.documents) for part in parts),
        "parts": told,
        "forms": write_forms(files, forms),
        "facets": [
            {"name": one.name, "width": width_of(len(one.terms))} for one in facets
        ],
        "years": count_years(parts),
        "common": sorted(COMMON),
        "weights": {
            "body": ranking.BODY,
            "title": ranking.TITLE,
            "dek": ranking.DEK,
            "names": ranking.NAMES,
            "name_share": ranking.NAME_SHARE,
        },
    }
    files[ROOT] = _ENCODE(root)
    return files


def part_documents(documents: Iterable[Document]) -> list[Part]:
    """Part *documents*: those of the newest two years, once there are many, and the rest."""
    listed = list(documents)
    years = [one.card.date[:4] for one in listed if one.card.date]
    since = (
        str(int(max(years)) - 1).zfill(4)
        if len(listed) >= _PARTED and years
        else "9999"
    )
    new = [one for one in listed if one.card.date[:4] >= since]
    old = [one for one in listed if one.card.date[:4] < since]
    return [_part(name, part) for name, part in ((NEW, new), (OLD, old)) if part]


def _part(name: str, documents: Sequence[Document]) -> Part:
    by_slug = {one.card.slug: one for one in documents}
    slots = place_slots(by_slug)
    return Part(
        name,
        table_size(len(slots)),
        {slot: by_slug[slug] for slug, slot in slots.items()},
    )


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
    """Write the lists of stems into *files*, and what comes after each."""
    stems = sorted(gathered, key=order)
    terms = ((one, write_lists(gathered[one][0], part.size)) for one in stems)
    after = (
        (one, write_followers(len(gathered[one][0]), gathered[one][1])) for one in stems
    )
    return {
        "terms": write_rows(files, f"terms/{part.name}", terms),
        "phrases": write_rows(files, f"phrases/{part.name}", after),
    }


def write_forms(files: Files, forms: Mapping[str, int]) -> list[str]:
    """Write the stems of forms into *files*."""
    stems: dict[str, dict[str, int]] = {}
    for text, count in forms.items():
        form, stem = part_form(text)
        stems.setdefault(form, {})[stem] = count
    rows = ((one, write_form(one, stems[one])) for one in sorted(stems, key=order))
    return write_rows(files, "forms", rows)


def write_rows(
    files: Files, folder: str, pairs: Iterable[tuple[str, bytes]]
) -> list[str]:
    """Write sorted *pairs* into *files*, but those without a value; tell where they begin."""
    rows: list[Row] = [(key.encode(), value) for key, value in pairs if value]
    firsts = []
    starts = cut(rows)
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        if not rows:
            break
        first = rows[start][0].decode() if start else ""
        firsts.append(first)
        files[f"{folder}/{range_name(first)}"] = write_range(rows[start:end])
    return firsts


def write_cards(part: Part) -> Iterator[tuple[str, bytes]]:
    """Write what results show, in blocks of slots."""
    blocks: dict[int, list[object]] = {}
    for slot, document in part.documents.items():
        blocks.setdefault(slot // CARDS, []).append(
            [slot, *msgspec.structs.astuple(document.card)]
        )
    for block, cards in blocks.items():
        yield f"cards/{part.name}/{block}.json", _ENCODE(cards)


def write_columns(
    part: Part, facets: Sequence[FacetTerms]
) -> Iterator[tuple[str, bytes]]:
    """Write what the articles of a part have of dates and facets, by ascending slot."""
    documents = part.documents.values()
    yield f"slots/{part.name}.bin", write_slots(part.documents)
    yield f"dates/{part.name}.bin", write_dates(one.card.date for one in documents)
    for facet in facets:
        numbers = {key: number for number, (key, _) in enumerate(facet.terms)}
        rows = (
            sorted([numbers[key] for key in one.terms.get(facet.name, ())])
            for one in documents
        )
        data = write_terms(rows, width_of(len(facet.terms)))
        yield f"facets/{facet.name}/{part.name}.bin", data


def write_facets(
    parts: Sequence[Part], facets: Sequence[FacetTerms]
) -> Iterator[tuple[str, bytes]]:
    """Write the terms of facets: key, name, and the number of articles."""
    for facet in facets:
        counts = Counter(
            key
            for part in parts
            for one in part.documents.values()
            for key in one.terms.get(facet.name, ())
        )
        rows = [(key, name, counts[key]) for key, name in facet.terms]
        yield f"facets/{facet.name}/terms.json", _ENCODE(rows)


def count_years(parts: Sequence[Part]) -> list[tuple[int, int]]:
    """Count the articles of each year; under 0 those without a date."""
    years = Counter(
        int(one.card.date[:4] or 0) for part in parts for one in part.documents.values()
    )
    return sorted(years.items())
