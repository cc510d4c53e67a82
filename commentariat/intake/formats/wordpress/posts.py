"""A post of WordPress, wherever it was read, becomes an item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Final
from urllib.parse import unquote, urlsplit

import msgspec

from commentariat.intake.formats.model import (
    Block,
    Claim,
    ItemText,
    Link,
    Picture,
    State,
    Surroundings,
    Told,
)
from commentariat.intake.formats.wordpress.content import SLOT, prepare
from commentariat.intake.formats.wordpress.lookup import (
    Attachment,
    Lookup,
    Person,
    nice_name,
)
from commentariat.intake.pages.model import Bio, Doubt, Span
from commentariat.kinds import Kind
from commentariat.time_zones import find_zone

_STATES: Final = {
    "publish": State.PUBLISHED,
    "inherit": State.PUBLISHED,
    "draft": State.DRAFT,
    "auto-draft": State.DRAFT,
    "pending": State.PENDING,
    "private": State.PRIVATE,
    "future": State.FUTURE,
    "trash": State.TRASH,
}
"""What readers see and what not; of a state of a plugin nobody can tell."""
_ASIDE: Final = frozenset(
    "attachment page nav_menu_item revision custom_css customize_changeset oembed_cache "
    "user_request wp_block wp_template wp_template_part wp_global_styles wp_navigation "
    "wp_font_family wp_font_face guest-author acf-field acf-field-group acf-post-type "
    "acf-taxonomy elementor_library wpcf7_contact_form feedback tablepress_table "
    "mc4wp-form wpforms ninja-forms popup redirect_rule jp_pay_order shop_order "
    "shop_coupon scheduled-action comment".split()
)
"""Kinds of posts that are no articles; all others are, whatever a site calls them."""
_NO_TERMS: Final = frozenset(
    "nav_menu post_format author language post_translations term_language "
    "term_translations wp_theme link_category wp_pattern_category".split()
)
"""Taxonomies that say nothing of what a post is about."""
_NO_TOPIC: Final = "uncategorized"
_NO_DAY: Final = "0000-00-00"
_LONGEST_META: Final = 1_000
"""Signs; what is longer belongs to the programs of the site."""
_SERIALIZED: Final = re.compile(r"(?:[aObisdN]:\d|[\[{]\"|field_[0-9a-f]{10})")
_INTERNAL: Final = re.compile(
    r"(?P<before>href\s*=\s*[\"'])(?P<site>https?://[^/\"'?#]+)?/?(?:index\.php)?"
    r"\?(?:p|page_id)=(?P<post>\d{1,18})(?P<behind>[\"'#])",
    re.IGNORECASE,
)
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WORD: Final = re.compile(r"\w+")


class Term(msgspec.Struct, frozen=True):
    """A term that a post has."""

    taxonomy: str
    slug: str
    name: str
    start: int = -1


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """A post as its container says it."""

    number: str = ""
    type: str = "post"
    status: str = "publish"
    has_password: bool = False
    title: str = ""
    """As HTML, as are content and excerpt."""
    content: str = ""
    is_rendered: bool = False
    """The content is what the site made of it for a page."""
    excerpt: str = ""
    slug: str = ""
    address: str = ""
    day: str = ""
    """Day and time by the clock of the site."""
    day_gmt: str = ""
    changed: str = ""
    changed_gmt: str = ""
    author: str = ""
    """Login, or id."""
    terms: tuple[Term, ...] = ()
    meta: tuple[tuple[str, str], ...] = ()
    more: tuple[tuple[str, str], ...] = ()
    """What else it says, for `extra`."""
    lead: Attachment | None = None
    """The picture that stands for it, where it says that itself."""
    people: tuple[Person, ...] = ()
    """Its authors, where it names them itself."""

    @property
    def kind(self) -> str:
        """What it is among items."""
        return self.type if self.type in _ASIDE else "article"

    @property
    def state(self) -> State:
        """Whether readers see it."""
        if self.has_password:
            return State.PASSWORD
        return _STATES.get(self.status, State.UNKNOWN)

    @property
    def unknown(self) -> tuple[str, str]:
        """What it says of its state, where nobody knows that."""
        is_known = self.state != State.UNKNOWN
        return ("", "") if is_known else ("status", self.status)

    @property
    def shown_day(self) -> str:
        """Its day, for who asks what lies there."""
        return "" if self.day.startswith(_NO_DAY) else self.day[:10]

    def meta_of(self, key: str) -> str:
        """Give the first value that a key of the post's own fields has."""
        return next((value for name, value in self.meta if name == key), "")


