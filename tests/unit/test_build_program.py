"""The program as an input of every build: which libraries it finds."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from commentariat.engine import program


def test_the_versions_are_those_that_are_installed() -> None:
    for library in program._LIBRARIES:
        assert program._list_versions()[library] == version(library), library


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
    list_versions = program._list_versions.__wrapped__
    monkeypatch.setattr(program, "_list_versions", list_versions)
    before = program.program_digest.__wrapped__()
    (tmp_path / "Jinja2-99.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    assert program.program_digest.__wrapped__() != before


def test_what_is_not_installed_is_absent() -> None:
    assert program._ask_version("no-such-library-of-anybody") == "absent"
