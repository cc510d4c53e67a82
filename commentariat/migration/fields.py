"""Front matter of another generator as ours: known keys under our names, the rest kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from commentariat.archive.dates import is_day, is_timed
from commentariat.archive.former import parse_former
from commentariat.archive.model import Shape
from commentariat.errors import OpenPoint, WrongValueError
from commentariat.fields import FieldKind
from commentariat.intake.formats.judging import judge_claims
from commentariat.intake.formats.model import Claim, Told
from commentariat.intake.formats.synonyms import House, target_of
from commentariat.kinds import Kind
from commentariat.migration.common import is_false, is_true, text, texts
from commentariat.migration.dates import as_moment
from commentariat.migration.model import Fields, OldSite, Piece, Role
from commentariat.migration.places import Place, Places

OF_TEMPLATES: Final = frozenset(
    "layout template templateclass templateengineoverride outputs output markup comments "
    "toc cascade build _build headless linktitle sitemap iscjklanguage pagination "
    "eleventynavigation eleventyexcludefromcollections eleventycomputed paginate "
    "published draft status url permalink aliases slug redirect_from save_as "
    "indexed render_with_liquid excerpt_separator search_exclude math mathjax katex".split()
)
"""Keys that say how a page is made, or what is said otherwise."""
_TOLD_OF: Final = frozenset(("redirect_to", "redirecturl"))
_ORDER: Final = re.compile(r"[0-9]{1,6}")
_DATES: Final = ("date", "publishdate", "pubdate", "published_at", "created")
_CHANGES: Final = (
    "lastmod",
    "modified",
    "updated",
    "last_modified_at",
    "date_modified",
)
_ENDS: Final = ("expirydate", "unpublishdate", "expires", "expiry")
_LANGUAGES: Final = ("lang", "language", "locale")
_PICTURES: Final = (
    "image featured_image featuredimage featured cover thumbnail banner header hero "
    "feature_image teaser_image og_image images"
).split()
_OF_PICTURE: Final = ("image", "src", "url", "path", "file", "overlay_image", "teaser")
_ALTS: Final = ("alt", "image_alt", "description")
_CREDITS: Final = ("credit", "caption", "attribution")
_AS_OURS: Final = frozenset(
    "bios event related corrections versions part withdrawn withdrawn_reason until "
    "until_reason translation_of".split()
)
"""Keys of ours that no metadata of a source tells under another name."""
_PUBLISHED_UNTIL: Final = "It was published until then."
"""What readers are told of a piece of which its site said no more."""
_OWN_KEYS: Final = frozenset((*_DATES, *_CHANGES, *_ENDS, *_LANGUAGES))


class Header(msgspec.Struct, frozen=True):
    """Front matter of ours, in no order, and what is to be told of it."""

    fields: Fields
    names: dict[str, tuple[tuple[str, str, str], ...]] = {}
    """Terms by our key: the source key that named each, how, and what it is called."""
    points: tuple[OpenPoint, ...] = ()


def date_of(piece: Piece, site: OldSite) -> str:
    """
    Give the day or moment of a piece, as closely as that is known.

    A second key that says the time of the same day says it more closely.
    """
    low = {key.lower(): text(value) for key, value in piece.fields.items()}
    read = [
        moment
        for key in _DATES
        if (moment := as_moment(low.get(key, ""), site.timezone, site.zone))
    ]
    if not read:
        return as_moment(piece.date, site.timezone, site.zone)
    first = read[0]
    closer = [one for one in read[1:] if is_timed(one) and one.startswith(first)]
    return closer[0] if closer and is_day(first) else first


class Headers:
    """Turns the front matter of a site's pieces into ours."""

    def __init__(self, site: OldSite, places: Places, house: House) -> None:
        self._site = site
        self._places = places
        self._house = house
        self._keys = {key.lower(): one.name for key, one in site.people.items()}

    def of(self, piece: Piece) -> Header:
        """Turn that of *piece*."""
        return _Header(self, piece).make()

    def name_of(self, said: str) -> str:
        """Give the name of somebody whom a piece names by a key of a data file."""
        return self._keys.get(said.lower(), said)

    site = property(lambda self: self._site)
    places = property(lambda self: self._places)
    house = property(lambda self: self._house)


