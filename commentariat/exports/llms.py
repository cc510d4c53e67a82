"""`llms.txt`: what the site is and where its parts stand, in Markdown, for language models."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from commentariat.archive.archive import Term
from commentariat.exports.model import Export
from commentariat.exports.records import term_url
from commentariat.facets import AUTHORS
from commentariat.formats import FORMATS
from commentariat.site.urls import article_path

_MOST: Final = 40  # lines of a part: it is read whole
_SIGN: Final = re.compile(r"[\\`*_{}\[\]<>#|~]")


def write(export: Export, where: str) -> None:
    """Write what *export* has, in short, to a new file at *where*."""
    with open(where, "w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"{line}\n" for line in _lines(export))


def _lines(export: Export) -> Iterator[str]:
    site, settings = export.site, export.site.settings
    yield f"# {_text(settings.title)}"
    if settings.tagline:
        yield f"\n> {_text(settings.tagline)}"
    dates = [one.date for one in export.articles if one.date]
    count = (
        f"{len(export.articles)} {'piece' if len(export.articles) == 1 else 'pieces'}"
    )
    span = f", from {min(dates)[:4]} to {max(dates)[:4]}" if dates else ""
    yield f"\nPublished by {_text(settings.institution)}: {count}{span}."
    yield from _part(
        "Pages",
        [
            _line(one.title, site.root.url(one.path), one.description)
            for one in export.pages
            if one.is_indexed
            and site.archive.introductions.get(_folder(one.source)) is not one
        ],
    )
    for facet in settings.facets:
        if not (facet.has_pages and facet.is_in_menu) or facet.is_of_date:
            continue
        terms = [one for one in export.terms if one.facet.name == facet.name]
        terms.sort(key=lambda one: (-len(one.articles), one.slug))
        lines = [_term(export, one) for one in terms[:_MOST] if one.articles]
        if len(terms) > _MOST:
            lines.append(_line(f"All {len(terms)}", site.root.url(f"{facet.path}/")))
        yield from _part(_text(facet.label), lines)
    newest = [
        _line(one.title, site.root.url(article_path(one.slug)), one.dek)
        for one in export.articles[:_MOST]
    ]
    yield from _part("Newest", newest)
    more = [_line("All pages", site.root.url("sitemap.xml"))]
    if export.is_whole:
        more.insert(0, _line("Feed", site.root.url("feed.xml")))
        rows = (FORMATS[name] for name in settings.exports if name != "llms")
        more += [_line(one.file, site.root.url(one.output), one.makes) for one in rows]
    yield from _part("Optional", more)


def _folder(source: str) -> str:
    return source.partition("/")[0]


def _part(title: str, lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"\n## {title}\n"
        yield from lines


def _term(export: Export, term: Term) -> str:
    role = term.file.role if term.file and term.facet.name == AUTHORS else ""
    return _line(term.name, term_url(export, term), role)


def _line(title: str, url: str, more: str = "") -> str:
    said = f": {_text(more)}" if more else ""
    return f"- [{_text(title)}]({url.replace('(', '%28').replace(')', '%29')}){said}"


def _text(words: str) -> str:
    """Write *words* so that no sign of Markdown in them means anything, on one line."""
    return _SIGN.sub(r"\\\g<0>", " ".join(words.split()))
