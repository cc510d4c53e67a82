"""Fields of front matter, judged: every fault at once, each with its line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import PurePosixPath
from typing import Any, TypeAlias

import msgspec

from commentariat.archive.dates import is_date
from commentariat.archive.former import parse_former
from commentariat.archive.frontmatter import (
    body_line,
    line_of_key,
    parse_front_matter,
)
from commentariat.archive.links import find_links
from commentariat.archive.model import (
    PAGE_KEYS,
    TERM_KEYS,
    Article,
    CorrectionEntry,
    Detail,
    Key,
    PageFile,
    Shape,
    TermFile,
)
from commentariat.archive.schema import Schema, Table, make_table
from commentariat.archive.slugs import is_slug, slugify
from commentariat.archive.text import (
    UNSHOWABLE,
    digest_bytes,
    digest_text,
    fold_key,
    may_be_unshowable,
    normalize_line_ends,
)
from commentariat.errors import Problem, SourceError

_TEXT = frozenset({str})
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_ENCODER = msgspec.msgpack.Encoder()
Fields: TypeAlias = "dict[str, Any]"


class Opened(msgspec.Struct, frozen=True):
    """A content file taken apart and not yet judged."""

    source: str
    fields: dict[str, Any]
    header: str
    body: str
    """The Markdown, without the white space around it."""
    text: str
    """All of the file, its lines ended by line feeds."""
    digest: str
    """Of the file's bytes."""


def parse_article(data: bytes, source: str, schema: Schema) -> Article:
    """
    Judge the content file *data* by the *schema* of its site.

    Raises:
        SourceError: with every fault that was found.
    """
    return judge_article(open_content(data, source), schema)


def judge_article(opened: Opened, schema: Schema) -> Article:
    """
    Judge an article by the *schema* of its site.

    Raises:
        SourceError: with every fault that was found.
    """
    judge = _Judge(opened)
    kept = judge.take(schema.article_keys)
    judge.withdrawal()
    fields, inner = kept[Article], kept[Detail]
    judge.corrections(inner.get("corrections", ()))
    judge.finish()
    detail = Detail(**inner) if inner else _NO_DETAIL
    terms = fields.setdefault("terms", {})
    for facet, main_key in schema.main_keys:
        main = fields.get(main_key)
        if main and main not in terms.get(facet, ()):
            terms[facet] = (*terms.get(facet, ()), main)
    return Article(
        **_complete(opened, fields, schema.language),
        dek_key=fold_key(fields.get("dek", "")),
        teaser_keys=tuple([fold_key(entry.teaser) for entry in detail.related]),
        bio_names=tuple([entry.name for entry in detail.bios]),
        detail=b"" if detail == _NO_DETAIL else _ENCODER.encode(detail),
    )


_NO_DETAIL = Detail()


def judge_fields(opened: Opened, table: Table) -> Mapping[object, Fields]:
    """
    Judge every field by its row in *table*; give them by what has fields for them.

    Raises:
        SourceError: with every fault that was found.
    """
    judge = _Judge(opened)
    kept = judge.take(table)
    judge.finish()
    return kept


def _complete(opened: Opened, fields: Fields, language: str = "") -> Fields:
    """Add to *fields* what follows from the file itself, and from where it stands."""
    fields["slug"] = fields.get("slug") or _slug_of_file(opened.source)
    if language:
        fields["language"] = fields.get("language") or language
    fields["source"], fields["digest"] = opened.source, opened.digest
    fields["body_key"] = digest_text(opened.body)
    fields["body_line"] = body_line(opened.text, opened.header)
    fields["links"] = find_links(opened.body)
    return fields


def _slug_of_file(source: str) -> str:
    stem = PurePosixPath(source).stem
    return stem if is_slug(stem) else slugify(stem)


def parse_term(data: bytes, source: str, facet: str) -> TermFile:
    """Judge a term's own file; *facet* is the facet whose folder it is in."""
    return judge_term(open_content(data, source), facet)


def judge_term(opened: Opened, facet: str) -> TermFile:
    """Judge a term's own file; *facet* is the facet whose folder it is in."""
    fields = judge_fields(opened, _TERM_KEYS)[TermFile]
    return TermFile(**_complete(opened, fields), facet=facet)


def judge_page(opened: Opened) -> PageFile:
    """Judge a page of the institution's own."""
    fields = judge_fields(opened, _PAGE_KEYS)[PageFile]
    return PageFile(**_complete(opened, fields))


_TERM_KEYS, _PAGE_KEYS = make_table(TERM_KEYS), make_table(PAGE_KEYS)


