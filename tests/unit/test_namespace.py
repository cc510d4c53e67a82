"""Which outputs can be beside each other, and what goes with one that goes."""

from __future__ import annotations

from typing import NoReturn

from commentariat.site.namespace import Namespace
from commentariat.site.page import Page, StaticFile


def find() -> NoReturn:
    raise AssertionError("nobody asks what the page shows")


def former(output: str) -> Page:
    return Page(output, "redirect.html", find)


def page(output: str) -> Page:
    return Page(output, "article.html", find)


def names(*made: Page | StaticFile) -> Namespace:
    found = Namespace()
    assert [found.take(one) for one in made] == [None] * len(made)
    return found


OLD = former("2011/02/name/index.html")


def test_a_file_has_no_place_where_a_former_page_wants_a_folder() -> None:
    assert names(OLD).take(page("2011")) is OLD


def test_the_folders_of_a_former_page_go_with_it() -> None:
    taken = names(OLD)
    assert taken.exchange([OLD.output], [page("2011"), page("2011-02")])


def test_a_folder_of_two_former_pages_stays_as_long_as_one_of_them_does() -> None:
    other = former("2011/index.html")
    taken = names(OLD, other)
    assert not taken.exchange([OLD.output], [page("2011")])
    taken = names(OLD, other)
    assert taken.exchange([OLD.output], [page("2011/02")])
    assert taken.exchange([other.output, "2011/02"], [page("2011")])


def test_the_file_of_a_former_address_goes_and_pages_may_lie_below_it() -> None:
    file = StaticFile("old", "content/files/a", "a", "0", line=3)
    taken = names(file)
    assert taken.take(page("old/index.html")) is file
    assert taken.exchange([file.output], [page("old/index.html")])
