"""What an edit is said to touch of what is alike holds all that is another."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from rich_site import SETTINGS, article, make_site

from commentariat.archive.model import Article, Sketch
from commentariat.archive.revise import Change
from commentariat.search.sketches import make_sketch
from commentariat.site.planning import plan_edit
from commentariat.site.register import Register
from commentariat.site.similar import LIMIT, Similar
from commentariat.site.site import Site

WORDS = tuple(f"word{number:02}" for number in range(14))
PLAIN = replace(SETTINGS, fields=(), sections=(), menu=(), footer=())
PIECES = st.builds(
    lambda number, date, words, authors, topics: piece(
        number, date, words, authors, topics
    ),
    st.integers(0, 90),
    st.sampled_from(("2021-01-05", "2021-03-01", "2021-08-09", "")),
    st.lists(st.sampled_from(WORDS), max_size=5, unique=True),
    st.lists(st.sampled_from(("Ada", "Bo", "Cy")), max_size=2, unique=True),
    st.lists(st.sampled_from(("Ice", "Bread")), max_size=2, unique=True),
)


def piece(
    number: int, date: str, words: list[str], authors: list[str], topics: list[str]
) -> Article:
    """An article that has these alone in common with others."""
    nothing: dict[str, tuple[str, ...]] = dict.fromkeys(
        (
            "centers",
            "regions",
            "programs",
            "projects",
            "series",
            "collections",
            "countries",
        ),
        (),
    )
    terms = nothing | {"authors": tuple(authors), "topics": tuple(topics)}
    made = article(f"p{number:02}", date, {}, terms=terms, bios=())
    assert isinstance(made, Article)
    sketch = make_sketch("en", "", "", " ".join(words)) if words else Sketch()
    return replace(made, sketch=sketch)


def site_of(articles: dict[str, Article]) -> Site:
    return make_site(articles.values(), PLAIN, register=Register(), held_back=())


def alike(site: Site) -> dict[str, object]:
    by_slug = site.archive.by_slug
    return {
        one.source: [(slug, site.similar.words(one, by_slug[slug]), score)
                     for score, slug in site.similar.of(one)]
        for one in site.archive.articles
    }  # fmt: skip


def many(count: int) -> list[Article]:
    """Enough that some features are common, and others stand at a step."""
    return [
        piece(number, f"2021-{1 + number % 12:02}-01", [WORDS[number % 9], WORDS[number % 5]],
              ["Ada"] if number % 7 else ["Bo"], ["Ice"] if number % 2 else [])
        for number in range(count)
    ]  # fmt: skip


def mixed(count: int) -> list[Article]:
    """As many that share some words each, and few of them all."""
    words = [f"other{number:02}" for number in range(60)]
    return [
        piece(number, "2021-01-05", [words[number * step % 60] for step in range(1, 9)],
              [("Ada", "Bo", "Cy")[number % 3]], ["Ice"] if number % 2 else ["Bread"])
        for number in range(count)
    ]  # fmt: skip


@settings(max_examples=12, deadline=None)
@given(
    st.integers(3, LIMIT + 9),
    st.lists(st.tuples(PIECES, st.booleans()), min_size=1, max_size=3),
)
@example(LIMIT + 1, [(piece(3, "2021-04-01", ["word01"], ["Ada"], ["Ice"]), True)])
@example(20, [(piece(90, "2021-04-01", ["word01", "word02"], ["Bo"], []), False)])
def test_every_article_that_leads_on_to_others_is_touched(
    count: int, edits: list[tuple[Article, bool]]
) -> None:
    held = {one.source: one for one in many(count)}
    site, before = site_of(held), None
    for new, is_going in edits:
        before = alike(site)
        old = held.pop(new.source, None)
        change = Change(old, None if old and is_going else new)
        if change.new is not None:
            held[new.source] = new
        edit = plan_edit(site, [change])
        if edit is None:
            site = site_of(held)
            continue
        site.revise(edit)
        now, fresh = alike(site), alike(site_of(held))
        assert now == fresh
        ours = {one.source for one in change.versions}
        others = {one for one in now if now[one] != before.get(one)} - ours
        shown = {
            source for source, found in now.items()
            if any(f"articles/{slug}.md" in ours for slug, *_ in found)  # type: ignore[attr-defined]
        }  # fmt: skip
        assert {
            one for one in others if _slugs(now[one]) != _slugs(before[one])
        } <= edit.like
        assert shown - ours <= edit.like


@settings(max_examples=20, deadline=None)
@given(st.integers(3, LIMIT + 9), st.lists(PIECES, max_size=12), st.integers(1, 6))
@example(3, mixed(80), 3)
def test_those_that_are_shown_are_the_first_of_all_that_are_alike(
    count: int, others: list[Article], few: int
) -> None:
    held = {one.source: one for one in (*many(count), *others)}
    archive = site_of(held).archive
    nearest, whole = Similar(archive, few), Similar(archive, len(held))
    for one in archive.articles:
        assert nearest.of(one) == whole.of(one)[:few]


@settings(max_examples=12, deadline=None)
@given(st.integers(3, LIMIT + 9), st.lists(PIECES, max_size=12))
@example(LIMIT + 9, [])
def test_what_all_go_by_is_what_each_finds_for_itself(
    count: int, others: list[Article]
) -> None:
    held = {one.source: one for one in (*many(count), *others)}
    archive = site_of(held).archive
    alone, prepared = Similar(archive, 3), Similar(archive, 3)
    prepared.prepare()
    for one in archive.articles:
        assert prepared.of(one) == alone.of(one)


def _slugs(found: object) -> object:
    return [(slug, words) for slug, words, _ in found]  # type: ignore[attr-defined]
