"""Who wrote a page: by marks, by words of many languages, by what stands beside a name."""

from __future__ import annotations

import pytest
from timing import assert_at_most

from commentariat.archive.schema import Schema
from commentariat.intake.formats.html.bylines import names_of, said_by
from commentariat.intake.formats.html.end_names import signed_in
from commentariat.intake.formats.html.head_names import leads_to_author
from commentariat.intake.formats.html.person_marks import OF_BYLINE, OF_PICTURE
from commentariat.intake.formats.html.reading import read_html
from commentariat.intake.formats.html.signing_words import HEADED, LIKELY, POSTS, SURE
from commentariat.intake.formats.judging import Judged, judge_claims
from commentariat.intake.formats.model import ItemSpan, Surroundings
from commentariat.intake.formats.synonyms import House
from commentariat.intake.sources.keys import DEFAULT_KEYS

HOUSE = House(DEFAULT_KEYS, Schema().article_keys.rows)
TEXT = "".join(
    f"<p>The lower gate of the lock was shut at noon for the {nth} time, and the keeper "
    "wrote both levels down, as the standing orders of the river board ask of him.</p>"
    for nth in ("first", "second", "third", "fourth")
)
ADDRESS = "https://fennmark.example/lock"


def judged(body: str, head: str = "") -> Judged:
    page = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    data = page.encode()
    around = Surroundings("a.html", address=ADDRESS)
    item = read_html(data, ItemSpan("", 0, len(data)), around)
    return judge_claims(item.claims, HOUSE, sites=item.sites, address=item.address)


def authors(body: str, head: str = "") -> tuple[str, ...]:
    return judged(body, head).told.get("authors", ())


def json_of(author: str) -> str:
    said = f'{{"@type":"Article","headline":"The Two Levels","author":{author}}}'
    return f'<script type="application/ld+json">{said}</script>'


def page_of(head: str, end: str = "") -> str:
    return f"<article><h1>The Two Levels</h1>{head}{TEXT}{end}</article>"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Written by Ada Berg", "Ada Berg"),
        ("Blogbeitrag von Ada Berg", "Ada Berg"),
        ("Rédigé par Ada Berg", "Ada Berg"),
        ("Un artículo por Ada Berg", "Ada Berg"),
        ("Reportagem: Ada Berg", "Ada Berg"),
        ("Articolo di Ada Berg", "Ada Berg"),
        ("Geschreven door Ada Berg", "Ada Berg"),
        ("Skriven av Ada Berg", "Ada Berg"),
        ("Skrevet af Ada Berg", "Ada Berg"),
        ("Kirjoittaja: Ada Berg", "Ada Berg"),
        ("Tekst: Ada Berg", "Ada Berg"),
        ("Napsala Ada Berg", "Ada Berg"),
        ("Írta: Berg Ada", "Berg Ada"),
        ("Scris de Ada Berg", "Ada Berg"),
        ("Yazan: Ada Berg", "Ada Berg"),
        ("Penulis: Ada Berg", "Ada Berg"),
        ("Tác giả: Ada Berg", "Ada Berg"),
        ("Автор статьи: Ада Берг", "Ада Берг"),
        ("Розмовляла Ада Берг", "Ада Берг"),
        ("Γράφει η Άντα Μπεργκ", "Άντα Μπεργκ"),
        ("بقلم: آدا بيرغ", "آدا بيرغ"),
        ("מאת: עדה ברג", "עדה ברג"),
        ("लेखक: अदा बर्ग", "अदा बर्ग"),
        ("作者：林小河", "林小河"),
        ("文／林小河", "林小河"),
        ("取材・文＝林小河", "林小河"),
        ("글: 임소하", "임소하"),
    ],
)
def test_a_line_says_who_wrote_in_many_languages(line: str, name: str) -> None:
    assert authors(page_of(f"<p>{line}</p>")) == (name,)


@pytest.mark.parametrize(
    "box",
    [
        # whatever the box is called, what it says of the name is read
        "<div class='entry-meta social-comments'>By <a rel=author href='/a/1'>Ada Berg</a></div>",
        "<header class='sidebar-grid__header'><div class='authors'>By <a href='/author/ada'>"
        "Ada Berg</a></div></header>",
        "<section class='share-tools'><p>By Ada Berg</p></section>",
        "<div class='blogger-info'><p class='name'>Ada Berg</p></div>",
        "<address class='authorsign'><p class='authorsign-label'>Ada Berg</p></address>",
        "<div class='event-slot'><a href='/our-team/ada-berg'>Ada Berg</a></div>",
    ],
)
def test_a_mark_near_the_title_counts_in_any_box(box: str) -> None:
    assert authors(page_of(box)) == ("Ada Berg",)


