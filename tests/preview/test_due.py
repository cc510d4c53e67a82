"""What falls due shows by itself: without a file that changes, at its moment."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fake_site import LIMIT, FakeEpoch, FakeSite, serving
from harness import SETTINGS, SiteFolder, article

from commentariat.live.site import LiveEpoch, LiveSite
from commentariat.pipeline import no_progress

PAGE = {"index.html": b"<html><body>one</body></html>"}
AFTER = {"index.html": b"<html><body>two</body></html>"}


class Clock:
    """Shows what a test says."""

    def __init__(self, now: str) -> None:
        self.now = now

    def __call__(self) -> str:
        return self.now


def shown(epoch: LiveEpoch) -> dict[str, bytes | None]:
    made = {output: epoch.render(output) for output in epoch.outputs}
    return {output: one.data for output, one in made.items() if one is not None}


def test_a_site_is_another_at_the_moment_it_told(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path / "site", f'{SETTINGS}timezone = "Asia/Tokyo"\n')
    site.write("content/articles/ice.md", article("Ice", date="2030-01-01 06:00"))
    site.write("content/articles/mole.md", article("Mole", date="2030-01-02"))
    clock = Clock("2029-12-31T20:59:59Z")
    options = site.options(drafts=True, today="", now=clock.now)
    live = LiveSite(options, clock)
    first = live.open(no_progress)
    assert first.due == datetime.fromisoformat("2029-12-31T21:00:00Z").timestamp()
    assert live.update(frozenset()) is first
    clock.now = "2029-12-31T21:00:00Z"
    second = live.update(frozenset())
    assert "articles/ice/index.html" in second.changed
    assert b"Scheduled" not in (shown(second)["articles/ice/index.html"] or b"")
    assert b"Scheduled" in (shown(second)["articles/mole/index.html"] or b"")
    assert second.due == datetime.fromisoformat("2030-01-01T15:00:00Z").timestamp()
    site.build(drafts=True, today="", now=clock.now)
    assert shown(second) == site.output()


def test_an_article_that_comes_may_be_due_next(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path / "site")
    site.write("content/articles/mole.md", article("Mole", date="2026-01-02"))
    clock = Clock("2028-12-31T20:59:59Z")
    live = LiveSite(site.options(drafts=True, today="", now=clock.now), clock)
    assert live.open(no_progress).due is None
    # Of a year that the ladder shows already: no page but its own changes for it.
    site.write("content/articles/ice.md", article("Ice", date="2029-01-01"))
    epoch = live.update(frozenset({"content/articles/ice.md"}))
    assert live.assemblies == 1
    assert epoch.due == datetime.fromisoformat("2029-01-01T00:00:00Z").timestamp()
    clock.now = "2029-01-01T00:00:00Z"
    epoch = live.update(frozenset())
    assert epoch.due is None
    site.build(drafts=True, today="", now=clock.now)
    assert shown(epoch) == site.output()


@pytest.mark.parametrize("later", ["2029-01-03", "2029-01-03 06:00"])
@pytest.mark.parametrize("sooner", ["2029-01-02", "2029-01-02 06:00"])
def test_the_soonest_is_due_next_in_whatever_order_they_come(
    tmp_path: Path, sooner: str, later: str
) -> None:
    site = SiteFolder(tmp_path / "site")
    site.write("content/articles/mole.md", article("Mole", date="2026-01-02"))
    now = "2028-12-31T20:59:59Z"
    live = LiveSite(site.options(drafts=True, today="", now=now), Clock(now))
    live.open(no_progress)
    for number, (date, first) in enumerate(
        [(later, later), (sooner, sooner), (later, sooner)]
    ):
        path = f"content/articles/{number}.md"
        site.write(path, article("Ice", date=date))
        due = datetime.fromisoformat(first).replace(tzinfo=UTC).timestamp()
        assert live.update(frozenset({path})).due == due
    assert live.assemblies == 1


def test_a_site_at_a_moment_that_was_asked_for_stays_there(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path / "site")
    site.write("content/articles/ice.md", article("Ice", date="2030-01-01"))
    live = LiveSite(site.options(drafts=True))
    assert live.open(no_progress).due is None


def test_the_server_asks_for_another_state_when_it_is_due(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    site = FakeSite(tmp_path, FakeEpoch(1, PAGE, due=time.time() + 0.05))
    site.may_update.clear()
    with serving(site) as served:
        until = time.monotonic() + LIMIT
        while not served.told.events:
            assert time.monotonic() < until
            served.get("/")
        site.next(AFTER)
        site.may_update.set()
        while b"two" not in served.get("/").data:
            assert time.monotonic() < until
        assert site.updates == [frozenset()]


def test_what_is_due_and_stays_as_it_is_is_asked_for_once(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    site = FakeSite(tmp_path, FakeEpoch(1, PAGE, due=time.time() - 5))
    with serving(site) as served:
        until = time.monotonic() + LIMIT
        while not site.updates:
            assert time.monotonic() < until
            served.get("/")
        site.next(AFTER, due=site.epoch.due)
        site.save()
        while b"two" not in served.get("/").data:
            assert time.monotonic() < until
        assert site.updates.count(frozenset()) == 1
