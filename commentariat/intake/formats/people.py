"""Names of authors, as sources write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from commentariat.archive.text import fold
from commentariat.intake.formats.model import Told
from commentariat.intake.phrases.imprint import names_paper
from commentariat.intake.phrases.names import fold as fold_bare
from commentariat.intake.phrases.roles import is_role, names_institution

_INVERTED: Final = (Told.HIGHWIRE, Told.DUBLIN_CORE)
"""Vocabularies in which a person is `Family, Given`."""
_GENERATIONS: Final = frozenset("jr sr ii iii iv md phd esq ed eds".split())
LONGEST_BYLINE: Final = 5_000
"""Signs of what may tell who wrote something: names of more than a hundred people."""
_BY: Final = re.compile(
    r"(?:(?:written |posted |words |story |text )?by|von|par|por|автор(?:ы)?:?|автори?:?)\s+",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"https?://|/")
_LISTED: Final = re.compile(r"\s*[;|]\s*")
_AND: Final = re.compile(r",?\s(?:and|und|et|y|e|и|та|і|та|و|og|och|&)\s")
_HOST: Final = re.compile(r"[\w-]{2,}\.[a-z]{2,4}(?![\w.])|\bwww\.|\[at\]")
"""In what is no person’s name."""
_PARTS: Final = re.compile(r"\s+[|–—-]\s+")
_COMPANY: Final = re.compile(
    r"\b(?:Inc|Ltd|LLC|GmbH|AG|Corp|S\.?A|S\.?r\.?l|Pty|Co)\.?$|株式会社|有限公司"
)
_MAKER: Final = re.compile(
    r"\b(?:Group|Agency|Solutions|Studios?|Consulting|Verlag|Stiftung|Verband|Verein|e\. ?V|Media|"
    r"(?:\w*[Aa]gentur)|Web[dD]esign|University|Universität|Ministry|Ministerium)\b|\b(?:19|20)\d\d\b"
)
"""Of what made a site, or whose it is, and no person's name."""
_MAIL: Final = re.compile(
    r"\s*[(<\[]?[\w.+-]+(?:@|\[at\]|\(at\))[\w-]+(?:\.[\w-]+)+[)>\]]?"
)
_NOBODY: Final = frozenset(
    "admin|administrator|webmaster|editor|editors|no author|unknown|anonymous|guest|user|root"
    "|staff|author|authors|autor|redaktion|die redaktion|redacción|rédaction|la rédaction"
    "|редакция|редакція|newsroom|news desk|online redaktion|staff writer|staff reporter"
    "|nachrichten|news|name|author name|editorial"
    "|web desk|editorial team|editorial staff|agencies|agenturen|agencias|wire services".split(
        "|"
    )
)
"""Names of logins and offices, and of nobody."""
_AGENCIES: Final = frozenset(
    "afp|agence france presse|ansa|ap|associated press|the associated press|apa|belga|ddp|dapd"
    "|deutsche presse agentur|dpa|dpa afx|dpa infocom|dpa lno|dpa lni|dpa lbn|dpa lsw|efe"
    "|agencia efe|epd|europa press|interfax|kna|kyodo|kyodo news|lusa|pa media|pti|press"
    " association|reuters|thomson reuters|ria novosti|sda|keystone sda|sid|sp x|tass|upi|xinhua"
    "|yonhap|рбк|риа новости|тасс|интерфакс|укринформ|укрінформ".split("|")
)
"""Agencies, which sign what their clients print: an outlet, and no person."""
_SHORT: Final = 4


def is_agency(name: str) -> bool:
    """Tell whether *name* is that of an agency that sends its pieces to many outlets."""
    is_first_name = len(name) <= _SHORT and name.istitle()  # Sid, Efe
    return fold(name) in _AGENCIES and not is_first_name


def is_nobody(name: str) -> bool:
    """Tell whether *name* is that of an office or a login, or of nobody."""
    folded = fold(name)
    return folded in _NOBODY or _OFFICE.search(folded) is not None


_OFFICE: Final = re.compile(
    r"^(?:team|admin|die redaktion|redaktion|редакция|редакція|redacci[oó]n|redaç[aã]o|redazione|"
    r"r[eé]daction|la r[eé]daction|redaksi|redakcja|redakce|redaktionen|toimitus|newsroom|"
    r"web ?desk|letters to the)\b"
    r"|(?:^|\s)(?:team|staff|editors|redaktion|admin|desk|redacci[oó]n|redazione|redaksi|newsroom|"
    r"court reporter|staff reporter|web ?master|press release|staff writers?|correspondents?)$"
)
"""Of a folded name: that of an office of a house."""


