"""A passing lack of files or room is no fault that stays, and keeps nobody waiting."""

from __future__ import annotations

import errno
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from fake_site import FakeEpoch
from harness import SiteFolder, article
from preview_process import Preview, previewing
from raw_samples import raw_a

from commentariat.live.site import LiveEpoch, LiveSite
from commentariat.pipeline import no_progress
from commentariat.preview.builder import has_spare_files
from commentariat.preview.epoch import Rendered
from commentariat.preview.run import _Hands
from commentariat.preview.store import PageStore

MOLE = "content/articles/mole.md"
Lacking = Callable[[str], AbstractContextManager[None]]


@contextmanager
def few_files(preview: Preview, spare: int) -> Iterator[None]:
    """Let the server open no more than *spare* files besides those that it has open."""
    import resource

    number = preview.process.pid
    before = resource.prlimit(number, resource.RLIMIT_NOFILE)
    used = max(int(name) for name in os.listdir(f"/proc/{number}/fd")) + 1
    resource.prlimit(number, resource.RLIMIT_NOFILE, (used + spare, before[1]))
    try:
        yield
    finally:
        resource.prlimit(number, resource.RLIMIT_NOFILE, before)


@pytest.fixture
def site(site: SiteFolder) -> SiteFolder:
    if not sys.platform.startswith("linux"):
        pytest.skip(
            "only Linux lets the files of another process be counted and bounded"
        )
    site.write(MOLE, article("Mole", "A first text.", slug="mole"))
    return site.write("content/articles/weir.md", article("Weir", slug="weir"))


@pytest.fixture
def edited(site: SiteFolder) -> tuple[LiveSite, LiveEpoch]:
    """The site in memory, edited since it was opened, and the state that it was in."""
    live = LiveSite(site.options(drafts=True))
    before = live.open(no_progress)
    site.edit(MOLE, "A first text.", "A second text.")
    return live, before


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> Lacking:
    """Let the system have no more files for what is named, for a while."""

    @contextmanager
    def lacking(name: str) -> Iterator[None]:
        with monkeypatch.context() as few:
            few.setattr(name, refuse)
            yield

    return lacking


@pytest.mark.parametrize("spare", [0, 1])
def test_what_was_saved_while_files_lacked_is_shown_once_they_are_there(
    site: SiteFolder, spare: int
) -> None:
    with previewing(site.folder) as preview:
        preview.shows("/articles/mole/", "A first text.")
        with few_files(preview, spare):
            site.edit(MOLE, "A first text.", "A second text.")
            site.write("templates/_foot.html", "<footer>Anew</footer>")
            preview.wait_for("no more files can be opened|Too many open files")
        page = preview.shows("/articles/mole/", "A second text.")
        assert "<footer>Anew</footer>" in preview.shows("/articles/weir/", "Anew").text
        assert page.status == 200
        preview.wait_for("all problems are mended")
        assert not any("Traceback" in line for line in preview.said)


def test_what_came_to_be_imported_meanwhile_is_imported(site: SiteFolder) -> None:
    site.write("content/raw/one.txt", raw_a())
    with previewing(site.folder) as preview:
        with few_files(preview, 0):
            site.write("content/raw/two.txt", raw_a().replace("berth", "quay"))
            site.edit(MOLE, "A first text.", "A second text.")
            preview.wait_for("no more files can be opened|Too many open files")
        preview.shows("/articles/mole/", "A second text.")
        preview.wait_for("all problems are mended")
        told = preview.status()["problems"]
    assert told == []
    assert site.build(drafts=True).problems == ()
    assert site.report.imported == ()


def test_what_the_system_refuses_says_nothing_of_the_folder(
    edited: tuple[LiveSite, LiveEpoch], refused: Lacking
) -> None:
    live, before = edited
    with (
        refused("commentariat.engine.scan.os.scandir"),
        pytest.raises(OSError, match="Too many"),
    ):
        live.update(None)
    after = live.update(None)
    assert "articles/mole/index.html" in after.changed
    assert (after.articles, after.problems) == (before.articles, ())


