"""Fields of front matter, judged: every fault at once, each with its line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from itertools import islice
from typing import Any, TypeAlias

import msgspec

from commentariat.archive.authorities import AUTHORITIES
from commentariat.archive.body_points import BodyPoint, encode_points, find_points
from commentariat.archive.bundles import bundle_of, slug_of_source
from commentariat.archive.conflicts import find_conflicts, may_hold_conflict
from commentariat.archive.dates import (
    DAY,
    first_day,
    instant_of,
    is_date,
    is_over,
    parse_date,
)
from commentariat.archive.fences import body_line
from commentariat.archive.former import parse_former
from commentariat.archive.frontmatter import parse_front_matter
from commentariat.archive.links import find_links
from commentariat.archive.model import (
    MOST_TERMS,
    Article,
    CorrectionEntry,
    Detail,
    Item,
    Key,
    PageFile,
    RawEntry,
    RawFile,
    RoleEntry,
    Shape,
    TermFile,
    VersionEntry,
    WebLink,
)
from commentariat.archive.schema import Schema, Table, make_table
from commentariat.archive.slugs import is_slug
from commentariat.archive.text import (
    UNADDRESSABLE,
    UNSHOWABLE,
    digest_bytes,
    digest_text,
    fold_key,
    may_be_unshowable,
    normalize_line_ends,
)
from commentariat.archive.translation_lines import is_target
from commentariat.citations.identifiers import is_isbn, is_issn, plain_doi
from commentariat.citations.licenses import find_license
from commentariat.errors import (
    Problem,
    SourceError,
    WrongValueError,
    near_match,
    not_utf8,
    raise_all,
)
from commentariat.fields import FieldKind, FieldValues
from commentariat.judge import Judge, describe, join_key
from commentariat.kinds import Kind, Message, Row
from commentariat.language_tags import LANGUAGE_TAG, is_by_letters
from commentariat.time_zones import UTC

_TEXT = frozenset({str})
_OF_WORDS = frozenset({Shape.TEXT, Shape.TEXTS, Shape.ENTRY, Shape.ENTRIES})
_FIELDS_OF_WORDS = (FieldKind.TEXT, FieldKind.MARKDOWN)
_ENDS = ("withdrawn", "until")
"""Keys of days on which the text of an article ends; each has its reason."""
_MOST_DOUBTS = 100
_OUTSIDE = frozenset({"", ".", ".."})
"""Parts of a path that does not stay where it begins."""
_NUMBER = re.compile(r"-?[0-9]{1,9}", re.ASCII)
_TEMPLATE = re.compile(r"(?!_)[\w-]+\.html", re.ASCII)
_ENCODER = msgspec.msgpack.Encoder()
_SCHEMA = Schema()
_FILES = (FieldKind.FILE, FieldKind.PICTURE)
_AMOUNT = re.compile(r"-?\d{1,15}(?:\.\d{1,6})?", re.ASCII)
"""What every machine reads alike."""
_WEB = re.compile(r"https?://[^/]+", re.IGNORECASE)
_WHOLE = re.compile(r"https?://[^/]+.*|mailto:.+@.+", re.IGNORECASE)
_AUTHORITIES = {one.key: one for one in AUTHORITIES}
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
    judge = _Judge(opened, schema.timezone)
    kept = judge.take(schema.article_keys)
    judge.ending()
    fields, inner = kept[Article], kept[Detail]
    judge.expiry(fields.get("date", ""), fields.get("until", ""))
    _split_moment(fields)
    for key in _DATED:
        if rows := inner.get(key):
            judge.dates_of(key, rows)
            days = [row.date for row in rows if row]
            fields["updated"] = max(fields.get("updated", ""), *days, "")
    if raw := fields.get("raw"):
        fields["raw"] = judge.raw_files(raw)
    judge.finish()
    detail = Detail(**inner) if inner else _NO_DETAIL
    terms = fields.setdefault("terms", {})
    for facet, main_key in schema.main_keys:
        main = fields.get(main_key)
        if main and main not in terms.get(facet, ()):
            terms[facet] = (*terms.get(facet, ()), main)
    complete = _complete(
        opened, fields, schema.article_keys, schema.language, judge.doubts
    )
    return Article(
        **complete,
        length=_length_of(opened.body, complete.get("language", "")),
        dek_key=fold_key(fields.get("dek", "")),
        teaser_keys=tuple([fold_key(entry.teaser) for entry in detail.related]),
        title_keys=_any([fold_key(entry.title) for entry in detail.related]),
        related_links=_any([entry.link for entry in detail.related]),
        bio_names=tuple([entry.name for entry in detail.bios]),
        related_names=tuple([name for one in detail.related for name in one.authors]),
        detail=b"" if detail == _NO_DETAIL else _ENCODER.encode(detail),
    )


def _length_of(body: str, language: str) -> int:
    """
    Tell how long *body* is, in steps: what shows it is seldom another then.

    Words are what stands between blanks and line ends. None of them is looked at.
    """
    text = body.strip()
    lines = text.split("\n")
    blanks = text.count(" ") + len(lines) - 1
    if is_by_letters(language):
        amount = (len(text) - blanks) // 2
    else:
        amount = blanks - _count_breaks(lines) + 1
    return max(1, (amount + 50) // 100) if text else 0


def _count_breaks(lines: Iterable[str]) -> int:
    """Count the pairs of line feeds between *lines*, as a search of the text does."""
    runs = bytes(map(bool, lines)).split(b"\1")
    return sum([(len(run) + 1) // 2 for run in runs])


_NO_DETAIL = Detail()


def _any(texts: Sequence[str]) -> tuple[str, ...]:
    """Give *texts*, if there is anything in them."""
    return tuple(texts) if any(texts) else ()


_DATED = ("corrections", "versions")
"""What was done to a text, each on a day: the last is the day of its update."""


def give_fields(article: Article, values: Mapping[str, Any], schema: Schema) -> Article:
    """
    Give *article* the *values* of own fields, as front matter would have them.

    What its front matter says of a field stays. Numbers and flags are taken, too.

    Raises:
        SourceError: with every fault that was found.
    """
    table = make_table(key for key in schema.article_keys.rows.values() if key.own)
    written = {name: _as_written(value) for name, value in values.items()}
    opened = Opened(article.source, written, "", "", "", "")
    judged = judge_fields(opened, table, schema.timezone)[Article].get("fields", {})
    own = judged | article.fields
    links = tuple(dict.fromkeys((*article.links, *_leads_of(own, table))))
    return msgspec.structs.replace(article, fields=own, links=links)


def _as_written(value: Any) -> Any:
    """Write *value* as it would stand in front matter."""
    if isinstance(value, list | tuple):
        return [_as_written(one) for one in value]
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | float) else value or ""


def judge_fields(
    opened: Opened, table: Table, timezone: str = UTC
) -> Mapping[object, Fields]:
    """
    Judge every field by its row in *table*; give them by what has fields for them.

    Raises:
        SourceError: with every fault that was found.
    """
    judge = _Judge(opened, timezone)
    kept = judge.take(table)
    judge.finish()
    return kept


def _complete(
    opened: Opened,
    fields: Fields,
    table: Table,
    language: str = "",
    doubts: Iterable[tuple[str, Message]] = (),
) -> Fields:
    """Add to *fields* what follows from the file itself, and from where it stands."""
    fields["slug"] = fields.get("slug") or slug_of_source(opened.source)
    if language:
        fields["language"] = fields.get("language") or language
    fields["source"], fields["digest"] = opened.source, opened.digest
    fields["body_key"] = digest_text(opened.body)
    fields["body_line"] = body_line(opened.text, opened.header)
    links = find_links(opened.body)
    if own := fields.get("fields"):
        links = tuple(dict.fromkeys((*links, *_leads_of(own, table))))
    pdf = fields.get("pdf", "")
    if pdf and "://" not in pdf:
        links = tuple(dict.fromkeys((*links, pdf)))
    fields["links"] = links
    points = find_points(opened.body, fields["body_line"])
    if doubts:
        asked = ((_find_line(opened.header, key), one) for key, one in doubts)
        points = (*(BodyPoint(line, one) for line, one in asked), *points)
    if " #" in opened.header:
        points = (*_find_doubts(opened.header, table), *points)
    fields["points"] = encode_points(points)
    return fields


def _is_field_of_words(key: Key) -> bool:
    return key.own is not None and key.own.kind in _FIELDS_OF_WORDS


def _find_doubts(header: str, table: Table) -> Iterator[BodyPoint]:
    """Ask of texts that a comment follows, or further words of theirs."""
    from commentariat.archive.yaml_header import find_cuts, line_at  # takes long

    for name, end, is_sure in islice(find_cuts(header), _MOST_DOUBTS):
        key = table.rows.get(name)
        is_text = key and (key.shape == Shape.TEXT or _is_field_of_words(key))
        if is_text and not is_sure:
            yield BodyPoint(line_at(header, end), Kind.YAML_COMMENT.of())


def _leads_of(own: FieldValues, table: Table) -> Iterator[str]:
    """List what the values of *own* fields may lead to within the site."""
    for name, values in own.items():
        field = table.rows[name].own
        assert field is not None
        for value in values:
            is_inside = field.kind == FieldKind.LINK and value.startswith("/")
            if field.kind in _FILES or is_inside:
                yield value
            elif field.kind == FieldKind.MARKDOWN:
                yield from find_links(value)


def judge_term(opened: Opened, facet: str, schema: Schema = _SCHEMA) -> TermFile:
    """Judge a term's own file; *facet* is the facet whose folder it is in."""
    table = schema.term_keys[facet]
    judge = _Judge(opened, schema.timezone)
    fields = judge.take(table)[TermFile]
    judge.roles(fields.get("roles", ()))
    judge.web_links(fields.get("web_links", ()))
    judge.finish()
    spellings = (*fields.get("spellings", ()), *fields.get("aliases", ()))
    fields["spellings"] = tuple(dict.fromkeys(spellings))
    whole = _complete(opened, fields, table, doubts=judge.doubts)
    return TermFile(**whole, facet=facet)


