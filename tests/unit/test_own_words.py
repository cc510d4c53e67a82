"""A site's own words: a catalog beside its content, of any language, whoever wrote it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from gettext import c2py
from pathlib import Path

import pytest
from babel.messages.plurals import get_plural
from doc_examples import follow
from harness import SETTINGS, SiteFolder, article
from live_preview import LivePreview

from commentariat.errors import SourceError
from commentariat.interface.begun import complete_words
from commentariat.interface.catalog import KeptTable, OwnWords, load_catalog, table_of
from commentariat.interface.own import make_table, read_own_words
from commentariat.interface.plural_rules import PLURAL_RULES

ENGLISH = table_of("en").messages
DUTCH = """\
# A comment
msgid ""
msgstr ""
"Language: nl\\n"
"Plural-Forms: nplurals=2; plural=n != 1;\\n"

#: templates/base.html
msgid "Skip to content"
msgstr "Naar de "
"inhoud"

msgctxt "month of a day"
msgid "May"
msgstr "mei"

msgid "%(num)s piece"
msgid_plural "%(num)s pieces"
msgstr[0] "%(num)s stuk"
msgstr[1] "%(num)s stukken"

#, fuzzy
msgid "Related"
msgstr "Verwant"

#~ msgid "Gone"
#~ msgstr "Weg"
"""
RUSSIAN = 'msgctxt "facet"\nmsgid "Authors"\nmsgstr "Эксперты"\n'
NL = "content/interface/nl.po"
RU = "content/interface/ru.po"


def _in(site: SiteFolder, language: str) -> SiteFolder:
    site.write("pyproject.toml", f'{SETTINGS}language = "{language}"\n')
    text = article(
        "A",
        slug="a",
        date="2021-05-09",
        authors=["Ana Ruiz"],
        topics=["Water"],
        language=language,
    )
    return site.write("content/articles/a.md", text)


def test_one_file_makes_a_site_speak_another_language(site: SiteFolder) -> None:
    _in(site, "nl").write(NL, DUTCH).build()
    page = site.page("articles/a/")
    assert ">Naar de inhoud</a>" in page
    assert "9 mei 2021" in page
    assert "1 stuk" in site.page("years/2021/")
    assert ">Search<" in page  # what it lacks is said in English


def test_what_a_catalog_lacks_is_asked_for_once(site: SiteFolder) -> None:
    _in(site, "nl").write(NL, DUTCH).build()
    (asked,) = (one for one in site.report.open_points if one.source == NL)
    count = len(ENGLISH)
    assert f"lacks words for {count - 3} of {count} messages" in str(asked)


def test_a_catalog_that_says_all_is_asked_nothing(site: SiteFolder) -> None:
    _, count = complete_words(_in(site, "nl").folder, "nl")
    assert count == len(ENGLISH)
    assert "nplurals=2; plural=n != 1;" in site.read(NL)
    head = "nplurals=2; plural=n != 1;", "nplurals=1; plural=0;"
    filled = site.edit(NL, *head).read(NL).replace('msgstr[1] ""\n', "")
    parts, message = [], ""
    for line in filled.split("\n"):
        if line.startswith("msgid "):
            message = line.removeprefix("msgid ")
        is_long = message == '""'
        if line.endswith('""') and line.startswith("msgstr") and not is_long:
            line = line.removesuffix('""') + message
        parts.append(line)
    site.write(NL, "\n".join(parts)).build()
    lacking = [one for one in site.report.open_points if one.source == NL]
    assert not site.problems
    assert all(
        "lacks words for" in str(one) for one in lacking
    )  # those of several lines
    assert complete_words(site.folder, "nl")[1] == 0
    assert site.read(NL) == "\n".join(parts)


@pytest.mark.parametrize("language", sorted(PLURAL_RULES))
def test_the_rules_of_plurals_are_those_of_cldr(language: str) -> None:
    rule, known = PLURAL_RULES[language], get_plural(language)
    ours, theirs = c2py(rule.expression), c2py(known.plural_expr)
    # What CLDR says of millions alone is a form of its own there.
    numbers = [*range(1000), 1001, 1011, 1021, 2000, 10_000, 123_456]
    said = [(ours(number), theirs(number)) for number in numbers]
    same = dict(said)
    assert sorted(same) == list(range(rule.forms))
    assert {ours_ for ours_, _ in said} == set(range(rule.forms))
    assert all(same[one] == other for one, other in said), language


def test_a_catalog_is_begun_with_as_many_forms_as_its_language_has(
    site: SiteFolder,
) -> None:
    for language, forms in {"pl": 3, "ja": 1, "pt-BR": 2, "tlh": 2}.items():
        complete_words(site.folder, language)
        text = site.read(f"content/interface/{language}.po")
        pieces = text.partition('msgid_plural "%(num)s pieces"\n')[2].split("\n\n")[0]
        assert (
            pieces.split()
            == " ".join(f'msgstr[{number}] ""' for number in range(forms)).split()
        )
    assert "nplurals=INTEGER; plural=EXPRESSION;" in text  # no row: to be filled in


def test_the_docs_make_a_language_of_one_file(tmp_path: Path) -> None:
    pages = [*follow("how-to/languages.md", tmp_path)]
    assert pages == []
    site = SiteFolder(
        tmp_path, (tmp_path / "pyproject.toml").read_text("utf-8")
    ).build()
    assert site.problems == ()
    page = site.page("articles/veer/")
    assert "Naar de inhoud" in page
    assert "4 maart 2024" in page
    assert "Auteurs" in page
    assert "Эксперты" not in page
    asked = [one for one in site.report.open_points if one.source == NL]
    assert [one.kind for one in asked] == ["incomplete catalog"]


def test_the_docs_make_a_site_in_several_languages(tmp_path: Path) -> None:
    assert [*follow("how-to/several-languages.md", tmp_path)] == []
    settings = (tmp_path / "pyproject.toml").read_text("utf-8")
    site = SiteFolder(tmp_path, settings).build()
    assert site.problems == ()
    assert "Институт Фенмарк" in site.page("ru/")
    assert 'dir="rtl"' in site.page("ar/")
    assert "Ночной паром" in site.page("ru/topics/reki/")
    assert "Ночной паром" not in site.page("./")
    assert 'hreflang="en" href="https://archive.example/"' in site.page("ru/")


def test_a_site_says_otherwise_what_is_shipped(
    site: SiteFolder, tmp_path: Path
) -> None:
    _in(site, "ru").build()
    before = site.page("articles/a/")
    assert "Авторы" in before
    site.write(RU, RUSSIAN).build()
    assert site.page("articles/a/") == before.replace("Авторы", "Эксперты")
    assert "<h1>Эксперты</h1>" in site.page("authors/")
    assert site.output() == site.clean_output(tmp_path / "scratch")
    site.delete(RU).build()
    assert site.page("articles/a/") == before
    assert not site.build().report.rendered


def test_settings_win_over_words(site: SiteFolder) -> None:
    _in(site, "ru").write(RU, RUSSIAN)
    label = '[tool.commentariat.facets.authors]\nlabel = "Люди"\n'
    site.write("pyproject.toml", site.read("pyproject.toml") + label).build()
    assert "<h1>Люди</h1>" in site.page("authors/")


def test_nothing_changed_means_nothing_to_do(site: SiteFolder) -> None:
    _in(site, "nl").write(NL, DUTCH).build()
    assert not site.build().report.rendered
    site.edit(NL, "mei", "Mei").build()
    assert "9 Mei 2021" in site.page("articles/a/")


def test_a_preview_says_other_words_as_they_are_saved(
    site: SiteFolder, tmp_path: Path
) -> None:
    _in(site, "nl").write(NL, DUTCH)
    preview = LivePreview(site)
    assert "Naar de inhoud" in _home(preview)
    site.edit(NL, '"inhoud"', '"tekst"')
    preview.look()
    assert "Naar de tekst" in _home(preview)
    assert preview.shown == site.clean_output(tmp_path / "clean", drafts=True)
    site.edit(NL, 'msgstr "mei"', "msgstr mei")
    preview.look()
    assert [one.source for one in preview.epoch.problems] == [NL]
    assert "Naar de tekst" in _home(preview)
    site.edit(NL, "msgstr mei", 'msgstr "mei"')
    preview.look()
    assert not preview.problems


def _home(preview: LivePreview) -> str:
    page = preview.shown["index.html"]
    assert page is not None
    return page.decode()


def test_words_of_a_language_that_the_site_is_not_in_are_told(site: SiteFolder) -> None:
    _in(site, "ru").write(NL, DUTCH).build()
    (asked,) = (one for one in site.report.open_points if one.source == NL)
    assert "no page says its words: the site is in 'ru'" in str(asked)


def test_what_is_no_catalog_is_told(site: SiteFolder) -> None:
    names = ["content/interface/deep/nl.po", "content/interface/nl.mo"]
    _in(site, "nl").write(names[0], DUTCH).write(names[1], "x").build()
    assert not site.problems
    asked = [one for one in site.report.open_points if "interface" in one.source]
    assert [one.source for one in asked] == names
    assert "nothing reads this file" in str(asked[0])


def test_a_region_has_the_words_of_its_language(site: SiteFolder) -> None:
    _in(site, "nl-BE").write(NL, DUTCH).build()
    assert "9 mei 2021" in site.page("articles/a/")


class _Kept:
    """Remembers tables, and counts those that were made."""

    def __init__(self) -> None:
        self.tables: dict[str, KeptTable | None] = {}
        self.made = 0

    def get(self, key: str, /) -> KeptTable | None:
        return self.tables.get(key)

    def update(self, changes: Mapping[str, KeptTable | None], /) -> None:
        self.tables.update(changes)
        self.made += 1


def test_a_catalog_is_read_again_when_it_is_another(site: SiteFolder) -> None:
    kept = _Kept()
    site.write(NL, DUTCH)
    first = read_own_words(site.folder, kept)
    assert read_own_words(site.folder, kept) == first
    assert kept.made == 1
    site.edit(NL, "mei", "Mei")
    assert read_own_words(site.folder, kept) != first
    assert kept.made == 2


def test_a_build_remembers_the_tables(site: SiteFolder) -> None:
    _in(site, "nl").write(NL, DUTCH).build().build()
    assert (site.folder / ".cache" / "words").is_file()


# --- what is wrong ---------------------------------------------------------------------

HEAD = 'msgid ""\nmsgstr "Plural-Forms: {};\\n"\n'
TWO = HEAD.format("nplurals=2; plural=n != 1")
PIECES = '\nmsgid "%(num)s piece"\nmsgid_plural "%(num)s pieces"\nmsgstr[0] "a"\n'


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("msgid 'a'\n", 1, "expected msgid, msgstr or more of a text in quotes"),
        ('msgid "a"\nmsgstr "b\n', 2, "expected msgid, msgstr or more"),
        ('"a"\n', 1, "a text that belongs to no msgid"),
        ('msgstr "a"\n', 1, "a text that belongs to no msgid"),
        ('msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', 1, "expected a msgid and a msgstr"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', 3, "belongs to no msgid"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 4, "has words for 'a' already"),
        ('msgid "In %(x)s"\nmsgstr "In %(y)s"\n', 1, "expected %(x)s in the words"),
        ('msgid "a"\nmsgstr "100 %"\n', 1, "expected '%' before a name"),
        ('msgid "a"\nmsgstr "<script>b</script>"\n', 1, "expected no tags in the words"),
        ('msgid "a"\nmsgstr "b\x00"\n', 1, "a character that cannot be shown: U+0000"),
        ('msgid "%(num)s piece"\nmsgstr "a"\n', 1, "expected a msgid_plural beside msgid"),
        (PIECES, 0, "expected in its head 'Plural-Forms: "),
        (TWO + PIECES, 4, "expected 2 msgstr with words for '%(num)s piece', found 1"),
        ("<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n", 1, "a conflict that git left"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_catalog_is_told_with_its_line(
    text: str, line: int, said: str
) -> None:
    with pytest.raises(SourceError) as caught:
        make_table(text, "nl", NL)
    (fault,) = caught.value.problems
    assert said in str(fault)
    assert (fault.source, fault.line) == (NL, line)


@pytest.mark.parametrize(
    "plural",
    [
        "n/0", "n % (n - 7)", "n", "0 - 1", "__import__('os')", "n ** 9 ** 9", "n if 1",
        "(" * 30 + "n" + ")" * 30, "n+" * 600 + "n", "9" * 900, "n > 1 ? 0",
    ],
)  # fmt: skip
def test_plurals_that_are_told_apart_by_nothing_sound_are_refused(plural: str) -> None:
    text = HEAD.format(f"nplurals=2; plural={plural}") + PIECES + 'msgstr[1] "b"\n'
    with pytest.raises(SourceError) as caught:
        make_table(text, "nl", NL)
    (fault,) = caught.value.problems
    assert "expected in its head 'Plural-Forms: " in str(fault)


@pytest.mark.parametrize("count", ["0", "7", "99", "1000000000"])
def test_no_language_has_so_many_forms(count: str) -> None:
    with pytest.raises(SourceError):
        make_table(HEAD.format(f"nplurals={count}; plural=0") + PIECES, "nl", NL)


def test_a_number_that_nobody_tried_takes_some_form() -> None:
    plural = "n == 1234567 ? 1/0 : n == 1234568 ? 9 : 0"
    text = HEAD.format(f"nplurals=1; plural={plural}") + PIECES
    words = load_catalog("nl", OwnWords({"nl": make_table(text, "nl", NL)}))
    said = {
        words.ngettext("%(num)s piece", "%(num)s pieces", number)
        for number in (1, 1_234_567, 1_234_568)
    }
    assert said == {"a"}


def test_a_catalog_of_a_shipped_language_has_its_forms(site: SiteFolder) -> None:
    text = TWO + PIECES + 'msgstr[1] "b"\n'
    with pytest.raises(SourceError) as caught:
        make_table(text, "ru", RU)
    told = [str(one) for one in caught.value.problems]
    assert "ru.po:1: expected nplurals=3 as the catalog 'ru' that is shipped" in told[0]
    assert "ru.po:4: expected 3 msgstr" in told[1]


@pytest.mark.parametrize("name", ["pt_BR", "Dutch", "..", "n l", "nl-"])
def test_a_catalog_is_called_as_a_language(site: SiteFolder, name: str) -> None:
    _in(site, "nl").write(f"content/interface/{name}.po", DUTCH).build()
    (told,) = site.problems
    assert "expected the tag of a language as name" in told


def test_faults_of_words_and_of_settings_are_told_together(site: SiteFolder) -> None:
    _in(site, "nl").write(NL, "x\n").write(RU, "\ny\n")
    site.edit("pyproject.toml", "title", "titel").build()
    assert [one.partition(": ")[0] for one in site.problems] == [
        "pyproject.toml:1", "pyproject.toml:2", "content/interface/nl.po:1",
        "content/interface/ru.po:2",
    ]  # fmt: skip
    assert not (site.folder / "output").exists()


def test_what_cannot_be_read_is_told(site: SiteFolder) -> None:
    _in(site, "nl").write(NL, b"\xff\xfe").write(
        "content/interface/ru.po/a", ""
    ).build()
    assert [one.partition(": ")[0] for one in site.problems] == [f"{NL}:1", RU]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are none here")
def test_what_never_ends_is_not_waited_for(site: SiteFolder) -> None:
    _in(site, "nl").write(NL, "")
    (site.folder / NL).unlink()
    os.mkfifo(site.folder / NL)
    site.build()
    assert site.problems == (f"{NL}: expected a file, found none",)


def test_words_stay_text_wherever_they_stand(site: SiteFolder) -> None:
    text = 'msgid "Search the archive"\nmsgstr "\\" onfocus=\\"x {{ 7*7 }} & \'"\n'
    page = _in(site, "nl").write(NL, text).build().page("articles/a/")
    assert not site.problems
    assert 'placeholder="&#34; onfocus=&#34;x {{ 7*7 }} &amp; &#39;"' in page


@pytest.mark.parametrize(
    ("name", "word"), [("en-GB", "Skip to content"), ("pt-BR", "Ao texto")]
)
def test_words_of_another_country_serve_where_none_are_shipped(
    site: SiteFolder, name: str, word: str
) -> None:
    language = name.partition("-")[0]
    head = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=n!=1;\\n"\n\n'
    entry = 'msgid "Skip to content"\nmsgstr "Ao texto"\n'
    _in(site, language).write(f"content/interface/{name}.po", head + entry).build()
    assert f">{word}</a>" in site.page("articles/a/")


def test_words_of_a_language_that_texts_are_in_are_used(site: SiteFolder) -> None:
    _in(site, "ru").write(NL, DUTCH)
    site.write("content/articles/b.md", article("B", language="nl-BE")).build()
    (asked,) = (one for one in site.report.open_points if one.source == NL)
    assert "lacks words for" in str(asked)
    site.delete("content/articles/b.md").build()
    (asked,) = (one for one in site.report.open_points if one.source == NL)
    assert "no page says its words" in str(asked)
