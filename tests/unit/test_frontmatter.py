"""Content files: their syntax, and what their fields may hold."""

import time

import pytest
import yaml
from harness import article

from commentariat.archive.fences import body_line, split_header
from commentariat.archive.frontmatter import parse_front_matter
from commentariat.archive.judge import judge_term, open_content, parse_article
from commentariat.archive.schema import Schema
from commentariat.archive.yaml_header import DateText, dump_front_matter
from commentariat.errors import SourceError


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "no fence",
            "a.md:1: expected front matter between two '---' lines, found none",
        ),
        (
            "---\ntitle: x\n",
            "a.md:1: expected a '---' line that closes the front matter, found none",
        ),
        (
            "---\n- a\n- b\n---\n",
            "a.md:1: expected `key: value` lines as front matter, found none",
        ),
        ("---\na: 1\nb: 2\na: 3\n---\n", "a.md:2: the key 'a' stands twice"),
        (
            "---\na: &x [1]\nb: *x\n---\n",
            "a.md:2: front matter may not use YAML anchors and aliases; put a value that "
            "begins with '&' or '*' between quotes",
        ),
        (
            "---\na: [1\n---\n",
            "a.md:2: the '[' is never closed: put ']' behind the last entry, or the whole "
            "value between quotes",
        ),
    ],
)
def test_a_faulty_header_is_a_problem_with_its_line(text: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        parse_front_matter(text, "a.md")
    assert str(caught.value) == message


def test_values_are_words_and_nothing_else() -> None:
    fields, _, _ = parse_front_matter(
        "---\nregions: [no, 1e3, 2024-01-02]\n---\n", "a.md"
    )
    assert fields == {"regions": ["no", "1e3", "2024-01-02"]}


def test_what_is_dumped_is_read_back() -> None:
    fields = {
        "title": "A colon: “quotes” – and 'more'",
        "date": DateText("2024-01-02"),
        "regions": ["no", "Southern, Eastern, and Western Africa", "2014"],
        "bios": [{"name": "Ü", "bio": "one\n\ntwo"}],
    }
    text = dump_front_matter(fields, "The body.\n\n---\n\nMore.")
    found, header, body = parse_front_matter(text, "a.md")
    assert found == fields
    assert body == "The body.\n\n---\n\nMore."
    assert "date: 2024-01-02\n" in header
    assert (
        text.split("\n")[body_line(text, split_header(text, "a.md")) - 1] == "The body."
    )


def test_an_alias_bomb_is_refused_before_it_goes_off() -> None:
    rows = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    rows += [
        f"{b}: &{b} [{','.join(['*' + a] * 9)}]"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    with pytest.raises(SourceError, match="anchors and aliases"):
        parse_front_matter("---\n" + "\n".join(rows) + "\n---\n", "a.md")


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("regoins: [x]", "3: no key is called 'regoins'; did you mean 'regions'?"),
        ("slug: ../../x", "3: expected small letters, digits and hyphens for 'slug', found '../../x'"),
        ("slug: con", "3: expected small letters, digits and hyphens for 'slug', found 'con'"),
        ("date: 2024-02-30", "3: expected a date as 2024-03-15, 2024-03, 2024 "
            "or 2024-03-15 06:00 for 'date', found '2024-02-30'"),
        ("authors: Bob", "3: expected a list of texts for 'authors', found 'Bob'"),
        ("dek: [a]", "3: expected a text for 'dek', found a list"),
        ("draft: maybe", "3: expected true or false for 'draft', found 'maybe'"),
        ("language: English", "3: expected a language as 'en' for 'language', found 'English'"),
        ("image: ../x.png", "3: expected a file as 'files/name.jpg' for 'image', found '../x.png'"),
        ("aliases: [/a/../b/]", "3: expected a path as '/2011/02/name/', found '/a/../b/'"),
        (
            "bios:\n- name: A\n  rol: x\n  boi: y",
            "5: no key of 'bios' is called 'rol'; did you mean 'role'?\n"
            "a.md:6: no key of 'bios' is called 'boi'; did you mean 'bio'?",
        ),
        ("related:\n- teser: x", "4: no key of 'related' is called 'teser'; did you mean 'teaser'?"),
        ("bios:\n- role: x", "4: an entry of 'bios' is not whole: "
         "Object missing required field `name`"),
        ('raw:\n- file: "a\\0b"', "4: a character that cannot be shown: U+0000"),
        ('related:\n- authors: ["a\\x1bb"]', "4: a character that cannot be shown: U+001B"),
        ('event:\n  place: "a\\x85b"', "4: a character that cannot be shown: U+0085"),
        ("raw:\n- file: ../../pyproject.toml", "4: expected the path of a file under "
         "content/raw/, found '../../pyproject.toml'"),
        ("raw:\n- file: /etc/passwd", "4: expected the path of a file under content/raw/, "
         "found '/etc/passwd'"),
        ('dek: "a\\0b"', "3: a character that cannot be shown: U+0000"),
    ],
)  # fmt: skip
def test_a_faulty_field_is_a_problem_with_its_line(header: str, message: str) -> None:
    data = f"---\ntitle: T\n{header}\n---\nBody.\n".encode()
    with pytest.raises(SourceError) as caught:
        parse_article(data, "a.md", Schema())
    assert str(caught.value) == f"a.md:{message}"


