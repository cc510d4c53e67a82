"""Charts of time: pieces by year on the ladder, or by month; their sum is all there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from commentariat.facets import UNDATED
from commentariat.interface.dates import NO_MONTH
from commentariat.site.ladder import middles, percent
from commentariat.site.links import term_path
from commentariat.site.site import Site
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
    site: Site, counts: Mapping[str, int], href: Href, undated: CountedLink | None
) -> Chart | None:
    """Chart so many pieces in each of the years `2024`, if there are any."""
    axis = site.axis
    if axis is None or not counts:
        return None
    held: list[dict[str, int]] = [{} for _ in range(axis.count)]
    for year in sorted(counts):
        held[axis.place(int(year))][year] = counts[year]
    bars, beyond = [], []
    for place, found in enumerate(held):
        if not axis.is_end(place):
            year = f"{axis.year(place):04}"
            url = href(year) if found else ""
            bars.append(_Bar(year, url, sum(found.values()), not axis.names(place)))
            continue
        links = [CountedLink(year, href(year), found[year]) for year in found]
        url = links[0].url if links else ""
        if len(links) > 1 and url:
            beyond += links
            url = f"#{BEYOND}"
        label = "–".join(dict.fromkeys([one.label for one in links[:1] + links[-1:]]))
        bars.append(_Bar(label, url, sum(found.values()), is_odd=True))
    slots = _slots(bars)
    first, last = min(f"{axis.first:04}", *counts), max(f"{axis.last:04}", *counts)
    return Chart(
        label=site.words.gettext("By year"),
        span=f"{first}–{last}",
        slots=slots,
        depth=max(slot.depth for slot in slots),
        undated=undated,
        count=sum(counts.values()) + (undated.count if undated else 0),
        beyond=tuple(beyond),
    )


def archive_chart(site: Site) -> Chart | None:
    """Chart all pieces by year, and lead to the pages of years where there are any."""
    facet = next((facet for facet in site.facets if facet.is_of_date), None)
    terms = site.archive.terms[facet.name] if facet else {}
    paths = {slug: site.root.href(term_path(term)) for slug, term in terms.items()}
    counts = {f"{year:04}": count for year, count in site.years.items() if count}
    rest = len(site.archive.articles) - site.archive.dated
    undated = None
    if rest:
        label = site.words.gettext("Undated")
        undated = CountedLink(label, paths.get(UNDATED, ""), rest)
    return year_chart(site, counts, lambda year: paths.get(year, ""), undated)


def month_chart(
    site: Site, year: str, counts: Mapping[str, int], href: Href
) -> Chart | None:
    """Chart so many pieces of one *year* in each of the months `05`, if there are any."""
    if not counts:
        return None
    bars = [
        _Bar(
            site.dates.short_month_label(key),
            href(key) if key in counts else "",
            counts.get(key, 0),
            is_odd=number % 3 != 0,
        )
        for number, key in enumerate(f"{at:02}" for at in range(1, 13))
    ]
    slots = _slots(bars)
    rest = counts.get(NO_MONTH, 0)
    return Chart(
        label=site.words.gettext("By month"),
        span=year,
        slots=slots,
        depth=max(slot.depth for slot in slots),
        undated=CountedLink(site.dates.month_label(NO_MONTH), href(NO_MONTH), rest)
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


def _slots(bars: Sequence[_Bar]) -> tuple[Slot, ...]:
    full = max(_FULL, *[bar.count for bar in bars])
    width = percent(100 / len(bars) * _FILLED)
    return tuple(
        [
            Slot(
                label=bar.label,
                url=bar.url,
                count=bar.count,
                x=x,
                width=width,
                depth=depth_of(bar.count, full),
                level=-(-bar.count * LEVELS // full),
                is_odd=bar.is_odd,
            )
            for bar, x in zip(bars, middles(len(bars)), strict=True)
        ]
    )


def depth_of(count: int, full: int) -> int:
    """Tell how many pixels *count* is deep, where *full* has all; one shows at least."""
    return max(1, (2 * DEPTH * count + full) // (2 * full)) if count else 0
