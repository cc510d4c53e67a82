"""What sources call the keys of front matter, and which of several values counts."""

from __future__ import annotations

import pytest
from turbohtml import parse

from commentariat.archive.schema import Schema
from commentariat.intake.formats.heads import claims_of_head
from commentariat.intake.formats.judging import Judged, judge_claims
from commentariat.intake.formats.model import Claim, Told
from commentariat.intake.formats.synonyms import House, target_of
from commentariat.intake.formats.titles import without_site
from commentariat.intake.phrases.days import (
    DayOrder,
    date_in_url,
    learn_day_order,
    order_in,
    read_day,
    read_moment,
)
from commentariat.intake.sources.keys import DEFAULT_KEYS

HOUSE = House(
    DEFAULT_KEYS,
    Schema().article_keys.rows,
    types={"commentary": "Commentary", "qa": "Q&A"},
    timezone="America/New_York",
)


def judge(*claims: Claim, house: House = HOUSE, address: str = "") -> Judged:
    return judge_claims(claims, house, address=address)


def claim(key: str, *texts: str, by: Told = Told.RECORD) -> Claim:
    return Claim(key, texts, by)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("12 April 2019", "2019-04-12"),
        ("Friday, September 12th, 2014", "2014-09-12"),
        ("1er avril 2021", "2021-04-01"),
        ("12 de abril de 2021", "2021-04-12"),
        ("12. April 2021", "2021-04-12"),
        ("12 квітня 2021 р.", "2021-04-12"),
        ("14 мая 2019 года", "2019-05-14"),
        ("2021年4月12日", "2021-04-12"),
        ("2021年4月", "2021-04"),
        ("12.04.2019", "2019-04-12"),
        ("13/04/2019", "2019-04-13"),
        ("04/13/2019", "2019-04-13"),
        ("04/04/2019", "2019-04-04"),
        ("2019/4/13", "2019-04-13"),
        ("20190413", "2019-04-13"),
        ("Mar 3, 2020 at 5:30 pm", "2020-03-03"),
        ("12/04/2019", ""),
        ("0000-00-00", ""),
        ("31 April 2019", ""),
        ("soon", ""),
    ],
)
def test_a_day_is_read_where_it_can_be_only_one(words: str, day: str) -> None:
    assert read_day(words) == day


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("Mon, 1 Mar 2021 00:20:00 +0000", "2021-02-28T19:20:00-05:00"),
        ("2021-03-01T00:20:00Z", "2021-02-28T19:20:00-05:00"),
        ("2021-03-01T00:00:00Z", "2021-03-01"),
        ("2021-03-01T00:00:00-05:00", "2021-03-01"),
        ("2021-03-01 05:00:00", "2021-03-01T05:00:00-05:00"),
        ("1614558000", "2021-02-28T19:20:00-05:00"),
        ("0000-00-00 00:00:00", ""),
    ],
)
def test_the_day_of_a_moment_is_the_one_its_readers_had(
    words: str, moment: str
) -> None:
    assert read_moment(words, timezone="America/New_York") == moment


def test_numbers_are_read_in_the_order_that_language_or_house_tell() -> None:
    assert read_day("12/04/2019", order_in("fr")) == "2019-04-12"
    assert read_day("12/04/2019", order_in("en-US")) == "2019-12-04"
    assert order_in("en") == DayOrder.UNKNOWN
    learned = learn_day_order(["12/04/2019", "25/12/2018", "01.31.2019"])
    assert read_day("12/04/2019", learned) == "2019-04-12"
    assert learn_day_order(["25/12/2018", "12/25/2018"]) == DayOrder.UNKNOWN


def test_numbers_that_could_be_two_days_are_asked_about() -> None:
    judged = judge(claim("date", "12/04/2019"))
    assert "date" not in judged.told
    assert [one.kind.family for one in judged.doubts] == ["date"]
    settled = judge(
        claim("date", "12/04/2019"), address="https://house.example/2019/12/a"
    )
    assert settled.told["date"] == ("2019-12-04",)
    assert not settled.doubts


def test_an_address_tells_the_month_where_nothing_else_tells_a_day() -> None:
    judged = judge(address="https://house.example/2014/03/a-plan/")
    assert (judged.told["date"], judged.told_by["date"]) == (("2014-03",), "address")
    assert date_in_url("https://house.example/1234/03/x") == ""


