"""The JSON block: where it is found, and every way in which it can be wrong."""

import json
import pickle
import sys

import pytest

from commentariat.errors import SourceError
from commentariat.intake.sources.metadata import find_metadata

GOOD = '{\n"authors": [\n"Rita Baldoni"\n],\n"type": "commentary"\n}'


def faults_of(text: str) -> list[str]:
    with pytest.raises(SourceError) as caught:
        find_metadata(text, "a.txt")
    return [str(problem) for problem in caught.value.problems]


def test_the_block_ends_where_its_object_does() -> None:
    text = f"A teaser.\nLena Marchetti\n{GOOD}Source: Getty\n"
    block = find_metadata(text, "a.txt")
    assert text[block.start : block.end] == GOOD
    assert block.values == {"authors": ["Rita Baldoni"], "type": "commentary"}


@pytest.mark.parametrize("indent", [None, 0, 2])
def test_its_lines_do_not_matter(indent: int | None) -> None:
    values = {"authors": ["A {b} “c”"], "topics": [], "type": ""}
    text = f"Lead\n{json.dumps(values, indent=indent)}text"
    assert find_metadata(text, "a.txt").values == values


def test_a_block_may_have_keys_of_front_matter_alone() -> None:
    text = 'A teaser.\nLena Marchetti\n{"title": "T", "date": "2020-01-02"}Text\n'
    assert find_metadata(text, "a.txt").values == {"title": "T", "date": "2020-01-02"}


def test_keys_that_many_objects_have_are_second_to_those_of_a_crawl() -> None:
    other = '{"title": "Not of this", "date": "2020-01-02"}\n'
    for text in (f"{other}{GOOD}text", f"Lead\n{GOOD}text\n{other}"):
        assert find_metadata(text, "a.txt").values["type"] == "commentary"


def test_an_object_with_such_keys_does_not_stand_in_for_a_broken_block() -> None:
    broken = GOOD.replace("],", "]", 1)
    other = '{"title": "Not of this"}\n'
    (fault,) = faults_of(f"{other}{broken}text")
    assert "a.txt:6: metadata is not JSON" in fault
    (fault,) = faults_of(f'{other}{{"zebra": [}}\nText\n')
    assert fault.startswith("a.txt:2: metadata is not JSON")


def test_a_second_block_with_such_keys_is_one_beside_its_like() -> None:
    one = '{"title": "One"}\nText of one.\n'
    (fault,) = faults_of(f"{one}{one}")
    assert fault.startswith("a.txt:3:")


def test_unknown_keys_and_their_order_are_kept() -> None:
    text = '{"zebra": {"deep": [1, 2.5, true, null]}, "authors": []}'
    values = find_metadata(text, "a.txt").values
    assert list(values) == ["zebra", "authors"]
    assert values["zebra"] == {"deep": [1, 2.5, True, None]}


def test_an_empty_text_may_stand_for_an_empty_list_and_the_other_way_round() -> None:
    text = '{"authors": "", "blog": [], "topics": []}'
    assert find_metadata(text, "a.txt").values["authors"] == ""


@pytest.mark.parametrize(
    "lead",
    [
        "Budgets are {sic} not treaties.\n",
        '{sic} and {"not": this}\nRita Baldoni\n',
        'He wrote {"x": 1} and left.\n',
        '{"x": 1}\n',
        "{ }\n",
        "{{{{\n",
    ],
)
def test_a_brace_in_the_lead_in_is_not_taken_for_it(lead: str) -> None:
    assert find_metadata(f"{lead}{GOOD}text", "a.txt").start == len(lead)


def test_a_brace_in_the_body_is_not_taken_for_a_second_one() -> None:
    text = f'{GOOD}He wrote {{"authors": []}} here.\n{{"x": 1}}\n{{\n'
    assert find_metadata(text, "a.txt").start == 0


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("A teaser.\nBody", "a.txt:1: expected a JSON metadata block, found none"),
        (
            "Teaser {sic}\nBody {",
            "a.txt:1: expected a JSON metadata block, found none",
        ),
        (
            'Lead\n["Rita Baldoni"]\nBody',
            "a.txt:2: expected a JSON object as metadata, found a list",
        ),
        (
            f"Lead\n[\n{GOOD}\n]\nBody",
            "a.txt:2: expected a JSON object as metadata, found a list",
        ),
        (
            'Lead\n{"name": "x", "version": 1}\nBody',
            "a.txt:2: expected metadata keys such as 'authors' and 'type', found "
            "'name', 'version'",
        ),
        (
            'Lead\n{"data": {"authors": []}}\nBody',
            "a.txt:2: expected metadata keys such as 'authors' and 'type', found "
            "'data'",
        ),
        (
            "Lead\n{}\nBody",
            "a.txt:2: expected metadata keys such as 'authors' and 'type', found none",
        ),
        (
            f"{GOOD}Body\nTeaser\n{GOOD}More",
            "a.txt:8: expected one metadata block, found a second",
        ),
    ],
)
def test_a_missing_or_foreign_block_is_named(text: str, problem: str) -> None:
    assert faults_of(text) == [problem]


