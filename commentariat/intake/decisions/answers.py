"""What editors answered about an article as a whole: its title, its date."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from commentariat.intake.decisions.decision import (
    DERIVED_TITLE,
    NO_DATE,
    Decision,
    Verdict,
)
from commentariat.intake.sources.sidecar import IndexRow


def answer_row(row: IndexRow, decisions: Iterable[Decision]) -> IndexRow:
    """Lay the answers among *decisions* over what index.csv says of a file."""
    for one in decisions:
        if one.verdict == Verdict.ANSWER and one.kind == DERIVED_TITLE:
            row = msgspec.structs.replace(row, title=" ".join(one.after.split()))
        elif one.verdict == Verdict.ANSWER and one.kind == NO_DATE:
            row = msgspec.structs.replace(row, date=one.after)
    return row
