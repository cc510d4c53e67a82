"""Names, biographies, teasers, disclaimers: the parts that pages share."""

from collections.abc import Sequence

import pytest

from commentariat.intake.pages.bio_search import start_of_bios
from commentariat.intake.pages.bios import parse_bios
from commentariat.intake.pages.disclaimers import find_disclaimers
from commentariat.intake.pages.model import Bio
from commentariat.intake.pages.teasers import parse_lead_in, split_link
from commentariat.intake.phrases.labels import read_source
from commentariat.intake.phrases.lines import RawLine, cut_line, split_lines
from commentariat.intake.phrases.names import (
    find_beginning,
    find_named,
    is_author_line,
    is_name,
    know_person,
    split_authors,
    split_byline,
    strip_suffix,
)
from commentariat.intake.phrases.piece_types import split_type
from commentariat.intake.phrases.roles import is_role

PEOPLE = [
    know_person(name)
    for name in (
        "Rita Baldoni",
        "Paul Viremont",
        "Walter Ames Pruitt, Jr.",
        "Ayşe Gürkaynak",
        "Layla al-Haddad",
    )
]


def lines_of(texts: Sequence[str]) -> list[RawLine]:
    return split_lines("\n".join(texts))


# -- Lines --------------------------------------------------------------------


def test_lines_know_their_place_and_leave_white_space_out() -> None:
    text = "  one \n\n\ttwo\u00a0\n \nthree"
    assert [(line.start, line.number, line.text) for line in split_lines(text)] == [
        (2, 1, "one"),
        (9, 3, "two"),
        (16, 5, "three"),
    ]
    assert [line.is_after_blank for line in split_lines(text)] == [False, True, True]


def test_a_line_may_be_cut_in_two() -> None:
    [line] = split_lines("\nbetter. Carnegie does")
    head, tail = cut_line(line, 8)
    assert (head.text, tail.text, tail.start) == ("better.", "Carnegie does", 9)
    assert (tail.number, tail.is_continued) == (2, True)


# -- Names --------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "Michel D. Swanson", "Lesley Ann Warrick", "Sinan Özgür", "Nico Köhler-Brandt",
        "Mara van der Lind", "Layla al-Haddad", "Siân O’Dwyer", "Мария Колосова",
        "ليلى الحداد", "Dr. Ada Berg", "J.R. Holm", "Can Aydemir", "Will Harrow",
    ],
)  # fmt: skip
def test_these_are_names(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "text",
    [
        "The Ministry", "A sentence stands here", "One plan is bold. One is not.",
        "Rita Baldoni directs", "In 2014", "What Comes Next", "Rita Baldoni 2",
        "start-ups overtook them", "في الواقع لم تكن المسألة كذلك أبدا", "",
    ],
)  # fmt: skip
def test_these_are_no_names(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Vasanti Rao, Nico Köhler-Brandt", ("Vasanti Rao", "Nico Köhler-Brandt")),
        ("Hala Brandt, ed.", ("Hala Brandt, ed.",)),
        (
            "Adam Leroux, Jr., Samira Wolfe, ed., Bo Holm",
            ("Adam Leroux, Jr.", "Samira Wolfe, ed.", "Bo Holm"),
        ),
        ("Ada Berg, Bo Holm, …", ("Ada Berg", "Bo Holm")),
        ("ليلى الحداد، أحمد الخطيب", ("ليلى الحداد", "أحمد الخطيب")),
        (
            "Carnegie Endowment for International Peace",
            ("Carnegie Endowment for International Peace",),
        ),
    ],
)
def test_a_line_of_authors_is_split_at_its_commas(
    line: str, authors: tuple[str, ...]
) -> None:
    assert is_author_line(line)
    assert split_authors(line) == authors


@pytest.mark.parametrize(
    "line",
    [
        "One plan is bold. One is cautious.",
        "Regulators moved first; the start-ups followed, and then overtook them.",
        "The club keeps growing",
        "Short reactions from our contributors to events in the region.",
        "“Spare” is a word.",
    ],
)
def test_a_teaser_is_no_line_of_authors(line: str) -> None:
    assert not is_author_line(line)