@pytest.mark.parametrize(
    "line",
    [
        "<p><a href='/av/ada-berg'>Ada Berg</a></p>",
        "<p><a href='https://www.linkedin.com/in/whoever/'>Ada Berg</a></p>",
        "<div><img src='a.jpg' alt='Portrait of Ada Berg'><div>Ada Berg</div></div>",
        "<div>Ada Berg</div><div>3 hours ago</div>",
        "<div>vor 2 Stunden</div><div>Share</div><div>Ada Berg</div>",
    ],
)
def test_a_name_in_a_plain_box_is_proved_by_what_is_beside_it(line: str) -> None:
    assert authors(page_of(line)) == ("Ada Berg",)
    assert authors(page_of("<p>Ada Berg</p>")) == ()


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ada Berg, Former Contributor", ("Ada Berg",)),
        ("Von Ada Berg, Projektleiterin der Stiftung in Lind", ("Ada Berg",)),
        ("<span>Ada Berg</span><span>Founder</span>", ("Ada Berg",)),
        ("<a href='/author/a'>Ada Berg</a> / <a href='/author/b'>Lock Media Institute</a>",
         ("Ada Berg",)),
        ("By Ada Berg, Fennmark US", ("Ada Berg",)),
        ("By Ada Berg and AP", ("Ada Berg",)),
        ("By Ada Berg | The Weir-Intelligencer", ("Ada Berg",)),
        ("<a class='author' href='/author/a'>Ada Berg</a> <a href='/x'>Keine Kommentare</a>",
         ("Ada Berg",)),
    ],
)  # fmt: skip
def test_posts_outlets_and_offices_beside_a_name_are_no_authors(
    byline: str, names: tuple[str, ...]
) -> None:
    head = "<meta property='og:site_name' content='Fennmark UK'>"
    body = page_of(f"<p class='byline'>{byline}</p>")
    assert judged(body, head).told["authors"] == names


@pytest.mark.parametrize(
    "byline",
    ["lock_keeper", "thinkbig", "annette thurmon", "<a href='/u/7'>Lars</a>"],
)
def test_a_login_in_an_element_for_authors_is_a_name(byline: str) -> None:
    name = byline if "<" not in byline else "Lars"
    assert authors(page_of(f"<span class='author'>{byline}</span>")) == (name,)


def test_initials_in_a_portrait_stand_for_nobody_beside_a_name() -> None:
    box = "<span class='author'>AB</span><p class='author-name'>Ada Berg</p>"
    assert authors(page_of(f"<div class='meta'>{box}</div>")) == ("Ada Berg",)
    line = "<p class='byline'><a rel='author' href='/a'>Ada Berg</a>, Publicado</p>"
    assert authors(page_of(line)) == ("Ada Berg",)


def test_who_signs_in_the_text_counts_beside_the_name_of_the_site() -> None:
    said = json_of('{"name":"Fennmark"}')
    head = f"<meta property='og:site_name' content='Fennmark'>{said}"
    byline = "<p class='byline'>By <a rel='author' href='/a'>Fennmark</a></p>"
    for first in ("<p><strong>Ada Berg</strong></p>", "<p><b>ADA BERG</b></p>"):
        assert len(authors(page_of(byline + first), head)) == 1
    last = "<p><em>Ada Berg, Lind</em></p>"
    assert authors(page_of(byline, last), head) == ("Ada Berg",)
    several = "<p><strong>Ada Berg/Jo Ost</strong></p>"
    assert authors(page_of(byline + several), head) == ("Ada Berg", "Jo Ost")
    assert authors(
        page_of("", "<p>길다.</p><p>임소하 기자 so@fennmark.example</p>")
    ) == ("임소하",)


