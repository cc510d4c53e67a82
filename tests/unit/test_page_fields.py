"""Title, authors and day of a page, from wherever it shows or says them."""

from __future__ import annotations

import pytest

from commentariat.archive.schema import Schema
from commentariat.intake.formats.html.bylines import names_of, said_by
from commentariat.intake.formats.html.datelines import find_date, looks_like_date
from commentariat.intake.formats.html.reading import read_html
from commentariat.intake.formats.judging import Judged, judge_claims
from commentariat.intake.formats.model import ItemSpan, ItemText, Surroundings
from commentariat.intake.formats.synonyms import House
from commentariat.intake.pages.model import Label
from commentariat.intake.phrases.days import date_in_url
from commentariat.intake.sources.keys import DEFAULT_KEYS

HOUSE = House(DEFAULT_KEYS, Schema().article_keys.rows)
TEXT = "".join(
    f"<p>The lower gate of the lock was shut at noon for the {nth} time, and the keeper "
    "wrote both levels down, as the standing orders of the river board ask of him.</p>"
    for nth in ("first", "second", "third", "fourth")
)
ADDRESS = "https://fennmark.example/lock"


def read(body: str, head: str = "", address: str = ADDRESS) -> ItemText:
    page = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    data = page.encode()
    return read_html(
        data, ItemSpan("", 0, len(data)), Surroundings("a.html", address=address)
    )


def judged(body: str, head: str = "", address: str = ADDRESS) -> Judged:
    item = read(body, head, address)
    return judge_claims(item.claims, HOUSE, sites=item.sites, address=item.address)


def authors(body: str, head: str = "") -> tuple[str, ...]:
    return judged(body, head).told.get("authors", ())


# -- Authors ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("<p class='byline'>By Ada Berg and Jo Ost</p>", ("Ada Berg", "Jo Ost")),
        ("<p>Von Ada Berg, dpa</p>", ("Ada Berg",)),
        ("<p>ByAda Berg</p>", ("Ada Berg",)),
        ("<p class='byline'>By Ada Berg, Senior Editor</p>", ("Ada Berg",)),
        ("<p>Text: Ada Berg | 3. Mai 2019</p>", ("Ada Berg",)),
        ("<p>03.05.2019 <span>- Redaktion: Ada Berg (Sprecherin)</span></p>", ("Ada Berg",)),
        ("<p>Auteur : Ada Berg</p>", ("Ada Berg",)),
        ("<p>Автор: Ада Берг</p>", ("Ада Берг",)),
        ("<h4>Autor</h4><p><a href='/profil/17'>Ada Berg</a>, </p>", ("Ada Berg",)),
        ("<div><b>Datum:</b> 3.5.2019<br><b>Autor:</b> Ada Berg<br></div>", ("Ada Berg",)),
        ("<p class='author'>Ada Berg, ada@fennmark.example</p>", ("Ada Berg",)),
        ("<p>By <a rel='author' href='/a/1'>ada_b</a></p>", ("ada_b",)),
        ("<ul class='author'><li>Ada Berg</li></ul>", ("Ada Berg",)),
        ("<byline>Von Ada Berg</byline>", ("Ada Berg",)),
        ("<p class='byline'><a href='/x'>Ada Berg / TNN / Updated: Oct 9, 2019</a></p>", ("Ada Berg",)),
        ("<p class='byline'>By Ada Berg, Senior Staff Technologist, Speech and Water Project</p>",
         ("Ada Berg",)),
        ("<p class='byline'>By Ada Berg March 18 at 3:57 PM Follow @ada</p>", ("Ada Berg",)),
        ("<p class='author'>Interview: Ada Berg</p>", ("Ada Berg",)),
        ("<p class='author'>Ada Berg im Gespräch mit Jo Ost</p>", ("Ada Berg", "Jo Ost")),
        ("<p class='meta'>Posted by Ada Berg | Housing</p>", ("Ada Berg",)),
        ("<p><a href='/about/editors/ada-berg/'>Ada Berg</a>, @ada</p>", ("Ada Berg",)),
        ("<p class='author'>Empa Materialprüfungs- und Forschungsanstalt</p>",
         ("Empa Materialprüfungs- und Forschungsanstalt",)),
    ],
)  # fmt: skip
def test_who_signs_above_the_text_is_an_author(
    byline: str, names: tuple[str, ...]
) -> None:
    body = f"<article><h1>The Two Levels</h1>{byline}{TEXT}</article>"
    assert authors(body) == names


