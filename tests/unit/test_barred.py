"""Outputs that become folders, and folders that become outputs."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from harness import SiteFolder, article
from live_preview import LivePreview

from commentariat.disk import BESIDE
from commentariat.engine import barred, store

WAYS = [
    ("content/root/files/report", "content/root/files/report/a.pdf"),
    ("content/files/report", "content/files/report/deep/er/a.pdf"),
    ("content/root/news", "content/pages/news.md"),
    ("content/root/news", "content/articles/moved.md"),
    ("content/files/report", "content/files/Report/a.pdf"),
    ("content/root/news/index.html/x", "content/pages/news.md"),
    ("content/files/Report.pdf", "content/files/report.pdf"),
]
BOTH = [*WAYS, *((new, old) for old, new in WAYS)]


def put(site: SiteFolder, path: str) -> None:
    fields: dict[str, Any] = {"aliases": ["/news/"]} if "articles/" in path else {}
    text = article("Moved", **fields) if path.endswith(".md") else f"bytes of {path}"
    site.write(path, text)


def exchange(site: SiteFolder, old: str, new: str) -> None:
    """Let the file *old* go, with the folders it leaves empty, and *new* come."""
    site.delete(old)
    for folder in (site.folder / old).parents:
        if folder.name == "content" or any(folder.iterdir()):
            break
        folder.rmdir()
    put(site, new)


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    return SiteFolder(tmp_path / "site").write("content/articles/a.md", article("A"))


@pytest.mark.parametrize(("old", "new"), BOTH)
def test_a_file_may_become_a_folder_and_a_folder_a_file(
    site: SiteFolder, tmp_path: Path, old: str, new: str
) -> None:
    put(site, old)
    assert site.build().problems == ()
    exchange(site, old, new)
    assert site.build().problems == ()
    assert site.output() == site.clean_output(tmp_path / "clean")
    exchange(site, new, old)
    assert site.build(workers=2).problems == ()
    assert site.output() == site.clean_output(tmp_path / "clean")
    assert site.build().report.rendered == ()


@pytest.mark.parametrize(("old", "new"), BOTH)
def test_the_preview_shows_the_same(site: SiteFolder, old: str, new: str) -> None:
    put(site, old)
    preview = LivePreview(site)
    preview.look()
    exchange(site, old, new)
    preview.look()
    exchange(site, new, old)
    preview.look()


@pytest.mark.parametrize(("old", "new"), BOTH)
def test_what_is_in_the_way_stays_where_the_build_fails(
    site: SiteFolder, old: str, new: str
) -> None:
    put(site, old)
    before = site.build().output()
    exchange(site, old, new)
    site.write("content/articles/b.md", article("B", "[x](/nowhere/)"))
    assert len(site.build().problems) == 1
    assert site.output() == before


@pytest.mark.parametrize("is_reverted", [False, True])
@pytest.mark.parametrize(
    ("module", "step"), [(store, "stage"), (store, "delete"), (barred, "place")]
)
@pytest.mark.parametrize(("old", "new"), BOTH)
def test_a_build_that_was_killed_with_a_place_half_free_is_mended_by_the_next(
    site: SiteFolder,
    tmp_path: Path,
    old: str,
    new: str,
    module: object,
    step: str,
    is_reverted: bool,
) -> None:
    put(site, old)
    site.build()
    exchange(site, old, new)
    child = os.fork()
    if child == 0:
        setattr(module, step, _dying(getattr(module, step)))
        site.build()
        os._exit(0)
    os.waitpid(child, 0)
    if is_reverted:
        exchange(site, new, old)
    assert site.build().problems == ()
    assert site.output() == site.clean_output(tmp_path / "clean")


def _dying(real: Callable[..., object]) -> Callable[..., object]:
    def done(*arguments: object, **named: object) -> object:
        real(*arguments, **named)
        os.kill(os.getpid(), signal.SIGKILL)
        return None

    return done


def test_a_folder_that_holds_what_is_not_ours_is_left_alone(site: SiteFolder) -> None:
    put(site, "content/files/report/a.pdf")
    site.build().write("output/files/report/mine.txt", "not ours")
    before = site.output()
    exchange(site, "content/files/report/a.pdf", "content/files/report")
    assert site.build().problems == (
        "output/files/report: cannot be written: Is a directory; no build made what is in "
        "its place: move that away, or build with --adopt, which deletes it",
    )
    assert site.output() == before


def test_a_link_that_was_put_where_outputs_are_kept_apart_leads_nowhere(
    site: SiteFolder, tmp_path: Path
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/kept.txt").write_text("kept")
    put(site, "content/files/report")
    site.build()
    (site.folder / "output" / BESIDE).symlink_to(tmp_path / "mine")
    exchange(site, "content/files/report", "content/files/report/a.pdf")
    assert site.build().problems == ()
    assert os.listdir(tmp_path / "mine") == ["kept.txt"]
    assert site.output() == site.clean_output(tmp_path / "clean")


def test_what_goes_on_without_a_page_that_cannot_be_made_has_none(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.write("content/articles/b.md", article("B")).build()
    site.write("content/files/x.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    site.build()
    site.edit("content/articles/b.md", "A paragraph.", "[x](/nowhere/)")
    site.edit("content/files/x.svg", "/>", "><script/></svg>")
    for _ in range(2):
        site.build(keep_going=True)
        output, clean = site.clean_build(tmp_path / "clean", keep_going=True)
        assert site.output() == output
        assert site.report.problems == clean.problems
        assert len(site.problems) == 2
    assert not site.has("articles/b")
    assert not site.has("files/x.svg")
    site.edit("content/articles/b.md", "[x](/nowhere/)", "A paragraph.")
    site.edit("content/files/x.svg", "<script/>", "")
    assert site.build().problems == ()
    assert site.output() == site.clean_output(tmp_path / "clean")
