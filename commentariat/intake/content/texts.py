"""The texts of a reading, repaired, each with its place in the raw file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from commentariat.archive.folders import raw_path
from commentariat.archive.text import show_characters, unusual_characters
from commentariat.hooks.running import HookError, told_of
from commentariat.intake.content.cleaning import clean_all
from commentariat.intake.content.detection import Detected, detect
from commentariat.intake.content.model import Note
from commentariat.intake.content.options import ImportOptions
from commentariat.intake.decisions.decision import Decision
from commentariat.intake.hooked import repairs_of
from commentariat.intake.pages.model import Label, Reading
from commentariat.intake.phrases.lines import LineIndex
from commentariat.intake.repairs.apply import repair_pieces
from commentariat.intake.repairs.glue import Vocabulary
from commentariat.intake.repairs.lexicon import load_vocabulary
from commentariat.intake.repairs.model import Field, Knowledge, Piece, Repair, Repaired


class RepairedTexts:
    """The texts of a reading, repaired, each with the repairs made in it."""

    def __init__(
        self,
        reading: Reading,
        text: str,
        file: str,
        options: ImportOptions,
        language: str = "",
        decisions: Iterable[Decision] = (),
        title: str = "",
    ) -> None:
        self.reading = reading
        self.text = text
        self.file = file
        self.lines = LineIndex(text)
        self.site_language = options.language
        self.detected: Detected | None = None
        """What tells the language where nobody says it."""
        if not language:
            self.detected = detect(_sample(reading), options.language)
        self.language = self.detected.language if self.detected else language
        self.teasers = [*reading.leading_teasers, *reading.related]
        groups = self._place()
        decisions = tuple(decisions)
        self.decisions = decisions_of_words(decisions)
        self.answers = tuple(one for one in decisions if one.verdict.is_for_question)
        known = Knowledge(
            self.language,
            vocabulary_of(reading, options),
            options.quotes,
            decisions=self.decisions,
            title=title or title_of(reading),
            unusual=None if reading.is_whole else "".join(unusual_characters(text)),
        )
        pieces = [piece for group in groups for piece in group]
        rules = () if reading.is_whole else repairs_of(options.hooks)
        try:
            made = repair_pieces(pieces, known, rules, source=raw_path(file))
        except HookError as fault:
            raise HookError(told_of(fault, raw_path(file))) from None
        repaired = iter(made)
        (
            (self.title,),
            (self.dek,),
            self.body,
            self.teaser_texts,
            self.teaser_titles,
            self.work_titles,
        ) = ([next(repaired) for _ in group] for group in groups)
        *_, teaser_titles, works = groups
        self.teaser_title_starts = [piece.start for piece in teaser_titles]
        self.work_starts = [piece.start for piece in works]

    def _place(self) -> list[list[Piece]]:
        """Place the texts in the raw file, part by part of the reading."""
        reading = self.reading
        title, dek = reading.title or "", reading.dek or ""
        return [
            [Piece(Field.TITLE, title, self._find(title, reading.title_line))],
            [Piece(Field.DEK, dek, reading.dek_start if dek else -1)],
            [Piece(Field.BODY, one.text, one.start) for one in reading.body],
            [
                Piece(Field.TEASER, one.text or "", self._find(one.text, one.line))
                for one in self.teasers
            ],
            [
                Piece(
                    Field.OTHER_TITLE, one.title or "", self._find(one.title, one.line)
                )
                for one in self.teasers
            ],
            list(self._works()),
        ]

    def _find(self, text: str | None, line: int) -> int:
        return self.text.find(text, self.lines.start(line)) if text and line else -1

    def _works(self) -> Iterator[Piece]:
        """Place the titles under `Recent Work`, which come in order."""
        if not self.reading.recent_work:
            return
        spans = (span for span in self.reading.spans if span.label == Label.RECENT_WORK)
        first = next(spans, None)
        at = first.start if first else 0
        for work in self.reading.recent_work:
            found = self.text.find(work.title, at) if work.title and first else -1
            at = max(at, found)
            yield Piece(Field.OTHER_TITLE, work.title, found)

    def notes(self, *repaired: Repaired) -> tuple[Note, ...]:
        """Note the repairs made in *repaired*, with their places."""
        return tuple(self.note(repair) for one in repaired for repair in one.made)

    def note(self, repair: Repair) -> Note:
        """Note one repair with its place."""
        line, column = self.lines.place(repair.start) if repair.start >= 0 else (0, 0)
        before, after = show_characters(repair.before), show_characters(repair.after)
        return Note(
            self.file, line, column, repair.rule, before, after, repair.confidence,
            repair.decided,
        )  # fmt: skip

    def unsure(self) -> Iterator[Repair]:
        """Yield what may be broken and was left as it is."""
        for one in (self.title, self.dek, *self.body, *self.teaser_texts):
            yield from one.open

    def all_texts(self) -> Iterator[Repaired]:
        """Yield every text that is repaired."""
        yield self.title
        yield self.dek
        yield from (*self.body, *self.teaser_texts)
        yield from (*self.teaser_titles, *self.work_titles)


def title_of(reading: Reading) -> str:
    """Give the title that a file tells, or that its page shows; empty without one."""
    return " ".join(reading.told.get("title", ())) or reading.title or ""


def decisions_of_words(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Take of *decisions* those that decide of words, and answer no question."""
    return tuple(one for one in decisions if not one.verdict.is_for_question)


def _sample(reading: Reading) -> str:
    """Take enough of the text to tell its language."""
    texts = [reading.title or "", reading.dek or ""]
    for paragraph in reading.body[:12]:
        texts.append(paragraph.text[:1000])
    return " ".join(texts)


def vocabulary_of(reading: Reading, options: ImportOptions) -> Vocabulary:
    """
    Know the names that the file itself holds, those of the site, and the archive's words.

    Nothing of other files but through `content/words.txt`: whether a file is imported
    alone or with a few others, it is repaired in the same way.
    """
    names = list(options.names)
    for key in options.keys.names:
        names += clean_all(reading.told.get(key))
    names += reading.byline
    names += (bio.name for bio in reading.bios)
    for teaser in (*reading.leading_teasers, *reading.related):
        names += teaser.authors
    return load_vocabulary(options.words).with_names(names)