def split_people(text: str) -> list[str]:
    """
    Split `A and B`; an institution with an "and" in its name stays as it is.

    What is parted so are full names, or first names alone.
    """
    found: list[str] = []
    for listed in _LISTED.split(text):
        parts = [one.strip() for one in _AND.split(listed)]
        counts = {
            min(2, len(_LAST.split(one)[0].split()))
            for one in parts
            if not is_agency(one)
        }
        are_people = len(counts) == 1 and not any(
            one[:1].islower() and listed[:1].isupper() for one in parts
        )
        found += parts if are_people else [listed]
    return [one for one in found if one]


_LAST: Final = re.compile(r",\s")


def read_authors(
    texts: Sequence[str], by: Told, sites: Iterable[str] = ()
) -> tuple[str, ...]:
    """
    Read names of authors, in their order; *sites* are names of the site.

    A name may hold a comma: in vocabularies of libraries it parts family and given
    name; elsewhere a list of people in one text has semicolons, bars, or "and" in it.
    """
    called = [part for one in sites for part in (one, *_PARTS.split(one))]
    squeezed = set(map(_squeezed, called))
    if by is Told.PAGE and len(texts) < _SEVERAL:
        # A site may be called by who writes it, where readers see it signed so.
        called = [one for one in called if not may_be_person(one)]
    left = {fold(one) for one in called}
    if by is Told.META and len(texts) > 1:
        texts = [one for one in texts if not _COMPANY.search(one)] or texts
    if by is Told.META:
        texts = [one for one in texts if not _MAKER.search(one)]
    return tuple(
        dict.fromkeys(
            name
            for name in _names(texts, by)
            if any(map(str.isalpha, name))
            and not (is_nobody(name) or is_agency(name) or fold(name) in left)
            and not (_squeezed(name) in squeezed and not may_be_person(name))
        )
    )


def _squeezed(name: str) -> str:
    return fold_bare(name).replace(" ", "").replace("-", "")


def may_be_person(name: str) -> bool:
    """Tell whether *name* is a first name and a last one, and says of no outlet or house."""
    words = name.split()
    is_called_so = 1 < len(words) <= _MOST_NAMES and all(map(str.istitle, words))
    return is_called_so and not (names_paper(name) or names_institution(name))


_MOST_NAMES: Final = 3


def agencies_in(texts: Sequence[str], by: Told) -> tuple[str, ...]:
    """List the agencies among those who sign."""
    return tuple(dict.fromkeys(name for name in _names(texts, by) if is_agency(name)))


def _names(texts: Sequence[str], by: Told) -> Iterator[str]:
    for text in texts:
        if len(text) > LONGEST_BYLINE:
            continue  # patterns would look at each of its signs from each of them
        if by is not Told.RECORD and _OF_PICTURE.match(text):
            continue
        text = _MAIL.sub("", _BY.sub("", text, count=1) if _BY.match(text) else text)
        if _ADDRESS.match(text) or "@" in text or _is_of_site(text, by):
            continue  # a profile, not a name
        for name in split_people(text):
            yield from filter(None, _turn(name.strip(" ,"), by))


_SEVERAL: Final = 2
"""Who sign, beside whom the name of the site is no author."""
_OF_PICTURE: Final = re.compile(
    r"\W{0,3}(?:image|photo|picture|foto|bild|crédit|credit)s?\s*[:©]", re.IGNORECASE
)


def _is_of_site(text: str, by: Told) -> bool:
    return by is not Told.RECORD and _HOST.search(text) is not None


def _turn(name: str, by: Told) -> list[str]:
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 2 and parts[1].strip(". ").lower() in _GENERATIONS:
        return [name]
    if len(parts) == 2 and by in _INVERTED:
        return [f"{parts[1]} {parts[0]}"]
    if len(parts) > 1 and by not in _INVERTED:
        if all(" " in part or is_agency(part) for part in parts):
            # Several people, each with two names at least, or one and what they are.
            return [parts[0], *(one for one in parts[1:] if not _is_post(one))]
        named = [one for one in parts if one.strip(". ").lower() not in _GENERATIONS]
        if len(named) < len(parts):
            return [", ".join(named)]
    return [name]


def _is_post(words: str) -> bool:
    """Tell what stands behind a name and is none: a post, an institution, years in a trade."""
    return (
        is_role(words) or names_institution(words) or _YEARS.search(words) is not None
    )


_YEARS: Final = re.compile(r"\d")
