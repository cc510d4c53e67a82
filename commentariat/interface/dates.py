"""Dates as words: the same in every locale of a machine and in every time zone."""

from __future__ import annotations

from typing import Final

from commentariat.archive.dates import DAY, parse_date
from commentariat.interface.catalog import Catalog

NO_MONTH: Final = "no-month"
"""Stands for the month of what is known to the year alone."""
_ANCHORS: Final = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


def month_of(date: str) -> str:
    """Tell the month of the ISO *date*, as `09`; `no-month` where it is a year."""
    return date[5:7] or NO_MONTH


def anchor_of(month: str) -> str:
    """Name the place of the month `09` on a page, in any language, as `september`."""
    return month if month == NO_MONTH else _ANCHORS[int(month) - 1]


def _alone(name: str) -> str:
    return name[:1].upper() + name[1:]


class Dates:
    """Dates in the words of a catalog."""

    def __init__(self, words: Catalog) -> None:
        self._words = words
        # Translators: a month alone, and with its year: May 2021
        self._months = (
            words.pgettext("month", "January"),
            words.pgettext("month", "February"),
            words.pgettext("month", "March"),
            words.pgettext("month", "April"),
            words.pgettext("month", "May"),
            words.pgettext("month", "June"),
            words.pgettext("month", "July"),
            words.pgettext("month", "August"),
            words.pgettext("month", "September"),
            words.pgettext("month", "October"),
            words.pgettext("month", "November"),
            words.pgettext("month", "December"),
        )
        # Translators: a month as it stands in a date with its day: 5 May 2021
        self._months_of_days = (
            words.pgettext("month of a day", "January"),
            words.pgettext("month of a day", "February"),
            words.pgettext("month of a day", "March"),
            words.pgettext("month of a day", "April"),
            words.pgettext("month of a day", "May"),
            words.pgettext("month of a day", "June"),
            words.pgettext("month of a day", "July"),
            words.pgettext("month of a day", "August"),
            words.pgettext("month of a day", "September"),
            words.pgettext("month of a day", "October"),
            words.pgettext("month of a day", "November"),
            words.pgettext("month of a day", "December"),
        )
        self._short_months = (
            words.pgettext("short month", "Jan"),
            words.pgettext("short month", "Feb"),
            words.pgettext("short month", "Mar"),
            words.pgettext("short month", "Apr"),
            words.pgettext("short month", "May"),
            words.pgettext("short month", "Jun"),
            words.pgettext("short month", "Jul"),
            words.pgettext("short month", "Aug"),
            words.pgettext("short month", "Sep"),
            words.pgettext("short month", "Oct"),
            words.pgettext("short month", "Nov"),
            words.pgettext("short month", "Dec"),
        )
        self._short_months_of_days = (
            words.pgettext("short month of a day", "Jan"),
            words.pgettext("short month of a day", "Feb"),
            words.pgettext("short month of a day", "Mar"),
            words.pgettext("short month of a day", "Apr"),
            words.pgettext("short month of a day", "May"),
            words.pgettext("short month of a day", "Jun"),
            words.pgettext("short month of a day", "Jul"),
            words.pgettext("short month of a day", "Aug"),
            words.pgettext("short month of a day", "Sep"),
            words.pgettext("short month of a day", "Oct"),
            words.pgettext("short month of a day", "Nov"),
            words.pgettext("short month of a day", "Dec"),
        )
        # Translators: how a date writes the first day of a month: 1er mai 2021
        first = words.pgettext("first day of a month", "1")
        self._days = ("", first, *map(str, range(2, 32)))

    @property
    def parts(self) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """
        What dates are made of elsewhere: the first day of a month, days, months.

        A day is of `{day}` and `{year}` for each month, a month of `{year}`, and so is a
        year alone, which stands behind the months.
        """
        months = [f"{month:02}" for month in range(1, 13)]
        return (
            self._days[1],
            tuple([self._day("{day}", month, "{year}") for month in months]),
            (
                *(self._month("{year}", month) for month in months),
                self.year_label("{year}"),
            ),
        )

    def date_label(self, date: str) -> str:
        """
        Word the ISO *date* as `10 September 2008`; without one, `Undated`.

        A month is `September 2008`, a year itself.
        """
        if len(date) > 7:
            return self._day(self._days[int(date[8:])], date[5:7], date[:4])
        if len(date) > 4:
            return self._month(date[:4], date[5:])
        return self.year_label(date) if date else self._words.gettext("Undated")

    def year_label(self, year: str) -> str:
        """Word a *year* that stands alone in a text, as a date does."""
        # Translators: a date of which the year alone is known: 2021
        return self._words.pgettext("date", "%(year)s", year=year)

    def day_label(self, date: str) -> str:
        """Word *date* without its year, unless it is one; without one, nothing."""
        if len(date) > 7:
            return self._words.pgettext(
                "date",
                "%(day)s %(month)s",
                day=self._days[int(date[8:])],
                month=self._months_of_days[int(date[5:7]) - 1],
            )
        if len(date) > 4:
            return self.month_label(date[5:])
        return self.year_label(date) if date else ""

    def short_label(self, date: str) -> str:
        """Word *date* as `10 Sep 2008`, a month as `Sep 2008`; without one, `Undated`."""
        if len(date) <= 4:
            return self.date_label(date)
        at = int(date[5:7]) - 1
        if len(date) > 7:
            return self._words.pgettext(
                "short date",
                "%(day)s %(month)s %(year)s",
                day=self._days[int(date[8:])],
                month=self._short_months_of_days[at],
                year=date[:4],
            )
        return self._words.pgettext(
            "short date",
            "%(month)s %(year)s",
            month=self._short_months[at],
            year=date[:4],
        )

    def moment_label(self, said: str) -> str:
        """Word what may be a date, with the time that it says; else leave *said* alone."""
        moment = parse_date(said)
        if not moment:
            return said
        label = self.date_label(moment[:DAY])
        if len(moment) <= DAY:
            return label
        return self._words.pgettext(
            "date", "%(date)s, %(time)s", date=label, time=moment[11:16]
        )

    def month_label(self, month: str) -> str:
        """Name the month `09`, which stands alone, and so begins with a capital."""
        if month == NO_MONTH:
            return self._words.gettext("Without a month")
        return _alone(self._months[int(month) - 1])

    def short_month_label(self, month: str) -> str:
        """Name the month `09` as `Sep`, alone likewise."""
        return _alone(self._short_months[int(month) - 1])

    def month_of_year_label(self, year: str, month: str) -> str:
        """Name the month `09` of a *year*, as `September 2008`, alone likewise."""
        if month == NO_MONTH:
            return self._words.gettext("%(year)s, without a month", year=year)
        return _alone(self._month(year, month))

    def _day(self, day: str, month: str, year: str) -> str:
        return self._words.pgettext(
            "date",
            "%(day)s %(month)s %(year)s",
            day=day,
            month=self._months_of_days[int(month) - 1],
            year=year,
        )

    def _month(self, year: str, month: str) -> str:
        return self._words.pgettext(
            "date", "%(month)s %(year)s", month=self._months[int(month) - 1], year=year
        )
