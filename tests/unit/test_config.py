"""Settings: what is judged, and how faults are worded."""

import pytest

from commentariat.config import (
    OWN_FACET_SETTINGS,
    SETTINGS,
    Settings,
    SettingShape,
    judging,
    parse_settings,
)
from commentariat.errors import SourceError
from commentariat.facets import DEFAULT_TYPES, SEARCHED, Facet
from commentariat.kinds import Kind
from commentariat.works import DEFAULT_WORKS, WORKS

NO_LABEL_ONE = (
    "expected 'label_one' for the new facet 'countries', found none: 'label' is the heading "
    "of its index, 'label_one' what one of its terms is called"
)
COUNTRIES = """\
[tool.commentariat.facets.countries]
label = "Countries"
label_one = "Country"
"""


def settings(lines: str) -> str:
    return f'[tool.commentariat]\ntitle = "T"\n{lines}\n'


def told(lines: str) -> list[str]:
    with pytest.raises(SourceError) as caught:
        parse_settings(settings(lines))
    return [str(one) for one in caught.value.problems]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            '[tool.commentariat.publish]\nremote = "https://me:secret@example.com/r"',
            "pyproject.toml:4: expected the name of a git remote, such as 'origin', for "
            "'remote'; its address, and what it needs to log in, are git's",
        ),
        (
            'base_url = "https://me:secret@example.com/"',
            "pyproject.toml:3: expected the whole address of the site for 'base_url', such "
            "as 'https://example.org/', found one with a login",
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
            'menu = [{label = "A", url = "/\\t/elsewhere.test/"}]',
            "pyproject.toml:3: expected '/path/' or a whole URL, "
            "found '/\\t/elsewhere.test/'",
        ),
        (
            'footer = [{label = "A", url = "https://[x/"}]',
            "pyproject.toml:3: expected '/path/' or a whole URL, found 'https://[x/'",
        ),
        (
            'base_url = "https://[x/"',
            "pyproject.toml:3: expected the whole address of the site for 'base_url', such as "
            "'https://example.org/', found 'https://[x/'",
        ),
        (
            'tagline = "a\\u0000b"',
            "pyproject.toml:3: a character that cannot be shown: U+0000",
        ),
        (
            "language = 'en\" onload=\"x'",
            "pyproject.toml:3: expected a language as 'en' for 'language', "
            "found 'en\" onload=\"x'",
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
            COUNTRIES + 'path = "Articles"',
            "pyproject.toml:6: expected a folder name in small letters, found 'Articles'",
        ),
        (
            '[tool.commentariat.facets.regoins]\npath = "x"',
            "pyproject.toml:3: no facet is called 'regoins', and a new one needs 'label' and "
            "'label_one'; did you mean 'regions'?",
        ),
        (
            '[tool.commentariat.facets.countries]\nlabel = "Countries"',
            f"pyproject.toml:3: {NO_LABEL_ONE}",
        ),
        (
            "[tool.commentariat.facets.countries]\nfeed = true",
            "pyproject.toml:3: no facet is called 'countries', and a new one needs 'label' and "
            "'label_one'",
        ),
        (
            '[tool.commentariat.facets.countries]\nlabel = "C"\nlabel_on = "C"',
            f"pyproject.toml:3: {NO_LABEL_ONE}\n"
            "pyproject.toml:5: no setting is called 'label_on'; did you mean 'label_one'?",
        ),
        (
            'menu = [{label = "A", url = "/a/", title = "x"}]',
            "pyproject.toml:3: no setting is called 'title'; did you mean 'items'?",
        ),
        (
            'menu = [\n  {label = "A", url = "/a/"},\n  {lable = "B", url = "/b/"},\n]',
            "pyproject.toml:5: expected a label, found none\n"
            "pyproject.toml:5: no setting is called 'lable'; did you mean 'label'?",
        ),
        (
            '[[tool.commentariat.footer]]\nlabel = "A"\nurl = "/a/"\nicon = "x"\n'
            '[[tool.commentariat.footer]]\nlabel = 3\nurl = "/b/"\nchildren = []',
            "pyproject.toml:6: no setting is called 'icon'\n"
            "pyproject.toml:8: expected a text for 'label', found 3\n"
            "pyproject.toml:10: no setting is called 'children'",
        ),
        (
            'menu = {label = "A", url = "/a/"}',
            "pyproject.toml:3: expected a list of {label, url} entries for 'menu', found "
            "a mapping",
        ),
        (
            'menu = ["/a/"]',
            "pyproject.toml:3: expected a list of {label, url} entries for 'menu', found "
            "'/a/'",
        ),
        (
            COUNTRIES + "fead = true",
            "pyproject.toml:6: no setting is called 'fead'; did you mean 'feed'?",
        ),
        (
            COUNTRIES + 'feed = "yes"',
            "pyproject.toml:6: expected true or false for 'feed', found 'yes'",
        ),
        (
            COUNTRIES + "home = 101",
            "pyproject.toml:6: expected a number from 0 to 100 for 'home', found 101",
        ),
        (
            COUNTRIES + 'label = ""'.replace("label", "key"),
            "pyproject.toml:6: expected a key, found none",
        ),
        (
            COUNTRIES + 'key = "Land"',
            "pyproject.toml:6: expected small letters, digits and '_' for 'key', found 'Land'",
        ),
        (
            COUNTRIES + 'key = "dek"',
            "pyproject.toml:6: front matter has the key 'dek' already",
        ),
        *(
            (
                COUNTRIES.replace("countries", name),
                f"pyproject.toml:3: {Kind.FACET_ASKED.of(name)}",
            )
            for name in SEARCHED
        ),
        (
            COUNTRIES + 'path = "regions"',
            "pyproject.toml:6: the folder 'regions' is taken already",
        ),
        *(
            (
                f'{COUNTRIES}path = "{path}"',
                f"pyproject.toml:6: the folder '{path}' is taken already",
            )
            for path in ("articles", "articles/x", "files", "theme")
        ),
        (
            "[tool.commentariat.facets.regions]\nmany = false",
            "pyproject.toml:4: no setting is called 'many' here: there are path, label, "
            "label_one, labels, feed, fixed, pages, menu, home, with_people, spellings, in_order",
        ),
        (
            '[tool.commentariat.fonts.serif]\nsystem = "Georgia"',
            "pyproject.toml:3: no setting is called 'fonts' here: it stands under "
            "[tool.commentariat.theme]",
        ),
        (
            COUNTRIES + 'home = "12"',
            "pyproject.toml:6: expected a number for 'home', found a text: write 12 without "
            "quotes",
        ),
        (
            '[tool.commentariat.facets."Länder"]\nlabel = "L"\nlabel_one = "L"',
            "pyproject.toml:3: expected small letters, digits and '_' for 'Länder', found "
            "'Länder'",
        ),
        (
            '[tool.commentariat.sources.keys]\nland = "countrys"',
            "pyproject.toml:4: no key is called 'countrys'; did you mean 'centers'?",
        ),
        (
            COUNTRIES + '[tool.commentariat.sources.keys]\nland = "countrys"',
            "pyproject.toml:7: no key is called 'countrys'; did you mean 'countries'?",
        ),
        (
            '[tool.commentariat.sources.keys]\nland = "raw"',
            "pyproject.toml:4: metadata of raw files cannot tell 'raw'",
        ),
        (
            "[tool.commentariat.sources.keys]\nland = 3",
            "pyproject.toml:3: expected a table of texts for 'keys', found {'land': 3}",
        ),
        ('language = ""', "pyproject.toml:3: expected a language, found none"),
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
        parse_settings('[tool.commentariat]\ntitle = "\x01"\n')
    assert str(caught.value).startswith("pyproject.toml:2: is not TOML: Illegal")


