"""Where title, date, address and language come from."""

from __future__ import annotations

import pytest

from commentariat.intake.content.derive import (
    LONGEST_TITLE,
    date_in_file_name,
    derive_title,
    slug_of_file_name,
    slug_of_url,
)
from commentariat.intake.phrases.days import date_in_url, read_day


@pytest.mark.parametrize(
    ("file", "date", "slug"),
    [
        (
            "2026-02-15-russia-negotiations-purpose.txt",
            "2026-02-15",
            "russia-negotiations-purpose",
        ),
        ("crawl/2019/2019-06-04-nine-minutes.txt", "2019-06-04", "nine-minutes"),
        ("2020-01-01.txt", "2020-01-01", ""),
        ("0412-accession.txt", "", "accession"),
        ("2014-budget-review.txt", "", "2014-budget-review"),
        ("2026-02-30-no-such-day.txt", "", "2026-02-30-no-such-day"),
        ("2026-02-what-a-month.txt", "", "2026-02-what-a-month"),
        ("001.txt", "", ""),
        ("S06.txt", "", ""),
        ("3f2a9c1d77.txt", "", ""),
        ("page-12.txt", "", ""),
        ("Губернаторы и цены.txt", "", "gubernatory-i-tseny"),
        ("Ice Log (final).TXT", "", "ice-log-final"),
    ],
)
def test_a_file_name_gives_date_and_slug_when_it_has_them(
    file: str, date: str, slug: str
) -> None:
    assert (date_in_file_name(file), slug_of_file_name(file)) == (date, slug)


@pytest.mark.parametrize(
    ("url", "date", "slug"),
    [
        (
            "https://c.example/2026/02/russia-negotiations?lang=en",
            "2026-02",
            "russia-negotiations",
        ),
        (
            "https://c.example/posts/2011/03/push-ahead-now/",
            "2011-03",
            "push-ahead-now",
        ),
        (
            "/2011/02/19/turkey-democracy-pub-42690",
            "2011-02-19",
            "turkey-democracy-pub-42690",
        ),
        ("https://c.example/2011/2/9/", "2011-02-09", ""),
        ("https://c.example/2011/13/09/a-plan.html#top", "", "a-plan"),
        ("https://c.example/42690", "", ""),
        ("https://[c.example", "", ""),
        ("", "", ""),
    ],
)
def test_an_address_gives_a_slug_and_a_date_as_far_as_it_says_one(
    url: str, date: str, slug: str
) -> None:
    assert (date_in_url(url), slug_of_url(url)) == (date, slug)


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("Sep 10, 2008", "2008-09-10"),
        ("September 1st, 2008", "2008-09-01"),
        ("10 Sept. 2008", "2008-09-10"),
        ("2008-09-10", "2008-09-10"),
        ("10 сентября 2008 г.", "2008-09-10"),
        ("Sep 31, 2008", ""),
        ("Foo 10, 2008", ""),
        ("September 2008", "2008-09"),
        ("May 1987", "1987-05"),
        ("1987", "1987"),
        ("Summer 1987", ""),
        ("10/09/2008", ""),
        ("", ""),
    ],
)
def test_a_date_of_publication_is_read_only_when_it_is_sure(
    words: str, date: str
) -> None:
    assert read_day(words) == date


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Two decades on, indifference has proved mutual.", "Two decades on, indifference has proved mutual"),
        ("The U.S. Navy counts ships. Nobody else does.", "The U.S. Navy counts ships"),
        ("One plan is bold. One is cautious.", "One plan is bold"),
        ("Read the one headed “Remarks.” Nobody does.", "Read the one headed “Remarks”"),
        ("Мост построен с обоих берегов. Пустота удобнее.", "Мост построен с обоих берегов"),
        ("لا تعبر الشاحنات الحدود، بل الصناديق.", "لا تعبر الشاحنات الحدود، بل الصناديق"),
        ("###", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_a_short_first_sentence_is_a_title(text: str, title: str) -> None:
    assert derive_title(text) == title


def test_a_long_sentence_is_cut_where_a_clause_ends() -> None:
    dek = (
        "A region can close a line of its budget whenever it likes; the lines on either side "
        "of it go on talking, and somebody listens."
    )
    assert (
        derive_title(dek) == "A region can close a line of its budget whenever it likes"
    )


def test_a_long_clause_is_cut_between_two_words_and_ends_with_a_full_one() -> None:
    title = derive_title(
        "word " * 17 + "and the other thing that nobody wanted to hear about at all"
    )
    assert len(title) <= LONGEST_TITLE
    assert title == "word " * 16 + "word"


def test_a_cut_title_has_no_quotation_that_never_closes() -> None:
    text = (
        "Officials in the northern capital said “nobody has asked us or anybody else in the "
        "whole of the long town about it”"
    )
    assert "“" not in derive_title(text)