@pytest.mark.parametrize(
    "lines",
    [
        "<div>Ada Berg</div><div>May 3, 2019</div>",
        "<div>May 3, 2019</div><div>Ada Berg</div>",
        "<div><span>May 3, 2019</span><span>Ada Berg</span></div>",
        "<div>May 3, 2019 · Ada Berg on behalf of the board</div>",
        "<p>Ada Berg</p><p>Senior Fellow</p>",
        "<h3>Written by</h3><p>Ada Berg</p><h3>Related Program</h3><li>River Law</li>",
        "<p>This post was written by Ada Berg, Head of Locks.</p>",
    ],
)
def test_a_name_beside_a_day_or_a_post_near_the_title_is_the_author(lines: str) -> None:
    page = f"<div><h1>The Two Levels</h1>{lines}<div>{TEXT}</div></div>"
    assert authors(page) == ("Ada Berg",)


def test_a_name_that_the_page_introduces_is_the_author() -> None:
    head = "<h1>The Two Levels</h1><p>Ada Berg</p>"
    bio = "<p>Ada Berg keeps the lower gate.</p>"
    assert authors(f"<div>{head}<div>{TEXT}</div>{bio}</div>") == ("Ada Berg",)
    assert authors(f"<div>{head}<div>{TEXT}</div></div>") == ()


@pytest.mark.parametrize(
    "line",
    [
        "<div>River Board</div>",  # the text has both words in small letters
        "<div>Released Wednesday</div>",
        "<div>Fennmark Post</div>",  # the name of the site
        "<div><a href='/topics/ports'>Inland Ports</a></div>",
        "<div>View Profile</div>",
    ],
)
def test_what_stands_near_a_day_and_is_nobody_is_no_author(line: str) -> None:
    page = f"<div><h1>The Two Levels</h1>{line}<div>May 3, 2019</div><div>{TEXT}</div></div>"
    head = "<title>The Two Levels | Fennmark Post</title>"
    assert authors(page, head) == ()


def test_who_signs_counts_where_head_and_json_tell_one_of_them_alone() -> None:
    said = (
        '{"@type":"Article","headline":"The Two Levels","author":{"name":"Ada Berg"}}'
    )
    json = f'<script type="application/ld+json">{said}</script>'
    head = f'{json}<meta name=author content="Ada Berg">'
    line = "<p class='byline'>By Dr. Ada Berg and Jo Ost</p>"
    page = f"<article><h1>The Two Levels</h1>{line}{TEXT}</article>"
    assert authors(page, head) == ("Dr. Ada Berg", "Jo Ost")
    editor = "<p class='byline'>By Ada Berg. Edited by Jo Ost</p>"
    page = f"<article><h1>The Two Levels</h1>{editor}{TEXT}</article>"
    assert authors(page, head) == ("Ada Berg",)


@pytest.mark.parametrize("name", ["Fennmark Team", "Newsroom Staff", "105092"])
def test_an_office_is_no_author_and_who_signs_is(name: str) -> None:
    said = f'{{"@type":"Article","headline":"A","author":{{"name":"{name}"}}}}'
    json = f'<script type="application/ld+json">{said}</script>'
    page = f"<article><h1>The Two Levels</h1><p>By Ada Berg</p>{TEXT}</article>"
    assert authors(page, json) == ("Ada Berg",)


@pytest.mark.parametrize(
    "line",
    [
        "<p>Text Size</p>",
        "<p class='byline'>Staff Writer</p>",
        "<p class='byline'>More videos</p>",
        "<p class='author'>Artikel von</p>",
        "<p>Lübeck, 31. März 2003</p>",
        "<form><p class='username'>Username</p></form>",
        "<p class='author'>343 claps</p>",
        "<p class='meta'><a href='/category/news'>Fresh Water</a> 3 May 2019</p>",
        "<figure><img src='a.jpg' alt=''><figcaption>Photo by Ada Berg</figcaption></figure>",
        "<div class='comment'><p class='author'>Ada Berg</p><p>So it is.</p></div>",
        "<aside class='related'><p>By Ada Berg</p></aside>",
    ],
)
def test_what_is_beside_the_text_is_no_author(line: str) -> None:
    assert (
        authors(f"<article><h1>The Two Levels</h1>{line}{TEXT}</article>{line}") == ()
    )


