"""The search index of a site: made of converted bodies, in processes, and remembered."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path

import msgspec

from commentariat.archive.frontmatter import markdown_of
from commentariat.archive.text import digest_text, normalize_line_ends
from commentariat.batches import in_batches
from commentariat.disk import read_steady
from commentariat.engine.bodies import BodyCache, BodyPlace
from commentariat.engine.executors import Executor, Opener
from commentariat.engine.key_value import KeyValueStore
from commentariat.engine.markup import MarkupError, to_html
from commentariat.engine.markup_rules import MarkupRules
from commentariat.engine.memory import open_store
from commentariat.engine.program import program_digest
from commentariat.search.index import Part, build_index
from commentariat.search.invert import Inverted, invert
from commentariat.search.model import Document, FacetTerms, File, Source, Text
from commentariat.search.shown_text import show_text

_BATCH = 256  # articles
_MADE_OF = "."
"""With what begin the names of what files are made of, among those of files."""
_ARTICLE, _FACETS = ".article ", ".facets"
_ENCODE = msgspec.msgpack.Encoder(order="deterministic").encode


Find = Callable[[str], BodyPlace | None]
"""Tells where the converted body of the Markdown with a digest is kept."""


class BodyTask(msgspec.Struct, frozen=True, array_like=True):
    """An article whose body is to be read."""

    slot: int
    text: Text
    """What else is searched of it."""
    key: str
    """Digest of the Markdown."""
    file: str
    """Path of the content file under content/."""
    place: BodyPlace | None


class Bodies(msgspec.Struct, frozen=True):
    """Where the bodies of a site are had, and by whom."""

    site: str
    """Folder of the site."""
    rules: MarkupRules
    """By which they are converted."""
    executor: Executor
    open: Opener[BodyCache | None]
    """Opens what reads those that are kept, wherever the executor works."""
    find: Find


class SearchIndex:
    """
    Makes the files of the index of a site, and remembers what they were made of.

    What is not in the memory in *cache* is made anew.
    """

    def __init__(self, cache: Path, bodies: Bodies) -> None:
        self._cache = cache
        self._bodies = bodies
        self._is_sound = True
        """Whether all bodies were what they were said to be."""

    @cached_property
    def _store(self) -> KeyValueStore[File]:
        stamp = f"{program_digest()} {self._bodies.rules.variant}"
        return open_store(self._cache, "search.index", File, stamp)

    @cached_property
    def _kept(self) -> dict[str, File]:
        """The files, and by names that none has what they are made of."""
        return dict(self._store)

    def digests(
        self, sources: Iterable[Source], facets: Sequence[FacetTerms]
    ) -> dict[str, str]:
        """Tell the digest of every file, by its path below the folder of the index."""
        listed = {one.card.slug: one for one in sources}
        made_of = {
            f"{_ARTICLE}{slug}": File(_ENCODE(one)) for slug, one in listed.items()
        }
        made_of[_FACETS] = File(_ENCODE(list(facets)))
        kept = self._kept
        count = sum(path.startswith(_MADE_OF) for path in kept)
        is_same = len(made_of) == count and all(
            kept.get(name) == one for name, one in made_of.items()
        )
        if not is_same:
            documents = [
                Document(one.card, one.text, one.terms) for one in listed.values()
            ]
            files = build_index(documents, facets, partial(self._invert, listed))
            self._kept = made_of | files
        return {
            path: one.digest
            for path, one in self._kept.items()
            if not path.startswith(_MADE_OF)
        }

    def data(self, path: str) -> bytes:
        """Give a file of those of which digests were told last."""
        return self._kept[path].data

    def keep(self) -> None:
        """Remember on disk what there is now."""
        if self._is_sound and self._kept is not self._store:
            gone = self._store.keys() - self._kept.keys()
            self._store.update({**self._kept, **dict.fromkeys(gone)})

    def _invert(self, sources: Mapping[str, Source], part: Part) -> Iterator[Inverted]:
        """Turn around the texts of a *part*, a batch of them wherever the executor works."""
        find = self._bodies.find
        tasks = [
            BodyTask(slot, one.text, source.body, source.file, find(source.body))
            for slot, one in part.documents.items()
            if (source := sources[one.card.slug])
        ]
        job = partial(_invert_batch, self._bodies.site, self._bodies.rules)
        batches = in_batches(tasks, _BATCH)
        done = self._bodies.executor.map_with(self._bodies.open, job, batches)
        for inverted, is_sound in done:
            self._is_sound &= is_sound
            yield inverted


def _invert_batch(
    site: str, rules: MarkupRules, bodies: BodyCache | None, batch: Sequence[BodyTask]
) -> tuple[Inverted, bool]:
    """Turn around the texts of a *batch*; tell whether all of them could be read."""
    texts = []
    is_sound = True
    for task in batch:
        html = _read(site, rules, bodies, task)
        is_sound &= html is not None
        body = show_text(html or "")
        texts.append((task.slot, msgspec.structs.replace(task.text, body=body)))
    return invert(texts), is_sound


def _read(
    site: str, rules: MarkupRules, bodies: BodyCache | None, task: BodyTask
) -> str | None:
    """Give the converted body of *task*; None where it is another by now, or at fault."""
    key = rules.variant + task.key
    html = bodies.find(key, task.place) if bodies is not None else None
    if html is not None:
        return html
    try:
        data = read_steady(os.path.join(site, "content", task.file))
        markdown = markdown_of(normalize_line_ends(data.decode("utf-8-sig")))
        return to_html(markdown, rules) if digest_text(markdown) == task.key else None
    except (OSError, UnicodeDecodeError, MarkupError):
        return None  # whoever makes its page tells of it
