"""From reading to draft to content file: every field where an editor looks for it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from raw_samples import BODY, DEK, LEAD, PAIRS, SETTINGS, raw_a, raw_b, raw_c

from commentariat.archive.frontmatter import parse_front_matter
from commentariat.archive.schema import Schema
from commentariat.config import Settings, SourceSettings
from commentariat.intake.content.content_file import write_content
from commentariat.intake.content.convert import Converted, convert_reading
from commentariat.intake.content.options import options_of
from commentariat.intake.content.summary import summarize
from commentariat.intake.content.unite import unite
from commentariat.intake.sources.sidecar import IndexRow


def convert(
    text: str,
    file: str = "001.txt",
    row: IndexRow | None = None,
    settings: Settings = SETTINGS,
) -> Converted:
    options = options_of(settings)
    reading = options.read(text, f"content/raw/{file}")
    return convert_reading(
        reading, text, file=file, digest="d1", row=row, options=options
    )


def fields_of(*converted: Converted) -> dict[str, Any]:
    content = unite((one.crawled for one in converted), Schema())
    return parse_front_matter(write_content(content, "a-slug", Schema()).text, "x.md")[
        0
    ]


def slug_of(text: str, file: str = "001.txt", row: IndexRow | None = None) -> str:
    return summarize(convert(text, file, row).crawled, row).slug.value


def body_of(*converted: Converted) -> list[str]:
    return unite((one.crawled for one in converted), Schema()).body.split("\n\n")


def test_a_page_without_title_gets_one_from_its_dek_and_no_date() -> None:
    fields = fields_of(convert(raw_a()))
    assert fields["title"] == "A river treaty survives on a number"
    assert fields["title_from"] == "dek"
    assert slug_of(raw_a()) == "a-river-treaty-survives-on-a-number"
    assert fields["dek"] == DEK
    assert fields["language"] == "en"
    assert "date" not in fields


def test_keys_stand_in_the_order_of_the_house_and_empty_ones_are_left_out() -> None:
    fields = fields_of(convert(raw_b()))
    assert list(fields) == [key for key in Schema().article_keys.rows if key in fields]
    assert all(fields.values())
    assert "codes" not in fields


def test_a_title_that_metadata_tell_leaves_that_of_the_page_to_the_editor() -> None:
    keys = SourceSettings({"head": "title"})
    told = raw_c().replace("{", '{"head": "A Told Title",', 1)
    settings = msgspec.structs.replace(SETTINGS, sources=keys)
    fields = fields_of(convert(told, settings=settings))
    assert fields["title"] == "A Told Title"
    assert fields["told_by"]["title"] == "metadata"
    assert fields["unplaced"] == ["The Village on the Other Wire"]
    row = IndexRow("001.txt", 2, title="A Listed Title")
    fields = fields_of(convert(told, row=row, settings=settings))
    assert (fields["title"], fields["told_by"]["title"]) == ("A Listed Title", "list")
    assert fields["extra"] == {"head": "A Told Title"}


def test_metadata_become_fields() -> None:
    fields = fields_of(
        convert(raw_a(blog="Tidemark", regions=["Türkiye", "Türkiye", ""]))
    )
    assert fields["authors"] == ["Devika Ranganath"]
    assert fields["primary_center"] == "South Asia Center"
    assert fields["programs"] == ["Democracy, Conflict, and Governance"]
    assert fields["series"] == "Tidemark"
    assert fields["regions"] == ["Türkiye"]


def test_a_page_with_a_title_keeps_it() -> None:
    fields = fields_of(convert(raw_b("What Russian Empire?")))
    assert fields["title"] == "What Russian Empire?"
    assert "title_from" not in fields
    assert fields["source"] == "The Harbor Courier"
    assert fields["image_credit"] == "Getty"
    assert fields["recent_work"] == [
        {"title": "A New Map of Old Neighbors", "type": "Commentary"}
    ]
    assert fields["related"] == [
        {
            "teaser": "Trade figures suggest a thin rebound.",
            "authors": ["Jonas Thorbecke"],
            "title": "What the Ledger Says",
            "type": "Commentary",
        }
    ]
    assert fields["bios"][0]["role"] == "Former Director"


def test_the_date_of_publication_becomes_the_date() -> None:
    fields = fields_of(convert(raw_c(date="Sep 10, 2008")))
    assert fields["date"] == "2008-09-10"


def test_a_date_of_publication_that_is_not_understood_is_asked_about() -> None:
    converted = convert(raw_c(date="Smarch 10, 2008"))
    assert "date" not in fields_of(converted)
    assert any(point.kind == "date" for point in converted.open_points)


def test_the_date_of_an_event_is_no_date_of_publication() -> None:
    body = ["Fri, September 12th, 2014", "Washington, D.C.", *BODY]
    fields = fields_of(convert(raw_a("A Talk on Rivers", body, type="event")))
    assert fields["event"]["date"] == "Fri, September 12th, 2014"
    assert "date" not in fields


def test_the_sidecar_comes_before_the_page_and_the_page_before_the_file_name() -> None:
    file = "2020-01-02-some-words.txt"
    row = IndexRow(
        file,
        2,
        "https://c.example/2019/03/04/other-words",
        "Own Title",
        "2018-01-01",
        "fr",
    )
    told = fields_of(convert(raw_c(), file, row))
    assert (told["title"], told["date"], told["language"]) == (
        "Own Title",
        "2018-01-01",
        "fr",
    )
    assert slug_of(raw_c(), file, row) == "other-words"
    url = IndexRow(file, 2, row.url)
    assert fields_of(convert(raw_c(), file, url))["date"] == "2019-03-04"
    page = fields_of(convert(raw_c(), file))
    assert (page["date"], slug_of(raw_c(), file)) == ("2008-09-10", "some-words")
    named = fields_of(convert(raw_a(), file))
    assert (named["date"], named["title_from"]) == ("2020-01-02", "dek")
    assert (
        slug_of(raw_a(), "1.txt", IndexRow("1.txt", 2, title="Own Title"))
        == "own-title"
    )


def test_a_title_may_come_from_the_body_and_at_last_from_the_name_of_the_file() -> None:
    long = " ".join(BODY) + " " + " ".join(BODY)
    body = fields_of(convert(raw_a("", [long, *BODY])))
    assert body["title_from"] == "body"
    assert body["title"].startswith("There are forty-one steps")
    empty = fields_of(convert(raw_a("", []), "0412.txt"))
    assert (empty["title"], empty["title_from"]) == ("0412", "file")


def test_what_leads_over_to_the_text_is_no_title() -> None:
    release = fields_of(convert(raw_a("", ["Key Conclusions:", *BODY, "###"])))
    assert release["title_from"] == "body"
    assert release["title"].startswith("There are forty-one steps")


def test_the_words_of_an_address_are_better_than_a_part_of_the_dek() -> None:
    url = "https://c.example/2026/02/a-river-treaty-and-its-number-4117.html"
    row = IndexRow("001.txt", 2, url)
    long = (
        "The ministers who met by the river last autumn agreed on a number that nobody "
        "had measured, and that each of them had reasons of his own to like for a year."
    )
    assert fields_of(convert(raw_a(long)))["title_from"] == "dek"
    fields = fields_of(convert(raw_a(long), row=row))
    assert fields["title"] == "A river treaty and its number"
    assert fields["title_from"] == "address"
    assert fields["date"] == "2026-02"
    whole = fields_of(convert(raw_a("A short dek."), row=row))
    assert (whole["title"], whole["title_from"]) == ("A short dek", "dek")
    number = IndexRow("001.txt", 2, "https://c.example/node/4117")
    assert fields_of(convert(raw_a(long), row=number))["title_from"] == "dek"


def test_an_address_that_says_the_month_leaves_the_day_to_who_knows_it() -> None:
    row = IndexRow("c.txt", 2, "https://c.example/2008/09/some-words")
    assert fields_of(convert(raw_c(), "c.txt", row))["date"] == "2008-09-10"
    other = IndexRow("c.txt", 2, "https://c.example/2011/01/some-words")
    assert fields_of(convert(raw_c(), "c.txt", other))["date"] == "2011-01"


def test_the_lead_in_is_counted_once_with_its_repetition() -> None:
    related = fields_of(convert(raw_a()))["related"]
    assert [one["teaser"] for one in related] == [teaser for teaser, _ in PAIRS]
    assert related[0]["authors"] == [LEAD[1]]


def test_a_row_that_the_file_cuts_off_is_kept_only_if_its_teaser_is_whole() -> None:
    cut = raw_a().rstrip("\n") + "\nMunicipal budgets tell the story of reconstruct"
    whole = raw_a().rstrip("\n") + "\nMunicipal budgets tell the story."
    assert len(fields_of(convert(cut))["related"]) == len(PAIRS)
    related = fields_of(convert(whole))["related"]
    assert related[-1] == {"teaser": "Municipal budgets tell the story."}


def test_a_repair_is_noted_with_rule_and_place() -> None:
    first, second = BODY
    fields = fields_of(convert(raw_a(body=[first, second + " It wassigned in May."])))
    (repair,) = fields["repairs"]
    text = raw_a(body=[first, second + " It wassigned in May."])
    line = text.split("\n")[int(repair["line"]) - 1]
    assert (repair["rule"], repair["after"]) == ("glued-words", "was signed")
    assert line[int(repair["column"]) - 1 :].startswith("wassigned")
    assert "file" not in repair


def test_titles_parted_from_types_and_line_breaks_are_noted() -> None:
    text = raw_b("What Russian<br>Empire?")
    fields = fields_of(convert(text))
    assert fields["title"] == "What Russian Empire?"
    noted = {repair["before"]: repair["after"] for repair in fields["repairs"]}
    assert noted == {
        "Russian<br>Empire?": "Russian Empire?",
        "NeighborsCommentary": "Neighbors Commentary",
        "SaysCommentary": "Says Commentary",
    }
    for repair in fields["repairs"]:
        line = text.split("\n")[int(repair["line"]) - 1]
        assert line[int(repair["column"]) - 1 :].startswith(repair["before"])


def test_a_disclaimer_glued_to_the_last_sentence_is_noted() -> None:
    text = raw_a().replace(f"{BODY[-1]}\n", BODY[-1])
    (repair,) = fields_of(convert(text))["repairs"]
    assert (repair["rule"], repair["before"], repair["after"]) == (
        "glued-disclaimer", "ink.Carnegie", "ink. Carnegie",
    )  # fmt: skip
    assert body_of(convert(text))[-1] == BODY[-1]


def test_text_is_not_markdown() -> None:
    body = [
        "2014. That was the year that nobody at the gauge house likes to talk about.",
        *BODY,
    ]
    assert body_of(convert(raw_a(body=body)))[0].startswith("2014\\. That was")


def test_what_nobody_has_seen_before_is_kept() -> None:
    changes: dict[str, Any] = {
        "mood": "calm", "tags": ["a", "b"], "rank": 3, "deep": {"x": [1]}, "none": None,
    }  # fmt: skip
    fields = fields_of(convert(raw_a(**changes)))
    assert fields["extra"] == {
        "mood": "calm", "tags": ["a", "b"], "rank": "3", "deep": '{"x": [1]}', "none": "null",
    }  # fmt: skip


def test_codes_are_kept_under_their_own_names() -> None:
    fields = fields_of(
        convert(raw_a(centerAffiliationAll="dc", programAffiliation="MEP"))
    )
    assert fields["codes"] == {
        "centerAffiliationAll": "dc",
        "programAffiliation": "MEP",
    }


def test_crawls_of_one_article_are_united() -> None:
    one = convert(raw_a(centerAffiliationAll="dc", regions=["India"]), "a.txt")
    other_pairs = (("Another teaser.", "Ruth Ellingham"), *PAIRS[1:])
    two = convert(
        raw_a(
            lead=other_pairs[0], pairs=other_pairs, centerAffiliationAll="brussels",
            regions=["South Asia", "India"], collections=["Water After Treaties"],
        ),
        "b.txt",
    )  # fmt: skip
    assert one.crawled.key == two.crawled.key
    fields = fields_of(two, one)
    assert fields["regions"] == ["India", "South Asia"]
    assert fields["collections"] == ["Water After Treaties"]
    assert fields["codes"] == {"centerAffiliationAll": ["dc", "brussels"]}
    assert [raw["file"] for raw in fields["raw"]] == ["a.txt", "b.txt"]
    assert [entry["teaser"] for entry in fields["related"]] == [
        *(teaser for teaser, _ in PAIRS), "Another teaser.",
    ]  # fmt: skip
    assert body_of(one, two) == list(BODY)


def test_a_repair_names_its_file_when_there_are_several() -> None:
    body = [*BODY, "It wassigned in May."]
    one = convert(raw_a(body=body), "a.txt")
    two = convert(raw_a(body=body, lead=PAIRS[1], pairs=PAIRS[1:]), "b.txt")
    assert [repair["file"] for repair in fields_of(one, two)["repairs"]] == ["a.txt"]


@pytest.mark.parametrize(
    "other",
    [
        raw_a(authors=["Jonas Thorbecke"]),
        raw_a(body=[BODY[0]]),
        raw_a("Another dek.", []),
        raw_a("", []),
    ],
)
def test_other_authors_or_another_body_make_another_article(other: str) -> None:
    assert convert(raw_a()).crawled.key != convert(other).crawled.key


def test_nothing_is_merged_on_an_empty_text() -> None:
    assert convert(raw_a("", [])).crawled.key == ""
    assert convert(raw_a("A dek of its own.", [])).crawled.key != ""


def test_the_language_is_told_by_the_script() -> None:
    body = [
        "Министерство опубликовало план в марте, и никто его не прочитал до конца."
    ] * 3
    fields = fields_of(convert(raw_a("Зима показала, кто платит за тишину.", body)))
    assert fields["language"] == "ru"
    assert fields["dek"] == "Зима показала, кто платит за тишину."


def test_names_of_the_file_are_whole_words_in_it() -> None:
    body = [*BODY, "Then Thewater spoke of it at some length, and Thewater was heard."]
    assert (
        "Thewater spoke"
        in body_of(convert(raw_a(body=body, authors=["Ilse Thewater"])))[-1]
    )
