"""Settings of a site in several languages: which there are, and what each is told."""

import pytest

from commentariat.config import parse_settings
from commentariat.errors import SourceError

HEAD = '[tool.commentariat]\nlanguages = ["en", "ru", "ar"]\n'


def told(text: str) -> list[str]:
    with pytest.raises(SourceError) as caught:
        parse_settings(text)
    return [str(one) for one in caught.value.problems]


def test_each_language_has_settings_of_its_own() -> None:
    first = parse_settings(f'{HEAD}title = {{ en = "Fenn", ru = "Фенн" }}\n')
    russian, arabic = first.others
    assert [one.language for one in (first, russian, arabic)] == ["en", "ru", "ar"]
    assert [one.prefix for one in (first, russian, arabic)] == ["", "ru/", "ar/"]
    assert [one.title for one in (first, russian, arabic)] == ["Fenn", "Фенн", "Fenn"]
    assert russian.institution == "Фенн"
    assert first.listings == "own"


def test_a_tagline_is_in_the_language_that_says_it() -> None:
    plain = parse_settings(f'{HEAD}title = "T"\ntagline = "On rivers"\n')
    assert [one.tagline for one in (plain, *plain.others)] == ["On rivers", "", ""]
    table = '{ en = "On rivers", ar = "عن الأنهار" }'
    said = parse_settings(f'{HEAD}title = "T"\ntagline = {table}\n')
    taglines = [one.tagline for one in (said, *said.others)]
    assert taglines == ["On rivers", "", "عن الأنهار"]


def test_menus_and_labels_are_said_in_each() -> None:
    first = parse_settings(
        HEAD
        + 'title = "T"\n'
        + '[[tool.commentariat.menu.en]]\nlabel = "About"\nurl = "/about/"\n'
        + '[[tool.commentariat.menu.ru]]\nlabel = "О нас"\nurl = "/ru/about/"\n'
        + "[tool.commentariat.facets.topics]\n"
        + 'label = { en = "Subjects", ru = "Предметы" }\n'
        + "[tool.commentariat.types]\n"
        + 'op = { en = "Op-ed", ru = "Колонка" }\n'
        + "[tool.commentariat.sections.events]\n"
        + 'label = { en = "Events", ru = "События" }\n'
    )
    russian, arabic = first.others
    assert [one.menu[0].label for one in (first, russian, arabic)] == [
        "About", "О нас", "About",
    ]  # fmt: skip
    labels = [
        next(f.label for f in one.facets if f.name == "topics")
        for one in (first, russian, arabic)
    ]
    assert labels == ["Subjects", "Предметы", "Subjects"]
    assert russian.types["op"] == "Колонка"
    assert russian.types["book"] == "Книга"
    assert arabic.types["op"] == "Op-ed"
    assert russian.sections[0].label == "События"


def test_one_language_has_the_whole_site() -> None:
    one = parse_settings('[tool.commentariat]\nlanguages = ["ru"]\ntitle = "T"\n')
    assert (one.language, one.languages, one.prefix, one.others) == ("ru", (), "", ())
    said = '[tool.commentariat]\nlanguage = "ru"\ntitle = { ru = "Т" }\n'
    assert parse_settings(said).title == "Т"


@pytest.mark.parametrize(
    ("lines", "problems"),
    [
        (
            'languages = ["en", "ru"]\nlanguage = "en"',
            [
                "pyproject.toml:4: 'languages' says which there are, the first of them "
                "before all; leave 'language' out"
            ],
        ),
        (
            'languages = ["en", "EN!"]',
            [
                "pyproject.toml:3: expected a language as 'en' for 'languages[1]', "
                "found 'EN!'"
            ],
        ),
        (
            'languages = ["zh-Hant", "zh-hant"]',
            [
                "pyproject.toml:3: expected a list of languages as 'en' for 'languages', "
                "each once, found 'zh-hant' twice"
            ],
        ),
        (
            "languages = []",
            [
                "pyproject.toml:3: expected a list of languages as 'en' for 'languages', "
                "each once, found []"
            ],
        ),
        (
            'languages = ["en", "ru"]\ntagline = { de = "Nein" }',
            [
                "pyproject.toml:4: expected one of the languages of the site (en, ru) "
                "under 'tagline', found 'de'"
            ],
        ),
        (
            'languages = ["en", "ru"]\ntagline = { ru = "Да" }',
            [
                "pyproject.toml:4: expected 'tagline' in the first language of the site, "
                "'en', found none"
            ],
        ),
        (
            'languages = ["en", "ru"]\nlistings = "both"',
            ["pyproject.toml:4: expected 'own' or 'all' for 'listings', found 'both'"],
        ),
        (
            'languages = ["en", "ru"]\n[tool.commentariat.sections.ru]\nlabel = "R"',
            ["pyproject.toml:4: the folder 'ru' is taken already"],
        ),
        (
            'languages = ["en", "ru"]\n'
            "[[tool.commentariat.menu.en]]\nlabel = 'A'\nurl = '/a/'\n"
            "[[tool.commentariat.menu.ru]]\nlabel = 'B'\nurl = 'nowhere'",
            ["pyproject.toml:9: expected '/path/' or a whole URL, found 'nowhere'"],
        ),
    ],
)
def test_faults_are_told_with_their_lines(lines: str, problems: list[str]) -> None:
    assert told(f'[tool.commentariat]\ntitle = "T"\n{lines}\n') == problems
