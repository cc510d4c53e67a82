"""
What sources call the keys of front matter, and which of several values counts.

One table for all formats: adding a name is adding a word to a row. A house's own names
come before it (`[tool.commentariat.sources.keys]`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias
from urllib.parse import urlsplit

import msgspec

from commentariat.archive.dates import day_after, is_day, is_timed
from commentariat.archive.model import Key, Shape
from commentariat.archive.text import fold, shorten
from commentariat.intake.formats.model import Claim, Told
from commentariat.intake.phrases.days import (
    DayOrder,
    both_readings,
    date_in_url,
    order_in,
    read_day,
    read_moment,
)
from commentariat.intake.sources.keys import RawKeys
from commentariat.kinds import Kind, Message

Values: TypeAlias = "dict[str, tuple[str, ...]]"

_ROWS: Final = {
    "title": "headline og:title twitter:title citation:title parsely:title dc:title "
    "dcterms:title post_title wp:post_title title.rendered name alternativeHeadline title",
    "dek": "dek standfirst subtitle subhead deck lede og:description abstract summary "
    "excerpt post_excerpt excerpt.rendered dc:description dcterms:abstract "
    "citation:abstract teaser description twitter:description",
    "date": "datePublished article:published_time published_at publish_date "
    "publication_date citation:publication_date citation:online_date citation:date "
    "parsely:pub-date dc:date.issued dcterms:issued dcterms:date dc:date issued "
    "published pubdate pub_date post_date_gmt post_date date date_gmt dateCreated "
    "created created_at dcterms:created day",
    "updated": "dateModified article:modified_time lastmod last_modified modified "
    "modified_gmt post_modified updated updated_at changed dcterms:modified "
    "dc:date.modified og:updated_time",
    "authors": "authors author byline creator creators article:author citation:author "
    "parsely:author dc:creator dcterms:creator post_author written_by writers",
    "language": "inLanguage language lang og:locale dc:language dcterms:language "
    "citation:language locale html_lang",
    "topics": "topics topic keywords news_keywords tags tag article:tag subjects subject "
    "citation:keywords parsely:tags dc:subject dcterms:subject categories category "
    "post_tag",
    "regions": "regions region spatial coverage dcterms:spatial dc:coverage "
    "spatialCoverage country countries places",
    "centers": "centers center department departments office programme_area",
    "programs": "programs program programmes programme",
    "projects": "projects project",
    "collections": "collections collection",
    "series": "series blog isPartOf column",
    "type": "type content_type contentType genre article:section articleSection section "
    "parsely:section dc:type dcterms:type post_type @type",
    "slug": "slug post_name",
    "doi": "doi citation:doi dc:identifier.doi",
    "isbn": "isbn citation:isbn book:isbn",
    "issn": "issn citation:issn",
    "number": "number issue issueNumber citation:issue citation:technical_report_number "
    "reportNumber episodeNumber",
    "volume": "volume volumeNumber citation:volume",
    "pages": "pages pagination",
    "pdf": "pdf pdf_url citation:pdf_url",
    "license": "license licence dc:rights.license dcterms:license",
    "source": "source publication outlet original_publication",
    "draft": "draft is_draft",
    "image_alt": "image_alt og:image:alt",
    "image_credit": "image_credit credit photo_credit",
}
"""
Names of each key, those that say it most closely first.

