"""
One truth of what a page shows: in its key, and in what an edit is said to touch.

Every field of every record and of the settings is tried in other forms, by walking
the structs: one that is added later is tried without anybody remembering it. Spoilt
on purpose, these tests fail where a part of an article's key is left out (its terms,
neighbors, related pages, badge), where a family forgets what it shows of an article
(its card, its order, its terms, who links to it), and where a revision leaves behind
what was known of a term, a card or a link.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Set
from functools import cache, partial
from typing import Any

import msgspec
import pytest
from rich_site import (
    ADDRESSES,
    FILES,
    REDIRECTS,
    SETTINGS,
    consistent,
    encode,
    list_pages,
    make_site,
    records,
)
from walking import field_variations

from commentariat.archive.links import last_names
from commentariat.archive.model import (
    Article,
    ContentFile,
    Detail,
    Item,
    PageFile,
    TermFile,
)
from commentariat.archive.redirects import REDIRECTS as LED_ON
from commentariat.archive.revise import Change
from commentariat.archive.text import compose
from commentariat.config import FULL, Settings
from commentariat.engine.bodies import BodyPlace
from commentariat.engine.program import shipped
from commentariat.engine.render import RenderContext, Renderer
from commentariat.engine.template_files import load_templates
from commentariat.facets import DEFAULT_FACETS
from commentariat.fields import FieldKind
from commentariat.site import drawing_pages
from commentariat.site.coasts import draw_coasts
from commentariat.site.families import LATE, MADE_IN_CODE, touched_pages
from commentariat.site.family import Exchange
from commentariat.site.hosting import HOSTING
from commentariat.site.page import Page
from commentariat.site.planning import plan_edit
from commentariat.site.redirect_pages import FORWARDING
from commentariat.site.register import Register
from commentariat.site.series import MOST_PARTS
from commentariat.site.site import Site
from commentariat.site.sitemap import SITEMAP
from commentariat.site.views import DataView, SharePictureView, TextView

_drawn = cache(draw_coasts)


@pytest.fixture(autouse=True)
def _each_coast_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is made of two numbers, and thousands of sites have one."""
    monkeypatch.setattr(drawing_pages, "draw_coasts", _drawn)


RECORDS = records()
_ALIKE = tuple(
    f"articles/{name}.md" for name in ("lock", "mole", "ark", "buoy", "raft")
)
TRIED = [record for record in RECORDS if record.source not in _ALIKE]
"""Those that are edited: the others are much like one of them."""
Records = dict[str, ContentFile]
KINDS = (Article, TermFile, PageFile, Item)
FIELDS = [
    *((kind, field.name) for kind in KINDS for field in msgspec.structs.fields(kind)),
    *((Detail, field.name) for field in msgspec.structs.fields(Detail)),
]
OF_ARTICLES = [field for field in FIELDS if field[0] in (Article, Detail)]
OF_OTHERS = [field for field in FIELDS if field not in OF_ARTICLES]
_NOT_TRIED = ("digest", "detail", "ruled")  # they follow from others, and from rules
_FOR_A_NEW_SITE = ("image", "pdf", "translation_of")  # copies, files and groups come
_MOST_OF_OTHERS = 2  # values of a field that other records have, and are tried


def names_of(fields: Iterable[tuple[type, str]]) -> list[str]:
    return [f"{kind.__name__}.{name}" for kind, name in fields]


# What is tried

Tried = tuple[ContentFile, ContentFile]
"""A record as it was, and as it is edited."""
_MOST = 12  # edits of a field that are all tried without being asked for
_SHARE = 3  # of more, one of so many is tried

in_short_and_long = pytest.mark.parametrize(
    "share", [_SHARE, pytest.param(1, marks=pytest.mark.long)], ids=["some", "all"]
)


def edits(kind: type, name: str, share: int = 1) -> list[Tried]:
    """Edit the field *name* of every record that has it; of many, one of *share*."""
    return thinned([edits_of(record, kind, name) for record in TRIED], share)


def thinned(found: Iterable[Iterable[Tried]], share: int) -> list[Tried]:
    """
    Take all edits of few, or one of *share* of many.

    They are others of each record than of the one before: every form of a value is
    tried with some of the records, and every record in some of the forms.
    """
    edits = [
        (place + number, edit)
        for place, of_record in enumerate(found)
        for number, edit in enumerate(of_record)
    ]
    share = share if len(edits) > _MOST else 1
    return [edit for number, edit in edits if number % share == 0]


