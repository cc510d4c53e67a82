"""Names in the lines of a page that say who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from commentariat.archive.text import fold
from commentariat.intake.formats.html.datelines import find_date
from commentariat.intake.formats.html.signing_words import (
    HEADED,
    LIKELY,
    POSTS,
    SURE,
    SURE_WITHOUT,
    UNSPACED,
    either,
)
from commentariat.intake.formats.html.words import is_furniture
from commentariat.intake.formats.people import (
    LONGEST_BYLINE,
    is_agency,
    is_nobody,
    split_people,
)
from commentariat.intake.phrases.calendar import MONTHS, WEEKDAYS
from commentariat.intake.phrases.imprint import names_paper
from commentariat.intake.phrases.roles import is_role, names_institution

_SURE: Final = either(SURE)
_LIKELY: Final = either(LIKELY)
_HEADED: Final = f"{_LIKELY}|{either(HEADED)}"
_SURE_WITHOUT: Final = f"(?:{either(SURE_WITHOUT)})"
_MARKED: Final = rf"(?:{UNSPACED})\s?[/／|｜=＝・]\s?"
_GLUED: Final = re.compile(
    r"^(\W*(?:[A-Za-z]\w*\s)?(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or|[Aa]ut(?:h)?or:?))(?=[A-ZÀ-ÖØ-Þ])"
)
"""A word before names that lost its space: `ByAda Berg`."""
_TWICE: Final = re.compile(r"^(By|Von)(?=by\b|von\b)")
_SAID: Final = re.compile(
    rf"\W{{0,6}}(?:(?:{_SURE})\s*[:：]?\s+|(?:{_SURE}|{_HEADED})\s?[:：]\s*|(?:{_LIKELY})\s+|{_MARKED})"
    rf"(?P<names>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_SAID_SURELY: Final = re.compile(
    rf"\W{{0,6}}(?:(?:{_SURE}|{_HEADED})\s?[:：]\s*|{_SURE_WITHOUT}\s+|{_MARKED})(?P<names>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_ALONE: Final = re.compile(
    rf"\W*(?:{_SURE}|by|von|par|por|di)\s*[:：]?\W*", re.IGNORECASE
)
_LONGEST: Final = 120
_FEW_WORDS: Final = 8
_LONGEST_NAME: Final = 60
_PARTS: Final = re.compile(r"\s*[,;/•·|&]\s*|\s+[–—-]\s+|\n")
_BETWEEN: Final = re.compile(r"[\s|•·,;/–—:()\[\]-]+")
_LISTING: Final = re.compile(r"[,;&/]|\b(?:and|und|et|y|и|e|en)\b")
_PARTICLES: Final = frozenset(
    "and und et y и e en o de da di del della do dos das van von vom der den du la le al el bin "
    "ibn ter ten zu zur für for with mit dr prof the of d'".split()
)
_CLOCK: Final = re.compile(
    r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s*(?:[ap]\.?m\b\.?|uhr|h\b))?", re.I
)
_MAIL: Final = re.compile(r"\S+@\S+\.\S+|(?<!\w)@\w+|https?://\S+")
_HOST: Final = re.compile(r"(?<![\w.])[\w-]{2,40}\.(?:com|org|net|info|news)(?![\w.])")
"""The host of an outlet, behind who writes for it."""
_ASIDE: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_STOP: Final = re.compile(
    r"\s+(?:for|für|from|of the|via|in der|in the|am|on|at|um|veröffentlicht|published|updated|"
    r"posted|last updated|aktualisiert|in|is|was|ist|war|im|aus|bei|le|el|il|den|для|photo(?:s|graphs?"
    r"|graphy)?(?: by)?|foto(?:s|grafie)?|bild(?:er)?|photographie|illustrations?(?: by)?|"
    r"fotos?:)(?:\s.*|:.*|$)",
    re.DOTALL | re.IGNORECASE,
)
_PHOTO: Final = re.compile(
    r"(?:photo|foto|bild|fotos|photos|illustration|grafik|image|interview|video)\w*\b",
    re.I,
)
_RIGHTS: Final = re.compile(r"[©®™<>{}=#:]|\(c\)", re.IGNORECASE)
_TALK: Final = re.compile(
    r"\s(?:im (?:Gespräch|Interview) mit|in conversation with|interviewed by|befragt von|"
    r"en conversation avec|en conversación con)\s",
    re.IGNORECASE,
)
"""What stands between two who talk with each other."""


def said_by(words: str, *, is_sure: bool = False) -> str:
    """Give the names, as they stand, of a line that says whose they are; or nothing."""
    words = _GLUED.sub(r"\1 ", _TWICE.sub("", words))
    found = _SAID.fullmatch(words) if len(words) < 2 * _LONGEST else None
    names = found["names"] if found else ""
    return names if names_of(names, is_sure=is_sure) else ""


def said_surely_by(words: str) -> list[str]:
    """List the names of a line that can say nothing else: `Author: Ada Berg`."""
    words = _GLUED.sub(r"\1 ", words)
    found = _SAID_SURELY.fullmatch(words) if len(words) < _LONGEST else None
    return names_of(found["names"]) if found else []


def is_byline_alone(words: str) -> bool:
    """Tell a line that says that names follow, and no more: `Author:`."""
    return len(words) < 30 and _ALONE.fullmatch(words) is not None


def is_name_like(words: str) -> bool:
    """Tell whether *words* may be names: few, and beginning as names do."""
    parts = _BETWEEN.sub(" ", words).split()
    if not parts or len(words) > _LONGEST or any(map(str.isdecimal, words)):
        return False
    if words.rstrip().endswith((".", "?", "!", "…")) and len(parts) > 3:
        return False
    if _RIGHTS.search(words):
        return False
    small = [one for one in parts if one[:1].islower() and one not in _PARTICLES]
    if parts[-1][:1].islower():
        return False
    people = max(1, len(_LISTING.findall(words)) + 1)
    return not small and len(parts) <= _FEW_WORDS * people


def names_of(words: str, *, is_sure: bool = False) -> list[str]:
    """
    Cut the words behind a *by* into names: days, posts, addresses and agencies go.

    Where it is *sure* that they are those of one person, as `rel="author"` says, a login
    in small letters or with figures is a name, too.
    """
    if len(words) > LONGEST_BYLINE or (not is_sure and _POST.match(words) is not None):
        return []
    others = _OTHERS_FOLLOW.search(words)
    bare = words[: others.start()].rstrip(_BEFORE_OTHERS) if others else words
    for _ in range(3):
        if not (day := find_date(bare)):
            break
        bare = bare.replace(day, " | ", 1)
    bare = _HOST.sub(" | ", _MAIL.sub(" ", _CLOCK.sub(" | ", bare.replace("\xad", ""))))
    bare = _ASIDE.sub(" ", bare)
    bare = _SHORT_DAY.sub(_part_short_day, bare)
    bare = _TALK.sub(" & ", " ".join(bare.split()))
    found: list[str] = []
    for part in split_people(bare):
        for piece in _PARTS.split(part):
            name = _STOP.sub("", f" {_headless(piece)}").strip(_EDGES)
            name = _GLUED_POST.sub("", _POST_BEHIND.sub("", name)).strip(_EDGES)
            if not name:
                if found:
                    break  # what is behind it speaks of something else
                continue
            if fold(name) in _DEGREES:
                continue
            if found and _POST_WORD.search(name):
                break  # what follows is of the post
            if found and (
                is_initials(name)
                or names_paper(name)
                or names_institution(name)
                or (is_full_name(found[0]) and not is_full_name(name))
            ):
                continue  # an outlet, a section
            if _is_name(name, is_sure=is_sure and not found):
                found.append(name)
            elif found and is_post(name):
                break  # what follows is of the post
            elif found and not _may_stand_between(name):
                return found
    return list(dict.fromkeys(found))


_POST_BEHIND: Final = re.compile(
    r"\s+(?:(?:선임|수습|인턴|전문|객원)?기자|(?:논설|편집)위원|특파원|(?:記者|记者|編集委員))(?:\s+외\s*\d+명)?$"
)
"""What stands behind a name in scripts that have no capitals, and how many others sign."""
_POST_WORD: Final = re.compile(rf"(?<!\w)(?:{either(POSTS)})(?!\w)", re.IGNORECASE)
_GLUED_POST: Final = re.compile(
    r"(?<=[a-zà-ÿ])(?:Founder|CEO|CTO|COO|Editor|Author|Writer|Contributor|Staff|Reporter|Director|"
    r"Manager|Head|President|Senior|Chief|Managing|Guest|Content|Marketing|Journalist|Correspondent)\b.*$",
    re.DOTALL,
)
"""What an element behind a name says, where no blank parts them: `Ada BergFounder`."""
_DEGREES: Final = frozenset(
    "phd|ph d|md|m d|jr|sr|mph|m p h|msc|ms|ma|mba|bsc|llm|jd|esq|dphil|rd|rdn|cpa|cfa|cfp|"
    "cepf|dvm|vmd|rn|faan|dds".split("|")
)
_EDGES: Final = ' ,.;:|•·–—-*_~"“”„»«/\\\u200b\xa0【】[]（）「」'


def _part_short_day(found: re.Match[str]) -> str:
    """Part off a day without a year: `March 18`."""
    is_month = (found[1] or found[2]).lower() in MONTHS
    return " | " if is_month else found[0]


_SHORT_DAY: Final = re.compile(
    r"\b([^\W\d_]{3,12})\.?\s+\d{1,2}\b(?:st|nd|rd|th)?|\b\d{1,2}\.?\s+([^\W\d_]{3,12})\b"
)


def _headless(piece: str) -> str:
    """Take off what a name stands behind: `Interview: Ada Berg`; not who took a photo."""
    before, colon, after = piece.partition(":")
    is_head = (
        colon and len(before.split()) == 1 and not _PHOTO_TAKER.match(before.strip())
    )
    return after if is_head and after.strip() else piece


_PHOTO_TAKER: Final = re.compile(
    r"(?:photo|foto|bild|image|illustration|grafik|genre|label)", re.I
)


def is_initials(name: str) -> bool:
    """Tell what an outlet signs with behind a name: `Ada Berg / TNN`."""
    return len(name) <= _LONGEST_INITIALS and name.isascii() and name.isupper()


_LONGEST_INITIALS: Final = 5


def _is_name(name: str, *, is_sure: bool) -> bool:
    if len(name) > _LONGEST_NAME or is_agency(name) or not is_somebody(name):
        return False
    if _BEGUN.match(name):
        return False
    if is_sure:
        is_counted = " " in name and name[0].isdecimal()  # `343 claps`
        is_few = len(name.split()) <= _FEW_WORDS
        return is_few and not (is_counted or _RIGHTS.search(name))
    if _PHOTO.match(name) or is_post(name) or _UNCLOSED.search(name):
        return False
    return is_name_like(name)


_UNCLOSED: Final = re.compile(r"^[^(]*\)|\([^)]*$")
_BEGUN: Final = re.compile(r"(?:by|von|par|por)\s", re.IGNORECASE)


def is_post(words: str) -> bool:
    """Tell what a person is, and not who: `Senior Editor`."""
    return is_role(words) or _POST.match(words) is not None


_POST: Final = re.compile(
    r"(?:senior|chief|staff|executive|associate|assistant|deputy|managing|contributing|freelance|"
    r"guest|special|political|national|foreign|business|science|health|sports|leitende[rn]?|"
    r"stellvertretende[rn]?|freie[rn]?|ressortleiter(?:in)?|chefredakteur(?:in)?)\s+\S"
    r"|(?:\w+\s){0,3}(?:head|director|manager|editor|reporter|writer|correspondent|fellow|professor|"
    r"founder|ceo|vp|president|lead|chief|contributor|redactora?|corresponsal|periodista|enviad[oa]|"
    r"journaliste|correspondante?|rédact(?:eur|rice)|redakteur(?:in)?|korrespondent(?:in)?|"
    r"journalist|giornalista|inviat[oa]|corrispondente|redattore)\s"
    r"(?:of|for|at|in|and|&|@|en|de|del|du|à|au|chez|bei|für|der|des|i|di|da)\s",
    re.IGNORECASE,
)


def _may_stand_between(name: str) -> bool:
    """Tell what may stand between two names: a post, an agency, a degree."""
    return is_agency(name) or len(name) <= 4


def says_other_part(words: str) -> bool:
    """Tell whether *words* end with what others than authors do with a text: `Edited by`."""
    return _OTHER_PART.search(words) is not None


_DONE: Final = (
    r"(?:(?:medically |peer |fact[- ]|expert |legally |clinically |last )?(?:reviewed|checked|verified)|"
    r"edited|translated|approved|illustrated|photographed|produced|compiled|relu|révisé|traduit|traducido|"
    r"revisado|editado|tradotto|revisionato|geprüft|übersetzt|redigiert|lektoriert|researched|"
    r"photos?|photography|illustrations?|images?|la información es)"
)
_OTHER_PART: Final = re.compile(
    rf"\b(?:{_DONE}(?:\s(?:by|von|par|por|da|de))?"
    r"|(?:reviewers?|editors?|translators?|photographers?|fact-?checkers?|photos?|illustrations?|"
    r"fotos?|titelbild|beitragsbild|bild|image|picture|crédits?|credits?|übersetzung|lektorat)"
    r"(?:\s?:|\sby)?)\W*$",
    re.IGNORECASE,
)
_OTHERS_FOLLOW: Final = re.compile(
    rf"\b{_DONE}\s(?:by|von|par|por|da)\b", re.IGNORECASE
)
"""Who follows did something else with the text."""
_BEFORE_OTHERS: Final = " ,;:.|/·•–—-(["


def is_full_name(name: str) -> bool:
    """Tell a name of two words, or one in a script that has no capitals."""
    return " " in name or name.lower() == name.upper()


def is_somebody(name: str) -> bool:
    """Tell whether *name* could be that of a person: no office, nothing to be clicked on."""
    return (
        any(map(str.isalpha, name))
        and not is_nobody(name)
        and fold(name) not in _SWITCHES
        and not is_furniture(name)
        and not is_byline_alone(name)
        and not _is_weekday(name)
        and _CLICKED.match(name) is None
        and _OF_SITE.isdisjoint(fold(name).split())
        and _OUTLET_BEHIND.search(name) is None
    )


_OUTLET_BEHIND: Final = re.compile(
    r"(?:신문|뉴스|일보|방송|网|報|报|新聞|新闻|通信社|通讯社|電視台|编辑部|編集部|取材班|时间|時間|日期|来源)$"
)
"""With what outlets and labels end, in scripts without blanks."""


def _is_weekday(name: str) -> bool:
    folded = name.lower().strip(_EDGES)
    is_whole = len(folded) > _SHORT_WEEKDAY and folded in WEEKDAYS
    return is_whole or folded in _WEEKDAYS


_SHORT_WEEKDAY: Final = 5
_WEEKDAYS: Final = frozenset("mon tue tues wed thu thur thurs fri sat sun".split())
"""Short ones, of which no name is made; others, such as *sam*, are names, too."""
_CLICKED: Final = re.compile(
    r"(?:get|find|view|click|follow|download|contact|join|learn|explore|shop|request|open|share|"
    r"try|browse|discover|start|apply|see all|watch)\s",
    re.IGNORECASE,
)
"""With what begins what is to be clicked on."""


_OF_SITE: Final = frozenset(
    word
    for one in "view|profile|policy|guidelines|checked|checker|reviewed|privacy|cookie|cookies|"
    "subscribe|login|newsletter|articles|posts|beiträge|inhalte|comments|advertisement|"
    "published|updated|editorial|disclosure|mitarbeit|übersetzung|übersetzt|translated|corresponding|share|publicado|publiziert|ressort|mein|kommentare".split(
        "|"
    )
    for word in fold(one).split()
)
"""Words of what is to be clicked on, and of no name."""


_SWITCHES: Final = frozenset(
    "by|von|mehr|more|all posts|profile|twitter|facebook|website|view all posts|view all|username"
    "|user name|password|gesponserte inhalte|sponsored content|more videos|artikel von|full bio"
    "|follow|email|contact|about|home|news|nachricht|nachrichten|details|alle artikel|view profile"
    "|autoren|mehr lesen|read more|login|sign in|kontakt|impressum|presse|allgemein|aktuelles|blog"
    "|uncategorized|interview|kommentar|sign|name|sign up|register|新規登録|ログイン|登录|注册"
    "|full bio|bio|author’s profile|author bio|follow author".split("|")
)
"""What stands where names do, and is none."""


def is_of_site_called(name: str, sites: Iterable[str]) -> bool:
    """Tell whether *name* is what one of the *sites* is called, by a host or in words."""
    folded = fold(name)
    return any(folded == fold(one) for one in sites)


def people_of(names: list[str], sites: Iterable[str]) -> list[str]:
    """
    Leave out of several who sign the outlets, posts and offices beside those who wrote.

    *sites* are what the site is called, its host among them.
    """
    if len(names) < _SEVERAL:
        return names
    kept = [one for one in names if not _is_beside_people(one, sites)]
    if any(map(is_full_name, kept)):
        kept = [one for one in kept if is_full_name(one)]
    return kept or names


_SEVERAL: Final = 2
_ARTICLES: Final = ("the ", "die ", "der ", "das ")
"""With what outlets begin, and names of people do not."""


def _is_beside_people(name: str, sites: Iterable[str]) -> bool:
    if name.lower().startswith(_ARTICLES):
        return True
    if is_initials(name) or names_paper(name) or names_institution(name):
        return True
    if _POST_WORD.search(name) or is_role(name) or not is_somebody(name):
        return True
    squeezed = fold(name).replace(" ", "")
    for one in sites:
        called = fold(one).replace(" ", "")
        if len(squeezed) > _LONGEST_INITIALS and squeezed in called:
            return True
        if len(called) >= _SHORTEST_SITE and fold(name).startswith(f"{called} "):
            return True  # a site, its section or its country
        first, _, rest = name.partition(" ")
        if rest.isupper() and fold(one).partition(" ")[0] == fold(first):
            return True  # as that of another country
    return False


_SHORTEST_SITE: Final = 3