@pytest.mark.parametrize(
    ("lines", "line", "told"),
    [
        ("title = The Archive", 2, "expected a value, found 'The Archive': put a text"),
        ("title = “T”", 2, "expected a value, found '“T”': put a text between straight"),
        ("a = 1\nfingerprint = True", 3, "expected a value, found 'True': put a text"),
        ("language = en # own", 2, "expected a value, found 'en # own': put a text"),
        ('title = "The\ntagline = "x"', 2, "the text that begins here is never closed"),
        ("a = [\n'a',\n'b\n]", 4, "the text that begins here is never closed: put '"),
        ('a = """b\nc\n\n', 2, "the text that begins here is never closed: put \"\"\""),
        ("title 'T'", 2, "expected a line `key = value`, found \"title 'T'\": a key is"),
        ("title: 'T'", 2, "expected a line `key = value`, found \"title: 'T'\": a key is"),
        ("my title = 'T'", 2, "expected a line `key = value`, found \"my title = 'T'\""),
        ("title = 'T'\n'title' = 'U'", 3, "'title' stands on line 2 already: keep one"),
        ("[a]\n[tool . commentariat]", 3, "[tool . commentariat] stands on line 1 already"),
        ("menu = [\n {label = 'A'},\n\ntitle = 'T'", 2, "the '[' is never closed: put ']'"),
        ("menu = [\n 'a'\n[tool.other]\nx = 1", 2, "the '[' is never closed: put ']'"),
        ("a = [[1], [2]\n", 2, "the '[' is never closed: put ']' behind its last word"),
        ("a = {b = 1\nc = 2}", 2, "the '{' is never closed: put '}' behind its last word"),
        ("[tool.commentariat.publish\nx = 1", 2, "the '[' is never closed: put ']'"),
        ("[[a]\nx = 1", 2, "the '[[' is never closed: put ']]'"),
        ("a = [{b = 1 c = 2}]", 2, "expected ',' between two entries, found 'c = 2}]'"),
        ("a = [\n 1, # ]\n 2\n 3]", 5, "expected ',' between two entries, found '3]'"),
        ('title = "a "b" c"', 2, "expected the end of the line, found 'b\" c\"': a text"),
        ("a = 'it's'", 2, "expected the end of the line, found \"s'\": a text that holds"),
        (r'a = "C:\path"', 2, "a backslash between double quotes is a sign of TOML"),
        ("[[a]]\nb = 1\n[[a]]\nb = 2\nc = 2024-01-02 03:04:05\nd = no", 7, "expected a v"),
    ],
)  # fmt: skip
def test_a_slip_in_the_settings_is_told_with_what_to_write(
    lines: str, line: int, told: str
) -> None:
    with pytest.raises(SourceError) as caught:
        parse_settings(f"[tool.commentariat]\n{lines}\n")
    assert str(caught.value).startswith(f"pyproject.toml:{line}: {told}")
    (problem,) = caught.value.problems
    assert problem.kind == "not TOML"


