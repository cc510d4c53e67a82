"""The files of the index, revised where a few articles changed."""

from __future__ import annotations

import json
import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import msgspec

from commentariat.search.columns import (
    date_bits,
    read_slots,
    renumber,
    split_dates,
    split_terms,
    terms_bits,
    width_of,
    write_slots,
)
from commentariat.search.forms import decode_counts, encode_counts, write_form
from commentariat.search.index import (
    CARDS,
    ROOT,
    count_years,
    part_slugs,
    write_cards,
    write_facets,
    write_root,
)
from commentariat.search.invert import LAST, MARK_BITS, MARKS, Inverted, invert
from commentariat.search.model import Document, FacetTerms, File, Held, Text, make_file
from commentariat.search.range_files import RangeFiles
from commentariat.search.rice import pack
from commentariat.search.slots import place_slots, table_size
from commentariat.search.term_lists import (
    FOLLOWED,
    are_long,
    read_lists,
    revise_lists,
    splice_followers,
    write_extra,
    write_followers,
    write_lists,
)
from commentariat.search.vocabulary import part_form

MOST = 200
"""Articles in another slot, or with another text, from which on all may as well be new."""
_SIGNED = re.compile(rb"[\x00-\x7f]*[\x80-\xff]")
_NONE = bytes((LAST,))
_ABSENT = (0, b"")

Changes = dict[str, File | None]
"""Files that are others, by their paths; None: it is gone."""


class State(msgspec.Struct, frozen=True):
    """The articles of an index at one time."""

    dates: Mapping[str, str]
    """Of every article, by its slug: ISO dates."""
    documents: Callable[[str], Document]
    """Gives an article by its slug, without its body."""
    text: Callable[[str], Text | None]
    """Gives all that is searched of it; None where that cannot be had any more."""
    facets: Sequence[FacetTerms]


def revise_index(
    held: Held, before: State, after: State, others: Iterable[str]
) -> Changes | None:
    """
    Tell what files are others than those *held* where an index is of the state *after*, not *before*.

    *others* are the slugs of articles that came, went, or are not what they were. None
    where the index had better be made anew, or only can.
    """
    old = _part(before)
    new = old if after.dates == before.dates else _part(after)
    if old.keys() != new.keys() or any(
        table_size(len(old[name])) != table_size(len(new[name])) for name in new
    ):
        return None
    touched = {name: _Part(name, old[name], new[name], others) for name in new}
    if sum(len(one.moved) for one in touched.values()) > MOST:
        return None
    root: dict[str, Any] = json.loads(held.read(ROOT).data)
    changed: Changes = {}
    forms: Counter[str] = Counter()
    for told in root["parts"]:
        part = touched[told["name"]]
        told["articles"] = part.count
        if not part.moved:
            continue
        gone = _invert(before, part.gone)
        come = _invert(after, part.come)
        if gone is None or come is None:
            return None
        _count(forms, gone, -1)
        _count(forms, come, 1)
        told |= _revise_stems(held, changed, part, told, gone, come)
    for told in root["parts"]:
        part = touched[told["name"]]
        _revise_cards(held, changed, part, before, after)
        _revise_columns(held, changed, part, before, after)
    listed = {f"facets/{one.name}/terms.json" for one in before.facets}
    columns = {
        f"facets/{one.name}/{name}.bin" for one in before.facets for name in touched
    }
    kept = {one.name for one in after.facets}
    changed |= dict.fromkeys(
        path for path in listed | columns if path.split("/")[1] not in kept
    )
    changed |= dict(write_facets(after.facets))
    changed[ROOT] = write_root(
        root["parts"],
        _revise_forms(held, changed, root["forms"], forms),
        after.facets,
        count_years(after.dates.values()),
    )
    return {
        path: one
        for path, one in changed.items()
        if (path in held.heads if one is None else not held.has(path, one))
    }


def _part(state: State) -> dict[str, list[str]]:
    return part_slugs({slug: date[:4] for slug, date in state.dates.items()})


