"""What of articles decides whether they are shown, and whether import is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from commentariat.archive.dates import (
    DAY,
    Now,
    day_after,
    first_day,
    has_passed,
    instant_of,
    is_later,
    is_timed,
    make_now,
    midnight,
    unix_time,
)
from commentariat.archive.model import Article, Dated, Item, RawFile
from commentariat.archive.revise import Change
from commentariat.archive.ruling import Ruling
from commentariat.config import Settings
from commentariat.engine.source_model import Record
from commentariat.pipeline.options import HeldBack, Options


class Due(msgspec.Struct, frozen=True):
    """When next another article is out, or has expired: on a day, or at a moment."""

    day: str = ""
    """ISO date, in the time zone of the site; empty: never."""
    instant: str = ""
    """In UTC, as `2029-12-31T21:00:00Z`; empty: never."""

    def is_past(self, now: Now) -> bool:
        """Tell whether it has come by *now*."""
        is_day = bool(self.day) and self.day <= now.day
        return is_day or (bool(self.instant) and self.instant <= now.instant)

    def or_sooner(self, other: Due) -> Due:
        """Take the sooner of each of the two."""
        return Due(
            min(filter(None, (self.day, other.day)), default=""),
            min(filter(None, (self.instant, other.instant)), default=""),
        )

    def seconds(self, timezone: str) -> float | None:
        """Tell when that is for the clock of *timezone*, in Unix time; None: never."""
        moments = [self.instant, self.day and midnight(self.day, timezone)]
        return min(map(unix_time, filter(None, moments)), default=None)


def now_of(options: Options, settings: Settings) -> Now:
    """
    Tell the moment that decides what is out, by the clock of the site.

    Raises:
        UsageError: it has no place in the calendar.
    """
    return make_now(options.today, options.now, settings.timezone)


def visible(record: Record | None, options: Options, now: Now) -> Article | None:
    """
    Give *record* where it is that of an article which a build of *now* publishes.

    One that has expired is withdrawn then.
    """
    if not isinstance(record, Article):
        return None
    if not options.drafts and (record.is_draft or is_later(record, now)):
        return None
    if record.until and not record.withdrawn and has_passed(record.until, now):
        end = record.until[:DAY]
        return msgspec.structs.replace(record, withdrawn=end, is_expired=True)
    return record


def visible_item(record: Record | None, options: Options, now: Now) -> Item | None:
    """
    Give *record* where it is an item of a section, and likewise published.

    Its own day may be past then, from the day after.
    """
    if not isinstance(record, Item):
        return None
    if not options.drafts and (record.is_draft or is_later(record, now)):
        return None
    if record.day and has_passed(record.day, now):
        return msgspec.structs.replace(record, is_past=True)
    return record


def held_back(records: Iterable[Record], options: Options, now: Now) -> Iterator[Dated]:
    """Find what of *records* a build of *now* does not publish yet."""
    for one in records:
        if (isinstance(one, Article) and visible(one, options, now) is None) or (
            isinstance(one, Item) and visible_item(one, options, now) is None
        ):
            yield one


def count_held_back(records: Iterable[Record], options: Options, now: Now) -> HeldBack:
    """Count what of *records* a build of *now* does not publish yet."""
    drafts = [one.is_draft for one in held_back(records, options, now)]
    return HeldBack(sum(drafts), len(drafts) - sum(drafts))


def find_due(records: Iterable[Record], now: Now) -> Due:
    """Tell when next after *now* more may be visible, or less."""
    days: list[str] = []
    instants: list[str] = []
    for one in records:
        if isinstance(one, Article):
            if is_timed(one.until):
                instants.append(instant_of(one.until))
            elif one.until:
                days.append(day_after(one.until))
        elif not isinstance(one, Item):
            continue
        elif one.day:
            days.append(day_after(one.day))
        if one.instant:
            instants.append(one.instant)
        elif one.date > now.day:
            days.append(first_day(one.date))
    later = (day for day in days if day > now.day)
    soon = (instant for instant in instants if instant > now.instant)
    return Due(min(later, default=""), min(soon, default=""))


def changes_of(
    pairs: Iterable[tuple[Record | None, Record | None]],
    options: Options,
    now: Now,
    ruling: Ruling,
) -> list[Change] | None:
    """
    Tell what becomes of articles by *pairs* of what was remembered and what is now.

    Their terms are those that the *ruling* gives them.
    None where one that is not out, or was not, says otherwise what others depend on.
    """
    changes = []
    for old, new in (map(ruling.any_record, pair) for pair in pairs):
        change = Change(visible(old, options, now), visible(new, options, now))
        if _claims(old, change.old) != _claims(new, change.new):
            return None
        if change.versions and change.old != change.new:
            changes.append(change)
    return changes


def _claims(record: Record | None, shown: Article | None) -> object:
    """All that others can depend on in an article that is not *shown*."""
    if shown is not None or not isinstance(record, Article):
        return None
    reason = record.is_draft, record.date, record.instant
    named = record.terms, record.bio_names, record.image, record.links
    return record.source, record.slug, record.aliases, reason, named


def made_from(records: Iterable[Record | None]) -> list[tuple[RawFile, ...]]:
    """List the raw files that articles were made from: import goes by nothing else."""
    return [one.raw for one in records if isinstance(one, Article) and one.raw]
