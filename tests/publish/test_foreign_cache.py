"""A memory and an output made by somebody else: at worst they cost time."""

from __future__ import annotations

import io
import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from harness import SiteFolder, article, tree
from PIL import Image
from raw_samples import raw_a

from commentariat.engine.bodies import BodyPlace
from commentariat.engine.ledger import Entry, Trace
from commentariat.engine.log import Log
from commentariat.engine.program import program_digest
from commentariat.errors import SourceError
from commentariat.live.site import LiveSite
from commentariat.pipeline import check_site, clean_site

Poison = Callable[[SiteFolder, Path], None]


class _Bomb:
    """Writes a file where it is unpickled."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.target),)


def drawing() -> bytes:
    """A picture wide enough to be copied."""
    buffer = io.BytesIO()
    Image.new("RGB", (800, 40), "teal").save(buffer, "PNG")
    return buffer.getvalue()


def _memories(site: SiteFolder) -> list[Path]:
    found = [path for path in (site.folder / ".cache").rglob("*") if path.is_file()]
    assert len(found) >= 6
    return sorted(found)


def _ledger(site: SiteFolder) -> Path:
    return next((site.folder / ".cache").glob("ledger-*"))


def _garbage(site: SiteFolder, _: Path) -> None:
    for number, path in enumerate(_memories(site)):
        path.write_bytes(bytes(range(256)) * (number + 1))


def _empty(site: SiteFolder, _: Path) -> None:
    for path in _memories(site):
        path.write_bytes(b"")


def _cut_short(site: SiteFolder, _: Path) -> None:
    for path in _memories(site):
        path.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])


def _flipped(site: SiteFolder, _: Path) -> None:
    for path in _memories(site):
        data = bytearray(path.read_bytes())
        for at in range(40, len(data), 97):
            data[at] ^= 0xFF
        path.write_bytes(data)


def _pickles(site: SiteFolder, treasure: Path) -> None:
    for path in _memories(site):
        path.write_bytes(pickle.dumps(_Bomb(treasure / "exploded")))


def _folders(site: SiteFolder, _: Path) -> None:
    for path in _memories(site):
        path.unlink()
        path.mkdir()


def _links(site: SiteFolder, treasure: Path) -> None:
    for path in _memories(site):
        path.unlink()
        path.symlink_to(treasure / "gold.txt")
        path.with_name(f".{path.name}.tmp").symlink_to(treasure / "gold.txt")


def _linked_bodies(site: SiteFolder, treasure: Path) -> None:
    shutil.rmtree(site.folder / ".cache/bodies")
    (site.folder / ".cache/bodies").symlink_to(treasure)
    (site.folder / ".cache/bodies.index").unlink()


def _linked_cache(site: SiteFolder, treasure: Path) -> None:
    shutil.rmtree(site.folder / ".cache")
    (site.folder / ".cache").symlink_to(treasure)


def _linked_output(site: SiteFolder, treasure: Path) -> None:
    shutil.rmtree(site.folder / "output")
    (site.folder / "output").symlink_to(treasure)


def _no_cache(site: SiteFolder, _: Path) -> None:
    shutil.rmtree(site.folder / ".cache")


def _escaping_names(site: SiteFolder, treasure: Path) -> None:
    log: Log[Entry] = Log(_ledger(site), Entry, "1")
    trace = Trace("", (), 4, 0, "", "")
    outside = os.path.relpath(treasure / "gold.txt", site.folder / "output")
    names = [outside, str(treasure / "gold.txt"), f"articles/../{outside}", "..", ".", "",
             "/", "a\0b", "x" * 5000, "articles", "articles/", "//", "\ud7ff"]  # fmt: skip
    log.update({name: Entry(trace) for name in names})
    log.update({f"{name}/more": Entry(None) for name in names})


def _escaping_packs(site: SiteFolder, treasure: Path) -> None:
    stamp = program_digest()
    log: Log[BodyPlace] = Log(site.folder / ".cache/bodies.index", BodyPlace, stamp)
    outside = os.path.relpath(treasure / "gold.txt", site.folder / ".cache/bodies")
    known = {key: BodyPlace(outside, 0, 2**40, b"") for key in log}
    assert known
    more = {"0" * 16: BodyPlace(str(treasure / "gold.txt"), -5, 2**61, b"12345678")}
    log.update(known | more | {"1" * 16: BodyPlace("..", 2**62, -1, b"")})


def _strange_pages(site: SiteFolder, treasure: Path) -> None:
    site.write("output/casino/index.html", "<p>Win!</p>")
    site.write("output/articles/ferry/index.html.commentariat-new", "half")
    (site.folder / "output/gold.html").symlink_to(treasure / "gold.txt")
    (site.folder / "output/treasure").symlink_to(treasure)
    (site.folder / "output/nowhere").symlink_to("nowhere-at-all")
    os.mkfifo(site.folder / "output/pipe")


def _links_for_pages(site: SiteFolder, treasure: Path) -> None:
    page = site.folder / "output/index.html"
    copy = treasure / "copy.html"
    copy.write_bytes(page.read_bytes())
    status = page.stat()
    os.utime(copy, ns=(status.st_atime_ns, status.st_mtime_ns))
    page.unlink()
    page.symlink_to(copy)
    beside = site.folder / "output/articles/ferry/index.html.commentariat-new"
    beside.symlink_to(treasure / "gold.txt")
    beside.with_name("index.html").write_text("changed")


def _links_for_folders(site: SiteFolder, treasure: Path) -> None:
    folder = site.folder / "output/articles"
    shutil.copytree(folder, treasure / "articles", copy_function=shutil.copy2)
    shutil.rmtree(folder)
    folder.symlink_to(treasure / "articles")


def _folders_for_pages(site: SiteFolder, _: Path) -> None:
    for name in ("index.html", "articles/ferry/index.html", "feed.xml"):
        site.delete(f"output/{name}")
        site.write(f"output/{name}/inside/page.html", "x")


def _pipes_for_pages(site: SiteFolder, _: Path) -> None:
    for name in ("index.html", "articles/ferry/index.html"):
        site.delete(f"output/{name}")
        os.mkfifo(site.folder / "output" / name)
    site.delete("output/theme")
    os.mkfifo(site.folder / "output/theme")


def _files_for_folders(site: SiteFolder, _: Path) -> None:
    for name in ("articles", "theme"):
        site.delete(f"output/{name}")
        site.write(f"output/{name}", "a file")


@pytest.mark.parametrize(
    "poison",
    [
        _garbage, _empty, _cut_short, _flipped, _pickles, _folders, _links,
        _linked_bodies, _linked_cache, _linked_output, _no_cache, _escaping_names,
        _escaping_packs, _strange_pages, _links_for_pages, _links_for_folders,
        _folders_for_pages, _pipes_for_pages, _files_for_folders,
    ],
)  # fmt: skip
def test_a_foreign_cache_costs_time_and_nothing_else(
    site: SiteFolder, tmp_path: Path, poison: Poison
) -> None:
    for name in ("ferry", "dam"):
        site.write(f"content/articles/{name}.md", article(name.title(), slug=name))
    site.build()
    treasure = tmp_path / "treasure"
    treasure.mkdir()
    (treasure / "gold.txt").write_text("gold")
    poison(site, treasure)
    before = tree(treasure)
    sources = tree(site.folder / "content")
    site.edit("content/articles/dam.md", "A paragraph.", "Another paragraph.")
    site.build(adopt=True)
    assert site.problems == ()
    assert site.report.is_done
    assert tree(treasure) == before
    assert not (treasure / "exploded").exists()
    assert tree(site.folder / "content").keys() == sources.keys()
    assert not [
        path for path in (site.folder / "output").rglob("*") if path.is_symlink()
    ]
    assert site.output() == site.clean_output(tmp_path / "clean")
    assert site.build(adopt=True).report.rendered == ()


@pytest.mark.parametrize("name", ["pictures", "lock", "sources"])
def test_a_folder_in_place_of_a_memory_is_named_and_left_alone(
    site: SiteFolder, name: str
) -> None:
    site.write("content/articles/ferry.md", article("Ferry", image="files/f.png"))
    site.write("content/files/f.png", b"none").build()
    folder = site.folder / ".cache" / name
    folder.unlink(missing_ok=True)
    site.write(f".cache/{name}/holiday.txt", "sand")
    site.edit("content/articles/ferry.md", "A paragraph.", "Another.").build()
    fault = (
        f".cache/{name}: cannot be read or written: Directory not empty; a folder is where "
        "a file is to be: move it away"
    )
    assert list(site.problems) == [fault]
    assert (folder / "holiday.txt").read_text() == "sand"
    site.delete(f".cache/{name}").build()
    assert site.problems == ()


def test_a_linked_cache_is_named_and_nothing_behind_it_touched(
    site: SiteFolder, tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    for name in ("thesis.txt", "pictures/beach.jpg", "bodies/1-1.pack", "sources"):
        (mine / name).parent.mkdir(parents=True, exist_ok=True)
        (mine / name).write_text("years of work")
    before = tree(mine)
    site.write("content/articles/ferry.md", article("Ferry"))
    (site.folder / ".cache").symlink_to(mine)
    fault = ".cache: expected a folder, found a link; take it away, it is made anew"
    assert site.build().problems == (fault,)
    with pytest.raises(SourceError, match="found a link"):
        clean_site(site.options())
    assert tree(mine) == before
    (site.folder / ".cache").unlink()
    assert site.build().problems == ()


def test_clean_deletes_names_of_its_own_and_follows_no_link(
    site: SiteFolder, tmp_path: Path
) -> None:
    body = "![Map](/files/map.png)"
    site.write("content/articles/ferry.md", article("Ferry", body))
    site.write("content/files/map.png", drawing()).write("content/raw/a.txt", raw_a())
    site.build()
    check_site(site.options())
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "1-1.pack").write_text("mine")
    others = ("notes.txt", "ledger-of-mine", "pip/wheels/a.whl", "copies/readme.txt")
    for name in others:
        site.write(f".cache/{name}", "mine")
    shutil.rmtree(site.folder / ".cache/bodies")
    (site.folder / ".cache/bodies").symlink_to(mine)
    clean_site(site.options())
    assert set(tree(site.folder / ".cache")) == {"lock", *others}
    assert tree(mine) == {"1-1.pack": b"mine"}


def test_a_preview_does_not_wait_for_a_memory_that_is_a_link(
    site: SiteFolder, tmp_path: Path
) -> None:
    (tmp_path / "treasure").mkdir()
    (site.folder / ".cache").symlink_to(tmp_path / "treasure")

    def tell(stage: str, _done: int, _total: int) -> None:
        assert "waiting" not in stage

    with pytest.raises(SourceError, match=r"\.cache"):
        LiveSite(site.options()).open(tell)
    assert not any((tmp_path / "treasure").iterdir())
