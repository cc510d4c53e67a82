"""A migration as a value: what would be written, what is left, and what is to be told."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import msgspec

from commentariat.archive.judge import (
    judge_article,
    judge_page,
    judge_term,
    open_content,
)
from commentariat.archive.slugs import slugify
from commentariat.archive.yaml_header import DateText, dump_front_matter
from commentariat.config import Settings, parse_settings
from commentariat.errors import OpenPoint, Problem, SourceError
from commentariat.intake.content.options import options_of
from commentariat.intake.formats.synonyms import target_of
from commentariat.kinds import Kind
from commentariat.migration.bodies import Bodies
from commentariat.migration.common import text
from commentariat.migration.dates import zone_of
from commentariat.migration.dialect import Dialect
from commentariat.migration.fields import Header, Headers, date_of, is_shown
from commentariat.migration.folder import Folder
from commentariat.migration.generators import tell_generator
from commentariat.migration.model import OldSite, Person, Piece, Role
from commentariat.migration.places import Places
from commentariat.migration.translations import KEYS, originals_of

SETTINGS_FILE: Final = "pyproject.toml"
REDIRECTS: Final = "content/redirects.txt"
_MOST_ROUNDS: Final = 12
_RESERVED: Final = ("articles", "files", "theme", "search", "explore", "feed", "404")
_KEYS_OF_PEOPLE: Final = frozenset("id key slug short_name username layout".split())
"""By what pieces name them, which their names take the place of."""
_DATED: Final = ("date", "updated", "until")


class Written(msgspec.Struct, frozen=True):
    """A file of the new site."""

    path: str
    """From the folder of the site."""
    source: str
    """The file of the old site that it comes from; empty: of all of it."""
    data: bytes | None = None
    """None: it is a copy."""


class Migration(msgspec.Struct, frozen=True):
    """What comes of the folder of an old site."""

    generator: str
    title: str
    files: tuple[Written, ...]
    redirects: tuple[str, ...]
    """Lines of content/redirects.txt."""
    left: dict[str, str]
    """Files that stay where they are: what each is."""
    points: tuple[OpenPoint, ...]
    problems: tuple[Problem, ...]
    counts: dict[str, int]
    """Of what is written, in words."""


def plan_migration(path: Path, settings: Settings | None, day: str) -> Migration:
    """
    Read the site of another generator in the folder *path*, and say what comes of it.

    The new site has *settings*; None: it has none yet, and gets those of the old one.
    What the old site held back on that *day* leads on from no listing. Nothing is
    written, and no code of the old site is run.

    Raises:
        UsageError: it is the folder of no site that is known.
    """
    folder = Folder(path)
    generator = tell_generator(folder)
    site = generator.read(folder)
    begun = ""
    if settings is None:
        begun = _settings_of(site, path, generator.dialect)
        settings = parse_settings(begun)
    return _Plan(folder, site, settings, day).make(generator, begun)


class _Plan:
    def __init__(
        self, folder: Folder, site: OldSite, settings: Settings, day: str
    ) -> None:
        self.folder = folder
        self.site = site
        self.settings = settings
        self.day = day
        self.house = options_of(settings).house
        years = {one.source: date_of(one, site) for one in site.pieces}
        self.originals = originals_of(site, years)
        taken = frozenset((*_RESERVED, *(one.path for one in settings.facets)))
        self.places = Places(site, years, taken)
        self.headers = Headers(site, self.places, self.house)
        self.points = [*folder.points, *site.points]
        self.problems = list(site.problems)
        self.files: list[Written] = []
        self.redirects: dict[str, str] = {}
        self.counts: dict[str, int] = {}
        self.hidden: set[str] = set()
        """Folders of pieces that are not out, which nothing leads into."""
        self.shown: dict[str, set[tuple[str, str, str, str]]] = {}
        """
        Terms that pieces which are out name, by our key.

        Of each the old key, how it was named, the language, and what it is called.
        """

    def make(self, generator: Any, begun: str) -> Migration:
        site = self.site
        bodies = Bodies(generator, site, self.places)
        if begun:
            self._add(SETTINGS_FILE, "", begun.encode())
        for piece in sorted(site.pieces, key=lambda one: one.source):
            if piece.role == Role.TERM:
                continue
            if piece.role == Role.PAGE and piece.is_draft:
                site.left[piece.source] = "a page that was a draft"
                continue
            body = bodies.turn(piece)
            if body is None:
                self._lost(piece.source)
                continue
            self._take(piece, body)
        self._terms(bodies)
        unread = {one.source for one in self.site.problems}
        for path in site.files:
            if path in unread:
                continue
            target = self.places.files.get(path)
            if target is None:
                site.left.setdefault(
                    path, "of the look of the old site, or of its host"
                )
                continue
            self._add(f"content/{target}", path, None)
            self._count("file")
            if not any(target.startswith(f"{one}/") for one in self.hidden):
                self._lead(site.files[path], self.places.file_address(path))
        self._listings()
        for source, slug in self.places.renamed:
            self.points.append(OpenPoint(source, 0, Kind.MIGRATED_SLUG.of(slug)))
        self._unknown()
        self.points += bodies.points
        return Migration(
            generator.name, site.title, tuple(self.files),
            tuple(f"{quote(old)} {quote(new)}" for old, new in sorted(self.redirects.items())),
            {path: word for path, word in site.left.items() if word},
            tuple(sorted(set(self.points), key=str)), tuple(self.problems), self.counts,
        )  # fmt: skip

    def _add(self, path: str, source: str, data: bytes | None) -> None:
        self.files.append(Written(path, source, data))

    def _count(self, noun: str) -> None:
        self.counts[noun] = self.counts.get(noun, 0) + 1

    def _lead(self, old: str, new: str) -> None:
        """Let an old address lead to where something is now, unless that is there."""
        from commentariat.archive.former import parse_former
        from commentariat.errors import WrongValueError

        if not old or old.strip("/") == new.strip("/"):
            return
        try:
            parse_former(old)
        except WrongValueError:
            return
        self.redirects.setdefault(old, new)

    def _lost(self, source: str) -> None:
        self.problems.append(Problem(source, 0, Kind.MIGRATED_LOST.of()))

    # --- pieces ---------------------------------------------------------------------------

    def _take(self, piece: Piece, body: str) -> None:
        place = self.places.of[piece.source]
        header = self.headers.of(piece)
        self.points += header.points
        fields = dict(header.fields)
        self._pair(piece, fields)
        ended = text(fields.get("until"))[:10]
        if ended and ended < self.day:  # it had been taken down
            fields["draft"] = True
        is_article = piece.role == Role.ARTICLE
        source = place.path

        def judge(data: bytes) -> object:
            opened = open_content(data, source)
            schema = self.settings.schema
            return (
                judge_article(opened, schema)
                if is_article
                else judge_page(opened, schema)
            )

        data = self._judged(piece, fields, body, judge)
        if data is None:
            return
        self._add(f"content/{place.path}", piece.source, data)
        self._count("draft" if fields.get("draft") else piece.role)
        if is_article and is_shown(piece, header, self.day):
            self._note(header, piece.language)
        elif is_article and place.folder:
            self.hidden.add(place.folder)
        if place.address == "/":
            for one in piece.former:
                self._lead(one, "/")

    def _pair(self, piece: Piece, fields: dict[str, Any]) -> None:
        """Say which piece this one translates; what said so needs no other place."""
        original = self.originals.get(piece.source)
        if original:
            fields.setdefault("translation_of", self.places.of[original].slug)
        if original or piece.source in self.originals.values():
            extra = fields.get("extra", {})
            left = {key: one for key, one in extra.items() if key.lower() not in KEYS}
            fields["extra"] = left
            if not left:
                del fields["extra"]

    def _judged(
        self, piece: Piece, fields: dict[str, Any], body: str, judge: Any
    ) -> bytes | None:
        """Write a content file that is sound: what is no value here goes under `extra`."""
        problems: tuple[Problem, ...] = ()
        for _ in range(_MOST_ROUNDS):
            data = dump_front_matter(self._ordered(piece, fields), body).encode()
            try:
                judge(data)
            except SourceError as fault:
                problems = fault.problems
                keys = {one.key.partition("[")[0].partition(".")[0] for one in problems}
                wrong = [key for key in fields if key in keys and key != "title"]
                if not wrong:
                    break
                for key in wrong:
                    value = fields.pop(key)
                    if key == "extra":
                        self.points.append(
                            OpenPoint(piece.source, 0, Kind.MIGRATED_KEY.of(key))
                        )
                        continue
                    self.points.append(
                        OpenPoint(piece.source, 0, Kind.MIGRATED_VALUE.of(value, key))
                    )
                    if piece.role == Role.ARTICLE:
                        fields["extra"] = {**fields.get("extra", {}), key: value}
                continue
            return data
        self.problems += [
            Problem(piece.source, 0, one.message, one.key) for one in problems
        ]
        return None

    def _ordered(self, piece: Piece, fields: dict[str, Any]) -> dict[str, Any]:
        shown = {
            key: DateText(value) if key in _DATED and len(value) <= 10 else value
            for key, value in fields.items()
        }
        if piece.role == Role.ARTICLE:
            return self.settings.schema.in_order(shown)
        order = list(self.settings.schema.page_keys.rows)
        return {key: shown[key] for key in sorted(shown, key=lambda k: order.index(k))}

    def _note(self, header: Header, language: str) -> None:
        for key, rows in header.names.items():
            kept = self.shown.setdefault(key, set())
            kept.update((old, said, language, name) for old, said, name in rows)

    def _names(self, key: str) -> set[str]:
        return {name for *_, name in self.shown.get(key, ())}

    # --- terms -----------------------------------------------------------------------------

    def _terms(self, bodies: Bodies) -> None:
        """Write what data files and pages of terms say of people and other terms."""
        facets = {one.key: one for one in self.settings.facets}
        seen: set[str] = set()
        for piece in self.site.pieces:
            if piece.role != Role.TERM:
                continue
            found = target_of(piece.facet, self.house)
            facet = facets.get(found[0]) if found else None
            if facet is None:
                self.site.left[piece.source] = "what it said of a term of no facet here"
                continue
            titled = text(piece.fields.get("name")) or text(piece.fields.get("title"))
            person = self.site.people.get(piece.name) or next(
                (one for one in self.site.people.values() if one.name == titled), None
            )
            name = titled or (person.name if person else piece.name)
            known = {slugify(one): one for one in self._names(facet.key)}
            name = known.get(slugify(piece.name), name) if not person else name
            role = text(piece.fields.get("role")) or (person.role if person else "")
            body = bodies.turn(piece)
            if body is None:
                self._lost(piece.source)
                continue
            picture = person.picture if person else ""
            picture = text(piece.fields.get("image")) or picture
            self._term(
                facet,
                piece,
                name,
                role,
                picture,
                body or (person.bio if person else ""),
            )
            seen.add(name)
            if person is not None:
                self._of_person(person)
            if name in self._names(facet.key):
                for old in (piece.address, *piece.former):
                    self._lead(old, f"/{facet.path}/{slugify(name)}/")
        authors = facets.get("authors")
        for person in self.site.people.values():
            if authors is not None and person.name not in seen:
                seen.add(person.name)
                piece = Piece(
                    source=person.source, role=Role.TERM, fields={}, body=person.bio
                )
                self._term(authors, piece, person.name, person.role, person.picture,
                           bodies.lead_links(person.bio, piece))  # fmt: skip
                self._of_person(person)

    def _of_person(self, person: Person) -> None:
        for key in person.more.keys() - _KEYS_OF_PEOPLE:
            self.points.append(OpenPoint(person.source, 0, Kind.MIGRATED_KEY.of(key)))

    def _term(
        self, facet: Any, piece: Piece, name: str, role: str, picture: str, body: str
    ) -> None:
        fields: dict[str, Any] = {"name": name}
        if role:
            fields["role"] = role
        if picture and (found := self.places.picture(picture, piece)):
            fields["picture"] = found
        source = f"{facet.path}/{slugify(name)}.md"
        data = dump_front_matter(fields, body).encode()
        try:
            judge_term(open_content(data, source), facet.name, self.settings.schema)
        except SourceError as fault:
            self.problems += [
                Problem(piece.source, 0, one.message) for one in fault.problems
            ]
            return
        self._add(f"content/{source}", piece.source, data)
        self._count("term")

    def _listings(self) -> None:
        """Let listings and feeds of the old site lead to those that are here."""
        taken = {
            "/" + one.path.split("/", 1)[1] for one in self.files if "/" in one.path
        }
        by_key = {one.key: one for one in self.settings.facets}
        for key, rows in self.shown.items():
            facet = by_key.get(key)
            if facet is None:
                continue
            for old, said, language, name in sorted(rows):
                new = f"/{facet.path}/{slugify(name)}/"
                page, *feeds = self.site.terms(old, said, language) or ("",)
                self._lead(page, new)
                for feed in feeds:
                    self._lead(
                        feed, f"{new}feed.xml" if facet.has_feed else "/feed.xml"
                    )
        ours = {one.address.strip("/") for one in self.places.of.values()}
        ours |= {one.path for one in self.settings.facets}
        pieces = {
            a.strip("/") for one in self.site.pieces for a in (one.address, *one.former)
        }
        for address in self.site.listings:
            if address.strip("/") not in ours | pieces and address not in taken:
                self._lead(address, "/")
        for address in self.site.feeds:
            self._lead(address, "/sitemap.xml" if "sitemap" in address else "/feed.xml")

    def _unknown(self) -> None:
        """Tell each file of the folder that nothing was made of, and nobody named."""
        known = {one.source for one in self.files} | set(self.site.left)
        known |= {one.source for one in self.site.people.values()}
        known |= {one.source for one in (*self.problems, *self.points)}
        for path in self.folder.files:
            if path not in known:
                self.points.append(OpenPoint(path, 0, Kind.MIGRATED_UNKNOWN.of()))


_MARKDOWN: Final = ("strikethrough", "task_lists", "definition_lists")
"""Settings of Markdown that the texts of every generator want."""


def _settings_of(site: OldSite, path: Path, dialect: Dialect) -> str:
    """Write the settings of a new site as the old one says them."""
    title = site.title or path.resolve().name or "Our Archive"
    lines = ["[tool.commentariat]", f"title = {_quoted(title)}"]
    if site.base_url.startswith(("http://", "https://")):
        lines.append(f"base_url = {_quoted(site.base_url.rstrip('/') + '/')}")
    lines.append(f"language = {_quoted(site.language or 'en')}")
    lines.append(f"timezone = {_quoted(zone_of(site.timezone) or 'UTC')}")
    lines += "", "[tool.commentariat.markdown]"
    lines += (f"{name} = true" for name in (*_MARKDOWN, *dialect.settings))
    text = "\n".join(lines) + "\n"
    try:
        parse_settings(text)
    except SourceError:
        plain = [one for one in lines if not one.startswith(("base_url", "language"))]
        return "\n".join(plain) + "\n"
    return text


def _quoted(words: str) -> str:
    return msgspec.json.encode(" ".join(words.split())).decode().replace("\x7f", "")
