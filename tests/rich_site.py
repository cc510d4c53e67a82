"""A small site in memory that has every family of pages, made of filled records."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace
from walking import filled

from commentariat.archive.archive import build_archive
from commentariat.archive.dates import DAY, instant_of, is_day, make_now, parse_date
from commentariat.archive.model import (
    Article,
    BioEntry,
    ContentFile,
    Detail,
    Item,
    PageFile,
    RelatedEntry,
    RoleEntry,
    TermFile,
)
from commentariat.archive.redirects import Redirect
from commentariat.archive.ruling import Ruling
from commentariat.archive.term_rules import parse_rules
from commentariat.archive.text import digest_text, fold_key
from commentariat.config import MenuItem, PublishSettings, Settings, ThemeSettings
from commentariat.facets import DEFAULT_FACETS, make_facet
from commentariat.fields import Field, FieldKind
from commentariat.search.sketches import make_sketch
from commentariat.sections import Section
from commentariat.site.attached import find_attached
from commentariat.site.page import StaticFile, TableFile
from commentariat.site.pages import Listing, make_pages
from commentariat.site.picture_uses import picture_uses
from commentariat.site.pictures import TEXT, PictureFile, Pictures
from commentariat.site.register import Register
from commentariat.site.site import Site
from commentariat.site.targets import Targets
from commentariat.site.urls import root_of

encode = msgspec.msgpack.Encoder().encode

ANOTHER_WAY: dict[str, dict[str, Any]] = {
    "authors": {"has_spellings": True},
    "programs": {"is_fixed": True},
    "projects": {"has_pages": False, "labels": {"Locks": "Of locks"}},
}
FACETS = (
    *(replace(facet, **ANOTHER_WAY.get(facet.name, {})) for facet in DEFAULT_FACETS),
    make_facet("countries", "Countries", "Country", foot=3, has_feed=True, home=2),
)
"""One is closed, one has no pages, one is a site's own."""
_EVERYWHERE = ("articles", "pages", "authors", "regions")
FIELDS = (
    Field("note", label="Note", on=_EVERYWHERE, is_many=True, schema="comment"),
    Field("method", FieldKind.MARKDOWN, "Method", on=_EVERYWHERE),
    Field("rating", FieldKind.NUMBER, "Rating", is_on_cards=True, schema="position"),
    Field("held", FieldKind.DATE, "Held", on=_EVERYWHERE, is_on_cards=True),
    Field(
        "watch",
        FieldKind.LINK,
        "Watch",
        on=_EVERYWHERE,
        is_many=True,
        is_on_cards=True,
        schema="sameAs",
    ),
    Field("podcast", FieldKind.FILE, "Listen", on=_EVERYWHERE, is_in_feeds=True),
    Field("portrait", FieldKind.PICTURE, "Portrait", on=_EVERYWHERE),
    Field("day", FieldKind.DATE, "Day", ("talks",), is_on_cards=True),
    Field("sponsored", FieldKind.FLAG, "Sponsored", on=_EVERYWHERE, is_shown=False),
)
"""One of every kind."""
OWN: dict[str, tuple[str, ...]] = {
    "note": ("One", "Two"), "method": ("By *hand*, as [told](grid.md).",),
    "rating": ("3.50",), "held": ("2022-02-03T04:05:00Z",),
    "watch": ("/articles/pier/", "https://else.test/a.mp3"), "podcast": ("files/talk.mp3",),
    "portrait": ("files/text.png",), "sponsored": ("true",),
}  # fmt: skip
SETTINGS = Settings(
    title="Archive",
    institution="Institute",
    tagline="Commentary",
    base_url="https://archive.test/repo/",
    menu=(
        MenuItem("About", "/about/", (MenuItem("Grid", "/articles/grid/"),)),
        MenuItem("Elsewhere", items=(MenuItem("There", "https://other.test/"),)),
    ),
    footer=(
        MenuItem("Contact", "/contact/"),
        MenuItem("Who", "/who/"),
        MenuItem("Quay", "/old/quay/"),
    ),
    license="CC-BY-SA-4.0",
    disclaimer={"": "The author's own view.", "ru": "Мнение автора."},
    known_disclaimers=("Views are the author's.",),
    facets=FACETS,
    works={"commentary": "event"},
    fields=FIELDS,
    publish=PublishSettings(host="netlify"),
    sections=(
        Section("events", "what-is-on", "Events", has_feed=True, is_in_menu=True),
        Section("jobs", "jobs", "Jobs", order="title", has_listing=False),
        Section("talks", "talks", "Talks", order="day"),
    ),
    has_provenance=True,
    newest=3,
    list_all=5,
    feed_size=3,
    feed_archives="all",
    feed_undated=True,
    feed_crossings=(("regions", "topics"),),
    exports=("jsonl", "llms"),
    theme=ThemeSettings(share_pictures=True),
)
FILES = {
    "files/lead.jpg": PictureFile(1600, 900, is_copied=True),
    "files/text.png": PictureFile(1500, 800, is_copied=True, mark="abc"),
    "files/mara.jpg": PictureFile(400, 400),
    "files/talk.mp3": PictureFile(0, 0),
    "files/read.csv": PictureFile(0, 0),
}
"""What is passed through, and what is known of it."""
BESIDE = {
    "articles/berth/plan.png": PictureFile(1200, 700, is_copied=True),
    "articles/berth/deep/notes.pdf": PictureFile(0, 0),
    "articles/yard/map.pdf": PictureFile(0, 0),
}
"""Files in folders of articles, by path under content/; one is no article's so far."""
ADDRESSES = {
    "/": 1,
    "/authors/mara/2011/": 2,
    "/articles/ferry/": 3,
    "/years/2022/07/": 4,
    "/topics/tides/2019/": 5,
    "/old/jetee/": 6,
    "/team/": 7,
}
REDIRECTS = (
    Redirect("old/mill", "mill", 1),
    Redirect("older", "/old/mill/", 2),
    Redirect("port", "/topics/ports/", 3),
    Redirect("rss.xml", "/feed.xml", 4),
    Redirect("old/mara.xml", "/old/m.xml", 5),
    Redirect("old/m.xml", "/authors/mara/feed.xml", 6),
    Redirect("sitemap_index.xml", "/sitemap.xml", 7),
    Redirect("feed", "/feed.xml", 8),
    Redirect("boat", "/old/ferry/", 9),
    Redirect("slip", "/old/slip/index.html", 10),
    Redirect("who", "/about/", 11),
)
TODAY = "2022-05-01"
PEOPLE = ("Mara Lindqvist",)
_TERMS: dict[str, tuple[str, ...]] = {
    "authors": ("Mara Lindqvist",),
    "centers": ("North",),
    "regions": ("Europe",),
    "topics": ("Energy",),
    "programs": ("Rivers",),
    "projects": ("Locks",),
    "series": ("Notes",),
    "collections": ("Best",),
    "types": ("commentary",),
    "countries": ("Chad", "Peru"),
}