def test_lists_thousands_deep_are_a_problem_of_the_settings() -> None:
    with pytest.raises(SourceError):
        parse_settings("[tool.commentariat]\na = " + "[" * 50_000)


@pytest.mark.parametrize(
    ("text", "line", "found"),
    [
        ("[project]\nname = 'x'\n[tool.comentariat]\n", 3, "tool.comentariat"),
        ("[tool.Commentariat]\n", 1, "tool.Commentariat"),
        ("\n[commentariat]\n", 2, "commentariat"),
        ("[tools.commentariat]\n", 1, "tools.commentariat"),
        ("[tool.comentariat.publish]\n", 1, "tool.comentariat"),
    ],
)
def test_a_table_that_is_nearly_that_of_the_settings_is_named(
    text: str, line: int, found: str
) -> None:
    with pytest.raises(SourceError) as caught:
        parse_settings(text)
    assert str(caught.value) == (
        f"pyproject.toml:{line}: expected a table [tool.commentariat], found [{found}]: "
        "write it so"
    )


@pytest.mark.parametrize("text", ["", "[tool.ruff]\n", "[tool]\ncommentariat = 1\n"])
def test_a_file_without_the_settings_is_told(text: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_settings(text)
    told = "pyproject.toml: expected a table [tool.commentariat], found none"
    assert str(caught.value) == told


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


def test_every_shape_of_a_setting_is_judged() -> None:
    assert judging.SHAPES.keys() == set(SettingShape)


def test_every_setting_is_kept_and_what_is_kept_has_a_setting() -> None:
    kept = {row.field or row.name for row in SETTINGS} - {"types"}
    assert kept == set(Settings.__struct_fields__) - {
        "hooks",
        "words",
        "others",
        "borrowed",
    }  # beside them
    assert {row.name for row in SETTINGS if row.shape == SettingShape.TABLE} == {
        "markdown", "policy", "publish", "sources", "theme",
    }  # fmt: skip
    for row in SETTINGS:
        if row.shape == SettingShape.TABLE:
            assert {one.name for one in row.rows} == set(row.made.__struct_fields__)
    fields = {row.field or row.name for row in OWN_FACET_SETTINGS}
    assert fields < set(Facet.__struct_fields__)


TYPES = '[tool.commentariat.types]\nqa = "Questions"\n'
TYPE_LABELS = '[tool.commentariat.facets.types.labels]\nqa = "Questions"\n'


@pytest.mark.parametrize("rows", [TYPES, TYPE_LABELS])
def test_labels_of_types_may_stand_in_either_place(rows: str) -> None:
    found = parse_settings(settings(rows))
    assert (found.types["qa"], found.types["book"]) == ("Questions", "Book")


@pytest.mark.parametrize("label", ["Questions", "Other"])
def test_labels_of_types_stand_in_one_place(label: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_settings(settings(TYPES + TYPE_LABELS.replace("Questions", label)))
    assert str(caught.value) == (
        "pyproject.toml:5: labels of types stand under 'types', too; keep one of the "
        "two tables"
    )


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ('path = "regions/lands"', 6),
        ('path = "regions/a/b"', 6),
        ('path = "lands"\n[tool.commentariat.facets.topics]\npath = "lands/by"', 8),
    ],
)
def test_a_facet_has_no_folder_within_that_of_another(rows: str, line: int) -> None:
    with pytest.raises(SourceError) as caught:
        parse_settings(settings(COUNTRIES + rows))
    (problem,) = caught.value.problems
    assert (problem.line, problem.kind) == (line, "folder taken")
    assert "expected a folder outside '" in str(problem)


