"""Content files as records: every key of front matter, and the body."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from commentariat.archive.archive import Term
from commentariat.archive.folders import HOME
from commentariat.archive.frontmatter import parse_front_matter
from commentariat.archive.model import ContentFile, Key, PageFile, Shape
from commentariat.archive.schema import Schema
from commentariat.archive.text import digest_bytes, normalize_line_ends
from commentariat.disk import read_steady
from commentariat.errors import Problem, SourceError, unreadable
from commentariat.exports.model import Export
from commentariat.fields import Field, FieldKind
from commentariat.kinds import Kind
from commentariat.sections import item_path
from commentariat.site.links import term_path
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


def article_records(export: Export) -> Iterator[Record]:
    """
    Read the articles of *export*, one after the other.

    Raises:
        SourceError: one was changed since it was judged.
    """
    rows, root = export.site.settings.schema.article_keys.rows, export.site.root
    for article in export.watched("exporting articles"):
        url = root.url(article_path(article.slug))
        yield _record(export, article, rows, {URL: url})


def term_records(export: Export) -> Iterator[Record]:
    """Read its terms likewise; one that no file tells of has a name and a slug."""
    schema = export.site.settings.schema
    for term in export.terms:
        known = {
            FACET: term.facet.name,
            URL: term_url(export, term),
            COUNT: len(term.articles),
        }
        if term.file is None:
            yield known | {"name": clean(term.name), "slug": term.slug}
        else:
            rows = schema.term_keys[term.facet.name].rows
            yield _record(export, term.file, rows, known)


def term_url(export: Export, term: Term) -> str:
    """Give the whole address of *term*; empty where it has no page."""
    return export.site.root.url(term_path(term)) if term.facet.has_pages else ""


def page_records(export: Export) -> Iterator[Record]:
    """Read its pages likewise, and what introduces sections."""
    site = export.site
    for page in export.pages:
        path = page.path
        if page is site.archive.introductions.get(page.source.partition("/")[0]):
            path = f"{site.archive.sections[page.source.partition('/')[0]].path}/"
        rows = rows_of_page(site.settings.schema, page)
        yield _record(export, page, rows, {URL: site.root.url(path)})


def rows_of_page(schema: Schema, page: PageFile) -> Mapping[str, Key]:
    """Give the rows of the keys that *page* may have."""
    is_home = f"content/{page.source}" == HOME
    return (schema.home_keys if is_home else schema.page_keys).rows


def item_records(export: Export) -> Iterator[Record]:
    """Read likewise what sections have."""
    site = export.site
    for item in export.items:
        rows = site.settings.schema.item_keys[item.section].rows
        url = site.root.url(item_path(site.archive.sections[item.section], item.slug))
        known = {SECTION: item.section, URL: url}
        yield _record(export, item, rows, known)


RECORDS: Final[dict[str, Callable[[Export], Iterator[Record]]]] = {
    "article": article_records,
    "term": term_records,
    "page": page_records,
    "item": item_records,
}
"""By what each is called in its line of JSON."""


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


def _record(
    export: Export, file: ContentFile, rows: Mapping[str, Key], known: Record
) -> Record:
    """Read *file* as whoever takes it along may see it."""
    record = read_record(export.folder, file, shown_rows(export, rows), known)
    if export.is_for_readers:  # comments and paths of files are for editors
        del record[FILE], record[BODY]
        url = known[URL] or export.site.root.url("")
        record[HTML] = clean(export.portable(file, url))
    return record


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
