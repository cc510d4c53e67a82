"""Which of the values that several tellers claim counts, for each key of front matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from commentariat.archive.dates import DAY, day_after, is_day, is_timed
from commentariat.archive.model import Shape
from commentariat.archive.text import fold, shorten
from commentariat.intake.formats.model import Claim, Told
from commentariat.intake.formats.people import agencies_in, read_authors
from commentariat.intake.formats.synonyms import (
    LATE,
    House,
    Values,
    is_by_list_only,
    known_target,
    normalize,
    target_of,
)
from commentariat.intake.formats.titles import (
    Site,
    is_of_another,
    part_agreed,
    site_in_heading,
)
from commentariat.intake.phrases.days import (
    both_readings,
    date_in_url,
    order_in,
    read_day,
    read_moment,
)
from commentariat.intake.phrases.names import HONORIFICS
from commentariat.kinds import Kind, Message

_NO_TOPICS: Final = frozenset(
    "uncategorized|uncategorised|unkategorisiert|non classé|без рубрики|sin categoría|all"
    "|news|blog|home|featured|page|post|posts|article|articles".split("|")
)
_PIECES: Final = re.compile(r"\s*[,;|]\s*")


class Judged(msgspec.Struct, frozen=True):
    """What the claims of an item tell, by key of front matter."""

    told: Values = {}
    told_by: dict[str, str] = {}
    """What told each, in a word."""
    left: Values = {}
    """What no key takes, or tells of one another thing than counts: by source key."""
    doubts: tuple[Message, ...] = ()


def judge_claims(
    claims: Sequence[Claim],
    house: House,
    *,
    sites: Sequence[str] = (),
    address: str = "",
) -> Judged:
    """
    Take for each key of front matter the value of the surest teller.

    Of one teller the name counts that says the key most closely. *sites* are what the
    page calls its site, *address* where the item stood. What others say differently,
    and what is no value of the key, is left for `extra`; nothing is guessed.
    """
    named = [*sites, _first(claims, "og:site_name"), house.name]
    heading = site_in_heading(claims, Site(named, address))
    named = [one for one in (*named, heading) if one]
    site = Site(named, address)
    taking = _Taking(house, site, named, address, claims)
    ranked: list[tuple[int, int, int, Claim, str]] = []
    for number, claim in enumerate(claims):
        found = target_of(claim.key, house)
        if found is None:
            taking.leave(claim)
        else:
            target, rank = found
            tellers = _TELLERS.get(target, _SUREST)
            by = tellers.index(claim.by)
            if target == "title" and _names_other(claim, claims, site, heading):
                by += len(tellers)
            ranked.append((by, rank, number, claim, target))
    for _, _, _, claim, target in sorted(ranked, key=lambda one: one[:3]):
        taking.take(claim, target)
        taking.leave_rest(claim, target)
    taking.finish()
    return Judged(
        taking.told, taking.told_by, taking.left, tuple(dict.fromkeys(taking.doubts))
    )


def _names_other(
    claim: Claim, claims: Sequence[Claim], site: Site, heading: str
) -> bool:
    """Tell a title that is the name of the *site*, or of something beside the piece."""
    if claim.by is Told.PAGE:
        return claim.texts == (heading,) or is_of_another(claim, claims, site)
    return claim.by in (Told.JSON_LD, Told.MICRODATA) and bool(
        site.names and fold(claim.texts[0]) in site.names
    )


def _first(claims: Iterable[Claim], key: str) -> str:
    return next((one.texts[0] for one in claims if one.key == key and one.texts), "")


SIGNED: Final = "signed_by"
"""Key of those whom readers see sign, as a line or an element for names says."""
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
    # What a house calls `date` is often that of its last change.
    "date": (
        *(one for one in Told if one not in (*LATE, Told.FILE, Told.ADDRESS)),
        *LATE,
        Told.FILE,
        Told.ADDRESS,
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
        self,
        house: House,
        site: Site,
        sites: Sequence[str],
        address: str,
        claims: Sequence[Claim],
    ) -> None:
        self.house = house
        self.site = site
        self.sites = sites
        """What the site is called."""
        self.address = address
        self.claims = claims
        language = _language_in(claims, address)
        self.order = house.order or order_in(language or house.language)
        self.told: Values = {}
        self.told_by: dict[str, str] = {}
        self.left: Values = {}
        self.doubts: list[Message] = []
        self.unread: dict[str, str] = {}
        self.shown: list[str] = []
        """Days that readers of the page see."""
        self.counted: Claim = Claim("author", (), Told.META)
        """What told the authors."""
        self.changed: set[str] = set()
        """Days on which it was changed."""

    def leave(self, claim: Claim) -> None:
        if claim.key != "@type":
            texts = dict.fromkeys((*self.left.get(claim.key, ()), *claim.texts))
            self.left[claim.key] = tuple(texts)

    def take(self, claim: Claim, target: str) -> None:
        values = self._values(claim, target)
        if target == "authors":
            self._take_agencies(claim)
        elif target == "updated":
            self.changed |= {one[:10] for one in (*values, *claim.texts)}
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
        elif (target == "authors" and self._counts_before(claim, values, has)) or (
            target == "date" and self._shows_other(claim, values, has)
        ):
            said, self.told[target] = self.told[target], values
            self.told_by[target] = str(claim.by)
            if target == "authors" and not self._is_said(target, said):
                self.leave(self.counted)  # whose names are said nowhere else
        elif not self._is_said(target, values):
            self.leave(claim)
        if target == "authors" and self.told.get(target) == values:
            self.counted = claim

    def leave_rest(self, claim: Claim, target: str) -> None:
        """
        Leave what a list says of a key that has one value, but for that one.

        Of topics, leave what is none: it may be one at this house.
        """
        if target == "topics" and target in self.told:
            none = tuple(one for one in claim.texts if fold(one) in _NO_TOPICS)
            if none and len(none) < len(claim.texts):
                self.leave(msgspec.structs.replace(claim, texts=none))
        if len(claim.texts) > 1 and target not in self.house.keys.lists:
            rest = [one for one in claim.texts if one.strip()]
            rest = [one for one in rest if not self._is_said(target, (one,))]
            if rest:
                self.leave(msgspec.structs.replace(claim, texts=tuple(rest)))

    def _shows_other(
        self, claim: Claim, values: Sequence[str], has: Sequence[str]
    ) -> bool:
        """
        Tell a day beside the title that counts before one of an element of time.

        The first such element of a page may be of another piece. A day within a month
        that is told counts before that month.
        """
        day, known = values[0][:10], has[0][:10]
        if _is_within(day, known):
            return True
        is_near = claim.by is Told.PAGE and self.told_by["date"] == Told.TIME
        is_other = known not in (day, day_after(day)) and day_after(known) != day
        return is_near and is_day(day) and is_other and day not in self.changed

    def _counts_before(
        self, claim: Claim, names: Sequence[str], has: Sequence[str]
    ) -> bool:
        """
        Tell names that count before those of a surer teller.

        They are those who are known and more, in full; or the full names where that
        teller has a login; or those of the byline among all that a page marks as authors.
        """
        if _names_all_of(names, has):
            return True
        by = self.told_by["authors"]
        if by == Told.RECORD or claim.by is Told.META:
            return False
        if all(map(_is_word, has)):
            return not any(map(_is_word, names))
        if claim.key == SIGNED and _share_nothing(names, has):
            return True  # an account or who entered it, against who signs
        return (
            by == Told.MICRODATA and claim.by is Told.PAGE and _names_all_of(has, names)
        )

    def _sites_for(self, claim: Claim) -> Sequence[str]:
        """List what the site is called: for programs, by its host, too."""
        if claim.by is Told.RECORD:
            return self.sites
        return (*self.sites, *self.site.host_names)

    def _take_agencies(self, claim: Claim) -> None:
        """Take an agency that signs for the outlet that published first."""
        if claim.by is Told.RECORD or "source" not in self.house.rows:
            return
        for agency in agencies_in(claim.texts, claim.by)[:1]:
            if "source" not in self.told:
                self.told["source"], self.told_by["source"] = (agency,), str(claim.by)

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
        self._show_earlier()
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
            if shown in self.changed:
                continue
            if day_after(shown) == day or day_after(day) == shown:
                self.told["date"], self.told_by["date"] = (shown,), str(Told.PAGE)
                return

    def _show_earlier(self) -> None:
        """
        Take the earlier day that the page shows, where the head tells that of a change.

        Some programs tell as the day of publication the one on which they made the page.
        """
        date = self.told.get("date", ("",))[0][:10]
        by = self.told_by.get("date", "")
        is_of_change = date in self.changed or any(
            is_day(one) and one < date for one in self.changed
        )
        if not is_day(date) or not is_of_change or by in (Told.PAGE, Told.RECORD):
            return
        for shown in self.shown:
            if is_day(shown[:10]) and shown[:10] < date and shown not in self.changed:
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
            return read_authors(texts, claim.by, self._sites_for(claim))
        if target == "type":
            return self._read_type(texts, is_sure=not is_by_list_only(claim.key))
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
        if (
            claim.by not in (Told.RECORD, Told.FILE, Told.ADDRESS)
            and self.site.is_known
        ):
            text = self.site.without(text)
        if claim.by is Told.PAGE:
            text = part_agreed(text, self.claims, self.site)
        return (text,)


def _is_within(day: str, month: str) -> bool:
    """Tell whether *day* is one of a *month* that is told without a day."""
    return not is_day(month) and is_day(day[:DAY]) and day.startswith(f"{month}-")


def _names_all_of(names: Sequence[str], known: Sequence[str]) -> bool:
    """Tell whether *names* are those who are *known*, and more, all in full."""
    folded = {_bare(one) for one in names}
    known = [_bare(one) for one in known]
    more = [one for one in names if _bare(one) not in known]
    return bool(more) and folded.issuperset(known) and not any(map(_is_word, more))


def _share_nothing(names: Iterable[str], others: Iterable[str]) -> bool:
    """Tell whether no word of *names* is one of *others*."""
    words = {word for one in others for word in _bare(one).split()}
    return not any(word in words for one in names for word in _bare(one).split())


def _bare(name: str) -> str:
    """Fold a name, without what it is titled with."""
    words = fold(name).split()
    while len(words) > 2 and words[0] in HONORIFICS:
        words = words[1:]
    return " ".join(words)


def _is_word(name: str) -> bool:
    """Tell a login, a first name or initials: one word, in a script with capitals."""
    return " " not in name and name.lower() != name.upper()


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


def _language_in(claims: Iterable[Claim], address: str) -> str:
    """Find the language that an item, or its address, says, with its region."""
    for claim in claims:
        if known_target(claim.key) == "language" and claim.texts:
            found = _TAG.fullmatch(claim.texts[0])
            if found:
                region = (found[3] or "").upper()
                if not region and (placed := _PLACED.search(address)):
                    same = placed[1].lower() == found[1].lower()
                    region = placed[2].upper() if same else ""
                return "-".join(filter(None, (found[1].lower(), region)))
    placed = _PLACED.search(address)
    return f"{placed[1].lower()}-{placed[2].upper()}" if placed else ""


_PLACED: Final = re.compile(
    r"//[^/?#]+/(?:[^/?#]+/)?([a-zA-Z]{2})-([a-zA-Z]{2})(?=[/?#]|$)"
)
"""The language and region that an address says: `https://news.example/en-gb/a`."""


def _read_topics(texts: Sequence[str], claim: Claim) -> tuple[str, ...]:
    """Read names of topics, which one text may list with commas."""
    is_list = len(texts) == 1 and claim.by != Told.RECORD
    found = _PIECES.split(texts[0]) if is_list else list(texts)
    return tuple(
        dict.fromkeys(one for one in found if one and fold(one) not in _NO_TOPICS)
    )
