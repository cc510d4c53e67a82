"""Title, date, address and language of an article, from whatever tells them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from commentariat.archive.dates import is_date
from commentariat.archive.slugs import slugify
from commentariat.archive.text import fold
from commentariat.intake.phrases.days import path_of
from commentariat.intake.phrases.wordlists import word_set

LONGEST_TITLE: Final = 90
_SHORTEST_CLAUSE: Final = 30
_LONGEST_READ: Final = 2_000
"""Characters of a text that are looked at for a title."""


_FILE_DATE: Final = re.compile(r"(\d{4}-\d{2}-\d{2})(?=[-_. ]|$)[-_. ]*")
_PAGE_ENDING: Final = re.compile(r"\.(?:html?|php|aspx?|jsp|cfm)$", re.IGNORECASE)
_TOKEN: Final = re.compile(r"[^\W_]+")
_HASH: Final = re.compile(r"[0-9a-f]{8,}", re.IGNORECASE)
# Names of files and pages that say nothing of what is in them.
_GENERIC: Final = word_set(
    "article copy crawl doc document download file index item page post raw text untitled"
)


def date_in_file_name(file: str) -> str:
    """Find the date that the name of a raw file begins with."""
    match = _FILE_DATE.match(_stem(file))
    return match[1] if match and is_date(match[1]) else ""


def slug_of_file_name(file: str) -> str:
    """Make a slug of the words in the name of a raw file; empty: it has none."""
    stem = _stem(file)
    match = _FILE_DATE.match(stem)
    if match and is_date(match[1]):
        stem = stem[match.end() :]
    number, _, rest = stem.partition("-")
    if rest and _is_serial(number):
        stem = rest
    return slugify(stem) if _has_words(stem) else ""


def _stem(file: str) -> str:
    name = file.rpartition("/")[2]
    return name[: name.rfind(".")] if "." in name[1:] else name


def _is_serial(number: str) -> bool:
    """Whether *number* counts files: `0412`, but not the year in `2014-budget`."""
    if not (number.isascii() and number.isdigit()):
        return False
    return number.startswith("0") or (
        len(number) > 3 and not 1900 <= int(number) < 2100
    )


def _has_words(text: str) -> bool:
    """Whether *text* is more than a number, a digest or a word such as `page`."""
    words = [word.lower() for word in _TOKEN.findall(text) if word.isalpha()]
    return any(
        len(word) > 1 and word not in _GENERIC and not _HASH.fullmatch(word)
        for word in words
    )


def slug_of_url(url: str) -> str:
    """Make a slug of the last part of an address; empty: it has no words."""
    parts = [part for part in path_of(url).split("/") if part]
    last = _PAGE_ENDING.sub("", parts[-1]) if parts else ""
    return slugify(last) if _has_words(last) else ""


_NUMBERED: Final = re.compile(r"(?:[-_](?:pub|id|p|node|article))?[-_]?\d{3,}$")
"""The number of a page, after the words of its address."""


def title_in_url(url: str) -> str:
    """
    Make a title of the words in the last part of an address; empty: it has too few.

    Which of them have capitals inside, and what stood between them, it does not say.
    """
    parts = [part for part in path_of(url).split("/") if part]
    last = _PAGE_ENDING.sub("", parts[-1]) if parts else ""
    words = re.split(r"[-_+\s]+", _NUMBERED.sub("", last).strip("-_"))
    if len(words) < _FEWEST_WORDS or not _has_words(" ".join(words)):
        return ""
    title = " ".join(words)
    return title[0].upper() + title[1:]


_FEWEST_WORDS: Final = 3


def is_whole(title: str, text: str) -> bool:
    """Tell whether *title* is the first sentence of *text*, and not a part of it."""
    return fold(_begin(text)) == fold(title)


_SENTENCE_END: Final = re.compile(r"[.!?…؟۔。]+[”’\"'»)\]]*(?=\s|$)")
_ABBREVIATIONS: Final = word_set(
    "mr mrs ms dr prof gen col lt sgt capt sen rep gov st mt no vs etc jr sr inc ltd co "
    "jan feb mar apr aug sept sep oct nov dec fig vol ed eds cf al approx dept est г гг т "
    "им ул тыс млн млрд см др пр рис стр"
)
_STRONG_BREAK: Final = re.compile(r"\s*[;:—–؛…]\s*|\s-\s")
_WEAK_BREAK: Final = re.compile(r"[,،]\s+")
# Before these a clause begins that the one before can do without.
_CONNECTIVE: Final = re.compile(
    r"\s+(?=(?:after|although|because|before|but|since|so|though|unless|until|when|whereas"
    r"|which|while|whose|когда|который|которая|которое|которые|но|пока|потому|хотя|чтобы)\s)"
)
_TRAILING: Final = re.compile(r"[\s.,;:!?…،؛؟۔。—–-]+(?=[”’\"'»)\]]*$)")
# Words that a title cannot end with.
_HANGING: Final = word_set(
    "a an and are as at be but by for from had has have if in into is its nor not of on "
    "or our so than that the their this to was were when where which while who whose will "
    "with в во и на но о об от по с со к ко за из у до не что как а или для при في من على "
    "إلى عن و أو أن"
)
_LEADING: Final = " .,;:…-–—*#•"
"""What a title does not begin with: bullets, dashes, the marks of a heading."""
_OPENING: Final = "(“\"'«"
_EDGES: Final = ",;:“("
_PAIRS: Final = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"), ("„", "“"))


def derive_title(text: str) -> str:
    """
    Make a title of the first clause of *text*, without punctuation at its end.

    A first sentence that is short enough is taken whole; a longer one is cut where
    a clause ends, or else between two words. Empty where *text* has no word.
    """
    sentence = _begin(text)
    if len(sentence) > LONGEST_TITLE + 1:
        sentence = _cut(sentence)
    title = _close(_TRAILING.sub("", sentence).strip())
    title = title.lstrip(_LEADING)
    return title if _TOKEN.search(title) else ""


@lru_cache(maxsize=4)  # one text is asked about twice in a row
def _begin(text: str) -> str:
    """Give the first sentence of *text*, its white space folded."""
    return _first_sentence(" ".join(text[:_LONGEST_READ].split()))


def _first_sentence(text: str) -> str:
    for match in _SENTENCE_END.finditer(text):
        head, rest = text[: match.end()], text[match.end() :].lstrip()
        if rest[:1].islower() or (match[0] == "." and _is_abbreviated(head)):
            continue
        return head
    return text


def _is_abbreviated(head: str) -> bool:
    """Whether the full stop at the end of *head* is that of `U.S.` or `Mr.`"""
    word = head[:-1].rsplit(maxsplit=1)[-1:]
    bare = word[0].lstrip(_OPENING).lower() if word else ""
    is_initial = len(bare) == 1 and bare.isalpha()
    return is_initial or "." in bare or bare in _ABBREVIATIONS


def _cut(sentence: str) -> str:
    """Cut a long sentence at the last clause, or word, that fits."""
    head = sentence[: LONGEST_TITLE + 1]
    for pattern in (_STRONG_BREAK, _WEAK_BREAK, _CONNECTIVE):
        ends = [match.start() for match in pattern.finditer(head)]
        fit = [end for end in ends if _SHORTEST_CLAUSE <= end <= LONGEST_TITLE]
        if fit:
            return head[: fit[-1]]
    space = head.rfind(" ")
    words = (head[:space] if space > 0 else head[:LONGEST_TITLE]).split(" ")
    while len(words) > 4 and words[-1].strip(_EDGES).lower() in _HANGING:
        words.pop()
    return " ".join(words)


def _close(title: str) -> str:
    """Take away a quotation mark or bracket whose other half was cut off."""
    for opening, closing in _PAIRS:
        if opening == "„" and "„" not in title:
            continue
        if title.count(opening) > title.count(closing):
            at = title.rfind(opening)
            title = title[:at] + title[at + 1 :]
    return title.strip()
