"""An archive brought up to date where a few of its articles changed, not made anew."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

import msgspec

from commentariat.archive.archive import (
    Archive,
    Term,
    key_of,
    make_term,
    names_in,
    order_key,
)
from commentariat.archive.model import Article
from commentariat.archive.ruling import Ruling
from commentariat.facets import AUTHORS, Facet


class Change(msgspec.Struct, frozen=True, gc=False):
    """An article as it was and as it is; None where it was not, or is no more."""

    old: Article | None
    new: Article | None

    @property
    def versions(self) -> tuple[Article, ...]:
        """The article as it was and as it is, as far as it was and is."""
        return tuple(one for one in (self.old, self.new) if one is not None)


def place_of(articles: Sequence[Article], article: Article) -> int:
    """Find where *article* stands, or would stand, among *articles* in their order."""
    return bisect_left(articles, order_key(article), key=order_key)


class Revision(msgspec.Struct, frozen=True):
    """What becomes of an archive by changes of its articles."""

    changes: tuple[Change, ...] = ()
    come: tuple[Term, ...] = ()
    """Terms that nothing had so far."""
    gone: tuple[Term, ...] = ()
    """Terms that nothing has any more."""
    names: frozenset[str] = frozenset()
    """What those that come and go are called."""

    @property
    def versions(self) -> tuple[Article, ...]:
        """The articles that change, as they were and as they are."""
        return tuple([one for change in self.changes for one in change.versions])

    def told_apart(self, shown: Callable[[Article], object]) -> tuple[Article, ...]:
        """Take the versions of which *shown* is not alike, as far as it is anything."""
        found: list[Article] = []
        for change in self.changes:
            seen = [(shown(one), one) for one in change.versions]
            values = [value for value, _ in seen]
            if len(values) == 1 or values[0] != values[1]:
                found += [one for value, one in seen if value]
        return tuple(found)


def plan_revision(archive: Archive, changes: Sequence[Change]) -> Revision | None:
    """
    Tell what becomes of *archive* by *changes*; None where only a new one can tell.

    That is so where two articles want one slug, where a term is spelled in two ways
    or may be from now on, where the place of a spelling that is asked about is
    another, where items of sections name a term, where a rule acts on more or on less,
    and for the first and the last term of a facet.
    """
    if archive.problems or not _are_slugs_free(archive, changes):
        return None
    if archive.ruling and any(_is_ruled_anew(archive.ruling, one) for one in changes):
        return None
    come: list[Term] = []
    gone: list[Term] = []
    for facet in archive.facets:
        found = _terms_of(archive, facet, changes)
        if found is None:
            return None
        come += found[0]
        gone += found[1]
    if (come or gone) and archive.has_idle_rules:
        return None  # the names that they may have been meant for are others
    names = frozenset([name for term in (*come, *gone) for name in term.spellings])
    revision = Revision(tuple(changes), tuple(come), tuple(gone), names)
    is_asked_elsewhere = revision.told_apart(partial(_spelled_in_two_ways, archive))
    return None if is_asked_elsewhere else revision


def _terms_of(
    archive: Archive, facet: Facet, changes: Sequence[Change]
) -> tuple[list[Term], list[Term]] | None:
    """Find the terms of *facet* that come and go."""
    names = archive.names[facet.name]
    before = Counter(n for one in _listed(changes, 0) for n in names_in(one, facet))
    after = Counter(n for one in _listed(changes, 1) for n in names_in(one, facet))
    come: dict[str, Term] = {}
    gone: list[Term] = []
    for name in sorted(before.keys() | after.keys()):
        if before[name] == after[name]:
            continue
        term = names.get(name)
        more = after[name] - before[name]
        said = term.spellings.get(name, 0) if term is not None else 0
        if 0 in (said, said + more) and archive.ruling.concerns(facet.name, name):
            return None
        if term is not None and _may_be_of_items_alone(term, name, more):
            return None
        if term is None:
            term = make_term(facet, name)
            term.spellings[name] = 0
            if f"{facet.path}/{term.slug}" in archive.former:
                return None
            if come.setdefault(term.slug, term) is not term:
                return None
        elif _is_spelled_in_two_ways(term):
            return None
        elif term.spellings.get(name, 0) + after[name] == before[name]:
            if term.children or (term.former and term.file is None):
                return None
            if term.file is None and len(term.spellings) > 1:
                return (
                    None  # what a rule calls otherwise, perhaps: then its name is open
                )
            if term.file is None and f"{facet.path}/{term.slug}" in archive.taken:
                return None
            if term.file is None:
                gone.append(term)
            elif name not in (term.file.name, *term.file.other_names):
                return None
    terms = archive.terms[facet.name]
    left = len(terms) + len(come) - len(gone)
    if come and (facet.is_fixed or come.keys() & terms.keys()):
        return None
    return None if bool(left) is not bool(terms) else ([*come.values()], gone)


def _is_ruled_anew(ruling: Ruling, change: Change) -> bool:
    """Tell whether rules act otherwise on an article by *change*, or may."""
    if change.old is None or change.new is None:
        return any(
            one.ruled or one.source in ruling.files or _ruled_people(ruling, one)
            for one in change.versions
        )
    shown = [
        () if one.withdrawn else (one.ruled, _ruled_people(ruling, one))
        for one in (change.old, change.new)
    ]
    return shown[0] != shown[1]


def _ruled_people(ruling: Ruling, article: Article) -> set[str]:
    """Name the people beside the text of *article* of whom rules say something."""
    people = {*article.bio_names, *article.related_names}
    return {name for name in people if ruling.concerns(AUTHORS, name)}


def _may_be_of_items_alone(term: Term, name: str, more: int) -> bool:
    """Tell whether items keep the *name* of *term* before or after so many *more* say it."""
    said = term.spellings.get(name, 0)
    return bool(term.items) and term.file is None and 0 in (said, said + more)


def _are_slugs_free(archive: Archive, changes: Sequence[Change]) -> bool:
    going = {change.old.slug for change in changes if change.old}
    coming = [change.new.slug for change in changes if change.new]
    taken = [slug for slug in coming if slug in archive.by_slug and slug not in going]
    return not taken and len(set(coming)) == len(coming)


def _listed(changes: Iterable[Change], which: int) -> Iterator[Article]:
    for change in changes:
        article = (change.old, change.new)[which]
        if article is not None and not article.withdrawn:
            yield article


def _spelled_in_two_ways(archive: Archive, article: Article) -> list[tuple[str, ...]]:
    """List where *article* names terms that are spelled in two ways, as asked about."""
    if article.withdrawn:
        return []
    return [
        (article.source, name, key_of(facet, article, name))
        for facet in archive.facets
        for name in names_in(article, facet)
        if (term := archive.names[facet.name].get(name))
        and _is_spelled_in_two_ways(term)
    ]


def _is_spelled_in_two_ways(term: Term) -> bool:
    return not term.is_named and len(term.spellings) > 1


def revise(archive: Archive, revision: Revision) -> None:
    """Bring *archive* up to date."""
    changes = revision.changes
    going = [(term, name) for term in revision.gone for name in term.spellings]
    for term in revision.come:
        archive.terms[term.facet.name][term.slug] = term
        archive.names[term.facet.name] |= dict.fromkeys(term.spellings, term)
    for change in changes:
        if change.old is not None:
            _take_out(archive, change.old)
    for change in changes:
        if change.new is not None:
            _put_in(archive, change.new)
    for one in revision.versions:
        if (first := archive.by_dek.get(one.dek_key)) and first.source == one.source:
            archive.by_dek[one.dek_key] = one
    for key in {one.dek_key for one in revision.told_apart(told_by_dek)}:
        _find_first(archive, key)
    for term, name in going:
        del archive.terms[term.facet.name][term.slug]
        del archive.names[term.facet.name][name]


def _take_out(archive: Archive, article: Article) -> None:
    del archive.by_slug[article.slug], archive.by_source[article.source]
    if article.withdrawn:
        archive.withdrawn.remove(article)
        return
    _drop(archive.articles, article)
    archive.dated -= bool(article.date)
    for facet in archive.facets:
        names, found = archive.names[facet.name], names_in(article, facet)
        for term in _listing(names, found):
            _drop(term.articles, article)
        for name in found:
            spellings = names[name].spellings
            spellings[name] -= 1
            if not spellings[name]:
                del spellings[name]


def _listing(names: Mapping[str, Term], found: Iterable[str]) -> set[Term]:
    """Find the terms that list what has the names *found*."""
    return {term for name in found for term in names[name].lists}


def _drop(articles: list[Article], article: Article) -> None:
    place = place_of(articles, article)
    assert articles[place].source == article.source
    del articles[place]


def _put_in(archive: Archive, article: Article) -> None:
    archive.by_slug[article.slug] = archive.by_source[article.source] = article
    if article.withdrawn:
        insort(archive.withdrawn, article, key=lambda one: one.source)
        return
    insort(archive.articles, article, key=order_key)
    archive.dated += bool(article.date)
    for facet in archive.facets:
        names, found = archive.names[facet.name], names_in(article, facet)
        for term in _listing(names, found):
            insort(term.articles, article, key=order_key)
        for name in found:
            spellings = names[name].spellings
            spellings[name] = spellings.get(name, 0) + 1


def told_by_dek(article: Article) -> object:
    """What decides whether teasers with the dek of *article* mean it, and not another."""
    return (
        (article.dek_key, order_key(article))
        if article.dek_key and not article.withdrawn
        else None
    )


def _find_first(archive: Archive, key: str) -> None:
    """Find the article that teasers with this *key* mean: the first that has the dek."""
    first = next((one for one in archive.articles if one.dek_key == key), None)
    if first is None:
        archive.by_dek.pop(key, None)
    else:
        archive.by_dek[key] = first
