"""The ladder: which years it spans, and where dates stand on it."""

from __future__ import annotations

from datetime import date as day_of

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich_site import article

from commentariat.archive.model import Article
from commentariat.archive.revise import Change, Revision
from commentariat.site.ladder import (
    LONGEST,
    LONGEST_GAP,
    Axis,
    count_years,
    make_axis,
    middles,
    revise_years,
)
from commentariat.site.page import digest_value

YEARS = st.dictionaries(st.integers(1, 9999), st.integers(1, 9), min_size=1, max_size=9)
NEAR = st.dictionaries(
    st.integers(1990, 2030), st.integers(1, 9), min_size=1, max_size=9
)


def axis_of(*years: int) -> Axis:
    axis = make_axis(dict.fromkeys(years, 1))
    assert axis is not None
    return axis


@pytest.mark.parametrize(
    ("years", "key"),
    [
        ((2024,), (2024, 2029, False, False)),
        ((2025,), (2025, 2029, False, False)),
        ((2022, 2024), (2022, 2024, False, False)),
        ((2001, 2024), (2001, 2024, False, False)),
        ((1965, 1999, 2024), (1965, 2024, False, False)),
        ((1,), (1, 4, False, False)),
        ((9999,), (9999, 9999, False, False)),
        ((1900, 1940, 1980, 2024), (1900, 2024, False, False)),
        ((1066, 2001, 2002), (2001, 2004, True, False)),
        ((2001, 2002, 9999), (2001, 2004, False, True)),
        ((1, 2001, 2002, 9999), (2001, 2004, True, True)),
        ((1800, 2001), (2001, 2004, True, False)),  # of two as full the newer
        ((1950, 2001), (1950, 2004, False, False)),  # fifty years without a piece
        ((1949, 2001, 2002), (2001, 2004, True, False)),  # fifty-one
        (tuple(range(1850, 2025)), (1900, 2024, True, False)),
    ],
)
def test_the_ladder_begins_with_a_piece_and_ends_with_a_whole_step_of_years(
    years: tuple[int, ...], key: tuple[int, int, bool, bool]
) -> None:
    assert axis_of(*years).key == key


def test_there_is_no_ladder_where_nothing_has_a_date() -> None:
    assert make_axis({}) is None
    assert make_axis({2024: 0}) is None


def test_it_holds_the_years_in_which_most_of_the_archive_lies() -> None:
    old = dict.fromkeys(range(1880, 1890), 9)
    new = dict.fromkeys(range(2015, 2020), 1)
    axis = make_axis(old | new)
    assert axis is not None
    assert axis.key == (1880, 1889, False, True)


@given(years=YEARS)
def test_every_year_has_a_segment_and_there_are_never_many(
    years: dict[int, int],
) -> None:
    axis = make_axis(years)
    assert axis is not None
    assert axis.count <= LONGEST + 2
    for year in years:
        is_within = axis.first <= year <= axis.last
        assert axis.is_end(axis.place(year)) is not is_within
        assert axis.year(axis.place(year)) == year or not is_within
    shown = [year for year in years if axis.first <= year <= axis.last]
    assert shown
    assert axis.is_earlier is (min(years) < axis.first)
    assert axis.is_later is (max(years) > axis.last)
    gaps = [b - a - 1 for a, b in zip(sorted(shown), sorted(shown)[1:], strict=False)]
    assert max(gaps, default=0) <= LONGEST_GAP


@given(years=NEAR, more=NEAR)
def test_pieces_of_years_that_it_spans_do_not_move_it(
    years: dict[int, int], more: dict[int, int]
) -> None:
    axis = make_axis(years)
    assert axis is not None
    within = {y: n for y, n in more.items() if axis.first <= y <= axis.last}
    moved = make_axis({y: years.get(y, 0) + within.get(y, 0) for y in years | within})
    assert moved is not None
    assert moved.key == axis.key


