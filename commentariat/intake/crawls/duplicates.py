"""Which keys belong to one article, by what was found of pairs of raw files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import msgspec


class Duplicates(msgspec.Struct, frozen=True):
    """What is known of raw files beyond their keys."""

    keys: Mapping[str, str] = {}
    """For a key, another one that stands for the same article."""
    same: Mapping[str, str] = {}
    """Files that editors say are crawls of what another file is a crawl of."""
    apart: frozenset[frozenset[str]] = frozenset()
    """Pairs of files that editors say are two articles."""

    def key(self, key: str) -> str:
        """Give the key that stands for the article that *key* stands for."""
        return self.keys.get(key, key)

    def is_apart(self, file: str, others: Iterable[str]) -> bool:
        """Tell whether *file* is another article than one of *others*."""
        return bool(self.apart) and any(
            frozenset((file, other)) in self.apart for other in others
        )


def unite_keys(
    sizes: Mapping[str, int],
    same: Collection[frozenset[str]],
    settled: Iterable[Collection[str]] = (),
) -> tuple[dict[str, str], list[str]]:
    """
    Unite keys whose texts are the same; tell, too, those that could go to two places.

    *sizes* are those of the texts, by key; *same* are pairs of keys. A key joins
    others only if it is the same as every one of them: a crawl that breaks off in what
    two articles have in common makes no one article of them, and stays alone. Groups
    that are *settled*, for an article lists them, stay as they are. The result does
    not depend on any order.
    """
    groups = [set(group) for group in settled]
    home = {key: group for group in groups for key in group}
    beside: dict[str, set[str]] = {}
    for pair in same:
        for key in pair:
            beside.setdefault(key, set()).update(pair - {key})
    torn: list[str] = []
    for key in sorted(beside.keys() - home, key=lambda key: (-sizes[key], key)):
        near = {id(home[one]): home[one] for one in beside[key] if one in home}
        (group,) = near.values() if len(near) == 1 else (set[str](),)
        if near and not (group and group <= beside[key]):
            torn.append(key)
            group = set()
        group.add(key)
        home[key] = group
    names = {key: min(group) for key, group in home.items() if len(group) > 1}
    return names, sorted(torn)