def edits_of(record: ContentFile, kind: type, name: str) -> Iterator[Tried]:
    if kind is Detail and isinstance(record, Article):
        for detail in field_variations(record.shown_detail, name):
            yield edited(record, detail=encode(detail))
    elif type(record) is kind and name != "detail":
        for other in field_variations(record, name):
            yield edited(record, **{name: getattr(other, name)})
        for value in others_of(record, name):
            yield edited(record, **{name: value})


def edited(record: ContentFile, **fields: Any) -> Tried:
    return record, consistent(msgspec.structs.replace(record, **fields))


def others_of(record: ContentFile, name: str) -> list[Any]:
    """Values that the field has in other records of the kind."""
    alike = [one for one in RECORDS if type(one) is type(record) and one is not record]
    if name == "source":
        return []
    found = {repr(value): value for value in (getattr(one, name) for one in alike)}
    found.pop(repr(getattr(record, name)), None)
    return [found[key] for key in sorted(found)][:_MOST_OF_OTHERS]


def replaced(
    old: ContentFile | None,
    new: ContentFile | None,
    records: Iterable[ContentFile] = RECORDS,
) -> list[ContentFile]:
    kept = [record for record in records if record is not old]
    return kept if new is None else [*kept, new]


# Equal keys


class Snapshot:
    """What all pages of a site are told by, and what their bytes are made of."""

    def __init__(self, site: Site) -> None:
        listing, archive = list_pages(site), site.archive
        self.files = site.targets.files
        self.late = {
            one.output: _told_by(one)
            for one in listing.pages
            if one.output in listing.late
        }
        self.problems = (*archive.problems, *listing.problems)
        self.open_points = sorted((*archive.open_points, *listing.open_points))
        # In this order what a page is made of is found once: its digests let go of it.
        self.shown = {one.output: _shown(site, one) for one in listing.pages}
        self.keys = {one.output: (one.template, one.digests) for one in listing.pages}

    @property
    def early(self) -> Set[str]:
        """Outputs of the pages that are made of no others."""
        return self.keys.keys() - self.late.keys()

    def others(self, other: Snapshot) -> set[str]:
        """Outputs that are not, or not told alike, in both."""
        mine, theirs = self.keys, other.keys
        outputs = mine.keys() | theirs.keys()
        return {one for one in outputs if mine.get(one) != theirs.get(one)}


def _told_by(page: Page) -> set[str]:
    """Name the late families one of which tells that *page* is another."""
    if page.template == "redirect.html":
        return {FORWARDING.name}
    is_of_host = page.template in MADE_IN_CODE  # it is told where others lead on
    return {FORWARDING.name, HOSTING.name} if is_of_host else {SITEMAP.name}


def _shown(site: Site, page: Page) -> object:
    """Everything that the bytes of a page are made of."""
    bodies = [one for one in (page.body, *page.entries, *page.texts) if one]
    texts = [(body.key, *msgspec.structs.astuple(body)[3:]) for body in bodies]
    view = page.make()
    sees_site = not isinstance(view, TextView | DataView | SharePictureView)
    return site.view if sees_site else None, view, texts


BASE = Snapshot(make_site(RECORDS))
WHOLE_FEEDS = msgspec.structs.replace(SETTINGS, feed_content=FULL)


def check_keys(site: Site, base: Snapshot = BASE) -> None:
    hold_keys(base, Snapshot(site))


def hold_keys(base: Snapshot, other: Snapshot) -> None:
    for output in base.keys.keys() & other.keys.keys():
        if base.keys[output] == other.keys[output]:
            assert base.shown[output] == other.shown[output], output


@in_short_and_long
@pytest.mark.parametrize(("kind", "name"), OF_OTHERS, ids=names_of(OF_OTHERS))
def test_equal_keys_mean_equal_pages_after_an_edit_of(
    kind: type, name: str, share: int
) -> None:
    """Of articles it is held beside what an edit of one touches."""
    tried = edits(kind, name, share)
    for old, new in tried:
        check_keys(make_site(replaced(old, new)))
    assert tried or name in _NOT_TRIED


