"""The colors of the shipped theme, and what follows for them from those of a site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TypeAlias

from commentariat.config.colors import (
    contrast,
    least_contrast,
    lightness,
    moved,
    nearest,
    with_lightness,
)

Tokens: TypeAlias = Mapping[str, str]
"""Colors by the names of their custom properties, without the hyphens."""

LIGHT: Tokens = {
    "paper": "#fbfaf6", "land": "#f1e8d3", "ink": "#10202b", "muted": "#414e57",
    "line": "#d6d8d2", "mark": "#930d46", "course": "#cf2a76", "d1": "#e4eff0",
    "d2": "#c7e0e3", "d3": "#9ccad2", "d4": "#68a9b6", "d5": "#2f7f92", "d6": "#1f5c70",
    "deep": "#143b4c",
}  # fmt: skip
DARK: Tokens = {
    "paper": "#0d171e", "land": "#1b2424", "ink": "#e8e4da", "muted": "#a4b1b7",
    "line": "#2b3a43", "mark": "#f391b8", "course": "#f06ba2", "d1": "#13262f",
    "d2": "#173642", "d3": "#1d4a58", "d4": "#2a6675", "d5": "#4f93a0", "d6": "#86bfc8",
    "deep": "#123442",
}  # fmt: skip
"""As `theme/site.css` has them; those that nothing follows for are not here."""

WORDS = 4.5
"""The contrast that WCAG 2 asks of small words at level AA."""
_EASY = 7.0
"""That of level AAA, which the shipped colors have, and those that are made."""
_DRAWN = 4.2
"""That of the course on the deep of a drawing, as it is shipped."""
_GROUNDS = ("paper", "land", "d1")
"""What small words stand on."""
_FOLLOWING = {
    "land": 1.0, "line": 1.0, "d1": 1.0, "d2": 0.8, "d3": 0.6, "d4": 0.4, "d5": 0.2,
    "d6": 0.1,
}  # fmt: skip
"""What moves with the paper, and by how much of its way."""
DRAWN_LAND = {"land": ("#e9dec2", "#b0a582"), "hill": ("#cdbb8d", "#8a8061")}
"""The land of drawings by day and by night, as `templates/coast.svg` has it."""
COURSE = "#ff5fa0"
"""The course of drawings, likewise."""


def is_dark(shipped: Tokens) -> bool:
    """Tell whether the scheme of these tokens is the dark one."""
    return shipped is DARK


def grounds_of(shipped: Tokens, paper: str) -> tuple[str, ...]:
    """Give all that small words stand on where *paper* takes the place of the shipped."""
    found = on_paper(shipped, paper)
    return tuple(found.get(name, shipped[name]) for name in _GROUNDS)


def on_paper(shipped: Tokens, paper: str) -> dict[str, str]:
    """Give what follows from *paper*: itself, and the tints that lie near it."""
    if not paper:
        return {}
    way = partial(moved, start=shipped["paper"], end=paper)
    follow = {n: way(shipped[n], share=share) for n, share in _FOLLOWING.items()}
    return {"paper": paper, **follow}


def judge_paper(shipped: Tokens, paper: str, mark: str) -> tuple[float, str]:
    """
    Tell the least contrast of small words where *paper* is, and the paper nearest it.

    Words are ink, muted and, where one is given, in the *mark* that stays. The nearest
    paper has `WORDS`, whatever lies on it; it is *paper* itself where that has it.
    """
    words = [one for one in (shipped["ink"], shipped["muted"], mark) if one]

    def least(paper: str) -> float:
        grounds = grounds_of(shipped, paper)
        return min(least_contrast(one, grounds) for one in words)

    end = 0.0 if is_dark(shipped) else 1.0
    return least(paper), nearest(paper, end, lambda one: least(one) >= WORDS)


def judge_accent(shipped: Tokens, accent: str, paper: str) -> tuple[float, str]:
    """Tell the contrast of words in *accent* on *paper*, and the color nearest it."""
    grounds = grounds_of(shipped, paper)
    return least_contrast(accent, grounds), _readable(shipped, accent, grounds, WORDS)


def other_accent(shipped: Tokens, accent: str, paper: str) -> dict[str, str]:
    """Make of the *accent* of one scheme that of the other, whose tokens are *shipped*."""
    grounds = grounds_of(shipped, paper)
    return {
        "mark": _readable(shipped, accent, grounds, _EASY),
        "course": _readable(shipped, accent, grounds, WORDS),
    }


def drawn_course(shipped: Tokens, accent: str) -> str:
    """Make of *accent* the course of drawings, which lies on the deep."""
    deep = shipped["deep"]
    return nearest(accent, 1.0, lambda one: contrast(one, deep) >= _DRAWN)


def follow_paper(shipped: Tokens, color: str, paper: str) -> str:
    """Move *color*, which is beside the shipped paper, as *paper* moves from that."""
    return moved(color, shipped["paper"], paper, 1.0) if paper else color


def pale(color: str) -> str:
    """Give *color* as light as what is pointed at is in a drawing."""
    return with_lightness(color, max(0.86, lightness(color)))


def _readable(shipped: Tokens, color: str, grounds: Iterable[str], least: float) -> str:
    end = 1.0 if is_dark(shipped) else 0.0
    return nearest(color, end, lambda one: least_contrast(one, grounds) >= least)
