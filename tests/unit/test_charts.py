"""Charts of years and months: true to scale, and with all the pieces there are."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import sampled_from
from msgspec.structs import replace
from rich_site import SETTINGS, article, list_pages, make_site

from commentariat.site.charts import DEPTH, LEVELS, depth_of
from commentariat.site.pictures import PictureFile
from commentariat.site.register import Register
from commentariat.site.site import Site
from commentariat.site.views import ArticleView, BucketView, Chart, HomeView, TermView

DATES = (
    "", "0001-01-01", "0999", "1066-10-14", "1998-12-31", "2011-02", "2011-02-19",
    "2012", "2019-05-05", "2021-01-01", "2022-04-30", "9999-12-31",
)  # fmt: skip
NO_REDIRECTS = Register()


def site_of(*dates: str) -> Site:
    articles = [article(f"a{at}", date, {}) for at, date in enumerate(dates)]
    return make_site(articles, register=NO_REDIRECTS, held_back=())


def charts_of(site: Site) -> dict[str, Chart | None]:
    """Every chart, by the address of its page."""
    found = {}
    for page in list_pages(site).pages:
        if page.template in ("home.html", "term.html"):
            view = page.make()
            assert isinstance(view, HomeView | TermView)
            found[page.output.removesuffix("index.html")] = view.chart
    return found


def home_chart(*dates: str) -> Chart:
    chart = charts_of(site_of(*dates))[""]
    assert chart is not None
    return chart


def told(chart: Chart) -> dict[str, int]:
    return {slot.label: slot.count for slot in chart.slots if slot.count}


def test_every_year_of_the_ladder_has_a_slot() -> None:
    chart = home_chart("2019-05-05", "2019-05-06", "2023-01-01", "", "")
    labels = [slot.label for slot in chart.slots]
    assert labels == [str(year) for year in range(2019, 2025)]
    assert [slot.count for slot in chart.slots] == [2, 0, 0, 0, 1, 0]
    assert chart.undated is not None
    assert (chart.undated.count, chart.count) == (2, 5)
    assert chart.span == "2019–2024"


def test_empty_years_lead_nowhere_and_the_others_to_their_pages() -> None:
    chart = home_chart("2019-05-05", "2023-01-01")
    assert [slot.url for slot in chart.slots if slot.url] == [
        "/repo/years/2019/",
        "/repo/years/2023/",
    ]
    assert all(bool(slot.url) is bool(slot.count) for slot in chart.slots)
    assert chart.undated is None


def test_three_are_no_boom() -> None:
    (slot,) = [slot for slot in home_chart("2019", "2019", "2019").slots if slot.count]
    assert (slot.depth, slot.level) == (19, 2)
    deep = home_chart(*["2019"] * 20, *["2020"] * 10, "2021")
    shown = {slot.label: (slot.depth, slot.level) for slot in deep.slots if slot.count}
    assert shown == {"2019": (64, 5), "2020": (32, 3), "2021": (3, 1)}
    assert deep.depth == 64


@given(count=st.integers(0, 10**6), full=st.integers(10, 10**6))
def test_depths_are_true_to_a_pixel_and_one_shows(count: int, full: int) -> None:
    count = min(count, full)
    depth = depth_of(count, full)
    assert abs(depth - count * DEPTH / full) <= (0.5 if depth > 1 else 1)
    assert bool(depth) is bool(count)
    assert depth <= DEPTH


def test_a_year_is_shown_by_its_months_on_an_axis_of_its_own() -> None:
    charts = charts_of(site_of("2019-05-05", "2019-05-09", "2019-11", "2019", "2021"))
    chart = charts["years/2019/"]
    assert chart is not None
    assert chart.is_of_months
    assert [slot.label for slot in chart.slots][::3] == ["Jan", "Apr", "Jul", "Oct"]
    assert [slot.is_odd for slot in chart.slots].count(False) == 4
    assert told(chart) == {"May": 2, "Nov": 1}
    assert chart.undated is not None
    assert chart.undated.label == "Without a month"
    assert chart.undated.count == 1
    assert chart.slots[4].url == "/repo/years/2019/05/"


def test_one_year_beyond_the_ladder_has_its_own_name_and_page() -> None:
    chart = home_chart("1066-10-14", "2019", "2020", "2021")
    first = chart.slots[0]
    assert (first.label, first.url, first.count) == ("1066", "/repo/years/1066/", 1)
    assert len(chart.slots) == 7
    assert (chart.beyond, chart.beyond_anchor) == ((), "")
    assert chart.span == "1066–2024"


def test_several_years_beyond_it_share_a_bar_and_are_listed() -> None:
    chart = home_chart("1066", "1215", "1215", "2019", "2020", "2021", "2022")
    first = chart.slots[0]
    assert (first.label, first.count) == ("1066–1215", 3)
    assert first.url == f"#{chart.beyond_anchor}"
    assert [(one.label, one.count) for one in chart.beyond] == [
        ("1066", 1),
        ("1215", 2),
    ]


def test_without_pages_of_years_the_bars_lead_nowhere() -> None:
    facets = tuple(one for one in SETTINGS.facets if not one.is_of_date)
    dates = ("1066", "1215", "2019", "2020", "2021", "")
    articles = [article(f"a{at}", date, {}) for at, date in enumerate(dates)]
    site = make_site(
        articles, replace(SETTINGS, facets=facets), register=NO_REDIRECTS, held_back=()
    )
    chart = charts_of(site)[""]
    assert chart is not None
    assert {slot.url for slot in chart.slots} == {""}
    assert chart.beyond == ()
    assert chart.undated is not None
    assert chart.undated.url == ""


def test_nothing_dated_has_no_ladder_and_no_chart() -> None:
    site = site_of("", "")
    assert site.view.ladder is None
    assert set(charts_of(site).values()) == {None}
    assert not [p for p in list_pages(site).pages if p.output.endswith("ladder.svg")]


@settings(max_examples=40, deadline=None)
@given(dates=st.lists(sampled_from(DATES), min_size=1, max_size=8))
def test_charts_hold_every_piece_at_the_place_of_its_year(dates: list[str]) -> None:
    site = site_of(*dates)
    ladder = {}
    if site.view.ladder:
        ladder = {label.label: label.x for label in site.view.ladder.labels}
    for path, chart in charts_of(site).items():
        if chart is None:
            continue
        rest = chart.undated.count if chart.undated else 0
        assert sum(slot.count for slot in chart.slots) + rest == chart.count, path
        assert len({slot.x for slot in chart.slots}) == len(chart.slots)
        full = max(10, *[slot.count for slot in chart.slots])
        for slot in chart.slots:
            assert slot.depth == depth_of(slot.count, full)
            assert (slot.level > 0) is (slot.count > 0)
            assert slot.level <= LEVELS
            if not chart.is_of_months and slot.label in ladder:
                assert slot.x == ladder[slot.label]
                assert not slot.is_odd


def test_rows_cards_and_pages_mark_a_date_alike() -> None:
    site = site_of("2011-02-19", "2022", "")
    assert site.axis is not None
    for one in site.archive.articles:
        x = site.axis.x(one.date)
        assert site.wording.cards.card(one).x == site.wording.cards.row(one).x == x
        mark = site.wording.mark(one.date)
        assert (mark.x if mark else "") == x
    marks = [site.wording.mark(one.date) for one in site.archive.articles]
    assert [mark.label if mark else "" for mark in marks] == ["2022", "19 Feb 2011", ""]
    pages = [p.make() for p in list_pages(site).pages if p.template == "article.html"]
    heads = [view.head for view in pages if isinstance(view, ArticleView)]
    assert [head.mark for head in heads] == marks


def test_what_has_no_date_stands_under_no_month() -> None:
    site = site_of("2015-07-01", "2015", "", "")
    views = {page.output: page.make() for page in list_pages(site).pages
             if page.template == "bucket.html"}  # fmt: skip
    undated, year = [views[f"topics/energy/{part}/index.html"]
                     for part in ("undated/a", "2015")]  # fmt: skip
    assert isinstance(undated, BucketView)
    assert isinstance(year, BucketView)
    assert [(one.label, len(one.rows)) for one in undated.groups] == [("", 2)]
    assert [one.label for one in year.groups] == ["July", "Without a month"]


def test_pages_of_a_year_or_a_month_mark_it() -> None:
    site = site_of("2011-02-19", "2015-07", "2015", "")
    assert site.axis is not None
    marks = {}
    for page in list_pages(site).pages:
        if page.template in ("term.html", "bucket.html"):
            view = page.make()
            assert isinstance(view, TermView | BucketView)
            marks[page.output.removesuffix("index.html")] = view.head.mark
    year, month = site.wording.rail("2015"), site.wording.rail("2015-07")
    assert year != month
    assert year == marks["years/2015/"] == marks["topics/energy/2015/"]
    assert year == marks["years/2015/no-month/"]
    assert month == marks["years/2015/07/"]
    assert month
    assert month.label == "Jul 2015"
    assert marks["years/undated/"] is None
    assert marks["topics/energy/undated/a/"] is None
    assert marks["topics/energy/"] is None


def test_a_fingerprinted_drawing_is_named_by_what_is_in_it() -> None:
    named = replace(SETTINGS, fingerprint=True)

    def drawings(dates: list[str]) -> list[str]:
        articles = [article(f"a{at}", date, {}) for at, date in enumerate(dates)]
        site = make_site(articles, named, register=NO_REDIRECTS, held_back=())
        files = [Path(page.output) for page in list_pages(site).pages]
        found = [one.name for one in files if one.parent == Path("theme")]
        assert [site.view.theme("ladder.svg")] == [f"/repo/theme/{n}" for n in found]
        return found

    (one,), (alike,), (other,) = map(
        drawings, (["2018"], ["2018", "2019"], ["2018", "2025"])
    )
    assert one == alike
    assert one != other
    assert one.startswith("ladder.")


def test_a_site_may_have_a_drawing_of_its_own() -> None:
    articles = [article("a", "2019", {})]
    files = {"theme/ladder.svg": PictureFile(0, 0)}
    site = make_site(articles, files=files, register=NO_REDIRECTS, held_back=())
    listing = list_pages(site)
    assert not listing.problems
    assert all(page.output != "theme/ladder.svg" for page in listing.pages)
