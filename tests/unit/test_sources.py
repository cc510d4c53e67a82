"""Sources are read when they may have changed, and a stat is never taken for proof."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import msgspec
import pytest
from harness import SiteFolder, article, tree, write_alike
from live_preview import LivePreview

from commentariat.config import load_settings
from commentariat.engine.executors import InProcess
from commentariat.engine.key_value import MemoryStore
from commentariat.engine.reading import read_all
from commentariat.engine.scan import FileStat, hash_stat, scan, scan_paths, stat_of
from commentariat.engine.source_model import SourceResult, SourceTask
from commentariat.engine.sources import FOLDERS, SeenFile, Sources, remember_file
from commentariat.errors import unreadable
from commentariat.pipeline import explain_site
from commentariat.site.search_links import INDEX

FERRY = "content/articles/ferry.md"
PAGE = "articles/ferry/index.html"
DRAWING = "drawings/ferry.svg"


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    found = SiteFolder(tmp_path / "site")
    for name in ("ferry", "dam"):
        text = article(name.title(), "AAAA and so on.", slug=name, date="2021-02-03")
        found.write(f"content/articles/{name}.md", text)
        os.utime(found.folder / f"content/articles/{name}.md", ns=(0, 10**18))
    return found


def replace(site: SiteFolder, path: str, *, is_moved: bool = False) -> None:
    data = (site.folder / path).read_bytes().replace(b"AAAA", b"BBBB")
    write_alike(site.folder / path, data, is_moved=is_moved)


# --- whatever changes is seen ------------------------------------------------------


@pytest.mark.parametrize("is_moved", [False, True])
def test_a_source_of_the_same_size_and_time_is_read_again(
    site: SiteFolder, is_moved: bool
) -> None:
    site.build()
    replace(site, FERRY, is_moved=is_moved)
    *told, counts = explain_site(site.options())
    steps = {line.partition(":")[0] for line in told if line.startswith("write ")}
    assert counts.startswith(f"{len(steps)} to write")
    assert {one for one in steps if f" {INDEX}" not in one} == {
        f"write {PAGE}",
        f"write {DRAWING}",
    }
    site.build().rendered(PAGE, DRAWING)
    assert "BBBB" in site.page("articles/ferry/")


@pytest.mark.parametrize("is_moved", [False, True])
@pytest.mark.parametrize("are_hints_lost", [False, True])
def test_the_preview_reads_it_again_too(
    site: SiteFolder, is_moved: bool, are_hints_lost: bool
) -> None:
    preview = LivePreview(site)
    replace(site, FERRY, is_moved=is_moved)
    preview.look(are_hints_lost=are_hints_lost)
    assert b"BBBB" in (preview.shown[PAGE] or b"")


@pytest.mark.parametrize("path", ["content/files/a.txt", "theme/own.css"])
def test_a_file_that_is_passed_through_is_copied_again(
    site: SiteFolder, path: str
) -> None:
    site.write(path, "b { color: AAAA }\n")
    os.utime(site.folder / path, ns=(0, 10**18))
    site.build()
    replace(site, path)
    site.build().rendered(path.replace("content/", ""))


def test_a_template_of_the_same_size_and_time_is_seen(site: SiteFolder) -> None:
    site.write("templates/_foot.html", "<footer>AAAA</footer>\n")
    os.utime(site.folder / "templates/_foot.html", ns=(0, 10**18))
    site.build()
    replace(site, "templates/_foot.html")
    site.build()
    assert "BBBB" in site.page("articles/ferry/")


# --- and nothing else costs more than reading it -----------------------------------


def test_what_is_as_it_was_is_read_and_remembered_as_it_looks_now(
    site: SiteFolder,
) -> None:
    site.build()
    site.build()
    memory = site.folder / ".cache"
    for path in sorted(tree(site.folder / "content")):
        os.chmod(site.folder / "content" / path, 0o600)
    before, records = site.output(), (memory / "records").read_bytes()
    site.build().rendered()
    assert site.report.deleted == ()
    assert site.output() == before
    assert (memory / "records").read_bytes() == records


def test_a_file_is_read_only_where_something_hints_at_a_change(
    site: SiteFolder,
) -> None:
    reader = Reader(site)
    assert reader.look() == {FERRY, "content/articles/dam.md"}
    assert reader.look() == set()
    os.chmod(site.folder / FERRY, 0o600)
    assert reader.look() == {FERRY}
    assert reader.look() == set()


def test_what_is_at_fault_is_read_again_until_it_is_mended(site: SiteFolder) -> None:
    words = "content/words.txt"
    site.write(words, "<<<<<<< ours\nferry\n=======\n>>>>>>> theirs\n")
    reader = Reader(site)
    reader.look()
    assert reader.look() == {words}
    site.write(words, "ferry\n")
    assert reader.look() == {words}
    assert reader.look() == set()


@pytest.mark.parametrize("name", FileStat.__struct_fields__)
def test_each_thing_that_is_known_of_a_file_hints_at_a_change(
    site: SiteFolder, name: str
) -> None:
    reader = Reader(site)
    reader.look()
    before = reader.sources.seen[FERRY]
    changed = getattr(before.file, name) - 1
    file = msgspec.structs.replace(before.file, **{name: changed})
    reader.sources.seen.update({FERRY: SeenFile(file, before.digest)})
    assert reader.look() == {FERRY}


class Reader:
    """Looks at the sources of a site as if at a given time, and tells what was read."""

    def __init__(self, site: SiteFolder) -> None:
        self.site = site
        self.read: set[str] = set()
        settings = load_settings(site.folder)
        self.sources = Sources(site.folder, settings, MemoryStore(), MemoryStore)

    def look(self, began: int = 2**62, ctime: int | None = None) -> set[str]:
        found, _ = scan(self.site.folder, "content")
        if ctime is not None:
            found = {
                path: msgspec.structs.replace(file, ctime=ctime)
                for path, file in found.items()
            }
        self.read = set()
        self.sources.look(self.sources.compare(found, (), began), self._read)
        return self.read

    def _read(self, unread: list[SourceTask]) -> Iterable[SourceResult]:
        self.read = {task.path for task in unread}
        return read_all(self.site.folder, unread, InProcess())


# --- what is noted of a file ---------------------------------------------------------


def status(
    size: int = 1, mtime: int = 2, inode: int = 3, ctime: int = 4
) -> os.stat_result:
    more = {"st_mtime_ns": mtime, "st_ctime_ns": ctime}
    return os.stat_result((0, inode, 0, 0, 0, 0, size, 0, 0, 0), more)


@pytest.mark.parametrize("name", FileStat.__struct_fields__)
def test_whatever_hints_at_a_change_is_noted(name: str) -> None:
    was, now = status(), status(**{name: 9})
    assert stat_of(was) != stat_of(now)
    assert hash_stat(was) != hash_stat(now)
    assert [stat_of(one).hash() for one in (was, now)] == [
        hash_stat(was),
        hash_stat(now),
    ]


def test_what_could_not_be_read_is_read_again() -> None:
    path, file = "content/files/a.txt", stat_of(status())
    fault = unreadable(path, OSError(5, "Input/output error"))
    assert (
        remember_file(file, SourceResult(path, "", problems=(fault,)), 2**62).file
        != file
    )
    assert remember_file(file, SourceResult(path, "1"), 2**62).file == file


# --- racy stamps -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("age", "is_trusted"),
    [
        (-1, False),
        (0, False),
        (99_999_999, False),
        (100_000_001, True),
        (10**9, True),
    ],
)
def test_what_may_be_written_again_without_another_stamp_is_read_again(
    site: SiteFolder, age: int, is_trusted: bool
) -> None:
    reader, began = Reader(site), 17 * 10**17 + 5
    reader.look(began, ctime=began - age)
    replace(site, FERRY)  # in the same tick of the clock, as it were
    assert (FERRY not in reader.look(began, ctime=began - age)) is is_trusted


def test_stamps_of_whole_seconds_are_trusted_later(site: SiteFolder) -> None:
    reader, stamp = Reader(site), 17 * 10**17
    reader.look(stamp + 2_000_000_000, ctime=stamp)
    assert FERRY in reader.look(stamp + 2_200_000_000, ctime=stamp)
    assert FERRY not in reader.look(stamp + 2_300_000_000, ctime=stamp)


# --- some paths, or all ------------------------------------------------------------


def test_looking_at_a_path_finds_what_looking_everywhere_does(
    site: SiteFolder,
) -> None:
    site.write("content/articles/2021/deep/er.md", "x").write("content/a~", "noise")
    everywhere, _ = scan(site.folder, "content")
    look = partial(scan_paths, site.folder, folders=FOLDERS, known=everywhere)
    assert look(["content"]) == everywhere
    assert look([FERRY]) == {FERRY: everywhere[FERRY]}
    assert look(["content/a~", "output/x", ".cache"]) == {}
    site.delete("content/articles/2021").delete(FERRY)
    assert look([FERRY, "content/articles/2021"]) == {
        FERRY: None,
        "content/articles/2021": None,
        "content/articles/2021/deep/er.md": None,
    }
    (site.folder / FERRY).symlink_to(site.folder / "content/articles/dam.md")
    assert look([FERRY]) is None


def test_a_stat_is_told_the_same_by_path_and_by_scan(site: SiteFolder) -> None:
    found, _ = scan(site.folder, "content")
    assert found[FERRY] == stat_of(os.stat(site.folder / FERRY))
