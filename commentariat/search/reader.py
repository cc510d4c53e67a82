"""Answers of the index: what the browser does with its files, done here."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from heapq import nsmallest
from itertools import pairwise
from typing import Any

import msgspec

from commentariat.search.columns import read_dates, read_slots, read_terms, year_of
from commentariat.search.folding import UNSPACED
from commentariat.search.forms import read_form
from commentariat.search.index import CARDS, ROOT
from commentariat.search.invert import sign
from commentariat.search.model import Card
from commentariat.search.queries import Term, parse_query, wanted_words
from commentariat.search.ranges import find_range, order, range_name, read_range
from commentariat.search.ranking import rarity
from commentariat.search.spelling import ARABIC, ARTICLE, distance, likeness
from commentariat.search.term_lists import read_followers, read_lists, split_lists

COMPLETIONS = 8
"""Words that the last word of a query is completed to, at most."""
_SHORTEST = 3  # letters of what is completed
_CHECKED = 20  # articles with a phrase that are looked through, at most

Place = tuple[int, int]
"""An article: the number of its part, and its slot."""
Check = Callable[[Card], Sequence[Sequence[str]]]
"""Gives the folded words of an article, by paragraphs."""


class Query(msgspec.Struct, frozen=True):
    """What is asked: words, and what else must hold of every article that is found."""

    text: str = ""
    terms: Mapping[str, tuple[str, ...]] = {}
    """Keys of terms by the name of their facet: all of them."""
    since: int = 0
    """The first year; 0: any, and the undated."""
    until: int = 0
    """The last year; likewise."""
    sort: str = ""
    """`newest` or `oldest`; else by relevance, or the newest where there is no text."""
    is_open: bool = False
    """Whether the last word may go on."""


class Answer(msgspec.Struct, frozen=True):
    """What was found, in order."""

    places: tuple[Place, ...]
    is_about: bool = False
    """Whether some may not have a phrase as it stands: not all were looked through."""
    is_partial: bool = False
    """Whether nothing has all that is asked: these have the most of it."""
    likely: Mapping[str, str] = {}
    """Words that are nowhere, and what was likely meant."""


class _Found:
    """Where a word is, by field: with the steps of bodies."""

    def __init__(self) -> None:
        self.body: dict[Place, int] = {}
        self.title: set[Place] = set()
        self.dek: set[Place] = set()
        self.names: set[Place] = set()

    @cached_property
    def places(self) -> set[Place]:
        return self.body.keys() | self.title | self.dek | self.names


class Reader:
    """
    Answers queries from the files of an index.

    *read* gives a file by its path; *check* gives the text of an article, where a phrase
    is to be exact.
    """

    def __init__(
        self, read: Callable[[str], bytes], check: Check | None = None
    ) -> None:
        self._read = read
        self._check = check
        self._rows: dict[str, dict[bytes, bytes]] = {}
        self.root: dict[str, Any] = json.loads(read(ROOT))
        self.parts: list[dict[str, Any]] = self.root["parts"]
        self._common = frozenset(self.root["common"])

    def answer(self, query: Query) -> Answer:
        """Answer *query*."""
        terms = parse_query(query.text, is_open=query.is_open)
        wanted = self._telling([one for one in terms if not one.is_excluded])
        likely: dict[str, str] = {}
        is_about = False
        if wanted:
            scores: dict[Place, int] = {}
            held: Counter[Place] = Counter()
            for term in wanted:
                found, is_sure = self._find(term, likely)
                is_about |= not is_sure
                held.update(found.keys())
                for place, score in found.items():
                    scores[place] = scores.get(place, 0) + score
            for place, score in self._score_run(wanted_words(terms)).items():
                scores[place] = scores.get(place, 0) + score
        else:
            scores = dict.fromkeys(self._everything, 0)
            held = Counter(scores.keys())
        for term in terms:
            if term.is_excluded:
                found, is_sure = self._find(term, {})
                is_about |= not is_sure
                for place in found:
                    del held[place]
        most = max(held.values(), default=0)
        places = [place for place, count in held.items() if count == most]
        places = self._filter(places, query)
        return Answer(
            self._sort(places, scores, query, has_words=bool(wanted)),
            is_about,
            bool(wanted) and most < len(wanted),
            likely,
        )

    def counts(self, places: Iterable[Place], facet: str) -> Counter[str]:
        """Count the *places* that each term of *facet* has, by its key."""
        wanted = set(places)
        keys = [row[0] for row in self.facet(facet)]
        column = self._column(facet)
        return Counter(keys[one] for place in wanted for one in column[place])

    def facet(self, name: str) -> list[tuple[str, str, int]]:
        """Give the terms of a facet: key, name and number of articles."""
        return [
            tuple(row) for row in json.loads(self._read(f"facets/{name}/terms.json"))
        ]

    def card(self, place: Place) -> Card:
        """Give what a result shows."""
        part, slot = place
        name = self.parts[part]["name"]
        rows = json.loads(self._read(f"cards/{name}/{slot // CARDS}.json"))
        _, *values = next(row for row in rows if row[0] == slot)
        return msgspec.convert(values, Card)

    def complete(self, start: str) -> list[str]:
        """Complete *start*: to the most frequent forms that go on from it."""
        if len(start) < _SHORTEST and not UNSPACED.match(start):
            return []
        forms = [one for one in self._forms(start) if one[0] != start]
        return [form for form, _, _ in sorted(forms, key=_by_frequency)[:COMPLETIONS]]

    def stems(self, form: str) -> tuple[str, ...]:
        """Give the stems of a folded word; none where it is nowhere."""
        value = self._lookup("forms", self.root["forms"], form)
        return tuple(read_form(form.encode(), value)[1]) if value else ()

    def alike(self, form: str) -> list[str]:
        """List forms that are most likely inflections of the same word as *form*."""
        if ARABIC.match(form):
            other = form[2:] if form.startswith(ARTICLE) else ARTICLE + form
            if self.stems(other):
                return [other]
        found = [(likeness(form, other), other) for other, *_ in self._forms(form[:4])]
        most = max((like for like, _ in found), default=0)
        return [other for like, other in found if like == most > 0]

    def suggest(self, form: str) -> str:
        """Suggest what was meant by a word that is nowhere; empty: nothing."""
        reach = 1 if len(form) < 6 else 2
        found = [
            (far, -scale, order(other), other)
            for other, scale, _ in self._forms(form[:1])
            if scale and (far := distance(form, other, reach)) <= reach
        ]
        return min(found)[-1] if found and len(form) > 2 else ""

    def _telling(self, terms: Sequence[Term]) -> list[Term]:
        """Leave out common words, if there are others."""
        telling = [
            one
            for one in terms
            if one.is_phrase or one.is_open or one.words[0] not in self._common
        ]
        return telling or list(terms)

    def _find(
        self, term: Term, likely: dict[str, str]
    ) -> tuple[dict[Place, int], bool]:
        """Find the places of *term*, with what they score; tell whether that is sure."""
        if not term.is_phrase:
            return self._score(self._where(self._stems_of(term, likely))), True
        return self._find_phrase(term.words)

    def _stems_of(self, term: Term, likely: dict[str, str]) -> list[str]:
        form = term.words[0]
        forms = [form] if self.stems(form) else []
        if term.is_open:
            forms += self.complete(form)
        if not forms and not term.is_excluded:
            forms = self.alike(form)
            if not forms and (meant := self.suggest(form)):
                likely[form] = meant
        return list(dict.fromkeys(stem for one in forms for stem in self.stems(one)))

    def _where(self, stems: Iterable[str]) -> _Found:
        """Unite where *stems* are: a body has the largest of their steps."""
        found = _Found()
        for number, part in enumerate(self.parts):
            for stem in stems:
                value = self._lookup(f"terms/{part['name']}", part["terms"], stem)
                if not value:
                    continue
                lists = split_lists(read_lists(value, part["size"]))
                for slot, step in lists.body.items():
                    place = number, slot
                    found.body[place] = max(found.body.get(place, 0), step)
                found.title.update((number, slot) for slot in lists.title)
                found.dek.update((number, slot) for slot in lists.dek)
                found.names.update((number, slot) for slot in lists.names)
        return found

    def _score(self, found: _Found) -> dict[Place, int]:
        weights = self.root["weights"]
        rare = rarity(self.root["articles"], len(found.places))
        bodies = weights["body"]
        if found.names:
            bodies = [one // weights["name_share"] for one in bodies]
        scores = {}
        for place in found.places:
            score = bodies[found.body[place]] if place in found.body else 0
            score += weights["title"] if place in found.title else 0
            score += weights["dek"] if place in found.dek else 0
            score += weights["names"] if place in found.names else 0
            scores[place] = rare * score
        return scores

    def _score_run(self, words: tuple[str, ...]) -> dict[Place, int]:
        """Score the places that most likely have all *words* of a query in a row."""
        weights = self.root["weights"]
        telling = self._telling_of(words)
        if len(words) < weights["run_words"] or len(telling) < 2:
            return {}
        places = self._in_a_row(words, telling)
        score = rarity(self.root["articles"], len(places)) * weights["run"]
        return dict.fromkeys(places, score)

    def _telling_of(self, words: Sequence[str]) -> list[int]:
        return [n for n, word in enumerate(words) if word not in self._common]

    def _in_a_row(self, words: tuple[str, ...], telling: Sequence[int]) -> set[Place]:
        """Take the places where each of the *telling* words may be followed by the next."""
        runs = [words[first : last + 1] for first, last in pairwise(telling)]
        return set.intersection(*map(self._followed, runs))

    def _find_phrase(self, words: tuple[str, ...]) -> tuple[dict[Place, int], bool]:
        telling = self._telling_of(words)
        parts = [
            self._where(self.stems(words[n])) for n in telling or range(len(words))
        ]
        places = set.intersection(*[one.places for one in parts])
        if len(telling) > 1:
            places &= self._in_a_row(words, telling)
        scores: dict[Place, int] = dict.fromkeys(places, 0)
        for one in parts:
            found = self._score(one)
            for place in places:
                scores[place] += found[place]
        if self._check is None:
            return scores, False
        best = nsmallest(_CHECKED, places, key=lambda place: (-scores[place], place))
        for place in best:
            if not self._has(place, words):
                del scores[place]
        return scores, len(places) <= _CHECKED

    def _followed(self, run: tuple[str, ...]) -> set[Place]:
        """Take the places where the first of *run* may be followed by the rest."""
        signature = sign(run)
        found = set()
        for number, part in enumerate(self.parts):
            for stem in self.stems(run[0]):
                value = self._lookup(f"terms/{part['name']}", part["terms"], stem)
                if not value:
                    continue
                slots = split_lists(read_lists(value, part["size"])).slots
                after = self._lookup(f"phrases/{part['name']}", part["phrases"], stem)
                signed = (
                    read_followers(after) if after else ({signature} for _ in slots)
                )
                for slot, signatures in zip(slots, signed, strict=True):
                    if signature in signatures:
                        found.add((number, slot))
        return found

    def _has(self, place: Place, words: tuple[str, ...]) -> bool:
        assert self._check is not None
        size = len(words)
        return any(
            tuple(text[n : n + size]) == words
            for text in self._check(self.card(place))
            for n in range(len(text) - size + 1)
        )

    def _filter(self, places: list[Place], query: Query) -> list[Place]:
        for facet, keys in query.terms.items():
            numbers = {row[0]: number for number, row in enumerate(self.facet(facet))}
            column = self._column(facet)
            for key in keys:
                number = numbers.get(key)
                places = [place for place in places if number in column[place]]
        if query.since or query.until:
            first, last = query.since, query.until or 9999
            days = self._days
            places = [
                p for p in places if days[p] and first <= year_of(days[p]) <= last
            ]
        return places

    def _sort(
        self,
        places: Iterable[Place],
        scores: Mapping[Place, int],
        query: Query,
        *,
        has_words: bool,
    ) -> tuple[Place, ...]:
        if query.sort not in ("newest", "oldest") and has_words:
            return tuple(sorted(places, key=lambda place: (-scores[place], place)))
        days, turn = self._days, 1 if query.sort == "oldest" else -1
        return tuple(sorted(places, key=lambda p: (not days[p], turn * days[p], p)))

    @cached_property
    def _everything(self) -> tuple[Place, ...]:
        return tuple(
            (number, slot)
            for number, part in enumerate(self.parts)
            for slot in read_slots(self._read(f"slots/{part['name']}.bin"))
        )

    @cached_property
    def _days(self) -> dict[Place, int]:
        found: list[int] = []
        for part in self.parts:
            found += read_dates(
                self._read(f"dates/{part['name']}.bin"), part["articles"]
            )
        return dict(zip(self._everything, found, strict=True))

    def _column(self, facet: str) -> dict[Place, list[int]]:
        width = next(
            one["width"] for one in self.root["facets"] if one["name"] == facet
        )
        found: list[list[int]] = []
        for part in self.parts:
            data = self._read(f"facets/{facet}/{part['name']}.bin")
            found += read_terms(data, part["articles"], width)
        return dict(zip(self._everything, found, strict=True))

    def _lookup(self, folder: str, firsts: Sequence[str], key: str) -> bytes:
        rows = self._range(folder, find_range(firsts, key)) if firsts else {}
        return rows.get(key.encode(), b"")

    def _range(self, folder: str, first: str) -> dict[bytes, bytes]:
        path = f"{folder}/{range_name(first)}"
        if path not in self._rows:
            self._rows[path] = dict(read_range(self._read(path)))
        return self._rows[path]

    def _forms(self, start: str) -> list[tuple[str, int, Sequence[str]]]:
        """List the forms that begin with *start*: with their scale, and their stems."""
        firsts = self.root["forms"]
        if not firsts:
            return []
        begin = firsts.index(find_range(firsts, start))
        found = []
        for first in firsts[begin:]:
            if order(first) > order(start) and not first.startswith(start):
                break
            for key, value in self._range("forms", first).items():
                form = key.decode()
                if form.startswith(start):
                    found.append((form, *read_form(key, value)))
        return found


def _by_frequency(form: tuple[str, int, Sequence[str]]) -> tuple[int, bytes]:
    return -form[1], order(form[0])