A prefix is that of a vocabulary; without it the rest is looked up, too.
"""
_BY_LIST_ONLY: Final = frozenset(
    "type section article:section articleSection parsely:section genre post_type @type "
    "dc:type dcterms:type content_type contentType".split()
)
"""Names whose values are types only where the site has such a type."""
_NO_TOPICS: Final = frozenset(
    "uncategorized|uncategorised|unkategorisiert|non classé|без рубрики|sin categoría|all"
    "|news|blog|home|featured|page|post|posts|article|articles".split("|")
)
_INVERTED: Final = (Told.HIGHWIRE, Told.DUBLIN_CORE)
"""Vocabularies in which a person is `Family, Given`."""
_GENERATIONS: Final = frozenset("jr sr ii iii iv md phd esq ed eds".split())
_SEPARATORS: Final = re.compile(r"[\s_-]+")
_VOCABULARY: Final = re.compile(
    r"(citation|parsely|dcterms|dc|og|article|book|twitter|wp)[_:.-](.+)"
)
_BY: Final = re.compile(r"(?:by|von|par|por|автор(?:ы)?:?|автори?:?)\s+", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https?://|/")
_PIECES: Final = re.compile(r"\s*[,;|]\s*")
_NAMED_BY_AND: Final = re.compile(r"\s*(?:;|\||\s(?:and|und|et|y|и|та|و)\s|\s&\s)\s*")
_ARCHIVE: Final = re.compile(r"(?i)blog ?archiv\w{0,2}\s+(?:[|·•–—»:@-]|::|//)\s+")
"""What WordPress wrote between the name of the site and the title, at first."""
_HOST: Final = re.compile(r"[\w-]{2,}\.[a-z]{2,4}(?![\w.])|\bwww\.|\[at\]")
"""In what is no person’s name."""
_TITLE_END: Final = re.compile(r"\s+(?:[|·•–—»:@-]|::|//)\s+")


class Judged(msgspec.Struct, frozen=True):
    """What the claims of an item tell, by key of front matter."""

    told: Values = {}
    told_by: dict[str, str] = {}
    """What told each, in a word."""
    left: Values = {}
    """What no key takes, or tells of one another thing than counts: by source key."""
    doubts: tuple[Message, ...] = ()


class House(msgspec.Struct, frozen=True):
    """What a site knows that decides how claims are read."""

    keys: RawKeys
    rows: Mapping[str, Key]
    """Keys of front matter."""
    own: Mapping[str, str] = {}
    """The site's own names for them: `category:region` for `regions`."""
    types: Mapping[str, str] = {}
    """Label of each type, by code."""
    timezone: str = "UTC"
    language: str = "en"
    order: DayOrder = DayOrder.UNKNOWN
    """That of days in numbers alone, as the house's other days tell it."""
    name: str = ""
    """What the institution is called, which titles of pages end with."""


def normalize(key: str) -> str:
    """Write a source's key as the table has it: without case, `_`, `-` and spaces."""
    found = _VOCABULARY.fullmatch(key.strip().lower())
    name = f"{found[1]}:{found[2]}" if found else key.strip().lower()
    return _SEPARATORS.sub("", name)


_RANKS: Final = {
    normalize(name): (target, rank)
    for target, names in _ROWS.items()
    for rank, name in enumerate(names.split())
}
_CHECKED: Final = frozenset(map(normalize, _BY_LIST_ONLY))


def known_target(key: str) -> str:
    """Find the key of front matter that a source's *key* tells at any house."""
    name = normalize(key)
    found = _RANKS.get(name)
    if found is None and name.partition(":")[0] in _VOCABULARIES:
        found = _RANKS.get(name.partition(":")[2])
    return found[0] if found else ""


def target_of(key: str, house: House) -> tuple[str, int] | None:
    """Find the key of front matter that a source's *key* tells, and how closely."""
    own = house.own.get(key)
    if own is not None:
        return own, -1
    group, _, rest = key.partition(":")
    if group in _GROUPS and rest:
        return _in_group(group, rest, house)
    name = normalize(key)
    found = _RANKS.get(name)
    if found is None and name.partition(":")[0] in _VOCABULARIES:
        found = _RANKS.get(name.partition(":")[2])
    if found is None and key in house.rows and house.rows[key].is_told:
        found = key, 0
    return found if found and found[0] in house.rows else None


_GROUPS: Final = ("category", "postmeta")
"""What stands before names that a house gave itself: of its terms, and of its own fields."""
_AFTER_ALL: Final = 1_000
"""Added to the rank of such a field: what its program calls so comes first."""


def _in_group(group: str, name: str, house: House) -> tuple[str, int] | None:
    """Find the key that a taxonomy tells, or a field of the house's own."""
    found = target_of(name, house)
    if found is None or group == "category" or found[0] == "dek":
        return found
    return found[0], found[1] + _AFTER_ALL if found[1] >= 0 else -1


_VOCABULARIES: Final = frozenset(
    "citation parsely dc dcterms og article book wp category".split()
)