class _Part:
    """A part of the index, and which of its articles are others."""

    def __init__(
        self, name: str, old: Sequence[str], new: Sequence[str], others: Iterable[str]
    ) -> None:
        self.name = name
        self.count = len(new)
        self.size = table_size(len(new))
        self._slugs = new
        before, moved = {*old}, {*others}
        after = before if old is new else {*new}
        self.gone: dict[int, str] = {}
        """Articles by slots where they are no more as they were."""
        self.come: dict[int, str] = {}
        """Articles by slots where they were not as they are."""
        if before != after:
            slots = place_slots(old)
            moved |= {slug for slug, _ in slots.items() ^ self.after.items()}
            self.gone = {slots[slug]: slug for slug in moved & before}
        elif moved & before:
            self.gone = {self.after[slug]: slug for slug in moved & before}
        if moved & after:
            self.come = {self.after[slug]: slug for slug in moved & after}

    @cached_property
    def after(self) -> dict[str, int]:
        """Slots by slugs, as they are now."""
        return place_slots(self._slugs)

    @property
    def moved(self) -> dict[int, str]:
        """All slots of which anything is another."""
        return self.gone | self.come


def _invert(state: State, articles: Mapping[int, str]) -> Inverted | None:
    texts = []
    for slot in sorted(articles):
        text = state.text(articles[slot])
        if text is None:
            return None
        texts.append((slot, text))
    return invert(texts)


def _count(forms: Counter[str], inverted: Inverted, sign: int) -> None:
    for form, count in zip(inverted.forms, inverted.counts, strict=True):
        forms[form] += sign * count


_Signed = dict[int, tuple[int, bytes]]
"""By slot, a posting, and the signatures of what comes after it."""


def _by_stem(inverted: Inverted) -> dict[str, _Signed]:
    found: dict[str, _Signed] = {}
    for stem, data, after in zip(
        inverted.stems, inverted.postings, inverted.after, strict=True
    ):
        postings = array("I")
        postings.frombytes(data)
        signed = _SIGNED.findall(after)
        found[stem] = {
            one >> MARK_BITS: (one, piece)
            for one, piece in zip(postings, signed, strict=True)
        }
    return found


def _revise_stems(
    held: Held,
    changed: Changes,
    part: _Part,
    told: Mapping[str, Any],
    gone: Inverted,
    come: Inverted,
) -> dict[str, list[str]]:
    """Revise the lists of the stems that *gone* and *come* do not have alike."""
    old, new = _by_stem(gone), _by_stem(come)
    terms = RangeFiles(held, f"terms/{part.name}", told["terms"])
    phrases = RangeFiles(held, f"phrases/{part.name}", told["phrases"])
    for stem in sorted(old.keys() | new.keys()):
        before, after = old.get(stem, {}), new.get(stem, {})
        if before == after:
            continue
        slots = [
            slot
            for slot in sorted(before.keys() | after.keys())
            if before.get(slot) != after.get(slot)
        ]
        changes = {
            slot: (before.get(slot, _ABSENT), after.get(slot, _ABSENT))
            for slot in slots
        }
        row = terms.find(stem), phrases.find(stem)[0]
        revise = _revise_long if are_long(row[0][0]) else _revise_short
        lists, followers = revise(*row, part.size, changes)
        if lists != row[0]:
            terms.put(stem, *lists)
        if followers != row[1]:
            phrases.put(stem, followers)
    return {"terms": terms.revise(changed), "phrases": phrases.revise(changed)}


_Changed = Mapping[int, tuple[tuple[int, bytes], tuple[int, bytes]]]
"""By ascending slots, what was there, as `_Signed` has it, and what is."""
_Row = tuple[tuple[bytes, bytes], bytes]
"""The lists of a stem with what is known of them besides, and what comes after it."""


def _revise_long(
    lists: tuple[bytes, bytes], known: bytes, size: int, changes: _Changed
) -> _Row:
    marks = {
        slot: (old & MARKS, new & MARKS)
        for slot, ((old, _), (new, _)) in changes.items()
    }
    revised = revise_lists(*lists, size, marks)
    after = known or _NONE * revised.before
    pieces = [(old, new) for (_, old), (_, new) in changes.values()]
    after = splice_followers(after, revised.ranks, pieces)
    return (revised.lists, revised.extra), write_followers(revised.count, after)


