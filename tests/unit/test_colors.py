"""Colors, their contrast, and what follows for the theme from those of a site."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from commentariat.config import parse_settings
from commentariat.config.colors import (
    contrast,
    least_contrast,
    lightness,
    moved,
    nearest,
    read_color,
    with_lightness,
)
from commentariat.config.palette import (
    COURSE,
    DARK,
    DRAWN_LAND,
    LIGHT,
    WORDS,
    Tokens,
    drawn_course,
    grounds_of,
    judge_accent,
    judge_paper,
    other_accent,
)
from commentariat.errors import SourceError
from commentariat.kinds import Kind, Message, Row
from commentariat.site.look import STACKS

ROOT = Path(__file__).parent.parent.parent
CSS = (ROOT / "theme/site.css").read_text(encoding="utf-8")
COLORS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#000000", 5.25),
    ],
)
def test_contrast_is_that_of_the_guidelines(
    one: str, other: str, expected: float
) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.005)
    assert contrast(other, one) == contrast(one, other)


def test_a_color_is_read_in_three_digits_or_six() -> None:
    assert read_color("#06F") == "#0066ff"
    assert read_color("#0B6E4f") == "#0b6e4f"
    for text in ("", "#12", "#1234", "red", "#12345g", "#0b6e4f;", "url(x)", "0b6e4f"):
        assert read_color(text) == ""


@given(COLORS)
@example("#fffffe")
@example("#000001")
def test_a_color_as_light_as_it_is_is_itself(color: str) -> None:
    assert with_lightness(color, lightness(color)) == color
    assert moved(color, "#123456", "#123456", 1.0) == color


@given(COLORS, st.sampled_from((LIGHT, DARK)))
@example("#ff8800", LIGHT)
@example("#000000", DARK)
def test_the_nearest_accent_can_be_read_and_is_itself_where_it_could(
    color: str, shipped: Tokens
) -> None:
    grounds = grounds_of(shipped, "")
    found, near = judge_accent(shipped, color, "")
    assert least_contrast(near, grounds) >= WORDS
    assert (near == color) is (found >= WORDS)
    if near != color:  # one step nearer could not be read
        step = 0.02 if lightness(near) < lightness(color) else -0.02
        nearer = with_lightness(color, lightness(near) + step)
        assert least_contrast(nearer, grounds) < WORDS
    made = other_accent(shipped, color, "")
    assert least_contrast(made["mark"], grounds) >= 7
    assert least_contrast(made["course"], grounds) >= WORDS
    assert contrast(drawn_course(shipped, color), shipped["deep"]) >= 4.2


@given(COLORS, st.sampled_from((LIGHT, DARK)))
@example("#999999", LIGHT)
@example("#ffffff", DARK)
def test_words_can_be_read_on_the_nearest_paper(color: str, shipped: Tokens) -> None:
    _, near = judge_paper(shipped, color, shipped["mark"])
    for word in (shipped["ink"], shipped["muted"], shipped["mark"]):
        assert least_contrast(word, grounds_of(shipped, near)) >= WORDS
    assert judge_paper(shipped, near, shipped["mark"])[1] == near


def test_where_nothing_is_fit_the_end_is_given() -> None:
    assert nearest("#336699", 1.0, lambda one: False) == "#ffffff"


def test_the_palette_is_that_of_the_stylesheet() -> None:
    light, dark = re.findall(r":root \{\n(.*?)\n *\}", CSS, re.DOTALL)[:2]
    for shipped, block in ((LIGHT, light), (DARK, dark)):
        said = dict(re.findall(r"--(\w+): (#\w{6});", block))
        assert shipped == {name: said[name] for name in shipped}
    for name, stack in STACKS.items():
        assert f"--{name}: {stack};" in CSS
    assert f"background: var(--deep); color: {COURSE}; }}" in CSS
    coast = (ROOT / "templates/coast.svg").read_text(encoding="utf-8")
    course = (ROOT / "templates/course.svg").read_text(encoding="utf-8")
    for color in (*DRAWN_LAND["land"], *DRAWN_LAND["hill"]):
        assert f'"{color}"' in coast
    assert f'"{COURSE}"' in course


def said(theme: str) -> list[tuple[int, Row, tuple[str, ...]]]:
    text = f'[tool.commentariat]\ntitle = "T"\n[tool.commentariat.theme]\n{theme}\n'
    try:
        parse_settings(text)
    except SourceError as fault:
        return [(p.line, p.message.kind, p.message.values) for p in fault.problems]
    return []


def of(line: int, message: Message) -> tuple[int, Row, tuple[str, ...]]:
    return line, message.kind, message.values


@pytest.mark.parametrize(
    ("theme", "line", "message"),
    [
        ('accent = "red"', 4, Kind.NOT_COLOR.of("accent", "'red'")),
        ("accent = 3", 4, Kind.NOT_COLOR.of("accent", "3")),
        ('accent = { light = "#036", drak = "#fff" }', 4,
         Kind.UNKNOWN_SETTING.of("drak", "dark")),
        ('title = "Ours"', 4,
         Kind.SETTING_ELSEWHERE.of("title", "tool.commentariat")),
        ('[tool.commentariat.theme.fonts.serif]\nheavy = "a.ttf"', 5,
         Kind.SETTING_OF_FEW.of("heavy", "regular, italic, bold, bold_italic, system")),
        ('drawings = "false"', 4,
         Kind.QUOTED.of("true or false", "drawings", "false")),
        ('acent = "#036"', 4, Kind.UNKNOWN_SETTING.of("acent", "accent")),
        ('accent = "#f80"', 4, Kind.FAINT_ACCENT.of("light", "#ff8800", "1.9", "#a35400")),
        ('accent = { light = "#036",\n dark = "#036" }', 4, None),
        ('paper = "#999"', 4, None),
        ('paper = { dark = "#fff" }', 4, None),
        ('[tool.commentariat.theme.accent]\nlight = "#036"\ndark = "#036"', 6, None),
        ('logo = "logo.pdf"', 4, None),
        ('logo = "../logo.svg"', 4, None),
        ('logo = "/logo.svg"', 4, None),
        ('logo = "a//logo.svg"', 4, None),
        ('logo = { light = "logo.txt" }', 4, None),
        ('extra_css = "a.css"', 4, Kind.NOT_TEXTS.of("extra_css", "'a.css'")),
        ('extra_css = ["https://x.test/a.css"]', 4, None),
        ('extra_js = ["a.js", "b.ts"]', 4, None),
        ('share_picture = "a.svg"', 4, None),
        ('[tool.commentariat.theme.fonts.serif]\nregular = "a.css"', 5, None),
        ('[tool.commentariat.theme.fonts.serif]\nsystem = "a\\"; }"', 5, None),
        ('[tool.commentariat.theme.fonts.serf]\nsystem = "a"', 4,
         Kind.UNKNOWN_SETTING.of("serf", "serif")),
    ],
)  # fmt: skip
def test_a_look_at_fault_is_told_with_its_line(
    theme: str, line: int, message: Message | None
) -> None:
    (found,) = said(theme)
    assert found[0] == line
    if message is not None:
        assert found == of(line, message)


def test_an_accent_is_judged_on_the_paper_of_the_site() -> None:
    assert said('accent = "#8a4b00"') == []
    ((_, kind, values),) = said('accent = "#a34a4a"\npaper = "#d0d0d0"')
    assert kind is Kind.FAINT_ACCENT
    assert said(f'accent = "{values[-1]}"\npaper = "#d0d0d0"') == []
    # What follows from a paper that is at fault is not told.
    ((_, kind, values),) = said('accent = "#a34a4a"\npaper = "#777"')
    assert kind is Kind.FAINT_PAPER
