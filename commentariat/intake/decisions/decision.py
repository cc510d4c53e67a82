"""What an editor decided of one place in one raw file."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, TypeAlias

import msgspec

from commentariat.archive.text import digest_text
from commentariat.kinds import Kind


class Verdict(StrEnum):
    """What is to become of a place, or of a question."""

    ACCEPT = "accept"
    """The words are repaired as was proposed."""
    REJECT = "reject"
    """The words stay as the raw file has them."""
    EDIT = "edit"
    """Other words, the editor's own, take their place."""
    ANSWER = "answer"
    """A question is answered: the title, the date."""
    DISMISS = "dismiss"
    """A question is not to be asked again: it is right as it is."""
    A_INTO_B = "merge a into b"
    """Of two names, the first is a spelling of the second."""
    B_INTO_A = "merge b into a"
    """Of two names, the second is a spelling of the first."""
    NOT_SAME = "not the same"
    """Two names are of two, and are not asked about again."""
    A_TRANSLATES_B = "a translates b"
    """Of two pieces, the first is a translation of the second."""
    B_TRANSLATES_A = "b translates a"
    """Of two pieces, the second is a translation of the first."""
    NO_TRANSLATION = "no translation"
    """Of two pieces, neither translates the other, and they are not asked about again."""

    @property
    def is_for_question(self) -> bool:
        """Tell whether this answers a question, and decides of no words."""
        return self in (Verdict.ANSWER, Verdict.DISMISS)

    @property
    def is_for_lines(self) -> bool:
        """Tell whether this is a line of a list of the site, of names or translations."""
        return self in _FOR_LINES

    @property
    def has_words(self) -> bool:
        """Tell whether an editor gives words with it: an edit, an answer."""
        return self in (Verdict.EDIT, Verdict.ANSWER)


_FOR_LINES: Final = (
    Verdict.A_INTO_B,
    Verdict.B_INTO_A,
    Verdict.NOT_SAME,
    Verdict.A_TRANSLATES_B,
    Verdict.B_TRANSLATES_A,
    Verdict.NO_TRANSLATION,
)
NO_DATE: Final = str(Kind.NO_DATE)
DERIVED_TITLE: Final = str(Kind.DERIVED_TITLE)
ANSWERED: Final = (NO_DATE, DERIVED_TITLE)
"""The questions that can be answered, not only dismissed."""
OF_DECISIONS: Final = frozenset(
    {
        Kind.NOT_NOTED,
        Kind.NOT_MADE,
        Kind.TAKEN_BACK,
        Kind.REPAIR_TAKEN_BACK,
        Kind.NO_PLACE,
        Kind.NO_DECIDED_FILE,
    }
)
"""What is asked of decisions themselves."""


class DecisionKey(msgspec.Struct, frozen=True, order=True):
    """
    The place that a decision is of, in words that survive another reading.

    Lines and offsets change with every crawl, and the names of rules when rules
    improve; the words of the raw file do not. Two decisions of one address
    contradict each other.
    """

    file: str
    """Path under content/raw/."""
    question: str
    """The kind of question; empty where a repair is decided."""
    before: str
    left: str
    right: str

    @property
    def id(self) -> str:
        """A short name for programs: 12 hexadecimal digits."""
        words = (self.file, self.question, self.left, self.before, self.right)
        return digest_text("\x1f".join(words))[:12]


class Decision(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True,
               forbid_unknown_fields=True):  # fmt: skip
    """
    A line of content/decisions.jsonl.

    `left + before + right` stands in the raw file, white space aside.
    """

    file: str
    """Path under content/raw/."""
    verdict: Verdict
    kind: str
    """The rule that proposed the repair, or what is asked: `no date`."""
    left: str = ""
    """What stands before the place, a few words of the same paragraph."""
    before: str = ""
    """The words as the raw file has them."""
    right: str = ""
    after: str = ""
    """The words in their place; of a rejected repair, those that were proposed."""

    @property
    def key(self) -> DecisionKey:
        """The place, without what was decided of it."""
        is_kept = self.verdict.is_for_question or self.verdict.is_for_lines
        question = self.kind if is_kept else ""
        return DecisionKey(self.file, question, self.before, self.left, self.right)


Decided: TypeAlias = "dict[DecisionKey, Decision]"
"""What is decided of each place, in the order of the file."""


def in_order(decisions: Decided) -> Decided:
    """Sort *decisions* by file and words, as they stand in their file."""
    return dict(sorted(decisions.items()))
