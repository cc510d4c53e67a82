"""What the search index is made of: the articles that readers find, and their terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter

from commentariat.archive.archive import Term, names_in
from commentariat.archive.collation import collation_key
from commentariat.archive.model import Article
from commentariat.facets import AUTHORS, TYPES, Facet
from commentariat.search.model import LANGUAGE, Card, FacetTerms, Source, Text
from commentariat.site.links import Links
from commentariat.site.site import Site

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
    """Make what tells what is searched of an article of *site*, as that is now."""
    facets = _searched_facets(site)
    has_language = all(facet.name != LANGUAGE for facet in facets)

    def make(article: Article) -> Source:
        terms = {}
        for facet in facets:
            slugs = tuple(_slugs(site, facet, article))
            if slugs:
                terms[facet.name] = slugs
        language = article.language
        if has_language:
            terms[LANGUAGE] = (language,)
        card = Card(
            article.slug,
            article.title,
            article.dek,
            tuple([one.label for one in site.links.authors(article)]),
            article.date,
            _type(site.links, article),
            "" if language == site.settings.language else language,
        )
        names = tuple(_spellings(site, article))
        text = Text(language, article.title, article.dek, names)
        return Source(card, text, terms, article.body_key, article.source)

    return make


def facets_of(site: Site) -> list[FacetTerms]:
    """List the facets by which readers search *site*, each with its terms by name."""
    found = []
    for facet in _searched_facets(site):
        terms = site.archive.terms[facet.name].values()
        ordered = sorted(terms, key=lambda term: _order(term, site.settings.language))
        rows = [(one.slug, one.name, len(one.articles)) for one in ordered]
        found.append(FacetTerms(facet.name, tuple([row for row in rows if row[2]])))
    if all(facet.name != LANGUAGE for facet in found):
        tags = Counter(map(_LANGUAGE_OF, site.archive.articles))
        rows = [(tag, tag, tags[tag]) for tag in sorted(tags)]
        found.append(FacetTerms(LANGUAGE, tuple(rows)))
    return found


def _searched_facets(site: Site) -> list[Facet]:
    return [one for one in site.named_facets.values() if not one.is_of_date]


def _order(term: Term, language: str) -> tuple[str, str]:
    return collation_key(term.name, language), term.slug


def _slugs(site: Site, facet: Facet, article: Article) -> Iterable[str]:
    names = site.archive.names[facet.name]
    found = (names.get(name) for name in names_in(article, facet))
    return dict.fromkeys(term.slug for term in found if term is not None)


def _type(links: Links, article: Article) -> str:
    kind = links.single(TYPES, article.type)
    return kind.label if kind else ""


def _spellings(site: Site, article: Article) -> Iterable[str]:
    """List the names of the authors of *article*, in every spelling that is known."""
    found: dict[str, None] = {}
    for name in article.authors:
        term = site.archive.names[AUTHORS].get(name)
        if term is None:
            found[name] = None
            continue
        aliases = term.file.aliases if term.file else ()
        found |= dict.fromkeys(sorted({term.name, *aliases, *term.spellings}))
    return found
