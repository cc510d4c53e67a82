"""What pages show of the items of sections: cards, entries of feeds, groups of them."""

from __future__ import annotations

from collections.abc import Sequence

from commentariat.archive.dates import DAY, midnight
from commentariat.archive.model import Dated, Item
from commentariat.language_tags import direction_of
from commentariat.sections import Section
from commentariat.site.site import Site
from commentariat.site.views import Card, FeedEntry, Link, SectionGroup
from commentariat.site.wording import Wording


def listing_link(site: Site, section: Section, wording: Wording) -> Link:
    """Link to the listing of *section*, where it has one, on a page in that *wording*."""
    is_here = site.listings.has_section(section.name)
    url = site.root.href(section.listing) if is_here else ""
    return Link(section.label, url, wording.naming.language_of_section(section))


def item_card(site: Site, item: Item, wording: Wording) -> Card:
    """
    Show *item* as listings do in that *wording*.

    It has its own day, where its section is sorted by that.
    """
    when = own_day(site, item)
    date = when[:DAY] or item.date
    return Card(
        url=site.root.href(site.path_of(item)),
        title=item.title,
        dek=item.description,
        date=date,
        date_label=wording.dates.moment_label(when or date) if date else "",
        authors=wording.links.authors(item),
        type="",
        language=item.language,
        direction=direction_of(item.language),
        badge=wording.cards.badge(item),
        x=site.axis.x(date) if site.axis else "",
        fields=wording.fields.on_card(item, item.section, day_field(site, item)),
    )


def piece_card(site: Site, piece: Dated, wording: Wording) -> Card:
    """Show an article, or an item, with links to listings that have it, in that *wording*."""
    there = site.listing_site(piece)
    if there is not site:
        wording = there.wording_in(wording.language)
    if isinstance(piece, Item):
        return item_card(there, piece, wording)
    return wording.cards.card(piece)


def own_day(site: Site, item: Item) -> str:
    """Give the day, or moment, of *item* by which its section is sorted, if any."""
    key = site.archive.sections[item.section].key
    return item.fields.get(key, (item.day,))[0] if item.day else ""


def day_field(site: Site, item: Item) -> str:
    """Name the field of *item* that its own day says all of; empty where none does."""
    key = site.archive.sections[item.section].key
    return key if item.day and len(item.fields.get(key, ())) == 1 else ""


def item_entry(site: Site, item: Item) -> FeedEntry:
    """Show *item*, whose date is known to the day, as feeds do."""
    timezone = site.settings.timezone
    published = item.moment if item.time else midnight(item.date, timezone)
    return FeedEntry(
        url=site.root.url(site.path_of(item)),
        title=item.title,
        dek=item.description,
        authors=tuple(map(site.wording.links.whole, site.wording.links.authors(item))),
        published=published,
        updated=published,
        language=item.language,
        categories=site.wording.links.subjects(site.wording.subjects, item),
        picture=site.share(item),
        enclosures=site.wording.fields.enclosures(item, item.section),
    )


def group_of(
    site: Site, section: Section, items: Sequence[Item], most: int
) -> SectionGroup:
    """Show the first *items* of *section*, *most* of them, and count all."""
    link = listing_link(site, section, site.wording)
    return SectionGroup(
        label=section.label,
        language=link.language,
        anchor=f"Of-{section.name}",
        url=link.url,
        count=len(items),
        cards=tuple([item_card(site, one, site.wording) for one in items[:most]]),
    )