def judge_claims(
    claims: Sequence[Claim], house: House, *, site: str = "", address: str = ""
) -> Judged:
    """
    Take for each key of front matter the value of the surest teller.

    Of one teller the name counts that says the key most closely. *site* is what the
    page calls its site, *address* where the item stood. What others say differently,
    and what is no value of the key, is left for `extra`; nothing is guessed.
    """
    heading = _site_in_heading(claims, address)
    site = site or _first(claims, "og:site_name") or heading
    taking = _Taking(house, site, address, claims)
    ranked: list[tuple[int, int, int, Claim, str]] = []
    for number, claim in enumerate(claims):
        found = target_of(claim.key, house)
        if found is None:
            taking.leave(claim)
        else:
            target, rank = found
            tellers = _TELLERS.get(target, _SUREST)
            by = tellers.index(claim.by)
            if target == "title" and claim.by is Told.PAGE and (
                claim.texts == (heading,) or _is_of_another(claim, claims)
            ):  # fmt: skip
                by = len(tellers)
            ranked.append((by, rank, number, claim, target))
    for _, _, _, claim, target in sorted(ranked, key=lambda one: one[:3]):
        taking.take(claim, target)
    taking.finish()
    return Judged(
        taking.told, taking.told_by, taking.left, tuple(dict.fromkeys(taking.doubts))
    )


def _site_in_heading(claims: Sequence[Claim], address: str) -> str:
    """
    Find the heading that names the site where the page has no other: empty, if it does not.

    A `<title>` ends or begins with it, and the host is called so.
    """
    host = _host_of(address)
    for claim in claims if host else ():
        if claim.by is not Told.PAGE or known_target(claim.key) != "title":
            continue
        words = fold(claim.texts[0])
        name = words.replace(" ", "")
        if not name or not (name in host or _is_about(name, host)):
            continue
        for title in _titles(claims, Told.META):
            for end in _TITLE_END.finditer(title):
                if words in (fold(title[end.end() :]), fold(title[: end.start()])):
                    return claim.texts[0]
    return ""


def _is_about(name: str, host: str) -> bool:
    """Tell a name that is a part of a host and a word more: `dimidoblog` of `dimido.de`."""
    return any(
        name.startswith(part) and len(name) - len(part) <= _LONGEST_MORE
        for part in host.split(".")
        if len(part) >= _LEAST_WORD
    )


_LONGEST_MORE: Final = 6


