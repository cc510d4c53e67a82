"""What the head of a page tells of it, in each of the vocabularies that houses use."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeAlias

import msgspec
from turbohtml import Document, Element, Text
from turbohtml.extract import MicrodataItem

from commentariat.archive.text import fold
from commentariat.intake.formats.model import Claim, Link, Picture, Told
from commentariat.intake.formats.people import may_be_person

_Node: TypeAlias = "dict[str, Any]"  # foreign data

_ARTICLES: Final = (
    "OpinionNewsArticle", "AnalysisNewsArticle", "NewsArticle", "ReportageNewsArticle",
    "ScholarlyArticle", "Report", "BlogPosting", "TechArticle", "Article",
    "SocialMediaPosting", "PodcastEpisode", "Event", "Book", "Legislation",
    "CreativeWork",
)  # fmt: skip
"""Types of schema.org that a piece has, the plainest first where a page has several."""
_PAGES: Final = ("ItemPage", "WebPage", "AboutPage")
_TELLERS: Final = (
    ("parsely-", Told.PARSELY),
    ("citation_", Told.HIGHWIRE),
    ("og:", Told.OPEN_GRAPH),
    ("article:", Told.OPEN_GRAPH),
    ("book:", Told.OPEN_GRAPH),
    ("twitter:", Told.OPEN_GRAPH),
    ("dc.", Told.DUBLIN_CORE),
    ("dc:", Told.DUBLIN_CORE),
    ("dcterms.", Told.DUBLIN_CORE),
    ("dcterms:", Told.DUBLIN_CORE),
)
# What programs tell programs, and nothing of the piece.
_TECHNICAL: Final = re.compile(
    r"viewport|generator|robots|googlebot.*|bingbot|referrer|theme-color|color-scheme"
    r"|format-detection|handheldfriendly|mobileoptimized|apple-.*|msapplication-.*|ms\..*"
    r"|application-name|.*verif.*|csrf.*|fb:.*|al:.*|og:type|twitter:(?!title|description)"
    r".*|og:image:(?!alt).*|og:video.*|og:audio.*|next-head-count|rating|revisit-after"
    r"|cache-control|expires|pragma|content-type|x-ua-compatible|article:publisher"
    r"|parsely-(?:post-id|type|link|page)|swiftype.*|sailthru\..*|pinterest.*"
)
_META_LIMIT: Final = 500
"""Elements of a head that are looked at: a page has dozens."""
_NODE_LIMIT: Final = 2_000
_COMMENTS: Final = re.compile(r"comment|reply|respond|sidebar|related|recent", re.I)
_MODIFIED: Final = re.compile(r"updated|modified", re.I)


class HeadClaims(msgspec.Struct, frozen=True):
    """What a page says of itself for programs."""

    claims: tuple[Claim, ...] = ()
    address: str = ""
    """Its own, as it says: `<link rel=canonical>`, or og:url."""
    amp: str = ""
    """The address of its version for telephones."""
    translations: tuple[Link, ...] = ()
    """Its versions in other languages, each with the tag of its language as text."""
    pictures: tuple[Picture, ...] = ()
    """The one that stands for it, where a vocabulary names it."""
    sites: tuple[str, ...] = ()
    """What the site is called, for titles that end with that."""
    faults: int = 0
    """Blocks of JSON-LD that are no JSON."""


def claims_of_head(document: Document) -> HeadClaims:
    """
    Gather what *document* tells in JSON-LD, meta elements, microdata and `<time>`.

    Values are verbatim but for escapes that were escaped twice; which of them counts is
    not decided here.
    """
    blocks, faults = _json_ld(document)
    claims = [*_of_json_ld(blocks), *_of_meta(document), *_of_cards(document)]
    title = document.select_one("head > title") or document.select_one("title")
    if title is not None and (text := _clean(title.text)):
        claims.append(Claim("title", (text,), Told.META))
    claims += _of_microdata(document.microdata(), claims)
    claims += _of_times(document, claims)
    root = document.select_one("html")
    language = _attribute(root, "lang") if root is not None else ""
    if language:
        claims.append(Claim("html lang", (language,), Told.PAGE))
    links = document.select("link[rel][href]")[:_META_LIMIT]
    return HeadClaims(
        tuple(claims),
        _linked(links, "canonical") or _told(claims, "og:url"),
        _linked(links, "amphtml"),
        tuple(_translations(links)),
        tuple(_pictures(claims)),
        tuple(dict.fromkeys(filter(None, _sites(document, claims, blocks)))),
        faults,
    )


def _clean(text: str) -> str:
    """Fold white space; undo escapes that a program escaped once more."""
    text = " ".join(text.split())
    return html.unescape(text) if "&" in text and ";" in text else text


def _attribute(element: Element, name: str) -> str:
    value = element.attrs.get(name)
    return (" ".join(value) if isinstance(value, list) else value or "").strip()


def _told(claims: Iterable[Claim], key: str) -> str:
    return next((one.texts[0] for one in claims if one.key == key and one.texts), "")


# -- meta elements -----------------------------------------------------------


def _of_meta(document: Document) -> Iterator[Claim]:
    """Yield a claim a name, its values in order."""
    found: dict[str, list[str]] = {}
    for element in document.select("meta[content]")[:_META_LIMIT]:
        name = _attribute(element, "property") or _attribute(element, "name")
        name = name.lower()
        text = _clean(_attribute(element, "content"))
        if name and text and not _TECHNICAL.fullmatch(name):
            found.setdefault(name, []).append(text)
    for name, texts in found.items():
        teller = next(
            (told for start, told in _TELLERS if name.startswith(start)), Told.META
        )
        yield Claim(name, tuple(texts), teller)


_CARD: Final = "meta[name^='twitter:label'][content]"


def _of_cards(document: Document) -> Iterator[Claim]:
    """Yield who is said to have written the piece, beside its picture in networks."""
    for label in document.select(_CARD)[:_MOST_LABELS]:
        number = _attribute(label, "name")[len("twitter:label") :]
        if not number.isdecimal() or not _WRITTEN.fullmatch(
            _attribute(label, "content")
        ):
            continue
        data = document.select_one(f'meta[name="twitter:data{number}"][content]')
        if data is not None and (text := _clean(_attribute(data, "content"))):
            yield Claim("written_by", (text,), Told.OPEN_GRAPH)


_MOST_LABELS: Final = 4
_WRITTEN: Final = re.compile(
    r"(?:(?:written|posted|words|story) )?by|authors?|(?:verfasst |geschrieben )?von|autor(?:in)?"
    r"|(?:écrit |rédigé )?par|auteur|(?:escrito )?por|scritto da|geschreven door|skrevet a[vf]"
    r"|skriven av|napisane przez|автор|作者",
    re.IGNORECASE,
)
"""What stands there before a name."""


def _linked(links: Iterable[Element], relation: str) -> str:
    for link in links:
        if relation in _attribute(link, "rel").lower().split():
            return _attribute(link, "href")
    return ""


def _translations(links: Iterable[Element]) -> Iterator[Link]:
    for link in links:
        language = _attribute(link, "hreflang")
        is_alternate = "alternate" in _attribute(link, "rel").lower().split()
        kind = _attribute(link, "type").lower()
        if (
            is_alternate
            and language
            and language.lower() != "x-default"
            and not (kind and "html" not in kind)
        ):
            yield Link(_attribute(link, "href"), language, -1)


def _pictures(claims: Iterable[Claim]) -> Iterator[Picture]:
    claims = list(claims)
    for key in ("og:image", "image", "twitter:image", "parsely-image-url"):
        if address := _told(claims, key):
            yield Picture(address, _told(claims, "og:image:alt"), is_leading=True)
            return


def _sites(
    document: Document, claims: Iterable[Claim], nodes: list[_Node]
) -> Iterator[str]:
    """List what the site is called, by those who make pages of it."""
    yield _told(claims, "og:site_name")
    for element in document.select("meta[name=application-name][content]")[:1]:
        yield _clean(_attribute(element, "content"))
    for node in nodes:
        types = _types(node)
        if "WebSite" in types:
            yield from _texts("name", node.get("name"), {})
        elif any(name in _ARTICLES or name in _PAGES for name in types):
            yield from _texts("publisher", node.get("publisher"), {})


# -- JSON-LD -----------------------------------------------------------------


def _json_ld(document: Document) -> tuple[list[_Node], int]:
    """Decode the blocks: their nodes, flat, and how many blocks are no JSON."""
    scripts = document.select('script[type="application/ld+json"]')
    count = len(scripts)
    try:
        blocks = document.json_ld()
        if len(blocks) < count:
            blocks = list(_decoded(one.text for one in scripts))
    except RecursionError:
        return [], count
    nodes: list[_Node] = []
    waiting = deque[Any](blocks)
    while waiting and len(nodes) < _NODE_LIMIT:
        value = waiting.popleft()
        if isinstance(value, list):
            waiting.extendleft(reversed(value))
        elif isinstance(value, dict):
            nodes.append(value)
            graph = value.get("@graph")
            if isinstance(graph, list):
                waiting.extendleft(reversed(graph))
            if isinstance(main := value.get("mainEntity"), dict):
                waiting.append(main)
    return nodes, count - len(blocks)


def _decoded(texts: Iterable[str]) -> Iterator[Any]:
    """Decode JSON as tools of browsers do: with raw line ends, commas and brackets too many."""
    for text in texts:
        bare = _WRAPPED.sub("", text)
        for one in (bare, _TRAILING.sub(r"\1", bare)):
            one = one.lstrip()
            try:
                value, end = _DECODER.raw_decode(one)
            except ValueError:
                continue
            if not one[end:].strip(" \t\r\n}];"):
                yield value
                break


_DECODER: Final = json.JSONDecoder(strict=False)
_WRAPPED: Final = re.compile(
    r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?)|(?:(?://\s*)?-->|(?://|/\*)?\s*\]\]>"
    r"(?:\s*\*/)?)\s*;?\s*$|;\s*$"
)
"""What hid scripts from browsers, once."""
_TRAILING: Final = re.compile(r",(\s*[}\]])")


def _types(node: _Node) -> list[str]:
    value = node.get("@type")
    values = value if isinstance(value, list) else [value]
    return [one.rpartition("/")[2] for one in values if isinstance(one, str)]


def _of_json_ld(nodes: list[_Node]) -> Iterator[Claim]:
    """Yield what the node of the piece tells: a claim a property."""
    by_id = {one["@id"]: one for one in nodes if isinstance(one.get("@id"), str)}
    for wanted in (_ARTICLES, _PAGES):
        found = [one for one in nodes if any(name in wanted for name in _types(one))]
        if found:
            node = min(found, key=lambda one: _rank(one, wanted))
            yield from _properties(node, by_id)
            return


def _rank(node: _Node, wanted: tuple[str, ...]) -> tuple[bool, int]:
    """Prefer what has a headline; of those the most special type."""
    ranks = [wanted.index(name) for name in _types(node) if name in wanted]
    return not (node.get("headline") or node.get("name")), min(ranks)


def _properties(node: _Node, by_id: dict[str, _Node]) -> Iterator[Claim]:
    for key, value in node.items():
        if key.startswith("@") or key in _LEFT:
            continue
        if key in _OF_PEOPLE and (whole := _organizations(value, by_id)):
            yield Claim(f"{key} organization", whole, Told.JSON_LD)
            value = _without_organizations(value, by_id)
        texts = tuple(dict.fromkeys(_texts(key, value, by_id)))
        if texts:
            yield Claim(key, texts, Told.JSON_LD)
    if "@type" in node and (types := _types(node)):
        yield Claim("@type", tuple(types), Told.JSON_LD)


_OF_PEOPLE: Final = ("author", "creator")


def _organizations(value: Any, by_id: dict[str, _Node]) -> tuple[str, ...]:
    """List names of houses that are said to have written the piece."""
    values = value if isinstance(value, list) else [value]
    named = (one for one in values if _is_organization(one, by_id))
    return tuple(text for one in named for text in _texts("author", one, by_id))


def _without_organizations(value: Any, by_id: dict[str, _Node]) -> list[Any]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values if not _is_organization(one, by_id)]


def _is_organization(value: Any, by_id: dict[str, _Node]) -> bool:
    """Tell a house, as its type says, unless it is called as people are."""
    if not isinstance(value, dict):
        return False
    node = by_id.get(value.get("@id") or "", value) if len(value) <= 2 else value
    name = node.get("name")
    return (
        any("Organization" in one or one == "Corporation" for one in _types(node))
        and isinstance(name, str)
        and not may_be_person(name)
    )


_LEFT: Final = frozenset(
    "articleBody text mainEntityOfPage potentialAction publisher comment commentCount "
    "interactionStatistic breadcrumb hasPart speakable wordCount isAccessibleForFree "
    "thumbnailUrl copyrightHolder sourceOrganization mainEntity review aggregateRating "
    "associatedMedia primaryImageOfPage timeRequired".split()
)
"""Of a node: the text itself, and what is of the site and its page."""
_BY_ADDRESS: Final = frozenset("image url license sameAs thumbnail".split())


def _texts(
    key: str, value: Any, by_id: dict[str, _Node], depth: int = 0
) -> Iterator[str]:
    if depth > 4:
        return
    if isinstance(value, str):
        if text := _clean(value):
            yield text
    elif isinstance(value, bool):
        yield str(value).lower()
    elif isinstance(value, int | float):
        yield str(value)
    elif isinstance(value, list):
        for one in value[:_META_LIMIT]:
            yield from _texts(key, one, by_id, depth + 1)
    elif isinstance(value, dict):
        named = by_id.get(value.get("@id") or "", value) if len(value) <= 2 else value
        names = (
            ("url", "contentUrl", "name") if key in _BY_ADDRESS else ("name", "@value")
        )
        for name in names:
            if isinstance(named.get(name), str):
                yield from _texts(key, named[name], by_id, depth + 1)
                return


# -- Microdata and time ------------------------------------------------------


def _of_microdata(
    items: Iterable[MicrodataItem], told: Iterable[Claim]
) -> Iterator[Claim]:
    """Yield what the item of the piece says: of several, the one with its title."""
    found = [one for one in items if (one.type or "").rpartition("/")[2] in _ARTICLES]
    titles = [fold(one.texts[0]) for one in told if one.key in ("title", "og:title")]
    if len(found) > 1 and titles:
        named = [one for one in found if _is_titled(one, titles)]
        found = named or [one for one in found if not _headline(one)]
    for item in found:
        for key, values in item.properties.items():
            if key in _LEFT:
                continue
            texts = [_clean(_microdata_text(value)) for value in values]
            if kept := tuple(dict.fromkeys(filter(None, texts))):
                yield Claim(key, kept, Told.MICRODATA)
        return


def _headline(item: MicrodataItem) -> str:
    values = (one for key in ("headline", "name") for one in item.get_all(key))
    return fold(next((one for one in values if isinstance(one, str)), ""))


def _is_titled(item: MicrodataItem, titles: Iterable[str]) -> bool:
    headline = _headline(item)
    return bool(headline) and any(headline in one or one in headline for one in titles)


def _microdata_text(value: str | MicrodataItem) -> str:
    if isinstance(value, str):
        return value
    names = ("name", "url", "contentUrl")
    found = (one for name in names for one in value.get_all(name))
    return next((one for one in found if isinstance(one, str)), "")


def _of_times(document: Document, told: Iterable[Claim]) -> Iterator[Claim]:
    """
    Yield the first moment of publication that an element of the piece has, and of a change.

    Both are in attributes: of `<time>`, of properties of microdata and RDFa, of the
    classes of microformats. What is *told* already in microdata is not told again.
    """
    keys = {(one.key, one.by) for one in told}
    for element in document.select(_TIMES)[:_META_LIMIT]:
        said = f"{_attribute(element, 'class')} {_attribute(element, 'itemprop')}"
        is_property = bool(_attribute(element, "itemprop"))
        if element.tag != "time" and not is_property and not _MICROFORMAT.search(said):
            continue
        if any(_is_aside(one) for one in element.ancestors if isinstance(one, Element)):
            continue
        is_change = bool(_MODIFIED.search(said)) and not _PUBLISHED.search(said)
        if element.tag == "time" and not is_change:
            is_change = _says_change(element)
        key = "dateModified" if is_change else "datePublished"
        by = Told.TIME if element.tag == "time" else Told.MICRODATA
        names = ("datetime", "content", "title")
        text = next(
            filter(None, (_clean(_attribute(element, one)) for one in names)), ""
        )
        if text and (key, by) not in keys and any(map(str.isdecimal, text)):
            keys.add((key, by))
            yield Claim(key, (text,), by)


def _says_change(element: Element) -> bool:
    """Tell a time that says itself, or just before, that it is the one of a change."""
    if _CHANGE.match(_clean(element.text)):
        return True
    before = element.previous_sibling
    if isinstance(before, Text) and not before.text.strip():
        before = before.previous_sibling
    if not isinstance(before, Element | Text):
        return False
    words = _clean(before.text)
    return len(words) <= _LONGEST_BEFORE and _CHANGE.match(words) is not None


_LONGEST_BEFORE: Final = 24
_CHANGE: Final = re.compile(
    r"\W*(?:this page was |page |article )?(?:last |zuletzt |letzte )?(?:updated|modified|revised|"
    r"reviewed|aktualisiert|geändert|stand:|uppdaterad|opdateret|oppdatert|bijgewerkt|"
    r"mis à jour|actualizado|aggiornato|atualizado|güncelle|обновлено|оновлено|更新)",
    re.IGNORECASE,
)
"""With what a time begins that is the one of a change."""
_TIMES: Final = (
    "time[datetime], [itemprop=datePublished][content], [itemprop=dateModified][content], "
    "[itemprop=datePublished][datetime], [itemprop=datePublished][title], "
    "abbr.published[title], abbr.updated[title], span.published[title], span.dtstamp[title]"
)
_MICROFORMAT: Final = re.compile(r"(?:^|\s)(?:published|updated|dtstamp)(?:\s|$)")
_PUBLISHED: Final = re.compile(
    r"publish|entry-date|post-date|entry__date|created", re.I
)


def _is_aside(element: Element) -> bool:
    """Tell whether *element* holds other things than the piece: comments, lists."""
    if element.tag in ("aside", "nav", "footer"):
        return element.tag != "footer" or not element.closest("article")
    said = f"{_attribute(element, 'class')} {_attribute(element, 'id')}"
    return element.tag not in ("body", "html", "article", "main") and bool(
        _COMMENTS.search(said)
    )
