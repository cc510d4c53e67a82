"""The rules of terms: read, written, and told where they contradict each other."""

from __future__ import annotations

import pytest

from commentariat.archive.term_rules import (
    FILES,
    SERIES,
    YEARS,
    Condition,
    RuleKind,
    Rules,
    TermRule,
    parse_rules,
)
from commentariat.facets import DEFAULT_FACETS

ALL = """\
# Settled in May.
rename authors "Ann Lee" to "Ann Li"
merge authors "Lee, Ann" into "Ann Lee"  # by order
move topics "Water" to collections
split authors "Bo Ek" to "Bo Ek (poet)" where series "Letters"
split authors "Bo Ek" to "Bo Ek (poet)" where years 1990-1995

split authors "Bo Ek" to "Bo Ek (poet)" where years 1999
split authors "Bo Ek" to "Bo Ek (poet)" where files "articles/2020/a.md" "articles/b.md"
regions "Baltics" in series "Tidemark" is "Baltic States"
not the same authors "Ann Lee" "Anne Lee"
"""


def parse(text: str) -> Rules:
    return parse_rules(text, DEFAULT_FACETS)


def faults(text: str) -> list[str]:
    found = parse(text)
    return [f"{one.line}: {one.sentence}" for one in found.problems]


def test_every_kind_of_rule_is_read_and_written_as_it_stood() -> None:
    found = parse(ALL)
    assert found.problems == ()
    lines = [line.partition("  #")[0] for line in ALL.split("\n")]
    for rule in found.rules:
        assert Rules.write(rule) == lines[rule.line - 1]
    assert [one.kind for one in found.rules] == [
        RuleKind.RENAME, RuleKind.MERGE, RuleKind.MOVE, *[RuleKind.SPLIT] * 4,
        RuleKind.IN_SERIES, RuleKind.APART,
    ]  # fmt: skip
    conditions = [one.condition for one in found.rules if one.condition]
    assert conditions == [
        Condition(SERIES, ("Letters",)),
        Condition(YEARS, ("1990", "1995")),
        Condition(YEARS, ("1999", "1999")),
        Condition(FILES, ("articles/2020/a.md", "articles/b.md")),
        Condition(SERIES, ("Tidemark",)),
    ]
    assert found.apart("authors") == {frozenset(("Ann Lee", "Anne Lee"))}


@pytest.mark.parametrize(
    "name",
    [
        'Ann "Nan" Lee',
        "Ann\\Lee",
        '\\"',
        "آن لی",
        "# 1",
        "Ann  Lee",
        "two\nlines",
        "“Ann”",
    ],
)
def test_whatever_a_name_holds_is_written_so_that_it_is_read_again(name: str) -> None:
    rule = TermRule(RuleKind.RENAME, "authors", (name,), f"{name} II")
    line = Rules.write(rule)
    assert "\n" not in line
    (found,) = parse(f"{line} # a note\n").rules
    assert (found.names, found.target) == (rule.names, rule.target)


def test_marks_of_files_and_forms_of_letters_make_no_other_rule() -> None:
    composed = parse('rename authors "Jos\u00e9" to "J"\n').rules
    text = '\ufeffrename  authors "Jose\u0301 "\tto "J"\r\nrename authors "José" to "J"\r\n'
    assert parse(text).rules == composed
    assert parse(text).problems == ()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('rename authors "A"', 'expected a rule as rename FACET "OLD" to "NEW", found'),
        ("rename authors A to B", 'expected a rule as rename FACET "OLD" to "NEW"'),
        ('rename authors "A" into "B"', 'as rename FACET "OLD" to "NEW"'),
        ('rename authors "A" to "B" "C"', 'as rename FACET "OLD" to "NEW"'),
        ('merge authors "A" to "B"', 'as merge FACET "NAME" into "OTHER"'),
        ('rename authors "A to "B"', "names between double quotes"),
        ('rename authors "A', "names between double quotes"),
        ('rename authors "A"to "B"', "names between double quotes"),
        ('rename authors " " to "B"', "expected a name"),
        ('rename authors "A\x07" to "B"', "cannot be shown: U+0007"),
        ('rename author "A" to "B"', "no facet is called 'author'"),
        ('rename years "2011" to "2012"', "follow from dates"),
        ('move topics "A" to years', "follow from dates"),
        ('move topics "A" to "collections"', "as move FACET"),
        ('move topics "A" to topics', "take the line away"),
        ('rename authors "A" to "A "', "take the line away"),
        ('split authors "Ann Lee" to "ann lee" where years 1990', "take the line away"),
        ('split authors "A" to "B" where years 1995-1990', "found 1995 and 1990"),
        ('split authors "A" to "B" where years 90', "as split FACET"),
        ('split authors "A" to "B" where years', "as split FACET"),
        ('split authors "A" to "B" where days "x"', "as split FACET"),
        ('split authors "A" to "B"', "as split FACET"),
        ('not the same authors "A"', "as not the same FACET"),
        ('renam authors "A" to "B"', "begins with rename, merge, move"),
        ('"A" is "B"', "begins with rename, merge, move"),
        ("<<<<<<< ours", "a conflict that git left"),
        ('regions "A" in series "S" are "B"', 'as FACET "NAME" in series "SERIES"'),
    ],
)
def test_each_fault_is_told_with_its_line_and_the_way_out(line: str, said: str) -> None:
    (fault,) = faults(f'# A note.\n{line}\nrename topics "A" to "B"\n')
    assert fault.startswith("2: ")
    assert said in fault
    assert len(parse(f'{line}\nrename topics "A" to "B"\n').rules) == 1