def test_a_folder_that_begins_like_another_is_not_within_it() -> None:
    found = parse_settings(settings(COUNTRIES + 'path = "regions-of/lands"'))
    assert found.facets[-1].path == "regions-of/lands"


@pytest.mark.parametrize(
    ("name", "near"),
    [("Regions", "regions"), ("TYPES", "types"), ("Topcis", "topics")],
)
def test_a_facet_in_capitals_is_told_what_may_be_meant(name: str, near: str) -> None:
    with pytest.raises(SourceError, match=f"did you mean '{near}'"):
        parse_settings(settings(f"[tool.commentariat.facets.{name}]\nhome = 3\n"))


LAND = '[tool.commentariat.sources.keys]\nland = "{}"\n'


@pytest.mark.parametrize(
    ("rows", "target"),
    [
        ('[tool.commentariat.facets.countries]\nlabel = "Countries"\n', "countries"),
        ("[tool.commentariat.facets.Regions]\nhome = 3\n", "Regions"),
        ('[tool.commentariat.facets]\ncountries = "x"\n', "countries"),
        ('facets = "x"\n', "countries"),
        (COUNTRIES + 'key = "Land"\n', "Land"),
        (COUNTRIES + 'key = "Land"\n', "countries"),
        ('[tool.commentariat.facets.lands]\nkey = "country"\n', "country"),
    ],
)
def test_a_facet_at_fault_is_told_without_what_follows_from_it(
    rows: str, target: str
) -> None:
    with pytest.raises(SourceError) as caught:
        parse_settings(settings(rows + LAND.format(target)))
    assert len(caught.value.problems) == 1


def test_a_key_that_is_none_is_told_beside_a_facet_at_fault() -> None:
    rows = '[tool.commentariat.facets.countries]\nlabel = "Countries"\n'
    with pytest.raises(SourceError) as caught:
        parse_settings(settings(rows + LAND.format("topcis")))
    assert len(caught.value.problems) == 2


