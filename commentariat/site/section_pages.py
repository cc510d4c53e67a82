"""Pages of sections: each item, and the listing of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from commentariat.archive.dates import DAY
from commentariat.archive.items import is_cut
from commentariat.archive.model import Item, PageFile
from commentariat.facets import AUTHORS, UNDATED
from commentariat.fields import ON_PAGES, FieldKind, fields_on
from commentariat.language_tags import direction_of
from commentariat.sections import DATE, ITEM_TEMPLATE, LISTING_TEMPLATE, Section
from commentariat.site.backlinks import leads_to
from commentariat.site.bodies import body_of
from commentariat.site.edit import Edit
from commentariat.site.family import Family, Of
from commentariat.site.items import day_field, item_card, listing_link, own_day
from commentariat.site.own_fields import plays
from commentariat.site.page import Inputs, Page, inputs_of
from commentariat.site.pictures import LEAD
from commentariat.site.site import Site
from commentariat.site.structured import (
    breadcrumb_list,
    collection_page,
    to_script,
    with_fields,
    without_empty,
)
from commentariat.site.urls import output_of
from commentariat.site.views import Card, ItemView, LinkGroup, SectionPart, SectionView

UPCOMING, PAST = "upcoming", "past"
"""Parts of a listing that is sorted by a day of its items."""


def section_pages(site: Site) -> Iterator[Page]:
    """Make the listing of every section."""
    for name, section in site.archive.sections.items():
        if site.listings.has_section(name):
            yield _listing_page(site, section)


def touched_sections(site: Site, edit: Edit) -> Iterator[Page]:
    """Make those whose texts may lead to something else."""
    for name, section in site.archive.sections.items():
        file = site.archive.introductions.get(name)
        is_led_on = file is not None and leads_to(file.links, edit.targets)
        if is_led_on and site.listings.has_section(name):
            yield _listing_page(site, section)


SECTIONS = Family("listings of sections", section_pages, touched_sections)


def item_pages(site: Site) -> Iterator[Page]:
    """Make the page of every item of a section."""
    for name, section in site.archive.sections.items():
        for item in site.archive.items[name]:
            yield _item_page(site, section, item)


def touched_items(site: Site, edit: Edit) -> Iterator[Page]:
    """Make those that may lead to something else: what items name does not go."""
    for name, section in site.archive.sections.items():
        for item in site.archive.items[name]:
            if leads_to(item.links, edit.targets):
                yield _item_page(site, section, item)


ITEMS = Family("items of sections", item_pages, touched_items, Of.PIECES)


def _item_page(site: Site, section: Section, item: Item) -> Page:
    return Page(
        output_of(site.path_of(item)),
        item.template or section.template,
        partial(_item_inputs, site, section, item),
        item.source,
        day=item.date,
        is_indexed=item.is_indexed,
        usual=ITEM_TEMPLATE if item.template else "",
        language=site.words_on(item.language),
    )


_ITEM_NAMES = {"authors": "terms", "terms": "terms", "fields": "fields"}


def _item_inputs(site: Site, section: Section, item: Item) -> Inputs:
    wording = site.wording_for(item.language)
    view = _item_view(site, section, item)
    body = body_of(site, item)
    texts = wording.fields.texts(item, item.section, body)
    return inputs_of(site.shared, view, _ITEM_NAMES, body, texts=texts)


def _item_view(site: Site, section: Section, item: Item) -> ItemView:
    wording = site.wording_for(item.language)
    link, path = listing_link(site, section, wording), site.path_of(item)
    crumbs = (wording.home, link)
    authors = wording.links.authors(item)
    picture = site.targets.picture(item.image)
    fields = wording.fields.of(item, item.section)
    when = own_day(site, item)
    date = when[:DAY] or item.date
    node = without_empty(
        {
            "@type": "WebPage",
            "name": item.title,
            "description": item.description,
            "inLanguage": item.language,
            "url": site.root.url(path),
            "datePublished": item.moment,
            "image": site.root.url(picture) if picture else "",
            "author": [{"@type": "Person", "name": one.label} for one in authors],
        }
    )
    known = crumbs if link.url else crumbs[:1]
    head = wording.head(
        item.title,
        item.description,
        path,
        language=item.language,
        direction=direction_of(item.language),
        breadcrumbs=crumbs,
        json_ld=to_script(
            [
                with_fields(node, wording.fields.properties(fields)),
                breadcrumb_list(site.settings, known, item.title),
            ]
        ),
        image=site.pictures.share(picture, item.image_alt),
        is_indexed=item.is_indexed,
        mark=wording.mark(date),
        plays=plays(fields),
    )
    return ItemView(
        head=head,
        section=link,
        title=item.title,
        image=site.pictures.show(picture, item.image_alt, LEAD),
        date=date,
        date_label=wording.dates.moment_label(when or date) if date else "",
        date_field=day_field(site, item),
        authors=authors,
        terms=_terms_of(site, item),
        badge=wording.cards.badge(item),
        is_past=item.is_past,
        fields=fields,
    )


def _terms_of(site: Site, item: Item) -> tuple[LinkGroup, ...]:
    wording = site.wording_for(item.language)
    return tuple(
        [
            LinkGroup(
                wording.naming.facet(facet).label,
                wording.links.of(facet, item),
                wording.naming.language_of_facet(facet),
            )
            for name, facet in site.named_facets.items()
            if name in item.terms and name != AUTHORS
        ]
    )


# The listing of a section


def _listing_page(site: Site, section: Section) -> Page:
    file = site.archive.introductions.get(section.name)
    return Page(
        site.root.output(section.listing),
        (file and file.template) or LISTING_TEMPLATE,
        partial(_listing_inputs, site, section),
        file.source if file else "",
        is_indexed=file is None or file.is_indexed,
        usual=LISTING_TEMPLATE if file and file.template else "",
    )


def _listing_inputs(site: Site, section: Section) -> Inputs:
    file = site.archive.introductions.get(section.name)
    body = body_of(site, file) if file else None
    names = dict.fromkeys(("count", "parts"), "items") | {"fields": "fields"}
    texts = site.wording.fields.texts(file, ON_PAGES, body) if file and body else ()
    return inputs_of(
        site.shared, _listing_view(site, section), names, body, texts=texts
    )


def _listing_view(site: Site, section: Section) -> SectionView:
    file = site.archive.introductions.get(section.name)
    items = site.archive.items[section.name]
    title = file.title if file else section.label
    crumbs = (site.wording.home,)
    picture = site.targets.picture(file.image) if file else ""
    href = site.root.href
    fields = site.wording.fields.of(file, ON_PAGES)
    head = site.wording.head(
        title,
        (file and file.description)
        or site.wording.words.gettext(
            "%(facet)s in the archive of %(site)s",
            facet=section.label,
            site=site.settings.title,
        ),
        section.listing,
        breadcrumbs=crumbs,
        atom=href(f"{section.path}/feed.xml") if section.has_feed else "",
        json_feed=href(f"{section.path}/feed.json") if section.has_feed else "",
        json_ld=to_script(
            [
                collection_page(site.root.url(section.listing), title),
                breadcrumb_list(site.settings, crumbs, title),
            ]
        ),
        image=site.pictures.share(picture, file.image_alt) if file else None,
        is_indexed=file is None or file.is_indexed,
        plays=plays(fields),
        title_language=_tongue_of(site, section, file),
        text_language=_tongue_of(site, section, file) if file else "",
    )
    return SectionView(
        head=head,
        name=section.name,
        title=title,
        count=len(items),
        parts=_parts(site, section, items),
        fields=fields,
    )


def _tongue_of(site: Site, section: Section, file: PageFile | None) -> str:
    """Tell in which language the title of a listing is, if not in its words."""
    if file is None:
        return site.wording.naming.language_of_section(section)
    return site.tongue_of(file)


def _parts(
    site: Site, section: Section, items: tuple[Item, ...]
) -> tuple[SectionPart, ...]:
    """
    Cut *items*: by what is to come and what is past, else by year where a date sorts them.
    """
    held: dict[str, list[Card]] = {}
    place = _place_in(site, section)
    for item in items:
        held.setdefault(place(item), []).append(item_card(site, item, site.wording))
    words = {
        UNDATED: site.wording.words.gettext("Undated"),
        UPCOMING: site.wording.words.gettext("Upcoming"),
        PAST: site.wording.words.gettext("Past"),
    }
    return tuple(
        [
            SectionPart(words.get(name, name), f"In-{name or 'all'}", tuple(cards))
            for name, cards in held.items()
        ]
    )


def _place_in(site: Site, section: Section) -> Callable[[Item], str]:
    """Make the function that tells the part of the listing that an item is in."""
    own = fields_on(site.settings.fields, section.name)
    if is_cut(section, own):
        return lambda item: PAST if item.is_past else UPCOMING if item.day else UNDATED
    if section.key == DATE:
        return lambda item: item.date[:4] or UNDATED
    if any(one.name == section.key and one.kind == FieldKind.DATE for one in own):
        return lambda item: item.day[:4] or UNDATED
    return lambda item: ""
