"""A site in memory: what it keeps open, what it waits for, and what it names."""

from __future__ import annotations

import io
import os
import threading
from pathlib import Path

import pytest
from harness import SETTINGS, SiteFolder, article
from PIL import Image

from commentariat.engine.lock import site_lock
from commentariat.live.site import LiveEpoch, LiveSite
from commentariat.pipeline import no_progress
from commentariat.preview.epoch import StaleError
from commentariat.preview.store import PageStore

FILM = "content/files/film.mp4"


@pytest.fixture
def site(site: SiteFolder) -> SiteFolder:
    return site.write("content/articles/ferry.md", article("Ferry", slug="ferry"))


def open_packs() -> list[str]:
    """The packs of bodies that this process has open."""
    found = []
    for number in os.listdir("/proc/self/fd"):
        try:
            found.append(os.readlink(f"/proc/self/fd/{number}"))
        except OSError:
            continue  # the listing's own
    return [path for path in found if path.endswith(".pack")]


def show(epoch: LiveEpoch, output: str) -> bytes:
    epoch.prepare(output)
    made = epoch.render(output)
    assert made is not None
    assert made.data is not None
    return made.data


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="nothing tells")
def test_packs_are_let_go_where_they_are_read_anew_and_at_the_end(
    site: SiteFolder,
) -> None:
    before = open_packs()
    site.build()
    live = LiveSite(site.options())
    shown = show(live.open(no_progress), "articles/ferry/index.html")
    assert b"A paragraph." in shown
    (pack,) = set(open_packs()) - set(before)
    for number in range(3):
        row = (
            f'[tool.commentariat.facets.lands{number}]\nlabel = "L"\nlabel_one = "L"\n'
        )
        site.write("pyproject.toml", SETTINGS + row)
        epoch = live.update(frozenset(("pyproject.toml",)))
        show(epoch, "articles/ferry/index.html")
        assert open_packs().count(pack) == 1, "and not once more for each"
    live.close()
    assert open_packs() == before
    assert b"A paragraph." in show(epoch, "articles/ferry/index.html")
    assert open_packs() == before


def test_what_the_disk_refuses_is_told_of_the_place_that_it_is_of(
    site: SiteFolder,
) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (900, 900)).save(picture, "PNG")
    site.write("content/files/a.png", picture.getvalue())
    site.edit(
        "content/articles/ferry.md", "---\ntitle", "---\nimage: files/a.png\ntitle"
    )
    site.write(".cache/pictures/in/the/way", "x")
    (problem,) = LiveSite(site.options()).open(no_progress).problems
    assert problem.source == ".cache/pictures"
    assert problem.kind == "unwritable"


@pytest.mark.parametrize("name", ["records", "sources"])
def test_a_folder_where_the_memory_is_to_be_is_told_until_it_is_gone(
    site: SiteFolder, name: str
) -> None:
    site.write(f".cache/{name}/in/the/way", "x")
    live = LiveSite(site.options())
    epoch = live.open(no_progress)
    (problem,) = epoch.problems
    assert (problem.source, problem.kind) == (f".cache/{name}", "unwritable")
    assert live.update(None) is epoch
    assert site.build().problems == (str(problem),)
    site.delete(f".cache/{name}")
    assert epoch.is_waiting  # so it is looked at again without an edit
    epoch = live.update(frozenset())
    assert epoch.problems == ()
    assert not epoch.is_waiting
    assert b"A paragraph." in show(epoch, "articles/ferry/index.html")


def test_a_large_file_that_changed_is_sent_by_the_state_that_knows_of_it(
    site: SiteFolder,
) -> None:
    site.write(FILM, bytes(range(256)) * 40_000)
    live = LiveSite(site.options())
    old, store = live.open(no_progress), PageStore()
    store.enter(old)
    first = store.get(old, "files/film.mp4")
    assert first is not None
    assert (first.data, Path(first.path).name) == (b"", "film.mp4")
    site.write(FILM, bytes(range(255, -1, -1)) * 40_000)
    with pytest.raises(StaleError, match=FILM):
        old.render("files/film.mp4")
    new = live.update(frozenset((FILM,)))
    store.enter(new)
    second = store.get(new, "files/film.mp4")
    assert second is not None
    assert second.version != first.version


def test_a_site_is_read_once_whoever_builds_it_has_ended(site: SiteFolder) -> None:
    told, done = threading.Event(), threading.Event()

    def build() -> None:
        with site_lock(site.options().cache):
            started.set()
            assert told.wait(60)
        done.set()

    started = threading.Event()
    thread = threading.Thread(target=build)
    thread.start()
    assert started.wait(60)

    def tell(stage: str, _done: int, _total: int) -> None:
        if "waiting" in stage:
            told.set()

    epoch = LiveSite(site.options()).open(tell)
    assert done.wait(60)
    thread.join()
    assert epoch.articles == 1


def test_a_style_that_names_what_is_held_back_brings_it_out(site: SiteFolder) -> None:
    draft = article("D", "[logo](files/logo.png)", draft=True)
    site.write("content/articles/d.md", draft).write("content/files/logo.png", "x")
    site.write("theme/print.css", "a{}")
    live = LiveSite(site.options())
    assert not live.open(no_progress).has("files/logo.png")
    site.write("theme/print.css", "a{background:url(../files/logo.png)}")
    epoch = live.update(frozenset({"theme/print.css"}))
    assert set(epoch.outputs) == site.build().output().keys()
    assert epoch.has("files/logo.png")
