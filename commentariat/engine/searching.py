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
from commentariat.search.index import ROOT, Part, build_index
from commentariat.search.invert import Inverted, invert
from commentariat.search.model import Document, FacetTerms, File, Source, Text
from commentariat.search.revise import MOST, State, revise_index
from commentariat.search.shown_text import show_text

_BATCH = 256  # articles
_MADE_OF = "."
"""With what begin the names of what files are made of, among those of files."""
_ARTICLE, _DATES, _FACETS = ".article ", ".dates", ".facets"
_STATE = ".state"
_ENCODE = msgspec.msgpack.Encoder(order="deterministic").encode
_ENCODE_DATES = msgspec.msgpack.Encoder().encode
_DECODE = msgspec.msgpack.Decoder(Source).decode
_DECODE_DATES = msgspec.msgpack.Decoder(dict[str, str]).decode
_DECODE_FACETS = msgspec.msgpack.Decoder(list[FacetTerms]).decode


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

    What is not in the memory in *cache* is made anew. It counts for the *state* in which
    the site was left: what is remembered of another has all articles compared.
    """

    def __init__(self, cache: Path, bodies: Bodies, state: str = "") -> None:
        self._cache = cache
        self._bodies = bodies
        self._state = state
        self._is_compared = False
        """Whether the files are known to be those of the site before it was edited."""
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
        made_of = {_ARTICLE + slug: File(_ENCODE(one)) for slug, one in listed.items()}
        dates = {slug: one.card.date for slug, one in listed.items()}
        made_of[_DATES] = self._date_file(dates)
        made_of[_FACETS] = File(_ENCODE(list(facets)))
        names = {name for name in self._kept if name.startswith(_MADE_OF)} - {_STATE}
        others = [
            name
            for name in names | made_of.keys()
            if self._kept.get(name) != made_of.get(name)
        ]
        if others and not self._revise(made_of, others):
            documents = [_document(one) for one in listed.values()]
            files = build_index(documents, facets, partial(self._invert, listed))
            self._kept = made_of | files
        self._is_compared = True
        return self._told()

    def digests_after(
        self,
        sources: Mapping[str, Source | None],
        facets: Sequence[FacetTerms],
        count: int,
    ) -> dict[str, str] | None:
        """
        Tell the same where *sources*, by their slugs, alone may be others.

        There are *count* articles in all. What is None is none of them. None: it is
        not so, or not known.
        """
        is_of_state = self._state and self._kept.get(_STATE) == _file_of(self._state)
        if not (self._is_compared or is_of_state):
            return None
        dates = self._dates()
        for slug, source in sources.items():
            dates.pop(slug, None)
            if source is not None:
                dates[slug] = source.card.date
        if len(dates) != count:
            return None
        made_of: dict[str, File | None] = {
            _ARTICLE + slug: File(_ENCODE(one)) if one else None
            for slug, one in sources.items()
        }
        made_of[_DATES] = self._date_file(dates)
        made_of[_FACETS] = File(_ENCODE(list(facets)))
        others = [name for name in made_of if self._kept.get(name) != made_of[name]]
        return None if others and not self._revise(made_of, others) else self._told()

    def _dates(self) -> dict[str, str]:
        """Give the date of every article that is in the files, by slug."""
        kept = self._kept.get(_DATES)
        return _DECODE_DATES(kept.data) if kept else {}

    def _date_file(self, dates: dict[str, str]) -> File:
        """Make what *dates* are kept in; what is kept, if they are the same."""
        kept = self._kept.get(_DATES)
        return kept if kept and self._dates() == dates else File(_ENCODE_DATES(dates))

    def _told(self) -> dict[str, str]:
        files = self._kept.items()
        return {path: one.digest for path, one in files if path[0] != _MADE_OF}

    def _revise(
        self, made_of: Mapping[str, File | None], others: Sequence[str]
    ) -> bool:
        """Revise the files for what *others* of what they are made of are now."""
        if len(others) > MOST or not {ROOT, _DATES, _FACETS} <= self._kept.keys():
            return False
        now = {**self._kept, **{name: made_of.get(name) for name in others}}
        after = {name: one for name, one in now.items() if one is not None}
        slugs = [
            one.removeprefix(_ARTICLE) for one in others if one.startswith(_ARTICLE)
        ]
        with self._bodies.open() as bodies:
            states = [_State(self._bodies, bodies, one) for one in (self._kept, after)]
            changed = revise_index(self._kept, states[0].state, states[1].state, slugs)
        if changed is None:
            return False
        for path, one in changed.items():
            if one is None:
                after.pop(path, None)
            else:
                after[path] = one
        self._kept = after
        return True

    def data(self, path: str) -> bytes:
        """Give a file of those of which digests were told last."""
        return self._kept[path].data

    def keep(self, state: str) -> bool:
        """
        Remember on disk what there is now, in this *state* of the site.

        Tells whether all was what it was said to be; else nothing is remembered.
        """
        if self._is_sound:
            gone = self._store.keys() - self._kept.keys()
            kept = {**self._kept, **dict.fromkeys(gone), _STATE: _file_of(state)}
            self._store.update(kept)
        return self._is_sound

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


class _State:
    """What an index is made of at one time, read where it is asked for."""

    def __init__(
        self, bodies: Bodies, kept: BodyCache | None, made_of: Mapping[str, File]
    ) -> None:
        self._bodies = bodies
        self._kept = kept
        self._made_of = made_of
        self.state = State(
            _DECODE_DATES(made_of[_DATES].data),
            self._document,
            self._text,
            _DECODE_FACETS(made_of[_FACETS].data),
        )

    def _source(self, slug: str) -> Source:
        return _DECODE(self._made_of[_ARTICLE + slug].data)

    def _document(self, slug: str) -> Document:
        return _document(self._source(slug))

    def _text(self, slug: str) -> Text | None:
        one = self._source(slug)
        place = self._bodies.find(one.body)
        task = BodyTask(0, one.text, one.body, one.file, place)
        html = _read(self._bodies.site, self._bodies.rules, self._kept, task)
        if html is None:
            return None
        return msgspec.structs.replace(one.text, body=show_text(html))


def _file_of(state: str) -> File:
    return File(state.encode())


def _document(source: Source) -> Document:
    return Document(source.card, source.text, source.terms)


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
