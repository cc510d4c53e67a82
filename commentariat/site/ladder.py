"""
The ladder: the years of an archive as an axis, the same on every page.

A year is a segment, and stands at the same place wherever years are shown: along the
edge of every page, above the bars of a chart, on the rule over a card or a row. Places
are told in percent from where time begins; whoever shows them from right to left
mirrors the whole.

The axis begins with the first year that has a piece, and ends with a whole step of five,
so that a new year seldom moves it; where that is less than `FEWEST` years the next step
is shown, too. It holds the run of years in which most of the archive lies: where more than
`LONGEST_GAP` years in a row have no piece a run ends, and of a longer one the last `LONGEST`
years are shown. Whatever lies before or after shares one segment at that end, drawn broken;
so a single piece of 1066 does not press a whole archive into the last line of a page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date as day_of
from datetime import timedelta
from functools import cache, cached_property

from commentariat.archive.model import Article
from commentariat.archive.revise import Revision
from commentariat.site.page import digest_value
from commentariat.site.views import Ladder, YearLabel

NAME = "ladder.svg"
"""Of the file of the theme that all pages share, as `site.theme` takes it."""
STEP = 5
LONGEST = 125
LONGEST_GAP = 50
FEWEST = 3
_LAST = 9999  # of the calendar
_GAPS = ((7, 1), (35, 5), (75, 10), (LONGEST + 2, 25))
"""Up to how many segments years are named every how many years."""


def _parts_of_year() -> Iterator[tuple[str, float]]:
    """Tell how much of its year has passed at the middle of each day, month and year."""
    yield "", 0.5
    starts = [0]
    for number in range(366):  # a leap year; in others a day is off by a day at most
        day = day_of(2000, 1, 1) + timedelta(number)
        yield f"-{day:%m-%d}", (number + 0.5) / 366
        if day.day == 1 and number:
            starts.append(number)
    for month, (start, end) in enumerate(
        zip(starts, [*starts[1:], 366], strict=True), 1
    ):
        yield f"-{month:02}", (start + end) / 2 / 366


_PARTS = dict(_parts_of_year())
"""By what an ISO date says after its year."""


def percent(value: float) -> str:
    """Write a share of 100, as attributes of drawings take it before their `%`."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


@cache
def middles(count: int) -> tuple[str, ...]:
    """Tell where the middles of so many segments are, in percent of them all."""
    return tuple([percent((place + 0.5) * 100 / count) for place in range(count)])