def test_who_signs_below_the_text_is_an_author() -> None:
    below = "<div class='post-footer'>Posted by Ada Berg at 2:33 PM</div>"
    assert authors(f"<article><h1>Levels</h1>{TEXT}</article>{below}") == ("Ada Berg",)
    last = "<p><em>Von Ada Berg</em></p>"
    assert authors(f"<article><h1>Levels</h1>{TEXT}{last}</article>") == ("Ada Berg",)
    slanted = "<p align='right'><em>Ada Berg</em></p>"
    assert authors(f"<article><h1>Levels</h1>{TEXT}{slanted}</article>") == (
        "Ada Berg",
    )
    assert authors(f"<article><h1>Levels</h1>{TEXT}<p>Upper Weir</p></article>") == ()
    box = "<div class='author-bio'><h3>Ada Berg</h3><p>Ada Berg keeps a lock.</p></div>"
    assert authors(f"<article><h1>Levels</h1>{TEXT}{box}</article>") == ("Ada Berg",)


def test_who_tells_more_authors_counts_where_all_others_are_among_them() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "Article", "headline": "Levels", '
        '"author": {"@type": "Person", "name": "Ada Berg"}}</script>'
    )
    body = "<article><h1>Levels</h1><p class='byline'>By Ada Berg and Jo Ost</p>{}</article>"
    found = judged(body.format(TEXT), head)
    assert found.told["authors"] == ("Ada Berg", "Jo Ost")
    assert found.told_by["authors"] == "page"
    other = judged(body.format(TEXT), head.replace("Ada Berg", "Ruth Ash"))
    assert other.told["authors"] == ("Ada Berg", "Jo Ost")
    assert other.left["author"] == ("Ruth Ash",)  # who entered it


def test_an_agency_that_signs_is_the_outlet_and_no_author() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Levels", '
        '"author": [{"name": "Ada Berg"}, {"name": "Reuters"}]}</script>'
    )
    found = judged(f"<article><h1>Levels</h1>{TEXT}</article>", head)
    assert found.told["authors"] == ("Ada Berg",)
    assert found.told["source"] == ("Reuters",)


def test_the_publisher_is_no_author() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "Article", "headline": "Levels", '
        '"author": {"name": "Fenn Mark Review"}, "publisher": {"name": "Fenn Mark Review"}}'
        "</script>"
    )
    body = f"<article><h1>Levels</h1><p>By Ada Berg</p>{TEXT}</article>"
    assert authors(body, head) == ("Ada Berg",)


def test_names_are_cut_out_of_what_stands_around_them() -> None:
    assert names_of("Ada Berg, PhD, Jo Ost") == ["Ada Berg", "Jo Ost"]
    assert names_of("Ada Berg for the Mark") == ["Ada Berg"]
    assert names_of("Ada Berg | Harbor Reporting Foto: Jo Ost") == [
        "Ada Berg",
        "Harbor Reporting",
    ]
    assert names_of("J. I. da Silva / E. Barreneche") == [
        "J. I. da Silva",
        "E. Barreneche",
    ]
    assert said_by("By the river") == ""


# -- Days ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("<div class='x'>26 Mai, 2008 | <a href='/t'>Notes</a></div>", "2008-05-26"),
        ("<p>mardi 5 juin 2018</p>", "2018-06-05"),
        ("<p>Wtorek, 3 marca 2020 o 12:10</p>", "2020-03-03"),
        ("<div><h5>Datum:</h5> 03.11.2021</div>", "2021-11-03"),
        ("<p>December 16, 2016, 4:19 PM</p>", "2016-12-16"),
        ("<p><a href='/a/1'>Ada Berg</a><span>3.11.2023</span></p>", "2023-11-03"),
        ("<p><span>Apr</span><span>04</span><span>2013</span></p>", "2013-04-04"),
        ("<p>Rivers (1 / 1) 06.11.2023 13:30 from the desk of the upper weir</p>", "2023-11-06"),
        ("<p>Published Jan 3, 2019 · Updated Mar 12, 2020</p>", "2019-01-03"),
        ("<p>2019년 3월 4일</p>", "2019-03-04"),
        ("<abbr class='published' title='2018-06-05T08:00:00-07:00'>8:00</abbr>", "2018-06-05T15:00:00Z"),
        ("<meta itemprop='datePublished' content='2018-06-05'>", "2018-06-05"),
    ],
)  # fmt: skip
def test_a_day_near_the_title_is_that_of_the_piece(line: str, day: str) -> None:
    body = f"<article><h1>The Two Levels</h1>{line}{TEXT}</article>"
    assert judged(body).told["date"] == (day,)


