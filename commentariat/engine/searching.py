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
from commentariat.search.model import (
    Document,
    FacetTerms,
    File,
    Head,
    Held,
    Source,
    Text,
)
from commentariat.search.revise import MOST, State, revise_index
from commentariat.search.shown_text import show_text

_BATCH = 256  # articles
_ARTICLE, _DATES, _FACETS = ".article ", ".dates", ".facets"
_HEADS, _STATE = ".heads", ".state"
"""Names, or their beginnings, of what is kept beside the files: none of these begins so."""
_ENCODE = msgspec.msgpack.Encoder(order="deterministic").encode
_ENCODE_AS_IS = msgspec.msgpack.Encoder().encode
_DECODE = msgspec.msgpack.Decoder(Source).decode
_DECODE_FILE = msgspec.msgpack.Decoder(File).decode
_DECODE_HEADS = msgspec.msgpack.Decoder(dict[str, Head]).decode
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

    def __init__(
        self, cache: Path, bodies: Bodies, state: str = "", part: str = ""
    ) -> None:
        self._cache = cache
        self._part = part
        """Tells the index of one language from those of others in the memory."""
        self._parts: dict[str, SearchIndex] = {}
        self._bodies = bodies
        self._state = state
        self._is_compared = False
        """Whether the files are known to be those of the site before it was edited."""
        self._is_sound = True
        """Whether all bodies were what they were said to be."""
        self._is_anew = False
        self._changes: dict[str, bytes | None] = {}
        """What is not in the memory yet."""

    def within(self, prefix: str) -> SearchIndex:
        """Give what makes the index of a further language, kept with this by its *prefix*."""
        if not prefix:
            return self
        if prefix not in self._parts:
            made = SearchIndex(
                self._cache, self._bodies, self._state, f".{prefix.strip('/')}"
            )
            self._parts[prefix] = made
        return self._parts[prefix]

    @property
    def is_anew(self) -> bool:
        """Whether all files were made anew where there had been some."""
        return self._is_anew or any(one.is_anew for one in self._parts.values())

    @cached_property
    def _store(self) -> KeyValueStore[bytes]:
        stamp = f"{program_digest()} {self._bodies.rules.variant}"
        return open_store(self._cache, f"search.index{self._part}", memoryview, stamp)

    @cached_property
    def _heads(self) -> dict[str, Head]:
        """What is known of every file before it is read."""
        heads = self._store.get(_HEADS)
        return _DECODE_HEADS(heads) if heads else {}

    @cached_property
    def _dates(self) -> dict[str, str] | None:
        """The date of every article that is in the files, by slug; None without any."""
        dates = self._store.get(_DATES)
        return _DECODE_DATES(dates) if dates else None

    def _get(self, name: str) -> bytes | None:
        return self._changes[name] if name in self._changes else self._store.get(name)

    def digests(
        self, sources: Iterable[Source], facets: Sequence[FacetTerms]
    ) -> dict[str, str]:
        """Tell the digest of every file, by its path below the folder of the index."""
        listed = {one.card.slug: one for one in sources}
        dates = {slug: one.card.date for slug, one in listed.items()}
        made_of: dict[str, bytes | None] = {
            _ARTICLE + slug: _ENCODE(one) for slug, one in listed.items()
        }
        gone = (self._dates or {}).keys() - dates.keys()
        made_of |= dict.fromkeys([_ARTICLE + slug for slug in gone])
        self._is_compared = True
        if not self._take(made_of, dates, facets):
            self._is_anew = bool(self._heads)
            documents = [_document(one) for one in listed.values()]
            files = build_index(documents, facets, partial(self._invert, listed))
            lost = self._heads.keys() - files.keys()
            self._heads = {path: one.head for path, one in files.items()}
            self._put(made_of, files | dict.fromkeys(lost), dates, facets)
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
        if not self._is_compared and self.remembered() is None:
            return None
        dates = dict(self._dates or {})
        for slug, source in sources.items():
            dates.pop(slug, None)
            if source is not None:
                dates[slug] = source.card.date
        if len(dates) != count:
            return None
        made_of = {
            _ARTICLE + slug: _ENCODE(one) if one else None
            for slug, one in sources.items()
        }
        return self._told() if self._take(made_of, dates, facets) else None

    def _told(self) -> dict[str, str]:
        return {path: head.digest for path, head in self._heads.items()}

    def _take(
        self,
        made_of: Mapping[str, bytes | None],
        dates: dict[str, str],
        facets: Sequence[FacetTerms],
    ) -> bool:
        """Revise the files for what they are made of now; tell whether they are that."""
        known = self._get(_FACETS)
        if self._dates is None or known is None or ROOT not in self._heads:
            return False
        others = {name: one for name, one in made_of.items() if self._get(name) != one}
        if not others and dates == self._dates and _ENCODE(list(facets)) == known:
            return True
        if len(others) > MOST:
            return False
        slugs = [name.removeprefix(_ARTICLE) for name in others]
        with self._bodies.open() as bodies:
            states = [
                _State(
                    self._bodies, bodies, self._get, self._dates, _DECODE_FACETS(known)
                ),
                _State(
                    self._bodies,
                    bodies,
                    lambda name: others[name] if name in others else self._get(name),
                    dates,
                    facets,
                ),
            ]
            held = Held(self._heads, self._read)
            changed = revise_index(held, states[0].state, states[1].state, slugs)
        if changed is None:
            return False
        for path, one in changed.items():
            if one is None:
                del self._heads[path]
            else:
                self._heads[path] = one.head
        self._put(others, changed, dates, facets)
        return True

    def _put(
        self,
        made_of: Mapping[str, bytes | None],
        files: Mapping[str, File | None],
        dates: dict[str, str],
        facets: Sequence[FacetTerms],
    ) -> None:
        """Know *files* that are others now, and what they are made of."""
        self._changes |= made_of
        self._changes |= {
            path: None if one is None else _ENCODE(one) for path, one in files.items()
        }
        self._dates = dates
        self._changes |= {
            _DATES: _ENCODE_AS_IS(dates),
            _FACETS: _ENCODE(list(facets)),
            _HEADS: _ENCODE_AS_IS(self._heads),
        }

    def _read(self, path: str) -> File:
        found = self._get(path)
        assert found is not None
        return _DECODE_FILE(found)

    def data(self, path: str) -> bytes:
        """Give a file of those of which digests were told last."""
        return self._read(path).data

    def remembered(self) -> dict[str, str] | None:
        """Tell the digests of what is remembered, if it is of the state of the site."""
        is_of_state = self._store.get(_STATE) == self._state.encode()
        return self._told() if self._state and is_of_state else None

    def keep(self, state: str) -> bool:
        """
        Remember on disk what there is now, in this *state* of the site.

        Tells whether all was what it was said to be; else nothing is remembered.
        """
        if self._is_sound:
            self._store.update(self._changes | {_STATE: state.encode()})
            self._changes = {}
        are_kept = [one.keep(state) for one in self._parts.values()]
        return self._is_sound and all(are_kept)

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
        self,
        bodies: Bodies,
        kept: BodyCache | None,
        get: Callable[[str], bytes | None],
        dates: Mapping[str, str],
        facets: Sequence[FacetTerms],
    ) -> None:
        self._bodies = bodies
        self._kept = kept
        self._get = get
        self.state = State(dates, self._document, self._text, facets)

    def _source(self, slug: str) -> Source:
        found = self._get(_ARTICLE + slug)
        assert found is not None
        return _DECODE(found)

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
