"""All articles, in order, with an index by term: what every page is made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from commentariat.archive.collation import collation_key
from commentariat.archive.dates import newest_first
from commentariat.archive.folders import PAGES
from commentariat.archive.items import sort_items
from commentariat.archive.model import Article, Dated, Item, PageFile, TermFile
from commentariat.archive.term_rules import term_key
from commentariat.errors import NearMatches, OpenPoint, Problem
from commentariat.facets import UNDATED, Facet
from commentariat.fields import Field
from commentariat.judge import join_key
from commentariat.kinds import Kind, Message
from commentariat.sections import Section


def names_in(article: Dated, facet: Facet) -> tuple[str, ...]:
    """Tell the terms of *facet* that *article* has, under the names it calls them by."""
    if facet.is_of_date:
        return (_year(article),)
    return article.terms.get(facet.name, ())


def all_names_in(
    article: Article, facets: Iterable[Facet]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Tell the terms that *article* has in any of *facets*, by the facet's name."""
    yield from article.terms.items()
    for facet in facets:
        if facet.is_of_date:
            yield facet.name, names_in(article, facet)


def _year(article: Dated) -> str:
    return article.date[:4] or UNDATED


def order_key(article: Article) -> tuple[bool, str, str]:
    """Sort as the archive does: newest first, undated last, by slug or title."""
    if article.date:
        return False, newest_first(article.date + article.instant), article.slug
    return True, collation_key(article.title, article.language), article.slug


class Term:
    """One entry of a facet: its name, its address, its articles in order."""

    __slots__ = (
        "articles", "children", "facet", "file", "items", "name", "parent", "slug",
        "spellings",
    )  # fmt: skip

    def __init__(
        self, facet: Facet, name: str, slug: str, file: TermFile | None
    ) -> None:
        self.facet = facet
        self.name = name
        self.slug = slug
        self.file = file
        self.articles: list[Article] = []
        self.items: tuple[Item, ...] = ()
        """What sections have of it, in their order."""
        self.spellings: dict[str, int] = {}
        """Every name it was found under, and how often."""
        self.parent: Term | None = None
        """What it is part of, as its file says."""
        self.children: tuple[Term, ...] = ()
        """Those that say that they are part of it, in the order of their names."""


class Archive:
    """The articles, newest first and undated last, and their terms."""

    __slots__ = (
        "articles", "by_dek", "by_slug", "by_source", "dated", "facets",
        "introductions", "items", "names", "open_points",
        "pages", "problems", "sections", "terms", "withdrawn",
    )  # fmt: skip

    def __init__(self, facets: Iterable[Facet]) -> None:
        self.facets = tuple(facets)
        self.articles: list[Article] = []
        self.dated = 0
        """How many of `articles`, from the first, have a date."""
        self.withdrawn: list[Article] = []
        """Those that were taken back: no listing shows them, `articles` neither."""
        self.by_slug: dict[str, Article] = {}
        self.by_source: dict[str, Article] = {}
        self.by_dek: dict[str, Article] = {}
        self.pages: list[PageFile] = []
        self.sections: dict[str, Section] = {}
        self.items: dict[str, tuple[Item, ...]] = {}
        """By the name of their section, in its order."""
        self.introductions: dict[str, PageFile] = {}
        """What stands above the listing of a section, by its name."""
        self.terms: dict[str, dict[str, Term]] = {}
        """By facet name, then by slug."""
        self.names: dict[str, dict[str, Term]] = {}
        """By facet name, then by any name the term goes under."""
        self.problems: list[Problem] = []
        self.open_points: list[OpenPoint] = []


def build_archive(
    articles: Iterable[Article],
    terms: Iterable[TermFile],
    pages: Iterable[PageFile],
    facets: Iterable[Facet],
    sections: Iterable[Section] = (),
    items: Iterable[Item] = (),
    fields: Iterable[Field] = (),
) -> Archive:
    """
    Order *articles* and find the terms of each in every one of *facets*.

    So it does with the *items* of *sections*, each in the order of its section, which
    may be that of one of their *fields*.

    Whatever is at fault is left out and named in `problems`; it is for the
    caller to go on or to stop.
    """
    archive = Archive(facets)
    _order(archive, articles)
    _order_items(archive, sections, items, fields)
    begin = f"{PurePosixPath(PAGES).name}/"
    for page in sorted(pages, key=lambda page: (page.path, page.source)):
        if page.source.startswith(begin):
            archive.pages.append(page)
        else:
            archive.introductions[page.source.partition("/")[0]] = page
    files: dict[str, list[TermFile]] = {}
    for file in sorted(terms, key=lambda term: term.source):
        files.setdefault(file.facet, []).append(file)
    for facet in archive.facets:
        terms_of = _terms_of_files(archive, facet, files.get(facet.name, []))
        archive.terms[facet.name], archive.names[facet.name] = terms_of
    _index(archive)
    _index_items(archive)
    for facet in archive.facets:
        _find_parents(archive, facet)
    return archive


