"""What a real watcher notes of a real folder."""

from __future__ import annotations

import logging
import os
import shutil
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from harness import write_alike

from commentariat.preview.hints import Hints
from commentariat.preview.watch import Watch, WatchedPaths

FOLDERS = ("content", "templates", "theme")
ARTICLE = "content/articles/a.md"


class Gathered:
    """Everything that a watcher hints at, from when it began."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.paths: set[str] = set()
        self.is_all = False
        self.bursts = 0

    def wait(self, *paths: str, all_of_it: bool = False) -> None:
        """Wait until *paths* were hinted at, or everything was."""
        deadline = time.monotonic() + 60
        while not (self.is_all if all_of_it else self.paths >= set(paths)):
            assert time.monotonic() < deadline, (self.paths, self.is_all)
            self.take(0.5)

    def take(self, timeout: float) -> None:
        burst = self.watch.hints.take(timeout)
        self.watch.catch_up()
        if burst is not None:
            self.bursts += 1
            self.is_all = self.is_all or burst.paths is None
            self.paths |= burst.paths or frozenset()

    def expect_nothing(self, seconds: float = 0.4) -> None:
        """See that nothing is hinted at for a while."""
        self.take(seconds)
        assert not self.bursts, self.paths


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    for name in FOLDERS:
        (site / name).mkdir(parents=True)
    (site / "content/articles").mkdir()
    (site / ARTICLE).write_text("one", encoding="utf-8")
    (site / "pyproject.toml").write_text("", encoding="utf-8")
    return site


@contextmanager
def watching(
    site: Path, *, is_polling: bool = False
) -> Iterator[tuple[Watch, Gathered]]:
    hints = Hints()
    watch = Watch(
        WatchedPaths(site, FOLDERS, ("pyproject.toml",)), hints, is_polling=is_polling
    )
    watch.start()
    try:
        yield watch, Gathered(watch)
    finally:
        watch.stop()


@pytest.fixture
def seen(folder: Path) -> Iterator[Gathered]:
    with watching(folder) as (_, gathered):
        yield gathered


def truncate(path: Path) -> None:
    path.write_text("two", encoding="utf-8")


def write_beside(path: Path) -> None:
    beside = path.with_name(".a.md.swp")
    beside.write_text("two", encoding="utf-8")
    os.replace(beside, path)


def back_up(path: Path) -> None:
    os.rename(path, path.with_name("a.md~"))
    path.write_text("two", encoding="utf-8")
    path.with_name("a.md~").unlink()


def move_in(path: Path) -> None:
    outside = path.parents[3] / "elsewhere.md"
    outside.write_text("two", encoding="utf-8")
    os.replace(outside, path)


@pytest.mark.parametrize("save", [truncate, write_beside, back_up, move_in])
def test_a_save_is_seen_however_an_editor_does_it(
    folder: Path, seen: Gathered, save: Callable[[Path], None]
) -> None:
    save(folder / ARTICLE)
    seen.wait(ARTICLE)
    assert seen.paths == {ARTICLE}


def test_reading_is_no_change(folder: Path, seen: Gathered) -> None:
    for path in folder.rglob("*"):
        if path.is_file():
            path.read_bytes()
    list(os.scandir(folder / "content"))
    seen.expect_nothing()


def test_what_an_editor_leaves_beside_files_is_no_change(
    folder: Path, seen: Gathered
) -> None:
    for name in (".a.md.swp", "a.md~", "#a.md#", ".#a.md", "4913.tmp"):
        (folder / "content/articles" / name).write_text("x", encoding="utf-8")
    seen.expect_nothing()


def test_files_beside_the_sources_are_no_change(folder: Path, seen: Gathered) -> None:
    (folder / "output").mkdir()
    (folder / "output/index.html").write_text("x", encoding="utf-8")
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    seen.expect_nothing()


def test_the_settings_are_watched(folder: Path, seen: Gathered) -> None:
    write_beside(folder / "pyproject.toml")
    seen.wait("pyproject.toml")


def test_files_that_another_file_names_are_watched_as_they_come(folder: Path) -> None:
    named = ["hooks.py"]
    watched = WatchedPaths(folder, FOLDERS, ("pyproject.toml",), lambda: tuple(named))
    watch = Watch(watched, Hints())
    watch.start()
    try:
        seen = Gathered(watch)
        (folder / "hooks.py").write_text("import lib.tools", encoding="utf-8")
        seen.wait("hooks.py")
        (folder / "lib").mkdir()
        (folder / "lib/tools.py").write_text("", encoding="utf-8")
        named.append("lib/tools.py")
        watch.catch_up()
        truncate(folder / "lib/tools.py")
        truncate(folder / "lib/other.py")
        seen.wait("lib/tools.py")
        assert seen.paths == {"hooks.py", "lib/tools.py"}
    finally:
        watch.stop()


def test_a_thousand_files_at_once_are_few_bursts(folder: Path, seen: Gathered) -> None:
    names = [f"content/articles/{number}.md" for number in range(1000)]
    for name in names:
        (folder / name).write_text("x", encoding="utf-8")
    seen.wait(*names)
    assert seen.bursts < 20


def test_a_folder_that_moves_is_seen_at_both_ends(folder: Path, seen: Gathered) -> None:
    os.rename(folder / "content/articles", folder / "content/pieces")
    seen.wait("content/articles", "content/pieces")


def test_a_folder_that_moves_away_is_seen(folder: Path, seen: Gathered) -> None:
    os.rename(folder / "content/articles", folder.parent / "pieces")
    seen.wait("content/articles")


def test_a_folder_that_is_deleted_is_seen(folder: Path, seen: Gathered) -> None:
    shutil.rmtree(folder / "content/articles")
    seen.wait("content/articles", ARTICLE)


def test_a_folder_that_is_met_twice_stops_nothing(folder: Path, seen: Gathered) -> None:
    said = "Callback with id '7' already exists for watch 3. It will be Overwritten."
    warnings.warn(said, RuntimeWarning, stacklevel=1)  # as the library says it
    (folder / "content/articles/c.md").write_text("x", encoding="utf-8")
    seen.wait("content/articles/c.md")


def test_files_in_a_new_folder_are_seen(folder: Path, seen: Gathered) -> None:
    deep = folder / "content/articles/2024/deep"
    deep.mkdir(parents=True)
    seen.wait("content/articles/2024")
    (deep / "b.md").write_text("x", encoding="utf-8")
    seen.wait("content/articles/2024/deep/b.md")


def test_a_watched_folder_may_go_and_come_back(folder: Path, seen: Gathered) -> None:
    os.rename(folder / "templates", folder / "put-away")
    seen.wait(all_of_it=True)
    (folder / "templates").mkdir()
    seen.is_all = False
    seen.wait(all_of_it=True)
    (folder / "templates/article.html").write_text("x", encoding="utf-8")
    seen.wait("templates/article.html")


def test_a_folder_that_is_linked_in_is_watched_by_its_name_in_the_site(
    folder: Path,
) -> None:
    shelf = folder / "shelf"
    shelf.mkdir()
    (folder / "content/linked").symlink_to(shelf, target_is_directory=True)
    with watching(folder) as (_, seen):
        (shelf / "b.md").write_text("x", encoding="utf-8")
        seen.wait("content/linked/b.md")


def test_a_folder_that_is_linked_in_later_is_watched_too(
    folder: Path, seen: Gathered
) -> None:
    shelf = folder / "shelf"
    shelf.mkdir()
    (folder / "content/linked").symlink_to(shelf, target_is_directory=True)
    seen.wait("content/linked")
    (shelf / "b.md").write_text("x", encoding="utf-8")
    seen.wait("content/linked/b.md")


def test_a_file_that_is_linked_in_is_watched(folder: Path) -> None:
    (folder / "kept.md").write_text("x", encoding="utf-8")
    (folder / "content/articles/k.md").symlink_to(folder / "kept.md")
    with watching(folder) as (_, seen):
        truncate(folder / "kept.md")
        seen.wait("content/articles/k.md")


def test_a_link_that_leads_in_a_circle_ends(folder: Path) -> None:
    (folder / "content/circle").symlink_to(folder / "content", target_is_directory=True)
    with watching(folder) as (_, seen):
        truncate(folder / ARTICLE)
        seen.wait(ARTICLE)


def test_events_that_were_lost_are_found_by_looking(folder: Path) -> None:
    hints = Hints()
    watch = Watch(
        WatchedPaths(folder, FOLDERS, ("pyproject.toml",)), hints
    )  # not started
    truncate(folder / ARTICLE)
    (folder / "content/new.md").write_text("x", encoding="utf-8")
    (folder / "pyproject.toml").unlink()
    watch.compare()
    seen = Gathered(watch)
    seen.wait(ARTICLE, "content/new.md", "pyproject.toml")
    watch.compare()
    assert hints.take(0.1) is None


@pytest.mark.parametrize("is_moved", [False, True])
def test_a_file_of_the_same_size_and_time_is_found_by_looking(
    folder: Path, is_moved: bool
) -> None:
    os.utime(folder / ARTICLE, ns=(0, 10**18))
    watch = Watch(
        WatchedPaths(folder, FOLDERS, ("pyproject.toml",)), Hints()
    )  # not started
    stat = (folder / ARTICLE).stat()
    while (
        folder / ARTICLE
    ).stat().st_ctime_ns == stat.st_ctime_ns:  # as the clock ticks
        write_alike(folder / ARTICLE, b"two", is_moved=is_moved)
    watch.compare()
    Gathered(watch).wait(ARTICLE)


def test_a_queue_that_overflowed_is_anything(seen: Gathered) -> None:
    # What watchdog says when the kernel tells it so.
    logger = logging.getLogger("watchdog.observers.inotify")
    logger.warning("Inotify queue overflowed; reconciling recursive watches")
    seen.wait(all_of_it=True)


def test_polling_sees_a_save(folder: Path) -> None:
    with watching(folder, is_polling=True) as (_, seen):
        truncate(folder / ARTICLE)
        (folder / "content/new.md").write_text("x", encoding="utf-8")
        seen.wait(ARTICLE, "content/new.md")
