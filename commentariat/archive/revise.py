"""An archive brought up to date where a few of its articles changed, not made anew."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from commentariat.archive.archive import VALUES, Archive, Term
from commentariat.archive.model import Article

_NEWEST_FIRST = str.maketrans("0123456789", "9876543210")


class Change(msgspec.Struct, frozen=True, gc=False):
    """An article as it was and as it is; None where it was not, or is no more."""

    old: Article | None
    new: Article | None

    @property
    def versions(self) -> tuple[Article, ...]:
        """The article as it was and as it is, as far as it was and is."""
        return tuple(one for one in (self.old, self.new) if one is not None)


def order_key(article: Article) -> tuple[bool, str, str]:
    """Sort as the archive does: newest first, undated last, by slug or title."""
    if article.date:
        return False, article.date.translate(_NEWEST_FIRST), article.slug
    return True, article.title.casefold(), article.slug


def place_of(articles: Sequence[Article], article: Article) -> int:
    """Find where *article* stands, or would stand, among *articles* in their order."""
    return bisect_left(articles, order_key(article), key=order_key)


def can_revise(archive: Archive, changes: Sequence[Change]) -> bool:
    """
    Tell whether *changes* leave all terms, and their names, as they are.

    A term that is new, or gone, or may be spelled otherwise now, shows on pages that
    have nothing else to do with the articles; so does a slug that two articles want.
    """
    if archive.problems or not _are_slugs_free(archive, changes):
        return False
    for facet, names in archive.names.items():
        values = VALUES[facet]
        before = Counter(n for one in _listed(changes, 0) for n in values(one))
        after = Counter(n for one in _listed(changes, 1) for n in values(one))
        for name in before.keys() | after.keys():
            term = names.get(name)
            if term is None or _is_spelled_in_two_ways(term):
                return False
            left = term.spellings.get(name, 0) - before[name] + after[name]
            if not left and not _is_in_file(term, name):
                return False
    return True


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


def _is_spelled_in_two_ways(term: Term) -> bool:
    return term.file is None and len(term.spellings) > 1


def _is_in_file(term: Term, name: str) -> bool:
    return term.file is not None and name in (term.file.name, *term.file.aliases)


def revise(archive: Archive, changes: Sequence[Change]) -> None:
    """Bring *archive* up to date with *changes*, which `can_revise` allowed."""
    for change in changes:
        if change.old is not None:
            _take_out(archive, change.old)
    for change in changes:
        if change.new is not None:
            _put_in(archive, change.new)
    versions = [one for change in changes for one in change.versions]
    for key in {one.dek_key for one in versions if one.dek_key}:
        _find_first(archive, key)


def replace(archive: Archive, article: Article) -> None:
    """Put *article* in place of one that looks the same wherever it is listed."""
    archive.articles[place_of(archive.articles, article)] = article
    archive.by_source[article.source] = archive.by_slug[article.slug] = article


def _take_out(archive: Archive, article: Article) -> None:
    del archive.by_slug[article.slug], archive.by_source[article.source]
    if article.withdrawn:
        archive.withdrawn.remove(article)
        return
    _drop(archive.articles, article)
    archive.dated -= bool(article.date)
    for facet, names in archive.names.items():
        found = VALUES[facet](article)
        for term in {names[name] for name in found}:
            _drop(term.articles, article)
        for name in found:
            spellings = names[name].spellings
            spellings[name] -= 1
            if not spellings[name]:
                del spellings[name]


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
    for facet, names in archive.names.items():
        found = VALUES[facet](article)
        for term in {names[name] for name in found}:
            insort(term.articles, article, key=order_key)
        for name in found:
            spellings = names[name].spellings
            spellings[name] = spellings.get(name, 0) + 1


def _find_first(archive: Archive, key: str) -> None:
    """Find the article that teasers with this *key* mean: the first that has the dek."""
    first = next((one for one in archive.articles if one.dek_key == key), None)
    if first is None:
        archive.by_dek.pop(key, None)
    else:
        archive.by_dek[key] = first