def _order_items(
    archive: Archive,
    sections: Iterable[Section],
    items: Iterable[Item],
    fields: Iterable[Field],
) -> None:
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item.section, []).append(item)
    archive.sections = {section.name: section for section in sections}
    archive.items = {
        name: sort_items(section, found.get(name, ()), fields)
        for name, section in archive.sections.items()
    }


def _index_items(archive: Archive) -> None:
    """Find the terms that items name, which nothing else may name."""
    facets = {facet.name: facet for facet in archive.facets}
    listed: dict[Term, list[Item]] = {}
    for item in (one for items in archive.items.values() for one in items):
        for facet_name, names in item.terms.items():
            facet, known = facets[facet_name], archive.names[facet_name]
            for name in names:
                term = known.get(name)
                if term is None:
                    near = NearMatches(known)
                    term = _new_term(archive, facet, name, [item], near)
                if term is not None:
                    known[name] = term
                    held = listed.setdefault(term, [])
                    if item not in held[-1:]:  # two spellings in one item count once
                        held.append(item)
    for term, held in listed.items():
        term.items = tuple(held)


def _order(archive: Archive, articles: Iterable[Article]) -> None:
    by_slug = archive.by_slug
    for article in sorted(articles, key=lambda one: one.source):
        first = by_slug.setdefault(article.slug, article)
        if first is not article:
            message = Kind.SLUG_TAKEN.of(article.slug, first.source)
            archive.problems.append(_problem(article.source, message, "slug"))
    found = by_slug.values()
    archive.withdrawn = [article for article in found if article.withdrawn]
    dated = [one for one in found if one.date and not one.withdrawn]
    undated = [one for one in found if not one.date and not one.withdrawn]
    dated.sort(key=lambda one: one.slug)
    dated.sort(key=lambda one: one.date + one.instant, reverse=True)
    undated.sort(key=order_key)
    archive.articles = dated + undated
    archive.dated = len(dated)
    for article in archive.withdrawn:
        archive.by_source[article.source] = article
    for article in archive.articles:
        archive.by_source[article.source] = article
        if article.dek_key:
            archive.by_dek.setdefault(article.dek_key, article)


def _index(archive: Archive) -> None:
    """Find the terms of every article, each article looked at once: there are many."""
    called: dict[str, defaultdict[str, list[Article]]] = {
        facet.name: defaultdict(list) for facet in archive.facets
    }
    of_date = [called[facet.name] for facet in archive.facets if facet.is_of_date]
    for article in archive.articles:
        for facet_name, names in article.terms.items():
            by_name = called[facet_name]
            for name in names:
                by_name[name].append(article)
        for by_name in of_date:
            by_name[_year(article)].append(article)
    for facet in archive.facets:
        near = NearMatches(archive.names[facet.name])
        for name, articles in called[facet.name].items():
            _list(archive, facet, name, articles, near)
    for terms in archive.terms.values():
        for term in terms.values():
            if term.file is None and len(term.spellings) > 1:
                _unite(archive, term)


def _list(
    archive: Archive,
    facet: Facet,
    name: str,
    articles: list[Article],
    near: NearMatches,
) -> None:
    """List *articles* under the term of *facet* that they call *name*."""
    names = archive.names[facet.name]
    term = names.get(name) or _new_term(archive, facet, name, articles, near)
    if term is None:
        return
    names[name] = term
    term.spellings[name] = len(articles)
    if term.articles:  # two spellings of one term in one article count once
        both = {one.slug: one for one in (*term.articles, *articles)}
        articles = sorted(both.values(), key=order_key)
    term.articles = articles


def _terms_of_files(
    archive: Archive, facet: Facet, files: list[TermFile]
) -> tuple[dict[str, Term], dict[str, Term]]:
    terms: dict[str, Term] = {}
    names: dict[str, Term] = {}
    for file in files:
        if file.slug in terms:
            other = terms[file.slug].file
            where = other.source if other else ""
            message = Kind.TERM_SLUG_TAKEN.of(file.slug, where)
            archive.problems.append(_problem(file.source, message, "slug"))
            continue
        term = terms[file.slug] = Term(facet, file.name, file.slug, file)
        for key, name in _keyed_names(file):
            other_term = names.setdefault(name, term)
            if other_term is not term and other_term.file:
                message = Kind.NAME_TAKEN.of(name, other_term.file.source)
                archive.problems.append(_problem(file.source, message, key))
    return terms, names


def _keyed_names(file: TermFile) -> Iterator[tuple[str, str]]:
    """List all that a term is called, each with the key of its file that says it."""
    yield "name", file.name
    for tag, name in file.names.items():
        yield join_key("names", tag), name
    for place, name in enumerate(file.spellings):
        if name in file.aliases:
            yield join_key("aliases", file.aliases.index(name)), name
        else:
            yield join_key("spellings", place), name