def test_a_line_below_the_text_may_say_when_it_was_published() -> None:
    below = "<p>Letzte Änderung: 31.10.2023<br>Erschienen am: 01.11.2023</p>"
    assert judged(f"<article><h1>Levels</h1>{TEXT}{below}</article>").told["date"] == (
        "2023-11-01",
    )


@pytest.mark.parametrize(
    "line",
    [
        "<p>Last updated on March 12, 2020</p>",
        "<p>Diese Seite wurde zuletzt am 29. Januar 2020 geändert.</p>",
        "<p>04/05/2019</p>",
        "<p>23.09.22</p>",
        "<div class='comment'>May 3, 2019</div>",
    ],
)
def test_a_change_a_comment_and_a_day_that_could_be_two_are_no_day(line: str) -> None:
    body = f"<article><h1>The Two Levels</h1>{line}{TEXT}</article>{line}"
    assert "date" not in judged(body).told


def test_a_text_that_begins_with_a_place_and_a_day_is_of_that_day() -> None:
    body = f"<article><h1>Levels</h1><p>Fennmark, May 3, 2019 – {TEXT[3:]}</article>"
    assert judged(body).told["date"] == ("2019-05-03",)


def test_a_day_in_one_box_with_the_names_is_that_of_the_piece() -> None:
    box = "<div class='by-author'><a href='/author/berg'>Ada Berg</a><div>•</div><div>May 3, 2019</div></div>"
    page = (
        f"<section>{box}</section><div><p>{TEXT}</p><h1>The Two Levels</h1>{TEXT}</div>"
    )
    assert judged(page).told["date"] == ("2019-05-03",)


@pytest.mark.parametrize(
    "time",
    [
        "<time datetime='2022-11-11T20:23:00Z'>Updated November 11, 2022</time>",
        "<p>Page updated: <time datetime='2022-11-11'>11 November 2022</time></p>",
    ],
)
def test_an_element_of_time_that_says_a_change_is_no_day_of_publication(
    time: str,
) -> None:
    first = "<time datetime='2022-11-09T16:01:00Z'>Published November 9, 2022</time>"
    head = "<article><h1>The Two Levels</h1>"
    assert "date" not in judged(f"{head}{time}{TEXT}</article>").told
    found = judged(f"{head}{time}{first}{TEXT}</article>")
    assert found.told["date"] == ("2022-11-09T16:01:00Z",)


def test_a_day_beside_the_title_counts_before_the_time_of_another_piece() -> None:
    other = "<div><time datetime='2025-01-31T12:00:00Z'>Jan 31</time> Ferries</div>"
    line = "<div class='meta'><time datetime='2017-03-01T12:00:00Z'>March 1, 2017</time></div>"
    page = f"{other}<article><h1>The Two Levels</h1>{line}{TEXT}</article>"
    assert judged(page).told["date"] == ("2017-03-01",)


def test_the_day_of_the_visit_in_the_head_of_a_site_is_no_day_of_a_piece() -> None:
    body = f"<header><p>Tue, 14 Jan 2020</p></header><article><h1>Levels</h1>{TEXT}</article>"
    assert "date" not in judged(body).told


def test_a_change_that_the_page_shows_is_not_the_day_of_a_moment_beside_it() -> None:
    head = (
        '<meta property="article:published_time" content="2022-12-30T07:00:40+01:00">'
        '<meta property="article:modified_time" content="2022-12-29T15:36:19+01:00">'
    )
    body = (
        f"<article><h1>Levels</h1><p class='date'>29. Dezember 2022</p>{TEXT}</article>"
    )
    assert judged(body, head).told["date"][0][:10] == "2022-12-30"


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://fennmark.example/news/2019-05-03-levels", "2019-05-03"),
        ("https://fennmark.example/news/29-10-2021", "2021-10-29"),
        ("https://fennmark.example/news/02-01-2022", ""),
        ("https://fennmark.example/news/gate-2019-05-03", ""),
    ],
)
def test_an_address_tells_a_day_that_can_be_one_alone(address: str, day: str) -> None:
    assert date_in_url(address) == day


