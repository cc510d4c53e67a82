"""What there is to import: raw files, and the items of those that hold several."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from pathlib import Path
from typing import Final

import msgspec

from commentariat.archive.folders import item_name, raw_path, split_item
from commentariat.archive.model import Article
from commentariat.archive.text import digest_text, readable_path
from commentariat.batches import in_batches
from commentariat.errors import OpenPoint, Problem
from commentariat.hooks.model import NO_HOOKS, HookFile
from commentariat.intake.formats.model import State, settle_state, word_state
from commentariat.intake.formats.places import (
    LEAST_PAGES,
    Container,
    Containers,
    ItemPlace,
    SharedLines,
    Single,
    ending_of,
    pages_among,
)
from commentariat.intake.formats.shared_list import note_shared, read_shared
from commentariat.intake.runner import Run, run_all
from commentariat.intake.sources.own import RAW_ENDING, endings_of
from commentariat.intake.sources.raw_files import RawFolder, find_raw_files
from commentariat.intake.sources.sidecar import Sidecar
from commentariat.kinds import Kind, Row

_BATCH: Final = 200
ARTICLE: Final = "article"
"""The kind of an item that is imported."""
_NAMED: Final = 3
"""Files of an ending that are named one by one where nobody can read them."""
_LISTED: Final = 12
"""States of items that are named."""
_KEPT: Final = re.compile(r"[0-9a-f]{16,64}\.(?:part|lookup)")


class FoundItems(msgspec.Struct, frozen=True):
    """All that is imported, or may be: each by the name it goes by everywhere."""

    raw: RawFolder = RawFolder()
    """Its files are names: of a file that is one item the path."""
    digests: Mapping[str, str] = {}
    """As far as they are known."""
    places: Mapping[str, ItemPlace] = {}
    """Of what is no file of its own."""
    folder: str = ""
    """Holds what was packed."""
    problems: Mapping[str, tuple[Problem, ...]] = {}
    """What kept items from being found, by their file."""
    broken: frozenset[str] = frozenset()
    """Files of which not every item was found."""
    shared: frozenset[str] = frozenset()
    """Digests of lines that many pages have."""
    learned: int = 0
    """How many of them are new."""
    unread: Mapping[str, Mapping[str, int]] = {}
    """Files that nobody can read; of a packed one that is read, its members by ending."""
    texts: frozenset[str] = frozenset()
    """Files that were looked into just now, and are raw texts."""
    pictures: Mapping[str, str] = {}
    """Path of the file that tells where pictures stand in a container, by its path."""

    def pictures_of(self, name: str) -> str:
        """Find the file that tells of the pictures in the container of an item."""
        if not self.pictures:
            return ""
        return self.pictures.get(split_item(name)[0], "")

    def place(self, name: str) -> ItemPlace | None:
        """Find where an item stands that is no file of its own."""
        return self.places.get(name)


class ItemMemory(msgspec.Struct, frozen=True):
    """What is remembered of files that were cut."""

    containers: Containers
    folder: str
    shared: MutableMapping[str, SharedLines]
    """Under the empty name: lines that many pages have."""

    @classmethod
    def beside(cls, site: Path) -> ItemMemory:
        """Begin one for a site of which nothing is remembered."""
        return cls({}, str(site / ".cache" / "unpacked"), {})


def find_items(
    site: Path,
    digests: Mapping[str, str],
    articles: Iterable[Article] = (),
    hooks: HookFile = NO_HOOKS,
    memory: ItemMemory | None = None,
    run: Run = map,
    *,
    is_anew: bool = False,
    is_noted: bool = False,
) -> FoundItems:
    """
    Find all that lies under content/raw/, containers taken apart into their items.

    *digests* are those that the caller knows of raw files. A file is opened only where
    neither one of *articles* nor the *memory* knows what it is, with the digest it has.
    What many pages share is learned where they have become twice as many, or *anew*,
    and *noted* where it goes for whatever comes later.
    """
    found = find_raw_files(site, digests, hooks)
    memory = memory or ItemMemory.beside(site)
    known = {raw.file: raw.digest for article in articles for raw in article.raw}
    own = endings_of(hooks)[1:]
    containers: dict[str, Container] = {}
    unknown: list[tuple[str, str]] = []
    remembered = memory.containers
    for file in found.files:
        digest = digests.get(file, "")
        if (known.get(file) == digest) if digest else file in known:
            continue
        if own and file.lower().endswith(own):
            continue
        old = remembered.get(file) if remembered else None
        if old is not None and old.digest == digest and _is_kept(old, memory.folder):
            containers[file] = old
        else:
            unknown.append((file, digest))
    if not (containers or unknown):
        items = FoundItems(found, digests)
        return _with_shared(
            site, items, memory, run, own, is_anew=is_anew, is_noted=is_noted
        )
    faulty = dict(found.faulty)
    texts: set[str] = set()
    for file, cut in _cut(str(site), unknown, memory.folder, run):
        if isinstance(cut, Problem):
            faulty[file] = cut
        elif isinstance(cut, Single):
            if cut.is_text:
                texts.add(file)
        else:
            containers[file] = remembered[file] = cut
    if unknown or len(remembered) > len(containers):
        _forget(memory, containers)
    items = _unite(found, digests, containers, faulty, memory.folder)
    items = msgspec.structs.replace(items, texts=frozenset(texts))
    return _with_shared(
        site, items, memory, run, own, is_anew=is_anew, is_noted=is_noted
    )


def _cut(
    site: str, files: list[tuple[str, str]], folder: str, run: Run
) -> Iterator[tuple[str, Container | Problem | Single]]:
    """Cut files that nobody knows; most often there are none, and nothing is imported."""
    if not files:
        return
    from commentariat.intake.formats.containers import CutJob, cut_files

    jobs = [CutJob(site, batch, folder) for batch in in_batches(sorted(files), _BATCH)]
    yield from run_all(run, cut_files, jobs)


def _with_shared(
    site: Path,
    items: FoundItems,
    memory: ItemMemory,
    run: Run,
    own: tuple[str, ...],
    *,
    is_anew: bool,
    is_noted: bool,
) -> FoundItems:
    """Learn what many pages share, where what the site has noted is of fewer."""
    texts = (RAW_ENDING, *own)
    pages = list(pages_among(items.raw.files, items.places, texts))
    if len(pages) < LEAST_PAGES:
        return items
    known = read_shared(str(site))
    if is_anew or len(pages) >= 2 * known.pages:
        found = _learned(str(site), pages, items, memory, run)
        new = tuple(line for line in found if known.is_new(line))
        if is_noted:
            note_shared(str(site), known, new, len(pages))
        known = known.with_lines(new)
        items = msgspec.structs.replace(items, learned=len(new))
    return msgspec.structs.replace(items, shared=known.digests)


def _learned(
    site: str,
    pages: list[tuple[str, ItemPlace | None]],
    items: FoundItems,
    memory: ItemMemory,
    run: Run,
) -> tuple[str, ...]:
    """Learn what *pages* share, or remember it of the very same."""
    digests = [items.digests.get(name, "") for name, _ in pages]
    key = digest_text(repr(([name for name, _ in pages], digests)))
    old = memory.shared.get("")
    if old is not None and old.key == key and all(digests):
        return old.lines
    from commentariat.intake.formats.shared import learn_shared

    found = learn_shared(site, pages, items.folder, run)
    memory.shared[""] = SharedLines(key, found)
    return found


def _is_kept(container: Container, folder: str) -> bool:
    """Tell whether all that was unpacked of a file is still there."""
    needed = set(_files_of(container))
    return all(os.path.exists(os.path.join(folder, one)) for one in needed if one)


def _files_of(container: Container) -> Iterator[str]:
    """Name the files that hold what was packed in it, and what its items look up."""
    yield container.pictures
    for one in container.places:
        yield from (one.unpacked, one.lookup)


def _forget(memory: ItemMemory, containers: Mapping[str, Container]) -> None:
    """Forget what is there no more, and delete what was unpacked of it."""
    for file in [one for one in memory.containers if one not in containers]:
        del memory.containers[file]
    needed = {name for one in containers.values() for name in _files_of(one)}
    try:
        there = os.listdir(memory.folder)
    except OSError:
        return
    for name in there:
        if name not in needed and _KEPT.fullmatch(name):
            os.unlink(os.path.join(memory.folder, name))


def _unite(
    found: RawFolder,
    digests: Mapping[str, str],
    containers: Mapping[str, Container],
    faulty: dict[str, Problem],
    folder: str,
) -> FoundItems:
    files = set(found.files) - containers.keys() - faulty.keys()
    all_digests = dict(digests)
    places: dict[str, ItemPlace] = {}
    for file, container in containers.items():
        for place in container.places:
            name = item_name(file, place.span.key)
            places[name] = place
            all_digests[name] = place.span.digest or container.digest
    files.update(places)
    raw = msgspec.structs.replace(
        found,
        files=frozenset(files),
        faulty=faulty,
        containers=frozenset(containers),
    )
    broken = {file for file, one in containers.items() if not one.is_whole}
    problems = {f: one.problems for f, one in containers.items() if one.problems}
    pictures = {
        file: os.path.join(folder, one.pictures)
        for file, one in containers.items()
        if one.pictures
    }
    unread = {f: c.unread for f, c in containers.items() if c.unread or not c.is_known}
    return FoundItems(
        raw, all_digests, places, folder, problems, frozenset(broken), unread=unread,
        pictures=pictures,
    )  # fmt: skip


def word_unread(found: FoundItems, sidecar: Sidecar) -> Iterator[OpenPoint]:
    """
    Name what nobody can read: of many files with one ending, how many.

    Nothing is told of those that an editor skips.
    """
    if not found.unread:
        return
    from commentariat.intake.formats.table import FORMATS

    formats = ", ".join(one.title for one in FORMATS)
    by_ending: dict[str, list[str]] = {}
    for file, members in sorted(found.unread.items()):
        if is_skipped(sidecar, file):
            continue
        if not members:
            by_ending.setdefault(ending_of(file), []).append(file)
            continue
        said = _listed([f"{ending}: {count:,}" for ending, count in members.items()])
        source = raw_path(readable_path(file))
        yield OpenPoint(source, 0, Kind.MEMBERS_UNREAD.of(said, formats))
    for ending, files in by_ending.items():
        for file in files[:_NAMED]:
            source = raw_path(readable_path(file))
            yield OpenPoint(source, 0, Kind.NOT_RAW.of(formats))
        if len(files) > _NAMED:
            message = Kind.NOT_RAW_MANY.of(len(files) - _NAMED, ending)
            yield OpenPoint(raw_path(""), 0, message)


def is_skipped(sidecar: Sidecar, name: str) -> bool:
    """Tell whether an editor keeps the file of that *name*, or the item, out."""
    row = sidecar.find(name)
    return row is not None and row.is_skipped


class HeldBack(msgspec.Struct, frozen=True):
    """Items that are not imported, and what is told of them."""

    names: frozenset[str] = frozenset()
    open_points: tuple[OpenPoint, ...] = ()


def hold_back(
    found: FoundItems, sidecar: Sidecar, states: Mapping[str, str]
) -> HeldBack:
    """
    Hold back what its house shows to nobody, and what is no article.

    Unless a row of index.csv says of an item that it is not to be skipped. *states* are
    the house's own words for what it shows.
    """
    names: set[str] = set()
    counts: Counter[HeldFor] = Counter()
    for name, place in found.places.items():
        span = place.span
        state = settle_state(span.state, span.unknown, states)
        if span.kind == ARTICLE and state == State.PUBLISHED:
            continue
        row = sidecar.find(name)
        if row is not None and row.is_wanted:
            continue
        names.add(name)
        if row is not None and row.is_skipped:
            continue  # an editor knows
        file = split_item(name)[0]
        if span.kind != ARTICLE:
            counts[file, Kind.ITEMS_ASIDE, span.kind] += 1
        else:
            said = word_state(state, span.unknown)
            counts[file, held_for(said), said] += 1
    return HeldBack(frozenset(names), word_held_back(counts))


HeldFor = tuple[str, Row, str]
"""The file of an item, what is said of it, and its kind or its state."""
_STATES: Final = frozenset(map(str, State))


def held_for(state: str) -> Row:
    """Find what is said of an item in that *state*, in which its house shows it to nobody."""
    return Kind.ITEMS_HELD_BACK if state in _STATES else Kind.ITEMS_UNKNOWN


def word_held_back(counts: Mapping[HeldFor, int]) -> tuple[OpenPoint, ...]:
    """Tell how many items are held back, by their file and for what."""
    told: dict[tuple[str, str], list[str]] = {}
    kinds: dict[str, Row] = {}
    for (file, kind, what), count in sorted(counts.items(), key=_in_order):
        kinds[kind.name] = kind
        told.setdefault((file, kind.name), []).append(f"{what}: {count:,}")
    return tuple(
        OpenPoint(raw_path(file), 0, kinds[name].of(_listed(said)))
        for (file, name), said in told.items()
    )


def _in_order(one: tuple[HeldFor, int]) -> tuple[str, str, str]:
    (file, kind, what), _ = one
    return file, kind.name, what


def _listed(said: list[str]) -> str:
    more = f" and {len(said) - _LISTED:,} more" if len(said) > _LISTED else ""
    return ", ".join(said[:_LISTED]) + more
