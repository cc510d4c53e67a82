"""The catalogs that are shipped: whole, and as their languages have words and figures."""

from __future__ import annotations

import datetime
import re
from gettext import c2py

import pytest
from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.messages.catalog import Message
from babel.numbers import format_decimal
from catalogs import FOLDER, read_catalog
from harness import SETTINGS, SiteFolder, article

from commentariat.interface.catalog import Catalog, load_catalog
from commentariat.interface.dates import Dates
from commentariat.interface.forms import judge_forms

LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.po"))
OTHERS = [one for one in LANGUAGES if one != "en"]
NUMBERS = (*range(1200), *range(10_000, 10_120), 100_000, 999_999)
"""Millions apart, where French and Spanish have a form that no page comes to."""
DAY = "2008-09-10"


def _messages(language: str) -> list[Message]:
    return [one for one in read_catalog(language) if one.id]


def _forms(said: object) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)  # type: ignore[arg-type]


def _words(language: str) -> Catalog:
    words = load_catalog(language)
    assert words.language == language
    return words


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalog_says_all_that_the_program_says(language: str) -> None:
    messages = _messages(language)
    assert not [one.id for one in messages if one.fuzzy or not all(_forms(one.string))]
    assert len(messages) == len(_messages("en"))


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_placeholders_and_tags_of_the_english(
    language: str,
) -> None:
    faults = [
        str(fault)
        for one in _messages(language)
        for message, plural in [(*_forms(one.id), "")[:2]]
        for _, fault in judge_forms(message, plural, _forms(one.string))
    ]
    assert not faults


@pytest.mark.parametrize(
    ("message", "plural", "forms", "kind"),
    [
        ("In %(name)s", "", ["Dans %(nom)s"], "placeholders"),
        ("In %(name)s", "", ["Ici"], "placeholders"),
        ("In %(name)s", "", ["À 100 %, %(name)s"], "percent"),
        ("Home", "", ["%s"], "percent"),
        ("%(num)s of %(name)s", "%(num)s of %(name)s", ["Un", "%(name)s"], "placeholders"),
        ("<b>By</b> %(name)s", "", ["<i>De</i> %(name)s"], "tags"),
        ("<b>By</b>", "", ["<b>De</b><script>alert(1)</script>"], "tags"),
        ('<a href="%(x)s">A</a>', "", ['<a onclick="x" href="%(x)s">A</a>'], "tags"),
        ("Home", "", ["<img src=x onerror=alert(1) "], "tags"),
    ],
)  # fmt: skip
def test_a_translation_that_says_something_else_is_told(
    message: str, plural: str, forms: list[str], kind: str
) -> None:
    ((_, fault),) = judge_forms(message, plural, forms)
    assert fault.name.endswith(f"/{kind}")


def test_a_form_for_one_number_may_say_it_in_a_word() -> None:
    assert not [*judge_forms("%(num)s day", "%(num)s days", ["a day", "%(num)s days"])]


# --- CLDR ------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_have_the_forms_that_cldr_tells_apart(language: str) -> None:
    catalog, category = read_catalog(language), Locale(language).plural_form
    form = c2py(catalog.plural_expr)
    found = {(category(number), form(number)) for number in NUMBERS}
    forms = {one for _, one in found}
    assert len(found) == len(forms) == len({one for one, _ in found})
    assert forms == set(range(catalog.num_plurals))


@pytest.mark.parametrize("language", LANGUAGES)
def test_months_are_called_as_cldr_has_them(language: str) -> None:
    words, months = _words(language), Locale(language).months
    english = Locale("en").months["format"]
    for number in range(1, 13):
        long, short = english["wide"][number], english["abbreviated"][number]
        for context, kind, width, name in (
            ("month", "stand-alone", "wide", long),
            ("month of a day", "format", "wide", long),
            ("short month", "stand-alone", "abbreviated", short),
            ("short month of a day", "format", "abbreviated", short),
        ):
            said = words.pgettext(context, name)
            # German has a point after what is cut off here as well as beside a day;
            # Chinese figures stand alone, too.
            known = {
                months[one][other][number].rstrip(".")
                for one in (kind, "format")
                for other in (width, "abbreviated")
            }
            assert said.rstrip(".") in known


