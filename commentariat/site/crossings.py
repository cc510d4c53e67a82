"""What the articles of a term have in common with other terms, and of how many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from functools import partial
from itertools import chain, islice

from commentariat.archive.archive import Term, terms_in
from commentariat.archive.collation import name_key
from commentariat.archive.revise import Revision
from commentariat.facets import Facet
from commentariat.site.edit import Edit
from commentariat.site.links import term_path
from commentariat.site.search_links import search_href
from commentariat.site.site import Site
from commentariat.site.tree import is_listed, wider
from commentariat.site.views import Crossing, CrossingGroup

_MOST = 12  # of a facet: the most frequent
_EXACT, _EXACT_OF_MANY = 100, 20
_MANY = 2000  # articles of an archive: fewer totals are exact then


def crossings_of(site: Site, term: Term) -> tuple[CrossingGroup, ...]:
    """What else the articles of *term* have; nothing where its facet is none of these."""
    if not _is_crossing(term.facet):
        return ()
    groups = []
    for facet in _crossed(site):
        crossings = tuple(
            [
                _crossing(site, term, other, count)
                for other, count in _most_frequent(site, term, facet)
            ]
        )
        if crossings:
            called = site.wording.naming.facet(facet)
            is_own = facet == term.facet and called.label_others
            key = "label_others" if is_own else "label"
            group = CrossingGroup(
                getattr(called, key),
                f"With-{facet.name}",
                crossings,
                facet.is_person,
                site.wording.naming.language_of_facet(facet, key),
            )
            groups.append(group)
    return tuple(groups)


def filters_of(groups: Collection[CrossingGroup]) -> tuple[Crossing, ...]:
    """Take what pieces are about most often, of whatever facet."""
    found = chain.from_iterable(one.crossings for one in groups if not one.is_of_people)
    ranked = sorted(found, key=lambda crossing: -float(crossing.share))
    return tuple(ranked[:_MOST])


def told_total(count: int, exact: int = _EXACT) -> int:
    """
    Tell how many articles a term has, to pages that cross it.

    From *exact* on, by one digit and noughts: an article that comes makes few of these
    pages anew, however large the archive is.
    """
    if count < exact:
        return count
    unit: int = 10 ** (len(f"{count}") - 1)
    return count // unit * unit


def told_anew(site: Site, edit: Edit) -> Iterator[Term]:
    """
    Give terms whose pages say otherwise how many articles another one has in all.

    A total that is told as before may still be another where all its articles were those
    of the page, which each of them leads to. Pages that list one of the articles
    otherwise are not looked for: these are made anyway.
    """
    revision = edit.revision
    crossing = [facet for facet in site.facets if _is_crossing(facet)]
    exact, is_revised = _exact(site), _is_revised(site, revision)
    changed = {article.source for article in edit.listed}
    for facet in _crossed(site):
        for term, more in _moved(site, facet, revision).items():
            before = len(term.articles) - (more if is_revised else 0)
            is_told = told_total(before, exact) != told_total(before + more, exact)
            left = (one for one in term.articles if one.source not in changed)
            near = left if is_told else islice(left, 1)
            for other in dict.fromkeys(
                other
                for article in near
                for one in crossing
                for other in terms_in(site.archive, one, (article,))
            ):
                if any(one is term for one, _ in _most_frequent(site, other, facet)):
                    yield other


def _is_revised(site: Site, revision: Revision) -> bool:
    """Tell whether the archive is as *revision* makes it, and not still as it was."""
    now = site.archive.by_source
    return all(
        now.get(change.new.source) is change.new
        if change.new
        else change.old is None or change.old.source not in now
        for change in revision.changes
    )


def _moved(site: Site, facet: Facet, revision: Revision) -> dict[Term, int]:
    """Tell how many articles more, or less, terms of *facet* have by *revision*."""
    moved = Counter[Term]()
    for change in revision.changes:
        for article, sign in ((change.old, -1), (change.new, 1)):
            if article is not None and not article.withdrawn:
                for term in terms_in(site.archive, facet, (article,)):
                    moved[term] += sign
    return {term: more for term, more in moved.items() if more}


def _exact(site: Site) -> int:
    """Tell from how many articles on totals go in steps, as the size of the archive does."""
    size = site.view.size
    return _EXACT if size is None or size.count < _MANY else _EXACT_OF_MANY


def _is_crossing(facet: Facet) -> bool:
    return facet.is_person or facet.is_with_people


def _crossed(site: Site) -> list[Facet]:
    return [facet for facet in site.facets if facet.is_with_people]


def _most_frequent(site: Site, term: Term, facet: Facet) -> list[tuple[Term, int]]:
    """Find what of *facet* the articles of *term* have most often, and how often."""
    terms = site.archive.terms[facet.name]
    beside = site.cross_counts.beside(term, facet.name)
    counts = {terms[slug]: count for slug, count in beside.items()}
    found = [one for one in counts if is_listed(one) and not _is_kin(one, term)]
    name = partial(name_key, among=site.settings.language)
    called = site.wording.naming.term
    found.sort(key=lambda other: (-counts[other], name(called(other)), other.slug))
    return [(other, counts[other]) for other in found[:_MOST]]


def _is_kin(one: Term, other: Term) -> bool:
    """Tell whether one is the other, or a part of it."""
    return one is other or one in wider(other) or other in wider(one)


def _crossing(site: Site, term: Term, other: Term, count: int) -> Crossing:
    """Lead from *term* to *other*, with which it has so many articles in common."""
    total, exact = len(other.articles), _exact(site)
    is_whole = count == total
    return Crossing(
        label=site.wording.naming.term(other),
        url=site.root.href(term_path(other)),
        share=_percent(count, len(term.articles)),
        count=count,
        total=0 if is_whole else told_total(total, exact),
        is_more=not is_whole and total >= exact,
        search=""
        if is_whole or not site.settings.has_search
        else search_href(site.root, (term, other)),
        language=site.wording.naming.language_of(other),
    )


def _percent(part: int, whole: int) -> str:
    """Write how much of *whole* that *part* is, to a tenth: `37.5`, `100`."""
    return f"{100 * part / whole:.1f}".removesuffix(".0")
