"""What crosses what: every figure is true, and leads to what it counts."""

from __future__ import annotations

from collections import Counter
from itertools import chain, pairwise
from urllib.parse import parse_qsl, urlsplit

from harness import SETTINGS as PLAIN
from harness import SiteFolder
from harness import article as article_file
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from rich_site import SETTINGS, article, list_pages, make_site

from commentariat.archive.archive import names_in
from commentariat.archive.model import Article
from commentariat.archive.revise import Change
from commentariat.site.explore_page import seat, steps_to
from commentariat.site.planning import plan_edit
from commentariat.site.register import Register
from commentariat.site.search_links import EXPLORE
from commentariat.site.site import Site
from commentariat.site.views import ExploreView, TermView

DATES = ("", "1001-01-01", "1980-02", "1999-12-31", "2004", "2019-05-05", "2021-01-01")
NAMES = {
    "authors": ("Ana Ruiz", "Li Wei", "Mara Lindqvist"),
    "regions": ("Asia", "Europe"),
    "topics": ("Energy", "Tides", "Trade"),
    "types": (
        "article",
        "commentary",
        "event",
        "other",
        "paper",
        "qa",
        "book",
        "brief",
    ),
}


@st.composite
def articles(draw: st.DrawFn, name: str) -> Article:
    terms = {
        facet: tuple(draw(st.lists(st.sampled_from(names), unique=True, max_size=3)))
        for facet, names in NAMES.items()
        if facet != "types"
    }
    terms["types"] = (draw(st.sampled_from(NAMES["types"])),)
    found = article(name, draw(st.sampled_from(DATES)), {}, terms=terms)
    assert isinstance(found, Article)
    return found


@st.composite
def archives(draw: st.DrawFn) -> list[Article]:
    return [draw(articles(f"a{at}")) for at in range(draw(st.integers(1, 12)))]


def site_of(records: list[Article], *, has_search: bool = True) -> Site:
    settings = replace(SETTINGS, has_search=has_search)
    return make_site(records, settings=settings, register=Register(), held_back=())


def view_of(site: Site) -> ExploreView:
    page = next(p for p in list_pages(site).pages if p.output.startswith(EXPLORE))
    view = page.make()
    assert isinstance(view, ExploreView)
    return view


def asked_for(site: Site, url: str) -> int:
    """Count what a search finds, by asking every article."""
    parts = urlsplit(url)
    assert parts.path == "/repo/search/"
    asked = dict(parse_qsl(parts.query))
    wanted = parse_qsl(parts.query)
    first, last = asked.pop("from", ""), asked.pop("to", "")
    count = 0
    for one in site.archive.articles:
        slugs = {
            (facet.name, site.archive.names[facet.name][name].slug)
            for facet in site.settings.facets
            for name in names_in(one, facet)
            if name in site.archive.names[facet.name]
        }
        terms = {(key, value) for key, value in wanted if key not in ("from", "to")}
        is_between = not first or first <= (one.date[:4] or "0") <= last
        count += terms <= slugs and is_between
    return count


@given(records=archives())
def test_every_figure_is_what_the_search_for_it_finds(records: list[Article]) -> None:
    site = site_of(records)
    view = view_of(site)
    figures = [
        (cell.url, cell.count)
        for found in view.maps
        for table in (found.wide, found.narrow)
        for row in (table.rows if table else ())
        for cell in row.cells
        if cell.count and "#" not in cell.url
    ]
    if view.layers:
        parts = chain.from_iterable(bar.parts for bar in view.layers.bars)
        figures += [(part.url, part.count) for part in parts if part.url]
    if view.company:
        figures += [(arc.url, arc.count) for arc in view.company.arcs]
    for page in list_pages(site).pages:
        term = page.make() if page.template == "term.html" else None
        if isinstance(term, TermView):
            crossings = chain.from_iterable(one.crossings for one in term.crossings)
            figures += [
                (one.search, one.count)
                for one in (*crossings, *term.filters)
                if one.search
            ]
    for url, count in figures:
        assert asked_for(site, url) == count, url