def words_of(html: str) -> str:
    """Give the words of a short text that may be HTML: a title, a name, an excerpt."""
    if "<" not in html and "&" not in html:
        return " ".join(html.split())
    from commentariat.intake.formats.html.reading import read_fragment

    return " ".join(one.text for one in read_fragment(html).blocks)


def refers_to(post: Post) -> Iterator[str]:
    """Name the entries of the lookup that what is made of *post* depends on."""
    names = [post.author]
    for term in post.terms:
        if term.taxonomy == "author":
            names += term.slug, term.name
    for name in names:
        yield f"who:{name}"
        yield f"who:{nice_name(name)}"
    yield f"group:{post.number}"
    yield f"file:{post.meta_of('_thumbnail_id')}"
    for kind, pattern in _REFERRED.items():
        for found in pattern.findall(post.content):
            yield from (f"{kind}:{one}" for one in _NUMBER.findall(found))
    if "[gallery" in post.content:
        yield f"of:{post.number}"


_NUMBER: Final = re.compile(r"\d{1,18}")
_REFERRED: Final = {
    "file": re.compile(r"wp-image-\d{1,18}|\b(?:ids|include)\s*=[\"'\d, ]{1,10000}"),
    "block": re.compile(r'"ref"\s{0,9}:\s{0,9}\d{1,18}'),
    "at": re.compile(r"[?&;](?:p|page_id)=\d{1,18}"),
}
"""How a text names the entries of each kind."""


def item_of(
    post: Post,
    around: Surroundings,
    *,
    text: str,
    spans: tuple[Span, ...],
    places: Mapping[str, tuple[int, int]],
    line: int,
) -> ItemText:
    """
    Make an item of *post*, which stands in *text*, beginning on *line* of its container.

    *places* says where in the text its fields begin and end.

    Raises:
        SourceError: its text has more elements than are read.
    """
    from commentariat.intake.formats.html.reading import read_fragment

    lookup = Lookup(around.lookup)
    made = prepare(
        "" if post.is_rendered else post.content,
        lookup,
        around.shortcodes,
        post.number,
        post.meta_of("footnotes"),
    )
    html = post.content if post.is_rendered else made.html
    html = _INTERNAL.sub(lambda found: _within(found, lookup), html)
    address = post.address if post.state == State.PUBLISHED else ""
    start, end = places.get("content", (0, 0))
    first_line = line + text.count("\n", 0, start)
    body = read_fragment(html, address or lookup.found.get("site", ""), 1, around.file)
    blocks = tuple(_placed(body.blocks, made.slots, text, start, end, line))
    pictures = tuple(_leading(post, lookup)) + body.pictures
    doubts = [Doubt(first_line, one.message) for one in body.doubts]
    if made.shortcodes:
        doubts.append(
            Doubt(
                first_line, Kind.SHORTCODES_KEPT.of(_counted(made.shortcodes, "[{}]"))
            )
        )
    if made.made:
        doubts.append(Doubt(first_line, Kind.BLOCKS_MADE.of(_counted(made.made, "{}"))))
    if not blocks:
        doubts.append(Doubt(first_line, Kind.NO_TEXT.of()))
    people = list(_people(post, lookup))
    words = " ".join(one.text for one in blocks)
    return ItemText(
        text=text,
        spans=spans,
        claims=tuple(_claims(post, pictures, around, people, places, words)),
        blocks=blocks,
        links=tuple(_links(body.links, start)),
        pictures=pictures,
        bios=tuple(
            Bio(name=one.name, bio=words_of(one.bio), line=line)
            for one in people
            if one.bio
        ),
        state=post.state,
        unknown=post.unknown,
        address=address,
        former_addresses=tuple(_former(post)),
        translations=tuple(
            Link(where, language, 0)
            for language, number in lookup.translations(post.number)
            if (where := lookup.address(number))
        ),
        doubts=tuple(doubts),
    )


