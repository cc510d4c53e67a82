"""Pairs of raw files with the truth of them: crawls of one article, or two articles."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from raw_samples import DISCLAIMER, PAIRS, raw_a

FILLS = {
    name: [one.strip() for one in words.split(",")]
    for name, words in {
        "place": """the harbor, the old quay, the upper valley, the border town, the salt
            works, the northern line, the delta, the weir""",
        "people": """pilots, surveyors, clerks, ferrymen, engineers, brokers, grain
            merchants, auditors, wardens, translators""",
        "deed": """counted, postponed, rewrote, defended, misread, inherited, paid for,
            measured, gave away, quietly dropped""",
        "thing": """treaty, ledger, timetable, tariff, dredging fund, survey, concession,
            night shift, levy, spare pump, lease, charter""",
        "kind": """older, provisional, costly, second, forgotten, joint, unsigned,
            seasonal, narrow, disputed""",
        "when": """before the thaw, in the autumn of {y}, for {n} seasons, after the flood
            of {y}, within {n} weeks, at the price of {n} boats, on the day of the vote""",
    }.items()
}
FRAMES = (
    "In {place}, {people} {deed} the {kind} {thing} {when}.",
    "Nobody in {place} asked why {people} {deed} a {kind} {thing} {when}.",
    "The {thing} of {place} was {kind} long before {people} {deed} it {when}.",
    "When {people} {deed} the {thing}, {place} had already {deed} a {kind} {thing} {when}.",
    "What {place} needs is a {kind} {thing} that {people} have not {deed} {when}.",
    "{people} and {people} {deed} one {kind} {thing} {when}, and {place} kept silent.",
)


Change = Callable[..., "Raw | str | tuple[Raw, Raw]"]


def sentence(rng: random.Random) -> str:
    text = re.sub(
        r"\{(\w{3,})\}",
        lambda found: " ".join(rng.choice(FILLS[found[1]]).split()),
        rng.choice(FRAMES),
    )
    text = re.sub(r"\{y\}", lambda _: str(rng.randrange(1890, 2024)), text)
    text = re.sub(r"\{n\}", lambda _: str(rng.randrange(3, 400)), text)
    return text[0].upper() + text[1:]


def paragraph(rng: random.Random) -> str:
    return " ".join(sentence(rng) for _ in range(rng.randrange(3, 6)))


class Raw(NamedTuple):
    """What a raw file is made of."""

    dek: str
    body: tuple[str, ...]
    lead: tuple[str, str] = PAIRS[0]
    pairs: tuple[tuple[str, str], ...] = PAIRS
    disclaimer: str = DISCLAIMER
    changes: Mapping[str, Any] = MappingProxyType({})

    def text(self) -> str:
        """The raw file."""
        text = raw_a(
            self.dek, self.body, lead=self.lead, pairs=self.pairs, **self.changes
        )
        return text.replace(DISCLAIMER, self.disclaimer)


class Labelled(NamedTuple):
    """Two raw files, how the second came of the first, and what they are."""

    kind: str
    is_same: bool
    one: str
    other: str


def article(rng: random.Random) -> Raw:
    """An article of 7 to 14 paragraphs."""
    body = tuple(paragraph(rng) for _ in range(rng.randrange(7, 15)))
    authors = [f"Ada {rng.choice('KLMNPRST')}. Wick"]
    return Raw(sentence(rng), body, changes={"authors": authors})


def _put(raw: Raw, at: int, text: str) -> Raw:
    return raw._replace(body=(*raw.body[:at], text, *raw.body[at + 1 :]))


# -- Crawls of one article -----------------------------------------------------


def other_page(raw: Raw, rng: random.Random) -> Raw:
    """Another lead-in, other related articles, other codes, another disclaimer."""
    pairs = tuple((sentence(rng), "Ruth Ellingham") for _ in range(5))
    disclaimer = DISCLAIMER.replace("Carnegie does", "South Asia Center does")
    changes = {**raw.changes, "centerAffiliationAll": f"c{rng.randrange(99)}"}
    return raw._replace(
        lead=pairs[0], pairs=pairs, disclaimer=disclaimer, changes=changes
    )


def scars(raw: Raw, rng: random.Random) -> Raw:
    """Spaces lost where links stood."""
    for _ in range(rng.randrange(1, 8)):
        at = rng.randrange(len(raw.body))
        spaces = [m.start() for m in re.finditer(r"(?<=[a-z]) (?=[a-z])", raw.body[at])]
        place = rng.choice(spaces)
        raw = _put(raw, at, raw.body[at][:place] + raw.body[at][place + 1 :])
    return raw


def punctuation(raw: Raw, rng: random.Random) -> Raw:
    """Other quotes and dashes, as another template writes them."""
    at = rng.randrange(len(raw.body))
    return _put(
        raw, at, raw.body[at].replace(", and", " – and").replace("the ", "“the” ", 1)
    )


def correction(raw: Raw, rng: random.Random) -> Raw:
    """A word or two changed in one sentence."""
    at = rng.randrange(len(raw.body))
    words = raw.body[at].split(" ")
    plain = [n for n, word in enumerate(words) if word.isalpha()]
    for n in rng.sample(plain, min(len(plain), rng.randrange(1, 3))):
        words[n] = rng.choice(("eventually", "reluctantly", "customs", "vessels"))
    return _put(raw, at, " ".join(words))


def lost(raw: Raw, rng: random.Random) -> Raw:
    """A paragraph in the middle lost, as one with a widget in it is."""
    at = rng.randrange(1, len(raw.body) - 1)
    return raw._replace(body=(*raw.body[:at], *raw.body[at + 1 :]))


def several(raw: Raw, rng: random.Random) -> Raw:
    """All of that at once."""
    return other_page(scars(correction(lost(raw, rng), rng), rng), rng)


def cut(raw: Raw, rng: random.Random) -> str:
    """The crawl broke off in the body, most often within a word."""
    text = raw.text()
    start, end = text.index(raw.body[1]), text.index(raw.body[-1])
    return text[: rng.randrange(start + 200, end)].rstrip()


# -- Two articles ---------------------------------------------------------------


def series(raw: Raw, rng: random.Random) -> Raw:
    """The opening of the whole series, and another article after it."""
    kept = max(2, len(raw.body) // 3)
    return raw._replace(body=(*raw.body[:kept], *(paragraph(rng) for _ in range(6))))


def update_below(raw: Raw, rng: random.Random) -> Raw:
    """A paragraph of news at the end."""
    return raw._replace(body=(*raw.body, paragraph(rng)))


def update_above(raw: Raw, rng: random.Random) -> Raw:
    """A paragraph of news at the beginning."""
    return raw._replace(body=(paragraph(rng), *raw.body))


def update_within(raw: Raw, rng: random.Random) -> Raw:
    """A paragraph that says that it is new."""
    at = rng.randrange(2, len(raw.body) - 1)
    said = f"Update, {rng.choice(('March', 'June'))} {rng.randrange(1, 29)}: {sentence(rng)}"
    return raw._replace(body=(*raw.body[:at], said, *raw.body[at:]))


def yearly(raw: Raw, rng: random.Random) -> Raw:
    """The report of another year: the numbers differ, the words hardly do."""
    step = rng.randrange(1, 9)
    return raw._replace(
        body=tuple(
            re.sub(r"\d+", lambda m: str(int(m[0]) + step), one) for one in raw.body
        )
    )


def one_number(raw: Raw, rng: random.Random) -> Raw:
    """One number differs, and nothing else."""
    at = rng.choice([n for n, one in enumerate(raw.body) if re.search(r"\d", one)])
    return _put(raw, at, re.sub(r"\d+", lambda m: m[0] + "0", raw.body[at], count=1))


def template(raw: Raw, rng: random.Random) -> tuple[Raw, Raw]:
    """One text for two places: a name differs, and nothing else."""
    at = rng.randrange(len(raw.body))
    names = rng.sample(("Vostrikhan", "Emberholt", "Quay Lomond", "Sarlat"), 2)
    texts = [raw.body[at].replace(". ", f", as {name} has seen. ", 1) for name in names]
    return _put(raw, at, texts[0]), _put(raw, at, texts[1])


def excerpt(raw: Raw, rng: random.Random) -> Raw:
    """A part of a speech, printed as an article."""
    first = rng.randrange(1, 3)
    return raw._replace(body=raw.body[first : first + max(3, len(raw.body) // 2)])


def opening(raw: Raw, rng: random.Random) -> Raw:
    """The first part alone, printed as an article."""
    return raw._replace(body=raw.body[: max(3, len(raw.body) // 2)])


def rewritten(raw: Raw, rng: random.Random) -> Raw:
    """The same argument told again: half of the paragraphs are new."""
    return raw._replace(
        body=tuple(paragraph(rng) if n % 2 else one for n, one in enumerate(raw.body))
    )


def other_center(raw: Raw, rng: random.Random) -> Raw:
    """A version for another center, with its own regions and a few other words."""
    changes = {
        **raw.changes,
        "primaryCenter": "Institute of Tests",
        "regions": ["Baltic States"],
    }
    return correction(raw, rng)._replace(changes=changes)


def other_author(raw: Raw, rng: random.Random) -> Raw:
    """The same text under another name, and a few other words."""
    return correction(raw, rng)._replace(
        changes={"authors": ["Walter Ames Pruitt, Jr."]}
    )


RUSSIAN = """в гавани старый договор никто не считал лоцманы и писцы отложили перед
    паводком новую опись плотины""".split()


def translation(raw: Raw, rng: random.Random) -> Raw:
    """The same in Russian: numbers stay."""

    def translate(text: str) -> str:
        words = [
            w if any(map(str.isdigit, w)) else rng.choice(RUSSIAN) for w in text.split()
        ]
        return " ".join(words).capitalize() + "."

    return raw._replace(dek=translate(raw.dek), body=tuple(map(translate, raw.body)))


SAME: tuple[Change, ...] = (
    other_page, scars, punctuation, correction, lost, several, cut,
)  # fmt: skip
APART: tuple[Change, ...] = (
    series, update_below, update_above, update_within, yearly, one_number, template, excerpt,
    opening, rewritten, other_center, other_author, translation,
)  # fmt: skip


def labelled(each: int, seed: int = 1) -> Iterator[Labelled]:
    """Yield *each* pairs of every kind, in both orders by turns."""
    for is_same, kinds in ((True, SAME), (False, APART)):
        for kind in kinds:
            rng = random.Random(f"{seed} {kind.__name__}")
            for number in range(each):
                raw = article(rng)
                made = kind(raw, rng)
                pair = (raw, made) if isinstance(made, str | Raw) else made
                texts = [one if isinstance(one, str) else one.text() for one in pair]
                one, other = texts if number % 2 else reversed(texts)
                yield Labelled(kind.__name__, is_same, one, other)
