"""The how-to of the look: its examples work."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from commentariat.config import parse_settings
from commentariat.errors import SourceError

PAPER = (Path(__file__).parent.parent.parent / "docs/how-to/theming.md").read_text(
    encoding="utf-8"
)
EXAMPLES = re.findall(r"```toml\n(.*?)```", PAPER, re.DOTALL)


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
