"""Search as the index answers it, by looking through the texts: slow, and plain."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, pairwise
from typing import Any

import msgspec

from commentariat.search.common_words import COMMON
from commentariat.search.folding import UNSPACED, fold, split_words
from commentariat.search.index import part_documents
from commentariat.search.invert import join_texts, sign
from commentariat.search.model import LANGUAGE, Card, Document, FacetTerms
from commentariat.search.model import Text as Searched
from commentariat.search.queries import Term, fold_words, parse_query, wanted_words
from commentariat.search.reader import Query
from commentariat.search.shown_text import paragraphs_of
from commentariat.search.stems import stemmer_of
from commentariat.search.term_lists import FOLLOWED

Place = tuple[int, int]
Weights = Mapping[str, Any]
"""What counts how much, as `root.json` has it."""
_BODY = re.compile(r'<div class="text">(.*?)\n</div>\n', re.DOTALL)
_NUMBER = re.compile(r'<a class="pn".*?</a>', re.DOTALL)


def shown_paragraphs(page: str) -> tuple[str, ...]:
    """List the texts of the body that the *page* of an article shows."""
    found = _BODY.search(page)
    return tuple(paragraphs_of(_NUMBER.sub("", found[1]))) if found else ()


def count_terms(
    documents: Sequence[Document], facets: Sequence[str]
) -> list[FacetTerms]:
    """Tell the terms that *documents* have of *facets*."""
    found = []
    for facet in facets:
        counts = Counter(key for one in documents for key in one.terms.get(facet, ()))
        rows = tuple((key, key.title(), counts[key]) for key in sorted(counts))
        found.append(FacetTerms(facet, rows))
    return found


class Text(msgspec.Struct, frozen=True):
    """An article, with all that is searched."""

    slug: str
    title: str = ""
    dek: str = ""
    authors: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    date: str = ""
    language: str = "en"
    terms: Mapping[str, tuple[str, ...]] = {}
    """Keys of its terms by the name of their facet: of authors too, where names are none."""

    @property
    def keys(self) -> dict[str, tuple[str, ...]]:
        """The keys by which it is found, by the name of their facet."""
        own = {"authors": self.authors, LANGUAGE: (self.language,)}
        return {**own, **self.terms}

    @property
    def document(self) -> Document:
        """The article as the index knows it."""
        return Document(
            Card(self.slug, self.title, self.dek, self.authors, self.date, "", ""),
            Searched(
                self.language,
                self.title,
                self.dek,
                self.authors,
                join_texts(self.body),
            ),
            self.keys,
        )

    @property
    def paragraphs(self) -> list[tuple[str, ...]]:
        """The folded words of each text."""
        texts = (*self.body, self.title, self.dek, *self.authors)
        return [fold_words(text) for text in texts]

    @property
    def fields(self) -> dict[str, list[list[tuple[str, str]]]]:
        """Each word of each text of each field: its form, and its stem."""
        stem = stemmer_of(self.language)
        texts = {
            "body": self.body,
            "title": (self.title,),
            "dek": (self.dek,),
            "names": self.authors,
        }
        return {
            field: [
                [(fold(word), stem(word)) for word in split_words(text) if fold(word)]
                for text in found
            ]
            for field, found in texts.items()
        }


class TextSearch:
    """Looks through texts; *rarity* and *step* give what words count."""

    def __init__(
        self,
        texts: Sequence[Text],
        rarity: Callable[[int, int], int],
        step: Callable[[int, int], int],
    ) -> None:
        by_slug = {one.slug: one for one in texts}
        self.texts = {
            (number, slot): by_slug[document.card.slug]
            for number, part in enumerate(part_documents([t.document for t in texts]))
            for slot, document in part.documents.items()
        }
        split = {place: one.fields for place, one in self.texts.items()}
        self._paragraphs = {
            place: [text for found in texts_of.values() for text in found]
            for place, texts_of in split.items()
        }
        self._fields = {
            place: {field: [*chain(*found)] for field, found in texts_of.items()}
            for place, texts_of in split.items()
        }
        self._rarity, self._step = rarity, step
        having: dict[str, set[tuple[Place, str]]] = {}
        for place, fields in self._fields.items():
            for words in fields.values():
                for form, stem in words:
                    having.setdefault(form, set()).add((place, stem))
        self._having = {
            form: {place for place, _ in has} for form, has in having.items()
        }
        self.stems = {form: {stem for _, stem in has} for form, has in having.items()}
        self._after = self._sign()
        self.scales = {form: int(math.log2(len(has))) for form, has in having.items()}

    def _sign(self) -> dict[str, dict[Place, set[int]]]:
        """Tell for each stem, and each place that has it, what comes after it there."""
        found: dict[str, dict[Place, set[int]]] = {}
        for place, paragraphs in self._paragraphs.items():
            for words in paragraphs:
                for _, stem in words:
                    found.setdefault(stem, {}).setdefault(place, set())
                telling = [n for n, (form, _) in enumerate(words) if form not in COMMON]
                for first, last in pairwise(telling):
                    run = [form for form, _ in words[first : last + 1]]
                    found[words[first][1]][place].add(sign(run))
        return found

    def answer(self, query: Query, weights: Weights) -> list[str]:
        """List the slugs of what *query* finds, in order."""
        terms = parse_query(query.text, is_open=query.is_open)
        wanted = [one for one in terms if not one.is_excluded]
        telling = [
            one
            for one in wanted
            if one.is_phrase or one.is_open or one.words[0] not in COMMON
        ]
        wanted = telling or wanted
        scores = [self._scores(one, weights) for one in wanted]
        places = set(self.texts)
        for one in terms:
            if one.is_excluded:
                places -= self._scores(one, weights).keys()
        held = Counter({place: sum(place in one for one in scores) for place in places})
        most = max(held.values(), default=0)
        found = [p for p in places if held[p] == most and (most or not wanted)]
        found = [place for place in found if self._holds(self.texts[place], query)]
        scores.append(self._score_run(wanted_words(terms), weights))
        total = {place: sum(one.get(place, 0) for one in scores) for place in found}

        def key(place: Place) -> tuple[object, ...]:
            date = self.texts[place].date
            if wanted and not query.sort:
                return -total[place], place
            day = int((date + "-01-01")[:10].replace("-", "")) if date else 0
            return not date, day if query.sort == "oldest" else -day, place

        return [self.texts[place].slug for place in sorted(found, key=key)]

    def _holds(self, text: Text, query: Query) -> bool:
        year = int(text.date[:4] or 0)
        is_in = query.since <= year <= (query.until or 9999)
        if (query.since or query.until) and not (year and is_in):
            return False
        keys = text.keys
        return all(
            set(wanted) <= set(keys.get(facet, ()))
            for facet, wanted in query.terms.items()
        )

    def _score_run(self, words: tuple[str, ...], weights: Weights) -> dict[Place, int]:
        telling = [n for n, word in enumerate(words) if word not in COMMON]
        if len(words) < weights["run_words"] or len(telling) < 2:
            return {}
        runs = [words[first : last + 1] for first, last in pairwise(telling)]
        places = set.intersection(*map(self._followed, runs))
        return dict.fromkeys(
            places, self._rarity(len(self.texts), len(places)) * weights["run"]
        )

    def _followed(self, run: tuple[str, ...]) -> set[Place]:
        found = set()
        for stem in self.stems.get(run[0], ()):
            for part in {place[0] for place in self._after[stem]}:
                here = {p: a for p, a in self._after[stem].items() if p[0] == part}
                is_kept = len(here) >= FOLLOWED and any(here.values())
                found |= {p for p in here if not is_kept or sign(run) in here[p]}
        return found

    def _scores(self, term: Term, weights: Weights) -> dict[Place, int]:
        if not term.is_phrase:
            return self._score(self._stems_of(term), weights)
        size = len(term.words)
        near = set.intersection(*[self._having.get(one, set()) for one in term.words])
        having = [
            place
            for place in near
            if any(
                tuple(form for form, _ in words[n : n + size]) == term.words
                for words in self._paragraphs[place]
                for n in range(len(words))
            )
        ]
        telling = [word for word in term.words if word not in COMMON]
        scores = [
            self._score(self.stems.get(word, set()), weights)
            for word in telling or term.words
        ]
        return {place: sum(one[place] for one in scores) for place in having}

    def _stems_of(self, term: Term) -> set[str]:
        (form,) = term.words
        forms = [form] if form in self.stems else []
        longer = [one for one in self.stems if one.startswith(form) and one != form]
        if term.is_open and (len(form) > 2 or UNSPACED.match(form)):
            longer.sort(key=lambda one: (-self.scales[one], one.encode("utf-16-be")))
            forms += longer[:8]
        if not forms and not term.is_excluded:
            other = form[2:] if form.startswith("ال") else f"ال{form}"
            if "\u0620" <= form[0] <= "\u064a" and other in self.stems:
                return self.stems[other]
            near = {one: _common(form, one) for one in self.stems}
            near = {
                one: count
                for one, count in near.items()
                if count >= 4 and max(len(one), len(form)) - count <= 3
            }
            forms = [one for one in near if near[one] == max(near.values())]
        return set().union(*[self.stems[one] for one in forms])

    def _score(self, stems: Iterable[str], weights: Weights) -> dict[Place, int]:
        wanted = set(stems)
        found: dict[Place, dict[str, int]] = {}
        for place in set().union(*[self._after.get(stem, {}) for stem in wanted]):
            fields = self._fields[place]
            counts = Counter(stem for _, stem in fields["body"] if stem in wanted)
            length = len(fields["body"])
            here = {
                field: 1
                for field in fields
                if any(s in wanted for _, s in fields[field])
            }
            if counts:
                here["body"] = max(self._step(n, length) for n in counts.values())
            if here:
                found[place] = here
        share = 4 if any("names" in here for here in found.values()) else 1
        rare = self._rarity(len(self.texts), len(found))
        bodies = weights["body"]
        return {
            place: rare
            * sum(
                bodies[value] // share if field == "body" else weights[field]
                for field, value in here.items()
            )
            for place, here in found.items()
        }


def _common(word: str, other: str) -> int:
    count = 0
    while (
        word[count : count + 1] and word[count : count + 1] == other[count : count + 1]
    ):
        count += 1
    return count
