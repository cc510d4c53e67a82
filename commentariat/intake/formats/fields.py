"""The fields of a record become an item: one is its text, the others tell of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from commentariat.archive.text import fold, normalize_line_ends
from commentariat.intake.formats.bodies import (
    Body,
    Markup,
    place_blocks,
    read_body,
    tell_markup,
    without_tags,
    words_in,
)
from commentariat.intake.formats.model import (
    Claim,
    ItemText,
    Picture,
    State,
    Surroundings,
    Told,
)
from commentariat.intake.formats.synonyms import known_target, normalize
from commentariat.intake.pages.model import Bio, Doubt, Label, Span
from commentariat.kinds import Kind

DEEPEST: Final = 60
"""Levels of a record within each other."""
MOST_FIELDS: Final = 10_000
"""Values of one record; a piece has some dozens."""


class Field(msgspec.Struct, frozen=True, gc=False):
    """A value of a record, and where it stands in the text of the item."""

    path: tuple[str | int, ...]
    """Names, and numbers of what stands in lists, from without."""
    text: str
    start: int = -1
    end: int = -1
    is_number: bool = False


_BODIES: Final = (
    "body.processed content.rendered content_html body_html html body.safe_value "
    "body_markdown content_markdown markdown body.value articleBody body content "
    "content:encoded post_content encoded full_text maintext main_text article_text "
    "content.html content.text text plain_text content_text raw_text _body "
    "inhalt volltext texte contenu corps texto contenido cuerpo текст содержание вміст النص 正文"
).split()
_RANKS: Final = {normalize(name): rank for rank, name in enumerate(_BODIES)}
BODY_NAMES: Final = frozenset(_RANKS)
"""Names of what may be the text of a piece, as `normalize` writes them."""
_WRITTEN_IN: Final = (
    (re.compile(r"html$|rendered$|processed$|safevalue$|encoded$"), Markup.HTML),
    (re.compile(r"markdown$|\.md$"), Markup.MARKDOWN),
)
_WRAPPED: Final = frozenset(
    "rendered value name title label processed safe_value text full_name fullName "
    "display_name displayName #text @value $date $oid $numberLong headline url".split()
)
"""Names of the one value that something is called by: `author.name` is the author."""
_WRAPPERS: Final = frozenset(
    "_source fields attributes data node document doc record article post item meta "
    "metadata front_matter frontmatter yoast_head_json params taxonomies".split()
)
"""Names of what holds the fields of a record: `attributes.title` is its title."""
_GIVEN: Final = frozenset(
    map(normalize, ("first_name", "given_name", "given", "first"))
)
_FAMILY: Final = frozenset(
    map(normalize, ("last_name", "family_name", "family", "surname", "last"))
)
_BIOS: Final = frozenset(
    map(normalize, ("bio", "biography", "description", "about", "profile"))
)
_ROLES: Final = frozenset(
    map(normalize, ("role", "job_title", "position", "affiliation"))
)
_PLACES: Final = (
    "canonical_url canonical url permalink link _url web_url html_url address loc uri "
    "source_url mainEntityOfPage mainEntityOfPage.@id @id path.alias path href source "
    "guid".split()
)
_PLACE_RANKS: Final = {normalize(name): rank for rank, name in enumerate(_PLACES)}
_FORMER: Final = frozenset(
    map(normalize, ("old_url", "redirect_from", "former_url", "aliases", "old_path"))
)
_PICTURES: Final = (
    "image featured_image feature_image lead_image hero_image cover cover_image thumbnail "
    "featured_media_url og_image image.url picture photo".split()
)
_PICTURE_NAMES: Final = frozenset(map(normalize, _PICTURES))
_IMAGE: Final = re.compile(
    r"[^\s<>\"()]+\.(?:jpe?g|png|gif|webp|avif|svg)(?:\?\S*)?", re.I
)
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"]+|/[^\s<>\"]*")
_NUMBERED: Final = frozenset(
    "date updated number volume pages draft isbn issn doi slug".split()
)
"""Keys of which a number is a value; elsewhere it names something unknown."""
_LISTED_BY_COMMA: Final = frozenset(
    map(normalize, ("tags", "keywords", "news_keywords", "tag_list", "tag"))
)
_LISTS: Final = frozenset(
    "topics regions centers programs projects collections authors".split()
)
_ENUMERATED: Final = re.compile(r"[;|\n]")
_STATES: Final = {
    said: state
    for state, words in (
        (
            State.PUBLISHED,
            "publish,published,public,live,active,online,posted,shown,visible,released,inherit,"
            "everyone,everybody,all,world,1,true,yes,on,200,ok,veröffentlicht,öffentlich,"
            "publié,publiée,publicado,publicada,pubblicato,gepubliceerd,опубликовано",
        ),
        (
            State.DRAFT,
            "draft,unpublished,in progress,auto-draft,0,false,no,off,entwurf,brouillon,"
            "borrador,bozza,concept,черновик",
        ),
        (State.PENDING, "pending,review,in review,needs review,needs_review"),
        (State.PRIVATE, "private,hidden,internal,archived,members,paid,tiers"),
        (State.FUTURE, "future,scheduled"),
        (State.TRASH, "trash,trashed,deleted"),
    )
    for said in words.split(",")
}
"""What records say of their state; what is in none of these rows, nobody here knows."""
_STATE_NAMES: Final = frozenset(
    map(
        normalize,
        "status state post_status visibility workflow_state moderation_state".split(),
    )
)
_SHOWN_NAMES: Final = frozenset(map(normalize, ("published", "is_published")))
_HIDDEN_NAMES: Final = frozenset(map(normalize, ("draft", "is_draft")))
NULL: Final = "null"
SHOWN_SINCE: Final = frozenset(
    map(normalize, ("published_at", "published_on", "first_publication_date"))
)
"""Names of the moment since when everybody sees a record: null, of one that nobody does."""
_KIND_NAMES: Final = ("_kind", "post_type", "type")
_ASIDE: Final = frozenset(
    "page attachment revision nav_menu_item comment user author person term category tag "
    "taxonomy_term media image file menu redirect block item".split()
)
"""Kinds of records that are no article."""
_NUL: Final = re.compile("[\0\ud800-\udfff]")


def clean(text: str) -> str:
    """Take out of a value what no text can hold, and write its line ends as line feeds."""
    return normalize_line_ends(_NUL.sub("\ufffd", text))


def name_of(path: Sequence[str | int]) -> str:
    """Name a value by its *path*, numbers in lists left out: `authors.name`."""
    return ".".join([part for part in path if isinstance(part, str)])


def read_fields(
    text: str, fields: Sequence[Field], around: Surroundings, line: int = 1,
    markup: Markup | None = None, body: Field | None = None,
) -> ItemText:  # fmt: skip
    """
    Make an item of the *fields* of a record, which stands in *text*.

    *body* is its text, where that is known, written in *markup*; else the field is
    taken whose name says so most closely.

    Raises:
        SourceError: its text has more parts than are read.
    """
    return _Record(text, fields, around, line).read(markup, body)


class _Record:
    def __init__(
        self, text: str, fields: Sequence[Field], around: Surroundings, line: int
    ) -> None:
        self.text = text
        self.line = line
        self.around = around
        self.by_name: dict[str, list[Field]] = {}
        self.bios: tuple[Bio, ...] = ()
        for field in fields:
            if field.text.strip():
                self.by_name.setdefault(called(name_of(field.path)), []).append(field)
        self.labels = {(one.start, one.end): Label.METADATA for one in fields}

    def read(self, markup: Markup | None, body: Field | None) -> ItemText:
        where, former = self._addresses()
        if body is not None:
            chosen, parts = "", [body]
        else:
            chosen, parts = self._choose_body()
        text = "\n\n".join(one.text for one in parts)
        made = Body()
        if parts:
            markup = markup or self._markup(chosen, text)
            made = read_body(text, markup, where, self.line, self.around.file)
            made = self._placed(self._untitled(made), parts[0].start, parts[-1].end)
            self.labels |= {(one.start, one.end): Label.BODY for one in parts}
        self.bios = tuple(self._bios())
        claims = tuple(self._claims(chosen, text, where))
        leading = tuple(
            Picture(one, is_leading=not number)
            for number, one in enumerate(self._pictures())
            if one not in {shown.address for shown in made.pictures}
        )
        doubts = made.doubts
        if not made.blocks:
            doubts = (*doubts, Doubt(self.line, Kind.NO_TEXT.of()))
        state, unknown = state_of(
            {name: one[0].text for name, one in self.by_name.items()}
        )
        return ItemText(
            text=self.text,
            spans=spans_of(self.text, self.labels, self.line),
            claims=claims,
            blocks=made.blocks,
            links=made.links,
            pictures=(*leading, *made.pictures),
            bios=self.bios,
            state=state,
            unknown=unknown,
            address=where,
            former_addresses=former,
            doubts=doubts,
        )

    def _untitled(self, made: Body) -> Body:
        """Leave out the title, where a text begins with it again."""
        if len(made.blocks) < 2:
            return made
        first = fold(made.blocks[0].text)
        if any(fold(one) == first for one in self._titles()):
            return msgspec.structs.replace(made, blocks=made.blocks[1:])
        return made

    def _titles(self) -> Iterator[str]:
        for name, fields in self.by_name.items():
            if known_target(name) == "title":
                yield fields[0].text

    def _placed(self, made: Body, start: int, end: int) -> Body:
        """Say where the blocks of a text stand that is `text[start:end]`."""
        if start < 0:
            return made
        line = self.line + self.text.count("\n", 0, start)
        return msgspec.structs.replace(
            made,
            blocks=place_blocks(made.blocks, self.text, start, end, self.line),
            doubts=tuple(
                msgspec.structs.replace(one, line=line) for one in made.doubts
            ),
        )

    def _choose_body(self) -> tuple[str, list[Field]]:
        """Find the field that is the text; of several the one named most closely."""
        found = [
            (rank, number, name)
            for number, name in enumerate(self.by_name)
            if (rank := _RANKS.get(normalize(name))) is not None
        ]
        if not found:
            return "", []
        name = min(found)[2]
        return name, self.by_name[name]

    def _markup(self, name: str, text: str) -> Markup:
        if name == "_body":  # as `commentariat export` calls it
            return Markup.MARKDOWN
        plain = normalize(name)
        said = (markup for ending, markup in _WRITTEN_IN if ending.search(plain))
        return next(said, None) or tell_markup(text)

    def _addresses(self) -> tuple[str, tuple[str, ...]]:
        """Find where it stands, and where else it stood."""
        found: list[tuple[int, str]] = []
        former: list[str] = []
        for name, fields in self.by_name.items():
            plain = normalize(name)
            for field in fields:
                text = field.text.strip()
                if not _ADDRESS.fullmatch(text):
                    continue
                if plain in _FORMER:
                    former.append(text)
                elif plain in _PLACE_RANKS and not _IMAGE.fullmatch(text):
                    found.append((_PLACE_RANKS[plain], text))
        whole = [one for one in sorted(found) if one[1].startswith("http")]
        stated = (whole or sorted(found) or [(0, "")])[0][1]
        where = self.around.address or stated
        if stated and stated != where:
            former.insert(0, stated)
        return where, tuple(dict.fromkeys(one for one in former if one != where))

    def _pictures(self) -> Iterator[str]:
        for name, fields in self.by_name.items():
            if normalize(name) in _PICTURE_NAMES:
                for field in fields:
                    text = field.text.strip()
                    if _IMAGE.fullmatch(text):
                        yield text

    # -- Claims ----------------------------------------------------------------------

    def _claims(self, chosen: str, body: str, where: str) -> Iterator[Claim]:
        people = self._people()
        said = words_in(" ".join((body, *self._titles()))) if body else frozenset()
        for name, fields in self.by_name.items():
            if chosen and name == chosen:
                continue
            plain = normalize(name)
            if plain in _STATE_NAMES and fields[0].text.lower() in (
                "publish", "published", "public", "1", "true", "live",
            ):  # fmt: skip
                continue
            if len(fields) == 1 and fields[0].text == where:
                continue
            last = plain.rpartition(".")[2]
            if last in _BIOS | _ROLES | {"name"} and self._is_of_person(name):
                continue
            text = "\n".join(one.text for one in fields)
            if plain in _RANKS and body and words_in(text) <= said:
                continue  # the same text again, in another form
            target = known_target(name)
            if target == "authors" and people:
                yield Claim(name, tuple(people), Told.RECORD, max(fields[0].start, 0))
                people = []
                continue
            key = name
            if target and target not in _NUMBERED and _is_id(fields):
                key = f"{name}.id"
            texts = [without_tags(one.text) for one in fields]
            if len(texts) == 1 and target in _LISTS:
                texts = _ENUMERATED.split(texts[0])
                if len(texts) == 1 and plain in _LISTED_BY_COMMA:
                    texts = texts[0].split(",")
                texts = [one.strip() for one in texts]
            if target in ("title", "dek"):
                label = Label.TITLE if target == "title" else Label.DEK
                self.labels |= {(one.start, one.end): label for one in fields}
            values = tuple(one for one in texts if one.strip())
            if values:
                yield Claim(key, values, Told.RECORD, max(fields[0].start, 0))

    def _persons(self) -> Iterator[dict[str, str]]:
        """Give the fields of each author that is an object of its own."""
        found: dict[tuple[str | int, ...], dict[str, str]] = {}
        for fields in self.by_name.values():
            for field in fields:
                *above, last = field.path or ("",)
                holder = called(name_of(above))
                if isinstance(last, str) and _is_people(holder):
                    found.setdefault(tuple(above), {})[normalize(last)] = field.text
        yield from found.values()

    def _is_of_person(self, name: str) -> bool:
        """Tell whether a field is said in the biography of an author."""
        holder = called(name.rpartition(".")[0])
        return bool(self.bios) and _is_people(holder)

    def _people(self) -> list[str]:
        """Name authors of whom given and family name are told apart."""
        names = []
        for one in self._persons():
            given = next((one[key] for key in _GIVEN if key in one), "")
            family = next((one[key] for key in _FAMILY if key in one), "")
            if given and family and not any(key in one for key in ("name", "fullname")):
                names.append(f"{given} {family}")
        return names

    def _bios(self) -> Iterator[Bio]:
        for one in self._persons():
            given = next((one[key] for key in _GIVEN if key in one), "")
            family = next((one[key] for key in _FAMILY if key in one), "")
            name = one.get("name") or one.get("displayname") or f"{given} {family}"
            bio = next((one[key] for key in _BIOS if key in one), "")
            role = next((one[key] for key in _ROLES if key in one), "")
            if name.strip() and (bio or role):
                told = without_tags(bio) or None
                yield Bio(name.strip(), without_tags(role) or None, told, self.line)


def called(name: str) -> str:
    """Name a value by what it is, where what holds it, or is held, says nothing of it."""
    if known_target(name) or normalize(name) in _RANKS:
        return name
    parts = name.split(".")
    while len(parts) > 1 and parts[0] in _WRAPPERS:
        parts = parts[1:]
    inner = ".".join(parts)
    if len(parts) < 2 or parts[-1] not in _WRAPPED:
        return inner
    outer = ".".join(parts[:-1])
    is_known = known_target(outer) or normalize(outer) in (
        _PLACE_RANKS.keys() | _PICTURE_NAMES
    )
    return outer if is_known and normalize(inner) not in _RANKS else inner


def _is_people(holder: str) -> bool:
    """Tell whether a field of that name holds authors, each an object of its own."""
    return known_target(holder) == "authors" or holder == "bios"


def _is_id(fields: Sequence[Field]) -> bool:
    return all(one.is_number for one in fields)


def state_of(values: Mapping[str, str]) -> tuple[State, tuple[str, str]]:
    """
    Tell by its *values* whether everybody is shown a record.

    Of a state that has a word, tell the key and the value that say it.
    """
    unknown = ("", "")
    for name, value in values.items():
        plain, said = normalize(name), value.strip().lower()
        state = State.PUBLISHED
        if plain in _STATE_NAMES and said:
            state = _STATES.get(said, State.UNKNOWN)
        elif (
            (plain in _SHOWN_NAMES and said in ("false", "0", "no"))
            or (plain in _HIDDEN_NAMES and said in ("true", "1", "yes"))
            or (plain in SHOWN_SINCE and said == NULL)
        ):
            state = State.DRAFT
        elif plain in ("password", "postpassword") and said:
            state = State.PASSWORD
        if state == State.UNKNOWN:
            unknown = unknown if unknown[0] else (name, value.strip())
        elif state != State.PUBLISHED:
            has_word = plain in _STATE_NAMES
            return state, (name, value.strip()) if has_word else ("", "")
    return (State.UNKNOWN if unknown[0] else State.PUBLISHED), unknown


def kind_of(values: Mapping[str, str]) -> str:
    """Tell by its *values* what a record is: an article, unless it says otherwise."""
    for name in _KIND_NAMES:
        said = values.get(name, "").lower()
        if said in _ASIDE and (said != "item" or name == "_kind"):
            return said
    return "article"


_IDS: Final = (
    "id", "_id", "uuid", "nid", "post_id", "_file", "slug", "url", "link", "permalink",
    "canonical_url", "source", "fingerprint", "guid", "@id",
)  # fmt: skip


def keys_of(values: Mapping[str, str]) -> Iterator[str]:
    """Give what may name a record among others, the surest first."""
    for name in _IDS:
        if value := values.get(name, "").strip():
            yield value


def spans_of(
    text: str, labels: Mapping[tuple[int, int], Label], line: int = 1
) -> tuple[Span, ...]:
    """Label all of *text*: what *labels* say, the rest as markup."""
    spans: list[Span] = []
    at = counted = 0

    def add(end: int, label: Label) -> None:
        nonlocal at, counted, line
        if end <= at:
            return
        line += text.count("\n", counted, at)
        counted = at
        spans.append(Span(at, end, label, line))
        at = end

    for (start, end), label in sorted(labels.items()):
        if start < 0:
            continue
        add(start, Label.MARKUP)
        add(end, label)
    add(len(text), Label.MARKUP)
    return tuple(spans)
