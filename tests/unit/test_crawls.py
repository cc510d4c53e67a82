"""Crawls of one article: found, united or kept apart, and told to an editor."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from crawl_pairs import (
    APART,
    SAME,
    Raw,
    article,
    correction,
    cut,
    labelled,
    lost,
    opening,
    other_page,
    scars,
    series,
    update_below,
    yearly,
)
from msgspec.structs import replace
from raw_samples import PAIRS, SETTINGS, Site

from commentariat.archive.schema import Schema
from commentariat.facets import DEFAULT_FACETS
from commentariat.intake.content.signature import Signature
from commentariat.intake.content.signing import sign_reading
from commentariat.intake.crawls.compare import Likeness, Relation, compare
from commentariat.intake.crawls.duplicates import unite_keys
from commentariat.intake.crawls.pairs import find_pairs
from commentariat.intake.crawls.side import Side, say, take_side
from commentariat.intake.pages.reading import read_raw
from commentariat.intake.review.crawls import review_crawls
from commentariat.intake.sources.keys import DEFAULT_KEYS, RawKeys, make_raw_keys
from commentariat.intake.sources.metadata import find_metadata


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture
def rng() -> random.Random:
    return random.Random(7)


@pytest.fixture
def whole(rng: random.Random) -> Raw:
    return article(rng)


def side(text: str, file: str = "a.txt", keys: RawKeys = DEFAULT_KEYS) -> Side:
    return take_side(file, read_raw(text, file, keys=keys), text, None, "en")


def judge(one: str, other: str) -> str:
    """What a search finds of two raw files."""
    texts = {"a": one, "b": other}
    signed = {f: sign_reading(read_raw(text, f), f) for f, text in texts.items()}
    if signed["a"].key == signed["b"].key:
        return "same"
    if not find_pairs(signed, signed):
        return "other"
    return str(compare(side(one), side(other)).kind)


def home_of(site: Site) -> dict[str, str]:
    """The article of every raw file."""
    return {raw.file: one.slug for one in site.articles() for raw in one.raw}


def body_of(site: Site) -> str:
    """The body of the only content file."""
    (text,) = site.files().values()
    return text.split("---", 2)[2]


# -- The labelled set ------------------------------------------------------------


def test_what_is_united_is_one_article_and_nearly_all_crawls_are_found() -> None:
    found = Counter(
        (pair.kind, pair.is_same, judge(pair.one, pair.other)) for pair in labelled(12)
    )
    wrong = {key: n for key, n in found.items() if not key[1] and key[2] == "same"}
    assert wrong == {}
    for change in SAME:
        assert found[change.__name__, True, "same"] == 12
    for change in APART:
        assert found[change.__name__, False, "alike"] == 12


def test_the_order_of_two_files_makes_no_difference() -> None:
    for pair in labelled(2, seed=3):
        assert judge(pair.one, pair.other) == judge(pair.other, pair.one)


def test_two_articles_with_nothing_in_common_are_not_compared(
    rng: random.Random,
) -> None:
    signed = {
        str(n): sign_reading(read_raw(article(rng).text(), "x"), "d") for n in range(40)
    }
    assert find_pairs(signed, signed) == []


def test_pairs_do_not_depend_on_the_order_of_the_files(whole: Raw) -> None:
    rng = random.Random(1)
    texts = [change(whole, rng).text() for change in (scars, correction, lost, series)]
    signed = {
        f"{n}": sign_reading(read_raw(text, "x"), "d") for n, text in enumerate(texts)
    }
    backwards = dict(reversed(signed.items()))
    assert find_pairs(signed, signed) == find_pairs(backwards, backwards)
    assert find_pairs(signed, {"2"}) == [
        pair for pair in find_pairs(signed, signed) if "2" in (pair.one, pair.other)
    ]


def test_a_signature_is_the_same_on_every_machine() -> None:
    body = ("The gauge house stood in 3 feet of water. Nobody came for the ledger!",)
    text = Raw("A dek of its own, about water.", body).text()
    signature = sign_reading(read_raw(text, "x"), "d")
    assert signature == Signature("d", signature.key, bytes.fromhex(MARKS), b"")


MARKS = "7da236882a96b2f4"


def test_what_differs_is_shown(whole: Raw) -> None:
    rng = random.Random(2)
    likeness = compare(side(whole.text()), side(yearly(whole, rng).text()))
    assert likeness.kind == Relation.ALIKE
    assert "numbers differ" in likeness.differences
    assert len(likeness.differences) <= 7
    assert compare(side(whole.text()), side(scars(whole, rng).text())) == Likeness(
        Relation.SAME
    )


def test_metadata_are_compared_by_what_they_tell_whatever_their_keys_are(
    whole: Raw,
) -> None:
    told = {
        "regions": ["Europe", "Asia"],
        "title": "A Told Title",
        "date": "2020-05-06",
    }
    other = {"land": ["Asia", "Europe"], "head": "A told title", "when": "May 6, 2020"}
    rows = {"land": "regions", "head": "title", "when": "date"}
    keys = make_raw_keys(DEFAULT_FACETS, Schema().article_keys.rows, rows)
    one, same, changed = (
        side(with_metadata(whole, values), keys=keys)
        for values in (told, other, other | {"land": ["Asia"]})
    )
    assert compare(one, same).kind == Relation.SAME
    (difference,) = compare(one, changed).differences
    assert difference.startswith("'regions' is 'asia, europe' here")


def with_metadata(raw: Raw, values: Mapping[str, object]) -> str:
    text = raw.text()
    block = find_metadata(text, "a.txt")
    kept = {key: value for key, value in block.values.items() if key != "regions"}
    return text[: block.start] + json.dumps({**kept, **values}) + text[block.end :]


def test_a_crawl_that_breaks_off_in_what_two_articles_share_stays_alone() -> None:
    same = {frozenset("ta"), frozenset("tb")}
    assert unite_keys({"a": 9, "b": 8, "t": 2}, same) == ({}, ["t"])
    together = {*same, frozenset("ab")}
    assert unite_keys({"a": 9, "b": 8, "t": 2}, together) == (
        {"a": "a", "b": "a", "t": "a"},
        [],
    )


def test_what_an_article_lists_stays_together() -> None:
    sizes = {"a": 9, "b": 8, "c": 7}
    assert unite_keys(sizes, {frozenset("ac")}, [{"a", "b"}]) == (
        {"a": "a", "b": "a"},
        ["c"],
    )
    assert unite_keys(sizes, {frozenset("ac"), frozenset("bc")}, [{"a", "b"}])[0] == {
        "a": "a", "b": "a", "c": "a",
    }  # fmt: skip


# -- Import ------------------------------------------------------------------------


def test_a_crawl_that_is_damaged_otherwise_joins_the_article(
    site: Site, whole: Raw, rng: random.Random
) -> None:
    site.raw("a.txt", whole.text()).raw(
        "b.txt", other_page(scars(whole, rng), rng).text()
    )
    site.raw("c.txt", lost(whole, rng).text()).imported()
    assert len(set(home_of(site).values())) == 1
    assert sorted(home_of(site)) == ["a.txt", "b.txt", "c.txt"]
    before = site.files()
    assert site.imported().report.written == ()
    assert site.files() == before


def test_it_joins_whichever_comes_first(
    whole: Raw, rng: random.Random, tmp_path: Path
) -> None:
    texts = {
        "a.txt": cut(whole, rng), "b.txt": whole.text(),
        "c.txt": scars(whole, rng).text(), "d.txt": correction(whole, rng).text(),
    }  # fmt: skip
    together = Site(tmp_path / "0")
    for file, text in texts.items():
        together.raw(file, text)
    together.imported()
    assert len(together.files()) == 1
    for number, order in enumerate(("dcba", "bdac", "acdb")):
        site = Site(tmp_path / str(number + 1))
        for letter in order:
            site.raw(f"{letter}.txt", texts[f"{letter}.txt"]).imported()
        assert set(home_of(site)) == set(texts)
        assert body_of(site) == body_of(together)


def test_the_fullest_body_counts_and_what_else_there_is_is_kept(
    site: Site, rng: random.Random, whole: Raw
) -> None:
    changed = whole._replace(
        body=(*whole.body[:3], whole.body[3].replace("the", "some", 1), *whole.body[4:5], *whole.body[6:])
    )  # fmt: skip
    site.raw("a.txt", changed.text()).raw("b.txt", whole.text()).imported()
    (text,) = site.files().values()
    assert all(paragraph in text for paragraph in whole.body)
    assert changed.body[3] in text.split("unplaced:")[1]
    (point,) = [one for one in site.report.open_points if one.kind == "united"]
    assert "content/raw/b.txt" in str(point.message)
    assert "'some' here, 'the' there" in str(point.message)


def test_two_articles_that_are_alike_stay_apart_and_are_told_of(
    site: Site, whole: Raw, rng: random.Random
) -> None:
    site.raw("a.txt", whole.text()).raw("b.txt", update_below(whole, rng).text())
    site.imported()
    assert len(site.files()) == 2
    (point,) = [one for one in site.report.open_points if one.kind == "much alike"]
    assert point.source == "content/raw/a.txt"
    assert "content/raw/b.txt" in str(point.message)
    assert "only there" in str(point.message)
    again = review_crawls(site.folder, SETTINGS, site.articles())
    assert again.open_points == (point,)


def test_a_crawl_of_two_articles_with_one_opening_joins_neither(
    site: Site, whole: Raw, rng: random.Random
) -> None:
    other = series(whole, rng)
    text = whole.text()
    shared = text[: text.index(other.body[1]) + len(other.body[1]) - 5]
    site.raw("a.txt", text).raw("b.txt", other.text()).raw("t.txt", shared).imported()
    assert len(set(home_of(site).values())) == 3
    kinds = [one.source for one in site.report.open_points if one.kind == "much alike"]
    assert "content/raw/t.txt" in kinds


def test_a_near_crawl_of_an_edited_article_is_listed_and_shown(
    site: Site, whole: Raw, rng: random.Random
) -> None:
    site.raw("a.txt", whole.text()).imported()
    (path,) = site.files()
    site.edit(f"content/articles/{path}", whole.body[0], "An editor wrote this.")
    site.raw("b.txt", correction(whole, rng).text()).imported()
    (text,) = site.files().values()
    assert "An editor wrote this." in text
    assert "- file: b.txt" in text
    assert [one.kind for one in site.report.open_points] == ["united"]


# -- What editors say ----------------------------------------------------------------


# -- A listed file that is broken meanwhile ------------------------------------------


def asked(site: Site, kind: str) -> list[str]:
    """The raw files that an import asked about in this way."""
    points = site.report.open_points
    return [
        one.source.removeprefix("content/raw/") for one in points if one.kind == kind
    ]


def again(raw: Raw) -> str:
    """The same page, crawled when other articles stood beside it."""
    return raw._replace(lead=PAIRS[1], pairs=()).text()


def test_a_crawl_of_what_a_broken_file_said_waits_and_joins_it_once_mended(
    site: Site, whole: Raw
) -> None:
    site.raw("a.txt", whole.text()).imported()
    before = site.files()
    site.raw("a.txt", "broken").raw("b.txt", again(whole))
    assert asked(site.imported(), "waiting") == ["b.txt"]
    assert asked(site.imported(), "waiting") == ["b.txt"]
    assert site.files() == before
    site.raw("a.txt", whole.text()).imported()
    assert sorted(home_of(site)) == ["a.txt", "b.txt"]
    assert list(site.files()) == list(before)
    assert asked(site, "waiting") == []


def test_what_waits_has_the_article_where_the_broken_file_is_deleted(
    site: Site, whole: Raw
) -> None:
    site.raw("a.txt", whole.text()).imported()
    before = site.files()
    site.raw("a.txt", "broken").raw("b.txt", again(whole)).imported()
    site.delete("content/raw/a.txt").imported()
    assert list(home_of(site)) == ["b.txt"]
    assert list(site.files()) == list(before)


def test_an_article_does_not_lose_what_only_a_broken_file_holds(
    site: Site, whole: Raw, rng: random.Random
) -> None:
    part = lost(whole, rng)
    site.raw("a.txt", whole.text()).raw("b.txt", part.text()).imported()
    before = site.files()
    site.raw("a.txt", "broken").raw("c.txt", again(part)).imported()
    assert site.files() == before
    site.raw("a.txt", whole.text()).imported()
    assert sorted(home_of(site)) == ["a.txt", "b.txt", "c.txt"]
    assert len(set(home_of(site).values())) == 1
    assert all(paragraph in body_of(site) for paragraph in whole.body)


def test_a_damaged_crawl_of_a_broken_file_is_named_and_joins_where_an_editor_says_so(
    site: Site, whole: Raw, rng: random.Random
) -> None:
    site.raw("a.txt", whole.text()).imported()
    first = home_of(site)["a.txt"]
    site.raw("a.txt", "broken").raw("b.txt", scars(whole, rng).text()).imported()
    assert asked(site, "not compared") == ["a.txt"]
    site.raw("a.txt", whole.text()).imported()
    assert len(site.files()) == 2
    (point,) = review_crawls(site.folder, SETTINGS, site.articles()).open_points
    assert "content/raw/a.txt" in f"{point}"
    assert "content/raw/b.txt" in f"{point}"
    assert "'same_as'" in str(point.message)
    site.raw("index.csv", "file,same_as\nb.txt,a.txt\n").imported()
    assert home_of(site) == {"a.txt": first, "b.txt": first}


def test_texts_that_change_their_files_stay_two_articles(
    site: Site, whole: Raw
) -> None:
    site.raw("a.txt", whole.text()).raw("b.txt", whole.text()).imported()
    home = home_of(site)["a.txt"]
    site.raw("a.txt", article(random.Random(8)).text()).raw("c.txt", whole.text())
    site.delete("content/raw/b.txt").imported()
    assert home_of(site)["a.txt"] == home
    assert home_of(site)["c.txt"] != home
    assert len(site.files()) == 2
    before = site.files()
    assert site.imported().report.written == ()
    assert site.files() == before


def test_an_editor_says_that_two_files_are_one_article(
    site: Site, whole: Raw, rng: random.Random
) -> None:
    site.raw("a.txt", whole.text()).raw("b.txt", update_below(whole, rng).text())
    site.raw("index.csv", "file,same_as\nb.txt,a.txt\n").imported()
    assert len(site.files()) == 1
    assert not [one for one in site.report.open_points if one.kind == "much alike"]


def test_an_editor_says_so_after_both_were_imported(
    site: Site, whole: Raw, rng: random.Random
) -> None:
    site.raw("a.txt", whole.text()).raw("b.txt", update_below(whole, rng).text())
    site.imported()
    first = home_of(site)["a.txt"]
    site.raw("index.csv", "file,same_as\nb.txt,a.txt\n").imported()
    assert home_of(site) == {"a.txt": first, "b.txt": first}
    assert len(site.report.removed) == 1
    before = site.files()
    assert site.imported().report.written == ()
    assert site.files() == before


def test_the_address_of_an_article_that_was_joined_to_another_leads_on(
    site: Site, whole: Raw, rng: random.Random
) -> None:
    site.raw("one.txt", whole.text()).raw("two.txt", update_below(whole, rng).text())
    site.raw("index.csv", "file,url\none.txt,/one\ntwo.txt,/two\n").imported()
    assert [one.slug for one in site.articles()] == ["one", "two"]
    site.raw("index.csv", "file,url,same_as\none.txt,/one,\ntwo.txt,/two,one.txt\n")
    site.imported()
    [joined] = site.articles()
    assert (joined.slug, joined.aliases) == ("one", ("one", "articles/two", "two"))
    site.raw("another.txt", article(rng).text())
    site.raw(
        "index.csv",
        "file,url,same_as\none.txt,/one,\ntwo.txt,/two,one.txt\nanother.txt,/two,\n",
    )
    site.imported()  # an address that leads elsewhere is not free
    assert [one.slug for one in site.articles()] == ["one", "two-2"]
    before = site.files()
    assert site.imported(is_again=True).report.written == ()
    assert site.files() == before


def test_an_article_that_is_parted_again_has_its_address_back(
    site: Site, whole: Raw, rng: random.Random
) -> None:
    site.raw("one.txt", whole.text()).raw("two.txt", update_below(whole, rng).text())
    rows = "file,url,same_as,different_from\none.txt,/one,,\ntwo.txt,/two,"
    site.raw("index.csv", f"{rows},\n").imported()
    before = site.files()
    site.raw("index.csv", f"{rows}one.txt,\n").imported()
    assert len(site.files()) == 1
    site.raw("index.csv", f"{rows},one.txt\n").imported()
    assert [(one.slug, one.aliases) for one in site.articles()] == [
        ("one", ("one",)),
        ("two", ("two",)),
    ]
    assert site.files().keys() == before.keys()


def test_an_editor_is_asked_to_lead_on_the_address_of_what_joins_an_edited_article(
    site: Site, whole: Raw, rng: random.Random
) -> None:
    site.raw("one.txt", whole.text()).raw("two.txt", update_below(whole, rng).text())
    rows = "file,url,same_as\none.txt,/one,\ntwo.txt,/two,"
    site.raw("index.csv", f"{rows}\n").imported()
    site.edit(
        "content/articles/undated/one.md", "slug: one", "slug: one\nupdated: 2024-05-01"
    )
    site.raw("index.csv", f"{rows}one.txt\n").imported()
    assert site.open_points == [
        "content/articles/undated/one.md: add '/articles/two/', '/two/' under "
        "'aliases': that article is now this one"
    ]


def test_an_editor_says_that_two_files_are_two_articles(
    site: Site, whole: Raw, rng: random.Random
) -> None:
    site.raw("a.txt", whole.text()).raw("b.txt", other_page(whole, rng).text())
    site.imported()
    assert len(site.files()) == 1
    site.raw("index.csv", "file,different_from\nb.txt,a.txt\n").imported()
    assert len(set(home_of(site).values())) == 2
    before = site.files()
    assert site.imported().report.written == ()
    assert site.files() == before
    assert review_crawls(site.folder, SETTINGS, site.articles()).open_points == ()


def test_a_pair_that_was_told_apart_is_not_asked_about_again(
    site: Site, whole: Raw, rng: random.Random
) -> None:
    site.raw("a.txt", whole.text()).raw("b.txt", opening(whole, rng).text())
    site.raw("index.csv", "file,different_from\na.txt,b.txt\n").imported()
    assert len(site.files()) == 2
    assert not site.report.open_points


def test_a_decision_about_a_file_that_is_not_there_is_asked_about(site: Site) -> None:
    site.raw("a.txt").raw("index.csv", "file,same_as\na.txt,c.txt\n").imported()
    assert site.open_points == [
        "content/raw/index.csv:2: no raw file is called 'c.txt', which 'a.txt' is compared with"
    ]


# -- Memory ------------------------------------------------------------------------------


def test_what_is_remembered_is_not_read_again(
    site: Site, whole: Raw, rng: random.Random
) -> None:
    for number in range(5):
        site.raw(f"{number}.txt", article(rng).text())
    site.raw("a.txt", whole.text()).imported()
    known = site.report.signatures
    assert len(known) == 6
    site.raw("b.txt", correction(whole, rng).text())
    jobs: list[str] = []

    def run(job, items):  # type: ignore[no-untyped-def]
        jobs.extend(job.__name__ for _ in items)
        return map(job, items)

    site.imported(run=run, remembered=lambda: known)
    assert "sign_files" not in jobs
    assert len(site.files()) == 6


def test_losing_the_memory_changes_nothing(
    whole: Raw, rng: random.Random, tmp_path: Path
) -> None:
    near = correction(whole, rng).text()
    sites = [Site(tmp_path / name) for name in "xy"]
    for one in sites:
        one.raw("a.txt", whole.text()).imported()
    sites[0].raw("b.txt", near).imported(remembered=lambda: sites[0].report.signatures)
    sites[1].raw("b.txt", near).imported()
    assert sites[0].files() == sites[1].files()


def test_the_title_glued_to_the_body_keeps_no_crawls_apart(whole: Raw) -> None:
    one = side(whole.text())
    title = "What the River Keeps"
    index = one.first
    first = title + one.paragraphs[index]
    other = replace(
        one,
        file="b.txt",
        title=title.lower(),
        paragraphs=(*one.paragraphs[:index], first, *one.paragraphs[index + 1 :]),
        said=(*one.said[:index], say(first), *one.said[index + 1 :]),
    )
    assert compare(one, other).kind == Relation.SAME
    assert compare(other, one).kind == Relation.SAME
    assert compare(one, replace(other, title="")).differences
    assert other.without_title(say(title)).paragraphs == one.paragraphs
