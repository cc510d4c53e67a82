"""
The course of a piece through its coasts: a leg a paragraph, as long as the paragraph.

Whatever the coasts are, it stays within the frame it is drawn for: it lies on as much of
the lane through the deepest as is in there. Its soundings, the words of the paragraphs,
stand clear of it and of each other; where a leg is too short for its own it has none.
A page has one drawing for all screens: phones press it to half its width, and leave its
figures as wide as they are high. So much room is kept for them.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import cycle, pairwise
from typing import Final

import msgspec
from markupsafe import Markup

from commentariat.site.coasts import HEIGHT, WIDTH, Point, lane
from commentariat.site.views import Drawing

MOST_LEGS: Final = 12
"""So many that a finger finds each on a phone; of a longer text neighbors share one."""
_GRID: Final = 10
_CELLS: Final = 64
"""Into which a lane is cut; no stop needs to know its height more closely."""
_SHORT: Final = 40
"""Units of a leg up to which it does not leave the lane in another way."""
_LONG: Final = 300
"""From which on it follows the bends of the lane, lest it run aground."""
_GAP: Final = 17
"""Between the course and the figures beside it."""
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
    step: int = 1
    """Units that one of what is written is long: a page says no digit that nobody sees."""

    @property
    def clear(self) -> int:
        """Tell how much room is kept above and below for soundings, too."""
        return self.figure * 2 + 30


PAGE: Final = Frame(0, 220, 1600, 560, side=110, figure=30, step=10)
CARD: Final = Frame(0, 0, WIDTH, HEIGHT, side=140)

PRESSED: Final = 2
"""How many times narrower phones show a drawing, which is how much wider figures are."""
_HALVES: Final = tuple(
    [PRESSED * (4 + digits * PAGE.figure * 29 // 100) for digits in range(12)]
)
"""Half the room that figures take there, by how many digits they have."""


class Leg(msgspec.Struct, frozen=True, gc=False):
    """A leg of a course, which stands for a paragraph, or for some."""

    words: int
    figure: str
    """The same as it is written."""
    link: str
    """Tag of a link to the paragraph, or the first of them."""


class _Lane(msgspec.Struct, frozen=True, gc=False):
    """As much of the lane of coasts as lies in a frame."""

    start: int
    width: int
    heights: tuple[int, ...]
    """Where it lies at the edges of its cells, from the left."""


@lru_cache(maxsize=2048)
def _lane_in(frame: Frame, regions: int, seed: int) -> _Lane:
    """Find the lane of those coasts in *frame*, as far as it is whole in there."""
    line = _heights(regions, seed)
    first, last = frame.left + frame.side, frame.left + frame.width - frame.side
    top, bottom = frame.top + frame.clear, frame.top + frame.height - frame.clear
    start = end = WIDTH // 2
    while start > first and top <= line[start // _GRID] <= bottom:
        start -= _GRID
    while end < last and top <= line[end // _GRID] <= bottom:
        end += _GRID
    cells = [start + (end - start) * cell // _CELLS for cell in range(_CELLS + 1)]
    heights = [min(max(line[x // _GRID], top), bottom) for x in cells]
    return _Lane(start, end - start, tuple(heights))


@lru_cache(maxsize=512)
def _heights(regions: int, seed: int) -> list[int]:
    """Find how high the lane of those coasts lies, from the left at each of a grid."""
    found: list[int] = []
    for (a, b), (c, d) in pairwise(lane(regions, seed)):
        while (x := len(found) * _GRID) <= c:
            found.append(b + (d - b) * (x - a) // (c - a))
    return found


def merge_legs(paragraphs: int) -> list[range]:
    """Share out so many *paragraphs* among at most 12 legs, in their order."""
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
    def page(self) -> Markup:
        """Marks of SVG for a box of 160 by 56 at 0, 22, with links to paragraphs."""
        return Markup(plot(PAGE, self._drawing, self._legs))

    @property
    def card(self) -> Markup:
        """The same without soundings, in 1600 by 1000."""
        return Markup(plot(CARD, self._drawing, self._legs))


def plot(frame: Frame, drawing: Drawing, legs: Sequence[Leg]) -> str:
    """
    Plot the course of *legs* over the coasts of *drawing*, in *frame*: marks of SVG.

    Where there are soundings, as links, the course is `#Course`, with a leg of next to no
    length at its end, and drawn anew for what lies over it: as a line, of class `doubt`
    where the piece has no date, and twice dashed so that of each leg the beginning alone
    is seen, for its stops. Without soundings it is `case` and `course`, and
    its ends are `end`; without legs it is one of these alone.
    """
    way = _way(frame, drawing)
    step = frame.step
    if not legs:
        x, y = way.start + way.width // 2, way.heights[_CELLS // 2]
        return f'<path class="end" d="m{x // step} {y // step}h0"/>'
    stops = _stops(way, drawing.seed, legs, step)
    bends = _bends(way, stops, step)
    line = _line(stops, bends, step)
    if not frame.figure:
        (a, b), (c, d) = stops[0], stops[-1]
        across = f"{c - a} {d - b}".replace(" -", "-")
        end = f'<path class="end" d="m{a} {b}h0m{across}h0"/>'
        name = "course" if drawing.is_dated else "course doubt"
        return f'<path class="case" d="{line}"/><path class="{name}" d="{line}"/>{end}'
    doubt = "" if drawing.is_dated else ' class="doubt"'
    soundings = "".join(_soundings(frame, stops, bends, legs))
    return (
        f'<path id="Course" d="{line}m0 0h.1"/><use{doubt} href="#Course"/>'
        f'<use href="#Course"/><use href="#Course"/>{soundings}'
    )


def _line(
    stops: Sequence[Point], bends: Mapping[int, Sequence[Point]], step: int
) -> str:
    """Write a course as `d`, a subpath a leg, each point by how far it is from the last."""
    found = list[str]()
    for leg, ((x, y), stop) in enumerate(pairwise(stops)):
        found.append("m0 0" if leg else f"m{x // step} {y // step}")
        for p, q in (*bends.get(leg, ()), stop):
            found.append(f" {(p - x) // step} {(q - y) // step}")
            x, y = p, q
    return "".join(found).replace(" -", "-")


def _way(frame: Frame, drawing: Drawing) -> _Lane:
    """Give the lane of *drawing* in *frame* as it is mirrored, in the course's direction."""
    lane = _lane_in(frame, drawing.regions, drawing.seed)
    start, width, heights = lane.start, lane.width, lane.heights
    if "x" in drawing.mirror:
        start, heights = WIDTH - start - width, heights[::-1]
    if "y" in drawing.mirror:
        heights = tuple([HEIGHT - y for y in heights])
    if drawing.direction == "rtl":
        start, width, heights = start + width, -width, heights[::-1]
    return _Lane(start, width, heights)


