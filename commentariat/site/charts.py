"""Charts of time: pieces by year on the ladder, or by month; their sum is all there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import msgspec

from commentariat.facets import UNDATED
from commentariat.interface.dates import NO_MONTH
from commentariat.site.ladder import Axis, middles, percent
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
    bars: dict[int, _Bar] = {}
    ends: dict[int, list[CountedLink]] = {}
    for year, count in sorted(counts.items()):
        place = axis.place(int(year))
        if axis.is_end(place):
            ends.setdefault(place, []).append(CountedLink(year, href(year), count))
        else:
            bars[place] = _Bar(year, href(year), count)
    beyond: list[CountedLink] = []
    for place, links in ends.items():
        label, url = links[0].label, links[0].url
        if len(links) > 1:
            label = f"{label}–{links[-1].label}"
            if url:
                beyond += links
                url = f"#{BEYOND}"
        bars[place] = _Bar(label, url, sum(link.count for link in links))
    slots = _filled(_years_of(axis), bars)
    first, last = min(f"{axis.first:04}", *counts), max(f"{axis.last:04}", *counts)
    return Chart(
        label=site.wording.words.gettext("By year"),
        span=site.wording.words.gettext("%(since)s–%(until)s", since=first, until=last),
        slots=slots,
        depth=max(slot.depth for slot in slots),
        undated=undated,
        count=sum(counts.values()) + (undated.count if undated else 0),
        beyond=tuple(beyond),
        beyond_anchor=BEYOND if beyond else "",
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
        label = site.wording.words.gettext("Undated")
        undated = CountedLink(label, paths.get(UNDATED, ""), rest)
    return year_chart(site, counts, lambda year: paths.get(year, ""), undated)


def month_chart(
    site: Site, year: str, counts: Mapping[str, int], href: Href
) -> Chart | None:
    """Chart so many pieces of one *year* in each of the months `05`, if there are any."""
    if not counts:
        return None
    months = [
        site.wording.dates.short_month_label(f"{month:02}") for month in range(1, 13)
    ]
    bars = {
        int(key) - 1: _Bar(months[int(key) - 1], href(key), count)
        for key, count in counts.items()
        if key != NO_MONTH
    }
    slots = _filled(_empty(months, [at % 3 == 0 for at in range(12)]), bars)
    rest = counts.get(NO_MONTH, 0)
    return Chart(
        label=site.wording.words.gettext("By month"),
        span=year,
        slots=slots,
        depth=max(slot.depth for slot in slots),
        undated=CountedLink(
            site.wording.dates.month_label(NO_MONTH), href(NO_MONTH), rest
        )
        if rest
        else None,
        count=sum(counts.values()),
        is_of_months=True,
    )


class _Bar(msgspec.Struct, frozen=True):
    """What a slot says that is not empty."""

    label: str
    url: str
    count: int


@lru_cache(maxsize=16)  # the same for all charts of a site
def _years_of(axis: Axis) -> tuple[Slot, ...]:
    places = range(axis.count)
    labels = ["" if axis.is_end(at) else f"{axis.year(at):04}" for at in places]
    return _empty(labels, [axis.names(at) for at in places])


def _empty(labels: Sequence[str], are_named: Sequence[bool]) -> tuple[Slot, ...]:
    width = percent(100 / len(labels) * _FILLED)
    return tuple(
        [
            Slot(
                label=label,
                url="",
                count=0,
                x=x,
                width=width,
                depth=0,
                level=0,
                is_odd=not is_named,
            )
            for label, x, is_named in zip(
                labels, middles(len(labels)), are_named, strict=True
            )
        ]
    )


def _filled(slots: Sequence[Slot], bars: Mapping[int, _Bar]) -> tuple[Slot, ...]:
    """Hang *bars* from *slots*, by their places."""
    full = max(_FULL, *[bar.count for bar in bars.values()], 0)
    found = list(slots)
    for place, bar in bars.items():
        empty = found[place]
        found[place] = Slot(
            label=bar.label,
            url=bar.url,
            count=bar.count,
            x=empty.x,
            width=empty.width,
            depth=depth_of(bar.count, full),
            level=-(-bar.count * LEVELS // full),
            is_odd=empty.is_odd,
        )
    return tuple(found)


def depth_of(count: int, full: int) -> int:
    """Tell how many pixels *count* is deep, where *full* has all; one shows at least."""
    return max(1, (2 * DEPTH * count + full) // (2 * full)) if count else 0
