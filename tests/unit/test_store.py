"""Outputs that are not what was written are written again, however they look."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest
from harness import SETTINGS, SiteFolder, article, write_alike

from commentariat.disk import BESIDE
from commentariat.engine import store
from commentariat.engine.ledger import Trace, trusted_hash
from commentariat.engine.scan import FileStat, hash_stat, stat_of
from commentariat.pipeline import draft, rebuild

PAGE = "articles/ferry/index.html"
DRAWING = "drawings/ferry.svg"


@pytest.fixture
def site(site: SiteFolder) -> SiteFolder:
    for name in ("ferry", "dam"):
        text = article(name.title(), "AAAA and so on.", slug=name)
        site.write(f"content/articles/{name}.md", text)
    return site.build()


@pytest.mark.parametrize("is_moved", [False, True])
@pytest.mark.parametrize("is_again", [False, True])
def test_an_output_of_the_same_size_and_time_is_written_again(
    site: SiteFolder, is_moved: bool, is_again: bool
) -> None:
    if is_again:
        site.build().rendered()
    before = site.output()
    file = site.folder / "output" / PAGE
    data = file.read_bytes().replace(b"AAAA", b"BBBB")
    write_alike(file, data, is_moved=is_moved)
    site.build().rendered(PAGE)
    assert site.output() == before


def test_what_a_killed_build_left_beside_a_page_goes_with_the_edit_it_was_of(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = site.output()
    site.edit("content/articles/ferry.md", "AAAA", "BBBB")
    child = os.fork()
    if child == 0:
        killed = partial(os.kill, os.getpid(), signal.SIGKILL)
        monkeypatch.setattr(store, "commit", lambda *_: killed())
        site.build()
        os._exit(0)
    os.waitpid(child, 0)
    assert any(BESIDE in name for name in site.output())
    site.edit("content/articles/ferry.md", "BBBB", "AAAA").build()
    assert site.output() == before


LATE = (
    ("content/files/a.bin", "early", "late", rebuild, "render_draft"),
    ("templates/_foot.html", "early", "late", draft, "find_templates"),
    ("content/redirects.txt", "/early/ ferry", "/late/ ferry", draft, "load_register"),
)


@pytest.mark.parametrize(
    ("file", "early", "late", "module", "step"), LATE, ids=[one[0] for one in LATE]
)
def test_a_file_that_was_another_while_a_build_ran_is_taken_again(
    site: SiteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    file: str, early: str, late: str, module: ModuleType, step: str,
) -> None:  # fmt: skip
    site.write(file, early)
    build_while(site, monkeypatch, module, step, partial(site.write, file, late))
    site.write(file, early).build()
    assert site.problems == ()
    assert site.output() == site.clean_output(tmp_path / "clean")


def test_settings_that_were_saved_while_a_build_ran_are_those_of_the_next(
    site: SiteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.edit("content/articles/ferry.md", "AAAA", "BBBB")
    save = partial(site.write, "pyproject.toml", f'{SETTINGS}tagline = "Late"\n')
    build_while(site, monkeypatch, rebuild, "render_draft", save)
    assert site.build().output() == site.clean_output(tmp_path / "clean")


def build_while(
    site: SiteFolder,
    monkeypatch: pytest.MonkeyPatch,
    module: ModuleType,
    step: str,
    save: Callable[[], object],
) -> None:
    """Build *site*, where somebody is to *save* a file when a *step* is taken."""
    real = getattr(module, step)

    def late(*given: Any) -> Any:
        save()
        return real(*given)

    with monkeypatch.context() as patched:
        patched.setattr(module, step, late)
        site.build()


def test_an_output_that_a_system_takes_for_another_in_other_letters_stays(
    site: SiteFolder,
) -> None:
    """Here it is a second name of the file, as where names have no case."""
    site.write("content/files/Map.pdf", "%PDF").build()
    outputs = site.folder / "output/files"
    (outputs / "map.pdf").hardlink_to(outputs / "Map.pdf")
    site.delete("content/files/Map.pdf").write("content/files/map.pdf", "%PDF").build()
    assert site.problems == ()
    assert site.has("files/Map.pdf")
    assert site.has("files/map.pdf")


def test_a_copied_site_is_read_once_and_not_written(
    site: SiteFolder, tmp_path: Path
) -> None:
    copy = SiteFolder(tmp_path / "copy")
    shutil.copytree(site.folder, copy.folder, dirs_exist_ok=True)
    outputs = {p: (copy.folder / "output" / p).stat() for p in copy.output()}
    copy.build().rendered()
    assert copy.report.deleted == ()
    for path, before in outputs.items():
        after = (copy.folder / "output" / path).stat()
        assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_two_that_write_the_same_beside_a_page_leave_it_whole_at_any_time(
    tmp_path: Path,
) -> None:
    """As a worker that was thought lost and the one in its stead may."""
    root, page = str(tmp_path), tmp_path / "index.html"
    data, beside = b"<p>Some text</p>" * 1000, tmp_path / f"index.html{BESIDE}"
    page.write_bytes(b"old")
    beside.write_bytes(b"left by a build that was killed" * 1000)
    assert store.stage(root, "index.html", data).state == "beside"
    assert beside.read_bytes() == data
    sizes: list[int] = []
    write = os.write

    def watched(file: int, part: bytes) -> int:
        sizes.append(beside.stat().st_size)
        return write(file, part)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "write", watched)
        store.stage(root, "index.html", data)
    assert sizes == [len(data)]
    assert beside.read_bytes() == data


def test_a_link_where_a_page_is_written_beside_leads_nowhere_else(
    site: SiteFolder, tmp_path: Path
) -> None:
    (tmp_path / "gold.txt").write_text("gold")
    page = site.folder / "output" / PAGE
    beside = page.with_name(f"{page.name}{BESIDE}")
    beside.symlink_to(tmp_path / "gold.txt")
    site.edit("content/articles/ferry.md", "AAAA", "CCCC").build()
    site.rendered(PAGE, DRAWING)
    assert "CCCC" in page.read_text()
    assert not page.is_symlink()
    assert (tmp_path / "gold.txt").read_text() == "gold"


# --- what hints at a change ------------------------------------------------------------

DATA = b"what was written"


def trace_of(file: FileStat) -> Trace:
    return Trace("", (), file.size, file.hash(), store.digest_output(DATA), "")


@pytest.mark.parametrize("name", ["mtime", "inode", "ctime"])
def test_an_output_is_read_where_anything_hints_at_a_change(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "a.html").write_bytes(DATA[::-1])  # as another wrote it
    file = stat_of((tmp_path / "a.html").stat())
    stored = store.StoredOutputs(str(tmp_path), 2**62)
    assert stored.check("a.html", trace_of(file)) is None
    other = msgspec.structs.replace(file, **{name: getattr(file, name) - 1})
    assert stored.check("a.html", trace_of(other)) == store.CHANGED


def test_an_output_that_looks_otherwise_and_is_the_same_is_trusted_from_then_on(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.html").write_bytes(DATA)
    os.utime(tmp_path / "a.html", ns=(0, 10**18))
    now = trace_of(stat_of((tmp_path / "a.html").stat()))
    old = msgspec.structs.replace(now, stat_hash=7)
    stored = store.StoredOutputs(str(tmp_path), time.time_ns() + 10**9)
    assert stored.check("a.html", old) is None
    assert stored.refreshed == {"a.html": now}


def test_a_time_within_which_it_may_be_written_again_is_not_trusted(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.html").write_bytes(DATA)
    file = stat_of((tmp_path / "a.html").stat())
    assert trusted_hash(file, file.ctime + 1_000) == -1
    assert trusted_hash(file, file.ctime + 3 * 10**9) == file.hash()


def test_the_same_stat_is_the_same_number_in_every_process(tmp_path: Path) -> None:
    status = tmp_path.stat()
    assert hash_stat(status) == stat_of(status).hash()
    words = "from commentariat.engine.scan import FileStat as F; print(F(1, 2, 3, 4).hash())"
    told = {
        subprocess.run(
            [sys.executable, "-c", words],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert told == {f"{FileStat(1, 2, 3, 4).hash()}\n"}


def placed(tmp_path: Path, room: Path, text: str) -> store.StagedOutput:
    """Place a file that was made in *room*."""
    source = room / "made"
    source.write_text(text)
    staged = store.place_file(str(tmp_path / "output"), "export/a.csv", str(source))
    assert source.exists() == (staged.state == "same" or room != tmp_path)
    source.unlink(missing_ok=True)
    return staged


def another_system(tmp_path: Path) -> Path | None:
    """Find a folder on another file system than *tmp_path*, where there is one."""
    room = Path("/dev/shm")
    is_other = room.is_dir() and room.stat().st_dev != tmp_path.stat().st_dev
    return Path(tempfile.mkdtemp(dir=room)) if is_other else None


@pytest.mark.parametrize("is_elsewhere", [False, True])
def test_a_file_that_was_made_is_moved_to_its_place(
    is_elsewhere: bool, tmp_path: Path
) -> None:
    room = another_system(tmp_path) if is_elsewhere else tmp_path
    if room is None:
        pytest.skip("there is one file system alone")
    path, root = tmp_path / "output/export/a.csv", str(tmp_path / "output")
    first = placed(tmp_path, room, "one")
    assert (first.state, path.read_text()) == ("new", "one")
    assert first.digest == store.digest_output(b"one")
    assert first.file == stat_of(path.stat())
    same = placed(tmp_path, room, "one")
    assert same == msgspec.structs.replace(first, state="same")
    other = placed(tmp_path, room, "two")
    assert (other.state, path.read_text()) == ("beside", "one")
    store.roll_back(root, "export/a.csv", other.state)
    assert path.read_text() == "one"
    placed(tmp_path, room, "two")
    store.commit(root, "export/a.csv")
    assert path.read_text() == "two"
    assert [one.name for one in path.parent.iterdir()] == ["a.csv"]
    if room != tmp_path:
        room.rmdir()


def test_a_file_that_was_made_follows_no_link(tmp_path: Path) -> None:
    folder = tmp_path / "output/export"
    folder.mkdir(parents=True)
    (tmp_path / "mine").write_text("mine")
    (folder / "a.csv").symlink_to(tmp_path / "mine")
    assert placed(tmp_path, tmp_path, "made").state == "beside"
    store.commit(str(tmp_path / "output"), "export/a.csv")
    assert (folder / "a.csv").read_text() == "made"
    assert (tmp_path / "mine").read_text() == "mine"
