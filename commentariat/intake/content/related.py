"""Other articles, as a raw file announces them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from commentariat.intake.content.cleaning import clean, clean_all
from commentariat.intake.content.model import Note, Related
from commentariat.intake.content.texts import RepairedTexts
from commentariat.intake.pages.model import Teaser
from commentariat.intake.repairs.model import Repair

_SENTENCE_ENDS: Final = (".", "!", "?", "…", "”", '"', "»", ")", "؟", "۔")
_SAFE_LINKS: Final = ("http://", "https://", "/")


def read_related(said: RepairedTexts) -> Iterator[Related]:
    """
    Take every article that the page announces, the lead-in first.

    Lines of authors alone announce nothing. Of a row that the end of the file cuts
    off, only whole parts are taken; half a sentence stays in the raw file.
    """
    parts = zip(
        said.teasers, said.teaser_texts, said.teaser_titles, said.teaser_title_starts,
        strict=True,
    )  # fmt: skip
    for teaser, text, title, start in parts:
        entry = Related(
            clean(text.text),
            clean_all(teaser.authors),
            clean(title.text),
            clean(teaser.type or ""),
            link if (link := clean(teaser.link or "")).startswith(_SAFE_LINKS) else "",
            (
                *said.notes(text, title),
                *_glued_type(said, teaser.title, teaser.type, start),
            ),
        )
        entry = _whole_parts(entry, teaser) if teaser.is_cut else entry
        if entry.teaser or entry.title:
            yield entry


def _whole_parts(entry: Related, teaser: Teaser) -> Related:
    is_whole = entry.teaser.endswith(_SENTENCE_ENDS)
    has_title = bool(entry.type or entry.link or entry.teaser)
    return msgspec.structs.replace(
        entry,
        teaser=entry.teaser if is_whole else "",
        title=entry.title if has_title else "",
    )


def read_recent_work(said: RepairedTexts) -> Iterator[Related]:
    """Take the titles under `Recent Work`, each with the kind of piece."""
    parts = zip(
        said.reading.recent_work, said.work_titles, said.work_starts, strict=True
    )
    for work, title, start in parts:
        notes = (*said.notes(title), *_glued_type(said, work.title, work.type, start))
        if text := clean(title.text):
            yield Related(title=text, type=clean(work.type), notes=notes)


def _glued_type(
    said: RepairedTexts, title: str | None, kind: str | None, start: int
) -> Iterator[Note]:
    """Note where the reader parted a title from the type glued to it."""
    if not (title and kind and start >= 0):
        return
    seam = start + len(title)
    if said.text.startswith(kind, seam):
        word = title.split()[-1:]
        before = (word[0] if word and title[-1:].strip() else "") + kind
        after = before.removesuffix(kind) + " " + kind
        yield said.note(
            Repair(seam + len(kind) - len(before), before, after, "glued-type")
        )