class Axis:
    """The segments of a ladder: a year each, and one at an end that is cut off."""

    def __init__(
        self, first: int, last: int, *, is_earlier: bool, is_later: bool
    ) -> None:
        self.key = first, last, is_earlier, is_later
        """Axes with equal keys are the same."""
        self.first = first
        self.last = last
        self.is_earlier = is_earlier
        """Whether the first segment holds all that lies before the first year."""
        self.is_later = is_later
        self.count = last - first + 1 + is_earlier + is_later
        """How many segments there are."""
        self._unit = 100 / self.count
        self.x = cache(self._x)
        """
        Tells where an ISO date stands, in percent; empty without one.

        What is known to the month or the year alone stands in the middle of that.
        """

    def place(self, year: int) -> int:
        """Tell which segment *year* is in, from 0; what lies beyond is at the end."""
        place = year - self.first + self.is_earlier
        return min(max(place, 0), self.count - 1)

    def _x(self, date: str) -> str:
        if not date:
            return ""
        year = int(date[:4])
        part = _PARTS[date[4:10]] if self.first <= year <= self.last else 0.5
        return percent((self.place(year) + part) * self._unit)

    def rail(self, period: str) -> tuple[str, str]:
        """Tell where a *period*, an ISO year or month, begins, and how long it is."""
        year, month = int(period[:4]), period[5:7]
        share, passed = 1.0, 0.0
        if month and self.first <= year <= self.last:
            share = 1 / 12
            passed = (int(month) - 1) * share
        begin = (self.place(year) + passed) * self._unit
        return percent(begin), percent(share * self._unit)

    def year(self, place: int) -> int:
        """Tell which year the segment at *place* is, unless it is one of several."""
        return self.first + place - self.is_earlier

    def is_end(self, place: int) -> bool:
        """Tell whether the segment at *place* holds what lies before or after."""
        return not self.first <= self.year(place) <= self.last

    def names(self, place: int) -> bool:
        """Tell whether the year at *place* is named where there is no room for all."""
        return not self.is_end(place) and self.year(place) % self._every == 0

    @cached_property
    def _every(self) -> int:
        return next(every for most, every in _GAPS if self.count <= most)

    @cached_property
    def view(self) -> Ladder:
        """What pages show of it."""
        return Ladder(
            first=self.first,
            last=self.last,
            is_earlier=self.is_earlier,
            is_later=self.is_later,
            labels=tuple(
                YearLabel(f"{self.year(place):04}", x)
                for place, x in enumerate(middles(self.count))
                if self.names(place)
            ),
        )

    @cached_property
    def rungs(self) -> tuple[int, ...]:
        """Tell which segments are dark: those of odd years."""
        places = range(self.count)
        return tuple([at for at in places if not self.is_end(at) and self.year(at) % 2])

    @cached_property
    def drawing(self) -> tuple[str, ...]:
        """
        Draw its rungs and the ticks of its quarters, line by line.

        Odd years are rungs. Lines are as thin on every width.
        """
        places = range(self.count)
        years = [at for at in places if not self.is_end(at)]
        rungs = [f"M{4 * at} 0h4v7h-4z" for at in self.rungs]
        ends = [at for at in places if self.is_end(at)]
        rungs += [f"M{4 * at + n}.25 2h.5v3h-.5z" for at in ends for n in range(4)]
        ticks = [f"M{4 * at + 1} 7v3m1-3v4m1-4v3" for at in years]
        return (
            # The outer one has no shape of its own, so that it fills what it is shown in.
            '<svg xmlns="http://www.w3.org/2000/svg"><svg width="100%" height="100%" '
            f'viewBox="0 0 {4 * self.count} 11" preserveAspectRatio="none">',
            "<style>path{fill:#10202b;stroke:#10202b;stroke-width:1px;"
            "vector-effect:non-scaling-stroke}.rungs{stroke:none}"
            "@media(max-width:767px){.ticks{display:none}}"
            "@media(prefers-color-scheme:dark){path{fill:#8fa0a8;stroke:#8fa0a8}"
            ".rungs{stroke:none}}</style>",
            f'<path class="rungs" d="{"".join(rungs)}"/>',
            f'<path class="ticks" d="{"".join(ticks)}"/>',
            f'<path d="M0 7.5h{4 * self.count}"/>',
            "</svg></svg>",
        )


def drawing_name(axis: Axis) -> str:
    """Name the file with the drawing of *axis* by what is in it, as theme files are."""
    return f"ladder.{digest_value(axis.drawing)[:10]}.svg"


def make_axis(years: Mapping[int, int]) -> Axis | None:
    """Make the axis of an archive with so many dated pieces in each of *years*."""
    found = sorted(year for year, count in years.items() if count)
    if not found:
        return None
    runs = [[found[0]]]
    for year in found[1:]:
        if year - runs[-1][-1] > LONGEST_GAP + 1:
            runs.append([])
        runs[-1].append(year)
    run = max(runs, key=lambda one: (sum(years[year] for year in one), one[-1]))
    last = run[-1] - run[-1] % STEP + STEP - 1
    if last - run[0] + 1 < FEWEST:
        last = min(last + STEP, _LAST)
    first = next(year for year in run if year > last - LONGEST)
    return Axis(first, last, is_earlier=found[0] < first, is_later=found[-1] > last)


def count_years(articles: Iterable[Article]) -> Counter[int]:
    """Count in each year those of *articles* that have a date."""
    found = Counter([one.date[:4] for one in articles])
    return Counter({int(year): count for year, count in found.items() if year})


def revise_years(years: Mapping[int, int], revision: Revision) -> Counter[int]:
    """Count again, once *revision* has been made."""
    revised = Counter(years)
    for change in revision.changes:
        if change.old is not None and not change.old.withdrawn:
            revised.subtract(count_years([change.old]))
        if change.new is not None and not change.new.withdrawn:
            revised.update(count_years([change.new]))
    return revised
