"""
The shape of coasts: the same on every machine, for all is reckoned in whole numbers.

How many there are is what a piece says: none is open sea, one a shore, two a strait,
more are islands, one each. Depths lie within each other as on a sea chart, and a lane
runs through the deepest for a course to lie on.

A coast is 1600 by 1000; of it pages show the middle 560 of the height, which phones press
to half its width. Lengths are whole units of that, shares and waves are
1024ths, and sines 4096ths, of a table. No sine is reckoned anywhere else, since those
of systems differ in the last digit, and no sum of floating-point numbers is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import pairwise
from math import pi, sin
from typing import Final

import msgspec

WIDTH: Final = 1600
HEIGHT: Final = 1000
SEEDS: Final = 64
"""Shapes that the coasts of so many regions may have: pieces share them."""
MOST_REGIONS: Final = 7
"""As many coasts as have room."""

_TURN: Final = 4096
"""Steps of the table of sines in a whole turn, and what stands for one in it."""
SINES: Final = tuple([round(_TURN * sin(2 * pi * at / _TURN)) for at in range(_TURN)])
"""None is so near a half that two systems could round it otherwise."""
_ONE: Final = 1024
_FALL: Final = (1024, 461, 290, 208)
"""How high the parts of a wave are, each shorter than the one before."""
_FINE: Final = (1024, 676, 530, 446, 390)
"""The same of a rougher wave."""
_STEP: Final = 80
_PLACES: Final = range(25)
"""Where the shapes are reckoned, a step apart, along a line through the middle."""
_PACE: Final = 116
"""How far the longest part of a wave turns in a step."""
_ROUGH: Final = (500, 700, 650, 420, 260)
"""The same of the edge of an island."""
_SPOKES: Final = tuple(
    [(SINES[at + _TURN // 4 & _TURN - 1], SINES[at]) for at in range(0, _TURN, 256)]
)
"""Directions in which the edges of islands are reckoned: cosines and sines."""

Point = tuple[int, int]
Curve = list[int]
"""Distances from the line through the middle, one a place."""
Shapes = tuple[tuple[str, str], ...]
"""Classes and the `d` of paths, from the lowest up."""


class _Dice:
    """Whole numbers by chance: the same for the same words, everywhere and for good."""

    def __init__(self, *words: int) -> None:
        start = blake2b(repr(words).encode(), digest_size=8).digest()
        self._state = int.from_bytes(start, "big")

    def roll(self, least: int, most: int) -> int:
        """Give a number from *least* to *most*."""
        # Knuth's generator (MMIX); its upper bits are the good ones.
        self._state = (
            self._state * 6364136223846793005 + 1442695040888963407 & 2**64 - 1
        )
        return least + (self._state >> 33) % (most - least + 1)

    def wave(
        self,
        places: Iterable[int] = _PLACES,
        heights: Sequence[int] = _FALL,
        pace: int = _PACE,
    ) -> Curve:
        """Make a smooth wander from about -1200 to 1200, at each of *places*."""
        parts = [
            (self.roll(height // 2, height), pace * k, self.roll(0, _TURN - 1))
            for k, height in enumerate(heights, 1)
        ]
        return [
            sum([a * SINES[f * at + p & _TURN - 1] for a, f, p in parts]) // _TURN
            for at in places
        ]


class _Sea(msgspec.Struct, frozen=True):
    """Where the deep runs, and which way all is turned."""

    dice: _Dice
    deep: Curve
    bend: Curve
    turn: int
    """In steps of the table."""

    def point(self, place: int, away: int) -> Point:
        """Place a point *away* from the line through the middle; 1024ths of a step."""
        return self.at((place - _ONE * 12) * _STEP // _ONE, away)

    def at(self, along: int, away: int) -> Point:
        """Turn a point that is so far *along* the line from the middle, and *away*."""
        sine, cosine = SINES[self.turn], SINES[self.turn + _TURN // 4]
        return (
            WIDTH // 2 + (along * cosine - away * sine) // _TURN,
            HEIGHT // 2 + (along * sine + away * cosine) // _TURN,
        )

    def line(self, curve: Curve) -> list[Point]:
        """Place the points of *curve*."""
        return [self.at((i - 12) * _STEP, y) for i, y in enumerate(curve)]


def _sea(regions: int, seed: int) -> _Sea:
    dice = _Dice(regions, seed)
    bend = dice.wave()
    tilt = dice.roll(-90, 90)
    turn = dice.roll(10, 190)
    height = (70, 80, 110, 90)[min(regions, 3)]
    middle = (100 if regions == 1 else 0) - height * bend[12] // _ONE
    deep = [
        middle + tilt * (i - 12) // 12 + height * b // _ONE for i, b in enumerate(bend)
    ]
    return _Sea(dice, deep, bend, turn)


def lane(regions: int, seed: int) -> tuple[Point, ...]:
    """Give the line through the deepest of those coasts, for a course to lie on."""
    sea = _sea(regions, seed)
    return tuple(sea.line(sea.deep))


def draw_coasts(regions: int, seed: int) -> Shapes:
    """
    Draw the coasts of so many *regions*, up to 7, in the shape that *seed* chooses.

    Depths are classes from `s1`, the shoalest, to `s6`, of which those around islands
    are of class `isle`, too; lines of hills on the land are `hill`.
    """
    sea = _sea(regions, seed)
    draw = (_open_sea, _shore, _strait, _islands)[min(regions, 3)]
    return draw(sea, regions)


_GROUND: Final = f"M0 0H{WIDTH}V{HEIGHT}H0Z"


def _open_sea(sea: _Sea, regions: int) -> Shapes:
    found = [("s2", _GROUND)]
    swell = [sea.dice.wave() for _ in range(4)]
    for k in range(10):
        wave = swell[k % 4][k % 3 :] + swell[k % 4][: k % 3]
        edge = [
            -520 + 105 * k + (42 * a + 34 * b) // _ONE
            for a, b in zip(wave, sea.bend, strict=True)
        ]
        found.append((f"s{min(6, 2 + k // 2)}", _band(sea, edge, [1500] * len(edge))))
    return tuple(found)


def _shore(sea: _Sea, regions: int) -> Shapes:
    dice, fine = sea.dice, sea.dice.wave(heights=_FINE)
    wide = dice.roll(240, 340)
    bumps = [dice.wave() for _ in range(6)]
    near = [
        m - wide - (40 * a + 14 * f) // _ONE
        for m, a, f in zip(sea.deep, bumps[0], fine, strict=True)
    ]
    found = [("land", _GROUND), *_hills(sea, near, bumps[2], -1)]
    far = [1500] * len(near)
    for k in range(6):
        found.append((f"s{k + 1}", _band(sea, near, far)))
        near = [
            y + (62 + 20 * k) * (2 * _ONE + a) // (2 * _ONE)
            for y, a in zip(near, bumps[k], strict=True)
        ]
    return tuple(found)


def _strait(sea: _Sea, regions: int) -> Shapes:
    dice, fine = sea.dice, sea.dice.wave(heights=_FINE)
    wide = dice.roll(125, 230)
    bumps = [dice.wave() for _ in range(6)]
    mid = sea.deep
    near = [
        m - wide - (52 * a + 11 * f) // _ONE
        for m, a, f in zip(mid, bumps[0], fine, strict=True)
    ]
    far = [
        m + wide + (52 * a + 11 * f) // _ONE
        for m, a, f in zip(mid, bumps[1], fine[::-1], strict=True)
    ]
    found = [
        ("land", _GROUND),
        *_hills(sea, near, bumps[2], -1),
        *_hills(sea, far, bumps[3], 1),
    ]
    for k, share in enumerate((0, 206, 371, 525, 670, 809)):
        part = [share * (6 * _ONE + a) // (6 * _ONE) for a in bumps[k]]
        upper = [
            a + (m - a) * p // _ONE for a, m, p in zip(near, mid, part, strict=True)
        ]
        lower = [
            b + (m - b) * p // _ONE for b, m, p in zip(far, mid, part, strict=True)
        ]
        found.append((f"s{k + 1}", _band(sea, upper, lower)))
    return tuple(found)


def _hills(sea: _Sea, edge: Curve, bump: Curve, side: int) -> Shapes:
    """Draw the lines of hills on the land beyond *edge*."""
    lines = (
        [y + side * k * (68 + 26 * a // _ONE) for y, a in zip(edge, bump, strict=True)]
        for k in (1, 2, 3, 4)
    )
    return tuple([("hill", _curve(sea.line(line))) for line in lines])


def _islands(sea: _Sea, regions: int) -> Shapes:
    isles = [_Isle(sea, number, regions) for number in range(regions)]
    found = [("s6", _GROUND)]
    for level in range(5, -1, -1):  # what is painted later merges with its neighbors
        rings = [isle.ring(level) for isle in isles]
        found.append((f"s{level} isle" if level else "land", "".join(rings)))
    return tuple(found)


class _Isle:
    """One of *count* islands, which lie on this and on that side of the deep."""

    def __init__(self, sea: _Sea, number: int, count: int) -> None:
        roll = sea.dice.roll
        self._sea = sea
        self._size = roll(120, 200) + 150 // count
        spread = WIDTH // (2 * count)
        self._along = (
            (2 * number + 1) * spread - WIDTH // 2 + roll(-spread, spread) // 3
        )
        side = (1, -1)[number % 2]
        deep = sea.deep[12 + self._along // _STEP]
        self._away = deep + side * (self._size * 4 // 5 + roll(90, 150))
        self._shape = sea.dice.wave(range(len(_SPOKES)), _ROUGH, _TURN // len(_SPOKES))
        self._length = roll(900, 1700)
        """Of what it is across, in 1024ths."""

    def ring(self, level: int) -> str:
        """Draw the edge of a *level* around it; 0 is its coast."""
        size, smooth = self._size * (46 + 24 * level), 5 * _ONE + 2 * _ONE * level
        points = []
        for (cosine, sine), rough in zip(_SPOKES, self._shape, strict=True):
            radius = size * (smooth + 3 * rough) // smooth
            along = radius * self._length // _ONE * cosine // (100 * _TURN)
            away = radius * sine // (120 * _TURN)
            points.append(self._sea.at(self._along + along, self._away + away))
        return _curve(points, is_closed=True)


def _band(sea: _Sea, upper: Curve, lower: Curve) -> str:
    return f"{_curve(sea.line(upper))}L{_curve(sea.line(lower)[::-1])[1:]}Z"


def _curve(points: list[Point], *, is_closed: bool = False) -> str:
    """Draw a curve through the middles between *points*."""
    if is_closed:
        points = [*points, *points[:2]]
    middles = [((x + u) // 2, (y + v) // 2) for (x, y), (u, v) in pairwise(points)]
    x, y = middles[0]
    (a, b), (c, d) = points[0], points[-1]
    out = [f"M{x} {y}" if is_closed else f"M{a} {b}L{x} {y}"]
    for (u, v), (p, q) in zip(points[1:], middles[1:], strict=False):
        out.append(f"q{u - x} {v - y} {p - x} {q - y}")
        x, y = p, q
    out.append("Z" if is_closed else f"L{c} {d}")
    return "".join(out).replace(" -", "-")
