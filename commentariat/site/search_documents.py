"""What the search index is made of: the articles that readers find, and their terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from operator import attrgetter
from typing import TypeVar

from commentariat.archive.archive import names_in
from commentariat.archive.model import Article
from commentariat.facets import AUTHORS, TYPES, Facet
from commentariat.search.model import LANGUAGE, Card, FacetTerms, Source, Text
from commentariat.site.links import Links
from commentariat.site.site import Site
from commentariat.site.tree import name_order

_LANGUAGE_OF = attrgetter("language")


def sources_of(site: Site) -> Iterator[Source]:
    """List what is searched of *site*."""
    make = maker_of(site)
    return map(make, site.archive.articles)


def sources_at(site: Site, slugs: Iterable[str]) -> dict[str, Source | None]:
    """Tell what is searched of the articles with *slugs*; None where there is none."""
    make, known = maker_of(site), site.archive.by_slug
    found = {slug: known.get(slug) for slug in slugs}
    return {
        slug: make(one) if one and not one.withdrawn else None
        for slug, one in found.items()
    }


def maker_of(site: Site) -> Callable[[Article], Source]:
    """
    Make what tells what is searched of an article of *site*, as that is now.

    Many articles are by somebody who wrote others, on what others are on: what follows
    from that alone is found once.
    """
    facets = _searched_facets(site)
    has_language = all(facet.name != LANGUAGE for facet in facets)
    slugs = {
        facet.name: _remember(
            partial(_slugs, site, facet), partial(names_in, facet=facet)
        )
        for facet in facets
    }
    by = attrgetter("authors")
    labels = _remember(
        lambda article: tuple(
            [one.label for one in site.wording.links.authors(article)]
        ),
        by,
    )
    spellings = _remember(lambda article: tuple(_spellings(site, article)), by)
    kind = _remember(
        lambda article: _type(site.wording.links, article.type), attrgetter("type")
    )

    def make(article: Article) -> Source:
        terms = {name: found for name, of in slugs.items() if (found := of(article))}
        language = article.language
        if has_language:
            terms[LANGUAGE] = (language,)
        card = Card(
            article.slug,
            article.title,
            article.dek,
            labels(article),
            article.date,
            kind(article),
            "" if language == site.settings.language else language,
        )
        text = Text(language, article.title, article.dek, spellings(article))
        return Source(card, text, terms, article.body_key, article.source)

    return make


_Found = TypeVar("_Found")


def _remember(
    find: Callable[[Article], _Found], key_of: Callable[[Article], object]
) -> Callable[[Article], _Found]:
    """Find the same for all articles with one key."""
    known: dict[object, _Found] = {}

    def remembered(article: Article) -> _Found:
        key = key_of(article)
        if key not in known:
            known[key] = find(article)
        return known[key]

    return remembered


def facets_of(site: Site) -> list[FacetTerms]:
    """List the facets by which readers search *site*, each with its terms by name."""
    found, naming = [], site.wording.naming
    for facet in _searched_facets(site):
        terms = site.archive.terms[facet.name].values()
        ordered = sorted(terms, key=lambda term: name_order(term, naming))
        rows = [(one.slug, naming.term(one), len(one.articles)) for one in ordered]
        found.append(FacetTerms(facet.name, tuple([row for row in rows if row[2]])))
    if all(facet.name != LANGUAGE for facet in found):
        tags = Counter(map(_LANGUAGE_OF, site.archive.articles))
        rows = [(tag, tag, tags[tag]) for tag in sorted(tags)]
        found.append(FacetTerms(LANGUAGE, tuple(rows)))
    return found


def _searched_facets(site: Site) -> list[Facet]:
    return [one for one in site.named_facets.values() if not one.is_of_date]


def _slugs(site: Site, facet: Facet, article: Article) -> tuple[str, ...]:
    names = site.archive.names[facet.name]
    found = (names.get(name) for name in names_in(article, facet))
    listing = [one for term in found if term is not None for one in term.lists]
    return tuple(dict.fromkeys([term.slug for term in listing]))


def _type(links: Links, name: str) -> str:
    kind = links.single(TYPES, name)
    return kind.label if kind else ""


def _spellings(site: Site, article: Article) -> Iterable[str]:
    """List the names of the authors of *article*, in every spelling that is known."""
    found: dict[str, None] = {}
    for name in article.authors:
        term = site.archive.names[AUTHORS].get(name)
        if term is None:
            found[name] = None
            continue
        others = term.file.other_names if term.file else ()
        found |= dict.fromkeys(sorted({term.name, *others, *term.spellings}))
    return found
