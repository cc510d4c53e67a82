"""Fields of front matter, judged: every fault at once, each with its line."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Any

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
    Article,
    BioEntry,
    CorrectionEntry,
    Detail,
    EventEntry,
    PageFile,
    RawFile,
    RelatedEntry,
    RepairEntry,
    TermFile,
)
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
from commentariat.facets import DEFAULT_FACETS

# In their order, and found by their digests.
ARTICLE_KEYS = dict.fromkeys((
    "title", "title_from", "slug", "date", "updated", "language", "draft", "type",
    "series", "authors", "centers", "primary_center", "regions", "topics", "programs",
    "projects", "collections", "dek", "image", "image_alt", "image_credit", "source",
    "told_by", "bios", "event", "related", "recent_work", "unplaced", "corrections",
    "repairs", "aliases", "withdrawn", "withdrawn_reason", "codes", "rules", "raw",
    "extra", "written",
))  # fmt: skip
TERM_KEYS = dict.fromkeys(("name", "slug", "aliases", "role", "picture", "picture_alt"))
PAGE_KEYS = dict.fromkeys(("title", "slug", "description", "language", "aliases"))

_TEXT = frozenset({str})
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_ENCODER = msgspec.msgpack.Encoder()


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


def parse_article(data: bytes, source: str, language: str) -> Article:
    """
    Judge the content file *data*; *language* is that of the site.

    Raises:
        SourceError: with every fault that was found.
    """
    return judge_article(open_content(data, source), language)


def judge_article(opened: Opened, language: str) -> Article:
    """
    Judge an article; *language* is that of the site.

    Raises:
        SourceError: with every fault that was found.
    """
    source, header, body = opened.source, opened.header, opened.body
    judge = _Judge(opened.fields, header, source)
    judge.refuse_unknown(ARTICLE_KEYS)
    judge.mapping("told_by")
    has_detail = not _DETAIL_KEYS.isdisjoint(opened.fields)
    detail = _judge_detail(judge) if has_detail else _NO_DETAIL
    dek = judge.text("dek")
    article = Article(
        source=source,
        digest=opened.digest,
        title=judge.required_text("title"),
        slug=judge.slug(),
        language=judge.language(language),
        date=judge.date("date"),
        updated=judge.date("updated"),
        is_draft=judge.flag("draft"),
        withdrawn=judge.date("withdrawn"),
        terms=_judge_terms(judge),
        primary_center=judge.text("primary_center"),
        dek=dek,
        image=judge.file("image"),
        aliases=judge.addresses("aliases"),
        raw=judge.entries("raw", _RawEntry, RawFile),
        written=judge.text("written"),
        dek_key=fold_key(dek),
        teaser_keys=tuple([fold_key(entry.teaser) for entry in detail.related]),
        bio_names=tuple([entry.name for entry in detail.bios]),
        body_key=digest_text(body),
        body_line=body_line(opened.text, header),
        links=find_links(body),
        detail=b"" if detail == _NO_DETAIL else _ENCODER.encode(detail),
    )
    judge.finish()
    return article


def _judge_terms(judge: _Judge) -> dict[str, tuple[str, ...]]:
    found = {}
    for facet in DEFAULT_FACETS:
        if facet.is_of_date:
            continue
        names = judge.texts(facet.key) if facet.is_many else (judge.text(facet.key),)
        main = judge.text(facet.main_key) if facet.main_key else ""
        if main and main not in names:
            names = (*names, main)
        if names and names[0]:
            found[facet.name] = names
    return found


_NO_DETAIL = Detail()
# Without any of these there is none: so most articles are, and no fault can be in it.
_DETAIL_KEYS = frozenset(
    {
        "title_from", "image_alt", "image_credit", "source", "bios", "event", "related",
        "repairs", "corrections", "extra", "withdrawn", "withdrawn_reason",
    }
)  # fmt: skip


def _judge_detail(judge: _Judge) -> Detail:
    related = judge.entries("related", RelatedEntry)
    return Detail(
        title_from=judge.choice("title_from", ("dek", "body", "file")),
        image_alt=judge.text("image_alt"),
        image_credit=judge.text("image_credit"),
        publication=judge.text("source"),
        bios=judge.entries("bios", BioEntry),
        event=judge.entry("event", EventEntry),
        related=related,
        repairs=judge.entries("repairs", RepairEntry),
        corrections=judge.corrections(),
        extra=tuple(judge.mapping("extra")),
        withdrawn_reason=judge.withdrawn_reason(),
    )


class _RawEntry(msgspec.Struct, frozen=True, omit_defaults=True):
    """The front matter form of `RawFile`, by key."""

    file: str
    digest: str = ""
    layout: str = ""
    key: str = ""
    row: str = ""
    decided: str = ""


def parse_term(data: bytes, source: str, facet: str) -> TermFile:
    """Judge a term's own file; *facet* is the facet whose folder it is in."""
    return judge_term(open_content(data, source), facet)