@given(records=archives())
def test_layers_hold_every_dated_piece_once(records: list[Article]) -> None:
    layers = view_of(site_of(records)).layers
    dated = sum(1 for one in records if one.date)
    assert (layers is not None) is bool(dated)
    if layers is not None:
        assert sum(bar.count for bar in layers.bars) == dated
        for bar in layers.bars:
            assert sum(part.count for part in bar.parts) == bar.count
            depths = [float(part.depth) for part in bar.parts]
            tops = [float(part.top) for part in bar.parts]
            for (top, below), depth in zip(pairwise(tops), depths, strict=False):
                assert abs(top + depth - below) < 0.02


@given(records=archives(), new=articles("a0"))
def test_what_is_counted_keeps_up_with_an_edit(
    records: list[Article], new: Article
) -> None:
    site = site_of(records)
    view_of(site)
    edit = plan_edit(site, [Change(site.archive.by_slug["a0"], new)])
    if edit is not None:
        site.revise(edit)
        assert view_of(site).maps == view_of(site_of([new, *records[1:]])).maps


@given(st.integers(0, 100_000))
def test_the_tints_begin_at_round_counts_that_grow(most: int) -> None:
    steps = steps_to(most)
    assert steps[0] == 1
    assert list(steps) == sorted(set(steps))
    assert steps[-1] <= max(most, 10)


_PEOPLE = st.sampled_from("abcdefgh")
_PAIRS = st.tuples(_PEOPLE, _PEOPLE).filter(lambda pair: pair[0] < pair[1])


@given(st.dictionaries(_PAIRS, st.integers(1, 9)))
def test_everyone_who_writes_with_somebody_has_one_seat(
    pairs: dict[tuple[str, str], int],
) -> None:
    row = seat(pairs)
    assert Counter(row) == dict.fromkeys({one for pair in pairs for one in pair}, 1)


def test_two_who_wrote_together_sit_side_by_side() -> None:
    row = seat({("a", "b"): 1, ("c", "d"): 9, ("a", "d"): 1})
    assert row in (("d", "c", "a", "b"), ("c", "d", "a", "b"))


def test_years_of_a_long_archive_are_spans_on_small_screens() -> None:
    records = [article(f"a{y}", f"{y}-01-01", {}) for y in range(1990, 2021)]
    (by_year, _) = view_of(site_of(records)).maps  # type: ignore[arg-type]
    assert by_year.narrow is not None
    labels = [column.label for column in by_year.narrow.columns]
    assert labels == ["1990–1999", "2000–2009", "2010–2019", "2020"]
    wide = [column.label for column in by_year.wide.columns]
    assert wide[:2] == ["1990–1991", "1992–1993"]


def test_without_a_search_nothing_leads_into_one() -> None:
    records = [article("a", "2020-01-01", {}), article("b", "2021-01-01", {})]
    site = site_of(records, has_search=False)  # type: ignore[arg-type]
    pages = list_pages(site).pages
    assert not [page for page in pages if page.output.startswith(EXPLORE)]
    views = [page.make() for page in pages if page.template == "term.html"]
    terms = [view for view in views if isinstance(view, TermView)]
    crossings = [one for view in terms for one in view.filters]
    assert crossings
    for group in chain.from_iterable(view.crossings for view in terms):
        crossings += group.crossings
    assert not [one for one in crossings if one.search]


def test_an_archive_with_nothing_to_cross_has_no_such_page(site: SiteFolder) -> None:
    site.write("content/articles/a.md", article_file("A")).build()
    assert not (site.folder / "output/explore").exists()
    assert "explore/" not in site.read("output/index.html")


def test_a_kind_without_pages_is_named_and_leads_nowhere(site: SiteFolder) -> None:
    table = "[tool.commentariat.facets.topics]\npages = false\n"
    site.write("pyproject.toml", PLAIN + table)
    text = article_file("A", topics=["Energy"], regions=["Asia"], date="2020-01-01")
    site.write("content/articles/a.md", text).build()
    page = site.page("explore/")
    assert ">Energy<" in page
    assert "/topics/energy/" not in page
    assert "topics=energy&amp;from=2020&amp;to=2020" in page


def test_a_facet_that_no_list_leads_to_has_no_map(site: SiteFolder) -> None:
    site.write(
        "content/articles/a.md", article_file("A", date="2020", topics=["Tides"])
    )
    site.write("content/topics/tides.md", "---\nname: Tides\nunlisted: yes\n---\n")
    site.build()
    assert site.problems == ()
    assert not site.has("explore/index.html") or "Tides" not in site.page(
        "explore/index.html"
    )
