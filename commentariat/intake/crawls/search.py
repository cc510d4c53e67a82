"""The search for crawls: from the signatures of raw files to what is known of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from commentariat.archive.folders import raw_path, said_raw
from commentariat.archive.model import Article
from commentariat.batches import in_batches
from commentariat.errors import OpenPoint
from commentariat.intake.content.items import RawItem, ReadJob
from commentariat.intake.content.options import ImportOptions
from commentariat.intake.content.signature import KnownSignatures, Signature
from commentariat.intake.crawls.compare import Likeness, Relation
from commentariat.intake.crawls.duplicates import Duplicates, unite_keys
from commentariat.intake.crawls.jobs import CompareJob, compare_pairs, sign_files
from commentariat.intake.crawls.pairs import Pair, find_pairs
from commentariat.intake.formats.found import FoundItems
from commentariat.intake.runner import Run, run_all
from commentariat.intake.sources.sidecar import Sidecar
from commentariat.kinds import Kind

_BATCH: Final = 50


class Corpus(msgspec.Struct, frozen=True):
    """The raw files of a site, as far as a search needs them."""

    site: str
    digests: Mapping[str, str]
    """Of the raw files that there are; empty where nobody asked."""
    usable: frozenset[str]
    """Those of them that can be read and are to be."""
    sidecar: Sidecar
    options: ImportOptions
    run: Run
    items: FoundItems = FoundItems()


class Deduplication(msgspec.Struct, frozen=True):
    """What a search for crawls found."""

    duplicates: Duplicates = Duplicates()
    open_points: tuple[OpenPoint, ...] = ()
    signatures: dict[str, Signature] = {}
    """Those that were not remembered."""


def search_crawls(
    corpus: Corpus,
    articles: Sequence[Article],
    read: Mapping[str, Signature],
    remembered: KnownSignatures,
) -> Deduplication:
    """
    Find of which articles the raw files that were *read* just now are crawls.

    *articles* list the raw files known before. A file that says what it said is
    searched for nothing, and neither is anything where there is no other.
    """
    told = _told_by_editors(corpus)
    keys = {raw.file: raw.key for article in articles for raw in article.raw}
    fresh = {
        file for file, one in read.items() if one.key and keys.get(file) != one.key
    }
    if not fresh:
        return Deduplication(told, (), dict(read))
    added = sign_missing(corpus, keys.keys() - read.keys(), remembered())
    signatures = {
        file: one
        for file, one in {**remembered(), **added, **read}.items()
        if file in keys or file in read
    }
    pairs = find_pairs(signatures, fresh)
    found = dict(_compare(corpus, pairs, told))
    names, torn = _unite(signatures, found, articles, told)
    points = [*_word_pairs(found), *_word_torn(torn, signatures, fresh)]
    duplicates = msgspec.structs.replace(told, keys=names)
    return Deduplication(duplicates, tuple(points), added | dict(read))


def find_alike(
    corpus: Corpus, articles: Sequence[Article], remembered: KnownSignatures
) -> Deduplication:
    """
    Find all raw files that are much like another one and are articles of their own.

    Those that one article lists are settled, and so are those that index.csv compares.
    """
    homes = {raw.file: a.source for a in articles for raw in a.raw}
    files = homes.keys() & corpus.usable
    added = sign_missing(corpus, files, remembered())
    signatures = {
        file: one for file, one in {**remembered(), **added}.items() if file in files
    }
    told = _told_by_editors(corpus)
    together = _keys_together(signatures, homes)
    pairs = [
        pair
        for pair in find_pairs(signatures, signatures.keys())
        if frozenset((signatures[pair.one].key, signatures[pair.other].key))
        not in together
    ]
    found = dict(_compare(corpus, pairs, told))
    return Deduplication(told, tuple(_word_pairs(found, is_same_told=True)), added)


def _keys_together(
    signatures: Mapping[str, Signature], homes: Mapping[str, str]
) -> set[frozenset[str]]:
    """List the pairs of keys that one article has."""
    keys: dict[str, set[str]] = {}
    for file, home in homes.items():
        if file in signatures:
            keys.setdefault(home, set()).add(signatures[file].key)
    return {
        frozenset((one, other))
        for found in keys.values()
        if len(found) > 1
        for one in found
        for other in found
    }


def sign_missing(
    corpus: Corpus, files: Collection[str], remembered: Mapping[str, Signature]
) -> dict[str, Signature]:
    """Sign those of *files* whose signature is not remembered as they are now."""
    digests = corpus.digests
    missing = [
        file
        for file in sorted(files)
        if file in corpus.usable
        and not (
            file in remembered and remembered[file].digest == (digests[file] or None)
        )
    ]
    items = [_item(corpus, file) for file in missing]
    jobs = [
        ReadJob(corpus.site, batch, corpus.options, corpus.items.folder)
        for batch in in_batches(items, _BATCH)
    ]
    signed = run_all(corpus.run, sign_files, jobs)
    return {
        file: one for file, one in zip(missing, signed, strict=True) if one is not None
    }


def _item(corpus: Corpus, file: str) -> RawItem:
    row = corpus.sidecar.find(file)
    return RawItem(file, row, place=corpus.items.place(file))


def _compare(
    corpus: Corpus, pairs: Sequence[Pair], told: Duplicates
) -> Iterator[tuple[Pair, Likeness]]:
    """Compare *pairs*, but for those that editors have told of."""
    open_pairs = [
        pair
        for pair in pairs
        if not told.is_apart(pair.one, [pair.other])
        and told.same.get(pair.one) != pair.other
        and told.same.get(pair.other) != pair.one
    ]
    items = [
        (_item(corpus, pair.one), _item(corpus, pair.other)) for pair in open_pairs
    ]
    jobs = [
        CompareJob(corpus.site, batch, corpus.options, corpus.items.folder)
        for batch in in_batches(items, _BATCH)
    ]
    found = run_all(corpus.run, compare_pairs, jobs)
    for pair, likeness in zip(open_pairs, found, strict=True):
        if likeness.kind != Relation.OTHER:
            yield pair, likeness


def _told_by_editors(corpus: Corpus) -> Duplicates:
    """Take from index.csv what editors say of pairs of files."""
    rows = corpus.sidecar.rows.values()
    if not any(row.same_as or row.different_from for row in rows):
        return Duplicates()
    same, apart = {}, set()
    for file in corpus.digests:
        row = corpus.sidecar.find(file)
        if row is not None and row.same_as:
            same[file] = row.same_as[0]
        if row is not None:
            apart |= {frozenset((file, other)) for other in row.different_from}
    return Duplicates({}, same, frozenset(apart))


def _unite(
    signatures: Mapping[str, Signature],
    found: Mapping[Pair, Likeness],
    articles: Iterable[Article],
    told: Duplicates,
) -> tuple[dict[str, str], list[str]]:
    """Unite the keys of the files, those of *articles* as they stand together."""
    key = {file: one.key for file, one in signatures.items() if one.key}
    same = {
        frozenset((key[pair.one], key[pair.other]))
        for pair, likeness in found.items()
        if likeness.kind == Relation.SAME
    }
    settled: list[set[str]] = []
    taken: set[str] = set()
    for article in articles:
        group = {raw.key for raw in article.raw if raw.key} - taken
        if group:
            settled.append(group)
            taken |= group
    for file, other in sorted(told.same.items()):
        if file in key and other in key and key[file] not in taken:
            group = next((g for g in settled if key[other] in g), {key[other]})
            if group not in settled:
                settled.append(group)
            group.add(key[file])
            taken |= group
    sizes = {one.key: len(one.marks) for one in signatures.values() if one.key}
    return unite_keys(sizes, same, settled)


# -- In words ------------------------------------------------------------------


def _word_pairs(
    found: Mapping[Pair, Likeness], *, is_same_told: bool = False
) -> Iterator[OpenPoint]:
    for pair, likeness in found.items():
        source = raw_path(pair.one)
        what = "; ".join(likeness.differences)
        if likeness.kind == Relation.ALIKE or is_same_told:
            message = Kind.MUCH_ALIKE.of(
                said_raw(pair.other), what or "nothing differs"
            )
            yield OpenPoint(source, 0, message)
        elif what:
            yield OpenPoint(source, 0, Kind.UNITED.of(said_raw(pair.other), what))


def _word_torn(
    torn: Iterable[str], signatures: Mapping[str, Signature], fresh: Collection[str]
) -> Iterator[OpenPoint]:
    """Ask about files that could be crawls of two articles."""
    keys = set(torn)
    for file in sorted(fresh):
        if signatures[file].key in keys:
            yield OpenPoint(raw_path(file), 0, Kind.TORN.of())
