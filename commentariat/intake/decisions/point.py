"""One point that an editor may decide of, with all that is needed to decide."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import msgspec

from commentariat.archive.folders import TERM_RULES
from commentariat.intake.decisions.decision import (
    ANSWERED,
    Decision,
    DecisionKey,
    Verdict,
)
from commentariat.kinds import Kind, Message

LOST: Final = str(Kind.NO_PLACE)
"""The kind of a decision whose words the article does not hold any more."""


class Status(StrEnum):
    """How things stand with a point."""

    OPEN = "open"
    """An editor is asked."""
    MADE = "made"
    """Import was sure, and repaired the words; an editor may object."""
    DECIDED = "decided"


class NameSide(msgspec.Struct, frozen=True):
    """One of two names, and what the archive has under it."""

    name: str
    articles: int
    first: str = ""
    """Year of its first article; empty: none is dated."""
    last: str = ""
    titles: tuple[str, ...] = ()
    """Of a few of its articles, the newest first."""


class NamePair(msgspec.Struct, frozen=True):
    """Two names that may be of one, or pieces: what there is to know, what would settle it."""

    facet: str
    """Of names; of pieces the list in which they are settled."""
    a: NameSide
    b: NameSide
    lines: dict[Verdict, str]
    """The line of content/terms.txt that each verdict is."""
    evidence: tuple[str, ...] = ()
    """What the articles of both say for it, in words for people."""
    file: str = TERM_RULES
    """Where the line stands: two pieces have theirs in content/translations.txt."""


class Point(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """
    A repair that is proposed or made, or a question.

    Of a question, `before` is the line of the raw file that it is about, shortened;
    it is empty where the question is about the article as a whole.
    """

    file: str
    """Path under content/raw/."""
    kind: str
    """The rule of a repair, or what is asked."""
    status: Status = Status.OPEN
    is_question: bool = False
    line: int = 0
    column: int = 0
    left: str = ""
    before: str = ""
    right: str = ""
    after: str = ""
    """The words proposed or made; of a question, the answer that stands now."""
    others: tuple[str, ...] = ()
    """Other words that are as likely as those proposed."""
    confidence: float = 1.0
    message: Message | None = None
    """What is asked; None of a repair."""
    article: str = ""
    """The content file, from the site; empty where none is written yet."""
    title: str = ""
    """Of the article."""
    slug: str = ""
    """Likewise; its page in the preview is called so."""
    latest: str = ""
    """Of a question that a day answers, the last that it can be: what is out has a past."""
    decision: Decision | None = None
    """What was decided, where something was."""
    pair: NamePair | None = None
    """The names that it asks about, where it asks about two."""

    @property
    def is_settled_here(self) -> bool:
        """Whether a verdict on it can be kept: it is of a raw file, or of two names."""
        return bool(self.file) or self.pair is not None

    @property
    def key(self) -> DecisionKey:
        """Where a decision of this point belongs."""
        if self.decision is not None:
            return self.decision.key
        if self.pair is not None:
            names = self.pair.a.name, self.pair.b.name
            return DecisionKey(self.pair.file, self.pair.facet, names[0], "", names[1])
        question = self.kind if self.is_question else ""
        return DecisionKey(self.file, question, self.before, self.left, self.right)

    @property
    def id(self) -> str:
        """A short name for programs; it stays when the file is read again."""
        return self.key.id

    @property
    def question(self) -> str:
        """What is asked, in words for people; empty of a repair."""
        return "" if self.message is None else str(self.message)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts that this point takes; none: it can only be taken back."""
        if self.kind == LOST:
            return ()
        if self.pair is not None:
            return tuple(self.pair.lines)
        if not self.is_question:
            return (Verdict.ACCEPT, Verdict.REJECT, Verdict.EDIT)
        if self.kind in ANSWERED:
            return (Verdict.ANSWER, Verdict.DISMISS)
        return (Verdict.DISMISS,)

    def decide(self, verdict: Verdict, after: str = "") -> Decision:
        """Make the decision of this point; *after* for edits and answers."""
        kept = "" if verdict == Verdict.DISMISS else self.after
        where = self.key
        if self.pair is not None:
            return Decision(
                file=where.file,
                verdict=verdict,
                kind=where.question,
                before=where.before,
                right=where.right,
                after=self.pair.lines[verdict],
            )
        return Decision(
            file=where.file,
            verdict=verdict,
            kind=self.kind,
            left=where.left,
            before=where.before,
            right=where.right,
            after=after if verdict.has_words else kept,
        )
