"""The program as an input of every build: which libraries it finds."""

from __future__ import annotations

import re
import shutil
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from harness import SiteFolder, article
from PIL import Image

from commentariat import distributions
from commentariat.config import load_settings
from commentariat.engine import program
from commentariat.engine.cache import COPIES
from commentariat.engine.program import shipped
from commentariat.pipeline.memory import digest_inputs


def test_the_versions_are_those_that_are_installed() -> None:
    for library in program.LIBRARIES:
        assert distributions._list_versions()[library] == version(library), library


# What only serves, watches, prints, checks, remembers or writes exports, no output.
_WRITES_NOTHING = {
    "filelock", "httpx2", "rich", "shtab", "starlette", "uvicorn", "watchdog", "xxhash",
}  # fmt: skip


def test_every_library_that_writes_is_an_input() -> None:
    project = Path(__file__).parents[2] / "pyproject.toml"
    wanted = tomllib.loads(project.read_text("utf-8"))["project"]["dependencies"]
    names = {re.split(r"[^\w-]", one)[0] for one in wanted}
    assert names - _WRITES_NOTHING == {*program.LIBRARIES} - {"markupsafe"}


def test_a_library_of_another_version_makes_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    list_versions = distributions._list_versions.__wrapped__
    monkeypatch.setattr(distributions, "_list_versions", list_versions)
    before = program.program_digest.__wrapped__()
    (tmp_path / "Jinja2-99.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    assert program.program_digest.__wrapped__() != before


def test_what_is_not_installed_is_absent() -> None:
    assert distributions._ask_version("no-such-library-of-anybody") == "absent"


# --- what is made with the program is an input -----------------------------------------


def inputs_of(site: SiteFolder) -> str:
    return digest_inputs(site.options(), load_settings(site.folder), {})


@pytest.mark.parametrize(
    "place",
    [
        "commentariat.pipeline.memory.program_digest",
        "commentariat.engine.copies.copy_stamp",
    ],
)
def test_another_program_has_something_to_do(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (site.options().cache / COPIES).mkdir(parents=True)
    before = inputs_of(site)
    monkeypatch.setattr(place, lambda: "another")
    assert inputs_of(site) != before


SHEETS = sorted(one.stem for one in shipped("theme").glob("*.css"))


@pytest.mark.parametrize(
    ("place", "outputs"),
    [
        ("engine.copies.copy_stamp", {"files/a.png.360.webp", "files/a.png.400.webp"}),
        ("engine.picture_metadata._stamp", {"files/a.png"}),
        (
            "engine.theme._minifier_digest",
            {f"theme/{name}.css" for name in SHEETS},
        ),
    ],
)
def test_what_is_made_of_files_is_made_again_by_another_program(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch, place: str, outputs: set[str]
) -> None:
    site.write("content/files/a.png", "").write("theme/site.css", "a { color: red }")
    Image.new("RGB", (400, 9)).save(site.folder / "content/files/a.png")
    site.write("content/articles/a.md", article("A", image="files/a.png")).build()
    assert outputs <= site.output().keys()
    monkeypatch.setattr(f"commentariat.{place}", lambda: "another")
    monkeypatch.setattr("commentariat.pipeline.memory.program_digest", lambda: "")
    site.build().rendered(*outputs)


@pytest.mark.parametrize("name", ["templates/base.html", "theme/style.css"])
def test_another_file_that_is_shipped_is_something_to_do(
    site: SiteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    before = inputs_of(site)
    for folder in ("templates", "theme"):
        shutil.copytree(program.shipped(folder), tmp_path / folder)
    monkeypatch.setattr("commentariat.pipeline.memory.shipped", tmp_path.joinpath)
    assert inputs_of(site) == before
    (tmp_path / name).write_text("another")
    assert inputs_of(site) != before
