"""Charts of time: pieces by year on the ladder, or by month; their sum is all there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from commentariat.site.dates import MONTHS, NO_MONTH, month_label, short_month
from commentariat.site.ladder import Axis, percent
from commentariat.site.views import Chart, CountedLink, Slot

DEPTH = 64
"""Pixels of the deepest bar."""
LEVELS = 5
_FULL = 10  # pieces that reach full depth where no slot has more: three are no boom
_FILLED = 0.8  # of a segment, by its bar

BEYOND = "Beyond"
"""Anchor of the list of years, for a bar that stands for several."""

Href = Callable[[str], str]
"""Finds the page of a year or a month, by its key."""


def year_chart(
    axis: Axis, counts: Mapping[str, int], href: Href, undated: CountedLink | None
) -> Chart:
    """Chart so many pieces in each of the years `2024` on *axis*."""
    held: list[dict[str, int]] = [{} for _ in range(axis.count)]
    for year, count in counts.items():
        held[axis.place(int(year))][year] = count
    beyond: list[CountedLink] = []
    ends = [*[0] * axis.is_earlier, *[axis.count - 1] * axis.is_later]
    bars = [
        _Bar(
            label := f"{axis.first + place - axis.is_earlier:04}",
            href(label) if found else "",
            sum(found.values()),
            int(label) % axis.every != 0,
        )
        for place, found in enumerate(held)
    ]
    for place in ends:
        found = sorted(held[place])
        several = [CountedLink(year, href(year), counts[year]) for year in found]
        if len(several) > 1:
            beyond += several
        url = several[0].url if len(several) == 1 else f"#{BEYOND}" if several else ""
        label = "–".join(dict.fromkeys((found[0], found[-1]))) if found else ""
        bars[place] = _Bar(label, url, bars[place].count, is_odd=True, is_beyond=True)
    slots = _slots(bars)
    first, last = min(f"{axis.first:04}", *counts), max(f"{axis.last:04}", *counts)
    return Chart(
        label="By year",
        span=f"{first}–{last}",
        slots=slots,
        depth=max(slot.depth for slot in slots),
        undated=undated,
        count=sum(counts.values()) + (undated.count if undated else 0),
        beyond=tuple(beyond),
    )


def month_chart(year: str, counts: Mapping[str, int], href: Href) -> Chart:
    """Chart so many pieces of one *year* in each of the months `05`."""
    bars = [
        _Bar(
            short_month(key),
            href(key) if key in counts else "",
            counts.get(key, 0),
            is_odd=number % 3 != 0,
        )
        for number, key in enumerate(f"{at:02}" for at in range(1, len(MONTHS) + 1))
    ]
    slots = _slots(bars)
    rest = counts.get(NO_MONTH, 0)
    return Chart(
        label="By month",
        span=year,
        slots=slots,
        depth=max(slot.depth for slot in slots),
        undated=CountedLink(month_label(NO_MONTH), href(NO_MONTH), rest)
        if rest
        else None,
        count=sum(counts.values()),
        is_of_months=True,
    )


class _Bar(msgspec.Struct, frozen=True):
    """What a slot says, wherever it stands."""

    label: str
    url: str
    count: int
    is_odd: bool
    is_beyond: bool = False


def _slots(bars: Sequence[_Bar]) -> tuple[Slot, ...]:
    full = max(_FULL, *(bar.count for bar in bars))
    unit = 100 / len(bars)
    width = percent(unit * _FILLED)
    return tuple(
        [
            Slot(
                label=bar.label,
                url=bar.url,
                count=bar.count,
                x=percent((place + 0.5) * unit),
                width=width,
                depth=depth_of(bar.count, full),
                level=-(-bar.count * LEVELS // full),
                is_odd=bar.is_odd,
                is_beyond=bar.is_beyond,
            )
            for place, bar in enumerate(bars)
        ]
    )


def depth_of(count: int, full: int) -> int:
    """Tell how many pixels *count* is deep, where *full* has all; one shows at least."""
    return max(1, (2 * DEPTH * count + full) // (2 * full)) if count else 0
