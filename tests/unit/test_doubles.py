"""One person or thing under several names is found, and what is two is left alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentariat.archive.archive import build_archive
from commentariat.archive.model import Article
from commentariat.archive.term_rules import Rules, parse_rules, write_rule
from commentariat.authority.doubles import Double, find_doubles
from commentariat.authority.person_names import read_person
from commentariat.facets import AUTHORS, CENTERS, DEFAULT_FACETS, REGIONS

FACETS = {facet.name: facet for facet in DEFAULT_FACETS}


def pieces(
    facet: str, *named: Sequence[str], date: str = "2015", **terms: str
) -> list[Article]:
    """Make an article for each tuple of names."""
    return [
        Article(
            source=f"articles/{facet}-{names[0]}-{n}-{date}.md",
            digest="",
            title="",
            slug=f"{facet}-{names[0]}-{n}-{date}".replace(" ", "-"),
            language="en",
            date=date,
            terms={facet: tuple(names)} | {key: (one,) for key, one in terms.items()},
        )
        for n, names in enumerate(named)
    ]


def doubles(
    articles: Iterable[Article], facet: str = AUTHORS, rules: str = ""
) -> list[Double]:
    archive = build_archive(articles, [], [], DEFAULT_FACETS)
    ruled = parse_rules(rules, DEFAULT_FACETS) if rules else Rules()
    return find_doubles(archive, FACETS[facet], ruled)


def pairs(articles: Iterable[Article], facet: str = AUTHORS) -> set[frozenset[str]]:
    return {frozenset((one.a, one.b)) for one in doubles(articles, facet)}


def of(a: str, b: str, facet: str = AUTHORS, often: int = 1) -> set[frozenset[str]]:
    return pairs(pieces(facet, *[(a,)] * often, (b,)), facet)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ann Lee", "Lee, Ann"),
        ("Ann Lee", "By Ann Lee"),
        ("Ann Lee", "Dr. Ann Lee"),
        ("Ann Lee", "Prof. Dr. Ann Lee"),
        ("Ann Lee", "Ambassador Ann Lee"),
        ("Ann Lee", "Ann Lee, PhD"),
        ("Ann Lee", "Ann Lee, M.D., Ph.D."),
        ("Ann Lee", "Ann Lee, Fennmark Institute"),
        ("Ann Lee", "Ann Lee (Eurasia Center)"),
        ("Ann Lee", "Ann Lee – Senior Fellow"),
        ("Ann Lee", "ANN LEE, PhD"),
        ("Ann B. Lee", "Ann Lee"),
        ("Ann B. Lee", "A.B. Lee"),
        ("Ann Beth Lee", "Ann B. Lee"),
        ("Ann Lee", "A. Lee"),
        ("Ann Lee", "Lee, A."),
        ("Jean-Pierre Dupont", "J.-P. Dupont"),
        ("Jean-Pierre Dupont", "JP Dupont"),
        ("Jean-Pierre Dupont", "Dupont, Jean Pierre"),
        ("Jürgen Müller", "Juergen Mueller"),
        ("Jan van der Berg", "van der Berg, Jan"),
        ("María García López", "García López, María"),
        ("María García-López", "María García López, MD"),
        ("Wang Xiaoming", "Xiaoming Wang"),
        ("Wang Xiaoming", "王小明"),
        ("Xiao-Ming Wang", "Wang Xiaoming"),
        ("Xuemei Zhu", "Hsueh-mei Chu"),
        ("Deng Xiaoping", "Teng Hsiao-p'ing"),
        ("Mao Zedong", "Mao Tse-tung"),
        ("Иван Сидоров", "Ivan Sidorov (Eurasia Center)"),
        ("Юрий Ющенко", "Yuri Yushchenko"),
        ("Yuri Yushchenko", "Juri Juschtschenko"),
        ("Nikita Khrushchev", "Nikita Chruschtschow"),
        ("Сидоров Иван Петрович", "Ivan Sidorov"),
        ("Sergey Ivanov", "Sergei Ivanov"),
        ("محمد حسين", "Mohammed Hussein"),
        ("حسن الخطيب", "Hassan al-Khatib"),
        ("Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos, PhD"),
        ("Michael Johnson", "Micheal Johnson"),
        ("Ann Lee", "Anne Lee"),
        ("John Adams, Jr.", "John Adams Jr"),
    ],
)
def test_one_person_is_found_under_another_name(a: str, b: str) -> None:
    assert of(a, b, often=6) in ({frozenset((a, b))}, {frozenset((b, a))}) or (
        # two spellings of one address are one term already
        len(
            build_archive(pieces(AUTHORS, (a,), (b,)), [], [], DEFAULT_FACETS).terms[
                AUTHORS
            ]
        )
        == 1
    )


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("John Adams, Jr.", "John Adams, Sr."),
        ("John Adams II", "John Adams III"),
        ("Ann Lee", "Andrew Lee"),
        ("Ann B. Lee", "Ann C. Lee"),
        ("A. Lee", "B. Lee"),
        ("Ann L.", "Ann Lee"),
        ("Li Wei", "Li Na"),
        ("Wang Fang", "Wang Gang"),
        ("Xiuying He", "Xiuying Xie"),
        ("Ivan Petrov", "Igor Petrov"),
        ("Maria Santos", "Maria Torres"),
        ("Thomas Cook", "Thomas Clark"),
        ("Lee", "Ann Lee"),
    ],
)
def test_two_people_are_left_alone(a: str, b: str) -> None:
    assert not of(a, b, often=6)


def test_those_of_near_names_who_write_in_one_piece_are_two() -> None:
    apart = pieces(AUTHORS, *[("Anna Larsen",)] * 5, ("Anne Larsen",))
    assert pairs(apart)
    assert not pairs(
        [*apart, *pieces(AUTHORS, ("Anna Larsen", "Anne Larsen"), date="2016")]
    )


def test_initials_go_to_whom_articles_speak_for() -> None:
    known = [
        *pieces(AUTHORS, *[("Jane Smith", "Ole Berg")] * 4, centers="Water"),
        *pieces(
            AUTHORS, *[("John Smith", "Mia Holm")] * 4, centers="Trade", date="1990"
        ),
    ]
    asked = pieces(AUTHORS, ("J. Smith", "Mia Holm"), centers="Trade", date="1991")
    assert pairs([*known, *asked]) == {frozenset(("J. Smith", "John Smith"))}


def test_what_all_may_have_makes_no_two_one() -> None:
    names = ("Juan Ouyang", "Junjie Ouyang", "Jianguo Ouyang", "J. Ouyang")
    assert not pairs(pieces(AUTHORS, *[(name,) for name in names], centers="Asia"))


def test_initials_that_two_may_have_are_nobodys() -> None:
    articles = pieces(AUTHORS, ("Jane Smith",), ("John Smith",), ("J. Smith",))
    assert not pairs(articles)


def test_years_that_no_life_spans_speak_against_one_person() -> None:
    young = pieces(AUTHORS, *[("Ann Lee",)] * 3, date="2020")
    assert pairs([*young, *pieces(AUTHORS, ("A. Lee",), date="2018")])
    assert not pairs([*young, *pieces(AUTHORS, ("A. Lee",), date="1931")])


def test_names_of_one_person_come_each_with_the_one_it_belongs_to() -> None:
    articles = pieces(
        AUTHORS, *[("Ann Lee",)] * 5, ("Lee, Ann",), ("Dr. Ann Lee",), ("A. Lee",)
    )
    found = doubles(articles)
    assert {one.a for one in found} == {"Lee, Ann", "Dr. Ann Lee", "A. Lee"}
    assert {one.b for one in found} == {"Ann Lee"}
    assert [one.score for one in found] == sorted(
        (one.score for one in found), reverse=True
    )


def test_each_double_has_the_lines_that_settle_it() -> None:
    articles = pieces(AUTHORS, ("Ann Lee",), ("Ann Lee",), ("Lee, Ann",))
    (double,) = doubles(articles)
    assert write_rule(double.settle) == 'merge authors "Lee, Ann" into "Ann Lee"'
    assert write_rule(double.apart) == 'not the same authors "Lee, Ann" "Ann Lee"'
    assert (
        str(double.reason) == "'Lee, Ann' has the words of 'Ann Lee' in another order"
    )
    assert not doubles(articles, rules=write_rule(double.apart))


def test_people_parted_by_a_rule_are_not_asked_about() -> None:
    articles = pieces(AUTHORS, ("Ann Lee",), ("Ann Lee (poet)",))
    assert pairs(articles)
    line = 'split authors "Ann Lee" to "Ann Lee (poet)" where years 1990-1995'
    assert not doubles(articles, rules=line)


@pytest.mark.parametrize(
    ("slip", "right"),
    [
        ("Baltc States", "Baltic States"),
        ("Batlic States", "Baltic States"),
        ("Balticc States", "Baltic States"),
        ("The Baltic States", "Baltic States"),
        ("Baltic-States", "Baltic States"),
        ("BalticStates", "Baltic States"),
        ("Central and Eastern Europe", "Central & Eastern Europe"),
        ("Korea, South", "South Korea"),
        ("Untied States", "United States"),
        ("Kyrgzystan", "Kyrgyzstan"),
        ("World Trade Organization", "World Trade Organization (WTO)"),
        ("WTO", "World Trade Organization"),
        ("Cyber Security", "Cybersecurity"),
        ("Defence Policy", "Defense Policy"),
        ("Labour Markets", "Labor Markets"),
        ("Election", "Elections"),
        ("Energy Policies", "Energy Policy"),
        ("Tidemarrk", "Tidemark"),
        ("Fennmark Institut", "Fennmark Institute"),
        ("Public Heath", "Public Health"),
        ("Гуманитарныее науки", "Гуманитарные науки"),
    ],
)
def test_a_slip_of_a_thing_is_found(slip: str, right: str) -> None:
    articles = pieces(REGIONS, *[(right,)] * 10, (slip,))
    found = doubles(articles, REGIONS)
    archive = build_archive(articles, [], [], DEFAULT_FACETS)
    if len(archive.terms[REGIONS]) > 1:  # else one address makes them one already
        assert [(one.a, one.b) for one in found] == [(slip, right)]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Austria", "Australia"),
        ("North Korea", "South Korea"),
        ("Niger", "Nigeria"),
        ("Iran", "Iraq"),
        ("Iceland", "Ireland"),
        ("Gambia", "Zambia"),
        ("Mali", "Malta"),
        ("2019 Elections", "2020 Elections"),
        ("World War I", "World War II"),
        ("Group A", "Group B"),
        ("Guinea", "Guinea-Bissau"),
        ("East Asia", "West Asia"),
        ("Slovakia", "Slovenia"),
    ],
)
@pytest.mark.parametrize("often", [1, 40])
def test_two_things_are_left_alone(a: str, b: str, often: int) -> None:
    assert not of(a, b, REGIONS, often)
    assert not of(b, a, REGIONS, often)


def test_names_that_no_list_has_are_two_where_each_is_in_use() -> None:
    used = pieces(
        CENTERS, *[("Fennmark Institute",)] * 9, *[("Fennmarck Institute",)] * 4
    )
    assert not pairs(used, CENTERS)
    rare = pieces(CENTERS, *[("Fennmark Institute",)] * 9, ("Fennmarck Institute",))
    assert pairs(rare, CENTERS)


@given(st.text(max_size=40))
def test_any_text_is_read_as_a_name(text: str) -> None:
    read = read_person(text)
    assert read.name == text
    for word in chain.from_iterable(reading.words for reading in read.readings):
        assert word.text.isascii()


@given(st.lists(st.text(min_size=1, max_size=12).filter(str.strip), max_size=8))
def test_the_order_of_articles_changes_nothing(names: list[str]) -> None:
    articles = pieces(AUTHORS, *[(name,) for name in names if len(name) > 0])
    distinct = {one.slug: one for one in articles}
    assert doubles(distinct.values()) == doubles(reversed(distinct.values()))
