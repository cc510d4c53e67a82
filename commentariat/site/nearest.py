"""Those that share most with one, by numbers: the arithmetic of what is alike."""

from __future__ import annotations

from collections.abc import Iterable, KeysView
from operator import itemgetter
from typing import TypeAlias

Shared: TypeAlias = tuple[KeysView[int], int, float]
"""Who has a feature, what it is worth, and how many have it for that."""
_BY_WORTH, BY_LENGTH = itemgetter(1), itemgetter(2)
"""The second puts first what tells most for its length."""


class Numbers(dict[str, int]):
    """What stands for slugs where many are looked up: numbers are found sooner."""

    def __init__(self) -> None:
        super().__init__()
        self.slugs: list[str] = []
        """By their numbers."""

    def __missing__(self, slug: str) -> int:
        found = self[slug] = len(self.slugs)
        self.slugs.append(slug)
        return found


def share(others: KeysView[int], worth: int) -> Shared:
    """Tell that *others* have what is *worth* so much."""
    return others, worth, len(others) / worth


def add_up(shared: Iterable[Shared], own: int) -> dict[int, int]:
    """Tell how much each of others has of what is *shared* with the one that is *own*."""
    scores: dict[int, int] = {}
    get = scores.get
    for others, worth, _ in shared:
        for other in others:
            scores[other] = get(other, 0) + worth
    scores.pop(own, None)
    return scores


def find_nearest(
    shared: list[Shared], own: int, room: int, bar: int
) -> list[tuple[int, int]]:
    """
    Give those that reach the *bar* with their scores: the best *room*, and maybe others.

    Looked at first is what tells most for its length. As soon as the rest cannot lift
    another to the bar, which the best that are known raise, it is asked only of those
    that are near already.
    """
    shared.sort(key=BY_LENGTH)
    rest = sum([worth for _, worth, _ in shared])
    look_at = rest // 2
    scores: dict[int, int] = {}
    get = scores.get
    for at, (others, worth, _) in enumerate(shared):
        if bar <= rest <= look_at:
            look_at = rest // 2
            scores.pop(own, None)
            best = sorted(scores.values(), reverse=True)[:room]
            bar = max(bar, best[-1]) if len(best) == room else bar
        if rest < bar:
            scores = _add_to_near(scores, shared[at:], bar - rest)
            break
        rest -= worth
        if at == 0:
            scores.update(dict.fromkeys(others, worth))
            continue
        for other in others:
            scores[other] = get(other, 0) + worth
    scores.pop(own, None)
    return [(one, score) for one, score in scores.items() if score >= bar]


def _add_to_near(
    scores: dict[int, int], shared: list[Shared], least: int
) -> dict[int, int]:
    """
    Add what is *shared* to those of *scores* that have the *least* which they need.

    What tells most comes first: it leaves the fewest to be asked of the rest.
    """
    shared.sort(key=_BY_WORTH, reverse=True)
    for others, worth, _ in shared:
        least += worth
        scores = {
            one: score
            for one, had in scores.items()
            if (score := had + worth if one in others else had) >= least
        }
    return scores
