"""All articles, in order, with an index by term: what every page is made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

import msgspec

from commentariat.archive.collation import collation_key
from commentariat.archive.dates import newest_first
from commentariat.archive.folders import PAGES, TERM_RULES
from commentariat.archive.items import sort_items
from commentariat.archive.model import Article, Dated, Item, PageFile, TermFile
from commentariat.archive.ruling import NO_RULING, Place, Resolved, Ruling
from commentariat.archive.term_rules import NAMING, TermRule, term_key
from commentariat.errors import NearMatches, OpenPoint, Problem
from commentariat.facets import AUTHORS, UNDATED, Facet
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
        "articles", "children", "facet", "file", "former", "is_named", "items", "name",
        "parent", "slug", "spellings",
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
        self.is_named = file is not None
        """Whether its name is settled, by a file or a rule, however often others are."""
        self.former: tuple[str, ...] = ()
        """Paths of pages that lead on to its own, without slashes at their ends."""

    @property
    def lists(self) -> tuple[Term, ...]:
        """
        It, and all that list what it has: what it is part of, where that says so.

        Of what is read in order, and of years, each lists its own alone.
        """
        if self.parent is None or self.facet.is_in_order or self.facet.is_of_date:
            return (self,)
        above: list[Term] = [self]
        at: Term | None = self.parent
        while at is not None:
            if at.file is not None and at.file.is_with_children:
                above.append(at)
            at = at.parent
        return tuple(above)


class Archive:
    """The articles, newest first and undated last, and their terms."""

    __slots__ = (
        "articles", "by_dek", "by_slug", "by_source", "dated", "facets",
        "former", "has_idle_rules", "introductions", "items", "merged_files", "names", "open_points",
        "pages", "places", "problems", "ruling", "sections", "taken", "terms", "withdrawn",
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
        self.ruling = NO_RULING
        """What its rules make of names."""
        self.has_idle_rules = False
        """Whether any of them acts on nothing, which is asked about."""
        self.places: dict[Place, Term] = {}
        """Where there are rules, terms whose names are settled, by facet and key."""
        self.former: dict[str, Former] = {}
        """Addresses that were those of terms, by their paths."""
        self.taken: set[str] = set()
        """Paths that would lead on to terms, too, were they not those of others."""
        self.merged_files: list[tuple[TermFile, Term]] = []
        """Files that are not shown, and the terms that their names lead to."""
        self.problems: list[Problem] = []
        self.open_points: list[OpenPoint] = []


class Former(msgspec.Struct, frozen=True):
    """An address that was that of a term, by another name, and leads on to it."""

    path: str
    """Without slashes at its ends."""
    term: Term
    source: str
    """Of what says so: the file of the term, or that of the rules, from content/."""
    line: int = 0
    has_feed: bool = False
    """Whether the facet that it is of has feeds."""


def build_archive(
    articles: Iterable[Article],
    terms: Iterable[TermFile],
    pages: Iterable[PageFile],
    facets: Iterable[Facet],
    sections: Iterable[Section] = (),
    items: Iterable[Item] = (),
    fields: Iterable[Field] = (),
    ruling: Ruling = NO_RULING,
) -> Archive:
    """
    Order *articles* and find the terms of each in every one of *facets*.

    So it does with the *items* of *sections*, each in the order of its section, which
    may be that of one of their *fields*. Names of terms are those that the *ruling* gives
    them, which *articles* and *items* have gone through.

    Whatever is at fault is left out and named in `problems`; it is for the
    caller to go on or to stop.
    """
    archive = Archive(facets)
    archive.ruling = ruling
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
    used = _unite_ruled(archive)
    _index(archive)
    _index_items(archive)
    _ask_of_rules(archive, used)
    for facet in archive.facets:
        _find_parents(archive, facet)
    _find_former(archive)
    _list_for_parents(archive)
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
            if not term.is_named and len(term.spellings) > 1:
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
    found = archive.ruling.resolve(facet.name, name)
    term = archive.places.get(found.place)
    if term is None and facet.is_fixed:
        meant = near.find(found.name)
        known = archive.names[facet.name].get(meant)
        source = (
            known.file.source if known and known.file else term_path(facet, found.name)
        )
        label = facet.label_one.lower()
        message = Kind.NO_TERM.of(label, found.name, f"content/{source}", meant)
        if found.rules:
            line = found.rules[-1].line
            archive.problems.append(Problem(TERM_RULES, line, message))
            return None
        archive.problems += [
            _problem(one.source, message, key_of(facet, one, name)) for one in articles
        ]
        return None
    if term is None:
        term = make_term(facet, found.name)
        term = terms.setdefault(term.slug, term)
        if archive.ruling:
            archive.places[found.place] = term
    if found.rules and not term.is_named:
        term.name, term.is_named = make_term(facet, found.name).name, True
    return term


def term_path(facet: Facet, name: str) -> str:
    """Tell where the file of the term called *name* would lie under content/."""
    return f"{facet.path}/{term_key(facet, name)}.md"


def make_term(facet: Facet, name: str) -> Term:
    """Make the term called *name*, where no file and no other spelling says more."""
    return Term(facet, facet.labels.get(name, name), term_key(facet, name), None)


def _unite_ruled(archive: Archive) -> set[TermRule]:
    """
    Give terms that have files the names, and places, that rules give them; tell by which.

    Of files whose terms come to one, that is shown whose own name it is; where that has
    no file, the first of them.
    """
    ruling, facets = archive.ruling, {facet.name: facet for facet in archive.facets}
    found: dict[Place, list[tuple[Term, Resolved]]] = {}
    for terms in archive.terms.values() if ruling else ():
        for term in terms.values():
            assert term.file is not None
            if not term.facet.is_of_date:
                resolved = ruling.resolve(term.facet.name, term.file.name)
                found.setdefault(resolved.place, []).append((term, resolved))
    for place, ones in found.items():
        ones.sort(key=lambda one: (bool(one[1].rules), one[0].facet.name != place[0]))
        main, resolved = ones[0]
        if resolved.rules:
            main = _rename(archive, main, facets[place[0]], resolved)
        archive.places[place] = main
        for term, by in ones:
            if by.rules and term is not main:
                _merge_away(archive, term, main, by)
    return {rule for ones in found.values() for _, one in ones for rule in one.rules}


def _rename(archive: Archive, term: Term, facet: Facet, resolved: Resolved) -> Term:
    """Give *term* the name, and the facet, that it comes to; or give what is called so."""
    there = archive.terms[facet.name]
    key = term_key(facet, resolved.name)
    free = (one for one in (key, term.slug) if there.get(one, term) is term)
    slug = next(free, "")
    if not slug:
        return there[key]
    _take_away(archive, term)
    own = [name for _, name in _keyed_names(_file_of(term))]
    term.facet, term.slug = facet, slug
    term.name = facet.labels.get(resolved.name, resolved.name)
    there[slug] = term
    _call(archive, term, (resolved.name, *own))
    return term


def _merge_away(archive: Archive, term: Term, main: Term, by: Resolved) -> None:
    """Let *main* take the place of *term*, whose file is not shown; say so."""
    file = _file_of(term)
    _take_away(archive, term)
    _call(archive, main, [name for _, name in _keyed_names(file)])
    archive.merged_files.append((file, main))
    shown = f"content/{_file_of(main).source}"
    message = Kind.TERM_MERGED.of(by.rules[-1].location, file.name, main.name, shown)
    archive.open_points.append(OpenPoint(f"content/{file.source}", 0, message, "name"))


def _file_of(term: Term) -> TermFile:
    assert term.file is not None
    return term.file


def _take_away(archive: Archive, term: Term) -> None:
    """Take *term*, which has a file, out of its facet; its address leads on."""
    facet, file = term.facet, _file_of(term)
    if archive.terms[facet.name].get(term.slug) is term:
        del archive.terms[facet.name][term.slug]
    names = archive.names[facet.name]
    for _, name in _keyed_names(file):
        if names.get(name) is term:
            del names[name]


def _call(archive: Archive, term: Term, names: Iterable[str]) -> None:
    known = archive.names[term.facet.name]
    for name in names:
        known.setdefault(name, term)


def _ask_of_rules(archive: Archive, used: set[TermRule]) -> None:
    """Ask about rules that act on nothing, and let the names of all others lead on."""
    ruling = archive.ruling
    for facet, names in archive.names.items() if ruling else ():
        for name in names:
            used.update(ruling.resolve(facet, name).rules)
    pieces: list[Dated] = [*archive.articles, *_all_items(archive)] if ruling else []
    for piece in pieces:
        for change in piece.ruled:
            used.update(change.rules)
        if isinstance(piece, Article):
            for name in (*piece.bio_names, *piece.related_names):
                used.update(ruling.resolve(AUTHORS, name).rules)
    near = {facet: NearMatches(names) for facet, names in archive.names.items()}
    for rule in ruling.rules:
        name, facet = rule.names[0], rule.facet
        if rule not in used:
            is_here = name in archive.names[facet] or (
                rule.kind not in NAMING
                and ruling.resolve(facet, name).place in archive.places
            )
            message = (
                Kind.RULE_IDLE_HERE.of(name)
                if is_here
                else Kind.RULE_IDLE.of(name, near[facet].find(name))
            )
            archive.open_points.append(OpenPoint(TERM_RULES, rule.line, message))
            archive.has_idle_rules = True
        for called in (name, rule.target) if rule.kind in NAMING else ():
            term = archive.places.get(ruling.resolve(facet, called).place)
            if term is not None and term.facet.name == facet:
                archive.names[facet].setdefault(called, term)


def _all_items(archive: Archive) -> Iterator[Item]:
    for items in archive.items.values():
        yield from items


def _find_former(archive: Archive) -> None:
    """Find the addresses that were those of terms, by another name, and are free."""
    facets = {facet.name: facet for facet in archive.facets}
    for facet, slug, term, source, line in _formers(archive, facets):
        path = f"{facet.path}/{slug}"
        if slug in archive.terms[facet.name]:
            archive.taken.add(path)
        if (
            facet.has_pages
            and term.facet.has_pages
            and slug not in archive.terms[facet.name]
            and path not in archive.former
        ):
            archive.former[path] = Former(path, term, source, line, facet.has_feed)
            term.former = (*term.former, path)


def _formers(
    archive: Archive, facets: Mapping[str, Facet]
) -> Iterator[tuple[Facet, str, Term, str, int]]:
    ruling = archive.ruling
    for rule in ruling.rules:
        if rule.condition is None:
            name, facet = rule.names[0], facets[rule.facet]
            term = archive.places.get(ruling.resolve(facet.name, name).place)
            if term is not None:
                slug, source = term_key(facet, name), PurePosixPath(TERM_RULES).name
                yield facet, slug, term, source, rule.line
    held = [
        (term.file, term)
        for terms in archive.terms.values()
        for term in terms.values()
        if term.file is not None
    ]
    for file, term in (*held, *archive.merged_files):
        facet = facets[file.facet]
        for slug in (
            file.slug,
            *(term_key(facet, name) for name in (file.name, *file.other_names)),
        ):
            yield facet, slug, term, file.source, 0


def _list_for_parents(archive: Archive) -> None:
    """List under terms that say so what those have that are part of them, too."""
    terms = [term for found in archive.terms.values() for term in found.values()]
    below: dict[Term, list[Term]] = {}
    for term in terms:
        for above in term.lists[1:] if term.parent is not None else ():
            below.setdefault(above, []).append(term)
    listed = {
        above: {one.slug: one for term in (above, *found) for one in term.articles}
        for above, found in below.items()
    }
    for above, articles in listed.items():
        above.articles = sorted(articles.values(), key=order_key)


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
    """Find the terms of *facet* that list any of *articles*, with those that each does."""
    names = archive.names[facet.name]
    found: dict[Term, list[Article]] = {}
    for article in articles:
        called = (names[name] for name in names_in(article, facet) if name in names)
        for term in dict.fromkeys(above for one in called for above in one.lists):
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
