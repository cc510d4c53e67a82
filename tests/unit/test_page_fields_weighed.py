"""Authors and days of a page, where what its head tells and what it shows differ."""

from __future__ import annotations

import json
import time

import pytest

from commentariat.archive.schema import Schema
from commentariat.intake.formats.html.bylines import names_of
from commentariat.intake.formats.html.reading import read_html
from commentariat.intake.formats.judging import judge_claims
from commentariat.intake.formats.model import ItemSpan, Surroundings, Told
from commentariat.intake.formats.people import read_authors
from commentariat.intake.formats.synonyms import House, Values
from commentariat.intake.phrases.days import date_in_url, read_day
from commentariat.intake.sources.keys import DEFAULT_KEYS

HOUSE = House(DEFAULT_KEYS, Schema().article_keys.rows)
TEXT = "".join(
    f"<p>The lower gate of the lock was shut at noon for the {nth} time, and the keeper "
    "wrote both levels down, as the standing orders of the river board ask of him.</p>"
    for nth in ("first", "second", "third", "fourth")
)


def told(
    lines: str, head: str = "", below: str = "", host: str = "fennmark.example"
) -> Values:
    """Read a page with *lines* under its title, and *below* its text."""
    page = (
        f"<!doctype html><html><head>{head}</head><body><article><h1>The Two Levels</h1>"
        f"{lines}<div>{TEXT}</div>{below}</article></body></html>"
    )
    data = page.encode()
    around = Surroundings("a.html", address=f"https://{host}/lock")
    item = read_html(data, ItemSpan("", 0, len(data)), around)
    return judge_claims(item.claims, HOUSE, sites=item.sites, address=item.address).told


def json_ld(**properties: object) -> str:
    said = {"@type": "Article", "headline": "The Two Levels", **properties}
    return f'<script type="application/ld+json">{json.dumps(said)}</script>'


# -- Authors ---------------------------------------------------------------------


@pytest.mark.parametrize("label", ["Written by", "Verfasst von", "Écrit par"])
def test_a_card_for_networks_names_who_wrote_a_piece(label: str) -> None:
    head = (
        f'<meta name="twitter:label1" content="{label}">'
        '<meta name="twitter:data1" content="Ada Berg">'
        '<meta name="twitter:label2" content="Est. reading time">'
        '<meta name="twitter:data2" content="Four minutes">'
        '<meta property="article:author" content="adab">'
    )
    assert told("", head)["authors"] == ("Ada Berg",)


def test_the_full_name_that_signs_counts_before_a_login() -> None:
    head = json_ld(author={"name": "AdaB"})
    assert told("<p class='byline'>By Ada Berg</p>", head)["authors"] == ("Ada Berg",)
    assert told("", head)["authors"] == ("AdaB",)


@pytest.mark.parametrize("name", ["Fennmark", "Fennmark Admin", "Fennmark News Desk"])
def test_a_site_that_its_host_names_and_its_offices_are_no_authors(name: str) -> None:
    assert "authors" not in told("", json_ld(author={"name": name}))


@pytest.mark.parametrize(
    "lines",
    [
        "<p>By <a href='/author/ada'>Ada Berg</a>. Reviewed by "
        "<a href='/author/jo'>Jo Ost</a>.</p>",
        "<div><p class='author-name'>Written by</p><p class='author-name'>Ada Berg</p></div>"
        "<div><p class='author-name'>Edited by</p><p class='author-name'>Jo Ost</p></div>",
        "<p class='byline'>By Ada Berg, medically reviewed by Jo Ost</p>",
        "<p class='byline'>Von Ada Berg, übersetzt von Jo Ost</p>",
        "<p class='byline'>By <a rel=author href='/a/ada'>Ada Berg</a> | May 3, 2019 | "
        "<a rel='category tag' href='/category/river-locks/'>River Locks</a></p>",
        "<div class='author__info'><span class='author__name'>Ada Berg</span>"
        "<span class='author__post'>Founder at Lockworks</span></div>",
        "<p class='byline'>Ada Berg</p><p class='byline'>Head of Water and Tide Strategy</p>",
        "<p class='byline'>Ada Berg</p><p class='byline'>Corresponsal en Fenn</p>",
        "<p>Ada Berg</p><div>May 3, 2019</div>",
        "<p>May 3, 2019 • Ada Berg in <a href='/waterways'>Water Ways</a></p>",
        "<h4 class='elementor-author-box__name'>Ada Berg</h4>",
        "<ul><li><span data-hook='user-name'>Ada Berg</span></li></ul>",
    ],
)  # fmt: skip
def test_only_who_wrote_a_piece_is_its_author(lines: str) -> None:
    assert told(lines)["authors"] == ("Ada Berg",)