def judge_item(opened: Opened, section: str, schema: Schema) -> Item:
    """Judge an item of the *section* by the *schema* of its site."""
    table = schema.item_keys[section]
    fields = judge_fields(opened, table, schema.timezone)[Item]
    _split_moment(fields)
    fields.setdefault("terms", {})
    order = schema.day_fields.get(section, "")
    day = fields.get("fields", {}).get(order, _NO_DAY)[0][:DAY]
    whole = _complete(opened, fields, table, schema.language)
    return Item(**whole, section=section, day=day)


_NO_DAY = ("",)


def _split_moment(fields: Fields) -> None:
    """Take the time from a date that is a moment, which is what it sorts by."""
    moment = fields.get("date", "")
    if len(moment) > DAY:
        fields["date"], fields["time"] = moment[:DAY], moment[DAY:]
        fields["instant"] = instant_of(moment)


def judge_page(
    opened: Opened, schema: Schema = _SCHEMA, *, is_home: bool = False
) -> PageFile:
    """Judge a page of the institution's own, or what introduces the home page."""
    table = schema.home_keys if is_home else schema.page_keys
    fields = judge_fields(opened, table, schema.timezone)[PageFile]
    return PageFile(**_complete(opened, fields, table))


def fits(key: Key, value: Any) -> bool:
    """Tell whether *value* is what *key* of front matter can have."""
    judge = _Judge(Opened("", {key.name: value}, "", "", "", ""))
    SHAPES[key.shape](judge, key, value)
    return not judge.problems


