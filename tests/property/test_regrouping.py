"""Groups of translations follow edits: what becomes of them is what a new site finds."""

from __future__ import annotations

from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from rich_site import SETTINGS, make_site
from rich_site import article as record

from commentariat.archive.model import Article
from commentariat.archive.revise import Change
from commentariat.site.families import touched_pages
from commentariat.site.planning import plan_edit
from commentariat.site.register import Register
from commentariat.site.site import Site
from commentariat.site.views import View

LANGUAGES = ("en", "ru", "ar", "fr", "uk")
NAMES = tuple(f"p{number}" for number in range(7))
TARGETS = ("", *NAMES, "/articles/p0/", "https://else.test/x", "nowhere")
EDITS = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.sampled_from(("says", "says", "says", "speaks", "goes", "title")),
        st.sampled_from(TARGETS),
        st.sampled_from(LANGUAGES),
    ),
    min_size=1,
    max_size=8,
)


def piece(name: str, language: str, said: str = "") -> Article:
    terms: dict[str, tuple[str, ...]] = {"programs": (), "regions": (), "topics": ()}
    found = record(name, f"2020-01-0{1 + NAMES.index(name)}", {}, terms=terms, bios=())
    assert isinstance(found, Article)
    return replace(found, language=language, translation_of=said)


def new_site(pieces: dict[str, Article]) -> Site:
    return make_site(pieces.values(), SETTINGS, register=Register(), held_back=())


def state(site: Site) -> dict[str, Any]:
    said = site.translations
    articles = site.archive.articles
    return {
        "groups": {one.source: said.group(one) for one in articles},
        "addresses": {one.source: said.address(one) for one in articles},
        "faults": sorted(map(str, said.faults())),
    }


def shown(site: Site) -> dict[str, View]:
    """What the pages of articles show of translations."""
    said = site.translations
    return {
        one.source: (said.views(one), said.alternates(one), said.elsewhere(one))  # type: ignore[misc]
        for one in site.archive.articles
    }


@settings(max_examples=40)
@given(edits=EDITS)
@example(edits=[("p1", "says", "p2", "en"), ("p1", "speaks", "", "en")])
def test_groups_after_edits_are_those_of_a_new_site(edits: Any) -> None:
    pieces = {name: piece(name, LANGUAGES[at % 5]) for at, name in enumerate(NAMES)}
    site = new_site(pieces)
    state(site)
    for name, what, said, language in edits:
        old = pieces.get(name)
        new = old or piece(name, language)
        if what == "says":
            new = replace(new, translation_of=said)
        elif what == "speaks":
            new = replace(new, language=language)
        elif what == "title":
            new = replace(new, title=f"{new.title} {said}")
        before = shown(site)
        change = Change(old, None if what == "goes" and old else new)
        pieces.pop(name, None)
        if change.new:
            pieces[name] = change.new
        edit = plan_edit(site, [change])
        clean = new_site(pieces)
        if edit is None:
            site = clean
            state(site)
            continue
        site.revise(edit)
        assert state(site) == state(clean)
        after = shown(site)
        others = {s for s, value in after.items() if before.get(s) != value}
        told = edit.paired.sources | {one.source for one in change.versions}
        assert others <= told


def test_what_a_piece_translates_is_no_reason_for_a_new_site() -> None:
    pieces = {name: piece(name, LANGUAGES[at % 5]) for at, name in enumerate(NAMES)}
    site = new_site(pieces)
    steps = [("p1", "p0"), ("p2", "p1"), ("p3", "https://else.test/x"), ("p2", "p0"),
             ("p1", ""), ("p1", "p2"), ("p0", "https://else.test/x")]  # fmt: skip
    for name, said in steps:
        new = replace(pieces[name], translation_of=said)
        edit = plan_edit(site, [Change(pieces[name], new)])
        assert edit is not None
        assert touched_pages(site, edit) is not None
        site.revise(edit)
        pieces[name] = new
        assert state(site) == state(new_site(pieces))
    group = site.translations.group(pieces["p0"])
    assert {*group.sources} == {
        pieces[name].source for name in ("p0", "p1", "p2", "p3")
    }


def test_a_translation_that_comes_or_goes_touches_its_group_alone() -> None:
    pieces = {name: piece(name, LANGUAGES[at % 5]) for at, name in enumerate(NAMES)}
    new = replace(pieces.pop("p1"), translation_of="p0")
    site = new_site(pieces)
    for change in (Change(None, new), Change(new, None)):
        edit = plan_edit(site, [change])
        assert edit is not None
        assert edit.paired.sources - {new.source} == {pieces["p0"].source}
        site.revise(edit)
