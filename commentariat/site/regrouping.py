"""What becomes of groups of translations by an edit, told before it is made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

import msgspec

from commentariat.archive.model import Article


class Group(msgspec.Struct, frozen=True, gc=False):
    """A piece in several languages, as far as it is out."""

    original: str = ""
    """Source of the article that the others translate; empty: it is none that is out."""
    address: str = ""
    """Of an original elsewhere."""
    sources: tuple[str, ...] = ()
    """Of the articles: the original first, then by their languages."""


ALONE = Group()


class Regrouped(msgspec.Struct, frozen=True):
    """What an edit makes of groups."""

    sources: frozenset[str] = frozenset()
    """Of the articles whose pages show other translations, or others of them."""
    above: dict[str, str] = {}
    """What articles translate now, by their sources; empty: nothing."""
    roots: dict[str, str] = {}
    """What they come to, likewise."""
    groups: dict[str, Group] = {}
    """The groups of those that have another; `ALONE` for none."""
    names: frozenset[str] = frozenset()
    """Names by which what they translate is found."""


Pairs = list[tuple[Article, Article]]
"""Two articles of a group that are in one language."""


def group_of(
    root: str,
    sources: Iterable[str],
    find: Callable[[str], Article | None],
) -> tuple[Group, Pairs]:
    """
    Make the group of the articles from *sources* that come to *root*, and tell its pairs.

    *find* finds an article by its source; none where there is none.
    """
    is_here = find(root) is not None
    found = map(find, ([root] if is_here else []) + list(sources))
    out = [one for one in found if one is not None and not one.withdrawn]
    out.sort(key=lambda one: (one.source != root, one.language, one.slug))
    by_language: dict[str, Article] = {}
    pairs = []
    for one in out:
        first = by_language.setdefault(one.language.lower(), one)
        if first is not one:
            pairs.append((one, first))
    group = Group(
        original=root if is_here and out and out[0].source == root else "",
        address="" if is_here else root,
        sources=tuple([one.source for one in by_language.values()]),
    )
    return group, pairs


def is_group(group: Group) -> bool:
    """Tell whether anything is to be said of *group*."""
    return len(group.sources) > 1 or bool(group.address)


def end_of(start: str, above: Callable[[str], str]) -> str | None:
    """Follow what is *above* from *start* to its end; None where that leads in a circle."""
    seen: set[str] = set()
    at = start
    while following := above(at):
        if at in seen:
            return None
        seen.add(at)
        at = following
    return at


def regroup(
    moved: Mapping[str, str],
    above: Mapping[str, str],
    roots: Mapping[str, str],
    members: Mapping[str, Collection[str]],
    groups: Mapping[str, Group],
    find: Callable[[str], Article | None],
) -> Regrouped | None:
    """
    Tell what becomes of *groups* where articles translate other things.

    *moved* tells what, by their sources (empty: nothing), and *find* finds articles as they
    are then. *above* is what articles translated so far, *roots* what each came to, and
    *members* who came to each. None where the new state has faults, which are for a new
    site to tell: a circle, or two in one language.
    """

    def above_now(source: str) -> str:
        return moved[source] if source in moved else above.get(source, "")

    ends = {source: end_of(source, above_now) for source in moved}
    if None in ends.values():
        return None
    concerned = {
        root for one in moved for root in (roots.get(one, one), ends[one] or one)
    }
    sources = set(moved).union(*(members.get(one, ()) for one in concerned))
    found: dict[str, str] = {}
    for source in sorted(sources):
        end = end_of(source, above_now)
        if end is None:
            return None
        found[source] = end if end != source else ""
    inner: dict[str, list[str]] = {root: [] for root in concerned}
    for source, end in found.items():
        if end:
            inner.setdefault(end, []).append(source)
    made = dict.fromkeys({*sources, *inner}, ALONE)
    for root, ours in sorted(inner.items()):
        group, pairs = group_of(root, ours, find)
        if pairs:
            return None
        if ours and is_group(group):
            made |= dict.fromkeys(group.sources, group)
    changed = {
        source: group
        for source, group in made.items()
        if groups.get(source, ALONE) != group
    }
    mates = (table.get(one, ALONE) for one in moved for table in (groups, made))
    shown = set(changed).union(*(one.sources for one in mates))
    return Regrouped(
        frozenset({source for source in shown if find(source) is not None}),
        dict(moved),
        found,
        changed,
    )


def apply_to(
    said: Regrouped,
    above: dict[str, str],
    roots: dict[str, str],
    members: dict[str, set[str]],
    groups: dict[str, Group],
) -> None:
    """Bring *above*, *roots*, *members* and *groups* up to what was *said* of an edit."""
    for source, target in said.above.items():
        _put(above, source, target)
    for source, root in said.roots.items():
        before = roots.get(source, "")
        if before:
            members[before].discard(source)
        if root:
            members.setdefault(root, set()).add(source)
        _put(roots, source, root)
    for source, group in said.groups.items():
        if group is ALONE or group == ALONE:
            groups.pop(source, None)
        else:
            groups[source] = group


def _put(table: dict[str, str], key: str, value: str) -> None:
    if value:
        table[key] = value
    else:
        table.pop(key, None)
