"""What the server answers, and when: on a site that a test makes up."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_site import LIMIT, FakeEpoch, FakeSite, Served, Stream, serving, version_in
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from commentariat.errors import Problem
from commentariat.kinds import Kind
from commentariat.preview.hints import Hints
from commentariat.preview.stage import Stage
from commentariat.preview.store import PageStore

PAGE = b"<!DOCTYPE html><html><body><p>one</p></body></html>"
FILES = {
    "index.html": PAGE,
    "404.html": b"<html><body>lost</body></html>",
    "articles/x/index.html": PAGE,
    "theme/site.css": b"p { color: red }",
    "feed.xml": b"<feed/>",
}
TWO = PAGE.replace(b"one", b"two")


@pytest.fixture
def site(tmp_path: Path) -> FakeSite:
    (tmp_path / "content").mkdir()
    return FakeSite(tmp_path, FakeEpoch(1, FILES))


@pytest.fixture
def served(site: FakeSite) -> Iterator[Served]:
    with serving(site) as found:
        yield found


# --- answers ------------------------------------------------------------------------


def test_a_page_is_served_whole_with_the_script_before_its_end(served: Served) -> None:
    answer = served.get("/articles/x/")
    assert answer.status == 200
    assert answer.getheader("content-type") == "text/html; charset=utf-8"
    assert answer.getheader("cache-control") == "no-store"
    head, script, tail = answer.data.partition(b"<script ")
    assert head + tail[tail.index(b"</script>\n") + 10 :] == PAGE
    assert script
    assert tail.endswith(b"</script>\n</body></html>")


def test_the_script_that_pages_name_is_there(served: Served) -> None:
    answer = served.get("/_commentariat/client.js")
    assert answer.status == 200
    assert answer.getheader("content-type").startswith("application/javascript")


def test_nothing_is_added_where_it_is_not_wished(site: FakeSite) -> None:
    with serving(site, is_reloading=False) as served:
        assert served.get("/articles/x/").data == PAGE


def test_only_pages_get_the_script(served: Served) -> None:
    assert served.get("/feed.xml").data == FILES["feed.xml"]
    assert served.get("/theme/site.css").data == FILES["theme/site.css"]


def test_what_is_lost_is_the_page_for_it_with_its_status(served: Served) -> None:
    answer = served.get("/no/such/page/")
    assert answer.status == 404
    assert b"lost" in answer.data


def test_a_site_without_a_page_for_what_is_lost_gets_one(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    with serving(FakeSite(tmp_path, FakeEpoch(1, {"index.html": PAGE}))) as served:
        answer = served.get("/no/such/page/")
    assert answer.status == 404
    assert b"Page not found" in answer.data


def test_a_folder_is_sent_on_and_keeps_what_was_asked(served: Served) -> None:
    answer = served.get("/articles/x?from=mail")
    assert answer.status == 301
    assert answer.getheader("location") == "/articles/x/?from=mail"
    assert answer.getheader("cache-control") == "no-store"


def test_a_head_is_answered_like_a_get_without_the_body(served: Served) -> None:
    whole, head = served.get("/articles/x/"), served.get("/articles/x/", "HEAD")
    assert head.status == 200
    assert head.data == b""
    assert head.getheader("content-length") == str(len(whole.data))


def test_a_file_that_the_browser_has_is_not_sent_again(served: Served) -> None:
    tag = served.get("/theme/site.css").getheader("etag")
    answer = served.get("/theme/site.css", If_None_Match=tag)
    assert answer.status == 304
    assert answer.data == b""


def test_other_methods_are_refused(served: Served) -> None:
    own = served.serving.address.rstrip("/")
    assert served.get("/articles/x/", "POST", Origin=own).status == 405


# --- who asks -------------------------------------------------------------------------


def test_a_host_that_is_not_ours_is_refused(served: Served) -> None:
    assert served.get("/", Host="rebound.example").status == 421
    assert served.get("/_commentariat/status", Host="rebound.example").status == 421


def test_only_own_pages_may_post_to_further_local_pages(site: FakeSite) -> None:
    async def review(request: Request) -> PlainTextResponse:
        return PlainTextResponse(f"decided by {request.method}")

    route = Route("/_review/", review, methods=["GET", "POST"])
    with serving(site, routes=[route]) as served:
        own = served.serving.address.rstrip("/")
        assert served.get("/_review/").data == b"decided by GET"
        assert served.get("/_review/", "POST", Origin=own).data == b"decided by POST"
        for origin in ("http://evil.example", "null", f"{own}.evil.example", own + "0"):
            assert served.get("/_review/", "POST", Origin=origin).status == 403
        assert served.get("/_review/", "POST").status == 403


# --- when -------------------------------------------------------------------------------


def test_a_request_during_a_rebuild_waits_for_it(
    site: FakeSite, served: Served
) -> None:
    site.may_update.clear()
    site.next(FILES | {"index.html": TWO})
    site.save()
    wait_for(lambda: bool(site.updates))
    answers: list[bytes] = []
    asking = threading.Thread(target=lambda: answers.append(served.get("/").data))
    asking.start()
    asking.join(0.3)
    assert not answers
    site.may_update.set()
    asking.join(LIMIT)
    assert b"two" in answers[0]


def test_what_was_noted_after_the_request_is_not_waited_for(tmp_path: Path) -> None:
    async def ask() -> None:
        hints = Hints()
        stage = Stage(tmp_path, hints, PageStore())
        hints.note("content/a.md")
        asked = asyncio.create_task(stage.current())
        await asyncio.sleep(0)
        assert not asked.done()
        hints.note("content/b.md")
        epoch = FakeEpoch(2, FILES)
        stage.publish(epoch, 1, ())
        assert await asyncio.wait_for(asked, LIMIT) is epoch

    asyncio.run(ask())


def test_a_large_archive_shows_how_far_it_is_read(site: FakeSite) -> None:
    site.may_open.clear()
    with serving(site) as served:
        answer = served.get("/articles/x/", Accept="text/html,*/*")
        assert answer.status == 503
        assert answer.getheader("retry-after") == "1"
        assert b"reading 3 of 7" in answer.data
        stream = Stream(served, "/articles/x/", version_in(answer.data))
        assert stream.next() == ("progress", ["reading", 3, 7])
        site.may_open.set()
        assert stream.next()[0] == "reload"
        assert b"one" in served.get("/articles/x/", Accept="text/html").data
        stream.close()


def test_what_is_no_page_waits_for_the_archive(site: FakeSite) -> None:
    site.may_open.clear()
    with serving(site) as served:
        threading.Timer(0.3, site.may_open.set).start()
        assert served.get("/feed.xml").data == FILES["feed.xml"]


def test_a_page_whose_file_has_changed_is_answered_from_the_next_state(
    tmp_path: Path,
) -> None:
    (tmp_path / "content").mkdir()
    stale = FakeEpoch(1, FILES, stale=frozenset(("index.html",)))
    site = FakeSite(tmp_path, stale)
    with serving(site) as served:
        wait_for(lambda: served.status()["published"] == 1)
        site.next(FILES | {"index.html": TWO})
        assert b"two" in served.get("/").data
    assert frozenset(("content/stale.md",)) in site.updates


def test_a_page_that_no_state_can_show_has_one_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    stale = FakeEpoch(1, FILES, stale=frozenset(("index.html",)))
    with serving(FakeSite(tmp_path, stale)) as served:
        answer = served.get("/")
    assert answer.status == 500
    assert b"This page cannot be shown" in answer.data


def test_what_has_been_rendered_is_not_rendered_again(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    files = FILES | {f"articles/{n}/index.html": PAGE for n in range(2000)}
    site = FakeSite(tmp_path, FakeEpoch(1, files))
    with serving(site) as served:
        assert served.status()["rendered"] == 0  # a large site opens without
        for _ in range(3):
            served.get("/")
        assert served.status()["rendered"] == 1
        first = site.epoch
        site.next(files | {"feed.xml": b"<feed><entry/></feed>"})
        site.save()
        wait_for(lambda: served.status()["published"] == 2)
        served.get("/")
    assert first.rendered == ["index.html"]
    assert site.epoch.rendered == ["feed.xml"]


def test_the_server_outlives_a_fault_of_its_own(site: FakeSite, served: Served) -> None:
    site.fault = RuntimeError("a fault that nobody expected")
    site.save()
    wait_for(lambda: any(name == "failed" for name, _ in served.told.events))
    wait_for(lambda: bool(served.status()["problems"]))
    assert b"one" in served.get("/").data
    assert "a fault that nobody expected" in served.status()["problems"][0]
    site.next(FILES | {"index.html": TWO})
    site.save()
    wait_for(lambda: b"two" in served.get("/").data)
    assert served.status()["problems"] == []


# --- pages that are open ------------------------------------------------------------------


def test_only_a_page_whose_bytes_changed_is_reloaded(
    site: FakeSite, served: Served
) -> None:
    home = Stream(served, "/", version_in(served.get("/").data))
    other = Stream(served, "/articles/x/", version_in(served.get("/articles/x/").data))
    for stream in (home, other):
        assert stream.next() == ("problems", {"count": 0, "problems": []})
    # Made of other things, and yet the same: that is no reason to reload.
    changed = frozenset(("index.html", "articles/x/index.html", "theme/site.css"))
    styles = {"index.html": TWO, "theme/site.css": b"p { color: blue }"}
    site.next(FILES | styles, changed=changed)
    site.save()
    assert home.next() == ("reload", {})
    assert other.next() == ("files", ["/theme/site.css"])
    home.close()
    other.close()


def test_a_lost_page_is_reloaded_when_there_is_one(
    site: FakeSite, served: Served
) -> None:
    lost = Stream(served, "/new/", version_in(served.get("/new/").data))
    assert lost.next()[0] == "problems"
    site.next(FILES | {"new/index.html": PAGE})
    site.save()
    assert lost.next() == ("reload", {})
    lost.close()


def test_a_page_that_missed_a_change_is_reloaded_when_it_comes_back(
    site: FakeSite, served: Served
) -> None:
    version = version_in(served.get("/").data)
    site.next(FILES | {"index.html": TWO})
    site.save()
    wait_for(lambda: served.status()["published"] == 2)
    back = Stream(served, "/", version)
    assert back.next() == ("reload", {})
    back.close()


def test_problems_are_told_with_the_lines_around_them(
    site: FakeSite, served: Served
) -> None:
    text = "title: x\nregions: <Souht>\nlanguage: en\n"
    (site.folder / "content/a.md").write_text(text, encoding="utf-8")
    stream = Stream(served, "/", version_in(served.get("/").data))
    assert stream.next()[1]["count"] == 0
    fault = Problem("content/a.md", 2, Kind.UNKNOWN_KEY.of("<Souht>", ""))
    site.next(FILES, problems=(fault,))
    site.save("content/b.md")
    name, told = stream.next()
    assert (name, told["count"]) == ("problems", 1)
    shown = told["problems"][0]
    assert (shown["source"], shown["line"], shown["message"]) == (
        "content/a.md",
        2,
        "no key is called '<Souht>'",
    )
    assert [
        (one["number"], one["text"], one["is_fault"]) for one in shown["lines"]
    ] == [
        (1, "title: x", False),
        (2, "regions: <Souht>", True),
        (3, "language: en", False),
    ]
    site.next(FILES)
    site.save("content/b.md")
    assert stream.next() == ("problems", {"count": 0, "problems": []})
    stream.close()


def test_streams_do_not_keep_the_server_from_ending(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    streams = [Stream(served, "/", "") for _ in range(5)]
    served.serving.end()
    for stream in streams:
        stream.drain()
        stream.close()
    assert not caplog.messages  # of answers that had to be broken off


def wait_for(is_so: object) -> None:
    """Wait until *is_so* gives true."""
    assert callable(is_so)
    deadline = time.monotonic() + LIMIT
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)