def article(
    name: str, date: str, detail: Mapping[str, Any], **given: Any
) -> ContentFile:
    """An article that has something in every field but those that few have."""
    bios = [filled(BioEntry, name=name) for name in given.pop("bios", PEOPLE)]
    terms = _TERMS | given.pop("terms", {})
    values: dict[str, Any] = {
        "source": f"articles/{name}.md", "slug": name, "title": f"The {name}",
        "language": "en", "date": date, "time": "", "updated": "", "added": "",
        "is_draft": False, "translation_of": "",
        "withdrawn": "", "primary_center": "", "image": "", "pdf": "", "aliases": (),
        "dek": f"On the {name}.", "dek_key": f"key {name}", "teaser_keys": (),
        "links": (), "terms": terms, "ruled": (), "fields": {},
        "detail": encode(filled(Detail, bios=tuple(bios), **{"event": None, "related": (), **detail})),
    }  # fmt: skip
    return consistent(filled(Article, **(values | given)))


def consistent(record: ContentFile) -> ContentFile:
    """Give *record* the digest of an edited file, and what follows from other fields."""
    record = _with_own_fields(record)
    if isinstance(record, Item):
        time = record.time if is_day(record.date) else ""
        instant = instant_of(record.date + time) if time else ""
        terms = {facet: names for facet, names in record.terms.items() if names}
        day = record.fields.get("day", ("",))[0] if record.section == "talks" else ""
        record = msgspec.structs.replace(
            record, time=time, instant=instant, terms=terms, day=day[:DAY]
        )
    if isinstance(record, TermFile):
        spellings = tuple(dict.fromkeys((*record.spellings, *record.aliases)))
        roles = tuple([_with_dates(role) for role in record.roles])
        record = replace(record, spellings=spellings, roles=roles)
    if isinstance(record, Article):
        time = record.time if is_day(record.date) else ""
        instant = instant_of(record.date + time) if time else ""
        record = msgspec.structs.replace(record, time=time, instant=instant)
        detail = record.shown_detail
        count = len(detail.related)
        keys = (*record.teaser_keys, *([""] * count))[:count]
        terms = {facet: names for facet, names in record.terms.items() if names}
        centers, main = terms.get("centers", ()), record.primary_center
        if main and main not in centers:
            terms = terms | {"centers": (*centers, main)}
        people = tuple([bio.name for bio in detail.bios])
        record = replace(
            record,
            teaser_keys=keys,
            title_keys=_any([fold_key(one.title) for one in detail.related]),
            related_links=_any([one.link for one in detail.related]),
            terms=terms,
            bio_names=people,
            related_names=tuple([n for one in detail.related for n in one.authors]),
        )
        sketch = make_sketch(record.language, record.title, record.dek, "")
        record = replace(record, sketch=sketch)
    plain = replace(record, digest="")
    digest = hashlib.blake2b(encode(plain), digest_size=8).hexdigest()
    return replace(record, digest=digest)


