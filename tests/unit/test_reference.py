"""The reference is what the code says, and says all of it."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest
from doc_examples import DOCS

from commentariat.cli.commands import COMMANDS
from commentariat.config.rows import SETTINGS
from commentariat.kinds import Kind, Row
from commentariat.site.template_rows import TEMPLATE_ROWS

ROOT = DOCS.parent
PAGES = ("commands", "settings", "front-matter", "templates", "problems")


@pytest.fixture(scope="module")
def maker() -> Iterator[ModuleType]:
    sys.path.insert(0, str(DOCS))
    try:
        yield importlib.import_module("make_reference")
    finally:
        sys.path.remove(str(DOCS))


def page(name: str) -> str:
    return (DOCS / f"reference/{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_what_the_code_makes(name: str, maker: ModuleType) -> None:
    assert f"reference/{name}.md" in maker.PAGES
    made = maker.PAGES[f"reference/{name}.md"]()
    assert page(name) == made, "run `make docs-reference`"


def test_every_page_that_is_made_is_held(maker: ModuleType) -> None:
    assert set(maker.PAGES) == {f"reference/{name}.md" for name in PAGES}


def test_every_kind_of_problem_is_told_once() -> None:
    rows = [row.name for row in vars(Kind).values() if isinstance(row, Row)]
    told = re.findall(r"^\| `(.+?)` \|", page("problems"), re.MULTILINE)
    assert told == rows


def test_every_command_is_told() -> None:
    told = re.findall(r"^## (\w+)$", page("commands"), re.MULTILINE)
    assert len(told) == len(COMMANDS)
    assert {"build", "serve", "import", "check", "publish"} < set(told)


def test_every_template_is_told() -> None:
    told = re.findall(r"^\| `([\w.]+)` \|", page("templates"), re.MULTILINE)
    names = [row.name for row in TEMPLATE_ROWS]
    assert told[: len(names)] == names
    shipped = {path.name for path in (ROOT / "templates").iterdir()}
    assert set(names) == shipped - {".gitkeep"}


def test_every_setting_is_told() -> None:
    text = page("settings")
    rows = [one.name for row in SETTINGS for one in row.rows or (row,)]
    assert [name for name in rows if name not in text] == []


def test_words_are_said_of_what_there_is(maker: ModuleType) -> None:
    words = maker.reference_words
    rows = {path for path, _, _ in maker.all_settings()}
    assert set(words.SETTINGS) - rows == set()
    for _, _, keys, told in maker._KINDS_OF_FILES:
        assert set(told) - {key.name for key in keys} == set()


def test_a_setting_that_nothing_tells_is_refused(maker: ModuleType) -> None:
    setting = maker.Setting("title")
    with pytest.raises(LookupError, match="docs/reference_words"):
        maker.setting_words("site.title", setting, maker.Settings)