def test_a_byline_is_split_at_its_ands() -> None:
    assert split_byline("Ada Berg, Bo Holm, Jr., and Sam Grieve") == (
        "Ada Berg",
        "Bo Holm, Jr.",
        "Sam Grieve",
    )
    assert split_byline("") == ()


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Rita Baldoni", "Rita Baldoni"),
        ("Rita M. Baldoni", "Rita Baldoni"),
        ("Walter Ames Pruitt", "Walter Ames Pruitt, Jr."),
        ("Ayse Gurkaynak", "Ayşe Gürkaynak"),
        ("Baldoni", None),
        ("RITA BALDONI", None),
        ("Rita Baldoni said so", None),
    ],
)
def test_a_person_is_known_by_a_line_that_names_them(
    line: str, name: str | None
) -> None:
    person = find_named(line, PEOPLE)
    assert (person.name if person else None) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rita Baldoni directs the office.", "Rita Baldoni"),
        ("Rita M. Baldoni directs the office.", "Rita Baldoni"),
        ("Viremont, author of a book, writes.", "Paul Viremont"),
        ("Baldoni’s work covers security.", "Rita Baldoni"),
        ("Dr. Pruitt led the inspections.", "Walter Ames Pruitt, Jr."),
        ("Al-Haddad writes on water.", "Layla al-Haddad"),
        ("Rita directs the office.", None),
        ("The office is directed by Baldoni.", None),
    ],
)
def test_a_person_is_known_by_the_beginning_of_a_text(
    text: str, name: str | None
) -> None:
    person = find_beginning(text, PEOPLE)
    assert (person.name if person else None) == name


# -- Roles and biographies ----------------------------------------------------


@pytest.mark.parametrize(
    "role",
    [
        "Former Visiting Scholar", "Director, Carnegie Europe", "Editor",
        "Vice President for Studies", "President, Center for Global Geopolitics",
        "Japan Chair for a World Without Nuclear Weapons, Senior Fellow",
        "старший научный сотрудник", "باحثة في مركز الدراسات",
    ],
)  # fmt: skip
def test_these_are_roles(role: str) -> None:
    assert is_role(role)


@pytest.mark.parametrize(
    "text",
    [
        "The President and His Generals", "the president resigned", "Carnegie Europe",
        "The editor was right.", "Source: The Weekly Economist", "president, he said",
    ],
)  # fmt: skip
def test_these_are_no_roles(text: str) -> None:
    assert not is_role(text)


BIOS = (
    "Rita Baldoni",
    "Senior Fellow, Carnegie Europe",
    "Viremont is a senior fellow. He studies X.",
    "He also writes.",
    "Walter Ames Pruitt, Jr.",
    "Fellow",
    "Former Director",
    "Ayşe Z. Gürkaynak directed it.",
    "Layla al-Haddad, Visiting Scholar, Carnegie Europe",
)


def test_biographies_of_mixed_shapes_are_found_and_told_apart() -> None:
    lines = lines_of(["A paragraph.", "Baldoni said so.", *BIOS])
    assert start_of_bios(lines, 0, len(lines), PEOPLE) == 2
    assert parse_bios(lines[2:], PEOPLE) == (
        Bio("Rita Baldoni", line=3),
        Bio(
            "Paul Viremont",
            "Senior Fellow, Carnegie Europe",
            "Viremont is a senior fellow. He studies X.\nHe also writes.",
            4,
        ),
        Bio("Walter Ames Pruitt, Jr.", "Fellow", line=7),
        Bio("Ayşe Gürkaynak", "Former Director", "Ayşe Z. Gürkaynak directed it.", 9),
        Bio("Layla al-Haddad", "Visiting Scholar, Carnegie Europe", line=11),
    )