def _with_dates(role: RoleEntry) -> RoleEntry:
    ends = [role.since, role.until]
    since, until = [one and (parse_date(one) or "2014-05")[:DAY] for one in ends]
    return replace(role, since=since, until=until)


def _any(texts: list[str]) -> tuple[str, ...]:
    return tuple(texts) if any(texts) else ()


def _with_own_fields(record: ContentFile) -> ContentFile:
    """Let the values of its own fields be of their kinds, and what they lead to links."""
    kinds = {field.name: field.kind for field in FIELDS}
    fields = {
        n: values for n, values in record.fields.items() if values and all(values)
    }
    for name, values in fields.items():
        if kinds.get(name) == FieldKind.NUMBER and values != ("3.50",):
            fields[name] = ("4",)
        elif kinds.get(name) == FieldKind.DATE:
            fields[name] = tuple([parse_date(one) or "2021-05-06" for one in values])
    leading = (FieldKind.LINK, FieldKind.FILE, FieldKind.PICTURE)
    led_to = [
        one for name, values in fields.items() for one in values
        if kinds.get(name) in leading and ":" not in one
    ]  # fmt: skip
    if isinstance(record, Article) and record.pdf and ":" not in record.pdf:
        led_to.append(record.pdf)
    links = tuple(dict.fromkeys((*record.links, *led_to)))
    return replace(record, fields=fields, links=links)


