"""The how-to of the look: its settings are those that there are, and its examples work."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from commentariat.config import SETTINGS, Setting, parse_settings
from commentariat.errors import SourceError

PAPER = (Path(__file__).parent.parent.parent / "docs/how-to/theming.md").read_text(
    encoding="utf-8"
)
EXAMPLES = re.findall(r"```toml\n(.*?)```", PAPER, re.DOTALL)


def names(rows: tuple[Setting, ...]) -> set[str]:
    return {row.name for row in rows}


def test_every_setting_of_the_look_is_told() -> None:
    (theme,) = [row for row in SETTINGS if row.name == "theme"]
    table = re.findall(r"^\| (`.*?`) \|", PAPER, re.MULTILINE)
    told = {
        name.split(".")[0] for row in table for name in re.findall(r"`([\w.]+)`", row)
    }
    assert told == names(theme.rows)
    (fonts,) = [row for row in theme.rows if row.name == "fonts"]
    for family in fonts.rows:
        assert f"`fonts.{family.name}`" in PAPER
        assert all(f"`{name}`" in PAPER for name in names(family.rows))


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_sound(example: str) -> None:
    settings = parse_settings(f'[tool.commentariat]\ntitle = "T"\n{example}')
    (told,) = tomllib.loads(example)["tool"]["commentariat"].values()
    assert settings.theme != type(settings.theme)()
    assert set(told) <= set(settings.theme.__struct_fields__)


def test_what_is_told_of_a_faint_accent_is_what_is_told() -> None:
    (told,) = re.findall(r"^pyproject\.toml:3: .*$", PAPER, re.MULTILINE)
    text = '[tool.commentariat]\ntheme.accent = "#ff8800"\ntitle = "T"\n'
    with pytest.raises(SourceError) as fault:
        parse_settings(f"\n{text}")
    assert str(fault.value) == told