@given(days=st.lists(st.dates(), min_size=2, max_size=9))
def test_later_days_stand_later_each_in_its_own_year(days: list[day_of]) -> None:
    axis = axis_of(*[day.year for day in days])
    places = [float(axis.x(day.isoformat())) for day in sorted(days)]
    assert places == sorted(places)
    unit = 100 / axis.count
    for day, x in zip(sorted(days), places, strict=True):
        begin = axis.place(day.year) * unit
        assert begin - 0.01 <= x <= begin + unit + 0.01


def test_what_is_known_to_the_month_or_year_stands_in_its_middle() -> None:
    axis = axis_of(2000, 2024)
    assert axis.x("") == ""
    assert axis.x("2012") == "50"
    assert axis.x("2012-07-01") == "49.99"
    assert axis.x("2012-01") == "48.17"
    assert axis.x("2012-01-16") == "48.17"
    assert axis.x("2000-01-01") == "0.01"
    assert axis.x("2024-12-31") == "99.99"
    assert axis.x("2012-02-29T06:00:00Z") == axis.x("2012-02-29")


def test_a_year_and_a_month_have_their_length() -> None:
    axis = axis_of(2000, 2024)
    assert axis.rail("2012") == ("48", "4")
    assert axis.rail("2012-07") == ("50", "0.33")
    far = axis_of(1066, 2001, 2002, 2003)
    assert far.rail("1066-10") == far.rail("1066") == ("0", "20")


def test_what_lies_beyond_stands_in_the_segment_at_that_end() -> None:
    axis = axis_of(1, 1066, 2001, 2002, 2003, 9999)
    assert axis.count == 6
    assert axis.x("0001-01-01") == axis.x("1066-10-14") == middles(6)[0]
    assert axis.x("9999") == middles(6)[-1]


def test_years_are_named_more_seldom_the_more_there_are() -> None:
    def named(first: int, last: int) -> list[str]:
        return [one.label for one in axis_of(*range(first, last + 1)).view.labels]

    assert named(2001, 2024) == ["2005", "2010", "2015", "2020"]
    assert named(1960, 2024)[:3] == ["1960", "1970", "1980"]
    assert named(1900, 2024) == ["1900", "1925", "1950", "1975", "2000"]
    assert named(998, 1001) == [f"{year:04}" for year in range(998, 1005)]
    assert named(997, 1001) == ["1000"]


def test_a_name_stands_at_the_middle_of_its_year() -> None:
    for axis in (axis_of(2001, 2024), axis_of(1066, *range(1990, 2010), 9999)):
        for label in axis.view.labels:
            assert label.x == axis.x(label.label)


def test_the_drawing_has_a_rung_every_other_year_and_ticks_of_quarters() -> None:
    drawing = "".join(axis_of(2001, 2024).drawing)
    assert drawing.count("h4v7") == 12
    assert drawing.count("v4m") == 24
    assert 'viewBox="0 0 96 11"' in drawing
    cut = "".join(axis_of(1066, 2001, 2002).drawing)
    assert cut.count("h.5v3") == 4
    assert cut.count("v4m") == 4


def test_the_drawing_is_of_the_span_alone() -> None:
    assert axis_of(2001, 2024).drawing == axis_of(2001, 2010, 2020).drawing
    assert axis_of(2001, 2024).drawing != axis_of(2001, 2025).drawing


def test_what_pages_know_of_the_ladder_tells_it_from_every_other() -> None:
    ends = [(False, False), (True, False), (False, True), (True, True)]
    for last in range(1801, 1801 + LONGEST):
        found = [
            Axis(1801, last, is_earlier=earlier, is_later=later).view
            for earlier, later in ends
        ]
        assert len({digest_value(one) for one in found}) == 4


def piece(name: str, date: str, **fields: str) -> Article:
    found = article(name, date, {}, **fields)
    assert isinstance(found, Article)
    return found


def test_years_are_counted_again_as_articles_change() -> None:
    old, new, undated = piece("a", "2011-02-03"), piece("a", "2013"), piece("b", "")
    gone = piece("c", "2012", withdrawn="2020-01-01")
    years = count_years([old, undated])
    assert years == {2011: 1}
    changes = (Change(old, new), Change(undated, None), Change(None, gone))
    assert +revise_years(years, Revision(changes)) == {2013: 1}