def _new_term(
    archive: Archive,
    facet: Facet,
    name: str,
    articles: Iterable[Dated],
    near: NearMatches,
) -> Term | None:
    """Make the term that *articles* call *name*, which no file does."""
    terms = archive.terms[facet.name]
    if facet.is_fixed:
        meant = near.find(name)
        known = archive.names[facet.name].get(meant)
        source = known.file.source if known and known.file else term_path(facet, name)
        label = facet.label_one.lower()
        message = Kind.NO_TERM.of(label, name, f"content/{source}", meant)
        archive.problems += [
            _problem(one.source, message, key_of(facet, one, name)) for one in articles
        ]
        return None
    term = make_term(facet, name)
    return terms.setdefault(term.slug, term)


def term_path(facet: Facet, name: str) -> str:
    """Tell where the file of the term called *name* would lie under content/."""
    return f"{facet.path}/{term_key(facet, name)}.md"


def make_term(facet: Facet, name: str) -> Term:
    """Make the term called *name*, where no file and no other spelling says more."""
    return Term(facet, facet.labels.get(name, name), term_key(facet, name), None)


def _find_parents(archive: Archive, facet: Facet) -> None:
    """Let every term of *facet* know what it is part of, as far as that can be."""
    names = archive.names[facet.name]
    near = NearMatches(names)
    keys: dict[str, Term] = {}
    terms = [
        term for term in archive.terms[facet.name].values() if term.file is not None
    ]
    children: dict[Term, list[Term]] = {}
    for term in terms:
        assert term.file is not None
        if not (wanted := term.file.parent):
            continue
        keys = keys or {term_key(facet, name): one for name, one in names.items()}
        parent = names.get(wanted) or keys.get(term_key(facet, wanted))
        if parent is None:
            kind = facet.label_one.lower()
            message = Kind.NO_PARENT.of(kind, wanted, near.find(wanted))
        elif parent is term:
            message = Kind.PARENT_ITSELF.of(wanted)
        else:
            term.parent = parent
            continue
        archive.problems.append(_problem(term.file.source, message, "parent"))
    for circle in _circles(terms):
        way = " → ".join(repr(term.name) for term in (*circle, circle[0]))
        file = circle[0].file
        assert file is not None
        message = Kind.PARENT_CIRCLE.of(way)
        archive.problems.append(_problem(file.source, message, "parent"))
        for term in circle:
            term.parent = None
    for term in terms:
        if term.parent is not None:
            children.setdefault(term.parent, []).append(term)
    for parent, found in children.items():
        found.sort(key=lambda term: (collation_key(term.name, ""), term.slug))
        parent.children = tuple(found)


def _circles(terms: Iterable[Term]) -> Iterator[list[Term]]:
    """Find the terms that are part of themselves, by way of others; each circle once."""
    done: set[Term] = set()
    for start in terms:
        way: list[Term] = []
        at: Term | None = start
        while at is not None and at not in done:
            done.add(at)
            way.append(at)
            at = at.parent
        if at is not None and at in way:
            yield way[way.index(at) :]


def terms_in(
    archive: Archive, facet: Facet, articles: Iterable[Article]
) -> dict[Term, list[Article]]:
    """Find the terms of *facet* that *articles* have, with those that have each."""
    names = archive.names[facet.name]
    found: dict[Term, list[Article]] = {}
    for article in articles:
        called = (names[name] for name in names_in(article, facet) if name in names)
        for term in dict.fromkeys(called):
            found.setdefault(term, []).append(article)
    return found


def _unite(archive: Archive, term: Term) -> None:
    """Show the spelling used most; of equals, the one with more accents."""
    if term.facet.labels:
        return  # codes that share a label
    spellings = term.spellings
    best = max(spellings, key=lambda name: (spellings[name], not name.isascii(), name))
    term.name = best
    others = ", ".join(repr(name) for name in sorted(spellings) if name != best)
    # Asked of the first article that has the rarer spelling.
    source, key = min(
        (article.source, key_of(term.facet, article, name))
        for article in term.articles
        for name in names_in(article, term.facet)
        if name in spellings and name != best
    )
    message = Kind.TWO_SPELLINGS.of(term.facet.label_one.lower(), best, others)
    archive.open_points.append(OpenPoint(f"content/{source}", 0, message, key))


def key_of(facet: Facet, article: Dated, name: str) -> str:
    """Tell the key of front matter that gives *article* the term *name*."""
    names = names_in(article, facet)
    if facet.main_key and name == getattr(article, facet.main_key, "") == names[-1]:
        return facet.main_key
    return join_key(facet.key, names.index(name)) if facet.is_many else facet.key


def _problem(source: str, message: Message, key: str) -> Problem:
    return Problem(f"content/{source}", 0, message, key)
