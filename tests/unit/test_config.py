"""Settings: what is judged, and how faults are worded."""

import pytest

from commentariat.config import direction_of, parse_settings
from commentariat.errors import SourceError


def settings(lines: str) -> str:
    return f'[tool.commentariat]\ntitle = "T"\n{lines}\n'


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            '[tool.commentariat.publish]\nremote = "https://me:secret@example.com/r"',
            "pyproject.toml:4: expected the name of a git remote, such as 'origin', for "
            "'remote', found 'https://me:secret@example.com/r'",
        ),
        (
            '[tool.commentariat.publish]\nbranch = "../x"',
            "pyproject.toml:4: expected the name of a branch for 'branch', found '../x'",
        ),
        (
            '[tool.commentariat.publish]\ndomain = "https://a.org/"',
            "pyproject.toml:4: expected a domain in small letters, such as "
            "'archive.example.org', for 'domain', found 'https://a.org/'",
        ),
        (
            '[tool.commentariat.publish]\nbrnch = "x"',
            "pyproject.toml:4: no setting is called 'brnch'; did you mean 'branch'?",
        ),
        (
            'titel = "x"',
            "pyproject.toml:3: no setting is called 'titel'; did you mean 'title'?",
        ),
        (
            "newest = 0",
            "pyproject.toml:3: expected a number from 1 to 1000 for 'newest', found 0",
        ),
        ("language = 3", "pyproject.toml:3: expected a text for 'language', found 3"),
        (
            'base_url = "ftp://x"',
            "pyproject.toml:3: expected the whole address of the site for 'base_url', such as "
            "'https://example.org/', found 'ftp://x'",
        ),
        (
            'menu = [{label = "A", url = "javascript:x"}]',
            "pyproject.toml:3: expected '/path/' or a whole URL, found 'javascript:x'",
        ),
        (
            'menu = [{label = "A", url = "//elsewhere.test/"}]',
            "pyproject.toml:3: expected '/path/' or a whole URL, found '//elsewhere.test/'",
        ),
        (
            '[tool.commentariat.facets.regions]\npath = "../x"',
            "pyproject.toml:4: expected a folder name in small letters, found '../x'",
        ),
        (
            '[tool.commentariat.facets.regoins]\npath = "x"',
            "pyproject.toml:3: no setting is called 'regoins'; did you mean 'regions'?",
        ),
    ],
)
def test_a_wrong_setting_is_named_with_its_line(lines: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_settings(settings(lines))
    assert str(caught.value) == message


def test_every_wrong_setting_is_named_at_once() -> None:
    with pytest.raises(SourceError) as caught:
        parse_settings(settings('language = 3\ntitel = "x"\nnewest = 0'))
    assert len(caught.value.problems) == 3


def test_settings_that_are_not_toml_are_a_problem_with_a_line() -> None:
    with pytest.raises(SourceError) as caught:
        parse_settings("[tool.commentariat]\ntitle = \n")
    assert str(caught.value).startswith("pyproject.toml:2: is not TOML")


def test_a_base_url_always_ends_with_a_slash() -> None:
    found = parse_settings(settings('base_url = "https://a.test/repo"'))
    assert (found.base, found.origin) == ("/repo/", "https://a.test")


def test_a_base_url_given_on_the_command_line_wins() -> None:
    found = parse_settings(
        settings('base_url = "https://a.test/"'), "https://b.test/x/"
    )
    assert found.base_url == "https://b.test/x/"


def test_a_disclaimer_is_found_by_language_and_else_the_one_for_all() -> None:
    found = parse_settings(settings('disclaimer = {"" = "all", ru = "по-русски"}'))
    assert [found.disclaimer_for(code) for code in ("ru-RU", "ru", "en")] == [
        "по-русски",
        "по-русски",
        "all",
    ]


def test_arabic_runs_from_right_to_left() -> None:
    assert (direction_of("ar-EG"), direction_of("en")) == ("rtl", "ltr")