def _host_of(address: str) -> str:
    """Give the host of *address* as it is compared with names: letters, digits, points."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return ".".join(fold(part).replace(" ", "") for part in host.split("."))


def _titles(claims: Sequence[Claim], by: Told) -> list[str]:
    return [
        one.texts[0]
        for one in claims
        if one.by is by and one.texts and known_target(one.key) == "title"
    ]


_LEAST_WORD: Final = 4


def _is_of_another(heading: Claim, claims: Sequence[Claim]) -> bool:
    """
    Tell a heading of something beside the piece, such as a call for gifts.

    Two tellers agree then on a title with which it has no word in common.
    """
    words = {one for one in fold(heading.texts[0]).split() if len(one) >= _LEAST_WORD}
    told = [
        {fold(one) for one in _titles(claims, by)} - {""}
        for by in (Told.JSON_LD, Told.OPEN_GRAPH, Told.META)
    ]
    for number, ones in enumerate(told):
        for one in ones:
            others = set[str]().union(*told[number + 1 :])
            if words.isdisjoint(one.split()) and any(
                one in other or other in one for other in others
            ):
                return bool(words)
    return False


def _first(claims: Iterable[Claim], key: str) -> str:
    return next((one.texts[0] for one in claims if one.key == key and one.texts), "")


_IN_A_YEAR: Final = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
"""Of what says a day that there is not, such as `2020-02-30`; other words say none."""
_SUREST: Final = tuple(Told)
_TELLERS: Final = {
    # What programs are told is often worded for networks; readers saw the heading.
    "title": (
        Told.RECORD,
        Told.PAGE,
        *(one for one in Told if one not in (Told.RECORD, Told.PAGE)),
    ),
    # `<meta name=author>` is most often of who made the site.
    "authors": (
        *(one for one in Told if one not in (Told.META, Told.FILE, Told.ADDRESS)),
        Told.META,
        Told.FILE,
        Told.ADDRESS,
    ),
}
"""The order of tellers for keys that have one of their own."""


class _Taking:
    """The values taken so far, the surest first."""

    def __init__(
        self, house: House, site: str, address: str, claims: Sequence[Claim]
    ) -> None:
        self.house = house
        self.site = site or house.name
        self.address = address
        self.order = house.order or order_in(_language_in(claims) or house.language)
        self.told: Values = {}
        self.told_by: dict[str, str] = {}
        self.left: Values = {}
        self.doubts: list[Message] = []
        self.unread: dict[str, str] = {}
        self.shown: list[str] = []
        """Days that readers of the page see."""

    def leave(self, claim: Claim) -> None:
        if claim.key != "@type":
            texts = dict.fromkeys((*self.left.get(claim.key, ()), *claim.texts))
            self.left[claim.key] = tuple(texts)

    def take(self, claim: Claim, target: str) -> None:
        values = self._values(claim, target)
        if not values:
            if not self._is_said(target, claim.texts):
                self.leave(claim)
            return
        has = self.told.get(target)
        if has is None:
            self.told[target] = values
            self.told_by[target] = str(claim.by)
        elif (
            target in self.house.keys.lists
            and self.told_by[target] == str(claim.by)
            and target != "authors"
        ):
            self.told[target] = tuple(dict.fromkeys((*has, *values)))
        elif not self._is_said(target, values):
            self.leave(claim)

    def _is_said(self, target: str, texts: Iterable[str]) -> bool:
        """Tell whether what counts for *target* says all that *texts* say."""
        has = self.told.get(target, ())
        known = {fold(one) for one in has}
        if target in ("date", "updated"):
            return all(
                any(
                    one[:10].startswith(text[:10]) or text[:10].startswith(one[:10])
                    for one in has
                )
                for text in texts
            ) and bool(has)
        return all(
            fold(text) in known
            or any(fold(text) in one or one in fold(text) for one in known)
            for text in texts
        )

    def finish(self) -> None:
        """Drop a change that is none, and tell of days that could be two."""
        updated, date = self.told.get("updated"), self.told.get("date")
        if updated and (not date or updated[0][:10] <= date[0][:10]):
            del self.told["updated"], self.told_by["updated"]
        self._show_day(date)
        if "date" not in self.told and (month := date_in_url(self.address)):
            settled = self._settle(month)
            self.told["date"] = (settled or month,)
            self.told_by["date"] = str(Told.ADDRESS)
        is_told = "date" in self.told and self.told_by["date"] != Told.ADDRESS
        for words, key in () if is_told else self.unread.items():
            if readings := both_readings(words):
                by_day, by_month = readings
                message = Kind.DAY_OR_MONTH.of(words, key, by_day, by_month)
                if "date" not in self.told:
                    self.doubts.append(message)
            elif _IN_A_YEAR.search(words):
                self.doubts.append(Kind.DATE_UNREAD.of(shorten(words, 60), key))

    def _show_day(self, date: Sequence[str] | None) -> None:
        """
        Take the day that the page shows, where a moment lies just beyond its end.

        The zone of the house need not be that of the site, nor of the program.
        """
        if not date or not is_timed(date[0]):
            return
        day = date[0][:10]
        for shown in filter(is_day, self.shown):
            if day_after(shown) == day or day_after(day) == shown:
                self.told["date"], self.told_by["date"] = (shown,), str(Told.PAGE)
                return

    def _settle(self, month: str) -> str:
        """Find the one reading of an unread date that the address agrees with."""
        found = {
            reading
            for words in self.unread
            for reading in both_readings(words) or ()
            if reading.startswith(month)
        }
        return found.pop() if len(found) == 1 else ""

    def _values(self, claim: Claim, target: str) -> tuple[str, ...]:
        """Read *claim* as values of *target*; none where it cannot be that."""
        texts = tuple(
            text for text in (" ".join(one.split()) for one in claim.texts) if text
        )
        if not texts:
            return ()
        if target in ("date", "updated"):
            return self._read_date(claim, texts[0], target)
        if target == "language":
            return _read_language(texts[0])
        if target == "authors":
            return _read_authors(texts, claim.by, self.site)
        if target == "type":
            return self._read_type(texts, is_sure=normalize(claim.key) not in _CHECKED)
        if target == "title":
            return self._read_title(texts[0], claim)
        if target == "topics":
            return _read_topics(texts, claim)
        if target == "draft":
            return tuple(
                one.lower() for one in texts[:1] if one.lower() in ("true", "false")
            )
        if target in self.house.keys.lists:
            return tuple(dict.fromkeys(texts))
        return texts[:1]

    def _read_date(self, claim: Claim, text: str, target: str) -> tuple[str, ...]:
        timezone = (
            "UTC" if normalize(claim.key).endswith("gmt") else self.house.timezone
        )
        if (
            timezone == "UTC" != self.house.timezone
            and " " in text
            and text[-1:].isdigit()
        ):
            text += "Z"
        shape = self.house.rows[target].shape
        if shape == Shape.MOMENT:
            read = read_moment(text, self.order, self.house.timezone)
        else:
            read = read_moment(text, self.order, self.house.timezone)[:10] or read_day(
                text, self.order
            )
        if read and target == "date" and claim.by == Told.PAGE:
            self.shown.append(read)
        if not read and target == "date":
            self.unread.setdefault(text, claim.key)
        return (read,) if read else ()

    def _read_type(self, texts: Sequence[str], *, is_sure: bool) -> tuple[str, ...]:
        types = self.house.types
        by_name = {fold(code): code for code in types} | {
            fold(label): code for code, label in types.items()
        }
        for text in texts:
            if code := by_name.get(fold(text)):
                return (code,)
        return tuple(texts[:1]) if is_sure else ()

    def _read_title(self, text: str, claim: Claim) -> tuple[str, ...]:
        if claim.by in (Told.META, Told.OPEN_GRAPH) and self.site:
            text = without_site(text, self.site)
        return (text,)


def without_site(title: str, site: str) -> str:
    """Take the name of the site off the end, or the beginning, of a page's title."""
    parts = list(_TITLE_END.finditer(title))
    if parts and fold(title[parts[-1].end() :]) == fold(site):
        return title[: parts[-1].start()]
    if parts and fold(title[: parts[0].start()]) == fold(site):
        return _ARCHIVE.sub("", title[parts[0].end() :])
    return title