@in_short_and_long
@pytest.mark.parametrize("name", Settings.__struct_fields__)
def test_equal_keys_mean_equal_pages_after_a_change_of_the_setting(
    name: str, share: int
) -> None:
    built_in = {facet.name for facet in DEFAULT_FACETS}
    found = list(field_variations(SETTINGS, name))
    for settings in found[:: share if len(found) > _MOST else 1]:
        names = {facet.name for facet in settings.facets}
        keys = {facet.main_key for facet in settings.facets if facet.main_key}
        if built_in <= names and keys <= {*Article.__struct_fields__}:
            keyed = {one.name for one in settings.facets if not one.is_of_date}
            kinds = {one.name: one.kind for one in settings.fields}
            known = (known_to(keyed, one) for one in RECORDS)
            records = tuple(with_fields_of(kinds, one) for one in known)
            check_keys(make_site(records, settings))


def with_fields_of(kinds: dict[str, FieldKind], record: ContentFile) -> ContentFile:
    """Give *record* as it is judged where its own fields are of these *kinds*."""
    was = {field.name: field.kind for field in SETTINGS.fields}
    kept = {n: v for n, v in record.fields.items() if kinds.get(n) == was[n]}
    return msgspec.structs.replace(record, fields=kept)


def known_to(facets: set[str], record: ContentFile) -> ContentFile:
    """Give *record* as it is judged where articles name terms of these *facets*."""
    if not isinstance(record, Article | Item):
        return record
    terms = {facet: names for facet, names in record.terms.items() if facet in facets}
    return msgspec.structs.replace(record, terms=terms)


def test_equal_keys_mean_equal_pages_where_a_chart_alone_tells_of_a_year() -> None:
    """The home page shows neither the article nor its topics, and another is as old."""
    facets = [msgspec.structs.replace(one, shelf=0) for one in SETTINGS.facets]
    settings = msgspec.structs.replace(SETTINGS, facets=tuple(facets))
    pier = next(one for one in RECORDS if one.source == "articles/pier.md")
    named = {"source": "articles/ford.md", "slug": "ford", "aliases": ()}
    ford = edited(pier, **named, date="2019-01-01")[1]
    base = Snapshot(make_site([*RECORDS, ford], settings))
    moved = [*replaced(*edited(pier, date="2019-06-01")), ford]
    check_keys(make_site(moved, settings), base)


# Before and after all others, near them and far off; so the ladder moves, or does not.
OTHER_DATES = (
    "0001-01-01", "1066", "1998-04-01", "2016-07", "2019-12-31", "2023-01-01",
    "2026-02-03", "9999-12-31",
)  # fmt: skip


def test_equal_keys_mean_equal_pages_wherever_the_ladder_begins_and_ends() -> None:
    for date in OTHER_DATES:
        new = edited(RECORDS[0], source="articles/ford.md", slug="ford", date=date)[1]
        check_keys(make_site([*RECORDS, new]))


def test_equal_keys_mean_equal_pages_whatever_else_changes() -> None:
    for name, known in FILES.items():
        rest = {file: one for file, one in FILES.items() if file != name}
        check_keys(make_site(RECORDS, files=rest))
        for field in known.__struct_fields__:
            for other in field_variations(known, field):
                check_keys(make_site(RECORDS, files=FILES | {name: other}))
    for number in range(len(REDIRECTS)):
        fewer = REDIRECTS[:number] + REDIRECTS[number + 1 :]
        check_keys(make_site(RECORDS, register=Register(ADDRESSES, fewer)))
    check_keys(make_site(RECORDS, register=Register({}, REDIRECTS)))
    for today in ("", "2022-06-30", "2023-01-01"):
        check_keys(make_site(RECORDS, today=today))


def test_equal_keys_mean_equal_pages_where_the_home_page_lists_the_newest() -> None:
    """All that do not stand above them are there, and on no shelf."""
    settings = msgspec.structs.replace(SETTINGS, newest=99)
    base = Snapshot(make_site(RECORDS, settings))
    for old, new in edits(Article, "title", _SHARE):
        check_keys(make_site(replaced(old, new), settings), base)


def test_equal_keys_mean_equal_pages_where_nothing_but_their_number_tells() -> None:
    """Without dates there is no chart; without terms no group says how many there are."""
    buoy = next(one for one in RECORDS if one.source == "articles/buoy.md")
    records = [edited(buoy, source=f"articles/{one}.md", slug=one, title=one, links=())[1]
               for one in ("a", "b", "c", "d", "e")]  # fmt: skip
    base = Snapshot(MAKE_OUTSTANDING(records))
    assert not base.problems
    check_keys(MAKE_OUTSTANDING(records[:-1]), base)