def open_content(data: bytes, source: str, digest: str = "") -> Opened:
    """
    Take a content file apart; its *digest* is made where it is not given.

    Raises:
        SourceError: no text that can be shown, or no front matter.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise SourceError(not_utf8(source, fault)) from None
    text = normalize_line_ends(text)
    found = UNSHOWABLE.search(text) if may_be_unshowable(data) else None
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise SourceError(Problem(source, line, unshowable(found[0])))
    if may_hold_conflict(text):
        is_written = "\nwritten:" in text
        kind = Kind.CONFLICT_MERGED if is_written else Kind.CONFLICT
        raise_all(find_conflicts(text, source, kind))
    fields, header, body = parse_front_matter(text, source)
    return Opened(source, fields, header, body, text, digest or digest_bytes(data))


def unshowable(character: str) -> Message:
    """Name a *character* that cannot be shown."""
    return Kind.UNSHOWABLE.of(f"{ord(character):04X}")


def _find_line(header: str, path: str) -> int:
    from commentariat.archive.yaml_header import line_of_key  # takes long to load

    return line_of_key(header, path) or 1


class _Judge(Judge):
    """Judges the fields of a content file, all of them texts or made of texts."""

    __slots__ = ("doubts", "has_escapes", "header", "timezone")

    def __init__(self, opened: Opened, timezone: str = UTC) -> None:
        find_line = partial(_find_line, opened.header)
        super().__init__(opened.fields, opened.source, find_line)
        self.header = opened.header
        self.has_escapes = "\\" in opened.header
        """By these alone comes what cannot be shown: the file itself holds none."""
        self.timezone = timezone
        self.doubts: list[tuple[str, Message]] = []
        """What is asked of values that are kept as they are, by their keys."""

    def take(self, table: Table) -> defaultdict[object, Fields]:
        """Judge every field by its row; give them by what keeps them."""
        kept: defaultdict[object, Fields] = defaultdict(dict)
        rows = table.rows
        for name, value in self.table.items():
            key = rows.get(name)
            if key is None:
                self.unknown(str(name), rows, Kind.UNKNOWN_KEY)
                continue
            found = SHAPES[key.shape](self, key, value)
            if key.facet:
                names = found if type(found) is tuple else (found,)
                if len(names) > MOST_TERMS:
                    self.fault(name, Kind.MANY_TERMS.of(MOST_TERMS, name, len(names)))
                    continue
                if found:
                    kept[key.kept].setdefault(key.field, {})[key.facet] = names
            elif key.own:
                if found:
                    kept[key.kept].setdefault(key.field, {})[name] = found
            elif key.kept is not None:
                kept[key.kept][key.field or name] = found
        cut = self._refuse_cuts(table)
        for name in table.required:
            value = self.table.get(name, "")
            if name not in cut and isinstance(value, str) and not value.strip():
                self.fault(name, Kind.NO_VALUE.of(name))
        return kept

    def _refuse_cuts(self, table: Table) -> set[str]:
        """Refuse texts whose further words are a comment to YAML; name their keys."""
        cut: set[str] = set()
        header = self.header
        if "#" not in header or (" #" not in header and "\t#" not in header):
            return cut
        from commentariat.archive.yaml_header import find_cuts, line_at  # takes long

        for name, end, is_sure in find_cuts(self.header):
            if self.is_full:
                break
            key = table.rows.get(name)
            if is_sure and key and (key.shape in _OF_WORDS or _is_field_of_words(key)):
                cut.add(name)
                line, message = line_at(self.header, end), Kind.YAML_CUT.of()
                self.problems.append(Problem(self.source, line, message, name))
        return cut

    def text(self, key: str) -> str:
        value = self.table.get(key)
        if value is None:
            return ""
        return self._showable(key, value) if type(value) is str else super().text(key)

    def _showable(self, key: str, value: str) -> str:
        if value.isprintable():
            return value.strip()
        found = UNSHOWABLE.search(value)
        if found:
            self.fault(key, unshowable(found[0]))
            return ""
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.table.get(key)
        if value is None or value == "":
            return ()
        kinds = set(map(type, value)) if type(value) is list else set()
        is_plain = type(value) is list and kinds <= _TEXT
        if dict in kinds:  # `- Rail: what now` is a mapping to YAML
            for number, item in enumerate(value):
                if type(item) is dict:
                    self.fault(join_key(key, number), Kind.YAML_COLON.of())
            return ()
        texts = value if is_plain else super().texts(key)
        kept = [self._showable(key, item) for item in texts]
        return tuple(dict.fromkeys(filter(None, kept)))

    def flag(self, key: str) -> bool:
        value = self.text(key)
        if value.lower() not in ("", "true", "false", "yes", "no"):
            self.fault(key, Kind.NOT_FLAG.of(key, repr(value)))
        return value.lower() in ("true", "yes")

    def number(self, key: str) -> int | None:
        value = self.text(key)
        if _NUMBER.fullmatch(value):
            return int(value)
        if value:
            self.fault(key, Kind.NOT_NUMBER.of(key, value))
        return None

    def label(self, key: str) -> str:
        """A text; the title where `yes` asks for that, and nothing where `no` does."""
        value = self.text(key)
        if value.lower() in ("true", "yes"):
            return self.text("title")
        return "" if value.lower() in ("false", "no") else value

    def blocks(self, key: Key) -> tuple[str, ...]:
        """Parts of the home page, each once."""
        found = self.texts(key.name)
        for number, one in enumerate(found):
            if one not in key.choices and not one.startswith("/"):
                listed = ", ".join(map(repr, key.choices))
                message = Kind.NOT_BLOCK.of(listed, one, near_match(one, key.choices))
                self.fault(join_key(key.name, number), message)
        return found

    def template(self, key: str) -> str:
        """The name of a template; whether there is one, the archive does not know."""
        value = self.text(key)
        if value and not _TEMPLATE.fullmatch(value):
            self.fault(key, Kind.NOT_TEMPLATE.of(key, value))
            return ""
        return value

    def date(self, key: str) -> str:
        value = self.text(key)
        if value and not is_date(value):
            self.fault(key, Kind.NOT_DATE.of(key, value))
            return ""
        return value

    def moment(self, key: str) -> str:
        """A date, of a day, a month or a year; or a moment, with its offset."""
        value = self.text(key)
        if not value or is_date(value):
            return value
        found = parse_date(value, self.timezone)
        if not found:
            self.fault(key, Kind.NOT_MOMENT.of(key, value))
        return found

    def language(self, key: str) -> str:
        value = self.text(key)
        if value and not LANGUAGE_TAG.fullmatch(value):
            self.fault(key, Kind.NOT_LANGUAGE.of(key, value))
        return value

    def slug(self, key: str) -> str:
        value = self.text(key)
        if value and not is_slug(value):
            self.fault(key, Kind.NOT_SLUG.of(key, value))
        return value

    def piece(self, key: str) -> str:
        """A slug or a file of an article, or an address; which it is, the site knows."""
        value = self.text(key)
        if value and not is_target(value):
            self.fault(key, Kind.NOT_PIECE.of(key, value))
            return ""
        return value

    def file(self, key: str) -> str:
        """A file under content/files/, as `files/harbor.svg`; in a bundle, one beside."""
        value = self.text(key)
        if not value:
            return ""
        folder = bundle_of(self.source)
        path = value.lstrip("/")
        is_known = path.startswith("files/")
        if folder and not is_known and not value.startswith("/"):
            path, is_known = f"{folder}/{value.removeprefix('./')}", True
        is_inside = is_known and _OUTSIDE.isdisjoint(path.split("/"))
        if is_inside and ":" not in value.partition("/")[0]:
            return path
        kind = Kind.NOT_PICTURE_BESIDE if folder else Kind.NOT_PICTURE
        self.fault(key, kind.of(key, value))
        return ""

    def document(self, key: str) -> str:
        """A file likewise, or a whole address."""
        value = self.text(key)
        return value if _WEB.match(value) and self._is_plain(value) else self.file(key)

    def _is_plain(self, value: str) -> bool:
        return not (UNADDRESSABLE.search(value) or " " in value)

    def identifier(self, key: str, is_sound: Callable[[str], object], kind: Row) -> str:
        """A text of which is asked whether it is right, unless it *is sound*."""
        value = self.text(key)
        if value and not is_sound(value):
            self.doubts.append((key, kind.of(key, value)))
        return value

    def amount(self, key: str) -> str:
        """A number as 12 or 3.5, as it is written."""
        value = self.text(key)
        if value and not _AMOUNT.fullmatch(value):
            self.fault(key, Kind.NOT_AMOUNT.of(key, value))
            return ""
        return value

    def link(self, key: str) -> str:
        """A path of the site, or a whole address."""
        value = self.text(key)
        is_inside = value.startswith("/") and value[1:2] not in ("/", "\\")
        is_plain = not (UNADDRESSABLE.search(value) or " " in value)
        if value and not (is_plain and (is_inside or _WHOLE.fullmatch(value))):
            self.fault(key, Kind.NOT_LINK.of(value))
            return ""
        return value

    def own_field(self, key: Key, value: Any) -> tuple[str, ...]:
        """Judge the *value* of a site's own field, each where there are many."""
        field = key.own
        assert field is not None
        judge = _OF_FIELD[field.kind]
        if not field.is_many:
            found = [judge(self, key.name)]
        elif value == "" or isinstance(value, list):
            inner = self._of_items(key.name, value or [])
            found = [judge(inner, name) for name in inner.table]
        else:
            self.fault(key.name, Kind.NOT_LIST.of(key.name, describe(value)))
            return ()
        return tuple(dict.fromkeys(filter(None, found)))

    def _of_items(self, key: str, items: Sequence[Any]) -> _Judge:
        """Make a judge of *items* one by one, which keeps its faults with these."""
        table = {join_key(key, number): one for number, one in enumerate(items)}
        opened = Opened(self.source, table, self.header, "", "", "")
        inner = _Judge(opened, self.timezone)
        inner.problems = self.problems
        return inner

    def addresses(self, key: str) -> tuple[str, ...]:
        """Former paths of a page, as `/2011/02/19/turkey-pub-42690/`."""
        kept = []
        for number, value in enumerate(self.texts(key)):
            try:
                kept.append(parse_former(value))
            except WrongValueError as fault:
                self.fault(join_key(key, number), fault.message)
        return tuple(dict.fromkeys(kept))

    def ending(self) -> None:
        """Ask for the reason of one with its day, and only then."""
        for key in _ENDS:
            reason = f"{key}_reason"
            is_given, is_reasoned = map(self.table.get, (key, reason))
            if is_given and not is_reasoned:
                self.fault(key, Kind.NO_REASON.of(reason, key))
            elif is_reasoned and not is_given:
                self.fault(reason, Kind.NO_DAY.of(key))

    def expiry(self, date: str, until: str) -> None:
        """Refuse an *until* that has passed before the *date* has come."""
        if until and date and is_over(until, date):
            self.fault("until", Kind.UNTIL_BEFORE.of(self.table["until"]))

    def mapping(self, key: str) -> Mapping[str, Any]:
        value = self.table.get(key, "")
        if value == "":
            return {}
        if isinstance(value, dict):
            return value
        self.fault(key, Kind.NOT_LINES.of(key, describe(value)))
        return {}

    def named_texts(self, key: str) -> dict[str, str]:
        found = self.mapping(key)
        for name, text in found.items():
            if not isinstance(text, str):
                place = join_key(key, name)
                self.fault(place, Kind.NOT_TEXT.of(name, describe(text)))
        if not self._is_showable(key, found):
            return {}
        return {name: text for name, text in found.items() if isinstance(text, str)}

    def languages(self, key: str) -> dict[str, str]:
        """Texts by the tags of languages, those that are empty left out."""
        found = {tag: text.strip() for tag, text in self.named_texts(key).items()}
        for tag in found:
            if not LANGUAGE_TAG.fullmatch(tag):
                self.fault(join_key(key, tag), Kind.NOT_LANGUAGE.of(key, tag))
        return {tag: text for tag, text in found.items() if text}

    def authority(self, key: str) -> str:
        """A number by an authority, which is asked about unless it is sound."""
        row, value = _AUTHORITIES[key], self.text(key)
        number = row.plain(value)
        if value and not number:
            self.doubts.append((key, row.doubt.of(key, value)))
        return number

    def roles(self, rows: Iterable[RoleEntry | None]) -> None:
        """Ask for dates of each role, and for an end that is not before its beginning."""
        for number, row in enumerate(rows):
            if row is None:
                continue
            place = join_key("roles", number)
            if not row.role.strip():
                self.fault(place, Kind.NO_VALUE.of("role"))
            ends = {"from": row.since, "to": row.until}
            wrong = {key: one for key, one in ends.items() if one and not _is_day(one)}
            for key, value in wrong.items():
                self.fault(join_key(place, key), Kind.NOT_DAY.of(key, value))
            if not wrong and row.until and row.until < row.since[: len(row.until)]:
                message = Kind.ENDS_BEFORE.of(row.since, row.until)
                self.fault(join_key(place, "to"), message)

    def web_links(self, rows: Iterable[WebLink | None]) -> None:
        """Ask for a whole address and for what stands for it of each."""
        for number, row in enumerate(rows):
            if row is None:
                continue
            place = join_key("links", number)
            if not row.label.strip():
                self.fault(join_key(place, "label"), Kind.NO_VALUE.of("label"))
            if not (self._is_plain(row.url) and _WHOLE.fullmatch(row.url)):
                self.fault(join_key(place, "url"), Kind.NOT_WHOLE_URL.of(row.url))

    def entry(self, key: str, kind: type[msgspec.Struct]) -> Any:
        value = self.mapping(key)
        return self._entry(key, value, kind) if value else None

    def entries(self, key: str, kind: type[msgspec.Struct]) -> tuple[Any, ...]:
        """Judge the list under *key*; None stands in the place of one at fault."""
        value = self.table.get(key, "")
        if value == "":
            return ()
        if not isinstance(value, list):
            self.fault(key, Kind.NOT_LIST.of(key, describe(value)))
            return ()
        if not self.has_escapes and _are_entries(value, kind):
            rows: type = tuple[kind, ...]  # type: ignore[valid-type]
            with suppress(msgspec.ValidationError):  # which, is told one by one
                found: tuple[Any, ...] = msgspec.convert(value, rows)
                return found
        return tuple(
            [
                self._entry(join_key(key, number), row, kind)
                for number, row in enumerate(value)
            ]
        )

    def _entry(self, key: str, row: Any, kind: type[msgspec.Struct]) -> Any:
        """Judge the mapping under *key*, such as `bios[1]`."""
        shown = key.partition("[")[0]
        if not isinstance(row, dict):
            self.fault(key, Kind.NOT_LINES.of(shown, describe(row)))
            return None
        known = kind.__struct_encode_fields__
        unknown = [name for name in row if name not in known]
        for name in unknown:
            if self.is_full:
                break
            near = near_match(name, known)
            self.fault(
                join_key(key, name), Kind.UNKNOWN_ENTRY_KEY.of(shown, name, near)
            )
        if unknown:
            return None
        if self.has_escapes and not self._is_showable(key, row):
            return None
        try:
            return msgspec.convert(row, kind)
        except msgspec.ValidationError as fault:
            self.fault(key, Kind.NOT_WHOLE.of(shown, fault))
            return None

    def _is_showable(self, key: str, row: Mapping[str, Any]) -> bool:
        for name, value in row.items():
            for text in value if type(value) is list else (value,):
                found = UNSHOWABLE.search(text) if type(text) is str else None
                if found:
                    self.fault(join_key(key, name), unshowable(found[0]))
                    return False
        return True

    def raw_files(self, rows: Iterable[RawEntry | None]) -> tuple[RawFile, ...]:
        """Ask for a path below content/raw/ of each; give what is kept of them."""
        kept: list[RawFile] = []
        for number, row in enumerate(rows):
            if row is None:
                continue
            if not _OUTSIDE.isdisjoint(row.file.split("/")):
                key = join_key(join_key("raw", number), "file")
                self.fault(key, Kind.NOT_RAW_PATH.of(row.file))
            kept.append(row.record)
        return tuple(kept)

    def dates_of(
        self, key: str, rows: Iterable[CorrectionEntry | VersionEntry | None]
    ) -> None:
        """Ask for a date of each."""
        for number, row in enumerate(rows):
            if row and not is_date(row.date):
                place = join_key(join_key(key, number), "date")
                self.fault(place, Kind.NOT_DATE.of("date", row.date))


