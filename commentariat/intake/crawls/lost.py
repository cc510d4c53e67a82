"""
Articles whose raw files are gone, and files that say the same under other names.

A crawl made anew is known by its words. Where those have changed a little, and the file
it could be compared with is gone, what is left to compare is the content file.
"""

from __future__ import annotations

import os
from array import array
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

import msgspec

from commentariat.intake.content.signature import Signature
from commentariat.intake.content.signing import sign_sentences

_FEW: Final = 3
"""Sentences that are told in both, unless the shorter has no more."""
_SHARE: Final = 0.5
"""Share of the sentences of the shorter."""


class LostJob(msgspec.Struct, frozen=True):
    """Content files to be signed: paths below content/, and where their bodies begin."""

    site: str
    bodies: tuple[tuple[str, int], ...]

    def __len__(self) -> int:
        """Count the files, for who tells how far they are."""
        return len(self.bodies)


def sign_bodies(job: LostJob) -> list[tuple[str, bytes]]:
    """Give the marks of the sentences of each body; none of what cannot be read."""
    return [(source, _sign(job.site, source, line)) for source, line in job.bodies]


def _sign(site: str, source: str, line: int) -> bytes:
    try:
        with open(os.path.join(site, "content", source), encoding="utf-8-sig") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError):
        return b""
    return sign_sentences("\n".join(text.split("\n")[line - 1 :]).replace("\n\n", "."))


def find_successors(
    lost: Mapping[str, bytes], signatures: Mapping[str, Signature]
) -> Iterator[tuple[str, str]]:
    """
    Find files that say again what *lost* articles say; pairs in order.

    *lost* are the marks of the articles, *signatures* those of raw files.
    """
    sizes = {source: len(marks) // 8 for source, marks in lost.items()}
    places: dict[int, list[str]] = {}
    for source in sorted(lost):
        for mark in array("Q", lost[source]):
            places.setdefault(mark, []).append(source)
    for file in sorted(signatures):
        marks = array("Q", signatures[file].marks)
        found = [source for mark in marks for source in places.get(mark, ())]
        for source, shared in sorted(Counter(found).items()):
            fewest = min(len(marks), sizes[source])
            if shared >= min(_FEW, fewest) and shared >= _SHARE * fewest:
                yield source, file
