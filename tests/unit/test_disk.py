"""Files written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from types import SimpleNamespace

import pytest

from commentariat.disk import name_beside, open_over, read_steady, write_whole


def test_a_file_written_over_holds_the_new_parts_and_has_its_old_mode(
    tmp_path: Path,
) -> None:
    file = tmp_path / "a.md"
    file.write_text("old and longer than what comes")
    file.chmod(0o640)
    write_whole(str(file), b"new", b", whole")
    assert file.read_bytes() == b"new, whole"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["a.md"]


def test_a_file_is_written_into_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    write_whole(str(tmp_path / "deep/er/a.md"), b"new")
    assert (tmp_path / "deep/er/a.md").read_bytes() == b"new"


def test_where_writing_fails_all_is_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.md").mkdir()
    with pytest.raises(OSError, match=r"a\.md"):
        write_whole(str(tmp_path / "a.md"), b"new")
    assert os.listdir(tmp_path) == ["a.md"]
    assert (tmp_path / "a.md").is_dir()


def test_what_a_killed_process_left_is_written_over(tmp_path: Path) -> None:
    file = str(tmp_path / "a.md")
    Path(name_beside(file)).write_text("half of something long")
    write_whole(file, b"new")
    assert Path(file).read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["a.md"]


def test_what_two_write_to_one_place_at_once_is_whole_at_any_time(
    tmp_path: Path,
) -> None:
    """As a worker that was thought lost and the one in its stead may."""
    where = tmp_path / "page.md"
    beside, whole = name_beside(str(where)), bytes(range(256)) * 40
    with open_over(beside) as late:
        late.write(whole[:100])
        late.flush()
        write_whole(str(where), whole)
        for at in range(100, len(whole), 100):
            assert where.read_bytes() == whole
            late.write(whole[at : at + 100])
            late.flush()
        late.truncate()
    assert where.read_bytes() == whole
    assert os.listdir(tmp_path) == ["page.md"]


def test_what_another_one_put_in_its_place_first_is_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where, replace = tmp_path / "page.md", os.replace
    moved: list[str] = []

    def replace_twice(old: str, new: str) -> None:
        if not moved:
            moved.append(old)
            replace(old, new)  # the other one is first
        replace(old, new)

    monkeypatch.setattr(os, "replace", replace_twice)
    write_whole(str(where), b"whole")
    assert moved
    assert where.read_bytes() == b"whole"
    assert os.listdir(tmp_path) == ["page.md"]


def test_a_link_beside_is_not_followed(tmp_path: Path) -> None:
    file, other = str(tmp_path / "a.md"), tmp_path / "other.txt"
    other.write_text("somebody's")
    os.symlink(other, name_beside(file))
    write_whole(file, b"new")
    assert other.read_text() == "somebody's"
    assert Path(file).read_bytes() == b"new"


def test_a_file_that_nobody_writes_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    for data in (b"", b"some text", bytes(3 * 2**20)):
        file.write_bytes(data)
        assert read_steady(str(file)) == data


def test_what_is_written_while_it_is_read_is_refused_whatever_time_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"before")
    before = file.stat()
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns - 10**9))
    before, read = file.stat(), os.read

    def read_late(descriptor: int, most: int) -> bytes:
        data = read(descriptor, most)
        file.write_bytes(b"behind")
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        return data

    monkeypatch.setattr(os, "read", read_late)
    with pytest.raises(OSError, match="changed while it was read"):
        read_steady(str(file))
    after = file.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)


@pytest.mark.parametrize("name", ["st_size", "st_mtime_ns", "st_ctime_ns"])
def test_each_thing_that_differs_after_reading_tells_of_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"text")
    known = {"st_size": 4, "st_mtime_ns": 1, "st_ctime_ns": 1}
    seen = [SimpleNamespace(**known), SimpleNamespace(**known | {name: 5})]
    with monkeypatch.context() as patched:
        patched.setattr(os, "fstat", lambda _: seen.pop(0))
        with pytest.raises(OSError, match="changed while it was read"):
            read_steady(str(file))
