"""The program as an input of every build: which libraries it finds."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest

from commentariat.engine import program


def test_the_versions_are_those_that_are_installed() -> None:
    for library in program._LIBRARIES:
        assert program._list_versions()[library] == version(library), library


def test_a_library_of_another_version_makes_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = program.program_digest.__wrapped__()
    (tmp_path / "Jinja2-99.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    assert program.program_digest.__wrapped__() != before


def test_what_is_not_installed_is_absent() -> None:
    assert program._ask_version("no-such-library-of-anybody") == "absent"