def test_equal_keys_mean_equal_pages_where_a_content_file_goes() -> None:
    for record in RECORDS:
        check_keys(make_site(replaced(record, None)))


def test_bytes_are_made_of_nothing_else() -> None:
    """Each page is rendered alike, whatever was rendered before it."""
    site = make_site(RECORDS)
    pages, context = list_pages(site).pages, context_of(site)
    renderer = Renderer(context, NoBodies())
    other = make_site([r for r in RECORDS if r.source != "articles/ferry.md"])
    for page in list_pages(other).pages:
        renderer.make(page.template, page.make(), None)
    for page in pages:
        fresh = Renderer(context, NoBodies()).make(
            page.template, page.make(), page.body
        )
        assert renderer.make(page.template, page.make(), page.body) == fresh


class NoBodies:
    """Converted bodies that say by which key they were asked for."""

    def find(self, key: str, _place: BodyPlace | None) -> str:
        return f"<p>{key}</p>"

    def keep(self, _key: str, _html: str) -> None: ...


def context_of(site: Site) -> RenderContext:
    templates = load_templates(shipped("templates"))
    return RenderContext("", "", "", site.view, templates, is_dry=True)


# What an edit touches


Making = Callable[[Iterable[ContentFile]], Site]
# Where a redirect leads to a feed, a new site alone can tell of terms that come or go.
FEW = [redirect for redirect in REDIRECTS if not redirect.target.endswith(".xml")]
MAKE: Making = partial(make_site, register=Register(ADDRESSES, FEW))
MAKE_WHOLE: Making = partial(make_site, settings=WHOLE_FEEDS)


class EditedSite:
    """
    A site that is edited on and on, held after each edit against a new one.

    Everything was asked for before each edit, so that all that is kept is there.
    """

    def __init__(self, records: Iterable[ContentFile], make: Making = MAKE) -> None:
        self.site = make(records)
        self.shown = Snapshot(self.site)

    def take(self, changes: list[Change], now: Snapshot) -> bool:
        """
        Revise by *changes*, and hold what they touch against what is another *now*.

        Tell whether that could be done; if not, the site is of no more use.
        """
        site, was = self.site, self.shown
        edit = plan_edit(site, [self._ruled(change) for change in changes])
        before = touched_pages(site, edit) if edit else None
        if edit is None or before is None:
            return False
        site.revise(edit)
        touched = touched_pages(site, edit)
        if touched is None:
            return False
        exchange = Exchange(edit, before, touched)
        late = {family.name for family in LATE if family.is_touched(site, exchange)}
        if now.problems:
            is_led_on = any(one.source == f"content/{LED_ON}" for one in now.problems)
            is_told = FORWARDING.name in late or (exchange.come and not is_led_on)
            assert is_told, "what is wrong would not be seen"
            assert Snapshot(site).problems == now.problems
            return False
        others = was.others(now) - before.keys() - touched.keys()
        told_by = was.late | now.late
        assert all(late & told_by.get(one, set()) for one in others), others
        assert exchange.gone == was.early - now.early
        assert exchange.come == now.early - was.early
        self.shown = Snapshot(site)
        assert self.shown.problems == ()
        assert (was.files, was.open_points) == (now.files, now.open_points)
        assert self.shown.keys == now.keys
        assert self.shown.shown == now.shown
        return True

    def _ruled(self, change: Change) -> Change:
        """Give both versions the terms that rules give them, as who looks at files does."""
        old, new = map(self.site.archive.ruling.any_record, (change.old, change.new))
        assert isinstance(old, Article | None)
        assert isinstance(new, Article | None)
        return Change(old, new)


def check_touched(
    edits: Iterable[tuple[ContentFile | None, ContentFile | None]],
    make: Making = MAKE,
    records: Iterable[ContentFile] = RECORDS,
) -> int:
    """
    Make each of *edits* to *records*, and take it back; count those that were told.

    The others are for a new site to tell. Keys are held by the way: the sites are there.
    """
    told, edited_site = 0, EditedSite(records, make)
    before = edited_site.shown
    assert not before.problems
    for old, new in edits:
        there = Snapshot(make(replaced(old, new, records)))
        hold_keys(before, there)
        is_told = edited_site.take(change(old, new), there)
        told += is_told
        if not (is_told and edited_site.take(change(new, old), before)):
            edited_site = EditedSite(records, make)
    return told


