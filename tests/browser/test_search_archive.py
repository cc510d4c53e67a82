"""A large archive is searched as a look through all its texts would: by address, by keyboard."""

from __future__ import annotations

import csv
import random
import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Page
from sample import listed, serve
from search_archive import Archive, make_archive, said_in
from search_page import (
    address_of,
    count_on,
    expect,
    found_on,
    go,
    settle,
    slug_of,
    tab_to,
    take,
)
from visitor import Visit, open_context, open_visit

from commentariat.search.common_words import COMMON
from commentariat.search.folding import fold
from commentariat.search.reader import Query

pytestmark = pytest.mark.browser

SHOWN = 40
"""Results that are looked at one by one."""
LISTED = 6
"""Values of a facet that are shown at first."""
FACETS = ("authors", "regions", "topics", "themes", "series", "types", "language")


@pytest.fixture(
    scope="module", params=[600, pytest.param(10_000, marks=pytest.mark.long)]
)
def archive(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Archive:
    return make_archive(tmp_path_factory.mktemp("archive") / "site", request.param)


@pytest.fixture(scope="module")
def window(archive: Archive, browser: Browser) -> Iterator[Visit]:
    with (
        serve(archive.site) as address,
        open_context(browser) as context,
        open_visit(context, address, archive.site) as found,
    ):
        yield found


def draw(chance: random.Random, archive: Archive) -> Query:
    """Draw what is asked: words in any form, phrases, exclusions, facets, years, an order."""
    texts = [one for one in archive.texts if one.body]
    some = chance.choice(texts)
    atoms = []
    for _ in range(chance.choice((0, 1, 1, 1, 2))):
        words = chance.choice(some.body).split()
        at = chance.randrange(max(len(words) - 3, 1))
        run = " ".join(words[at : at + chance.randint(2, 4)])
        word = chance.choice(words)
        other = chance.choice(said_in(some.language)[1])
        name = chance.choice(some.authors or ("Ruiz",)).split()[-1]
        title = chance.choice(some.title.split())
        kinds = (
            word,
            title,
            name,
            run,
            f'"{run}"',
            f"-{other}",
            f'-"{run}"',
            word[:-1],
        )
        atoms.append(chance.choices(kinds, (4, 2, 2, 2, 3, 2, 1, 2))[0])
    terms = {
        facet: (chance.choice(some.keys[facet]),)
        for facet in chance.sample(FACETS, chance.choice((0, 0, 1, 2)))
        if some.keys.get(facet)
    }
    since, until = chance.choice(((0, 0), (0, 0), (2010, 2018), (2016, 0), (0, 2012)))
    sort = chance.choice(("", "", "newest", "oldest"))
    return Query(" ".join(atoms), terms, since, until, sort)


def compare(page: Page, archive: Archive, query: Query) -> list[str]:
    """Tell in what the page answers *query* otherwise than a look through all texts."""
    wanted = expect(archive.search, query)
    if not wanted:  # the last word may go on, where nothing was found else
        query = replace(query, is_open=True)
        wanted = expect(archive.search, query)
    shown = found_on(page, SHOWN)
    told = page.locator("#Found").inner_text()
    if "about" in told or ("most of it" in told and '"' in query.text):
        return compare_roughly(page, query, shown, wanted)
    faults = [] if shown == wanted[:SHOWN] else [f"{shown} for {wanted[:SHOWN]}"]
    if count_on(page) != len(wanted):
        faults.append(f"{count_on(page)} for {len(wanted)}")
    return faults + compare_counts(page, archive, query, wanted)


def compare_roughly(
    page: Page, query: Query, shown: list[str], wanted: list[str]
) -> list[str]:
    """
    Tell the same where not all that may have a phrase were looked through.

    Those are among what has it, and left out where it is excluded.
    """
    kept = [slug for slug in shown if slug in set(wanted)]
    if '-"' in query.text:
        is_right = kept == sorted(kept, key=wanted.index)
    else:
        is_right = kept == wanted[: len(kept)] and count_on(page) >= len(wanted)
    return [] if is_right else [f"{shown} for {wanted[:SHOWN]}"]


def compare_counts(
    page: Page, archive: Archive, query: Query, wanted: list[str]
) -> list[str]:
    """Tell what counts beside facets and under years are others."""
    texts = {one.slug: one for one in archive.texts}
    faults = []
    for facet in FACETS:
        box = page.locator(f"details.facet[data-facet={facet}]")
        if not box.evaluate("box => box.open"):
            continue
        rows = box.locator("label").evaluate_all(
            "all => all.map((one) => [one.querySelector('input').value,"
            " one.querySelector('b').textContent, one.querySelector('input').checked])"
        )
        told = {key: int(re.sub(r"\D", "", count)) for key, count, _ in rows}
        counts = Counter(
            key for slug in wanted for key in texts[slug].keys.get(facet, ())
        )
        chosen = query.terms.get(facet, ())
        free = sorted(
            (n for key, n in counts.items() if key not in chosen), reverse=True
        )
        listed_free = [count for key, count in told.items() if key not in chosen]
        if listed_free != free[: LISTED - len(chosen)]:
            faults.append(f"{facet}: {listed_free} for {free[:LISTED]}")
        faults += [
            f"{facet} {key}: {told[key]} for {counts[key]}"
            for key in told
            if told[key] != counts[key]
        ]
    around = replace(query, since=0, until=0)
    years = Counter(texts[slug].date[:4] for slug in expect(archive.search, around))
    for label in page.locator("[data-years]").evaluate_all(
        "all => all.map(one => one.ariaLabel)"
    ):
        span, _, count = label.rpartition(": ")
        first, _, last = span.partition("–")
        held = sum(
            years[str(year)] for year in range(int(first), int(last or first) + 1)
        )
        if int(re.sub(r"\D", "", count)) != held:
            faults.append(f"{label} for {held}")
    return faults


@pytest.mark.parametrize("seed", range(4))
def test_drawn_queries_are_answered_in_order_with_all_counts(
    visit: Visit, archive: Archive, seed: int
) -> None:
    chance = random.Random(seed)
    is_long = len(archive.texts) > 1000
    faults = []
    for _ in range(25 if is_long else 6):
        query = draw(chance, archive)
        page = go(visit, address_of(query))
        faults += [f"{query}: {one}" for one in compare(page, archive, query)]
    assert not faults, listed(faults)
    assert not visit.faults, listed(visit.faults)


def test_a_word_is_completed_while_it_is_typed(visit: Visit, archive: Archive) -> None:
    page = go(visit, "search/")
    for language in ("en", "ru", "ar"):
        words = [
            w for w in said_in(language)[1] if len(w) > 6 and fold(w) not in COMMON
        ]
        start = random.Random(language).choice(words)[:4].lower()
        page.keyboard.press("/")
        page.keyboard.press("Control+a")
        page.keyboard.type(start)
        page.wait_for_url(partial(is_asked_at, start))
        wanted = expect(archive.search, Query(start, is_open=True))
        assert found_on(page, SHOWN) == wanted[:SHOWN] != [], start
        assert count_on(page) == len(wanted)
        page.keyboard.press("Escape")
        page.evaluate("document.activeElement.blur()")
    assert not visit.faults, listed(visit.faults)


def is_asked_at(text: str, url: str) -> bool:
    """Tell whether *text* is asked for at *url*."""
    return parse_qs(urlsplit(url).query).get("q") == [text]


def test_by_keyboard_alone_it_is_narrowed_down_and_taken_along(
    visit: Visit, archive: Archive, tmp_path: Path
) -> None:
    page = visit.open_path("")
    page.keyboard.press("/")
    page.keyboard.type("water")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=water")
    query = Query("water")
    assert found_on(page, SHOWN) == expect(archive.search, query)[:SHOWN] != []

    for facet, key in (("regions", "region-1"), ("topics", "topic-1")):
        box = f"[data-facet={facet}]"
        if not page.locator(box).evaluate("box => box.open"):
            tab_to(page, f"{box} summary")
            page.keyboard.press("Enter")
        tab_to(page, f"{box} [value={key}]")
        page.keyboard.press("Space")
        page.wait_for_url(f"**{facet}={key}*")
        query = Query(query.text, {**query.terms, facet: (key,)})
        assert not compare_settled(page, archive, query)
    both = expect(archive.search, query)
    tab_to(page, "[data-years][tabindex='0']", "Shift+Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    for _ in range(5):
        page.keyboard.press("Shift+ArrowRight")
    page.wait_for_url("**from=2006&to=2011*")
    narrowed = Query(query.text, query.terms, 2006, 2011)
    wanted = expect(archive.search, narrowed)
    assert not compare_settled(page, archive, narrowed)
    assert wanted not in ([], both)
    page.reload()
    assert not compare_settled(page, archive, narrowed)
    for _ in range(5):
        page.go_back()
    page.wait_for_url(lambda url: "from=" not in url)
    assert not compare_settled(page, archive, query)
    for _ in range(5):
        page.go_forward()
    page.wait_for_url("**to=2011*")
    assert not compare_settled(page, archive, narrowed)

    rows = csv.DictReader(take(page, "CSV", tmp_path / "csv").splitlines())
    assert [slug_of(row["url"]) for row in rows] == wanted
    ris = take(page, "RIS", tmp_path / "ris")
    assert [
        slug_of(url) for url in re.findall(r"^UR  - (.*)\r$", ris, re.MULTILINE)
    ] == wanted
    bibtex = take(page, "BibTeX", tmp_path / "bib")
    assert [slug_of(url) for url in re.findall(r"url = {(.*)}", bibtex)] == wanted
    assert not visit.faults, listed(visit.faults)


def compare_settled(page: Page, archive: Archive, query: Query) -> list[str]:
    settle(page)
    return compare(page, archive, query)


def test_no_more_is_taken_along_than_is_told(
    visit: Visit, archive: Archive, tmp_path: Path
) -> None:
    page = go(visit, "search/?sort=oldest")
    taken = take(page, "CSV", tmp_path / "all.csv")
    wanted = expect(archive.search, Query(sort="oldest"))
    slugs = [slug_of(row["url"]) for row in csv.DictReader(taken.splitlines())]
    assert slugs == wanted[:2000]