def _are_entries(rows: Sequence[Any], kind: type[msgspec.Struct]) -> bool:
    """Tell whether *rows* are mappings that have keys of *kind* alone."""
    keys = _keys_of(kind)
    return all(type(row) is dict and keys.issuperset(row) for row in rows)


@cache
def _keys_of(kind: type[msgspec.Struct]) -> frozenset[str]:
    return frozenset(kind.__struct_encode_fields__)


def _is_day(text: str) -> bool:
    """Tell whether *text* is a day, a month or a year of the calendar, as ISO has them."""
    return len(text) <= DAY and text.isascii() and is_date(first_day(text))


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


def _flag(judge: _Judge, key: Key, value: Any) -> bool:
    """Take a flag; one without a value is as if it were not there."""
    if value == "" and key.kept is not None:
        name = key.field or key.name
        fields = msgspec.structs.fields(key.kept)
        return next(bool(one.default) for one in fields if one.name == name)
    return judge.flag(key.name)


_OF_FIELD: dict[FieldKind, Callable[[_Judge, str], str]] = {
    FieldKind.TEXT: _Judge.text,
    FieldKind.MARKDOWN: _Judge.text,
    FieldKind.NUMBER: _Judge.amount,
    FieldKind.DATE: _Judge.moment,
    FieldKind.LINK: _Judge.link,
    FieldKind.FILE: _Judge.file,
    FieldKind.PICTURE: _Judge.file,
    FieldKind.FLAG: lambda judge, name: "true" if judge.flag(name) else "",
}
SHAPES: dict[Shape, Callable[[_Judge, Key, Any], Any]] = {
    Shape.TEXT: _text,
    Shape.TEXTS: _texts,
    Shape.CHOICE: lambda judge, key, _: judge.choice(key.name, key.choices),
    Shape.DATE: lambda judge, key, _: judge.date(key.name),
    Shape.MOMENT: lambda judge, key, _: judge.moment(key.name),
    Shape.FLAG: _flag,
    Shape.NUMBER: lambda judge, key, _: judge.number(key.name),
    Shape.LABEL: lambda judge, key, _: judge.label(key.name),
    Shape.BLOCKS: lambda judge, key, _: judge.blocks(key),
    Shape.TEMPLATE: lambda judge, key, _: judge.template(key.name),
    Shape.LANGUAGE: lambda judge, key, _: judge.language(key.name),
    Shape.SLUG: lambda judge, key, _: judge.slug(key.name),
    Shape.PIECE: lambda judge, key, _: judge.piece(key.name),
    Shape.FILE: lambda judge, key, _: judge.file(key.name),
    Shape.DOCUMENT: lambda judge, key, _: judge.document(key.name),
    Shape.DOI: lambda judge, key, _: judge.identifier(
        key.name, plain_doi, Kind.NOT_DOI
    ),
    Shape.ISBN: lambda judge, key, _: judge.identifier(
        key.name, is_isbn, Kind.NOT_ISBN
    ),
    Shape.ISSN: lambda judge, key, _: judge.identifier(
        key.name, is_issn, Kind.NOT_ISSN
    ),
    Shape.LICENSE: lambda judge, key, _: judge.identifier(
        key.name, find_license, Kind.UNKNOWN_LICENSE
    ),
    Shape.ADDRESSES: lambda judge, key, _: judge.addresses(key.name),
    Shape.MAPPING: lambda judge, key, _: tuple(judge.mapping(key.name)),
    Shape.NAMED_TEXTS: lambda judge, key, _: judge.named_texts(key.name),
    Shape.LANGUAGES: lambda judge, key, _: judge.languages(key.name),
    Shape.AUTHORITY: lambda judge, key, _: judge.authority(key.name),
    Shape.ENTRY: lambda judge, key, _: judge.entry(key.name, key.entry),
    Shape.ENTRIES: lambda judge, key, _: judge.entries(key.name, key.entry),
    Shape.FIELD: lambda judge, key, value: judge.own_field(key, value),
}