@pytest.mark.parametrize("language", OTHERS)
def test_a_date_is_written_as_cldr_has_it(language: str) -> None:
    known = format_date(datetime.date(2008, 9, 10), "long", locale=language)
    known = re.sub(
        r"\W[гр]\.$", "", known
    )  # the word for a year, which editors leave out
    assert _spaced(Dates(_words(language)).date_label(DAY)) == _spaced(known)


@pytest.mark.parametrize("language", LANGUAGES)
def test_thousands_are_parted_as_cldr_has_it(language: str) -> None:
    words = _words(language)
    assert words.number(12_345_678) == format_decimal(12_345_678, locale=language)
    least = "1234" if language == "es" else format_decimal(1234, locale=language)
    assert words.number(1234) == least  # Babel does not know the fewest digits
    assert words.number(999) == "999"


def _spaced(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


# --- how editors write -----------------------------------------------------------------


@pytest.mark.parametrize("language", OTHERS)
def test_quotes_and_dots_are_those_of_print(language: str) -> None:
    said = [re.sub(r"<[^>]*>", "", one) for one in _said(language)]
    assert not [one for one in said if re.search(r"""["'`]|\.\.\.|^[ ]|  """, one)]


DATES = {
    "ar": "1 مايو 2008, مايو 2008, 1 مايو 2008, 1 مايو, مايو, 1 مايو 2008، الساعة 14:30",
    "de": "1. Mai 2008, Mai 2008, 1. Mai 2008, 1. Mai, Mai, 1. Mai 2008, 14:30 Uhr",
    "en": "1 May 2008, May 2008, 1 May 2008, 1 May, May, 1 May 2008, 14:30",
    "es": "1 de mayo de 2008, mayo de 2008, 1 may. 2008, 1 de mayo, May., "
    "1 de mayo de 2008, 14:30",
    "fr": "1er mai 2008, mai 2008, 1er mai 2008, 1er mai, Mai, 1er mai 2008 à 14:30",
    "ru": "1 мая 2008, май 2008, 1 мая 2008, 1 мая, Май, 1 мая 2008, 14:30",
    "uk": "1 травня 2008, травень 2008, 1 трав. 2008, 1 травня, Трав., 1 травня 2008, 14:30",
    "zh": "2008年5月1日, 2008年5月, 2008年5月1日, 5月1日, 5月, 2008年5月1日 14:30",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_date_stands_as_the_language_has_it(language: str) -> None:
    dates = Dates(_words(language))
    said = (
        dates.date_label("2008-05-01"),
        dates.date_label("2008-05"),
        dates.short_label("2008-05-01"),
        dates.day_label("2008-05-01"),
        dates.short_month_label("05"),
        dates.moment_label("2008-05-01 14:30"),
    )
    assert _spaced(", ".join(said)) == DATES[language]
    assert dates.date_label("2008") == format_skeleton(
        "y", datetime.date(2008, 5, 1), locale=language
    )


def test_a_month_that_stands_alone_begins_with_a_capital() -> None:
    dates = Dates(_words("ru"))
    assert dates.month_label("09") == "Сентябрь"
    assert dates.month_of_year_label("2008", "09") == "Сентябрь 2008"
    assert dates.date_label("2008-09") == "сентябрь 2008"


@pytest.mark.parametrize("sign", "!?»:;")
def test_french_has_a_space_before_double_signs_that_no_line_breaks_at(
    sign: str,
) -> None:
    texts = [re.sub(r"<[^>]*>|%\(\w+\)s", "x", said) for said in _said("fr")]
    assert not [
        one for one in texts if re.search(f"[^\xa0\u202f]{re.escape(sign)}", one)
    ]


def _said(language: str) -> list[str]:
    return [form for one in _messages(language) for form in _forms(one.string)]


def test_a_year_is_called_as_the_language_has_it(site: SiteFolder) -> None:
    site.write("pyproject.toml", f'{SETTINGS}language = "zh"\n')
    site.write("content/articles/a.md", article("桥", date="2012", language="zh"))
    site.write("content/articles/b.md", article("河", date="2012-05", language="zh"))
    site.build()
    assert ">2012年</a>" in site.page("years/index.html")
    assert "<h1>2012年" in site.page("years/2012/index.html")
    assert "2012年5月" in site.page("articles/b/index.html")
    assert "2012年年" not in "".join(map(bytes.decode, _pages(site)))


def _pages(site: SiteFolder) -> list[bytes]:
    return [data for path, data in site.output().items() if path.endswith(".html")]
