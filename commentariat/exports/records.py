"""Content files as records: every key of front matter, and the body."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final

import msgspec

from commentariat.archive.archive import Term, names_in
from commentariat.archive.frontmatter import parse_front_matter
from commentariat.archive.model import (
    Article,
    ContentFile,
    Item,
    Key,
    PageFile,
    Shape,
)
from commentariat.archive.text import digest_bytes, normalize_line_ends
from commentariat.disk import read_steady
from commentariat.errors import Problem, SourceError, unreadable
from commentariat.exports.model import Export
from commentariat.fields import Field, FieldKind
from commentariat.kinds import Kind
from commentariat.sections import item_path
from commentariat.site.links import term_path
from commentariat.site.translations import KEY as TRANSLATION_OF
from commentariat.site.urls import article_path

# A key of front matter begins with a letter: these are none.
KIND: Final = "_kind"
FACET: Final = "_facet"
SECTION: Final = "_section"
URL: Final = "_url"
FILE: Final = "_file"
COUNT: Final = "_articles"
BODY: Final = "_body"
HTML: Final = "_html"

Record = dict[str, Any]
"""What a content file says, by key, in order: values of JSON."""

ARRAY: Final = "array"
OBJECT: Final = "object"
_OF_SHAPES: Final = {
    Shape.TEXTS: ARRAY,
    Shape.ADDRESSES: ARRAY,
    Shape.ENTRIES: ARRAY,
    Shape.BLOCKS: ARRAY,
    Shape.ENTRY: OBJECT,
    Shape.MAPPING: OBJECT,
    Shape.NAMED_TEXTS: OBJECT,
    Shape.LANGUAGES: OBJECT,
    Shape.FLAG: "boolean",
    Shape.NUMBER: "integer",
}
_OF_FIELDS: Final = {FieldKind.FLAG: "boolean", FieldKind.NUMBER: "number"}


def type_of(key: Key) -> str:
    """Tell of which type the values of *key* are, as Frictionless calls it."""
    if key.own:
        return ARRAY if key.own.is_many else _OF_FIELDS.get(key.own.kind, "string")
    return _OF_SHAPES.get(key.shape, "string")


class RecordKind(msgspec.Struct, frozen=True):
    """What records can be of: a row of the table of it."""

    of: Callable[[Export], Sequence[Any]]
    """What there is of it in an export, in order."""
    read: Callable[[RecordReader, Any], Record]
    """Reads the record of one."""


class RecordReader:
    """Reads the records of an export as whoever takes it along may see them."""

    def __init__(self, export: Export) -> None:
        self._export = export
        self._root = export.site.root
        schema, shown = export.site.settings.schema, partial(shown_rows, export)
        self._of_articles = shown(schema.article_keys.rows)
        self._of_terms = {n: shown(one.rows) for n, one in schema.term_keys.items()}
        self._of_home = shown(schema.home_keys.rows)
        self._of_pages = shown(schema.page_keys.rows)
        self._of_items = {n: shown(one.rows) for n, one in schema.item_keys.items()}

    def article(self, article: Article) -> Record:
        """Read an article."""
        url = self._root.url(article_path(article.slug))
        known = {KIND: "article", URL: url}
        record = self._read(article, self._of_articles, known)
        if self._export.is_for_readers:
            self._call_terms(article, record)
            self._lead_to_original(article, record)
        return record

    def _lead_to_original(self, article: Article, record: Record) -> None:
        """Let *record* name by its address what *article* translates, as far as that is out."""
        address = self._export.site.translations.address(article)
        record.pop(TRANSLATION_OF, None)
        if address:
            html = record.pop(HTML)
            record |= {TRANSLATION_OF: address, HTML: html}

    def _call_terms(self, article: Article, record: Record) -> None:
        """Let *record* name terms as pages do; editors have what the file says."""
        archive = self._export.site.archive
        html = record.pop(HTML)
        for facet in archive.facets:
            if facet.is_of_date or facet.labels:
                continue
            terms = archive.names[facet.name]
            called = {n: terms[n].name for n in names_in(article, facet) if n in terms}
            found = [clean(name) for name in dict.fromkeys(called.values())]
            if found:
                record[facet.key] = found if facet.is_many else found[0]
            else:
                record.pop(facet.key, None)
            if facet.main_key in record:
                main = getattr(article, facet.main_key, "")
                record[facet.main_key] = clean(called.get(main, main))
        record[HTML] = html

    def term(self, term: Term) -> Record:
        """Read a term; one that no file tells of has a name and a slug."""
        known = {
            KIND: "term",
            FACET: term.facet.name,
            URL: term_url(self._export, term),
            COUNT: len(term.articles),
        }
        if term.file is None:
            return known | {"name": clean(term.name), "slug": term.slug}
        record = self._read(term.file, self._of_terms[term.file.facet], known)
        return record | {"name": clean(term.name), "slug": term.slug}

    def page(self, page: PageFile) -> Record:
        """Read a page, or what introduces a section."""
        path, archive = page.path, self._export.site.archive
        folder = page.source.partition("/")[0]
        if page is archive.introductions.get(folder):
            path = f"{archive.sections[folder].path}/"
        is_home = page.path in self._export.site.homes
        rows = self._of_home if is_home else self._of_pages
        return self._read(page, rows, {KIND: "page", URL: self._root.url(path)})

    def item(self, item: Item) -> Record:
        """Read what a section has."""
        section = self._export.site.archive.sections[item.section]
        url = self._root.url(item_path(section, item.slug))
        known = {KIND: "item", SECTION: item.section, URL: url}
        return self._read(item, self._of_items[item.section], known)

    def _read(
        self, file: ContentFile, rows: Mapping[str, Key], known: Record
    ) -> Record:
        export = self._export
        record = read_record(export.folder, file, rows, known)
        if export.is_for_readers:  # comments and paths of files are for editors
            del record[FILE], record[BODY]
            url = known[URL] or self._root.url("")
            record[HTML] = clean(export.portable(file, url))
        return record


RECORDS: Final = {
    "article": RecordKind(lambda export: export.articles, RecordReader.article),
    "term": RecordKind(lambda export: tuple(export.terms), RecordReader.term),
    "page": RecordKind(lambda export: tuple(export.pages), RecordReader.page),
    "item": RecordKind(lambda export: tuple(export.items), RecordReader.item),
}
"""By what each is called in its line of JSON."""


def records_of(export: Export, kind: str) -> Iterator[Record]:
    """
    Read the records of a *kind* of *export*, one after the other.

    Raises:
        SourceError: a file was changed since it was judged.
    """
    if export.gathered is not None:
        yield from map(msgspec.json.decode, export.gathered.lines(kind))
        return
    row, reader = RECORDS[kind], RecordReader(export)
    for one in export.watched(row.of(export), f"exporting {kind}s"):
        yield row.read(reader, one)


def lines_of(export: Export, kind: str) -> Iterator[bytes]:
    """Read them likewise, each as a line of JSON."""
    if export.gathered is not None:
        yield from export.gathered.lines(kind)
        return
    for record in records_of(export, kind):
        yield line_of(record)


def html_of(export: Export, number: int) -> str:
    """
    Give the HTML of an article by its *number*, with whole addresses.

    Raises:
        SourceError: likewise.
    """
    if export.gathered is not None:
        line = export.gathered.line("article", number)
        return msgspec.json.decode(line, type=_Shown).html
    article = export.articles[number]
    return export.portable(article, export.site.root.url(article_path(article.slug)))


class _Shown(msgspec.Struct, gc=False):
    """What readers see of a record."""

    html: str = msgspec.field(name=HTML)


def line_of(record: Record) -> bytes:
    """Write *record* as a line of JSON."""
    return msgspec.json.encode(record) + b"\n"


def term_url(export: Export, term: Term) -> str:
    """Give the whole address of *term*; empty where it has no page."""
    return export.site.root.url(term_path(term)) if term.facet.has_pages else ""


def shown_rows(export: Export, rows: Mapping[str, Key]) -> Mapping[str, Key]:
    """Give those of *rows* whose keys are taken along."""
    if not export.is_for_readers:
        return rows
    fields = {one.name for one in export.site.settings.fields if _is_shown(one)}
    return {
        name: key
        for name, key in rows.items()
        if (key.own.name in fields if key.own else not key.is_inner)
    }


def _is_shown(field: Field) -> bool:
    """Tell whether readers see *field* anywhere, if only as machines do."""
    shown = field.is_shown, field.is_on_cards, field.is_in_feeds, bool(field.schema)
    return any(shown)


def read_record(
    folder: str, file: ContentFile, rows: Mapping[str, Key], known: Record
) -> Record:
    """
    Read a content *file*: what is *known* of it, every key as it stands there, the body.

    Flags and whole numbers are such, and what may be a list is one. A text that the file
    leaves to the program, as its slug or its language, is there too.

    Raises:
        SourceError: the file is another than was judged.
    """
    path = f"content/{file.source}"
    try:
        data = read_steady(os.path.join(folder, path))
    except OSError as fault:
        raise SourceError(unreadable(path, fault)) from None
    if digest_bytes(data) != file.digest:
        raise SourceError(Problem(path, 0, Kind.CHANGED.of()))
    text = normalize_line_ends(data.decode("utf-8-sig"))
    fields, _, body = parse_front_matter(text, path)
    found: Record = {**known, FILE: path}
    for name, key in rows.items():
        value = fields.get(name)
        if value is None or value == "":
            is_plain = key.kept is type(file) and not (key.facet or key.own)
            judged = getattr(file, key.field or name) if is_plain else ""
            value = judged if isinstance(judged, str) else ""
        value = _typed(key, value)
        if value is not None:
            found[name] = value
    found[BODY] = body
    return found


def _typed(key: Key, value: Any) -> Any:
    """Give *value* as what it is; None for what says nothing."""
    kind = type_of(key)
    if value is None or value == "":
        return None
    if kind == ARRAY:
        values = value if isinstance(value, list) else [value]
        return [clean(one) for one in values]
    if kind == "boolean" and isinstance(value, str):
        return value.strip().lower() in ("true", "yes")
    if kind == "integer" and isinstance(value, str):
        return int(value)
    return clean(value)


def clean(value: Any) -> Any:
    """Give *value* with the mark for a lost character where a text cannot be written."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, Mapping):
        return {clean(str(name)): clean(one) for name, one in value.items()}
    if isinstance(value, list):
        return [clean(one) for one in value]
    return value
