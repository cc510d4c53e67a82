"""The archive at a glance: what crosses what, every figure a link to the search for it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

import msgspec

from commentariat.archive.archive import Term, names_in
from commentariat.archive.collation import name_key
from commentariat.archive.model import Article
from commentariat.facets import AUTHORS, REGIONS, TYPES, UNDATED, Facet
from commentariat.site.edit import Edit
from commentariat.site.family import Family
from commentariat.site.ladder import Axis, middles, percent
from commentariat.site.page import Inputs, Page, inputs_of
from commentariat.site.search_links import EXPLORE, EXPLORED, search_href
from commentariat.site.site import Site
from commentariat.site.structured import breadcrumb_list, to_script
from commentariat.site.term_pages import UNDATED_ANCHOR
from commentariat.site.tree import is_listed, listed_terms
from commentariat.site.views import (
    Arc,
    Company,
    CountedLink,
    ExploreView,
    HeatCell,
    HeatMap,
    HeatRow,
    HeatTable,
    LayerBar,
    LayerPart,
    Layers,
    Link,
)

TOPICS, YEARS = "topics", "years"
MAPS = ((TOPICS, YEARS), (REGIONS, TOPICS))
"""Facets of rows and of columns, a map each."""
_MOST_ROWS = 16
_MOST_COLUMNS = 10  # of terms
_MOST_SPANS = (27, 5)  # of years, on wide screens and on small ones
_SPANS = (1, 2, 5, 10, 20, 25, 50)
_LEVELS = 7
_DEEPEST = 72  # percent of the highest count from which on all have the deepest tint
_FULL = 10  # pieces of the deepest tint where nothing has more, as in charts of years
_MOST_KINDS = 7
_DEPTH = 260  # pixels of the deepest bar in layers
_BAR = 0.84  # of a segment
_MOST_PEOPLE = 18
_MOST_PAIRS = 40
_WEIGHTS = 4
_FARTHEST = 160


def explore_pages(site: Site) -> Iterator[Page]:
    """Make the page, where the archive has anything for it."""
    if site.view.explore is not None:
        yield Page(site.root.output(EXPLORE), "explore.html", partial(_inputs, site))


def touched_explore(site: Site, edit: Edit) -> Iterator[Page]:
    """Make it where an article comes, goes, or is counted elsewhere."""
    facets = [
        one for name in (*EXPLORED, YEARS) if (one := site.named_facets.get(name))
    ]
    if edit.revision.told_apart(partial(_counted, facets)):
        yield from explore_pages(site)


EXPLORES = Family("what crosses what", explore_pages, touched_explore)


def _counted(facets: Iterable[Facet], article: Article) -> object:
    return not article.withdrawn and [names_in(article, facet) for facet in facets]


def _inputs(site: Site) -> Inputs:
    counts = dict.fromkeys(("maps", "layers", "company"), "terms and counts")
    return inputs_of(site.shared, _view(site), counts)


def _view(site: Site) -> ExploreView:
    here = site.view.explore
    assert here is not None
    crumbs = (site.wording.home,)
    maps = (_map(site, first, second) for first, second in MAPS)
    return ExploreView(
        head=site.wording.head(
            here.label,
            site.wording.words.gettext(
                "What the archive of %(site)s is about, and when",
                site=site.settings.title,
            ),
            EXPLORE,
            breadcrumbs=crumbs,
            json_ld=to_script([breadcrumb_list(site.settings, crumbs, here.label)]),
        ),
        facet=here,
        maps=tuple([one for one in maps if one is not None]),
        layers=_layers(site),
        company=_company(site),
    )


def _terms(site: Site, facet: Facet, most: int) -> list[Term]:
    """Find the terms of *facet* that have the most articles."""
    found = listed_terms(site.archive, facet)
    name = partial(name_key, among=site.settings.language)
    called = site.wording.naming.term
    found.sort(key=lambda one: (-len(one.articles), name(called(one)), one.slug))
    return found[:most]


def _link(site: Site, term: Term) -> Link:
    return site.wording.links.to(term)


def _index(site: Site, facet: Facet) -> Link:
    link = site.wording.links.facet(facet)
    return link if facet.has_pages else Link(link.label, "")


# Heat maps


class _Column(msgspec.Struct, frozen=True):
    """What one column counts, by the slugs of its terms, and how that is asked for."""

    link: Link
    slugs: tuple[str, ...]
    href: Callable[[Term], str]


def _map(site: Site, first: str, second: str) -> HeatMap | None:
    down, across = site.named_facets.get(first), site.named_facets.get(second)
    counts = site.cross_counts.of(first, second)
    if down is None or across is None or not counts:
        return None
    rows = _terms(site, down, _MOST_ROWS)
    narrow: list[_Column] | None = None
    if across.is_of_date:
        wide, narrow = (_spans(site, counts, most) for most in _MOST_SPANS)
        if len(wide) <= _MOST_SPANS[-1]:
            narrow = None
    else:
        wide = [
            _Column(_link(site, term), (term.slug,), partial(_crossing, site, term))
            for term in _terms(site, across, _MOST_COLUMNS)
        ]
    if not rows or not wide:
        return None  # no list leads to any of them
    return HeatMap(
        anchor=f"{first}-{second}".title(),
        rows=_index(site, down),
        columns=_index(site, across),
        is_by_year=across.is_of_date,
        count=len(listed_terms(site.archive, down)),
        wide=_table(site, rows, wide, counts),
        narrow=None if narrow is None else _table(site, rows, narrow, counts),
    )


def _crossing(site: Site, other: Term, term: Term) -> str:
    return search_href(site.root, (term, other))


def _spans(
    site: Site, counts: Mapping[tuple[str, str], int], most: int
) -> list[_Column]:
    """Cut the years until the last piece into at most so many spans, and what lies outside."""
    years = {year for _, year in counts}
    dated = sorted(years - {UNDATED})
    columns: list[_Column] = []
    if site.axis is not None and dated:
        terms = site.archive.terms[YEARS].values()
        had = max(
            int(one.slug) for one in terms if one.articles and one.slug != UNDATED
        )
        last = min(had, site.axis.last)
        columns = [
            _Column(
                Link(first if first == last else f"{first}–{last}", ""),
                tuple(sorted(one for one in years if first <= one <= last)),
                partial(_within, site, first, last),
            )
            for first, last in _cut(site.axis.first, last, dated, most)
        ]
    if UNDATED in years:
        label = site.wording.words.gettext("Undated")
        columns.append(_Column(Link(label, ""), (UNDATED,), partial(_undated, site)))
    return columns


def _cut(
    first: int, last: int, years: Sequence[str], most: int
) -> Iterator[tuple[str, str]]:
    span = next(
        (one for one in _SPANS if last // one - first // one < most), _SPANS[-1]
    )
    if int(years[0]) < first:
        yield years[0], f"{first - 1:04}"
    for start in range(first - first % span, last + 1, span):
        yield f"{max(start, first):04}", f"{min(start + span - 1, last):04}"
    if int(years[-1]) > last:
        yield f"{last + 1:04}", years[-1]


def _within(site: Site, first: str, last: str, term: Term) -> str:
    return search_href(site.root, (term,), first, last)


def _undated(site: Site, term: Term) -> str:
    url = _link(site, term).url
    return f"{url}#{UNDATED_ANCHOR}" if url else search_href(site.root, (term,))


def _table(
    site: Site,
    rows: Sequence[Term],
    columns: Sequence[_Column],
    counts: Mapping[tuple[str, str], int],
) -> HeatTable:
    found = [
        [sum(counts.get((row.slug, slug), 0) for slug in one.slugs) for one in columns]
        for row in rows
    ]
    steps = steps_to(max(max(line, default=0) for line in found))
    return HeatTable(
        columns=tuple([column.link for column in columns]),
        has_undated=columns[-1].slugs == (UNDATED,),
        rows=tuple(
            [
                HeatRow(
                    *_named(site, row),
                    language=site.wording.naming.language_of(row),
                    count=len(row.articles),
                    cells=tuple(
                        [
                            HeatCell(
                                count,
                                bisect_right(steps, count),
                                column.href(row) if count else "",
                            )
                            for count, column in zip(line, columns, strict=True)
                        ]
                    ),
                )
                for row, line in zip(rows, found, strict=True)
            ]
        ),
        steps=steps,
    )


def _named(site: Site, term: Term) -> tuple[str, str]:
    link = _link(site, term)
    return link.label, link.url


def steps_to(most: int) -> tuple[int, ...]:
    """
    Tell from which counts on each level of tint begins, where the highest is *most*.

    They lie closer together among the small ones, where most counts are, and are round;
    the deepest tint is not for the highest alone.
    """
    full = max(most, _FULL)
    steps = [1]
    for level in range(2, _LEVELS + 1):
        exact = full * _DEEPEST * level**2 // (100 * _LEVELS**2)
        unit = 1 if exact < 20 else 5 if exact < 100 else 10 ** (len(f"{full}") - 2)
        steps.append(max(steps[-1] + 1, exact // unit * unit))
    return tuple(steps)


# Layers


def _layers(site: Site) -> Layers | None:
    facet, axis = site.named_facets.get(TYPES), site.axis
    counts = site.cross_counts.of(TYPES, YEARS)
    if facet is None or axis is None:
        return None
    named = _terms(site, facet, _MOST_KINDS)
    if len(listed_terms(site.archive, facet)) > _MOST_KINDS:
        named = named[:-1]
    layer_of = {term.slug: place for place, term in enumerate(named)}
    naming = site.wording.naming
    kinds = [
        CountedLink(
            *_named(site, term), len(term.articles), language=naming.language_of(term)
        )
        for term in named
    ]
    others = len(named)
    bars: dict[int, Counter[int]] = {}
    ends: dict[int, set[str]] = {}
    for (slug, year), count in counts.items():
        if year != UNDATED:
            place = axis.place(int(year))
            layers = bars.setdefault(place, Counter())
            layers[layer_of.get(slug, others)] += count
            ends.setdefault(place, set()).add(year)
    if not bars:
        return None
    rest = sum(layers[others] for layers in bars.values())
    if rest:
        kinds.append(CountedLink(site.wording.words.gettext("Others"), "", rest))
    full = max(_FULL, *[layers.total() for layers in bars.values()])
    return Layers(
        facet=_index(site, facet),
        kinds=tuple(kinds),
        bars=tuple(
            [
                _bar(site, axis, place, bars[place], sorted(ends[place]), named, full)
                for place in sorted(bars)
            ]
        ),
        width=percent(100 / axis.count * _BAR),
        depth=-(-_DEPTH * max(one.total() for one in bars.values()) // full),
    )


def _bar(
    site: Site,
    axis: Axis,
    place: int,
    layers: Counter[int],
    years: Sequence[str],
    named: Sequence[Term],
    full: int,
) -> LayerBar:
    first, last = years[0], years[-1]
    parts, above = [], 0
    for layer in sorted(layers):
        count = layers[layer]
        term = named[layer] if layer < len(named) else None
        parts.append(
            LayerPart(
                layer=layer + 1,
                top=_pixels(above, full),
                depth=_pixels(count, full),
                label=site.wording.naming.term(term)
                if term
                else site.wording.words.gettext("Others"),
                count=count,
                url=search_href(site.root, (term,), first, last) if term else "",
                language=site.wording.naming.language_of(term) if term else "",
            )
        )
        above += count
    unit = 100 / axis.count
    return LayerBar(
        label=first if first == last else f"{first}–{last}",
        x=middles(axis.count)[place],
        left=percent((place + (1 - _BAR) / 2) * unit),
        is_named=axis.names(place),
        parts=tuple(parts),
        count=above,
        depth=_pixels(above, full),
    )


def _pixels(count: int, full: int) -> str:
    return percent(_DEPTH * count / full)


# Who writes with whom


def _company(site: Site) -> Company | None:
    facet = site.named_facets.get(AUTHORS)
    counts = site.cross_counts.of(AUTHORS, AUTHORS)
    if facet is None:
        return None
    terms = site.archive.terms[AUTHORS]
    counts = Counter(
        {
            pair: count
            for pair, count in counts.items()
            if all(is_listed(terms[slug]) for slug in pair)
        }
    )
    shared: Counter[str] = Counter()
    if not counts:
        return None
    for pair, count in counts.items():
        for slug in pair:
            shared[slug] += count
    ranked = sorted(shared, key=lambda slug: (-shared[slug], slug))
    chosen = set(ranked[:_MOST_PEOPLE])
    pairs = sorted(
        ((pair, n) for pair, n in counts.items() if chosen.issuperset(pair)),
        key=lambda one: (-one[1], one[0]),
    )[:_MOST_PAIRS]
    order = seat(dict(pairs))
    places = {slug: place for place, slug in enumerate(order)}
    most = max(_FULL, pairs[0][1])
    arcs = []
    for (one, other), count in pairs:
        first, last = sorted((places[one], places[other]))
        arcs.append(
            Arc(
                first=first,
                last=last,
                label=site.wording.words.names(
                    map(site.wording.naming.term, (terms[one], terms[other]))
                ),
                reach=min(8 * (last - first) + 14, _FARTHEST),
                count=count,
                level=-(-count * _WEIGHTS // most),
                url=search_href(site.root, (terms[one], terms[other])),
            )
        )
    return Company(
        facet=_index(site, facet),
        people=tuple([_link(site, terms[one]) for one in order]),
        reach=max(arc.reach for arc in arcs),
        arcs=tuple(arcs),
    )


def seat(pairs: Mapping[tuple[str, str], int]) -> tuple[str, ...]:
    """
    Put people in a row so that those who wrote together sit close to each other.

    *pairs* are weighed by how often. Beginning with whom the most was written, the next
    is always who wrote most with those that sit already, the last of them first.
    """
    ties: dict[str, Counter[str]] = {}
    for (one, other), count in pairs.items():
        ties.setdefault(one, Counter())[other] += count
        ties.setdefault(other, Counter())[one] += count
    left = sorted(ties, key=lambda slug: (-ties[slug].total(), slug))
    row: list[str] = []
    while left:
        known = [(place, ties[slug]) for place, slug in enumerate(row)]
        best = max(
            left,
            key=lambda slug: sum((place + 1) * tied[slug] for place, tied in known),
        )
        row.append(best)
        left.remove(best)
    return tuple(row)
