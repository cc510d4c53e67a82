"""What is out: by the clock of the site, to the minute, and by no other clock."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness import SETTINGS, SiteFolder, article
from live_preview import LivePreview

from commentariat.cli import main

TOKYO = f'{SETTINGS}timezone = "Asia/Tokyo"\n'
ICE = "articles/ice/index.html"


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    site = SiteFolder(tmp_path / "site", TOKYO)
    site.write("content/articles/mole.md", article("The Mole", date="2024-05-01"))
    text = article("The Ice", date="2030-01-01 06:00")
    return site.write("content/articles/ice.md", text)


def build(site: SiteFolder, *words: str) -> bool:
    """Build by the command line; tell whether the ice is out."""
    assert main(["build", "--site", str(site.folder), *words]) == 0
    return site.has(ICE)


def test_an_embargo_ends_to_the_minute_by_the_clock_of_the_site(
    site: SiteFolder,
) -> None:
    assert not build(site, "--now", "2030-01-01T05:59")
    assert "The Ice" not in "".join(map(repr, site.output().values()))
    assert build(site, "--now", "2030-01-01T06:00")
    assert '<time datetime="2030-01-01">1 January 2030</time>' in site.page(ICE)
    assert '"datePublished":"2030-01-01T06:00:00+09:00"' in site.page(ICE).replace(
        " ", ""
    )
    assert not build(site, "--now", "2029-12-31T20:59Z")
    assert build(site, "--now", "2029-12-31T21:00:00+00:00")
    assert build(site, "--now", "2029-12-31 22:00 Europe/Berlin")
    assert not build(site, "--today", "2029-12-31")
    assert build(site, "--today", "2030-01-01")


def test_another_time_zone_is_another_moment(site: SiteFolder) -> None:
    assert build(site, "--now", "2029-12-31T21:00Z")
    site.edit("pyproject.toml", "Asia/Tokyo", "America/New_York")
    assert not build(site, "--now", "2029-12-31T21:00Z")
    assert build(site, "--now", "2030-01-01T11:00Z")
    site.edit("content/articles/ice.md", "06:00", "06:00 Asia/Tokyo")
    assert build(site, "--now", "2029-12-31T21:00Z")


def test_the_zone_of_the_machine_decides_nothing(site: SiteFolder) -> None:
    site.write("content/articles/ice.md", article("The Ice", date="2030-01-02"))
    for zone in ("WEST+12", "UTC0", "EAST-14"):
        for moment, is_out in (
            ("2030-01-01T14:59Z", False),
            ("2030-01-01T15:00Z", True),
        ):
            subprocess.run(
                [sys.executable, "-m", "commentariat", "build", "--site", site.folder,
                 "--now", moment],
                env={**os.environ, "TZ": zone}, check=True, capture_output=True,
            )  # fmt: skip
            assert site.has(ICE) is is_out, (zone, moment)


def test_a_build_without_a_moment_is_of_this_one(site: SiteFolder) -> None:
    assert not build(site)
    site.edit("content/articles/ice.md", "2030", "2020")
    assert build(site)


@pytest.mark.parametrize("name", ["Asia/Tokio", "asia/tokyo", "", "../zones", "JST-9"])
def test_a_time_zone_that_is_none_is_told_at_its_line(
    site: SiteFolder, name: str
) -> None:
    site.edit("pyproject.toml", "Asia/Tokyo", name).build()
    (problem,) = site.problems
    assert problem.startswith(
        "pyproject.toml:5: expected a time zone such as 'Europe/Berlin' for 'timezone'"
    )
    assert ("did you mean 'Asia/Tokyo'?" in problem) == (
        name.lower() in ("asia/tokio", "asia/tokyo")
    )


@pytest.mark.parametrize(
    "words", [["--now", "soon"], ["--now", "2030-01"], ["--today", "2030-01-01T06:00"],
              ["--now", "2030-01-01", "--today", "2030-01-01"]],
)  # fmt: skip
def test_a_moment_that_is_none_is_wrong_usage(
    site: SiteFolder, words: list[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["build", "--site", str(site.folder), *words])
    assert stopped.value.code == 2


def test_feeds_tell_moments_with_the_offset_of_the_site(site: SiteFolder) -> None:
    # The later moment reads like the earlier one.
    late = article("Late", date="2030-01-01T00:30+14:00")
    site.write("content/articles/late.md", late)
    build(site, "--now", "2030-01-02T00:00Z")
    items = json.loads(site.page("feed.json"))["items"]
    assert [one["date_published"] for one in items] == [
        "2030-01-01T06:00:00+09:00", "2030-01-01T00:30:00+14:00",
        "2024-05-01T00:00:00+09:00",
    ]  # fmt: skip
    updated = re.search("<updated>(.*)</updated>", site.page("feed.xml"))
    assert updated is not None
    assert updated[1] == "2030-01-01T06:00:00+09:00"


def test_nothing_is_to_do_until_something_falls_due(site: SiteFolder) -> None:
    site.write("content/articles/may.md", article("May", date="2030-01-02"))
    for now, count in (("2030-01-01T05:00", 0), ("2030-01-01T06:00", 1),
                       ("2030-01-01T23:59", 1), ("2030-01-02", 2)):  # fmt: skip
        site.build(today="", now=now)
        again = site.build(today="", now=now).report
        assert (again.rendered, again.deleted) == ((), ())
        there = [site.has(f"articles/{name}/index.html") for name in ("ice", "may")]
        assert (sum(there), site.report.articles) == (count, count + 1)


def front(site: SiteFolder) -> Iterator[str]:
    for found in re.finditer(r'href="/articles/([a-z]+)/"', site.page("index.html")):
        yield found[1]


@pytest.fixture
def eighties(tmp_path: Path) -> SiteFolder:
    site = SiteFolder(tmp_path / "site")
    for name, date in (("after", "1988-01-02"), ("june", "1987-06-02"), ("may", "1987-05"),
                       ("last", "1987-05-31"), ("first", "1987-05-01"),
                       ("april", "1987-04-09"), ("book", "1987"),
                       ("before", "1986-12-31")):  # fmt: skip
        text = article(name.title(), date=date, authors=["Ann Bo"], slug=name)
        site.write(f"content/articles/{name}.md", text)
    return site.build()


def test_what_is_dated_to_the_month_or_year_comes_after_the_rest_of_it(
    eighties: SiteFolder,
) -> None:
    site = eighties
    order = ["after", "june", "last", "first", "may", "april", "book", "before"]
    assert list(dict.fromkeys(front(site))) == order
    may = site.page("articles/may/")
    assert '<time datetime="1987-05">May 1987</time>' in may
    assert '"datePublished":"1987-05"' in may.replace(" ", "")
    assert 'rel="prev" href="/articles/april/"' in may
    assert 'rel="next" href="/articles/first/"' in may
    assert '<time datetime="1987">1987</time>' in site.page("articles/book/")
    for page in (may, site.page("articles/book/"), site.page("years/1987/no-month/")):
        assert not re.search(r"1987-\d\d-\d\d|\d+ [A-Z][a-z]+ 1987", page)


def test_the_pages_of_years_and_months_list_them(eighties: SiteFolder) -> None:
    site = eighties
    year = site.page("years/1987/")
    assert "/years/1987/no-month/" in year
    assert "/articles/book/" in site.page("years/1987/no-month/")
    assert "<h1>1987, without a month</h1>" in site.page("years/1987/no-month/")
    assert "/articles/may/" in site.page("years/1987/05/")
    whole = site.page("authors/ann-bo/1987/")
    assert 'id="no-month">Without a month</h2>' in whole
    places = [
        whole.index(f"/articles/{name}/") for name in ("first", "may", "april", "book")
    ]
    assert places == sorted(places)
    assert '<time datetime="1987-05">May</time>' in whole


def test_feeds_and_sitemaps_invent_no_day(eighties: SiteFolder) -> None:
    site = eighties
    for name in ("feed.xml", "feed.json", "authors/ann-bo/feed.json"):
        assert "/articles/may/" not in site.page(name)
        assert "/articles/book/" not in site.page(name)
        assert "/articles/before/" in site.page(name)
    assert "<lastmod>1987-05</lastmod>" in site.page("sitemap.xml")


def test_a_feed_is_filled_up_with_those_whose_day_is_known(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path / "site", f"{SETTINGS}feed_size = 2\n")
    for number, date in enumerate(
        ("1990-05", "1990", "1989-01-02", "1989", "1988-01-02")
    ):
        site.write(f"content/articles/a{number}.md", article(f"A{number}", date=date))
    items = json.loads(site.build().page("feed.json"))["items"]
    assert [one["title"] for one in items] == ["A2", "A4"]


def test_a_month_is_out_from_its_first_day_on(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path / "site")
    site.write("content/articles/may.md", article("May", date="2030-05"))
    site.write("content/articles/year.md", article("Year", date="2031"))
    assert site.build(today="2030-04-30").report.articles == 0
    assert site.build(today="2030-05-01").report.articles == 1
    assert site.build(today="2031-01-01").report.articles == 2


def test_the_day_of_an_event_reads_like_other_dates(tmp_path: Path) -> None:
    site = SiteFolder(tmp_path / "site")
    for name, date in (("day", "2026-12-01"), ("hour", "2026-12-01 18:00"),
                       ("month", "2026-12"), ("words", "On a Sunday")):  # fmt: skip
        text = article(name, event={"date": date, "place": "Hall"}, slug=name)
        site.write(f"content/articles/{name}.md", text)
    site.build()
    shown = {
        name: re.search("<p>Held (.*)</p>", site.page(f"articles/{name}/"))
        for name in ("day", "hour", "month", "words")
    }
    assert {name: found and found[1] for name, found in shown.items()} == {
        "day": '<time datetime="2026-12-01">1 December 2026</time>, <bdi>Hall</bdi>',
        "hour": '<time datetime="2026-12-01">1 December 2026, 18:00</time>, <bdi>Hall</bdi>',
        "month": '<time datetime="2026-12">December 2026</time>, <bdi>Hall</bdi>',
        "words": "On a Sunday, <bdi>Hall</bdi>",
    }


@pytest.fixture
def offer(tmp_path: Path) -> SiteFolder:
    """A site with a call for papers that is open until a day."""
    site = SiteFolder(tmp_path / "site", TOKYO)
    text = article(
        "The Call", "Send it.", slug="call", date="2026-05-01", authors=["Ann Bo"],
        until="2026-06-30", until_reason="The call is closed.", aliases=["/old/call"],
    )  # fmt: skip
    site.write("content/articles/call.md", text)
    return site.write(
        "content/articles/mole.md", article("The Mole", date="2024-05-01")
    )


def test_what_has_expired_answers_with_the_reason(offer: SiteFolder) -> None:
    offer.build(today="", now="2026-06-30T23:59")
    assert "Send it." in offer.page("articles/call/")
    assert '"expires":"2026-06-30"' in offer.page("articles/call/").replace(" ", "")
    assert "/articles/call/" in offer.page("index.html")
    offer.build(today="", now="2026-07-01T00:00")
    notice = offer.page("articles/call/")
    assert "The Call" in notice
    assert "Ann Bo" in notice
    assert '<time datetime="2026-06-30">30 June 2026</time>' in notice
    assert "<b>Reason:</b> <bdi>The call is closed.</bdi>" in notice
    assert "published here until" in notice
    assert "Send it." not in notice
    assert "noindex" in notice
    assert "/articles/call/" in offer.page("old/call/")
    for listing in (
        "index.html",
        "feed.xml",
        "feed.json",
        "sitemap.xml",
        "years/2024/",
    ):
        assert "/articles/call/" not in offer.page(listing)
    assert offer.output() == offer.clean_output(
        offer.folder.parent / "clean", today="", now="2026-07-01T00:00"
    )
    offer.build(today="2026-06-30")
    assert "Send it." in offer.page("articles/call/")


@pytest.mark.parametrize(
    ("until", "last", "first"),
    [
        ("2026-06", "2026-06-30T14:59Z", "2026-06-30T15:00Z"),
        ("2026", "2026-12-31T14:59Z", "2026-12-31T15:00Z"),
        ("2026-06-30 18:00", "2026-06-30T08:59Z", "2026-06-30T09:00Z"),
        ("2026-06-30 18:00 Europe/Berlin", "2026-06-30T15:59Z", "2026-06-30T16:00Z"),
    ],
)
def test_it_lasts_to_the_end_of_what_is_said(
    offer: SiteFolder, until: str, last: str, first: str
) -> None:
    offer.edit("content/articles/call.md", "until: '2026-06-30'", f"until: {until}")
    assert offer.build(today="", now=last).report.articles == 2
    assert offer.build(today="", now=last).report.rendered == ()
    assert offer.build(today="", now=first).report.articles == 1
    assert offer.build(today="", now=last).report.articles == 2


def test_a_published_address_is_not_lost_when_it_expires(offer: SiteFolder) -> None:
    offer.write("content/addresses.txt", "/\n/articles/call/\n/old/call/\n")
    assert offer.build(today="2026-07-02").problems == ()


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("until_reason: The call is closed.\n", "",
         "expected a 'until_reason' beside 'until', found none"),
        ("until: '2026-06-30'\n", "",
         "expected the day in 'until' beside the reason, found none"),
        ("2026-06-30", "2026-04-30",
         "expected a date after that of the article for 'until', found '2026-04-30'"),
        ("2026-06-30", "2026-06-31",
         "expected a date as 2024-03-15, 2024-03, 2024 or 2024-03-15 06:00 for 'until', "
         "found '2026-06-31'"),
    ],
)  # fmt: skip
def test_an_end_without_sense_is_told_at_its_line(
    offer: SiteFolder, old: str, new: str, problem: str
) -> None:
    offer.edit("content/articles/call.md", old, new).build()
    (told,) = offer.problems
    assert re.sub(r"call\.md:\d+", "call.md:N", told) == (
        f"content/articles/call.md:N: {problem}"
    )


def test_what_was_taken_back_stays_so(offer: SiteFolder) -> None:
    words = "title: The Call\nwithdrawn: 2026-05-05\nwithdrawn_reason: It was wrong."
    offer.edit("content/articles/call.md", "title: The Call", words)
    offer.build(today="2026-07-02")
    assert "withdrawn on" in offer.page("articles/call/")
    assert "It was wrong." in offer.page("articles/call/")


def due(site: SiteFolder, capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    """Ask what has fallen due; give the lines, the exit status last."""
    status = main(["check", "--due", "--site", str(site.folder), *words])
    return [*capsys.readouterr().out.splitlines(), str(status)]


def test_what_has_fallen_due_is_told_with_its_moment(
    offer: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    offer.write("content/articles/ice.md", article("The Ice", date="2026-06-30 18:00"))
    offer.write(
        "content/articles/raft.md", article("Raft", date="2026-06-30", draft=True)
    )
    since = ("--since", "2026-06-30T08:59:59Z")
    assert due(offer, capsys, *since, "--now", "2026-06-30T14:59Z") == [
        "content/articles/ice.md: out since 2026-06-30T18:00:00+09:00", "1",
    ]  # fmt: skip
    assert due(offer, capsys, *since, "--now", "2026-06-30T15:00Z") == [
        "content/articles/call.md: expired, public until 2026-06-30",
        "content/articles/ice.md: out since 2026-06-30T18:00:00+09:00", "1",
    ]  # fmt: skip
    since = ("--since", "2026-07-01T00:00")
    assert due(offer, capsys, *since, "--now", "2026-07-05T15:00Z") == [
        "nothing has fallen due since 2026-06-30T15:00:00Z", "0",
    ]  # fmt: skip


def test_without_a_moment_the_last_build_is_what_counts(
    offer: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    told = due(offer, capsys, "--now", "2026-06-30T14:00Z")
    assert told == ["no build is remembered here, so everything may be due", "1"]
    offer.build(today="", now="2026-06-30T14:00Z")
    assert due(offer, capsys, "--now", "2026-06-30T14:59Z")[-1] == "0"
    assert due(offer, capsys, "--now", "2026-06-30T15:00Z")[-1] == "1"
    offer.build(today="", now="2026-06-30T15:00Z")
    assert due(offer, capsys, "--now", "2026-06-30T15:01Z")[-1] == "0"
    with pytest.raises(SystemExit):
        main(["check", "--since", "soon", "--site", str(offer.folder)])
    assert main(["check", "--since", "2026-01-01", "--site", str(offer.folder)]) == 2


def test_a_moment_to_come_is_told_by_the_clock_of_the_site(
    site: SiteFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", "--site", str(site.folder), "--now", "2030-01-01T05:59"])
    told = "ice.md:4: is not published before 2030-01-01T06:00:00+09:00"
    assert told in capsys.readouterr().out


REEF = "content/articles/reef.md"
LATER = article(
    "Reef", "On [it](../files/chart.pdf).", slug="reef", aliases=["old/reef"],
    date="2030-01-01", topics=["Coral"], image="files/reef.svg", draft=False,
    bios=[{"name": "Ann Lee", "bio": "Writes."}],
)  # fmt: skip
FERRY = "content/articles/ferry.md"
SAID = {
    "its slug": (REEF, "slug: reef", "slug: atoll"),
    "its former address": (REEF, "old/reef", "old/atoll"),
    "that it is a draft": (REEF, "draft: false", "draft: true"),
    "its day": (REEF, "2030-01-01", "2031-01-01"),
    "its hour": (REEF, "2030-01-01", "2030-01-01 06:00"),
    "its day, which has come": (REEF, "2030-01-01", "2020-01-01"),
    "its topic": (REEF, "Coral", "Reefs"),
    "whom it introduces": (REEF, "Ann Lee", "Bo Dahl"),
    "its picture": (REEF, "files/reef.svg", "files/plan.svg"),
    "its link": (REEF, "chart.pdf", "other.pdf"),
    "in public, its topic": (FERRY, "Tides", "Coral"),
    "in public, its topic in capitals": (FERRY, "Tides", "CORAL"),
    "in public, whom it introduces": (
        FERRY, "title:", "bios: [{name: Ann Lee, bio: Dives.}]\ntitle:",
    ),
    "in public, its picture": (FERRY, "title:", "image: files/reef.svg\ntitle:"),
    "in public, its link": (FERRY, "See", "See [it](../files/chart.pdf),"),
    "in public, a link to its topic": (FERRY, "See", "See [all](/topics/coral/),"),
}  # fmt: skip


@pytest.mark.parametrize(("path", "old", "new"), SAID.values(), ids=SAID)
def test_what_decides_what_is_held_back_is_heard_wherever_it_is_said(
    tmp_path: Path, path: str, old: str, new: str
) -> None:
    site, clean = SiteFolder(tmp_path / "site"), SiteFolder(tmp_path / "clean")
    for file in ("reef.svg", "plan.svg", "chart.pdf", "other.pdf"):
        drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'
        site.write(f"content/files/{file}", drawing)
    for name in ("authors/Ann Lee", "authors/Bo Dahl", "topics/Coral", "topics/Reefs"):
        kind, _, called = name.partition("/")
        site.write(
            f"content/{kind}/{called}.md", f"---\nname: {called}\n---\nA text.\n"
        )
    links = "[by slug](reef), [by file](reef.md), [as it was](/old/reef/)"
    site.write(FERRY, article("Ferry", f"See {links}.", topics=["Tides"]))
    site.write(f"{FERRY[:-3]}2.md", article("Ferry 2", topics=["Tides"]))
    site.write(REEF, LATER)
    preview = LivePreview(site, drafts=False)
    preview.look()
    assert site.report.open_points
    site.edit(path, old, new)
    preview.look()
    ignore = shutil.ignore_patterns("output", ".cache")
    shutil.copytree(site.folder, clean.folder, ignore=ignore, dirs_exist_ok=True)
    clean.build()
    assert site.problems == clean.problems
    assert site.report.open_points == clean.report.open_points
    if clean.problems:
        site.build(keep_going=True)
        clean.build(keep_going=True)
    assert site.output() == clean.output() != {}
