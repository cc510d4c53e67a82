"""The terms of a site: listed, drafted files, and their names settled."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from commentariat.archive.archive import Archive, Term
from commentariat.archive.collation import collation_key
from commentariat.archive.folders import CONTENT
from commentariat.archive.model import Article, Item
from commentariat.archive.term_rules import Rules, term_key
from commentariat.config import Settings
from commentariat.engine.lock import site_lock
from commentariat.engine.sources import Loaded
from commentariat.errors import Problem, UsageError, near_match
from commentariat.facets import AUTHORS, Facet
from commentariat.intake.decisions.decision import Verdict
from commentariat.intake.decisions.point import NameSide
from commentariat.pipeline.articles import visible
from commentariat.pipeline.author_drafts import AuthorDraft, draft_authors
from commentariat.pipeline.options import Options, in_order, settings_of
from commentariat.pipeline.term_rules import load_rules, ruled_archive
from commentariat.pipeline.workspace import Workspace, writing
from commentariat.site.tree import own_articles

_PATIENCE = 30
"""Seconds to wait for another run that is in the site just now."""
_YEAR = 4
_SAME_LETTERS = "capitals, accents and marks make no other name"


class OpenedTerms:
    """A site opened to look at its terms."""

    def __init__(self, work: Workspace, loaded: Loaded) -> None:
        self.settings = work.settings
        self.now = work.now
        """The moment that decides what is out."""
        self.loaded = loaded
        self.rules = load_rules(work.options.site, loaded.digests, self.settings.facets)
        self.archive = self.ruled(self.rules)
        """Of all articles, those that are not out yet among them."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with content files, which may hold more terms, and with rules."""
        found = (*self.loaded.problems, *self.archive.ruling.problems)
        return in_order((*found, *self.archive.problems))

    def ruled(self, rules: Rules) -> Archive:
        """Give the archive as it is where *rules* hold."""
        return ruled_archive(self.settings, self.loaded.records, rules)

    def written(self, facet: Facet) -> frozenset[str]:
        """List the names of *facet* that front matter uses, whatever becomes of them."""
        records = self.loaded.records.values()
        pieces = (one for one in records if isinstance(one, Article | Item))
        return frozenset(
            name for one in pieces for name in one.terms.get(facet.name, ())
        )

    def find(self, facet: Facet, name: str) -> Term | None:
        """Find the term of *facet* that goes under *name*, or is spelled like it."""
        found = self.archive.names[facet.name].get(name)
        return found or self.archive.terms[facet.name].get(term_key(facet, name))

    def place_of_name(self, facet: Facet, *names: str) -> str:
        """Tell what gives one of *names* its term: a line of rules, or a file."""
        for name in names:
            rules = self.archive.ruling.resolve(facet.name, name).rules
            if rules:
                return rules[0].location
        for name in names:
            term = self.find(facet, name)
            if term and term.file and name in (term.file.name, *term.file.other_names):
                return f"{CONTENT}/{term.file.source}"
        return _SAME_LETTERS


class ListedTerm(msgspec.Struct, frozen=True):
    """A term as a list has it."""

    name: str
    slug: str
    articles: int
    """Those that name it itself, not what is part of it."""
    file: str = ""
    """Path from the site; empty: it has none."""
    first: str = ""
    """Year of its first article; empty: none is dated."""
    last: str = ""
    names: tuple[str, ...] = ()
    """All that it goes under, where those are several."""
    parent: str = ""
    """The term that it is part of, as its file says."""


class TermList(msgspec.Struct, frozen=True):
    """The terms of a facet, and what kept some out."""

    terms: tuple[ListedTerm, ...]
    problems: tuple[Problem, ...]


class Drafted(msgspec.Struct, frozen=True):
    """Drafts of the files of authors, and what became of them."""

    drafts: tuple[AuthorDraft, ...]
    there: tuple[str, ...]
    """Paths at which something stands already."""
    silent: tuple[str, ...]
    """Names, of those asked for, of whom no article says anything."""
    filed: tuple[str, ...]
    """Names, of those asked for, who have a file."""
    problems: tuple[Problem, ...]


@contextmanager
def opened_terms(options: Options) -> Iterator[OpenedTerms]:
    """
    Open the terms of a site, and let nobody else into it meanwhile.

    Raises:
        SourceError: no settings, or another run is in the site.
    """
    settings = settings_of(options)
    with writing(options.site), site_lock(options.cache, _PATIENCE):
        work = Workspace(options, settings)
        yield OpenedTerms(work, work.sources.load((CONTENT,), work.executor))


def facet_of(settings: Settings, name: str) -> Facet:
    """
    Find the facet called *name*.

    Raises:
        UsageError: there is none.
    """
    facets = {one.name: one for one in settings.facets}
    if name not in facets:
        near = near_match(name, facets)
        said = (
            f"; did you mean {near!r}?" if near else f"; there are {', '.join(facets)}"
        )
        raise UsageError(f"no facet is called {name!r}{said}")
    return facets[name]


def term_of(opened: OpenedTerms, facet: Facet, name: str) -> Term:
    """
    Find the term of *facet* that goes under *name*.

    Raises:
        UsageError: there is none.
    """
    term = opened.find(facet, name)
    if term is None:
        raise UsageError(unknown_name(opened, facet, name))
    return term


