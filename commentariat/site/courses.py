"""
The course of a piece through its coasts: a leg a paragraph, as long as the paragraph.

Whatever the coasts are, it stays within the frame it is drawn for: it lies on as much of
the lane through the deepest as is in there. Its soundings, the words of the paragraphs,
stand clear of it and of each other; where a leg is too short for its own it has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Final

import msgspec
from markupsafe import Markup

from commentariat.site.coasts import HEIGHT, WIDTH, Point, lane
from commentariat.site.views import Drawing

MOST_LEGS: Final = 20
"""Of a longer text, neighboring paragraphs share a leg."""
_CELLS: Final = 32
"""Into which a lane is cut, to find its height at any place."""
_SWAY: Final = (0, 7, -6, 11, -10, 4, -12, 9, -3, 12, -8)
"""Units by which stops lie off the lane in turn: nobody steers by a ruler."""


class Frame(msgspec.Struct, frozen=True):
    """A part of the coasts that is shown, and how large its figures are; in units."""

    left: int
    top: int
    width: int
    height: int
    side: int
    """Between the course and the left and right edge."""
    figure: int = 0
    """Height of a figure; 0: there are no soundings."""

    @property
    def clear(self) -> int:
        """Tell how much room is kept above and below for soundings, too."""
        return self.figure * 2 + 30


WIDE: Final = Frame(0, 220, 1600, 560, side=110, figure=25)
NARROW: Final = Frame(400, 220, 800, 560, side=60, figure=30)
CARD: Final = Frame(0, 0, WIDTH, HEIGHT, side=140)


class Leg(msgspec.Struct, frozen=True, gc=False):
    """A leg of a course, and the paragraph that it stands for, or the first of some."""

    words: int
    anchor: str
    """Id of that paragraph."""
    label: str
    """What is said of it to those who do not see it, as HTML."""


class _Lane(msgspec.Struct, frozen=True, gc=False):
    """As much of the lane of coasts as lies in a frame."""

    start: int
    width: int
    heights: tuple[int, ...]
    """Of its cells, from the left."""

    def height(self, x: int) -> int:
        """Find how high it lies at *x*."""
        place = (x - self.start) * _CELLS
        cell = min(max(place // self.width, 0), _CELLS - 1)
        here, there = self.heights[cell], self.heights[cell + 1]
        return here + (there - here) * (place - cell * self.width) // self.width


@lru_cache(maxsize=2048)
def _lane_in(frame: Frame, regions: int, seed: int, mirror: str) -> _Lane:
    """Find the lane of those coasts, mirrored as they are, in *frame*."""
    points = [
        (WIDTH - x if "x" in mirror else x, HEIGHT - y if "y" in mirror else y)
        for x, y in lane(regions, seed)
    ]
    points.sort()
    left, right = frame.left + frame.side, frame.left + frame.width - frame.side
    top, bottom = frame.top + frame.clear, frame.top + frame.height - frame.clear
    middle = WIDTH // 2
    start = end = middle
    while start > left and top <= _height_at(points, start) <= bottom:
        start -= 10
    while end < right and top <= _height_at(points, end) <= bottom:
        end += 10
    width = max(end - start, frame.width // 3)
    cells = [start + width * cell // _CELLS for cell in range(_CELLS + 1)]
    heights = [min(max(_height_at(points, x), top), bottom) for x in cells]
    return _Lane(start, width, tuple(heights))


def _height_at(points: Sequence[Point], x: int) -> int:
    """Find the height at *x* of the line through *points*, which go from left to right."""
    at = next(place for place, point in enumerate(points) if point[0] >= x)
    (a, b), (c, d) = points[at - 1], points[at]
    return b + (d - b) * (x - a) // (c - a)


def merge_legs(paragraphs: int) -> list[range]:
    """Share out so many *paragraphs* among at most 20 legs, in their order."""
    count = min(paragraphs, MOST_LEGS)
    ends = [paragraphs * leg // count for leg in range(count + 1)] if count else []
    return [range(a, b) for a, b in pairwise(ends)]


class Course:
    """
    The course of a text over the coasts of its *drawing*, as templates ask for it.

    It is made where a page is, of the text alone, so that an edit of the text touches
    the page of its piece and the file of its course.
    """

    __slots__ = ("_drawing", "_legs", "paragraphs")

    def __init__(self, drawing: Drawing, legs: Sequence[Leg], paragraphs: int) -> None:
        self._drawing = drawing
        self._legs = legs
        self.paragraphs = paragraphs
        """How many the text has: more than there are legs, where it is long."""

    @property
    def wide(self) -> Markup:
        """Marks of SVG for a box of 1600 by 560 at 0, 220, with links to paragraphs."""
        return Markup(plot(WIDE, self._drawing, self._legs))

    @property
    def narrow(self) -> Markup:
        """The same for phones, in 800 by 560 at 400, 220."""
        return Markup(plot(NARROW, self._drawing, self._legs))

    @property
    def card(self) -> Markup:
        """The same without soundings, in 1600 by 1000."""
        return Markup(plot(CARD, self._drawing, self._legs))


def plot(frame: Frame, drawing: Drawing, legs: Sequence[Leg]) -> str:
    """
    Plot the course of *legs* over the coasts of *drawing*, in *frame*: marks of SVG.

    It is of classes `case` and `course`, and `doubt` where the piece has no date; its
    stops are `stop` and `eye`, its ends `end`, its soundings links in a `soundings`.
    Without legs it is a position alone.
    """
    lane = _lane_in(frame, drawing.regions, drawing.seed, drawing.mirror)
    points = _stops(lane, drawing, legs)
    line = "L".join([f"{x} {y}" for x, y in points])
    ends = "M{} {}h0".format(*points[0])
    found = []
    if legs:
        doubt = "" if drawing.is_dated else " doubt"
        ends += "M{} {}h0".format(*points[-1])
        found.append(f'<path class="case" d="M{line}"/>')
        found.append(f'<path class="course{doubt}" d="M{line}"/>')
    if frame.figure and len(legs) > 1:
        stops = "".join([f"M{x} {y}h0" for x, y in points[1:-1]])
        found.append(f'<path class="stop" d="{stops}"/><path class="eye" d="{stops}"/>')
    found.append(f'<path class="end" d="{ends}"/>')
    if frame.figure and legs:
        found.append(f'<g class="soundings">{_soundings(frame, points, legs)}</g>')
    return "".join(found)


def _stops(lane: _Lane, drawing: Drawing, legs: Sequence[Leg]) -> list[Point]:
    """Find where the course begins, turns and ends; the lengths of legs are true."""
    if not legs:
        x = lane.start + lane.width // 2
        return [(x, lane.height(x))]
    done = [0, *accumulate([leg.words for leg in legs])]
    start, width, total, seed = lane.start, lane.width, done[-1], drawing.seed
    if drawing.direction == "rtl":
        start, width = start + width, -width
    xs = [start + width * part // total for part in done]
    return [
        (x, lane.height(x) + _SWAY[(k + seed) % len(_SWAY)]) for k, x in enumerate(xs)
    ]


def _soundings(frame: Frame, points: Sequence[Point], legs: Sequence[Leg]) -> str:
    """Write the words of *legs* beside the course, now above it and now below."""
    found: list[str] = []
    order = range(len(legs))
    if points[0] > points[-1]:  # they are placed from the left
        points, order = points[::-1], order[::-1]
    free, is_above = [0, 0], False
    for at, k in enumerate(order):
        leg = legs[k]
        x = (points[at][0] + points[at + 1][0]) // 2
        half = len(str(leg.words)) * frame.figure * 29 // 100 + 4
        for side in (not is_above, is_above):
            if free[side] <= x - half:
                is_above = side
                break
        else:
            continue
        free[is_above] = x + half
        heights = _heights(points, at, x - half, x + half)
        y = (
            min(heights) - 17
            if is_above
            else max(heights) + 17 + frame.figure * 7 // 10
        )
        found.append(
            f'<a href="#{leg.anchor}" aria-label="{leg.label}">'
            f'<text x="{x}" y="{y}">{leg.words}</text></a>'
        )
    if order.step < 0:
        found.reverse()
    return "".join(found)


def _heights(points: Sequence[Point], at: int, left: int, right: int) -> list[int]:
    """Find how high the line through *points* lies from *left* to *right* of leg *at*."""
    last = len(points) - 1
    first, end = at, at + 1
    while first > 0 and points[first][0] > left:
        first -= 1
    while end < last and points[end][0] < right:
        end += 1
    found = [y for _, y in points[first + 1 : end]]
    for x, (a, b), (c, d) in (
        (left, points[first], points[first + 1]),
        (right, points[end - 1], points[end]),
    ):
        inside = min(max(x, a), c)
        found.append(b + (d - b) * (inside - a) // (c - a) if c > a else b)
    return found