def _counted(found: tuple[tuple[str, int], ...], shape: str) -> str:
    return ", ".join(
        shape.format(name) + (f" ({count} times)" if count > 1 else "")
        for name, count in found
    )


def _links(links: tuple[Link, ...], start: int) -> Iterator[Link]:
    for one in links:
        yield Link(one.address, one.text, start)


def _within(found: re.Match[str], lookup: Lookup) -> str:
    """Write the address of another post where its number stood."""
    where = lookup.address(found["post"])
    return f"{found['before']}{where}{found['behind']}" if where else found[0]


def _placed(
    blocks: tuple[Block, ...],
    slots: tuple[str, ...],
    text: str,
    start: int,
    end: int,
    line: int,
) -> Iterator[Block]:
    """Say where *blocks* begin in the text, by their first words, and fill the slots."""
    at, counted = start, 0
    for block in blocks:
        word = _WORD.search(block.text)
        found = text.find(word[0], at, end) if word else -1
        at = found if found >= 0 else at
        line += text.count("\n", counted, at)
        counted = at
        markdown, words = block.markdown, block.text
        if slots and SLOT.search(markdown):
            markdown = SLOT.sub(partial(_filled, slots), markdown)
            words = SLOT.sub("", words)
        yield msgspec.structs.replace(
            block, markdown=markdown, text=words, start=at, line=line
        )


def _filled(slots: tuple[str, ...], slot: re.Match[str]) -> str:
    """Give what a slot stands for; a post may hold signs that look like one."""
    number = int(slot[1])
    return slots[number] if number < len(slots) else slot[0]


def _leading(post: Post, lookup: Lookup) -> Iterator[Picture]:
    number = post.meta_of("_thumbnail_id")
    picture = lookup.attachment(number) if number else post.lead
    if picture is not None:
        yield Picture(
            picture.address, picture.alt, words_of(picture.caption), is_leading=True
        )


# -- What it tells ------------------------------------------------------------------


def _claims(
    post: Post,
    pictures: tuple[Picture, ...],
    around: Surroundings,
    people: list[Person],
    places: Mapping[str, tuple[int, int]],
    text: str,
) -> Iterator[Claim]:
    def claim(
        key: str, *texts: str, place: str = "", start: int = -1
    ) -> Iterator[Claim]:
        texts = tuple(one for one in texts if one.strip())
        if texts:
            at = start if start >= 0 else places.get(place, (-1, -1))[0]
            yield Claim(key, texts, Told.RECORD, at)

    yield from claim("post_title", words_of(post.title), place="title")
    if _SLUG.fullmatch(post.slug) and (
        not post.address or post.state != State.PUBLISHED
    ):
        yield from claim("post_name", post.slug)  # else the address says it
    yield from claim(
        "post_date", _moment(post.day, post.day_gmt, around.timezone), place="day"
    )
    yield from claim(
        "post_modified",
        _moment(post.changed, post.changed_gmt, around.timezone),
        place="changed",
    )
    named = [one.name for one in people]
    yield from claim("post_author", *named, place="author")
    if not named:
        what = "id" if post.author.isdecimal() else "login"
        yield from claim(f"{what} of the author", post.author, place="author")
    excerpt = words_of(post.excerpt)
    if post.is_rendered and _is_made(excerpt, text):
        excerpt = ""
    yield from claim("post_excerpt", excerpt, place="excerpt")
    for picture in pictures[:1]:
        if picture.is_leading:
            yield from claim("image_caption", picture.caption)
    grouped: dict[str, list[Term]] = {}
    for term in post.terms:
        grouped.setdefault(term.taxonomy, []).append(term)
    for taxonomy, terms in grouped.items():
        if taxonomy == "language":
            yield from claim("language", terms[0].slug, start=terms[0].start)
        elif taxonomy not in _NO_TERMS:
            names = [words_of(one.name) for one in terms if one.slug != _NO_TOPIC]
            yield from claim(f"category:{taxonomy}", *names, start=terms[0].start)
    if post.type not in ("post", "page"):
        yield from claim("post_type", post.type, place="type")
    for key, value in (*post.meta, *post.more):
        if _is_told(key, value):
            yield from claim(f"postmeta:{key}", words_of(value))