def judge_term(opened: Opened, facet: str) -> TermFile:
    """Judge a term's own file; *facet* is the facet whose folder it is in."""
    source, header, body = opened.source, opened.header, opened.body
    judge = _Judge(opened.fields, header, source)
    judge.refuse_unknown(TERM_KEYS)
    term = TermFile(
        source=source,
        digest=opened.digest,
        facet=facet,
        slug=judge.slug(),
        name=judge.required_text("name"),
        aliases=judge.texts("aliases"),
        role=judge.text("role"),
        picture=judge.file("picture"),
        picture_alt=judge.text("picture_alt"),
        body_key=digest_text(body),
        body_line=body_line(opened.text, header),
        links=find_links(body),
    )
    judge.finish()
    return term


def judge_page(opened: Opened) -> PageFile:
    """Judge a page of the institution's own."""
    source, header, body = opened.source, opened.header, opened.body
    judge = _Judge(opened.fields, header, source)
    judge.refuse_unknown(PAGE_KEYS)
    page = PageFile(
        source=source,
        digest=opened.digest,
        slug=judge.slug(),
        title=judge.required_text("title"),
        description=judge.text("description"),
        language=judge.language(""),
        aliases=judge.addresses("aliases"),
        body_key=digest_text(body),
        body_line=body_line(opened.text, header),
        links=find_links(body),
    )
    judge.finish()
    return page


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

    def __init__(self, fields: Mapping[str, Any], header: str, source: str) -> None:
        self.fields = fields
        self.header = header
        self.source = source
        self.problems: list[Problem] = []

    def finish(self) -> None:
        if self.problems:
            raise SourceError(*self.problems)

    def fault(self, key: str, message: str) -> None:
        line = line_of_key(self.header, key)
        self.problems.append(Problem(self.source, line, message))

    def refuse_unknown(self, known: Collection[str]) -> None:
        for key in self.fields:
            if key not in known:
                near = get_close_matches(str(key), known, 1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                self.fault(str(key), f"no key is called {str(key)!r}{hint}")

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

    def required_text(self, key: str) -> str:
        value = self.text(key)
        if not value:
            line = line_of_key(self.header, key)
            if all(problem.line != line for problem in self.problems):
                self.fault(key, f"expected a {key}, found none")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.fields.get(key)
        if value is None or value == "":
            return ()
        if isinstance(value, list) and set(map(type, value)) <= _TEXT:
            kept = [self._showable(key, item) for item in value]
            return tuple(dict.fromkeys(filter(None, kept)))
        self.fault(key, f"expected a list of texts for {key!r}, found {_kind(value)}")
        return ()

    def choice(self, key: str, choices: tuple[str, ...]) -> str:
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

    def language(self, default: str) -> str:
        value = self.text("language") or default
        if value and not _LANGUAGE.fullmatch(value):
            self.fault("language", f"expected a language as 'en', found {value!r}")
        return value

    def slug(self) -> str:
        """The slug that is written, or one from the name of the file."""
        value = self.text("slug")
        if not value:
            stem = PurePosixPath(self.source).stem
            return stem if is_slug(stem) else slugify(stem)
        if not is_slug(value):
            self.fault(
                "slug",
                f"expected small letters, digits and hyphens for 'slug', found {value!r}",
            )
            return "x"
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

    def withdrawn_reason(self) -> str:
        """Why an article was taken back: asked for with the date, and only then."""
        reason, day = self.text("withdrawn_reason"), self.text("withdrawn")
        if day and not reason:
            message = "expected a 'withdrawn_reason' beside 'withdrawn', found none"
            self.fault("withdrawn", message)
        elif reason and not day:
            message = "expected the day in 'withdrawn' beside the reason, found none"
            self.fault("withdrawn_reason", message)
        return reason

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

    def entries(
        self,
        key: str,
        kind: type[msgspec.Struct],
        into: type[msgspec.Struct] | None = None,
    ) -> Any:
        value = self.fields.get(key, "")
        if value == "":
            return ()
        if not isinstance(value, list):
            self.fault(key, f"expected a list under {key!r}, found {_kind(value)}")
            return ()
        found = [self._entry(key, row, kind) for row in value]
        kept = [row for row in found if row is not None]
        if into is not None:
            names = into.__struct_fields__
            kept = [into(*(getattr(row, name) for name in names)) for row in kept]
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

    def corrections(self) -> tuple[CorrectionEntry, ...]:
        rows: tuple[CorrectionEntry, ...] = self.entries("corrections", CorrectionEntry)
        for row in rows:
            if not is_date(row.date):
                self.fault(
                    "corrections", f"expected a date as 2024-03-15, found {row.date!r}"
                )
        return rows


def _kind(value: object) -> str:
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    return repr(value)