def unknown_name(opened: OpenedTerms, facet: Facet, name: str) -> str:
    """Say that nothing is called *name*, and what may have been meant."""
    known = {
        *opened.archive.names[facet.name],
        *(term.name for term in opened.archive.terms[facet.name].values()),
        *opened.written(facet),
    }
    near = near_match(name, known)
    said = (
        f"; did you mean {near!r}?"
        if near
        else f"; 'commentariat terms list {facet.name}' lists them"
    )
    return f"no {facet.label_one.lower()} is called {name!r}{said}"


def list_terms(options: Options, name: str) -> TermList:
    """
    List the terms of the facet called *name*, those with the most articles first.

    Raises:
        UsageError: no facet is called so.
        SourceError: the settings are at fault, or another run is in the site.
    """
    with opened_terms(options) as opened:
        facet = facet_of(opened.settings, name)
        language = opened.settings.language
        own = {
            term: own_articles(opened.archive, term)
            for term in opened.archive.terms[facet.name].values()
        }
        found = [
            (
                -len(articles),
                collation_key(term.name, language, language),
                term.slug,
                term,
            )
            for term, articles in own.items()
        ]
        called: dict[Term, list[str]] = {}
        for one, term in opened.archive.names[facet.name].items():
            called.setdefault(term, []).append(one)
        found.sort(key=lambda one: one[:3])
        listed = (_listed(term, own[term], called.get(term, ())) for *_, term in found)
        return TermList(tuple(listed), opened.problems)


def _listed(
    term: Term, articles: Sequence[Article], names: Collection[str]
) -> ListedTerm:
    years = [one.date[:_YEAR] for one in articles if one.date]
    return ListedTerm(
        name=term.name,
        slug=term.slug,
        articles=len(articles),
        file=f"{CONTENT}/{term.file.source}" if term.file else "",
        first=min(years, default=""),
        last=max(years, default=""),
        names=tuple(sorted({term.name, *names})) if len(names) > 1 else (),
        parent=term.parent.name if term.parent else "",
    )


def draft_author_files(
    options: Options, names: Sequence[str] = (), least: int = 1, *, is_dry: bool
) -> Drafted:
    """
    Draft the files of authors who have none, and write them unless it *is dry*.

    They have *least* articles or more, and are those that *names* name, where any do.
    What is said in drafts, and in what is not out yet, counts for nothing. Nothing is
    overwritten.

    Raises:
        UsageError: no author is called so.
        SourceError: the settings are at fault, or another run is in the site.
    """
    with opened_terms(options) as opened:
        archive = opened.archive
        facet = facet_of(opened.settings, AUTHORS)
        asked = {name: term_of(opened, facet, name) for name in names}
        terms = asked.values() if names else archive.terms[AUTHORS].values()
        wanted = [
            one for one in terms if one.file is None and len(one.articles) >= least
        ]
        drafts = draft_authors(
            archive,
            wanted,
            [one for one in archive.articles if visible(one, options, opened.now)],
            opened.settings.language,
        )
        told = {one.name for one in drafts}
        there = [one.path for one in drafts if os.path.lexists(options.site / one.path)]
        if not is_dry:
            for one in drafts:
                if one.path not in there:
                    _write_new(options.site / one.path, one.text)
    return Drafted(
        drafts=tuple(one for one in drafts if one.path not in there),
        there=tuple(there),
        silent=tuple(
            name
            for name, term in asked.items()
            if term in wanted and term.name not in told
        ),
        filed=tuple(name for name, term in asked.items() if term.file),
        problems=opened.problems,
    )


def _write_new(path: Path, text: str) -> None:
    """Write a file where there is none, and take it away again if that fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "x", encoding="utf-8", newline="\n") as file:
        try:
            file.write(text)
        except BaseException:
            path.unlink()
            raise


class ListedDouble(msgspec.Struct, frozen=True):
    """Two names that may be of one, as a list has them."""

    facet: str
    a: NameSide
    b: NameSide
    reason: str
    """In words, for people."""
    evidence: tuple[str, ...]
    """What the articles of both say for it, likewise."""
    score: float
    settle: str
    """The line that makes the first a spelling of the second."""
    apart: str
    """The line that says that they are not the same."""


class DoubleList(msgspec.Struct, frozen=True):
    """Names that may be of one, and what kept some out."""

    doubles: tuple[ListedDouble, ...]
    problems: tuple[Problem, ...]


def list_doubles(options: Options, name: str = "") -> DoubleList:
    """
    List names that may be of one, in the facet called *name* or in all.

    Raises:
        UsageError: no facet is called so.
        SourceError: the settings are at fault, or another run is in the site.
    """
    from commentariat.pipeline.name_pairs import find_pairs

    with opened_terms(options) as opened:
        settings = opened.settings
        facets = [facet_of(settings, name)] if name else settings.facets
        listed = (
            ListedDouble(
                pair.facet,
                pair.a,
                pair.b,
                str(double.reason),
                pair.evidence,
                double.score,
                pair.lines[Verdict.A_INTO_B],
                pair.lines[Verdict.NOT_SAME],
            )
            for double, pair in find_pairs(
                opened.archive, opened.rules, facets, settings.language
            )
        )
        return DoubleList(tuple(listed), opened.problems)