def change(old: ContentFile | None, new: ContentFile | None) -> list[Change]:
    assert isinstance(old, Article | None)
    assert isinstance(new, Article | None)
    if old and new and old.source != new.source:
        return [Change(old, None), Change(None, new)]
    return [Change(old, new)]


@in_short_and_long
@pytest.mark.parametrize(("kind", "name"), OF_ARTICLES, ids=names_of(OF_ARTICLES))
def test_every_page_that_is_another_is_touched_and_has_another_key_after_an_edit_of(
    kind: type, name: str, share: int
) -> None:
    told = check_touched(edits(kind, name, share))
    assert told or name in (*_NOT_TRIED, *_FOR_A_NEW_SITE), "none could be told"


# They are of one year: one may lose its date and stay on the home page.
OUTSTANDING = [
    one
    for one in RECORDS
    if one.slug in ("grid", "sluice", "quay") or one.source == "programs/rivers.md"
]
MAKE_OUTSTANDING: Making = partial(
    make_site, register=Register(), held_back=(), rules=""
)


@in_short_and_long
@pytest.mark.parametrize(("kind", "name"), OF_ARTICLES, ids=names_of(OF_ARTICLES))
def test_both_hold_where_all_stand_out_on_the_home_page_after_an_edit_of(
    kind: type, name: str, share: int
) -> None:
    found = thinned([edits_of(one, kind, name) for one in OUTSTANDING], share)
    check_touched(found, MAKE_OUTSTANDING, OUTSTANDING)


def test_every_page_that_is_another_is_touched_where_an_article_goes_or_comes() -> None:
    articles = [one for one in RECORDS if isinstance(one, Article)]
    told = check_touched((article, None) for article in articles)
    into_folders = [edited(one, source=f"articles/{name}.md") for one in articles
                    for name in ("index", "yard/index", "yard/deep/index")]  # fmt: skip
    told += check_touched(into_folders)
    now = Snapshot(MAKE(RECORDS))
    for article in articles:
        rest = EditedSite(replaced(article, None))
        if not rest.shown.problems:
            told += rest.take(change(None, article), now)
    assert told > len(articles)


def test_every_page_that_is_another_is_touched_by_dates_that_move_the_ladder() -> None:
    """Only a new site can tell of those; others are told, a first of their year too."""
    quay = next(one for one in RECORDS if one.source == "articles/quay.md")
    told = [check_touched([edited(quay, date=date)]) for date in OTHER_DATES]
    assert told == [0, 0, 0, 0, 0, 1, 0, 0]
    told = [check_touched([edited(quay, date=date)], MAKE_OUTSTANDING, OUTSTANDING)
            for date in OTHER_DATES]  # fmt: skip
    assert told == [0, 0, 0, 0, 0, 1, 0, 0]


def test_every_page_that_is_another_is_touched_where_the_oldest_of_some_goes() -> None:
    """The ladder stays, as more lies before it; charts say with which year they begin."""
    quay = next(one for one in OUTSTANDING if one.source == "articles/quay.md")
    old, *_ = olds = [
        edited(quay, source=f"articles/{year}.md", slug=year, date=year, aliases=())[1]
        for year in ("1066", "1215", "1415")
    ]
    found = [(old, None), edited(old, date="2022"), edited(old, date="1515")]
    assert check_touched(found, MAKE_OUTSTANDING, [*OUTSTANDING, *olds]) == len(found)


def test_every_page_that_is_another_is_touched_in_a_series_of_very_many() -> None:
    """Where all pages of parts showed all of them, so many would be others."""
    quay = next(one for one in OUTSTANDING if one.source == "articles/quay.md")
    assert isinstance(quay, Article)
    named = {"terms": quay.terms | {"series": ("Soundings",)}, "aliases": ()}
    parts = [
        edited(quay, source=f"articles/p{n}.md", slug=f"p{n}", title=f"P {n}",
               date=f"2021-01-{n:02}", part=None, **named)[1]
        for n in range(1, MOST_PARTS + 3)
    ]  # fmt: skip
    others = {"series": ("Notes", "Soundings")}
    for held in ([*OUTSTANDING, *parts[:count]] for count in (-2, -1, len(parts))):
        part, last = parts[9], held[-1]
        assert isinstance(part, Article)
        found = [
            (part, None), edited(part, title="X"), edited(part, slug="x"),
            edited(part, date="2021-01-03"), edited(part, date="2021-03-03"),
            edited(part, date="2021"), edited(part, part=1), edited(part, part=30),
            edited(part, terms=part.terms | {"series": ()}),
            edited(part, terms=part.terms | others, part=2),
            edited(part, withdrawn="2021-05-05"), edited(part, language="ru"),
            edited(last, part=1), (last, None),
        ]  # fmt: skip
        assert check_touched(found, MAKE_OUTSTANDING, held) > len(found) // 2