def test_the_surest_teller_counts_and_what_others_say_is_kept() -> None:
    judged = judge(
        claim("og:description", "For a feed", by=Told.OPEN_GRAPH),
        claim("description", "A plan, in short", by=Told.JSON_LD),
        claim("dek", "Quite another", by=Told.PAGE),
    )
    assert judged.told["dek"] == ("A plan, in short",)
    assert judged.told_by["dek"] == "json-ld"
    assert judged.left == {"og:description": ("For a feed",), "dek": ("Quite another",)}


def test_the_heading_that_readers_saw_is_the_title() -> None:
    judged = judge(
        claim("headline", "Coast Plan: 5 Things", by=Told.JSON_LD),
        claim("title", "A Plan for the Coast", by=Told.PAGE),
    )
    assert judged.told["title"] == ("A Plan for the Coast",)
    assert judged.left == {"headline": ("Coast Plan: 5 Things",)}
    recorded = judge(
        claim("title", "A Plan for the Coast", by=Told.PAGE), claim("title", "A Plan")
    )
    assert recorded.told_by["title"] == "record"


def test_the_day_that_a_page_shows_counts_before_a_moment_just_beyond_it() -> None:
    moment = claim("datePublished", "2020-04-08T02:10:00+02:00", by=Told.JSON_LD)
    house = House(DEFAULT_KEYS, HOUSE.rows, timezone="Europe/Paris")
    assert judge(moment, house=house).told["date"] == ("2020-04-08T02:10:00+02:00",)
    shown = claim("published", "April 7, 2020", by=Told.PAGE)
    judged = judge(moment, shown, house=house)
    assert (judged.told["date"], judged.told_by["date"]) == (("2020-04-07",), "page")
    other = claim("published", "May 7, 2020", by=Told.PAGE)
    assert judge(moment, other, house=house).told_by["date"] == "json-ld"


def test_a_login_and_the_site_are_no_authors() -> None:
    judged = judge(
        claim("og:site_name", "Harbor Institute", by=Told.OPEN_GRAPH),
        claim("author", "Harbor Institute", by=Told.JSON_LD),
        claim("author", "admin", by=Told.META),
        claim("byline", "By Ann Lee", by=Told.PAGE),
    )
    assert judged.told["authors"] == ("Ann Lee",)


def test_keys_that_nobody_knows_are_kept() -> None:
    judged = judge(claim("wp:menu_order", "3"), claim("Desk", "Energy"))
    assert judged.left == {"wp:menu_order": ("3",), "Desk": ("Energy",)}


def test_a_house_names_keys_of_its_own() -> None:
    house = House(
        DEFAULT_KEYS, HOUSE.rows, own={"category:region": "regions", "tags": "centers"}
    )
    judged = judge(
        claim("category:region", "Baltic States"), claim("tags", "Coast"), house=house
    )
    assert judged.told == {"regions": ("Baltic States",), "centers": ("Coast",)}


@pytest.mark.parametrize(
    ("key", "target"),
    [
        ("date_published", "date"),
        ("datePublished", "date"),
        ("Date Published", "date"),
        ("citation_publication_date", "date"),
        ("DC.date.issued", "date"),
        ("article:modified_time", "updated"),
        ("lastmod", "updated"),
        ("parsely-author", "authors"),
        ("dc.creator", "authors"),
        ("og:locale", "language"),
        ("standfirst", "dek"),
        ("citation_doi", "doi"),
    ],
)
def test_a_key_is_known_however_it_is_spelt(key: str, target: str) -> None:
    found = target_of(key, HOUSE)
    assert found is not None
    assert found[0] == target


@pytest.mark.parametrize(
    ("texts", "by", "names"),
    [
        (("Lee, Ann", "Orel, Ivo"), Told.HIGHWIRE, ("Ann Lee", "Ivo Orel")),
        (("Ann Lee and Ivo Orel",), Told.META, ("Ann Lee", "Ivo Orel")),
        (("By Ann Lee, Ivo Orel",), Told.PAGE, ("Ann Lee", "Ivo Orel")),
        (("Ann Lee, Jr.",), Told.RECORD, ("Ann Lee, Jr.",)),
        (("Orel, Ivo; Lee, Ann",), Told.RECORD, ("Orel, Ivo", "Lee, Ann")),
        (("https://social.example/ann",), Told.OPEN_GRAPH, ()),
        (("Byron Hale",), Told.META, ("Byron Hale",)),
    ],
)
def test_names_are_parted_and_turned_as_their_vocabulary_has_them(
    texts: tuple[str, ...], by: Told, names: tuple[str, ...]
) -> None:
    assert judge(claim("author", *texts, by=by)).told.get("authors", ()) == names