def records() -> tuple[ContentFile, ...]:
    """
    The content files of the site.

    All that leads to another page does so at least once: to an article, and to terms
    that one article alone has, whom pages introduce and a notice names. A term is
    spelled in two ways, and one has a namesake among those of another facet. One
    article has no terms, so that nothing but the count of all tells of it. The name
    of a file has its letters taken apart, as some systems write them. The newest
    article says nothing, so that the home page leads with another. Two have one dek,
    of which a teaser means the newer.
    """
    announced = filled(RelatedEntry, authors=("Olena Hrab", "M. L."))
    by_link, by_title = RelatedEntry(link="/old/quay"), RelatedEntry(title="The pier")
    related = {"related": (announced, by_link, by_title)}
    ferry = article(
        "ferry", "2021-03-11", related | {"event": filled(Detail).event},
        updated="2022-01-05", image="files/lead.jpg", pdf="files/talk.mp3", primary_center="South",
        aliases=("old/ferry", "old/Boat.html"), teaser_keys=("key grid",), fields=OWN,
        links=("grid.md", "/articles/dam/#top", "/files/text.png", "../regions/europe.md", "/files/read.csv",
               "/authors/vera-lanskaja/", "/authors/olena-hrab/", "mill", "lost.md"),
        terms={"authors": ("Mara Lindqvist", "Ivo Ränd"), "topics": ("Energy", "Ports")},
    )  # fmt: skip
    return (
        ferry,
        article("grid", "2021-05-02", {},
                terms={"authors": ("M. L.",), "regions": ("Europe", "Türkiye")},
                time="T06:00:00+09:00"),
        article("dam", "2022-01-01", {}, terms={"authors": ("Ivo Ränd",), "series": ()},
                language="ru", translation_of="pier",
                pdf="https://x.test/a.pdf", bios=("Vera Lanskaja", "Ivo Ränd", "Olena Hrab"),
                links=("/old/ferry", "/old/Boat%2Ehtml", "../mole/", "/port/#x", "?print=1",
                       "/authors/mara/2021/", "/authors/ivo-rand/undated/a", "reef.md",
                       "/countries/chad/feed.xml", "files/te%78t.png")),
        article("pier", "2020-06-01", {}, image="files/lead.jpg", aliases=("old/jetée",),
                terms={"authors": ("Olena Hrab",), "topics": ("Energy", "Tides")}),
        article("berth", "2021-08-01", {}, source="articles/berth/index.md",
                image="articles/berth/plan.png", pdf="deep/notes.pdf",
                aliases=("old/berth",)),
        article("lock", "2022-01-01", related, links=("ferry",),
                source="articles/e\u0301cluse.md", dek_key="key grid",
                terms={"authors": (), "countries": ("Chad", "Niue"),
                       "projects": ("Dams", "Locks")}),
        article("sluice", "2021-05", {}, links=("/old/berth/",), aliases=("old/slip",),
                fields={"rating": ("4",), "held": ("2021-04",)},
                terms={"authors": ("Ivo Ränd",), "regions": ("Europe", "Turkiye")}),
        article("quay", "2021", {}, added="2019-03-04", aliases=("old/quay",),
                terms={"topics": ("Energy", "Ports")}),
        article("cape", "2020-07-07", {}, translation_of="https://else.test/cape",
                terms={"authors": ("Hrab, Olena", "Ivo Ränd"),
                "topics": ("Harbours", "Heat"), "regions": ("The Levant",)}),
        article("mill", "", {}, title="Mill", added="2021-09-09", links=("/topics/tides/", "index.md")),
        article("mole", "", {}, title="The Mole", terms={"topics": ()},
                links=("/boat/", "/older", "yard/deep/index.md", "/countries/niue/feed.xml")),
        article("ark", "", {}, title="Ärk", terms={"authors": ("Ivo Ränd",)},
                bios=("Olena Hrab",), links=("\u00e9cluse.md",)),
        article("buoy", "", {}, title="Tug", terms=dict.fromkeys(_TERMS, ()), bios=(),
                links=("/countries/niue/", "/projects/dams/")),
        article("raft", "2022-06-01", {}, is_draft=True),
        article("weir", "2022-07-01", {}, terms={"topics": ("Energy", "North")},
                dek="", body_key=digest_text("")),
        article("gone", "2020-01-01", {}, withdrawn="2021-01-01", links=("ferry", "nowhere"),
                terms={"authors": ("Vera Lanskaja", "Ivo Ränd", "Olena Hrab")}),
        article("offer", "2020-02-01", {}, withdrawn="2021-06", until="2021-06",
                is_expired=True),
        consistent(filled(TermFile, source="authors/mara.md", facet="authors", slug="mara",
                          name="Mara Lindqvist", parent="", spellings=("M. L.",), aliases=("M. L.",),
                          picture="files/mara.jpg", is_unlisted=False,
                          roles=(RoleEntry("Fellow", "South", "2014", "2019-03"),
                                 RoleEntry("Director", "North"),
                                 RoleEntry("Pilot", "A quay", until="2013-02-03")),
                          links=("../articles/grid.md", "/authors/olena-hrab/"),
                          fields={"method": OWN["method"], "watch": OWN["watch"]})),
        consistent(filled(TermFile, source="regions/europe.md", facet="regions",
                          slug="europe", name="Europe", picture="", fields={}, parent="",
                          is_with_children=True, is_unlisted=False, names={}, spellings=(),
                          aliases=(),
                          links=("/topics/ports/", "/files/text.png", "/old/berth/"))),
        consistent(filled(TermFile, source="regions/levant.md", facet="regions",
                          slug="levant", name="Levant", picture="", fields={},
                          parent="Europe", is_with_children=False, is_unlisted=False,
                          names={"ar": "الشام"}, spellings=("The Levant",), aliases=(),
                          links=())),
        consistent(filled(TermFile, source="programs/rivers.md", facet="programs",
                          slug="rivers", name="Rivers", aliases=(), picture="", links=(),
                          fields={}, parent="", names={}, spellings=())),
        consistent(filled(PageFile, source="pages/index.md", slug="index", language="",
                          image="", template="", aliases=(), fields={}, lead="", featured=(),
                          pinned=("quay", "/what-is-on/fair/"),
                          blocks=("lead", "/topics/energy/", "shelf", "day", "featured", "/what-is-on/",
                                  "/regions/"),
                          links=("../articles/ferry.md", "/authors/olena-hrab/", "/old/berth/"))),
        consistent(filled(PageFile, source="pages/about.md", slug="about", language="ru",
                          image="files/lead.jpg", template="", aliases=("old/about",),
                          fields={"portrait": OWN["portrait"], "note": ("Three",)},
                          links=("/articles/grid/", "dam", "/authors/olena-hrab/", "/old/berth/"))),
        consistent(filled(PageFile, source="pages/about/team.md", slug="team", language="",
                          image="", template="", aliases=(), order=None, is_indexed=True,
                          fields={},
                          links=("ferry", "history.md"))),
        consistent(filled(PageFile, source="pages/about/history.md", slug="history",
                          language="", image="", template="", aliases=(), menu="",
                          fields={},
                          links=("/team/",))),
        consistent(filled(PageFile, source="events/index.md", slug="index", language="",
                          image="files/lead.jpg", template="", aliases=(), fields={},
                          links=("../articles/pier.md", "launch.md"))),
        _item("launch", "events", date="2021-09-09", image="files/lead.jpg",
              time="T18:00:00+02:00", aliases=("old/launch",),
              links=("/articles/dam/", "/authors/olena-hrab/", "../jobs/cook.md"),
              terms={"authors": ("Ada Only", "M. L."), "topics": ("Energy", "Heat")}),
        _item("fair", "events", date="2022-02-02", links=("/old/launch/", "/jobs/cook/"),
              terms={"authors": ("Ada Only",), "countries": ("Togo",),
                     "types": ("commentary",)}),
        _item("sail", "events", date="", links=("mole",)),
        _item("rivers", "talks", date="2021", fields={"day": ("2021-12-24",)},
              day="2021-12-24", is_past=True),
        _item("seas", "talks", date="2021", fields={"day": ("2022-12-24",)},
              day="2022-12-24"),
        _item("cook", "jobs", date="2020", links=("/what-is-on/", "/articles/ferry/"),
              terms={"regions": ("Europe", "Malta")}),
    )  # fmt: skip