_TAG: Final = re.compile(
    r"([A-Za-z]{2,3})(?:[_-]([A-Za-z]{4}))?(?:[_-]([A-Za-z]{2}|\d{3}))?"
)


def _read_language(text: str) -> tuple[str, ...]:
    """Read `en_US` and `zh-Hant-TW` as a tag, without what names the region."""
    found = _TAG.fullmatch(text)
    if found is None or found[1].lower() in ("und", "mul", "zxx"):
        return ()
    script = f"-{found[2].title()}" if found[2] else ""
    return (found[1].lower() + script,)


def _language_in(claims: Iterable[Claim]) -> str:
    """Find the language that an item says, with its region."""
    for claim in claims:
        if _RANKS.get(normalize(claim.key), ("",))[0] == "language" and claim.texts:
            found = _TAG.fullmatch(claim.texts[0])
            if found:
                return "-".join(
                    filter(None, (found[1].lower(), (found[3] or "").upper()))
                )
    return ""


def _read_authors(texts: Sequence[str], by: Told, site: str = "") -> tuple[str, ...]:
    """
    Read names of authors, in their order.

    A name may hold a comma: in vocabularies of libraries it parts family and given
    name; elsewhere a list of people in one text has semicolons, bars, or "and" in it.
    """
    found: list[str] = []
    for text in texts:
        text = _BY.sub("", text, count=1) if _BY.match(text) else text
        if _ADDRESS.match(text) or "@" in text or _is_of_site(text, by):
            continue  # a profile, not a name
        for name in _NAMED_BY_AND.split(text):
            found += _turn(name.strip(" ,"), by)
    # A site may be called by who writes it, where readers see it signed so.
    nobody = _NOBODY if by is Told.PAGE else _NOBODY | {fold(site)}
    return tuple(
        dict.fromkeys(name for name in found if name and fold(name) not in nobody)
    )


_NOBODY: Final = frozenset(
    "admin|administrator|webmaster|editor|no author|unknown|anonymous|guest|user|root"
    "|staff|author".split("|")
)
"""Names of logins, and of nobody."""


def _is_of_site(text: str, by: Told) -> bool:
    return by is not Told.RECORD and _HOST.search(text) is not None


def _turn(name: str, by: Told) -> list[str]:
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 2 and parts[1].strip(". ").lower() in _GENERATIONS:
        return [name]
    if len(parts) == 2 and by in _INVERTED:
        return [f"{parts[1]} {parts[0]}"]
    if len(parts) > 1 and by not in _INVERTED and all(" " in part for part in parts):
        return parts  # several people, each with two names at least
    return [name]


def _read_topics(texts: Sequence[str], claim: Claim) -> tuple[str, ...]:
    """Read names of topics, which one text may list with commas."""
    is_list = len(texts) == 1 and claim.by != Told.RECORD
    found = _PIECES.split(texts[0]) if is_list else list(texts)
    return tuple(
        dict.fromkeys(one for one in found if one and fold(one) not in _NO_TOPICS)
    )