@pytest.mark.parametrize(
    "step",
    ["commentariat.live.site.assemble", "commentariat.live.site.LiveSite._import"],
)
def test_what_was_read_before_the_system_refused_is_shown_later(
    site: SiteFolder, edited: tuple[LiveSite, LiveEpoch], refused: Lacking, step: str
) -> None:
    live, _ = edited
    site.write("content/authors/ida-marsh.md", "---\nname: Ida Marsh\n---\n\nShe.\n")
    site.write("content/raw/one.txt", raw_a())
    with refused(step), pytest.raises(OSError, match="Too many"):
        live.update(None)
    after = live.update(frozenset())
    assert "articles/mole/index.html" in after.changed
    assert after.articles == 3
    assert after.problems == ()


def test_an_edit_in_place_that_was_read_before_the_import_is_shown_after_it(
    site: SiteFolder, refused: Lacking
) -> None:
    site.write("content/raw/one.txt", raw_a())
    live = LiveSite(site.options(drafts=True))
    live.open(no_progress)
    site.edit(MOLE, "A first text.", "A second text.")
    site.write("content/raw/one.txt", raw_a() + "\n")
    with (
        refused("commentariat.live.site.LiveSite._import"),
        pytest.raises(OSError, match="Too many"),
    ):
        live.update(None)
    after = live.update(frozenset())
    assert "articles/mole/index.html" in after.changed
    assert live.assemblies == 1


def test_a_file_that_could_not_be_read_for_a_moment_is_read_again(
    edited: tuple[LiveSite, LiveEpoch], refused: Lacking
) -> None:
    live, before = edited
    with refused("commentariat.engine.reading.read_steady"):
        waiting = live.update(frozenset((MOLE,)))
    assert waiting.is_waiting  # so it is looked at again without an edit
    assert (waiting.made_of, waiting.problems) == (before.made_of, ())
    after = live.update(frozenset())
    assert "articles/mole/index.html" in after.changed
    assert not after.is_waiting


def refuse(*_: object, **__: object) -> None:
    """Lack files."""
    raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))


def test_spare_files_are_counted_and_closed() -> None:
    folder = Path("/proc/self/fd")
    before = len(os.listdir(folder)) if folder.is_dir() else 0
    assert has_spare_files()
    assert (len(os.listdir(folder)) if folder.is_dir() else 0) == before


class SlowEpoch(FakeEpoch, frozen=True):
    """A state of which one page takes as long as it is let."""

    def prepare(self, output: str) -> None:
        if output == "slow/index.html":
            BEGAN.set()
            assert GO_ON.wait(60)


BEGAN, GO_ON = threading.Event(), threading.Event()


def test_other_pages_are_answered_while_one_is_converted() -> None:
    files = {"slow/index.html": b"slow", "index.html": b"home"}
    epoch, store = SlowEpoch(1, files), PageStore()
    store.enter(epoch)
    slow = threading.Thread(target=store.get, args=(epoch, "slow/index.html"))
    slow.start()
    assert BEGAN.wait(60)
    found = store.get(epoch, "index.html")
    assert found is not None
    assert found.data == b"home"
    assert store.held(epoch, "index.html") == found
    assert store.held(epoch, "slow/index.html") is None
    later = FakeEpoch(2, files | {"slow/index.html": b"other"})
    store.enter(later)
    GO_ON.set()
    slow.join(60)
    assert store.held(later, "slow/index.html") is None, "it is of another state"
    assert epoch.render("index.html") == Rendered(b"home")


def test_nobody_waits_for_a_page_that_is_made_when_the_server_ends() -> None:
    begun, end = threading.Event(), threading.Event()

    def make() -> None:
        begun.set()
        end.wait(60)

    hands = _Hands(thread_name_prefix="page")
    hands.submit(make)
    assert begun.wait(60)
    hands.shutdown(wait=True)
    assert not hands.have_ended()
    end.set()
    while not hands.have_ended():
        pass