def _item(name: str, section: str, **given: Any) -> ContentFile:
    values: dict[str, Any] = {
        "source": f"{section}/{name}.md", "section": section, "slug": name, "time": "",
        "title": f"The {name}", "language": "", "image": "", "template": "", "aliases": (),
        "is_draft": False, "is_indexed": True, "links": (), "terms": {}, "ruled": (), "fields": {},
        "day": "", "is_past": False,
    }  # fmt: skip
    return consistent(filled(Item, **(values | given | {"language": "en"})))


RULES = """\
merge authors "Hrab, Olena" into "Olena Hrab"
rename topics "Harbours" to "Sheltered waters"
move topics "Heat" to projects
split authors "Ivo Ränd" to "Ivo Ränd (poet)" where years 2020
not the same authors "Ivo Ränd" "Ivo Ränd (poet)"
"""
HELD_BACK = article("reef", "2023-01-01", {}, is_draft=True, aliases=("old/reef",))
"""An article that is not out: nothing shows it, and one leads there."""


def make_site(
    records: Iterable[ContentFile],
    settings: Settings = SETTINGS,
    files: Mapping[str, PictureFile] = FILES,
    register: Register | None = None,
    today: str = TODAY,
    held_back: Iterable[ContentFile] | None = None,
    rules: str = RULES,
) -> Site:
    """Make the site of *records*, as a build does once its files are read."""
    terms = [one for one in records if isinstance(one, TermFile)]
    ruling = Ruling(parse_rules(rules, settings.facets), terms, settings.facets)
    held = [*ruling.records({one.source: one for one in records}).values()]
    archive = build_archive(
        [one for one in held if isinstance(one, Article)],
        [one for one in held if isinstance(one, TermFile)],
        [one for one in held if isinstance(one, PageFile)],
        settings.facets,
        settings.sections,
        [one for one in held if isinstance(one, Item)
         and one.section in {section.name for section in settings.sections}],
        settings.fields,
        ruling,
    )  # fmt: skip
    sources = [one.source for one in held]
    attached = find_attached(archive, BESIDE, sources)
    beside = {output: BESIDE[file] for file, output in attached.outputs.items()}
    files = {**files, **beside}
    spoken = Register(ADDRESSES, REDIRECTS) if register is None else register
    kept = [HELD_BACK] if held_back is None else held_back
    hidden = [one for one in kept if isinstance(one, Article)]
    targets = Targets(
        settings, archive, files, attached, spoken.redirects, held_back=hidden
    )
    uses = picture_uses(archive, targets, files)
    known = {file: files[file] for file in sorted(uses)}
    shown = Pictures(settings, known, (one for one in known if TEXT in uses[one]))
    now = make_now(today, "", settings.timezone) if today else None
    href = root_of(settings).href
    sizes = {one: 4000 for one in files if one.endswith(".pdf")}
    tables = [TableFile(href(o), o, "1") for o in sorted(files) if o.endswith(".csv")]
    return Site(
        settings, archive, targets, shown, spoken, now=now, tables=tables, sizes=sizes
    )


def list_pages(site: Site) -> Listing:
    """List all pages of *site*."""
    files = sorted(site.targets.files)
    statics = [StaticFile(file, file, "", "") for file in files]
    return make_pages(site, [*statics, *site.former_files.files(statics)])
