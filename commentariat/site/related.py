"""Pieces that the page of an article leads on to, and what each has in common with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

import msgspec
from msgspec.structs import replace

from commentariat.archive.archive import Term
from commentariat.archive.model import Article, Dated, RelatedEntry
from commentariat.archive.text import language_of
from commentariat.errors import OpenPoint
from commentariat.facets import CENTERS, TYPES, Facet
from commentariat.judge import join_key
from commentariat.kinds import Kind
from commentariat.language_tags import direction_of
from commentariat.site.held_back import why_held_back
from commentariat.site.items import piece_card
from commentariat.site.links import unique
from commentariat.site.series import is_series
from commentariat.site.site import Site
from commentariat.site.views import Link, NamedView, RelatedView
from commentariat.site.wording import Wording

_WHOLE: Final = ("http://", "https://")
_MOST_TERMS = 3  # that are named as what two pieces have in common


class Shown(msgspec.Struct, frozen=True, gc=False):
    """What the page of an article leads on to, and what of that it is told by."""

    related: tuple[RelatedView, ...] = ()
    hrefs: tuple[tuple[int, str], ...] = ()
    """Of entries that are no pieces of the archive, by their places: where they lead."""


NOTHING: Final = Shown()


def related_of(site: Site, article: Article) -> Shown:
    """
    Show the pieces that *article* names as related, each once, as the archive has them.

    Where they are fewer than the settings ask for, those that are most like it follow.

    A source announces a piece by its address, by its dek or by its title; whichever it
    is, the archive's own title, date and authors are shown. What the archive does not
    hold, or not any more, or not yet, is none of its pieces: it stays a text.
    """
    if not (article.teaser_keys or site.similar.count):
        return NOTHING
    found: dict[str, Dated] = {}
    own = {article.source, *site.translations.group(article).sources}
    hrefs = []
    for at in range(len(article.teaser_keys)):
        piece = site.announced.find(article, at)
        if piece is None:
            hrefs.append((at, _href(site, article, at)))
        elif piece.source not in own:
            found.setdefault(piece.source, piece)
    related = [_related(site, article, one) for one in found.values()]
    room = site.similar.count - len(found)
    if room > 0:
        known = site.whole.archive.by_slug
        alike = (known[slug] for _, slug in site.similar.of(article))
        others = [one for one in alike if one.source not in found.keys() | own]
        related += [_like(site, article, one) for one in others[:room]]
    return Shown(tuple(related), tuple(hrefs)) if related or hrefs else NOTHING


def ask_of_related(
    site: Site, excuses: Callable[[Iterable[str]], bool]
) -> Iterator[OpenPoint]:
    """
    Ask about addresses within the site by which a piece is named, and nothing is found.

    *excuses* tells whether what a link may mean is left out for a fault, which is told.
    """
    targets = site.targets
    for article in site.archive.articles:
        source = article.source
        for at, link in enumerate(article.related_links):
            target = site.announced.within(link)
            if not target or site.announced.find(article, at) is not None:
                continue
            if targets.resolve(target, source) is not None:
                continue
            held = targets.find_held_back(target, source)
            if held is not None:
                kinds = Kind.LINK_TO_DRAFT, Kind.LINK_TO_LATER
                message = why_held_back(link, held, *kinds)
            elif excuses(targets.candidates(target, source)):
                continue
            else:
                message = Kind.RELATED_NOWHERE.of(link)
            key = join_key(join_key("related", at), "link")
            yield OpenPoint(f"content/{source}", 0, message, key)


def _like(site: Site, article: Article, other: Article) -> RelatedView:
    """Show *other*, which is like *article*: where nothing else says why, words do."""
    wording = site.wording_for(article.language)
    common = in_common(site, article, other)
    why = common.whole
    if not why:
        words = site.similar.words(article, other)[:_MOST_TERMS]
        why = wording.words.gettext(
            "Both speak of %(words)s", words=wording.words.names(words)
        )
    card = piece_card(site, other, wording)
    return RelatedView(card, why, common.said, common.names)


def _href(site: Site, article: Article, at: int) -> str:
    """Tell where an entry leads that is no piece: to a page, or to another site."""
    link = article.related_links[at] if article.related_links else ""
    target = site.announced.within(link)
    if not target:
        is_whole = link.startswith(_WHOLE) and link.isprintable() and " " not in link
        return link if is_whole else ""
    if site.targets.find_piece(target, article.source) is not None:
        return ""  # it was taken back
    return site.targets.resolve(target, article.source) or ""


def _related(site: Site, article: Article, piece: Dated) -> RelatedView:
    wording = site.wording_for(article.language)
    card = piece_card(site, piece, wording)
    common = in_common(site, article, piece)
    why = common.whole or wording.words.gettext("Named with this piece")
    return RelatedView(card, why, common.said, common.names)


class Common(msgspec.Struct, frozen=True, gc=False):
    """What two pieces have in common, in words."""

    whole: str
    """All of it; empty where it is nothing."""
    said: str = ""
    """It without names; like these empty where all is in one language."""
    names: tuple[Link, ...] = ()


def in_common(site: Site, article: Article, piece: Dated) -> Common:
    """
    Say what *article* and *piece* have in common: authors, a series, what they are on.

    It follows from the two alone, so that no third piece changes it.
    """
    wording = site.wording_for(article.language)
    words, names = wording.words, site.whole.archive.names
    said, terms = dict[str, None](), dict[Term, None]()
    for facet in site.named_facets.values():
        ours, theirs = article.terms.get(facet.name), piece.terms.get(facet.name)
        if not (ours and theirs):
            continue
        known = names[facet.name]
        others = {known.get(name) for name in theirs}
        shared = {one: None for one in map(known.get, ours) if one and one in others}
        if not shared:
            continue
        if facet.is_person:
            said[words.gettext("same author")] = None
        elif is_series(facet):
            said[words.gettext("same series")] = None
        elif _is_told(facet):
            terms |= shared
    separator = words.pgettext("between reasons", "; ")
    reasons, naming = separator.join(said), wording.naming
    chosen = [*dict.fromkeys(map(naming.term, terms))][:_MOST_TERMS]
    if chosen:
        said[words.names(chosen)] = None
    whole = _begun(separator.join(said))
    tongues = {naming.term(one): naming.language_of(one) for one in terms}
    if not any(map(tongues.get, chosen)):
        return Common(whole)
    links = [Link(name, "", tongues[name]) for name in chosen]
    if not reasons:
        links[0] = replace(links[0], label=_begun(links[0].label))
    return Common(whole, _begun(reasons), tuple(links))


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _is_told(facet: Facet) -> bool:
    """Tell whether a term of *facet* says what a piece is on."""
    return not facet.is_of_date and facet.name not in (TYPES, CENTERS)


def named_in(site: Site, article: Article, shown: Shown) -> Iterator[NamedView]:
    """Show what *article* names and the archive lacks, each once, in its own words."""
    entries = article.shown_detail.related
    told: set[tuple[str, str]] = set()
    wording = site.wording_for(article.language)
    for at, href in shown.hrefs:
        entry = entries[at]
        words = entry.title, entry.teaser
        if any(words) and words not in told:
            told.add(words)
            yield _named(site, wording, entry, href)


def _named(site: Site, wording: Wording, entry: RelatedEntry, href: str) -> NamedView:
    language = language_of(entry.teaser or entry.title, site.settings.language)
    authors = unique([wording.links.person(name) for name in entry.authors])
    return NamedView(
        title=entry.title or entry.teaser,
        teaser=entry.teaser if entry.title else "",
        authors=wording.words.names(author.label for author in authors),
        type=entry.type,
        url=href,
        language=language,
        direction=direction_of(language),
    )
