"""The tree of a facet: what is part of what, in which order, and what lists show of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from commentariat.archive.archive import Archive, Term, names_in
from commentariat.archive.collation import collation_key, family_key
from commentariat.archive.model import Article
from commentariat.facets import UNDATED, Facet, Order
from commentariat.site.letters import person_order
from commentariat.site.naming import Naming

SortKey = tuple[object, ...]


def is_listed(term: Term) -> bool:
    """Tell whether lists lead to *term*: its file may say that none does."""
    return not (term.file and term.file.is_unlisted)


def is_shown(term: Term, *, with_files: bool = True) -> bool:
    """
    Tell whether *term* has a page: something is listed there, or below it.

    So it has *with files*, where its file alone makes one.
    """
    return bool(
        term.articles
        or term.items
        or (with_files and term.file)
        or any(is_shown(one, with_files=with_files) for one in term.children)
    )


def listed_terms(archive: Archive, facet: Facet) -> list[Term]:
    """Give the terms of *facet* that have articles, and that lists lead to."""
    terms = archive.terms[facet.name].values()
    return [one for one in terms if one.articles and is_listed(one)]


def family_of(term: Term, naming: Naming) -> str:
    """
    Tell by which name, or text, the file of a person has it sorted; "" for none.

    It holds of the name that the file has, and of none that a language has instead.
    """
    if term.file is None or naming.term(term) != term.name:
        return ""
    return term.file.sort_as or term.file.family


def person_key(term: Term, naming: Naming) -> tuple[str, str]:
    """Sort a person as its file says, by the family name, or by the last word."""
    name, language = naming.term(term), naming.language
    if said := family_of(term, naming):
        return family_key(said, name, language)
    return person_order(name, language)


def sort_name(term: Term, naming: Naming) -> str:
    """Tell by which name *term* is sorted: likewise."""
    name = naming.term(term)
    said = term.file.sort_as if term.file and name == term.name else ""
    return said or name


def name_order(term: Term, naming: Naming) -> SortKey:
    """Sort *term* by its name, among others of its facet."""
    language = naming.language
    return collation_key(sort_name(term, naming), language, language), term.slug


def _newest_first(term: Term, _naming: Naming) -> SortKey:
    return term.slug == UNDATED, [-ord(character) for character in term.slug]


_ORDERS: dict[Order, Callable[[Term, Naming], SortKey]] = {
    Order.NAME: name_order,
    Order.PERSON: lambda term, naming: (*person_key(term, naming), term.slug),
    Order.NEWEST: _newest_first,
}


def sort_terms(facet: Facet, terms: Iterable[Term], naming: Naming) -> list[Term]:
    """Sort *terms* of *facet*, which are called by *naming*, as its index does."""
    order = _ORDERS[facet.order]
    return sorted(terms, key=lambda term: order(term, naming))


def wider(term: Term) -> Iterator[Term]:
    """Give what *term* is part of, the nearest first."""
    at = term.parent
    while at is not None:
        yield at
        at = at.parent


def above(term: Term) -> list[Term]:
    """Give what *term* is part of, the widest first, as far as lists lead there."""
    return [one for one in wider(term) if is_listed(one)][::-1]


def below(
    term: Term, naming: Naming, shown: Collection[Term] | None = None
) -> list[Term]:
    """
    Give what is part of *term* and stands right below it, sorted, among those *shown*.

    What is part of something that no list leads to stands in its place.
    """
    found: list[Term] = []
    left = list(term.children)
    for child in left:
        is_shown = is_listed(child) if shown is None else child in shown
        if is_shown:
            found.append(child)
        else:
            left.extend(child.children)
    return sort_terms(term.facet, found, naming)


def gathers(term: Term) -> bool:
    """Tell whether the articles of *term* are those of its parts, too."""
    return any(term in one.lists for one in term.children)


def count_own(archive: Archive, term: Term) -> int | None:
    """Count the articles of *term* that name it; None where it has no others."""
    if not gathers(term):
        return None
    return len(own_articles(archive, term))


def own_articles(archive: Archive, term: Term) -> list[Article]:
    """Give the articles of *term* that name it: others name what is part of it."""
    if not gathers(term):
        return term.articles
    names, facet = archive.names[term.facet.name], term.facet
    return [
        article
        for article in term.articles
        if any(names.get(name) is term for name in names_in(article, facet))
    ]