@pytest.mark.parametrize(
    "entry",
    [
        ["Rita Baldoni"],
        ["Rita Baldoni", "Former Junior Fellow, Asia Program"],
        ["Director, Carnegie Europe", "Baldoni directs it."],
        ["Director, Carnegie Europe", "Rita Baldoni"],
        ["Rita Baldoni", "Rita Baldoni covers security for a daily paper."],
        ["Rita Baldoni is a senior fellow at Carnegie Europe."],
        ["Former Senior Fellow"],
        ["Rita Baldoni, Director, Carnegie Europe"],
        ["Rita Baldoni", "A former envoy, Baldoni is a fellow."],
    ],
)
def test_each_shape_of_a_biography_has_its_evidence(entry: list[str]) -> None:
    lines = lines_of(["A paragraph stands here.", *entry])
    assert start_of_bios(lines, 0, len(lines), PEOPLE[:1]) == 1
    [bio] = parse_bios(lines[1:], PEOPLE[:1])
    assert bio.name == "Rita Baldoni"


@pytest.mark.parametrize(
    "ending",
    [
        ["So it goes."],
        ["Baldoni directs it."],
        ["MICHEL D. SWANSON", "WASHINGTON"],
        ["Rita Baldoni", "answered that it was not so, and left the room."],
        ["Notes:"],
        ["Carnegie Europe"],
        ["He is a senior fellow."],
    ],
)
def test_without_evidence_nothing_is_a_biography(ending: list[str]) -> None:
    lines = lines_of(["A paragraph stands here.", *ending])
    assert start_of_bios(lines, 0, len(lines), PEOPLE[:1]) == len(lines)


def test_a_stranger_is_proved_by_role_and_biography() -> None:
    stranger = ["Bo Holm", "Editor, Ledger", "Bo Holm edits it."]
    lines = lines_of(["A paragraph.", *stranger])
    assert start_of_bios(lines, 0, len(lines), PEOPLE) == 1
    name, role, bio = stranger
    assert parse_bios(lines[1:], PEOPLE) == (Bio(name, role, bio, line=2),)


def test_a_biography_without_a_name_is_that_of_the_only_author_left() -> None:
    lines = lines_of(["Director", "An expert on ports.", "Paul Viremont"])
    first, second = parse_bios(lines, PEOPLE[:2])
    assert (first.name, second.name) == ("Rita Baldoni", "Paul Viremont")


def test_the_spelling_of_the_page_is_kept_beside_that_of_the_metadata() -> None:
    [bio] = parse_bios(lines_of(["Rita M. Baldoni", "Editor"]), PEOPLE)
    assert (bio.name, bio.as_written) == ("Rita Baldoni", "Rita M. Baldoni")


def test_an_author_named_twice_has_one_biography() -> None:
    lines = lines_of(["Rita Baldoni", "Director", "Rita Baldoni"])
    assert parse_bios(lines, PEOPLE) == (Bio("Rita Baldoni", "Director", line=1),)


def test_two_roles_of_one_author_are_both_kept() -> None:
    lines = lines_of(["Rita Baldoni", "Director", "Rita Baldoni", "Editor"])
    assert [bio.role for bio in parse_bios(lines, PEOPLE)] == ["Director", "Editor"]


# -- Teasers ------------------------------------------------------------------


def test_of_two_lines_above_the_second_holds_the_authors() -> None:
    [teaser] = parse_lead_in(lines_of(["Ceasefire Weekend", "the editors of Diwan"]))
    assert (teaser.text, teaser.authors) == (
        "Ceasefire Weekend",
        ("the editors of Diwan",),
    )


def test_one_line_above_is_one_of_authors_or_a_teaser() -> None:
    [authors] = parse_lead_in(lines_of(["Michaela Dunn, Robin Kazan"]))
    assert (authors.text, len(authors.authors)) == (None, 2)
    [teaser] = parse_lead_in(lines_of(["A teaser without its author."]))
    assert (teaser.text, teaser.authors) == ("A teaser without its author.", ())


@pytest.mark.parametrize(
    ("bullet", "title", "kind"),
    [
        ("For NowQ&A", "For Now", "Q&A"),
        ("First In The RegionIn The Media", "First In The Region", "In The Media"),
        ("It Could Fail.Commentary", "It Could Fail.", "Commentary"),
        ("On PortsWorking Paper", "On Ports", "Working Paper"),
        ("The Green Paper", "The Green Paper", None),
        (
            "Old Warheads,<br>Older HandsArticle",
            "Old Warheads,<br>Older Hands",
            "Article",
        ),
    ],
)
def test_a_title_is_split_from_the_type_glued_to_it(
    bullet: str, title: str, kind: str | None
) -> None:
    assert split_type(bullet) == (title, kind)