class _Header:
    def __init__(self, headers: Headers, piece: Piece) -> None:
        self.headers = headers
        self.site: OldSite = headers.site
        self.places: Places = headers.places
        self.house: House = headers.house
        self.piece = piece
        self.place: Place | None = self.places.of.get(piece.source)
        self.points: list[OpenPoint] = []
        self.made: Fields = {}
        self.extra: Fields = {}
        self.names: dict[str, list[tuple[str, str, str]]] = {}
        self.said: dict[str, str] = {}
        """What pieces call people, by their names."""

    def make(self) -> Header:
        piece, made = self.piece, self.made
        fields = dict(piece.fields)
        for key in ("params", "extra"):
            inner = fields.get(key)
            if isinstance(inner, dict):
                del fields[key]
                fields = inner | fields
        self._claim(fields)
        is_article = piece.role == Role.ARTICLE
        if not made.get("title"):
            made["title"] = (
                piece.name.replace("-", " ").replace("_", " ").strip().capitalize()
            )
            if is_article:
                made["title_from"] = "file"
        if self.place is not None and is_article:
            made["slug"] = self.place.slug
        self._address(made)
        low = {key.lower(): value for key, value in fields.items()}
        said = next((text(low[key]) for key in _LANGUAGES if text(low.get(key))), "")
        language = (said or piece.language).replace("_", "-")
        if language.partition("-")[0].lower() == self.house.language:
            language = self.house.language
        if language or is_article:
            made["language"] = language or self.house.language
        if is_article:
            self._days(low)
            if piece.is_draft:
                made["draft"] = True
        elif is_false(low.get("indexed")):
            made["indexed"] = False
        self._picture(low)
        if self.extra:
            made["extra"] = self.extra
        names = {key: tuple(rows) for key, rows in self.names.items()}
        return Header(made, names, tuple(self.points))

    def _tell(self, message: Any) -> None:
        self.points.append(OpenPoint(self.piece.source, 0, message))

    # --- keys -------------------------------------------------------------------------

    def _claim(self, fields: Fields) -> None:
        claims: list[Claim] = []
        for key, value in fields.items():
            low = key.lower()
            if value in ("", [], {}) or low in _OWN_KEYS:
                continue
            if low in OF_TEMPLATES:
                if low in ("url", "permalink", "aliases", "slug", "redirect_from", "draft",
                           "published", "status", "save_as", "indexed"):  # fmt: skip
                    continue
                self._tell(Kind.MIGRATED_KEY.of(key))
                continue
            if low in _TOLD_OF:
                self._tell(Kind.MIGRATED_AWAY.of(str(value)))
                self.extra[key] = value
                continue
            if low in _PICTURES and self._picture_in(value):
                continue
            if key in _AS_OURS and self.piece.role == Role.ARTICLE:
                self.made[key] = value  # judged as that, else kept
                continue
            found = target_of(key, self.house)
            is_file = found is not None and self._is_of_files(found[0])
            if found is not None and is_file and (named := self._picture_in(value)):
                self.made[found[0]] = named
                continue
            if low == "weight" and found is None:
                if self.piece.role == Role.PAGE and _ORDER.fullmatch(str(value)):
                    self.made["order"] = int(value)
                else:
                    self._tell(Kind.MIGRATED_KEY.of(key))
                continue
            said = texts(value)
            if found is not None and found[0] in self.house.keys.lists:
                said = tuple(part for one in said for part in _parts_of(one))
            is_plain = isinstance(value, str) or (
                (isinstance(value, list) and all(isinstance(one, str) for one in value))
                or (found is not None and found[0] == "authors")
            )
            if not is_plain or not said:
                self.extra[key] = value
                continue
            if found is not None and found[0] == "authors":
                names = tuple(map(self.headers.name_of, said))
                self.said |= dict(zip(names, said, strict=True))
                said = names
            claims.append(Claim(key, said, Told.RECORD))
        if self.piece.topics:
            claims.append(Claim("categories", self.piece.topics, Told.RECORD))
        if self.piece.role == Role.ARTICLE:
            self._judge(claims)
        else:
            self._of_page(claims)

    def _is_of_files(self, key: str) -> bool:
        row = self.house.rows[key]
        return row.shape in (Shape.FILE, Shape.DOCUMENT) or (
            row.own is not None and row.own.kind in (FieldKind.FILE, FieldKind.PICTURE)
        )

    def _judge(self, claims: list[Claim]) -> None:
        judged = judge_claims(claims, self.house)
        for key, values in judged.told.items():
            is_many = key in self.house.keys.lists
            self.made[key] = list(values) if is_many else values[0]
        for key, values in judged.left.items():
            self.extra[key] = values[0] if len(values) == 1 else list(values)
        for claim in claims:
            found = target_of(claim.key, self.house)
            if found is not None:
                kept = self.made.get(found[0], ())
                self.names.setdefault(found[0], []).extend(
                    (claim.key.lower(), self.said.get(one, one), one)
                    for one in claim.texts
                    if one in kept or one == kept
                )

    def _of_page(self, claims: list[Claim]) -> None:
        """Pages have few keys; what they cannot say is told."""
        for claim in claims:
            found = target_of(claim.key, self.house)
            target = (
                {"dek": "description"}.get(found[0], found[0]) if found else claim.key
            )
            if (
                target in ("title", "description", "image_alt")
                and target not in self.made
            ):
                self.made[target] = " ".join(claim.texts[0].split())
            else:
                self._tell(Kind.MIGRATED_KEY.of(claim.key))
        for key in self.extra:
            self._tell(Kind.MIGRATED_KEY.of(key))
        self.extra.clear()

    def _days(self, low: Fields) -> None:
        made, site = self.made, self.site
        for key in ("date", "updated"):
            made.pop(key, None)
        if date := date_of(self.piece, site):
            made["date"] = date
        else:
            for key in _DATES:
                if words := text(low.get(key)):
                    self._tell(Kind.MIGRATED_VALUE.of(words, "date"))
                    self.extra[key] = words
        said = {key: as_moment(text(low.get(key)), site.timezone, site.zone) for key in low
                if key in (*_CHANGES, *_ENDS)}  # fmt: skip
        changed = next((said[key] for key in _CHANGES if said.get(key)), "")
        if changed and (not date or changed[:10] > date[:10]):
            made["updated"] = changed[:10]
        if ends := next((said[key] for key in _ENDS if said.get(key)), ""):
            made["until"], made["until_reason"] = ends, _PUBLISHED_UNTIL

    # --- pictures ------------------------------------------------------------------------

    def _picture_in(self, value: Any) -> str:
        if isinstance(value, list):
            value = value[0] if value else ""
        if isinstance(value, dict):
            value = next(
                (value[key] for key in _OF_PICTURE if text(value.get(key))), ""
            )
        said = text(value)
        return self.places.picture(said, self.piece) if said else ""

    def _picture(self, low: Fields) -> None:
        for key in _PICTURES:
            if not (found := self._picture_in(low.get(key, ""))):
                continue
            self.made["image"] = found
            row = low.get(key)
            if isinstance(row, dict):
                if alt := next(
                    (text(row[one]) for one in _ALTS if text(row.get(one))), ""
                ):
                    self.made.setdefault("image_alt", alt)
                credit = next(
                    (text(row[one]) for one in _CREDITS if text(row.get(one))), ""
                )
                if credit and self.piece.role == Role.ARTICLE:
                    self.made.setdefault("image_credit", credit)
            return

    # --- addresses ------------------------------------------------------------------------

    def _address(self, made: Fields) -> None:
        if self.place is None:
            return
        kept: dict[str, None] = {}
        for address in self._old():
            if address.strip("/") != self.place.address.strip("/"):
                kept[address] = None
        if kept:
            made["aliases"] = list(kept)

    def _old(self) -> Iterator[str]:
        for address in (self.piece.address, *self.piece.former):
            if not address.strip("/"):
                continue
            try:
                parse_former(address)
            except WrongValueError as fault:
                self._tell(Kind.MIGRATED_ADDRESS.of(address, fault.message))
                continue
            yield address


def _parts_of(said: str) -> Iterator[str]:
    """Part several names that one text lists."""
    yield from filter(None, map(str.strip, said.split(";")))


def is_shown(piece: Piece, header: Header, day: str) -> bool:
    """Tell whether the old site showed a piece to everybody on that *day*."""
    date = text(header.fields.get("date"))
    return (
        not piece.is_draft
        and not is_true(header.fields.get("draft"))
        and date[:10] <= day
    )
