"""A book as EPUB 3: an article a chapter, in the order in which they are read."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import escape
from posixpath import basename, splitext
from typing import Final

from commentariat.archive.model import Article
from commentariat.citations.licenses import find_license
from commentariat.exports.days import newest_day
from commentariat.exports.model import Export
from commentariat.exports.records import html_of
from commentariat.exports.xhtml import ids_of, to_xhtml
from commentariat.exports.zips import ZipWriter
from commentariat.language_tags import direction_of
from commentariat.site.series import is_series
from commentariat.site.urls import article_path

_TYPES: Final = {
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
"""Kinds of pictures that every reader of books shows."""
PICTURES: Final = tuple(_TYPES)
"""Endings of their names."""
_CONTAINER: Final = b"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
_STYLE: Final = b"""body { margin: 0 5%; line-height: 1.5; }
h1, h2, h3, h4, h5, h6 { line-height: 1.2; break-after: avoid; }
h1 { margin: 2em 0 0.5em; }
p { margin: 0 0 0.75em; }
img { max-width: 100%; height: auto; }
figure, blockquote { margin: 1em 1.5em; }
table { border-collapse: collapse; }
td, th { border: 1px solid; padding: 0.2em 0.5em; }
.dek { font-size: 1.15em; }
.by, .from { font-size: 0.9em; }
"""
_FIRST: Final = "book/"


def write(export: Export, where: str) -> None:
    """Write the articles of *export* as a book to a new file at *where*."""
    with ZipWriter(where) as package:
        _Book(export, package).write()


class _Book:
    """A book, of which chapters are written as they come."""

    def __init__(self, export: Export, package: ZipWriter) -> None:
        self._export = export
        self._zip = package
        self._site = export.site
        self._articles = tuple(_in_order(export))
        self._numbers = {
            self._url(one): number for number, one in enumerate(export.articles)
        }
        """Of articles in the export, by the whole addresses of their pages."""
        self._urls = [self._url(one) for one in self._articles]
        names = (f"{number:05}.xhtml" for number in range(1, len(self._articles) + 1))
        self._pages = dict(zip(self._urls, names, strict=True))
        """Names of chapters, by those addresses."""
        self._ids = lru_cache(maxsize=_MOST_KNOWN)(self._find_ids)
        """Tells what parts of a chapter can be led to, likewise."""
        self._pictures: dict[str, str] = {}
        """Names of pictures, by those that they have on the site."""
        self._lost: set[str] = set()
        languages = Counter(one.language for one in self._articles)
        own = self._site.settings.language
        self._languages = sorted(
            languages, key=lambda one: (-languages[one], one != own, one)
        )
        self._language = (self._languages or [own])[0]
        names_of_terms = [term.name for term in export.chosen]
        self.title = ", ".join(names_of_terms) or self._site.settings.title

    def write(self) -> None:
        """Write all of it."""
        self._zip.add("mimetype", b"application/epub+zip", is_packed=False)
        self._zip.add("META-INF/container.xml", _CONTAINER)
        self._zip.add(f"{_FIRST}style.css", _STYLE)
        total = len(self._articles)
        for done, article in enumerate(self._articles):
            self._export.progress("writing chapters", done, total)
            name = self._pages[self._urls[done]]
            self._zip.add(f"{_FIRST}{name}", self._chapter(article).encode())
        self._export.progress("writing chapters", total, total)
        self._zip.add(f"{_FIRST}title.xhtml", self._title_page().encode())
        self._zip.add(f"{_FIRST}nav.xhtml", self._contents().encode())
        self._zip.add(f"{_FIRST}package.opf", self._package().encode())

    def _url(self, article: Article) -> str:
        return self._site.root.url(article_path(article.slug))

    def _chapter(self, article: Article) -> str:
        url = self._url(article)
        html = html_of(self._export, self._numbers[url])
        body = to_xhtml(html, url, self._pages, self._picture, self._ids)
        facts = [
            ", ".join(one.label for one in self._site.wording.links.authors(article)),
            self._site.wording.dates.date_label(article.date) if article.date else "",
        ]
        by = " · ".join(filter(None, facts))
        parts = [f"<h1>{_text(article.title)}</h1>"]
        if article.dek:
            parts.append(f'<p class="dek">{_text(article.dek)}</p>')
        if by:
            parts.append(f'<p class="by">{_text(by)}</p>')
        parts += [body, f'<p class="from"><a href="{_text(url)}">{_text(url)}</a></p>']
        return _page(article.title, article.language, "\n".join(parts))

    def _find_ids(self, url: str) -> Mapping[str, str]:
        return ids_of(html_of(self._export, self._numbers[url]), self._picture)

    def _picture(self, url: str) -> str | None:
        """Take a picture of the site along, once; tell its name in the book."""
        base = self._site.root.url("")
        if not url.startswith(base) or url in self._lost:
            return None
        if url in self._pictures:
            return self._pictures[url]
        ending = splitext(url)[1].lower()
        data = self._export.file(url) if ending in _TYPES else None
        if data is None:
            self._lost.add(url)
            return None
        name = f"pictures/{len(self._pictures) + 1:05}{ending}"
        self._pictures[url] = name
        self._zip.add(f"{_FIRST}{name}", data, is_packed=ending == ".svg")
        return name

    def _title_page(self) -> str:
        settings = self._site.settings
        authors = self._authors()
        parts = [f"<h1>{_text(self.title)}</h1>"]
        if authors and len(authors) <= _MOST_NAMED:
            parts.append(f'<p class="by">{_text(", ".join(authors))}</p>')
        parts.append(f"<p>{_text(settings.institution)}</p>")
        home = _text(settings.base_url)
        parts.append(f'<p class="from"><a href="{home}">{home}</a></p>')
        license = find_license(settings.license) if settings.license else None
        if license:
            link = f'<a href="{_text(license.url)}">{_text(license.label)}</a>'
            parts.append(f'<p class="from">{link}</p>')
        return _page(self.title, settings.language, "\n".join(parts))

    def _authors(self) -> list[str]:
        links = self._site.wording.links
        named = (link.label for one in self._articles for link in links.authors(one))
        return list(dict.fromkeys(named))

    def _contents(self) -> str:
        lines = [
            f'<li><a href="{name}">{_text(one.title)}</a></li>'
            for one, name in zip(self._articles, self._pages.values(), strict=True)
        ]
        word = _text(self._site.wording.words.gettext("Contents"))
        listed = "\n".join(lines)
        nav = f'<nav epub:type="toc" id="toc"><h1>{word}</h1>\n<ol>\n{listed}\n</ol></nav>'
        return _page(self.title, self._site.settings.language, nav)

    def _package(self) -> str:
        rows = "\n".join((*self._told(), "</metadata>", *self._manifest()))
        run = direction_of(self._language)
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
            f'unique-identifier="id" xml:lang="{_text(self._language)}">\n'
            f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n{rows}\n'
            f'<spine page-progression-direction="{run}">\n<itemref idref="title"/>\n'
            f'<itemref idref="nav"/>\n{self._spine()}</spine>\n</package>\n'
        )

    def _told(self) -> Iterator[str]:
        """Tell what it is: no clock, but the newest day that the articles say."""
        settings, chosen = self._site.settings, self._export.chosen
        words = [settings.base_url, *(f"{one.facet.name}={one.slug}" for one in chosen)]
        identity = uuid.uuid5(uuid.NAMESPACE_URL, " ".join(words))
        yield f'<dc:identifier id="id">urn:uuid:{identity}</dc:identifier>'
        yield f"<dc:title>{_text(self.title)}</dc:title>"
        for language in self._languages or [self._language]:
            yield f"<dc:language>{_text(language)}</dc:language>"
        for author in self._authors():
            yield f"<dc:creator>{_text(author)}</dc:creator>"
        if settings.institution:
            yield f"<dc:publisher>{_text(settings.institution)}</dc:publisher>"
        yield f"<dc:source>{_text(settings.base_url)}</dc:source>"
        license = find_license(settings.license) if settings.license else None
        if license:
            yield f"<dc:rights>{_text(f'{license.label} {license.url}')}</dc:rights>"
        day = newest_day(self._articles)
        yield f'<meta property="dcterms:modified">{day}T00:00:00Z</meta>'

    def _manifest(self) -> Iterator[str]:
        yield "<manifest>"
        yield '<item id="style" href="style.css" media-type="text/css"/>'
        yield _item("title", "title.xhtml", _XHTML)
        yield _item("nav", "nav.xhtml", _XHTML, ' properties="nav"')
        for name in self._pages.values():
            yield _item(f"c{_number(name)}", name, _XHTML)
        for name in self._pictures.values():
            kind = _TYPES[splitext(name)[1]]
            yield _item(f"p{_number(name)}", name, kind)
        yield "</manifest>"

    def _spine(self) -> str:
        names = self._pages.values()
        return "".join(f'<itemref idref="c{_number(name)}"/>\n' for name in names)


_MOST_KNOWN: Final = 1024  # chapters whose parts are known at a time
_MOST_NAMED: Final = 5  # authors on the title page
_XHTML: Final = "application/xhtml+xml"


def _in_order(export: Export) -> Iterable[Article]:
    """Sort the articles as they are read: a series by its parts, others by their dates."""
    chosen = export.chosen
    if len(chosen) == 1 and is_series(chosen[0].facet):
        return export.site.series.sort(chosen[0])
    dated = [one for one in export.articles if one.date]
    undated = [one for one in export.articles if not one.date]
    return (*reversed(dated), *undated)


def _number(name: str) -> str:
    """Tell by which number a chapter or a picture is called *name*."""
    return splitext(basename(name))[0]


def _item(name: str, href: str, kind: str, more: str = "") -> str:
    return f'<item id="{name}" href="{href}" media-type="{kind}"{more}/>'


def _page(title: str, language: str, body: str) -> str:
    said = _text(language)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops" lang="{said}" xml:lang="{said}" '
        f'dir="{direction_of(language)}">\n<head>\n<title>{_text(title)}</title>\n'
        '<link rel="stylesheet" href="style.css"/>\n</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _text(words: str) -> str:
    """Write *words* as text of XML."""
    return escape(" ".join(words.split()))
