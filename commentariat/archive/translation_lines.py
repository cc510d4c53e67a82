"""The syntax of content/translations.txt: which pieces translate others, and which do not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

import msgspec

from commentariat.archive.conflicts import is_conflict
from commentariat.archive.folders import TRANSLATIONS
from commentariat.archive.slugs import is_slug
from commentariat.archive.text import UNADDRESSABLE
from commentariat.errors import Problem
from commentariat.kinds import Kind

HEAD: Final = """\
# Which pieces translate others, and which do not, a line each; nothing in their files.
# See docs/how-to/translations.md; take a line away, and it is as if it had never been.
"""
"""What stands above the lines of a file that a command begins."""
_WEB: Final = re.compile(r"https?://[^/?#@\s]+(?:[/?#]\S*)?$", re.IGNORECASE)
_DOES: Final = ["translates"]
_DOES_NOT: Final = ["does", "not", "translate"]


class TranslationLine(msgspec.Struct, frozen=True, gc=False):
    """A line: what is said of a piece."""

    slug: str
    target: str
    """The slug, the file or the address of another, as written."""
    is_translation: bool = True
    line: int = 0

    def __str__(self) -> str:
        """Write it as it stands in the file."""
        words = _DOES if self.is_translation else _DOES_NOT
        return " ".join((self.slug, *words, self.target))


class TranslationLines(msgspec.Struct, frozen=True):
    """What the file says, and what is wrong with it."""

    lines: tuple[TranslationLine, ...] = ()
    problems: tuple[Problem, ...] = ()


def parse_translations(text: str) -> TranslationLines:
    """
    Read lines of `SLUG translates TARGET`; those that begin with `#` are notes.

    The same line twice (two branches merged) counts once.
    """
    found: dict[tuple[str, str], TranslationLine] = {}
    known: dict[object, list[TranslationLine]] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        read = _parse_line(words, number)
        if is_conflict(line):
            problems.append(Problem(TRANSLATIONS, number, Kind.CONFLICT_MERGED.of()))
        elif read is None:
            message = Kind.NOT_TRANSLATION_LINE.of(line.strip())
            problems.append(Problem(TRANSLATIONS, number, message))
        else:
            problems += _against(known, read)
            if (read.slug, read.target) not in found:
                found[read.slug, read.target] = read
                for key in _keys(read):
                    known.setdefault(key, []).append(read)
    return TranslationLines(tuple(found.values()), tuple(problems))


def _parse_line(words: list[str], number: int) -> TranslationLine | None:
    slug, between, target = words[0], words[1:-1], words[-1]
    if not is_slug(slug) or between not in (_DOES, _DOES_NOT) or not is_target(target):
        return None
    return TranslationLine(slug, target, between == _DOES, number)


def is_target(written: str) -> bool:
    """Tell whether *written* may name a piece: here by a path or a slug, or elsewhere."""
    if UNADDRESSABLE.search(written):
        return False
    is_path = ":" not in written and not written.startswith("//")
    return is_path or (bool(_WEB.match(written)) and _has_host(written))


def _has_host(address: str) -> bool:
    try:
        return bool(urlsplit(address).netloc)
    except ValueError:  # as of an address of numbers that no bracket ends
        return False


def _keys(line: TranslationLine) -> Iterator[object]:
    """Give what *line* shares with those that may say otherwise."""
    yield frozenset((line.slug, line.target))
    if line.is_translation:
        yield line.slug


def _against(
    known: Mapping[object, Sequence[TranslationLine]], line: TranslationLine
) -> Iterator[Problem]:
    """Tell of lines among the *known* ones that say otherwise what *line* does."""
    for key in _keys(line):
        for other in known.get(key, ())[:1]:
            is_two = key == line.slug and other.target != line.target
            if is_two or other.is_translation != line.is_translation:
                message = Kind.TRANSLATION_TWICE.of(str(line), other.line, str(other))
                yield Problem(TRANSLATIONS, line.line, message)
