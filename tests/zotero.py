"""
Reads what the head of a page says of a piece, as Zotero does.

It follows the public translators "Embedded Metadata" and "RDF" of Zotero (June 2026), as
far as they have a say in what the pages of an article become: tags in the order in which
they count, how the type of an item is found, how names are taken apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from sample import Html

_PREFIXES: Final = frozenset(
    "bib bibo dc dcterms prism foaf vcard link z eprint eprints og article book music video "
    "so codemeta rdf".split()
)
_ITEM_TYPES: Final = frozenset(
    "artwork audioRecording bill blogPost book bookSection case conferencePaper dataset "
    "dictionaryEntry document email encyclopediaArticle film forumPost hearing "
    "instantMessage interview journalArticle letter magazineArticle manuscript map "
    "newspaperArticle patent podcast preprint presentation radioBroadcast report standard "
    "statute thesis tvBroadcast videoRecording webpage computerProgram".split()
)
_OF_DC: Final = {
    "book": "book", "report": "report", "thesis": "thesis", "article": "journalArticle",
    "webpage": "webpage", "workingpaper": "report", "newsitem": "newspaperArticle",
    "conferencepaper": "conferencePaper", "dataset": "dataset", "map": "map",
}  # fmt: skip
_SURE: Final = {
    "citation_journal_title": "journalArticle",
    "citation_technical_report_institution": "report",
    "citation_conference_title": "conferencePaper",
    "citation_conference": "conferencePaper",
    "citation_book_title": "bookSection",
    "citation_inbook_title": "bookSection",
    "citation_dissertation_institution": "thesis",
}
_FIELDS: Final = {
    "citation_title": "title",
    "citation_publication_date": "date",
    "citation_cover_date": "date",
    "citation_date": "date",
    "citation_journal_title": "publication",
    "citation_volume": "volume",
    "citation_issue": "issue",
    "citation_series_title": "series",
    "citation_technical_report_institution": "institution",
    "citation_technical_report_number": "number",
    "citation_publisher": "publisher",
    "citation_isbn": "isbn",
    "citation_doi": "doi",
    "citation_language": "language",
}
Creator = tuple[str, str]
"""Family name, and given name; that is empty for an institution."""


@dataclass
class Item:
    """What a page becomes in Zotero."""

    type: str
    creators: list[Creator] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    pdf: str = ""


def read_item(page: Html) -> Item:
    """Take the item that *page* is."""
    statements: dict[str, list[str]] = {}
    highwire: dict[str, list[str]] = {}
    sure = guessed = ""
    for one in page.all("meta"):
        name = one.attrib.get("name") or one.attrib.get("property") or ""
        value = one.attrib.get("content", "")
        for tag in name.split() if value else ():
            parts = re.split(r"[.:_]", tag)
            prefix, length = parts[0].lower(), len(parts[0])
            if len(parts) > 2 and parts[1].lower() in _PREFIXES:
                prefix, length = parts[1].lower(), len(parts[0]) + len(parts[1]) + 1
            if prefix in _PREFIXES:
                rest = tag[length + 1 :]
                key = f"{prefix}:{rest[:1].lower()}{rest[1:]}"
                statements.setdefault(key, []).append(value)
                continue
            highwire.setdefault(tag, []).append(value)
            sure = _SURE.get(tag, sure)
            if tag in ("citation_title", "citation_series_title"):
                guessed = guessed or "journalArticle"
            elif tag == "citation_isbn":
                guessed = "book"
    first = {key: values[0] for key, values in statements.items()}
    item = Item(sure or _detect_type(first, guessed))
    item.fields = _of_rdf(first, item.type)
    many = highwire.get("citation_author", [])
    item.creators = _authors(many, first.get("dc:language", "")) or [
        _clean_author(one, "," in one) for one in statements.get("dc:creator", ())
    ]
    for tag, name in _FIELDS.items():
        if tag in highwire:
            item.fields[name] = " ".join(highwire[tag][0].split())
    if "citation_firstpage" in highwire:
        ends = [*highwire["citation_firstpage"], *highwire.get("citation_lastpage", [])]
        item.fields["pages"] = "-".join(ends)
    item.pdf = highwire.get("citation_pdf_url", [""])[0]
    _complete(page, item)
    return item


def _detect_type(first: dict[str, str], guessed: str) -> str:
    """Find the type as the translator for RDF does, from the surest statement down."""
    said = first.get("z:itemType", "")
    if said in _ITEM_TYPES:
        return said
    if first.get("og:type") in ("website", "book"):
        return {"website": "webpage", "book": "book"}[first["og:type"]]
    kind = first.get("dc:type") or first.get("dcterms:type") or ""
    if kind in _ITEM_TYPES:
        return kind
    by_word = _OF_DC.get(re.sub(r"\s", "", kind.lower()), "")
    return by_word or guessed or "webpage"


def _of_rdf(first: dict[str, str], kind: str) -> dict[str, str]:
    published = first.get("article:published_time") or first.get("dc:date", "")
    outlet = first.get("dc:source", "")
    if kind in ("blogPost", "webpage", "newspaperArticle"):
        outlet = outlet or first.get("og:site_name", "")
    found = {
        "title": first.get("dc:title") or first.get("og:title", ""),
        "date": published,
        "publication": outlet,
        "rights": first.get("dc:rights", ""),
        "language": first.get("dc:language", ""),
        "kind": first.get("dc:type", ""),
        "url": first.get("og:url", ""),
        "abstract": first.get("og:description", ""),
        "doi": first.get("dc:identifier", "").removeprefix("doi:"),
    }
    return {name: value for name, value in found.items() if value}


def _authors(names: list[str], language: str) -> list[Creator]:
    """Take the names in tags of Highwire apart, with all that is guessed of one alone."""
    found: list[Creator] = []
    for name in names:
        several = re.split(r"\s*;\s*", name)
        if len(several) == len(names) == 1:
            by_comma = re.split(r"\s*,\s*", name)
            if len(by_comma) > 1 and " " in by_comma[0] and " " in by_comma[1]:
                several = by_comma
        for one in several:
            if re.search(r"[^\s,\-.;]", one):
                family, given = _clean_author(one.strip(), "," in one)
                found.append(
                    (_fix_case(family), _fix_case(given)) if given else (family, "")
                )
    return found


def _clean_author(author: str, has_comma: bool) -> Creator:
    author = re.sub(r"^[\s\xa0.,/\[\]:]+|[\s\xa0.,/\[\]:]+$", "", author)
    if has_comma:
        author = re.sub(r"\.([^ ])", r". \1", author, count=1)
        parts = re.split(r", ?", author)
        return parts[0], parts[1] if len(parts) > 1 else ""
    given, _, family = author.rpartition(" ")
    return family, given


def _fix_case(name: str) -> str:
    return (
        name.title()
        if name in (name.upper(), name.lower()) and name.isascii()
        else name
    )


def _complete(page: Html, item: Item) -> None:
    """Fill in from the page itself what no tag has said."""
    fields = item.fields
    outlet = fields.get("publication")
    if outlet:
        end = rf"\s*[-–—=_:|~#]\s*{re.escape(outlet)}\s*$"
        fields["title"] = re.sub(end, "", fields["title"], flags=re.IGNORECASE)
    if not item.creators:
        names = [name for name in page.meta("author") if re.search(r"[^\s,\-.;]", name)]
        item.creators = [_clean_author(name, False) for name in dict.fromkeys(names)]
    if "abstract" not in fields:
        fields["abstract"] = "".join(page.meta("description")[:1])
    if "language" not in fields:
        fields["language"] = page.tree.attrib.get("lang", "")
    if "date" not in fields:
        times = [
            one.attrib["datetime"]
            for one in page.all("time")
            if "datetime" in one.attrib
        ]
        fields["date"] = times[0] if times else ""
