"""The program as an input of every build: which libraries it finds."""

from __future__ import annotations

import re
import shutil
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from harness import SiteFolder

from commentariat import distributions
from commentariat.engine import program
from commentariat.engine.cache import COPIES
from commentariat.pipeline.memory import digest_inputs


def test_the_versions_are_those_that_are_installed() -> None:
    for library in program._LIBRARIES:
        assert distributions._list_versions()[library] == version(library), library


# What only serves, watches, prints, checks or remembers.
_WRITES_NOTHING = {
    "filelock", "httpx2", "rich", "starlette", "turbohtml", "uvicorn", "watchdog",
    "xxhash",
}  # fmt: skip


def test_every_library_that_writes_is_an_input() -> None:
    project = Path(__file__).parents[2] / "pyproject.toml"
    wanted = tomllib.loads(project.read_text("utf-8"))["project"]["dependencies"]
    names = {re.split(r"[^\w-]", one)[0] for one in wanted}
    assert names - _WRITES_NOTHING == {*program._LIBRARIES} - {"markupsafe"}


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
    before = digest_inputs(site.options(), {})
    monkeypatch.setattr(place, lambda: "another")
    assert digest_inputs(site.options(), {}) != before


@pytest.mark.parametrize("name", ["templates/base.html", "theme/style.css"])
def test_another_file_that_is_shipped_is_something_to_do(
    site: SiteFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    before = digest_inputs(site.options(), {})
    for folder in ("templates", "theme"):
        shutil.copytree(program.shipped(folder), tmp_path / folder)
    monkeypatch.setattr("commentariat.pipeline.memory.shipped", tmp_path.joinpath)
    assert digest_inputs(site.options(), {}) == before
    (tmp_path / name).write_text("another")
    assert digest_inputs(site.options(), {}) != before
