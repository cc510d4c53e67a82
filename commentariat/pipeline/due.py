"""What has fallen due since the site was last shown: out by now, or expired."""

from __future__ import annotations

import msgspec

from commentariat.archive.dates import Now, has_passed, is_later, make_now
from commentariat.archive.model import Article
from commentariat.engine.lock import site_lock
from commentariat.errors import raise_all
from commentariat.pipeline.options import Options, settings_of
from commentariat.pipeline.workspace import Workspace, writing


class Fallen(msgspec.Struct, frozen=True, order=True):
    """An article that is shown otherwise now than it was, and no file changed."""

    source: str
    """The content file, from the site."""
    moment: str
    """ISO date, with its time where that is given."""
    has_expired: bool
    """It was out until then; else it is out since."""


class DueReport(msgspec.Struct, frozen=True):
    """What has fallen due."""

    since: str
    """ISO date and time in UTC; empty: no build is remembered, so all may be due."""
    fallen: tuple[Fallen, ...]


def find_fallen(options: Options, since: str = "") -> DueReport:
    """
    Find what fell due after *since*, or after the last build where that is empty.

    Raises:
        SourceError: there are faults in the sources, which may hide something.
        UsageError: *since* has no place in the calendar.
    """
    settings = settings_of(options)
    with writing(options.site), site_lock(options.cache):
        work = Workspace(options, settings)
        loaded = work.load(converts=False)
    raise_all(loaded.problems)
    before = make_now("", since, settings.timezone) if since else work.state.since
    if not before.instant:
        return DueReport("", ())
    articles = (one for one in loaded.records.values() if isinstance(one, Article))
    found = (_fallen(article, before, work.now) for article in articles)
    return DueReport(before.instant, tuple(sorted(filter(None, found))))


def _fallen(article: Article, before: Now, now: Now) -> Fallen | None:
    if article.is_draft or article.withdrawn or is_later(article, now):
        return None
    source, until = f"content/{article.source}", article.until
    if until and has_passed(until, now):
        is_new = not has_passed(until, before)
        return Fallen(source, until, True) if is_new else None
    return Fallen(source, article.moment, False) if is_later(article, before) else None