@pytest.mark.parametrize(
    "line", ["<p class='byline'>Sat</p>", "<p class='author'>Get the app</p>"]
)
def test_a_day_of_the_week_and_what_is_clicked_on_are_no_authors(line: str) -> None:
    assert "authors" not in told(line)


def test_a_name_above_other_pieces_by_the_same_is_that_of_the_author() -> None:
    more = "<section><a href='/x'>More articles by Ada Berg</a></section>"
    assert told("<p>Ada Berg</p>", "", more)["authors"] == ("Ada Berg",)
    assert "authors" not in told("<p>Ada Berg</p>")


def test_a_post_behind_a_name_is_no_second_author() -> None:
    head = json_ld(
        author={"name": "Ada Berg, Senior Director of Locks, Fenn Institute"}
    )
    assert told("", head)["authors"] == ("Ada Berg",)
    assert names_of("박준석 기자") == ["박준석"]


def test_of_several_pieces_in_microdata_the_one_with_the_title_tells() -> None:
    others = "".join(
        f"<div itemscope itemtype='https://schema.org/Article'><span itemprop=headline>{title}"
        f"</span> <span itemprop=author>{name}</span></div>"
        for title, name in (("Old Dikes", "Jo Ost"), ("The Two Levels", "Ada Berg"))
    )
    head = "<title>The Two Levels</title>"
    assert told("", head, others)["authors"] == ("Ada Berg",)


# -- Days ------------------------------------------------------------------------


def test_an_earlier_day_is_shown_where_the_head_tells_that_of_a_change() -> None:
    changed = json_ld(datePublished="2025-06-12", dateModified="2025-06-12")
    assert told("<p>May 3, 2019</p>", changed)["date"] == ("2019-05-03",)
    assert told("<p>May 3, 2026</p>", changed)["date"] == ("2025-06-12",)
    plain = json_ld(datePublished="2025-06-12", dateModified="2025-06-14")
    assert told("<p>May 3, 2019</p>", plain)["date"] == ("2025-06-12",)


@pytest.mark.parametrize(
    "lines",
    [
        "<p><time class='updated' datetime='2025-05-21'>May 21, 2025</time>"
        "<time class='entry-date published'>May 3, 2019</time></p>",
        "<p><span class='updated'>2025-05-21</span><span>May 3, 2019</span></p>",
        "<h6>May 21, 2025 <span>| Latest version</span></h6><h6>3 May 2019</h6>",
        "<p>Essay – Published: 2019.05.03 | Locks</p>",
        "<p>May 3, 2019 - Updated May 21, 2025</p>",
        "<p>입력 2019.05.03 22:09</p>",
        "<p class='date'>03.May.2019</p>",
    ],
)  # fmt: skip
def test_the_day_of_a_change_beside_that_of_publication_is_told_apart(
    lines: str,
) -> None:
    assert told(lines)["date"] == ("2019-05-03",)


def test_a_day_that_could_be_two_is_settled_by_others_of_its_page() -> None:
    line = "<p class='date'>03/05/2019</p>"
    assert "date" not in told(line)
    order = "<p>See also</p><div>28/04/2019</div>"
    assert told(line, "", order)["date"] == ("2019-05-03",)
    itself = "<ul><li>The Two Levels <time datetime='2019-03-05'>March</time></li></ul>"
    assert told(line, "", itself)["date"] == ("2019-03-05",)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2019 May 3", "2019-05-03"),
        ("2019 May", "2019-05"),
        ("25.Jun.2019", "2019-06-25"),
        ("2019 Locks 3", ""),
    ],
)
def test_a_day_is_read_as_libraries_write_it(words: str, day: str) -> None:
    assert read_day(words) == day


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/blog/2023/october/03/locks/", "2023-10-03"),
        ("/2014/jan/12/locks", "2014-01-12"),
        ("/2019/may/locks", "2019-05"),
        ("/2020/mars/locks", ""),  # the planet, or a month
        ("/2020/set/locks", ""),
    ],
)
def test_an_address_says_a_month_by_its_name(path: str, day: str) -> None:
    assert date_in_url(f"https://fennmark.example{path}") == day


@pytest.mark.parametrize("sign", [".", ". ", "a", "reviewed ", "-"])
def test_a_byline_takes_no_longer_than_it_is_long(sign: str) -> None:
    took = []
    for count in (20_000, 80_000):
        began = time.process_time()
        read_authors([sign * count], Told.META)
        names_of(sign * count)
        took.append(time.process_time() - began)
    assert took[1] < 10 * took[0] + 0.2
