"""The words of the archive: learned from its raw files into `content/words.txt`."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

import msgspec

from commentariat.archive.folders import WORDS
from commentariat.archive.text import digest_bytes
from commentariat.batches import in_batches
from commentariat.disk import write_whole
from commentariat.errors import SourceError
from commentariat.intake.phrases.roles import ends_sentence
from commentariat.intake.repairs.glue import EMPTY, Vocabulary, find_glue, load_table
from commentariat.intake.repairs.glue.find import split_alone
from commentariat.intake.repairs.glue.gather import MOST, Gathering
from commentariat.intake.runner import Run, run_all
from commentariat.intake.sources.decode import decode_raw
from commentariat.intake.sources.disk import is_own, read_list
from commentariat.intake.sources.own import RAW_ENDING
from commentariat.intake.sources.raw_files import read_raw_bytes

FILE: Final = WORDS
LEAST_FILES: Final = 5
"""Raw files that must be imported together before anything is learned of them."""
LEAST: Final = 3
"""Articles that must hold a word; crawls and copies of one count once."""
_LEAST_APART: Final = 20
"""Times that two words must stand in a row to tell that they are two."""
_PROSE: Final = 80
"""Characters of a line that is no name, post or title."""
_PER_PHRASE: Final = 0.2
"""
Scars that two words in a row leave, at most. One space in a hundred is lost, and one in
twenty before words that links begin with; the rest is for chance and small samples.
"""
_SAMPLE: Final = 400
"""Files in which such phrases are counted; the rest is reckoned from them."""
_LONG: Final = 200_000
"""Characters of a file that is longer than any article: the rest tells no more."""
_WORDS: Final = 1_000
"""Words that are tried in one go: more would be no text of a language."""
_BATCH: Final = 25
_MARKS: Final = ".,;:!?)]’”'\""
_LARGEST: Final = 64 * 2**20
_HEADER: Final = """\
# Words and names that several articles hold whole, and how many do, and words that stand
# in a row where others have lost the space between: import goes by them where a space may
# be lost. One without a number is yours, and never split; one behind `# ` counts no more,
# and is not learned again.
"""


class LexiconFile(msgspec.Struct, frozen=True):
    """Where the words of the archive stand, for processes that need them."""

    path: str = ""
    digest: str = ""
    """Of that file; empty: there is none."""


class Lexicon(msgspec.Struct, frozen=True):
    """What `words.txt` says."""

    counts: dict[str, int] = {}
    sure: frozenset[str] = frozenset()
    """Words that an editor put there."""
    refused: frozenset[str] = frozenset()


def find_words(site: str) -> LexiconFile:
    """Find the words that were learned before."""
    path = os.path.join(site, FILE)
    text = read_list(site, FILE, _LARGEST)
    return LexiconFile(path, digest_bytes(text.encode())) if text else LexiconFile()


@lru_cache(maxsize=2)
def load_vocabulary(words: LexiconFile) -> Vocabulary:
    """Load the *words*, in each process once."""
    if not words.digest:
        return EMPTY
    lexicon = parse_words(read_list("", words.path, _LARGEST))
    return Vocabulary(lexicon.counts, lexicon.sure)


def parse_words(text: str) -> Lexicon:
    """Split the text of `words.txt`; of a word that stands there twice, the most counts."""
    counts: dict[str, int] = {}
    sure: set[str] = set()
    refused: set[str] = set()
    for row in filter(None, map(str.strip, text.split("\n"))):
        word, _, number = row.removeprefix("#").strip().rpartition(" ")
        is_counted = bool(word) and number.isdecimal()
        if row.startswith("#"):
            refused.add(word if is_counted else row[1:].strip())
        elif is_counted:
            counts[word] = max(counts.get(word, 0), int(number[:9]))
        else:
            sure.add(row)
    return Lexicon(
        {word: counts[word] for word in counts if word not in refused},
        frozenset(sure - refused),
        frozenset(refused),
    )


def gather_words(gathering: Gathering, text: str) -> None:
    """Gather the words of a raw file: of its prose, wherever that stands."""
    gathering.add("\n".join(filter(_is_prose, text.split("\n"))))


def _is_prose(line: str) -> bool:
    return len(line) >= _PROSE and '":' not in line and ends_sentence(line)


def learn_words(
    site: str,
    gathering: Gathering,
    files: Sequence[str],
    run: Run,
    scratch: str = "",
    *,
    is_anew: bool = False,
) -> LexiconFile:
    """
    Add the words gathered of *files* to `content/words.txt`, and find them there.

    What was learned stays, as it is an input of the site like its articles, and an
    editor's to change: so a file that is imported later, alone, is repaired by the
    same words, and whatever was lost between. With *is_anew* only what editors put
    there stays, as when everything is read again. With a *scratch* the words go into
    that folder, and the site stays as it is.
    """
    text = read_list(site, FILE, _LARGEST)
    lexicon = parse_words(text)
    found = _without_scars(site, gathering.count(LEAST), files, run)
    known = {} if is_anew else dict(lexicon.counts)
    for word, count in found.items():
        if word not in lexicon.refused:
            known[word] = max(count, known.get(word, 0))
    if not (known or text):
        return LexiconFile()
    data = write_words(known, lexicon).encode()
    path = os.path.join(scratch, "words.txt") if scratch else os.path.join(site, FILE)
    if scratch or is_own(site, FILE):
        if scratch or data != text.encode():
            write_whole(path, data)
        return LexiconFile(path, digest_bytes(data))
    return find_words(site)


def write_words(counts: Mapping[str, int], lexicon: Lexicon) -> str:
    """Write the text of `words.txt`, in order."""
    header = {row.strip("# ") for row in _HEADER.split("\n")}
    rows = [f"# {word}" for word in sorted(lexicon.refused - header)]
    rows += sorted(lexicon.sure)
    rows += [f"{word} {count}" for word, count in sorted(counts.items())]
    return _HEADER + "".join(f"{row}\n" for row in rows)


class _CountJob(msgspec.Struct, frozen=True):
    """Raw files in which words and phrases are counted."""

    site: str
    files: tuple[str, ...]
    wanted: frozenset[str]

    def __len__(self) -> int:
        """Count the files, for who tells how far they are."""
        return len(self.files)


def _without_scars(
    site: str, counts: dict[str, int], files: Sequence[str], run: Run
) -> dict[str, int]:
    """Know the scars among the words of *counts* by the raw files themselves."""
    doubtful = find_doubtful(counts, run)
    if not doubtful:
        return counts
    step = max(1, -(-len(files) // _SAMPLE))
    sample = sorted(files)[::step]
    wanted = words_and_phrases(doubtful)
    jobs = [_CountJob(site, batch, wanted) for batch in in_batches(sample, _BATCH)]
    said: Counter[str] = Counter()
    for found in run(count_in_files, jobs):
        said.update(found)
    return part_scars(counts, doubtful, said, len(files) / len(sample))


def find_doubtful(counts: Iterable[str], run: Run = map) -> dict[str, str]:
    """Find the words that would be split but for the archive, each with two of its parts."""
    words: dict[str, list[str]] = {"en": [], "ru": []}
    for word in counts:
        if " " not in word:
            words["ru" if "Ѐ" <= word[0] <= "ӿ" else "en"].append(word)
    for language in filter(words.get, words):
        load_table(language)  # for those who split words now, and who repair then
    jobs = [
        (language, batch)
        for language, ones in words.items()
        for batch in in_batches(ones, _WORDS)
    ]
    return dict(run_all(run, split_words, jobs))


def split_words(job: tuple[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    """List those of some words, of one language, that would be split, with two parts."""
    language, words = job
    return [
        (word, f"{left} {right}") for word, left, right in split_alone(words, language)
    ]


def part_scars(
    counts: Mapping[str, int],
    doubtful: Mapping[str, str],
    said: Mapping[str, int],
    share: float = 1,
) -> dict[str, int]:
    """
    Put two words in the place of each scar: of *doubtful* words no more frequent than one.

    *said* tells how often a word or its two parts stand in a sample of the files, of
    which there are *share* times as many. `wagelabor` in six articles is a word where
    nobody writes it apart, and a scar where a hundred do; and then `wage labor` is known
    to stand in a row.
    """
    parted = dict(counts)
    for word, phrase in doubtful.items():
        apart = share * said.get(phrase, 0)
        if _count(word, counts, said, share) - 1 <= _PER_PHRASE * apart:
            del parted[word]
            if apart >= _LEAST_APART:
                parted[phrase] = round(apart)
    for word in _find_certain(
        filter(parted.__contains__, doubtful), Vocabulary(parted)
    ):
        parted.pop(word, None)
    return parted


def _find_certain(words: Iterable[str], known: Vocabulary) -> Iterator[str]:
    """Find those of *words* that are split even where they are *known*: `wassigned`."""
    text = "\n".join(words)
    for language in ("en", "ru"):
        yield from (g.before for g in find_glue(text, language, known) if g.is_certain)


def _count(
    word: str, counts: Mapping[str, int], said: Mapping[str, int], share: float
) -> float:
    """Count the articles of a *word*; those of a frequent one are reckoned."""
    count = counts[word]
    return count if count < MOST else max(count, share * said.get(word, 0))


def words_and_phrases(doubtful: Mapping[str, str]) -> frozenset[str]:
    """List what is to be counted of *doubtful* words: a name is no pair of small words."""
    return frozenset((*doubtful, *doubtful.values()))


def count_in_files(job: _CountJob) -> Counter[str]:
    """Count how often words and phrases stand in raw files."""
    return count_said(_readable(job), job.wanted)


def _readable(job: _CountJob) -> Iterator[str]:
    for file in job.files:
        if not file.lower().endswith(RAW_ENDING):
            continue  # hooks alone know how to read it
        try:
            yield decode_raw(read_raw_bytes(job.site, file), "")[:_LONG]
        except (OSError, SourceError):
            continue  # reported where it is imported


def count_said(texts: Iterable[str], wanted: frozenset[str]) -> Counter[str]:
    """Count the *wanted* words, and phrases of two words, in *texts*."""
    lefts = {phrase.partition(" ")[0] for phrase in wanted if " " in phrase}
    found: Counter[str] = Counter()
    for text in texts:
        words = text.split()
        bare = [word.rstrip(_MARKS) for word in words]
        pairs = (
            f"{left} {right}"
            for left, right in zip(words, bare[1:], strict=False)
            if left in lefts
        )
        found.update(filter(wanted.__contains__, pairs))
        found.update(filter(wanted.__contains__, bare))
    return found
