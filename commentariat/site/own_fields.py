"""What pages show of the fields of a site's own: values, files for feeds, schema.org."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, cached_property
from posixpath import basename
from typing import Any

from msgspec.structs import replace

from commentariat.archive.model import ContentFile, Dated
from commentariat.archive.text import digest_text
from commentariat.config import Settings
from commentariat.errors import NearMatches
from commentariat.fields import Field, FieldKind, fields_on
from commentariat.interface.catalog import Catalog
from commentariat.interface.dates import Dates
from commentariat.judge import join_key
from commentariat.kinds import Kind, Message
from commentariat.site.backlinks import leads_to
from commentariat.site.media_types import known_type
from commentariat.site.naming import Naming
from commentariat.site.page import Body
from commentariat.site.pictures import TEXT, Pictures
from commentariat.site.targets import Targets
from commentariat.site.urls import Root
from commentariat.site.views import (
    NO_FIELDS,
    Enclosure,
    Fields,
    FieldValue,
    FieldView,
    lost_in_fields,
    rows_of,
)

_OF_MEDIA = {"audio": "AudioObject", "video": "VideoObject"}


class OwnFields:
    """
    The fields that *settings* name, as pages of the site at *root* show them.

    Where there are none, nothing is asked of an article.
    """

    def __init__(
        self,
        settings: Settings,
        root: Root,
        targets: Targets,
        pictures: Pictures,
        words: Catalog,
        naming: Naming,
    ) -> None:
        self._naming = naming
        self._fields = settings.fields
        self._origin = settings.origin
        self._root = root
        self._targets = targets
        self._pictures = pictures
        self._words = words
        self._dates = Dates(words)
        self._on = cache(lambda place: fields_on(self._fields, place))
        self._empty = cache(self._without_values)
        self._on_cards = cache(
            lambda place: tuple([one for one in self._on(place) if one.is_on_cards])
        )
        self._in_feeds = cache(
            lambda place: tuple([one for one in self._on(place) if one.is_in_feeds])
        )

    @cached_property
    def _files(self) -> NearMatches:
        return NearMatches([*self._targets.attached.outputs, *self._targets.files])

    def of(self, file: ContentFile | None, place: str) -> Fields:
        """Show the fields of *file*, which stands in *place*; nothing of no file."""
        if file is None or not file.fields:
            return self._empty(self._on(place))
        return self._show(file, self._on(place))

    def on_card(self, file: Dated, place: str, shown: str = "") -> Fields:
        """Show what a card has of the fields of *file*, but the one that is *shown*."""
        rows = self._on_cards(place)
        if not file.fields:
            return self._empty(rows)
        if shown:
            rows = tuple([one for one in rows if one.name != shown])
        return self._found(file, rows)

    def enclosures(self, file: Dated, place: str) -> tuple[Enclosure, ...]:
        """List what feeds have beside *file*."""
        if not (file.fields and self._in_feeds(place)):
            return ()
        rows = rows_of(self._found(file, self._in_feeds(place)))
        return tuple(
            [
                Enclosure(self._whole(one.url), one.type, row.label)
                for row in rows
                for one in row.values
                if one.type or row.kind == FieldKind.FILE  # no page is one
            ]
        )

    def are_led_on(self, file: Dated, place: str, names: frozenset[str]) -> bool:
        """Tell whether listings show of *file* what may lead to one of *names*."""
        listed = (*self._on_cards(place), *self._in_feeds(place)) if file.fields else ()
        return any(
            leads_to(file.fields.get(one.name, ()), names)
            for one in listed
            if one.kind == FieldKind.LINK
        )

    def texts(self, file: ContentFile, place: str, body: Body) -> tuple[Body, ...]:
        """
        Give the Markdown of the fields of *file* as bodies, in the order of its values.

        Links in it lead where those of its *body* do.
        """
        if not file.fields:
            return ()
        return tuple(
            [
                replace(body, key=digest_text(text), text=text, name=key)
                for field in self._on(place)
                if field.kind == FieldKind.MARKDOWN
                for key, text in _keyed(field, file)
            ]
        )

    def properties(self, fields: Fields) -> dict[str, Any]:
        """Tell of *fields* what machines are told, by the property of schema.org."""
        schemas = {one.name: one.schema for one in self._fields if one.schema}
        found: dict[str, list[Any]] = {}
        for row in rows_of(fields) if schemas else ():
            if row.values and (schema := schemas.get(row.name)):
                found.setdefault(schema, []).extend(map(self._said, _each(row)))
        return {
            schema: values[0] if len(values) == 1 else values
            for schema, values in found.items()
        }

    def _said(self, value: tuple[FieldView, FieldValue]) -> Any:
        """Say a value as JSON has it."""
        row, one = value
        kind = _OF_MEDIA.get(one.type.partition("/")[0])
        if kind:
            return {
                "@type": kind,
                "contentUrl": self._whole(one.url),
                "encodingFormat": one.type,
            }
        if one.url:
            return self._whole(one.url)
        is_plain = row.kind in (FieldKind.NUMBER, FieldKind.FLAG)
        return (
            replace(row, is_many=False, values=(one,)).value if is_plain else one.text
        )

    def _whole(self, url: str) -> str:
        return self._origin + url if url.startswith("/") else url

    def _without_values(self, fields: tuple[Field, ...]) -> Fields:
        return Fields(tuple(map(self._view, fields))) if fields else NO_FIELDS

    def _view(self, field: Field) -> FieldView:
        return FieldView(
            field.name,
            str(field.kind),
            field.label,
            field.is_many,
            field.is_shown,
            language=self._naming.language_of_field(field),
        )

    def _found(self, file: ContentFile, fields: Iterable[Field]) -> Fields:
        """Show *fields* without what leads nowhere, which the page of *file* tells."""
        shown = self._show(file, fields)
        lost = {message.values[0] for _, message in lost_in_fields(shown)}
        if not lost:
            return shown
        rows = [
            replace(row, values=tuple([v for v in row.values if v.text not in lost]))
            for row in rows_of(shown)
        ]
        return Fields(tuple(rows))

    def _show(self, file: ContentFile, fields: Iterable[Field]) -> Fields:
        rows: list[FieldView] = []
        lost: list[tuple[str, Message]] = []
        for field in fields:
            values: list[FieldValue] = []
            for key, text in _keyed(field, file):
                value, fault = _MAKE[field.kind](self, text, file.source, field)
                values.append(value)
                lost += [(key, fault)] if fault else []
            rows.append(replace(self._view(field), values=tuple(values)))
        return Fields(tuple(rows), tuple(lost))

    # --- kinds ------------------------------------------------------------------------

    def _text(self, text: str, _source: str, _field: Field) -> Made:
        return FieldValue(text, text), None

    def _date(self, text: str, _source: str, _field: Field) -> Made:
        return FieldValue(text, self._dates.moment_label(text)), None

    def _flag(self, text: str, _source: str, _field: Field) -> Made:
        return FieldValue(text, self._words.gettext("Yes")), None

    def _link(self, text: str, source: str, _field: Field) -> Made:
        if not text.startswith("/"):
            label = text.partition(":")[2].lstrip("/").rstrip("/")
            return FieldValue(text, label, text, type=known_type(text)), None
        href = self._targets.resolve(text, source)
        if href is not None:
            return FieldValue(text, text, href, type=known_type(text)), None
        if self._targets.find_held_back(text, source):
            return FieldValue(text, text), None
        lost = self._root.href(text[1:])
        return FieldValue(text, text, lost), Kind.DEAD_LINK.of(text)

    def _file(self, text: str, _source: str, _field: Field) -> Made:
        output = self._targets.picture(text)
        kind = known_type(output)
        media = kind.partition("/")[0]
        value = FieldValue(
            text,
            basename(text),
            self._root.href(output),
            type=kind,
            media=media if media in _OF_MEDIA else "",
        )
        return value, self._fault(text, output)

    def _picture(self, text: str, _source: str, field: Field) -> Made:
        output = self._targets.picture(text)
        picture = self._pictures.show(output, field.label, TEXT)
        value = FieldValue(
            text,
            basename(text),
            self._root.href(output),
            type=known_type(output),
            picture=picture,
        )
        return value, self._fault(text, output)

    def _fault(self, text: str, output: str) -> Message | None:
        if output in self._targets.files:
            return None
        return Kind.NO_FIELD_FILE.of(text, self._files.find(text))


Made = tuple[FieldValue, Message | None]
"""A value, and what is to be said where it leads nowhere."""
_MAKE: dict[FieldKind, Callable[[OwnFields, str, str, Field], Made]] = {
    FieldKind.TEXT: OwnFields._text,
    FieldKind.MARKDOWN: OwnFields._text,
    FieldKind.NUMBER: OwnFields._text,
    FieldKind.DATE: OwnFields._date,
    FieldKind.LINK: OwnFields._link,
    FieldKind.FILE: OwnFields._file,
    FieldKind.PICTURE: OwnFields._picture,
    FieldKind.FLAG: OwnFields._flag,
}


def plays(fields: Fields) -> bool:
    """Tell whether any of *fields* is played: by the theme, or a template of the site."""
    return any(one.media for row in rows_of(fields) for one in row.values)


def _keyed(field: Field, file: ContentFile) -> Iterator[tuple[str, str]]:
    """Give the values of *field* in *file*, each with the key it stands under."""
    for number, text in enumerate(file.fields.get(field.name, ())):
        yield join_key(field.name, number) if field.is_many else field.name, text


def _each(row: FieldView) -> list[tuple[FieldView, FieldValue]]:
    return [(row, one) for one in row.values]