def _stops(way: _Lane, seed: int, legs: Sequence[Leg], step: int) -> list[Point]:
    """Find where the course begins, turns and ends; the lengths of legs are true."""
    start, width, heights = way.start, way.width, way.heights
    total, done, before = sum([leg.words for leg in legs]), 0, start
    found, sway, half = [(start, _nearest(heights[0], step))], 0, total * step // 2
    for leg, another in zip(
        legs, cycle(_SWAY[seed % len(_SWAY) :] + _SWAY), strict=False
    ):
        done += leg.words
        x = start + (width * done + half) // (total * step) * step
        if abs(x - before) > _SHORT:
            sway = another
        found.append((x, _nearest(heights[_CELLS * done // total] + sway, step)))
        before = x
    return found


def _nearest(value: int, step: int) -> int:
    return (value + step // 2) // step * step


def _bends(way: _Lane, stops: Sequence[Point], step: int) -> dict[int, list[Point]]:
    """Find where long legs, by their numbers, follow the lane: thrice within each."""
    found: dict[int, list[Point]] = {}
    for leg, ((a, _), (c, _)) in enumerate(pairwise(stops)):
        if abs(c - a) > _LONG:
            xs = [_nearest(a + (c - a) * k // 4, step) for k in (1, 2, 3)]
            cells = [_CELLS * (x - way.start) // way.width for x in xs]
            found[leg] = [
                (x, _nearest(way.heights[cell], step))
                for x, cell in zip(xs, cells, strict=True)
            ]
    return found


def _soundings(
    frame: Frame,
    stops: Sequence[Point],
    bends: Mapping[int, Sequence[Point]],
    legs: Sequence[Leg],
) -> list[str]:
    """Write the words of *legs* beside the course, now above it and now below."""
    onward, step = 1 if stops[0] < stops[-1] else -1, frame.step
    along, heights = [onward * x for x, _ in stops], [y for _, y in stops]
    above, below = -_GAP, _GAP + frame.figure * 7 // 10
    free, is_above = [-WIDTH, -WIDTH], False
    halves, found = _HALVES, list[str]()
    begin_of_leg, height = along[0], heights[0]
    for at, leg in enumerate(legs, 1):
        end_of_leg, height_before, height = along[at], height, heights[at]
        middle = (begin_of_leg + end_of_leg) // 2 // step * step
        length, begin_of_leg = end_of_leg - begin_of_leg, end_of_leg
        half = halves[len(leg.figure)]
        begin = middle - half
        if free[not is_above] <= begin:
            is_above = not is_above
        elif free[is_above] > begin:
            continue
        free[is_above] = middle + half
        if at - 1 in bends:
            near = [y for _, y in bends[at - 1]]
            y = min(near) if is_above else max(near)
        elif length < 2 * half:
            first = bisect(along, begin, 1) - 1
            near = heights[first : bisect(along, middle + half) + 1]
            y = min(near) if is_above else max(near)
        else:
            rise = abs(height - height_before) * (half + step) // length
            y = (height + height_before) // 2 + (-rise if is_above else rise)
        y = (y + above) // step if is_above else -((-y - below) // step)
        x = onward * middle // step
        found.append(f'{leg.link}<text x="{x}" y="{y}">{leg.figure}</text></a>')
    return found
