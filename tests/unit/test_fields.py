"""Fields of a site's own: from settings and front matter to pages, cards and feeds."""

from __future__ import annotations

from pathlib import Path

import pytest
from harness import SETTINGS, SiteFolder, article

from commentariat.archive.judge import (
    give_fields,
    judge_page,
    judge_term,
    open_content,
)
from commentariat.archive.judge import parse_article as judge_article
from commentariat.archive.model import Article
from commentariat.archive.own_fields import sort_key
from commentariat.config import Settings, parse_settings
from commentariat.errors import SourceError
from commentariat.fields import Field, FieldKind

FIELDS = """
[tool.commentariat.fields]
podcast = { kind = "file", feed = true }
rating = { kind = "number" }
guests = { many = true, label = "With", on = ["articles", "pages"] }
held = { kind = "date" }
watch = { kind = "link", many = true }
method = { kind = "markdown", on = ["articles", "authors"] }
portrait = { kind = "picture" }
sponsored = { kind = "flag" }
"""


def settings_with(text: str) -> Settings:
    return parse_settings(SETTINGS + text)


def faults_of(text: str) -> list[str]:
    with pytest.raises(SourceError) as caught:
        settings_with(text)
    return [str(problem) for problem in caught.value.problems]


def parse(**fields: object) -> Article:
    text = article("T", "Text, [on](first.md).", **fields)
    return judge_article(text.encode(), "articles/t.md", settings_with(FIELDS).schema)


def test_a_row_says_what_a_field_is() -> None:
    podcast, rating, guests, *_ = settings_with(FIELDS).fields
    assert podcast == Field("podcast", FieldKind.FILE, "Podcast", is_in_feeds=True)
    assert rating == Field("rating", FieldKind.NUMBER, "Rating")
    assert guests == Field(
        "guests", label="With", on=("articles", "pages"), is_many=True
    )


def test_a_name_alone_under_on_is_a_list_of_one() -> None:
    found = settings_with('\n[tool.commentariat.fields]\nseat = { on = "centers" }\n')
    assert found.fields == (Field("seat", label="Seat", on=("centers",)),)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('podcast = { kind = "audio" }', "expected 'text' or 'markdown' or 'number'"),
        ("podcast = { knd = 1 }", "no setting is called 'knd'; did you mean 'kind'?"),
        ('podcast = { on = "article" }', "did you mean 'articles'?"),
        ('podcast = { on = [] }', "expected a on, found none"),
        ('title = { kind = "text" }', "front matter has the key 'title' already"),
        ('topics = {}', "front matter has the key 'topics' already"),
        ('role = { on = "regions" }', "front matter has the key 'role' already"),
        ('"No Name" = {}', "small letters, digits and '_', found 'No Name'"),
        ('x = { kind = "markdown", cards = true }', "'cards' is for a field whose kind"),
        ('x = { kind = "number", feed = true }', "is 'link' or 'file' or 'picture'"),
        ('x = { kind = "markdown", schema = "about" }', "found one of kind 'markdown'"),
        ('x = { schema = "headline" }', "pages say 'headline' already"),
        ('x = { schema = "Isbn" }', "expected a property of schema.org"),
        ('x = { on = "pages", cards = true }', "name 'articles' under 'on'"),
        ("x = 3", "expected a table under 'x', found 3"),
    ],
)  # fmt: skip
def test_a_row_at_fault_is_told_with_its_line(row: str, said: str) -> None:
    (fault,) = faults_of(f"\n[tool.commentariat.fields]\n{row}\n")
    line = SETTINGS.count("\n") + 3
    assert fault.startswith(f"pyproject.toml:{line}: ")
    assert said in fault


def test_every_kind_keeps_its_values_as_they_are_written() -> None:
    found = parse(
        podcast="files/a.mp3", rating="3.50", guests=["Ana", "Ben", "Ana"],
        held="2024-03-15 06:00", watch=["/about/", "https://else.test/v"],
        method="Asked *all*,\nas [told](../pages/how.md).", portrait="/files/p.jpg",
        sponsored=True,
    )  # fmt: skip
    assert found.fields == {
        "podcast": ("files/a.mp3",),
        "rating": ("3.50",),
        "guests": ("Ana", "Ben"),
        "held": ("2024-03-15T06:00:00Z",),
        "watch": ("/about/", "https://else.test/v"),
        "method": ("Asked *all*,\nas [told](../pages/how.md).",),
        "portrait": ("files/p.jpg",),
        "sponsored": ("true",),
    }


def test_what_its_fields_lead_to_is_among_its_links() -> None:
    found = parse(
        podcast="files/a.mp3", watch=["/about/", "https://else.test/v"],
        method="As [told](../pages/how.md).", guests=["/not/one"],
    )  # fmt: skip
    assert found.links == ("first.md", "files/a.mp3", "/about/", "../pages/how.md")


