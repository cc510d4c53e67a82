"""What the site says: words of a catalog, in templates and beside them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import jinja2
import msgspec
import pytest
from babel.messages.catalog import Catalog as Written
from catalogs import (
    FOLDER,
    compile_catalog,
    find_words,
    read_catalog,
    update,
    write_catalog,
)
from markupsafe import Markup

from commentariat.engine import program
from commentariat.engine.closures import Closures
from commentariat.engine.program import shipped
from commentariat.engine.template_files import OF_FRAME, TemplateSource
from commentariat.engine.templates import make_environment
from commentariat.hooks.model import NO_HOOKS
from commentariat.interface.catalog import Catalog, Table, key_of, load_catalog

ENGLISH = (FOLDER / "en.json").read_bytes()
RUSSIAN = Catalog(
    Table(
        "ru",
        "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2",
        {
            "Home": ("На главную",),
            "Q&A": ("Вопросы <и> ответы",),
            "In %(outlet)s": ("Издание: %(outlet)s",),
            "%(num)s article": ("%(num)s статья", "%(num)s статьи", "%(num)s статей"),
            key_of("May", "month of a day"): ("мая",),
            "<b>By</b> %(name)s": ("<b>Автор</b> %(name)s",),
            key_of(",", "thousands separator"): ("\N{NO-BREAK SPACE}",),
            "%(num)s of <i>%(name)s</i>": ("%(num)s <i>%(name)s</i>",) * 3,
        },
    )
)


def _fill(text: str, words: Catalog | None = None, **values: Any) -> str:
    environment = make_environment({"a": TemplateSource("a", "a", text)}, words)
    return environment.get_template("a").render(values)


def _faults(text: str) -> list[str]:
    source = TemplateSource("templates/a.html", "a.html", text)
    return [str(one) for one in Closures({"a.html": source}).problems]


# --- templates -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "english", "russian"),
    [
        ('{{ _("Home") }}', "Home", "На главную"),
        ('{{ gettext("Home") }}', "Home", "На главную"),
        ('{{ _("Q&A") }}', "Q&amp;A", "Вопросы &lt;и&gt; ответы"),
        ('{% set a = _("Q&A") %}{{ a|upper }}', "Q&amp;A", "ВОПРОСЫ &lt;И&gt; ОТВЕТЫ"),
        ('{{ _("In %(outlet)s", outlet=x) }}', "In A&amp;B", "Издание: A&amp;B"),
        (
            '{{ ngettext("%(num)s article", "%(num)s at %(place)s", 2, place=x) }}',
            "2 at A&amp;B",
            "2 статьи",
        ),
        ('{{ _("In %(outlet)s", outlet=x)|upper }}', "IN A&amp;B", "ИЗДАНИЕ: A&amp;B"),
        ('{{ _("In %(outlet)s", outlet=h) }}', "In <i>c</i>", "Издание: <i>c</i>"),
        ('{{ _("In %(outlet)s", outlet=h) ~ "" }}', "In <i>c</i>", "Издание: <i>c</i>"),
        ('{{ _("100 %%") }}', "100 %", "100 %"),
        ('{{ pgettext("month of a day", "May") }}', "May", "мая"),
        ('{{ _("May") }}', "May", "May"),
        (
            '{{ ngettext("%(num)s article", "%(num)s articles", n) }}',
            "2,002 articles",
            "2\N{NO-BREAK SPACE}002 статьи",
        ),
        (
            '{{ ngettext("%(num)s article", "%(num)s articles", 1, num="one") }}',
            "one article",
            "one статья",
        ),
        (
            '{{ npgettext("c", "%(num)s <%(x)s>", "%(num)s >%(x)s<", 5, x=x) }}',
            "5 &gt;A&amp;B&lt;",
            "5 &gt;A&amp;B&lt;",
        ),
        (
            '{{ npgettext("c", "%(num)s <%(x)s>", "%(num)s >%(x)s<", 5, x=h) }}',
            "5 &gt;<i>c</i>&lt;",
            "5 &gt;<i>c</i>&lt;",
        ),
        (
            "{% trans name=x %}\n  <b>By</b>\n {{ name }}\n{% endtrans %}",
            "<b>By</b> A&amp;B",
            "<b>Автор</b> A&amp;B",
        ),
        ("{% trans %}100 %{% endtrans %}", "100 %", "100 %"),
        (
            "{% trans num=n, name=x %}{{ num }} of <i>{{ name }}</i>"
            "{% pluralize %}{{ num }} of <i>{{ name }}</i>{% endtrans %}",
            "2,002 of <i>A&amp;B</i>",
            "2\N{NO-BREAK SPACE}002 <i>A&amp;B</i>",
        ),
        ("{{ n|number }} {{ 7|number }}", "2,002 7", "2\N{NO-BREAK SPACE}002 7"),
        ('{{ f(_("Home")) }}', "home", "на главную"),
        (
            '{% for _ in [1, 2] %}{{ _ }}{{ gettext("Home") }}{% endfor %}',
            "1Home2Home",
            "1На главную2На главную",
        ),
    ],
)
def test_words_are_the_catalogs(text: str, english: str, russian: str) -> None:
    values: dict[str, Any] = {
        "x": "A&B",
        "h": Markup("<i>c</i>"),
        "n": 2002,
        "f": str.lower,
    }
    assert _fill(text, **values) == english
    assert _fill(text, RUSSIAN, **values) == russian


def test_each_number_has_the_form_of_its_language() -> None:
    said = {
        1: "1 статья", 22: "22 статьи", 5: "5 статей", 11: "11 статей", 101: "101 статья",
    }  # fmt: skip
    forms = "%(num)s article", "%(num)s articles"
    text = '{{ ngettext("%(num)s article", "%(num)s articles", n) }}'
    assert {n: _fill(text, RUSSIAN, n=n) for n in said} == said
    assert {n: RUSSIAN.ngettext(*forms, n) for n in said} == said


def test_words_without_a_catalog_come_through_as_written() -> None:
    assert _fill('{{ _("Nur hier") }}', RUSSIAN) == "Nur hier"
    text = '{{ ngettext("%(num)s Ort", "%(num)s Orte", n) }}'
    assert [_fill(text, RUSSIAN, n=n) for n in (0, 1, 21)] == [
        "0 Orte", "1 Ort", "21 Orte",
    ]  # fmt: skip


def test_words_say_what_jinja_makes_of_them_by_itself() -> None:
    text = (
        '{{ _("a %(b)s c", b=b) }}{% trans b %}a <b>{{ b }}</b>{% endtrans %}'
        '{{ ngettext("%(num)s a", "%(num)s b", 1) }}{{ pgettext("c", "d %%") }}'
    )
    theirs = jinja2.Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    theirs.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    assert _fill(text, b="<&>") == theirs.from_string(text).render(b="<&>")


def test_words_without_a_number_are_constants_of_the_template() -> None:
    environment = make_environment({}, RUSSIAN)
    text = '<a title="{{ _("Home") }}">{{ _("In %(outlet)s", outlet=x) }}</a>'
    code = environment.compile(text, raw=True)
    assert "На главную" in code
    assert "Издание: " in code
    assert "gettext" not in code


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n{{ _(x) }}", "expected the message of _ in quotes"),
        ('\n{{ _("a", "b") }}', "expected _(message), and values"),
        ('\n{{ _("a %(b)s") }}', "expected a value for '%(b)s', as b=page.title"),
        ('\n{{ _("a %(outlet)s", outlets=x, outlet=x) }}',
         "no placeholder of the words is called '%(outlets)s'; did you mean 'outlet'?"),
        ('\n{{ _("100 %") }}', "expected '%' before a name"),
        ('\n{{ _("%(x)d", x=1) }}', "expected '%' before a name"),
        ('\n{{ ngettext("a", "b") }}', "expected ngettext(message, plural, number)"),
        ('\n{{ f(ngettext("a", x, 2)) }}', "expected the plural of ngettext in quotes"),
        ("\n{% trans %}a", "unclosed translation block"),
    ],
)  # fmt: skip
def test_words_that_are_wrong_are_told_with_their_line(text: str, said: str) -> None:
    (found,) = _faults(text)
    assert found.startswith("templates/a.html:2: ")
    assert said in found


# --- catalogs --------------------------------------------------------------------------

LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.po"))


def _ids(catalog: Written) -> set[tuple[object, object]]:
    return {(one.id, one.context) for one in catalog if one.id}


def test_every_word_that_is_said_is_in_the_english_catalog() -> None:
    said, catalog = find_words(), read_catalog("en")
    assert _ids(catalog) == _ids(said), "run `make words`"
    assert not [one.id for one in catalog if not one.string or one.fuzzy]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalog_and_its_table_say_the_same(language: str) -> None:
    catalog = read_catalog(language)
    table = (FOLDER / f"{language}.json").read_bytes()
    assert table == compile_catalog(catalog), "run `make words`"
    assert not [(one.id, faults) for one, faults in catalog.check()]
    assert (FOLDER / f"{language}.po").read_bytes() == write_catalog(catalog)


def test_a_language_without_a_catalog_has_english_words() -> None:
    for language in ("xx", "en-GB", "xx-Latn"):
        assert load_catalog(language).language == "en"


@pytest.mark.parametrize("language", ["pt-BR", "zh-Hant"])
def test_a_catalog_may_be_of_a_region_or_a_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr("catalogs.FOLDER", tmp_path)
    text = (FOLDER / "en.po").read_text("utf-8")
    path = tmp_path / f"{language}.po"
    path.write_text(text.replace("Language: en", f"Language: {language}"), "utf-8")
    update()
    table = msgspec.json.decode(path.with_suffix(".json").read_bytes(), type=Table)
    assert table.language == language
    assert table.messages == msgspec.json.decode(ENGLISH, type=Table).messages
    assert not [
        one for one in ("EMAIL@ADDRESS", "LL@li") if one in path.read_text("utf-8")
    ]


def test_a_language_has_the_words_of_the_nearest_tag_above_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("en", "zh", "zh-Hant"):
        table = Table(name, "n != 1", {})
        (tmp_path / f"{name}.json").write_bytes(msgspec.json.encode(table))
    monkeypatch.setattr("commentariat.interface.catalog._FOLDER", tmp_path)
    nearest = {"zh-Hant-TW": "zh-Hant", "zh-Hans-CN": "zh", "zh-Hant": "zh-Hant",
               "zhx-Hant": "en", "en-GB": "en"}  # fmt: skip
    found = {one: load_catalog.__wrapped__(one).language for one in nearest}
    assert found == nearest


def test_another_table_makes_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "commentariat"
    shutil.copytree(program.PACKAGE / "interface", package / "interface")
    monkeypatch.setattr(program, "PACKAGE", package)
    before = program.program_digest.__wrapped__()
    table = package / "interface" / "en.json"
    table.write_text(table.read_text("utf-8").replace("en", "xx", 1), "utf-8")
    assert program.program_digest.__wrapped__() != before


# --- two languages on one page -----------------------------------------------------------

PAIR = {
    "base.html": "{{ _('Home') }} {{ 9357|number }} "
    "{{ ngettext('%(num)s article', '%(num)s articles', 2) }}"
    "{% trans name='A' %}<b>By</b> {{ name }}{% endtrans %}"
    "|{% block main %}{{ _('Home') }}{% endblock %}|",
    "a.html": "{% extends 'base.html' %}{% block main %}{{ super() }}, {{ _('Home') }} "
    "{{ 9357|number }} {{ ngettext('%(num)s article', '%(num)s articles', 2) }}"
    "{% include '_find.html' %}{% include '_mine.html' %}{% endblock %}",
    "_find.html": "[{{ _('Home') }}]",
    "_mine.html": "<{{ _('Home') }}>",
}
NBSP = "\N{NO-BREAK SPACE}"


def _pair(own: Catalog, frame: Catalog) -> str:
    sources = {name: TemplateSource(name, name, text) for name, text in PAIR.items()}
    made = make_environment(sources, own, frame=frame)
    return made.get_template("a.html").render()


def test_what_is_around_a_page_says_other_words_than_the_page() -> None:
    english = load_catalog("en")
    inside, around = "2 статьи", "Home 9,357 2 articles<b>By</b> A"
    wanted = f"{around}|Home, На главную 9{NBSP}357 {inside}[Home]<На главную>|"
    inverse = (
        f"На главную 9{NBSP}357 2 статьи<b>Автор</b> A"
        "|На главную, Home 9,357 2 articles[На главную]<Home>|"
    )
    for _ in range(2):  # what is compiled for one pair is no other's
        assert _pair(RUSSIAN, english) == wanted
        assert _pair(english, RUSSIAN) == inverse
        assert _pair(english, english) == (
            f"{around}|Home, Home 9,357 2 articles[Home]<Home>|"
        )


def test_code_of_a_template_is_shared_by_all_pairs_that_say_its_words() -> None:
    sources = {name: TemplateSource(name, name, text) for name, text in PAIR.items()}
    english = load_catalog("en")
    code = {
        name: {
            id(
                make_environment(sources, *pair)
                .get_template(name)
                .root_render_func.__code__
            )
            for pair in ((RUSSIAN, NO_HOOKS, english), (english, NO_HOOKS, english))
        }
        for name in ("base.html", "_find.html", "_mine.html")
    }
    assert {name: len(found) for name, found in code.items()} == {
        "base.html": 1,
        "_find.html": 1,
        "_mine.html": 2,
    }


def test_templates_of_the_frame_are_there() -> None:
    shipped_ones = {path.name for path in Path(shipped("templates")).glob("*.html")}
    assert shipped_ones >= OF_FRAME