def open_content(data: bytes, source: str, digest: str = "") -> Opened:
    """
    Take a content file apart; its *digest* is made where it is not given.

    Raises:
        SourceError: no text that can be shown, or no front matter.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        message = (
            f"expected UTF-8, found byte 0x{data[fault.start]:02x} at {fault.start}"
        )
        raise SourceError(Problem(source, line, message)) from None
    text = normalize_line_ends(text)
    found = UNSHOWABLE.search(text) if may_be_unshowable(data) else None
    if found:
        line = text.count("\n", 0, found.start()) + 1
        message = f"a character that cannot be shown: U+{ord(found[0]):04X}"
        raise SourceError(Problem(source, line, message))
    fields, header, body = parse_front_matter(text, source)
    return Opened(source, fields, header, body, text, digest or digest_bytes(data))


class _Judge:
    """Takes fields one by one, as the kind they should be, and keeps the faults."""

    __slots__ = ("fields", "header", "problems", "source")

    def __init__(self, opened: Opened) -> None:
        self.fields: Mapping[str, Any] = opened.fields
        self.header = opened.header
        self.source = opened.source
        self.problems: list[Problem] = []

    def finish(self) -> None:
        if self.problems:
            raise SourceError(*self.problems)

    def fault(self, key: str, message: str) -> None:
        line = line_of_key(self.header, key)
        self.problems.append(Problem(self.source, line, message))

    def take(self, table: Table) -> defaultdict[object, Fields]:
        """Judge every field by its row; give them by what keeps them."""
        kept: defaultdict[object, Fields] = defaultdict(dict)
        rows = table.rows
        for name, value in self.fields.items():
            key = rows.get(name)
            if key is None:
                near = get_close_matches(str(name), rows, 1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                self.fault(str(name), f"no key is called {str(name)!r}{hint}")
                continue
            found = SHAPES[key.shape](self, key, value)
            if key.facet:
                names = found if type(found) is tuple else (found,)
                if found:
                    kept[key.kept].setdefault(key.field, {})[key.facet] = names
            elif key.kept is not None:
                kept[key.kept][key.field or name] = found
        for name in table.required:
            self.require(name)
        return kept

    def require(self, key: str) -> None:
        if self.fields.get(key, "") == "":
            self.fault(key, f"expected a {key}, found none")

    def text(self, key: str) -> str:
        value = self.fields.get(key)
        if value is None:
            return ""
        if isinstance(value, str):
            return self._showable(key, value)
        self.fault(key, f"expected a text for {key!r}, found {_kind(value)}")
        return ""

    def _showable(self, key: str, value: str) -> str:
        if value.isprintable():
            return value.strip()
        found = UNSHOWABLE.search(value)
        if found:
            self.fault(key, f"a character that cannot be shown: U+{ord(found[0]):04X}")
            return ""
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.fields.get(key)
        if value is None or value == "":
            return ()
        if isinstance(value, list) and set(map(type, value)) <= _TEXT:
            kept = [self._showable(key, item) for item in value]
            return tuple(dict.fromkeys(filter(None, kept)))
        self.fault(key, f"expected a list of texts for {key!r}, found {_kind(value)}")
        return ()

    def choice(self, key: str, choices: Collection[str]) -> str:
        value = self.text(key)
        if value and value not in choices:
            expected = " or ".join(repr(choice) for choice in choices)
            self.fault(key, f"expected {expected} for {key!r}, found {value!r}")
        return value

    def flag(self, key: str) -> bool:
        value = self.text(key)
        if value.lower() not in ("", "true", "false", "yes", "no"):
            self.fault(key, f"expected true or false for {key!r}, found {value!r}")
        return value.lower() in ("true", "yes")

    def date(self, key: str) -> str:
        value = self.text(key)
        if value and not is_date(value):
            self.fault(
                key, f"expected a date as 2024-03-15 for {key!r}, found {value!r}"
            )
            return ""
        return value

    def language(self, key: str) -> str:
        value = self.text(key)
        if value and not _LANGUAGE.fullmatch(value):
            self.fault(key, f"expected a language as 'en', found {value!r}")
        return value

    def slug(self, key: str) -> str:
        value = self.text(key)
        if value and not is_slug(value):
            self.fault(
                key,
                f"expected small letters, digits and hyphens for {key!r}, found {value!r}",
            )
        return value

    def file(self, key: str) -> str:
        """A file under content/files/, as `files/harbor.svg`; or a whole URL."""
        value = self.text(key)
        if not value:
            return ""
        path = value.lstrip("/")
        parts = path.split("/")
        is_inside = (
            parts[0] == "files" and len(parts) > 1 and not {"", ".", ".."} & set(parts)
        )
        if is_inside and "\\" not in path and ":" not in path:
            return path
        self.fault(
            key, f"expected a file as 'files/name.jpg' for {key!r}, found {value!r}"
        )
        return ""

    def addresses(self, key: str) -> tuple[str, ...]:
        """Former paths of a page, as `/2011/02/19/turkey-pub-42690/`."""
        kept = []
        for value in self.texts(key):
            try:
                kept.append(parse_former(value))
            except ValueError as fault:
                self.fault(key, str(fault))
        return tuple(dict.fromkeys(kept))

    def withdrawal(self) -> None:
        """Ask for the reason of one with its day, and only then."""
        day, reason = self.fields.get("withdrawn"), self.fields.get("withdrawn_reason")
        if day and not reason:
            message = "expected a 'withdrawn_reason' beside 'withdrawn', found none"
            self.fault("withdrawn", message)
        elif reason and not day:
            message = "expected the day in 'withdrawn' beside the reason, found none"
            self.fault("withdrawn_reason", message)

    def mapping(self, key: str) -> Mapping[str, Any]:
        value = self.fields.get(key, "")
        if value == "":
            return {}
        if isinstance(value, dict):
            return value
        self.fault(
            key, f"expected `name: value` lines under {key!r}, found {_kind(value)}"
        )
        return {}

    def entry(self, key: str, kind: type[msgspec.Struct]) -> Any:
        value = self.mapping(key)
        return self._entry(key, value, kind) if value else None

    def entries(self, key: str, kind: type[msgspec.Struct]) -> tuple[Any, ...]:
        value = self.fields.get(key, "")
        if value == "":
            return ()
        if not isinstance(value, list):
            self.fault(key, f"expected a list under {key!r}, found {_kind(value)}")
            return ()
        form = _form_of(kind)
        found = [self._entry(key, row, form) for row in value]
        kept = [row for row in found if row is not None]
        if form is not kind:
            kept = [kind(*msgspec.structs.astuple(row)) for row in kept]
        return tuple(kept)

    def _entry(self, key: str, row: Any, kind: type[msgspec.Struct]) -> Any:
        if not isinstance(row, dict):
            self.fault(
                key, f"expected `name: value` lines in {key!r}, found {_kind(row)}"
            )
            return None
        for name in row:
            if name not in kind.__struct_fields__:
                near = get_close_matches(str(name), kind.__struct_fields__, 1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                self.fault(key, f"no key of {key!r} is called {str(name)!r}{hint}")
                return None
        try:
            return msgspec.convert(row, kind)
        except msgspec.ValidationError as fault:
            self.fault(key, f"an entry of {key!r} is not whole: {fault}")
            return None

    def corrections(self, rows: Iterable[CorrectionEntry]) -> None:
        """Ask for a date of each."""
        for row in rows:
            if not is_date(row.date):
                self.fault(
                    "corrections", f"expected a date as 2024-03-15, found {row.date!r}"
                )


@cache
def _form_of(kind: type[msgspec.Struct]) -> type[msgspec.Struct]:
    """Give the form that an entry of *kind* has in front matter: by key, not by place."""
    if not kind.__struct_config__.array_like:
        return kind
    fields = [
        (one.name, one.type, *(() if one.required else (one.default,)))
        for one in msgspec.structs.fields(kind)
    ]
    return msgspec.defstruct(kind.__name__, fields)


def _text(judge: _Judge, key: Key, value: Any) -> str:
    """Take a text; most can be shown, which is soon told."""
    if type(value) is str and value.isprintable():
        return value.strip()
    return judge.text(key.name)


def _texts(judge: _Judge, key: Key, value: Any) -> tuple[str, ...]:
    if type(value) is list:
        kept = [one.strip() for one in value if type(one) is str and one.isprintable()]
        if len(kept) == len(value):
            return tuple(dict.fromkeys(filter(None, kept)))
    return judge.texts(key.name)


SHAPES: dict[Shape, Callable[[_Judge, Key, Any], Any]] = {
    Shape.TEXT: _text,
    Shape.TEXTS: _texts,
    Shape.CHOICE: lambda judge, key, _: judge.choice(key.name, key.choices),
    Shape.DATE: lambda judge, key, _: judge.date(key.name),
    Shape.FLAG: lambda judge, key, _: judge.flag(key.name),
    Shape.LANGUAGE: lambda judge, key, _: judge.language(key.name),
    Shape.SLUG: lambda judge, key, _: judge.slug(key.name),
    Shape.FILE: lambda judge, key, _: judge.file(key.name),
    Shape.ADDRESSES: lambda judge, key, _: judge.addresses(key.name),
    Shape.MAPPING: lambda judge, key, _: tuple(judge.mapping(key.name)),
    Shape.ENTRY: lambda judge, key, _: judge.entry(key.name, key.entry),
    Shape.ENTRIES: lambda judge, key, _: judge.entries(key.name, key.entry),
}


def _kind(value: object) -> str:
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    return repr(value)