def test_what_says_nothing_is_no_value() -> None:
    found = parse(podcast="", guests=[], watch=["", ""], sponsored=False, rating=None)
    assert found.fields == {}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"rating": "much"}, "a number as 12 or 3.5 for 'rating', found 'much'"),
        ({"rating": "1e9"}, "found '1e9'"),
        ({"rating": "9" * 16}, "a number as 12 or 3.5"),
        ({"guests": "Ana"}, "expected a list under 'guests', found 'Ana'"),
        ({"guests": ["Ana", ["Ben"]]}, "expected a text for 'guests[1]', found a list"),
        ({"podcast": "../secret.mp3"}, "expected a file as 'files/name.jpg'"),
        ({"watch": ["javascript:alert(1)"]}, "a whole URL, found 'javascript:alert(1)'"),
        ({"watch": ["//else.test/"]}, "expected '/path/' or a whole URL"),
        ({"watch": ["https://else.test/a b"]}, "expected '/path/' or a whole URL"),
        ({"watch": ["else.test"]}, "found 'else.test'"),
        ({"held": "soon"}, "for 'held', found 'soon'"),
        ({"sponsored": "perhaps"}, "expected true or false for 'sponsored'"),
        ({"podcasts": "files/a.mp3"}, "no key is called 'podcasts'; did you mean"),
    ],
)  # fmt: skip
def test_a_value_at_fault_is_told_with_its_line(
    fields: dict[str, object], said: str
) -> None:
    with pytest.raises(SourceError) as caught:
        parse(**fields)
    (fault,) = map(str, caught.value.problems)
    assert said in fault
    assert not fault.startswith("articles/t.md:0")


def test_terms_and_pages_have_those_that_name_them() -> None:
    schema = settings_with(FIELDS).schema
    term = open_content(b"---\nname: A\nmethod: By *hand*.\n---\n", "authors/a.md")
    assert judge_term(term, "authors", schema).fields == {"method": ("By *hand*.",)}
    with pytest.raises(SourceError, match="no key is called 'method'"):
        judge_term(term, "regions", schema)
    page = open_content(b"---\ntitle: A\nguests: [Ana]\n---\n", "pages/a.md")
    assert judge_page(page, schema).fields == {"guests": ("Ana",)}


def test_what_is_remembered_is_judged_anew_where_a_row_is_another(
    tmp_path: Path,
) -> None:
    site = SiteFolder(tmp_path, SETTINGS + FIELDS)
    site.write("content/articles/a.md", article("A", rating="good"))
    said = "content/articles/a.md:4: expected a number as 12 or 3.5"
    assert said in site.build().problems[0]
    site.write("pyproject.toml", SETTINGS + FIELDS.replace('kind = "number"', ""))
    assert not site.build().problems
    site.write("pyproject.toml", SETTINGS)
    (problem,) = site.build().problems
    assert "no key is called 'rating'" in problem


def test_values_are_put_in_the_order_of_their_kind() -> None:
    def ordered(kind: FieldKind, *values: str) -> list[str]:
        return sorted(values, key=lambda one: sort_key(kind, one, "en"))

    assert ordered(FieldKind.NUMBER, "", "10", "-3", "2.5") == ["-3", "2.5", "10", ""]
    assert ordered(FieldKind.TEXT, "b", "", "Á", "C") == ["Á", "b", "C", ""]
    dates = ["2024", "2024-05", "2024-05-01", "2024-05-01T23:00:00+09:00",
             "2024-05-01T15:00:00Z", "2024-05-02", ""]  # fmt: skip
    assert ordered(FieldKind.DATE, *reversed(dates)) == dates


def test_what_is_given_to_an_article_is_judged_and_its_own_words_stay() -> None:
    schema = settings_with(FIELDS).schema
    given = {"rating": 4.5, "guests": ("Ana", 2), "sponsored": True, "podcast": None,
             "watch": ["/about/"], "method": "By hand."}  # fmt: skip
    found = give_fields(parse(method="By *eye*."), given, schema)
    assert found.fields == {
        "rating": ("4.5",),
        "guests": ("Ana", "2"),
        "sponsored": ("true",),
        "watch": ("/about/",),
        "method": ("By *eye*.",),
    }
    assert found.links == ("first.md", "/about/")
    with pytest.raises(SourceError, match="no key is called 'ratings'; did you mean"):
        give_fields(parse(), {"ratings": 3}, schema)
    with pytest.raises(SourceError, match="no key is called 'title'"):
        give_fields(parse(), {"title": "Another"}, schema)