@pytest.mark.parametrize(
    ("toml", "line"),
    [
        ("a = 1\nb = \nc = 2\n", 2),
        ("a = [\n1,\n2,\n", 1),
        ('a = [\n1,\n"x\n]\n', 3),
        ("a = 1\nb = 2\na = 3\nc = 4\n", 3),
        ('a = """\nline 7, line 9\n"""\nb = line 3\n', 4),
        ("[a]\nb = 1\n[a]\n", 3),
        ("a = 1\r\nb = 2\r\nc\r\nd = 3", 3),
        ("a = {b = 1,\n c = 2}", 1),
        ("x", 1),
        ('a = "\u2028"\n\nb = [[\n', 3),
    ],
)
def test_settings_that_are_not_toml_are_told_with_the_line(
    toml: str, line: int
) -> None:
    with pytest.raises(SourceError) as caught:
        parse_settings(toml)
    assert [problem.line for problem in caught.value.problems] == [line]


@pytest.mark.parametrize(
    "toml", ["tool = 1", "a = " + "[" * 10_000, "a = " + "9" * 10_000, "x = {" * 5_000]
)
def test_settings_that_no_reader_gets_through_are_a_problem(toml: str) -> None:
    with pytest.raises(SourceError, match=r"^pyproject\.toml"):
        parse_settings(toml)


@pytest.mark.parametrize(
    ("row", "line", "said"),
    [
        (
            "[tool.commentariat.section.events]\nlabel = 'E'",
            3,
            "did you mean 'sections'?",
        ),
        ("[tool.commentariat.sections.events]\nfeed = true", 3, "expected a label"),
        ("[tool.commentariat.sections.events]\nlabl = 'E'", 3, "expected a label"),
        ("[tool.commentariat.facets.events]\nlabel = 'E'", 3, "'label_one'"),
    ],
)
def test_fields_of_a_section_or_facet_at_fault_are_not_told_besides(
    row: str, line: int, said: str
) -> None:
    field = "[tool.commentariat.fields.day]\non = 'events'\ncards = true\n"
    problems = told(f"{row}\n{field}")
    assert problems[0].startswith(f"pyproject.toml:{line}: "), problems
    assert said in problems[0]
    assert all("'on' takes" not in one and "'cards'" not in one for one in problems)


def test_what_only_some_kinds_can_is_not_told_of_a_kind_that_is_none() -> None:
    (problem,) = told("[tool.commentariat.fields.a]\nkind = 'audio'\nfeed = true\n")
    assert "found 'audio'" in problem


def test_what_a_type_is_to_others_is_a_row_that_settings_choose() -> None:
    usual = parse_settings(settings(""))
    assert set(DEFAULT_WORKS) == set(DEFAULT_TYPES)
    assert set(DEFAULT_WORKS.values()) <= set(WORKS)
    assert usual.work_of("commentary").schema == "OpinionNewsArticle"
    assert usual.work_of("essay") == usual.work_of("") == WORKS["article"]
    own = parse_settings(
        settings('works = { commentary = "report", essay = "opinion" }')
    )
    assert [own.work_of(one).name for one in ("commentary", "essay", "paper")] == [
        "report", "opinion", "report",
    ]  # fmt: skip


def test_a_word_for_no_work_is_told_where_it_stands() -> None:
    assert told('[tool.commentariat.works]\nessay = "reprot"') == [
        f"pyproject.toml:4: expected {' or '.join(map(repr, WORKS))} for 'essay', "
        "found 'reprot'"
    ]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (
            "[['regions', 'topic']]",
            "no facet is called 'topic'; did you mean 'topics'?",
        ),
        (
            "[['regions', 'years']]",
            "expected a facet whose terms have pages, and none of dates, found 'years'",
        ),
        *(
            (
                value,
                "expected a list of pairs of facets for 'feed_crossings', such as "
                "[['regions', 'topics']]",
            )
            for value in (
                "'regions'",
                "['regions']",
                "[['regions', 'regions']]",
                "[[1, 2]]",
            )
        ),
    ],
)
def test_what_no_feeds_can_be_made_of_is_told(value: str, message: str) -> None:
    assert told(f"feed_crossings = {value}") == [f"pyproject.toml:3: {message}"]