def _revise_short(
    lists: tuple[bytes, bytes], known: bytes, size: int, changes: _Changed
) -> _Row:
    value, extra = lists
    postings = list(read_lists(value, size)) if value else []
    after = known or (extra if len(postings) < FOLLOWED else _NONE * len(postings))
    signed = _SIGNED.findall(after)
    for slot, ((old, _), (new, piece)) in changes.items():
        place = bisect_left(postings, slot << MARK_BITS)
        end = place + bool(old)
        postings[place:end] = [new] if new else []
        signed[place:end] = [piece] if new else []
    if not postings:
        return (b"", b""), b""
    after = b"".join(signed)
    value = write_lists(postings, size)
    extra = write_extra(postings, after, value, size)
    return (value, extra), write_followers(len(postings), after)


def _revise_forms(
    held: Held, changed: Changes, firsts: Sequence[str], counts: Mapping[str, int]
) -> list[str]:
    """Revise the forms whose *counts* are others by so many."""
    ranges = RangeFiles(held, "forms", firsts)
    found: dict[str, dict[str, int]] = {}
    for text, more in counts.items():
        if not more:
            continue
        form, stem = part_form(text)
        stems = found.get(form)
        if stems is None:
            known = ranges.find(form)[1]
            stems = found[form] = decode_counts(known) if known else {}
        stems[stem] = stems.get(stem, 0) + more
        if not stems[stem]:
            del stems[stem]
    for form, stems in found.items():
        if stems:
            ranges.put(form, write_form(form, stems), encode_counts(stems))
        else:
            ranges.put(form, b"")
    return ranges.revise(changed)


def _revise_cards(
    held: Held, changed: Changes, part: _Part, before: State, after: State
) -> None:
    """Write the blocks of cards in which one is another."""
    blocks = {
        slot // CARDS
        for slot in part.moved
        if slot not in part.gone
        or slot not in part.come
        or before.documents(part.gone[slot]).card
        != after.documents(part.come[slot]).card
    }
    if not blocks:
        return
    cards = (
        (slot, after.documents(slug).card)
        for slug, slot in part.after.items()
        if slot // CARDS in blocks
    )
    paths = (f"cards/{part.name}/{block}.json" for block in blocks)
    changed |= dict.fromkeys(path for path in paths if path in held.heads)
    changed |= dict(write_cards(part.name, cards))


def _revise_columns(
    held: Held, changed: Changes, part: _Part, before: State, after: State
) -> None:
    """Exchange what articles have of dates and facets, where that is another."""
    come = {slot: _column_of(after, part.come[slot]) for slot in part.come}
    gone = {slot: _column_of(before, part.gone[slot]) for slot in part.gone}
    old = {one.name: _numbers(one) for one in before.facets}
    new = {one.name: _numbers(one) for one in after.facets}
    if come == gone and old == new:
        return
    slots = read_slots(held.read(f"slots/{part.name}.bin").data)

    def write(path: str, rows: list[str], found: Mapping[int, str]) -> None:
        for slot in sorted(part.moved, reverse=True):
            place = bisect_left(slots, slot)
            here = [found[slot]] if slot in found else []
            rows[place : place + (slot in gone)] = here
        changed[path] = make_file(pack("".join(rows)))

    if come.keys() != gone.keys():
        taken = write_slots(part.after.values())
        changed[f"slots/{part.name}.bin"] = make_file(taken)
    path = f"dates/{part.name}.bin"
    rows = split_dates(held.read(path).data, len(slots))
    write(path, rows, {slot: date_bits(date) for slot, (date, _) in come.items()})
    for name, numbers in new.items():
        path = f"facets/{name}/{part.name}.bin"
        known, width = old.get(name, {}), width_of(len(numbers))
        rows = ["0"] * len(slots)
        if path in held.heads:
            rows = split_terms(held.read(path).data, len(slots), width_of(len(known)))
        if known != numbers:
            moved = {known[key]: numbers[key] for key in known.keys() & numbers.keys()}
            rows = renumber(rows, width_of(len(known)), moved, width)
        found = {
            slot: terms_bits(
                sorted([numbers[key] for key in terms.get(name, ())]), width
            )
            for slot, (_, terms) in come.items()
        }
        write(path, rows, found)


def _column_of(state: State, slug: str) -> tuple[str, Mapping[str, Sequence[str]]]:
    document = state.documents(slug)
    return document.card.date, document.terms


def _numbers(facet: FacetTerms) -> dict[str, int]:
    return {key: number for number, (key, *_) in enumerate(facet.terms)}