def test_a_section_is_a_type_only_where_the_site_has_such_a_type() -> None:
    assert judge(claim("section", "Q&A")).told == {"type": ("qa",)}
    assert judge(claim("section", "Energy desk")).left == {"section": ("Energy desk",)}


def test_what_is_filed_under_nothing_has_no_topic() -> None:
    assert judge(claim("category", "Uncategorized")).told == {}
    judged = judge(claim("keywords", "Energy, Sea ice", by=Told.META))
    assert judged.told == {"topics": ("Energy", "Sea ice")}


def test_a_change_on_the_day_of_publication_is_none() -> None:
    judged = judge(
        claim("datePublished", "2021-04-05"),
        claim("dateModified", "2021-04-05T10:00:00Z"),
    )
    assert judged.told == {"date": ("2021-04-05",)}
    later = judge(claim("date", "2021-04-05"), claim("lastmod", "2022-01-02"))
    assert later.told["updated"] == ("2022-01-02",)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("A Plan | Harbor Institute", "A Plan"),
        ("Harbor Institute - A Plan", "A Plan"),
        ("War - and Peace", "War - and Peace"),
        ("A Plan | Other House", "A Plan | Other House"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_a_title(title: str, shown: str) -> None:
    assert without_site(title, "Harbor Institute") == shown


PAGE = """<!doctype html><html lang="en"><head>
<title>A &amp; B | Harbor Institute</title>
<meta property="og:site_name" content="Harbor Institute">
<meta property="og:title" content="A &amp;amp; B">
<meta property="og:image" content="/a.jpg"><meta property="og:image:alt" content="A pier">
<meta name="author" content="webmaster"><meta name="viewport" content="width=1">
<meta name="citation_author" content="Lee, Ann"><meta name="citation_author" content="Orel, Ivo">
<link rel="canonical" href="https://harbor.example/a-b">
<link rel="alternate" hreflang="ru" href="/ru/a-b"><link rel="amphtml" href="/amp/a-b">
<link rel="alternate" type="application/rss+xml" hreflang="en" href="/feed">
<script type="application/ld+json">{"@graph": [
 {"@type": "WebPage", "name": "A & B - Harbor"},
 {"@type": ["Article", "OpinionNewsArticle"], "headline": "A & B",
  "author": [{"@id": "#ann"}, {"@type": "Person", "name": "Ivo Orel"}],
  "datePublished": "2021-04-05", "articleBody": "all of it"},
 {"@type": "Person", "@id": "#ann", "name": "Ann Lee"}]}</script>
<script type="application/ld+json">{broken</script></head>
<body><article><h1>A &amp; B</h1><time datetime="2021-04-06">6 April</time></article>
<div class="comments"><time datetime="2022-01-01">later</time></div></body></html>"""


def test_a_head_tells_in_every_vocabulary() -> None:
    head = claims_of_head(parse(PAGE))
    assert head.address == "https://harbor.example/a-b"
    assert head.amp == "/amp/a-b"
    assert [(one.address, one.text) for one in head.translations] == [("/ru/a-b", "ru")]
    assert [(one.address, one.alt) for one in head.pictures] == [("/a.jpg", "A pier")]
    assert head.faults == 1
    judged = judge_claims(head.claims, HOUSE, sites=head.sites)
    assert judged.told["title"] == ("A & B",)
    assert judged.told["authors"] == ("Ann Lee", "Ivo Orel")
    assert judged.told["date"] == ("2021-04-05",)
    assert judged.told["language"] == ("en",)
    assert judged.told_by["authors"] == "json-ld"
    assert "all of it" not in str(judged)
    assert "viewport" not in judged.left


def test_times_of_comments_are_not_those_of_the_piece() -> None:
    page = PAGE.replace('"datePublished": "2021-04-05", ', "")
    judged = judge_claims(claims_of_head(parse(page)).claims, HOUSE)
    assert judged.told["date"] == ("2021-04-06",)
    assert judged.told_by["date"] == "time"


@pytest.mark.parametrize(
    "data",
    [
        "[" * 50_000,
        '{"@type": "Article", "author": '
        + '{"author": ' * 3_000
        + "1"
        + "}" * 3_000
        + "}",
        '{"@type": "Article", "headline": 3, "author": [[[[[[["x"]]]]]]]}',
        '{"@id": "#a", "@type": "Article", "author": {"@id": "#a"}}',
        "null",
    ],
)
def test_hostile_data_in_a_head_tell_nothing_and_break_nothing(data: str) -> None:
    page = f'<script type="application/ld+json">{data}</script><title>Here</title>'
    judged = judge_claims(claims_of_head(parse(page)).claims, HOUSE)
    assert judged.told["title"] in (("Here",), ("3",))


@pytest.mark.parametrize(
    ("address", "heading", "title", "expected"),
    [
        (
            "https://dimido.example/a",
            "DimidoBlog",
            "What Is It? | DimidoBlog",
            "What Is It?",
        ),
        (
            "https://radio.example/a",
            "radio",
            "radio » Number two: Leo",
            "Number two: Leo",
        ),
        (
            "https://www.radio.example/a",
            "Radio",
            "Radio » Blog Archive » Number two",
            "Number two",
        ),
        ("https://radio.example/a", "Number two", "Radio - Number two", "Number two"),
        ("https://radio.example/a", "Number two", "Number two - Radio", "Number two"),
        (
            "https://radio.example/a",
            "Radio and Number two",
            "News",
            "Radio and Number two",
        ),
        ("", "Radio", "Radio » Number two", "Radio"),
    ],
)
def test_a_heading_that_names_the_site_is_no_title(
    address: str, heading: str, title: str, expected: str
) -> None:
    claims = [
        Claim("title", (title,), Told.META),
        Claim("title", (heading,), Told.PAGE),
    ]
    assert judge_claims(claims, HOUSE, address=address).told["title"] == (expected,)


def test_a_heading_of_something_else_is_no_title_where_two_tellers_agree() -> None:
    claims = [
        Claim("og:title", ("Experts in the Crisis",), Told.OPEN_GRAPH),
        Claim("title", ("Experts in the Crisis | Blog",), Told.META),
        Claim("title", ("While you are here…",), Told.PAGE),
    ]
    assert judge_claims(claims, HOUSE).told["title"] == ("Experts in the Crisis",)
    assert judge_claims(claims[1:], HOUSE).told["title"] == ("While you are here…",)
    worded = [*claims[:2], Claim("title", ("What experts fear",), Told.PAGE)]
    assert judge_claims(worded, HOUSE).told["title"] == ("What experts fear",)


def test_a_byline_counts_more_than_who_made_the_site() -> None:
    claims = [
        Claim("author", ("Friends of Energy",), Told.META),
        Claim("byline", ("Mara Lind",), Told.PAGE),
    ]
    assert judge_claims(claims, HOUSE).told["authors"] == ("Mara Lind",)
    assert judge_claims(claims[:1], HOUSE).told["authors"] == ("Friends of Energy",)


@pytest.mark.parametrize(
    "name", ["stern.de", "Made by www.w-commerce.de", "cipha[at]cipha.net"]
)
def test_a_site_is_no_author(name: str) -> None:
    for by in (Told.META, Told.JSON_LD):
        judged = judge_claims([Claim("author", (name,), by)], HOUSE)
        assert "authors" not in judged.told
        assert judged.left["author"] == (name,)


@pytest.mark.parametrize("name", ["J.R. Lind", "St. John Lind", "Mara Lind, Ph.D."])
def test_points_in_a_name_make_no_site_of_it(name: str) -> None:
    assert judge_claims([Claim("author", (name,), Told.META)], HOUSE).told["authors"]


def test_a_site_that_is_called_by_who_writes_it_is_signed_by_them() -> None:
    claims = [
        Claim("og:site_name", ("Mara Lind",), Told.OPEN_GRAPH),
        Claim("author", ("Mara Lind",), Told.META),
    ]
    assert "authors" not in judge_claims(claims, HOUSE).told
    signed = [*claims, Claim("byline", ("Mara Lind",), Told.PAGE)]
    assert judge_claims(signed, HOUSE).told["authors"] == ("Mara Lind",)