@pytest.mark.parametrize(
    ("block", "line", "message"),
    [
        (
            '{\n"authors": [\n"A"\n]\n"type": ""\n}',
            5,
            "expected ',', found '\"type\": \"\"'",
        ),
        ('{\n"authors"\n}', 3, "expected ':', found '}'"),
        ('{\n"authors": ,\n}', 2, "expected a value, found ','"),
        (
            '{\n"authors": [\n"A",\n],\n"type": ""\n}',
            3,
            "expected no comma before a closing bracket, found one",
        ),
        (
            '{\n"authors": [],\n}',
            2,
            "expected no comma before a closing bracket, found one",
        ),
        (
            '{\n"authors": ["A\n]}',
            2,
            "expected a closing quote, found the end of the line",
        ),
        ('{\n"authors": ["A"', 2, "expected ',', found the end of the file"),
        ('{\n"authors": "A', 2, "expected a closing quote, found '\"A'"),
        (
            "{\nauthors: []\n}",
            2,
            "expected a key in double quotes, found 'authors: []'",
        ),
        (
            "{\n“authors”: []\n}",
            2,
            "expected a key in double quotes, found '“authors”: []'",
        ),
        ('{\n"authors": ["\\x"]\n}', 2, "invalid \\escape"),
        (
            '{\n"authors": ["A\tB"]\n}',
            2,
            "expected a closing quote, found the character '\\t'",
        ),
    ],
)
def test_broken_json_is_named_at_its_line(block: str, line: int, message: str) -> None:
    text = f"Lead-in\n{block}"
    [problem] = faults_of(text)
    assert problem == f"a.txt:{line + 1}: metadata is not JSON: {message}"


def test_a_broken_block_glued_to_the_lead_in_is_found() -> None:
    [problem] = faults_of('Lena Marchetti{"authors": [}text')
    assert problem == "a.txt:1: metadata is not JSON: expected a value, found '}text'"


def test_a_key_given_twice_is_named_with_both_lines() -> None:
    text = '{\n"authors": [],\n"type": "",\n"authors": ["A"]\n}'
    assert faults_of(text) == [
        "a.txt:4: expected each key once, found 'authors' again (first on line 2)"
    ]


def test_the_same_key_in_two_inner_objects_is_no_fault() -> None:
    text = '{"authors": [], "x": [{"a": 1}, {"a": 2}], "y": "\\"type\\":", "type": ""}'
    assert find_metadata(text, "a.txt").values["x"] == [{"a": 1}, {"a": 2}]


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_constants_that_json_lacks_are_named(constant: str) -> None:
    text = f'{{\n"authors": ["NaN"],\n"weight": {constant}\n}}'
    assert faults_of(text) == [f"a.txt:3: expected JSON values, found {constant}"]


@pytest.mark.parametrize(
    ("number", "found"),
    [
        ("7" * 5000, "5000"),
        ("-" + "7" * 5000, "5001"),
        ("1e999", "1e999"),
        ("0." + "3" * 200, "202"),
    ],
)
def test_a_number_beyond_reason_is_named(number: str, found: str) -> None:
    text = f'{{\n"authors": [],\n"weight": {number}\n}}'
    assert faults_of(text) == [
        f"a.txt:3: expected a number of at most 100 digits, found {found}"
    ]


@pytest.mark.parametrize("depth", [25, 900, 100_000])
def test_deep_nesting_is_named(depth: int) -> None:
    assert depth > sys.getrecursionlimit() or depth < 1000
    text = f'{{\n"authors": [],\n"x": {"[" * depth}{"]" * depth}\n}}'
    assert faults_of(text) == [
        "a.txt:3: expected metadata nested at most 20 deep, found more"
    ]


def test_values_of_a_wrong_kind_are_all_named_at_once() -> None:
    text = """{
"authors": "Rita Baldoni",
"type": ["commentary"],
"blog": null,
"centers": ["A", 3, null, ["B"]],
"regions": {},
"topics": false,
"primaryCenter": 12
}"""
    assert faults_of(text) == [
        "a.txt:2: expected a list of texts for 'authors', found 'Rita Baldoni'",
        "a.txt:3: expected a text for 'type', found a list",
        "a.txt:4: expected a text for 'blog', found null",
        "a.txt:5: expected only texts in 'centers', found 3",
        "a.txt:5: expected only texts in 'centers', found a list",
        "a.txt:5: expected only texts in 'centers', found null",
        "a.txt:6: expected a list of texts for 'regions', found an object",
        "a.txt:7: expected a list of texts for 'topics', found false",
        "a.txt:8: expected a text for 'primaryCenter', found 12",
    ]


@pytest.mark.parametrize(
    ("escape", "shown"), [(r"\ud83d", r"'\ud83d'"), (r"\u0000", r"'\x00'")]
)
def test_characters_that_no_text_has_are_named(escape: str, shown: str) -> None:
    text = f'{{\n"type": "",\n"authors": ["A {escape} B"]\n}}'
    assert faults_of(text) == [
        f"a.txt:3: expected a readable text for 'authors', found the character {shown}"
    ]


def test_escapes_that_make_whole_characters_are_taken() -> None:
    text = r'{"authors": ["Sof\u00eda \ud83d\ude00 \"B\""]}'
    assert find_metadata(text, "a.txt").values["authors"] == ['Sofía 😀 "B"']


def test_faults_of_different_kinds_come_together_in_the_order_of_their_lines() -> None:
    text = f'{{\n"authors": "A",\n"x": NaN,\n"type": 1,\n"type": ""\n}}\n{GOOD}'
    assert faults_of(text) == [
        "a.txt:2: expected a list of texts for 'authors', found 'A'",
        "a.txt:3: expected JSON values, found NaN",
        "a.txt:5: expected each key once, found 'type' again (first on line 4)",
        "a.txt:7: expected one metadata block, found a second",
    ]


def test_the_error_survives_pickling() -> None:
    with pytest.raises(SourceError) as caught:
        find_metadata("nothing", "a.txt")
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.problems == caught.value.problems


@pytest.mark.parametrize(
    "unit", ['{"a":', '{"a":\n', "{", "{\n", '{"', "[", "[\n", '{"authors":']
)
def test_a_file_of_brackets_is_given_up_soon(unit: str) -> None:
    assert len(faults_of(unit * (1_000_000 // len(unit)))) == 1