def test_an_address_tells_which_comes_first_the_day_or_the_month() -> None:
    body = f"<article><h1>Levels</h1><p class='date'>02/10/2020</p>{TEXT}</article>"
    british = judged(body, address="https://fennmark.example/en-gb/levels")
    assert british.told["date"] == ("2020-10-02",)
    assert "date" not in judged(body).told


def test_what_the_page_shows_counts_before_a_date_of_no_meaning() -> None:
    head = '<meta name="date" content="2020-04-30">'
    body = f"<article><h1>Levels</h1><time>29.04.2020</time>{TEXT}</article>"
    found = judged(body, head)
    assert (found.told["date"], found.told_by["date"]) == (("2020-04-29",), "page")
    assert found.left["date"] == ("2020-04-30",)


def test_json_ld_is_read_with_raw_lines_and_commas_too_many() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "Article", "headline": "Le\nvels",'
        '"datePublished": "2020-10-26", }</script>'
    )
    item = read(f"<article>{TEXT}</article>", head)
    found = judge_claims(item.claims, HOUSE)
    assert found.told["date"] == ("2020-10-26",)


def test_a_name_that_two_languages_give_different_months_is_not_guessed_at() -> None:
    assert find_date("12 listopada 2020") == ""
    assert find_date("12 grudnia 2020") == "12 grudnia 2020"
    assert looks_like_date("Friday, 4 May 2019, 10:15 am")
    assert not looks_like_date("On 4 May 2019 the gate was shut again by two men")


# -- Titles ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "head"),
    [
        ("<h1><span class='kicker'>Rivers:</span> The Two Levels</h1>", ""),
        ("<h1><span class='section-number'>5. </span>The Two Levels"
         "<a href='#s'>¶</a></h1>", ""),
        ("<h1><span>Rivers</span> <span>The Two Levels</span></h1>",
         "<meta property='og:title' content='The Two Levels'>"),
        ("<h1><span>Rivers</span> The Two Levels</h1>",
         "<title>Rivers | The Two Levels | Fennmark</title>"),
        ("<h1>Rivers: The Two Levels</h1>", "<title>The Two Levels</title>"
         "<meta property='og:title' content='The Two Levels'>"),
        ("<h1>The Two Levels <small><time>02.02.2022</time></small></h1>", ""),
        ("<h1><a href='/'>Fennmark</a></h1><h2>The Two Levels</h2>",
         "<title>The Two Levels – Fennmark</title>"),
        ("<p>x</p>", "<title>The Two Levels | Fenn Mark</title>"),
        ("<p>x</p>", "<title>The Two Levels - Review</title>"
         '<script type="application/ld+json">{"@type": "WebSite", "name": "Review"}</script>'),
        ("<h1>Fennmark</h1>", "<title>Fennmark: The Two Levels</title>"),
    ],
)  # fmt: skip
def test_a_title_is_without_what_stands_beside_it(heading: str, head: str) -> None:
    body = f"<section id='s'>{heading}{TEXT}</section>"
    assert judged(body, head).told["title"] == ("The Two Levels",)


def test_a_heading_counts_that_has_a_word_in_common_with_any_title_told() -> None:
    head = (
        "<meta property='og:title' content='All About Levels'><title>Rivers Now</title>"
    )
    body = f"<article><h1>The Two Levels</h1>{TEXT}</article>"
    assert judged(body, head).told["title"] == ("The Two Levels",)


def test_what_stands_beside_a_title_is_labelled_and_kept() -> None:
    item = read(
        f"<article><h1><span class='kicker'>Rivers</span> Levels</h1>{TEXT}</article>"
    )
    labels = {item.text[one.start : one.end]: one.label for one in item.spans}
    assert labels["Rivers"] is Label.TYPE_LABEL
    assert any(one.texts == ("Rivers",) for one in item.claims)


def test_a_title_that_ends_with_other_words_than_the_site_keeps_them() -> None:
    head = "<title>Gates – and the River</title>"
    assert judged(f"<article>{TEXT}</article>", head).told["title"] == (
        "Gates – and the River",
    )
