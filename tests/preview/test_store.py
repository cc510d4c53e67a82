"""What has been rendered is kept, as long as it holds and there is room."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fake_site import FakeEpoch

from commentariat.errors import Problem
from commentariat.kinds import Kind
from commentariat.preview.dress import add_script, is_html, own_page
from commentariat.preview.epoch import Rendered, StaleError
from commentariat.preview.overlay import make_overlay
from commentariat.preview.store import PageStore
from commentariat.site.media_types import media_type

FILES = {"a.html": b"a" * 100, "b.html": b"b" * 100, "c.html": b"c" * 100}
FAULT = Problem(
    "content/a.md", 1, Kind.DEAD_LINK.of("no page or file of this site answers 'x'")
)


class FaultyEpoch(FakeEpoch, frozen=True):
    """A state in which one page is at fault."""

    def render(self, output: str) -> Rendered | None:
        return Rendered(b"faulty", (FAULT,)) if output == "a.html" else None


def test_a_page_is_rendered_once() -> None:
    store, epoch = PageStore(), FakeEpoch(1, FILES)
    store.enter(epoch)
    first = store.get(epoch, "a.html")
    assert store.get(epoch, "a.html") is first
    assert epoch.rendered == ["a.html"]


@pytest.mark.parametrize("how", ["changed", "doubtful"])
def test_only_what_changed_is_rendered_again(how: str) -> None:
    store, first = PageStore(), FakeEpoch(1, FILES)
    store.enter(first)
    before = {output: store.get(first, output) for output in FILES}
    others: dict[str, Any] = {how: frozenset(("a.html",))}
    second = FakeEpoch(2, FILES | {"a.html": b"new"}, **others)
    store.enter(second)
    after = {output: store.get(second, output) for output in FILES}
    assert second.rendered == ["a.html"]
    assert after["b.html"] is before["b.html"]
    assert before["a.html"] != after["a.html"]


def test_an_earlier_state_is_not_kept_for_a_later_one() -> None:
    store, first = PageStore(), FakeEpoch(1, FILES)
    second = FakeEpoch(2, FILES | {"a.html": b"new"}, changed=frozenset(("a.html",)))
    store.enter(second)
    late = store.get(first, "a.html")  # somebody still asks for what was
    now = store.get(second, "a.html")
    assert late is not None
    assert now is not None
    assert (late.data, now.data) == (FILES["a.html"], b"new")


def test_what_was_used_longest_ago_makes_room() -> None:
    store, epoch = PageStore(room=250), FakeEpoch(1, FILES)
    store.enter(epoch)
    for output in ("a.html", "b.html", "a.html", "c.html"):
        store.get(epoch, output)
    assert store.size <= 250
    assert store.held(epoch, "a.html") is not None
    assert store.held(epoch, "b.html") is None


def test_a_page_larger_than_the_room_is_given_and_not_kept() -> None:
    store, epoch = PageStore(room=50), FakeEpoch(1, FILES)
    store.enter(epoch)
    found = store.get(epoch, "a.html")
    assert found is not None
    assert found.data == FILES["a.html"]
    assert store.size == 0


def test_faults_are_known_until_the_page_changes() -> None:
    store, first = PageStore(), FaultyEpoch(1, FILES)
    store.enter(first)
    store.get(first, "a.html")
    assert store.faults() == (FAULT,)
    store.enter(FakeEpoch(2, FILES))
    assert store.faults() == (FAULT,)
    store.enter(FakeEpoch(3, FILES, changed=frozenset(("a.html",))))
    assert store.faults() == ()


def test_what_is_stale_is_nobodys_page() -> None:
    store, epoch = PageStore(), FakeEpoch(1, FILES, stale=frozenset(("a.html",)))
    store.enter(epoch)
    with pytest.raises(StaleError):
        store.get(epoch, "a.html")
    assert store.get(epoch, "b.html") is not None


# --- pages as they are sent ---------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        (b"<body>x</body></html>", b"<body>x{}</body></html>"),
        (b"<BODY>x</BODY>", b"<BODY>x{}</BODY>"),
        (b"<p>x", b"<p>x{}"),
        (b"<pre>&lt;/body></pre></body>", b"<pre>&lt;/body></pre>{}</body>"),
    ],
)
def test_the_script_stands_at_the_end_of_the_body(page: bytes, sent: bytes) -> None:
    script = add_script(b"", "7")
    assert add_script(page, "7") == sent.replace(b"{}", script)
    assert b'data-version="7"' in script


def test_a_page_of_the_previews_own_shows_text_as_text() -> None:
    assert b"<b>" not in own_page("<b>", "<b>", "")


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("feed.xml", "application/xml"),
        ("feed.json", "application/json; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("theme/site.css", "text/css; charset=utf-8"),
        ("theme/fonts/a.woff2", "font/woff2"),
        ("files/MAP.PDF", "application/pdf"),
        ("files/harbor.svg", "image/svg+xml"),
        ("CNAME", "application/octet-stream"),
    ],
)
def test_an_output_has_the_media_type_of_its_ending(output: str, expected: str) -> None:
    assert media_type(output) == expected
    assert is_html(output) is ("html" in expected)


# --- problems -----------------------------------------------------------------------


def test_a_problem_is_shown_with_the_lines_around_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one\ntwo\nthree\nfour\n", encoding="utf-8")
    (shown,) = make_overlay(
        tmp_path, [Problem("a.md", 3, Kind.TEMPLATE_FAILED_OUTSIDE.of("wrong"))]
    ).problems
    assert [(line.number, line.text, line.is_fault) for line in shown.lines] == [
        (2, "two", False),
        (3, "three", True),
        (4, "four", False),
    ]


@pytest.mark.parametrize("source", ["../outside.md", "gone.md", ".", "link.md"])
def test_a_problem_shows_no_lines_but_those_of_a_file_of_the_site(
    tmp_path: Path, source: str
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "outside.md").write_text("secret\n" * 5, encoding="utf-8")
    (site / "link.md").symlink_to(tmp_path / "outside.md")
    (shown,) = make_overlay(
        site, [Problem(source, 2, Kind.TEMPLATE_FAILED_OUTSIDE.of("wrong"))]
    ).problems
    assert shown.lines == ()


def test_very_many_problems_are_counted_and_the_first_shown(tmp_path: Path) -> None:
    problems = [
        Problem(f"{number}.md", 0, Kind.TEMPLATE_FAILED_OUTSIDE.of("wrong"))
        for number in range(1000)
    ]
    overlay = make_overlay(tmp_path, problems)
    assert overlay.count == 1000
    assert len(overlay.problems) < 100


def test_the_same_fault_in_many_files_is_shown_once(tmp_path: Path) -> None:
    same = [Problem(f"{n}.md", 2, Kind.UNKNOWN_KEY.of("x", "")) for n in range(300)]
    other = Problem("z.md", 1, Kind.UNKNOWN_KEY.of("y", ""))
    overlay = make_overlay(tmp_path, [*same, other])
    assert [(one.source, one.message) for one in overlay.problems] == [
        ("0.md", "no key is called 'x' (and 299 more)"),
        ("z.md", "no key is called 'y'"),
    ]