def _is_made(excerpt: str, text: str) -> bool:
    """
    Tell an excerpt that the site made of the first words of *text*, without some of them.

    Captions, galleries and embeds have no part in one.
    """
    if excerpt.endswith(("[…]", "[...]", "…")):
        excerpt = excerpt.rstrip("[].…")
    words = _WORD.findall(excerpt)
    there = _WORD.findall(text[: 8 * len(excerpt) + 2_000])
    if words[:_SAME] != there[:_SAME]:
        return False
    rest = iter(there)
    return all(one in rest for one in words)


_SAME: Final = 3
"""Words with which a text and what is made of it begin."""


def _is_told(key: str, value: str) -> bool:
    """Tell what editors wrote from what programs keep: WordPress hides keys with `_`."""
    return (
        bool(value.strip())
        and not key.startswith("_")
        and key not in ("footnotes", "enclosure")
        and len(value) <= _LONGEST_META
        and not _SERIALIZED.match(value)
    )


def _moment(local: str, gmt: str, timezone: str) -> str:
    """
    Write the moment by the clock of the site.

    Where the clock of the settings is another one the day alone is sure: it is the one
    that readers saw.
    """
    local, gmt = local.replace("T", " ")[:19], gmt.replace("T", " ")[:19]
    if not local or local.startswith(_NO_DAY):
        return "" if not gmt or gmt.startswith(_NO_DAY) else f"{gmt.replace(' ', 'T')}Z"
    if gmt and not gmt.startswith(_NO_DAY):
        try:
            here = datetime.fromisoformat(local).replace(tzinfo=find_zone(timezone))
            there = datetime.fromisoformat(f"{gmt}+00:00")
        except ValueError:
            return local[:10]
        if here != there:
            return local[:10]
    return local


def _people(post: Post, lookup: Lookup) -> Iterator[Person]:
    """
    Name the authors, whoever wrote the post first.

    Terms of authors are sorted by name, so that only the post itself says who is first.
    """
    first = _person(post.author, lookup) or next(iter(post.people), None)
    terms = [one for one in post.terms if one.taxonomy == "author"]
    others = []
    for term in terms:
        found = _person(term.slug, lookup) or _person(term.name, lookup)
        name = words_of(term.name)
        if found is None and name and not _is_login(name, term.slug):
            found = Person(name)
        if found is not None:
            others.append(found)
    names = [one.name for one in others]
    if others:
        if first is not None and first.name in names:
            others.insert(0, others.pop(names.index(first.name)))
    elif post.people:
        others = list(post.people)
    elif first is not None:
        others = [first]
    seen: set[str] = set()
    for one in others:
        if one.name not in seen:
            seen.add(one.name)
            yield one


def _is_login(name: str, slug: str) -> bool:
    return " " not in name and name.lower() == slug.removeprefix("cap-").lower()


def _person(key: str, lookup: Lookup) -> Person | None:
    found = lookup.person(key) if key else None
    return found if found is not None and found.name else None


def name_of(login: str, shown: str, first: str = "", last: str = "") -> str:
    """Choose what a person is called; empty where only the login is known."""
    shown, whole = words_of(shown), words_of(f"{first} {last}")
    if (
        shown
        and (shown != login or " " in shown or not shown.islower())
        and "@" not in shown
    ):
        return shown
    return whole


def _former(post: Post) -> Iterator[str]:
    """Give the addresses that a post had under other names."""
    if post.state != State.PUBLISHED or not post.slug:
        return
    try:
        path = urlsplit(post.address).path
    except ValueError:
        return
    head, _, last = post.address.rstrip("/").rpartition("/")
    if unquote(path.rstrip("/").rpartition("/")[2]) != unquote(post.slug):
        return
    for key, value in post.meta:
        if key == "_wp_old_slug" and value and "/" not in value and value != last:
            yield f"{head}/{value}{'/' if post.address.endswith('/') else ''}"