def test_the_same_line_twice_counts_once_and_a_pair_in_either_order() -> None:
    text = 'rename topics "A" to "B"\nrename topics "A" to "B"\n'
    text += 'not the same authors "A" "B"\nnot the same authors "B" "A"\n'
    found = parse(text)
    assert found.problems == ()
    assert [one.line for one in found.rules] == [1, 3]


def test_of_two_rules_that_contradict_each_other_both_lines_are_named() -> None:
    text = 'merge topics "A" into "B"\nrename topics "D" to "E"\nrename topics "a" to "C"\n'
    one, two = faults(text)
    assert one.startswith("1: line 3 settles 'a', too: 'B' or 'C'")
    assert two.startswith("3: line 1 settles 'a', too: 'B' or 'C'")
    assert [rule.line for rule in parse(text).rules] == [2]
    assert faults('move topics "A" to regions\nmove topics "A" to programs\n')
    some = (
        'split topics "A" to "B" where years {}\nsplit topics "A" to "C" where years {}'
    )
    assert len(faults(some.format(1990, 1990))) == 2
    assert faults(some.format(1990, 1991)) == []


def test_two_ways_to_write_one_name_contradict_each_other() -> None:
    for name in ("Ann Lee", "ann li"):
        text = f'rename authors "{name}" to "Ann Li"\nrename authors "{name}" to "Ann Lí"\n'
        one, two = faults(text)
        assert one.startswith(f"1: line 2 settles '{name}', too: 'Ann Li' or 'Ann Lí'")
        assert two.startswith("2: line 1 settles")


def test_the_sides_of_a_conflict_that_git_left_contradict_nothing() -> None:
    sides = ('merge authors "X" into "Y"', 'merge authors "X" into "Z"')
    text = f"<<<<<<< ours\n{sides[0]}\n=======\n{sides[1]}\n>>>>>>> theirs\n"
    found = parse(text)
    assert [one.line for one in found.problems] == [1, 3, 5]
    assert found.rules == ()


@pytest.mark.parametrize("is_first", [True, False])
def test_names_that_are_merged_and_told_apart_are_a_contradiction(
    *, is_first: bool
) -> None:
    text = [
        'not the same authors "Ann Lee" "Lee, Ann"',
        'merge authors "Lee, Ann" into "Lee, A."',
    ]
    text = [
        'merge authors "Lee, A." into "Ann Lee"',
        *(text if is_first else text[::-1]),
    ]
    (fault,) = faults("\n".join(text))
    merge, apart = (3, 2) if is_first else (2, 3)
    assert fault.startswith(
        f"3: 'Ann Lee' and 'Lee, Ann' are one by line {merge}, and not the same by line "
        f"{apart}; take one"
    )
    assert [rule.line for rule in parse("\n".join(text)).rules] == [1]


def test_names_told_apart_may_each_be_led_elsewhere() -> None:
    text = (
        'not the same authors "Ann Lee" "Anne Lee"\n'
        'rename authors "Ann Lee" to "Ann Li"\nmerge authors "A. Lee" into "Anne Lee"\n'
    )
    assert faults(text) == []


def test_a_circle_is_told_once_with_all_its_lines_and_what_leads_into_it_stays() -> (
    None
):
    text = "".join(
        f'rename topics "{old}" to "{new}"\n' for old, new in ("AB", "BC", "CA", "DA")
    )
    (fault,) = faults(text)
    assert fault.startswith("3: 'C' is led in a circle: line 1 → line 2 → line 3")
    assert [rule.line for rule in parse(text).rules] == [4]
    assert len(faults('move topics "A" to regions\nmove regions "A" to topics\n')) == 1


def test_a_name_that_is_only_written_otherwise_is_led_in_no_circle() -> None:
    text = (
        'rename authors "ann lee" to "Ann Lee"\nrename authors "Ann Lee" to "Ann Li"\n'
    )
    assert faults(text) == []


def test_what_one_line_parts_and_another_joins_is_told() -> None:
    text = 'split topics "A" to "B" where years 1990\nmerge topics "B" into "A"\n'
    (fault,) = faults(text)
    assert fault.startswith("1: makes some of 'A' 'B', which line 2 makes 'A' again")
    text = 'split topics "A" to "B" where years 1990\nmerge topics "A" into "B"\n'
    assert len(faults(text)) == 1


def test_ten_thousand_rules_are_read_in_a_moment() -> None:
    lines = [f'merge authors "Lee {n}, Ann" into "Ann Lee {n}"' for n in range(10_000)]
    found = parse("\n".join(lines))
    assert (len(found.rules), found.problems) == (10_000, ())