def test_a_link_is_a_whole_line() -> None:
    assert split_link("[A [b] c](https://x.org/a)") == ("A [b] c", "https://x.org/a")
    assert split_link("[A](https://x.org/a) and more") is None
    assert split_link("[A](not a link)") is None


def test_a_source_is_a_short_line() -> None:
    assert read_source("Source: Charlie Rowe") == "Charlie Rowe"
    assert read_source("Source:") == ""
    assert read_source("Source: " + "x" * 300) is None
    assert read_source("Sources say: nothing") is None


# -- Disclaimers --------------------------------------------------------------

STANDARD = "Carnegie does not take institutional positions on public policy issues."
CENTERS = ["Carnegie Endowment for International Peace", "Carnegie"]


def places_of(*texts: str, known: Sequence[str] = ()) -> list[tuple[int, int]]:
    places = find_disclaimers("\n".join(texts), lines_of(texts), CENTERS, known)
    return [(place.index, place.offset) for place in places]


@pytest.mark.parametrize(
    "text",
    [
        STANDARD,
        "Carnegie India does not take institutional positions on it.",
        "The Malcolm H. Kerr Carnegie Middle East Center does not take institutional "
        "positions on public policy issues.",
        "The views expressed here are those of the author(s) and do not necessarily "
        "reflect the views of the Institute.",
        "Фонд Карнеги как организация не выступает с общей позицией по вопросам.",
        "Институт Фенмарк не занимает общей позиции по вопросам.",
        "Мнение авторов может не совпадать с позицией фонда.",
        "لا تتخذ مؤسسة كارنيغي مواقف مؤسّسية بشأن قضايا السياسة العامة.",
    ],
)
def test_disclaimers_are_known_in_several_words_and_languages(text: str) -> None:
    assert places_of("A paragraph.", text, "After it.") == [(1, 0)]


@pytest.mark.parametrize(
    "before",
    [
        "The sooner it is dropped, the better.",
        "He said “yes.”",
        "He said “yes”.",
        "It was over in 2014.",
        "It was not the end (as some said).",
        "The sooner it is dropped, the better. ",
        "Without a stop it ends",
    ],
)
def test_a_disclaimer_may_be_glued_to_the_last_sentence(before: str) -> None:
    assert places_of(before + STANDARD) == [(0, len(before))]


def test_the_name_of_a_center_may_hold_initials() -> None:
    name = "Malcolm H. Kerr Carnegie Middle East Center"
    before = "The better."
    assert places_of(f"{before}{name} {STANDARD[9:]}") == [(0, len(before))]


@pytest.mark.parametrize(
    "text",
    [
        "Readers know that Carnegie does not take institutional positions, and smile.",
        "Oddly, the group does not take institutional positions.",
        "These polls do not necessarily reflect the mood of the country.",
        "Москва не занимает город.",
    ],
)
def test_a_sentence_that_says_the_like_is_none(text: str) -> None:
    assert places_of(text, "After it.") == []


def test_texts_from_the_settings_are_known_by_their_beginning() -> None:
    known = ["Harbor House speaks for nobody but the one who signs."]
    assert places_of("harbor  house speaks for NOBODY but the one who signs. Or so.",
                     known=known) == [(0, 0)]  # fmt: skip
    assert places_of("It ends.Harbor House speaks for nobody but the one who signs.",
                     known=known) == [(0, 8)]  # fmt: skip
    assert places_of("Harbor Lights are out.", known=known) == []


@pytest.mark.parametrize("length", [35, 50, 60])
def test_a_disclaimer_that_breaks_off_ends_the_file(length: int) -> None:
    assert places_of("A paragraph.", STANDARD[:length]) == [(1, 0)]


def test_suffixes_without_end_are_no_trouble() -> None:
    assert know_person("Ada Berg" + ", Jr." * 100_000).words[:2] == ("ada", "berg")
    assert strip_suffix("Ada Berg" + ", Jr." * 10_000) == "Ada Berg"