@pytest.mark.parametrize(
    ("one", "other"), [("topics", "regions"), ("series", "topics")]
)
def test_every_page_that_is_another_is_touched_where_facets_share_a_name(
    one: str, other: str
) -> None:
    """Only a new site can tell where a namesake comes or goes: titles tell them apart."""
    sources = "articles/pier.md", "articles/quay.md"
    steps = ((one,), ()), ((one,), (other,)), ((one,), ()), ((other,), ())
    held = {one.source: one for one in RECORDS}
    others = [one for one in RECORDS if one.source not in sources]
    edited_site, told = EditedSite(RECORDS), []
    for step in steps:
        changes = []
        for source, facets in zip(sources, step, strict=True):
            was = next(one for one in RECORDS if one.source == source)
            assert isinstance(was, Article)
            named = {facet: (*was.terms[facet], "Havens") for facet in facets}
            new = edited(was, terms=was.terms | named)[1]
            changes += change(held[source], new)
            held[source] = new
        now = [*others, *(held[source] for source in sources)]
        told.append(edited_site.take(changes, Snapshot(MAKE(now))))
        if not told[-1]:
            edited_site = EditedSite(now)
    assert told == [True, False, False, True]


def test_every_page_is_touched_that_came_to_lead_to_an_article_that_goes() -> None:
    articles = [one for one in RECORDS if isinstance(one, Article)]
    now, told = Snapshot(MAKE(RECORDS)), 0
    for article in articles:
        named = {name for target in article.links for name in last_names(target)}
        for other in articles:
            file = compose(other.source).rpartition("/")[2]
            if named.isdisjoint((other.slug, file)):
                continue
            edited_site = EditedSite(replaced(article, None))
            come, gone = change(None, article), change(other, None)
            if not edited_site.shown.problems and edited_site.take(come, now):
                told += edited_site.take(gone, Snapshot(MAKE(replaced(other, None))))
    assert told


@in_short_and_long
@pytest.mark.parametrize("name", ["body_key", "links", "slug", "title", "date"])
def test_both_hold_of_feeds_of_whole_articles_after_an_edit_of(
    name: str, share: int
) -> None:
    assert check_touched(edits(Article, name, share), MAKE_WHOLE)


@pytest.mark.parametrize("seed", range(30))
def test_every_page_that_is_another_is_touched_by_edits_in_a_row(seed: int) -> None:
    rng = random.Random(seed)
    make = MAKE_WHOLE if seed % 2 else MAKE
    held = {one.source: one for one in RECORDS}
    edited_site = EditedSite(RECORDS, make)
    for number in range(4):
        changes, after = some_changes(held, rng, number)
        now = Snapshot(make(after.values()))
        is_taken = edited_site.take(changes, now)
        held = held if now.problems else after
        if not is_taken:
            edited_site = EditedSite(held.values(), make)


def some_changes(
    held: Records, rng: random.Random, number: int
) -> tuple[list[Change], Records]:
    """Edit, delete and add a few articles of those that are *held*."""
    articles = [one for one in held.values() if isinstance(one, Article)]
    after = dict(held)
    changes: list[Change] = []
    for old in rng.sample(articles, rng.randint(1, 3)):
        new = rng.choice((None, *_some_edits(old, rng)))
        if new and new.source != old.source and new.source in after:
            continue  # one file cannot be two articles
        changes += change(old, new)
        del after[old.source]
        if new:
            after[new.source] = new
    if rng.random() < 0.5:
        name = f"new{number}"
        copied = rng.choice(articles)
        new = edited(copied, source=f"articles/{name}.md", slug=name, aliases=())[1]
        changes += change(None, new)
        after[new.source] = new
    return changes, after


def _some_edits(article: Article, rng: random.Random) -> list[ContentFile]:
    found: list[ContentFile] = []
    for kind, name in rng.sample(OF_ARTICLES, 6):
        found += [new for _, new in edits_of(article, kind, name)]
    return found