def test_the_last_lines_of_a_text_say_who_wrote_it() -> None:
    bold = "<p>So it stayed, for years.<br><strong>Ada Berg<br>Keeper of the lock</strong></p>"
    assert authors(page_of("", bold)) == ("Ada Berg",)
    bio = "<p>Ada Berg (aka lock_a) is a researcher of the river board.</p>"
    assert authors(page_of("", bio)) == ("Ada Berg",)
    assert authors(page_of("", "<p>Ada Berg is in the mill.</p>")) == ()
    item = "<div class='author'><b>Ada Berg</b></div>"
    two = f"{item}{item.replace('Ada Berg', 'Jo Ost')}<p>{'So. ' * 60}</p>"
    assert authors(page_of("", f"<div>{two}</div>")) == ("Ada Berg", "Jo Ost")


def test_what_the_text_speaks_of_is_no_author_for_a_day_beside_it() -> None:
    head = "<div>Inland Lind</div><div>May 3, 2019</div>"
    spoken = "".join(f"<p>Inland Lind has {n} locks, and more.</p>" for n in range(4))
    assert authors(page_of(head)) == ("Inland Lind",)
    assert authors(page_of(head, spoken)) == ()
    section = "<div><a href='/inland'>Inland Ports</a></div><div>May 3, 2019</div>"
    assert authors(page_of(section)) == ()


def test_a_host_or_soft_hyphen_in_a_name_is_none_of_it() -> None:
    assert authors(page_of("<p class='byline'>Ada Berg Fennmark.com</p>")) == (
        "Ada Berg",
    )
    assert authors(page_of("<p>By Ada Ber\xadg</p>")) == ("Ada Berg",)


def test_who_signs_counts_before_the_account_that_the_head_tells() -> None:
    found = judged(
        page_of("<p class='byline'>By Ada Berg</p>"), json_of('{"name":"Ruth Ash"}')
    )
    assert found.told["authors"] == ("Ada Berg",)
    assert found.left["author"] == ("Ruth Ash",)
    beside = judged(
        page_of("<div>Ada Berg</div><div>May 3, 2019</div>"),
        json_of('{"name":"Ruth Ash"}'),
    )
    assert beside.told["authors"] == ("Ruth Ash",)  # a day alone proves less


def test_a_house_is_no_author_as_the_head_says_what_it_is() -> None:
    house = '{"@type":"Organization","name":"Fennmark Foundation"}'
    found = judged(page_of(""), json_of(house))
    assert "authors" not in found.told
    assert found.left["author organization"] == ("Fennmark Foundation",)
    person = '{"@type":"Organization","name":"Ada Berg"}'
    assert authors(page_of(""), json_of(person)) == ("Ada Berg",)


@pytest.mark.parametrize(
    "name",
    [
        "Redacción Fennmark",
        "Court Reporter",
        "Letters to the Editor",
        "fennmark",
        "Web Desk",
    ],
)
def test_an_office_or_the_account_of_a_house_is_no_author(name: str) -> None:
    head = "<meta property='og:site_name' content='Fennmark'>"
    assert (
        authors(
            page_of(f"<p class='byline'>By <a rel='author' href='/a'>{name}</a></p>"),
            head,
        )
        == ()
    )


@pytest.mark.parametrize(
    "head",
    [
        "<p class='image--author'>Foto: Agency/Ada Berg</p>",
        "<p class='story-meta__credit'>Jo Ost. | Ada Berg/Weir Images</p>",
        "<p>Titelbild: <a href='https://unsplash.com/@ada'>Ada Berg</a></p>",
        "<div class='author'>Researched by <a href='/author/ada'>Ada Berg</a></div>",
        "<ul class='menu'><li><a href='/ada-berg'>Ada Berg</a></li></ul>",
        "<p>责任编辑：林小河</p>",
    ],
)
def test_who_did_something_else_is_no_author(head: str) -> None:
    assert authors(page_of(head)) == ()


@pytest.mark.parametrize(
    "sign",
    [".", ",", " ", "Ada ", "by ", "/", "@ ", "von A, ", "é", "记者 ", "a/", "Ada-"],
)
def test_names_are_read_in_time_that_grows_as_the_line_does(sign: str) -> None:
    def read(text: str) -> None:
        for line in (text, f"by {text}"):
            names_of(line)
            said_by(line)
            signed_in(line)
            OF_BYLINE.search(line)
            leads_to_author(f"/{line}/x")
            OF_PICTURE.search(line)

    assert_at_most(6, [sign * 6_250] * 16, sign * 100_000, read)


def test_each_language_has_one_row_in_each_table() -> None:
    for table in (SURE, LIKELY, HEADED, POSTS):
        assert all(len(code) == len("en") for code in table)
        assert len(set(table.values())) >= len(table) - 3  # kin share a word
