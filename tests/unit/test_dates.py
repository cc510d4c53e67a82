"""Dates of front matter: what is one, which comes first, and what is out when."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentariat.archive.dates import (
    agree,
    day_after,
    instant_of,
    make_now,
    midnight,
    newest_first,
    parse_date,
)
from commentariat.errors import UsageError
from commentariat.interface.catalog import load_catalog
from commentariat.interface.dates import NO_MONTH, Dates
from commentariat.time_zones import find_zone, zone_names


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024-03-15", "2024-03-15"),
        ("1987-05", "1987-05"),
        ("1987", "1987"),
        ("2030-01-01 06:00", "2030-01-01T06:00:00+09:00"),
        ("2030-01-01T06:00", "2030-01-01T06:00:00+09:00"),
        ("2030-01-01T06:00:30.123456", "2030-01-01T06:00:30+09:00"),
        ("2030-01-01T06:00Z", "2030-01-01T06:00:00Z"),
        ("2030-01-01 06:00:00 +0000", "2030-01-01T06:00:00Z"),
        ("2014-03-01 22:30:00 -0800", "2014-03-01T22:30:00-08:00"),
        ("2014-03-01T22:30-08", "2014-03-01T22:30:00-08:00"),
        ("2030-07-01 06:00 Europe/Berlin", "2030-07-01T06:00:00+02:00"),
        ("2030-01-01 06:00 Etc/GMT+5", "2030-01-01T06:00:00-05:00"),
        ("1880-01-01 06:00", "1880-01-01T06:00:00+09:18"),
    ],
)
def test_a_date_may_be_a_day_a_month_a_year_or_a_moment(text: str, date: str) -> None:
    assert parse_date(text, "Asia/Tokyo") == date


@pytest.mark.parametrize(
    "text",
    [
        "", "1987-13", "1987-00", "1987-5", "1987-02-30", "19870", "0000", "987", "May 1987",
        "2030-01-01 24:00", "2030-01-01 6:00", "2030-01-01 06:60", "2030-01-01 06:00 JST9",
        "2030-01-01 06:00 ../../etc/passwd", "2030-01-01T06:00+25:00", "2030-01 06:00",
        "2030-01-01 06:00Europe/Berlin", "0001-01-01T00:00+09:00", "9999-12-31T23:00-09:00",
        "١٩٨٧", "2030-01-01 06:00 asia/tokyo",
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text, "UTC") == ""


@given(st.text(st.sampled_from("0123456789-: TZ+/aUC.")) | st.text())
def test_any_text_is_a_date_or_none(text: str) -> None:
    for timezone in ("UTC", "America/New_York"):
        found = parse_date(text, timezone)
        assert found[:10] in (text[:10], "")
        if len(found) > 10:
            assert datetime.fromisoformat(found).tzinfo is not None
            assert instant_of(found).endswith("Z")


def test_what_is_known_less_closely_comes_after_what_it_holds() -> None:
    newest = [
        "2030-01-01" + "2029-12-31T22:00:00Z", "2030-01-01" + "2029-12-31T21:00:00Z",
        "2030-01-01", "1988", "1987-06-01", "1987-05-31", "1987-05-01", "1987-05",
        "1987-04-30", "1987-04", "1987", "1986-12-31",
    ]  # fmt: skip
    assert sorted(newest, key=newest_first) == newest
    assert sorted(newest, reverse=True) == newest


def test_a_day_begins_and_ends_by_the_clock_of_the_site() -> None:
    tokyo = make_now("2030-01-01", "", "Asia/Tokyo")
    assert (tokyo.day, tokyo.instant) == ("2030-01-01", "2030-01-01T14:59:59Z")
    late = make_now("", "2029-12-31T15:00:00+00:00", "Asia/Tokyo")
    assert (late.day, late.instant) == ("2030-01-01", "2029-12-31T15:00:00Z")
    plain = make_now("", "2030-01-01T06:01", "Asia/Tokyo")
    assert (plain.day, plain.instant) == ("2030-01-01", "2029-12-31T21:01:00Z")
    assert make_now("", "2030-01-01", "Asia/Tokyo").instant == "2029-12-31T15:00:00Z"
    assert midnight("2030-01-01", "Asia/Tokyo") == "2030-01-01T00:00:00+09:00"
    assert midnight("2030-01-01", "UTC") == "2030-01-01T00:00:00Z"


def test_the_ends_of_the_calendar_are_dates_too() -> None:
    assert make_now("9999-12-31", "", "Asia/Tokyo").day == "9999-12-31"
    assert midnight("0001-01-01", "Asia/Tokyo").startswith("0001-01-01T00:00:00")
    for moment, zone in (("0001-01-01T00:00", "Asia/Tokyo"),
                         ("9999-12-31T23:59Z", "Asia/Tokyo")):  # fmt: skip
        with pytest.raises(UsageError, match="expected a moment of the calendar"):
            make_now("", moment, zone)


def test_a_month_and_a_year_end_with_their_last_day() -> None:
    days = (
        "2024-02-28",
        "2024-02-29",
        "2024-02",
        "2023-12",
        "2023",
        "9999",
        "9999-12-31",
    )
    assert list(map(day_after, days)) == [
        "2024-02-29", "2024-03-01", "2024-03-01", "2024-01-01", "2024-01-01", "", "",
    ]  # fmt: skip


def test_one_date_agrees_with_another_that_is_known_more_closely() -> None:
    assert agree("1987-05", "1987-05-03")
    assert agree("1987-05-03T06:00:00Z", "1987-05-03")
    assert not agree("1987-05", "1987-06-01")


def test_dates_are_worded_as_closely_as_they_are_known() -> None:
    say = Dates(load_catalog("en"))
    dates = ("2024-03-05", "1987-05", "1987", "")
    assert list(map(say.date_label, dates)) == [
        "5 March 2024", "May 1987", "1987", "Undated",
    ]  # fmt: skip
    assert list(map(say.day_label, dates)) == ["5 March", "May", "1987", ""]
    assert list(map(say.short_label, dates)) == [
        "5 Mar 2024", "May 1987", "1987", "Undated",
    ]  # fmt: skip
    assert say.moment_label("2026-12-01 18:00") == "1 December 2026, 18:00"
    assert say.moment_label("2026-12") == "December 2026"
    assert say.moment_label("On a Sunday") == "On a Sunday"
    assert say.month_label("09") == "September"
    assert say.short_month_label("09") == "Sep"
    assert say.month_label(NO_MONTH) == "Without a month"
    assert say.month_of_year_label("1987", "05") == "May 1987"
    assert say.month_of_year_label("1987", NO_MONTH) == "1987, without a month"


def test_time_zones_are_those_of_the_package_and_of_no_system(tmp_path: Path) -> None:
    assert find_zone("UTC") is UTC
    assert {"Asia/Tokyo", "UTC", "Europe/Berlin"} <= zone_names()
    for name in sorted(zone_names()):
        assert find_zone(name).utcoffset(datetime(2030, 1, 1)) is not None  # noqa: DTZ001