@pytest.mark.parametrize("header", ["dek: x", "title:", "title: '  '"])
def test_a_content_file_without_a_title_is_a_problem(header: str) -> None:
    with pytest.raises(SourceError, match="expected a title, found none"):
        parse_article(f"---\n{header}\n---\n".encode(), "a.md", Schema())


def test_a_content_file_in_another_encoding_is_named_with_the_byte() -> None:
    data = "---\ntitle: Café\n---\n".encode("cp1252")
    with pytest.raises(SourceError) as caught:
        parse_article(data, "a.md", Schema())
    assert str(caught.value) == "a.md:2: expected UTF-8, found byte 0xe9 at 14"


def test_names_with_commas_stay_whole() -> None:
    text = article("T", authors=["Walter Ames Pruitt, Jr."], regions=["A, B, and C"])
    found = parse_article(text.encode(), "a.md", Schema())
    assert found.authors == ("Walter Ames Pruitt, Jr.",)
    assert found.terms["regions"] == ("A, B, and C",)


def test_an_article_without_a_slug_has_that_of_its_file() -> None:
    found = parse_article(article("T").encode(), "articles/2019/my-piece.md", Schema())
    assert found.slug == "my-piece"


def test_windows_line_ends_change_nothing() -> None:
    text = article("T", "One.\n\nTwo.", dek="D")
    unix = parse_article(text.encode(), "a.md", Schema())
    windows = parse_article(text.replace("\n", "\r\n").encode(), "a.md", Schema())
    assert (unix.title, unix.dek, unix.body_key) == (
        windows.title,
        windows.dek,
        windows.body_key,
    )


def test_a_term_without_a_name_is_a_problem() -> None:
    with pytest.raises(SourceError, match="expected a name, found none"):
        judge_term(open_content(b"---\nrole: x\n---\n", "authors/a.md"), "authors")


def many(line: str) -> str:
    return "\n".join(line.format(number) for number in range(30_000))


@pytest.mark.parametrize(
    ("header", "kept"),
    [
        (many("k{}: x"), 1000),
        ("related:\n" + many("- teser: x{}"), 1000),
        ("aliases:\n" + many("- /a/../{}"), 1000),
        (many("k: x{}"), 1),
        ('authors:\n- "\\n"\n' + many("- A {}"), 1),
    ],
)
def test_faults_without_number_cost_little(header: str, kept: int) -> None:
    data = f"---\ntitle: T\n{header}\n---\nBody.\n".encode()
    began = time.process_time()
    try:
        parse_article(data, "a.md", Schema())
        problems = 0
    except SourceError as fault:
        problems = len(fault.problems)
    taken = time.process_time() - began
    assert problems == kept
    yaml_began = time.process_time()
    yaml.load(header, Loader=yaml.CBaseLoader)
    assert taken < 20 * (time.process_time() - yaml_began) + 2
